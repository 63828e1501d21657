"""Checks the blocks of pages that ask for something derived.

In: a fence, and the modules of all pages with snippets. Out: a diagnostic for each word that asks for nothing.
"""

from collections.abc import Iterable, Iterator

from diglot.diagnostic import Diagnostic
from diglot.engine.errors import ExtraBlockWord, UnknownBlock, UnknownFolder
from diglot.page.directives import INCLUDE, SYSTEM, WORDS, names_after, wanted_by
from diglot.page.model import Fence
from diglot.source import Span
from diglot.suggest import nearest


def check_directive(fence: Fence, path: str, modules: Iterable[str]) -> Iterator[Diagnostic]:
    """The words that mean nothing; the modules are those of the whole project."""
    wanted, rest = wanted_by(fence), names_after(fence)
    if wanted not in WORDS:
        span = fence.words[0][1] if fence.words else Span(fence.info.end, fence.info.end)
        yield UnknownBlock(path, span, wanted, "".join(nearest(wanted, WORDS, 1)))
    elif wanted == SYSTEM:
        known = folders_of(modules)
        for word, span in rest:
            if word.strip("/") not in known:
                yield UnknownFolder(path, span, word, "".join(nearest(word, known, 1)))
    elif wanted != INCLUDE:  # What an include names may be anywhere; `reference/` looks for it.
        for word, span in rest:
            yield ExtraBlockWord(path, span, word, wanted)


def folders_of(modules: Iterable[str]) -> frozenset[str]:
    """All folders in which there are modules, and the modules themselves, as paths: `engines`, `engines/ticker`."""
    paths = [module.split(".") for module in modules]
    return frozenset("/".join(parts[:length]) for parts in paths for length in range(1, len(parts) + 1))


def is_below(module: str, folders: Iterable[str]) -> bool:
    """Whether a module is one of these, or in one of these folders."""
    path = module.replace(".", "/")
    return any(path == folder or path.startswith(f"{folder}/") for folder in (one.strip("/") for one in folders))
