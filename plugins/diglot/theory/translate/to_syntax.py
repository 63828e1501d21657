"""Types and terms of a theory, written in the snippet language.

In: a type or term, and what the theory's names stand for on the page. Out: the words to write on a page; None where
there are none that surely mean the same. Whether they do is for the caller to find out, by translating them again.
"""

from collections.abc import Mapping, Sequence

from diglot.names import Symbol
from diglot.theory import ast
from diglot.theory.library.types import CONSTRUCTORS, LIBRARY_TYPES

_TYPES = {isabelle: symbol.rpartition(":")[2] for symbol, isabelle in LIBRARY_TYPES.items()}
_CONSTRUCTORS = {isabelle: symbol.rpartition(".")[2] for symbol, isabelle in CONSTRUCTORS.items()}
_OPERATORS: Mapping[str, tuple[str, int, int, int]] = {
    "*": ("*", 7, 7, 8),
    "+": ("+", 6, 6, 7),
    "-": ("-", 6, 6, 7),
    "#": ("::", 5, 6, 5),
    "@": ("++", 5, 6, 5),
    "=": ("==", 4, 5, 5),
    "\\<noteq>": ("/=", 4, 5, 5),
    "<": ("<", 4, 5, 5),
    "\\<le>": ("<=", 4, 5, 5),
    ">": (">", 4, 5, 5),
    "\\<ge>": (">=", 4, 5, 5),
    "\\<and>": ("&&", 3, 4, 3),
    "\\<or>": ("||", 2, 3, 2),
}
"""Operators with the priorities of the result and of both operands; parentheses may be more than needed."""

_CALLS = {"div": "div", "mod": "mod", "-": "sub", "\\<in>": "Set.isMember", "\\<union>": "Set.union"}
"""Operators that are functions on the page; the difference of naturals is one, that of integers is not."""
_PREFIXES = {"\\<not>": "not", "-": "Int.neg"}
_CONSTANTS = {
    "rev": "reverse",
    "concat": "flatten",
    "list_all": "all",
    "list_ex": "any",
    "map_option": "map",
    "tl": "tail",
    "nat_digits": "natToString",
}
"""Functions of HOL that are called otherwise on the page; the others may well be called alike."""
_ATOM, _APPLICATION = 10, 9
_DEEPEST = 60

Written = tuple[str, int]
"""Words, and how tightly they hold together."""


class Writer:
    """Writes what one theory says."""

    def __init__(self, symbols: Mapping[str, Symbol], constructors: Mapping[str, str]) -> None:
        self._plain = {reference: symbol.name for reference, symbol in symbols.items()}
        self._full = {reference: symbol.qualified for reference, symbol in symbols.items()}
        self._names: Mapping[str, str] = self._plain
        self._constructors = constructors
        """For each field, the constructor of its record on the page, as in `Lamp.mkLamp`."""
        self._integers = False

    def all_terms(self, term: ast.Term) -> tuple[str, ...]:
        """A term in all the ways that it may be meant: with plain names or full ones, of naturals or of integers."""
        found: dict[str, None] = {}
        for names in (self._plain, self._full):
            for integers in (False, True):
                self._names, self._integers = names, integers
                words = self.term(term)
                found |= {words: None} if words is not None else {}
        self._names, self._integers = self._plain, False
        return tuple(found)

    def name(self, name: str) -> str:
        """What a thing of the theory is called on the page."""
        return self._plain.get(name, name)

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
                known = self._names.get(name) or _CONSTRUCTORS.get(name) or _CONSTANTS.get(name)
                return known or _variable(name), _ATOM
            case ast.Wildcard():
                return "_", _ATOM
            case ast.Application(function, arguments):
                if (loop := self._loop(term, depth)) is not None:
                    return loop
                head = _enclosed(self._term(function, depth + 1), _ATOM)
                return _applied(head, [self._term(argument, depth + 1) for argument in arguments])
            case ast.Infix(operator, left, right):
                return self._infix(operator, left, right, depth)
            case ast.Prefix("-", ast.Numeral(value)):
                return f"-{value}", 0
            case ast.Prefix(sign, operand) if sign in _PREFIXES:
                return _applied(_PREFIXES[sign], [self._term(operand, depth + 1)])
            case ast.TupleTerm(elements) | ast.ListTerm(elements):
                return self._several(term, elements, depth)
            case ast.RecordTerm(fields) | ast.RecordUpdateTerm(_, fields):
                return self._record(term, fields, depth)
            case ast.Ascription(inner, _):
                return self._term(inner, depth + 1)
            case ast.IfTerm() | ast.CaseTerm() | ast.Abstraction() | ast.LetTerm():
                return self._branching(term, depth)
            case ast.StringTerm() | ast.Prefix() | ast.SetTerm() | ast.FunctionUpdateTerm():
                raise _NoWords

    def _infix(self, operator: str, left: ast.Term, right: ast.Term, depth: int) -> Written:
        if operator in _CALLS and not (operator == "-" and self._integers):
            return _applied(_CALLS[operator], [self._term(part, depth + 1) for part in (left, right)])
        if operator not in _OPERATORS:
            raise _NoWords
        word, priority, before, after = _OPERATORS[operator]
        here = _enclosed(self._term(left, depth + 1), before)
        return f"{here} {word} {_enclosed(self._term(right, depth + 1), after)}", priority

    def _branching(self, term: ast.IfTerm | ast.CaseTerm | ast.Abstraction | ast.LetTerm, depth: int) -> Written:
        """Forms with branches or variables of their own; they reach to the right as far as they can."""
        match term:
            case ast.IfTerm(condition, then, otherwise):
                parts = [_enclosed(self._term(part, depth + 1), 1) for part in (condition, then, otherwise)]
                return f"if | {parts[0]} := {parts[1]} | else := {parts[2]}", 0
            case ast.CaseTerm(scrutinee, branches):
                rows = [self._row((pattern,), body, depth) for pattern, body in branches]
                return f"case {self._term(scrutinee, depth + 1)[0]} of {{| {' | '.join(rows)}}}", 0
            case ast.Abstraction(binders, body):
                return f"\\{{{self._row(binders, body, depth)}}}", _ATOM
            case ast.LetTerm(bindings, body):
                lines = [self._row((pattern,), value, depth) + ";" for pattern, value in bindings]
                return f"let {' '.join(lines)} in {self._term(body, depth + 1)[0]}", 0

    def _row(self, patterns: Sequence[ast.Term], body: ast.Term, depth: int) -> str:
        least = _ATOM if len(patterns) > 1 else 0
        left = " ".join(_enclosed(self._pattern(pattern, depth + 1), least) for pattern in patterns)
        return f"{left} := {_enclosed(self._term(body, depth + 1), 1)}"

    def _record(self, term: ast.Term, fields: Sequence[tuple[str, ast.Term]], depth: int) -> Written:
        constructor = self._constructors.get(fields[0][0])
        if constructor is None:
            raise _NoWords
        lines = [f"{self._names.get(name, name)} := {self._term(value, depth + 1)[0]}" for name, value in fields]
        words = f"@{{{'; '.join(lines)}}}"
        if isinstance(term, ast.RecordUpdateTerm):
            record = _enclosed(self._term(term.record, depth + 1), _ATOM)
            return words.replace("@", f"{record}@{constructor.rpartition('.')[0]}", 1), _ATOM
        return constructor + words, _ATOM

    def _several(self, term: ast.Term, elements: Sequence[ast.Term], depth: int) -> Written:
        written = [_enclosed(self._term(element, depth + 1), 1) for element in elements]
        if isinstance(term, ast.ListTerm):
            return f"[{'; '.join(written)}]", _ATOM
        return (f"({', '.join(written)})" if written else "unit"), _ATOM

    def _loop(self, term: ast.Term, depth: int) -> Written | None:
        """A fold with a function that is written out is a loop."""
        match term:
            case ast.Application(ast.Identifier("foldl"), (ast.Abstraction((acc, each), body), start, source)):
                word = "for"
            case ast.Application(ast.Identifier("foldr"), (ast.Abstraction((each, acc), body), source, start)):
                word = "rfor"
            case _:
                return None
        left, right = (self._pattern(name, depth)[0] for name in (acc, each))
        first, last, inner = (self._term(part, depth + 1)[0] for part in (start, source, body))
        return f"{word} ({left} := {first}) ({right} in {last}) {{{inner}}}", 0

    def _pattern(self, pattern: ast.Term, depth: int) -> Written:
        """A pattern; the number zero is a constructor there."""
        match pattern:
            case ast.Numeral(0):
                return "zero", _ATOM
            case ast.Application(ast.Identifier() as head, arguments):
                return _applied(self._term(head, depth)[0], [self._pattern(one, depth + 1) for one in arguments])
            case ast.TupleTerm(elements) if elements:
                return f"({', '.join(self._pattern(one, depth + 1)[0] for one in elements)})", _ATOM
            case ast.Infix("#", first, rest):
                here = _enclosed(self._pattern(first, depth + 1), 6)
                return f"{here} :: {_enclosed(self._pattern(rest, depth + 1), 5)}", 5
            case _:
                return self._term(pattern, depth + 1)


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
