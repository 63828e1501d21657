"""What Isabelle can have against a theory, and what can go wrong with running it."""

from typing import ClassVar

from diglot.diagnostic import Diagnostic, Label
from diglot.source import Span


class TheoryRefused(Diagnostic):
    """A command of a generated theory that Isabelle does not accept."""

    theory: str
    """Path of the theory."""
    line: int
    line_span: Span
    """The line in the theory."""
    command: str
    """The command, where Isabelle names it."""
    words: str

    code: ClassVar[str] = "E0801"
    title: ClassVar[str] = "Isabelle refuses a theory"

    def message(self) -> str:
        """Isabelle's own words, in front of them what they are about."""
        command = f"the `{self.command}`" if self.command else "what stands"
        if self.path == self.theory:
            return f"Isabelle refuses {command} here. It says:\n{self.words}"
        return f"This becomes {command} at `{self.theory}:{self.line}`, which Isabelle refuses. It says:\n{self.words}"

    def label(self) -> str:
        """The place on the page."""
        return "the page says this"

    def hint(self) -> str:
        """Who is to blame."""
        return (
            "The page itself is in order, so this is a mistake in the translation. Please report it with this snippet; "
            "until it is mended, writing the definition in another way often helps."
        )

    def related(self) -> tuple[Label, ...]:
        """The place in the theory."""
        if self.path == self.theory:
            return ()
        return (Label(self.theory, self.line_span, "Isabelle stopped here"),)


class ProofRefused(Diagnostic):
    """A command of a hand-written theory that Isabelle does not accept."""

    command: str
    words: str

    code: ClassVar[str] = "E0802"
    title: ClassVar[str] = "Isabelle refuses a proof"

    def message(self) -> str:
        """Isabelle's own words."""
        command = f"`{self.command}`" if self.command else "what stands here"
        return f"Isabelle does not accept {command}. It says:\n{self.words}"

    def label(self) -> str:
        """The place."""
        return "Isabelle stopped here"

    def hint(self) -> str:
        """The two usual causes."""
        return (
            "If a page has changed since this proof was made, look first whether the statement is still what you want. "
            "If it is, mend the proof; if not, state what now holds."
        )


class SessionFailed(Diagnostic):
    """Isabelle failed, and named no place that we know."""

    session: str
    words: str

    code: ClassVar[str] = "E0803"
    title: ClassVar[str] = "Isabelle failed"

    def message(self) -> str:
        """Isabelle's own words."""
        where = f" with the session `{self.session}`" if self.session else ""
        return f"Isabelle failed{where}, without naming a place in one of the theories. It says:\n{self.words}"

    def hint(self) -> str:
        """How to see more."""
        if not self.session:
            return "Run the command by hand to see everything it says."
        return f"`isabelle build_log -H Error {self.session}` shows more of what Isabelle was doing."


class ProverMissing(Diagnostic):
    """There is no such program."""

    program: str

    code: ClassVar[str] = "E0804"
    title: ClassVar[str] = "Isabelle is not here"

    def message(self) -> str:
        """Which program was looked for."""
        return f"There is no program `{self.program}` on this computer, so nothing could be proved."

    def hint(self) -> str:
        """How to get it, or to say where it is."""
        return (
            "Install Isabelle from https://isabelle.in.tum.de and put its `bin` folder on the PATH, or say in "
            "mkdocs.yml how to start it, with the option `prove`. Everything else in Diglot works without it."
        )


class ProverStopped(Diagnostic):
    """The program ended without a verdict."""

    reason: str
    last: str
    """The last thing that it said."""

    code: ClassVar[str] = "E0805"
    title: ClassVar[str] = "Isabelle gave no verdict"

    def message(self) -> str:
        """How it ended, and on which words."""
        last = f" The last thing it said:\n{self.last}" if self.last else " It said nothing at all."
        return f"{self.reason} So nothing is known about these theories, and nothing was recorded.{last}"

    def hint(self) -> str:
        """The usual causes."""
        return (
            "Isabelle needs a few gigabytes of memory and of disk. If there is enough of both, run the command by hand "
            "to see what is the matter; the option `prove` in mkdocs.yml says which command that is."
        )


class ProverTooSlow(Diagnostic):
    """A session took longer than it is allowed to."""

    session: str

    code: ClassVar[str] = "E0806"
    title: ClassVar[str] = "Isabelle ran out of time"

    def message(self) -> str:
        """Which session."""
        return f"The session `{self.session}` took longer than it may, so Isabelle gave it up."

    def hint(self) -> str:
        """Where such things come from."""
        return (
            "A search that does not end is the usual cause: a `sledgehammer` that was left in, or an `auto` or `metis` "
            "that a changed definition sends in circles. Open the theory in Isabelle to see which command is running."
        )
