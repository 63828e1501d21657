"""Types with other types for their variables.

In: types and what stands for their variables. Out: types. A variable for a type with parameters, given `Result E`,
turns `F A` into `Result E A`.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from diglot.names import Implicitness, Variable
from diglot.typed.types import Constructed, ErrorType, Function, Meta, MetaApplied, Rigid, Type, Universe


def substitute(type_: Type, types: Mapping[Variable, Type]) -> Type:
    """A type with types for some of its variables."""
    if not types:
        return type_
    match type_:
        case Constructed(symbol, arguments, written):
            if not arguments:
                return type_
            return Constructed(symbol, tuple([substitute(a, types) for a in arguments]), _written(written, types))
        case Rigid(variable, arguments, written):
            own = tuple([substitute(a, types) for a in arguments])
            found = types.get(variable)
            if found is None:
                return Rigid(variable, own, _written(written, types))
            return more_arguments(found, own)
        case Function(_, _, domain, codomain, written):
            domain, codomain = substitute(domain, types), substitute(codomain, types)
            return replace(type_, domain=domain, codomain=codomain, written=_written(written, types))
        case Universe() | Meta() | MetaApplied() | ErrorType():
            return type_


def _written(written: Constructed | None, types: Mapping[Variable, Type]) -> Constructed | None:
    if written is None:
        return None
    return Constructed(written.symbol, tuple([substitute(a, types) for a in written.arguments]))


def more_arguments(type_: Type, arguments: tuple[Type, ...]) -> Type:
    """A type that lacks arguments, with more of them."""
    match type_:
        case Constructed(symbol, first):
            return Constructed(symbol, (*first, *arguments)) if arguments else type_
        case Rigid(variable, first):
            return Rigid(variable, (*first, *arguments)) if arguments else type_
        case Function() | Universe() | Meta() | MetaApplied() | ErrorType():
            return type_


def binders(type_: Type) -> tuple[Variable, ...]:
    """The type parameters of a polymorphic type, in order."""
    found: list[Variable] = []
    while isinstance(type_, Function):
        if type_.implicitness is Implicitness.IMPLICIT and type_.variable is not None:
            found.append(type_.variable)
        type_ = type_.codomain
    return tuple(found)


def instantiated(type_: Type, types: Mapping[Variable, Type]) -> Type:
    """A polymorphic type at types for its parameters, which are gone then."""
    if not isinstance(type_, Function):
        return substitute(type_, types)
    if type_.implicitness is Implicitness.IMPLICIT and type_.variable in types:
        return instantiated(type_.codomain, types)
    return replace(type_, domain=substitute(type_.domain, types), codomain=instantiated(type_.codomain, types))


def match_types(pattern: Type, type_: Type, variables: Collection[Variable], found: dict[Variable, Type]) -> None:
    """What the variables of a pattern stand for in a type."""
    match pattern, type_:
        case Rigid(variable, ()), _ if variable in variables:
            found.setdefault(variable, type_)
        case (Rigid(variable, arguments), Constructed(symbol, own)) if variable in variables:
            rest = len(own) - len(arguments)
            if rest >= 0:
                found.setdefault(variable, Constructed(symbol, own[:rest]))
                for part, other in zip(arguments, own[rest:], strict=True):
                    match_types(part, other, variables, found)
        case (Rigid(variable, arguments), Rigid(other_variable, own)) if variable in variables:
            rest = len(own) - len(arguments)
            if rest >= 0:
                found.setdefault(variable, Rigid(other_variable, own[:rest]))
                for part, other in zip(arguments, own[rest:], strict=True):
                    match_types(part, other, variables, found)
        case (Constructed(symbol, arguments), Constructed(other_symbol, own)) if symbol == other_symbol:
            for part, other in zip(arguments, own, strict=False):
                match_types(part, other, variables, found)
        case Function(), Function():
            match_types(pattern.domain, type_.domain, variables, found)
            match_types(pattern.codomain, type_.codomain, variables, found)
        case _:
            pass


def variables_in(type_: Type) -> Iterator[Variable]:
    """The type variables of a type that are free in it, in order."""
    match type_:
        case Constructed(_, arguments):
            for argument in arguments:
                yield from variables_in(argument)
        case Rigid(variable, arguments):
            yield variable
            for argument in arguments:
                yield from variables_in(argument)
        case Function(_, bound, domain, codomain):
            for variable in (*variables_in(domain), *variables_in(codomain)):
                if variable != bound:
                    yield variable
        case Universe() | Meta() | MetaApplied() | ErrorType():
            pass
