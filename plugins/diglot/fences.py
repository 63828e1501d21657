"""All fences that mean something: what each is called, and how it is checked, shown, and handled in an editor.

This is the only list of them. In: a fence of a page, and what is known of the context. Out: whatever its row makes of
it. To add a kind of fence, write a package for what is in it, and a row here.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diglot.code_pages import code_pages
from diglot.diagnostic import Diagnostic, Label
from diglot.page.backticks import LANGUAGE
from diglot.page.code_options import CODE_OPTIONS, read_code_options
from diglot.page.directives import INCLUDE, WORDS, names_after, wanted_by
from diglot.page.errors import FenceNotShown, NoExpectedCode, SampleDoesNotFail, SampleFailsOtherwise
from diglot.page.lint import lint_fence, wrong_lines, wrong_words
from diglot.page.model import Fence, FenceOptions, Page, Snippet
from diglot.page.read_drawing import INFORMAL, read_drawing
from diglot.page.samples import SAMPLES, as_snippet
from diglot.page.snippet_words import (
    FAILS,
    ILLUSTRATION,
    MAKES_SAMPLE,
    OPTIONS,
    SAMPLE_OPTIONS,
    SnippetWords,
    expected_code,
)
from diglot.proofs.check_theorems import FENCE as THEOREM
from diglot.proofs.check_theorems import check_theorems, theorems_in
from diglot.proofs.read import find_statement
from diglot.reference.check import check_include
from diglot.source import Span
from diglot.subject import Need, Subject
from diglot.suggest import nearest

if TYPE_CHECKING:
    from diglot.page.code_options import CodeOptions
    from diglot.render.engine_words import EngineWords

Name = tuple[str, Span]


@dataclass(frozen=True, slots=True)
class Showing:
    """What the site shows around the fences of one page, and what can be shown in their places."""

    page: Page
    words: "EngineWords"
    imports: tuple[str, ...]
    """The modules that the page imports."""
    theories: Mapping[str, str]
    """The names of all generated theories, by module."""
    snippets: tuple[str, ...]
    """Each snippet of the page with what becomes of it."""
    definition: Callable[[str], str]
    """The definition with a name, of any page."""
    theorem: "Callable[[str, CodeOptions], str]"
    """The theorem with a name, and whether it is proved; the options say how its statement is shown."""
    failures: Mapping[int, tuple[Diagnostic, ...]]
    """What is wrong with each sample on the page that is expected to fail, by its place."""


@dataclass(frozen=True, slots=True)
class FenceKind:
    """One row: what there is to know of the fences that begin with a word."""

    name: str
    about: str
    """What such a fence is for, in a sentence."""
    html: Callable[[Snippet | Fence, Showing], str]
    """What the site shows in its place."""
    check: Callable[[Fence, Page, Subject], Iterator[Diagnostic]] | None = None
    """What is wrong with it; None for snippets, which the passes check."""
    needs: Need = Need.PAGES
    """What its check looks at."""
    words: tuple[str, ...] = ()
    """What can follow the name; any other word is reported."""
    names_follow: bool = False
    """Whether names can follow as well, which the check looks at."""
    definitions: Callable[[Snippet | Fence], tuple[Name, ...]] = lambda _: ()
    """The definitions that it names, for hovers, jumps and renaming; scopes know those in snippets."""
    woven: str = ""
    """The word by which Markdown asks us for the HTML, where the name may also be another extension's."""

    @property
    def language(self) -> str:
        """The word by which Markdown asks us for the HTML."""
        return self.woven or self.name


# -- Directives -------------------------------------------------------------------------------------------------------


def _included(fence: Snippet | Fence) -> tuple[Name, ...]:
    return names_after(fence) if isinstance(fence, Fence) and wanted_by(fence) == INCLUDE else ()


def _check_directive(fence: Fence, page: Page, subject: Subject) -> Iterator[Diagnostic]:
    from diglot.engine.check_directives import check_directive

    yield from check_directive(fence, page.source.path, subject.modules)
    if wanted_by(fence) == INCLUDE:
        yield from check_include(fence, page, subject.references, is_known=subject.names_are_known)


def _derived(fence: Snippet | Fence, showing: Showing) -> str:
    from diglot.render.engines import directive_html

    if isinstance(fence, Snippet):
        return ""
    if wanted_by(fence) == INCLUDE:
        return "".join(showing.definition(name) for name, _ in names_after(fence))
    return directive_html(fence, showing.page.module, showing.imports, showing.words)


# -- Samples ----------------------------------------------------------------------------------------------------------


def _check_failing(fence: Fence, page: Page, subject: Subject) -> Iterator[Diagnostic]:
    path = page.source.path
    code, span = expected_code(fence)
    errors = subject.site.failures.get(path, {}).get(fence.span.start)
    if not code:
        yield NoExpectedCode(path, span)
    elif code not in (known := code_pages()) and known:
        seen = {error.code for error in errors or ()}
        similar = seen if len(seen) == 1 else nearest(code, [each for each in known if each.startswith("E")])
        yield NoExpectedCode(path, span, code, next(iter(similar), ""))
    elif errors is not None and not errors:
        yield SampleDoesNotFail(path, span, code)
    elif errors is not None and any(error.code != code for error in errors):
        first = next(error for error in errors if error.code != code)
        found = tuple(dict.fromkeys(error.code for error in errors))
        label = Label(first.path, first.span, f"{first.code}: {first.message}")
        yield SampleFailsOtherwise(path, span, code, found, label)


def _illustration(fence: Snippet | Fence, showing: Showing) -> str:
    from diglot.render.sample import illustration_html

    if isinstance(fence, Snippet):
        return ""
    return illustration_html(showing.page.source, as_snippet(showing.page.source, fence))


def _failing(fence: Snippet | Fence, showing: Showing) -> str:
    from diglot.render.sample import failing_html

    if isinstance(fence, Snippet):
        return ""
    source, code = showing.page.source, expected_code(fence)[0]
    expected = [error for error in showing.failures.get(fence.span.start, ()) if error.code == code]
    return failing_html(source, as_snippet(source, fence), expected)


# -- Theorems ---------------------------------------------------------------------------------------------------------


def _check_theorems(fence: Fence, page: Page, subject: Subject) -> Iterator[Diagnostic]:
    options = read_code_options(fence.words).options
    yield from check_theorems(fence, page.source, subject.proofs.theories)
    statements = (find_statement(subject.proofs.theories, name) for name, _ in theorems_in(fence, page.source))
    lines = [theory.source.slice(each.span).count("\n") + 1 for theory, each in filter(None, statements)]
    if lines:
        yield from wrong_lines(page, options, max(lines))


def _theorems(fence: Snippet | Fence, showing: Showing) -> str:
    from diglot.render.code_lines import title_html

    if isinstance(fence, Snippet):
        return ""
    options = read_code_options(fence.words).options
    figures = "".join(showing.theorem(name, options) for name, _ in theorems_in(fence, showing.page.source))
    return f"{title_html(options)}{figures}"


# -- Drawings ---------------------------------------------------------------------------------------------------------


def _check_drawing(fence: Fence, page: Page, subject: Subject) -> Iterator[Diagnostic]:
    from diglot.engine.check_drawings import check_drawing

    if subject.participants is not None:
        yield from check_drawing(read_drawing(fence, page.source), page.source.path, subject.participants)


def _drawing(fence: Snippet | Fence, showing: Showing) -> str:
    from diglot.render.drawn_diagram import drawn_html

    if isinstance(fence, Snippet):
        return ""
    return drawn_html(read_drawing(fence, showing.page.source), showing.words, showing.theories)


# -- The table --------------------------------------------------------------------------------------------------------

FENCES: Mapping[str, FenceKind] = {
    kind.name: kind
    for kind in (
        FenceKind(
            LANGUAGE,
            "A snippet of the page's module.",
            html=lambda fence, showing: showing.snippets[fence.index] if isinstance(fence, Snippet) else "",
            words=(*OPTIONS, *MAKES_SAMPLE),
        ),
        FenceKind(
            ILLUSTRATION,
            "Code that is shown and not checked; it is no part of the page's module.",
            html=_illustration,
            words=SAMPLE_OPTIONS,
            woven=LANGUAGE,
        ),
        FenceKind(
            FAILS,
            "Code that has to fail with an error of this code where it is; it is no part of the page's module.",
            html=_failing,
            check=_check_failing,
            words=SAMPLE_OPTIONS,
            woven=LANGUAGE,
        ),
        FenceKind(
            "diglot",
            "Shows something that is derived from the snippets, or a definition from any page.",
            html=_derived,
            check=_check_directive,
            words=WORDS,
            names_follow=True,
            definitions=_included,
        ),
        FenceKind(
            THEOREM,
            "Shows theorems from the folder of proofs, named one on each line.",
            html=_theorems,
            check=_check_theorems,
            needs=Need.PROOFS,
            words=CODE_OPTIONS,
        ),
        FenceKind(
            "mermaid",
            "A flowchart or sequence diagram in Mermaid, checked against the snippets.",
            html=_drawing,
            check=_check_drawing,
            needs=Need.PROGRAM,
            words=(INFORMAL,),
            woven="diglot",
        ),
    )
}


def known_fences(page: Page) -> Iterator[tuple[Snippet | Fence, FenceKind]]:
    """The fences of a page that mean something, in order; one that only the site takes for a snippet means nothing."""
    for fence in page.fences:
        if fence.kind in FENCES and (isinstance(fence, Snippet) or fence.kind != Snippet.kind):
            yield fence, FENCES[fence.kind]


def lint_fences(subject: Subject) -> Iterator[Diagnostic]:
    """What is wrong with the form of fences that are not snippets."""
    for page in subject.site.documents.values():
        for fence, kind in known_fences(page):
            if isinstance(fence, Fence) and fence.kind not in SAMPLES:  # which are looked at as snippets are
                yield from lint_fence(page.source, fence)
                yield from _unknown_words(fence, kind, page)
        for fence in page.not_shown:
            if fence.kind in FENCES and fence.kind != Snippet.kind:
                yield FenceNotShown(page.source.path, Span(fence.span.start, fence.info.end), fence.kind)


def _unknown_words(fence: Fence, kind: FenceKind, page: Page) -> Iterator[Diagnostic]:
    """Words after the name that mean nothing. Where a kind has no options, they are another extension's."""
    has_options = any(word.endswith("=") for word in kind.words)
    _, others, wrong = read_code_options(fence.words)
    unknown = tuple(word for word in others if word[0] not in kind.words and (has_options or "=" not in word[0]))
    if not kind.names_follow:
        said = SnippetWords(FenceOptions(), unknown, wrong if has_options else ())
        yield from wrong_words(page, said, fence.kind, kind.words)


def check_fences(kind: FenceKind, subject: Subject) -> Iterator[Diagnostic]:
    """What is wrong with all fences of a kind."""
    for page in subject.site.documents.values():
        for fence, known in known_fences(page):
            if known is kind and kind.check is not None and isinstance(fence, Fence):
                yield from kind.check(fence, page, subject)
