"""Pages in which nobody has finished a merge.

In: the path and text of a page. Out: the text with the first version of each conflict, every place as it was, so that
all else on the page is read as usual; and a diagnostic for each.
"""

from diglot.conflicts import without_conflicts
from diglot.diagnostic import Problems
from diglot.page.backticks import find_blocks
from diglot.page.errors import UnfinishedMerge


def first_version(path: str, text: str, problems: Problems) -> str:
    """The text to read; a block that is no snippet may well show a conflict."""
    if "<<<<<<<" not in text:
        return text
    shown = [block.span for block in find_blocks(text).all if not block.is_snippet]
    kept, found = without_conflicts(text, is_shown=lambda span: any(block.covers(span) for block in shown))
    problems.extend(UnfinishedMerge(path, span) for span in found)
    return kept
