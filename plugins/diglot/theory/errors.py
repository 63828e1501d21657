"""What can be wrong on the way from a page to its theory."""

from dataclasses import dataclass
from typing import ClassVar

from diglot.diagnostic import Diagnostic, Label

# -- Names of theories ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class DuplicateTheoryName(Diagnostic):
    """Two pages want the same theory name."""

    code: ClassVar[str] = "E0601"
    title: ClassVar[str] = "Duplicate theory name"

    theory: str
    other: Label

    def message(self) -> str:
        """What is wrong."""
        return (
            f"This page's theory would be called `{self.theory}`, and so is the theory of `{self.other.path}`. "
            "A theory's name is also its file's name, so both would be written to one file."
        )

    def label(self) -> str:
        """At the caret."""
        return f"theory `{self.theory}`"

    def hint(self) -> str:
        """What to do."""
        return "Give one of the pages a name of its own: put `theory: AnotherName` in its front matter."

    def related(self) -> tuple[Label, ...]:
        """The other page."""
        return (self.other,)


@dataclass(frozen=True)
class ReservedTheoryName(Diagnostic):
    """A page's theory would be called like one of Isabelle's own."""

    code: ClassVar[str] = "E0602"
    title: ClassVar[str] = "Reserved theory name"

    theory: str

    def message(self) -> str:
        """What is wrong."""
        return f"This page's theory would be called `{self.theory}`, but Isabelle has a theory of that name already."

    def hint(self) -> str:
        """What to do."""
        return f"Choose another name: put `theory: {self.theory}_Page`, for instance, in the page's front matter."


@dataclass(frozen=True)
class InvalidTheoryName(Diagnostic):
    """The chosen name cannot be a theory's name."""

    code: ClassVar[str] = "E0603"
    title: ClassVar[str] = "Invalid theory name"

    theory: str

    def message(self) -> str:
        """What is wrong."""
        return (
            f"`{self.theory}` cannot be the name of a theory: it has to begin with a letter and go on with letters, "
            "digits and underscores, the last of which is not an underscore."
        )

    def hint(self) -> str:
        """What to do."""
        return "Write something like `theory: Mempool_Worker` in the front matter."


# -- What HOL cannot say ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class UntranslatableLibraryName(Diagnostic):
    """A name of the standard library for which there is nothing in HOL."""

    code: ClassVar[str] = "E0604"
    title: ClassVar[str] = "No counterpart in Isabelle"

    name: str
    at: str = ""

    def message(self) -> str:
        """What is wrong."""
        where = f" at type `{self.at}`" if self.at else ""
        return f"`{self.name}` of the standard library{where} has no counterpart in Isabelle/HOL that we know of."

    def hint(self) -> str:
        """What to do."""
        return "Use other library functions, or define what you need on this page."


@dataclass(frozen=True)
class UnknownOrder(Diagnostic):
    """Something goes through a set in an order that nobody knows here."""

    code: ClassVar[str] = "E0640"
    title: ClassVar[str] = "Unknown order"

    name: str
    at: str

    def message(self) -> str:
        """What is wrong."""
        return (
            f"`{self.name}` depends on the order in which the library keeps its elements, the smallest first. A set of "
            f"Isabelle/HOL has no order of its own, and which one is meant cannot be seen from the type `{self.at}`: "
            "only numbers, the library's other types and types with a derived `Ord` have one that is known."
        )

    def label(self) -> str:
        """At the caret."""
        return f"in which order, at `{self.at}`?"

    def hint(self) -> str:
        """What to do."""
        return (
            "Derive the order (`deriving instance ordT : Ord T;`), write the definition for the types at which you "
            "need it, or ask for something that needs no order, such as membership."
        )


@dataclass(frozen=True)
class HigherKindedType(Diagnostic):
    """A type variable is applied to types."""

    code: ClassVar[str] = "E0605"
    title: ClassVar[str] = "Not expressible in HOL"

    name: str

    def message(self) -> str:
        """What is wrong."""
        return (
            f"`{self.name}` stands for a type with parameters (such as `List` or `Maybe`). Isabelle/HOL has variables "
            "for types only, not for types with parameters, so this cannot be said there."
        )

    def hint(self) -> str:
        """What to do."""
        return f"Write the definition for the concrete types at which you need it, instead of for every `{self.name}`."


@dataclass(frozen=True)
class PolymorphicArgument(Diagnostic):
    """A field or an argument is itself polymorphic."""

    code: ClassVar[str] = "E0606"
    title: ClassVar[str] = "Not expressible in HOL"

    def message(self) -> str:
        """What is wrong."""
        return (
            "A function that is itself polymorphic is used here as a value. In Isabelle/HOL only definitions are "
            "polymorphic: an argument or a field has one type."
        )

    def hint(self) -> str:
        """What to do."""
        return "Turn its type parameters into parameters of the type or the definition around it."


@dataclass(frozen=True)
class TypeAsValue(Diagnostic):
    """A type stands where HOL wants a value's type."""

    code: ClassVar[str] = "E0607"
    title: ClassVar[str] = "Not expressible in HOL"

    def message(self) -> str:
        """What is wrong."""
        return "A type is passed around or stored like a value here. Isabelle/HOL keeps types and values apart."

    def hint(self) -> str:
        """What to do."""
        return "Make the type a parameter: `type T (A : Type) := …` or `f {A : Type} …`."


@dataclass(frozen=True)
class NonUniformType(Diagnostic):
    """A type mentions itself at other arguments than its parameters."""

    code: ClassVar[str] = "E0608"
    title: ClassVar[str] = "Not expressible in HOL"

    name: str

    def message(self) -> str:
        """What is wrong."""
        return (
            f"Inside its own definition `{self.name}` is used with other arguments than its parameters. A datatype of "
            "Isabelle/HOL can mention itself (and the types defined together with it) only with the same parameters "
            "in the same order."
        )

    def hint(self) -> str:
        """What to do."""
        return "Use the parameters unchanged in each recursive occurrence, or split the type in two."


@dataclass(frozen=True)
class RecursionThroughType(Diagnostic):
    """A type is recursive through a type that HOL's datatypes cannot recurse through."""

    code: ClassVar[str] = "E0609"
    title: ClassVar[str] = "Not expressible in HOL"

    name: str
    through: str

    def message(self) -> str:
        """What is wrong."""
        return (
            f"`{self.name}` contains itself inside `{self.through}`. A datatype of Isabelle/HOL can recurse through "
            f"lists, options, pairs and datatypes of the same page, but not through `{self.through}`."
        )

    def hint(self) -> str:
        """What to do."""
        return "Keep a list of them instead, refer to them by name, or define both types on one page."


@dataclass(frozen=True)
class PolymorphicRecursion(Diagnostic):
    """A function calls itself at other types."""

    code: ClassVar[str] = "E0610"
    title: ClassVar[str] = "Not expressible in HOL"

    name: str

    def message(self) -> str:
        """What is wrong."""
        return (
            f"`{self.name}` calls itself at other types than its own parameters. A function of Isabelle/HOL has one "
            "type inside its own definition."
        )

    def hint(self) -> str:
        """What to do."""
        return "Call it with the type parameters unchanged, or write a second function for the other type."


@dataclass(frozen=True)
class RecursiveConstant(Diagnostic):
    """A value that is not a function is defined by itself."""

    code: ClassVar[str] = "E0611"
    title: ClassVar[str] = "Not expressible in HOL"

    name: str

    def message(self) -> str:
        """What is wrong."""
        return f"`{self.name}` takes no argument and is defined in terms of itself, so nothing says what it is."

    def hint(self) -> str:
        """What to do."""
        return "Give it an argument that gets smaller with each call."
