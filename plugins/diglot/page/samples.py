"""Samples: code in the snippet language that is no part of its page's module.

In: a page, and a fence of it. Out: the snippet that the fence would be, and the page on which it is one.
"""

from collections.abc import Iterator
from dataclasses import replace

from diglot.page.backticks import MARKS
from diglot.page.model import Block, Fence, FenceOptions, Page, Snippet
from diglot.page.snippet_words import FAILS, ILLUSTRATION, read_sample_words
from diglot.source import SourceFile, Span

SAMPLES = (ILLUSTRATION, FAILS)


def samples_on(page: Page) -> Iterator[Fence]:
    """The samples on a page, in order."""
    return (each for each in page.blocks if isinstance(each, Fence) and each.kind in SAMPLES)


def as_snippet(source: SourceFile, sample: Fence, index: int = 0) -> Snippet:
    """The snippet that a sample would be if it were one."""
    code = Span(source.text.index("\n", sample.info.end) + 1, sample.span.end - len(MARKS))
    return Snippet(sample.span, sample.info, code, read_sample_words(sample).options, index)


def page_with(page: Page, sample: Fence, *, below: bool) -> Page:
    """The page with a sample as a snippet of its module, and with what is below it or without.

    On a page that is no module, the sample is one by itself.
    """
    blocks: list[Block] = []
    for block in page.blocks if page.is_module else (sample,):
        if block is sample:
            blocks.append(as_snippet(page.source, sample, len(blocks)))
            if not below:
                break
        elif isinstance(block, Snippet):
            blocks.append(replace(block, index=len(blocks), options=FenceOptions()))
    return replace(page, blocks=tuple(blocks), is_illustrated=False)
