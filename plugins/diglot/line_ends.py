r"""Line ends on disk: texts have `\n` everywhere, and files keep what they have.

In: a new text, and the file that it is for as it is, or what `.gitattributes` files say of its path. Out: the text as
it is written: with the byte order mark and the line ends of the file, each line that stays with its own.
"""

import re
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from fnmatch import translate
from functools import cache

_END = re.compile(r"\r\n|\r|\n")
_MARK = "\ufeff"


def as_before(text: str, before: str) -> str:
    """A new text for a file that has been read as it is on disk."""
    mark = _MARK if before.startswith(_MARK) else ""
    ends = _END.findall(before)
    found = set(ends)
    if found <= {"\n"}:
        return mark + text
    usual = Counter(ends).most_common(1)[0][0]
    if len(found) == 1:
        return mark + text.replace("\n", usual)
    lines, old = text.split("\n"), _END.split(before.removeprefix(_MARK))
    kept: dict[int, str] = {}
    for from_, to, size in SequenceMatcher(None, old, lines, autojunk=False).get_matching_blocks():
        kept.update((to + at, ends[from_ + at]) for at in range(size) if from_ + at < len(ends))
    last = len(lines) - 1
    return mark + "".join(line + (kept.get(at, usual) if at < last else "") for at, line in enumerate(lines))


def wanted_end(path: str, attributes: Iterable[tuple[str, str]]) -> str | None:
    r"""The line end that `.gitattributes` files want for a path: `\n` or `\r\n`; None where they leave it open.

    Each is given with its folder (empty for that of the paths), the outermost first; the last line that fits counts.
    """
    end: str | None = None
    for folder, text in attributes:
        below = path.removeprefix(f"{folder}/") if folder else path
        for line in text.splitlines():
            pattern, *words = line.split() or ("",)
            if not pattern or pattern.startswith("#") or not _fits(pattern, below):
                continue
            for word in words:
                if word in {"eol=lf", "eol=crlf"}:
                    end = "\n" if word == "eol=lf" else "\r\n"
                elif word in {"-text", "binary", "!eol", "-eol"}:
                    end = None
    return end


def _fits(pattern: str, path: str) -> bool:
    name = path.rpartition("/")[2]
    if "/" not in pattern:
        return _matcher(pattern).fullmatch(name) is not None
    return _matcher(pattern.removeprefix("/").replace("**/", "*")).fullmatch(path) is not None


@cache
def _matcher(pattern: str) -> re.Pattern[str]:
    return re.compile(translate(pattern))
