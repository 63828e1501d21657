"""What can be wrong with handwritten theories, their recorded verdicts, and the theorems that pages name."""

from diglot.diagnostic import Diagnostic, Severity


class StatusUnreadable(Diagnostic):
    """The file of verdicts is broken."""

    code = "W0807"
    title = "Verdicts cannot be read"
    severity = Severity.WARNING
    message = "`{path}` is not what `diglot prove` writes, so all theories count as unchecked."
    hint = "Restore it from version control, or remove it and run `diglot prove`."


class StatusEdited(Diagnostic):
    """An entry in the file of verdicts is not as it was written."""

    code = "W0808"
    title = "A verdict was edited"
    severity = Severity.WARNING
    theory: str
    message = "The entry of `{theory}` was changed after `diglot prove` wrote it, so the theory counts as unchecked."
    label = "changed by hand, or merged"
    hint = "Run `diglot prove` to check it again; verdicts are not edited by hand."


class UnknownTheorem(Diagnostic):
    """A page wants to show a theorem that no proof states."""

    code = "E0809"
    title = "Unknown theorem"
    name: str
    theory: str
    """The theory, where there is such a one."""
    nearest: str
    label = "no such theorem"

    @property
    def message(self) -> str:
        if self.theory:
            return f"The theory `{self.theory}` has no theorem called `{self.name.partition('.')[2]}`."
        return f"No theory in the folder of proofs has a theorem `{self.name}`."

    @property
    def hint(self) -> str:
        if self.nearest:
            return f"Did you mean `{self.nearest}`?"
        return "A theorem is named after its theory: `Theory.theorem`, or `Theory.locale.theorem` inside a locale."


class EmptyTheoremFence(Diagnostic):
    """A fence for theorems without a name in it."""

    code = "E0810"
    title = "No theorem named"
    message = "This fence shows theorems from the folder of proofs, but names none."
    label = "which one?"
    hint = "Write the names of theorems into it, one on each line: `Theory.theorem`."


class ProofUsesLostName(Diagnostic):
    """A proof uses a name that its theory no longer defines."""

    code = "D0114"
    title = "A proof uses a name that is gone"
    name: str
    theory: str
    page: str
    """The page of that theory; empty where it is not known."""
    nearest: str
    label = "defined nowhere now"

    @property
    def message(self) -> str:
        where = f", made from `{self.page}`," if self.page else ""
        return f"The theory `{self.theory}`{where} does not define `{self.name}`, which this proof uses."

    @property
    def hint(self) -> str:
        guess = f" Did it become `{self.nearest}`?" if self.nearest else ""
        return f"If it was renamed or removed on the page, update the proof too.{guess}"


class ProofImportsNothing(Diagnostic):
    """A proof imports a theory that is not where it looks for it."""

    code = "D0115"
    title = "A proof imports a theory that is not there"
    name: str
    wanted: str
    """The import that would work; empty where none is known."""

    @property
    def message(self) -> str:
        if self.wanted:
            return f"Isabelle will not find `{self.name}` here: a theory of another session needs that session's name."
        return f"No page becomes the theory `{self.name}`, which this proof imports."

    @property
    def hint(self) -> str:
        if self.wanted:
            return f"Write `{self.wanted}`."
        return "If the page was renamed or removed, update the proof; `theories/` has the names of all theories."
