"""Highlighted code as HTML.

Every definition has its id, every name with a definition is a link, and its description is in its `title`, so that
reading it needs no script.
"""

from functools import lru_cache
from html import escape

from diglot.render.code import HighlightedCode, Piece

_LEGIBLE = 0.75
"""How much of its size a picture needs for its words to be read."""


def code_html(code: HighlightedCode) -> str:
    """The inside of a `<code>` element."""
    return "".join(map(piece_html, code.pieces))


def piece_html(piece: Piece) -> str:
    """One piece. Most have a class or nothing."""
    text = piece.text
    if "<" in text or "&" in text or ">" in text:
        text = escape(text, quote=False)
    if not (piece.href or piece.hover or piece.anchor or piece.plain):
        return f'<span class="{piece.style}">{text}</span>' if piece.style else text
    given = (
        ("id", piece.anchor),
        ("class", piece.style),
        ("href", piece.href),
        ("title", piece.hover),
        ("data-plain", piece.plain),
    )
    attributes = "".join([f' {name}="{attribute_text(value)}"' for name, value in given if value])
    tag = "a" if piece.href else "span"
    return f"<{tag}{attributes}>{text}</{tag}>"


@lru_cache(maxsize=16384)
def attribute_text(value: str) -> str:
    """A text for a double-quoted attribute; line ends stay line ends."""
    return escape(value).replace("\n", "&#10;")


def inert(html: str) -> str:
    """HTML for a page's text, in which no plugin that looks for braces finds any."""
    return html.replace("{", "&#123;").replace("}", "&#125;")


def block_html(inside: str, label: str = "") -> str:
    """A block of code, from its HTML. It scrolls, so it can be reached with the keyboard, and then has a label.

    The classes ask scripts of themes to leave it as it is: not to colour it, which would lose its links, and not to add
    buttons to it, as it has its own.
    """
    region = f' tabindex="0" aria-label="{label}"' if label else ""
    return f'<pre{region}><code class="nohighlight no-copy no-select">{inside}</code></pre>'


def svg_start(width: float, height: float) -> str:
    """The opening tag of a picture: it shrinks with its frame as long as its words stay legible.

    It is a group and not an image, because an image must not have links in it.
    """
    size = f'viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}"'
    return f'<svg role="group" {size} style="min-width:{width * _LEGIBLE:.0f}px">'


def drawn_link(inside: str, href: str) -> str:
    """A piece of SVG as a link; without an address as it is.

    The address is in `xlink:href`: scripts that open pages without loading them assign to the property `href` of
    everything that has such an attribute, and that of SVG cannot be assigned to.
    """
    return f'<a xlink:href="{attribute_text(href)}">{inside}</a>' if href and inside else inside


def linked(inside: str, href: str) -> str:
    """A piece of HTML as a link; without an address as it is."""
    return f'<a href="{attribute_text(href)}">{inside}</a>' if href and inside else inside


def code_link(text: str, href: str) -> str:
    """A name in the font of code, perhaps as a link."""
    return linked(f"<code>{escape(text)}</code>", href)
