"""Theories as text.

In: a theory value. Out: its text (Isabelle's own notation, symbols as escapes, LF, no line longer than it has to be),
the same value with the span of every item, field, constructor and equation in that text, and for each line the place
on the page that it comes from. Equal values give equal texts.

All of it is ASCII; `prose` says how English becomes that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from textwrap import wrap

from wadler_lindig import BreakDoc, GroupDoc, NestDoc, TextDoc, pformat

from diglot.caching import Lazy
from diglot.recursion import deep_recursion
from diglot.source import Span
from diglot.theory import ast
from diglot.theory.print.terms import concat, lay_out
from diglot.theory.print.types import arrow_parts, is_word, show_type
from diglot.theory.prose import escape_comment, escape_path, escape_text
from diglot.theory.symbols import as_escapes

_WIDTH = 100
_SPACE = BreakDoc(" ")
_HEADINGS = ("section", "subsection", "subsubsection", "paragraph", "subparagraph")
_EQUATION_SIDE = 51
"""Priority of the sides of an equation."""


@dataclass(frozen=True, slots=True)
class PrintedTheory:
    """A theory and its text; most users look at the text alone."""

    name: str
    imports: tuple[str, ...]
    text: str
    placed: Lazy[ast.Theory]
    lines: Lazy[Mapping[int, Span]]

    @property
    def theory(self) -> ast.Theory:
        """The theory, every part with its span in the text."""
        return self.placed.get()

    @property
    def source_map(self) -> Mapping[int, Span]:
        """For each line (from 1) that was made from a place on the page, that place."""
        return self.lines.get()


def print_theory(theory: ast.Theory) -> PrintedTheory:
    """The text of a theory."""
    with deep_recursion():
        return _print(theory)


def _print(theory: ast.Theory) -> PrintedTheory:
    writer = _Writer()
    if theory.page:
        writer.line(f"(* generated from {escape_path(theory.page)} - do not edit *)")
    start = writer.line(f"theory {theory.name}")
    writer.line(f"  imports {' '.join(theory.imports)}")
    header = start.to(writer.line("begin"))
    items = []
    for item in theory.items:
        writer.line("")
        items.append(writer.item(item))
    writer.line("")
    writer.line("end")
    text = writer.text()
    placed = replace(theory, items=tuple(items), header=header)
    return PrintedTheory(theory.name, theory.imports, text, Lazy(placed), Lazy(_source_map(text, items)))


class _Writer:
    """Lines so far, and how many characters they have."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._at = 0

    def text(self) -> str:
        return "".join(self._parts)

    def line(self, line: str) -> Span:
        """Write a line; where it is, without indentation and line end."""
        start = self._at + len(line) - len(line.lstrip(" "))
        self._parts.append(line + "\n")
        self._at += len(line) + 1
        return Span(start, self._at - 1)

    def item(self, item: ast.Item) -> ast.Item:
        """Write an item; the item with its place."""
        if item.documentation:
            self._text_block(item.documentation)
            self.line("")
        start = self._at
        item = self._content(item)
        return replace(item, span=Span(start, self._at - 1))

    def _content(self, item: ast.Item) -> ast.Item:
        match item:
            case ast.Heading():
                self._heading(item)
            case ast.Text(text=text):
                self._text_block(text)
            case ast.Record():
                return self._record(item)
            case ast.Datatype():
                return self._datatype(item)
            case ast.Fun():
                return self._fun(item)
            case ast.Definition() | ast.Abbreviation() | ast.PartialFunction():
                self._definition(item)
            case ast.Lemma():
                self._lemma(item)
            case ast.TypeSynonym() | ast.Typedecl() | ast.Consts() | ast.Declare() | ast.Termination() | ast.Foreign():
                self.line(_one_line(item))
        return item

    # -- English ------------------------------------------------------------------------------------------------------

    def _heading(self, heading: ast.Heading) -> None:
        if heading.anchor:
            self.line(f"(* {escape_path(heading.anchor)} *)")
        command = _HEADINGS[min(heading.level, len(_HEADINGS)) - 1]
        self.line(f"{command} \\<open>{escape_text(heading.text)}\\<close>")

    def _text_block(self, text: str) -> None:
        lines = escape_text(text).strip("\n").split("\n")
        if len(lines) == 1 and len(lines[0]) < _WIDTH - len("text <>"):
            self.line(f"text \\<open>{lines[0].strip()}\\<close>")
            return
        self.line("text \\<open>")
        for line in lines:
            self.line(f"  {line}".rstrip())
        self.line("\\<close>")

    # -- Types --------------------------------------------------------------------------------------------------------

    def _record(self, record: ast.Record) -> ast.Record:
        self.line(f"record {_head(record.name, record.parameters)} =")
        return replace(record, fields=tuple(self._field(field) for field in record.fields))

    def _field(self, field: ast.RecordField) -> ast.RecordField:
        return replace(field, span=self.line(f"  {field.name} :: {_quoted(field.type)}"))

    def _datatype(self, datatype: ast.Datatype) -> ast.Datatype:
        command = f"datatype (plugins del: {' '.join(datatype.without)})" if datatype.without else "datatype"
        bodies = []
        for index, body in enumerate(datatype.types):
            bodies.append(self._body("and" if index else command, body))
        return replace(datatype, types=tuple(bodies))

    def _body(self, command: str, body: ast.DatatypeBody) -> ast.DatatypeBody:
        head = f"{command} {_head(body.name, body.parameters)} ="
        texts = [_constructor(constructor) for constructor in body.constructors]
        line = f"{head} {' | '.join(texts)}"
        notes = any(argument.note for constructor in body.constructors for argument in constructor.arguments)
        plain = not any(constructor.arguments for constructor in body.constructors) or len(texts) == 1
        if plain and not notes and len(line) <= _WIDTH:
            return replace(body, constructors=self._on_one_line(line, head, body.constructors, texts))
        self.line(head)
        constructors = []
        for index, (constructor, text) in enumerate(zip(body.constructors, texts, strict=True)):
            lead = "  | " if index else "    "
            written = self.line(lead + text + _notes(constructor.arguments))
            start = written.start + (len("| ") if index else 0)
            constructors.append(replace(constructor, span=Span(start, start + len(text))))
        return replace(body, constructors=tuple(constructors))

    def _on_one_line(
        self, line: str, head: str, constructors: Sequence[ast.DatatypeConstructor], texts: Sequence[str]
    ) -> tuple[ast.DatatypeConstructor, ...]:
        at = self._at + len(head) + 1
        self.line(line)
        placed = []
        for constructor, text in zip(constructors, texts, strict=True):
            placed.append(replace(constructor, span=Span(at, at + len(text))))
            at += len(text) + len(" | ")
        return tuple(placed)

    # -- Functions ----------------------------------------------------------------------------------------------------

    def _definition(self, item: ast.Definition | ast.Abbreviation | ast.PartialFunction) -> None:
        command, sign, mark = {
            ast.Definition: ("definition", "=", ""),
            ast.Abbreviation: ("abbreviation", "\\<equiv>", ""),
            ast.PartialFunction: ("partial_function (tailrec)", "=", "[code]: "),
        }[type(item)]
        self._lines(_signature(f"{command} {item.name}", item.type, " where"))
        self._lines(_equation("  " + mark, item.name, item.parameters, item.body, sign))

    def _fun(self, fun: ast.Fun) -> ast.Fun:
        command = "function (sequential)" if fun.partial else "fun"
        last = len(fun.signatures) - 1
        for index, (name, type_) in enumerate(fun.signatures):
            lead = "and" if index else command
            self._lines(_signature(f"{lead} {name}", type_, " where" if index == last else ""))
        equations = []
        for index, equation in enumerate(fun.equations):
            lead = "| " if index else "  "
            start = self._at + len(lead)
            self._lines(_equation(lead, equation.function, equation.patterns, equation.body, "="))
            equations.append(replace(equation, span=Span(start, self._at - 1)))
        if fun.partial:
            self.line("  by pat_completeness auto")
        return replace(fun, equations=tuple(equations))

    def _lemma(self, lemma: ast.Lemma) -> None:
        """On one line if it fits, else the statement and its proof have lines of their own."""
        statement = lay_out(lemma.statement).doc
        line = as_escapes(f'lemma {lemma.name}: "{pformat(statement, width=_WIDTH)}" by {lemma.proof}')
        if len(line) <= _WIDTH and "\n" not in line:
            self.line(line)
            return
        self.line(f"lemma {lemma.name}:")
        quoted = concat(TextDoc('  "'), NestDoc(statement, len('  "')), TextDoc('"'))
        self._lines(as_escapes(pformat(quoted, width=_WIDTH)))
        lines = wrap(f"by {lemma.proof}", _WIDTH - 4, break_long_words=False, break_on_hyphens=False)
        for index, line in enumerate(lines):
            self.line(f"{'    ' if index else '  '}{line}")

    def _lines(self, text: str) -> None:
        for line in text.split("\n"):
            self.line(line)


# -- Parts of commands ------------------------------------------------------------------------------------------------


def _head(name: str, parameters: Sequence[str]) -> str:
    if not parameters:
        return name
    return f"{parameters[0]} {name}" if len(parameters) == 1 else f"({', '.join(parameters)}) {name}"


def _quoted(type_: ast.Type) -> str:
    text = as_escapes(show_type(type_))
    return text if is_word(type_) else f'"{text}"'


def _constructor(constructor: ast.DatatypeConstructor) -> str:
    return " ".join((constructor.name, *(_argument(argument) for argument in constructor.arguments)))


def _argument(argument: ast.DatatypeArgument) -> str:
    type_ = _quoted(argument.type)
    return type_ if argument.selector is None else f"({argument.selector} : {type_})"


def _notes(arguments: Sequence[ast.DatatypeArgument]) -> str:
    notes = [argument.note for argument in arguments if argument.note]
    return f"  (* {escape_comment(', '.join(notes))} *)" if notes else ""


def _one_line(item: ast.TypeSynonym | ast.Typedecl | ast.Consts | ast.Declare | ast.Termination | ast.Foreign) -> str:
    match item:
        case ast.TypeSynonym(name=name, parameters=parameters, body=body):
            return f"type_synonym {_head(name, parameters)} = {_quoted(body)}"
        case ast.Typedecl(name=name, parameters=parameters):
            return f"typedecl {_head(name, parameters)}"
        case ast.Consts(name=name, type=type_):
            return f"consts {name} :: {_quoted(type_)}"
        case ast.Declare(fact=fact, attribute=attribute):
            return f"declare {fact} [{attribute}]"
        case ast.Termination(function=function, relation=relation):
            shown = as_escapes(pformat(lay_out(relation).doc, width=_WIDTH))
            return f'termination {function} by (relation "{shown}") auto'
        case ast.Foreign(text=text):
            return text


def _signature(head: str, type_: ast.Type, tail: str) -> str:
    """`command name :: type where`, broken at arrows where it is too long."""
    line = f"{head} :: {show_type(type_)}{tail}"
    quotes = 0 if is_word(type_) else 2
    if len(line) + quotes <= _WIDTH:
        return f"{head} :: {_quoted(type_)}{tail}"
    lines = ['  "']
    for index, part in enumerate(arrow_parts(type_)):
        piece = f" ⇒ {part}" if index else part
        if index and len(lines[-1]) + len(piece) + len(tail) + 1 > _WIDTH:
            lines.append("   " + piece)
        else:
            lines[-1] += piece
    return as_escapes("\n".join((f"{head} ::", *lines)) + '"' + tail)


def _equation(lead: str, name: str, parameters: tuple[ast.Term, ...], body: ast.Term, sign: str) -> str:
    """`"f x = …"`: the right-hand side behind the sign, or below it and indented."""
    left = lay_out(ast.Application(ast.Identifier(name), parameters) if parameters else ast.Identifier(name))
    right = lay_out(body, _EQUATION_SIDE)
    side = concat(left.doc, TextDoc(f" {sign}"), NestDoc(concat(_SPACE, right.doc), 2))
    whole = GroupDoc(side, force_vertical=right.tall)
    doc = concat(TextDoc(lead + '"'), NestDoc(whole, len(lead) + 1), TextDoc('"'))
    return as_escapes(pformat(doc, width=_WIDTH))


# -- Lines and places -------------------------------------------------------------------------------------------------


def _source_map(text: str, items: Sequence[ast.Item]) -> Mapping[int, Span]:
    """Places on the page by line; a field's or a constructor's own place wins over its declaration's."""
    places: dict[int, Span] = {}
    line, at = 1, 0
    for item in items:
        line += text.count("\n", at, item.span.start)
        at = item.span.start
        if item.source is None:
            continue
        places.update(dict.fromkeys(range(line, line + text.count("\n", at, item.span.end) + 1), item.source))
        for part in _parts(item):
            if part.source is not None:
                places[line + text.count("\n", at, part.span.start)] = part.source
    return places


def _parts(item: ast.Item) -> tuple[ast.RecordField | ast.DatatypeConstructor, ...]:
    match item:
        case ast.Record(fields=fields):
            return fields
        case ast.Datatype(types=types):
            return tuple(constructor for body in types for constructor in body.constructors)
        case (
            ast.Heading()
            | ast.Text()
            | ast.TypeSynonym()
            | ast.Typedecl()
            | ast.Consts()
            | ast.Definition()
            | ast.Abbreviation()
            | ast.Fun()
            | ast.PartialFunction()
            | ast.Declare()
            | ast.Termination()
            | ast.Lemma()
            | ast.Foreign()
        ):
            return ()
