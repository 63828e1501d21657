"""A whole theory on a page of its own, each line with its number and an anchor."""

from diglot.render.code import HighlightedCode, Piece
from diglot.render.html import block_html, code_html


def theory_html(code: HighlightedCode) -> str:
    """The theory's lines; line 12 has the anchor `L12`."""
    numbered = "".join(
        f'<span class="dg-line" id="L{number}"><a class="dg-number" href="#L{number}" tabindex="-1">{number}</a>'
        f"{code_html(line)}</span>\n"
        for number, line in enumerate(_lines(code), 1)
    )
    body = block_html(numbered, "Isabelle code")
    return f'<figure class="dg-figure dg-theory"><div class="dg-pane dg-isabelle">{body}</div></figure>'


def _lines(code: HighlightedCode) -> list[HighlightedCode]:
    """The code line by line; a piece of several lines is split."""
    lines: list[list[Piece]] = [[]]
    for piece in code.pieces:
        if "\n" not in piece.text:
            lines[-1].append(piece)
            continue
        first, *rest = piece.text.split("\n")
        lines[-1].append(piece._replace(text=first))
        lines.extend([piece._replace(text=text)] for text in rest)
    if len(lines) > 1 and not any(piece.text for piece in lines[-1]):
        lines.pop()
    return [HighlightedCode(tuple(piece for piece in line if piece.text)) for line in lines]
