"""Pieces of text that the printer and the formatter put together, and their layout within a width.

A group is on one line if what comes before its first certain line end fits, otherwise all its own breaks become
line ends. A document is first laid flat into items, so that no nesting is too deep.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

WIDTH = 100


@dataclass(frozen=True, slots=True)
class Text:
    """Text without breaks; a line end inside it is kept as it is."""

    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """A text, or a line end in a group on several lines."""

    text: str
    blank: bool = False
    """Whether an empty line goes with the line end."""


@dataclass(frozen=True, slots=True)
class Either:
    """One text in a group on one line, another in one on several."""

    flat: str
    vertical: str


@dataclass(frozen=True, slots=True)
class LineEnd:
    """A line end in any group."""

    blank: bool = False
    """Whether an empty line goes with it."""


@dataclass(frozen=True, slots=True)
class CommentBlock:
    """A comment of several lines, which move together."""

    text: str
    column: int
    """Where it begins in the source."""


@dataclass(frozen=True, slots=True)
class Joined:
    """One after the other."""

    parts: "tuple[Doc, ...]"


@dataclass(frozen=True, slots=True)
class Notes:
    """Documentation and pragmas before something, with the line ends behind them."""

    doc: "Doc"


@dataclass(frozen=True, slots=True)
class Nest:
    """Indentation after each line end, in a group on several lines."""

    doc: "Doc"
    columns: int


@dataclass(frozen=True, slots=True)
class Align:
    """After each line end, at the column in which it begins."""

    doc: "Doc"


@dataclass(frozen=True, slots=True)
class Group:
    """On one line if it fits and may."""

    doc: "Doc"
    vertical: bool = False
    """Whether it is on several lines in any case."""


@dataclass(frozen=True, slots=True)
class Start:
    """Where a part begins that has a layout of its own."""

    of: Nest | Align | Group
    vertical: bool = False
    """Whether this is a group on several lines in any case."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the last part begun ends."""


Leaf = Text | Break | Either | LineEnd | CommentBlock
Doc = Leaf | Joined | Notes | Nest | Align | Group
Item = Leaf | Start | Stop

SPACE = Break(" ")
"""A space, or a line end in a group that does not fit."""
NOTHING = Break("")
"""Nothing, or a line end in a group that does not fit."""
BAR = "| "
"""Before a branch; before a single one only where it has a line of its own."""
_STOP = Stop()


def text(*parts: str) -> Doc:
    """Text without breaks."""
    return Text("".join(parts))


def row(*parts: Doc | str) -> Doc:
    """One after the other."""
    return Joined(tuple(Text(part) if isinstance(part, str) else part for part in parts))


def group(*parts: Doc | str) -> Doc:
    """On one line if it fits."""
    return Group(row(*parts))


def stack(*parts: Doc | str) -> Doc:
    """With a line end at each break."""
    return Group(row(*parts), vertical=True)


def indented(*parts: Doc | str) -> Doc:
    """Two columns further to the right after each line end of a group."""
    return Nest(row(*parts), 2)


def joined(separator: Doc, parts: Iterable[Doc]) -> Doc:
    """With a separator between two parts."""
    found: list[Doc] = []
    for part in parts:
        found += [separator, part] if found else [part]
    return Joined(tuple(found))


def bracketed(opening: str, parts: Iterable[Doc], closing: str, *, vertical: bool = False) -> Doc:
    """Parts with `;` between them, in brackets."""
    found = tuple(parts)
    if not found:
        return text(opening, closing)
    inner = joined(row(";", SPACE), found)
    if vertical:
        return stack(opening, indented(NOTHING, inner), NOTHING, closing)
    return group(opening, indented(NOTHING, *gap_after(opening, inner), inner), NOTHING, closing)


def enclosed(opening: str, inner: Doc, closing: str) -> Doc:
    """Something in brackets, on the same line."""
    gap = " " if gap_after(opening, inner) else ""
    return row(opening, gap, inner, closing)


def gap_after(opening: str, inner: Doc) -> list[Doc]:
    """A space where a brace would otherwise begin a comment with a `-`, or double braces with another brace."""
    return [Either(" ", "")] if opening.endswith("{") and _beginning(inner).startswith(("-", "{")) else []


def _beginning(doc: Doc) -> str:
    """The first piece of text."""
    waiting = [doc]
    while waiting:
        match waiting.pop():
            case Text(text=found) | Break(text=found) | Either(flat=found):
                if found:
                    return found
            case Joined(parts=parts):
                waiting.extend(reversed(parts))
            case Notes(doc=inner) | Nest(doc=inner) | Align(doc=inner) | Group(doc=inner):
                waiting.append(inner)
            case _:
                pass
    return ""


# -- Layout -----------------------------------------------------------------------------------------------------------


def flatten(doc: Doc, *, notes: bool = True) -> list[Item]:
    """The items of a document in order, with or without what is said in notes."""
    items: list[Item] = []
    waiting: list[Doc | Stop] = [doc]
    while waiting:
        match waiting.pop():
            case Joined(parts=parts):
                waiting.extend(reversed(parts))
            case Notes(doc=inner):
                if notes:
                    waiting.append(inner)
            case (Nest() | Align() | Group()) as part:
                items.append(Start(part, isinstance(part, Group) and part.vertical))
                waiting += [_STOP, part.doc]
            case leaf:
                items.append(leaf)
    return items


def lay_out(doc: Doc) -> str:
    """The text, without white space at line ends."""
    return lay_out_items(flatten(doc))


def lay_out_items(items: Sequence[Item], margin: int = 0) -> str:
    """The text of items whose first line begins at a margin, the white space before it left out."""
    return _Layout(items, margin).run()


class _Layout:
    def __init__(self, items: Sequence[Item], margin: int) -> None:
        self.items = items
        self.out: list[str] = []
        self.column = margin
        self.modes = [(margin, False)]
        """Indentation and whether breaks are line ends, for each part that is open."""

    def run(self) -> str:
        """Lay out all items."""
        for index, item in enumerate(self.items):
            indent, vertical = self.modes[-1]
            match item:
                case Start():
                    self.modes.append(self.mode(index, item, indent, vertical=vertical))
                case Stop():
                    self.modes.pop()
                case LineEnd(blank=blank):
                    self.end_line(indent, blank=blank)
                case Break(blank=blank) if vertical:
                    self.end_line(indent, blank=blank)
                case Text(text=text) | Break(text=text):
                    self.write(text)
                case Either():
                    self.write(item.vertical if vertical else item.flat)
                case CommentBlock():
                    self.write(moved(item, self.column))
        return "".join(self.out).rstrip(" ")

    def mode(self, index: int, start: Start, indent: int, *, vertical: bool) -> tuple[int, bool]:
        """Indentation and line ends inside a part."""
        match start.of:
            case Nest(columns=columns):
                return indent + columns * vertical, vertical
            case Align():
                return self.column, vertical
            case Group():
                return indent, start.vertical or not self.fits(index)

    def fits(self, index: int) -> bool:
        """Whether a group fits up to its end, and what is glued to it, or up to a certain line end in it."""
        left = WIDTH - self.column
        inside = [False]
        for item in self.items[index + 1 : index + 1 + 20 * WIDTH]:
            match item:
                case Start():
                    if inside:
                        inside.append(item.vertical if isinstance(item.of, Group) else inside[-1])
                case Stop():
                    if inside:
                        inside.pop()
                case LineEnd():
                    return True
                case Break(text=text):
                    if not inside or inside[-1]:
                        return True
                    left -= len(text)
                case Text(text=text) | CommentBlock(text=text):
                    left -= len(text.split("\n", 1)[0])
                    if "\n" in text:
                        return left >= 0
                case Either():
                    left -= len(item.vertical if inside and inside[-1] else item.flat)
            if left < 0:
                return False
        return True

    def write(self, text: str) -> None:
        """Add text, and know the column behind it."""
        self.out.append(text)
        self.column = len(text) - text.rindex("\n") - 1 if "\n" in text else self.column + len(text)

    def end_line(self, indent: int, *, blank: bool) -> None:
        """Begin a line, unless one was only just begun."""
        while self.out and not self.out[-1].strip(" "):
            self.out.pop()
        if self.out and self.out[-1].endswith("\n"):
            return self.indent(indent)
        if self.out:
            self.out[-1] = self.out[-1].rstrip(" ")
            self.out.append("\n\n" if blank else "\n")
        return self.indent(indent)

    def indent(self, columns: int) -> None:
        """White space up to where a line begins."""
        self.out.append(" " * columns)
        self.column = columns


def moved(block: CommentBlock, column: int) -> str:
    """The lines of a comment that now begins at a column."""
    first, *rest = block.text.split("\n")
    lines = [first.rstrip()]
    for line in rest:
        bare = line.strip(" \t")
        depth = len(line) - len(line.lstrip(" \t")) - block.column + column
        lines.append(" " * max(depth, 0) + bare if bare else "")
    return "\n".join(lines)


def forced(start: Start) -> Start:
    """The same part on several lines."""
    return replace(start, vertical=True)
