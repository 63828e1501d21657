"""What can be wrong with snippets as text: words, brackets, the shape of statements."""

from diglot.diagnostic import Diagnostic, Label, Severity
from diglot.source import Span
from diglot.syntax.token import KEYWORDS
from diglot.wording import count

# -- Words ------------------------------------------------------------------------------------------------------------


class UnterminatedString(Diagnostic):
    """A string without its closing quote."""

    code = "E0201"
    title = "String without an end"
    suspect: Span | None
    """An earlier string that runs over a line end."""
    message = "A string begins here, but no quote closes it before the snippet ends."
    label = "opened here"
    hint = 'Put a `"` after the last character of the string. A quote inside a string is written `\\"`.'

    def related(self) -> tuple[Label, ...]:
        if self.suspect is None:
            return ()
        return (
            Label(self.path, self.suspect, "this string runs over a line end: perhaps its closing quote is missing"),
        )


class UnterminatedComment(Diagnostic):
    """A block comment, documentation block or pragma that is never closed."""

    code = "E0202"
    title = "Comment without an end"
    opening: str
    closing: str
    message = "What begins here with `{opening}` is not closed by `{closing}` before the snippet ends."
    label = "opened here"

    @property
    def hint(self) -> str:
        if self.opening == "{-":
            return (
                "Comments nest: each `{-` inside needs a `-}` of its own. If no comment is meant, put a space between"
                " the `{` and the `-`."
            )
        return f"Put `{self.closing}` where it ends."


class UnexpectedCharacter(Diagnostic):
    """A character that begins no word."""

    code = "E0203"
    title = "Unexpected character"
    character: str

    @property
    def message(self) -> str:
        if self.character == ".":
            return "A dot joins the parts of a name, as in `Set.empty`, so a word should follow it without a space."
        if self.character.isspace():
            return f"This looks like a space, but it is another character, U+{ord(self.character):04X}."
        return f"No word can begin with `{self.character}`."

    @property
    def hint(self) -> str:
        if self.character == ".":
            return "Remove the spaces around the dot. To take a field of a value, write the field first: `field value`."
        if self.character.isspace():
            return "Replace it by an ordinary space. It often comes from copying text out of a document."
        return "Digits of any kind may be inside a name, but not at its beginning."


class BadNumber(Diagnostic):
    """Something that begins like a number but is none."""

    code = "E0204"
    title = "Not a number"
    text: str
    """Empty when the number is too long to show."""

    @property
    def message(self) -> str:
        if not self.text:
            return "This number has more than a thousand digits, which is more than I can work with."
        return f"`{self.text}` begins with a digit, so it should be a whole number, but it goes on with something else."

    @property
    def hint(self) -> str:
        if not self.text:
            return "Compute it from smaller numbers."
        if "." in self.text:
            return "There are no fractions: numbers are whole."
        if "_" in self.text:
            return "Write the digits without `_` between them."
        return "A name cannot begin with a digit. Other bases are written `0xff`, `0o17` and `0b101`."


class BadEscape(Diagnostic):
    """A backslash in a string that means nothing."""

    code = "E0205"
    title = "Unknown escape in a string"
    text: str
    message = "`{text}` in a string does not stand for any character."
    hint = 'A backslash itself is written `\\\\`; others are `\\n`, `\\t`, `\\"` and numbers such as `\\955`.'


class GluedWords(Diagnostic):
    """Several words without spaces between them."""

    code = "E0206"
    title = "Missing spaces"
    word: str
    spaced: str
    hint = "Put spaces between its parts: `{spaced}`."

    @property
    def message(self) -> str:
        if self.word.startswith(","):
            return f"`{self.word}` is read as one name: without a space after it, a comma is part of a name."
        return f"`{self.word}` is read as one name: almost any character may be part of a name, also `:` and `-`."


class BacktickOperator(Diagnostic):
    """A name in backticks."""

    code = "E0207"
    title = "Name in backticks"
    name: str
    message = "Backticks do not turn a function into an operator here."
    hint = "Write it before its arguments: `{name} a b`, or declare `syntax operator {name} additive;`."


class ReservedWord(Diagnostic):
    """A keyword where a name has to be."""

    code = "E0208"
    title = "Reserved word"
    word: str
    in_let: bool = False
    """Whether a definition of a `let` begins here."""
    message = "A name is needed here, but `{word}` is a word of the language and cannot be one."

    @property
    def hint(self) -> str:
        if self.in_let and self.word == "type":
            return "A type cannot be declared in a `let`. Declare it before this definition."
        if self.in_let and self.word == "deriving":
            return "An instance is found from anywhere on the page. Derive it before this definition."
        if not self.word.isalpha():
            return "Choose another name."
        return f"Choose another name; `{self.word}'` and `{self.word}_` are free, for example."


# -- Brackets and separators ------------------------------------------------------------------------------------------


class UnclosedBracket(Diagnostic):
    """A bracket that is not closed where it has to be."""

    code = "E0210"
    title = "Bracket without its partner"
    opener: Span
    opening: str
    closing: str
    found: str
    message = "Here is {found}, but `{opening}` is still open: its `{closing}` is missing before this."
    hint = "Put a `{closing}` where the part that begins with `{opening}` ends."

    def related(self) -> tuple[Label, ...]:
        return (Label(self.path, self.opener, "opened here"),)


class UnmatchedBracket(Diagnostic):
    """A closing bracket that closes nothing."""

    code = "E0211"
    title = "Bracket that closes nothing"
    bracket: str
    message = "This `{bracket}` has no partner: nothing that it could close is open here."
    hint = "Remove it, or look for an opening bracket that was lost before it."


class MissingSemicolon(Diagnostic):
    """Two things in a row that a semicolon has to part."""

    code = "E0212"
    title = "Missing semicolon"
    next: Span
    """The word that begins the next one."""
    context: str
    label = "put a `;` here"
    hint = "Line ends do not separate statements; a `;` does."

    @property
    def message(self) -> str:
        return f"{self.context[:1].upper()}{self.context[1:]} seems to end here, but there is no `;` after it."

    def related(self) -> tuple[Label, ...]:
        return (Label(self.path, self.next, "because this looks like the beginning of the next one"),)


class ExtraSemicolon(Diagnostic):
    """A semicolon with nothing before it."""

    code = "E0213"
    title = "Extra semicolon"
    message = "There is no statement before this `;`."
    hint = "Remove it. One `;` ends a statement; only the end of a snippet may have one too many."


class CommaSeparator(Diagnostic):
    """A comma where a semicolon has to be."""

    code = "E0214"
    title = "Comma instead of semicolon"
    context: str
    message = "The parts of {context} are separated by `;`. A `,` is an operator: it makes a pair of two values."
    hint = "Write `;` here."


class CommaInList(Diagnostic):
    """A list literal whose only element is a pair."""

    code = "W0215"
    title = "Comma in a list"
    severity = Severity.WARNING
    message = "This list has one element, which is a pair: `,` makes pairs, and `;` separates the elements of a list."
    hint = "Write `[a; b]` for a list of two, or `[(a, b)]` if a list with one pair is meant."


# -- Definitions ------------------------------------------------------------------------------------------------------


class DefinitionSign(Diagnostic):
    """`=`, `=>` or `->` where `:=` has to be."""

    code = "E0220"
    title = "Another sign instead of `:=`"
    found: str
    context: str
    message = "In {context}, `:=` separates the two sides, and not `{found}`."
    hint = "Write `:=` here, with a space on both sides."


class DoubleColon(Diagnostic):
    """`::` where `:` has to be."""

    code = "E0221"
    title = "`::` instead of `:`"
    message = "A name and its type are separated by `:`. The sign `::` puts an element before a list."
    hint = "Write `:` here."


class UntypedParameter(Diagnostic):
    """`f x := …`."""

    code = "E0222"
    title = "Parameter without a type"
    name: str
    function: str
    message = "`{name}` seems to be a parameter of `{function}`, but it has no type."
    hint = "Write `({name} : T)` with its type for `T`; in braces, `{{{name}}}`, if it should be inferred."


class WordOrder(Diagnostic):
    """`terminating builtin b f`."""

    code = "E0236"
    title = "Words in the wrong order"
    word: str
    before: str
    message = "`{word}` comes before `{before}`, and not after it."
    hint = (
        "The order is `builtin …`, `terminating`, `coercion`, `instance`. Each may be left out, but `coercion` needs "
        "`instance`."
    )


class CoercionWithoutInstance(Diagnostic):
    """`coercion c`, where `instance` is missing."""

    code = "E0237"
    title = "Coercion that is no instance"
    name: str
    message = (
        "`coercion` says that an instance is found only where no other one fits, and `{name}` is an ordinary "
        "definition."
    )
    hint = "Write `coercion instance {name}`, or leave out the word `coercion`."


class MissingResultType(Diagnostic):
    """A definition that has to say its type and does not."""

    code = "E0223"
    title = "Definition without a type"
    name: str
    is_local: bool
    """Whether it is a local definition with parameters or clauses."""
    hint = "Write `: T` with its type for `T` before the `:=`: `{name} : T := …`."

    @property
    def message(self) -> str:
        if self.is_local:
            return f"`{self.name}` has parameters or clauses, so its result type is needed, even in a `let`."
        return f"The definition of `{self.name}` does not say its type, as each definition of a module must."


class DefaultNotImplicit(Diagnostic):
    """A default value for an argument that is always given."""

    code = "E0224"
    title = "Default value for an explicit argument"
    message = "Only an argument in braces can have a default value; one in parentheses is always given."
    hint = "Write `{{x : Nat := 5}}` to make it optional, or remove the value."


class TypeAscription(Diagnostic):
    """`(e : T)` as an expression or pattern."""

    code = "E0225"
    title = "Type beside a value"
    context: str
    message = "{context} cannot be given a type here with `:`."
    hint = "Define it with its type in a `let`: `let x : T := e; in …`. In a type, `(x : A)` must be followed by `->`."


class LiteralPattern(Diagnostic):
    """A number or string as a pattern."""

    code = "E0226"
    title = "Literal as a pattern"
    literal: str
    message = "A pattern is made of constructors and names; `{literal}` is neither."

    @property
    def hint(self) -> str:
        if self.literal.isdecimal():
            return "Match with `zero` and `suc n`, or use a condition: `| n if n == 3 := …`."
        return "Match a name and use a condition: `| x if x == … := …`."


class IfThenElse(Diagnostic):
    """`if c then a else b`."""

    code = "E0227"
    title = "`if` without branches"
    message = "An `if` consists of branches, each with a `|` before it and a `:=` inside; there is no `then`."
    hint = "Write `if | condition := a | else := b`."


class MissingElse(Diagnostic):
    """An `if` that does not end with `else`."""

    code = "E0228"
    title = "`if` without `else`"
    message = "This `if` has no value when none of its conditions holds."
    hint = "Add `| else := …` as the last branch."


class LambdaWithoutBraces(Diagnostic):
    r"""`\x -> e` or `\x := e`."""

    code = "E0229"
    title = "Function value without braces"
    message = "A function value is written in braces, with `:=` between its arguments and its result."
    hint = "Write `\\{{x := …}}`."


class NoConstructors(Diagnostic):
    """`type T;` or `type T := ;`."""

    code = "E0230"
    title = "Type without constructors"
    name: str
    message = "The type `{name}` needs a `:=` and at least one constructor after it."
    hint = "For a type about which nothing more is said, write `axiom {name} : Type;`."


class UnnamedUpdate(Diagnostic):
    """`@{…}` after something that is not a name."""

    code = "E0231"
    title = "Update without a type"
    message = "Before `@{{` there must be a name: of the function that gets the named arguments, with nothing between."
    hint = "To change fields of a record, name its type: `r@R{{field := value}}`."


class ForeignWord(Diagnostic):
    """A word that other languages have at this place."""

    code = "E0232"
    title = "Word of another language"
    word: str
    advice: str
    message = "`{word}` has no meaning of its own here."
    hint = "{advice}"


class ClausesApart(Diagnostic):
    """A signature, and after it clauses that each begin with the name."""

    code = "E0270"
    title = "Clauses apart from the signature"
    name: str
    signature: Span
    message = "`{name}` has a type and no right-hand side, and then a clause begins with its name again."
    label = "a clause of its own"
    hint = (
        "The clauses follow the type, without the name and with one `;` at the end: `{name} : A -> B | pattern := "
        "value | pattern := value;`."
    )

    def related(self) -> tuple[Label, ...]:
        return (Label(self.path, self.signature, "the type is here"),)


class BracesWithoutAt(Diagnostic):
    """`mk {a := 1}` or `r {a = 1}`."""

    code = "E0271"
    title = "Fields without `@`"
    field: str
    message = "Braces contain an implicit argument, and `{field} := …` is none. Fields have an `@` before them."

    @property
    def hint(self) -> str:
        field = f"{{{self.field} := …}}"
        return (
            f"Write `T.mk@{field}` to build a record of type `T`, or `r@T{field}` for `r` with another `{self.field}`."
        )


class ConditionAsPattern(Diagnostic):
    """`| x == 0 := …`."""

    code = "E0272"
    title = "Condition as a pattern"
    sign: str
    message = "This is the place of a pattern, made of constructors and names, and `{sign}` belongs to a condition."
    hint = "Write `:= if | x {sign} y := … | else := …` after the type, or, in a `case`, `| x if x {sign} y := …`."


class LocalInstance(Diagnostic):
    """`let instance …`."""

    code = "E0274"
    title = "Instance that is local"
    message = "An instance is found from anywhere on the page, so it can be no local definition."
    hint = "Move it before this definition, or leave out `instance` and give it where it is needed: `{{{{name}}}}`."


class LookalikeSign(Diagnostic):
    """A sign of the language with a character in it that only looks right."""

    code = "E0273"
    title = "Sign that looks like another"
    found: str
    meant_sign: str
    character: str
    message = "This looks like `{meant_sign}`, but a character in it is another one ({character})."
    hint = "Write `{meant_sign}` with ordinary keyboard characters."

    def replacements(self) -> tuple[str, ...]:
        return (self.meant_sign,)


class MissingIn(Diagnostic):
    """A `let` after which a new statement begins."""

    code = "E0233"
    title = "`let` without `in`"
    message = "The definitions of this `let` should end with `in` and the expression that uses them."
    hint = "Write `let x := …; in …`."


class ArrowInConstructor(Diagnostic):
    """`| b Nat -> T`."""

    code = "E0234"
    title = "Arrow after the arguments of a constructor"
    name: str
    message = "The arguments of `{name}` are side by side, as in `{name} Nat Nat`, without an arrow."
    hint = "If its whole type is meant, put a colon before it: `{name} : A -> T`."


class NothingFollows(Diagnostic):
    """A statement that ends after `:=` or another word that something has to follow."""

    code = "E0235"
    title = "Nothing follows"
    sign: str
    message = "Something is missing after this `{sign}`: a new statement seems to begin next."
    hint = "Complete the statement. For what is not decided yet, use `todo` from the library."


# -- Documentation and pragmas ----------------------------------------------------------------------------------------


class MisplacedNote(Diagnostic):
    """A documentation comment or pragma where it documents nothing."""

    code = "E0240"
    title = "Misplaced documentation comment or pragma"
    kind: str
    message = (
        "A {kind} belongs right before a statement, before a constructor (after its `|`), before a field or "
        "before a named argument."
    )

    @property
    def hint(self) -> str:
        if self.kind == "pragma":
            return "Move it there."
        return "Move it there, or make it an ordinary comment with two dashes: `-- …`."


class DanglingNote(Diagnostic):
    """A documentation comment or pragma after the last thing it could be about."""

    code = "E0241"
    title = "Dangling documentation comment or pragma"
    kind: str
    message = "There is nothing after this {kind} that it could belong to."

    @property
    def hint(self) -> str:
        if self.kind == "pragma":
            return "Remove it. It cannot belong to something in the next snippet."
        return "Make it an ordinary comment with two dashes, `-- …`, or say it in the prose of the page."


class UnpairedDocSemicolon(Diagnostic):
    """A semicolon in a documentation comment that begins an expression and nothing ends it."""

    code = "E0242"
    title = "Semicolon in a documentation comment"
    message = "In a documentation comment `;` marks an expression, as in `;suc n;`, and here its second `;` is missing."
    hint = "Close it on the same line, or use another punctuation mark if no expression was meant."


class BadPragma(Diagnostic):
    """A pragma that is not a YAML map."""

    code = "E0243"
    title = "Unreadable pragma"
    reason: str
    message = "A pragma is a list of keys with values, but here {reason}."
    hint = "Write for example `{{-# inline: true, argnames: [x, y] #-}}`."


# -- The shape of statements and modules ------------------------------------------------------------------------------


class UnexpectedToken(Diagnostic):
    """Something else than what has to come next."""

    code = "E0250"
    title = "Something else was expected"
    context: str
    expected: str
    found: str
    label = "not expected here"

    @property
    def message(self) -> str:
        if not self.context:
            return f"I expected {self.expected} here, but found {self.found}."
        return f"I am in the middle of {self.context}, and expected {self.expected}, but found {self.found}."


class UnfinishedSnippet(Diagnostic):
    """A snippet that ends in the middle of something."""

    code = "E0251"
    title = "Snippet ends too early"
    context: str
    expected: str
    opener: Span | None
    """Where the unfinished thing begins."""
    hint = "A statement cannot go on in the next snippet; finish it in this one."

    @property
    def message(self) -> str:
        where = f"in the middle of {self.context}" if self.context else "in the middle of a statement"
        return f"The snippet ends {where}: {self.expected} should follow."

    def related(self) -> tuple[Label, ...]:
        return () if self.opener is None else (Label(self.path, self.opener, "begun here"),)


class NestedTooDeeply(Diagnostic):
    """More levels of nesting than the parser follows."""

    code = "E0252"
    title = "Nested too deeply"
    limit: int
    message = "This is inside more than {limit} nested constructs, which is as far as I can follow."
    hint = "Give the inner parts names, as definitions of their own."


class UnmatchedEnd(Diagnostic):
    """An `end` that ends nothing."""

    code = "E0253"
    title = "`end` without a beginning"
    message = "There is no local module or `with` block here that this `end` could end."
    hint = "Remove it. A local module begins and ends in the same snippet."


class AfterEnd(Diagnostic):
    """Statements after the `end` of the page's module."""

    code = "E0254"
    title = "Statement after the end of the module"
    message = "The module of the page is already ended above, so nothing can follow in this snippet."
    hint = "Remove the `end`: the module lasts until the page ends."


class MissingModuleHeader(Diagnostic):
    """A page with snippets whose first one does not begin with `module`."""

    code = "E0260"
    title = "Module header missing"
    module: str
    message = "The first snippet of a page should begin with the name of the page's module, but this one does not."
    hint = "Begin it with `module {module};`."


class NoSnippets(Diagnostic):
    """A page that has to be a module, and has no snippets."""

    code = "E0264"
    title = "Module without snippets"
    module: str
    message = "The name of a file that ends in `.juvix.md` says that the page is a module, but it has no snippets."
    hint = "Add a snippet that begins with `module {module};`, or let the file's name end in `.md` only."


class UnusableModuleName(Diagnostic):
    """A page with snippets at a path that no module can be called after."""

    code = "E0263"
    title = "Path that cannot be a module name"
    module: str
    part: str
    hint = "Rename the file or folder `{part}`."

    @property
    def message(self) -> str:
        why = "is a word of the language" if self.part in KEYWORDS else "cannot be written as a name"
        return f"A page's module is named after its path. Here that would be `{self.module}`, but `{self.part}` {why}."


class WrongTopModuleName(Diagnostic):
    """A header that does not fit the place of the page."""

    code = "E0261"
    title = "Module name does not fit the path"
    found: str
    module: str
    message = "This page is called `{found}` here, but other pages will look for it where its path says."
    hint = "Write `module {module};`, or move the page. If it is only an example, write `illustration` after `juvix`."


class RepeatedHeader(Diagnostic):
    """A module header in a later snippet or with dots in a local module."""

    code = "E0262"
    title = "Dotted name of a local module"
    name: str
    message = "`{name}` would be a module inside the module of this page, and its name cannot have dots."
    hint = "Only the first snippet of a page has a module header. In later snippets, leave it out."


class NothingToExtract(Diagnostic):
    """A snippet that is to show the statements of its local module, and has none to show."""

    code = "E0560"
    title = "No statements to show"
    modules: int
    """How many local modules are in the snippet."""
    others: int
    """How many statements are beside them."""
    statements: int | None
    """How many statements are in the module, if it is only one."""
    left_out: int
    """How many of them are not to be shown."""

    @property
    def message(self) -> str:
        start = "Only the statements of this snippet's local module are to be shown, "
        if self.statements is None:
            there = "it has no local module" if not self.modules else f"it has {self.modules} local modules"
            return f"{start}but {there}."
        if self.others:
            return f"{start}but the snippet has {count(self.others, 'statement')} beside it."
        if not self.statements:
            return f"{start}but it is empty."
        has = count(self.statements, "statement")
        return f"{start}without the first {self.left_out}, but the module has {has}."

    @property
    def hint(self) -> str:
        if self.statements is None and self.modules:
            return "Put each module into a snippet of its own, or remove the word to show them all."
        if self.statements is None:
            return "Put the statements between `module Example;` and `end;`, or remove the word to show the snippet."
        if self.others:
            return "Put what is beside the local module into a snippet of its own, or remove the word to show it all."
        return "Write a smaller number, or none to show all statements of the module."
