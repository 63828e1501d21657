"""What Isabelle can have against a theory, and what can go wrong with running it."""

from diglot.diagnostic import Diagnostic, Label
from diglot.source import Span


class TheoryRefused(Diagnostic):
    """A command of a generated theory that Isabelle does not accept."""

    code = "E0801"
    title = "Isabelle refuses a theory"
    theory: str
    """Path of the theory."""
    line: int
    line_span: Span
    """The line in the theory."""
    command: str
    """The command, where Isabelle names it."""
    words: str
    label = "the page says this"
    hint = (
        "The page itself is in order, so this is a mistake in the translation. Please report it with this snippet; "
        "until it is fixed, writing the definition in another way often helps."
    )

    @property
    def message(self) -> str:
        command = f"the `{self.command}`" if self.command else "what is"
        if self.path == self.theory:
            return f"Isabelle refuses {command} here. It says:\n{self.words}"
        return f"This becomes {command} at `{self.theory}:{self.line}`, which Isabelle refuses. It says:\n{self.words}"

    def related(self) -> tuple[Label, ...]:
        if self.path == self.theory:
            return ()
        return (Label(self.theory, self.line_span, "Isabelle stopped here"),)


class ProofRefused(Diagnostic):
    """A command of a hand-written theory that Isabelle does not accept."""

    code = "E0802"
    title = "Isabelle refuses a proof"
    command: str
    words: str
    label = "Isabelle stopped here"
    hint = (
        "If a page has changed since this proof was made, look first whether the statement is still what you want. If "
        "it is, fix the proof; if not, state what now holds."
    )

    @property
    def message(self) -> str:
        command = f"`{self.command}`" if self.command else "what is here"
        return f"Isabelle does not accept {command}. It says:\n{self.words}"


class SessionFailed(Diagnostic):
    """Isabelle failed, and named no place that we know."""

    code = "E0803"
    title = "Isabelle failed"
    session: str
    words: str

    @property
    def message(self) -> str:
        where = f" with the session `{self.session}`" if self.session else ""
        return f"Isabelle failed{where}, without naming a place in one of the theories. It says:\n{self.words}"

    @property
    def hint(self) -> str:
        if not self.session:
            return "Run the command by hand to see everything it says."
        return f"`isabelle build_log -H Error {self.session}` shows more of what Isabelle was doing."


class ProverMissing(Diagnostic):
    """There is no such program."""

    code = "E0804"
    title = "Isabelle is not here"
    program: str
    message = "There is no program `{program}` on this computer, so nothing could be proved."
    hint = (
        "Install Isabelle from https://isabelle.in.tum.de and put its `bin` folder on the PATH, or say in mkdocs.yml "
        "how to start it, with the option `prove`. Everything else in Diglot works without it."
    )


class ProverStopped(Diagnostic):
    """The program ended without a verdict."""

    code = "E0805"
    title = "Isabelle gave no verdict"
    reason: str
    last: str
    """The last thing that it said."""
    hint = (
        "Isabelle needs a few gigabytes of memory and of disk. If there is enough of both, run the command by hand to "
        "see what is wrong; the option `prove` in mkdocs.yml says which command that is."
    )

    @property
    def message(self) -> str:
        last = f" The last thing it said:\n{self.last}" if self.last else " It said nothing at all."
        return f"{self.reason} So nothing is known about these theories, and nothing was recorded.{last}"


class ProverTooSlow(Diagnostic):
    """A session took longer than it is allowed to."""

    code = "E0806"
    title = "Isabelle ran out of time"
    session: str
    message = "The session `{session}` took longer than it may, so Isabelle gave it up."
    hint = (
        "A search that does not end is the usual cause: a `sledgehammer` that was left in, or an `auto` or `metis` "
        "that a changed definition sends in circles. Open the theory in Isabelle to see which command is running."
    )
