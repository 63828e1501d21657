"""What can be wrong with what a page refers to: links, images, names and terms in its prose."""

from diglot.diagnostic import Diagnostic, Label
from diglot.source import Span
from diglot.wording import any_of, did_you_mean


def _instead(span: Span, written: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names, if they can replace what is written, which is all of the span."""
    return names if span.end - span.start == len(written) else ()


class UnknownPage(Diagnostic):
    """A link to a page that is not there."""

    code = "E0530"
    title = "Link to a missing page"
    uri: str
    """Where it should be, below the folder of pages."""
    written: str
    close: tuple[str, ...]
    """Pages that may be meant, as the link would have to name them."""
    label = "leads nowhere"

    @property
    def message(self) -> str:
        if self.uri.startswith("../"):
            return "This link leaves the folder of pages, and the site has nothing from outside it."
        return f"This link leads to `{self.uri}` in the folder of pages, but there is no such page."

    @property
    def hint(self) -> str:
        if self.close:
            return did_you_mean(self.close)
        if self.uri.startswith("../"):
            return "Move the file into the folder of pages, or link to the place where it is published."
        return "A link names the Markdown file, relative to the page that it is on: `../engines/ticker.md`."

    def replacements(self) -> tuple[str, ...]:
        return _instead(self.span, self.written, self.close)


class UnknownSection(Diagnostic):
    """A link to a place that a page does not have."""

    code = "E0531"
    title = "Link to a missing section"
    anchor: str
    page: str
    """The path of the page."""
    close: tuple[str, ...]
    label = "no such place"

    @property
    def message(self) -> str:
        where = "This page" if self.page == self.path else f"`{self.page}`"
        return f"{where} has no section and no definition with the anchor `{self.anchor}`."

    @property
    def hint(self) -> str:
        if self.close:
            return "Did you mean " + any_of(tuple(f"#{name}" for name in self.close)) + "?"
        return (
            "The anchor of a section is its heading in lower case with hyphens: "
            "`## Local State` is `#local-state`. The anchor of a definition is its name."
        )

    def replacements(self) -> tuple[str, ...]:
        return _instead(self.span, self.anchor, self.close)


class MissingFile(Diagnostic):
    """A link to a file, or an image, that is not there."""

    code = "E0532"
    title = "Missing file"
    uri: str
    written: str
    is_image: bool
    close: tuple[str, ...]
    label = "no such file"

    @property
    def message(self) -> str:
        if self.uri.startswith("../"):
            return "This leads out of the folder of pages, and the site has nothing from outside it."
        what = "image" if self.is_image else "link"
        return f"This {what} needs the file `{self.uri}` in the folder of pages, but there is no such file."

    @property
    def hint(self) -> str:
        if self.close:
            return did_you_mean(self.close)
        return "Put the file there, or write its path relative to this page."

    def replacements(self) -> tuple[str, ...]:
        return _instead(self.span, self.written, self.close)


class LinkToAddress(Diagnostic):
    """A link to the address that a page has on the site, and not to its file."""

    code = "E0533"
    title = "Link to an address instead of a page"
    written: str
    better: str
    """The file, as the link would have to name it."""
    message = (
        "`{written}` is an address, not a file. It breaks when the site moves to another folder, is read from disk, or "
        "gets other addresses."
    )
    hint = "Name the Markdown file: `{better}`. The site puts the right address in its place."

    def replacements(self) -> tuple[str, ...]:
        return _instead(self.span, self.written, (self.better,))


class UnknownReference(Diagnostic):
    """A `ref:` that names nothing."""

    code = "E0534"
    title = "Unknown reference"
    name: str
    close: tuple[str, ...]
    message = "No definition and no page is called `{name}`."
    label = "refers to nothing"

    @property
    def hint(self) -> str:
        if self.close:
            return did_you_mean(self.close)
        return "`ref:` takes the name of a definition or of a page, with as much before it as makes it unique."

    def replacements(self) -> tuple[str, ...]:
        return _instead(self.span, self.name, self.close)


class AmbiguousReference(Diagnostic):
    """A `ref:` that could name several things."""

    code = "E0535"
    title = "Ambiguous reference"
    name: str
    choices: tuple[str, ...]
    """Full names of all that it could be."""
    places: tuple[Label, ...]
    message = "`{name}` can be {choices:or}."
    label = "which one?"
    hint = "Write more of the name, such as `{choices[0]}`."

    def related(self) -> tuple[Label, ...]:
        return self.places

    def replacements(self) -> tuple[str, ...]:
        return _instead(self.span, self.name, self.choices)


class UnknownTerm(Diagnostic):
    """A `term:` that no glossary explains."""

    code = "E0536"
    title = "Unknown term"
    name: str
    close: tuple[str, ...]
    has_glossary: bool
    label = "explained nowhere"

    @property
    def message(self) -> str:
        if not self.has_glossary:
            return f"`{self.name}` is meant to be explained in a glossary, but there is no page `glossary.md`."
        return f"The glossary does not explain `{self.name}`."

    @property
    def hint(self) -> str:
        if self.close:
            return did_you_mean(self.close)
        if not self.has_glossary:
            return "Write one: each heading below the title is a term, and the paragraph after it explains it."
        return "Add a heading with this term to the glossary, and explain it in the paragraph after the heading."

    def replacements(self) -> tuple[str, ...]:
        return _instead(self.span, self.name, self.close)


class RepeatedTerm(Diagnostic):
    """A term that is explained twice."""

    code = "E0537"
    title = "Term explained twice"
    term: str
    first_path: str
    first: Span
    message = "“{term}” is explained a second time, so it is not clear what a link to the term means."
    hint = "Keep one explanation, or give one of the two things a name of its own."

    def related(self) -> tuple[Label, ...]:
        return (Label(self.first_path, self.first, "first explained here"),)


class EmptyReference(Diagnostic):
    """A `ref:` or `term:` without words to show, or without a name."""

    code = "E0538"
    title = "Reference without words"
    scheme: str
    lacks_name: bool

    @property
    def message(self) -> str:
        if self.lacks_name:
            return f"After `{self.scheme}:`, the name that the link leads to is missing."
        return "There is nothing between the brackets, so readers would see no link."

    @property
    def hint(self) -> str:
        example = "[`counter`](ref:counter)" if self.scheme == "ref" else "[mailboxes](term:mailbox)"
        return f"Write both the words to show and the name: {example}."


class TermWithoutExplanation(Diagnostic):
    """A heading in a glossary with nothing below it."""

    code = "E0539"
    title = "Term without an explanation"
    term: str
    message = "The glossary names the term “{term}”, but no paragraph after the heading says what it means."
    hint = "Explain it in a sentence or two: links to the term show its first paragraph."


class EmptyInclude(Diagnostic):
    """An include that names no definition."""

    code = "E0540"
    title = "Nothing to include"
    message = "This block should show a definition from somewhere else, but does not say which."
    hint = "Write its name after the word, such as `diglot include engines.ticker.counter`."


class IncludeOfPage(Diagnostic):
    """An include that names a whole page."""

    code = "E0541"
    title = "A page cannot be included"
    name: str
    message = "`{name}` is a whole page, and only a definition can be shown on another page."
    hint = "Name what should be shown, such as `{name}.counter`, or link to the page: `[words](ref:{name})`."


class ForeignReference(Diagnostic):
    """A reference on the site that is not on the page as it was read."""

    code = "E0542"
    title = "Reference that was not on the page"
    target: str
    message = (
        "The site gets a link to `{target}` on this page that is not in its file: a plugin or an extension of Markdown "
        "has inserted it after the page was read, so it leads nowhere."
    )
    hint = "Write it on the page, or give it the address that it leads to."
