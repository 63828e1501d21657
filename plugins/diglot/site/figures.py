"""The fences of a page: the HTML of each, and what is to be put into the page's text for them.

In: a page, what is known of the site, and the problems to show. Out: changes of its text, HTML by key, and the fences.
"""

from dataclasses import dataclass

from diglot.describe.status import accepted_words
from diglot.diagnostic import Diagnostic
from diglot.fences import Showing, known_fences
from diglot.page.code_options import CodeOptions
from diglot.page.model import Page
from diglot.page.weave import Change, fence_change, fence_key, line_ends
from diglot.proofs.exceptions import exceptions_of
from diglot.proofs.read import find_statement
from diglot.reference.links import relative
from diglot.render.engine_words import EngineWords
from diglot.render.page import TheoryText, render_snippets
from diglot.render.theorem import ShownTheory, missing_theorem_html, theorem_html
from diglot.site.knowledge import SiteKnowledge
from diglot.site.references import ReferenceLinks
from diglot.source import Span
from diglot.typed.digest import digest_of


@dataclass(frozen=True, slots=True)
class WovenPage:
    """A page with the figures that belong in it."""

    changes: tuple[Change, ...]
    """What is to be put into its text: a key into each fence, and references as links."""
    html: dict[str, str]
    """What to put in the place of each fence, by key."""
    fences: dict[str, Span]
    """Where each fence is in the text, by key."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Makes the figures of all pages of one site."""

    _known: SiteKnowledge
    _references: ReferenceLinks

    def weave(self, page: Page, problems: tuple[Diagnostic, ...]) -> WovenPage:
        """A page with the figures of its fences."""
        showing = self._showing(page, problems)
        html, fences = dict[str, str](), dict[str, Span]()
        changes = list(self._references.changes(page))
        for fence, kind in known_fences(page):
            key = fence_key(page, fence)
            html[key] = kind.html(fence, showing)
            fences[key] = fence.span
            changes.append(fence_change(page, fence, kind.language, key))
        return WovenPage((*changes, *line_ends(page)), html, fences)

    def _showing(self, page: Page, problems: tuple[Diagnostic, ...]) -> Showing:
        """What the fences of a page are shown with."""
        known, here = self._known, self._known.url(page)
        scoped = known.site.scoped.get(page.module)
        return Showing(
            page,
            EngineWords(known.engines, here),
            scoped.imports if scoped else (),
            {module: printed.name for module, printed in known.own_theories.items()},
            self._snippets(page, problems),
            lambda name: self._references.definition(name, page),
            lambda name, options: self._theorem(name, here, options),
            known.site.failures.get(page.source.path, {}),
        )

    def _snippets(self, page: Page, problems: tuple[Diagnostic, ...]) -> tuple[str, ...]:
        """The HTML of each snippet of a page, in their order."""
        mine = tuple(problem for problem in problems if problem.path == page.source.path)
        known, site, module = self._known, self._known.site, page.module
        if mine or not page.snippets:
            return self._rendered(page, mine)
        printed = known.own_theories.get(module)
        things = (page, site.parsed.get(module), site.scoped.get(module), site.typed.get(module), printed)
        urls = (known.url(page), known.theory_url(printed.name) if printed else "")
        about = digest_of((*urls, known.digests.below(module), known.digests.users(module)))
        return known.cache.get_or_make(f"page {page.source.path}", things, about, lambda: self._rendered(page, mine))

    def _rendered(self, page: Page, problems: tuple[Diagnostic, ...]) -> tuple[str, ...]:
        names = self._known.of_code(page.module, self._known.url(page))
        theory = self._theory_text(page.module, names.url)
        parsed = self._known.site.parsed.get(page.module)
        return render_snippets(page, parsed, names, theory, problems, self._known.uses)

    def _theory_text(self, module: str, here: str) -> TheoryText | None:
        printed = self._known.own_theories.get(module)
        if printed is None:
            return None
        href = relative(self._known.theory_url(printed.name), here)
        return TheoryText(printed.theory, printed.text, self._known.theory_names(module), href)

    def _theorem(self, name: str, here: str, options: CodeOptions) -> str:
        found = find_statement(self._known.proofs.theories, name)
        if found is None:
            return missing_theorem_html(name)
        theory, statement = found
        href = relative(self._known.theory_url(theory.name), here)
        names, code = self._known.proof_names(theory.name), self._known.of_code("", here)
        verdict = self._known.proofs.verdict(theory.name)
        exceptions = dict(self._known.site.settings.exceptions)
        accepted = accepted_words(exceptions_of(self._known.proofs, theory.name, exceptions))
        return theorem_html(theory, statement, verdict, names, code, ShownTheory(href, accepted, options))
