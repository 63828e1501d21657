"""What can be wrong on the way from a page to its theory."""

from diglot.diagnostic import Diagnostic, Label, Severity
from diglot.theory.reserved import SUPPORT_THEORY
from diglot.wording import joined

# -- Names of theories ------------------------------------------------------------------------------------------------


class DuplicateTheoryName(Diagnostic):
    """Two pages want the same theory name."""

    code = "E0601"
    title = "Duplicate theory name"
    theory: str
    other: Label
    message = (
        "This page's theory would be called `{theory}`, and so is the theory of `{other.path}`. A theory's name is "
        "also its file's name, so both would be written to one file."
    )
    label = "theory `{theory}`"
    hint = "Give one of the pages a name of its own: put `theory: AnotherName` in its front matter."


class ReservedTheoryName(Diagnostic):
    """A page's theory would be called like one of Isabelle's own."""

    code = "E0602"
    title = "Reserved theory name"
    theory: str
    hint = "Choose another name: put `theory: {theory}_Page`, for instance, in the page's front matter."

    @property
    def message(self) -> str:
        if self.theory.casefold() == SUPPORT_THEORY.casefold():
            return (
                f"This page's theory would be called `{self.theory}`. So is, but perhaps for letter case, the theory "
                f"`{SUPPORT_THEORY}` that is written beside those of the pages."
            )
        return f"This page's theory would be called `{self.theory}`, but Isabelle has a theory of that name already."


class InvalidTheoryName(Diagnostic):
    """The chosen name cannot be a theory's name."""

    code = "E0603"
    title = "Invalid theory name"
    theory: str
    message = (
        "`{theory}` cannot be the name of a theory: it should begin with a letter, followed by letters, digits and "
        "underscores, the last of which is not an underscore."
    )
    hint = "Write something like `theory: Mempool_Worker` in the front matter."


# -- What HOL cannot say ----------------------------------------------------------------------------------------------


class UntranslatableLibraryName(Diagnostic):
    """A name of the standard library for which there is nothing in HOL."""

    code = "E0604"
    title = "No counterpart in Isabelle"
    name: str
    at: str = ""
    hint = "Use other library functions, or define what you need on this page."

    @property
    def message(self) -> str:
        where = f" at type `{self.at}`" if self.at else ""
        return f"`{self.name}` of the standard library{where} has no counterpart in Isabelle/HOL that we know of."


class UnknownOrder(Diagnostic):
    """Something goes through a set in an order that nobody knows here."""

    code = "E0640"
    title = "Unknown order"
    name: str
    at: str
    orders: tuple[str, ...] = ()
    """The orders that sets of such elements are kept in, as far as that is known."""
    label = "in which order, at `{at}`?"

    @property
    def message(self) -> str:
        why = (
            f"is not in the type: sets with such elements are kept in {_orders(self.orders)}"
            if len(self.orders) > 1
            else f"cannot be seen from the type `{self.at}`: it has no instance of `Ord`, or more than one"
        )
        return (
            f"`{self.name}` depends on the order in which the library keeps its elements, the smallest first. A set of "
            f"Isabelle/HOL has no order of its own, and which one is meant {why}."
        )

    @property
    def hint(self) -> str:
        if len(self.orders) > 1:
            return (
                f"Keep all sets of `{self.at}` in one order, and make it the instance of the type: "
                f"`instance ordT : Ord {self.at} := …;`. For another order, declare a type of its own around it."
            )
        if self.orders and self.orders[0].strip("?"):
            return (
                f"If all sets of `{self.at}` are kept in `{self.orders[0]}`, make it the instance of the type: put the "
                "word `instance` before its definition."
            )
        return (
            "Derive an order (`deriving instance ordT : Ord T;`) or define an instance, take it as an argument "
            f"(`{{{{Ord {self.at}}}}}`), or ask for something that needs no order, such as membership."
        )


class HigherKindedType(Diagnostic):
    """A type variable is applied to types."""

    code = "E0605"
    title = "Not expressible in HOL"
    name: str
    message = (
        "`{name}` stands for a type with parameters (such as `List` or `Maybe`). Isabelle/HOL has variables for types "
        "only. A function over such types is copied for each of those that it is used at, but here is no definition "
        "that could be copied."
    )
    hint = "Give a definition, or state what you need for the concrete types instead of for every `{name}`."


class PolymorphicArgument(Diagnostic):
    """A field or an argument is itself polymorphic."""

    code = "E0606"
    title = "Not expressible in HOL"
    type: str = ""
    """The type of the page that has such a thing inside of its values, where it is that."""

    @property
    def message(self) -> str:
        if self.type:
            return (
                f"Values of `{self.type}` hold something that is polymorphic, or that is for types with parameters. In "
                f"Isabelle/HOL only definitions are, so `{self.type}` is no type there. What is in such a value is put "
                "in place where that is known, but here nothing says what it is."
            )
        return (
            "A function that is itself polymorphic is a value here. In Isabelle/HOL only definitions are polymorphic. "
            "Such a function is put in place where it is known, but here is no definition that it could be put into."
        )

    @property
    def hint(self) -> str:
        if self.type:
            return (
                "Make the value with its constructor, where it is needed or in a definition. What is to stay open in "
                "it can be an axiom for each field."
            )
        return "Turn its type parameters into parameters of the type or the definition around it."


class TypeAsValue(Diagnostic):
    """A type is where HOL wants a value's type."""

    code = "E0607"
    title = "Not expressible in HOL"
    message = "A type is passed around or stored like a value here. Isabelle/HOL keeps types and values apart."
    hint = "Make the type a parameter: `type T (A : Type) := …` or `f {{A : Type}} …`."


class NonUniformType(Diagnostic):
    """A type mentions itself at other arguments than its parameters."""

    code = "E0608"
    title = "Not expressible in HOL"
    name: str
    message = (
        "Inside its own definition `{name}` is used with other arguments than its parameters. A datatype of "
        "Isabelle/HOL can mention itself (and the types defined together with it) only with the same parameters in the "
        "same order."
    )
    hint = "Use the parameters unchanged in each recursive occurrence, or split the type in two."


class RecursionThroughType(Diagnostic):
    """A type is recursive through a type that HOL's datatypes cannot recurse through."""

    code = "E0609"
    title = "Not expressible in HOL"
    name: str
    through: str
    message = (
        "`{name}` contains itself inside `{through}`. A datatype of Isabelle/HOL can recurse through lists, options, "
        "pairs and other datatypes, but not through `{through}`."
    )
    hint = "Keep a list of them instead, or refer to them by name."


class PolymorphicRecursion(Diagnostic):
    """A function calls itself at other types."""

    code = "E0610"
    title = "Not expressible in HOL"
    name: str
    message = (
        "`{name}` calls itself at other types than its own parameters. A function of Isabelle/HOL has one type inside "
        "its own definition."
    )
    hint = "Call it with the type parameters unchanged, or write a second function for the other type."


class RecursiveConstant(Diagnostic):
    """A value that is not a function is defined by itself."""

    code = "E0611"
    title = "Not expressible in HOL"
    name: str
    message = "`{name}` takes no argument and is defined in terms of itself, so nothing says what it is."
    hint = "Give it an argument that gets smaller with each call."


class EmptyType(Diagnostic):
    """Nothing is a value of a recursive type."""

    code = "E0650"
    title = "Not expressible in HOL"
    name: str
    message = (
        "Every constructor of `{name}` needs another value of the type first, so there is none to begin with. Each "
        "type of Isabelle/HOL has at least one value."
    )
    hint = "Add a constructor that needs no value of the type, or keep the part that recurs in a list or a `Maybe`."


# -- What HOL would say differently -----------------------------------------------------------------------------------


class WrittenInstance(Diagnostic):
    """A set is kept by an order, or a function uses an equality, that takes different values for equal."""

    code = "E0620"
    title = "Different elements that count as equal"
    function: str
    kind: str
    """`order` or `equality`."""
    instance: str
    parts: tuple[str, ...]
    """What the instance does not look at; nothing for an order of the library, which looks at the keys only."""
    same: tuple[str, str] | None
    """Two values that it therefore cannot tell apart."""
    place: Label | None
    """Where it is written, if that is on the same page."""
    label = "by the {kind} `{instance}`"

    @property
    def message(self) -> str:
        missed = f"does not look at {joined(self.parts, 'and')}" if self.parts else "looks at the keys only"
        same = f": it gives the same for `{self.same[0]}` and `{self.same[1]}`" if self.same is not None else ""
        return (
            f"`{self.function}` needs the {self.kind} `{self.instance}` to tell different values apart, but it "
            f"{missed}{same}. {self._both_meanings}: the theory would differ from the page."
        )

    @property
    def _both_meanings(self) -> str:
        if self.kind == "equality":
            return f"In Isabelle/HOL `{self.function}` compares by HOL's equality, which tells them apart"
        return (
            "A set or a map of the page keeps one of two elements that the order takes for equal; one of Isabelle/HOL "
            "keeps both"
        )

    @property
    def hint(self) -> str:
        if self.kind == "equality":
            return (
                "Compare the rest as well, or derive the instance (`deriving instance … : Eq …;`). Where the rest "
                "should not matter, give the function a predicate instead of an instance."
            )
        return (
            "Let the order compare the rest, too, when all else is equal, or derive it (`deriving instance … : Ord "
            "…;`). Or keep the elements in a list."
        )


class ComputedOrder(Diagnostic):
    """A function is passed on without the order that it keeps a set or a map by."""

    code = "E0621"
    title = "Set in an order that is still to come"
    function: str
    message = (
        "`{function}` keeps a set or a map in an order, or compares for equality, and is passed on here without its "
        "instance. Which one that will be, and whether it tells different elements apart, cannot be said here."
    )
    hint = "Give it the instance here: `{function} {{{{instance}}}}`."


class MixedOrders(Diagnostic):
    """Sets of one type are kept in more than one order, and gone through in order."""

    code = "E0631"
    title = "More than one order"
    type: str
    orders: tuple[str, ...]
    hint = "Use one order for all sets and maps of the type. For the other, declare a type of its own around it."

    @property
    def message(self) -> str:
        return (
            f"Sets or maps whose elements or keys are of type `{self.type}` are kept in {_orders(self.orders)}, and "
            "some of them are gone through in order. A set of the page comes in the order that it was made in; one "
            "of Isabelle/HOL has none, so the theory would list all of them in the same order."
        )


class SeveralOrders(Diagnostic):
    """Sets of one type are kept in more than one order."""

    code = "W0632"
    title = "Several orders"
    severity = Severity.WARNING
    type: str
    orders: tuple[str, ...]
    hint = "Look into each set by the order that it was made in."

    @property
    def message(self) -> str:
        return (
            f"Sets or maps whose elements or keys are of type `{self.type}` are kept in {_orders(self.orders)}. On the "
            "page, nothing is found in a set by another order than the one that it was made in; a set of Isabelle/HOL "
            "knows no order. The theory takes for granted that they are not mixed."
        )


def _orders(names: tuple[str, ...]) -> str:
    """The orders of one type in words."""
    said = [
        f"`{name}`" if name.strip("?") else "one made on the spot" if name else "that of the type" for name in names
    ]
    return f"{', '.join(said[:-1])} and {said[-1]}"


class TypeLeftOpen(Diagnostic):
    """A type that takes values of its own type, of which the theory has only the name."""

    code = "W0630"
    title = "Type left open"
    severity = Severity.WARNING
    type: str
    constructor: str
    found: str
    """The type that occurs: the same, or one that is defined together with it."""
    reason: str
    """`arrow`, `variable`, or the name of the type whose parameter it is."""
    label = "`{found}` is used here, not only held"
    hint = (
        "Nothing needs to be done where the theory may leave `{type}` open. To prove things about it, keep data "
        "instead of a function: names for variables, or a list of cases."
    )

    @property
    def message(self) -> str:
        match self.reason:
            case "arrow":
                place = "to the left of an arrow"
            case "variable":
                place = "under a type variable, which may stand for anything"
            case name:
                place = f"inside of `{name}`, which may use it to the left of an arrow"
        return (
            f"In the constructor `{self.constructor}` of `{self.type}`, `{self.found}` occurs {place}. The word "
            "`positive` lets the page have such a type, but Isabelle/HOL cannot have it as a data type: there are more "
            f"functions from a set than elements in it, so no set holds all its own functions. In the theory, "
            f"`{self.type}` is a type of which nothing is known, and so are its constructors and fields."
        )


class MatchOnOpenType(Diagnostic):
    """A definition looks into a value of a type that the theory leaves open."""

    code = "E0622"
    title = "No such data type in HOL"
    name: str
    type: str
    message = (
        "`{name}` takes a value of `{type}` apart. Isabelle/HOL cannot have `{type}` as a data type, because it takes "
        "functions of its own values, so the theory says nothing about how its values are made."
    )
    label = "`{type}` is left open in the theory"
    hint = "Use its fields, which the theory has as constants, or leave `{name}` open: `axiom {name} : …;`."


class RecursiveInstance(Diagnostic):
    """An instance is handed to another instance inside of itself."""

    code = "E0625"
    title = "Not expressible in HOL"
    name: str
    message = (
        "`{name}` is needed inside itself, where it is passed to another instance, not of a list, option or pair. An "
        "instance is a value of Isabelle/HOL, and only functions may be defined by themselves, applied to something "
        "smaller."
    )
    hint = (
        "Write the method as a function, with a second one for what the other instance is for, and let the instance "
        "point to the first."
    )


class TooNested(Diagnostic):
    """A definition whose theory would be nested so deeply that nobody could read it, or check its agreement."""

    code = "E0628"
    title = "Nested too deeply for a theory"
    name: str
    limit: int
    message = (
        "In Isabelle, the cases of `{name}` would be more than {limit} levels deep: a clause with a variable where "
        "others have a constructor is tried after them, inside their `otherwise`."
    )
    hint = "Put clauses that look at one argument together, or use several functions."
