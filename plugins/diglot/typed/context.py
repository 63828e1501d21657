"""What checking one module keeps in hand: the program's constants, local variables, unknowns, open goals.

A `Checker` lives as long as one call of `check_module`; nothing of it is in the result.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from diglot.diagnostic import Diagnostic, Problems
from diglot.names import Symbol, Variable
from diglot.scope import ast as scoped
from diglot.source import Span
from diglot.typed import ast as typed
from diglot.typed.errors import MissingBuiltin, WrongType
from diglot.typed.instance_table import InstanceTable
from diglot.typed.module import Default, Instance, Interface
from diglot.typed.types import ERROR, UNIVERSE, Constructed, Function, Meta, Type, mentions_variable
from diglot.typed.unify import shallow, unify

TypeInfo = typed.DataType | typed.OpaqueType | typed.TypeFunction


@dataclass(frozen=True, slots=True)
class TypeLambda:
    """What a function to types does."""

    parameters: tuple[typed.TypeParameter, ...]
    """All explicit."""
    body: Type
    kind: Type
    """Of its body."""


@dataclass(slots=True)
class InstanceGoal:
    """An instance argument to be found at the end of the definition."""

    placeholder: Variable
    """Stands for the instance in the typed tree until `zonk` replaces it."""
    goal: Type
    span: Span
    locals: tuple[tuple[Variable, Type], ...]
    """The instance variables in scope at its place."""


@dataclass(slots=True)
class PendingLiteral:
    """An integer literal whose type may not be known before the end of the definition."""

    placeholder: Variable
    value: int
    type: Type
    span: Span
    locals: tuple[tuple[Variable, Type], ...]
    """The instance variables in scope at its place."""


@dataclass(slots=True)
class Checker:
    """The state of checking one module."""

    module: scoped.ScopedModule
    interfaces: Mapping[str, Interface]
    """Of every module that it imports, directly or not."""
    problems: Problems
    infer_expression: "Callable[[Checker, scoped.Expression, Type | None], typed.Expression]"
    """The pass itself, here so that its parts can be modules of their own."""
    builtins: dict[str, Symbol] = field(default_factory=dict)
    marked: dict[tuple[str, str], Symbol] = field(default_factory=dict)
    """The definition that a mark stands for in each body of this module."""
    broken_builtins: set[str] = field(default_factory=set)
    """Those of this module that are reported already."""
    types: dict[Symbol, TypeInfo] = field(default_factory=dict)
    """This module's own."""
    constants: dict[Symbol, Type] = field(default_factory=dict)
    """This module's own."""
    defaults: dict[Symbol, dict[int, Default]] = field(default_factory=dict)
    """This module's own."""
    unchecked_defaults: set[tuple[Symbol, int]] = field(default_factory=set)
    """Default values of this module that are not checked yet."""
    checking_defaults: list[tuple[Symbol, int]] = field(default_factory=list)
    """Those that are being checked, the outermost first."""
    circular_defaults: set[tuple[Symbol, int]] = field(default_factory=set)
    """Those that need themselves."""
    instances: InstanceTable = field(default_factory=InstanceTable)
    """By trait: those that the statement being checked may use."""
    own_instances: list[Instance] = field(default_factory=list)
    type_functions: dict[Symbol, scoped.Function] = field(default_factory=dict)
    """This module's functions to types that are not registered yet."""
    open_kinds: list[Meta] | None = None
    """The kinds of type variables in the axiom being declared: what it says of them need not be right."""
    undeclared: dict[Symbol, scoped.Declaration] = field(default_factory=dict)
    """This module's constants whose types have not been looked at yet."""
    declare: "Callable[[Checker, scoped.Declaration], None] | None" = None
    """Looks at one of them, which is needed where a type before it mentions it."""
    literal_values: dict[Variable, int] = field(default_factory=dict)
    """The numbers among the placeholders."""
    value_metas: dict[Variable, Meta] = field(default_factory=dict)
    """Arguments that are to be found because types mention them."""
    has_values: bool = False
    """Whether some type mentions a value."""
    unfolding: dict[Symbol, None] = field(default_factory=dict)
    """The type functions that are being registered, the outermost first."""
    variables: dict[Variable, Type] = field(default_factory=dict)
    aliases: dict[Variable, Type] = field(default_factory=dict)
    """Local variables that stand for a type: pattern variables, and what a `let` defines."""
    local_functions: dict[Variable, TypeLambda] = field(default_factory=dict)
    """Local variables that stand for a function to types."""
    local_instances: list[tuple[Variable, Type]] = field(default_factory=list)
    goals: list[InstanceGoal] = field(default_factory=list)
    literals: list[PendingLiteral] = field(default_factory=list)
    metas: list[tuple[Meta, Span, str]] = field(default_factory=list)
    signature_metas: dict[Symbol, list[tuple[Meta, Span, str]]] = field(default_factory=dict)
    """The unknowns in signatures of functions; the right-hand side has to say what they are."""
    """Unknowns that must be solved when the definition ends, with the words for the message."""
    solutions: dict[Variable, typed.Expression] = field(default_factory=dict)
    """What placeholders stand for."""
    _next: int = 0

    def infer(self, expression: scoped.Expression, hint: Type | None) -> typed.Expression:
        """Find an expression's type; the hint is what its place asks for, and is not enforced here."""
        return self.infer_expression(self, expression, hint)

    def check(self, expression: scoped.Expression, expected: Type) -> typed.Expression:
        """Make an expression have a type; reports when it cannot."""
        return self.require(self.infer(expression, expected), expected)

    def require(
        self, result: typed.Expression, expected: Type, argument_of: str = "", position: int = 0
    ) -> typed.Expression:
        """Make the type that was found be the one expected; reports when it cannot be."""
        if unify(result.type, expected):
            return result
        self.report(WrongType(self.path, result.span, expected, result.type, argument_of, position))
        return typed.ErrorExpression(result.span, expected)

    def report(self, diagnostic: Diagnostic) -> None:
        """Put a problem into the bag."""
        self.problems.add(diagnostic)

    @property
    def path(self) -> str:
        """The page's path, for diagnostics."""
        return self.module.path

    def fresh(self) -> Meta:
        """A new unknown that need not be solved."""
        self._next += 1
        return Meta(self._next)

    def fresh_for(self, span: Span, what: str) -> Meta:
        """A new unknown that must be solved by the end of the definition."""
        meta = self.fresh()
        self.metas.append((meta, span, what))
        return meta

    def invent(self, name: str, span: Span) -> Variable:
        """A new variable that the page does not have; its id is negative, so it clashes with none that it has."""
        self._next += 1
        return Variable(-self._next, name, span)

    def type_info(self, symbol: Symbol) -> TypeInfo | None:
        """What is known of a type or a type function, of this module or an imported one."""
        found = self.types.get(symbol)
        if found is None:
            interface = self.interfaces.get(symbol.module)
            found = interface.types.get(symbol) if interface else None
        return found

    def data_type(self, type_: Type) -> typed.DataType | None:
        """The inductive type or trait at the head of a type."""
        type_ = shallow(type_)
        info = self.type_info(type_.symbol) if isinstance(type_, Constructed) else None
        return info if isinstance(info, typed.DataType) else None

    def constant_type(self, symbol: Symbol) -> Type:
        """The full type of a constructor, field, function or axiom; the error type when its declaration was broken."""
        waiting = self.undeclared.pop(symbol, None) if self.undeclared else None
        if waiting is not None and self.declare is not None:
            self.declare(self, waiting)
        found = self.constants.get(symbol)
        if found is None:
            interface = self.interfaces.get(symbol.module)
            found = interface.constants.get(symbol, ERROR) if interface else ERROR
        return found

    def default_of(self, symbol: Symbol, position: int) -> Default | None:
        """The default value of an implicit parameter, as it is declared."""
        found: Mapping[int, Default] | None = self.defaults.get(symbol)
        if found is None:
            interface = self.interfaces.get(symbol.module)
            found = interface.defaults.get(symbol) if interface else None
        return None if found is None else found.get(position)

    def builtin_type(self, builtin: str, span: Span, what: str) -> Type:
        """The type marked `builtin …`; reports once per place when the program has none."""
        symbol = self.builtin(builtin, span, what)
        return Constructed(symbol) if symbol else ERROR

    def builtin(self, builtin: str, span: Span, what: str) -> Symbol | None:
        """The definition marked `builtin …`; reports when the program has none."""
        symbol = self.builtins.get(builtin)
        if symbol is None and self.module.complete:
            self.report(MissingBuiltin(self.path, span, what, builtin))
        return symbol

    def builtin_constructors(self, builtin: str, count: int, span: Span, what: str) -> tuple[Symbol, ...] | None:
        """The constructors of the type marked `builtin …`; reports when the program has no such type."""
        symbol = self.builtin(builtin, span, what)
        data = self.type_info(symbol) if symbol else None
        if not isinstance(data, typed.DataType):
            return None
        if len(data.constructors) != count:
            if builtin not in self.broken_builtins:
                self.report(MissingBuiltin(self.path, span, what, builtin))
            return None
        symbols = tuple(constructor.symbol for constructor in data.constructors)
        return symbols[::-1] if builtin == "bool" and symbols[0].name == "true" else symbols

    def is_trait(self, type_: Type) -> bool:
        """Whether a type is a trait applied to its arguments."""
        info = self.data_type(type_)
        return info is not None and info.trait


def kind_of_parameters(parameters: tuple[typed.TypeParameter, ...], result: Type = UNIVERSE) -> Type:
    """The kind of a type constructor with these parameters."""
    for parameter in reversed(parameters):
        variable = parameter.variable if mentions_variable(result, parameter.variable) else None
        result = Function(parameter.implicitness, variable, parameter.kind, result)
    return result
