"""Where pages and the files made from them disagree, in words.

Each message names both places. The primary place is on the page, unless only the file knows about the thing.
"""

from typing import ClassVar

from diglot.diagnostic import Diagnostic, Label, Severity
from diglot.drift.place import Place

_WRITE_THEORIES = "If the page is right, run `diglot theories`; if the file is right, change the page."
_WRITE_SNIPPETS = "If the page is right, run `diglot extract`; if the file is right, change the page."


class TheoryDiffers(Diagnostic):
    """A declaration, field, constructor or equation says one thing on the page and another in the theory."""

    page: Place
    file: Place
    thing: str
    """What it is: "field `counter` of `LocalStateType`"."""
    page_says: str
    file_says: str
    translated: bool = False
    """Whether the page says it in its own language, and `page_says` is what that means in Isabelle's."""

    code: ClassVar[str] = "D0101"
    title: ClassVar[str] = "Page and theory disagree"

    def message(self) -> str:
        """Both sides."""
        verb = "means" if self.translated else "says"
        return f"{self.thing}: `{self.page}` {verb} `{self.page_says}`, `{self.file}` says `{self.file_says}`."

    def label(self) -> str:
        """The page's side."""
        return f"means `{self.page_says}`" if self.translated else "on the page"

    def hint(self) -> str:
        """Two ways to agree again."""
        return _WRITE_THEORIES

    def related(self) -> tuple[Label, ...]:
        """The theory's side."""
        return self.file.labels(f"says `{self.file_says}`" if self.translated else "in the theory")


class MissingInTheory(Diagnostic):
    """The page has it, the theory does not."""

    page: Place
    file: Place
    thing: str

    code: ClassVar[str] = "D0102"
    title: ClassVar[str] = "Missing in the theory"

    def message(self) -> str:
        """What and where."""
        return f"`{self.page}` has {self.thing}, `{self.file.path}` has not."

    def label(self) -> str:
        """The page's side."""
        return "only on the page"

    def hint(self) -> str:
        """Two ways to agree again."""
        return _WRITE_THEORIES

    def related(self) -> tuple[Label, ...]:
        """Where one would look for it."""
        return self.file.labels("not in here")


class OnlyInTheory(Diagnostic):
    """The theory has it, the page does not."""

    page: Place
    file: Place
    thing: str

    code: ClassVar[str] = "D0103"
    title: ClassVar[str] = "Not on the page"

    def message(self) -> str:
        """What and where."""
        return f"`{self.file}` has {self.thing}, `{self.page.path}` has not."

    def label(self) -> str:
        """The theory's side."""
        return "only in the theory"

    def hint(self) -> str:
        """Where such a thing belongs."""
        return (
            "If it belongs to the specification, write it on the page; if it serves a proof, move it to a theory in "
            "theories/proofs/. `diglot theories` removes it from here."
        )

    def related(self) -> tuple[Label, ...]:
        """Where one would look for it."""
        return self.page.labels("not on this page")


class ForeignInTheory(Diagnostic):
    """A command that no page ever becomes, such as a lemma."""

    page: Place
    file: Place
    command: str
    name: str

    code: ClassVar[str] = "D0104"
    title: ClassVar[str] = "Not a generated command"

    def message(self) -> str:
        """The command, and what a generated theory holds."""
        thing = f"`{self.command} {self.name}`" if self.name else f"a `{self.command}`"
        return (
            f"`{self.file}` has {thing}. A theory made from a page holds only what the page says, so this would be "
            "lost the next time it is written."
        )

    def label(self) -> str:
        """What is foreign."""
        return "written by hand"

    def hint(self) -> str:
        """Where it belongs."""
        return f"Move it to a theory in theories/proofs/ that imports this one (made from `{self.page.path}`)."


class MovedInTheory(Diagnostic):
    """Both have it, in another order."""

    page: Place
    file: Place
    thing: str
    after: str
    """What it comes after on the page; empty when it comes first."""

    code: ClassVar[str] = "D0105"
    title: ClassVar[str] = "Another order"

    def message(self) -> str:
        """Where it should be."""
        where = f"after `{self.after}`" if self.after else "first"
        return f"{self.thing} comes {where} by `{self.page}`, but stands elsewhere, at `{self.file}`, in the theory."

    def hint(self) -> str:
        """Two ways to agree again."""
        return _WRITE_THEORIES

    def related(self) -> tuple[Label, ...]:
        """Where it is now."""
        return self.file.labels("here in the theory")


class WordsDiffer(Diagnostic):
    """The English differs; the formal content may be the same."""

    page: Place
    file: Place
    page_says: str
    file_says: str

    code: ClassVar[str] = "D0106"
    title: ClassVar[str] = "Page and theory differ in words"
    severity: ClassVar[Severity] = Severity.WARNING

    def message(self) -> str:
        """Both sides, from the first word that differs."""
        page = f"`{self.page}` says “{self.page_says}”" if self.page_says else f"`{self.page.path}` says nothing"
        file = f"`{self.file}` says “{self.file_says}”" if self.file_says else f"`{self.file.path}` says nothing"
        return f"{page}, {file}."

    def hint(self) -> str:
        """Two ways to agree again."""
        return _WRITE_THEORIES

    def related(self) -> tuple[Label, ...]:
        """The theory's side."""
        return self.file.labels("other words here" if self.file_says else "missing in here")


class MissingTheory(Diagnostic):
    """No theory file for a page."""

    theory_path: str

    code: ClassVar[str] = "D0107"
    title: ClassVar[str] = "No theory yet"

    def message(self) -> str:
        """Which file is missing."""
        return f"`{self.path}` has formal snippets, but its theory `{self.theory_path}` does not exist."

    def hint(self) -> str:
        """How to make it."""
        return "Run `diglot theories` to write it."


class TheoryWithoutPage(Diagnostic):
    """A theory file that no page becomes."""

    code: ClassVar[str] = "D0108"
    title: ClassVar[str] = "Theory without a page"

    def message(self) -> str:
        """Which file it is."""
        return f"No page becomes `{self.path}`. The page may have been renamed or removed."

    def hint(self) -> str:
        """What to do with it."""
        return "`diglot theories` removes a generated file; move a hand-written one to theories/proofs/."


class RootDiffers(Diagnostic):
    """The session file says something else than the project."""

    wanted: str
    found: str

    code: ClassVar[str] = "D0109"
    title: ClassVar[str] = "Session file out of date"

    def message(self) -> str:
        """The first difference."""
        if not self.found:
            return f"Isabelle's session file `{self.path}` does not exist."
        return f"Isabelle's session file should have `{self.wanted}` here, but has `{self.found}`."

    def hint(self) -> str:
        """How to make it."""
        return "Run `diglot theories` to write it."


class SnippetDiffers(Diagnostic):
    """A statement differs between the page and the extracted module."""

    page: Place
    file: Place
    page_says: str
    """Empty when only the file has the statement."""
    file_says: str
    """Empty when only the page has the statement."""

    code: ClassVar[str] = "D0110"
    title: ClassVar[str] = "Page and extracted module disagree"

    def message(self) -> str:
        """Both sides."""
        page, file = _says(self.page, self.page_says), _says(self.file, self.file_says)
        return f"{page}, {file}." if self.page_says else f"{file}, {page}."

    def hint(self) -> str:
        """Two ways to agree again."""
        return _WRITE_SNIPPETS

    def related(self) -> tuple[Label, ...]:
        """The other side."""
        if self.path == self.page.path:
            return self.file.labels("differs here" if self.file_says else "missing here")
        return self.page.labels("missing here")


class SnippetConflict(Diagnostic):
    """An extracted module in which nobody has finished a merge."""

    code: ClassVar[str] = "E0651"
    title: ClassVar[str] = "Unfinished merge"

    def message(self) -> str:
        """What the marker means."""
        return "This is a conflict marker: two versions of the extracted module were merged, and both are still here."

    def label(self) -> str:
        """Points at the marker."""
        return "the conflict begins here"

    def hint(self) -> str:
        """Generated files need no merging."""
        return "Merge the page, and let `diglot extract` write the module anew; it needs no merging by hand."


class MissingSnippets(Diagnostic):
    """No extracted module for a page."""

    snippet_path: str

    code: ClassVar[str] = "D0111"
    title: ClassVar[str] = "No extracted module yet"

    def message(self) -> str:
        """Which file is missing."""
        return f"`{self.path}` has formal snippets, but its extracted module `{self.snippet_path}` does not exist."

    def hint(self) -> str:
        """How to make it."""
        return "Run `diglot extract` to write it."


class SnippetsWithoutPage(Diagnostic):
    """An extracted module that no page becomes."""

    code: ClassVar[str] = "D0112"
    title: ClassVar[str] = "Extracted module without a page"

    def message(self) -> str:
        """Which file it is."""
        return f"No page becomes `{self.path}`. The page may have been renamed or removed."

    def hint(self) -> str:
        """What to do with it."""
        return "`diglot extract` removes a generated file."


class SupportDiffers(Diagnostic):
    """The theory that comes with Diglot is not as it came."""

    missing: bool

    code: ClassVar[str] = "D0113"
    title: ClassVar[str] = "Support theory out of date"

    def message(self) -> str:
        """What it is for."""
        state = "does not exist" if self.missing else "is not as it should be, from here on"
        return f"`{self.path}` {state}. It holds what the theories need beyond HOL, and is the same in all projects."

    def hint(self) -> str:
        """How to get it back."""
        return "Run `diglot theories` to write it."


def _says(place: Place, words: str) -> str:
    return f"`{place}` says `{words}`" if words else f"`{place.path}` has no such statement"
