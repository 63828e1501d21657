"""Functions that HOL has only as copies: those over types with parameters, or with static parameters.

In: the core of a module and of those below it. Out: for a function what of it has to be known wherever it is used.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from diglot.core.ast import CoreModule, Function, FunctionGroup
from diglot.core.static_types import StaticTypes, is_higher
from diglot.core.type_substitution import variables_in
from diglot.names import Symbol, SymbolKind, Variable


@dataclass(frozen=True, slots=True)
class GenericFunction:
    """A function that is copied."""

    function: Function
    static: frozenset[int]
    """The positions of the parameters that have to be known."""
    fixed: tuple[Variable, ...]
    """The type parameters that each copy has types for."""
    is_value: bool
    """Whether it gives something static itself: it is no function of HOL, but put in place where it is used."""


@dataclass(slots=True)
class GenericFunctions:
    """Finds functions, and what of them has to be known."""

    _core: CoreModule
    _cores: Mapping[str, CoreModule]
    _statics: StaticTypes
    _functions: dict[str, dict[Symbol, Function]] = field(default_factory=dict)
    _generics: dict[Symbol, GenericFunction | None] = field(default_factory=dict)
    _made_up: set[Symbol] = field(default_factory=set)

    def is_made_up(self, symbol: Symbol) -> bool:
        """Whether a function is on no page."""
        return symbol in self._made_up

    def add(self, function: Function) -> None:
        """Make a function known that is on no page."""
        self._made_up.add(function.symbol)
        self._of_module(function.symbol.module)[function.symbol] = function

    def find(self, symbol: Symbol) -> Function | None:
        """A function by its name."""
        return self._of_module(symbol.module).get(symbol)

    def _of_module(self, module: str) -> dict[Symbol, Function]:
        known = self._functions.get(module)
        if known is None:
            core = self._core if module == self._core.name else self._cores.get(module)
            groups = () if core is None else core.declarations
            known = {f.symbol: f for group in groups if isinstance(group, FunctionGroup) for f in group.functions}
            self._functions[module] = known
        return known

    def get(self, symbol: Symbol) -> GenericFunction | None:
        """A function that is copied; None for others."""
        if symbol not in self._generics:
            function = self.find(symbol) if symbol.kind is SymbolKind.FUNCTION else None
            self._generics[symbol] = None if function is None else self.of(function)
        return self._generics[symbol]

    def of(self, function: Function) -> GenericFunction | None:
        """What of a function has to be known; None if nothing has."""
        static = frozenset(i for i, p in enumerate(function.parameters) if self._statics.is_static(p.type))
        is_value = self._statics.is_static(function.result)
        determined = {v for i in static for v in variables_in(function.parameters[i].type)}
        fixed = tuple(p.variable for p in function.type_parameters if is_higher(p) or p.variable in determined)
        return GenericFunction(function, static, fixed, is_value) if static or fixed or is_value else None
