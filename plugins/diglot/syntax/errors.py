"""What can be wrong with snippets as text: words, brackets, the shape of statements."""

from typing import ClassVar

from diglot.diagnostic import Diagnostic, Label, Severity
from diglot.source import Span
from diglot.syntax.token import KEYWORDS

# -- Words ------------------------------------------------------------------------------------------------------------


class UnterminatedString(Diagnostic):
    """A string without its closing quote."""

    suspect: Span | None
    """An earlier string that runs over a line end."""

    code: ClassVar[str] = "E0201"
    title: ClassVar[str] = "String without an end"

    def message(self) -> str:
        """What is wrong."""
        return "A string begins here, but no quote closes it before the snippet ends."

    def label(self) -> str:
        """Under the caret."""
        return "opened here"

    def hint(self) -> str:
        """What to do."""
        return 'Put a `"` after the last character of the string. A quote inside a string is written `\\"`.'

    def related(self) -> tuple[Label, ...]:
        """The string that may have swallowed the opening quote."""
        if self.suspect is None:
            return ()
        return (
            Label(self.path, self.suspect, "this string runs over a line end: perhaps its closing quote is missing"),
        )


class UnterminatedComment(Diagnostic):
    """A block comment, documentation block or pragma that is never closed."""

    opening: str
    closing: str

    code: ClassVar[str] = "E0202"
    title: ClassVar[str] = "Comment without an end"

    def message(self) -> str:
        """What is wrong."""
        return f"What begins here with `{self.opening}` is not closed by `{self.closing}` before the snippet ends."

    def label(self) -> str:
        """Under the caret."""
        return "opened here"

    def hint(self) -> str:
        """What to do."""
        if self.opening == "{-":
            return (
                "Comments nest: each `{-` inside needs a `-}` of its own. If no comment is meant, put a space between"
                " the `{` and the `-`."
            )
        return f"Put `{self.closing}` where it ends."


class UnexpectedCharacter(Diagnostic):
    """A character that begins no word."""

    character: str

    code: ClassVar[str] = "E0203"
    title: ClassVar[str] = "Unexpected character"

    def message(self) -> str:
        """What is wrong."""
        if self.character == ".":
            return "A dot joins the parts of a name, as in `Set.empty`, so a word has to follow it without a space."
        if self.character.isspace():
            return f"This looks like a space, but it is another character, U+{ord(self.character):04X}."
        return f"No word can begin with `{self.character}`."

    def hint(self) -> str:
        """What to do."""
        if self.character == ".":
            return "Remove the spaces around the dot. To take a field of a value, write the field first: `field value`."
        if self.character.isspace():
            return "Replace it by an ordinary space. It often comes from copying text out of a document."
        return "Digits of any kind may stand inside a name, but not at its beginning."


class BadNumber(Diagnostic):
    """Something that begins like a number but is none."""

    text: str
    """Empty when the number is too long to show."""

    code: ClassVar[str] = "E0204"
    title: ClassVar[str] = "Not a number"

    def message(self) -> str:
        """What is wrong."""
        if not self.text:
            return "This number has more than a thousand digits, which is more than I can work with."
        return f"`{self.text}` begins with a digit, so it should be a whole number, but it goes on with something else."

    def hint(self) -> str:
        """What to do."""
        if not self.text:
            return "Compute it from smaller numbers."
        if "." in self.text:
            return "There are no fractions: numbers are whole."
        if "_" in self.text:
            return "Write the digits without `_` between them."
        return "A name cannot begin with a digit. Other bases are written `0xff`, `0o17` and `0b101`."


class BadEscape(Diagnostic):
    """A backslash in a string that means nothing."""

    text: str

    code: ClassVar[str] = "E0205"
    title: ClassVar[str] = "Unknown escape in a string"

    def message(self) -> str:
        """What is wrong."""
        return f"`{self.text}` in a string does not stand for any character."

    def hint(self) -> str:
        """What to do."""
        return 'A backslash itself is written `\\\\`; others are `\\n`, `\\t`, `\\"` and numbers such as `\\955`.'


class GluedWords(Diagnostic):
    """Several words without spaces between them."""

    word: str
    spaced: str

    code: ClassVar[str] = "E0206"
    title: ClassVar[str] = "Missing spaces"

    def message(self) -> str:
        """What is wrong."""
        if self.word.startswith(","):
            return f"`{self.word}` is one word to me: a comma ends the word before it, and begins one itself."
        return f"`{self.word}` is one word to me: almost any character may be part of a name, also `:` and `-`."

    def hint(self) -> str:
        """What to do."""
        return f"Put spaces between its parts: `{self.spaced}`."


class BacktickOperator(Diagnostic):
    """A name in backticks."""

    name: str

    code: ClassVar[str] = "E0207"
    title: ClassVar[str] = "Name in backticks"

    def message(self) -> str:
        """What is wrong."""
        return "Backticks do not turn a function into an operator here."

    def hint(self) -> str:
        """What to do."""
        return f"Write it before its arguments: `{self.name} a b`, or declare `syntax operator {self.name} additive;`."


class ReservedWord(Diagnostic):
    """A keyword where a name has to be."""

    word: str
    in_let: bool = False
    """Whether a definition of a `let` begins here."""

    code: ClassVar[str] = "E0208"
    title: ClassVar[str] = "Reserved word"

    def message(self) -> str:
        """What is wrong."""
        return f"A name has to stand here, but `{self.word}` is a word of the language and cannot be one."

    def hint(self) -> str:
        """What to do."""
        if self.in_let and self.word == "type":
            return "A type cannot be declared in a `let`. Declare it before this definition."
        if not self.word.isalpha():
            return "Choose another name."
        return f"Choose another name; `{self.word}'` and `{self.word}_` are free, for example."


# -- Brackets and separators ------------------------------------------------------------------------------------------


class UnclosedBracket(Diagnostic):
    """A bracket that is not closed where it has to be."""

    opener: Span
    opening: str
    closing: str
    found: str

    code: ClassVar[str] = "E0210"
    title: ClassVar[str] = "Bracket without its partner"

    def message(self) -> str:
        """What is wrong."""
        return f"Here is {self.found}, but `{self.opening}` is still open: its `{self.closing}` is missing before this."

    def hint(self) -> str:
        """What to do."""
        return f"Put a `{self.closing}` where the part that begins with `{self.opening}` ends."

    def related(self) -> tuple[Label, ...]:
        """Where it was opened."""
        return (Label(self.path, self.opener, "opened here"),)


class UnmatchedBracket(Diagnostic):
    """A closing bracket that closes nothing."""

    bracket: str

    code: ClassVar[str] = "E0211"
    title: ClassVar[str] = "Bracket that closes nothing"

    def message(self) -> str:
        """What is wrong."""
        return f"This `{self.bracket}` has no partner: nothing that it could close is open here."

    def hint(self) -> str:
        """What to do."""
        return "Remove it, or look for an opening bracket that was lost before it."


class MissingSemicolon(Diagnostic):
    """Two things in a row that a semicolon has to part."""

    next: Span
    """The word that begins the next one."""
    context: str

    code: ClassVar[str] = "E0212"
    title: ClassVar[str] = "Missing semicolon"

    def message(self) -> str:
        """What is wrong."""
        return f"{self.context[:1].upper()}{self.context[1:]} seems to end here, but there is no `;` after it."

    def label(self) -> str:
        """Under the caret."""
        return "put a `;` here"

    def hint(self) -> str:
        """What to do."""
        return "Line ends mean nothing to me; a `;` separates one from the next."

    def related(self) -> tuple[Label, ...]:
        """What comes next."""
        return (Label(self.path, self.next, "because this looks like the beginning of the next one"),)


class ExtraSemicolon(Diagnostic):
    """A semicolon with nothing before it."""

    code: ClassVar[str] = "E0213"
    title: ClassVar[str] = "Extra semicolon"

    def message(self) -> str:
        """What is wrong."""
        return "There is no statement before this `;`."

    def hint(self) -> str:
        """What to do."""
        return "Remove it. One `;` ends a statement; only the end of a snippet may have one too many."


class CommaSeparator(Diagnostic):
    """A comma where a semicolon has to be."""

    context: str

    code: ClassVar[str] = "E0214"
    title: ClassVar[str] = "Comma instead of semicolon"

    def message(self) -> str:
        """What is wrong."""
        return f"The parts of {self.context} are separated by `;`. A `,` is an operator: it makes a pair of two values."

    def hint(self) -> str:
        """What to do."""
        return "Write `;` here."


class CommaInList(Diagnostic):
    """A list literal whose only element is a pair."""

    code: ClassVar[str] = "W0215"
    title: ClassVar[str] = "Comma in a list"
    severity: ClassVar[Severity] = Severity.WARNING

    def message(self) -> str:
        """What is wrong."""
        return "This list has one element, which is a pair: `,` makes pairs, and `;` separates the elements of a list."

    def hint(self) -> str:
        """What to do."""
        return "Write `[a; b]` for a list of two, or `[(a, b)]` if a list with one pair is meant."


# -- Definitions ------------------------------------------------------------------------------------------------------


class DefinitionSign(Diagnostic):
    """`=`, `=>` or `->` where `:=` has to be."""

    found: str
    context: str

    code: ClassVar[str] = "E0220"
    title: ClassVar[str] = "Another sign instead of `:=`"

    def message(self) -> str:
        """What is wrong."""
        return f"In {self.context}, `:=` stands between the two sides, and not `{self.found}`."

    def hint(self) -> str:
        """What to do."""
        return "Write `:=` here, with a space on both sides."


class DoubleColon(Diagnostic):
    """`::` where `:` has to be."""

    code: ClassVar[str] = "E0221"
    title: ClassVar[str] = "`::` instead of `:`"

    def message(self) -> str:
        """What is wrong."""
        return "A name and its type are separated by `:`. The sign `::` puts an element before a list."

    def hint(self) -> str:
        """What to do."""
        return "Write `:` here."


class UntypedParameter(Diagnostic):
    """`f x := …`."""

    name: str
    function: str

    code: ClassVar[str] = "E0222"
    title: ClassVar[str] = "Parameter without a type"

    def message(self) -> str:
        """What is wrong."""
        return f"`{self.name}` seems to be a parameter of `{self.function}`, but it has no type."

    def hint(self) -> str:
        """What to do."""
        return (
            f"Write `({self.name} : T)` with its type for `T`; in braces, `{{{self.name}}}`, if it is to be found out."
        )


class MissingResultType(Diagnostic):
    """A definition that has to say its type and does not."""

    name: str
    is_local: bool
    """Whether it is a local definition with parameters or clauses."""

    code: ClassVar[str] = "E0223"
    title: ClassVar[str] = "Definition without a type"

    def message(self) -> str:
        """What is wrong."""
        if self.is_local:
            return (
                f"`{self.name}` has parameters or clauses, and then its result type has to be written, also in a `let`."
            )
        return f"The definition of `{self.name}` does not say its type, as each definition of a module must."

    def hint(self) -> str:
        """What to do."""
        return f"Write `: T` with its type for `T` before the `:=`: `{self.name} : T := …`."


class DefaultNotImplicit(Diagnostic):
    """A default value for an argument that is always given."""

    code: ClassVar[str] = "E0224"
    title: ClassVar[str] = "Default value for an explicit argument"

    def message(self) -> str:
        """What is wrong."""
        return "Only an argument in braces can have a default value; one in parentheses is always given."

    def hint(self) -> str:
        """What to do."""
        return "Write `{x : Nat := 5}` to make it optional, or remove the value."


class TypeAscription(Diagnostic):
    """`(e : T)` as an expression or pattern."""

    context: str

    code: ClassVar[str] = "E0225"
    title: ClassVar[str] = "Type beside a value"

    def message(self) -> str:
        """What is wrong."""
        return f"{self.context} cannot be given a type on the spot with `:`."

    def hint(self) -> str:
        """What to do."""
        return (
            "Define it with its type in a `let`: `let x : T := e; in …`. In a type, `(x : A)` must be followed by `->`."
        )


class LiteralPattern(Diagnostic):
    """A number or string as a pattern."""

    literal: str

    code: ClassVar[str] = "E0226"
    title: ClassVar[str] = "Literal as a pattern"

    def message(self) -> str:
        """What is wrong."""
        return f"A pattern is made of constructors and names; `{self.literal}` is neither."

    def hint(self) -> str:
        """What to do."""
        if self.literal.isdecimal():
            return "Match with `zero` and `suc n`, or use a condition: `| n if n == 3 := …`."
        return "Match a name and use a condition: `| x if x == … := …`."


class IfThenElse(Diagnostic):
    """`if c then a else b`."""

    code: ClassVar[str] = "E0227"
    title: ClassVar[str] = "`if` without branches"

    def message(self) -> str:
        """What is wrong."""
        return "An `if` consists of branches, each with a `|` before it and a `:=` inside; there is no `then`."

    def hint(self) -> str:
        """What to do."""
        return "Write `if | condition := a | else := b`."


class MissingElse(Diagnostic):
    """An `if` that does not end with `else`."""

    code: ClassVar[str] = "E0228"
    title: ClassVar[str] = "`if` without `else`"

    def message(self) -> str:
        """What is wrong."""
        return "This `if` has no value when none of its conditions holds."

    def hint(self) -> str:
        """What to do."""
        return "Add `| else := …` as the last branch."


class LambdaWithoutBraces(Diagnostic):
    r"""`\x -> e` or `\x := e`."""

    code: ClassVar[str] = "E0229"
    title: ClassVar[str] = "Function value without braces"

    def message(self) -> str:
        """What is wrong."""
        return "A function value is written in braces, with `:=` between its arguments and its result."

    def hint(self) -> str:
        """What to do."""
        return r"Write `\{x := …}`."


class NoConstructors(Diagnostic):
    """`type T;` or `type T := ;`."""

    name: str

    code: ClassVar[str] = "E0230"
    title: ClassVar[str] = "Type without constructors"

    def message(self) -> str:
        """What is wrong."""
        return f"The type `{self.name}` needs a `:=` and at least one constructor after it."

    def hint(self) -> str:
        """What to do."""
        return f"For a type about which nothing more is said, write `axiom {self.name} : Type;`."


class UnnamedUpdate(Diagnostic):
    """`@{…}` after something that is not a name."""

    code: ClassVar[str] = "E0231"
    title: ClassVar[str] = "Update without a type"

    def message(self) -> str:
        """What is wrong."""
        return "Before `@{` there must be a name: of the function that gets the named arguments, with nothing between."

    def hint(self) -> str:
        """What to do."""
        return "To change fields of a record, name its type: `r@R{field := value}`."


class ForeignWord(Diagnostic):
    """A word that other languages have at this place."""

    word: str
    advice: str

    code: ClassVar[str] = "E0232"
    title: ClassVar[str] = "Word of another language"

    def message(self) -> str:
        """What is wrong."""
        return f"`{self.word}` has no meaning of its own here."

    def hint(self) -> str:
        """What to do."""
        return self.advice


class ClausesApart(Diagnostic):
    """A signature, and after it clauses that each begin with the name."""

    name: str
    signature: Span

    code: ClassVar[str] = "E0270"
    title: ClassVar[str] = "Clauses apart from the signature"

    def message(self) -> str:
        """What is wrong."""
        return f"`{self.name}` has a type and no right-hand side, and then a clause begins with its name again."

    def label(self) -> str:
        """Under the caret."""
        return "a clause of its own"

    def hint(self) -> str:
        """What to do."""
        return (
            f"The clauses follow the type, without the name and with one `;` at the end: "
            f"`{self.name} : A -> B | pattern := value | pattern := value;`."
        )

    def related(self) -> tuple[Label, ...]:
        """The signature."""
        return (Label(self.path, self.signature, "the type is here"),)


class BracesWithoutAt(Diagnostic):
    """`mk {a := 1}` or `r {a = 1}`."""

    field: str

    code: ClassVar[str] = "E0271"
    title: ClassVar[str] = "Fields without `@`"

    def message(self) -> str:
        """What is wrong."""
        return (
            f"In braces stands an implicit argument, and `{self.field} := …` is none. Fields have an `@` before them."
        )

    def hint(self) -> str:
        """What to do."""
        field = f"{{{self.field} := …}}"
        return (
            f"Write `T.mk@{field}` to build a record of type `T`, or `r@T{field}` for `r` with another `{self.field}`."
        )


class ConditionAsPattern(Diagnostic):
    """`| x == 0 := …`."""

    sign: str

    code: ClassVar[str] = "E0272"
    title: ClassVar[str] = "Condition as a pattern"

    def message(self) -> str:
        """What is wrong."""
        return f"A pattern stands here, made of constructors and names, and `{self.sign}` belongs to a condition."

    def hint(self) -> str:
        """What to do."""
        return (
            f"Write `:= if | x {self.sign} y := … | else := …` after the type, or, in a `case`, "
            f"`| x if x {self.sign} y := …`."
        )


class LookalikeSign(Diagnostic):
    """A sign of the language with a character in it that only looks right."""

    found: str
    meant_sign: str
    character: str

    code: ClassVar[str] = "E0273"
    title: ClassVar[str] = "Sign that looks like another"

    def message(self) -> str:
        """What is wrong."""
        return f"This looks like `{self.meant_sign}`, but a character in it is another one ({self.character})."

    def hint(self) -> str:
        """What to do."""
        return f"Write `{self.meant_sign}` with the characters of the keyboard."

    def meant(self) -> tuple[str, ...]:
        """The sign."""
        return (self.meant_sign,)


class MissingIn(Diagnostic):
    """A `let` after which a new statement begins."""

    code: ClassVar[str] = "E0233"
    title: ClassVar[str] = "`let` without `in`"

    def message(self) -> str:
        """What is wrong."""
        return "The definitions of this `let` should end with `in` and the expression that uses them."

    def hint(self) -> str:
        """What to do."""
        return "Write `let x := …; in …`."


class ArrowInConstructor(Diagnostic):
    """`| b Nat -> T`."""

    name: str

    code: ClassVar[str] = "E0234"
    title: ClassVar[str] = "Arrow after the arguments of a constructor"

    def message(self) -> str:
        """What is wrong."""
        return f"The arguments of `{self.name}` stand side by side, as in `{self.name} Nat Nat`, without an arrow."

    def hint(self) -> str:
        """What to do."""
        return f"If its whole type is meant, put a colon before it: `{self.name} : A -> T`."


class NothingFollows(Diagnostic):
    """A statement that ends after `:=` or another word that something has to follow."""

    sign: str

    code: ClassVar[str] = "E0235"
    title: ClassVar[str] = "Nothing follows"

    def message(self) -> str:
        """What is wrong."""
        return f"Something has to follow this `{self.sign}`, but then a new statement seems to begin."

    def hint(self) -> str:
        """What to do."""
        return "Complete the statement. For what is still to be thought about, there is `todo` in the library."


# -- Documentation and pragmas ----------------------------------------------------------------------------------------


class MisplacedNote(Diagnostic):
    """A documentation comment or pragma where it documents nothing."""

    kind: str

    code: ClassVar[str] = "E0240"
    title: ClassVar[str] = "Misplaced documentation comment or pragma"

    def message(self) -> str:
        """What is wrong."""
        return (
            f"A {self.kind} has to stand right before a statement, before a constructor (after its `|`), before a field"
            " or before a named argument."
        )

    def hint(self) -> str:
        """What to do."""
        if self.kind == "pragma":
            return "Move it there."
        return "Move it there, or make it an ordinary comment with two dashes: `-- …`."


class DanglingNote(Diagnostic):
    """A documentation comment or pragma after the last thing it could stand before."""

    kind: str

    code: ClassVar[str] = "E0241"
    title: ClassVar[str] = "Dangling documentation comment or pragma"

    def message(self) -> str:
        """What is wrong."""
        return f"Nothing follows that this {self.kind} could belong to."

    def hint(self) -> str:
        """What to do."""
        if self.kind == "pragma":
            return "Remove it. It cannot belong to something in the next snippet."
        return "Make it an ordinary comment with two dashes, `-- …`, or say it in the prose of the page."


class UnpairedDocSemicolon(Diagnostic):
    """A semicolon in a documentation comment that begins an expression and nothing ends it."""

    code: ClassVar[str] = "E0242"
    title: ClassVar[str] = "Semicolon in a documentation comment"

    def message(self) -> str:
        """What is wrong."""
        return (
            "In a documentation comment `;` marks an expression, as in `;suc n;`, and here its second `;` is missing."
        )

    def hint(self) -> str:
        """What to do."""
        return "Close it on the same line, or use another punctuation mark if no expression was meant."


class BadPragma(Diagnostic):
    """A pragma that is not a YAML map."""

    reason: str

    code: ClassVar[str] = "E0243"
    title: ClassVar[str] = "Unreadable pragma"

    def message(self) -> str:
        """What is wrong."""
        return f"A pragma is a list of keys with values, but here {self.reason}."

    def hint(self) -> str:
        """What to do."""
        return "Write for example `{-# inline: true, argnames: [x, y] #-}`."


# -- The shape of statements and modules ------------------------------------------------------------------------------


class UnexpectedToken(Diagnostic):
    """Something else than what has to come next."""

    context: str
    expected: str
    found: str

    code: ClassVar[str] = "E0250"
    title: ClassVar[str] = "Something else was expected"

    def message(self) -> str:
        """What is wrong."""
        if not self.context:
            return f"I expected {self.expected} here, but found {self.found}."
        return f"I am in the middle of {self.context}, and expected {self.expected}, but found {self.found}."

    def label(self) -> str:
        """Under the caret."""
        return "not expected here"


class UnfinishedSnippet(Diagnostic):
    """A snippet that ends in the middle of something."""

    context: str
    expected: str
    opener: Span | None
    """Where the unfinished thing begins."""

    code: ClassVar[str] = "E0251"
    title: ClassVar[str] = "Snippet ends too early"

    def message(self) -> str:
        """What is wrong."""
        where = f"in the middle of {self.context}" if self.context else "in the middle of a statement"
        return f"The snippet ends {where}: {self.expected} should follow."

    def hint(self) -> str:
        """What to do."""
        return "A statement cannot go on in the next snippet; finish it in this one."

    def related(self) -> tuple[Label, ...]:
        """Where it begins."""
        return () if self.opener is None else (Label(self.path, self.opener, "begun here"),)


class NestedTooDeeply(Diagnostic):
    """More levels of nesting than the parser follows."""

    limit: int

    code: ClassVar[str] = "E0252"
    title: ClassVar[str] = "Nested too deeply"

    def message(self) -> str:
        """What is wrong."""
        return f"This is inside more than {self.limit} constructs, one in the other; that is as far as I can follow."

    def hint(self) -> str:
        """What to do."""
        return "Give the inner parts names, as definitions of their own."


class UnmatchedEnd(Diagnostic):
    """An `end` that ends nothing."""

    code: ClassVar[str] = "E0253"
    title: ClassVar[str] = "`end` without a beginning"

    def message(self) -> str:
        """What is wrong."""
        return "There is no local module or `with` block here that this `end` could end."

    def hint(self) -> str:
        """What to do."""
        return "Remove it. A local module has to be begun and ended in the same snippet."


class AfterEnd(Diagnostic):
    """Statements after the `end` of the page's module."""

    code: ClassVar[str] = "E0254"
    title: ClassVar[str] = "Statement after the end of the module"

    def message(self) -> str:
        """What is wrong."""
        return "The module of the page is already ended above, so nothing can follow in this snippet."

    def hint(self) -> str:
        """What to do."""
        return "Remove the `end`: the module lasts until the page ends."


class MissingModuleHeader(Diagnostic):
    """A page with snippets whose first one does not begin with `module`."""

    module: str

    code: ClassVar[str] = "E0260"
    title: ClassVar[str] = "Module header missing"

    def message(self) -> str:
        """What is wrong."""
        return "The first snippet of a page has to begin with the name of the page's module, and this one does not."

    def hint(self) -> str:
        """What to do."""
        return f"Begin it with `module {self.module};`."


class UnusableModuleName(Diagnostic):
    """A page with snippets at a path that no module can be called after."""

    module: str
    part: str

    code: ClassVar[str] = "E0263"
    title: ClassVar[str] = "Path that cannot be a module name"

    def message(self) -> str:
        """What is wrong."""
        why = "is a word of the language" if self.part in KEYWORDS else "cannot be written as a name"
        return f"A page's module is called after its path. Here that would be `{self.module}`, but `{self.part}` {why}."

    def hint(self) -> str:
        """What to do."""
        return f"Rename the file or folder `{self.part}`."


class WrongTopModuleName(Diagnostic):
    """A header that does not fit the place of the page."""

    found: str
    module: str

    code: ClassVar[str] = "E0261"
    title: ClassVar[str] = "Module name does not fit the path"

    def message(self) -> str:
        """What is wrong."""
        return f"This page is called `{self.found}` here, but other pages will look for it where its path says."

    def hint(self) -> str:
        """What to do."""
        return f"Write `module {self.module};`, or move the page."


class RepeatedHeader(Diagnostic):
    """A module header in a later snippet or with dots in a local module."""

    name: str

    code: ClassVar[str] = "E0262"
    title: ClassVar[str] = "Dotted name of a local module"

    def message(self) -> str:
        """What is wrong."""
        return f"`{self.name}` would be a module inside the module of this page, and its name cannot have dots."

    def hint(self) -> str:
        """What to do."""
        return "Only the first snippet of a page has a module header. In later snippets, leave it out."


class NothingToExtract(Diagnostic):
    """A snippet that is to show the statements of its local module, and has none to show."""

    modules: int
    """How many local modules are in the snippet."""
    statements: int | None
    """How many statements are in the module, if it is only one."""
    left_out: int
    """How many of them are not to be shown."""

    code: ClassVar[str] = "E0560"
    title: ClassVar[str] = "No statements to show"

    def message(self) -> str:
        """What is wrong."""
        start = "Only the statements of this snippet's local module are to be shown, "
        if self.statements is None:
            there = "it has no local module" if not self.modules else f"it has {self.modules} local modules"
            return f"{start}but {there}."
        if not self.statements:
            return f"{start}but it is empty."
        has = "1 statement" if self.statements == 1 else f"{self.statements} statements"
        return f"{start}without the first {self.left_out}, but the module has {has}."

    def hint(self) -> str:
        """What to do."""
        if self.statements is None:
            return "Put the statements between `module Example;` and `end;`, or take the word away to show the snippet."
        return "Write a smaller number, or none to show all statements of the module."
