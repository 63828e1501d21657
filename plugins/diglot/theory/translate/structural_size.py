"""What matches say about sizes: which variables are parts of a function's parameters.

In: the parameters of a function, and the matches on the way to a place in its body. Out: for an expression there, the
parameter that it is, or is a part of. What a match has taken apart and a call puts together again is the same. Only
parts count that are of the parameter's own type, or hold values of it: sizes in HOL leave out what a type is a
container of.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from diglot.core.ast import Apply, Branch, Expression, Function, Global, Local, Parameter
from diglot.names import SymbolKind, Variable
from diglot.theory.library.types import LIST, MAYBE, NEG_SUC, OF_NAT
from diglot.typed.types import Constructed, Type

_Whole = tuple[str, tuple[Variable, ...]]

ITERATORS: Mapping[str, tuple[int, int, int]] = {
    **{f"Stdlib.Data.List.Base:{name}": (0, 1, 0) for name in ("listMap", "filter", "any", "all", "find", "concatMap")},
    "Stdlib.Data.List.Base:listFoldl": (0, 2, 1),
    "Stdlib.Data.List.Base:listFoldr": (0, 2, 0),
    "Stdlib.Data.List.Base:listFor": (0, 2, 1),
    "Stdlib.Data.List.Base:listRfor": (0, 2, 1),
    "Stdlib.Trait.Functor.Polymorphic:Functor.map": (1, 2, 0),
    "Stdlib.Trait.Functor.Polymorphic:<$>": (1, 2, 0),
    **{
        f"Stdlib.Trait.Foldable.{kind}:{name}": place
        for kind in ("Monomorphic", "Polymorphic")
        for name, place in (
            ("Foldable.for", (1, 3, 1)),
            ("Foldable.rfor", (1, 3, 1)),
            ("foldl", (1, 3, 1)),
            ("foldr", (1, 3, 0)),
        )
    },
}
"""Functions for which Isabelle knows that they apply a function to the elements of a list or an option: where that
function is, where the list, and which of the function's parameters is the element."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """What is known at one place."""

    parameters: Mapping[Variable, int]
    types: tuple[Type, ...]
    """Of the parameters."""
    smaller: Mapping[Variable, int] = field(default_factory=dict)
    """The variables that are parts of a parameter, with its position."""
    wholes: Mapping[_Whole, Variable] = field(default_factory=dict)
    """What was taken apart, by its parts."""

    @staticmethod
    def of(function: Function) -> "Sizes":
        """At the beginning of a function's body."""
        types = tuple(parameter.type for parameter in function.parameters)
        return Sizes({parameter.variable: index for index, parameter in enumerate(function.parameters)}, types)

    def relation(self, argument: Expression) -> tuple[int, bool] | None:
        """Which parameter an argument comes from, and whether it is smaller."""
        variable = self._variable(argument)
        if variable is None:
            return None
        if variable in self.smaller:
            return self.smaller[variable], True
        return (self.parameters[variable], False) if variable in self.parameters else None

    def _variable(self, expression: Expression) -> Variable | None:
        match expression:
            case Local(_, variable):
                return variable
            case Apply(_, Global(_, symbol), arguments) if symbol.kind is SymbolKind.CONSTRUCTOR:
                parts = [self._variable(argument) for argument in arguments]
                known = tuple(part for part in parts if part is not None)
                return self.wholes.get((symbol.id, known)) if len(known) == len(parts) else None
        return None

    def inside(self, scrutinee: Expression, branch: Branch) -> "Sizes":
        """In a branch of a match. Integers have no parts in HOL."""
        found = self.relation(scrutinee)
        variable = self._variable(scrutinee)
        if found is None or variable is None or branch.constructor.id in (OF_NAT, NEG_SUC):
            return self
        parts = tuple(parameter.variable for parameter in branch.parameters)
        wholes = {**self.wholes, (branch.constructor.id, parts): variable} if parts else self.wholes
        counted = {p.variable: found[0] for p in branch.parameters if _mentions(p.type, self.types[found[0]])}
        return replace(self, smaller={**self.smaller, **counted}, wholes=wholes)

    def bound(self, parameter: Parameter, value: Expression) -> "Sizes":
        """Below a binding of a variable."""
        found = self.relation(value)
        if found is None:
            return self
        position, smaller = found
        if smaller:
            return replace(self, smaller={**self.smaller, parameter.variable: position})
        return replace(self, parameters={**self.parameters, parameter.variable: position})

    def compared(self, container: Expression, element: Parameter) -> "Sizes":
        """In the function by which the elements of a part are compared with others."""
        found = self.relation(container)
        if found is None or not found[1] or not _mentions(element.type, self.types[found[0]]):
            return self
        return replace(self, smaller={**self.smaller, element.variable: found[0]})

    def below(self, iterator: Global, arguments: Sequence[Expression], parameters: Sequence[Parameter]) -> "Sizes":
        """In the function that an iterator applies to the elements of a part."""
        place = ITERATORS.get(iterator.symbol.id)
        if place is None or place[1] >= len(arguments) or place[2] >= len(parameters):
            return self
        container = arguments[place[1]]
        type_, found = container.type, self.relation(container)
        goes_through = isinstance(type_, Constructed) and type_.symbol.id in (LIST, MAYBE)
        element = parameters[place[2]]
        if found is None or not found[1] or not goes_through or not _mentions(element.type, self.types[found[0]]):
            return self
        return replace(self, smaller={**self.smaller, element.variable: found[0]})


def _mentions(type_: Type, wanted: Type) -> bool:
    """Whether a type is another, or an application to it."""
    if type_ == wanted:
        return True
    return isinstance(type_, Constructed) and any(_mentions(argument, wanted) for argument in type_.arguments)
