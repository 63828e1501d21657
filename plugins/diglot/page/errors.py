"""What can be wrong with a page as a page: its fences, its front matter, and how Markdown readers see it."""

from diglot.diagnostic import Diagnostic, Label, Severity
from diglot.page.code_options import MARKED, NUMBERED
from diglot.page.model import Snippet
from diglot.source import Span
from diglot.wording import all_of, joined


class UnfinishedMerge(Diagnostic):
    """A page in which nobody has finished a merge."""

    code = "E0652"
    title = "Unfinished merge"
    message = "This is a conflict marker: two versions of the page were merged here and both are still in it."
    label = "the conflict begins here"
    hint = "Keep one of the versions, or make one of both, and remove the lines with `<<<<<<<`, `=======`, `>>>>>>>`."


class UnclosedFence(Diagnostic):
    """A fence that no marks close."""

    code = "E0101"
    title = "Fence without an end"
    marks: str
    """The opening marks."""
    suspect: Span | None
    """Opening backticks of an earlier block that seems to lack its closing ones."""
    is_inline: bool
    """Whether the backticks at fault are in the middle of a line."""
    label = "opened here"

    @property
    def message(self) -> str:
        opened = "three backticks" if self.marks == "`" * 3 else f"`{self.marks}`"
        return f"This block is opened by {opened}, but the page ends before any others close it."

    @property
    def hint(self) -> str:
        if self.is_inline:
            return "Three backticks begin a block even in the middle of a line. Use one or two for code inside a line."
        if self.suspect is not None:
            return "Put a line with ``` after the end of the earlier block; then the later fences pair up again."
        return f"Put a line with {self.marks} after the end of the block."

    def related(self) -> tuple[Label, ...]:
        if self.suspect is None:
            return ()
        return (Label(self.path, self.suspect, "what begins here runs into the opening of the next block"),)


class UnreadableFrontMatter(Diagnostic):
    """Front matter that is not YAML."""

    code = "E0102"
    title = "Front matter that is not YAML"
    reason: str
    """What the YAML reader says, in its words."""
    message = "The block between the two `---` lines is read as YAML, and here it stops making sense: {reason}."
    hint = 'Write one `key: value` in each line; a value with a colon or a quote in it goes in quotes: `"…"`.'


class FrontMatterNotMapping(Diagnostic):
    """Front matter that is a list or a single value."""

    code = "E0103"
    title = "Front matter without keys"
    found: str
    """`a list` or `a single value`."""
    message = "The front matter is {found}, but it should consist of lines such as `title: Ticker`."
    hint = "If the `---` lines were meant as rules across the page, put a blank line before the first."


class WrongFrontMatterType(Diagnostic):
    """A key of ours with a value that is not text."""

    code = "E0104"
    title = "Front matter of the wrong type"
    key: str
    found: str
    """`a list`, `a number`, …"""
    message = "`{key}` in the front matter should be text, but this is {found}."
    hint = 'If you mean it literally, put it in quotes: `{key}: "…"`.'


class RepeatedFrontMatterKey(Diagnostic):
    """A key of ours that is given twice."""

    code = "E0105"
    title = "Front matter key given twice"
    key: str
    first: Span
    message = "`{key}` is in the front matter a second time, so it is not clear which value counts."
    hint = "Keep one of the two lines."

    def related(self) -> tuple[Label, ...]:
        return (Label(self.path, self.first, "given here first"),)


class FenceNotRead(Diagnostic):
    """A block that the site shows as a snippet, but that is not taken for one."""

    code = "E0110"
    title = "Snippet that is not read"
    marks: str
    """The fence's characters: `~~~`."""
    swallowed_by: Span | None
    """An earlier block that has not ended yet when it is read."""
    label = "not read as a snippet"

    @property
    def message(self) -> str:
        begin = "The site shows this block as a snippet, but it is never checked: "
        if self.swallowed_by is not None:
            return begin + "read backtick by backtick, it is inside an earlier block that has not ended yet."
        if self.marks != "```":
            found = "tildes" if self.marks.startswith("~") else f"{len(self.marks)} of them"
            return begin + f"snippets are fenced by exactly three backticks, and this one by {found}."
        return begin + "the word `juvix` should follow the backticks directly."

    @property
    def hint(self) -> str:
        if self.swallowed_by is not None:
            return "Close the earlier block with ``` alone on its line."
        return "Begin the block with ```juvix and end it with ```, each on a line of its own."

    def related(self) -> tuple[Label, ...]:
        if self.swallowed_by is None:
            return ()
        return (Label(self.path, self.swallowed_by, "the earlier block begins here"),)


class FenceNotShown(Diagnostic):
    """A block that is read and checked, but that is no code block for the site."""

    code = "E0111"
    title = "Block that the site does not show"
    kind: str
    """The word that it begins with."""

    @property
    def message(self) -> str:
        if self.kind != Snippet.kind:
            return f"This `{self.kind}` is no block of its own on the site, so nothing would be shown in its place."
        return (
            "This snippet is read and checked, but for Markdown it is no code block of its own, "
            "so readers would not see what is checked."
        )

    label = "no code block for Markdown"
    hint = (
        "Put the opening ``` on a line of its own, indented like the text around it, and neither in an HTML comment, "
        "nor in HTML such as `<pre>`, nor inside another block."
    )


class DifferentEnd(Diagnostic):
    """A block that ends at different places for the two readers."""

    code = "E0112"
    title = "Block with two different ends"
    opening: Span
    marks: str
    """The opening marks, where the closing ones are others; empty where something is beside the closing ones."""

    @property
    def message(self) -> str:
        if self.marks:
            return f"The site ends this block only at {self.marks}, the marks that began it, so not here."
        return (
            "When the page is checked, the block ends at these backticks; but for the site they do not end it, because "
            "they are not alone on their line."
        )

    @property
    def hint(self) -> str:
        if self.marks:
            return f"Close the block with {self.marks}."
        return "Close the block with ``` alone on a line; whatever is beside it goes on a line of its own."

    def related(self) -> tuple[Label, ...]:
        return (Label(self.path, self.opening, "the block begins here"),)


class MissingClosingFence(Diagnostic):
    """A block that is closed by what looks like the opening of the next one."""

    code = "E0113"
    title = "Block closed by the opening of another"
    opening: Span
    """Where the block begins."""
    message = (
        "These backticks look like the beginning of a snippet, but the block above has no end, so they end it, and "
        "what follows is not read as a snippet."
    )
    hint = "Put a line with ``` where the block above should end."

    def related(self) -> tuple[Label, ...]:
        return (Label(self.path, self.opening, "the block above begins here"),)


class InlineFence(Diagnostic):
    """Three backticks inside a line, which pair up with the fences after them."""

    code = "E0114"
    title = "Three backticks inside a line"
    message = (
        "Three backticks begin a block wherever they are, even in the middle of a line; these would pair up with the "
        "fence that comes next."
    )
    hint = "Use one or two backticks for code inside a line."


class QuotedFence(Diagnostic):
    """A snippet in a quotation."""

    code = "E0115"
    title = "Snippet in a quotation"
    message = "Each line of this snippet begins with the `>` of the quotation, and that counts as part of the program."
    hint = "Take the snippet out of the quotation; an admonition (`!!! quote`) can hold one."


class UnevenFence(Diagnostic):
    """A line of a block that is indented otherwise than its opening."""

    code = "E0116"
    title = "Block with uneven indentation"
    opening: Span
    is_closing: bool
    """Whether the line is the block's end."""
    hint = "Indent all lines of the block at least as far as its opening line, and the closing line the same."

    @property
    def message(self) -> str:
        if self.is_closing:
            return "The closing ``` are not indented like the opening ones, so on the site the block does not end here."
        return "This line is indented less than the opening ```, so on the site the block breaks off here."

    def related(self) -> tuple[Label, ...]:
        return (Label(self.path, self.opening, "the block begins here"),)


class InsertedFile(Diagnostic):
    """A line in a block by which an extension of Markdown would insert a file."""

    code = "E0117"
    title = "File to be inserted into a block"
    message = (
        "This line asks an extension of Markdown to insert a file. Only what is on the page is checked and shown, so "
        "nothing would be inserted here."
    )
    hint = "Write it on the page. A `diglot include` block shows a definition of another page."


class ForeignFence(Diagnostic):
    """A block on the site that is not on the page as it was read."""

    code = "E0118"
    title = "Block that was not on the page"
    kind: str
    """The name of the fence."""
    first: str
    """Its first line."""
    is_changed: bool
    """Whether the page has it, but not as it is on the site."""
    hint = "Write it on the page. A `diglot include` block shows a definition of another page."

    @property
    def message(self) -> str:
        begins = f" that begins with `{self.first}`" if self.first else ""
        if self.is_changed:
            return (
                f"The site gets another `{self.kind}` block{begins} here: a plugin or an extension of Markdown has "
                "changed it after the page was read, so it has not been checked."
            )
        return (
            f"The site gets a `{self.kind}` block{begins} that is not in this file: a plugin or an extension of "
            "Markdown has inserted it after the page was read, so it has not been checked."
        )


class UnknownFenceWord(Diagnostic):
    """A word after the name of a fence that means nothing to us."""

    code = "W0120"
    title = "Unknown word after the fence"
    severity = Severity.WARNING
    word: str
    kind: str
    """The name of the fence."""
    known: tuple[str, ...]
    """The words that can follow it, options up to their values."""
    nearest: str | None
    """The word that was perhaps meant."""
    message = "`{word}` is not a word that can follow `{kind}` here, so it has no effect."

    @property
    def hint(self) -> str:
        known = f"The words are {all_of([each.rstrip('=') for each in self.known])}."
        return f"Did you mean `{self.nearest}`? {known}" if self.nearest else known


class WrongFenceValue(Diagnostic):
    """An option of a fence with a value that makes no sense."""

    code = "W0121"
    title = "Wrong value after the fence"
    severity = Severity.WARNING
    name: str
    """The option."""
    reason: str
    message = "The value of `{name}` is wrong: {reason}."

    @property
    def hint(self) -> str:
        if self.name == MARKED:
            return 'Write `hl_lines="1 3-5"` to highlight the lines 1, 3, 4 and 5 of the code.'
        if self.name == NUMBERED:
            return 'Write `linenums="1"` to number the lines from 1 on, or `linenums="1 5"` to show each fifth number.'
        return 'Write `title="An example"`.'


class NoExpectedCode(Diagnostic):
    """A sample that is expected to fail, but does not say with which code."""

    code = "E0122"
    title = "No code to fail with"
    unknown: str = ""
    """The code that it names, where that is none."""
    nearest: str = ""

    @property
    def message(self) -> str:
        if self.unknown:
            return f"This code is expected to fail with {self.unknown}, but there is no such code."
        return "This code is expected to fail, but it is not said how: `fails` takes the code of an error."

    @property
    def hint(self) -> str:
        if self.nearest:
            return f"Did you mean `fails={self.nearest}`?"
        return "Write `fails=E0301`, for example. `diglot check` shows the codes of errors; a warning is no failure."


class SampleDoesNotFail(Diagnostic):
    """A sample that is expected to fail, and in which nothing is wrong."""

    code = "E0123"
    title = "Code that does not fail"
    expected: str
    message = "This code is expected to fail with {expected}, but nothing is wrong with it."
    label = "this does not happen"
    hint = "Remove `fails={expected}`, or change the code so that it shows the mistake again."


class SampleFailsOtherwise(Diagnostic):
    """A sample that fails, but not as it is expected to."""

    code = "E0124"
    title = "Code that fails in another way"
    expected: str
    found: tuple[str, ...]
    """The codes of its errors, each once."""
    first: Label
    """The first of its errors that is not expected."""

    @property
    def message(self) -> str:
        others = [code for code in self.found if code != self.expected]
        also = "but also fails with" if self.expected in self.found else "but fails with"
        return f"This code is expected to fail with {self.expected}, {also} {joined(others, 'and')}."

    @property
    def hint(self) -> str:
        if len(self.found) == 1:
            return f"Write `fails={self.found[0]}` if this is the mistake that it is to show."
        return "Leave one mistake in it, so that readers see what it is about."
