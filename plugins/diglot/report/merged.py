"""Problems with one cause, told once.

In: problems by place, and the project that they are of. Out: the same, but of those that follow from one mistake, as
when a name that many pages use is gone, only the first, which knows the places of the others. An editor shows each
where it is; a report is for reading.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from diglot.diagnostic import Diagnostic, Label
from diglot.names import Symbol
from diglot.phases import Phase
from diglot.pipeline import Site
from diglot.scope.ast import Reference

FEW = 3
"""So many are each told by themselves."""
_PHASES = (Phase.NAMES, Phase.TYPES, Phase.TRANSLATION)
"""What the same words in two places mean the same mistake in."""
_QUOTED = re.compile(r"`[^`]*`")
_WORD = re.compile(r"[^\s`(){}\[\];.]+")
_OWN = "_"
"""In the place of a name that only one page has."""


def merged(problems: Iterable[Diagnostic], site: Site) -> tuple[Diagnostic, ...]:
    """The problems, each cause once."""
    found = list(problems)
    shared = _shared_causes(found, site)
    groups: dict[object, list[Diagnostic]] = {}
    for number, problem in enumerate(found):
        groups.setdefault(shared.get(number, problem.cause if problem.phase in _PHASES else number), []).append(problem)
    told: list[Diagnostic] = []
    for first, *rest in groups.values():
        together = bool(rest) and (first.once or len(rest) >= FEW)
        told += [_with_repeats(first, rest)] if together else [first, *rest]
    return tuple(told)


def _with_repeats(first: Diagnostic, rest: Iterable[Diagnostic]) -> Diagnostic:
    labels = [
        Label(each.path, each.span, "the same here" if each.message == first.message else each.message) for each in rest
    ]
    return first.with_repeats(tuple(labels))


def _shared_causes(problems: list[Diagnostic], site: Site) -> dict[int, object]:
    """For problems that say the same of one thing of another page, but for the names of their own pages, what that is.

    They are for several pages, each of which has its own types and variables: what they share is the cause. The number
    is the place in the list.
    """
    numbers = [number for number, problem in enumerate(problems) if problem.phase is Phase.TYPES]
    if len({problems[number].path for number in numbers}) <= FEW:
        return {}
    blame = _Blame(site)
    causes = {number: blame.cause(problems[number]) for number in numbers}
    pages: dict[object, set[str]] = {}
    for number, cause in causes.items():
        pages.setdefault(cause, set()).add(problems[number].path)
    shared = {number: cause for number, cause in causes.items() if cause is not None and len(pages[cause]) > FEW}
    same_words = {problems[number].cause: cause for number, cause in shared.items()}
    return {n: same_words[problems[n].cause] for n in numbers if problems[n].cause in same_words}


class _Blame:
    """Finds what of other pages a problem is about."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._modules = {site.pages[module].source.path: module for module in site.modules}
        self._names = {module: {symbol.name for symbol in site.definitions[module]} for module in site.definitions}
        self._everywhere: set[str] = set().union(*self._names.values())
        self._project: set[str] = set().union(*(self._names[module] for module in site.modules))

    def cause(self, problem: Diagnostic) -> object:
        """What is said, and of what; None where no other page of the project has to do with it."""
        module = self._modules.get(problem.path)
        if module is None:
            return None
        others: set[str] = set()

        def hidden(word: re.Match[str]) -> str:
            name = word.group()
            if name in self._names[module] or name not in self._everywhere:
                return _OWN
            if name in self._project:
                others.add(name)
            return name

        words = _QUOTED.sub(lambda quoted: _WORD.sub(hidden, quoted.group()), problem.message)
        about = None if others else next(self._before(problem, module), None)
        return (problem.code, words, about) if others or about else None

    def _before(self, problem: Diagnostic, module: str) -> Iterator[Symbol]:
        """What of other pages is named in the same part of a definition, the nearest before it first."""
        text, references = self._site.sources[problem.path].text, self._site.scoped[module].references
        start = text.rfind(";", 0, problem.span.start)
        for reference in reversed(references[: bisect_left(references, problem.span.end, key=_start)]):
            if reference.span.start < start:
                return
            target = reference.target
            if isinstance(target, Symbol) and target.module != module and target.module in self._site.modules:
                yield target


def _start(reference: Reference) -> int:
    return reference.span.start
