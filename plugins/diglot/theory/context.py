"""What the parts of one module's translation share."""

from dataclasses import dataclass

from diglot.diagnostic import Diagnostic, Problems
from diglot.theory.names import Naming


@dataclass(slots=True)
class Context:
    """The module's names, where problems go, and what has turned out to be needed."""

    naming: Naming
    path: str
    """The page's path, for diagnostics."""
    problems: Problems
    needs_support: bool = False
    """Whether anything from the support theory is mentioned."""

    def report(self, diagnostic: Diagnostic) -> None:
        """Say what is wrong; translation goes on."""
        self.problems.add(diagnostic)
