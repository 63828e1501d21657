"""The nearest names: what somebody probably meant who wrote a name that does not exist.

Takes any candidates in any order; the answer depends only on their set.
"""

from collections.abc import Iterable
from difflib import SequenceMatcher

LONGEST = 60
"""Longer names get no suggestion: comparing them costs more than it is worth."""
CUTOFF = 0.68
"""How alike two names must be, from 0 to 1."""


def nearest(name: str, candidates: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """The candidates most like a name, best first; upper and lower case count as nearly the same."""
    if len(name) > LONGEST:
        return ()
    wanted = name.lower()
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    bounds = [(_bound(matcher, wanted, candidate.lower()), candidate) for candidate in set(candidates)]
    found: list[tuple[float, int, str]] = []
    # The exact likeness takes long to find; it is needed only as long as the rough one may still beat what is found.
    for bound, candidate in sorted(bounds, reverse=True):
        if bound < CUTOFF or (len(found) >= limit and bound < -found[limit - 1][0]):
            break
        likeness = _likeness(matcher, wanted, candidate.lower())
        if likeness >= CUTOFF and candidate != name:
            found.append((-likeness, abs(len(candidate) - len(name)), candidate))
            found.sort()
    return tuple(candidate for _, _, candidate in found[:limit])


def _bound(matcher: SequenceMatcher[str], wanted: str, candidate: str) -> float:
    """What the likeness of two names is at most."""
    if candidate == wanted:
        return 1.0
    if len(wanted) < 3 or 2 * min(len(candidate), len(wanted)) < CUTOFF * (len(candidate) + len(wanted)):
        return 0.0
    matcher.set_seq1(candidate)
    return matcher.quick_ratio()


def _likeness(matcher: SequenceMatcher[str], wanted: str, candidate: str) -> float:
    if candidate == wanted:
        return 1.0
    matcher.set_seq1(candidate)
    return matcher.ratio()
