"""Going on after a mistake: one diagnostic, and then the statement is read again or left.

Where the mistake is certain (a missing `;`, `=` for `:=`), the tokens are put right and the statement is read again, so
that nothing else is lost. Otherwise the rest of the piece is skipped, and what can be saved of it takes its place.
"""

from collections.abc import Callable
from typing import TypeVar

from diglot.syntax.cursor import Cursor, ParseError
from diglot.syntax.slips import begins_statement, explain
from diglot.syntax.token import BRACKETS, END

Result = TypeVar("Result")
_CLOSERS = frozenset(BRACKETS.values())

STATEMENT_ENDS = frozenset((";",))
CONSTRUCTOR_ENDS = frozenset((";", "|", "with"))
FIELD_ENDS = frozenset((";", "}"))


def recovering(
    cursor: Cursor,
    parse: Callable[[Cursor], Result],
    salvage: Callable[[Cursor], Result],
    ends: frozenset[str] = STATEMENT_ENDS,
) -> Result:
    """What `parse` reads; if it fails for good, what `salvage` makes of the beginning, and the cursor is behind it."""
    start, depth = cursor.at, cursor.depth
    while True:
        try:
            return parse(cursor)
        except ParseError as failure:
            cursor.depth = depth
            if not _repair(cursor, start, failure):
                return _give_up(cursor, start, failure, salvage, ends)


def _repair(cursor: Cursor, start: int, failure: ParseError) -> bool:
    """Report a failure; whether the tokens are right now and reading can begin again."""
    repair = explain(cursor, start, failure)
    if repair.diagnostic is not None:
        cursor.problems.add(repair.diagnostic)
    failure.at = max(failure.at if repair.resume is None else repair.resume, start)
    if repair.tokens is None or cursor.repairs == 0:
        return False
    cursor.repairs -= 1
    cursor.tokens[repair.first : repair.last] = repair.tokens
    cursor.at = start
    return True


def _give_up(
    cursor: Cursor, start: int, failure: ParseError, salvage: Callable[[Cursor], Result], ends: frozenset[str]
) -> Result:
    end = _end_of_piece(cursor, start, failure.at, ends)
    depth = cursor.depth
    cursor.at, cursor.recovered = start, end
    saved = salvage(cursor)
    cursor.depth = depth
    cursor.at = end
    return saved


def _end_of_piece(cursor: Cursor, start: int, at: int, ends: frozenset[str]) -> int:
    """Where to go on: at the next separator outside brackets, or at a line that begins a statement."""
    is_next = start > cursor.statement and begins_statement(cursor, start)
    at = start if is_next or cursor.tokens[start].kind == END else max(at, start + 1)
    before = cursor.tokens[start:at]
    depth = sum((token.kind in BRACKETS) - (token.kind in _CLOSERS) for token in before)
    lets = 0 if depth else sum((token.kind == "let") - (token.kind == "in") for token in before)
    while (kind := cursor.tokens[at].kind) not in (END, "end") and not begins_statement(cursor, at):
        # A `;` between the definitions of a `let` ends nothing.
        if depth <= 0 and lets <= 0 and kind in ends and not (kind == ";" and cursor.tokens[at + 1].kind == "|"):
            break
        lets += (depth <= 0) * ((kind == "let") - (kind == "in"))
        depth = max(depth, 0) + (kind in BRACKETS) - (kind in _CLOSERS)
        at += 1
    return at
