"""The pages of theories: one for each theory, generated or written by hand, and their list.

In: what is known of the site. Out: the Markdown of these pages by path below the folder of pages, and the HTML of the
theories by the keys that the pages carry.
"""

import re
from collections.abc import Mapping

from diglot.describe.status import status_words
from diglot.names import Symbol
from diglot.proofs.read import ProofTheory
from diglot.reference.addresses import THEORY_PAGES, theory_uri
from diglot.render.isabelle import highlight_theory
from diglot.render.theory_page import theory_html
from diglot.site.knowledge import SiteKnowledge
from diglot.typed.digest import digest_of

_UNSEARCHED = "---\nsearch:\n  exclude: true\n---\n\n"
"""Theories repeat their pages: a search should find the page."""
_SUPPORT = "-support"
"""Takes the place of a module for the theory that comes with Diglot."""
_MARKS = re.compile(r"([\\`*_{}\[\]<>|#])")


def theory_pages(known: SiteKnowledge) -> Mapping[str, str]:
    """The Markdown of one page for each theory, and of their list."""
    site = known.site
    pages: dict[str, str] = {}
    lines = []
    for module, printed in site.theories.items():
        name = printed.name
        link = f"[{_as_markdown(known.titles[module])}](../{known.uris[module]})"
        pages[theory_uri(name)] = _page(name, f"Generated from {link}.", module)
        lines.append(f"| [`{name}`]({name}.md) | {link} |\n")
    if site.support is not None:
        name = site.support.name
        pages[theory_uri(name)] = _page(name, "Comes with Diglot; other theories build on it.", _SUPPORT)
        lines.append(f"| [`{name}`]({name}.md) | comes with Diglot |\n")
    for name, theory in known.proofs.theories.items():
        if theory_uri(name) not in pages:
            remark = "Written by hand. " + status_words(known.proofs.verdict(name), "It")
            pages[theory_uri(name)] = _page(name, _as_markdown(remark), _proof_key(theory))
            lines.append(f"| [`{name}`]({name}.md) | written by hand |\n")
    if lines:
        head = "# Theories\n\nOne Isabelle theory is generated from each page.\n\n| Theory | Page |\n|---|---|\n"
        pages[f"{THEORY_PAGES}index.md"] = head + "".join(lines)
    return pages


def theory_figures(known: SiteKnowledge) -> Mapping[str, str]:
    """The HTML of each theory, by key."""
    site = known.site
    found = {_key(module): _generated(module, known) for module in site.theories}
    if site.support is not None:
        found[_key(_SUPPORT)] = _html(known, site.support.name, site.support.text, {}, _SUPPORT)
    for name, proof in known.proofs.theories.items():
        found[_key(_proof_key(proof))] = _html(known, name, proof.source.text, known.proof_names(name))
    return found


def _generated(module: str, known: SiteKnowledge) -> str:
    printed = known.site.theories[module]
    about = digest_of((known.theory_url(printed.name), known.digests.below(module)))

    def make() -> str:
        return _html(known, printed.name, printed.text, known.theory_names(module), module)

    return known.memory.recall(f"theory {module}", (printed,), about, make)


def _html(known: SiteKnowledge, name: str, text: str, names: Mapping[str, Symbol], module: str = "") -> str:
    return theory_html(highlight_theory(text, names, known.of_code(module, known.theory_url(name))))


def _page(name: str, remark: str, module: str) -> str:
    return f'{_UNSEARCHED}# {name}.thy\n\n{remark}\n\n```diglot key="{_key(module)}"\n```\n'


def _as_markdown(text: str) -> str:
    """A text in which no character means anything to Markdown."""
    return _MARKS.sub(r"\\\1", text)


def _key(module: str) -> str:
    return f"{module}-theory"


def _proof_key(theory: ProofTheory) -> str:
    """Takes the place of a module for a theory that is written by hand."""
    return f"-proof-{theory.name}"
