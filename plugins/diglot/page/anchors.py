"""The words and the anchor of a heading, as the site generator makes them.

Comes in: the Markdown of each heading of a page, in order. Goes out: its text without marks, and the fragment under
which the site shows it. The site is made by Python-Markdown with `toc` and `attr_list`; a property test compares.
"""

import html
import re
import unicodedata
from collections.abc import Callable

_CODE = re.compile(r"(?<!\\)(`+)(.+?)(?<!`)\1(?!`)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]>()#+.!-])")
_IMAGE = re.compile(r"!\[(?:[^\[\]]|\[[^\[\]]*\])*\](?:\((?:[^()]|\([^()]*\))*\))")
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\((?:[^()]|\([^()]*\))*\)")
_REFERENCE = re.compile(r"\[([^\[\]]+)\](?: ?\[([^\[\]]*)\])?")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*://[^<>]*|[^<> !]+@[^@<> ]+)>")
_TAG = re.compile(r"""<(?:/?[a-zA-Z][^\s"'<>@]*(?:\s(?:"[^"]*"|'[^']*'|[^"'<>])*)?|!--.*?--|\?.*?\?)>""")
_UNDERSCORES = re.compile(r"(?<![\w\\])(_{1,3})(?![\s_])((?:(?!(?<!\w)_).)+?)(?<![\s\\_])\1(?!\w)")
_STARS = re.compile(r"(?<!\\)(\*{1,3})(?![\s*])((?:(?!(?<=\s)\*).)+?)(?<![\s\\*])\1")
_ATTRIBUTES = re.compile(r"[ ]+\{:?[ ]*([^}\n ][^\n]*)\}[ ]*$")
_ID = re.compile(r"""(?:^|(?<= ))(?:#([^ =}]+)|id="(.*?)"|id='(.*?)'|id=([^ =}]+))(?=[ ]|$)""")
_STASHED = re.compile("\x02(\\d+)\x03")
_COUNTED = re.compile(r"^(.*)_([0-9]+)$")


def split_attributes(source: str) -> tuple[str, str | None]:
    """A heading's Markdown without its attribute list, and the id that this gives it."""
    match = _ATTRIBUTES.search(source) if source.rstrip().endswith("}") else None
    if match is None or "}" in match[1]:
        return source, None
    found = [next(filter(None, m.groups()), "") for m in _ID.finditer(match[1])]
    return source[: match.start()].rstrip("#").rstrip(), found[-1] if found else None


def plain_text(source: str, references: frozenset[str] = frozenset()) -> str:
    """The words of a heading: inline marks, tags and images gone, code spans as they are."""
    if not _has_marks(source):
        return " ".join(source.split())
    stash: list[str] = []

    def put(group: int) -> Callable[[re.Match[str]], str]:
        def replace(match: re.Match[str]) -> str:
            stash.append(match[group].strip())
            return f"\x02{len(stash) - 1}\x03"

        return replace

    def reference(match: re.Match[str]) -> str:
        name = match[2] or match[1]
        return match[1] if " ".join(name.lower().split()) in references else match[0]

    text = _CODE.sub(put(2), source.replace("\x02", "").replace("\x03", ""))
    text = _ESCAPE.sub(put(1), text)
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    text = _REFERENCE.sub(reference, text) if references else text
    text = _TAG.sub("", _AUTOLINK.sub(put(1), text))
    text = _without_emphasis(text)
    text = _STASHED.sub(lambda match: stash[int(match[1])], html.unescape(text))
    return " ".join(text.split())


def _has_marks(source: str) -> bool:
    return any(mark in source for mark in "`*_[<&\\\x02\x03")


def _without_emphasis(text: str) -> str:
    for pattern in (_STARS, _UNDERSCORES):
        for _ in range(3):
            text, count = pattern.subn(r"\2", text)
            if not count:
                break
    return text


def slugify(text: str) -> str:
    """The anchor that a heading's words make: small letters, digits and hyphens."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    words = re.sub(r"[^\w\s-]", "", ascii_only).strip().lower()
    return re.sub(r"[-\s]+", "-", words)


class Anchors:
    """The anchors given away so far on one page."""

    def __init__(self, chosen: frozenset[str]) -> None:
        """Begin with the ids that the writer has chosen, which are never given to another heading."""
        self._used = set(chosen)
        self._counts: dict[str, int] = {}

    def give(self, text: str) -> str:
        """A new anchor for a heading with these words."""
        anchor = slugify(text)
        if anchor in self._used or not anchor:
            anchor = self._numbered(anchor)
        self._used.add(anchor)
        return anchor

    def _numbered(self, anchor: str) -> str:
        match = _COUNTED.match(anchor)
        stem, count = (match[1], int(match[2])) if match else (anchor, 0)
        known = self._counts.get(stem, 0)
        skips = count <= known
        count = (max(count, known) if skips else count) + 1
        while f"{stem}_{count}" in self._used:
            count += 1
        if skips:
            self._counts[stem] = count
        return f"{stem}_{count}"
