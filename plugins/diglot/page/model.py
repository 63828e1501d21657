"""A page as the rest of the pipeline sees it: its blocks in order, each with its place.

It exists so that nobody after `read.py` looks at Markdown again.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from diglot.page.code_options import PLAIN, CodeOptions
from diglot.page.english import EnglishWord, Paragraph, Passage, read_english
from diglot.page.inline import Link
from diglot.source import Excerpt, SourceFile, Span


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys of the YAML block at the top that mean something to us."""

    title: str | None = None
    theory: str | None = None
    """Name of the Isabelle theory, chosen by the writer where the derived one collides."""
    theory_span: Span | None = None
    """Where that name is."""
    end: int = 0
    """Where the Markdown begins."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with the anchor under which the site shows it."""

    span: Span
    """The heading's text, without the marks around it."""
    level: int
    text: str
    """The words, inline marks removed."""
    anchor: str
    """Fragment of its URL, unique in the page: the same that the site generator makes."""


@dataclass(frozen=True)
class Prose:
    """A paragraph, list, quotation or anything else that is neither a heading nor in a fence."""

    span: Span
    text: str
    """The Markdown source."""
    margin: int = 0
    """Columns of blanks before its lines, in an item of a list for example."""
    references: tuple[tuple[str, str], ...] = ()
    """The names for which the page says, with `[name]: address`, where they lead."""
    is_code: bool = False
    """Whether it is so far from the margin that it is code."""

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Its English, read when it is asked for."""
        return () if self.is_code else read_english(self.text, self.span.start, self.margin, self.references)

    @property
    def sentences(self) -> tuple[Passage, ...]:
        """All its sentences, those in lists and tables included."""
        return tuple(sentence for paragraph in self.paragraphs for sentence in paragraph.sentences)

    @property
    def items(self) -> tuple[Passage, ...]:
        """The items of its lists, each up to its first blank line."""
        return tuple(paragraph.whole for paragraph in self.paragraphs if paragraph.kind == "item")

    @property
    def code(self) -> tuple[EnglishWord, ...]:
        """All words between single backticks."""
        if "`" not in self.text:
            return ()
        return tuple(word for paragraph in self.paragraphs for word in paragraph.whole.code)


@dataclass(frozen=True, slots=True)
class FenceOptions:
    """The words after `juvix` on the opening line."""

    hide: bool = False
    """Checked, but not shown."""
    fold: bool = False
    """Shown folded away; the reader can open it."""
    extract: int | None = None
    """`extract-module-statements n`: show the statements of the block's one local module, without the first n."""
    unknown: tuple[str, ...] = ()
    """Words that mean nothing to us, for the lint."""
    code: CodeOptions = PLAIN
    """How the code is shown."""


@dataclass(frozen=True, slots=True)
class Fence:
    """One fenced block that is no snippet."""

    kind: str
    """The word that says what is in it, `mermaid`; empty when there is none."""
    span: Span
    """From the opening marks to the closing ones, both included."""
    info: Span
    """All words after the opening marks."""
    words: tuple[tuple[str, Span], ...]
    """Those after the kind."""
    rows: tuple[Span, ...]
    """The lines between the marks, without the margin of what is around."""
    marks: str
    """The opening marks: three backticks or tildes, or more."""
    is_closed: bool = True
    """Whether there are closing marks."""

    def lines(self, source: SourceFile) -> Excerpt:
        """The text between the marks."""
        return Excerpt.of_lines((source.slice(row), row.start) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Snippet:
    """One fenced block of the formal language."""

    kind: ClassVar[str] = "juvix"

    span: Span
    """From the opening backticks to the closing ones, both included."""
    info: Span
    """The info string, without the backticks."""
    code: Span
    """The code: everything between the line end of the info string and the closing backticks."""
    options: FenceOptions
    index: int
    """0 for the page's first snippet, the one that holds the module header."""


Block = Heading | Prose | Snippet | Fence


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown file."""

    source: SourceFile
    module: str
    """The module name that its path stands for: `engines/ticker.md` is `engines.ticker`."""
    front_matter: FrontMatter
    blocks: tuple[Block, ...]
    """In the order of the page, side by side: a fence inside a list divides the list's prose."""
    links: tuple[Link, ...] = ()
    """The links and images in the prose, in order."""
    not_shown: tuple[Fence, ...] = ()
    """What only looks like fences: in `<pre>` and the like, on which renderers disagree, or with a wrong margin."""
    is_illustrated: bool = False
    """Whether its snippets are examples in a text: shown, but not checked, since the page is no module."""

    @property
    def snippets(self) -> tuple[Snippet, ...]:
        """The snippets in order."""
        return tuple(block for block in self.blocks if isinstance(block, Snippet))

    @property
    def is_module(self) -> bool:
        """Whether its snippets are to be a module."""
        return bool(self.snippets) and not self.is_illustrated

    @property
    def fences(self) -> tuple[Snippet | Fence, ...]:
        """The snippets and all other fences, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Snippet | Fence))

    @property
    def prose(self) -> tuple[Prose, ...]:
        """The English, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Prose))

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings in order."""
        return tuple(block for block in self.blocks if isinstance(block, Heading))

    def section_of(self, offset: int) -> Heading | None:
        """The last heading before an offset."""
        found = None
        for heading in self.headings:
            if heading.span.start > offset:
                break
            found = heading
        return found


def title_of(page: Page) -> str:
    """What a page is called: its title, or its first heading, or its module's name."""
    if page.front_matter.title:
        return page.front_matter.title
    first = next((heading.text for heading in page.headings if heading.level == 1), "")
    return first or page.module
