"""Checks the blocks of pages that ask for something derived.

In: a page, and the places of all pages with snippets. Out: a diagnostic for each word that asks for nothing.
"""

from collections.abc import Iterable

from diglot.diagnostic import Problems
from diglot.engine.errors import NeedlessDiagramWord, UnknownDiagram, UnknownFolder
from diglot.page.directives import INCLUDE, SYSTEM, WORDS, Directive, find_directives
from diglot.source import SourceFile, Span
from diglot.suggest import nearest


def check_directives(page: SourceFile, modules: Iterable[str], problems: Problems) -> None:
    """Report the words that mean nothing; the modules are those of the whole project."""
    for directive in find_directives(page.text):
        wanted, rest = directive.wanted, directive.words[1:]
        if wanted not in WORDS:
            span = directive.words[0][1] if directive.words else Span(directive.info.end, directive.info.end)
            problems.add(UnknownDiagram(page.path, span, wanted, "".join(nearest(wanted, WORDS, 1))))
        elif wanted == SYSTEM:
            _check_folders(page.path, directive, modules, problems)
        elif wanted != INCLUDE:  # What an include names may be anywhere; `reference/` looks for it.
            for word, span in rest:
                problems.add(NeedlessDiagramWord(page.path, span, word, wanted))


def _check_folders(path: str, directive: Directive, modules: Iterable[str], problems: Problems) -> None:
    known = folders_of(modules)
    for word, span in directive.words[1:]:
        if word.strip("/") not in known:
            problems.add(UnknownFolder(path, span, word, "".join(nearest(word, known, 1))))


def folders_of(modules: Iterable[str]) -> frozenset[str]:
    """All folders in which there are modules, and the modules themselves, as paths: `engines`, `engines/ticker`."""
    paths = [module.split(".") for module in modules]
    return frozenset("/".join(parts[:length]) for parts in paths for length in range(1, len(parts) + 1))


def is_below(module: str, folders: Iterable[str]) -> bool:
    """Whether a module is one of these, or in one of these folders."""
    path = module.replace(".", "/")
    return any(path == folder or path.startswith(f"{folder}/") for folder in (one.strip("/") for one in folders))
