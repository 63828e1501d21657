"""A key in each snippet's fence, by which the site generator asks for the rendered snippet.

Comes in: a page and one key for each of its snippets, and what else is to be put in some places. Goes out: the page's
text in which the info string of each snippet is `juvix key="…"`, with nothing else changed, the front matter included.
The words that stood there before are gone, because the site's Markdown does not take a block with words it cannot read
for a block at all; they are in the snippet's `FenceOptions`.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence

from diglot.page.fences import LANGUAGE
from diglot.page.model import Page, Snippet
from diglot.source import Span

_UNSAFE = re.compile(r"[^\w.-]")


def weave(page: Page, keys: Sequence[str], others: Iterable[tuple[Span, str]] = ()) -> str:
    """Put the keys into the page's text, in the order of its snippets, and other texts where they belong."""
    text = page.source.text
    infos = [(snippet.info, f'{LANGUAGE} key="{key}"') for snippet, key in zip(page.snippets, keys, strict=True)]
    parts: list[str] = []
    at = 0
    for span, new in sorted((*infos, *others)):
        parts += (text[at : span.start], new)
        at = span.end
    parts.append(text[at:])
    return "".join(parts)


def snippet_key(module: str, snippet: Snippet, code: str) -> str:
    """Name a snippet: `engines.ticker-3-9f2c81d0`, unique on the site and new whenever the code changes."""
    digest = hashlib.sha256(f"{module}\0{code}".encode("utf-8", "surrogatepass")).hexdigest()
    return f"{_UNSAFE.sub('_', module)}-{snippet.index}-{digest[:8]}"
