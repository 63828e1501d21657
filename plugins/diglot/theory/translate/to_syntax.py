"""Types and terms of a theory, written in the snippet language.

In: a type or term, and what the theory's names stand for on the page. Out: the words to write on a page; None where
there are none that surely mean the same. Whether they do is for the caller to find out, by translating them again.
"""

from collections.abc import Mapping, Sequence

from diglot.names import Symbol
from diglot.theory import ast
from diglot.theory.library.inverse import library_functions
from diglot.theory.library.types import CONSTRUCTORS, LIBRARY_TYPES
from diglot.theory.operators import APPLICATION, ATOM, INFIX

_TYPES = {isabelle: symbol.rpartition(":")[2] for symbol, isabelle in LIBRARY_TYPES.items()}
_CONSTRUCTORS = {isabelle: symbol.rpartition(".")[2] for symbol, isabelle in CONSTRUCTORS.items()}
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
        self._home: str | None = None
        """The part of the library whose functions are meant where there are several; None for the first that fits."""
        self._homes: set[str] = set()
        """The parts that could have been meant."""

    def all_terms(self, term: ast.Term) -> tuple[str, ...]:
        """A term in all the ways that it may be meant: with plain names or full ones, of each part of the library."""
        self._homes = set()
        found: dict[str, None] = {}
        for names in (self._plain, self._full):
            found |= dict.fromkeys(self._written(term, names, None))
            for home in sorted(self._homes):
                found |= dict.fromkeys(self._written(term, names, home))
        return tuple(found)

    def _written(self, term: ast.Term, names: Mapping[str, str], home: str | None) -> tuple[str, ...]:
        self._names, self._home = names, home
        try:
            return (self._term(term, 0)[0],)
        except _NoWords:
            return ()

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
            return _enclosed(self._type(type_, 0), ATOM)
        except _NoWords:
            return None

    def _type(self, type_: ast.Type, depth: int) -> Written:
        if depth > _DEEPEST:
            raise _NoWords
        match type_:
            case ast.TypeVariable(name):
                return name.removeprefix("'"), ATOM
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
                return str(value), ATOM
            case ast.StringTerm(value) if value.isprintable() and '"' not in value and "\\" not in value:
                return f'"{value}"', ATOM
            case ast.Identifier(name):
                known = self._names.get(name) or _CONSTRUCTORS.get(name) or self._library_word(name, 0)
                return known or _variable(name), ATOM
            case ast.Wildcard():
                return "_", ATOM
            case ast.Application(function, arguments):
                if (loop := self._loop(term, depth)) is not None:
                    return loop
                head = _enclosed(self._term(function, depth + 1), ATOM)
                return _applied(head, [self._term(argument, depth + 1) for argument in arguments])
            case ast.Infix(operator, left, right):
                return self._infix(operator, left, right, depth)
            case ast.Prefix("-", ast.Numeral(value)):
                return f"-{value}", 0
            case ast.Prefix(sign, operand) if (word := self._library_word(sign, 1)) is not None:
                return _applied(word, [self._term(operand, depth + 1)])
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
        word = self._library_word(operator, 2)
        if word is None:
            raise _NoWords
        if _is_name(word):
            return _applied(word, [self._term(part, depth + 1) for part in (left, right)])
        # The operators of the snippet language are as tight as those of HOL, in the same order.
        _, priority, before, after = INFIX[operator]
        here = _enclosed(self._term(left, depth + 1), before)
        return f"{here} {word} {_enclosed(self._term(right, depth + 1), after)}", priority

    def _library_word(self, name: str, operands: int) -> str | None:
        """What the library calls it, with the name of the part of the library where one is chosen."""
        functions = library_functions().get((name, operands), ())
        if not functions:
            return None
        first = _word(functions[0])
        words = {_home(function): _word(function) for function in reversed(functions)}
        homes = {home: word for home, word in words.items() if _is_name(first) or not _is_name(word)}
        self._homes |= homes.keys()
        word = homes.get(self._home or "", first)
        return f"{self._home}.{word}" if self._home in homes and _is_name(word) else word

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
                return f"\\{{{self._row(binders, body, depth)}}}", ATOM
            case ast.LetTerm(bindings, body):
                lines = [self._row((pattern,), value, depth) + ";" for pattern, value in bindings]
                return f"let {' '.join(lines)} in {self._term(body, depth + 1)[0]}", 0

    def _row(self, patterns: Sequence[ast.Term], body: ast.Term, depth: int) -> str:
        least = ATOM if len(patterns) > 1 else 0
        left = " ".join(_enclosed(self._pattern(pattern, depth + 1), least) for pattern in patterns)
        return f"{left} := {_enclosed(self._term(body, depth + 1), 1)}"

    def _record(self, term: ast.Term, fields: Sequence[tuple[str, ast.Term]], depth: int) -> Written:
        constructor = self._constructors.get(fields[0][0])
        if constructor is None:
            raise _NoWords
        lines = [f"{self._names.get(name, name)} := {self._term(value, depth + 1)[0]}" for name, value in fields]
        words = f"@{{{'; '.join(lines)}}}"
        if isinstance(term, ast.RecordUpdateTerm):
            record = _enclosed(self._term(term.record, depth + 1), ATOM)
            return words.replace("@", f"{record}@{constructor.rpartition('.')[0]}", 1), ATOM
        return constructor + words, ATOM

    def _several(self, term: ast.Term, elements: Sequence[ast.Term], depth: int) -> Written:
        written = [_enclosed(self._term(element, depth + 1), 1) for element in elements]
        if isinstance(term, ast.ListTerm):
            return f"[{'; '.join(written)}]", ATOM
        return (f"({', '.join(written)})" if written else "unit"), ATOM

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
                return "zero", ATOM
            case ast.Application(ast.Identifier() as head, arguments):
                return _applied(self._term(head, depth)[0], [self._pattern(one, depth + 1) for one in arguments])
            case ast.TupleTerm(elements) if elements:
                return f"({', '.join(self._pattern(one, depth + 1)[0] for one in elements)})", ATOM
            case ast.Infix("#", first, rest):
                _, priority, before, after = INFIX["#"]
                here = _enclosed(self._pattern(first, depth + 1), before)
                return f"{here} :: {_enclosed(self._pattern(rest, depth + 1), after)}", priority
            case _:
                return self._term(pattern, depth + 1)


class _NoWords(Exception):  # noqa: N818 - ends the writing of one type or term, no fault of the program
    """The snippet language may have no words for this, or none that are known here."""


def _enclosed(written: Written, least: int) -> str:
    words, priority = written
    return words if priority >= least else f"({words})"


def _applied(head: str, arguments: Sequence[Written]) -> Written:
    words = " ".join([head, *(_enclosed(argument, ATOM) for argument in arguments)])
    return words, APPLICATION if arguments else ATOM


def _variable(name: str) -> str:
    """A name that no declaration has is taken for a variable's; one of another theory is not."""
    if "." in name:
        raise _NoWords
    return name


def _home(function: str) -> str:
    """The part of the library that a function is in: `Set` for `Stdlib.Data.Set:union`."""
    return [part for part in function.partition(":")[0].split(".") if part not in ("Base", "Ord")][-1]


def _word(function: str) -> str:
    """Its name without the module and the type that it is in."""
    return function.rpartition(":")[2].rpartition(".")[2]


def _is_name(word: str) -> bool:
    """Whether it is written before its arguments, not between them."""
    return word[-1].isalnum()
