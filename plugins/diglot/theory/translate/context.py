"""What the parts of one module's translation share."""

from dataclasses import dataclass, field

from diglot.diagnostic import Diagnostic, Problems
from diglot.names import Symbol
from diglot.theory.translate.names import Naming
from diglot.theory.translate.open_parameters import GeneralTypes


@dataclass(slots=True)
class Context:
    """The module's names, where problems go, and what has turned out to be needed."""

    naming: Naming
    path: str
    """The page's path, for diagnostics."""
    problems: Problems
    general: GeneralTypes
    """The types of constants on the pages."""
    needs_support: bool = False
    """Whether anything from the support theory is mentioned."""

    synonyms: set[Symbol] = field(default_factory=set)
    """The module's own synonyms that are declared already."""

    def has_synonym(self, symbol: Symbol) -> bool:
        """Whether a type may be written with this synonym here."""
        elsewhere = symbol.module != self.naming.module
        return symbol in self.synonyms or (elsewhere and self.naming.reference(symbol) is not None)

    def report(self, diagnostic: Diagnostic) -> None:
        """Say what is wrong; translation goes on."""
        self.problems.add(diagnostic)
