"""From "this does not fit here" to what went wrong.

When the parser cannot go on, the rules below look at the tokens around the place, the more certain ones first. A rule
gives the diagnostic and, where the slip is plain, the tokens that were meant.
"""

from collections.abc import Callable
from dataclasses import dataclass

from diglot.diagnostic import Diagnostic
from diglot.lookalikes import odd_character, plain_word
from diglot.source import Span
from diglot.syntax import errors
from diglot.syntax.cursor import A_NAME, Cursor, ParseError
from diglot.syntax.token import BAD, BRACKETS, DOC, END, KEYWORDS, NAME, PRAGMA, Token

_CLOSERS = {closing: opening for opening, closing in BRACKETS.items()}
_STATEMENT_WORDS = frozenset((NAME, DOC, PRAGMA, "import", "open", "syntax", "module", "type", "axiom", "deriving"))
_UNFINISHED = frozenset((":=", ":", "->", "<-", "|", "of", "in", "let", "case", "if", "@", "(", "[", "{", "=", ","))
"""After these, something has to follow, so a statement cannot end there."""
_FOREIGN = {
    "data": "Write `type T := | A | B`.",
    "newtype": "Write `type T := mk A`.",
    "record": "Write `type R := mk@{field : A}`.",
    "struct": "Write `type R := mk@{field : A}`.",
    "enum": "Write `type T := | A | B`.",
    "inductive": "Write `type T := | A | B`.",
    "class": "Write `trait type C A := mk@{method : A -> A}`.",
    "def": "A definition begins with its name: `f (x : A) : B := …`.",
    "fn": "A definition begins with its name: `f (x : A) : B := …`.",
    "fun": "A definition begins with its name: `f (x : A) : B := …`.",
    "function": "A definition begins with its name: `f (x : A) : B := …`.",
    "val": "A definition begins with its name: `x : A := …`.",
    "const": "A definition begins with its name: `x : A := …`.",
    "infix": "Write `syntax operator + additive;` with a fixity of `Stdlib.Data.Fixity`.",
    "infixl": "Write `syntax operator + additive;` with a fixity of `Stdlib.Data.Fixity`.",
    "infixr": "Write `syntax operator :: cons;` with a fixity of `Stdlib.Data.Fixity`.",
}


@dataclass(frozen=True, slots=True)
class Repair:
    """What is said about a failure, and what is done."""

    diagnostic: Diagnostic | None
    """None when it follows from a mistake that is already reported."""
    first: int = 0
    last: int = 0
    """The tokens from `first` up to `last` are replaced …"""
    tokens: tuple[Token, ...] | None = None
    """… by these; None when nothing can be put right."""
    resume: int | None = None
    """Where to look for the next statement, if not at the failure."""


Rule = Callable[[Cursor, int, ParseError], Repair | None]


def explain(cursor: Cursor, start: int, failure: ParseError) -> Repair:
    """What to say and do about a failure in a piece that begins at a token."""
    cursor.patience -= 1
    for rule in _RULES if cursor.patience > 0 else _QUICK_RULES:
        if repair := rule(cursor, start, failure):
            return repair
    token = cursor.tokens[failure.at]
    if not token.text and token.kind != END:
        return Repair(None)  # a repair has put it here, and has said why
    diagnostic = errors.UnexpectedToken(cursor.path, token.span, failure.context, failure.expected, describe(token))
    return Repair(diagnostic)


def describe(token: Token) -> str:
    """A token in words."""
    if token.kind == END:
        return "the end of the snippet"
    if token.kind in (DOC, PRAGMA):
        return f"a {token.kind}"
    text = token.text or token.kind  # what a repair has put in has no text
    shown = text if len(text) <= 40 else f"{text[:39]}…"
    return f"`{shown.splitlines()[0]}`"


def begins_statement(cursor: Cursor, index: int) -> bool:
    """Whether the layout suggests that a new statement begins with a token."""
    return (
        cursor.tokens[index].kind in _STATEMENT_WORDS
        and cursor.begins_line(index)
        and cursor.indentation(index) <= cursor.margin
    )


def open_brackets(cursor: Cursor, first: int, last: int) -> list[int]:
    """The brackets among some tokens that are not closed there."""
    stack: list[int] = []
    for index in range(first, last):
        kind = cursor.tokens[index].kind
        if kind in BRACKETS:
            stack.append(index)
        elif stack and _CLOSERS.get(kind) == cursor.tokens[stack[-1]].kind:
            stack.pop()
    return stack


# -- The rules --------------------------------------------------------------------------------------------------------


def _foreign_word(cursor: Cursor, start: int, failure: ParseError) -> Repair | None:
    first = cursor.tokens[start]
    token = cursor.tokens[failure.at]
    if failure.at == start + 1 and first.kind == NAME and first.text in _FOREIGN and token.kind == NAME:
        return Repair(errors.ForeignWord(cursor.path, first.span, first.text, _FOREIGN[first.text]))
    if token.kind == "deriving" and cursor.tokens[cursor.statement].kind == "type":
        advice = "Deriving is a statement of its own: `deriving instance eqThing : Eq Thing;`."
        return Repair(errors.ForeignWord(cursor.path, token.span, "deriving", advice))
    if token.kind == "where":
        advice = "Local definitions come before what uses them: `let x := …; in …`. Elsewhere, leave it out."
        return Repair(errors.ForeignWord(cursor.path, token.span, "where", advice))
    if token.kind != "with":
        return None
    match = next((t for t in cursor.tokens[start : failure.at] if t.text == "match"), None)
    advice = "Write `case e of { | p := … | q := … }`."
    return Repair(errors.ForeignWord(cursor.path, match.span, "match", advice)) if match else None


def _clauses_apart(cursor: Cursor, start: int, failure: ParseError) -> Repair | None:
    """`f : A -> B;` and then `f x = …;`, as often as there are clauses."""
    tokens = cursor.tokens
    name, sign = tokens[start], tokens[min(start + 1, len(tokens) - 1)]
    if start != cursor.statement or name.kind != NAME or (sign.kind != ":" and sign.text != "::"):
        return None
    first = _next_beginning(cursor, start)
    if tokens[first].text != name.text or tokens[first + 1].kind == ":":
        return None
    if first < failure.at - 1 and any(token.kind in (":=", "|") for token in tokens[start:first]):
        return None
    after = first
    while tokens[after].text == name.text and tokens[after].kind == NAME:
        after = _next_beginning(cursor, after)
    return Repair(errors.ClausesApart(cursor.path, tokens[first].span, name.text, name.span), resume=after)


def _next_beginning(cursor: Cursor, index: int) -> int:
    """The token after another one at which a statement begins, or the last one."""
    last = len(cursor.tokens) - 1
    return next((i for i in range(index + 1, last) if begins_statement(cursor, i)), last)


def _lookalike(cursor: Cursor, start: int, failure: ParseError) -> Repair | None:
    """A sign of the language with another character in it, which makes it a name."""
    for at in range(start, failure.at + 1):
        token = cursor.tokens[at]
        if token.kind == NAME and not token.text.isascii() and (plain := plain_word(token.text)) in KEYWORDS:
            diagnostic = errors.LookalikeSign(cursor.path, token.span, token.text, plain, odd_character(token.text))
            return Repair(diagnostic, at, at + 1, (Token(plain, plain, token.start, token.end),))
    return None


def _already_known(cursor: Cursor, start: int, failure: ParseError) -> Repair | None:  # noqa: ARG001 (a rule)
    return Repair(failure.diagnostic) if failure.diagnostic else None


def _consequence(cursor: Cursor, start: int, failure: ParseError) -> Repair | None:
    token = cursor.tokens[failure.at]
    inserted = token.kind == ";" and token.start == token.end
    silent = inserted or token.kind == BAD or (failure.at == cursor.recovered and failure.at > start)
    return Repair(None) if silent else None


def _next_statement(cursor: Cursor, start: int, failure: ParseError) -> Repair | None:
    first = start if start > cursor.statement else start + 1
    at = next((i for i in range(first, failure.at + 1) if begins_statement(cursor, i)), None)
    if at is None:
        return None
    still_open = open_brackets(cursor, cursor.statement, at)
    if still_open:
        return Repair(_unclosed(cursor, still_open[-1], at), resume=at)
    previous, token = cursor.tokens[at - 1], cursor.tokens[at]
    if previous.kind in _UNFINISHED or previous.text in _UNFINISHED:
        return Repair(errors.NothingFollows(cursor.path, previous.span, previous.text), resume=at)
    if previous.kind == ";" and (let := _open_let(cursor, at)) is not None:
        return Repair(errors.MissingIn(cursor.path, let.span), resume=at)
    if at == failure.at and "`;`" not in failure.expected:
        return Repair(
            errors.UnexpectedToken(cursor.path, token.span, failure.context, failure.expected, describe(token))
        )
    return _insert_semicolon(cursor, at, "the statement")


def _open_let(cursor: Cursor, at: int) -> Token | None:
    """The last `let` of the statement whose `in` does not come before a token."""
    closed = 0
    for token in reversed(cursor.tokens[cursor.statement : at]):
        closed += (token.kind == "in") - (token.kind == "let")
        if closed < 0:
            return token
    return None


def _insert_semicolon(cursor: Cursor, at: int, context: str) -> Repair:
    end = cursor.tokens[at - 1].end
    place = Span(end - 1, end)
    diagnostic = errors.MissingSemicolon(cursor.path, place, cursor.tokens[at].span, context)
    return Repair(diagnostic, at, at, (Token(";", "", end, end),))


def _unclosed(cursor: Cursor, opener: int, at: int) -> errors.UnclosedBracket | None:
    """Say once of a bracket that nothing closes it, however often reading fails behind it."""
    opening, token = cursor.tokens[opener], cursor.tokens[at]
    if opening.start in cursor.unclosed:
        return None
    cursor.unclosed.add(opening.start)
    place = cursor.tokens[at - 1].span if token.kind == END else token.span
    return errors.UnclosedBracket(
        cursor.path, place, opening.span, opening.kind, BRACKETS[opening.kind], describe(token)
    )


def _misplaced_note(cursor: Cursor, start: int, failure: ParseError) -> Repair | None:  # noqa: ARG001 (a rule)
    token = cursor.tokens[failure.at]
    if token.kind not in (DOC, PRAGMA):
        return None
    return Repair(errors.MisplacedNote(cursor.path, token.span, token.kind), failure.at, failure.at + 1, ())


def _comma(cursor: Cursor, start: int, failure: ParseError) -> Repair | None:
    at = failure.at
    tokens = cursor.tokens
    if tokens[at].kind in (":=", ":") and at - 2 > start:
        at -= 2
    if tokens[at].text != "," or "`;`" not in failure.expected:
        return None
    last = at + 1
    while tokens[last].kind not in ("}", ")", "]", ";", END):
        last += 1
    separators = tuple(
        Token(";", "", token.start, token.start) if _separates(cursor, index, first=at) else token
        for index, token in enumerate(tokens[at:last], at)
    )
    return Repair(errors.CommaSeparator(cursor.path, tokens[at].span, failure.context), at, last, separators)


def _separates(cursor: Cursor, index: int, *, first: int) -> bool:
    tokens = cursor.tokens
    if tokens[index].text != ",":
        return False
    return index == first or (tokens[index + 1].kind == NAME and tokens[index + 2].kind in (":=", ":"))


def _missing_separator(cursor: Cursor, start: int, failure: ParseError) -> Repair | None:
    """A name at the beginning of a line and then `:=` or `:`: an entry whose predecessor lacks its `;`."""
    at = failure.at - 1
    tokens = cursor.tokens
    if "`;`" not in failure.expected or tokens[failure.at].kind not in (":=", ":") or at <= start:
        return None
    if tokens[at].kind != NAME or not cursor.begins_line(at) or tokens[at - 1].kind in _UNFINISHED:
        return None
    return _insert_semicolon(cursor, at, "this part")


def _next_definition(cursor: Cursor, start: int, failure: ParseError) -> Repair | None:
    """A type where none can be, behind a name at the margin: a definition with parameters after one without its `;`."""
    tokens = cursor.tokens
    if tokens[failure.at].kind != ":":
        return None
    for at in range(max(start, cursor.statement) + 1, failure.at):
        if tokens[at].kind == NAME and cursor.begins_line(at) and cursor.indentation(at) <= cursor.margin:
            finished = tokens[at - 1].kind not in _UNFINISHED and not open_brackets(cursor, cursor.statement, at)
            return _insert_semicolon(cursor, at, "the statement") if finished else None
    return None


def _definition_sign(cursor: Cursor, start: int, failure: ParseError) -> Repair | None:
    if "`:=`" not in failure.expected and "`;`" not in failure.expected:
        return None
    at = failure.at
    is_arrow = cursor.tokens[at].kind == "->" and "`:=`" in failure.expected
    if not is_arrow and cursor.tokens[at].text not in ("=", "=>"):
        found = _sign_before(cursor, start, at)
        if found is None:
            return None
        at = found
    token = cursor.tokens[at]
    meant = Token(":=", token.text, token.start, token.end)
    # If one sign of a statement is written so, all are; they are fixed together.
    diagnostic = errors.DefinitionSign(cursor.path, token.span, token.text, failure.context)
    told, cursor.sign_told = cursor.sign_told == cursor.statement, cursor.statement
    return Repair(None if told else diagnostic, at, at + 1, (meant,))


def _sign_before(cursor: Cursor, start: int, at: int) -> int | None:
    """The last `=` or `=>` before a token, within the same brackets and the same branch."""
    depth = 0
    for index in range(at - 1, start, -1):
        token = cursor.tokens[index]
        depth += (token.kind in _CLOSERS) - (token.kind in BRACKETS)
        if depth < 0 or (depth == 0 and token.kind in (";", "|", ":=")):
            return None
        if depth == 0 and token.text in ("=", "=>"):
            return index
    return None


def _missing_of(cursor: Cursor, start: int, failure: ParseError) -> Repair | None:
    """`case e { | …`, and `case e { p := …`, which looks like fields."""
    brace = failure.at - 1
    begins = cursor.tokens[failure.at].kind == "|" or isinstance(failure.diagnostic, errors.BracesWithoutAt)
    if not begins or brace <= start or cursor.tokens[brace].kind != "{":
        return None
    before = (token.kind for token in reversed(cursor.tokens[start:brace]))
    if next((kind for kind in before if kind in ("case", "of", ";", ":=")), None) != "case":
        return None
    place = cursor.tokens[brace].start
    diagnostic = errors.UnexpectedToken(cursor.path, Span(place, place + 1), "a `case`", "`of`", "`{`")
    return Repair(diagnostic, brace, brace, (Token("of", "", place, place),))


def _bracket(cursor: Cursor, start: int, failure: ParseError) -> Repair | None:  # noqa: ARG001 (a rule)
    token = cursor.tokens[failure.at]
    still_open = open_brackets(cursor, cursor.statement, failure.at)
    if token.kind in _CLOSERS and not still_open:
        return Repair(errors.UnmatchedBracket(cursor.path, token.span, token.text))
    if not still_open:
        return None
    opening = cursor.tokens[still_open[-1]].kind
    wrong_closer = token.kind in _CLOSERS and _CLOSERS[token.kind] != opening
    cut_short = token.kind in (END, "end")
    if opening == "(" and failure.opener is not None:
        cut_short = cut_short or token.kind in (";", ":=", "of")
    return Repair(_unclosed(cursor, still_open[-1], failure.at)) if wrong_closer or cut_short else None


def _reserved_word(cursor: Cursor, start: int, failure: ParseError) -> Repair | None:  # noqa: ARG001 (a rule)
    token = cursor.tokens[failure.at]
    if failure.expected == A_NAME and token.kind in KEYWORDS and token.kind.isalpha():
        return Repair(
            errors.ReservedWord(cursor.path, token.span, token.text, _open_let(cursor, failure.at) is not None)
        )
    return None


def _end_of_snippet(cursor: Cursor, start: int, failure: ParseError) -> Repair | None:
    if cursor.tokens[failure.at].kind != END:
        return None
    last = cursor.tokens[failure.at - 1]
    place = Span(last.start, last.end)
    begun = cursor.tokens[start].span
    opener = None if begun == place else begun
    return Repair(errors.UnfinishedSnippet(cursor.path, place, failure.context, failure.expected, opener))


_QUICK_RULES: tuple[Rule, ...] = (_already_known, _consequence)
_RULES: tuple[Rule, ...] = (
    _foreign_word,
    _lookalike,
    _clauses_apart,
    _next_definition,
    _missing_of,
    _already_known,
    _consequence,
    _next_statement,
    _misplaced_note,
    _comma,
    _missing_separator,
    _definition_sign,
    _bracket,
    _reserved_word,
    _end_of_snippet,
)
