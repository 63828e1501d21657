"""One snippet on its page: the snippet language and Isabelle, next to each other.

In: highlighted code of both. Out: a `<figure>`. Without any script both are shown; the script adds buttons that show
one of them only.
"""

from dataclasses import dataclass
from html import escape

from diglot.page.code_options import PLAIN, CodeOptions
from diglot.render.code import HighlightedCode
from diglot.render.code_lines import block_lines_html, title_html
from diglot.render.html import attribute_text, block_html

_ROOM = 108
"""Characters that fit side by side on an ordinary screen."""
_LONG = 24
"""From this number of lines on, readers can fold a snippet away."""
_VIEWS = (("juvix", "Juvix"), ("isabelle", "Isabelle"), ("both", "Both"), ("none", "None"))


@dataclass(frozen=True, slots=True)
class Translation:
    """The theory text that a snippet was translated to."""

    theory: str
    """The name of the theory."""
    href: str
    """The place of these lines on the theory's own page."""
    code: HighlightedCode


@dataclass(frozen=True, slots=True)
class Figure:
    """A snippet as it is shown."""

    code: HighlightedCode
    translation: Translation | None
    """None when nothing of the snippet has a counterpart, as with imports."""
    folded: bool = False
    """Shown closed; the reader can open it."""
    below: str = ""
    """HTML below the code."""
    options: CodeOptions = PLAIN
    """How the snippet's own code is shown."""


def figure_html(figure: Figure) -> str:
    """The snippet's figure."""
    if figure.translation is None:
        inside = _title(figure) + _pane("juvix", "Juvix", "", figure.code, figure.options)
        return _folded(figure, f'<figure class="dg-figure">{inside}{_caption(figure)}</figure>')
    translation = figure.translation
    name = f'<a href="{attribute_text(translation.href)}">{escape(translation.theory)}.thy</a>'
    panes = _pane("juvix", "Juvix", "", figure.code, figure.options) + _pane(
        "isabelle", "Isabelle", name, translation.code
    )
    left, right = _shares(figure.code.usual_width, translation.code.usual_width)
    style = f"--dg-left:{left}fr;--dg-right:{right}fr"
    wide = " dg-wide" if left + right > _ROOM else ""
    inside = f'{_title(figure)}{_views()}<div class="dg-panes">{panes}</div>'
    html = f'<figure class="dg-figure dg-pair{wide}" style="{style}">{inside}{_caption(figure)}</figure>'
    return _folded(figure, html)


def anchors_html(code: HighlightedCode) -> str:
    """The anchors of a snippet that is not shown, so that links to its definitions still arrive."""
    return "".join(f'<span id="{attribute_text(piece.anchor)}"></span>' for piece in code.pieces if piece.anchor)


def _caption(figure: Figure) -> str:
    return f"<figcaption>{figure.below}</figcaption>" if figure.below else ""


def _shares(left: int, right: int) -> tuple[int, int]:
    """The widths of both sides: equal as long as both fit, so that the middle stays where it is down the page."""
    half = _ROOM // 2
    if max(left, right) <= half or left + right > 2 * _ROOM:
        return (half, half) if max(left, right) <= half else (left, right)
    return max(left, half // 2), max(right, half // 2)


def _can_be_folded(figure: Figure) -> bool:
    return figure.folded or figure.code.text.strip().count("\n") >= _LONG - 1


def _title(figure: Figure) -> str:
    """The title, if it is not in the line that folds the snippet."""
    return "" if _can_be_folded(figure) else title_html(figure.options)


def _folded(figure: Figure, html: str) -> str:
    lines = figure.code.text.strip().split("\n")
    if not _can_be_folded(figure):
        return html
    count = f"{len(lines)} lines" if len(lines) > 1 else "1 line"
    title = f"<code>{escape(lines[0].rstrip(';'))}</code>"
    if figure.options.title:
        title = f"<span>{escape(figure.options.title, quote=False)}</span>"
    summary = f'<summary>{title} <span class="dg-count">{count}</span></summary>'
    return f'<details class="dg-fold"{"" if figure.folded else " open"}>{summary}{html}</details>'


def _views() -> str:
    buttons = "".join(
        f'<button type="button" data-dg-view="{view}" aria-pressed="{"true" if view == "both" else "false"}">'
        f"{label}</button>"
        for view, label in _VIEWS
    )
    return f'<div class="dg-views" role="group" aria-label="Languages shown" hidden>{buttons}</div>'


def _pane(kind: str, label: str, source: str, code: HighlightedCode, options: CodeOptions = PLAIN) -> str:
    head = f'<div class="dg-head"><span class="dg-language">{label}</span>{source}</div>'
    body = block_html(block_lines_html(code, options), f"{label} code")
    return f'<div class="dg-pane dg-{kind}">{head}{body}</div>'
