"""Comments, notes and the author's line ends, woven into the layout of a printed statement.

Comes in: the items of the statement, aligned with the tokens of the source. Goes out: items that can be laid out.
Guaranteed: every comment is between the same two tokens as before.
"""

from collections.abc import Sequence

from diglot.syntax.format_align import NOTES, Aligned, AlignedToken, Gap, gap_between
from diglot.syntax.layout import Break, CommentBlock, Group, Item, LineEnd, Nest, Start, Stop, Text, forced
from diglot.syntax.token import BRACKETS, Token

_CLOSERS = frozenset(BRACKETS.values())
_INSIDE = Start(Nest(Text(""), 2))
"""What comes before a closing bracket is indented like everything in the brackets."""


def weave(source: str, aligned: Sequence[Aligned], tokens: Sequence[Token]) -> list[Item]:
    """The items of a statement with its comments."""
    return _Weaver(source, tokens).run(aligned)


def closing_notes(source: str, tokens: Sequence[Token]) -> list[Item]:
    """The items of comments behind which nothing follows."""
    weaver = _Weaver(source, tokens)
    weaver.notes(len(tokens))
    return weaver.items


class _Weaver:
    def __init__(self, source: str, tokens: Sequence[Token]) -> None:
        self.source = source
        self.tokens = tokens
        self.items: list[Item] = []
        self.done = 0
        """How many tokens of the source are woven in, comments included."""
        self.open: list[int] = []
        """Where the parts begin that are open."""
        self.content = -1
        """Where the last token is among the items."""

    def run(self, aligned: Sequence[Aligned]) -> list[Item]:
        """Weave all items."""
        following = self._following(aligned)
        for item, after in zip(aligned, following, strict=True):
            match item:
                case AlignedToken():
                    self.place(item)
                case Break():
                    self.line_end(item, after)
                case _:
                    self.pass_on(item)
        self.notes(len(self.tokens))
        return self.items

    def _following(self, aligned: Sequence[Aligned]) -> list[int]:
        """For each item the next token of the source that has a place."""
        following = []
        after = len(self.tokens)
        for item in reversed(aligned):
            following.append(after)
            if isinstance(item, AlignedToken):
                after = item.index
        return following[::-1]

    def pass_on(self, item: Item) -> None:
        """Add an item as it is."""
        if isinstance(item, Start):
            self.open.append(len(self.items))
        elif isinstance(item, Stop):
            self.open.pop()
        self.items.append(item)

    def place(self, item: AlignedToken) -> None:
        """Add a token, and before it the comments that are not there yet."""
        noted = self.notes(item.index)
        if not noted:
            self.items.append(Text(item.before))
        self.content = len(self.items)
        self.items.append(Text(item.text))
        self.done = item.index + 1

    def line_end(self, item: Break, after: int) -> None:
        """Add a break: comments of the line before it first, and as a line end if the author has one there."""
        notes = [index for index in range(self.done, after) if self.tokens[index].kind in NOTES]
        for index in notes:
            if index == 0 or self.gap(index) is not Gap.NONE or self._continues(index):
                break
            self.items += [Text(" "), *_note(self.source, self.tokens[index])]
            self.done = index + 1
        begin = self.tokens[self.done - 1].end if self.done else 0
        if notes or (0 < after < len(self.tokens) and "\n" in self.source[begin : self.tokens[after].start]):
            self.force()
        if after < len(self.tokens) and self.tokens[after].kind in _CLOSERS and notes and notes[-1] >= self.done:
            self.items += [_INSIDE, LineEnd()]
            self.notes(after)
            self.items.append(Stop())
        self.items.append(Break(item.text, blank=self._blank(after)))

    def _continues(self, index: int) -> bool:
        """Whether something follows a comment on its last line."""
        return index + 1 < len(self.tokens) and self.gap(index + 1) is Gap.NONE

    def _blank(self, after: int) -> bool:
        """Whether an empty line is kept before what comes next."""
        index = next((i for i in range(self.done, after) if self.tokens[i].kind in NOTES), after)
        if not 0 < index < len(self.tokens) or self.gap(index) is not Gap.BLANK:
            return False
        return self.tokens[index - 1].kind not in BRACKETS and self.tokens[index].kind not in _CLOSERS

    def notes(self, until: int) -> bool:
        """Add the comments before a token; whether there were any."""
        found = [index for index in range(self.done, until) if self.tokens[index].kind in NOTES]
        for index in found:
            self.note(index)
        self.done = max(self.done, until)
        return bool(found)

    def note(self, index: int) -> None:
        """Add a comment, with line ends where the author has them and where it needs them."""
        gap = self.gap(index) if index else Gap.NONE
        if gap is Gap.NONE:
            self.items.append(Text(" " if index and not self._at_line_start() else ""))
        elif not self._at_line_start():
            self.items.append(LineEnd(gap is Gap.BLANK))
            self.force()
        self.items += _note(self.source, self.tokens[index])
        after = self.gap(index + 1) if index + 1 < len(self.tokens) else Gap.NONE
        if index + 1 == len(self.tokens):
            return
        if after is Gap.NONE:
            self.items.append(Text(" "))
        else:
            self.items.append(LineEnd(after is Gap.BLANK))
            self.force()

    def _at_line_start(self) -> bool:
        """Whether nothing was added since a line end or a break."""
        for item in reversed(self.items):
            match item:
                case Break() | LineEnd():
                    return True
                case Text(text=text):
                    if text:
                        return text == " "
                case CommentBlock():
                    return False
                case _:
                    pass
        return True

    def gap(self, index: int) -> Gap:
        """What comes before a token."""
        return gap_between(self.source, self.tokens[index - 1], self.tokens[index])

    def force(self) -> None:
        """Put the innermost open group that has begun on several lines."""
        for place in reversed(self.open):
            start = self.items[place]
            if place < self.content and isinstance(start, Start) and isinstance(start.of, Group):
                self.items[place] = forced(start)
                return


def _note(source: str, note: Token) -> list[Item]:
    """The text of a comment, a documentation comment or a pragma."""
    if note.text.startswith("{-"):
        if "\n" not in note.text:
            return [Text(note.text)]
        return [CommentBlock(note.text, note.start - source.rfind("\n", 0, note.start) - 1)]
    lines = [line.strip(" \t") for line in note.text.split("\n")]
    items: list[Item] = [Text(lines[0].rstrip())]
    for line in lines[1:]:
        items += [LineEnd(), Text(line)]
    return items
