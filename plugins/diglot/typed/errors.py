"""What can be wrong with types, in words."""

from collections.abc import Mapping
from typing import Literal

from diglot.diagnostic import Diagnostic, Label
from diglot.names import Symbol
from diglot.source import Span
from diglot.typed.show import show_type
from diglot.typed.types import Constructed, Type
from diglot.wording import count

MAX_DEPTH = 64
"""How many instances may be needed inside each other."""


class _AboutTypes(Diagnostic):
    """One whose types are shown as a writer would write them."""

    def facts(self) -> Mapping[str, object]:
        return {name: show_type(value) if isinstance(value, Type) else value for name, value in vars(self).items()}


class WrongType(_AboutTypes):
    """An expression has another type than its place asks for."""

    code = "E0401"
    title = "Wrong type"
    expected: Type
    found: Type
    argument_of: str = ""
    """The function whose argument it is, when it is one."""
    position: int = 0
    """Which argument, from 1."""
    label = "has type `{found}`"

    @property
    def message(self) -> str:
        place = f"argument {self.position} of `{self.argument_of}`" if self.argument_of else "this place"
        return f"This has type `{show_type(self.found)}`, but {place} needs `{show_type(self.expected)}`."

    @property
    def hint(self) -> str:
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


class WrongConstructorType(_AboutTypes):
    """A pattern of one type where a value of another is matched."""

    code = "E0402"
    title = "Wrong constructor"
    constructor: Symbol
    belongs_to: Type
    expected: Type
    message = (
        "The pattern `{constructor.name}` matches values of type `{belongs_to}`, but the value here has type "
        "`{expected}`."
    )
    label = "a constructor of `{belongs_to}`"
    hint = "Use a constructor of the value's type, or match another value."


class ExpectedFunctionType(_AboutTypes):
    """An argument is given to something that takes none, or no more."""

    code = "E0403"
    title = "Too many arguments"
    found: Type
    function: str
    given: int
    label = "one argument too many"
    hint = "Perhaps parentheses or an operator are missing between two expressions."

    @property
    def message(self) -> str:
        name = f"`{self.function}`" if self.function else "This expression"
        if self.given == 0:
            return f"{name} has type `{show_type(self.found)}`, which is not a function, but it is given an argument."
        given = count(self.given, "argument")
        return f"{name} takes {given}, and here is one more; after {given} its type is `{show_type(self.found)}`."


class ExpectedExplicitArgument(Diagnostic):
    """`{a}` or `{{a}}` where an explicit argument is due."""

    code = "E0404"
    title = "Braces around an explicit argument"
    function: str
    message = "The next argument of `{function}` is an explicit one, but this one is in braces."
    hint = "Remove the braces, or put the implicit argument where the function's type has one."


class LhsTooManyPatterns(_AboutTypes):
    """More patterns than the type has arguments."""

    code = "E0405"
    title = "Too many patterns"
    type: Type
    message = "This pattern matches an argument that the type does not have: what is left is `{type}`."
    label = "no argument is left for this pattern"
    hint = "Remove the pattern, put a constructor and its arguments in parentheses, or add an argument to the type."


class InvalidPatternMatching(_AboutTypes):
    """A constructor pattern against a value that has no constructors."""

    code = "E0407"
    title = "Nothing to match"
    type: Type
    message = "A value of type `{type}` cannot be matched against a constructor: the type has none."
    hint = "Use a variable or `_` here."


class UnsolvedMeta(Diagnostic):
    """A type that nothing determines."""

    code = "E0408"
    title = "Type not determined"
    what: str
    misread: tuple[str, str] | None = None
    """A variable of a pattern that may have been meant to be a constructor, and that constructor."""
    message = "Nothing on the page says what {what} is."

    @property
    def hint(self) -> str:
        if self.misread is not None:
            variable, constructor = self.misread
            return f"In a pattern, `{variable}` is a variable here. The constructor is `{constructor}`."
        return "Give it: as an implicit argument such as `{Nat}`, or by a type annotation on a `let` definition."


class NoInstance(_AboutTypes):
    """Instance search found nothing."""

    code = "E0409"
    title = "No instance"
    goal: Type
    message = "An instance of `{goal}` is needed here, and there is none."
    label = "needs `{goal}`"

    @property
    def hint(self) -> str:
        if show_type(self.goal) == "Integral Nat":
            return "Natural numbers are never negative. Use `Int`, or `sub x y`, which is 0 where `y` is larger."
        trait = show_type(self.goal).partition(" ")[0]
        derive = f"write `deriving instance name : {show_type(self.goal)};`, " if trait in {"Eq", "Ord"} else ""
        return (
            f"Import the module that has the instance, {derive}define one before this place, or take it as an "
            f"argument: `{{{{{show_type(self.goal)}}}}}`."
        )


class AmbiguousInstances(_AboutTypes):
    """Instance search found several."""

    code = "E0410"
    title = "Several instances"
    goal: Type
    candidates: tuple[str, ...]

    @property
    def message(self) -> str:
        names = ", ".join("an argument without a name" if name == "_" else f"`{name}`" for name in self.candidates)
        return f"More than one instance of `{show_type(self.goal)}` fits here: {names}."

    @property
    def hint(self) -> str:
        if self.candidates[0] == "_":
            return f"Name the arguments, `{{{{name : {show_type(self.goal)}}}}}`, and say which: pass `{{{{name}}}}`."
        return f"Say which: pass `{{{{{self.candidates[0]}}}}}` as an argument, or make the types more definite."


class NotAType(_AboutTypes):
    """A value where a type is due."""

    code = "E0411"
    title = "Not a type"
    found: Type | None
    hint = "Write a type, for example `Nat` or `List String`."

    @property
    def message(self) -> str:
        found = f" but this is a value of type `{show_type(self.found)}`" if self.found else " but this is not one"
        return f"A type is needed here,{found}."


class WrongKind(_AboutTypes):
    """A type with too few or too many arguments."""

    code = "E0412"
    title = "Wrong number of type arguments"
    type: Type
    kind: Type
    expected: Type
    message = "`{type}` has kind `{kind}`, but this place needs kind `{expected}`."
    hint = "Give the type all its arguments, and no more; put a compound argument in parentheses."


NotUnfolded = Literal["clauses", "pattern", "conditions", "braces", "too many", "endless", "partial"]
"""Why a function to types cannot be unfolded."""


class UnsupportedTypeFunction(Diagnostic):
    """A function to types that cannot be unfolded."""

    code = "E0413"
    title = "Type function that cannot be unfolded"
    name: str
    reason: NotUnfolded

    @property
    def message(self) -> str:
        return f"`{self.name}` stands for a type wherever it is used, {_WHY_NOT[self.reason]}"

    @property
    def hint(self) -> str:
        if self.reason == "endless":
            return "A type that contains itself is declared with `type`."
        if self.reason == "partial":
            return (
                f"Give `{self.name}` all its arguments, or let its last arguments be the last ones on the right, too."
            )
        if self.reason == "too many":
            return "Remove the pattern, or add an argument to the type."
        if self.reason == "braces":
            return "Use parentheses: `Name (A : Type) : Type := …;`."
        return "Write it as `Name (A : Type) : Type := …;` without patterns, or use a `type` declaration."


_WHY_NOT = {
    "clauses": "but it has several clauses: which one is meant may only be known when a program runs.",
    "pattern": "but it takes its argument apart: an argument of a function to types can only have a name.",
    "conditions": "but what it stands for depends on a condition.",
    "braces": "but it takes something in braces, and what that is would have to be guessed at every use.",
    "too many": "but its clause has more patterns than its type has arguments.",
    "endless": "but to know what it stands for one would have to know that already: it needs itself.",
    "partial": (
        "but here it lacks arguments, and it is not simply another name for something that takes the same ones."
    ),
}


class NotATrait(_AboutTypes):
    """An instance argument or an instance of something that is no trait."""

    code = "E0414"
    title = "Not a trait"
    type: Type
    message = "Only a trait can be found by instance search, and `{type}` is not one."
    hint = "Declare it as `trait type …`, or pass it as an ordinary argument in parentheses."

    @property
    def cause(self) -> object:
        """The word is missing once, whatever the type is given."""
        return (self.code, self.type.symbol) if isinstance(self.type, Constructed) else super().cause


class ExplicitInstanceArgument(Diagnostic):
    """An instance with an explicit argument."""

    code = "E0415"
    title = "Instance with an explicit argument"
    name: str
    message = "The instance `{name}` takes an explicit argument, which instance search could never supply."
    hint = "Use `{{A}}` for types and `{{{{Eq A}}}}` for other instances, or drop the word `instance`."


class TraitNotTerminating(_AboutTypes):
    """An instance whose premises are not smaller than itself."""

    code = "E0416"
    title = "Instance that may search for ever"
    name: str
    premise: Type
    message = (
        "The instance `{name}` needs `{premise}`, which is no smaller than what it provides, so search might never end."
    )
    hint = "Require instances only at parts of the type, as in `{{{{Eq A}}}} : Eq (List A)`."


class SubsumedInstance(Diagnostic):
    """An instance that an earlier one already covers."""

    code = "E0417"
    title = "Instance already covered"
    name: str
    by: Symbol
    message = (
        "`{name}` is a special case of the instance `{by.name}` of `{by.module}`, so every use would be ambiguous."
    )
    hint = "Remove one of them, or make it an ordinary definition and pass it explicitly where you want it."


class CoercionCycles(Diagnostic):
    """Coercions that lead back to where they began."""

    code = "E0418"
    title = "Coercions in a cycle"
    traits: tuple[str, ...]
    hint = "Make one of them an ordinary instance."

    @property
    def message(self) -> str:
        return f"These coercions form a cycle: {' → '.join(self.traits)}."


class CoercionArguments(Diagnostic):
    """A coercion that takes no instance, or several."""

    code = "E0465"
    title = "Coercion without exactly one instance"
    name: str
    count: int
    hint = (
        "Give it one argument in double braces, as in `{{{{Ord A}}}} : Eq A`, or leave out the word `coercion`: "
        "an ordinary instance may need any number."
    )

    @property
    def message(self) -> str:
        given = f"`{self.name}` takes {self.count}" if self.count else f"`{self.name}` takes none"
        return f"A coercion makes an instance of one trait from an instance of another, but {given}."


class BuiltinNotFullyApplied(Diagnostic):
    """A lazy builtin without all its arguments."""

    code = "E0419"
    title = "Needs all its arguments"
    name: str
    needed: int
    message = (
        "`{name}` evaluates its arguments only when it needs them, so it must be given all {needed} of them wherever "
        "it is used."
    )

    @property
    def hint(self) -> str:
        variables = ["x", "y", "z"][: self.needed]
        return f"Wrap it in a function: `\\{{{' '.join(variables)} := …}}`."


class NotThisRecord(_AboutTypes):
    """A record update of something else."""

    code = "E0421"
    title = "Not this record"
    found: Type
    message = "The update changes fields of another record: the value before it has type `{found}`."
    hint = "Write the name of the value's type after `@`, and put parentheses around a compound value."


class DerivingTypeWrongForm(_AboutTypes):
    """`deriving` of something that cannot be derived."""

    code = "E0422"
    title = "Cannot be derived"
    found: Type
    message = "Only `Eq` and `Ord` of an inductive type with all its arguments can be derived, and this is `{found}`."
    hint = "Write `deriving instance eqT : Eq T;`, or define the instance by hand."


class TooManyToOrder(Diagnostic):
    """`deriving` of an order for a type with very many constructors."""

    code = "E0466"
    title = "Too many constructors to order"
    type: str
    count: int
    limit: int
    message = (
        "`Ord` is derived for types with up to {limit} constructors, and `{type}` has {count}: what is derived "
        "compares each of them with all others."
    )
    hint = "Define the instance by hand: compare numbers that a function of your own gives to the constructors."


class MissingBuiltin(Diagnostic):
    """Something that the language refers to without naming it is not in scope of the program."""

    code = "E0423"
    title = "Missing from the imports"
    what: str
    builtin: str
    message = "{what} needs the definition marked `builtin {builtin}`, and no imported module has one."
    hint = "Add `import Stdlib.Prelude open;` to the page's first snippet."


class NestedTooDeeply(Diagnostic):
    """Checking went deeper than the bound."""

    code = "E0424"
    title = "Too deep to check"
    what: str
    message = "{what} is nested too deeply to be checked."
    hint = "Give names to parts of it, as definitions of their own."


class TypeTooLarge(Diagnostic):
    """A type with more parts than are looked at."""

    code = "E0440"
    title = "Type too large"
    name: str
    message = (
        "A type in `{name}` grows to thousands of parts: names of types stand for what they are defined as, so a pair "
        "of pairs of pairs doubles with each step."
    )
    hint = "Make one of the steps a type of its own: `type Two := mkTwo@{{first : A; second : A}}`."


class SearchTooDeep(_AboutTypes):
    """Instance search that needs ever more instances."""

    code = "E0441"
    title = "Instance search goes too deep"
    goal: Type
    hint = "Give the type that is nested so deeply a name with `type`, and an instance of its own."

    @property
    def message(self) -> str:
        return (
            "The instance that is needed here needs another one, that again another, and so on, "
            f"{MAX_DEPTH} times. The last one is of `{show_type(self.goal)}`."
        )


class FunctionOperand(_AboutTypes):
    """An operator between a function and what are perhaps its other arguments."""

    code = "E0442"
    title = "Function as an operand"
    operator: str
    left: Type
    operand: Span
    message = "`{operator}` takes the values on both its sides, and on the left is a function of type `{left}`."
    hint = (
        "To give the operator to the function, put it in parentheses: `({operator})`. Otherwise give the function all "
        "its arguments."
    )

    def related(self) -> tuple[Label, ...]:
        return (Label(self.path, self.operand, "this is a function"),)


class WrongBuiltin(Diagnostic):
    """A `builtin` that is declared twice."""

    code = "E0426"
    title = "Builtin declared twice"
    builtin: str
    other: Symbol
    message = (
        "`builtin {builtin}` stands for one definition of a module, and `{other.name}` is declared as that already."
    )
    hint = "Remove the word `builtin` and the name after it from one of them."
