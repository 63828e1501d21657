"""The pages of theories: one for each theory, generated or written by hand, and their list.

In: what is known of the site. Out: the Markdown of these pages by path below the folder of pages, and the HTML of the
theories by the keys that the pages carry.
"""

import re
from collections.abc import Mapping, Sequence

from diglot.artifacts import Artifact
from diglot.describe.status import accepted_words, status_words
from diglot.names import Symbol
from diglot.pipeline import Site
from diglot.proofs.exceptions import exceptions_of
from diglot.reference.addresses import THEORY_PAGES, theory_uri
from diglot.render.isabelle import highlight_theory
from diglot.render.theory_page import theory_html
from diglot.site.knowledge import SiteKnowledge
from diglot.theory.translate.theory_names import longer_names, short_name
from diglot.typed.digest import digest_of

_UNSEARCHED = "---\nsearch:\n  exclude: true\n---\n\n"
"""Theories repeat their pages: a search should find the page."""
_MARKS = re.compile(r"([\\`*_{}\[\]<>|#])")


def theory_pages(known: SiteKnowledge) -> Mapping[str, str]:
    """The Markdown of one page for each theory, and of their list."""
    pages: dict[str, str] = {}
    lines = []
    for name, artifact in _generated(known.site):
        if artifact.origin is not None:
            module = artifact.origin.module
            source = f"[{_as_markdown(known.titles[module])}](../{known.uris[module]})"
            remark = f"Generated from {source}."
        else:
            source, remark = "comes with Diglot", "Comes with Diglot; other theories build on it."
        pages[theory_uri(name)] = _page(name, remark, _key(name))
        lines.append(f"| [`{name}`]({name}.md) | {source} |\n")
    exceptions = dict(known.site.settings.exceptions)
    for name in known.proofs.theories:
        if theory_uri(name) not in pages:
            accepted = accepted_words(exceptions_of(known.proofs, name, exceptions))
            remark = f"Written by hand. {status_words(known.proofs.verdict(name), 'It')}{accepted}"
            pages[theory_uri(name)] = _page(name, _as_markdown(remark), _proof_key(name))
            lines.append(f"| [`{name}`]({name}.md) | written by hand |\n")
    if lines:
        head = "# Theories\n\nOne Isabelle theory is generated from each page.\n\n| Theory | Page |\n|---|---|\n"
        pages[f"{THEORY_PAGES}index.md"] = head + "".join(lines) + _longer_names(known) + _exceptions(exceptions)
    return pages


def _longer_names(known: SiteKnowledge) -> str:
    """A table of the theories whose names have more of their pages' paths than others."""
    site = known.site
    style = site.settings.theory_names
    lines = []
    for module, name in longer_names(site.theory_names, site.pages, style).items():
        if module in known.uris:
            page = f"[{_as_markdown(known.titles[module])}](../{known.uris[module]})"
            lines.append(f"| {page} | `{name}` | `{short_name(module, style)}` |\n")
    head = (
        "\n## Longer names\n\nThe short name of these would be that of another page's theory, or of one of Isabelle's. "
        "So they have more of the page's path in their name.\n\n| Page | Theory | Short name |\n|---|---|---|\n"
    )
    return head + "".join(lines) if lines else ""


def _exceptions(exceptions: Mapping[str, str]) -> str:
    """A table of what the settings accept although nobody has proved or examined it."""
    head = (
        "\n## Accepted Without Proof\n\nThe settings of this specification accept the following, although it is not "
        "proved, or not examined.\n\n| What | Why |\n|---|---|\n"
    )
    lines = (f"| {_as_markdown(name)} | {_as_markdown(reason)} |\n" for name, reason in exceptions.items())
    return head + "".join(lines) if exceptions else ""


def theory_figures(known: SiteKnowledge) -> Mapping[str, str]:
    """The HTML of each theory, by key."""
    found = {_key(name): _figure(name, artifact, known) for name, artifact in _generated(known.site)}
    for name, proof in known.proofs.theories.items():
        found[_proof_key(name)] = _html(known, name, proof.source.text, known.proof_names(name))
    return found


def _generated(site: Site) -> Sequence[tuple[str, Artifact]]:
    """All generated theories with their names."""
    return [(artifact.theory.name, artifact) for artifact in site.artifacts if artifact.theory is not None]


def _figure(name: str, artifact: Artifact, known: SiteKnowledge) -> str:
    text = artifact.theory.text if artifact.theory else ""
    if artifact.origin is None:
        return _html(known, name, text, {})
    module = artifact.origin.module
    about = digest_of((known.theory_url(name), known.digests.below(module)))

    def make() -> str:
        return _html(known, name, text, known.theory_names(module), module)

    return known.cache.get_or_make(f"theory {name}", (artifact.theory,), about, make)


def _html(known: SiteKnowledge, name: str, text: str, names: Mapping[str, Symbol], module: str = "") -> str:
    return theory_html(highlight_theory(text, names, known.of_code(module, known.theory_url(name))))


def _page(name: str, remark: str, key: str) -> str:
    return f'{_UNSEARCHED}# {name}.thy\n\n{remark}\n\n```diglot key="{key}"\n```\n'


def _as_markdown(text: str) -> str:
    """A text in which no character means anything to Markdown."""
    return _MARKS.sub(r"\\\1", text)


def _key(name: str) -> str:
    """The key of the fence of a generated theory; that of a hand-written one may have the same name."""
    return f"-theory-{name}"


def _proof_key(name: str) -> str:
    return f"-proof-{name}"
