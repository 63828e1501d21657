"""Room for calls that nest deeply.

The parser and the scoper bound how deep expressions nest, but not how long lists are, and a list is as deep as it is
long. Python's own limit on nested calls is raised while such trees are worked on; what goes beyond it is reported.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

CALLS = 12_000
"""How many calls may nest; a call takes no stack of the machine's as long as it is between Python functions."""


@contextmanager
def deep_recursion(factor: int = 1) -> Iterator[None]:
    """Let calls nest more deeply for a while; a pass with more calls for each level asks for several times that."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, CALLS * factor))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
