"""A reference in the prose as HTML: what to put before its words and after them.

The words themselves stay Markdown. The description of a definition is in the `title`; the explanation of a term is in
an attribute that the style sheet shows on hover and on focus, so neither needs a script.
"""

import re

_SPECIAL = re.compile(r"[^A-Za-z0-9 ]")

CLOSING = "</a>"


def opening_html(href: str, *, hover: str = "") -> str:
    """The tag before the words that lead to a definition, a page or a section."""
    title = f' title="{_inert(hover)}"' if hover else ""
    return f'<a class="dg-ref" href="{_inert(href)}"{title}>'


def term_html(href: str, explanation: str) -> str:
    """The tag before the words that lead to a term."""
    return f'<a class="dg-term" href="{_inert(href)}" data-dg-explanation="{_inert(explanation)}">'


def _inert(value: str) -> str:
    """An attribute's value in which no character means anything to HTML or Markdown."""
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", value)
