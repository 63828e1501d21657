"""A whole theory on a page of its own, each line with its number and an anchor."""

from diglot.render.code import HighlightedCode
from diglot.render.code_lines import lines_of
from diglot.render.html import block_html, code_html


def theory_html(code: HighlightedCode) -> str:
    """The theory's lines; line 12 has the anchor `L12`."""
    numbered = "".join(
        f'<span class="dg-line" id="L{number}"><a class="dg-number" href="#L{number}" tabindex="-1">{number}</a>'
        f"{code_html(line)}</span>\n"
        for number, line in enumerate(lines_of(code), 1)
    )
    body = block_html(numbered, "Isabelle code")
    return f'<figure class="dg-figure dg-theory"><div class="dg-pane dg-isabelle">{body}</div></figure>'
