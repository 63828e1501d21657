"""The places on a page where something derived is to stand.

A fence with the word `diglot` asks for it: what follows that word says what. In: the text of a page. Out: the same text
with a key in each such fence, for the site's Markdown to ask for the HTML by. A fence that stands inside another one is
an example and stays as it is.
"""

import re

_FENCE = re.compile(r"(?P<lead>[ \t>]*)(?P<marks>`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*?)[ \t]*\n?")


def weave_directives(text: str, word: str, key: str) -> tuple[str, bool]:
    """The text in which the fences that ask for `word` carry the key; whether there is any."""
    lines = text.splitlines(keepends=True)
    opened = ""
    found = False
    for at, line in enumerate(lines):
        match = _FENCE.fullmatch(line)
        if match is None:
            continue
        marks = match["marks"]
        if opened:
            if marks.startswith(opened) and not match["info"]:
                opened = ""
            continue
        opened = marks
        if match["info"].split() == ["diglot", word]:
            lines[at] = f'{match["lead"]}{marks}diglot key="{key}"\n'
            found = True
    return "".join(lines), found
