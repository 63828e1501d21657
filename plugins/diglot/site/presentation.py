"""Everything that the site shows of a compiled project: woven pages, ready HTML for their fences, and pages of our own.

In: a `Site` and the address that each file will have. Out: a `Presentation`. MkDocs is not needed to make it.
"""

import re
from collections import ChainMap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import zip_longest

from diglot.describe.hovers import describe_symbols, find_sentences
from diglot.diagnostic import Diagnostic
from diglot.engine.from_core import find_engines
from diglot.names import Symbol
from diglot.page.directives import INCLUDE, find_directives, weave_directives
from diglot.page.drawings import find_drawings, weave_drawings
from diglot.page.model import Heading, Page, title_of
from diglot.page.theorems import find_theorems, weave_theorems
from diglot.page.weave import snippet_key, weave
from diglot.pipeline import Site, data_types
from diglot.proofs.gather import NO_PROOFS, Proofs
from diglot.proofs.read import ProofTheory, find_statement
from diglot.reference.links import Links, find_anchors, relative
from diglot.render.code import Knowledge
from diglot.render.drawn_diagram import drawn_html
from diglot.render.engine_card import card_html
from diglot.render.engine_parts import Entry, engine_entries
from diglot.render.engine_words import EngineKnowledge, EngineWords
from diglot.render.engines import directive_html
from diglot.render.html import linked
from diglot.render.isabelle import highlight_theory
from diglot.render.page import TheoryText, problems_elsewhere, render_snippets
from diglot.render.status import status_html, status_words
from diglot.render.theorem import missing_theorem_html, theorem_html
from diglot.render.theory_names import TheoryNames
from diglot.render.theory_page import theory_html
from diglot.render.uses import Uses, find_users
from diglot.site.figure_memory import FigureMemory
from diglot.site.overview import OverviewPages
from diglot.site.page_digests import Offers
from diglot.site.references import ReferenceLinks
from diglot.theory.library.counterparts import hol_names
from diglot.theory.translate.names import References
from diglot.typed.digest import digest_of


@dataclass(frozen=True, slots=True)
class Presentation:
    """What MkDocs has to be told."""

    markdown: Mapping[str, str]
    """The woven text of each page, front matter included, by path below the folder of pages."""
    html: Mapping[str, str]
    """What to put in the place of each woven fence, by key."""
    places: Mapping[str, Mapping[str, str]]
    """The keys on each page, by its path, with the place of each: `docs/lamp.md:12`."""
    boxes: Mapping[str, str]
    """Problems that belong to a page but to none of its snippets, as HTML, by its path."""
    words: Mapping[str, Mapping[str, tuple[str, str]]]
    """What words in backticks stand for on each page, by its path: an address, and what is said of it."""
    contents: Mapping[str, tuple[Entry, ...]]
    """What the table of contents of each page has besides headings, by its path."""
    headings: Mapping[str, tuple[Heading, ...]]
    """The headings of each page, by its path, under the anchors that links and references count on."""


class Presenter:
    """Makes the presentation of one site."""

    def __init__(
        self,
        site: Site,
        url_of: Callable[[str], str],
        proofs: Proofs = NO_PROOFS,
        differing: frozenset[str] = frozenset(),
        memory: FigureMemory | None = None,
    ) -> None:
        """`url_of` tells the address of a file below the folder of pages, relative to the root of the site.

        The theories that differ are those whose files do not say what the pages say, where files are only checked.
        """
        self._memory = memory or FigureMemory()
        self._memory.begin()
        self._differing = differing
        self._site = site
        self._proofs = proofs
        self._url_of = url_of
        self._names = (*site.library, *site.modules)
        self._uris = {name: self.uri(site.pages[name]) for name in self._names}
        self._links = Links(
            {name: url_of(uri) for name, uri in self._uris.items()},
            find_anchors((site.pages[name], site.definitions[name]) for name in self._names),
        )
        said = [self._said(name) for name in site.typed]
        self._sentences = {symbol: text for sentences, _ in said for symbol, text in sentences.items()}
        self._descriptions = {symbol: text for _, described in said for symbol, text in described.items()}
        known = {symbol.id: symbol for name in site.library for symbol in site.definitions[name]}
        self._library_names = {known[key]: name for key, name in hol_names().items() if key in known}
        self._library_things = {name: symbol for symbol, name in self._library_names.items()}
        self._known_names: dict[str, Mapping[str, Symbol]] = {}
        self._references = ReferenceLinks(
            site, lambda page: url_of(self.uri(page)), self._links, self._descriptions, self._knowledge
        )
        self._titles = {name: title_of(site.pages[name]) for name in self._names}
        users = find_users((site.scoped[name], site.parsed[name]) for name in site.modules if name in site.scoped)
        self._uses = Uses(users, self._titles, self._links)
        self._offers = Offers(site, self._links, self._descriptions, self._uses)
        self._engines = EngineKnowledge(
            find_engines([site.core[name] for name in self._names if name in site.core]),
            data_types(typed.interface for typed in site.typed.values()),
            self._titles,
            self._links,
        )

    def uri(self, page: Page) -> str:
        """The path of a page below the folder of pages; the library's pages are put into `library/`."""
        return page.source.path.removeprefix(self._site.settings.below(self._site.settings.docs, ""))

    def present(self, problems: tuple[Diagnostic, ...] = ()) -> Presentation:
        """The presentation, with problems on the pages, as a writer at work wants them."""
        markdown: dict[str, str] = {}
        html: dict[str, str] = {}
        places: dict[str, dict[str, str]] = {}
        for page in (*self._site.documents.values(), *(self._site.pages[name] for name in self._site.library)):
            uri = self.uri(page)
            fragments = dict(self._snippets(page, problems))
            text = weave(page, tuple(fragments), self._references.changes(page))
            directives = self._directives(page, text, self._url_of(uri))
            text = weave_directives(text, tuple(directives))
            fragments |= directives
            drawings = self._drawings(page, text, self._url_of(uri))
            text = weave_drawings(text, tuple(drawings))
            fragments |= drawings
            theorems = self._theorems(text, page.module, self._url_of(uri))
            text = weave_theorems(text, tuple(theorems))
            fragments |= theorems
            markdown[uri], places[uri] = self._with_summary(page, text), _places(page, tuple(fragments))
            html.update(fragments)
        for module, theory in self._theories().items():
            html[theory_key(module)] = theory
        boxes = {self.uri(page): problems_elsewhere(page, problems) for page in self._site.documents.values()}
        words = {self.uri(page): self._words(page) for page in self._site.documents.values()}
        contents = {self.uri(page): self._contents(page) for page in self._site.documents.values()}
        headings = {self.uri(page): page.headings for page in self._site.documents.values()}
        return Presentation(markdown, html, places, boxes, words, contents, headings)

    # -- What is made only once ---------------------------------------------------------------------------------------

    def _said(self, name: str) -> tuple[Mapping[Symbol, str], Mapping[Symbol, str]]:
        """The sentences on what a module defines, and its descriptions."""
        typed, page = self._site.typed[name], self._site.pages[name]

        def make() -> tuple[Mapping[Symbol, str], Mapping[Symbol, str]]:
            sentences = find_sentences({name: typed}, {name: page})
            return sentences, describe_symbols({name: typed}, sentences)

        return self._memory.recall(f"said {name}", (typed, page), "", make)

    def _words(self, page: Page) -> Mapping[str, tuple[str, str]]:
        """What words in backticks stand for on a page."""
        seen = self._offers.seen_from(page.module)
        about = digest_of((self._url_of(self.uri(page)), self._offers.everything, *sorted(seen)))
        return self._memory.recall(
            f"words {page.source.path}", (page,), about, lambda: self._references.words(page, seen)
        )

    def _snippets(self, page: Page, problems: tuple[Diagnostic, ...]) -> Mapping[str, str]:
        """The HTML of each snippet of a page, by key, in their order."""
        mine = tuple(problem for problem in problems if problem.path == page.source.path)
        module, site = page.module, self._site
        if mine or not page.snippets:
            return self._rendered(page, mine)
        printed = site.theories.get(module)
        things = (page, site.parsed.get(module), site.scoped.get(module), site.typed.get(module), printed)
        places = (self._url_of(self.uri(page)), self._url_of(theory_uri(printed.name)) if printed else "")
        about = digest_of((*places, self._offers.below(module), self._offers.users(module)))
        return self._memory.recall(f"page {page.source.path}", things, about, lambda: self._rendered(page, mine))

    def _theory(self, module: str) -> str:
        """The HTML of a whole theory."""
        printed = self._site.theories[module]
        url = self._url_of(theory_uri(printed.name))

        def make() -> str:
            names, knowledge = self._theory_names(module), self._knowledge(module, url)
            return theory_html(highlight_theory(printed.text, names, knowledge))

        about = digest_of((url, self._offers.below(module)))
        return self._memory.recall(f"theory {module}", (printed,), about, make)

    def _isabelle_names(self, module: str) -> References | None:
        """How a module's theory refers to what can be seen from it."""
        printed = self._site.theories.get(module)
        if printed is None:
            return None
        return self._memory.recall(f"names {module}", (printed,), "", lambda: self._site.isabelle_names[module])

    def _theory_names(self, module: str) -> Mapping[str, Symbol]:
        """What the names in a module's theory stand for."""
        if module not in self._known_names:
            self._known_names[module] = TheoryNames(self._isabelle_names(module), self._library_things)
        return self._known_names[module]

    def _proof_names(self, proof: str) -> Mapping[str, Symbol]:
        """Which names in a proof stand for definitions of pages; of two that are the same, as in Isabelle, the last."""
        reached = self._proofs.reached[proof]
        below = {module: printed for module, printed in self._site.theories.items() if printed.name in reached}

        def make() -> Mapping[str, Symbol]:
            return {name: symbol for module in below for name, symbol in self._theory_names(module).items()}

        return self._memory.recall(f"proof names {proof}", tuple(below.values()), repr(self._site.library), make)

    # -- Pages --------------------------------------------------------------------------------------------------------

    def _knowledge(self, module: str, url: str) -> Knowledge:
        scoped = self._site.scoped.get(module)
        references = scoped.references if scoped else ()
        own = self._isabelle_names(module)
        isabelle = self._library_names if own is None else ChainMap(own, self._library_names)  # type: ignore[arg-type]
        return Knowledge(url, references, self._site.typed.get(module), self._descriptions, self._links, isabelle)

    def _rendered(self, page: Page, problems: tuple[Diagnostic, ...]) -> Mapping[str, str]:
        knowledge = self._knowledge(page.module, self._url_of(self.uri(page)))
        theory = self._theory_text(page.module, knowledge.url)
        parsed = self._site.parsed.get(page.module)
        rendered = render_snippets(page, parsed, knowledge, theory, problems, self._uses)
        source = page.source
        keys = [snippet_key(page.module, snippet, source.slice(snippet.code)) for snippet in page.snippets]
        return dict(zip(keys, rendered, strict=True))

    def _directives(self, page: Page, text: str, here: str) -> dict[str, str]:
        """The HTML of each block that asks for something derived, by key, in their order."""
        scoped = self._site.scoped.get(page.module)
        imports = scoped.imports if scoped else ()
        words = EngineWords(self._engines, here)
        return {
            f"{page.module}-{directive.wanted}-{number}": self._references.included(directive, page)
            if directive.wanted == INCLUDE
            else directive_html(directive, page.module, imports, words)
            for number, directive in enumerate(find_directives(text))
        }

    def _drawings(self, page: Page, text: str, here: str) -> dict[str, str]:
        """The HTML of each diagram drawn by hand, by key, in their order."""
        words = EngineWords(self._engines, here)
        names = {module: printed.name for module, printed in self._site.theories.items()}
        return {
            f"{page.module}-drawing-{number}": drawn_html(drawing, words, names)
            for number, drawing in enumerate(find_drawings(text))
        }

    def _card(self, page: Page) -> str:
        """The cards of the engines on a page."""
        here = self._url_of(self.uri(page))
        words = EngineWords(self._engines, here)
        engines = self._engines.engines.get(page.module, ())
        return "".join(card_html(engine, words, self._theory_words(page.module, here)) for engine in engines)

    def _contents(self, page: Page) -> tuple[Entry, ...]:
        here = self._url_of(self.uri(page))
        engines = self._engines.engines.get(page.module, ())
        return engine_entries(engines, lambda symbol: self._links.href(symbol, here))

    def _theory_words(self, module: str, here: str) -> str:
        """What became of a page in Isabelle, and whether the file on disk says the same, as HTML."""
        printed = self._site.theories.get(module)
        if printed is None:
            return ""
        name = printed.name
        link = linked(f"{escape(name)}.thy", relative(self._url_of(theory_uri(name)), here))
        if self._site.settings.mode == "write":
            return f"{link}, brought up to date with this page by every build"
        return f"{link}, {'differs from' if name in self._differing else 'agrees with'} this page"

    # -- Proofs -------------------------------------------------------------------------------------------------------

    def _with_summary(self, page: Page, text: str) -> str:
        """The page's woven text, with the cards of its engines and what Isabelle said of its theory below its title."""
        summary = [] if page.module in self._site.library else [self._status(page), self._card(page)]
        html = "\n\n".join(filter(None, summary))
        return below_title(page, text, html) if html else text

    def _status(self, page: Page) -> str:
        printed = self._site.theories.get(page.module)
        if printed is None or not self._proofs.in_use:
            return ""
        name = printed.name
        href = relative(self._url_of(theory_uri(name)), self._url_of(self.uri(page)))
        return status_html(self._proofs.verdict(name), href)

    def _theorems(self, text: str, module: str, here: str) -> dict[str, str]:
        """The HTML of each fence of theorems in a page's text, by key, in their order."""
        return {
            f"{module}-theorems-{number}": "".join(self._theorem(name, here) for name, _ in fence.names)
            for number, fence in enumerate(find_theorems(text))
        }

    def _theorem(self, name: str, here: str) -> str:
        found = find_statement(self._proofs.theories, name)
        if found is None:
            return missing_theorem_html(name)
        theory, statement = found
        href = relative(self._url_of(theory_uri(theory.name)), here)
        names, knowledge = self._proof_names(theory.name), self._knowledge("", here)
        return theorem_html(theory, statement, self._proofs.verdict(theory.name), names, knowledge, href)

    # -- Theories -----------------------------------------------------------------------------------------------------

    def theory_pages(self) -> Mapping[str, str]:
        """The Markdown of one page for each theory, and of their list, by path below the folder of pages."""
        pages: dict[str, str] = {}
        lines = []
        for module, printed in self._site.theories.items():
            name = printed.name
            link = f"[{as_markdown(self._titles[module])}](../{self._uris[module]})"
            pages[theory_uri(name)] = _theory_page(name, f"Generated from {link}.", module)
            lines.append(f"| [`{name}`]({name}.md) | {link} |\n")
        if self._site.support is not None:
            name = self._site.support.name
            pages[theory_uri(name)] = _theory_page(name, "Comes with Diglot; other theories build on it.", _SUPPORT)
            lines.append(f"| [`{name}`]({name}.md) | comes with Diglot |\n")
        for name, theory in self._proofs.theories.items():
            if theory_uri(name) not in pages:
                remark = "Written by hand. " + status_words(self._proofs.verdict(name), "It")
                pages[theory_uri(name)] = _theory_page(name, as_markdown(remark), proof_key(theory))
                lines.append(f"| [`{name}`]({name}.md) | written by hand |\n")
        if lines:
            head = "# Theories\n\nOne Isabelle theory is generated from each page.\n\n| Theory | Page |\n|---|---|\n"
            pages["theories/index.md"] = head + "".join(lines)
        return pages

    def overview(self) -> OverviewPages:
        """The indexes of the specification."""
        return OverviewPages(self._site, self._engines, self._sentences, self._uses.users, self._proofs, self._url_of)

    def library_pages(self) -> Mapping[str, str]:
        """The Markdown of the library's list, by path below the folder of pages."""
        if not self._site.library:
            return {}
        lines = "".join(f"- [`{name}`]({name.replace('.', '/')}.md)\n" for name in sorted(self._site.library))
        return {"library/index.md": f"# Standard library\n\nThe modules that the pages of this site use.\n\n{lines}"}

    def _theories(self) -> dict[str, str]:
        """The HTML of each whole theory, by module."""
        found = {module: self._theory(module) for module in self._site.theories}
        if self._site.support is not None:
            knowledge = self._knowledge(_SUPPORT, self._url_of(theory_uri(self._site.support.name)))
            found[_SUPPORT] = theory_html(highlight_theory(self._site.support.text, {}, knowledge))
        for name, proof in self._proofs.theories.items():
            knowledge = self._knowledge("", self._url_of(theory_uri(name)))
            code = highlight_theory(proof.source.text, self._proof_names(name), knowledge)
            found[proof_key(proof)] = theory_html(code)
        return found

    def _theory_text(self, module: str, here: str) -> TheoryText | None:
        printed = self._site.theories.get(module)
        if printed is None:
            return None
        href = relative(self._url_of(theory_uri(printed.name)), here)
        return TheoryText(printed.theory, printed.text, self._theory_names(module), href)


_UNSEARCHED = "---\nsearch:\n  exclude: true\n---\n\n"
"""Theories repeat their pages: a search should find the page."""


_SUPPORT = "-support"
"""Stands for a module where the theory is made from none."""
_UNDERLINE = re.compile(r" {0,3}=+[ \t]*(?=\n|$)")
_MARKS = re.compile(r"([\\`*_{}\[\]<>|#])")


def _places(page: Page, keys: Sequence[str]) -> dict[str, str]:
    """Where each key's fence stands; what is not a snippet is somewhere on the page."""
    lines = [f"{page.source.path}:{page.source.position(snippet.span.start).line}" for snippet in page.snippets]
    return dict(zip_longest(keys, lines, fillvalue=page.source.path))


def _theory_page(name: str, remark: str, module: str) -> str:
    return f'{_UNSEARCHED}# {name}.thy\n\n{remark}\n\n```diglot key="{theory_key(module)}"\n```\n'


def as_markdown(text: str) -> str:
    """A text in which no character means anything to Markdown."""
    return _MARKS.sub(r"\\\1", text)


def theory_uri(name: str) -> str:
    """The path of a theory's page below the folder of pages."""
    return f"theories/{name}.md"


def theory_key(module: str) -> str:
    """The key of a theory's fence."""
    return f"{module}-theory"


def proof_key(theory: ProofTheory) -> str:
    """What stands for a module where a theory is written by hand."""
    return f"-proof-{theory.name}"


def below_title(page: Page, text: str, html: str) -> str:
    """The page's woven text with a piece of HTML below its title, or on top where it does not begin with one."""
    first = next((block for block in page.blocks), None)
    if not isinstance(first, Heading) or first.level != 1:
        return text
    end = text.find("\n", first.span.end)
    underline = _UNDERLINE.match(text, end + 1) if end != -1 else None
    at = underline.end() if underline else end if end != -1 else len(text)
    return f"{text[:at]}\n\n{html}\n\n{text[at:].lstrip(chr(10))}"
