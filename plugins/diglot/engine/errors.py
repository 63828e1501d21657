"""What can be wrong with the places on a page where something derived belongs, and with diagrams drawn by hand."""

from diglot.diagnostic import Diagnostic
from diglot.page.directives import WORDS
from diglot.wording import any_of

_INFORMAL = "If the diagram is only an illustration, write `informal` after `mermaid`."


class UnknownBlock(Diagnostic):
    """A block that asks for something that nobody can derive."""

    code = "E0501"
    title = "Unknown block"
    word: str
    """What it asks for; empty when it does not say."""
    nearest: str
    """What was probably meant; may be empty."""

    @property
    def message(self) -> str:
        if not self.word:
            return "This block asks for something that is derived from the snippets, but does not say what."
        return f"This block asks for `{self.word}`, which cannot be derived from the snippets."

    @property
    def label(self) -> str:
        return "" if self.word else "a word is missing here"

    @property
    def hint(self) -> str:
        if self.nearest:
            return f"Did you mean `{self.nearest}`?"
        return f"Write {any_of(WORDS)} after `diglot`."


class UnknownFolder(Diagnostic):
    """A diagram of a part of the system in which there is no page."""

    code = "E0502"
    title = "Diagram of pages that are not there"
    folder: str
    nearest: str
    """What was probably meant; may be empty."""
    message = "This diagram should show the engines below `{folder}`, but no page with snippets is there."

    @property
    def hint(self) -> str:
        if self.nearest:
            return f"Did you mean `{self.nearest}`?"
        return (
            "Name a folder, or a page without `.md`, as in `engines` or `engines/ticker`; with neither, all are shown."
        )


class ExtraBlockWord(Diagnostic):
    """A word more than a block takes."""

    code = "E0503"
    title = "Extra word in a block"
    word: str
    wanted: str
    message = "`{wanted}` shows the engines of this page, or of those it imports, so `{word}` has no meaning."
    hint = "Remove the word. Only `diglot system` can be told which part to show."


class UnknownParticipant(Diagnostic):
    """A party in a diagram that no snippet mentions."""

    code = "E0504"
    title = "Unknown participant"
    name: str
    nearest: str
    """Who was probably meant; may be empty."""
    message = "`{name}` takes part in this diagram, but no engine of the specification is called that."

    @property
    def hint(self) -> str:
        if self.nearest:
            return f"Did you mean `{self.nearest}`?"
        return "Use the page title for an engine, and `Client` for a party outside the system. " + _INFORMAL

    def replacements(self) -> tuple[str, ...]:
        return (self.nearest,) if self.nearest else ()


class UnknownDrawnMessage(Diagnostic):
    """A message on an arrow that is not sent that way."""

    code = "E0505"
    title = "Message that is not sent"
    word: str
    source: str
    target: str
    nearest: str
    """What was probably meant; may be empty."""
    said: tuple[str, ...]
    """What is sent that way."""
    message = "According to the snippets, {source} does not send `{word}` to {target}."

    @property
    def hint(self) -> str:
        if self.nearest:
            return f"Did you mean `{self.nearest}`?"
        return f"It sends {', '.join(f'`{name}`' for name in self.said)}. {_INFORMAL}"

    def replacements(self) -> tuple[str, ...]:
        return (self.nearest,) if self.nearest else ()


class UnknownArrow(Diagnostic):
    """An arrow between two who do not talk."""

    code = "E0506"
    title = "Arrow without a message"
    source: str
    target: str
    backwards: bool
    """Whether there are messages the other way round."""
    message = "According to the snippets, {source} sends nothing to {target}."

    @property
    def hint(self) -> str:
        if self.backwards:
            return f"It is {self.target} that sends to {self.source}: reverse the arrow."
        return f"Remove the arrow, or add to the snippets what it stands for. {_INFORMAL}"


class UnreadLine(Diagnostic):
    """A line of a diagram that says nothing that can be compared."""

    code = "E0507"
    title = "Line of a diagram that cannot be checked"
    kind: str

    @property
    def message(self) -> str:
        kind = "sequence diagram" if self.kind == "sequence" else "flowchart"
        return f"This {kind} line could not be parsed, so it was not checked."

    @property
    def hint(self) -> str:
        known = (
            "arrows like `A->>B: Message`, lines like `participant A as Title` and `Note over A: text`, loops and "
            "alternatives, each with its `end`, and comments in lines of their own"
            if self.kind == "sequence"
            else "arrows like `A[Title] -->|Message| B[Title]`, frames, styles, and comments in lines of their own"
        )
        return f"Diglot understands {known}. {_INFORMAL}"
