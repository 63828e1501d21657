"""Room for deep recursion.

Expressions are nested as deeply as checking allows (a few hundred levels), and each level takes several calls here. So
the limit of Python is raised to what that needs; what is deeper has been reported long before.
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
