"""A theorem on a page: its statement as it is in the proof, with what Isabelle said of it.

In: a statement of a hand-written theory, the verdict on that theory, and which definitions of the pages its names refer
to. Out: a `<figure>`. The statement is cut out of the theory's text, so it is written only once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from diglot.describe.status import status_words
from diglot.names import Symbol
from diglot.page.code_options import PLAIN, CodeOptions
from diglot.proofs.read import ProofTheory, Statement
from diglot.proofs.status import State, Verdict
from diglot.render.code import Knowledge
from diglot.render.code_lines import block_lines_html
from diglot.render.html import attribute_text, block_html
from diglot.render.isabelle import highlight_theory


@dataclass(frozen=True, slots=True)
class ShownTheory:
    """How a theorem is shown on a page."""

    href: str
    """The address of the theory's own page."""
    accepted: str = ""
    """What the theory takes for granted, as the settings allow, in words."""
    options: CodeOptions = PLAIN


def theorem_html(
    theory: ProofTheory,
    statement: Statement,
    verdict: Verdict,
    names: Mapping[str, Symbol],
    knowledge: Knowledge,
    around: ShownTheory,
) -> str:
    """The figure of one theorem."""
    place = theory.source.position(statement.place.start).line
    link = f'<a href="{attribute_text(around.href)}#L{place}">{escape(theory.name)}.thy</a>'
    where = f"in the locale <code>{escape(statement.locale)}</code>, " if statement.locale else ""
    title = f'<span class="dg-language">{escape(statement.name)}</span><span>{where}{link}</span>'
    code = block_lines_html(highlight_theory(_text(theory, statement), names, knowledge), around.options)
    body = block_html(code, "Isabelle code")
    words = escape(_words(statement, verdict) + around.accepted, quote=False)
    state = State.FAILED if statement.gap else verdict.state
    caption = f'<figcaption class="dg-status dg-{state}">{words}</figcaption>'
    pane = f'<div class="dg-pane dg-isabelle"><div class="dg-head">{title}</div>{body}</div>'
    return f'<figure class="dg-figure dg-theorem">{pane}{caption}</figure>'


def missing_theorem_html(name: str) -> str:
    """What is shown in the place of a theorem that does not exist."""
    return f'<p class="dg-none">There is no theorem <code>{escape(name)}</code> among the proofs.</p>'


def _words(statement: Statement, verdict: Verdict) -> str:
    if statement.gap:
        return f"This is not proved: its proof ends in {statement.gap}."
    return status_words(verdict, "The theory of this proof")


def _text(theory: ProofTheory, statement: Statement) -> str:
    """The statement, without the indentation that its lines share."""
    source = theory.source
    column = source.position(statement.span.start).column - 1
    first, *rest = source.slice(statement.span).split("\n")
    shared = min((len(line) - len(line.lstrip()) for line in rest if line.strip()), default=column)
    return "\n".join((first, *(line[min(shared, column) :] for line in rest)))
