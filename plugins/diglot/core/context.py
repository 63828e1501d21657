"""What lowering one module keeps in hand: names in scope, what variables stand for, which variables are used.

A `Context` lives as long as one definition is lowered; nothing of it is in the result. Variables of the core are bound
once each, and none has the name of another that is in scope where it is bound, so that a printer may go by names.
"""

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from diglot.core import ast as core
from diglot.core.variable_names import name_for_type
from diglot.diagnostic import InternalError
from diglot.names import Symbol, Variable
from diglot.source import Span
from diglot.typed import ast as typed
from diglot.typed.types import Constructed, Type, symbols_of_type


@dataclass(frozen=True, slots=True)
class Lifted:
    """A local function that became a top-level one."""

    symbol: Symbol
    captured: tuple[typed.Local, ...]
    """The variables that it is given first."""
    type_parameters: tuple[typed.TypeParameter, ...]
    """Those of the definitions around it that it mentions."""
    definition: typed.LocalDefinition


@dataclass(slots=True)
class Context:
    """The state of lowering."""

    types: Mapping[Symbol, typed.DataType]
    """Of the module and of all that it depends on."""
    recursed: Container[str]
    """The identities of those that some of these types recurse through."""
    taken: set[str]
    """Ids of the module's symbols."""
    next_variable: int
    page_owner: Symbol
    """The definition being lowered."""
    owner: Symbol
    """The function being lowered: the same, or one that was lifted from it."""
    type_parameters: tuple[typed.TypeParameter, ...] = ()
    """Of the functions around."""
    group: set[Symbol | Variable] = field(default_factory=set)
    """The names whose mention is a recursive call."""
    uses: Counter[Variable] = field(default_factory=Counter)
    """How often the page mentions each variable of the definition."""
    page_names: set[str] = field(default_factory=set)
    """The names of all variables of the definition."""
    meanings: dict[Variable, core.Expression] = field(default_factory=dict)
    """What the page's variables stand for: a core variable, or an expression put in their place."""
    lifted: dict[Variable, Lifted] = field(default_factory=dict)
    functions: list[core.Function] = field(default_factory=list)
    """The functions lifted from the definition so far."""
    used: set[Variable] = field(default_factory=set)
    """The core variables that something mentions."""
    bound: set[Variable] = field(default_factory=set)
    """The variables that are bound somewhere."""
    scope: dict[str, None] = field(default_factory=dict)
    """The names of the core variables in scope, the innermost last."""
    instances: set[Variable | None] = field(default_factory=set)
    """The page's variables for instances that definitions are given."""
    _records: dict[Symbol, bool] = field(default_factory=dict)

    # -- Variables ----------------------------------------------------------------------------------------------------

    def bind(self, variable: Variable) -> Variable:
        """A core variable for one of the page; itself when its name is free and it is not bound elsewhere."""
        name = variable.name
        if name in self.scope:
            name = next(like for like in _alike(name) if like not in self.scope)
        if name != variable.name or variable in self.bound:
            variable = self._new(name, variable.span)
        self.bound.add(variable)
        self.scope[name] = None
        return variable

    def invent(self, name: str, span: Span) -> Variable:
        """A variable that the page does not have, by a name that no variable of the definition has."""
        if name in self.page_names or name in self.scope:
            name = next(like for like in _alike(name) if like not in self.page_names and like not in self.scope)
        variable = self._new(name, span)
        self.bound.add(variable)
        self.scope[name] = None
        return variable

    def leave(self, before: int) -> None:
        """Go back to the scope that had so many names."""
        while len(self.scope) > before:
            self.scope.popitem()

    def name(self, variable: Variable | None, type_: Type, span: Span) -> Variable:
        """A core variable for what the page calls by a variable's name, or does not name."""
        if variable is None or variable.id < 0 or variable.name == "_":
            return self.invent(name_for_type(type_), span)
        return self.bind(variable)

    def _new(self, name: str, span: Span) -> Variable:
        self.next_variable += 1
        return Variable(self.next_variable, name, span)

    def mention(self, variable: Variable, type_: Type, span: Span) -> core.Local:
        """A core variable in use."""
        self.used.add(variable)
        return core.Local(span, variable, type_)

    def meaning(self, use: typed.Local) -> core.Expression:
        """What a variable of the page stands for where it is used."""
        found = self.meanings.get(use.variable)
        if found is None:
            raise InternalError(f"variable {use.variable.name} of {self.owner.id} is not bound")
        root = found
        while isinstance(root, core.Apply) and len(root.arguments) == 1:
            root = root.arguments[0]
        if isinstance(root, core.Local):
            self.used.add(root.variable)
        return core.Local(use.span, found.variable, found.type) if isinstance(found, core.Local) else found

    def parameter(self, variable: Variable, type_: Type) -> core.Parameter:
        """A binding of a core variable, after everything that may mention it has been lowered."""
        return core.Parameter(variable, type_, variable in self.used)

    # -- Types --------------------------------------------------------------------------------------------------------

    def data_type(self, type_: Type) -> typed.DataType | None:
        """The inductive type at the head of a type."""
        return self.types.get(type_.symbol) if isinstance(type_, Constructed) else None

    def matched_type(self, type_: Type) -> typed.DataType | None:
        """The type whose constructors a match distinguishes; None for a record, which is projected instead."""
        data = self.data_type(type_)
        return None if data is None or self.is_projected(data) else data

    def is_projected(self, data: typed.DataType) -> bool:
        """Whether a type is a record that is never matched.

        What recursion goes through is matched: the parts of a value that a constructor was taken from are smaller.
        """
        known = self._records.get(data.symbol)
        if known is None:
            known = data.is_record and data.symbol.id not in self.recursed and not self._is_recursive(data)
            self._records[data.symbol] = known
        return known

    def _is_recursive(self, data: typed.DataType) -> bool:
        """Types that mention each other are in one module, so no other has to be looked at."""
        reached = [data]
        seen = {data.symbol}
        for current in reached:
            for constructor in current.constructors:
                for argument in constructor.fields:
                    for symbol in symbols_of_type(argument.type):
                        if symbol == data.symbol:
                            return True
                        other = self.types.get(symbol) if symbol.module == data.symbol.module else None
                        if other is not None and symbol not in seen:
                            seen.add(symbol)
                            reached.append(other)
        return False


def _alike(name: str) -> Iterator[str]:
    """Names like one that is taken: a few primes, then numbers, which stay short."""
    for primes in range(1, 10):
        yield name + "'" * primes
    for number in count(10):
        yield f"{name}{number}"
