"""Functions that HOL has only as copies: those over types with parameters, or with static parameters.

In: the core of a module and of those below it. Out: for a function what of it has to be known wherever it is used.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from diglot.core.ast import AxiomConstant, CoreModule, Declaration, Function, FunctionGroup, Parameter, Undefined
from diglot.core.static_types import StaticTypes, is_higher
from diglot.core.type_substitution import variables_in
from diglot.names import Implicitness, Symbol, SymbolKind, Variable
from diglot.typed.types import Function as FunctionType
from diglot.typed.types import Type


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


def generic_axioms(declarations: Iterable[Declaration]) -> Iterator[AxiomConstant]:
    """The axioms about types with parameters: HOL has only copies of these, too."""
    for declaration in declarations:
        if isinstance(declaration, AxiomConstant) and any(map(is_higher, declaration.type_parameters)):
            yield declaration


def as_function(axiom: AxiomConstant) -> Function:
    """An axiom as something that can be copied, with its instances as parameters; its copies are axioms again."""
    taken: list[Type] = []
    rest, count = axiom.type, 0
    while isinstance(rest, FunctionType):
        taken.append(rest.domain)
        count = len(taken) if rest.implicitness is Implicitness.INSTANCE else count
        rest = rest.codomain
    result = axiom.type
    for _ in taken[:count]:
        result = result.codomain if isinstance(result, FunctionType) else result
    parameters = tuple(Parameter(Variable(-1 - i, "x", axiom.span), type_) for i, type_ in enumerate(taken[:count]))
    body = Undefined(axiom.span, result)
    return Function(
        axiom.symbol,
        axiom.span,
        axiom.type_parameters,
        parameters,
        result,
        body,
        doc=axiom.doc,
        pragma=axiom.pragma,
    )


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
            known |= {axiom.symbol: as_function(axiom) for axiom in generic_axioms(groups)}
            self._functions[module] = known
        return known

    def get(self, symbol: Symbol) -> GenericFunction | None:
        """A function that is copied; None for others."""
        if symbol not in self._generics:
            function = self.find(symbol) if symbol.kind in (SymbolKind.FUNCTION, SymbolKind.AXIOM) else None
            self._generics[symbol] = None if function is None else self.of(function)
        return self._generics[symbol]

    def of(self, function: Function) -> GenericFunction | None:
        """What of a function has to be known; None if nothing has."""
        static = frozenset(i for i, p in enumerate(function.parameters) if self._statics.is_static(p.type))
        is_value = self._statics.is_static(function.result)
        determined = {v for i in static for v in variables_in(function.parameters[i].type)}
        fixed = tuple(p.variable for p in function.type_parameters if is_higher(p) or p.variable in determined)
        return GenericFunction(function, static, fixed, is_value) if static or fixed or is_value else None
