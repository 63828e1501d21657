"""What can be wrong with a page as a page: its fences, its front matter, and how Markdown readers see it."""

from typing import ClassVar

from diglot.diagnostic import Diagnostic, Label, Severity
from diglot.source import Span


class UnfinishedMerge(Diagnostic):
    """A page in which nobody has finished a merge."""

    code: ClassVar[str] = "E0652"
    title: ClassVar[str] = "Unfinished merge"

    def message(self) -> str:
        """What the marker means."""
        return "This is a conflict marker: two versions of the page were merged here and both are still in it."

    def label(self) -> str:
        """Points at the marker."""
        return "the conflict begins here"

    def hint(self) -> str:
        """What to do."""
        return (
            "Keep one of the versions, or make one of both, and remove the lines with `<<<<<<<`, `=======`, `>>>>>>>`."
        )


class UnclosedFence(Diagnostic):
    """A fence that no backticks close."""

    suspect: Span | None
    """Opening backticks of an earlier block that seems to lack its closing ones."""
    is_inline: bool
    """Whether the backticks at fault stand in the middle of a line."""

    code: ClassVar[str] = "E0101"
    title: ClassVar[str] = "Fence without an end"

    def message(self) -> str:
        """What is wrong."""
        return "This block is opened by three backticks, but the page ends before any others close it."

    def label(self) -> str:
        """Under the caret."""
        return "opened here"

    def hint(self) -> str:
        """What to do."""
        if self.is_inline:
            return "Three backticks begin a block also in the middle of a line. Use one or two for code inside a line."
        if self.suspect is not None:
            return "Put a line with ``` after the end of the earlier block; then the later fences pair up again."
        return "Put a line with ``` after the end of the block."

    def related(self) -> tuple[Label, ...]:
        """The block that swallowed the next one's opening."""
        if self.suspect is None:
            return ()
        return (Label(self.path, self.suspect, "what begins here runs into the opening of the next block"),)


class UnreadableFrontMatter(Diagnostic):
    """Front matter that is not YAML."""

    reason: str
    """What the YAML reader says, in its words."""

    code: ClassVar[str] = "E0102"
    title: ClassVar[str] = "Front matter that is not YAML"

    def message(self) -> str:
        """What is wrong."""
        return f"The block between the two `---` lines is read as YAML, and here it stops making sense: {self.reason}."

    def hint(self) -> str:
        """What to do."""
        return 'Write one `key: value` in each line; a value with a colon or a quote in it goes in quotes: `"…"`.'


class FrontMatterNotMapping(Diagnostic):
    """Front matter that is a list or a single value."""

    found: str
    """`a list` or `a single value`."""

    code: ClassVar[str] = "E0103"
    title: ClassVar[str] = "Front matter without keys"

    def message(self) -> str:
        """What is wrong."""
        return f"The front matter is {self.found}, but it has to consist of lines such as `title: Ticker`."

    def hint(self) -> str:
        """What to do."""
        return "If the `---` lines were meant as rules across the page, put a blank line before the first."


class WrongFrontMatterType(Diagnostic):
    """A key of ours with a value that is not text."""

    key: str
    found: str
    """`a list`, `a number`, …"""

    code: ClassVar[str] = "E0104"
    title: ClassVar[str] = "Front matter of the wrong type"

    def message(self) -> str:
        """What is wrong."""
        return f"`{self.key}` in the front matter has to be text, and this is {self.found}."

    def hint(self) -> str:
        """What to do."""
        return f'If you mean it literally, put it in quotes: `{self.key}: "…"`.'


class RepeatedFrontMatterKey(Diagnostic):
    """A key of ours that is given twice."""

    key: str
    first: Span

    code: ClassVar[str] = "E0105"
    title: ClassVar[str] = "Front matter key given twice"

    def message(self) -> str:
        """What is wrong."""
        return f"`{self.key}` stands in the front matter a second time, so it is not clear which value counts."

    def hint(self) -> str:
        """What to do."""
        return "Keep one of the two lines."

    def related(self) -> tuple[Label, ...]:
        """The first one."""
        return (Label(self.path, self.first, "given here first"),)


class FenceNotRead(Diagnostic):
    """A block that the site shows as a snippet, but that is not taken for one."""

    marks: str
    """The fence's characters: `~~~`."""
    swallowed_by: Span | None
    """An earlier block that has not ended yet when it is read."""

    code: ClassVar[str] = "E0110"
    title: ClassVar[str] = "Snippet that is not read"

    def message(self) -> str:
        """What is wrong."""
        begin = "The site shows this block as a snippet, but it is never checked: "
        if self.swallowed_by is not None:
            return begin + "read backtick by backtick, it lies inside an earlier block that has not ended yet."
        if self.marks != "```":
            found = "tildes" if self.marks.startswith("~") else f"{len(self.marks)} of them"
            return begin + f"snippets are fenced by exactly three backticks, and this one by {found}."
        return begin + "the word `juvix` has to follow the backticks directly."

    def label(self) -> str:
        """Under the caret."""
        return "not read as a snippet"

    def hint(self) -> str:
        """What to do."""
        if self.swallowed_by is not None:
            return "Close the earlier block with ``` alone on its line."
        return "Begin the block with ```juvix and end it with ```, each on a line of its own."

    def related(self) -> tuple[Label, ...]:
        """The block around it."""
        if self.swallowed_by is None:
            return ()
        return (Label(self.path, self.swallowed_by, "the earlier block begins here"),)


class FenceNotShown(Diagnostic):
    """A snippet that is read and checked, but that is no code block for the site."""

    code: ClassVar[str] = "E0111"
    title: ClassVar[str] = "Snippet that the site does not show"

    def message(self) -> str:
        """What is wrong."""
        return (
            "This snippet is read and checked, but for Markdown it is no code block of its own, "
            "so readers would not see what is checked."
        )

    def label(self) -> str:
        """Under the caret."""
        return "no code block for Markdown"

    def hint(self) -> str:
        """What to do."""
        return (
            "Put the opening ``` on a line of its own, indented like the text around it, "
            "and neither in an HTML comment nor inside another block."
        )


class DifferentEnd(Diagnostic):
    """A block that ends at different places for the two readers."""

    opening: Span

    code: ClassVar[str] = "E0112"
    title: ClassVar[str] = "Block with two different ends"

    def message(self) -> str:
        """What is wrong."""
        return (
            "When the page is checked, the block ends at these backticks; "
            "but for the site they do not end it, because they are not alone on their line."
        )

    def hint(self) -> str:
        """What to do."""
        return "Close the block with ``` alone on a line; whatever stands beside it goes on a line of its own."

    def related(self) -> tuple[Label, ...]:
        """Where it begins."""
        return (Label(self.path, self.opening, "the block begins here"),)


class MissingClosingFence(Diagnostic):
    """A block that is closed by what looks like the opening of the next one."""

    opening: Span
    """Where the block begins."""

    code: ClassVar[str] = "E0113"
    title: ClassVar[str] = "Block closed by the opening of another"

    def message(self) -> str:
        """What is wrong."""
        return (
            "These backticks look like the beginning of a snippet, but the block above has no end, "
            "so they end it, and what follows is not read as a snippet."
        )

    def hint(self) -> str:
        """What to do."""
        return "Put a line with ``` where the block above should end."

    def related(self) -> tuple[Label, ...]:
        """The block above."""
        return (Label(self.path, self.opening, "the block above begins here"),)


class InlineFence(Diagnostic):
    """Three backticks inside a line, which pair up with the fences after them."""

    code: ClassVar[str] = "E0114"
    title: ClassVar[str] = "Three backticks inside a line"

    def message(self) -> str:
        """What is wrong."""
        return (
            "Three backticks begin a block wherever they stand, also in the middle of a line; "
            "these would pair up with the fence that comes next."
        )

    def hint(self) -> str:
        """What to do."""
        return "Use one or two backticks for code inside a line."


class QuotedFence(Diagnostic):
    """A snippet in a quotation."""

    code: ClassVar[str] = "E0115"
    title: ClassVar[str] = "Snippet in a quotation"

    def message(self) -> str:
        """What is wrong."""
        return "Each line of this snippet begins with the `>` of the quotation, and that counts as part of the program."

    def hint(self) -> str:
        """What to do."""
        return "Take the snippet out of the quotation; an admonition (`!!! quote`) can hold one."


class UnevenFence(Diagnostic):
    """A line of a block that is indented otherwise than its opening."""

    opening: Span
    is_closing: bool
    """Whether the line is the block's end."""

    code: ClassVar[str] = "E0116"
    title: ClassVar[str] = "Snippet with uneven indentation"

    def message(self) -> str:
        """What is wrong."""
        if self.is_closing:
            return "The closing ``` are not indented like the opening ones, so on the site the block does not end here."
        return "This line is indented less than the opening ```, so on the site the block breaks off here."

    def hint(self) -> str:
        """What to do."""
        return "Indent all lines of the block at least as far as its opening line, and the closing line the same."

    def related(self) -> tuple[Label, ...]:
        """Where it begins."""
        return (Label(self.path, self.opening, "the block begins here"),)


class UnknownFenceOption(Diagnostic):
    """A word after `juvix` that means nothing to us."""

    word: str
    nearest: str | None
    """The option that was perhaps meant."""

    code: ClassVar[str] = "W0120"
    title: ClassVar[str] = "Unknown word after the fence"
    severity: ClassVar[Severity] = Severity.WARNING

    def message(self) -> str:
        """What is wrong."""
        return f"`{self.word}` is none of the words that can follow `juvix` here, so it has no effect."

    def hint(self) -> str:
        """What to do."""
        known = "The words are `hide`, `fold` and `extract-module-statements` with an optional number."
        return f"Did you mean `{self.nearest}`? {known}" if self.nearest else known
