"""Code with numbers of lines, highlighted lines and a title, as the options of a fence ask for.

In: highlighted code and the options. Out: HTML. Without options it is what it would be without this module.
"""

from html import escape

from diglot.page.code_options import CodeOptions, Numbering
from diglot.render.code import HighlightedCode, Piece
from diglot.render.html import code_html


def lines_of(code: HighlightedCode) -> list[HighlightedCode]:
    """The code line by line; a piece of several lines is split, and its anchor is where it begins."""
    lines: list[list[Piece]] = [[]]
    for piece in code.pieces:
        if "\n" not in piece.text:
            lines[-1].append(piece)
            continue
        first, *rest = piece.text.split("\n")
        lines[-1].append(piece._replace(text=first))
        lines.extend([piece._replace(text=text, anchor="")] for text in rest)
    if len(lines) > 1 and not any(piece.text for piece in lines[-1]):
        lines.pop()
    return [HighlightedCode(tuple(piece for piece in line if piece.text)) for line in lines]


def block_lines_html(code: HighlightedCode, options: CodeOptions) -> str:
    """The inside of a block of code, without blank lines around it."""
    if not (options.marked or options.numbering):
        return code_html(code).strip("\n")
    lines = lines_of(code)
    while lines and not lines[0].text.strip():
        lines.pop(0)
    while lines and not lines[-1].text.strip():
        lines.pop()
    width = len(str((options.numbering.first if options.numbering else 0) + len(lines) - 1))
    return "\n".join(_line(line, number, options, width) for number, line in enumerate(lines, 1))


def title_html(options: CodeOptions) -> str:
    """The title above some code; empty without one."""
    return f'<p class="dg-code-title">{escape(options.title, quote=False)}</p>' if options.title else ""


def _line(code: HighlightedCode, number: int, options: CodeOptions, width: int) -> str:
    marked = " dg-marked" if options.is_marked(number) else ""
    shown = _number(options.numbering, number, width) if options.numbering else ""
    return f'<span class="dg-line{marked}">{shown}{code_html(code)}</span>'


def _number(numbering: Numbering, number: int, width: int) -> str:
    shown = numbering.first + number - 1
    special = " dg-special" if numbering.special and shown % numbering.special == 0 else ""
    text = str(shown) if shown % numbering.step == 0 else ""
    return f'<span class="dg-number{special}" style="width:{width}ch">{text}</span>'
