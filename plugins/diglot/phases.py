"""The phases that find problems: which codes each has, what it is called, and where its diagnostics are."""

from enum import Enum


class Phase(Enum):
    """A phase: its first code, its title, and the folders whose `errors` modules have its diagnostics.

    Its last code is the one before another's first. A warning (`W`) has its number among the errors.
    """

    SETTINGS = "E0000", "Files and settings", ("",)
    PAGES = "E0100", "Pages", ("page",)
    SYNTAX = "E0200", "Reading snippets", ("syntax",)
    NAMES = "E0300", "Names", ("scope",)
    TYPES = "E0400", "Types", ("typed", "scope")
    DIAGRAMS = "E0500", "Diagrams", ("engine",)
    REFERENCES = "E0530", "References", ("reference",)
    NEW_PAGES = "E0550", "New pages", ("template",)
    EXCERPTS = "E0560", "Parts of snippets", ("syntax",)
    TRANSLATION = "E0600", "Translation to Isabelle", ("theory/translate", "core")
    MERGES = "E0651", "Unfinished merges", ("page", "drift")
    THEORIES = "E0700", "Reading theories", ("theory/read",)
    PROVER = "E0800", "Isabelle", ("prover", "proofs")
    DRIFT = "D0100", "Agreement of pages and theories", ("drift", "proofs")

    def __init__(self, first: str, title: str, folders: tuple[str, ...]) -> None:
        self.first = first
        self.title = title
        self.folders = folders


def phase_of(code: str) -> Phase:
    """The phase that a code belongs to."""
    letter, number = code[0].replace("W", "E"), code[1:]
    return max((phase for phase in Phase if phase.first[0] == letter and phase.first[1:] <= number), key=_first)


def _first(phase: Phase) -> str:
    return phase.first
