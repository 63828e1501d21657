"""What can be wrong with a new page or project: its name, its place, or the files that are already there."""

from diglot.diagnostic import Diagnostic


class UnusableEngineName(Diagnostic):
    """A name that no engine can have."""

    code = "E0550"
    title = "Unusable name for an engine"
    name: str
    better: str
    """The nearest name that it could have; may be empty."""
    message = (
        "`{name}` cannot be the name of an engine, because its types are to be called after it. Such a name is a "
        "capital letter, followed by letters and digits."
    )

    @property
    def hint(self) -> str:
        return f"Try `diglot new engine {self.better or 'Lamp'}`."


class AlreadyThere(Diagnostic):
    """A file or a folder in the place of a new one."""

    code = "E0551"
    title = "Already there"
    what: str
    """What there is: `a page`, `a file`, `a folder with something in it`."""
    message = "There is {what} called `{path}` already. Nothing was written, so that nothing is lost."
    hint = "Choose another name, or move what is there out of the way."


class NoSpecificationHere(Diagnostic):
    """A folder without a `mkdocs.yml`."""

    code = "E0552"
    title = "No specification here"
    message = "An engine's page belongs to a specification, and this folder has no `{path}`."
    hint = "Go to the folder of the specification, or begin one: `diglot new spec NAME`."


class EngineDoesNotFit(Diagnostic):
    """A new page that would not be right in this project."""

    code = "E0553"
    title = "New page does not fit"
    name: str
    reasons: tuple[str, ...]
    """What the check would say of the page."""
    hint = (
        "Names that are taken already, and a page `framework/engine.md` that says something else than the one that "
        "comes with Diglot, are the usual reasons. Choose another name, or copy an engine page that you have."
    )

    @property
    def message(self) -> str:
        more = f" (and {len(self.reasons) - 1} more)" if len(self.reasons) > 1 else ""
        return f"A page made for `{self.name}` would not be right here: {self.reasons[0]}{more} Nothing was written."
