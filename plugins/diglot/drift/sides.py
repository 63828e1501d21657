"""The two files of a comparison, and the diagnostics that speak of both.

In: facts about a difference, with spans on either side. Out: a growing list of diagnostics with both places filled in.
"""

from diglot.diagnostic import Problems
from diglot.drift.errors import ForeignInTheory, MissingInTheory, MovedInTheory, OnlyInTheory, TheoryDiffers
from diglot.drift.place import Place, find_words, from_difference, place_in
from diglot.source import SourceFile, Span


class Sides:
    """A page, the file made from it, and what was found to differ."""

    def __init__(self, page: SourceFile, file: SourceFile) -> None:
        self.page = page
        self.file = file
        self.found = Problems()

    def on_page(self, source: Span | None) -> Place:
        """A place on the page; its beginning for what has no place of its own."""
        return place_in(self.page, source or Span(0, 0))

    def in_file(self, span: Span) -> Place:
        """A place in the file."""
        return place_in(self.file, span)

    def differs(self, thing: str, page: Span | None, file: Span, says: tuple[str, str]) -> None:
        """Both have it, and say different things, each in its own words."""
        here, there = self.on_page(page), self.in_file(file)
        self.found.add(TheoryDiffers(here.path, here.span, here, there, thing, *says))

    def means_other(self, thing: str, page: Span | None, file: Span, says: tuple[str, str]) -> None:
        """The same, with the page's side in Isabelle's words; both places are narrowed to the words if they can be."""
        here = self.on_page(find_words(self.page, page, says[0]) if page else None)
        there = self.in_file(find_words(self.file, file, says[1]))
        shown = from_difference(*says)
        self.found.add(TheoryDiffers(here.path, here.span, here, there, thing, *shown, translated=True))

    def missing(self, thing: str, page: Span | None, file: Span) -> None:
        """Only the page has it."""
        here, there = self.on_page(page), self.in_file(file)
        self.found.add(MissingInTheory(here.path, here.span, here, there, thing))

    def only_in_file(self, thing: str, page: Span | None, file: Span) -> None:
        """Only the file has it."""
        here, there = self.on_page(page), self.in_file(file)
        self.found.add(OnlyInTheory(there.path, there.span, here, there, thing))

    def moved(self, thing: str, page: Span | None, file: Span, after: str) -> None:
        """Both have it, in different places of the order."""
        here, there = self.on_page(page), self.in_file(file)
        self.found.add(MovedInTheory(here.path, here.span, here, there, thing, after))

    def foreign(self, command: str, name: str, file: Span) -> None:
        """Only the file has it, and no page could."""
        here, there = self.on_page(None), self.in_file(file)
        self.found.add(ForeignInTheory(there.path, there.span, here, there, command, name))
