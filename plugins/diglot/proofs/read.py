"""Hand-written theories: what they state, which names they use, and what they rest on.

In: the path and text of a `.thy` file in the folder of proofs. Out: a `ProofTheory`, with places in that text. Proofs
are not understood, only told apart from statements; any text gives an answer. What is read generously is what the
theory itself defines and binds, so that a name is never taken for a foreign one by mistake.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from diglot.diagnostic import Problems
from diglot.graphs import closure
from diglot.proofs.claims import Claim, claims
from diglot.proofs.words import ASSERTING, GENERATED_CODE, GIVING_UP, ORACLES, PROSE, SKIPPED
from diglot.source import SourceFile, Span
from diglot.theory.read.command_words import commands
from diglot.theory.read.outer_tokens import NAME, OuterToken, outer_tokens


@dataclass(frozen=True, slots=True)
class Statement:
    """A lemma or theorem."""

    name: str
    """Its name; the empty text where it has none."""
    command: str
    """`lemma`, `theorem` and so on."""
    locale: str
    """The locale that it is stated in; empty outside of any."""
    span: Span
    """All that it says: from behind its name to the end of the last proposition."""
    place: Span
    """Its name, or the command where it has none."""
    gap: str
    """`sorry`, its other spelling or `oops`, where its proof has one of these; empty when there is a proof."""


@dataclass(frozen=True, slots=True)
class ProofTheory:
    """One hand-written theory."""

    source: SourceFile
    name: str
    """As its file is called."""
    title: str
    """As its header calls it; empty where there is no header."""
    title_place: Span
    imports: tuple[tuple[str, Span], ...]
    """As written, with the session: `Specification.Ticker`."""
    statements: tuple[Statement, ...]
    defined: frozenset[str]
    """Every name that it may define or bind itself."""
    used: tuple[tuple[str, Span], ...]
    """Every name in statements, definitions and proofs, as written."""
    trusts: tuple[str, ...]
    """What it asks Isabelle to believe without a proof by its kernel: `sorry`, `axiomatization`, `eval` and so on."""
    claims: tuple[Claim, ...] = ()
    """Where it asserts something without proof, believes or runs a program, gives up a proof, or is not examined."""


_STATEMENTS = frozenset(("lemma", "theorem", "corollary", "proposition", "schematic_goal"))
_DEFINING = frozenset(
    (
        *("definition", "abbreviation", "fun", "function", "primrec", "partial_function", "inductive", "coinductive"),
        *(
            "inductive_set",
            "coinductive_set",
            "datatype",
            "codatatype",
            "record",
            "type_synonym",
            "typedecl",
            "typedef",
        ),
        *("consts", "locale", "class", "lemmas", "named_theorems", "axiomatization", "interpretation", "method"),
    )
)
_BLOCKS = frozenset(("locale", "context", "class", "instantiation", "overloading", "experiment", "notepad", "bundle"))
_PROOF = frozenset(
    (
        *("by", "proof", "using", "unfolding", "apply", "apply_end", "supply", "subgoal", "including", "done"),
        *("sorry", SKIPPED, "oops", "defer", "prefer", "nitpick", "sledgehammer", "quickcheck"),
    )
)
_TRUSTED = ASSERTING | ORACLES | {GIVING_UP}
_INNER = re.compile(rf"''(?:[^'\\]|'(?!')|\\.)*''|(?P<name>{NAME})|\\<\^?\w+>|'\w+", re.DOTALL)
_BINDER = re.compile(
    r"(?:\\<(?:lambda|forall|exists|And|nexists|some|exists_one)>|%|!!|\?!?|\b(?:ALL|EX|SOME|THE|LEAST|let|case|of)\b)"
    r"(?P<bound>[^.\\=]*)"
)
_BINDING = frozenset(("fix", "fixes", "for", "obtain", "obtains", "case", "arbitrary", "define"))
_WORD = re.compile(r"[A-Za-z][\w']*")


def read_proofs(path: str, text: str) -> ProofTheory:
    """The theory in a file."""
    source = SourceFile(path, text)
    tokens = outer_tokens(path, text, Problems(), by_hand=True)
    start = next((at for at, token in enumerate(tokens) if _is(token, "begin")), len(tokens) - 1)
    found = tuple(_commands(tokens[start + 1 :]))
    header = next((at for at, token in enumerate(tokens[:start]) if _is(token, "theory")), 0)
    prose = claims(tokens[:header], "", text, frozenset())
    claimed = (*prose, *_claims(found, text, _own_commands(tokens[:start])))
    formal = [token for command in found if command.word not in PROSE for token in command.tokens]
    return ProofTheory(
        source,
        path.rpartition("/")[2].removesuffix(".thy"),
        *_title(tokens[:start]),
        tuple(_imports(tokens[:start])),
        tuple(_statements(found)),
        frozenset(_defined(found)) | frozenset(_bound(formal)),
        tuple(_used(formal)),
        tuple(dict.fromkeys(claim.word for claim in claimed if claim.word in _TRUSTED)),
        claimed,
    )


def find_statement(theories: Mapping[str, ProofTheory], name: str) -> tuple[ProofTheory, Statement] | None:
    """The statement that `Theory.name` or `Theory.locale.name` stands for."""
    theory, _, rest = name.partition(".")
    found = theories.get(theory)
    if found is None:
        return None
    wanted = rest.rpartition(".")[2]
    for statement in found.statements:
        if statement.name == wanted and rest in {wanted, full_name(statement)}:
            return found, statement
    return None


def full_name(statement: Statement) -> str:
    """The name of a statement with its locale, within its theory."""
    return f"{statement.locale}.{statement.name}" if statement.locale else statement.name


def reached_theories(name: str, imports: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """A theory and all that it imports, directly or not; the sessions in front of names do not count."""
    return frozenset(closure([name], lambda here: [other.rpartition(".")[2] for other in imports.get(here, ())]))


# -- Commands ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Command:
    word: str
    tokens: Sequence[OuterToken]
    locale: str


def _is(token: OuterToken, word: str) -> bool:
    return token.kind == "name" and token.text == word


def _is_word(token: OuterToken) -> bool:
    """Whether a token is one of the language's words, one of which is a symbol."""
    return token.kind == "name" or (token.kind == "symbol" and token.text == SKIPPED)


def _commands(tokens: Sequence[OuterToken]) -> Iterator[_Command]:
    """The commands in order, those inside a locale one by one as well."""
    starts = commands()
    open_blocks: list[str] = []
    start = 0
    for at, token in enumerate(tokens):
        ends = token.kind == "end" or _is(token, "end")
        if not (ends or _is(token, "begin") or (token.kind == "name" and token.text in starts)):
            continue
        first = start + (_is(tokens[start], "begin") or _is(tokens[start], "end"))
        if at > first:
            yield _Command(tokens[first].text, tokens[first:at], open_blocks[-1] if open_blocks else "")
        if _is(token, "begin"):
            open_blocks.append(_block_name(tokens[first:at]) or (open_blocks[-1] if open_blocks else ""))
        elif ends and open_blocks:
            open_blocks.pop()
        start = at


def _block_name(command: Sequence[OuterToken]) -> str:
    """The locale that a block belongs to; empty for other blocks."""
    if len(command) < 2 or command[0].text not in _BLOCKS - {"instantiation", "overloading", "notepad", "bundle"}:
        return ""
    return command[1].text if command[1].kind == "name" else ""


def _title(header: Sequence[OuterToken]) -> tuple[str, Span]:
    at = next((at for at, token in enumerate(header) if _is(token, "theory")), None)
    if at is None or at + 1 >= len(header) or header[at + 1].kind not in {"name", "string"}:
        return "", Span(0, 0)
    return header[at + 1].text, header[at + 1].content


def _claims(found: Sequence[_Command], text: str, own: frozenset[str]) -> Iterator[Claim]:
    """Each in the command whose name it goes under."""
    name = ""
    for command in found:
        if command.word in commands():
            name = "" if command.word in PROSE | GENERATED_CODE else _claim_name(command)
        yield from claims(command.tokens, name, text, own)


def _own_commands(header: Sequence[OuterToken]) -> frozenset[str]:
    """The words that a header declares for commands of its own."""
    start = next((at for at, token in enumerate(header) if _is(token, "keywords")), len(header))
    return frozenset(token.text for token in header[start:] if token.kind == "string")


def _claim_name(command: _Command) -> str:
    """The first name that a command gives: of a statement, or of an axiom, which is behind `where`."""
    tokens = command.tokens[1:]
    if command.word in _STATEMENTS:
        return full_name(_statement(command, ""))
    if command.word == "axiomatization":
        where = next((at for at, token in enumerate(tokens) if _is(token, "where")), -1)
        tokens = tokens[where + 1 :]
    return next((token.text for token in tokens if token.kind == "name" and token.text not in {"where", "in"}), "")


def _imports(header: Sequence[OuterToken]) -> Iterator[tuple[str, Span]]:
    inside = False
    for token in header:
        if _is(token, "imports"):
            inside = True
        elif token.text in {"keywords", "abbrevs"} and token.kind == "name":
            inside = False
        elif inside and token.kind in {"name", "string"}:
            yield token.text, token.content


def _statements(found: Sequence[_Command]) -> Iterator[Statement]:
    for at, command in enumerate(found):
        if command.word in _STATEMENTS:
            yield _statement(command, _gap(found, at))


def _gap(found: Sequence[_Command], at: int) -> str:
    """`sorry`, its other spelling or `oops` between a statement and the next: prose may be in the middle of a proof."""
    for later, command in enumerate(found[at:]):
        if later and command.word not in PROSE:
            break
        words = [token.text for token in command.tokens if _is_word(token)]
        gap = next((word for word in words if word in {"sorry", SKIPPED, "oops"}), "")
        if gap:
            return gap
    return ""


def _statement(command: _Command, gap: str) -> Statement:
    tokens = list(command.tokens[1:])
    locale = command.locale
    if [token.text for token in tokens[:2]] == ["(", "in"]:
        locale = tokens[2].text if len(tokens) > 2 else locale
        tokens = tokens[4:]
    end = next((at for at, token in enumerate(tokens) if _begins_proof(token)), len(tokens))
    said = tokens[:end]
    colon = _colon_of_name(said)
    name = said[0] if colon else command.tokens[0]
    rest = said[colon + 1 :] if colon else said
    span = rest[0].span.to(rest[-1].span) if rest else name.span
    return Statement(name.text if colon else "", command.word, locale, span, name.span, gap)


def _begins_proof(token: OuterToken) -> bool:
    return (_is_word(token) and token.text in _PROOF) or (token.kind == "symbol" and token.text == ".")


def _colon_of_name(said: Sequence[OuterToken]) -> int:
    """The place of the colon behind a statement's name and attributes; 0 where it has no name."""
    if not said or said[0].kind != "name" or said[0].text in {"assumes", "fixes", "shows", "obtains", "includes"}:
        return 0
    depth = 0
    for at, token in enumerate(said[1:], 1):
        if token.kind != "symbol":
            if depth == 0:
                return 0
            continue
        depth += (token.text == "[") - (token.text == "]")
        if token.text == ":" and depth == 0:
            return at
    return 0


# -- Names ------------------------------------------------------------------------------------------------------------


def _defined(found: Iterable[_Command]) -> Iterator[str]:
    for command in found:
        if command.word in _DEFINING:
            yield from (token.text for token in command.tokens[1:] if token.kind == "name")
        elif command.word in _STATEMENTS:
            yield from (token.text for token in command.tokens[1:2] if token.kind == "name")


def _bound(tokens: Sequence[OuterToken]) -> Iterator[str]:
    """Names that a binder may have introduced, in statements and in proofs."""
    binding = False
    for token in tokens:
        if token.kind in {"string", "cartouche"}:
            for match in _BINDER.finditer(token.text):
                yield from _WORD.findall(match["bound"])
        elif token.kind == "name":
            binding = token.text in _BINDING or (binding and token.text not in commands() | _PROOF | {"where", "have"})
            if binding:
                yield token.text


def _used(tokens: Iterable[OuterToken]) -> Iterator[tuple[str, Span]]:
    for token in tokens:
        if token.kind == "name":
            yield token.text, token.span
        elif token.kind in {"string", "cartouche"}:
            for match in _INNER.finditer(token.text):
                if match["name"]:
                    start = token.content.start + match.start()
                    yield match["name"], Span(start, start + len(match["name"]))
