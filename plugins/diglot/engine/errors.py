"""What can be wrong with the places on a page where something derived is to stand, and with diagrams drawn by hand."""

from typing import ClassVar

from diglot.diagnostic import Diagnostic
from diglot.page.directives import WORDS

_INFORMAL = "If the diagram is only an illustration, write `informal` after `mermaid`."


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


class UnknownParticipant(Diagnostic):
    """Somebody in a diagram whom no snippet knows."""

    name: str
    nearest: str
    """Who was probably meant; may be empty."""

    code: ClassVar[str] = "E0504"
    title: ClassVar[str] = "Unknown participant"

    def message(self) -> str:
        """What is wrong."""
        return f"`{self.name}` takes part in this diagram, but no engine of the specification is called that."

    def hint(self) -> str:
        """What to do."""
        if self.nearest:
            return f"Did you mean `{self.nearest}`?"
        return "Use the page title for an engine, and `Client` for a party outside the system. " + _INFORMAL

    def meant(self) -> tuple[str, ...]:
        """Who was probably meant."""
        return (self.nearest,) if self.nearest else ()


class UnknownDrawnMessage(Diagnostic):
    """A message on an arrow that is not sent that way."""

    word: str
    source: str
    target: str
    nearest: str
    """What was probably meant; may be empty."""
    said: tuple[str, ...]
    """What is sent that way."""

    code: ClassVar[str] = "E0505"
    title: ClassVar[str] = "Message that is not sent"

    def message(self) -> str:
        """What is wrong."""
        return f"According to the snippets, {self.source} does not send `{self.word}` to {self.target}."

    def hint(self) -> str:
        """What to do."""
        if self.nearest:
            return f"Did you mean `{self.nearest}`?"
        return f"It sends {', '.join(f'`{name}`' for name in self.said)}. {_INFORMAL}"

    def meant(self) -> tuple[str, ...]:
        """What was probably meant."""
        return (self.nearest,) if self.nearest else ()


class UnknownArrow(Diagnostic):
    """An arrow between two who do not talk."""

    source: str
    target: str
    backwards: bool
    """Whether there are messages the other way round."""

    code: ClassVar[str] = "E0506"
    title: ClassVar[str] = "Arrow without a message"

    def message(self) -> str:
        """What is wrong."""
        return f"According to the snippets, {self.source} sends nothing to {self.target}."

    def hint(self) -> str:
        """What to do."""
        if self.backwards:
            return f"It is {self.target} that sends to {self.source}: turn the arrow round."
        return f"Take the arrow away, or add to the snippets what it stands for. {_INFORMAL}"


class UnreadLine(Diagnostic):
    """A line of a diagram that says nothing that can be compared."""

    kind: str

    code: ClassVar[str] = "E0507"
    title: ClassVar[str] = "Line of a diagram that cannot be checked"

    def message(self) -> str:
        """What is wrong."""
        kind = "sequence diagram" if self.kind == "sequence" else "flowchart"
        return f"This {kind} line could not be parsed, so it was not checked."

    def hint(self) -> str:
        """What to do."""
        known = (
            "arrows like `A->>B: Message`, lines like `participant A as Title` and `Note over A: text`, loops and "
            "alternatives, each with its `end`, and comments in lines of their own"
            if self.kind == "sequence"
            else "arrows like `A[Title] -->|Message| B[Title]`, frames, styles, and comments in lines of their own"
        )
        return f"What is understood are {known}. {_INFORMAL}"
