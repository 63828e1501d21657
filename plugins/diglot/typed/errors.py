"""What can be wrong with types, in words."""

from typing import ClassVar

from diglot.diagnostic import Diagnostic, Label
from diglot.names import Symbol
from diglot.source import Span
from diglot.typed.show import show_type
from diglot.typed.types import Type

MAX_DEPTH = 64
"""How many instances may be needed inside each other."""


class WrongType(Diagnostic):
    """An expression has another type than its place asks for."""

    expected: Type
    found: Type
    argument_of: str = ""
    """The function whose argument it is, when it is one."""
    position: int = 0
    """Which argument, from 1."""

    code: ClassVar[str] = "E0401"
    title: ClassVar[str] = "Wrong type"

    def message(self) -> str:
        """Both types."""
        place = f"argument {self.position} of `{self.argument_of}`" if self.argument_of else "this place"
        return f"This has type `{show_type(self.found)}`, but {place} needs `{show_type(self.expected)}`."

    def label(self) -> str:
        """The type found."""
        return f"has type `{show_type(self.found)}`"

    def hint(self) -> str:
        """Guesses for pairs of types that are often confused."""
        found, expected = show_type(self.found), show_type(self.expected)
        if found == "String" and self.argument_of == "++":
            return "Texts are joined with `++str`, and lists with `++`."
        if found.startswith("Pair ") and not expected.startswith(("Pair ", "_")):
            return "A `,` makes a pair. Arguments are separated by spaces, and the elements of a list by `;`."
        return _CONVERSIONS.get((found, expected), "")


_CONVERSIONS = {
    ("Int", "Nat"): "`Int.toNat` turns an `Int` into a `Nat`; negative numbers become 0.",
    ("Nat", "Int"): "`Int.ofNat` turns a `Nat` into an `Int`.",
    ("Nat", "String"): "`natToString` writes a `Nat` as text.",
    ("Int", "String"): "`intToString` writes an `Int` as text.",
}


class WrongConstructorType(Diagnostic):
    """A pattern of one type where a value of another is matched."""

    constructor: Symbol
    belongs_to: Type
    expected: Type

    code: ClassVar[str] = "E0402"
    title: ClassVar[str] = "Wrong constructor"

    def message(self) -> str:
        """The constructor's type and the matched one."""
        return (
            f"The pattern `{self.constructor.name}` matches values of type `{show_type(self.belongs_to)}`, "
            f"but the value here has type `{show_type(self.expected)}`."
        )

    def label(self) -> str:
        """Whose constructor it is."""
        return f"a constructor of `{show_type(self.belongs_to)}`"

    def hint(self) -> str:
        """Where to look."""
        return "Use a constructor of the value's type, or match another value."


class ExpectedFunctionType(Diagnostic):
    """An argument is given to something that takes none, or no more."""

    found: Type
    function: str
    given: int

    code: ClassVar[str] = "E0403"
    title: ClassVar[str] = "Too many arguments"

    def message(self) -> str:
        """What is applied and its type."""
        name = f"`{self.function}`" if self.function else "This expression"
        if self.given == 0:
            return f"{name} has type `{show_type(self.found)}`, which is not a function, but it is given an argument."
        count = "1 argument" if self.given == 1 else f"{self.given} arguments"
        return f"{name} takes {count}, and here is one more; after {count} its type is `{show_type(self.found)}`."

    def label(self) -> str:
        """The superfluous argument."""
        return "this argument is too many"

    def hint(self) -> str:
        """Usual causes."""
        return "Perhaps parentheses or an operator are missing between two expressions."


class ExpectedExplicitArgument(Diagnostic):
    """`{a}` or `{{a}}` where an explicit argument is due."""

    function: str

    code: ClassVar[str] = "E0404"
    title: ClassVar[str] = "Braces around an explicit argument"

    def message(self) -> str:
        """What the braces mean."""
        return f"The next argument of `{self.function}` is an explicit one, but this one stands in braces."

    def hint(self) -> str:
        """Remedy."""
        return "Remove the braces, or put the implicit argument where the function's type has one."


class LhsTooManyPatterns(Diagnostic):
    """More patterns than the type has arguments."""

    type: Type

    code: ClassVar[str] = "E0405"
    title: ClassVar[str] = "Too many patterns"

    def message(self) -> str:
        """The type that is used up."""
        return (
            f"This pattern matches an argument that the type does not have: what is left is `{show_type(self.type)}`."
        )

    def label(self) -> str:
        """The pattern."""
        return "no argument is left for this pattern"

    def hint(self) -> str:
        """Remedy."""
        return "Remove the pattern, put a constructor and its arguments in parentheses, or add an argument to the type."


class InvalidPatternMatching(Diagnostic):
    """A constructor pattern against a value that has no constructors."""

    type: Type

    code: ClassVar[str] = "E0407"
    title: ClassVar[str] = "Nothing to match"

    def message(self) -> str:
        """The type."""
        return f"A value of type `{show_type(self.type)}` cannot be matched against a constructor: the type has none."

    def hint(self) -> str:
        """Remedy."""
        return "Use a variable or `_` here."


class UnsolvedMeta(Diagnostic):
    """A type that nothing determines."""

    what: str

    code: ClassVar[str] = "E0408"
    title: ClassVar[str] = "Type not determined"

    def message(self) -> str:
        """What is open."""
        return f"Nothing on the page says what {self.what} is."

    def hint(self) -> str:
        """Remedy."""
        return "Give it: as an implicit argument such as `{Nat}`, or by a type annotation on a `let` definition."


class NoInstance(Diagnostic):
    """Instance search found nothing."""

    goal: Type

    code: ClassVar[str] = "E0409"
    title: ClassVar[str] = "No instance"

    def message(self) -> str:
        """The goal."""
        return f"An instance of `{show_type(self.goal)}` is needed here, and there is none."

    def label(self) -> str:
        """The goal."""
        return f"needs `{show_type(self.goal)}`"

    def hint(self) -> str:
        """Remedies."""
        if show_type(self.goal) == "Integral Nat":
            return "Natural numbers are never negative. Use `Int`, or `sub x y`, which is 0 where `y` is larger."
        trait = show_type(self.goal).partition(" ")[0]
        derive = f"write `deriving instance name : {show_type(self.goal)};`, " if trait in {"Eq", "Ord"} else ""
        return (
            f"Import the module that has the instance, {derive}define one before this place, or take it as an "
            f"argument: `{{{{{show_type(self.goal)}}}}}`."
        )


class AmbiguousInstances(Diagnostic):
    """Instance search found several."""

    goal: Type
    candidates: tuple[str, ...]

    code: ClassVar[str] = "E0410"
    title: ClassVar[str] = "Several instances"

    def message(self) -> str:
        """The goal and what fits."""
        names = ", ".join("an argument without a name" if name == "_" else f"`{name}`" for name in self.candidates)
        return f"More than one instance of `{show_type(self.goal)}` fits here: {names}."

    def hint(self) -> str:
        """Remedy."""
        if self.candidates[0] == "_":
            return f"Name the arguments, `{{{{name : {show_type(self.goal)}}}}}`, and say which: pass `{{{{name}}}}`."
        return f"Say which: pass `{{{{{self.candidates[0]}}}}}` as an argument, or make the types more definite."


class NotAType(Diagnostic):
    """A value where a type is due."""

    found: Type | None

    code: ClassVar[str] = "E0411"
    title: ClassVar[str] = "Not a type"

    def message(self) -> str:
        """What stands there."""
        found = f" but this is a value of type `{show_type(self.found)}`" if self.found else " but this is not one"
        return f"A type is needed here,{found}."

    def hint(self) -> str:
        """Remedy."""
        return "Write a type, for example `Nat` or `List String`."


class WrongKind(Diagnostic):
    """A type with too few or too many arguments."""

    type: Type
    kind: Type
    expected: Type

    code: ClassVar[str] = "E0412"
    title: ClassVar[str] = "Wrong number of type arguments"

    def message(self) -> str:
        """Both kinds."""
        return (
            f"`{show_type(self.type)}` has kind `{show_type(self.kind)}`, but this place needs kind "
            f"`{show_type(self.expected)}`."
        )

    def hint(self) -> str:
        """Remedy."""
        return "Give the type all its arguments, and no more; put a compound argument in parentheses."


class UnsupportedTypeFunction(Diagnostic):
    """A function to types that cannot be unfolded."""

    name: str

    code: ClassVar[str] = "E0413"
    title: ClassVar[str] = "Type function that cannot be unfolded"

    def message(self) -> str:
        """The condition."""
        return (
            f"`{self.name}` computes a type, so it must have one equation whose arguments are plain variables, it must "
            "not call itself, and it must be given all its arguments."
        )

    def hint(self) -> str:
        """Remedy."""
        return "Write it as `Name (A : Type) : Type := …;` without patterns, or use a `type` declaration."


class NotATrait(Diagnostic):
    """An instance argument or an instance of something that is no trait."""

    type: Type

    code: ClassVar[str] = "E0414"
    title: ClassVar[str] = "Not a trait"

    def message(self) -> str:
        """What it is."""
        return f"Only a trait can be found by instance search, and `{show_type(self.type)}` is not one."

    def hint(self) -> str:
        """Remedy."""
        return "Declare it as `trait type …`, or pass it as an ordinary argument in parentheses."


class ExplicitInstanceArgument(Diagnostic):
    """An instance with an explicit argument."""

    name: str

    code: ClassVar[str] = "E0415"
    title: ClassVar[str] = "Instance with an explicit argument"

    def message(self) -> str:
        """The rule."""
        return f"The instance `{self.name}` takes an explicit argument, which instance search could never supply."

    def hint(self) -> str:
        """Remedy."""
        return "Use `{A}` for types and `{{Eq A}}` for other instances, or drop the word `instance`."


class TraitNotTerminating(Diagnostic):
    """An instance whose premises are not smaller than itself."""

    name: str
    premise: Type

    code: ClassVar[str] = "E0416"
    title: ClassVar[str] = "Instance that may search for ever"

    def message(self) -> str:
        """The premise at fault."""
        return (
            f"The instance `{self.name}` needs `{show_type(self.premise)}`, which is no smaller than what it provides, "
            "so search might never end."
        )

    def hint(self) -> str:
        """Remedy."""
        return "Require instances only at parts of the type, as in `{{Eq A}} : Eq (List A)`."


class SubsumedInstance(Diagnostic):
    """An instance that an earlier one already covers."""

    name: str
    by: Symbol

    code: ClassVar[str] = "E0417"
    title: ClassVar[str] = "Instance already covered"

    def message(self) -> str:
        """Both names."""
        by = f"`{self.by.name}` of `{self.by.module}`"
        return f"`{self.name}` is a special case of the instance {by}, so every use would be ambiguous."

    def hint(self) -> str:
        """Remedy."""
        return "Remove one of them, or make it an ordinary definition and pass it explicitly where you want it."


class CoercionCycles(Diagnostic):
    """Coercions that lead back to where they began."""

    traits: tuple[str, ...]

    code: ClassVar[str] = "E0418"
    title: ClassVar[str] = "Coercions in a circle"

    def message(self) -> str:
        """The circle."""
        return f"These coercions lead in a circle: {' → '.join(self.traits)}."

    def hint(self) -> str:
        """Remedy."""
        return "Make one of them an ordinary instance."


class BuiltinNotFullyApplied(Diagnostic):
    """A lazy builtin without all its arguments."""

    name: str
    needed: int

    code: ClassVar[str] = "E0419"
    title: ClassVar[str] = "Needs all its arguments"

    def message(self) -> str:
        """The rule."""
        return (
            f"`{self.name}` evaluates its arguments only when it needs them, so it must be given all "
            f"{self.needed} of them wherever it is used."
        )

    def hint(self) -> str:
        """Remedy."""
        variables = ["x", "y", "z"][: self.needed]
        return f"Wrap it in a function: `\\{{{' '.join(variables)} := …}}`."


class NotARecord(Diagnostic):
    """A record update of something else."""

    found: Type

    code: ClassVar[str] = "E0421"
    title: ClassVar[str] = "Not this record"

    def message(self) -> str:
        """The type found."""
        return f"The update changes fields of another record: the value before it has type `{show_type(self.found)}`."

    def hint(self) -> str:
        """Remedy."""
        return "Write the name of the value's type after `@`, and put parentheses around a compound value."


class DerivingTypeWrongForm(Diagnostic):
    """`deriving` of something that cannot be derived."""

    found: Type

    code: ClassVar[str] = "E0422"
    title: ClassVar[str] = "Cannot be derived"

    def message(self) -> str:
        """What can be."""
        return (
            "Only `Eq` and `Ord` of an inductive type with all its arguments can be derived, and this is "
            f"`{show_type(self.found)}`."
        )

    def hint(self) -> str:
        """Remedy."""
        return "Write `deriving instance eqT : Eq T;`, or define the instance by hand."


class MissingBuiltin(Diagnostic):
    """Something that the language refers to without naming it is not in scope of the program."""

    what: str
    builtin: str

    code: ClassVar[str] = "E0423"
    title: ClassVar[str] = "Missing from the imports"

    def message(self) -> str:
        """What is used."""
        return f"{self.what} needs the definition marked `builtin {self.builtin}`, and no imported module has one."

    def hint(self) -> str:
        """Remedy."""
        return "Add `import Stdlib.Prelude open;` to the page's first snippet."


class NestedTooDeeply(Diagnostic):
    """Checking went deeper than the bound."""

    what: str

    code: ClassVar[str] = "E0424"
    title: ClassVar[str] = "Too deep to check"

    def message(self) -> str:
        """What was given up."""
        return f"{self.what} is nested too deeply to be checked."

    def hint(self) -> str:
        """Remedy."""
        return "Give names to parts of it, as definitions of their own."


class TypeTooLarge(Diagnostic):
    """A type with more parts than are looked at."""

    name: str

    code: ClassVar[str] = "E0440"
    title: ClassVar[str] = "Type too large"

    def message(self) -> str:
        """How that comes."""
        return (
            f"A type in `{self.name}` grows to thousands of parts: names of types stand for what they are defined as, "
            "so a pair of pairs of pairs doubles with each step."
        )

    def hint(self) -> str:
        """Remedy."""
        return "Make one of the steps a type of its own: `type Two := mkTwo@{first : A; second : A}`."


class SearchTooDeep(Diagnostic):
    """Instance search that needs ever more instances."""

    goal: Type

    code: ClassVar[str] = "E0441"
    title: ClassVar[str] = "Instance search goes too deep"

    def message(self) -> str:
        """The goal that it has come to."""
        return (
            "The instance that is needed here needs another one, that again another, and so on, "
            f"{MAX_DEPTH} times. The last one is of `{show_type(self.goal)}`."
        )

    def hint(self) -> str:
        """Remedy."""
        return "Give the type that is nested so deeply a name with `type`, and an instance of its own."


class FunctionOperand(Diagnostic):
    """An operator between a function and what are perhaps its other arguments."""

    operator: str
    left: Type
    operand: Span

    code: ClassVar[str] = "E0442"
    title: ClassVar[str] = "Function as an operand"

    def message(self) -> str:
        """How it is read."""
        return (
            f"`{self.operator}` takes what stands on both its sides, and on the left stands a function of type "
            f"`{show_type(self.left)}`."
        )

    def hint(self) -> str:
        """Remedy."""
        return (
            f"To give the operator to the function, put it in parentheses: `({self.operator})`. "
            "Otherwise give the function all its arguments."
        )

    def related(self) -> tuple[Label, ...]:
        """The function."""
        return (Label(self.path, self.operand, "this is a function"),)


class DefaultUsesArgument(Diagnostic):
    """A default value that is not the same for each call."""

    name: str
    used: str

    code: ClassVar[str] = "E0443"
    title: ClassVar[str] = "Default value that uses an argument"

    def message(self) -> str:
        """Which one."""
        return (
            f"The default value of `{self.name}` uses the argument `{self.used}`. It takes the place of an argument "
            "that is left out, and there the other arguments have no names."
        )

    def hint(self) -> str:
        """Remedy."""
        return f"Take the default value out, or define a second function that is given `{self.used}` and passes it on."


class WrongBuiltin(Diagnostic):
    """A `builtin` that is declared twice."""

    builtin: str
    other: Symbol

    code: ClassVar[str] = "E0426"
    title: ClassVar[str] = "Builtin declared twice"

    def message(self) -> str:
        """Where the first one is."""
        return (
            f"`builtin {self.builtin}` stands for one definition in the whole program, and `{self.other.name}` of "
            f"`{self.other.module}` already is it."
        )

    def hint(self) -> str:
        """Remedy."""
        return "Remove the word `builtin` and the name after it, or import the other definition and use that."
