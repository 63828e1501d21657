"""Pieces of text that the printer puts together, and their layout within a width.

A group stands on one line if it fits, otherwise all its own breaks become line ends.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wadler_lindig import AbstractDoc, BreakDoc, ConcatDoc, GroupDoc, NestDoc, TextDoc, pformat

Doc = AbstractDoc
WIDTH = 100
SPACE = BreakDoc(" ")
"""A space, or a line end in a group that does not fit."""
NOTHING = BreakDoc("")
"""Nothing, or a line end in a group that does not fit."""


def text(*parts: str) -> Doc:
    """Text without breaks."""
    return TextDoc("".join(parts))


def row(*parts: Doc | str) -> Doc:
    """One after the other."""
    return _concat([TextDoc(part) if isinstance(part, str) else part for part in parts])


def _concat(parts: list[Doc]) -> Doc:
    return ConcatDoc(*parts) if parts else TextDoc("")  # type: ignore[no-untyped-call]


def group(*parts: Doc | str) -> Doc:
    """On one line if it fits."""
    return GroupDoc(row(*parts))


def stack(*parts: Doc | str) -> Doc:
    """With a line end at each break."""
    return GroupDoc(row(*parts), force_vertical=True)


def indented(*parts: Doc | str) -> Doc:
    """Two columns further to the right after each line end."""
    return NestDoc(row(*parts), 2)


def joined(separator: Doc, parts: Iterable[Doc]) -> Doc:
    """With a separator between two parts."""
    found: list[Doc] = []
    for part in parts:
        found += [separator, part] if found else [part]
    return _concat(found)


def bracketed(opening: str, parts: Iterable[Doc], closing: str, *, vertical: bool = False) -> Doc:
    """Parts with `;` between them, in brackets."""
    inner = joined(row(";", SPACE), parts)
    if vertical:
        return stack(opening, indented(NOTHING, inner), NOTHING, closing)
    return group(opening, indented(NOTHING, *_gap(opening, inner), inner), NOTHING, closing)


def enclosed(opening: str, inner: Doc, closing: str) -> Doc:
    """Something in brackets, on the same line."""
    return row(opening, *_gap(opening, inner), inner, closing)


def _gap(opening: str, inner: Doc) -> list[Doc]:
    """A space where a brace would otherwise begin a comment with a `-`, or double braces with another brace."""
    return [TextDoc(" ")] if opening.endswith("{") and _beginning(inner).startswith(("-", "{")) else []


def _beginning(doc: Doc) -> str:
    """The first piece of text."""
    waiting = [doc]
    while waiting:
        match waiting.pop():
            case TextDoc(text=found) | BreakDoc(text=found):
                if found:
                    return found
            case ConcatDoc(children=children):
                waiting.extend(reversed(children))
            case NestDoc(child=child) | GroupDoc(child=child):
                waiting.append(child)
            case _:
                pass
    return ""


@dataclass(frozen=True)
class _Document:
    doc: Doc

    def __pdoc__(self, **_: Any) -> Doc:  # noqa: ANN401 (the library's protocol)
        return self.doc


def lay_out(doc: Doc) -> str:
    """The text, without white space at line ends."""
    laid_out = pformat(_Document(doc), width=WIDTH)
    return "\n".join(line.rstrip() for line in laid_out.split("\n"))
