"""Whether Isabelle finds the type of an expression from the expression alone.

In: core expressions, and which variables have a type that nothing fixes yet. Out: yes or no. Numerals and empty
containers do not say their type, whatever mentions a declared constant or a variable of known type does. When in doubt
the answer is no: then a type is written down that could have been left out.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from diglot.core import ast as core
from diglot.names import SymbolKind
from diglot.theory.library.functions import RULES
from diglot.theory.library.orders import ORDERED
from diglot.theory.library.traits import OVERLOADS
from diglot.theory.library.types import EQ
from diglot.typed.types import Constructed, ErrorType, Function, Meta, MetaApplied, Rigid, Type, Universe

if TYPE_CHECKING:
    from diglot.names import Variable

_MAX_DEPTH = 60
_TRAITS = ("Stdlib.Trait.", "Juvix.Builtin.V1.Trait.")
"""The beginnings of the modules with the library's traits."""


Places = tuple[frozenset["Variable"], ...]
"""The type parameters that the types of a constant's arguments and of its result mention."""
FindPlaces = Callable[[core.Global, Sequence[core.Expression]], Places | None]


class FixedTypes:
    """Answers for one definition, each computed once."""

    def __init__(self, places: FindPlaces) -> None:
        self._places = places
        self._loose: set[Variable] = set()
        self._answers: dict[int, bool] = {}

    def loosen(self, parameters: Iterable[core.Parameter]) -> None:
        """Say that the types of these variables are not fixed by where they are bound."""
        self._loose.update(parameter.variable for parameter in parameters)

    def is_known(self, expression: core.Expression, depth: int = 0) -> bool:
        """Whether the expression says its own type."""
        if depth > _MAX_DEPTH:
            return False
        answer = self._answers.get(id(expression))
        if answer is None:
            answer = self._answers[id(expression)] = self._ask(expression, depth + 1)
        return answer

    def are_related(
        self, function: core.Global, arguments: tuple[core.Expression, ...], whole: core.Expression, *, fixed: bool
    ) -> bool:
        """Whether all type parameters of a function are told by what is known; `fixed` says that its result is."""
        parameters = function.type_arguments
        if len(parameters) <= 1:
            return True
        result = set(_parts(whole.type)) if fixed else set()
        if len(set(parameters)) < len(parameters) and result.isdisjoint(parameters):
            return all(map(self.is_known, arguments))
        known = (argument.type for argument in arguments if self.is_known(argument))
        told = result.union(part for type_ in known for part in _parts(type_))
        return all(_is_told(parameter, told) for parameter in parameters)

    def _ask(self, expression: core.Expression, depth: int) -> bool:
        match expression:
            case core.Global(type=Constructed(trait)) | core.Apply(type=Constructed(trait)) if trait.id == EQ:
                return False  # The equality of HOL is one for all types.
            case core.Local(_, variable):
                return variable not in self._loose
            case core.Integer() | core.Undefined():
                return False
            case core.String() | core.RecordUpdate():
                return True
            case core.Global(_, _, type_arguments):
                return not type_arguments
            case core.Apply(_, core.Global() as function, arguments):
                return self._application(function, arguments, expression, depth)
            case core.Apply(_, function, _):
                return self.is_known(function, depth)
            case core.Lambda(_, parameters, body):
                return self._inside(parameters).is_known(body, depth)
            case core.Let(_, _, _, body):
                return self.is_known(body, depth)
            case core.If(_, _, then, otherwise):
                return self.is_known(then, depth) or self.is_known(otherwise, depth)
            case core.Case(_, _, branches, default):
                bodies = [branch.body for branch in branches] + ([] if default is None else [default])
                return any(self.is_known(body, depth) for body in bodies)

    def _inside(self, parameters: Iterable[core.Parameter]) -> "FixedTypes":
        """The answers where nothing says the types of a function's parameters."""
        inside = FixedTypes(self._places)
        inside._loose = self._loose | {parameter.variable for parameter in parameters}
        return inside

    def _application(
        self, function: core.Global, arguments: tuple[core.Expression, ...], whole: core.Apply, depth: int
    ) -> bool:
        if not function.type_arguments:
            return True
        found = self._places(function, arguments)
        if found is not None:
            *places, wanted = found
            return wanted <= {
                name
                for argument, place in zip(arguments, places, strict=True)
                if place and _says_its_type(function, argument) and self.is_known(argument, depth)
                for name in place
            }
        result = whole.type
        if isinstance(result, Constructed) and not result.arguments and result not in function.type_arguments:
            return True
        if function.symbol.kind is SymbolKind.CONSTRUCTOR and len(function.type_arguments) > len(arguments):
            return False
        telling = [argument for argument in arguments if _says_its_type(function, argument)]
        known = (self.is_known(argument, depth) for argument in telling)
        return any(known) if len(function.type_arguments) == 1 else all(known) and bool(telling)


def _parts(type_: Type) -> Iterator[Type]:
    """A type and the types in it."""
    yield type_
    match type_:
        case Constructed(_, arguments):
            for argument in arguments:
                yield from _parts(argument)
        case Function(domain=domain, codomain=codomain):
            yield from _parts(domain)
            yield from _parts(codomain)
        case Rigid() | Universe() | Meta() | MetaApplied() | ErrorType():
            pass


def _is_told(type_: Type, told: set[Type]) -> bool:
    """Whether a type is known, or made of known ones by arrows."""
    if isinstance(type_, Function) and type_ not in told:
        return _is_told(type_.domain, told) and _is_told(type_.codomain, told)
    return type_ in told


def is_trait(type_: Type) -> bool:
    """Whether a type is a trait of the library."""
    return isinstance(type_, Constructed) and type_.symbol.module.startswith(_TRAITS)


def _says_its_type(function: core.Global, argument: core.Expression) -> bool:
    """Whether an argument stays: the rules for the library leave instances out."""
    if not is_trait(argument.type):
        return True
    return not any(function.symbol.id in rules for rules in (RULES, ORDERED, OVERLOADS))
