"""A theory as data: the part of Isabelle/HOL that we generate, and that the agreement check reads back.

It exists so that a generated theory and one from disk can be compared declaration by declaration. Names are already
mangled Isabelle names. Layout and redundant parentheses have no place here, so two theories that differ only in them
are equal. Every declaration knows its span in the text it was read from (or was printed to), which does not count in
comparisons.
"""

from dataclasses import dataclass, field

from diglot.source import Span

NOWHERE = Span(0, 0)

# -- Types ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TypeVariable:
    """`'a`; the name includes the quote."""

    name: str


@dataclass(frozen=True, slots=True)
class TypeApplication:
    """`nat`, `'a list`, `('s, 'm) Env`."""

    name: str
    arguments: "tuple[Type, ...]" = ()


@dataclass(frozen=True, slots=True)
class FunctionType:
    r"""`a \<Rightarrow> b`."""

    domain: "Type"
    codomain: "Type"


@dataclass(frozen=True, slots=True)
class ProductType:
    r"""`a \<times> b`."""

    left: "Type"
    right: "Type"


Type = TypeVariable | TypeApplication | FunctionType | ProductType

# -- Terms ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Identifier:
    """A constant or variable, possibly qualified: `Map.empty`; an operator section as `(+)` has the name `+`."""

    name: str


@dataclass(frozen=True, slots=True)
class Wildcard:
    """`_` in a pattern or under a lambda."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A non-negative numeral; a negative number is `Prefix("-", …)`."""

    value: int


@dataclass(frozen=True, slots=True)
class StringTerm:
    """A string of any content; the printer chooses between `''…''` and `CHR` lists."""

    value: str


@dataclass(frozen=True, slots=True)
class Application:
    """`f a b`; the function is never an `Application`."""

    function: "Term"
    arguments: "tuple[Term, ...]"


@dataclass(frozen=True, slots=True)
class Infix:
    r"""`a + b`; the operator as a symbol escape or ASCII: `+`, `#`, `@`, `=`, `\<and>`, `\<le>`."""

    operator: str
    left: "Term"
    right: "Term"


@dataclass(frozen=True, slots=True)
class Prefix:
    r"""`\<not> a`, `- a`."""

    operator: str
    operand: "Term"


@dataclass(frozen=True, slots=True)
class Abstraction:
    r"""`\<lambda>x y. t`; a binder is an identifier, a wildcard or a tuple, any of them with a type."""

    binders: "tuple[Term, ...]"
    body: "Term"


@dataclass(frozen=True, slots=True)
class LetTerm:
    """`let x = a; y = b in t`."""

    bindings: "tuple[tuple[Term, Term], ...]"
    body: "Term"


@dataclass(frozen=True, slots=True)
class CaseTerm:
    r"""`case t of p \<Rightarrow> a | …`."""

    scrutinee: "Term"
    branches: "tuple[tuple[Term, Term], ...]"


@dataclass(frozen=True, slots=True)
class IfTerm:
    """`if c then a else b`."""

    condition: "Term"
    then: "Term"
    otherwise: "Term"


@dataclass(frozen=True, slots=True)
class TupleTerm:
    """`(a, b, c)`; `()` is the unit value. Right-nested pairs are one flat tuple."""

    elements: "tuple[Term, ...]"


@dataclass(frozen=True, slots=True)
class ListTerm:
    """`[a, b]`."""

    elements: "tuple[Term, ...]"


@dataclass(frozen=True, slots=True)
class SetTerm:
    """`{a, b}`, `{}`."""

    elements: "tuple[Term, ...]"


@dataclass(frozen=True, slots=True)
class RecordTerm:
    r"""`\<lparr>a = 1, b = 2\<rparr>`."""

    fields: "tuple[tuple[str, Term], ...]"


@dataclass(frozen=True, slots=True)
class RecordUpdateTerm:
    r"""`r\<lparr>a := 1\<rparr>`."""

    record: "Term"
    fields: "tuple[tuple[str, Term], ...]"


@dataclass(frozen=True, slots=True)
class FunctionUpdateTerm:
    """`m(k := v)`."""

    function: "Term"
    updates: "tuple[tuple[Term, Term], ...]"


@dataclass(frozen=True, slots=True)
class Ascription:
    """`(t :: a)`."""

    term: "Term"
    type: Type


Term = (
    Identifier
    | Wildcard
    | Numeral
    | StringTerm
    | Application
    | Infix
    | Prefix
    | Abstraction
    | LetTerm
    | CaseTerm
    | IfTerm
    | TupleTerm
    | ListTerm
    | SetTerm
    | RecordTerm
    | RecordUpdateTerm
    | FunctionUpdateTerm
    | Ascription
)

# -- Declarations -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What every item of a theory has besides its content; none of it counts in comparisons."""

    span: Span = field(default=NOWHERE, compare=False)
    """In the theory's text."""
    source: Span | None = field(default=None, compare=False)
    """In the page that it was made from."""
    documentation: str = field(default="", compare=False)
    """Text for a `text` block right before it."""


@dataclass(frozen=True, slots=True)
class Heading(Placed):
    r"""`section \<open>…\<close>`; the level is that of the page's heading, from 1."""

    level: int
    text: str
    written: str = field(default="", compare=False)
    """With its escapes, where it was read from a file."""
    anchor: str = field(default="", compare=False)
    """`docs/engines/ticker.md#local-state-type`, printed as a comment."""


@dataclass(frozen=True, slots=True)
class Text(Placed):
    r"""`text \<open>…\<close>`: English of the page."""

    text: str
    written: str = field(default="", compare=False)
    """With its escapes, where it was read from a file."""


@dataclass(frozen=True, slots=True)
class TypeSynonym(Placed):
    """`type_synonym 'a T = "…"`."""

    name: str
    parameters: tuple[str, ...]
    body: Type


@dataclass(frozen=True, slots=True)
class RecordField:
    """`counter :: nat`."""

    name: str
    type: Type
    span: Span = field(default=NOWHERE, compare=False)
    source: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Record(Placed):
    """`record 'a T = …`."""

    name: str
    parameters: tuple[str, ...]
    fields: tuple[RecordField, ...]


@dataclass(frozen=True, slots=True)
class DatatypeArgument:
    """An argument of a constructor, with a selector (`(f : nat)`) or without."""

    type: Type
    selector: str | None = None
    note: str = field(default="", compare=False)
    """Its name on the page where it has no selector; printed as a comment."""


@dataclass(frozen=True, slots=True)
class DatatypeConstructor:
    """`MessageArrived "'I EnvelopedMessage"`."""

    name: str
    arguments: tuple[DatatypeArgument, ...]
    span: Span = field(default=NOWHERE, compare=False)
    source: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class DatatypeBody:
    """One type of a `datatype … and …`."""

    name: str
    parameters: tuple[str, ...]
    constructors: tuple[DatatypeConstructor, ...]


@dataclass(frozen=True, slots=True)
class Datatype(Placed):
    """`datatype … and …`."""

    types: tuple[DatatypeBody, ...]
    without: tuple[str, ...] = ()
    """What Isabelle is not to make of it, by the names of its plugins: `datatype (plugins del: transfer) …`."""


@dataclass(frozen=True, slots=True)
class Typedecl(Placed):
    """`typedecl 'a T`."""

    name: str
    parameters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Consts(Placed):
    """`consts c :: "…"`."""

    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class Definition(Placed):
    """`definition f :: "…" where "f x y = …"`."""

    name: str
    type: Type
    parameters: tuple[Term, ...]
    """Identifiers or wildcards."""
    body: Term


@dataclass(frozen=True, slots=True)
class Abbreviation(Placed):
    r"""`abbreviation c :: "…" where "c \<equiv> …"`."""

    name: str
    type: Type
    parameters: tuple[Term, ...]
    body: Term


@dataclass(frozen=True, slots=True)
class Equation:
    """One equation of a `fun`."""

    function: str
    patterns: tuple[Term, ...]
    body: Term
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Fun(Placed):
    """`fun f :: "…" and g :: "…" where …`, or `function (sequential) …` when `partial`."""

    signatures: tuple[tuple[str, Type], ...]
    equations: tuple[Equation, ...]
    partial: bool = False
    """Termination is left open: `function (sequential) … by pat_completeness auto`."""


@dataclass(frozen=True, slots=True)
class Termination(Placed):
    """`termination f by (relation "…") auto`: the relation in which each call's arguments are smaller."""

    function: str
    relation: Term


@dataclass(frozen=True, slots=True)
class PartialFunction(Placed):
    """`partial_function (tailrec) f :: "…" where [code]: "f x = …"`."""

    name: str
    type: Type
    parameters: tuple[Term, ...]
    body: Term


@dataclass(frozen=True, slots=True)
class Declare(Placed):
    """`declare f.simps [simp del]`, `declare is_measure_trivial [of "size_Letter size", measure_function]`."""

    fact: str
    attribute: str
    """One or several, with blanks normalised."""


@dataclass(frozen=True, slots=True)
class Lemma(Placed):
    """`lemma example_1: "f 1 = 2" by eval`; lemmas of other shapes are foreign."""

    name: str
    statement: Term
    proof: str
    """The method, blanks normalised: `eval`, `(simp add: f_def)`."""


@dataclass(frozen=True, slots=True)
class Foreign(Placed):
    """A command that we never generate (`theorem`, `axiomatization`, …), read back from an edited theory."""

    command: str
    name: str
    text: str
    """The whole command, blanks normalised."""
    reported: bool = field(default=False, compare=False)
    """Whether it is one that we generate, in a form that we do not, which its reader has said."""


Item = (
    Heading
    | Text
    | TypeSynonym
    | Record
    | Datatype
    | Typedecl
    | Consts
    | Definition
    | Abbreviation
    | Fun
    | PartialFunction
    | Declare
    | Termination
    | Lemma
    | Foreign
)


@dataclass(frozen=True, slots=True)
class Theory:
    """One `.thy` file."""

    name: str
    imports: tuple[str, ...]
    """Theory names, `Main` included, in order."""
    items: tuple[Item, ...]
    page: str = field(default="", compare=False)
    """Path of the page that it is generated from."""
    header: Span = field(default=NOWHERE, compare=False)
    """From the word `theory` to `begin`, in the theory's text."""
