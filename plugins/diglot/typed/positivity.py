"""Positivity: a type may occur in its own constructors where values of it are held, not where they are consumed.

In: a checked module, and all types that it can mention. Out: a diagnostic for each constructor argument in which a
type, or one of its mutual group, is to the left of an arrow, under a type variable, or as an argument of a type
that does not hold it strictly positively. A type marked `positive` may occur anywhere.
"""

from collections.abc import Mapping, Sequence

from diglot.diagnostic import Problems
from diglot.graphs import components
from diglot.names import Symbol, Variable
from diglot.typed import types as typed
from diglot.typed.ast import ConstructorInfo, DataType, FieldInfo
from diglot.typed.check_errors import NonStrictlyPositive
from diglot.typed.module import TypedModule

Misuse = tuple[Symbol, str]
"""A type that occurs where it must not, and why: `arrow`, `variable`, or the name of the type around it."""


def check_positivity(module: TypedModule, types: Mapping[Symbol, DataType], problems: Problems) -> None:
    """Check the types of a module; `types` has the types of the module and of all it depends on."""
    own = [declaration for declaration in module.declarations if isinstance(declaration, DataType)]
    uses = Parameters(types)
    for group in mutual_groups(own):
        members = {data.symbol for data in group if not data.positive}
        for data in group:
            _check_type(module.path, data, members, uses, problems)


def mutual_groups(types: Sequence[DataType]) -> tuple[tuple[DataType, ...], ...]:
    """Types grouped by who mentions whom: dependencies first, otherwise in the order given."""
    position = {data.symbol: index for index, data in enumerate(types)}
    graph = [{position[symbol] for symbol in mentioned_types(data) if symbol in position} for data in types]
    return tuple(tuple(types[index] for index in group) for group in components(graph))


def mentioned_types(data: DataType) -> set[Symbol]:
    """The types in the constructors of a type."""
    fields = (field for constructor in data.constructors for field in constructor.fields)
    return {symbol for field in fields for symbol in typed.symbols_of_type(field.type)}


def _check_type(path: str, data: DataType, members: set[Symbol], uses: "Parameters", problems: Problems) -> None:
    for constructor in data.constructors:
        for field in constructor.fields:
            found = misuse(field.type, members, uses)
            if found is not None:
                problems.add(_report(path, data, constructor, field, found))


def _report(
    path: str, data: DataType, constructor: ConstructorInfo, field: FieldInfo, misuse: Misuse
) -> NonStrictlyPositive:
    span = field.span if field.span.end > field.span.start else constructor.symbol.span
    found, reason = misuse
    return NonStrictlyPositive(path, span, data.symbol, constructor.symbol, found, reason)


def misuse(type_: typed.Type, members: set[Symbol], uses: "Parameters") -> Misuse | None:
    """The first member that occurs where it must not, and why that is so."""
    match type_:
        case typed.Function(_, _, domain, codomain):
            found = _first(domain, members)
            return (found, "arrow") if found else misuse(codomain, members, uses)
        case typed.Rigid(_, arguments):
            inside = [found for argument in arguments if (found := _first(argument, members))]
            return (inside[0], "variable") if inside else None
        case typed.Constructed(symbol, arguments):
            for index, argument in enumerate(arguments):
                found = None if uses.is_positive(symbol, index) else _first(argument, members)
                found_inside = (found, symbol.name) if found else misuse(argument, members, uses)
                if found_inside is not None:
                    return found_inside
            return None
        case typed.Universe() | typed.Meta() | typed.MetaApplied() | typed.ErrorType():
            return None


def _first(type_: typed.Type, members: set[Symbol]) -> Symbol | None:
    return next((symbol for symbol in typed.symbols_of_type(type_) if symbol in members), None)


class Parameters:
    """Which parameters of types are used strictly positively; those of opaque types count as not."""

    def __init__(self, types: Mapping[Symbol, DataType]) -> None:
        self._types = types
        self._known: dict[tuple[Symbol, int], bool] = {}

    def is_positive(self, symbol: Symbol, index: int) -> bool:
        """Whether the values of a type's parameter are only ever held by the type's values."""
        known = self._known.get((symbol, index))
        if known is None:
            self._find(symbol, index)
            known = self._known[symbol, index]
        return known

    def _find(self, symbol: Symbol, index: int) -> None:
        """Assume that it is until an occurrence says otherwise; what was assumed on the way is settled with it."""
        reached = [(symbol, index)]
        positive = True
        for parameter in reached:
            self._known[parameter] = True
            data = self._types.get(parameter[0])
            if data is None or parameter[1] >= len(data.parameters):
                positive = False
                break
            positive = positive and self._look(data, data.parameters[parameter[1]].variable, reached)
            if not positive:
                break
        if not positive:
            self._settle(reached)

    def _settle(self, reached: list[tuple[Symbol, int]]) -> None:
        """The first of them is not positive; of the others nothing is known."""
        for parameter in reached:
            self._known.pop(parameter, None)
        self._known[reached[0]] = False

    def _look(self, data: DataType, variable: Variable, reached: list[tuple[Symbol, int]]) -> bool:
        """Whether one type uses a parameter well, given the parameters that it is passed to."""
        fields = [field.type for constructor in data.constructors for field in constructor.fields]
        return all(self._is_fine(type_, variable, reached) for type_ in fields)

    def _is_fine(self, type_: typed.Type, variable: Variable, reached: list[tuple[Symbol, int]]) -> bool:
        match type_:
            case typed.Function(_, _, domain, codomain):
                return not typed.mentions_variable(domain, variable) and self._is_fine(codomain, variable, reached)
            case typed.Rigid(_, arguments):
                return not any(typed.mentions_variable(argument, variable) for argument in arguments)
            case typed.Constructed(symbol, arguments):
                return all(self._passes(symbol, i, argument, variable, reached) for i, argument in enumerate(arguments))
            case typed.Universe() | typed.Meta() | typed.MetaApplied() | typed.ErrorType():
                return True

    def _passes(
        self, symbol: Symbol, index: int, argument: typed.Type, variable: Variable, reached: list[tuple[Symbol, int]]
    ) -> bool:
        if not typed.mentions_variable(argument, variable):
            return True
        known = self._known.get((symbol, index))
        if known is False:
            return False
        if known is None and (symbol, index) not in reached:
            reached.append((symbol, index))
        return self._is_fine(argument, variable, reached)
