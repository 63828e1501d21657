"""The outer tokens of a theory file, grouped into commands.

In: the text of a `.thy` file. Out: its tokens with their places, comments and blanks dropped, and the commands they
form: each begins at a word that starts a declaration, and has everything up to the next such word. What is not closed
is reported and ends at its line's end, so that the commands after it are still found.
"""

import re
import string
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from diglot.conflicts import without_conflicts
from diglot.diagnostic import Label, Problems
from diglot.source import Span
from diglot.theory.read.command_words import PARTS, PROOF, commands
from diglot.theory.read.errors import ConflictMarker, DoubledMark, UnclosedText, UnopenedText
from diglot.theory.read.mistakes import (
    Mistake,
    cartouche_limit,
    is_end_of_comment,
    last_place,
    matching,
    paragraph_end,
    string_mistake,
)


class OuterToken(NamedTuple):
    """One outer token."""

    kind: str
    """`name`, `typevar`, `number`, `string`, `cartouche`, `symbol` or `end`.

    What cannot be read is `broken`, or `unopened` where it has not been reported.
    """
    text: str
    """As written; of a string or cartouche what is inside."""
    span: Span
    content: Span
    """The same place without the quotes around it."""


_GREEK = (
    "alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|mu|nu|xi|pi|rho|sigma|tau|upsilon|phi|chi|psi|omega|"
    "Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Upsilon|Phi|Psi|Omega"
)
_LETTERS = "|".join([*string.ascii_letters, *(letter * 2 for letter in string.ascii_letters), _GREEK])
_LETTER = rf"(?:[A-Za-z]|\\<(?:{_LETTERS})>)"
_WORD = rf"{_LETTER}(?:[A-Za-z0-9_']|\\<(?:{_LETTERS}|\^sub)>)*"
NAME = rf"{_WORD}(?:\.{_WORD})*"
"""A name with its qualification, in both syntaxes of Isabelle."""

_OUTER = re.compile(
    rf"""
    (?P<blank>\s+)
  | (?P<comment>\(\*)
  | (?P<cartouche>\\<open>|‹)
  | (?P<string>")
  | (?P<formal>\\<comment>|\\<\^(?:cancel|marker)>)
  | (?P<name>{NAME})
  | (?P<typevar>'{_WORD})
  | (?P<number>[0-9]+)
  | (?P<symbol>::|==|=>|\\<\^?[A-Za-z_]+>|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ONE_LINE = frozenset(("consts", "datatype", "record", "type_synonym"))
"""Commands whose strings are types that are written on one line."""
_WORDY = frozenset(("chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph", "text"))
_OPENED = re.compile(r"\s*(?:\\<open>|[‹\"]|\(\*|\\<\^?comment>)")
_CLOSING = re.compile(r"\\<open>|\\<close>|‹|›")
_STRING = re.compile(r'(?:[^"\\]|\\.)*"', re.DOTALL)


def outer_tokens(path: str, text: str, problems: Problems, *, by_hand: bool = False) -> tuple[OuterToken, ...]:
    """All tokens of a theory, with an `end` token after the last; `by_hand` lets strings have any shape."""
    text = _without_conflicts(path, text, problems)
    tokens = tuple(_Scanner(path, text, problems, by_hand=by_hand).tokens())
    return (*tokens, OuterToken("end", "the end of the file", Span(len(text), len(text)), Span(len(text), len(text))))


def _without_conflicts(path: str, text: str, problems: Problems) -> str:
    """Report unfinished merges and read on with their first versions."""
    kept, conflicts = without_conflicts(text, filler="\f")
    problems.extend(ConflictMarker(path, span) for span in conflicts)
    return kept


class _Scanner:
    """Cuts a text into tokens; each is scanned once, and what is not closed costs one paragraph."""

    def __init__(self, path: str, text: str, problems: Problems, *, by_hand: bool) -> None:
        self._path = path
        self._text = text
        self._problems = problems
        self._by_hand = by_hand
        self._checked = 0
        """Up to here, quotation marks go together."""
        self._ends: dict[str, Mapping[int, Span]] = {}
        self._command = ""
        """The last command that began a line."""

    def tokens(self) -> Iterator[OuterToken]:
        """All tokens but the last."""
        at = 0
        after_formal = False
        while match := _OUTER.match(self._text, at):
            kind, span = match.lastgroup or "", Span(*match.span())
            if kind == "blank":
                at = span.end
                continue
            if kind == "name" and self._is_unopened_comment(span.start):
                at = self._line_end(at)
                self._problems.add(UnopenedText(self._path, Span(span.start, at), "(*"))
                continue
            token = self._token(kind, span)
            at = token.span.end
            if kind == "name" and self._begins_line(span.start) and token.text in commands():
                self._command = token.text
            if kind == "formal" or token.kind == "comment" or (after_formal and is_remark(token)):
                after_formal = kind == "formal"
                continue
            after_formal = False
            yield token
            if kind == "name" and self._is_unopened_text(token):
                broken = self._unopened_text(token)
                if broken is not None:
                    at = broken.span.end
                    yield broken

    def _token(self, kind: str, span: Span) -> OuterToken:
        match kind:
            case "string":
                return self._string(span)
            case "comment" | "cartouche":
                return self._nesting(kind, span)
            case _:
                return OuterToken(kind, self._text[span.start : span.end], span, span)

    def _string(self, opening: Span) -> OuterToken:
        if not self._by_hand and opening.start >= self._checked:
            end = paragraph_end(self._text, opening.start)
            mistake = string_mistake(self._text, opening.start, end, one_line=self._command in _ONE_LINE)
            self._checked = mistake.start if mistake else end
            if mistake and mistake.start <= opening.start:
                self._checked = end
                return self._broken(mistake, opening, end)
        match = _STRING.match(self._text, opening.end)
        if match is None:
            end = self._line_end(opening.end)
            return self._broken(Mistake("unclosed", opening.start, opening), opening, end)
        content = Span(opening.end, match.end() - 1)
        return OuterToken("string", self._text[content.start : content.end], Span(opening.start, match.end()), content)

    def _broken(self, mistake: Mistake, opening: Span, end: int) -> OuterToken:
        """Report what is wrong with a string; what is not opened is found by the reader of the command."""
        match mistake.kind:
            case "unclosed":
                self._unclosed(opening, mistake.place, "string", '"')
            case "doubled":
                self._problems.add(DoubledMark(self._path, mistake.place, '"'))
            case _:
                return self._rest("unopened", opening.start, end)
        return self._rest("broken", opening.start, end)

    def _unclosed(self, opening: Span, place: Span, what: str, closing: str) -> None:
        """Say where an end is missing: by the opening sign if that is on the same line."""
        if "\n" not in self._text[opening.end : place.start]:
            self._problems.add(UnclosedText(self._path, opening, what, closing))
        else:
            opened = Label(self._path, opening, "opened here")
            self._problems.add(UnclosedText(self._path, place, what, closing, opened))

    def _rest(self, kind: str, start: int, end: int) -> OuterToken:
        return OuterToken(kind, self._text[start:end], Span(start, end), Span(start, end))

    def _nesting(self, kind: str, opening: Span) -> OuterToken:
        """A comment or a cartouche."""
        if kind not in self._ends:
            self._ends[kind] = matching(kind, self._text)
        closing = self._ends[kind].get(opening.start)
        if closing is None:
            return self._unclosed_nesting(kind, opening)
        content = Span(opening.end, closing.start)
        return OuterToken(kind, self._text[content.start : content.end], Span(opening.start, closing.end), content)

    def _unclosed_nesting(self, kind: str, opening: Span) -> OuterToken:
        sign = self._text[opening.start : opening.end]
        doubled = Span(opening.start, opening.end + len(sign))
        comment = kind == "comment"
        end = self._line_end(opening.end) if comment else cartouche_limit(self._text, opening.end)
        if self._text.startswith(sign, opening.end):
            self._problems.add(DoubledMark(self._path, doubled, sign))
        else:
            place = last_place(self._text, opening, end)
            words = ("comment", "*)") if comment else ("quotation", "\\<close>" if sign != "‹" else "›")
            self._unclosed(opening, place, *words)
        return self._rest("comment" if comment else "broken", opening.start, end)

    def _line_end(self, at: int) -> int:
        end = self._text.find("\n", at)
        return len(self._text) if end == -1 else end

    def _begins_line(self, at: int) -> bool:
        return at == 0 or self._text[at - 1] == "\n"

    # -- Without a beginning ------------------------------------------------------------------------------------------

    def _is_unopened_comment(self, at: int) -> bool:
        line = self._text.rfind("\n", 0, at) + 1
        return not self._by_hand and not self._text[line:at].strip() and is_end_of_comment(self._text, at)

    def _is_unopened_text(self, token: OuterToken) -> bool:
        """Whether a command for words is followed by anything but the beginning of these."""
        start, end = token.span
        wordy = not self._by_hand and self._begins_line(start) and token.text in _WORDY
        return wordy and not _OPENED.match(self._text, end)

    def _unopened_text(self, token: OuterToken) -> OuterToken | None:
        """The words, up to the delimiter that ends them."""
        end = cartouche_limit(self._text, token.span.end)
        closing = _CLOSING.search(self._text, token.span.end, end)
        if closing is None or closing[0] in {"\\<open>", "‹"}:
            return None
        self._problems.add(UnopenedText(self._path, token.span, "\\<open>" if closing[0] != "›" else "‹"))
        return self._rest("broken", token.span.end, closing.end())


def is_remark(token: OuterToken) -> bool:
    """Whether the words of a formal comment are no more than words: Isabelle runs what is in an antiquotation."""
    return token.kind == "cartouche" and not ANTIQUOTATION.search(token.text)


ANTIQUOTATION = re.compile(r"@\{|\\<\^(?!(?:bold|item|enum|descr|sub|sup|emph|footnote)>)")


class Body(NamedTuple):
    """What is between the header of a theory and its end."""

    commands: tuple[Sequence[OuterToken], ...]
    """Each from its first word on; a block `begin … end` belongs to the command that opens it."""
    rest: Sequence[OuterToken]
    """From the theory's own `end` on; only the end token when that word is missing."""


_KNOWN = PARTS | PROOF
_LABEL = frozenset((":", "::", "=", "|"))


def is_unknown_command(text: str, tokens: Sequence[OuterToken], at: int) -> bool:
    """Whether a word that begins a line can only be a command, though we know none of that name."""
    token = tokens[at]
    line_before = text[max(token.span.start - 1, 0) : token.span.start]
    if token.kind != "name" or line_before not in {"", "\n"} or token.text in _KNOWN or token.text in commands():
        return False
    before = tokens[at - 1] if at else None
    if before is not None and before.kind == "name" and before.text != "end":
        is_after = before.text not in PARTS and before.text not in commands()
    else:
        is_after = before is None or before.kind in {"string", "cartouche", "name"} or before.text in {")", "."}
    return is_after and not (at + 1 < len(tokens) and tokens[at + 1].text in _LABEL)


def split_commands(text: str, tokens: Sequence[OuterToken]) -> Body:
    """Cut the tokens after a header into commands."""
    starts = commands()
    found: list[Sequence[OuterToken]] = []
    start, depth = 0, 0
    for at, token in enumerate(tokens):
        ends = token.kind == "end" or (token.text == "end" and token.kind == "name" and depth == 0)
        if (
            at > start
            and depth == 0
            and (ends or (token.kind == "name" and token.text in starts) or is_unknown_command(text, tokens, at))
        ):
            found.append(tokens[start:at])
            start = at
        if ends:
            return Body(tuple(found), tokens[at:])
        if token.kind == "name":
            depth += (token.text == "begin") - (token.text == "end")
    return Body((*found, tokens[start:-1]), tokens[-1:])
