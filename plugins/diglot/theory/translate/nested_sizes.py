"""Sizes that count what is inside of other types.

In: the functions of a group. Out: the measures that Isabelle has to be told of. It makes measures of its own for lists,
options and pairs; of any other type that a type recurses through (`Parcel Letter` in `wrapped "Parcel Letter"`) it only
knows `size`, which leaves out what the letter holds. What counts it is the very size of such an argument of a
constructor: `size_Letter size`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from diglot.core.ast import Case, DataType, Function
from diglot.core.subexpressions import subexpressions
from diglot.graphs import closure
from diglot.names import Symbol
from diglot.theory.ast import Abstraction, Identifier, Infix, Numeral, Term
from diglot.theory.library.rules import WILDCARD, apply, call
from diglot.theory.library.types import BINARY_TREE, LIBRARY_TYPES, LIST, MAYBE, PAIR, RESULT, TREE
from diglot.theory.translate.names import Naming
from diglot.typed.types import Constructed, Type, symbols_of_type

_OWNERS = {LIST: "List", MAYBE: "Option", RESULT: "Basic_BNF_LFPs", TREE: "Diglot_Base", BINARY_TREE: "Diglot_Base"}
"""The types of HOL that hold values of others and count them in their size, with the theories of these sizes."""
_KNOWN = frozenset({LIST, MAYBE, PAIR})
"""The types for which Isabelle makes measures of measures for what is in them."""

Reference = Callable[[str, str], str]
"""How to refer to a constant of HOL, by its name and its full name."""


@dataclass(frozen=True, slots=True)
class _Size:
    """How to measure values of a type."""

    term: Term
    counted: frozenset[Symbol]
    """The recursive types whose values are counted."""
    is_known: bool
    """Whether Isabelle makes this measure itself."""


@dataclass(frozen=True, slots=True)
class NestedSizes:
    """Finds measures for one theory."""

    naming: Naming
    reference: Reference
    _reached: dict[Symbol, frozenset[Symbol]] = field(default_factory=dict)

    def fails(self, functions: Iterable[Function]) -> bool:
        """Whether Isabelle has no measure for an argument whatever it is told: it always takes a `sum` apart itself."""
        group = tuple(functions)
        return any(self._opens(function) for function in group) and any(
            isinstance(type_, Constructed) and type_.symbol.id == RESULT and self._size(type_) is not None
            for function in group
            for parameter in function.parameters
            for type_ in _compared(parameter.type)
        )

    def measures(self, functions: Iterable[Function]) -> Iterator[Term]:
        """Those that a group of recursive functions needs."""
        group = tuple(functions)
        if not any(self._opens(function) for function in group):
            return
        for function in group:
            for parameter in function.parameters:
                for type_ in _compared(parameter.type):
                    size = self._size(type_)
                    if size is not None and not size.is_known:
                        yield size.term

    def _opens(self, function: Function) -> bool:
        """Whether a function takes something apart that its measure has to look into."""
        for part in subexpressions(function.body):
            if isinstance(part, Case) and isinstance(part.scrutinee.type, Constructed):
                size = self._size(part.scrutinee.type)
                if size is None or part.scrutinee.type.symbol in size.counted:
                    continue
                used = (parameter.type for branch in part.branches for parameter in branch.parameters if parameter.used)
                if any(symbol in size.counted for type_ in used for symbol in symbols_of_type(type_)):
                    return True
        return False

    def _size(self, type_: Type) -> _Size | None:
        """The size of an argument of a constructor; None where nothing in it is counted."""
        if not isinstance(type_, Constructed):
            return None
        symbol = type_.symbol
        parts = [self._size(argument) for argument in type_.arguments]
        counted = frozenset[Symbol]().union(*[part.counted for part in parts if part is not None])
        data = self._data(symbol)
        if data is not None:
            counted = frozenset(each for each in counted if symbol in self._mentioned(each))
        if not counted:
            if data is None or symbol not in self._mentioned(symbol):
                return None
            return _Size(Identifier(self.reference("size", "size_class.size")), frozenset((symbol,)), is_known=True)
        known = all(part is None or part.is_known for part in parts)
        if symbol.id == PAIR:
            return _Size(self._of_pair(parts), counted, known)
        name = self._name(symbol)
        if name is None:
            return None
        terms = [Abstraction((WILDCARD,), Numeral(0)) if part is None else part.term for part in parts]
        inside = type_.arguments[0]
        splits = symbol.id == MAYBE and isinstance(inside, Constructed) and inside.symbol.id == PAIR
        return _Size(call(name, *terms), counted, known and symbol.id in _KNOWN and not splits)

    def _of_pair(self, parts: "list[_Size | None]") -> Term:
        """Isabelle replaces `size_prod` by this."""
        pair = Identifier("p")
        sizes = [
            apply(part.term, call(self.reference(name, f"Product_Type.prod.{name}"), pair))
            for name, part in zip(("fst", "snd"), parts, strict=True)
            if part is not None
        ]
        return Abstraction((pair,), call("Suc", sizes[0] if len(sizes) == 1 else Infix("+", sizes[0], sizes[1])))

    def _name(self, symbol: Symbol) -> str | None:
        """What Isabelle calls the size of a type with what to count in its arguments."""
        if symbol.id in _OWNERS:
            type_ = LIBRARY_TYPES[symbol.id]
            return self.reference(f"size_{type_}", f"{_OWNERS[symbol.id]}.{type_}.size_{type_}")
        data, home = self._data(symbol), self.naming.home(symbol)
        if data is None or home is None:
            return None
        entity = home.declared[symbol]
        name = f"size_{entity.name}"
        seen = sum(name in naming.constants for naming in (self.naming, *self.naming.visible.values()))
        return name if seen == 1 else f"{entity.theory}.{entity.name}.{name}"

    def _data(self, symbol: Symbol) -> DataType | None:
        """A datatype of some page."""
        home = self.naming.home(symbol)
        is_datatype = home is not None and not home.is_record(symbol) and symbol not in home.groups
        return home.types.get(symbol) if home is not None and is_datatype else None

    def _mentioned(self, symbol: Symbol) -> frozenset[Symbol]:
        """The types inside of a type."""
        if symbol not in self._reached:
            self._reached[symbol] = frozenset(closure(self._inside(symbol), self._inside))
        return self._reached[symbol]

    def _inside(self, symbol: Symbol) -> Iterable[Symbol]:
        home = self.naming.home(symbol)
        data = home.types.get(symbol) if home is not None else None
        fields = () if data is None else (field for made in data.constructors for field in made.fields)
        return [each for field in fields for each in symbols_of_type(field.type)]


def _compared(type_: Type) -> Iterator[Type]:
    """What Isabelle compares of an argument: the parts of pairs by themselves."""
    if isinstance(type_, Constructed) and type_.symbol.id == PAIR:
        for part in type_.arguments:
            yield from _compared(part)
    else:
        yield type_
