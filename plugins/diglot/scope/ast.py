"""The scoped tree: every name is a `Symbol` or a `Variable`, and operators are applications.

It exists so that type checking never looks a string up. What only saves typing is gone: iterators and `do` are
applications, puns are written out, record patterns are positional, clauses are one form. What has a meaning of its own
for the reader or the prover stays: `if`, `case`, lists, record updates, named applications.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from diglot.names import Implicitness, Symbol, Variable
from diglot.source import Span

# -- Expressions ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Local:
    """A local variable in use."""

    span: Span
    variable: Variable


@dataclass(frozen=True, slots=True)
class Global:
    """A global thing in use: a type, constructor, field, function or axiom."""

    span: Span
    symbol: Symbol


@dataclass(frozen=True, slots=True)
class Integer:
    """An integer literal; its type is found by the checker."""

    span: Span
    value: int


@dataclass(frozen=True, slots=True)
class String:
    """A string literal."""

    span: Span
    value: str


@dataclass(frozen=True, slots=True)
class Universe:
    """`Type`."""

    span: Span


@dataclass(frozen=True, slots=True)
class Hole:
    """`_`: to be found by the checker. `{{_}}` is a hole in an instance argument."""

    span: Span


@dataclass(frozen=True, slots=True)
class Pi:
    """A function type `(x : A) -> B`; the variable is None when B cannot mention it."""

    span: Span
    implicitness: Implicitness
    variable: Variable | None
    domain: "Expression"
    codomain: "Expression"


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument with the braces it was written in."""

    implicitness: Implicitness
    value: "Expression"


@dataclass(frozen=True, slots=True)
class Apply:
    """An application to one or more arguments; its function is never an `Apply` itself."""

    span: Span
    function: "Expression"
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class NamedEntry:
    """One entry of a named application."""

    definition: "Definition"
    """Its variable has the parameter's name."""
    shared: bool
    """Whether a later entry mentions it (then its value is shared by a let)."""


@dataclass(frozen=True, slots=True)
class NamedApply:
    """`f@{x := e; …}`: `f` applied to entries by name.

    `order` has one item per parameter of the name signature: the index of its entry, or None for an omitted implicit or
    instance parameter. An omitted explicit parameter is an error that scoping has reported.
    """

    span: Span
    function: Global
    entries: tuple[NamedEntry, ...]
    order: tuple[int | None, ...]
    parameters: "tuple[SignatureParameter, ...]"
    """The name signature that `order` follows."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Patterns and what they lead to; a side-condition branch has several bodies."""

    span: Span
    patterns: "tuple[ArgumentPattern, ...]"
    body: "Expression | tuple[Guarded, ...]"
    """One expression; or side conditions, which fall through to the next clause when none holds."""


@dataclass(frozen=True, slots=True)
class Guarded:
    """`if c := e`; the condition of `else` is None."""

    span: Span
    condition: "Expression | None"
    body: "Expression"


@dataclass(frozen=True, slots=True)
class Lambda:
    r"""`\{…}`: one or more clauses with equally many patterns."""

    span: Span
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """`case e of …`: each clause has exactly one (explicit) pattern."""

    span: Span
    scrutinee: "Expression"
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class If:
    """A multiway `if`; the last branch is the `else`."""

    span: Span
    branches: tuple[Guarded, ...]


@dataclass(frozen=True, slots=True)
class LetGroup:
    """Definitions that belong together: one alone, or several (or one) that call each other."""

    definitions: "tuple[Definition, ...]"
    recursive: bool


@dataclass(frozen=True, slots=True)
class Let:
    """`let … in e`: groups in dependency order. A pattern definition is a `Case` with one clause instead."""

    span: Span
    groups: tuple[LetGroup, ...]
    body: "Expression"


@dataclass(frozen=True, slots=True)
class ListLiteral:
    """`[a; b]`."""

    span: Span
    elements: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class FieldValue:
    """`f := e` in a record update."""

    field: Symbol
    field_span: Span
    value: "Expression"


@dataclass(frozen=True, slots=True)
class RecordUpdate:
    """`r@R{f := e}`; the record is None for the update as a function, `(@R{f := e})`."""

    span: Span
    type: Symbol
    record: "Expression | None"
    fields: tuple[FieldValue, ...]


@dataclass(frozen=True, slots=True)
class ErrorExpression:
    """In the place of something wrong that is already reported; has any type."""

    span: Span


Expression = (
    Local
    | Global
    | Integer
    | String
    | Universe
    | Hole
    | Pi
    | Apply
    | NamedApply
    | Lambda
    | Case
    | If
    | Let
    | ListLiteral
    | RecordUpdate
    | ErrorExpression
)


# -- Patterns ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WildcardPattern:
    """`_`, also for fields that a record pattern leaves out."""

    span: Span
    is_error: bool = False
    """Whether it is in the place of something wrong that is already reported."""


@dataclass(frozen=True, slots=True)
class VariablePattern:
    """Binds a variable."""

    span: Span
    variable: Variable


@dataclass(frozen=True, slots=True)
class ConstructorPattern:
    """A constructor with all its arguments, in declared order."""

    span: Span
    constructor: Symbol
    name_span: Span
    """Where the constructor's name is."""
    arguments: "tuple[ArgumentPattern, ...]"


@dataclass(frozen=True, slots=True)
class AsPattern:
    """`x@p`."""

    span: Span
    variable: Variable
    pattern: "Pattern"


@dataclass(frozen=True, slots=True)
class ListPattern:
    """`[p; q]`."""

    span: Span
    elements: "tuple[Pattern, ...]"


Pattern = WildcardPattern | VariablePattern | ConstructorPattern | AsPattern | ListPattern
"""A broken pattern becomes a wildcard that says so; the problem is already reported."""


@dataclass(frozen=True, slots=True)
class ArgumentPattern:
    """A pattern with the braces it was written in."""

    implicitness: Implicitness
    pattern: Pattern


# -- Declarations -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter to the left of a signature's colon, one variable each; in scope in the rest and in the body."""

    span: Span
    implicitness: Implicitness
    variable: Variable
    """An invented one where the source says `_` or gives no name."""
    type: Expression | None
    """None for a type parameter without annotation: `Type`; in a lambda-like local definition: to be inferred."""
    default: Expression | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """What top-level functions, local functions and named entries have in common.

    `clauses` match what comes after the parameters; a definition by one expression is one clause without patterns.
    """

    span: Span
    binder: Symbol | Variable
    parameters: tuple[Parameter, ...]
    type: Expression | None
    """The type of what comes after the parameters; None where it is to be inferred (locally only)."""
    clauses: tuple[Clause, ...]
    terminating: bool = False


@dataclass(frozen=True, slots=True)
class Function:
    """A top-level function, constant or instance."""

    symbol: Symbol
    definition: Definition
    doc: str = ""
    pragma: str = ""
    instance: bool = False
    coercion: bool = False
    builtin: str | None = None


@dataclass(frozen=True, slots=True)
class Axiom:
    """A postulated constant or type."""

    symbol: Symbol
    span: Span
    parameters: tuple[Parameter, ...]
    type: Expression
    doc: str = ""
    pragma: str = ""
    builtin: str | None = None


@dataclass(frozen=True, slots=True)
class Deriving:
    """A derived instance."""

    symbol: Symbol
    span: Span
    parameters: tuple[Parameter, ...]
    type: Expression
    """The trait applied to the type: `Eq T`."""
    doc: str = ""


@dataclass(frozen=True, slots=True)
class ConstructorField:
    """One argument of a constructor."""

    span: Span
    name: str | None
    """Its name in record and signature style."""
    implicitness: Implicitness
    """EXPLICIT or INSTANCE."""
    type: Expression
    projection: Symbol | None
    """The field's function, when its type has exactly one constructor, in record style."""
    doc: str = ""
    builtin: str | None = None


@dataclass(frozen=True, slots=True)
class Constructor:
    """A constructor."""

    symbol: Symbol
    span: Span
    fields: tuple[ConstructorField, ...]
    record: bool
    """Whether it was written in record style."""
    doc: str = ""


@dataclass(frozen=True, slots=True)
class DataType:
    """A type declaration; the statements of its `with` block are beside it in the module."""

    symbol: Symbol
    span: Span
    parameters: tuple[Parameter, ...]
    constructors: tuple[Constructor, ...]
    trait: bool
    positive: bool
    doc: str = ""
    pragma: str = ""
    builtin: str | None = None
    is_whole: bool = True
    """Whether all its constructors and fields are here; if not, that is reported."""


Declaration = Function | Axiom | Deriving | DataType


# -- What a module offers to others -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fixity:
    """How an operator binds. Fixities are ordered by `precedence` alone, looser first."""

    id: str
    """The module and name that declared it; fixities made with `same` share it."""
    arity: str
    """`binary`, `unary` (postfix) or `none`."""
    assoc: str
    """`left`, `right` or `none`."""
    precedence: float


UNKNOWN = Fixity("", "unknown", "none", 0)
"""That of an operator whose own could not be found, which is reported: nobody can tell what its uses mean."""


@dataclass(frozen=True, slots=True)
class SignatureParameter:
    """A name that can be given in a named application."""

    name: str
    """Empty for an implicit or instance parameter without a name: it is always left out."""
    implicitness: Implicitness
    has_default: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """What a name in the symbol namespace stands for, with all that scoping needs to know of it."""

    symbol: Symbol
    fixity: Fixity | None = None
    iterator: tuple[int | None, int | None] | None = None
    """Numbers of initialisers and ranges; None where any number will do."""
    signature: tuple[SignatureParameter, ...] = ()
    """Its name signature; empty when it has none."""
    after_unnamed: tuple[str, ...] = ()
    """The names that are not in it, because a parameter before them has no name."""
    arity: tuple[Implicitness, ...] = ()
    """Constructors: the implicitness of each argument, type parameters not counted."""
    field_names: tuple[str | None, ...] = ()
    """Constructors: the names of the arguments."""
    fields: tuple[Symbol, ...] = ()
    """Record types and their constructors: the projections in declared order."""
    is_whole: bool = True
    """Whether its own arguments and fields are known; if not, that is reported."""
    alias: str = ""
    """The identity of the alias by which the symbol is known here, which can be an operator of its own."""

    @property
    def key(self) -> str:
        """What fixities and iterators are kept by."""
        return self.alias or self.symbol.id


@dataclass(frozen=True, slots=True)
class Exports:
    """What opening a module brings: three namespaces.

    While a module is being scoped its own tables still grow, for all that share them.
    """

    name: str
    """The module's dotted name; `module:Local` for a local or type module."""
    symbols: Mapping[str, tuple[Entity, ...]]
    """More than one entity under a name is an ambiguity that has been reported."""
    modules: Mapping[str, "Exports"]
    """Local and type modules, and modules re-exported by name."""
    fixities: Mapping[str, Fixity]
    owner: Symbol | None = None
    """The type whose module this is."""
    missing: AbstractSet[str] = frozenset()
    """Names that it lacks for a reason that is reported."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A name on the page and what it stands for: what links, hovers, renaming and highlighting are made of."""

    span: Span
    target: Symbol | Variable | str
    """A string is a module's dotted name (or, for a local module, `module:Local`)."""
    definition: bool = False
    """Whether the name is bound here."""


@dataclass(frozen=True, slots=True)
class ScopedModule:
    """The result of scoping one page."""

    path: str
    name: str
    imports: tuple[str, ...]
    """The modules that it imports directly, in order of first mention."""
    declarations: tuple[Declaration, ...]
    """In textual order, local modules and `with` blocks flattened."""
    exports: Exports
    references: tuple[Reference, ...]
    """By place."""
    builtins: Mapping[str, Symbol]
    """What the `builtin` declarations of this module name."""
    complete: bool
    """Whether all names are there: false after a syntax error or a failed import, which are reported."""
    broken: tuple[str, ...]
    """The modules of its types that may lack names."""
    doc: str = ""
    has_doubtful_patterns: bool = False
    """Whether nobody knows what some patterns match, for a reason that is reported."""

    @property
    def definitions(self) -> tuple[Symbol, ...]:
        """All global things that are defined on the page, in the order of their places."""
        named = (each.target for each in self.references if each.definition)
        return tuple(dict.fromkeys(each for each in named if isinstance(each, Symbol) and each.module == self.name))
