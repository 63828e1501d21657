"""Types and terms of a theory, written in the snippet language.

In: a type or term, and what the theory's names are called on the page. Out: the words to write on a page; None where
there are none that surely mean the same. Whether they do is for the caller to find out, by translating them again.
"""

from collections.abc import Mapping, Sequence

from diglot.theory import ast
from diglot.theory.library_types import CONSTRUCTORS, LIBRARY_TYPES

_TYPES = {isabelle: symbol.rpartition(":")[2] for symbol, isabelle in LIBRARY_TYPES.items()}
_CONSTRUCTORS = {isabelle: symbol.rpartition(".")[2] for symbol, isabelle in CONSTRUCTORS.items()}
_OPERATORS: Mapping[str, tuple[str, int, int, int]] = {
    "*": ("*", 7, 7, 8),
    "div": ("div", 7, 7, 8),
    "+": ("+", 6, 6, 7),
    "#": ("::", 5, 6, 5),
    "@": ("++", 5, 6, 5),
    "=": ("==", 4, 5, 5),
    "\\<noteq>": ("/=", 4, 5, 5),
    "<": ("<", 4, 5, 5),
    "\\<le>": ("<=", 4, 5, 5),
    "\\<and>": ("&&", 3, 4, 3),
    "\\<or>": ("||", 2, 3, 2),
}
"""Operators with the priorities of the result and of both operands; parentheses may be more than needed."""

_ATOM, _APPLICATION = 10, 9
_DEEPEST = 60

Written = tuple[str, int]
"""Words, and how tightly they hold together."""


class Writer:
    """Writes what one theory says."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def type(self, type_: ast.Type) -> str | None:
        """A type."""
        try:
            return self._type(type_, 0)[0]
        except _NoWords:
            return None

    def argument(self, type_: ast.Type) -> str | None:
        """A type as the argument of something."""
        try:
            return _enclosed(self._type(type_, 0), _ATOM)
        except _NoWords:
            return None

    def term(self, term: ast.Term) -> str | None:
        """A term."""
        try:
            return self._term(term, 0)[0]
        except _NoWords:
            return None

    def _type(self, type_: ast.Type, depth: int) -> Written:
        if depth > _DEEPEST:
            raise _NoWords
        match type_:
            case ast.TypeVariable(name):
                return name.removeprefix("'"), _ATOM
            case ast.FunctionType(domain, codomain):
                left = _enclosed(self._type(domain, depth + 1), 1)
                return f"{left} -> {self._type(codomain, depth + 1)[0]}", 0
            case ast.ProductType(left_type, right_type):
                pair = [self._type(part, depth + 1) for part in (left_type, right_type)]
                return _applied("Pair", pair)
            case ast.TypeApplication(name, arguments):
                word = self._names.get(name) or _TYPES.get(name)
                if word is None:
                    raise _NoWords
                return _applied(word, [self._type(argument, depth + 1) for argument in arguments])

    def _term(self, term: ast.Term, depth: int) -> Written:
        if depth > _DEEPEST:
            raise _NoWords
        match term:
            case ast.Numeral(value):
                return str(value), _ATOM
            case ast.StringTerm(value) if value.isprintable() and '"' not in value and "\\" not in value:
                return f'"{value}"', _ATOM
            case ast.Identifier(name):
                return self._names.get(name) or _CONSTRUCTORS.get(name) or _variable(name), _ATOM
            case ast.Application(function, arguments):
                head = _enclosed(self._term(function, depth + 1), _ATOM)
                return _applied(head, [self._term(argument, depth + 1) for argument in arguments])
            case ast.Infix(operator, left, right) if operator in _OPERATORS:
                word, priority, before, after = _OPERATORS[operator]
                here = _enclosed(self._term(left, depth + 1), before)
                return f"{here} {word} {_enclosed(self._term(right, depth + 1), after)}", priority
            case ast.Prefix("\\<not>", operand):
                return _applied("not", [self._term(operand, depth + 1)])
            case ast.TupleTerm(elements) | ast.ListTerm(elements):
                return self._several(term, elements, depth)
            case ast.IfTerm(condition, then, otherwise):
                parts = [self._term(part, depth + 1)[0] for part in (condition, then, otherwise)]
                return f"if | {parts[0]} := {parts[1]} | else := {parts[2]}", 0
        raise _NoWords

    def _several(self, term: ast.Term, elements: Sequence[ast.Term], depth: int) -> Written:
        words = ", ".join(_enclosed(self._term(element, depth + 1), 1) for element in elements)
        if isinstance(term, ast.ListTerm):
            return words.join("[]"), _ATOM
        return (f"({words})" if words else "unit"), _ATOM


class _NoWords(Exception):  # noqa: N818 - ends the writing of one type or term, no fault of the program
    """The snippet language may have no words for this, or none that are known here."""


def _enclosed(written: Written, least: int) -> str:
    words, priority = written
    return words if priority >= least else f"({words})"


def _applied(head: str, arguments: Sequence[Written]) -> Written:
    words = " ".join([head, *(_enclosed(argument, _ATOM) for argument in arguments)])
    return words, _APPLICATION if arguments else _ATOM


def _variable(name: str) -> str:
    """A name that no declaration has is taken for a variable's; one of another theory is not."""
    if "." in name:
        raise _NoWords
    return name
