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
    found = []
    for candidate in set(candidates):
        likeness = _likeness(matcher, wanted, candidate.lower())
        if likeness >= CUTOFF and candidate != name:
            found.append((-likeness, abs(len(candidate) - len(name)), candidate))
    return tuple(candidate for _, _, candidate in sorted(found)[:limit])


def _likeness(matcher: SequenceMatcher[str], wanted: str, candidate: str) -> float:
    if candidate == wanted:
        return 1.0
    if 2 * min(len(candidate), len(wanted)) < CUTOFF * (len(candidate) + len(wanted)):
        return 0.0
    if len(wanted) < 3:
        return 0.0
    matcher.set_seq1(candidate)
    if matcher.quick_ratio() < CUTOFF:
        return 0.0
    return matcher.ratio()
