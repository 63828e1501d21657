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


class StatusFromNewerVersion(Diagnostic):
    """The file of verdicts is in a format that this version does not know."""

    code = "E0812"
    title = "Verdicts from a newer version"
    found: int
    known: int
    message = "`{path}` has format {found}, of a newer Diglot than this one, which reads up to {known}."
    hint = "Install the Diglot that the project uses. Nothing in the file was changed."


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


def _thing(theory: str, name: str, unnamed: str) -> str:
    """What a claim is about; `unnamed` says what that is where it has no name."""
    return f"`{theory}.{name}`" if name else f"{unnamed} in `{theory}`"


class NotProved(Diagnostic):
    """A handwritten theory asserts something that nobody has proved."""

    code = "D0116"
    title = "Asserted without proof"
    theory: str
    word: str
    name: str
    label = "believed without proof"

    @property
    def message(self) -> str:
        what = _thing(self.theory, self.name, "something")
        return f"Isabelle is asked to believe {what} without a proof: `{self.word}`."

    @property
    def hint(self) -> str:
        return f"Prove it, or say in the settings why it is believed. {_exception(self.theory, self.name)}"


class ProofGivenUp(Diagnostic):
    """A proof that ends in `oops`, so that its statement is none."""

    code = "D0117"
    title = "A proof was given up"
    severity = Severity.WARNING
    theory: str
    name: str
    label = "given up"

    @property
    def message(self) -> str:
        what = _thing(self.theory, self.name, "A statement")
        return f"{what} is stated, and its proof is given up, so Isabelle does not know it."

    @property
    def hint(self) -> str:
        return f"Prove it or remove it, or say in the settings why it stays. {_exception(self.theory, self.name)}"


class ProgramInProof(Diagnostic):
    """A handwritten theory runs a program, which may do anything, and which is not read here."""

    code = "D0118"
    title = "A program in a proof"
    severity = Severity.WARNING
    theory: str
    word: str
    name: str
    label = "not examined"
    message = "`{word}` has Isabelle run a program, which can assert anything. Diglot does not read programs."

    @property
    def hint(self) -> str:
        return f"Do without it, or say in the settings why it is here. {_exception(self.theory, self.name)}"


class BelievedProgram(Diagnostic):
    """A proof that the kernel does not check: a program says that it holds."""

    code = "D0123"
    title = "Believed, not proved by the kernel"
    severity = Severity.WARNING
    theory: str
    word: str
    name: str
    label = "a program's word"

    @property
    def message(self) -> str:
        what = _thing(self.theory, self.name, "Something")
        by = "generated code" if self.word in {"eval", "normalization"} else "a program"
        return f"{what} is believed because `{self.word}` runs {by} that says so; Isabelle's kernel does not prove it."

    @property
    def hint(self) -> str:
        exception = _exception(self.theory, self.name)
        return f"Prove it with `by code_simp` or `by simp`, or say in the settings why it is believed. {exception}"


class CommandNotExamined(Diagnostic):
    """A handwritten theory has a command that is not known to be harmless."""

    code = "D0124"
    title = "A command that is not examined"
    severity = Severity.WARNING
    theory: str
    word: str
    label = "not examined"
    message = "Diglot does not know what `{word}` does, so it cannot say that nothing is asserted."

    @property
    def hint(self) -> str:
        reason = f"Do without it, or say in the settings why it is here. {_exception(self.theory, '')}"
        return f"{reason} If it is no command but continues the line above, indent it."


class ProofNamedOtherwise(Diagnostic):
    """A handwritten theory whose header does not have the name of its file."""

    code = "D0119"
    title = "A proof with another name"
    title_there: str
    """The name in the header; empty where there is no header."""
    wanted: str

    @property
    def message(self) -> str:
        if not self.title_there:
            return f"`{self.path}` has no header, so Isabelle reads no theory in it."
        return f"The file is called `{self.wanted}.thy`, and the theory in it `{self.title_there}`."

    @property
    def hint(self) -> str:
        return f"Write `theory {self.wanted}`, or rename the file: Isabelle refuses any other name."


class UnusedException(Diagnostic):
    """The settings allow something that is not there."""

    code = "W0811"
    title = "An exception for nothing"
    severity = Severity.WARNING
    name: str
    message = "The setting `exceptions` has a reason for `{name}`, but nothing of that name needs one."
    hint = "Remove it. The names are `Theory.statement`, `Theory`, or the path of a file, as messages have it."


def _exception(theory: str, name: str) -> str:
    name = f"{theory}.{name}" if name else theory
    return f"In `mkdocs.yml`, that is `{name}: the reason` below `exceptions:`."


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


class OpenObligation(Diagnostic):
    """A law that a theory takes for granted has to be proved."""

    code = "E0813"
    title = "Open obligation"
    law: str
    instance: str
    trait: str
    message = (
        "The theory takes `{law}` for granted: that {instance}, of the trait `{trait}`, takes only equal values for "
        "equal. The settings ask for a proof (`obligations: error`), and there is none that Isabelle has accepted."
    )
    label = "needed here"
    hint = 'Prove `theorem "{law}"` in a theory in the folder of proofs, and run `diglot theories` and `diglot prove`.'
