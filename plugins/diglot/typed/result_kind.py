"""Which definitions give types, as far as can be read off their signatures before anything is evaluated.

In: the type of a definition as scoped, and the module's functions. Out: whether it ends in `Type`. The names of kinds
are looked through: with `Op : Type := Type -> Type`, what has type `Op` gives types.
"""

from collections.abc import Callable, Mapping

from diglot.names import Symbol, Variable
from diglot.scope import ast as scoped
from diglot.typed.ast import TypeFunction
from diglot.typed.types import Rigid
from diglot.typed.unify import is_kind

MOST_STEPS = 200
"""How many names are looked through; a circle of them is reported when it is evaluated."""


def ends_in_universe(
    type_: scoped.Expression | None,
    functions: Mapping[Symbol, scoped.Function],
    imported: Callable[[Symbol], object],
) -> bool:
    """Whether something of this type gives types; `imported` says what is known of a name from elsewhere."""
    given: dict[Variable, scoped.Expression] = {}
    for _ in range(MOST_STEPS):
        match type_:
            case scoped.Universe():
                return True
            case scoped.Pi():
                type_ = type_.codomain
            case scoped.Local():
                type_ = given.get(type_.variable)
            case scoped.Global(_, symbol):
                type_ = _looked_through(symbol, (), given, functions, imported)
            case scoped.Apply(_, scoped.Global(_, symbol), arguments):
                values = tuple([argument.value for argument in arguments])
                type_ = _looked_through(symbol, values, given, functions, imported)
            case _:
                return False
    return False


def _looked_through(
    symbol: Symbol,
    arguments: tuple[scoped.Expression, ...],
    given: dict[Variable, scoped.Expression],
    functions: Mapping[Symbol, scoped.Function],
    imported: Callable[[Symbol], object],
) -> scoped.Expression | None:
    """What a name stands for, if it is that of a type function; its parameters are then given."""
    function = functions.get(symbol)
    if function is not None:
        return _body(function.definition, arguments, given)
    info = imported(symbol)
    if not isinstance(info, TypeFunction):
        return None
    if is_kind(info.body):
        return scoped.Universe(symbol.span)
    for parameter, argument in zip(info.parameters, arguments, strict=False):
        if info.body == Rigid(parameter.variable):
            return argument
    return None


def _body(
    definition: scoped.Definition,
    arguments: tuple[scoped.Expression, ...],
    given: dict[Variable, scoped.Expression],
) -> scoped.Expression | None:
    if len(definition.clauses) != 1:
        return None
    clause = definition.clauses[0]
    patterns = [each.pattern for each in clause.patterns]
    matched = [pattern.variable if isinstance(pattern, scoped.VariablePattern) else None for pattern in patterns]
    variables = [*(parameter.variable for parameter in definition.parameters), *matched]
    given.update({v: argument for v, argument in zip(variables, arguments, strict=False) if v is not None})
    return None if isinstance(clause.body, tuple) else clause.body
