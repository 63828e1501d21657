"""Terms of HOL as documents for layout.

In: a term. Out: a document in layout characters (see `symbols`), with the parentheses that Isabelle's priorities need
and parentheses around every `if`, `let`, `case` and function that is not alone between brackets. A `case` with
several branches always has one a line, and so has whatever is around it.
"""

from typing import NamedTuple

from wadler_lindig import AbstractDoc, BreakDoc, ConcatDoc, GroupDoc, NestDoc, TextDoc, pformat

from diglot.diagnostic import InternalError
from diglot.theory import ast
from diglot.theory.escape import string_pieces
from diglot.theory.operators import APPLICATION, ASCRIPTION, ATOM, BINDERS, INFIX, PREFIX, UPDATE, Operator
from diglot.theory.print.types import show_type
from diglot.theory.symbols import as_character, as_escapes

_ELEMENT = 11
"""Between brackets with others: `if`, `let`, `case` and functions get parentheses."""

_BODY = ASCRIPTION + 1
"""After `in` or a function's dot: only functions and ascriptions get parentheses."""

_RELATION = 50
"""Relations could be chained with parentheses left out, but nobody should have to know that."""

_ENDLESS = 1_000_000
_LINE, _GAP = BreakDoc(" "), BreakDoc("")
_WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_'.")


def concat(*docs: AbstractDoc) -> AbstractDoc:
    """Documents one after another."""
    return ConcatDoc(children=docs)  # type: ignore[no-untyped-call]


class Layout(NamedTuple):
    """A document, and whether it takes several lines in any case."""

    doc: AbstractDoc
    tall: bool = False


def on_one_line(term: ast.Term) -> str:
    """The text of a term without line breaks, all of it ASCII."""
    return as_escapes(" ".join(pformat(lay_out(term).doc, width=_ENDLESS).split()))


def lay_out(term: ast.Term, level: int = 0) -> Layout:
    """A term where a priority is needed."""
    match term:
        case ast.Identifier(name):
            return _text(_name(name))
        case ast.Wildcard():
            return _text("_")
        case ast.Numeral(value):
            return _text(str(value))
        case ast.StringTerm(value):
            return _string(value, level)
        case ast.Application():
            return _wrap(_application(term), APPLICATION, level)
        case ast.Infix():
            return _infix(term, level)
        case ast.Prefix(operator, operand):
            return _prefix(operator, operand, level)
        case ast.TupleTerm(elements):
            return _brackets("(", elements, ")")
        case ast.ListTerm(elements):
            return _brackets("[", elements, "]")
        case ast.SetTerm(elements):
            return _brackets("{", elements, "}")
        case ast.RecordTerm(fields):
            return _fields(_text(""), fields, "=")
        case ast.RecordUpdateTerm(record, fields):
            return _wrap(_fields(lay_out(record, UPDATE), fields, ":="), UPDATE, level)
        case ast.FunctionUpdateTerm(function, updates):
            return _wrap(_function_update(function, updates), UPDATE, level)
        case ast.Ascription(inner, type_):
            ascribed = _join(lay_out(inner, _ELEMENT), _text(f" :: {show_type(type_)}"))
            return _wrap(ascribed, ASCRIPTION, level)
        case ast.Abstraction():
            return _wrap(_abstraction(term), BINDERS["\\<lambda>"], level)
        case ast.LetTerm():
            return _wrap(_let(term), BINDERS["let"], level)
        case ast.CaseTerm():
            return _wrap(_case(term), BINDERS["case"], level)
        case ast.IfTerm():
            return _wrap(_if(term), BINDERS["if"], level)


# -- Building blocks --------------------------------------------------------------------------------------------------


def _text(text: str) -> Layout:
    return Layout(TextDoc(text))


def _join(*parts: Layout) -> Layout:
    return Layout(concat(*(part.doc for part in parts)), any(part.tall for part in parts))


def _group(layout: Layout) -> Layout:
    return Layout(GroupDoc(layout.doc, force_vertical=layout.tall), layout.tall)


def _nest(layout: Layout, indent: int) -> Layout:
    return Layout(NestDoc(layout.doc, indent), layout.tall)


_SPACE, _SOFT = Layout(_LINE), Layout(_GAP)


def _hang(head: Layout, body: Layout) -> Layout:
    """The body behind the head, or below it and indented."""
    return _group(_join(head, _nest(_join(_SPACE, body), 2)))


def _wrap(layout: Layout, priority: int, level: int) -> Layout:
    if priority >= level:
        return layout
    return _join(_text("("), _nest(layout, 1), _text(")"))


def _flat(term: ast.Term) -> str:
    """A binder or another small term on one line."""
    match term:
        case ast.Identifier(name):
            return name
        case ast.Wildcard():
            return "_"
        case ast.TupleTerm(elements):
            return f"({', '.join(_flat(element) for element in elements)})"
        case ast.Ascription(inner, type_):
            return f"({_flat(inner)} :: {show_type(type_)})"
        case _:
            raise InternalError("a function binds only names and tuples of names")


def _name(name: str) -> str:
    """A name; an operator that is alone is put between parentheses."""
    if _WORD.issuperset(name) and name not in INFIX:
        return name
    return f"({as_character(name)})"


# -- Forms ------------------------------------------------------------------------------------------------------------


def _string(value: str, level: int) -> Layout:
    pieces = [_text(piece) for piece in string_pieces(value)]
    if len(pieces) == 1:
        return pieces[0]
    return _wrap(_chain("@", pieces), INFIX["@"].priority, level)


def _application(term: ast.Application) -> Layout:
    function = lay_out(term.function, ATOM)
    arguments = (_join(_SPACE, lay_out(argument, ATOM)) for argument in term.arguments)
    return _group(_join(function, _nest(_join(*arguments), 2)))


def _infix(term: ast.Infix, level: int) -> Layout:
    operator = INFIX[term.operator]
    _, priority, left, right = operator
    if priority == _RELATION:
        left = right = _RELATION + 1
    operands: list[Layout] = []
    rest: ast.Term = term
    if right == priority:
        while isinstance(rest, ast.Infix) and rest.operator == term.operator:
            operands.append(lay_out(rest.left, left))
            rest = rest.right
        operands.append(lay_out(rest, right + _would_mix(operator, rest)))
    else:
        while isinstance(rest, ast.Infix) and rest.operator == term.operator and (left == priority or not operands):
            operands.append(lay_out(rest.right, right))
            rest = rest.left
        operands.append(lay_out(rest, left + _would_mix(operator, rest)))
        operands.reverse()
    return _wrap(_chain(as_character(term.operator), operands), priority, level)


def _would_mix(operator: Operator, operand: ast.Term) -> bool:
    """Whether an operand's operator has the same priority but groups to the other side: that could be read twice."""
    match operand:
        case ast.Infix(inner, _, _):
            other = INFIX[inner]
        case ast.StringTerm(value) if len(string_pieces(value)) > 1:
            other = INFIX["@"]
        case _:
            return False
    return other.priority == operator.priority and other.left != operator.left


def _chain(operator: str, operands: list[Layout]) -> Layout:
    first, *others = operands
    sign = _text(operator + " ")
    return _group(_join(first, *(_join(_SPACE, sign, _nest(operand, 2)) for operand in others)))


def _prefix(operator: str, operand: ast.Term, level: int) -> Layout:
    _, priority, _, inner = PREFIX[operator]
    return _wrap(_join(_text(as_character(operator) + " "), _nest(lay_out(operand, inner), 2)), priority, level)


def _brackets(opening: str, elements: tuple[ast.Term, ...], closing: str) -> Layout:
    if not elements:
        return _text(opening + closing)
    return _enclosed(opening, [lay_out(element, _ELEMENT) for element in elements], closing)


def _enclosed(opening: str, parts: list[Layout], closing: str) -> Layout:
    separated = [part for item in parts for part in (_text(","), _SPACE, item)][2:]
    return _group(_join(_text(opening), _nest(_join(*separated), 1), _text(closing)))


def _fields(record: Layout, fields: tuple[tuple[str, ast.Term], ...], sign: str) -> Layout:
    parts = [_hang(_text(f"{name} {sign}"), lay_out(value, _ELEMENT)) for name, value in fields]
    return _join(record, _enclosed("⦇", parts, "⦈"))


def _function_update(function: ast.Term, updates: tuple[tuple[ast.Term, ast.Term], ...]) -> Layout:
    parts = [_hang(_join(lay_out(key, _ELEMENT), _text(" :=")), lay_out(value, _ELEMENT)) for key, value in updates]
    return _join(lay_out(function, ATOM), _enclosed("(", parts, ")"))


def _abstraction(term: ast.Abstraction) -> Layout:
    head = "λ" + " ".join(_flat(binder) for binder in term.binders) + "."
    return _hang(_text(head), lay_out(term.body, _BODY))


def _let(term: ast.LetTerm) -> Layout:
    lines = []
    for pattern, value in term.bindings:
        lines.append(_hang(_join(lay_out(pattern, _ELEMENT), _text(" =")), lay_out(value, _ELEMENT)))
    separated = [part for line in lines for part in (_text(";"), _SPACE, line)][2:]
    bindings = _nest(_join(*separated), 4)
    body = _nest(_group(lay_out(term.body, _BODY)), 3)
    whole = _join(_text("let "), bindings, _SPACE, _text("in "), body)
    return _group(Layout(whole.doc, whole.tall or len(lines) > 1))


def _case(term: ast.CaseTerm) -> Layout:
    rows = [_branch(pattern, body) for pattern, body in term.branches]
    head = _join(_text("case "), _nest(lay_out(term.scrutinee, _ELEMENT), 5), _text(" of"))
    first = _nest(_join(_SPACE, _nest(rows[0], 2)), 2)
    others = (_join(_SPACE, _text("| "), _nest(row, 4)) for row in rows[1:])
    whole = _join(head, first, *others)
    return _group(Layout(whole.doc, whole.tall or len(rows) > 1))


def _branch(pattern: ast.Term, body: ast.Term) -> Layout:
    right = lay_out(body, _ELEMENT)
    left = _join(lay_out(pattern, _ELEMENT), _text(" ⇒"))
    return _group(_join(left, _SPACE, right))


def _if(term: ast.IfTerm) -> Layout:
    parts: list[Layout] = []
    word = "if "
    rest: ast.Term = term
    while isinstance(rest, ast.IfTerm):
        condition = _join(_text(word), _nest(lay_out(rest.condition, _ELEMENT), 3))
        then = _join(_text("then "), _nest(lay_out(rest.then, _ELEMENT), 5))
        parts.append(_group(_join(condition, _SPACE, then)))
        rest, word = rest.otherwise, "else if "
    parts.append(_join(_text("else "), _nest(lay_out(rest, _ELEMENT), 5)))
    separated = [part for item in parts for part in (_SPACE, item)][1:]
    return _group(_join(*separated))
