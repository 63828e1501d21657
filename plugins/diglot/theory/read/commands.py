"""The declarations of a theory, read from the tokens of one command.

In: the outer tokens of a command and the theory's text. Out: the items it stands for, in the shape of `ast.py`. A
command that we never generate is `Foreign`; one that we do generate, in a form that we do not, raises `Unreadable`.
"""

from collections.abc import Callable, Mapping, Sequence

from diglot.source import Span
from diglot.theory import ast
from diglot.theory.prose import unescape_text
from diglot.theory.read.inner_tokens import InnerCursor, Unreadable, check_depth, inner_tokens
from diglot.theory.read.outer_tokens import OuterToken
from diglot.theory.read.terms import read_term
from diglot.theory.read.types import read_type

HEADINGS = ("section", "subsection", "subsubsection", "paragraph", "subparagraph")
"""The commands of headings by level, from 1; deeper ones are all `subparagraph`."""


class CommandReader:
    """Reads the tokens of one command."""

    def __init__(self, text: str, tokens: Sequence[OuterToken], after: str = "the end of the declaration") -> None:
        self._text = text
        self._tokens = tokens
        self._at = 1
        last = tokens[-1].span
        self._end = OuterToken("end", after, Span(last.end, last.end), Span(last.end, last.end))

    # -- Tokens -------------------------------------------------------------------------------------------------------

    @property
    def span(self) -> Span:
        """The whole command."""
        return self._tokens[0].span.to(self._tokens[-1].span)

    @property
    def token(self) -> OuterToken:
        """The next token."""
        return self._tokens[self._at] if self._at < len(self._tokens) else self._end

    def next(self) -> OuterToken:
        """Take the next token."""
        token = self.token
        self._at += 1
        return token

    def at(self, word: str) -> bool:
        """Whether the next token is this word or sign."""
        return self.token.text == word and self.token.kind in {"name", "symbol"}

    def follows(self, *words: str) -> bool:
        """Whether these words come next."""
        return tuple(token.text for token in self._tokens[self._at : self._at + len(words)]) == words

    def accept(self, word: str) -> bool:
        """Take the next token if it is this one."""
        found = self.at(word)
        self._at += found
        return found

    def expect(self, *words: str) -> None:
        """Take these words, which must come next."""
        for word in words:
            if not self.accept(word):
                raise self.unreadable(f"`{word}`")

    def expect_end(self) -> None:
        """Nothing may come after."""
        if self.token.kind != "end":
            raise self.unreadable("the end of the declaration")

    def unreadable(self, wanted: str) -> Unreadable:
        """What to raise when something else should be here."""
        token = self.token
        return Unreadable(
            token.span, wanted, token.text if token.kind == "end" else f"`{' '.join(token.text[:40].split())}`"
        )

    def name(self, what: str) -> str:
        """A name; a keyword may be quoted to be one."""
        if self.token.kind == "name" or (self.token.kind == "string" and self.token.text):
            return self.next().text
        raise self.unreadable(what)

    def words(self) -> str:
        """The text of a heading or paragraph."""
        if self.token.kind not in {"cartouche", "string"}:
            raise self.unreadable("a text in \\<open>…\\<close>")
        return self.next().text

    def rest(self, what: str) -> str:
        """The text of all further tokens, of which there must be one, blanks normalised."""
        start = self.token.span
        if self.token.kind == "end":
            raise self.unreadable(what)
        self._at = len(self._tokens)
        return " ".join(self._text[start.start : self._end.span.start].split())

    # -- Types and terms ----------------------------------------------------------------------------------------------

    def type(self) -> ast.Type:
        """A type: one word, or any in quotes."""
        if self.token.kind not in {"name", "typevar", "string", "cartouche"}:
            raise self.unreadable("a type")
        cursor = self._inner(self.next())
        found = read_type(cursor)
        if cursor.token.kind != "end":
            raise cursor.unreadable("the end of the type")
        check_depth(found, cursor.token.span)
        return found

    def equation(self, name: str | None) -> tuple[str, tuple[ast.Term, ...], ast.Term, Span]:
        """`f p q = t` in quotes: the function, its arguments, the right side and where the equation is."""
        if self.token.kind not in {"string", "cartouche"}:
            raise self.unreadable("an equation in quotes")
        token = self.next()
        cursor = self._inner(token)
        found = read_term(cursor)
        if cursor.token.kind != "end":
            raise cursor.unreadable("the end of the equation")
        check_depth(found, token.span)
        match found:
            case ast.Infix("=" | "\\<equiv>", ast.Identifier(function), body):
                arguments: tuple[ast.Term, ...] = ()
            case ast.Infix("=" | "\\<equiv>", ast.Application(ast.Identifier(function), arguments), body):
                pass
            case _:
                raise Unreadable(token.span, "an equation `f x = …`", "another kind of formula")
        if name is not None and function != name:
            raise Unreadable(token.span, f"an equation for `{name}`", f"one for `{function}`")
        return function, arguments, body, token.span

    def term(self, what: str) -> ast.Term:
        """A term in quotes."""
        if self.token.kind not in {"string", "cartouche"}:
            raise self.unreadable(what)
        token = self.next()
        cursor = self._inner(token)
        found = read_term(cursor)
        if cursor.token.kind != "end":
            raise cursor.unreadable("the end of the term")
        check_depth(found, token.span)
        return found

    def _inner(self, token: OuterToken) -> InnerCursor:
        return InnerCursor(inner_tokens(self._text, token.content, quoted=token.kind == "string"))

    def parameters(self) -> tuple[str, ...]:
        """`'a`, `('a, 'b)` or nothing, before the name of a type."""
        if self.token.kind == "typevar":
            return (self.next().text,)
        if not self.accept("("):
            return ()
        found = []
        while True:
            if self.token.kind != "typevar":
                raise self.unreadable("a type parameter")
            found.append(self.next().text)
            if not self.accept(","):
                self.expect(")")
                return tuple(found)


def read_command(text: str, tokens: Sequence[OuterToken], *, by_hand: bool = True) -> tuple[ast.Item, ...]:
    """The items of a command; `by_hand` lets lemmas have a form that we do not generate."""
    reader = CommandReader(text, tokens)
    read = _READERS.get(tokens[0].text)
    if read is None:
        return (foreign(text, tokens),)
    try:
        items = read(reader)
        reader.expect_end()
    except Unreadable:
        if by_hand and tokens[0].text in _ALSO_BY_HAND:
            return (foreign(text, tokens),)
        raise
    return items


_ALSO_BY_HAND = {"termination", "lemma"}
"""Commands that people write in a generated theory, in forms that we do not generate."""


def foreign(text: str, tokens: Sequence[OuterToken], *, reported: bool = False) -> ast.Foreign:
    """A command as it is, with the name that it seems to give."""
    span = tokens[0].span.to(tokens[-1].span)
    written = " ".join(text[span.start : span.end].split())
    return ast.Foreign(tokens[0].text, _given_name(tokens), written, reported, span=span)


def _given_name(tokens: Sequence[OuterToken]) -> str:
    """The first name before any statement, outside parentheses: `lemma "True" by simp` gives none."""
    depth = 0
    for token in tokens[1:]:
        if token.kind in {"string", "cartouche", "broken"} or token.text in _BEGINS_STATEMENT:
            return ""
        depth += (token.text in "([") - (token.text in ")]")
        if token.kind == "name" and depth == 0 and token.text != "where":
            return token.text
    return ""


_BEGINS_STATEMENT = {"fixes", "assumes", "shows", "obtains", "by", "proof", "apply", "="}


def _heading(reader: CommandReader, level: int) -> tuple[ast.Item, ...]:
    words = reader.words()
    return (ast.Heading(level, unescape_text(words), words, span=reader.span),)


def _text(reader: CommandReader) -> tuple[ast.Item, ...]:
    words = reader.words()
    return (ast.Text(unescape_text(words), words, span=reader.span),)


def _type_synonym(reader: CommandReader) -> tuple[ast.Item, ...]:
    parameters = reader.parameters()
    name = reader.name("the name of the type")
    reader.expect("=")
    return (ast.TypeSynonym(name, parameters, reader.type(), span=reader.span),)


def _record(reader: CommandReader) -> tuple[ast.Item, ...]:
    parameters = reader.parameters()
    name = reader.name("the name of the record")
    reader.expect("=")
    fields = []
    while reader.token.kind != "end":
        start = reader.token.span
        field = reader.name("the name of a field")
        reader.expect("::")
        end = reader.token.span
        fields.append(ast.RecordField(field, reader.type(), span=start.to(end)))
    if not fields:
        raise reader.unreadable("a field")
    return (ast.Record(name, parameters, tuple(fields), span=reader.span),)


def _datatype(reader: CommandReader) -> tuple[ast.Item, ...]:
    without = _left_out_plugins(reader) if reader.follows("(", "plugins") else ()
    bodies = [_datatype_body(reader)]
    while reader.accept("and"):
        bodies.append(_datatype_body(reader))
    return (ast.Datatype(tuple(bodies), without, span=reader.span),)


def _left_out_plugins(reader: CommandReader) -> tuple[str, ...]:
    reader.expect("(", "plugins", "del", ":")
    names = [reader.name("the name of a plugin")]
    while not reader.accept(")"):
        names.append(reader.name("the name of a plugin"))
    return tuple(names)


def _datatype_body(reader: CommandReader) -> ast.DatatypeBody:
    parameters = reader.parameters()
    name = reader.name("the name of the type")
    reader.expect("=")
    constructors = [_constructor(reader)]
    while reader.accept("|"):
        constructors.append(_constructor(reader))
    return ast.DatatypeBody(name, parameters, tuple(constructors))


def _constructor(reader: CommandReader) -> ast.DatatypeConstructor:
    span = reader.token.span
    name = reader.name("the name of a constructor")
    arguments = []
    while reader.token.kind in {"name", "typevar", "string", "cartouche", "symbol"} and not _after_constructor(reader):
        start = reader.token.span
        arguments.append(_argument(reader))
        span = span.to(start)
    return ast.DatatypeConstructor(name, tuple(arguments), span=span)


def _after_constructor(reader: CommandReader) -> bool:
    return reader.at("|") or reader.at("and")


def _argument(reader: CommandReader) -> ast.DatatypeArgument:
    if not reader.accept("("):
        return ast.DatatypeArgument(reader.type())
    selector = reader.name("the name of a selector")
    reader.expect(":")
    type_ = reader.type()
    reader.expect(")")
    return ast.DatatypeArgument(type_, selector)


def _typedecl(reader: CommandReader) -> tuple[ast.Item, ...]:
    parameters = reader.parameters()
    return (ast.Typedecl(reader.name("the name of the type"), parameters, span=reader.span),)


def _consts(reader: CommandReader) -> tuple[ast.Item, ...]:
    """One item for each constant."""
    found: list[ast.Item] = []
    while not found or reader.token.kind != "end":
        start = reader.token.span if found else reader.span
        name, type_ = _signature(reader)
        found.append(ast.Consts(name, type_, span=start))
    return tuple(found)


def _signature(reader: CommandReader) -> tuple[str, ast.Type]:
    name = reader.name("the name of a constant")
    reader.expect("::")
    return name, reader.type()


def _definition(reader: CommandReader) -> tuple[ast.Item, ...]:
    name, type_ = _signature(reader)
    reader.expect("where")
    _, parameters, body, _ = reader.equation(name)
    return (ast.Definition(name, type_, parameters, body, span=reader.span),)


def _abbreviation(reader: CommandReader) -> tuple[ast.Item, ...]:
    name, type_ = _signature(reader)
    reader.expect("where")
    _, parameters, body, _ = reader.equation(name)
    return (ast.Abbreviation(name, type_, parameters, body, span=reader.span),)


def _fun(reader: CommandReader) -> tuple[ast.Item, ...]:
    return (_equations(reader, partial=False),)


def _function(reader: CommandReader) -> tuple[ast.Item, ...]:
    reader.expect("(", "sequential", ")")
    found = _equations(reader, partial=True)
    reader.expect("by", "pat_completeness", "auto")
    return (found,)


def _equations(reader: CommandReader, *, partial: bool) -> ast.Fun:
    signatures = [_signature(reader)]
    while reader.accept("and"):
        signatures.append(_signature(reader))
    reader.expect("where")
    names = {name for name, _ in signatures}
    equations: list[ast.Equation] = []
    while not equations or reader.accept("|"):
        function, patterns, body, span = reader.equation(None)
        if function not in names:
            raise Unreadable(
                span, "an equation for " + " or ".join(f"`{name}`" for name, _ in signatures), f"`{function}`"
            )
        equations.append(ast.Equation(function, patterns, body, span=span))
    return ast.Fun(tuple(signatures), tuple(equations), partial, span=reader.span)


def _partial_function(reader: CommandReader) -> tuple[ast.Item, ...]:
    reader.expect("(", "tailrec", ")")
    name, type_ = _signature(reader)
    reader.expect("where", "[", "code", "]", ":")
    _, parameters, body, _ = reader.equation(name)
    return (ast.PartialFunction(name, type_, parameters, body, span=reader.span),)


def _declare(reader: CommandReader) -> tuple[ast.Item, ...]:
    fact = reader.name("the name of a fact")
    reader.expect("[")
    words = []
    while reader.token.kind in {"name", "string"} or reader.at(","):
        token = reader.next()
        words.append(f'"{" ".join(token.text.split())}"' if token.kind == "string" else token.text)
    reader.expect("]")
    return (ast.Declare(fact, " ".join(words).replace(" ,", ","), span=reader.span),)


def _termination(reader: CommandReader) -> tuple[ast.Item, ...]:
    function = reader.name("the name of a function")
    reader.expect("by", "(", "relation")
    relation = reader.term("a relation")
    reader.expect(")", "auto")
    return (ast.Termination(function, relation, span=reader.span),)


def _lemma(reader: CommandReader) -> tuple[ast.Item, ...]:
    name = reader.name("the name of a lemma")
    reader.expect(":")
    statement = reader.term("a statement")
    reader.expect("by")
    return (ast.Lemma(name, statement, reader.rest("a method of proof"), span=reader.span),)


def _heading_reader(level: int) -> Callable[[CommandReader], tuple[ast.Item, ...]]:
    return lambda reader: _heading(reader, level)


_READERS: Mapping[str, Callable[[CommandReader], tuple[ast.Item, ...]]] = {
    **{command: _heading_reader(level) for level, command in enumerate(HEADINGS, 1)},
    "text": _text,
    "type_synonym": _type_synonym,
    "record": _record,
    "datatype": _datatype,
    "typedecl": _typedecl,
    "consts": _consts,
    "definition": _definition,
    "abbreviation": _abbreviation,
    "fun": _fun,
    "function": _function,
    "partial_function": _partial_function,
    "declare": _declare,
    "termination": _termination,
    "lemma": _lemma,
}
