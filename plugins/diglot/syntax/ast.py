"""The parsed tree: exactly what is written, and nothing resolved.

It exists because the formatter, the editor and the error messages need the text's own shape: operators are still a flat
sequence (their fixities are known only after scoping), names are raw words, sugar is kept. Every node has the span of
all its text. Documentation comments hang on what they document. The reserved words of a form are its `keywords`.
"""

from collections.abc import Sequence as Items
from dataclasses import dataclass
from typing import ClassVar
from typing import Literal as OneOf

from diglot.names import Implicitness
from diglot.source import Span


@dataclass(frozen=True, slots=True)
class Word:
    """One identifier, without dots."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Name:
    """A name in use, possibly dotted: `Set.empty`."""

    words: tuple[Word, ...]

    @property
    def span(self) -> Span:
        """From the first word to the last."""
        return self.words[0].span.to(self.words[-1].span)

    @property
    def text(self) -> str:
        """With its dots."""
        return ".".join(word.text for word in self.words)

    @property
    def last(self) -> Word:
        """The word after the last dot."""
        return self.words[-1]


@dataclass(frozen=True, slots=True)
class Annotations:
    """What may come before a statement, a constructor, a field or a named argument."""

    doc: str = ""
    """Documentation comment, its markers removed; empty when there is none."""
    doc_span: Span | None = None
    pragma: str = ""
    """Text of a `{-# … #-}` pragma; empty when there is none."""
    doc_expressions: "tuple[Expression, ...]" = ()
    """The expressions between semicolons in the documentation comment; names in them have to exist."""


NO_ANNOTATIONS = Annotations()


# -- Expressions ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Identifier:
    """A name used as an expression; may turn out to be an operator."""

    span: Span
    name: Name


@dataclass(frozen=True, slots=True)
class IntegerLiteral:
    """`7`, `-1`, `0xff`."""

    span: Span
    value: int


@dataclass(frozen=True, slots=True)
class StringLiteral:
    """A string; `value` has its escapes decoded."""

    span: Span
    value: str


@dataclass(frozen=True, slots=True)
class Universe:
    """`Type`, or `Type n`."""

    keywords: ClassVar = "Type"
    span: Span
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Hole:
    """`_` as an expression."""

    span: Span


@dataclass(frozen=True, slots=True)
class ArrowAtom:
    """`->` inside a sequence; the loosest, right-associative operator."""

    span: Span


@dataclass(frozen=True, slots=True)
class Sequence:
    """Two or more atoms side by side: applications, operators and arrows, not yet resolved."""

    span: Span
    atoms: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Parenthesized:
    """`( e )`."""

    span: Span
    inner: "Expression"


@dataclass(frozen=True, slots=True)
class Braced:
    """`{ e }` or `{{ e }}`: an implicit or instance argument, or the domain of an instance arrow."""

    span: Span
    implicitness: Implicitness
    inner: "Expression"


@dataclass(frozen=True, slots=True)
class FunctionType:
    """`(x y : A) -> B`, `{A : Type} -> B`, `{{e : Eq A}} -> B`: an arrow that names its argument.

    As an atom of a `Sequence` it swallows everything to its right, like the arrow.
    """

    span: Span
    implicitness: Implicitness
    names: tuple[Word | None, ...]
    """`None` for `_`."""
    domain: "Expression"
    codomain: "Expression"


@dataclass(frozen=True, slots=True)
class Lambda:
    r"""`\{ x y := e | … }`."""

    span: Span
    clauses: "tuple[Clause, ...]"


@dataclass(frozen=True, slots=True)
class SideBranch:
    """`if c := e` after a pattern; the condition of `else` is None."""

    span: Span
    condition: "Expression | None"
    body: "Expression"


@dataclass(frozen=True, slots=True)
class CaseBranch:
    """`p := e`, or a pattern with side conditions (then `sides` is not empty and `body` is None)."""

    span: Span
    pattern: "Pattern"
    body: "Expression | None"
    sides: tuple[SideBranch, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """`case e of …`."""

    keywords: ClassVar = "case of"
    span: Span
    scrutinee: "Expression"
    branches: tuple[CaseBranch, ...]
    braces: bool
    """Whether the branches are in braces."""


@dataclass(frozen=True, slots=True)
class If:
    """`if | c := a | else := b`."""

    keywords: ClassVar = "if else"
    span: Span
    branches: tuple[SideBranch, ...]
    """The last one is the `else`."""


@dataclass(frozen=True, slots=True)
class Let:
    """`let … in e`."""

    keywords: ClassVar = "let in"
    span: Span
    statements: "tuple[LetStatement, ...]"
    body: "Expression"


@dataclass(frozen=True, slots=True)
class DoBind:
    """`p <- e;`."""

    span: Span
    pattern: "Pattern"
    value: "Expression"


@dataclass(frozen=True, slots=True)
class DoLet:
    """`let … in` as a statement of a `do` block."""

    span: Span
    statements: "tuple[LetStatement, ...]"


@dataclass(frozen=True, slots=True)
class Do:
    """`do { … }`."""

    keywords: ClassVar = "do"
    span: Span
    statements: "tuple[DoBind | DoLet | Expression, ...]"


@dataclass(frozen=True, slots=True)
class ListLiteral:
    """`[a; b; c]`."""

    span: Span
    elements: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Initializer:
    """`acc := e` in an iterator."""

    span: Span
    pattern: "Pattern"
    value: "Expression"


@dataclass(frozen=True, slots=True)
class Range:
    """`x in xs` in an iterator."""

    span: Span
    pattern: "Pattern"
    value: "Expression"


@dataclass(frozen=True, slots=True)
class Iterator:
    """`for (acc := 0) (x in xs) { e }`."""

    span: Span
    name: Name
    initializers: tuple[Initializer, ...]
    ranges: tuple[Range, ...]
    body: "Expression"
    """Without the braces or parentheses around it."""
    braces: bool


@dataclass(frozen=True, slots=True)
class NamedArgument:
    """One entry of a named application: a pun (`function` is None) or a definition."""

    span: Span
    name: Word
    function: "Function | None"


@dataclass(frozen=True, slots=True)
class NamedApplication:
    """`f@{ x := e; y }`. An atom."""

    span: Span
    name: Name
    arguments: tuple[NamedArgument, ...]


@dataclass(frozen=True, slots=True)
class FieldUpdate:
    """`f := e`, or the pun `f` (then `value` is None)."""

    span: Span
    field: Word
    value: "Expression | None"


@dataclass(frozen=True, slots=True)
class RecordUpdate:
    """`@R{ f := e }`: an atom that binds to the atom before it, tighter than application."""

    span: Span
    type_name: Name
    fields: tuple[FieldUpdate, ...]


@dataclass(frozen=True, slots=True)
class ErrorExpression:
    """In the place of what could not be parsed; the problem is already reported."""

    span: Span


Expression = (
    Identifier
    | IntegerLiteral
    | StringLiteral
    | Universe
    | Hole
    | ArrowAtom
    | Sequence
    | Parenthesized
    | Braced
    | FunctionType
    | Lambda
    | Case
    | If
    | Let
    | Do
    | ListLiteral
    | Iterator
    | NamedApplication
    | RecordUpdate
    | ErrorExpression
)


# -- Patterns ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WildcardPattern:
    """`_`."""

    span: Span


@dataclass(frozen=True, slots=True)
class NamePattern:
    """A name: a constructor, an infix constructor or a new variable; scoping tells."""

    span: Span
    name: Name


@dataclass(frozen=True, slots=True)
class FieldPattern:
    """`f := p`, or the pun `f` (then `pattern` is None)."""

    span: Span
    field: Word
    pattern: "Pattern | None"


@dataclass(frozen=True, slots=True)
class RecordPattern:
    """`C@{ f := p; g }`."""

    span: Span
    name: Name
    fields: tuple[FieldPattern, ...]


@dataclass(frozen=True, slots=True)
class AsPattern:
    """`x@p`."""

    span: Span
    variable: Word
    pattern: "Pattern"


@dataclass(frozen=True, slots=True)
class ParenthesizedPattern:
    """`( p )`."""

    span: Span
    inner: "Pattern"


@dataclass(frozen=True, slots=True)
class BracedPattern:
    """`{ p }` or `{{ p }}`."""

    span: Span
    implicitness: Implicitness
    inner: "Pattern"


@dataclass(frozen=True, slots=True)
class ListPattern:
    """`[p; q]`."""

    span: Span
    elements: "tuple[Pattern, ...]"


@dataclass(frozen=True, slots=True)
class SequencePattern:
    """Two or more pattern atoms side by side: constructor applications and infix constructors, not yet resolved."""

    span: Span
    atoms: "tuple[Pattern, ...]"


@dataclass(frozen=True, slots=True)
class ErrorPattern:
    """In the place of what could not be parsed; the problem is already reported."""

    span: Span


Pattern = (
    WildcardPattern
    | NamePattern
    | RecordPattern
    | AsPattern
    | ParenthesizedPattern
    | BracedPattern
    | ListPattern
    | SequencePattern
    | ErrorPattern
)


# -- Statements -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Clause:
    """`| p q := e` of a function or a lambda; each pattern is one atom."""

    span: Span
    patterns: tuple[Pattern, ...]
    body: Expression


@dataclass(frozen=True, slots=True)
class Parameter:
    """`(x y : A)`, `{A B}`, `{x : Nat := 5}`, `{{Eq A}}` to the left of a signature's colon."""

    span: Span
    implicitness: Implicitness
    names: tuple[Word | None, ...]
    """`None` for `_`; empty for `{{Eq A}}`."""
    type: Expression | None
    default: Expression | None = None


@dataclass(frozen=True, slots=True)
class Function:
    """A definition, at top level, in a `let`, among named arguments or in a `with` block.

    Either `name` or `pattern` is given (a pattern definition such as `(a, b) := e`), and the body is one expression or
    clauses.
    """

    span: Span
    annotations: Annotations
    name: Word | None
    pattern: Pattern | None
    parameters: tuple[Parameter, ...]
    type: Expression | None
    body: Expression | None
    clauses: tuple[Clause, ...]
    terminating: bool = False
    instance: bool = False
    coercion: bool = False
    builtin: str | None = None


@dataclass(frozen=True, slots=True)
class Axiom:
    """`axiom x : A;`."""

    keywords: ClassVar = "axiom"
    span: Span
    annotations: Annotations
    name: Word
    parameters: tuple[Parameter, ...]
    type: Expression
    builtin: str | None = None


@dataclass(frozen=True, slots=True)
class Deriving:
    """`deriving instance name : Eq T;`."""

    keywords: ClassVar = "deriving"
    span: Span
    annotations: Annotations
    name: Word
    parameters: tuple[Parameter, ...]
    type: Expression


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record constructor."""

    span: Span
    annotations: Annotations
    name: Word
    implicitness: Implicitness
    """INSTANCE for `{{x}} : Tr`; a field is never IMPLICIT."""
    parameters: tuple[Parameter, ...]
    type: Expression
    builtin: str | None = None


@dataclass(frozen=True, slots=True)
class Constructor:
    """A constructor in one of the three styles."""

    span: Span
    annotations: Annotations
    name: Word
    style: OneOf["record", "signature", "plain"]
    fields: "tuple[Field | OperatorDeclaration | IteratorDeclaration, ...]" = ()
    """Record style."""
    parameters: tuple[Parameter, ...] = ()
    """Signature style: what is left of the colon."""
    type: Expression | None = None
    """Signature style."""
    arguments: tuple[Expression, ...] = ()
    """Plain style: one atom per argument."""


@dataclass(frozen=True, slots=True)
class TypeDeclaration:
    """`type T A := … with … end`."""

    keywords: ClassVar = "type with end"
    span: Span
    annotations: Annotations
    name: Word
    parameters: tuple[Parameter, ...]
    kind: Expression | None
    constructors: tuple[Constructor, ...]
    members: "tuple[Statement, ...]" = ()
    """The statements between `with` and `end`."""
    positive: bool = False
    trait: bool = False
    builtin: str | None = None
    is_whole: bool = True
    """Whether all its constructors and fields could be read."""


@dataclass(frozen=True, slots=True)
class FilterItem:
    """An item of `using` or `hiding`."""

    span: Span
    module: bool
    name: Word
    alias: Word | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """`using {…}` or `hiding {…}`."""

    keywords: ClassVar = "using hiding"
    span: Span
    kind: OneOf["using", "hiding"]
    items: tuple[FilterItem, ...]


@dataclass(frozen=True, slots=True)
class OpenClause:
    """The `open …` part of an import."""

    span: Span
    filter: Filter | None
    public: bool


@dataclass(frozen=True, slots=True)
class Import:
    """`import A.B as C open using {…} public;`."""

    keywords: ClassVar = "import"
    span: Span
    annotations: Annotations
    path: Name
    alias: Name | None
    filter: Filter | None
    """The filter before `open`: it restricts the qualified import."""
    public: bool
    """`public` before `open`: re-export the module."""
    open: OpenClause | None


@dataclass(frozen=True, slots=True)
class Open:
    """`open M using {…} public;`."""

    keywords: ClassVar = "open public"
    span: Span
    annotations: Annotations
    name: Name
    filter: Filter | None
    public: bool


@dataclass(frozen=True, slots=True)
class FixityDeclaration:
    """`syntax fixity f := binary {assoc := left; above := [g]};`."""

    keywords: ClassVar = "syntax"
    span: Span
    annotations: Annotations
    name: Word
    arity: OneOf["unary", "binary", "none"]
    assoc: OneOf["left", "right", "none"] | None = None
    above: tuple[Name, ...] = ()
    below: tuple[Name, ...] = ()
    same: Name | None = None
    precedence: int | None = None
    """How tightly it binds, where that is given as a number."""


@dataclass(frozen=True, slots=True)
class OperatorDeclaration:
    """`syntax operator + additive;`."""

    span: Span
    annotations: Annotations
    name: Name
    fixity: Name


@dataclass(frozen=True, slots=True)
class IteratorDeclaration:
    """`syntax iterator for {init := 1; range := 1};`."""

    span: Span
    annotations: Annotations
    name: Name
    initializers: int | None = None
    ranges: int | None = None


@dataclass(frozen=True, slots=True)
class AliasDeclaration:
    """`syntax alias a := b;`."""

    span: Span
    annotations: Annotations
    name: Word
    target: Name


@dataclass(frozen=True, slots=True)
class LocalModule:
    """`module M; … end`."""

    keywords: ClassVar = "module end"
    span: Span
    annotations: Annotations
    name: Word
    statements: "tuple[Statement, ...]"


Statement = (
    Import
    | Open
    | FixityDeclaration
    | OperatorDeclaration
    | IteratorDeclaration
    | AliasDeclaration
    | LocalModule
    | TypeDeclaration
    | Axiom
    | Deriving
    | Function
)

LetStatement = Function | AliasDeclaration | Open


@dataclass(frozen=True, slots=True)
class Module:
    """A page's module: the header from its first snippet, the statements of all of them."""

    path: str
    """The page's path, as in `SourceFile.path`."""
    path_name: str
    """The name that the path gives it, by which other pages find it. A header with another name has been reported."""
    name: Name
    annotations: Annotations
    statements: tuple[Statement, ...]
    is_whole: bool = True
    """Whether the names that all its statements bring could be read."""

    @property
    def imports(self) -> tuple[str, ...]:
        """The modules that it imports, anywhere in it, in order of first mention."""
        return tuple(dict.fromkeys(statement.path.text for statement in imports_in(self.statements)))


def nested_statements(statement: Statement) -> tuple[Statement, ...]:
    """The statements directly inside one."""
    match statement:
        case LocalModule(statements=inner) | TypeDeclaration(members=inner):
            return inner
        case (
            Import()
            | Open()
            | FixityDeclaration()
            | OperatorDeclaration()
            | IteratorDeclaration()
            | AliasDeclaration()
            | Axiom()
            | Deriving()
            | Function()
        ):
            return ()


def imports_in(statements: Items[Statement]) -> tuple[Import, ...]:
    """All imports, in the order of the text, those in local modules and `with` blocks too."""
    found = []
    waiting = [*reversed(statements)]
    while waiting:
        statement = waiting.pop()
        if isinstance(statement, Import):
            found.append(statement)
        waiting.extend(reversed(nested_statements(statement)))
    return tuple(found)
