"""Types and terms on one line, for messages.

In: a value of `theory/ast.py`. Out: the same in Isabelle's syntax, with symbols as characters since people read it, cut
where it gets too long. Parentheses are only where they are needed.
"""

from collections.abc import Iterable
from typing import assert_never

from diglot.drift.difference import Node
from diglot.drift.place import shortened
from diglot.theory import ast
from diglot.theory.operators import APPLICATION, ASCRIPTION, ATOM, BINDERS, INFIX, PREFIX, UPDATE
from diglot.theory.read_inner import UNICODE

_ARROW, _PRODUCT, _POSTFIX = 0, 20, 1000
_CHARACTERS = {escape: character for character, escape in UNICODE.items()}
_DEEPEST = 12
"""Below this depth a term is cut anyway."""


def show_node(node: Node, *, argument: bool = False) -> str:
    """A type or term; as an argument it may need parentheses."""
    level = ATOM if argument else 0
    if isinstance(node, ast.TypeVariable | ast.TypeApplication | ast.FunctionType | ast.ProductType):
        return shortened(_type(node, level, 0))
    return shortened(_term(node, level, 0))


def _at(level: int, priority: int, text: str) -> str:
    return f"({text})" if priority < level else text


def _type(type_: ast.Type, level: int, depth: int) -> str:
    if depth > _DEEPEST:
        return "…"
    deeper = depth + 1
    match type_:
        case ast.TypeVariable(name) | ast.TypeApplication(name, ()):
            return name
        case ast.TypeApplication(name, (only,)):
            return f"{_type(only, _POSTFIX, deeper)} {name}"
        case ast.TypeApplication(name, arguments):
            return f"({', '.join(_type(argument, 0, deeper) for argument in arguments)}) {name}"
        case ast.FunctionType(domain, codomain):
            return _at(level, _ARROW, f"{_type(domain, _ARROW + 1, deeper)} ⇒ {_type(codomain, _ARROW, deeper)}")
        case ast.ProductType(left, right):
            return _at(level, _PRODUCT, f"{_type(left, _PRODUCT + 1, deeper)} × {_type(right, _PRODUCT, deeper)}")
    assert_never(type_)


def _term(term: ast.Term, level: int, depth: int) -> str:
    if depth > _DEEPEST:
        return "…"
    deeper = depth + 1
    match term:
        case ast.Application(function, arguments):
            words = [_term(part, ATOM, deeper) for part in (function, *arguments)]
            return _at(level, APPLICATION, " ".join(words))
        case ast.Infix(operator, left, right):
            row = INFIX[operator]
            text = f"{_term(left, row.left, deeper)} {_sign(operator)} {_term(right, row.right, deeper)}"
            return _at(level, row.priority, text)
        case ast.Prefix(operator, operand):
            row = PREFIX[operator]
            return _at(level, row.priority, f"{_sign(operator)} {_term(operand, row.right, deeper)}")
        case ast.RecordUpdateTerm(record, fields):
            return _at(level, UPDATE, f"{_term(record, UPDATE, deeper)}⦇{_fields(fields, ' := ', deeper)}⦈")
        case ast.FunctionUpdateTerm(function, updates):
            return _at(level, UPDATE, f"{_term(function, ATOM, deeper)}({_pairs(updates, ' := ', ', ', deeper)})")
        case ast.Ascription(inner, type_):
            return _at(level, ASCRIPTION, f"{_term(inner, ASCRIPTION + 1, deeper)} :: {_type(type_, 0, deeper)}")
        case ast.Abstraction() | ast.LetTerm() | ast.CaseTerm() | ast.IfTerm():
            return _binder(term, level, deeper)
    return _atom(term, deeper)


def _binder(term: ast.Abstraction | ast.LetTerm | ast.CaseTerm | ast.IfTerm, level: int, depth: int) -> str:
    match term:
        case ast.Abstraction(binders, body):
            names = " ".join(_term(binder, ATOM, depth) for binder in binders)
            return _at(level, BINDERS["\\<lambda>"], f"λ{names}. {_term(body, ASCRIPTION, depth)}")
        case ast.LetTerm(bindings, body):
            text = f"let {_pairs(bindings, ' = ', '; ', depth)} in {_term(body, BINDERS['let'], depth)}"
        case ast.CaseTerm(scrutinee, branches):
            text = f"case {_term(scrutinee, 0, depth)} of {_pairs(branches, ' ⇒ ', ' | ', depth)}"
        case ast.IfTerm(condition, then, otherwise):
            parts = [_term(part, 0, depth) for part in (condition, then, otherwise)]
            text = "if {} then {} else {}".format(*parts)
        case _:
            assert_never(term)
    return _at(level, BINDERS["case"], text)


def _atom(
    term: ast.Identifier
    | ast.Wildcard
    | ast.Numeral
    | ast.StringTerm
    | ast.TupleTerm
    | ast.ListTerm
    | ast.SetTerm
    | ast.RecordTerm,
    depth: int,
) -> str:
    match term:
        case ast.Identifier(name):
            return f"({_sign(name)})" if name in INFIX or name in PREFIX else name
        case ast.Wildcard():
            return "_"
        case ast.Numeral(value):
            return str(value)
        case ast.StringTerm(value):
            return f"''{value}''"
        case ast.TupleTerm(elements):
            return f"({_joined(elements, depth)})"
        case ast.ListTerm(elements):
            return f"[{_joined(elements, depth)}]"
        case ast.SetTerm(elements):
            return f"{{{_joined(elements, depth)}}}"
        case ast.RecordTerm(fields):
            return f"⦇{_fields(fields, ' = ', depth)}⦈"
    assert_never(term)


def _sign(operator: str) -> str:
    return _CHARACTERS.get(operator, operator)


def _joined(terms: Iterable[ast.Term], depth: int) -> str:
    return ", ".join(_term(term, 0, depth) for term in terms)


def _fields(fields: Iterable[tuple[str, ast.Term]], sign: str, depth: int) -> str:
    return ", ".join(f"{name}{sign}{_term(value, 0, depth)}" for name, value in fields)


def _pairs(pairs: Iterable[tuple[ast.Term, ast.Term]], sign: str, between: str, depth: int) -> str:
    return between.join(f"{_term(left, 0, depth)}{sign}{_term(right, 0, depth)}" for left, right in pairs)
