"""What kind of thing a link leads to.

In: the target as it is written in the Markdown. Out: a name, a term, a place below the folder of pages, or nothing
where the link leads out of the site.
"""

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import unquote

from diglot.letters import composed

REF, TERM = "ref", "term"

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


@dataclass(frozen=True, slots=True)
class NamedTarget:
    """`ref:engines.ticker.counter` or `ref:engines.ticker#local-state`."""

    name: str
    """Empty for the page itself."""
    section: str


@dataclass(frozen=True, slots=True)
class TermName:
    """`term:mailbox`."""

    key: str


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A file of the site, and a place in it."""

    uri: str
    """Below the folder of pages; empty for the page itself."""
    written: str
    """The path as it is written."""
    anchor: str


def read_target(target: str, here: str) -> NamedTarget | TermName | FilePlace | None:
    """What the target of a link on the page at `here` means; None when it leads out of the site."""
    if "{{" in target or "{%" in target:
        return None  # A template, which another plugin fills in.
    scheme = _SCHEME.match(target)
    if scheme is not None:
        rest = unquote(target[scheme.end() :]).strip()
        if scheme[1].lower() == REF:
            name, _, section = rest.partition("#")
            return NamedTarget(name, section)
        return TermName(rest) if scheme[1].lower() == TERM else None
    if target.startswith("//"):
        return None
    path, _, anchor = target.partition("#")
    written = unquote(path.partition("?")[0])
    if not written:
        return FilePlace("", "", unquote(anchor))
    uri = posixpath.normpath(posixpath.join(posixpath.dirname(here), written)).lstrip("/")
    return FilePlace(composed(uri), written, unquote(anchor))
