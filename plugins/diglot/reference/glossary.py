"""The terms that a project explains.

In: all pages. Out: the terms by key. A page whose file is called `glossary.md` is a glossary: each heading below its
title is a term, and the paragraph after it explains it. The key is the anchor that the heading's words make.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from diglot.diagnostic import Problems
from diglot.page.anchors import slugify
from diglot.page.model import Heading, Page, Prose
from diglot.reference.errors import RepeatedTerm, TermWithoutExplanation

FILE = "glossary.md"


@dataclass(frozen=True, slots=True)
class Term:
    """One term."""

    words: str
    explanation: str
    """The first paragraph after the heading, without marks."""
    page: Page
    heading: Heading


def read_glossaries(pages: Iterable[Page], problems: Problems) -> Mapping[str, Term]:
    """The terms of all glossaries, by key."""
    terms: dict[str, Term] = {}
    for page in filter(is_glossary, pages):
        for term in _terms(page):
            key = slugify(term.words)
            if not term.explanation:
                problems.add(TermWithoutExplanation(page.source.path, term.heading.span, term.words))
            if key in terms:
                first = terms[key]
                place = first.heading.span
                problems.add(
                    RepeatedTerm(page.source.path, term.heading.span, term.words, first.page.source.path, place)
                )
            terms.setdefault(key, term)
    return terms


def is_glossary(page: Page) -> bool:
    """Whether a page explains terms."""
    return page.source.path.rpartition("/")[2] == FILE


def _terms(page: Page) -> Iterable[Term]:
    for number, block in enumerate(page.blocks):
        if isinstance(block, Heading) and block.level > 1:
            following = page.blocks[number + 1] if number + 1 < len(page.blocks) else None
            paragraphs = following.paragraphs if isinstance(following, Prose) else ()
            yield Term(block.text, paragraphs[0].plain if paragraphs else "", page, block)
