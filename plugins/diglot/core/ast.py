r"""The core: a small, explicit, typed functional language.

It exists so that every back end (Isabelle, the evaluator, the engine analysis) handles eleven forms and no more. There
are no implicit or named arguments, no patterns deeper than one constructor, no clauses, no local functions that recurse
(they are lifted). Types are `typed.types` without metas, type functions or errors.

    e ::= x | c | n | "s" | e e… | \x…. e | let x = e in e | case e of C x… -> e … _ -> e
        | if e then e else e | e(f := e, …) | undefined
"""

from dataclasses import dataclass

from diglot.names import Symbol, Variable
from diglot.source import Span
from diglot.typed.ast import (
    AxiomConstant,
    ConstructorInfo,
    DataType,
    FieldInfo,
    OpaqueType,
    TypeFunction,
    TypeParameter,
)
from diglot.typed.types import Type

__all__ = ["AxiomConstant", "ConstructorInfo", "DataType", "FieldInfo", "OpaqueType", "TypeFunction", "TypeParameter"]
"""Forms that the typed tree has already and that are the core's as well."""


@dataclass(frozen=True, slots=True)
class Local:
    """A local variable."""

    span: Span
    variable: Variable
    type: Type


@dataclass(frozen=True, slots=True)
class Global:
    """A constructor, field, function or axiom at its type arguments."""

    span: Span
    symbol: Symbol
    type_arguments: tuple[Type, ...]
    type: Type


@dataclass(frozen=True, slots=True)
class Integer:
    """A number of type `Nat` or `Int`."""

    span: Span
    value: int
    type: Type


@dataclass(frozen=True, slots=True)
class String:
    """A string."""

    span: Span
    value: str
    type: Type


@dataclass(frozen=True, slots=True)
class Apply:
    """An application; the function is never an `Apply`."""

    span: Span
    function: "Expression"
    arguments: "tuple[Expression, ...]"
    type: Type


@dataclass(frozen=True, slots=True)
class Parameter:
    """A bound variable with its type; `used` is False when nothing mentions it (print `_` where allowed)."""

    variable: Variable
    type: Type
    used: bool = True
    instance: bool = False
    """Whether it is an instance that is found by its type."""


@dataclass(frozen=True, slots=True)
class Lambda:
    """A function of one or more parameters; its body is never a `Lambda`."""

    span: Span
    parameters: tuple[Parameter, ...]
    body: "Expression"
    type: Type


@dataclass(frozen=True, slots=True)
class Let:
    """One non-recursive binding."""

    span: Span
    parameter: Parameter
    value: "Expression"
    body: "Expression"
    type: Type


@dataclass(frozen=True, slots=True)
class Branch:
    """`C x… -> e`: one parameter per constructor argument."""

    span: Span
    constructor: Symbol
    parameters: tuple[Parameter, ...]
    body: "Expression"


@dataclass(frozen=True, slots=True)
class Case:
    """One level of matching. Branches have different constructors, in declared order; `default` takes the rest.

    A record is not matched: its fields are projected. Only one that mentions itself is matched like any other type, so
    that its parts are seen to be smaller. There are no patterns for literals: pages compare them in conditions.
    """

    span: Span
    scrutinee: "Expression"
    branches: tuple[Branch, ...]
    default: "Expression | None"
    """None exactly when the branches cover the type."""
    type: Type


@dataclass(frozen=True, slots=True)
class If:
    """`if condition then … else …`."""

    span: Span
    condition: "Expression"
    then: "Expression"
    otherwise: "Expression"
    type: Type


@dataclass(frozen=True, slots=True)
class RecordUpdate:
    """A copy of a record with some fields changed."""

    span: Span
    record: "Expression"
    fields: "tuple[tuple[Symbol, Expression], ...]"
    type: Type


@dataclass(frozen=True, slots=True)
class Undefined:
    """Never reached: a case that checking has shown to be impossible."""

    span: Span
    type: Type


Expression = Local | Global | Integer | String | Apply | Lambda | Let | Case | If | RecordUpdate | Undefined


@dataclass(frozen=True, slots=True)
class Function:
    """A top-level function (with parameters) or constant (without).

    Lifted local functions are `Function`s too; `lifted_from` is the function that they were in.
    """

    symbol: Symbol
    span: Span
    type_parameters: tuple[TypeParameter, ...]
    parameters: tuple[Parameter, ...]
    """Explicit and instance parameters, as many as its clauses match."""
    result: Type
    body: Expression
    terminating: bool = False
    instance: bool = False
    derived: bool = False
    """Made by `deriving`."""
    lifted_from: Symbol | None = None
    doc: str = ""
    pragma: str = ""


@dataclass(frozen=True, slots=True)
class FunctionGroup:
    """Functions that call each other (or one that calls itself), or one that is not recursive."""

    functions: tuple[Function, ...]
    recursive: bool


@dataclass(frozen=True, slots=True)
class TypeGroup:
    """Data types that mention each other (or one that mentions itself), or one that is not recursive."""

    types: tuple[DataType, ...]
    recursive: bool


Declaration = FunctionGroup | TypeGroup | OpaqueType | TypeFunction | AxiomConstant


@dataclass(frozen=True, slots=True)
class CoreModule:
    """One page's declarations in dependency order, source order where dependencies allow."""

    name: str
    path: str
    imports: tuple[str, ...]
    """Modules imported directly."""
    declarations: tuple[Declaration, ...]
