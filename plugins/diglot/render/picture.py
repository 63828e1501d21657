"""The frame of every diagram: the picture, its caption, the same in words, and its source to copy."""

from collections.abc import Sequence
from html import escape

from diglot.render.html import attribute_text, block_html


def picture_html(svg: str, caption: str, sentences: Sequence[str], mermaid: str) -> str:
    """A `<figure>`; the sentences are HTML."""
    canvas = f'<div class="dg-canvas" tabindex="0" aria-label="{attribute_text(caption)}">{svg}</div>'
    words = "".join(f"<li>{sentence}</li>" for sentence in sentences)
    return (
        f'<figure class="dg-diagram">{canvas}<figcaption>{escape(caption)}'
        f'<details><summary>The same in words</summary><ul class="dg-words">{words}</ul></details>'
        f"{_source(mermaid)}</figcaption></figure>"
    )


def _source(mermaid: str) -> str:
    code = block_html(escape(mermaid, quote=False), "Mermaid source")
    pane = f'<div class="dg-pane"><div class="dg-head"></div>{code}</div>'
    return f'<details class="dg-source"><summary>Mermaid source</summary>{pane}</details>'
