"""Parts of values that an instance of `Eq` or `Ord` does not look at.

In: an instance that someone wrote, and the types of the module. Out: a part that its method never looks at in one of
its arguments although it can be different, with two values that it therefore cannot tell apart. Such an instance is not
lawful, whatever else it does. A value that is handed on as a whole counts as looked at, unless it is compared by
another such instance.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from diglot.core.ast import (
    Apply,
    Case,
    ConstructorInfo,
    DataType,
    Expression,
    Function,
    Global,
    Lambda,
    Local,
    Parameter,
)
from diglot.core.subexpressions import children
from diglot.names import Symbol, SymbolKind, Variable
from diglot.theory.library import types
from diglot.theory.library.types import EQ, ORD
from diglot.typed.types import Constructed, Type, result_of

DataOf = Callable[[Symbol], DataType | None]
Known = Callable[[Symbol], "IgnoredParts | None"]
_Step = tuple[Symbol, int]
"""A constructor, and the position of one of its arguments."""
_Path = tuple[_Step, ...]

_MADE = frozenset({f"{EQ}.mk", f"{ORD}.mk"})
_TWO: Mapping[str, tuple[str, str]] = {
    types.NAT: ("0", "1"),
    types.INT: ("0", "1"),
    types.BYTE: ("0", "1"),
    types.STRING: ('"a"', '"b"'),
    types.BOOL: ("true", "false"),
    types.ORDERING: ("LessThan", "GreaterThan"),
}
"""Two values of types of the library."""
_SOME: Mapping[str, str] = {types.LIST: "nil", types.MAYBE: "nothing", types.UNIT: "unit"}
_COMPARISONS = frozenset({f"{EQ}.isEqual", "Stdlib.Trait.Eq:==", "Stdlib.Trait.Eq:/=", f"{ORD}.compare"})
_DEPTH = 5


@dataclass(frozen=True, slots=True)
class IgnoredParts:
    """What an instance does not look at."""

    names: tuple[str, ...]
    """The parts, as messages say it."""
    same: tuple[str, str]
    """Two different values that it cannot tell apart."""


def ignored_parts(
    function: Function, data_of: DataOf, definitions: Mapping[Symbol, Function], known: Known
) -> IgnoredParts | None:
    """The parts that an instance of `Eq` or `Ord` does not look at and that are known to have more than one value.

    `known` says it of the instances before.
    """
    target = result_of(function.result)
    compared = target.arguments[0] if isinstance(target, Constructed) and target.arguments else None
    found = method_of(function.body, definitions)
    if not isinstance(compared, Constructed) or found is None:
        return None
    _, both, body = found
    ignored: dict[str, tuple[str, str]] = {}
    for parameter in both:
        looked = _Looked(data_of, known)
        looked.through(body, parameter.variable)
        ignored |= looked.ignored(compared)
    return IgnoredParts(tuple(ignored), next(iter(ignored.values()))) if ignored else None


def method_of(
    body: Expression, definitions: Mapping[Symbol, Function]
) -> tuple[Symbol | None, tuple[Parameter, Parameter], Expression] | None:
    """The method of an instance of `Eq` or `Ord`: the definition that it is, its two arguments and its body."""
    match body:
        case Apply(_, Global(_, made), (method,)) if made.id in _MADE:
            pass
        case _:
            return None
    if isinstance(method, Global) and method.symbol in definitions and not method.type_arguments:
        other = definitions[method.symbol]
        two = (other.parameters[0], other.parameters[1]) if len(other.parameters) == 2 else None
        return None if two is None else (method.symbol, two, other.body)
    if isinstance(method, Lambda) and len(method.parameters) == 2:
        return None, (method.parameters[0], method.parameters[1]), method.body
    return None


class _Looked:
    """What one method looks at in one of its arguments."""

    def __init__(self, data_of: DataOf, known: Known) -> None:
        self._data_of = data_of
        self._known = known
        self._variables: dict[Variable, _Path] = {}
        self._whole: set[_Path] = set()
        self._opened: set[_Path] = set()
        self._partly: dict[_Path, IgnoredParts] = {}
        """What is compared by an instance that does not look at all of it."""

    def through(self, body: Expression, argument: Variable) -> None:
        """Go through the body of the method."""
        self._variables[argument] = ()
        waiting = [body]
        while waiting:
            part = waiting.pop()
            path = self._path(part)
            inside = self._path(part.scrutinee) if isinstance(part, Case) else None
            if path is not None:
                self._whole.add(path)
            elif isinstance(part, Case) and inside is not None:
                self._open(inside)
                for branch in part.branches:
                    for at, parameter in enumerate(branch.parameters):
                        self._variables[parameter.variable] = (*inside, (branch.constructor, at))
                waiting += children(part)[1:]
            else:
                ignored = self._partial_comparison(part)
                waiting += children(part) if ignored is None else self._compared(part, ignored)
        for path in (*self._whole, *self._partly):
            self._open(path[:-1])

    def _partial_comparison(self, e: Expression) -> IgnoredParts | None:
        """What a comparison of two values does not look at."""
        match e:
            case Apply(_, Global(_, symbol), (Global(_, instance), _, _)) if symbol.id in _COMPARISONS:
                return self._known(instance)
            case _:
                return None

    def _compared(self, comparison: Expression, ignored: IgnoredParts) -> Iterator[Expression]:
        """Note what is compared in part; the arguments that are something else."""
        for argument in children(comparison)[2:]:
            path = self._path(argument)
            if path is None:
                yield argument
            elif self._partly.setdefault(path, ignored) != ignored:
                self._whole.add(path)

    def _open(self, path: _Path) -> None:
        self._opened |= {path[:end] for end in range(len(path) + 1)}

    def _path(self, e: Expression) -> _Path | None:
        """Which part of the argument an expression is."""
        match e:
            case Local(_, variable):
                return self._variables.get(variable)
            case Apply(_, Global(_, symbol), (inner,)) if symbol.kind is SymbolKind.FIELD:
                path = self._path(inner)
                data = self._data_of(inner.type.symbol) if isinstance(inner.type, Constructed) else None
                if path is None or data is None:
                    return path
                (made,) = data.constructors
                at = next(i for i, field in enumerate(made.fields) if field.projection == symbol)
                return (*path, (made.symbol, at))
            case _:
                return None

    def ignored(self, type_: Type, path: _Path = (), name: str = "one of the two values") -> dict[str, tuple[str, str]]:
        """The parts that the method does not look at, each with two values that differ there only."""
        if path in self._whole:
            return {}
        if (partly := self._partly.get(path)) is not None:
            return {} if path in self._opened else dict.fromkeys(partly.names, partly.same)
        if path not in self._opened:
            two = two_values(type_, self._data_of)
            return {} if two is None else {name: two}
        data = self._data_of(type_.symbol) if isinstance(type_, Constructed) else None
        found: dict[str, tuple[str, str]] = {}
        for made in data.constructors if data is not None else ():
            for at, field in enumerate(made.fields):
                inside = self.ignored(field.type, (*path, (made.symbol, at)), _named(made, at))
                for part, (first, second) in inside.items():
                    found[part] = (
                        _applied(made, self._data_of, at, first),
                        _applied(made, self._data_of, at, second),
                    )
        return found


def two_values(type_: Type, data_of: DataOf, depth: int = _DEPTH) -> tuple[str, str] | None:
    """Two different values of a type that is known to have some."""
    if not isinstance(type_, Constructed) or not depth:
        return None
    if type_.symbol.id in _TWO:
        return _TWO[type_.symbol.id]
    data = data_of(type_.symbol)
    if data is None:
        return _two_of_the_library(type_, data_of, depth)
    plain = [made.symbol.name for made in data.constructors if not made.fields]
    if len(plain) > 1:
        return plain[0], plain[1]
    for made in data.constructors if len(data.constructors) == 1 else ():
        for at, field in enumerate(made.fields):
            two = two_values(field.type, data_of, depth - 1)
            if two is not None:
                return _applied(made, data_of, at, two[0]), _applied(made, data_of, at, two[1])
    return None


def _two_of_the_library(type_: Constructed, data_of: DataOf, depth: int) -> tuple[str, str] | None:
    """Two values of a type of the library with parameters."""
    two = [two_values(argument, data_of, depth - 1) for argument in type_.arguments]
    match type_.symbol.id, two:
        case types.LIST, [(first, _)]:
            return "nil", f"[{first}]"
        case types.MAYBE, [(first, _)]:
            return "nothing", f"just {_word(first)}"
        case types.SET, [(first, second)]:
            return f"Set.fromList [{first}]", f"Set.fromList [{second}]"
        case types.PAIR, [(first, second), _]:
            other = _some(type_.arguments[1], data_of, "x", depth - 1)
            return f"{first}, {other}", f"{second}, {other}"
        case types.PAIR, [None, (first, second)]:
            return f"x, {first}", f"x, {second}"
        case _:
            return None


def _some(type_: Type, data_of: DataOf, name: str, depth: int = _DEPTH) -> str:
    """Some value of a type, or a name that stands for one."""
    two = two_values(type_, data_of, depth)
    if two is not None:
        return two[0]
    return _SOME.get(type_.symbol.id, name) if isinstance(type_, Constructed) else name


def _applied(made: ConstructorInfo, data_of: DataOf, at: int, value: str) -> str:
    """A constructor with a value for one of its arguments, and some for the others."""
    return " ".join([made.symbol.name, *_arguments(made, data_of, at, value)])


def _arguments(made: ConstructorInfo, data_of: DataOf, at: int, value: str) -> Iterator[str]:
    for index, field in enumerate(made.fields):
        text = value if index == at else _some(field.type, data_of, field.name or f"x{index + 1}")
        yield _word(text)


def _word(text: str) -> str:
    """A value as an argument."""
    return f"({text})" if " " in text and not text.startswith(("[", '"')) else text


def _named(made: ConstructorInfo, at: int) -> str:
    """What messages call an argument of a constructor."""
    name = made.fields[at].name
    return f"`{name}`" if name else f"argument {at + 1} of `{made.symbol.name}`"
