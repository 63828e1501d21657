"""What can be wrong with handwritten theories, their recorded verdicts, and the theorems that pages name."""

from typing import ClassVar

from diglot.diagnostic import Diagnostic, Severity


class StatusUnreadable(Diagnostic):
    """The file of verdicts is broken."""

    code: ClassVar[str] = "W0807"
    title: ClassVar[str] = "Verdicts cannot be read"
    severity: ClassVar[Severity] = Severity.WARNING

    def message(self) -> str:
        """Which file, and what that means."""
        return f"`{self.path}` is not what `diglot prove` writes, so all theories count as unchecked."

    def hint(self) -> str:
        """How to get it back."""
        return "Restore it from version control, or remove it and run `diglot prove`."


class StatusEdited(Diagnostic):
    """An entry in the file of verdicts is not as it was written."""

    theory: str

    code: ClassVar[str] = "W0808"
    title: ClassVar[str] = "A verdict was edited"
    severity: ClassVar[Severity] = Severity.WARNING

    def message(self) -> str:
        """Whose entry, and what that means."""
        return f"The entry of `{self.theory}` is not as `diglot prove` wrote it, so the theory counts as unchecked."

    def label(self) -> str:
        """The entry."""
        return "changed by hand, or merged"

    def hint(self) -> str:
        """How to get it back."""
        return "Run `diglot prove` to have Isabelle look at it again; what it says is not for people to write."


class UnknownTheorem(Diagnostic):
    """A page wants to show a theorem that no proof states."""

    name: str
    theory: str
    """The theory, where there is such a one."""
    nearest: str

    code: ClassVar[str] = "E0809"
    title: ClassVar[str] = "Unknown theorem"

    def message(self) -> str:
        """What is missing: the theory, or the theorem in it."""
        if self.theory:
            return f"The theory `{self.theory}` has no theorem called `{self.name.partition('.')[2]}`."
        return f"No theory in the folder of proofs has a theorem `{self.name}`."

    def label(self) -> str:
        """The name."""
        return "no such theorem"

    def hint(self) -> str:
        """The nearest name, or how names are made."""
        if self.nearest:
            return f"Did you mean `{self.nearest}`?"
        return "A theorem is named after its theory: `Theory.theorem`, or `Theory.locale.theorem` inside of a locale."


class EmptyTheoremFence(Diagnostic):
    """A fence for theorems without a name in it."""

    code: ClassVar[str] = "E0810"
    title: ClassVar[str] = "No theorem named"

    def message(self) -> str:
        """What the fence is for."""
        return "This fence shows theorems from the folder of proofs, but names none."

    def label(self) -> str:
        """The fence."""
        return "which one?"

    def hint(self) -> str:
        """What belongs into it."""
        return "Write the names of theorems into it, one on each line: `Theory.theorem`."


class ProofUsesLostName(Diagnostic):
    """A proof uses a name that its theory no longer defines."""

    name: str
    theory: str
    page: str
    """The page of that theory; empty where it is not known."""
    nearest: str

    code: ClassVar[str] = "D0114"
    title: ClassVar[str] = "A proof uses a name that is gone"

    def message(self) -> str:
        """Which name, and who used to define it."""
        where = f", made from `{self.page}`," if self.page else ""
        return f"The theory `{self.theory}`{where} does not define `{self.name}`, which this proof uses."

    def label(self) -> str:
        """The use."""
        return "defined nowhere now"

    def hint(self) -> str:
        """What may have happened to it."""
        guess = f" Did it become `{self.nearest}`?" if self.nearest else ""
        return f"If it was renamed or removed on the page, the proof has to follow.{guess}"


class ProofImportsNothing(Diagnostic):
    """A proof imports a theory that is not where it looks for it."""

    name: str
    wanted: str
    """The import that would work; empty where none is known."""

    code: ClassVar[str] = "D0115"
    title: ClassVar[str] = "A proof imports a theory that is not there"

    def message(self) -> str:
        """Which one."""
        if self.wanted:
            return f"Isabelle will not find `{self.name}` here: a theory of another session needs that session's name."
        return f"No page becomes the theory `{self.name}`, which this proof imports."

    def hint(self) -> str:
        """What to write, or where to look."""
        if self.wanted:
            return f"Write `{self.wanted}`."
        return "If the page was renamed or removed, the proof has to follow; `theories/` has the names of all theories."
