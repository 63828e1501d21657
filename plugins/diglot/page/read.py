"""From the text of a Markdown file to a `Page`.

Comes in: any text at all. Goes out: its front matter, headings, snippets and prose, each with its place, in order and
without overlap. Problems of fences and front matter go into the bag; what makes no sense is left out of the page.
"""

from diglot.diagnostic import Problems
from diglot.page.errors import UnclosedFence
from diglot.page.fences import MARKS, Fence, Fences, find_fences, options_of
from diglot.page.front_matter import read_front_matter
from diglot.page.links import find_links
from diglot.page.model import Block, Page, Snippet
from diglot.page.outline import outline
from diglot.source import SourceFile, Span

_SUFFIXES = (".juvix.md", ".md")


def read_page(path: str, text: str, problems: Problems, module: str | None = None) -> Page:
    """Read a page; `module` is what its path stands for, when the path is not relative to the pages' folder."""
    source = SourceFile(path, _with_plain_line_ends(text))
    fences = find_fences(source.text)
    _report_unclosed(source, fences, problems)
    front_matter, start = read_front_matter(source, problems)
    snippets = _snippets(source.text, fences.blocks)
    blocks: list[Block] = [*snippets, *outline(source.text, start, fences.blocks)]
    blocks.sort(key=lambda block: block.span)
    links = find_links(source.text, start)
    return Page(source, module_of(path) if module is None else module, front_matter, tuple(blocks), links)


def module_of(path: str) -> str:
    """The module that a page's path stands for, relative to the pages' folder: `engines/ticker.md`."""
    for suffix in _SUFFIXES:
        path = path.removesuffix(suffix)
    return path.replace("/", ".")


def _with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _report_unclosed(source: SourceFile, fences: Fences, problems: Problems) -> None:
    if fences.unclosed is None:
        return
    span = Span(fences.unclosed, fences.unclosed + len(MARKS))
    fault = fences.suspect or span
    before = source.text[source.line_starts[source.position(fault.start).line - 1] : fault.start]
    is_inline = before.strip("> \t") != ""
    problems.add(UnclosedFence(source.path, span, fences.suspect, is_inline))


def _snippets(text: str, fences: tuple[Fence, ...]) -> list[Snippet]:
    found = (fence for fence in fences if fence.is_snippet)
    return [
        Snippet(fence.span, fence.info, fence.code, options_of(text, fence.info), index)
        for index, fence in enumerate(found)
    ]
