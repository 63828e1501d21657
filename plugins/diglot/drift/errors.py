"""Where pages and the files made from them disagree, in words.

Each message names both places. The primary place is on the page, unless only the file knows about the thing.
"""

from diglot.diagnostic import Diagnostic, Label, Severity
from diglot.drift.place import Place

_WRITE = (
    "If the page is right, run `diglot {0}` (`--overwrite` drops an edit by hand); if the file is right, change the "
    "page, or run `diglot {0} --adopt`."
)
_WRITE_THEORIES, _WRITE_SNIPPETS = _WRITE.format("theories"), _WRITE.format("extract")


class TheoryDiffers(Diagnostic):
    """A declaration, field, constructor or equation says one thing on the page and another in the theory."""

    code = "D0101"
    title = "Page and theory disagree"
    page: Place
    file: Place
    thing: str
    """What it is: "field `counter` of `LocalStateType`"."""
    page_says: str
    file_says: str
    translated: bool = False
    """Whether the page says it in its own language, and `page_says` is what that means in Isabelle's."""
    hint = _WRITE_THEORIES

    @property
    def message(self) -> str:
        verb = "means" if self.translated else "says"
        return f"{self.thing}: `{self.page}` {verb} `{self.page_says}`, `{self.file}` says `{self.file_says}`."

    @property
    def label(self) -> str:
        return f"means `{self.page_says}`" if self.translated else "on the page"

    def related(self) -> tuple[Label, ...]:
        return self.file.labels(f"says `{self.file_says}`" if self.translated else "in the theory")


class MissingInTheory(Diagnostic):
    """The page has it, the theory does not."""

    code = "D0102"
    title = "Missing in the theory"
    page: Place
    file: Place
    thing: str
    message = "`{page}` has {thing}, `{file.path}` has not."
    label = "only on the page"
    hint = _WRITE_THEORIES

    def related(self) -> tuple[Label, ...]:
        return self.file.labels("not here")


class OnlyInTheory(Diagnostic):
    """The theory has it, the page does not."""

    code = "D0103"
    title = "Not on the page"
    page: Place
    file: Place
    thing: str
    message = "`{file}` has {thing}, `{page.path}` has not."
    label = "only in the theory"
    hint = (
        "If it belongs to the specification, write it on the page; if it serves a proof, move it to a theory in "
        "theories/proofs/. `diglot theories` removes it from here."
    )

    def related(self) -> tuple[Label, ...]:
        return self.page.labels("not on this page")


class ForeignInTheory(Diagnostic):
    """A command that no page ever becomes, such as a lemma."""

    code = "D0104"
    title = "Not a generated command"
    page: Place
    file: Place
    command: str
    name: str
    label = "written by hand"
    hint = "Move it to a theory in theories/proofs/ that imports this one (made from `{page.path}`)."

    @property
    def message(self) -> str:
        thing = f"`{self.command} {self.name}`" if self.name else f"a `{self.command}`"
        return (
            f"`{self.file}` has {thing}. A theory made from a page holds only what the page says, so this would be "
            "lost the next time it is written."
        )


class MovedInTheory(Diagnostic):
    """Both have it, in another order."""

    code = "D0105"
    title = "Another order"
    page: Place
    file: Place
    thing: str
    after: str
    """What it comes after on the page; empty when it comes first."""
    hint = _WRITE_THEORIES

    @property
    def message(self) -> str:
        where = f"after `{self.after}`" if self.after else "first"
        return f"{self.thing} comes {where} by `{self.page}`, but is elsewhere, at `{self.file}`, in the theory."

    def related(self) -> tuple[Label, ...]:
        return self.file.labels("here in the theory")


class WordsDiffer(Diagnostic):
    """The English differs; the formal content may be the same."""

    code = "D0106"
    title = "Page and theory differ in words"
    severity = Severity.WARNING
    page: Place
    file: Place
    page_says: str
    file_says: str
    hint = _WRITE_THEORIES

    @property
    def message(self) -> str:
        page = f"`{self.page}` says “{self.page_says}”" if self.page_says else f"`{self.page.path}` says nothing"
        file = f"`{self.file}` says “{self.file_says}”" if self.file_says else f"`{self.file.path}` says nothing"
        return f"{page}, {file}."

    def related(self) -> tuple[Label, ...]:
        return self.file.labels("other words here" if self.file_says else "missing here")


class MissingTheory(Diagnostic):
    """No theory file for a page."""

    code = "D0107"
    title = "No theory yet"
    theory_path: str
    message = "`{path}` has formal snippets, but its theory `{theory_path}` does not exist."
    hint = "Run `diglot theories` to write it."


class TheoryWithoutPage(Diagnostic):
    """A theory file that no page becomes."""

    code = "D0108"
    title = "Theory without a page"
    message = "No page becomes `{path}`. The page may have been renamed or removed."
    hint = "`diglot theories` removes a generated file; move a hand-written one to theories/proofs/."


class RootDiffers(Diagnostic):
    """The session file says something else than the project."""

    code = "D0109"
    title = "Session file out of date"
    wanted: str
    found: str
    hint = "Run `diglot theories` to write it."

    @property
    def message(self) -> str:
        if not self.found:
            return f"Isabelle's session file `{self.path}` does not exist."
        return f"Isabelle's session file should have `{self.wanted}` here, but has `{self.found}`."


class SnippetDiffers(Diagnostic):
    """A statement differs between the page and the extracted module."""

    code = "D0110"
    title = "Page and extracted module disagree"
    page: Place
    file: Place
    page_says: str
    """Empty when only the file has the statement."""
    file_says: str
    """Empty when only the page has the statement."""
    hint = _WRITE_SNIPPETS

    @property
    def message(self) -> str:
        page, file = _says(self.page, self.page_says), _says(self.file, self.file_says)
        return f"{page}, {file}." if self.page_says else f"{file}, {page}."

    def related(self) -> tuple[Label, ...]:
        if self.path == self.page.path:
            return self.file.labels("differs here" if self.file_says else "missing here")
        return self.page.labels("missing here")


class SnippetConflict(Diagnostic):
    """An extracted module in which nobody has finished a merge."""

    code = "E0651"
    title = "Unfinished merge"
    message = "This is a conflict marker: two versions of the extracted module were merged, and both are still here."
    label = "the conflict begins here"
    hint = "Merge the page and run `diglot extract`, which regenerates the module; it needs no merging by hand."


class MissingSnippets(Diagnostic):
    """No extracted module for a page."""

    code = "D0111"
    title = "No extracted module yet"
    snippet_path: str
    message = "`{path}` has formal snippets, but its extracted module `{snippet_path}` does not exist."
    hint = "Run `diglot extract` to write it."


class SnippetsWithoutPage(Diagnostic):
    """An extracted module that no page becomes."""

    code = "D0112"
    title = "Extracted module without a page"
    message = "No page becomes `{path}`. The page may have been renamed or removed."
    hint = "`diglot extract` removes a generated file."


class SupportDiffers(Diagnostic):
    """The theory that comes with Diglot is not as it came."""

    code = "D0113"
    title = "Support theory out of date"
    missing: bool
    hint = "Run `diglot theories` to write it."

    @property
    def message(self) -> str:
        state = "does not exist" if self.missing else "is not as it should be, from here on"
        return f"`{self.path}` {state}. It holds what the theories need beyond HOL, and is the same in all projects."


class EditedByHand(Diagnostic):
    """A generated file that was edited since it was written, and is not what would be written now."""

    code = "D0121"
    title = "Edited by hand"
    file: Place
    page: Place | None
    """Where the page says something else, or begins to be formal; None for a file that is made from no page."""
    command: str
    """The one that writes the file."""
    label = "edited, here or below"

    @property
    def message(self) -> str:
        page = f" `{self.page}`, which it is made from, does not say this." if self.page else ""
        return f"`{self.file}` was edited by hand, and would be lost, so nothing has been written.{page}"

    @property
    def hint(self) -> str:
        drop = f"`diglot {self.command} --overwrite` drops what was written by hand."
        return f"`diglot {self.command} --adopt` shows how the page would say it too. {drop}" if self.page else drop

    def related(self) -> tuple[Label, ...]:
        return self.page.labels("what it is made from") if self.page else ()


class EditedLeftover(Diagnostic):
    """A generated file that no page becomes any more, and that was edited since it was written."""

    code = "D0122"
    title = "Left over, and edited by hand"
    command: str
    """The one that writes such files."""
    message = "No page becomes `{path}` any more, but it was edited by hand, so nothing has been removed or written."
    hint = "Move it elsewhere if it is needed; `diglot {command} --overwrite` removes it."


class NewerFile(Diagnostic):
    """A generated file that a later version of Diglot has written, which may mean something else by it."""

    code = "D0125"
    title = "From a newer version"
    version: int
    known: int
    message = (
        "`{path}` was written by a newer version of Diglot, in version {version} of its format; this one knows version "
        "{known}, so the file is neither compared nor written."
    )
    hint = "Use the version of Diglot that wrote it; with `--overwrite`, this one writes it again."


class FileNotExamined(Diagnostic):
    """A file that Isabelle or a compiler may read, and that is neither compared nor read here."""

    code = "D0120"
    title = "Not examined"
    why: str
    message = "`{path}` {why}, so what it says has not been examined."
    hint = (
        "Remove it, or move a proof to theories/proofs/. If it has to stay, say why in `mkdocs.yml`: "
        "`{path}: the reason` below `exceptions:`."
    )


def _says(place: Place, words: str) -> str:
    return f"`{place}` says `{words}`" if words else f"`{place.path}` has no such statement"
