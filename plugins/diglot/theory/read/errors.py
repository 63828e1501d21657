"""What can be wrong with the text of a theory on disk, in words."""

from diglot.diagnostic import Diagnostic, Label

_RESTORE = "`diglot theories` regenerates the file from its page."


class UnclosedText(Diagnostic):
    """A comment, string or cartouche that does not end."""

    code = "E0701"
    title = "Not closed"
    what: str
    closing: str
    opened: Label | None = None
    """Where it was opened, if that is on an earlier line."""

    @property
    def message(self) -> str:
        if self.opened is None:
            return f"This {self.what} begins here, but the closing `{self.closing}` never comes."
        return f"The {self.what} that was opened above ends here at the latest, but without its `{self.closing}`."

    @property
    def label(self) -> str:
        return f"no `{self.closing}`" if self.opened else "opened here"

    @property
    def hint(self) -> str:
        return f"Add the missing `{self.closing}`. {_RESTORE}"


class UnopenedText(Diagnostic):
    """The end of a string or cartouche without its beginning."""

    code = "E0709"
    title = "Not opened"
    opening: str
    message = "A `{opening}` is missing here. The one that ends this text is there."
    label = "`{opening}` expected"
    hint = "Add the missing `{opening}`. " + _RESTORE


class DoubledMark(Diagnostic):
    """The same quotation mark, or delimiter, twice."""

    code = "E0710"
    title = "Mark doubled"
    mark: str
    message = "Here are two `{mark}` side by side, and only one belongs there."
    hint = "Delete one of them. " + _RESTORE


class ConflictMarker(Diagnostic):
    """A merge that nobody has finished."""

    code = "E0702"
    title = "Unfinished merge"
    message = "This is a conflict marker: two versions of the file were merged here and nobody has chosen between them."
    label = "the conflict begins here"
    hint = "Resolve the conflict on the page; a theory needs no merging by hand. " + _RESTORE


class UnreadableHeader(Diagnostic):
    """The first lines are no theory header."""

    code = "E0703"
    title = "No theory header"
    wanted: str
    found: str
    message = "A theory begins with `theory Name imports Main begin`. I expected {wanted}, but found {found}."
    hint = _RESTORE


class UnreadableCommand(Diagnostic):
    """A command that we generate, in a form that we do not."""

    code = "E0704"
    title = "Declaration not understood"
    command: str
    wanted: str
    found: str
    message = "I cannot read this `{command}`: I expected {wanted}, but found {found}."
    label = "expected {wanted}"
    hint = "Generated theories are not edited by hand; extensions belong in theories/proofs/. " + _RESTORE


class RawSymbol(Diagnostic):
    """A Unicode symbol in a term or type."""

    code = "E0705"
    title = "Symbol not escaped"
    symbol: str
    escape: str
    message = "`{symbol}` is a Unicode character here. Isabelle reads only ASCII in types and terms."

    @property
    def hint(self) -> str:
        return f"Write `{self.escape}`." if self.escape else _RESTORE


class NestedTooDeeply(Diagnostic):
    """A term with more brackets around brackets, or a longer chain of operators, than anyone writes."""

    code = "E0706"
    title = "Nested too deeply"
    limit: int
    message = "More than {limit} parts are nested here. I do not read deeper terms."
    hint = _RESTORE


class MissingEnd(Diagnostic):
    """The file stops before its `end`."""

    code = "E0707"
    title = "No end"
    message = "The theory has no `end`. The file may have been cut off."
    hint = _RESTORE


class StrayText(Diagnostic):
    """Something that belongs to no command."""

    code = "E0708"
    title = "Stray text"
    text: str
    message = "`{text}` does not belong to any command."
    hint = "Delete it, or close the comment or text it was meant for. " + _RESTORE
