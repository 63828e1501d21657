"""The fences of a page: the HTML of each, and the page's text in which each carries the key of its HTML.

In: a page, what is known of the site, and the problems to show. Out: the woven text, and HTML by key.
"""

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from diglot.diagnostic import Diagnostic
from diglot.page.directives import INCLUDE, find_directives, weave_directives
from diglot.page.drawings import find_drawings, weave_drawings
from diglot.page.model import Page
from diglot.page.theorems import find_theorems, weave_theorems
from diglot.page.weave import snippet_key, weave
from diglot.proofs.read import find_statement
from diglot.reference.links import relative
from diglot.render.drawn_diagram import drawn_html
from diglot.render.engine_words import EngineWords
from diglot.render.engines import directive_html
from diglot.render.page import TheoryText, render_snippets
from diglot.render.theorem import missing_theorem_html, theorem_html
from diglot.site.knowledge import SiteKnowledge
from diglot.site.references import ReferenceLinks
from diglot.typed.digest import digest_of


class Figures:
    """Makes the figures of all pages of one site."""

    def __init__(self, known: SiteKnowledge, references: ReferenceLinks) -> None:
        self._known = known
        self._references = references

    def weave(self, page: Page, problems: tuple[Diagnostic, ...]) -> tuple[str, Mapping[str, str]]:
        """The woven text of a page, front matter included, and the HTML of its fences by key."""
        fragments = dict(self._snippets(page, problems))
        text = weave(page, tuple(fragments), self._references.changes(page))
        here = self._known.url(page)
        directives = self._directives(page, text, here)
        text = weave_directives(text, tuple(directives))
        drawings = self._drawings(page, text, here)
        text = weave_drawings(text, tuple(drawings))
        theorems = self._theorems(text, page.module, here)
        return weave_theorems(text, tuple(theorems)), fragments | directives | drawings | theorems

    def _snippets(self, page: Page, problems: tuple[Diagnostic, ...]) -> Mapping[str, str]:
        """The HTML of each snippet of a page, by key, in their order."""
        mine = tuple(problem for problem in problems if problem.path == page.source.path)
        known, site, module = self._known, self._known.site, page.module
        if mine or not page.snippets:
            return self._rendered(page, mine)
        printed = site.theories.get(module)
        things = (page, site.parsed.get(module), site.scoped.get(module), site.typed.get(module), printed)
        urls = (known.url(page), known.theory_url(printed.name) if printed else "")
        about = digest_of((*urls, known.digests.below(module), known.digests.users(module)))
        return known.memory.recall(f"page {page.source.path}", things, about, lambda: self._rendered(page, mine))

    def _rendered(self, page: Page, problems: tuple[Diagnostic, ...]) -> Mapping[str, str]:
        names = self._known.of_code(page.module, self._known.url(page))
        theory = self._theory_text(page.module, names.url)
        parsed = self._known.site.parsed.get(page.module)
        rendered = render_snippets(page, parsed, names, theory, problems, self._known.uses)
        keys = [snippet_key(page.module, snippet, page.source.slice(snippet.code)) for snippet in page.snippets]
        return dict(zip(keys, rendered, strict=True))

    def _theory_text(self, module: str, here: str) -> TheoryText | None:
        printed = self._known.site.theories.get(module)
        if printed is None:
            return None
        href = relative(self._known.theory_url(printed.name), here)
        return TheoryText(printed.theory, printed.text, self._known.theory_names(module), href)

    def _directives(self, page: Page, text: str, here: str) -> dict[str, str]:
        """The HTML of each block that asks for something derived, by key, in their order."""
        scoped = self._known.site.scoped.get(page.module)
        imports = scoped.imports if scoped else ()
        words = EngineWords(self._known.engines, here)
        return {
            f"{page.module}-{directive.wanted}-{number}": self._references.included(directive, page)
            if directive.wanted == INCLUDE
            else directive_html(directive, page.module, imports, words)
            for number, directive in enumerate(find_directives(text))
        }

    def _drawings(self, page: Page, text: str, here: str) -> dict[str, str]:
        """The HTML of each diagram drawn by hand, by key, in their order."""
        words = EngineWords(self._known.engines, here)
        names = {module: printed.name for module, printed in self._known.site.theories.items()}
        return {
            f"{page.module}-drawing-{number}": drawn_html(drawing, words, names)
            for number, drawing in enumerate(find_drawings(text))
        }

    def _theorems(self, text: str, module: str, here: str) -> dict[str, str]:
        """The HTML of each fence of theorems in a page's text, by key, in their order."""
        return {
            f"{module}-theorems-{number}": "".join(self._theorem(name, here) for name, _ in fence.names)
            for number, fence in enumerate(find_theorems(text))
        }

    def _theorem(self, name: str, here: str) -> str:
        found = find_statement(self._known.proofs.theories, name)
        if found is None:
            return missing_theorem_html(name)
        theory, statement = found
        href = relative(self._known.theory_url(theory.name), here)
        names, code = self._known.proof_names(theory.name), self._known.of_code("", here)
        return theorem_html(theory, statement, self._known.proofs.verdict(theory.name), names, code, href)


def fence_places(page: Page, keys: Sequence[str]) -> dict[str, str]:
    """The line of each key's snippet; for other fences, only the page is known."""
    lines = [f"{page.source.path}:{page.source.position(snippet.span.start).line}" for snippet in page.snippets]
    return dict(zip_longest(keys, lines, fillvalue=page.source.path))
