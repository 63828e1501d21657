"""What can be wrong with the text of a theory on disk, in words."""

from typing import ClassVar

from diglot.diagnostic import Diagnostic

_RESTORE = "`diglot theories` writes the file anew from its page."


class UnclosedText(Diagnostic):
    """A comment, string or cartouche that does not end."""

    what: str
    closing: str

    code: ClassVar[str] = "E0701"
    title: ClassVar[str] = "Not closed"

    def message(self) -> str:
        """What is missing."""
        return f"This {self.what} begins here, but the closing `{self.closing}` never comes."

    def label(self) -> str:
        """Points at the opening."""
        return "opened here"

    def hint(self) -> str:
        """How to mend it."""
        return f"Add the missing `{self.closing}`. {_RESTORE}"


class ConflictMarker(Diagnostic):
    """A merge that nobody has finished."""

    code: ClassVar[str] = "E0702"
    title: ClassVar[str] = "Unfinished merge"

    def message(self) -> str:
        """What the marker means."""
        return (
            "This is a conflict marker: two versions of the file were merged here and nobody has chosen between them."
        )

    def label(self) -> str:
        """Points at the marker."""
        return "the conflict begins here"

    def hint(self) -> str:
        """Generated files need no merging."""
        return f"Resolve the conflict on the page; a theory needs no merging by hand. {_RESTORE}"


class UnreadableHeader(Diagnostic):
    """The first lines are no theory header."""

    wanted: str
    found: str

    code: ClassVar[str] = "E0703"
    title: ClassVar[str] = "No theory header"

    def message(self) -> str:
        """What was expected instead."""
        return (
            f"A theory begins with `theory Name imports Main begin`. I expected {self.wanted}, but found {self.found}."
        )

    def hint(self) -> str:
        """How to get it back."""
        return _RESTORE


class UnreadableCommand(Diagnostic):
    """A command that we generate, in a form that we do not."""

    command: str
    wanted: str
    found: str

    code: ClassVar[str] = "E0704"
    title: ClassVar[str] = "Declaration not understood"

    def message(self) -> str:
        """What was expected instead."""
        return f"I cannot read this `{self.command}`: I expected {self.wanted}, but found {self.found}."

    def label(self) -> str:
        """What was expected."""
        return f"expected {self.wanted}"

    def hint(self) -> str:
        """Either the edit belongs elsewhere or the file is broken."""
        return f"Generated theories are not edited by hand; extensions belong in theories/proofs/. {_RESTORE}"


class RawSymbol(Diagnostic):
    """A Unicode symbol in a term or type."""

    symbol: str
    escape: str

    code: ClassVar[str] = "E0705"
    title: ClassVar[str] = "Symbol not escaped"

    def message(self) -> str:
        """Why Isabelle refuses it."""
        return f"`{self.symbol}` stands here as a Unicode character. Isabelle reads only ASCII in types and terms."

    def hint(self) -> str:
        """What to write."""
        return f"Write `{self.escape}`." if self.escape else _RESTORE


class NestedTooDeeply(Diagnostic):
    """A term with more brackets around brackets, or a longer chain of operators, than anyone writes."""

    limit: int

    code: ClassVar[str] = "E0706"
    title: ClassVar[str] = "Nested too deeply"

    def message(self) -> str:
        """The limit."""
        return f"More than {self.limit} parts stand inside each other here. I do not read terms that are deeper."

    def hint(self) -> str:
        """How to get a readable file."""
        return _RESTORE


class MissingEnd(Diagnostic):
    """The file stops before its `end`."""

    code: ClassVar[str] = "E0707"
    title: ClassVar[str] = "No end"

    def message(self) -> str:
        """What is missing."""
        return "The theory has no `end`. The file may have been cut off."

    def hint(self) -> str:
        """How to get it back."""
        return _RESTORE


class StrayText(Diagnostic):
    """Something that belongs to no command."""

    text: str

    code: ClassVar[str] = "E0708"
    title: ClassVar[str] = "Stray text"

    def message(self) -> str:
        """What it is."""
        return f"`{self.text}` does not belong to any command."

    def hint(self) -> str:
        """How to mend it."""
        return f"Delete it, or close the comment or text it was meant for. {_RESTORE}"
