"""Values in types: the arguments of `Vector 3`, and `same Nat`, a type that a function gives and that is not unfolded.

In a type they are like postulated types of names that no page can write: equal if they are written alike, as they are
not computed. Instances of traits are left out, as there is one of each.
"""

from collections.abc import Callable, Mapping

from diglot.names import Implicitness, Symbol, SymbolKind, Variable
from diglot.source import Span
from diglot.typed import ast as typed
from diglot.typed.types import ERROR, Constructed, Function, Rigid, Type, arrows
from diglot.typed.unify import apply_type, is_kind, shallow, substitute

_MARK = "(value)."
_NUMBER = "(number)"


def is_value(symbol: Symbol) -> bool:
    """Whether a symbol in a type stands for a value."""
    return symbol.qualified.startswith(_MARK)


def as_type(e: typed.Expression, module: str, literals: Mapping[Variable, int]) -> Type:
    """A value of a module as it is in a type; `literals` are the numbers whose types are not known yet."""
    match e:
        case typed.Local(_, variable) if variable in literals:
            return Constructed(_marked(_NUMBER, str(literals[variable])))
        case typed.Local(_, variable):
            return Rigid(variable)
        case typed.Global(_, symbol, type_arguments):
            return Constructed(_marked(symbol.module, symbol.qualified, symbol.kind), type_arguments)
        case typed.Integer(_, value):
            return Constructed(_marked(_NUMBER, str(value)))
        case typed.TypeValue(_, value):
            return value
        case typed.Apply(_, function, arguments):
            given = tuple([as_type(a, module, literals) for a in arguments if not _is_instance(a)])
            return apply_type(as_type(function, module, literals), given)
        case (
            typed.String(span)
            | typed.Lambda(span)
            | typed.Case(span)
            | typed.If(span)
            | typed.Let(span)
            | typed.RecordUpdate(span)
        ):
            return Constructed(_marked(module, f"…{span.start}"))
        case typed.ErrorExpression():
            return ERROR


def as_expression(
    type_: Type, span: Span, of: Type, constant_type: Callable[[Symbol], Type]
) -> typed.Expression | None:
    """The value that is meant in a type; None where it has no name there."""
    match type_:
        case Rigid(variable, ()):
            return typed.Local(span, variable, of)
        case Constructed(symbol, ()) if symbol.module == _NUMBER:
            return typed.Integer(span, int(symbol.name), of)
        case Constructed(symbol, arguments) if is_value(symbol):
            own = Symbol(f"{symbol.module}:{symbol.qualified.removeprefix(_MARK)}", symbol.kind, span)
            return _application(own, arguments, span, constant_type)
        case _:
            return None


def _application(
    symbol: Symbol, arguments: tuple[Type, ...], span: Span, constant_type: Callable[[Symbol], Type]
) -> typed.Expression | None:
    rest = shallow(constant_type(symbol))
    types: list[Type] = []
    values: list[typed.Expression] = []
    for argument in arguments:
        if not isinstance(rest, Function) or rest.implicitness is Implicitness.INSTANCE:
            return None
        if is_kind(rest.domain) and rest.implicitness is Implicitness.IMPLICIT:
            types.append(argument)
        elif is_kind(rest.domain):
            values.append(typed.TypeValue(span, argument, rest.domain))
        elif (value := as_expression(argument, span, rest.domain, constant_type)) is not None:
            values.append(value)
        else:
            return None
        mapping = {} if rest.variable is None else {rest.variable: argument}
        rest = shallow(substitute(rest.codomain, mapping))
    head = typed.Global(span, symbol, tuple(types), arrows([value.type for value in values], rest))
    return typed.Apply(span, head, tuple(values), rest) if values else head


def _is_instance(e: typed.Expression) -> bool:
    """Whether an argument is one that instance search is to find."""
    return isinstance(e, typed.Local) and e.variable.name == "instance" and e.variable.id < 0


def _marked(module: str, name: str, kind: SymbolKind = SymbolKind.FUNCTION) -> Symbol:
    return Symbol(f"{module}:{_MARK}{name}", kind, Span(0, 0))
