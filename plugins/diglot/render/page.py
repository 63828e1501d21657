"""The figures of one page: a ready piece of HTML for each snippet.

In: a page, what the passes found out about it, and its theory as text. Out: HTML by snippet, in order. Which lines of
the theory belong to a snippet follows from where its declarations come from.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from diglot.diagnostic import Diagnostic, Problems, Severity
from diglot.names import Symbol
from diglot.page.model import Page, Snippet
from diglot.phases import Phase
from diglot.render.code import HighlightedCode, Knowledge, highlight
from diglot.render.isabelle import highlight_theory
from diglot.render.problem import problem_html
from diglot.render.side_by_side import Figure, Translation, anchors_html, figure_html
from diglot.render.uses import Uses
from diglot.source import SourceFile, Span
from diglot.syntax import ast as syntax
from diglot.syntax.lexer import lex
from diglot.syntax.shown import shown_statements
from diglot.syntax.token import Token
from diglot.theory.ast import Heading, Text, Theory


@dataclass(frozen=True, slots=True)
class TheoryText:
    """A page's theory as it is shown beside the page."""

    theory: Theory
    """With places in the text."""
    text: str
    names: Mapping[str, Symbol]
    """Which definitions the names in the text refer to."""
    href: str
    """The theory's own page, relative to the page that it is shown on."""


_UNCHECKED = "<p>An example that is not checked.</p>"


def render_snippets(
    page: Page,
    parsed: syntax.Module | None,
    knowledge: Knowledge,
    theory: TheoryText | None,
    problems: Iterable[Diagnostic] = (),
    uses: Uses | None = None,
) -> tuple[str, ...]:
    """The HTML of each snippet; problems are shown at the snippet in which they are."""
    mine = tuple(problem for problem in problems if problem.path == page.source.path)
    return tuple(_snippet(page, snippet, parsed, knowledge, theory, mine, uses) for snippet in page.snippets)


def problems_elsewhere(page: Page, problems: Iterable[Diagnostic]) -> str:
    """The boxes of this page's problems that are in none of its snippets."""
    mine = [problem for problem in problems if problem.path == page.source.path]
    outside = [each for each in mine if not any(_is_in(each, snippet) for snippet in page.snippets)]
    return "".join(problem_html(problem, page.source) for problem in outside)


def _is_in(problem: Diagnostic, snippet: Snippet) -> bool:
    """Whether a problem is shown at a snippet. One with the fence itself is not: then the snippet may not be shown."""
    is_of_fence = problem.phase is Phase.PAGES and problem.severity is Severity.ERROR
    return problem.span.start in snippet.span and not is_of_fence


def _snippet(
    page: Page,
    snippet: Snippet,
    parsed: syntax.Module | None,
    knowledge: Knowledge,
    theory: TheoryText | None,
    problems: Sequence[Diagnostic],
    uses: Uses | None,
) -> str:
    boxes = "".join(problem_html(problem, page.source) for problem in problems if _is_in(problem, snippet))
    tokens = tokens_of(page.source, snippet)
    whole = highlight(page.source.text, snippet.code, tokens, knowledge)
    if snippet.options.hide and not boxes:
        return anchors_html(whole)
    shown = _shown(snippet, parsed, tokens)
    code = whole if shown == snippet.code else highlight(page.source.text, shown, tokens, knowledge)
    translation = _translation(snippet, theory, knowledge) if theory else None
    below = uses.html(_definitions(snippet, knowledge), knowledge.url) if uses else ""
    if page.is_illustrated:
        below = f"{_UNCHECKED}{below}"
    folded = snippet.options.fold and not boxes
    figure = figure_html(Figure(code, translation, folded=folded, below=below, options=snippet.options.code))
    return f"{_lost_anchors(whole, code)}{figure}{boxes}"


def _definitions(snippet: Snippet, knowledge: Knowledge) -> tuple[Symbol, ...]:
    """The global things that a snippet defines."""
    references = knowledge.references
    first = bisect_left(references, snippet.code.start, key=lambda reference: reference.span.start)
    last = bisect_left(references, snippet.code.end, key=lambda reference: reference.span.start)
    bound = (reference.target for reference in references[first:last] if reference.definition)
    return tuple(dict.fromkeys(target for target in bound if isinstance(target, Symbol)))


def tokens_of(source: SourceFile, snippet: Snippet) -> tuple[Token, ...]:
    """Tokens and comments of a snippet by place. The parser has reported what is wrong with them."""
    lexed = lex(source.path, source.text, snippet.code, Problems())
    return tuple(sorted((*lexed.tokens[:-1], *lexed.comments), key=lambda token: token.start))


def _lost_anchors(whole: HighlightedCode, shown: HighlightedCode) -> str:
    """Anchors of the parts of a snippet that are not shown."""
    if whole is shown:
        return ""
    kept = {piece.anchor for piece in shown.pieces}
    return anchors_html(HighlightedCode(tuple(piece for piece in whole.pieces if piece.anchor not in kept)))


def _shown(snippet: Snippet, parsed: syntax.Module | None, tokens: Sequence[Token]) -> Span:
    """The code to show: all, or the statements of the snippet's one local module, without the first few."""
    if snippet.options.extract is None or parsed is None:
        return snippet.code
    statements = shown_statements(snippet, parsed)
    if not statements:
        return snippet.code
    doc = statements[0].annotations.doc_span
    start = min(statements[0].span.start, doc.start) if doc else statements[0].span.start
    end = statements[-1].span.end
    following = next((token for token in tokens if token.start >= end), None)
    return Span(start, following.end if following and following.kind == ";" else end)


def _translation(snippet: Snippet, theory: TheoryText, knowledge: Knowledge) -> Translation | None:
    items = [
        item
        for item in theory.theory.items
        if not isinstance(item, Heading | Text) and item.source is not None and snippet.code.covers(item.source)
    ]
    spans = sorted({item.span for item in items if item.span.end > item.span.start})
    if not spans:
        return None
    text = "\n\n".join(theory.text[span.start : span.end].strip("\n") for span in spans)
    line = theory.text.count("\n", 0, spans[0].start) + 1
    return Translation(theory.theory.name, f"{theory.href}#L{line}", highlight_theory(text, theory.names, knowledge))
