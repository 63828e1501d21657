"""What can be wrong with what a page refers to: links, images, names and terms in its prose."""

from typing import ClassVar

from diglot.diagnostic import Diagnostic, Label
from diglot.source import Span


def _or(names: tuple[str, ...]) -> str:
    """A list of names to choose from."""
    quoted = [f"`{name}`" for name in names]
    return " or ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1]))) if quoted else ""


def _instead(span: Span, written: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names, if they can stand in the place of what is written, which is all of the span."""
    return names if span.end - span.start == len(written) else ()


class UnknownPage(Diagnostic):
    """A link to a page that is not there."""

    uri: str
    """Where it should be, below the folder of pages."""
    written: str
    close: tuple[str, ...]
    """Pages that may be meant, as the link would have to name them."""

    code: ClassVar[str] = "E0530"
    title: ClassVar[str] = "Link to a missing page"

    def message(self) -> str:
        """What is wrong."""
        if self.uri.startswith("../"):
            return "This link leaves the folder of pages, and the site holds nothing from outside of it."
        return f"This link leads to `{self.uri}` in the folder of pages, but there is no such page."

    def label(self) -> str:
        """Under the caret."""
        return "leads nowhere"

    def hint(self) -> str:
        """What to do."""
        if self.close:
            return f"Did you mean {_or(self.close)}?"
        if self.uri.startswith("../"):
            return "Move the file into the folder of pages, or link to the place where it is published."
        return "A link names the Markdown file, seen from the page that it stands on: `../engines/ticker.md`."

    def meant(self) -> tuple[str, ...]:
        """What to write instead."""
        return _instead(self.span, self.written, self.close)


class UnknownSection(Diagnostic):
    """A link to a place that a page does not have."""

    anchor: str
    page: str
    """The path of the page."""
    close: tuple[str, ...]

    code: ClassVar[str] = "E0531"
    title: ClassVar[str] = "Link to a missing section"

    def message(self) -> str:
        """What is wrong."""
        where = "This page" if self.page == self.path else f"`{self.page}`"
        return f"{where} has no section and no definition with the anchor `{self.anchor}`."

    def label(self) -> str:
        """Under the caret."""
        return "no such place"

    def hint(self) -> str:
        """What to do."""
        if self.close:
            return "Did you mean " + _or(tuple(f"#{name}" for name in self.close)) + "?"
        return (
            "The anchor of a section is made of the words of its heading, in small letters with hyphens: "
            "`## Local State` is `#local-state`. The anchor of a definition is its name."
        )

    def meant(self) -> tuple[str, ...]:
        """What to write instead."""
        return _instead(self.span, self.anchor, self.close)


class MissingFile(Diagnostic):
    """A link to a file, or an image, that is not there."""

    uri: str
    written: str
    is_image: bool
    close: tuple[str, ...]

    code: ClassVar[str] = "E0532"
    title: ClassVar[str] = "Missing file"

    def message(self) -> str:
        """What is wrong."""
        if self.uri.startswith("../"):
            return "This leads out of the folder of pages, and the site holds nothing from outside of it."
        what = "image" if self.is_image else "link"
        return f"This {what} needs the file `{self.uri}` in the folder of pages, but there is no such file."

    def label(self) -> str:
        """Under the caret."""
        return "no such file"

    def hint(self) -> str:
        """What to do."""
        if self.close:
            return f"Did you mean {_or(self.close)}?"
        return "Put the file there, or write where it is, seen from the page that this stands on."

    def meant(self) -> tuple[str, ...]:
        """What to write instead."""
        return _instead(self.span, self.written, self.close)


class LinkToAddress(Diagnostic):
    """A link to the address that a page has on the site, and not to its file."""

    written: str
    better: str
    """The file, as the link would have to name it."""

    code: ClassVar[str] = "E0533"
    title: ClassVar[str] = "Link to an address instead of a page"

    def message(self) -> str:
        """What is wrong."""
        return (
            f"`{self.written}` is an address, not a file. It breaks when the site moves to another folder, is read "
            "from disk, or gets other addresses."
        )

    def hint(self) -> str:
        """What to do."""
        return f"Name the Markdown file: `{self.better}`. The site puts the right address in its place."

    def meant(self) -> tuple[str, ...]:
        """What to write instead."""
        return _instead(self.span, self.written, (self.better,))


class UnknownReference(Diagnostic):
    """A `ref:` that names nothing."""

    name: str
    close: tuple[str, ...]

    code: ClassVar[str] = "E0534"
    title: ClassVar[str] = "Unknown reference"

    def message(self) -> str:
        """What is wrong."""
        return f"No definition and no page is called `{self.name}`."

    def label(self) -> str:
        """Under the caret."""
        return "stands for nothing"

    def hint(self) -> str:
        """What to do."""
        if self.close:
            return f"Did you mean {_or(self.close)}?"
        return "`ref:` takes the name of a definition or of a page, with as much before it as makes it the only one."

    def meant(self) -> tuple[str, ...]:
        """What to write instead."""
        return _instead(self.span, self.name, self.close)


class AmbiguousReference(Diagnostic):
    """A `ref:` that could name several things."""

    name: str
    choices: tuple[str, ...]
    """Full names of all that it could be."""
    places: tuple[Label, ...]

    code: ClassVar[str] = "E0535"
    title: ClassVar[str] = "Ambiguous reference"

    def message(self) -> str:
        """What is wrong."""
        return f"`{self.name}` can be {_or(self.choices)}."

    def label(self) -> str:
        """Under the caret."""
        return "which one?"

    def hint(self) -> str:
        """What to do."""
        return f"Write more of the name, such as `{self.choices[0]}`."

    def related(self) -> tuple[Label, ...]:
        """All that it could be."""
        return self.places

    def meant(self) -> tuple[str, ...]:
        """What to write instead."""
        return _instead(self.span, self.name, self.choices)


class UnknownTerm(Diagnostic):
    """A `term:` that no glossary explains."""

    name: str
    close: tuple[str, ...]
    has_glossary: bool

    code: ClassVar[str] = "E0536"
    title: ClassVar[str] = "Unknown term"

    def message(self) -> str:
        """What is wrong."""
        if not self.has_glossary:
            return f"`{self.name}` is meant to be explained in a glossary, but there is no page `glossary.md`."
        return f"The glossary does not explain `{self.name}`."

    def label(self) -> str:
        """Under the caret."""
        return "explained nowhere"

    def hint(self) -> str:
        """What to do."""
        if self.close:
            return f"Did you mean {_or(self.close)}?"
        if not self.has_glossary:
            return "Write one: each heading below the title is a term, and the paragraph after it explains it."
        return "Add a heading with this term to the glossary, and explain it in the paragraph after the heading."

    def meant(self) -> tuple[str, ...]:
        """What to write instead."""
        return _instead(self.span, self.name, self.close)


class RepeatedTerm(Diagnostic):
    """A term that is explained twice."""

    term: str
    first_path: str
    first: Span

    code: ClassVar[str] = "E0537"
    title: ClassVar[str] = "Term explained twice"

    def message(self) -> str:
        """What is wrong."""
        return f"“{self.term}” is explained a second time, so it is not clear what a link to the term means."

    def hint(self) -> str:
        """What to do."""
        return "Keep one explanation, or give one of the two things a name of its own."

    def related(self) -> tuple[Label, ...]:
        """The other one."""
        return (Label(self.first_path, self.first, "first explained here"),)


class EmptyReference(Diagnostic):
    """A `ref:` or `term:` without words to show, or without a name."""

    scheme: str
    lacks_name: bool

    code: ClassVar[str] = "E0538"
    title: ClassVar[str] = "Reference without words"

    def message(self) -> str:
        """What is wrong."""
        if self.lacks_name:
            return f"After `{self.scheme}:` has to stand what the link leads to, and nothing does."
        return "There is nothing between the brackets, so readers would see no link."

    def hint(self) -> str:
        """What to do."""
        example = "[`counter`](ref:counter)" if self.scheme == "ref" else "[mailboxes](term:mailbox)"
        return f"Write both the words to show and the name: {example}."


class TermWithoutExplanation(Diagnostic):
    """A heading in a glossary with nothing below it."""

    term: str

    code: ClassVar[str] = "E0539"
    title: ClassVar[str] = "Term without an explanation"

    def message(self) -> str:
        """What is wrong."""
        return f"The glossary names the term “{self.term}”, but no paragraph after the heading says what it means."

    def hint(self) -> str:
        """What to do."""
        return "Explain it in a sentence or two: links to the term show its first paragraph."


class EmptyInclude(Diagnostic):
    """An include that names no definition."""

    code: ClassVar[str] = "E0540"
    title: ClassVar[str] = "Nothing to include"

    def message(self) -> str:
        """What is wrong."""
        return "This block is to show a definition from somewhere else, but does not say which."

    def hint(self) -> str:
        """What to do."""
        return "Write its name behind the word, such as `diglot include engines.ticker.counter`."


class IncludeOfPage(Diagnostic):
    """An include that names a whole page."""

    name: str

    code: ClassVar[str] = "E0541"
    title: ClassVar[str] = "A page cannot be included"

    def message(self) -> str:
        """What is wrong."""
        return f"`{self.name}` is a whole page, and only a definition can be shown on another page."

    def hint(self) -> str:
        """What to do."""
        return (
            f"Name what is to be shown, such as `{self.name}.counter`, or link to the page: `[words](ref:{self.name})`."
        )
