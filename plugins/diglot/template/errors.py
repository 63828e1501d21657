"""What can be wrong with what is to be made anew: its name, its place, or the project that it is for."""

from typing import ClassVar

from diglot.diagnostic import Diagnostic


class UnusableEngineName(Diagnostic):
    """A name that no engine can have."""

    name: str
    better: str
    """The nearest name that it could have; may be empty."""

    code: ClassVar[str] = "E0550"
    title: ClassVar[str] = "Unusable name for an engine"

    def message(self) -> str:
        """What is wrong."""
        return (
            f"`{self.name}` cannot be the name of an engine, because its types are to be called after it. Such a name "
            "is a capital letter, followed by letters and digits."
        )

    def hint(self) -> str:
        """What to do."""
        return f"Try `diglot new engine {self.better or 'Lamp'}`."


class AlreadyThere(Diagnostic):
    """A file or a folder in the place of a new one."""

    what: str
    """What there is: `a page`, `a file`, `a folder with something in it`."""

    code: ClassVar[str] = "E0551"
    title: ClassVar[str] = "Already there"

    def message(self) -> str:
        """What is wrong."""
        return f"There is {self.what} called `{self.path}` already. Nothing was written, so that nothing is lost."

    def hint(self) -> str:
        """What to do."""
        return "Choose another name, or move what is there out of the way."


class NoSpecificationHere(Diagnostic):
    """A folder without a `mkdocs.yml`."""

    code: ClassVar[str] = "E0552"
    title: ClassVar[str] = "No specification here"

    def message(self) -> str:
        """What is wrong."""
        return f"An engine's page belongs to a specification, and this folder has no `{self.path}`."

    def hint(self) -> str:
        """What to do."""
        return "Go to the folder of the specification, or begin one: `diglot new spec NAME`."


class EngineDoesNotFit(Diagnostic):
    """A new page that would not be right in this project."""

    name: str
    reasons: tuple[str, ...]
    """What the check would say of the page."""

    code: ClassVar[str] = "E0553"
    title: ClassVar[str] = "New page does not fit"

    def message(self) -> str:
        """What is wrong, as far as one line tells it."""
        more = f" (and {len(self.reasons) - 1} more)" if len(self.reasons) > 1 else ""
        return f"A page made for `{self.name}` would not be right here: {self.reasons[0]}{more} Nothing was written."

    def hint(self) -> str:
        """What to do."""
        return (
            "Names that are taken already, and a page `framework/engine.md` that says something else than the one that "
            "comes with Diglot, are the usual reasons. Choose another name, or copy an engine page that you have."
        )
