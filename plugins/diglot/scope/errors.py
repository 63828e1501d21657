"""What can be wrong with names, imports, operators and the shapes that only names make clear.

The class names are the official compiler's where it has one, so that a reader who knows it finds them again.
"""

from diglot.diagnostic import Diagnostic, Label
from diglot.names import SymbolKind
from diglot.scope.foreign_names import advice_on
from diglot.wording import all_of, any_of, count, did_you_mean

_KINDS = {
    SymbolKind.TYPE: "a type",
    SymbolKind.CONSTRUCTOR: "a constructor",
    SymbolKind.FIELD: "a field",
    SymbolKind.FUNCTION: "a function",
    SymbolKind.AXIOM: "an axiom",
}
"""What each sort of symbol is called in a sentence."""


def _open(qualified: tuple[str, ...], name: str) -> str:
    """What to do with a name that is in scope only behind a module."""
    if len(qualified) > 1:
        return "write the one that is meant"
    return f"write it so, or put `open {qualified[0].removesuffix(name)[:-1]};` before this statement"


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
    message = "There is nothing called `{name}` here."
    label = "not in scope"

    @property
    def hint(self) -> str:
        if self.qualified:
            return f"It is there as {any_of(self.qualified)}: {_open(self.qualified, self.name)}."
        if self.homes:
            return f"Another module has it. Put `import {self.homes[0]} open;` before this statement?"
        if self.owners:
            module, type_ = self.owners[0]
            return f"It is a constructor of `{module}.{type_}`. Import `{module}` and write `{type_}.{self.name}`?"
        if self.bare:
            return "Nothing is imported here. The library's names come with `import Stdlib.Prelude open;`."
        return advice_on(self.name) or did_you_mean(self.similar)

    @property
    def cause(self) -> object:
        """Names of one module that is not opened or not imported are missing for one reason."""
        if len(self.qualified) == 1:
            return (self.code, "behind", self.qualified[0].removesuffix(self.name))
        if self.homes:
            return (self.code, "in", self.homes[0])
        return (self.code, self.path) if self.bare else super().cause

    @property
    def once(self) -> bool:
        """One import brings them all."""
        return bool(self.homes)

    def replacements(self) -> tuple[str, ...]:
        return (*self.similar, *self.qualified)

    def missing_imports(self) -> tuple[str, ...]:
        return self.homes


class QualSymNotInScope(Diagnostic):
    """A dotted name whose module is there, but has no such thing."""

    code = "E0302"
    title = "Unknown qualified name"
    name: str
    module: str
    similar: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    """Types in the module whose own modules have it."""
    message = "The module `{module}` has nothing called `{name}`."

    @property
    def hint(self) -> str:
        if self.types:
            found = tuple(f"{self.module}.{type_}.{self.name}" for type_ in self.types)
            return f"It is there as {any_of(found)}: the type `{self.types[0]}` has a module of its own."
        return did_you_mean(tuple(f"{self.module}.{name}" for name in self.similar))

    def replacements(self) -> tuple[str, ...]:
        return (*(f"{type_}.{self.name}" for type_ in self.types), *self.similar)


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

    @property
    def message(self) -> str:
        if self.is_type:
            return (
                f"The type `{self.name}` is in scope here, but not its module, which has its constructors and fields."
            )
        if self.imported:
            return f"There is no module `{self.name}`: neither a page of this site nor the library has that name."
        if self.field:
            return f"`{self.name}` is a value, and a dot belongs only between a module and a name in it."
        return f"No module `{self.name}` is in scope here."

    @property
    def hint(self) -> str:
        if self.is_type:
            return f"Write `module {self.name}` after `{self.name}` in the `using {{…}}` that brings the type."
        if self.exists:
            return f"Put `import {self.name};` before this statement."
        if self.field:
            return f"A field is a function: write `T.{self.field} {self.name}` with the type for `T`."
        if self.similar:
            return did_you_mean(self.similar)
        return "A page's module is named after its path: `engines/ticker.md` is `engines.ticker`." * self.imported

    def replacements(self) -> tuple[str, ...]:
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
    label = "which one?"

    @property
    def message(self) -> str:
        also = " and the one defined by `let`" if self.local else ""
        return f"`{self.name}` could be {any_of(self.meanings)}{also}: several of them are in scope."

    @property
    def hint(self) -> str:
        if self.local:
            return "Give the `let` definition another name, or add `hiding` to the `open` that brings the other one."
        return "Write the name with its module in front, or add `hiding` to one of the `open`s that bring it."


class AmbiguousModuleSym(Diagnostic):
    """A module name that stands for several modules."""

    code = "E0305"
    title = "Ambiguous module"
    name: str
    meanings: tuple[str, ...]
    message = "`{name}` could be the module {meanings:or}: all of them go by that name here."
    hint = "Give one of the imports another name with `as`."


class MultipleDeclarations(Diagnostic):
    """A name that is declared a second time in the same place."""

    code = "E0306"
    title = "Declared twice"
    name: str
    thing: str
    """`name`, `module`, `fixity` or `variable`."""
    first: Label
    message = "The {thing} `{name}` is declared a second time here."
    label = "second declaration"
    hint = "Give one of them another name, or remove it."


class MultipleExport(Diagnostic):
    """Two different things that the module would export under one name."""

    code = "E0307"
    title = "Exported twice"
    name: str
    meanings: tuple[str, str]
    message = "This module would export two different things as `{name}`: {meanings:and}."
    hint = "Add `hiding {{{name}}}` to this `open`, or make it private by removing `public`."


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

    @property
    def message(self) -> str:
        thing = "no module" if self.thing == "module" else "nothing"
        return f"The module `{self.module}` exports {thing} called `{self.name}`."

    @property
    def hint(self) -> str:
        if self.is_module:
            return f"It is a module: write `module {self.name}`."
        if self.constructor_of:
            kind = self.constructor_of
            return f"It belongs to the type `{kind}`: name `module {kind}` and write `{kind}.{self.name}`."
        return did_you_mean(self.similar)

    def replacements(self) -> tuple[str, ...]:
        return self.similar


class ImportCycle(Diagnostic):
    """Modules that import each other in a cycle."""

    code = "E0309"
    title = "Import cycle"
    cycle: tuple[str, ...]
    """The modules along the circle; the last one imports the first."""
    steps: tuple[Label, ...]
    """Each import on the way."""
    label = "{steps[0].text}"

    @property
    def message(self) -> str:
        if len(self.cycle) == 1:
            return f"The module `{self.cycle[0]}` imports itself."
        way = " → ".join(f"`{name}`" for name in (*self.cycle, self.cycle[0]))
        return f"These modules import each other in a cycle, so none can be checked before the others: {way}."

    @property
    def hint(self) -> str:
        if len(self.cycle) == 1:
            return "Remove the import: a module sees its own definitions."
        return "Move what several of them need into a module of its own that imports none of them."

    def related(self) -> tuple[Label, ...]:
        return self.steps[1:]


# -- Operators --------------------------------------------------------------------------------------------------------


class FixityNotInScope(Diagnostic):
    """An unknown fixity."""

    code = "E0310"
    title = "Unknown fixity"
    name: str
    similar: tuple[str, ...] = ()
    message = "There is no fixity called `{name}` here."

    @property
    def once(self) -> bool:
        return True

    @property
    def hint(self) -> str:
        known = "The usual ones come with `import Stdlib.Data.Fixity open;`; a new one is made by `syntax fixity`."
        return did_you_mean(self.similar) or known

    def replacements(self) -> tuple[str, ...]:
        return self.similar


class PrecedenceInconsistency(Diagnostic):
    """A fixity that should be above something that is not below its upper bounds."""

    code = "E0311"
    title = "Inconsistent fixity"
    name: str
    above: str
    below: str
    message = (
        "`{name}` cannot bind tighter than `{above}` and looser than `{below}`, because `{above}` does not bind looser "
        "than `{below}`."
    )
    hint = "`above` lists the fixities that bind looser than the new one, `below` those that bind tighter."


class PrecedenceOutOfBounds(Diagnostic):
    """A fixity with a number that is not between its bounds."""

    code = "E0464"
    title = "Number out of bounds"
    name: str
    precedence: int
    bound: str
    message = "`precedence := {precedence}` puts `{name}` on the wrong side of `{bound}`, which it names as a bound."
    hint = "Change the number, or leave it out: it is then found from `above` and `below`."


class InfixParser(Diagnostic):
    """An operator without an operand, or in a place where it means nothing."""

    code = "E0312"
    title = "Misplaced operator"
    operator: str
    missing: str
    """`left` or `right`: the operand that is not there."""
    in_pattern: bool = False
    message = "The operator `{operator}` has nothing on its {missing} side."
    label = "no {missing} operand"

    @property
    def hint(self) -> str:
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
    hint = "Put parentheses around the part that belongs together."

    @property
    def message(self) -> str:
        if self.first == self.second:
            return f"`{self.first}` cannot be chained: it does not associate to either side."
        return f"`{self.first}` and `{self.second}` bind equally strongly and do not associate with each other."


class FunctionTypeOperand(Diagnostic):
    """`f (x : A) -> B`: a function type as an argument without parentheses."""

    code = "E0314"
    title = "Function type needs parentheses"
    message = "A function type that names its argument cannot directly follow a function or an operator."
    hint = "Put the whole function type in parentheses, or put the missing `->` before it."


class AppLeftImplicit(Diagnostic):
    """`{x}` where there is no function to take it."""

    code = "E0315"
    title = "Braces without a function"
    before_arrow: bool = False

    @property
    def message(self) -> str:
        if self.before_arrow:
            return "An implicit argument of a function type needs a name."
        return "Braces pass an implicit argument, and there is no function on their left to pass it to."

    @property
    def hint(self) -> str:
        if self.before_arrow:
            return "Write `{A : Type} -> …`, or `{_ : Type} -> …` when the name does not matter."
        return "Use parentheses for grouping."


class DanglingDoubleBrace(Diagnostic):
    """`{{x}}` where there is neither a function nor an arrow."""

    code = "E0316"
    title = "Double braces without a function"
    message = "Double braces pass an instance, or are on the left of an arrow; here they do neither."
    hint = "Write `f {{{{instance}}}}`, or `{{{{Trait A}}}} -> B` in a type."


class RepeatedUpdate(Diagnostic):
    """`r@A{…}@B{…}`."""

    code = "E0317"
    title = "Two updates in a row"
    message = "A record can be updated only once without parentheses."
    hint = "Write both fields in one update, or put the first update in parentheses."


# -- Patterns ---------------------------------------------------------------------------------------------------------


class ConstructorExpected(Diagnostic):
    """A qualified or record pattern whose name is no constructor."""

    code = "E0320"
    title = "Not a constructor"
    name: str
    kind: SymbolKind

    @property
    def message(self) -> str:
        return f"A pattern is made of constructors and new variables, but `{self.name}` is {_KINDS[self.kind]}."


class ConstructorExpectedLeftApplication(Diagnostic):
    """`(f x)` as a pattern where `f` is no constructor."""

    code = "E0321"
    title = "Constructor expected"
    name: str
    similar: tuple[str, ...] = ()
    qualified: tuple[str, ...] = ()
    between: bool = False
    """Whether it is a constructor, and no operator, that is written between what is meant to be its arguments."""

    @property
    def message(self) -> str:
        if self.between:
            return (
                f"`{self.name}` is a constructor, but no operator here, so it cannot be written between its arguments."
            )
        if not self.name:
            return "Only a constructor can take arguments in a pattern."
        return (
            f"Only a constructor can take arguments in a pattern, and no constructor called `{self.name}` is in scope."
        )

    @property
    def hint(self) -> str:
        if self.between:
            return (
                f"Put it in front, as in `({self.name} _ _)`, or make it an operator where its type is declared: "
                f"`syntax operator {self.name} additive;`, with the fixity that you want."
            )
        if self.qualified:
            return f"It is there as {any_of(self.qualified)}: {_open(self.qualified, self.name)}."
        return did_you_mean(self.similar)

    def replacements(self) -> tuple[str, ...]:
        return (*self.similar, *self.qualified)


class WrongConstructorAppLength(Diagnostic):
    """A constructor pattern with too few or too many arguments."""

    code = "E0322"
    title = "Wrong number of arguments in a pattern"
    name: str
    expected: int
    found: int
    bare: bool
    """Whether the constructor has no parentheses, so that its arguments may be meant to follow."""

    @property
    def message(self) -> str:
        has = count(self.expected, "argument") if self.expected else "no arguments"
        return f"The constructor `{self.name}` has {has}, but the pattern gives it {self.found or 'none'}."

    @property
    def hint(self) -> str:
        if self.bare and self.expected and not self.found:
            places = " ".join("_" * self.expected)
            return f"Put the constructor and its arguments in parentheses: `({self.name} {places})`."
        return ""


class ConstructorNotARecord(Diagnostic):
    """`C@{f := p}` where `C` has no named fields."""

    code = "E0323"
    title = "Constructor without field names"
    name: str
    message = "The arguments of the constructor `{name}` have no names, so a pattern cannot name them."
    hint = "Give them by position, or write `{name}@{{}}` to match any."


class UnexpectedField(Diagnostic):
    """A field that the record does not have."""

    code = "E0324"
    title = "Unknown field"
    field: str
    record: str
    similar: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    message = "`{record}` has no field `{field}`."

    @property
    def hint(self) -> str:
        return did_you_mean(self.similar) or (f"Its fields are {all_of(self.known)}." if self.known else "")

    def replacements(self) -> tuple[str, ...]:
        return self.similar


class RepeatedField(Diagnostic):
    """A field given or declared twice."""

    code = "E0325"
    title = "Field given twice"
    field: str
    first: Label
    message = "The field `{field}` is already given."


class AliasBinderPattern(Diagnostic):
    """`x@y`: two names for the same thing."""

    code = "E0326"
    title = "Second name for a variable"
    name: str
    other: str
    message = "`{name}@{other}` only gives the same thing two names."
    hint = "Use `{name}` alone. After `@` comes a pattern in parentheses: `{name}@(x :: xs)`."


class DoubleBinderPattern(Diagnostic):
    """`x@y@p`."""

    code = "E0327"
    title = "Two names for a pattern"
    name: str
    other: str
    message = "The pattern has two names, `{name}` and `{other}`; one is enough."


class ImplicitPatternLeftApplication(Diagnostic):
    """`({x} y)` as a pattern."""

    code = "E0328"
    title = "Braces at the head of a pattern"
    message = "A pattern in braces matches an implicit argument; it cannot take arguments itself."


class DoubleBracesPattern(Diagnostic):
    """Braces inside braces, or where nothing implicit can be matched."""

    code = "E0329"
    title = "Braces in a pattern"
    message = "Braces match an implicit or instance argument, and in this place there is none."
    hint = "Use parentheses for grouping. Type parameters of a constructor are never matched."


# -- Named applications, records, iterators, do ------------------------------------------------------------------------


class NoNameSignature(Diagnostic):
    """`f@{…}` where `f` has no named parameters."""

    code = "E0330"
    title = "No named parameters"
    name: str
    local: bool = False
    """Whether it is a local variable."""
    after_unnamed: bool = False
    """Whether parameters have names, but not the first."""

    @property
    def message(self) -> str:
        why = "it has no named parameters"
        if self.after_unnamed:
            why = "its first parameter has no name, and names end there"
        return f"Arguments cannot be given by name to `{self.name}`: {why}."

    @property
    def hint(self) -> str:
        update = f" To change fields of a record, put its type before the brace: `{self.name}@T{{…}}`."
        return "Give the arguments by position, separated by spaces." + update * self.local


class MissingArgs(Diagnostic):
    """A named application without one of the explicit parameters."""

    code = "E0331"
    title = "Missing arguments"
    function: str
    missing: tuple[str, ...]
    hint = "Add `{missing[0]} := …` between the braces."

    @property
    def message(self) -> str:
        what = "argument" if len(self.missing) == 1 else "arguments"
        return f"`{self.function}` is not given the {what} {all_of(self.missing)}."


class UnexpectedArgument(Diagnostic):
    """A name that is no parameter of the function."""

    code = "E0332"
    title = "Unknown argument"
    function: str
    name: str
    similar: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    after_unnamed: bool = False
    """Whether there is such a parameter, but one before it has no name."""

    @property
    def message(self) -> str:
        if self.after_unnamed:
            return f"`{self.name}` cannot be given by name: a parameter of `{self.function}` before it has no name."
        return f"`{self.function}` has no parameter `{self.name}`."

    @property
    def hint(self) -> str:
        if self.after_unnamed:
            return (
                "Names end at the first parameter without one: name it, too, or write these arguments after the brace."
            )
        return did_you_mean(self.similar) or f"Its parameters are {all_of(self.known)}."

    def replacements(self) -> tuple[str, ...]:
        return self.similar


class DuplicateArgument(Diagnostic):
    """The same parameter given twice."""

    code = "E0333"
    title = "Argument given twice"
    name: str
    first: Label
    message = "The argument `{name}` is already given."


class NotARecord(Diagnostic):
    """`@T{…}` where `T` is no record type."""

    code = "E0334"
    title = "Not a record type"
    name: str
    constructor_of: str = ""
    """The record type, when the name is its constructor."""

    @property
    def message(self) -> str:
        if self.constructor_of:
            return f"An update names the record's type, and `{self.name}` is a constructor."
        return (
            f"Only a record type, one whose only constructor has named fields, can be updated; `{self.name}` "
            "is not one."
        )

    @property
    def hint(self) -> str:
        return f"Write `@{self.constructor_of}{{…}}`." if self.constructor_of else ""


class IteratorUndefined(Diagnostic):
    """Iterator notation for something that is no iterator."""

    code = "E0340"
    title = "Not an iterator"
    name: str
    message = "`{name}` is used like a loop, but it is not declared as an iterator."
    hint = "Add `syntax iterator {name};` after its definition, or call it like a function."


class IteratorInitializer(Diagnostic):
    """A wrong number of initialisers."""

    code = "E0341"
    title = "Wrong number of initialisers"
    name: str
    expected: int
    found: int
    hint = "Initialisers look like `(sum := 0)` and come before the ranges."

    @property
    def message(self) -> str:
        return _takes(self.name, count(self.expected, "initialiser"), self.found)


class IteratorRange(Diagnostic):
    """A wrong number of ranges."""

    code = "E0342"
    title = "Wrong number of ranges"
    name: str
    expected: int
    found: int
    hint = "Ranges look like `(x in xs; y in ys)`."

    @property
    def message(self) -> str:
        return _takes(self.name, count(self.expected, "range"), self.found)


class InvalidRangeNumber(Diagnostic):
    """`range := 0` in an iterator declaration."""

    code = "E0343"
    title = "An iterator needs a range"
    name: str
    message = "The iterator `{name}` is declared without a range to go through."
    hint = "`range` must be at least 1."


class DoLastStatement(Diagnostic):
    """A `do` block that ends in a binding."""

    code = "E0350"
    title = "A `do` block ends in an expression"
    message = "The last statement of a `do` block is its result, so it must be an expression."


class DoBindImplicitPattern(Diagnostic):
    """`{p} <- e`."""

    code = "E0351"
    title = "Braces in a `do` binding"
    message = "The pattern left of `<-` matches an explicit argument, so it cannot be in braces."


class BuiltinNotDefined(Diagnostic):
    """`do` without a monad's `bind` among the imports."""

    code = "E0352"
    title = "Missing builtin"
    builtin: str
    construct: str
    message = "{construct} stands for the function marked `builtin {builtin}`, and no imported module has it."
    hint = "Put `import Stdlib.Prelude open;` at the top of the module."


# -- Declarations -----------------------------------------------------------------------------------------------------


class DefaultArgCycle(Diagnostic):
    """Default values that need each other."""

    code = "E0361"
    title = "Default values in a cycle"
    functions: tuple[str, ...]

    @property
    def message(self) -> str:
        if len(self.functions) == 1:
            return f"A default value of `{self.functions[0]}` uses `{self.functions[0]}` itself, whose default it is."
        return f"The default values of {all_of(self.functions)} depend on each other in a cycle."


class MisplacedDefault(Diagnostic):
    """`{x : Nat := 5}` where no function of a module is defined."""

    code = "E0362"
    title = "Default value in the wrong place"
    owner: str
    """What has the argument: `a field`."""
    message = "An argument of {owner} cannot have a default value: only those of functions of a module can."
    hint = "Remove the value, and give the argument where it is needed."


class UnequalClauses(Diagnostic):
    """Clauses of one function with different numbers of patterns."""

    code = "E0363"
    title = "Clauses of different lengths"
    expected: int
    found: int
    first: Label
    message = "This clause has {found:count pattern}, but the first one has {expected}."
    hint = "Each pattern of a clause is a single word or in parentheses: `| (suc n) m := …`."


class WrongReturnType(Diagnostic):
    """A constructor in signature style whose result is another type, or the type at other parameters."""

    code = "E0364"
    title = "Wrong result of a constructor"
    constructor: str
    expected: str
    message = "The constructor `{constructor}` must yield exactly `{expected}`."


class DependentConstructor(Diagnostic):
    """A constructor argument that is implicit, or that the type of another one mentions."""

    code = "E0365"
    title = "Argument types that depend on arguments"
    constructor: str
    message = (
        "This argument of `{constructor}` is a type parameter of its own, or a later argument's type mentions it; "
        "higher-order logic has no such types."
    )
    hint = "Make it a parameter of the whole type."


class UnsupportedKind(Diagnostic):
    """A type declaration whose kind is not `Type`."""

    code = "E0366"
    title = "A type with indices"
    name: str
    message = "After the colon of the type `{name}` there can only be `Type`: types have parameters, but no indices."
    hint = "Write the parameters before the colon: `type Tree (A : Type) := …`."


class UniverseLevel(Diagnostic):
    """`Type 1`."""

    code = "E0367"
    title = "A higher universe"
    level: int
    message = "There is only one universe, `Type`; `Type {level}` is not part of the language's checked subset."


class RecursivePattern(Diagnostic):
    """A pattern definition that needs what it defines."""

    code = "E0369"
    title = "A pattern that defines itself"
    message = "The value of this pattern definition depends on the names that the pattern defines."


class NestedTooDeeply(Diagnostic):
    """An expression or a pattern that is nested deeper than anybody reads."""

    code = "E0370"
    title = "Too deeply nested"
    limit: int
    message = "This is nested more than {limit} levels deep; a chain of operators counts one level for each."
    hint = "Name some of the inner parts and define them on their own."


class TooManyParameters(Diagnostic):
    """More parameters than anybody counts."""

    code = "E0371"
    title = "Too many parameters"
    count: int
    limit: int
    message = "There are {count:,} parameters here. I follow at most {limit}."
    hint = "Put them into a record, and take the record as one parameter."
