"""Problems with one cause, told once.

In: problems by place. Out: the same, but of those that follow from one mistake, as when a name that many pages use is
gone, only the first, which knows the places of the others. An editor shows each where it is; a report is for reading.
"""

from collections.abc import Iterable

from diglot.diagnostic import Diagnostic, Label
from diglot.phases import Phase

FEW = 3
"""So many are each told by themselves."""
_PHASES = (Phase.NAMES, Phase.TYPES, Phase.TRANSLATION)
"""What the same words in two places mean the same mistake in."""


def merged(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The problems, each cause once."""
    groups: dict[object, list[Diagnostic]] = {}
    for number, problem in enumerate(problems):
        groups.setdefault(problem.cause if problem.phase in _PHASES else number, []).append(problem)
    found: list[Diagnostic] = []
    for first, *rest in groups.values():
        found += [first, *rest] if len(rest) < FEW else [_with_repeats(first, rest)]
    return tuple(found)


def _with_repeats(first: Diagnostic, rest: Iterable[Diagnostic]) -> Diagnostic:
    labels = [
        Label(each.path, each.span, "the same here" if each.message == first.message else each.message) for each in rest
    ]
    return first.with_repeats(tuple(labels))
