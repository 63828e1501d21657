"""From the text of a Markdown file to a `Page`.

Comes in: any text at all. Goes out: its front matter, headings, snippets and prose, each with its place, in order and
without overlap. Problems of fences and front matter go into the bag; what makes no sense is left out of the page.
"""

import re

from diglot.diagnostic import Problems
from diglot.letters import composed
from diglot.page.backticks import MARKS, BacktickBlock, BacktickBlocks, find_blocks
from diglot.page.errors import UnclosedFence
from diglot.page.fences import beside, find_fences, rows_of
from diglot.page.front_matter import read_front_matter
from diglot.page.links import find_links
from diglot.page.model import Block, Fence, Page, Snippet
from diglot.page.outline import outline
from diglot.page.raw import raw_elements
from diglot.page.snippet_words import read_words, sample_kind, words_of
from diglot.source import SourceFile, Span

MODULE_SUFFIX = ".juvix.md"
"""How the name of a file ends that has to hold a module."""

_SUFFIXES = (MODULE_SUFFIX, ".md", ".markdown", ".mdown", ".mkdn", ".mkd")
_HEADER = re.compile(r"(?:\s|--[^\n]*|\{-.*?-\})*module\s+([^\s;]+)", re.DOTALL)


def read_page(path: str, text: str, problems: Problems, module: str | None = None) -> Page:
    """Read a page; `module` is what its path stands for, when the path is not relative to the pages' folder."""
    source = SourceFile(path, _with_plain_line_ends(text))
    blocks = find_blocks(source.text)
    _report_unclosed(source, blocks, problems)
    front_matter = read_front_matter(source, problems)
    start = front_matter.end
    raw = tuple(raw_elements(source.text, start))
    formal_blocks = [block for block in blocks.all if block.is_snippet]
    samples = [each for each in (_sample(source.text, block) for block in formal_blocks) if each is not None]
    apart = {sample.span for sample in samples}
    snippets = _snippets(source.text, [block for block in formal_blocks if block.span not in apart])
    spans = [block.span for block in formal_blocks]
    shown, not_shown = find_fences(source, start, blocks, raw)
    formal: list[Snippet | Fence] = sorted((*snippets, *samples, *beside(shown, spans)), key=lambda block: block.span)
    english = outline(source.text, start, formal, raw)
    whole: list[Block] = sorted((*formal, *english), key=lambda block: block.span)
    links = find_links(source.text, start, raw)
    name = module_of(path) if module is None else module
    is_illustrated = bool(snippets) and not _is_module(source, snippets[0], name)
    return Page(source, name, front_matter, tuple(whole), links, tuple(beside(not_shown, spans)), is_illustrated)


def _is_module(source: SourceFile, first: Snippet, name: str) -> bool:
    """Whether a page with snippets is a module: what only ends in `.md` is one if it says so."""
    header = _named(source, first)
    return source.path.endswith(MODULE_SUFFIX) or (header is not None and header[0] == name)


def _named(source: SourceFile, first: Snippet) -> tuple[str, Span] | None:
    header = _HEADER.match(source.text, first.code.start, first.code.end)
    return (composed(header[1]), Span(*header.span(1))) if header is not None else None


def header_of(page: Page) -> tuple[str, Span] | None:
    """The module that a page says it is, and where it does; None if it does not."""
    return _named(page.source, page.snippets[0]) if page.snippets else None


def named_module(page: Page) -> str:
    """The module that a page says it is; what its path stands for, if it does not say so."""
    header = header_of(page)
    return header[0] if header is not None else page.module


def module_of(path: str) -> str:
    """The module that a page's path stands for, relative to the pages' folder: `engines/ticker.md`."""
    suffix = next((suffix for suffix in _SUFFIXES if path.endswith(suffix)), "")
    return path.removesuffix(suffix).replace("/", ".")


def _with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _report_unclosed(source: SourceFile, blocks: BacktickBlocks, problems: Problems) -> None:
    if blocks.unclosed is None:
        return
    span = Span(blocks.unclosed, blocks.unclosed + len(MARKS))
    fault = blocks.suspect or span
    before = source.text[source.line_starts[source.position(fault.start).line - 1] : fault.start]
    is_inline = before.strip("> \t") != ""
    problems.add(UnclosedFence(source.path, span, MARKS, blocks.suspect, is_inline))


def _snippets(text: str, blocks: list[BacktickBlock]) -> list[Snippet]:
    return [
        Snippet(block.span, block.info, block.code, read_words(text, block.info).options, index)
        for index, block in enumerate(blocks)
    ]


def _sample(text: str, block: BacktickBlock) -> Fence | None:
    """A block that the official reader takes for a snippet, and that says that it is no part of the module."""
    words = words_of(text, block.info)
    kind = sample_kind(words)
    if not kind:
        return None
    info = text[block.info.start : block.info.end]
    place = Span(block.info.start + len(info) - len(info.lstrip()), block.info.start + len(info.rstrip()))
    return Fence(kind, block.span, place, words, rows_of(text, block.code), MARKS)
