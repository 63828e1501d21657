"""What can be wrong with names, imports, operators and the shapes that only names make clear.

The class names are the official compiler's where it has one, so that a reader who knows it finds them again.
"""

from diglot.diagnostic import Diagnostic, Label
from diglot.names import SymbolKind
from diglot.scope.foreign_names import advice_on

_KINDS = {
    SymbolKind.TYPE: "a type",
    SymbolKind.CONSTRUCTOR: "a constructor",
    SymbolKind.FIELD: "a field",
    SymbolKind.FUNCTION: "a function",
    SymbolKind.AXIOM: "an axiom",
}
"""What each sort of symbol is called in a sentence."""


MOST_NAMES = 20
"""Of so many names all are listed; of more, some are."""


def _or(names: tuple[str, ...]) -> str:
    """The names in code marks, joined the way one speaks."""
    return _joined(names, "or")


def _and(names: tuple[str, ...]) -> str:
    return _joined(names, "and")


def _joined(names: tuple[str, ...], word: str) -> str:
    left_out = len(names) - MOST_NAMES // 2 if len(names) > MOST_NAMES else 0
    marked = [f"`{name}`" for name in names[: len(names) - left_out]]
    marked += [f"{left_out} others"] if left_out else []
    return marked[0] if len(marked) == 1 else f"{', '.join(marked[:-1])} {word} {marked[-1]}"


def _mean(names: tuple[str, ...]) -> str:
    return f"Did you mean {_or(names)}?" if names else ""


def _open(qualified: tuple[str, ...], name: str) -> str:
    """What to do with a name that is in scope only behind a module."""
    if len(qualified) > 1:
        return "write the one that is meant"
    return f"write it so, or put `open {qualified[0].removesuffix(name)[:-1]};` before this statement"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _takes(iterator: str, expected: str, found: int) -> str:
    return f"The iterator `{iterator}` takes {expected}, and there {'is' if found == 1 else 'are'} {found}."


# -- Names ------------------------------------------------------------------------------------------------------------


class SymNotInScope(Diagnostic):
    """A name without dots that nothing here has."""

    code = "E0301"
    title = "Unknown name"

    name: str
    similar: tuple[str, ...] = ()
    """Names in scope that look like it."""
    qualified: tuple[str, ...] = ()
    """The same name behind a module that is in scope: `T.mk`."""
    homes: tuple[str, ...] = ()
    """Modules that are not imported and have it."""
    owners: tuple[tuple[str, str], ...] = ()
    """Modules that are not imported and types in them that have a constructor of the name."""
    bare: bool = False
    """Whether nothing is imported at all."""

    def message(self) -> str:
        """What is wrong."""
        return f"There is nothing called `{self.name}` here."

    def label(self) -> str:
        """Under the caret."""
        return "not in scope"

    def hint(self) -> str:
        """The nearest way to it."""
        if self.qualified:
            return f"It is there as {_or(self.qualified)}: {_open(self.qualified, self.name)}."
        if self.homes:
            return f"Another module has it. Put `import {self.homes[0]} open;` before this statement?"
        if self.owners:
            module, type_ = self.owners[0]
            return f"It is a constructor of `{module}.{type_}`. Import `{module}` and write `{type_}.{self.name}`?"
        if self.bare:
            return "Nothing is imported here. The library's names come with `import Stdlib.Prelude open;`."
        return advice_on(self.name) or _mean(self.similar)

    def meant(self) -> tuple[str, ...]:
        """Names that look like it."""
        return (*self.similar, *self.qualified)

    def lacks(self) -> tuple[str, ...]:
        """The modules that have it."""
        return self.homes


class QualSymNotInScope(Diagnostic):
    """A dotted name whose module is there, but has no such thing."""

    code = "E0302"
    title = "Unknown qualified name"

    name: str
    module: str
    similar: tuple[str, ...] = ()

    def message(self) -> str:
        """What is wrong."""
        return f"The module `{self.module}` has nothing called `{self.name}`."

    def hint(self) -> str:
        """Similar names in that module."""
        return _mean(tuple(f"{self.module}.{name}" for name in self.similar))

    def meant(self) -> tuple[str, ...]:
        """Names that look like it."""
        return self.similar


class ModuleNotInScope(Diagnostic):
    """An import of a module that does not exist, or a use of one that is not in scope."""

    code = "E0303"
    title = "Unknown module"

    name: str
    imported: bool
    """Whether it is an `import` that asks for it."""
    similar: tuple[str, ...] = ()
    exists: bool = False
    """Whether a module of this name exists and is only not imported."""
    is_type: bool = False
    """Whether a type of this name is in scope, and its module is not."""
    field: str = ""
    """What is asked of it, if it is a value and no module."""

    def message(self) -> str:
        """What is wrong."""
        if self.is_type:
            return (
                f"The type `{self.name}` is in scope here, but not its module, which has its constructors and fields."
            )
        if self.imported:
            return f"There is no module `{self.name}`: neither a page of this site nor the library has that name."
        if self.field:
            return f"`{self.name}` is a value, and a dot stands only between a module and a name in it."
        return f"No module `{self.name}` is in scope here."

    def hint(self) -> str:
        """What to do."""
        if self.is_type:
            return f"Write `module {self.name}` after `{self.name}` in the `using {{…}}` that brings the type."
        if self.exists:
            return f"Put `import {self.name};` before this statement."
        if self.field:
            return f"A field is a function: write `T.{self.field} {self.name}` with the type for `T`."
        if self.similar:
            return _mean(self.similar)
        return "A page's module is named after its path: `engines/ticker.md` is `engines.ticker`." * self.imported

    def meant(self) -> tuple[str, ...]:
        """Names that look like it."""
        return self.similar


class AmbiguousSym(Diagnostic):
    """A name that stands for several things at once."""

    code = "E0304"
    title = "Ambiguous name"

    name: str
    meanings: tuple[str, ...]
    """The different things, by full name."""
    local: bool = False
    """Whether one of them is a `let` definition."""

    def message(self) -> str:
        """What is wrong."""
        also = " and the one defined by `let`" if self.local else ""
        return f"`{self.name}` could be {_or(self.meanings)}{also}: several of them are in scope."

    def label(self) -> str:
        """Under the caret."""
        return "which one?"

    def hint(self) -> str:
        """What to do."""
        if self.local:
            return "Give the `let` definition another name, or add `hiding` to the `open` that brings the other one."
        return "Write the name with its module in front, or add `hiding` to one of the `open`s that bring it."


class AmbiguousModuleSym(Diagnostic):
    """A module name that stands for several modules."""

    code = "E0305"
    title = "Ambiguous module"

    name: str
    meanings: tuple[str, ...]

    def message(self) -> str:
        """What is wrong."""
        return f"`{self.name}` could be the module {_or(self.meanings)}: all of them go by that name here."

    def hint(self) -> str:
        """What to do."""
        return "Give one of the imports another name with `as`."


class MultipleDeclarations(Diagnostic):
    """A name that is declared a second time in the same place."""

    code = "E0306"
    title = "Declared twice"

    name: str
    thing: str
    """`name`, `module`, `fixity` or `variable`."""
    first: Label

    def message(self) -> str:
        """What is wrong."""
        return f"The {self.thing} `{self.name}` is declared a second time here."

    def label(self) -> str:
        """Under the caret."""
        return "second declaration"

    def hint(self) -> str:
        """What to do."""
        return "Give one of them another name, or remove it."

    def related(self) -> tuple[Label, ...]:
        """The first declaration."""
        return (self.first,)


class MultipleExport(Diagnostic):
    """Two different things that the module would export under one name."""

    code = "E0307"
    title = "Exported twice"

    name: str
    meanings: tuple[str, str]

    def message(self) -> str:
        """What is wrong."""
        return f"This module would export two different things as `{self.name}`: {_and(self.meanings)}."

    def hint(self) -> str:
        """What to do."""
        return f"Add `hiding {{{self.name}}}` to this `open`, or make it private by removing `public`."


class ModuleDoesNotExportSymbol(Diagnostic):
    """An item of `using` or `hiding` that the module does not have."""

    code = "E0308"
    title = "Not exported"

    name: str
    module: str
    thing: str
    """`name` or `module`."""
    similar: tuple[str, ...] = ()
    constructor_of: str = ""
    """The type whose module has a member of this name."""
    is_module: bool = False
    """Whether the word `module` is all that is missing."""

    def message(self) -> str:
        """What is wrong."""
        thing = "no module" if self.thing == "module" else "nothing"
        return f"The module `{self.module}` exports {thing} called `{self.name}`."

    def hint(self) -> str:
        """What to do."""
        if self.is_module:
            return f"It is a module: write `module {self.name}`."
        if self.constructor_of:
            kind = self.constructor_of
            return f"It belongs to the type `{kind}`: take `module {kind}` and write `{kind}.{self.name}`."
        return _mean(self.similar)

    def meant(self) -> tuple[str, ...]:
        """Names that look like it."""
        return self.similar


class ImportCycle(Diagnostic):
    """Modules that import each other in a circle."""

    code = "E0309"
    title = "Import cycle"

    cycle: tuple[str, ...]
    """The modules along the circle; the last one imports the first."""
    steps: tuple[Label, ...]
    """Each import on the way."""

    def label(self) -> str:
        """Under the caret."""
        return self.steps[0].text

    def message(self) -> str:
        """What is wrong."""
        if len(self.cycle) == 1:
            return f"The module `{self.cycle[0]}` imports itself."
        way = " → ".join(f"`{name}`" for name in (*self.cycle, self.cycle[0]))
        return f"These modules import each other in a circle, so none can be checked before the others: {way}."

    def hint(self) -> str:
        """What to do."""
        if len(self.cycle) == 1:
            return "Remove the import: a module sees its own definitions."
        return "Move what several of them need into a module of its own that imports none of them."

    def related(self) -> tuple[Label, ...]:
        """The other imports."""
        return self.steps[1:]


# -- Operators --------------------------------------------------------------------------------------------------------


class FixityNotInScope(Diagnostic):
    """An unknown fixity."""

    code = "E0310"
    title = "Unknown fixity"

    name: str
    similar: tuple[str, ...] = ()

    def message(self) -> str:
        """What is wrong."""
        return f"There is no fixity called `{self.name}` here."

    def hint(self) -> str:
        """What to do."""
        known = "The usual ones come with `import Stdlib.Data.Fixity open;`; a new one is made by `syntax fixity`."
        return _mean(self.similar) or known

    def meant(self) -> tuple[str, ...]:
        """Names that look like it."""
        return self.similar


class PrecedenceInconsistency(Diagnostic):
    """A fixity that should be above something that is not below its upper bounds."""

    code = "E0311"
    title = "Inconsistent fixity"

    name: str
    above: str
    below: str

    def message(self) -> str:
        """What is wrong."""
        return (
            f"`{self.name}` cannot bind tighter than `{self.above}` and looser than `{self.below}`, "
            f"because `{self.above}` does not bind looser than `{self.below}`."
        )

    def hint(self) -> str:
        """What to do."""
        return "`above` lists the fixities that bind looser than the new one, `below` those that bind tighter."


class PrecedenceOutOfBounds(Diagnostic):
    """A fixity with a number that is not between its bounds."""

    code = "E0464"
    title = "Number out of bounds"

    name: str
    precedence: int
    bound: str

    def message(self) -> str:
        """What is wrong."""
        return (
            f"`precedence := {self.precedence}` puts `{self.name}` on the wrong side of `{self.bound}`, which it names "
            "as a bound."
        )

    def hint(self) -> str:
        """What to do."""
        return "Change the number, or leave it out: it is then found from `above` and `below`."


class InfixParser(Diagnostic):
    """An operator without an operand, or in a place where it means nothing."""

    code = "E0312"
    title = "Misplaced operator"

    operator: str
    missing: str
    """`left` or `right`: the operand that is not there."""
    in_pattern: bool = False

    def message(self) -> str:
        """What is wrong."""
        return f"The operator `{self.operator}` has nothing on its {self.missing} side."

    def label(self) -> str:
        """Under the caret."""
        return f"no {self.missing} operand"

    def hint(self) -> str:
        """What to do."""
        if self.operator == "-" and self.missing == "left":
            return (
                "A negative number is written without a space, `-1`; there is no minus sign in front of other things."
            )
        if self.operator in ("->", "→") or self.in_pattern:
            return ""
        return f"To pass the operator itself as a function, put it in parentheses: `({self.operator})`."


class MixedOperators(Diagnostic):
    """Two operators of one level that do not associate."""

    code = "E0313"
    title = "Operators need parentheses"

    first: str
    second: str
    first_at: Label

    def message(self) -> str:
        """What is wrong."""
        if self.first == self.second:
            return f"`{self.first}` cannot be chained: it does not associate to either side."
        return f"`{self.first}` and `{self.second}` bind equally strongly and do not associate with each other."

    def hint(self) -> str:
        """What to do."""
        return "Put parentheses around the part that belongs together."

    def related(self) -> tuple[Label, ...]:
        """The other operator."""
        return (self.first_at,)


class FunctionTypeOperand(Diagnostic):
    """`f (x : A) -> B`: a function type as an argument without parentheses."""

    code = "E0314"
    title = "Function type needs parentheses"

    def message(self) -> str:
        """What is wrong."""
        return "A function type that names its argument cannot directly follow a function or an operator."

    def hint(self) -> str:
        """What to do."""
        return "Put the whole function type in parentheses, or put the missing `->` before it."


class AppLeftImplicit(Diagnostic):
    """`{x}` where there is no function to take it."""

    code = "E0315"
    title = "Braces without a function"

    before_arrow: bool = False

    def message(self) -> str:
        """What is wrong."""
        if self.before_arrow:
            return "An implicit argument of a function type needs a name."
        return "Braces pass an implicit argument, and there is no function on their left to pass it to."

    def hint(self) -> str:
        """What to do."""
        if self.before_arrow:
            return "Write `{A : Type} -> …`, or `{_ : Type} -> …` when the name does not matter."
        return "Use parentheses for grouping."


class DanglingDoubleBrace(Diagnostic):
    """`{{x}}` where there is neither a function nor an arrow."""

    code = "E0316"
    title = "Double braces without a function"

    def message(self) -> str:
        """What is wrong."""
        return "Double braces pass an instance, or stand left of an arrow; here they do neither."

    def hint(self) -> str:
        """What to do."""
        return "Write `f {{instance}}`, or `{{Trait A}} -> B` in a type."


class RepeatedUpdate(Diagnostic):
    """`r@A{…}@B{…}`."""

    code = "E0317"
    title = "Two updates in a row"

    def message(self) -> str:
        """What is wrong."""
        return "A record can be updated only once without parentheses."

    def hint(self) -> str:
        """What to do."""
        return "Write both fields in one update, or put the first update in parentheses."


# -- Patterns ---------------------------------------------------------------------------------------------------------


class ConstructorExpected(Diagnostic):
    """A qualified or record pattern whose name is no constructor."""

    code = "E0320"
    title = "Not a constructor"

    name: str
    kind: SymbolKind

    def message(self) -> str:
        """What is wrong."""
        return f"A pattern is made of constructors and new variables, but `{self.name}` is {_KINDS[self.kind]}."


class ConstructorExpectedLeftApplication(Diagnostic):
    """`(f x)` as a pattern where `f` is no constructor."""

    code = "E0321"
    title = "Constructor expected"

    name: str
    similar: tuple[str, ...] = ()
    qualified: tuple[str, ...] = ()

    def message(self) -> str:
        """What is wrong."""
        if not self.name:
            return "Only a constructor can take arguments in a pattern."
        return (
            f"Only a constructor can take arguments in a pattern, and no constructor called `{self.name}` is in scope."
        )

    def hint(self) -> str:
        """What to do."""
        if self.qualified:
            return f"It is there as {_or(self.qualified)}: {_open(self.qualified, self.name)}."
        return _mean(self.similar)

    def meant(self) -> tuple[str, ...]:
        """Names that look like it."""
        return (*self.similar, *self.qualified)


class WrongConstructorAppLength(Diagnostic):
    """A constructor pattern with too few or too many arguments."""

    code = "E0322"
    title = "Wrong number of arguments in a pattern"

    name: str
    expected: int
    found: int
    bare: bool
    """Whether the constructor stands without parentheses, so that its arguments may be meant to follow."""

    def message(self) -> str:
        """What is wrong."""
        has = _count(self.expected, "argument") if self.expected else "no arguments"
        return f"The constructor `{self.name}` has {has}, but the pattern gives it {self.found or 'none'}."

    def hint(self) -> str:
        """What to do."""
        if self.bare and self.expected and not self.found:
            places = " ".join("_" * self.expected)
            return f"Put the constructor and its arguments in parentheses: `({self.name} {places})`."
        return ""


class ConstructorNotARecord(Diagnostic):
    """`C@{f := p}` where `C` has no named fields."""

    code = "E0323"
    title = "Constructor without field names"

    name: str

    def message(self) -> str:
        """What is wrong."""
        return f"The arguments of the constructor `{self.name}` have no names, so a pattern cannot name them."

    def hint(self) -> str:
        """What to do."""
        return f"Give them by position, or write `{self.name}@{{}}` to match any."


class UnexpectedField(Diagnostic):
    """A field that the record does not have."""

    code = "E0324"
    title = "Unknown field"

    field: str
    record: str
    similar: tuple[str, ...] = ()
    known: tuple[str, ...] = ()

    def message(self) -> str:
        """What is wrong."""
        return f"`{self.record}` has no field `{self.field}`."

    def hint(self) -> str:
        """What to do."""
        return _mean(self.similar) or (f"Its fields are {_and(self.known)}." if self.known else "")

    def meant(self) -> tuple[str, ...]:
        """Names that look like it."""
        return self.similar


class RepeatedField(Diagnostic):
    """A field given or declared twice."""

    code = "E0325"
    title = "Field given twice"

    field: str
    first: Label

    def message(self) -> str:
        """What is wrong."""
        return f"The field `{self.field}` is already given."

    def related(self) -> tuple[Label, ...]:
        """The first one."""
        return (self.first,)


class AliasBinderPattern(Diagnostic):
    """`x@y`: two names for the same thing."""

    code = "E0326"
    title = "Second name for a variable"

    name: str
    other: str

    def message(self) -> str:
        """What is wrong."""
        return f"`{self.name}@{self.other}` only gives the same thing two names."

    def hint(self) -> str:
        """What to do."""
        return f"Use `{self.name}` alone. After `@` stands a pattern in parentheses: `{self.name}@(x :: xs)`."


class DoubleBinderPattern(Diagnostic):
    """`x@y@p`."""

    code = "E0327"
    title = "Two names for a pattern"

    name: str
    other: str

    def message(self) -> str:
        """What is wrong."""
        return f"The pattern has two names, `{self.name}` and `{self.other}`; one is enough."


class ImplicitPatternLeftApplication(Diagnostic):
    """`({x} y)` as a pattern."""

    code = "E0328"
    title = "Braces at the head of a pattern"

    def message(self) -> str:
        """What is wrong."""
        return "A pattern in braces matches an implicit argument; it cannot take arguments itself."


class DoubleBracesPattern(Diagnostic):
    """Braces inside braces, or where nothing implicit can be matched."""

    code = "E0329"
    title = "Braces in a pattern"

    def message(self) -> str:
        """What is wrong."""
        return "Braces match an implicit or instance argument, and in this place there is none."

    def hint(self) -> str:
        """What to do."""
        return "Use parentheses for grouping. Type parameters of a constructor are never matched."


# -- Named applications, records, iterators, do ------------------------------------------------------------------------


class NoNameSignature(Diagnostic):
    """`f@{…}` where `f` has no named parameters."""

    code = "E0330"
    title = "No named parameters"

    name: str
    local: bool = False
    """Whether it is a local variable."""

    def message(self) -> str:
        """What is wrong."""
        return f"Arguments cannot be given by name to `{self.name}`: it has no named parameters."

    def hint(self) -> str:
        """What to do."""
        update = f" To change fields of a record, put its type before the brace: `{self.name}@T{{…}}`."
        return "Give the arguments by position, separated by spaces." + update * self.local


class MissingArgs(Diagnostic):
    """A named application without one of the explicit parameters."""

    code = "E0331"
    title = "Missing arguments"

    function: str
    missing: tuple[str, ...]

    def message(self) -> str:
        """What is wrong."""
        what = "argument" if len(self.missing) == 1 else "arguments"
        return f"`{self.function}` is not given the {what} {_and(self.missing)}."

    def hint(self) -> str:
        """What to do."""
        return f"Add `{self.missing[0]} := …` between the braces."


class UnexpectedArgument(Diagnostic):
    """A name that is no parameter of the function."""

    code = "E0332"
    title = "Unknown argument"

    function: str
    name: str
    similar: tuple[str, ...] = ()
    known: tuple[str, ...] = ()

    def message(self) -> str:
        """What is wrong."""
        return f"`{self.function}` has no parameter `{self.name}`."

    def hint(self) -> str:
        """What to do."""
        return _mean(self.similar) or f"Its parameters are {_and(self.known)}."

    def meant(self) -> tuple[str, ...]:
        """Names that look like it."""
        return self.similar


class DuplicateArgument(Diagnostic):
    """The same parameter given twice."""

    code = "E0333"
    title = "Argument given twice"

    name: str
    first: Label

    def message(self) -> str:
        """What is wrong."""
        return f"The argument `{self.name}` is already given."

    def related(self) -> tuple[Label, ...]:
        """The first one."""
        return (self.first,)


class NotARecord(Diagnostic):
    """`@T{…}` where `T` is no record type."""

    code = "E0334"
    title = "Not a record type"

    name: str
    constructor_of: str = ""
    """The record type, when the name is its constructor."""

    def message(self) -> str:
        """What is wrong."""
        if self.constructor_of:
            return f"An update names the record's type, and `{self.name}` is a constructor."
        return (
            f"Only a record type, one whose only constructor has named fields, can be updated; `{self.name}` is none."
        )

    def hint(self) -> str:
        """What to do."""
        return f"Write `@{self.constructor_of}{{…}}`." if self.constructor_of else ""


class IteratorUndefined(Diagnostic):
    """Iterator notation for something that is no iterator."""

    code = "E0340"
    title = "Not an iterator"

    name: str

    def message(self) -> str:
        """What is wrong."""
        return f"`{self.name}` is used like a loop, but it is not declared as an iterator."

    def hint(self) -> str:
        """What to do."""
        return f"Add `syntax iterator {self.name};` after its definition, or call it like a function."


class IteratorInitializer(Diagnostic):
    """A wrong number of initialisers."""

    code = "E0341"
    title = "Wrong number of initialisers"

    name: str
    expected: int
    found: int

    def message(self) -> str:
        """What is wrong."""
        return _takes(self.name, _count(self.expected, "initialiser"), self.found)

    def hint(self) -> str:
        """What to do."""
        return "Initialisers look like `(sum := 0)` and come before the ranges."


class IteratorRange(Diagnostic):
    """A wrong number of ranges."""

    code = "E0342"
    title = "Wrong number of ranges"

    name: str
    expected: int
    found: int

    def message(self) -> str:
        """What is wrong."""
        return _takes(self.name, _count(self.expected, "range"), self.found)

    def hint(self) -> str:
        """What to do."""
        return "Ranges look like `(x in xs; y in ys)`."


class InvalidRangeNumber(Diagnostic):
    """`range := 0` in an iterator declaration."""

    code = "E0343"
    title = "An iterator needs a range"

    name: str

    def message(self) -> str:
        """What is wrong."""
        return f"The iterator `{self.name}` is declared without a range to go through."

    def hint(self) -> str:
        """What to do."""
        return "`range` must be at least 1."


class DoLastStatement(Diagnostic):
    """A `do` block that ends in a binding."""

    code = "E0350"
    title = "A `do` block ends in an expression"

    def message(self) -> str:
        """What is wrong."""
        return "The last statement of a `do` block is its result, so it must be an expression."


class DoBindImplicitPattern(Diagnostic):
    """`{p} <- e`."""

    code = "E0351"
    title = "Braces in a `do` binding"

    def message(self) -> str:
        """What is wrong."""
        return "The pattern left of `<-` matches an explicit argument, so it cannot be in braces."


class BuiltinNotDefined(Diagnostic):
    """`do` without a monad's `bind` among the imports."""

    code = "E0352"
    title = "Missing builtin"

    builtin: str
    construct: str

    def message(self) -> str:
        """What is wrong."""
        return (
            f"{self.construct} stands for the function marked `builtin {self.builtin}`, and no imported module has it."
        )

    def hint(self) -> str:
        """What to do."""
        return "Put `import Stdlib.Prelude open;` at the top of the module."


# -- Declarations -----------------------------------------------------------------------------------------------------


class DefaultArgCycle(Diagnostic):
    """Default values that need each other."""

    code = "E0361"
    title = "Default values in a circle"

    functions: tuple[str, ...]

    def message(self) -> str:
        """What is wrong."""
        if len(self.functions) == 1:
            return f"A default value of `{self.functions[0]}` uses `{self.functions[0]}` itself, whose default it is."
        return f"The default values of {_and(self.functions)} use each other in a circle."


class UnequalClauses(Diagnostic):
    """Clauses of one function with different numbers of patterns."""

    code = "E0363"
    title = "Clauses of different lengths"

    expected: int
    found: int
    first: Label

    def message(self) -> str:
        """What is wrong."""
        return f"This clause has {_count(self.found, 'pattern')}, but the first one has {self.expected}."

    def hint(self) -> str:
        """What to do."""
        return "Each pattern of a clause is a single word or stands in parentheses: `| (suc n) m := …`."

    def related(self) -> tuple[Label, ...]:
        """The first clause."""
        return (self.first,)


class WrongReturnType(Diagnostic):
    """A constructor in signature style whose result is another type, or the type at other parameters."""

    code = "E0364"
    title = "Wrong result of a constructor"

    constructor: str
    expected: str

    def message(self) -> str:
        """What is wrong."""
        return f"The constructor `{self.constructor}` must yield exactly `{self.expected}`."


class DependentConstructor(Diagnostic):
    """A constructor argument that is implicit, or that the type of another one mentions."""

    code = "E0365"
    title = "Argument types that depend on arguments"

    constructor: str

    def message(self) -> str:
        """What is wrong."""
        return (
            f"This argument of `{self.constructor}` is a type parameter of its own, or a later argument's type "
            "mentions it; higher-order logic has no such types."
        )

    def hint(self) -> str:
        """What to do."""
        return "Make it a parameter of the whole type."


class UnsupportedKind(Diagnostic):
    """A type declaration whose kind is not `Type`."""

    code = "E0366"
    title = "A type with indices"

    name: str

    def message(self) -> str:
        """What is wrong."""
        return (
            f"After the colon of the type `{self.name}` only `Type` can stand: types have parameters, but no indices."
        )

    def hint(self) -> str:
        """What to do."""
        return "Write the parameters before the colon: `type Tree (A : Type) := …`."


class UniverseLevel(Diagnostic):
    """`Type 1`."""

    code = "E0367"
    title = "A higher universe"

    level: int

    def message(self) -> str:
        """What is wrong."""
        return f"There is one universe, `Type`; `Type {self.level}` is not part of the language's checked subset."


class RecursivePattern(Diagnostic):
    """A pattern definition that needs what it defines."""

    code = "E0369"
    title = "A pattern that defines itself"

    def message(self) -> str:
        """What is wrong."""
        return "The value of this pattern definition depends on the names that the pattern defines."


class NestedTooDeeply(Diagnostic):
    """An expression or a pattern that is nested deeper than anybody reads."""

    code = "E0370"
    title = "Too deeply nested"

    limit: int

    def message(self) -> str:
        """What is wrong."""
        return f"This is nested more than {self.limit} levels deep; a chain of operators counts one level for each."

    def hint(self) -> str:
        """What to do."""
        return "Name some of the inner parts and define them on their own."
