r"""The texts of open documents, as the editor changes them.

In: a text and the changes that the editor made to it, in order. Out: the new text, with line ends as `\n` and nothing
in it that is no character; lines and columns are the same as in the editor.
"""

from collections.abc import Iterable

from lsprotocol import types

from diglot.lsp.convert import Encoding, offset_at
from diglot.source import SourceFile


def apply_changes(text: str, changes: Iterable[types.TextDocumentContentChangeEvent], encoding: Encoding) -> str:
    """The text after the changes, each of which speaks of the text that the one before it left."""
    for change in changes:
        new = plain(change.text)
        if isinstance(change, types.TextDocumentContentChangePartial):
            source = SourceFile("", text)
            start = offset_at(source, change.range.start, encoding)
            end = offset_at(source, change.range.end, encoding)
            new = text[:start] + new + text[max(start, end) :]
        text = new
    return text


def plain(text: str) -> str:
    r"""With `\n` for each line end; half a surrogate pair becomes U+FFFD, which takes as many units."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
