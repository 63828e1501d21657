"""Highlighted code as HTML.

Every definition has its id, every name that is defined somewhere is a link, and what there is to say of a name is in
its `title`, so that it can be read without any script.
"""

from html import escape

from diglot.render.code import HighlightedCode, Piece


def code_html(code: HighlightedCode) -> str:
    """The inside of a `<code>` element."""
    return "".join(map(piece_html, code.pieces))


def piece_html(piece: Piece) -> str:
    """One piece."""
    text = escape(piece.text, quote=False)
    given = {
        "id": piece.anchor,
        "class": piece.style,
        "href": piece.href,
        "title": piece.hover,
        "data-plain": piece.plain,
    }
    attributes = "".join(f' {name}="{attribute_text(value)}"' for name, value in given.items() if value)
    if not attributes:
        return text
    tag = "a" if piece.href else "span"
    return f"<{tag}{attributes}>{text}</{tag}>"


def attribute_text(value: str) -> str:
    """A text for a double-quoted attribute; line ends stay line ends."""
    return escape(value).replace("\n", "&#10;")
