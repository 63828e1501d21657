"""What an unfinished merge leaves in a file.

In: a text. Out: where its conflict markers begin, and the text with only the first version of each conflict, every
place as it was.
"""

import re

from diglot.source import Span

_CONFLICT = re.compile(r"^<{7}(?: .*)?$\n(?P<ours>(?:.*\n)*?)(?P<theirs>^={7}$(?:.*\n)*?^>{7}(?: .*)?$)", re.MULTILINE)


def without_conflicts(text: str, filler: str = " ") -> tuple[str, tuple[Span, ...]]:
    """The text with the first versions only, the rest filled with blanks, and the line that begins each conflict."""
    if "<<<<<<<" not in text:
        return text, ()
    found: list[Span] = []

    def blanked(match: re.Match[str]) -> str:
        first_line = match.group().find("\n")
        found.append(Span(match.start(), match.start() + first_line))
        theirs = re.sub(r"[^\n]", filler, match.group("theirs"))
        return filler * first_line + "\n" + match.group("ours") + theirs

    return _CONFLICT.sub(blanked, text), tuple(found)
