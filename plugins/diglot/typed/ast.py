"""The typed tree: nothing implicit, every node with its type; patterns and clauses still as written.

It exists as the checker's output: overloading is resolved, implicit arguments are filled in, instance arguments are
ordinary expressions. `core/` compiles its patterns away.
"""

from dataclasses import dataclass

from diglot.names import Implicitness, Symbol, Variable
from diglot.source import Span
from diglot.typed.types import UNIVERSE, Type

NOWHERE = Span(0, 0)

# -- Expressions ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Local:
    """A local variable in use."""

    span: Span
    variable: Variable
    type: Type


@dataclass(frozen=True, slots=True)
class Global:
    """A constructor, field, function or axiom, instantiated at its type arguments.

    Its type arguments are the implicit type parameters of its type, in order; `type` is what is left without them.
    """

    span: Span
    symbol: Symbol
    type_arguments: tuple[Type, ...]
    type: Type


@dataclass(frozen=True, slots=True)
class Integer:
    """A number at type `Nat` or `Int` (at any other type it is an application of `fromNat` or `fromInt`)."""

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
class TypeValue:
    """A type in the place of an explicit argument or a right-hand side."""

    span: Span
    value: Type
    type: Type


@dataclass(frozen=True, slots=True)
class Apply:
    """An application to explicit and instance arguments; type arguments are in the function's `Global`."""

    span: Span
    function: "Expression"
    arguments: "tuple[Expression, ...]"
    type: Type


@dataclass(frozen=True, slots=True)
class Lambda:
    """A function by clauses; each clause has one pattern per explicit or instance argument that it takes."""

    span: Span
    clauses: "tuple[Clause, ...]"
    type: Type


@dataclass(frozen=True, slots=True)
class Case:
    """Each clause has one pattern."""

    span: Span
    scrutinee: "Expression"
    clauses: "tuple[Clause, ...]"
    type: Type


@dataclass(frozen=True, slots=True)
class If:
    """The last branch has no condition."""

    span: Span
    branches: "tuple[Guarded, ...]"
    type: Type


@dataclass(frozen=True, slots=True)
class Let:
    """Definitions in order; `recursive` when they call each other or themselves."""

    span: Span
    definitions: "tuple[LocalDefinition, ...]"
    recursive: bool
    body: "Expression"
    type: Type


@dataclass(frozen=True, slots=True)
class RecordUpdate:
    """`r@R{f := e}`; the values do not see the fields."""

    span: Span
    record: "Expression"
    fields: "tuple[tuple[Symbol, Expression], ...]"
    type: Type


@dataclass(frozen=True, slots=True)
class ErrorExpression:
    """In the place of something wrong that is already reported. No back end ever sees one."""

    span: Span
    type: Type


Expression = (
    Local | Global | Integer | String | TypeValue | Apply | Lambda | Case | If | Let | RecordUpdate | ErrorExpression
)


@dataclass(frozen=True, slots=True)
class Guarded:
    """A condition and a body; the condition of `else` is None."""

    span: Span
    condition: Expression | None
    body: Expression


@dataclass(frozen=True, slots=True)
class Clause:
    """Patterns and what they lead to. With several guarded bodies none of which holds, the next clause is tried."""

    span: Span
    patterns: "tuple[Pattern, ...]"
    body: Expression | tuple[Guarded, ...]


@dataclass(frozen=True, slots=True)
class LocalDefinition:
    """A local definition: a value, or a function whose body is a `Lambda`.

    `type_parameters` are the type variables that it binds itself (a local function may be polymorphic when annotated).
    """

    span: Span
    variable: Variable
    type_parameters: tuple[Variable, ...]
    type: Type
    body: Expression
    terminating: bool = False


# -- Patterns ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WildcardPattern:
    """`_`."""

    span: Span
    type: Type


@dataclass(frozen=True, slots=True)
class VariablePattern:
    """Binds a variable."""

    span: Span
    variable: Variable
    type: Type


@dataclass(frozen=True, slots=True)
class ConstructorPattern:
    """A constructor with one pattern per argument (instance arguments included); `type` is the scrutinee's."""

    span: Span
    constructor: Symbol
    arguments: "tuple[Pattern, ...]"
    type: Type


@dataclass(frozen=True, slots=True)
class AsPattern:
    """`x@p`."""

    span: Span
    variable: Variable
    pattern: "Pattern"
    type: Type


Pattern = WildcardPattern | VariablePattern | ConstructorPattern | AsPattern


# -- Declarations -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """One argument of a constructor."""

    name: str | None
    type: Type
    """Mentions the type's parameters as `Rigid`."""
    projection: Symbol | None
    """The field's function, for record types."""
    instance: bool = False
    span: Span = NOWHERE
    doc: str = ""


@dataclass(frozen=True, slots=True)
class ConstructorInfo:
    """A constructor."""

    symbol: Symbol
    fields: tuple[FieldInfo, ...]
    record: bool
    """Written in record style."""
    doc: str = ""


@dataclass(frozen=True, slots=True)
class TypeParameter:
    """A parameter of a type or of a definition that ranges over types, with its kind (`Type`, `Type -> Type`)."""

    variable: Variable
    kind: Type
    implicitness: Implicitness = Implicitness.EXPLICIT
    """How it is given where the type is written; only an axiom can have a parameter in braces."""


@dataclass(frozen=True, slots=True)
class DataType:
    """An inductive type or a trait."""

    symbol: Symbol
    span: Span
    parameters: tuple[TypeParameter, ...]
    constructors: tuple[ConstructorInfo, ...]
    trait: bool
    positive: bool = False
    """Marked `positive`: the positivity check was switched off."""
    doc: str = ""
    pragma: str = ""
    builtin: str | None = None
    is_whole: bool = True
    """Whether all its constructors and fields are here; if not, that is reported."""

    @property
    def is_record(self) -> bool:
        """One constructor in record style: its fields are functions."""
        return len(self.constructors) == 1 and self.constructors[0].record


@dataclass(frozen=True, slots=True)
class OpaqueType:
    """`axiom T : Type`, with parameters `Type -> … -> Type`."""

    symbol: Symbol
    span: Span
    parameters: tuple[TypeParameter, ...]
    doc: str = ""
    pragma: str = ""
    builtin: str | None = None


@dataclass(frozen=True, slots=True)
class TypeFunction:
    """A type-level function: `Name : Type := String`. Unfolded wherever it is used."""

    symbol: Symbol
    span: Span
    parameters: tuple[TypeParameter, ...]
    body: Type
    kind: Type = UNIVERSE
    """The kind of its body: `Type`, unless that still takes arguments in braces."""
    doc: str = ""
    pragma: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """A function or a constant, instances included.

    `type` is what is left after the type parameters; explicit and instance parameters are arrows in it. The body is a
    `Lambda` when the definition has parameters or clauses.
    """

    symbol: Symbol
    span: Span
    type_parameters: tuple[TypeParameter, ...]
    type: Type
    body: Expression
    terminating: bool
    """Marked `terminating`: the termination check was switched off."""
    recursive: bool
    """Calls itself, directly or through its group."""
    instance: bool = False
    derived: bool = False
    """Made by `deriving`: an `Eq` or `Ord` that compares constructors and fields."""
    doc: str = ""
    pragma: str = ""
    builtin: str | None = None


@dataclass(frozen=True, slots=True)
class AxiomConstant:
    """`axiom c : A`."""

    symbol: Symbol
    span: Span
    type_parameters: tuple[TypeParameter, ...]
    type: Type
    doc: str = ""
    pragma: str = ""
    builtin: str | None = None


Declaration = DataType | OpaqueType | TypeFunction | Definition | AxiomConstant
