"""The code of a page's snippets in one layout.

Comes in: a page without syntax errors, and its module. Goes out: the text of the page, with nothing changed but white
space between the tokens of snippets, and the `|` and `;` that may be left out. Guaranteed: the same tree and the same
comments; the author's line ends are kept wherever the layout knows one, so a list written on several lines stays so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diglot.diagnostic import Problems
from diglot.page.model import Page, Snippet
from diglot.page.read import read_page
from diglot.syntax import ast
from diglot.syntax.format_align import NOTES, Gap, align, gap_between
from diglot.syntax.format_weave import closing_notes, weave
from diglot.syntax.layout import Doc, flatten, lay_out_items, row
from diglot.syntax.lexer import lex
from diglot.syntax.parse_module import parse_page
from diglot.syntax.print import print_statement
from diglot.syntax.token import COMMENT, Token


@dataclass(frozen=True, slots=True)
class _Piece:
    """The tokens of one statement or of the header, its semicolon included, and how to print them."""

    tokens: tuple[Token, ...]
    doc: Doc | None
    """None for what is to stay as it is."""


_ROUNDS = 6
"""How often a page is laid out until nothing changes; a comment can move a line end, and that the lines around it."""


def format_page(page: Page, module: ast.Module) -> str:
    """The text of a page with its snippets laid out; unchanged where a second run would change the layout again."""
    original, parsed = page.source.text, module
    for _ in range(_ROUNDS):
        text = _laid_out(page, parsed)
        if text == page.source.text:
            return text
        problems = Problems()
        page = read_page(page.source.path, text, problems, page.module)
        again = parse_page(page, problems)
        if again is None or problems.has_errors:
            return original
        parsed = again
    return original


def _laid_out(page: Page, module: ast.Module) -> str:
    source = page.source.text
    pieces: list[str] = []
    at = 0
    for snippet in page.snippets:
        pieces += [source[at : snippet.code.start], format_snippet(page, snippet, module)]
        at = snippet.code.end
    return "".join([*pieces, source[at:]])


def format_snippet(page: Page, snippet: Snippet, module: ast.Module) -> str:
    """The code of one snippet; as it is where the fence is neither at the margin nor behind spaces."""
    source = page.source.text
    code = page.source.slice(snippet.code)
    margin = _margin(source, snippet)
    if margin is None:
        return code
    lexed = lex(page.source.path, source, snippet.code, Problems())
    tokens = sorted((*lexed.tokens[:-1], *lexed.comments), key=lambda token: token.start)
    if not tokens:
        return code
    statements = [s for s in module.statements if snippet.code.covers(s.span)]
    header = row(f"module {module.name.text};") if snippet.index == 0 else None
    formatted = _Writer(source, margin)
    for piece in _pieces(tokens, header, statements):
        formatted.add(piece)
    closing = code[len(code.rstrip(" \t")) :]
    return formatted.text() + "\n" + closing


def _margin(source: str, snippet: Snippet) -> int | None:
    """How far the lines of a snippet are indented."""
    start = source.rfind("\n", 0, snippet.span.start) + 1
    before = source[start : snippet.span.start]
    code = source[snippet.code.start : snippet.code.end]
    ends_line = code.rstrip(" \t").endswith("\n") or not code.strip()
    return len(before) if not before.strip(" ") and ends_line else None


def _pieces(tokens: Sequence[Token], header: Doc | None, statements: Sequence[ast.Statement]) -> Iterator[_Piece]:
    """The tokens of a snippet by statement; what remains at the end stays as it is."""
    at = 0
    if header is not None:
        end = _past_semicolon(tokens, _first_name(tokens) + 1)
        yield _Piece(tuple(tokens[:end]), header)
        at = end
    for statement in statements:
        end = at
        while end < len(tokens) and tokens[end].start < statement.span.end:
            end += 1
        end = _past_semicolon(tokens, end)
        yield _Piece(tuple(tokens[at:end]), row(print_statement(statement), ";"))
        at = end
    if at < len(tokens):
        yield _Piece(tuple(tokens[at:]), None)


def _first_name(tokens: Sequence[Token]) -> int:
    """Where the name in the module header is."""
    module = next(index for index, token in enumerate(tokens) if token.kind == "module")
    return next(i for i, token in enumerate(tokens) if i > module and token.kind not in NOTES)


def _past_semicolon(tokens: Sequence[Token], at: int) -> int:
    """Behind the semicolons that end a statement, and the comments on the same line."""
    end = at
    while end < len(tokens) and tokens[end].kind in (";", COMMENT):
        end += 1
    while end > at and tokens[end - 1].kind == COMMENT:
        end -= 1
    return end


class _Writer:
    """Puts the statements of a snippet below each other."""

    def __init__(self, source: str, margin: int) -> None:
        self.source = source
        self.margin = margin
        self.lines: list[str] = []
        self.last: Token | None = None
        self.last_is_long = False

    def add(self, piece: _Piece) -> None:
        """The next piece, with what is between it and the last one."""
        first = next((i for i, token in enumerate(piece.tokens) if token.kind not in NOTES), len(piece.tokens))
        trailing = 0
        if self.last is not None:
            trailing = self._trailing(piece.tokens[:first])
        tokens = piece.tokens[trailing:]
        if not tokens:
            return
        printed = self._formatted(tokens, piece.doc)
        if self.last is not None:
            gap = gap_between(self.source, self.last, tokens[0])
            apart = gap is Gap.BLANK or (piece.doc is not None and self.last_is_long)
            self.lines.append("\n\n" if apart else "\n")
        self.lines.append(" " * self.margin + printed)
        self.last = tokens[-1]
        self.last_is_long = "\n" in printed

    def _trailing(self, notes: Sequence[Token]) -> int:
        """Write the comments on the line of the last piece; how many they are."""
        count = 0
        for note in notes:
            if self.last is None or note.kind != COMMENT or gap_between(self.source, self.last, note) is not Gap.NONE:
                break
            self.lines.append(f" {note.text.rstrip()}")
            self.last = note
            count += 1
        return count

    def _formatted(self, tokens: Sequence[Token], doc: Doc | None) -> str:
        """The text of a piece, its first line without margin."""
        if doc is not None:
            aligned = align(flatten(doc, notes=False), tokens)
            if aligned is not None:
                return lay_out_items(weave(self.source, aligned, tokens), self.margin)
        if all(token.kind in NOTES for token in tokens):
            return lay_out_items(closing_notes(self.source, tokens), self.margin)
        return self.source[tokens[0].start : tokens[-1].end]

    def text(self) -> str:
        """All that was added."""
        return "".join(self.lines)
