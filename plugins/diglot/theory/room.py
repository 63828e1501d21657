"""Room for deep recursion.

Expressions are nested as deeply as checking allows, and each level takes several calls here. The depth is bounded, so
the limit of Python can be raised without harm.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_LIMIT = 10_000


@contextmanager
def room() -> Iterator[None]:
    """Let calls nest more deeply for a while."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, _LIMIT))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
