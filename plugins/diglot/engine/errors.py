"""What can be wrong with the places on a page where something derived is to stand."""

from dataclasses import dataclass
from typing import ClassVar

from diglot.diagnostic import Diagnostic
from diglot.page.directives import WORDS


@dataclass(frozen=True)
class UnknownDiagram(Diagnostic):
    """A block that asks for something that nobody can derive."""

    word: str
    """What it asks for; empty when it does not say."""
    nearest: str
    """What was probably meant; may be empty."""

    code: ClassVar[str] = "E0501"
    title: ClassVar[str] = "Unknown kind of diagram"

    def message(self) -> str:
        """What is wrong."""
        if not self.word:
            return "This block asks for something that is derived from the snippets, but does not say what."
        return f"This block asks for `{self.word}`, and that is nothing that can be derived from the snippets."

    def label(self) -> str:
        """Under the caret."""
        return "" if self.word else "a word is missing here"

    def hint(self) -> str:
        """What to do."""
        if self.nearest:
            return f"Did you mean `{self.nearest}`?"
        words = [f"`{word}`" for word in WORDS]
        return f"Write {', '.join(words[:-1])} or {words[-1]} after `diglot`."


@dataclass(frozen=True)
class UnknownFolder(Diagnostic):
    """A diagram of a part of the system in which there is no page."""

    folder: str
    nearest: str
    """What was probably meant; may be empty."""

    code: ClassVar[str] = "E0502"
    title: ClassVar[str] = "Diagram of pages that are not there"

    def message(self) -> str:
        """What is wrong."""
        return f"This diagram is to show the engines below `{self.folder}`, but no page with snippets is there."

    def hint(self) -> str:
        """What to do."""
        if self.nearest:
            return f"Did you mean `{self.nearest}`?"
        return (
            "Name a folder, or a page without `.md`, as in `engines` or `engines/ticker`; with neither, all are shown."
        )


@dataclass(frozen=True)
class NeedlessDiagramWord(Diagnostic):
    """More words than a kind of diagram takes."""

    word: str
    wanted: str

    code: ClassVar[str] = "E0503"
    title: ClassVar[str] = "Word that a diagram cannot use"

    def message(self) -> str:
        """What is wrong."""
        return (
            f"`{self.wanted}` shows the engines of this page, or of those it imports, so `{self.word}` has no meaning."
        )

    def hint(self) -> str:
        """What to do."""
        return "Take the word away. Only `diglot system` can be told which part to show."
