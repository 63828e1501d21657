"""Which constants and types of HOL stand for names of the standard library: for linking theories back to its pages.

Out: the name in HOL by the name in the library, where a library function becomes just a constant. What becomes a term
of several words, or has a form of its own, as pairs do, has no such counterpart.
"""

from collections.abc import Mapping
from functools import cache

from diglot.theory.ast import Identifier
from diglot.theory.library.functions import RULES
from diglot.theory.library.types import CONSTRUCTORS, LIBRARY_TYPES


@cache
def hol_names() -> Mapping[str, str]:
    """By the id of a type, constructor or function of the library."""
    functions = {key: rule.section.name for key, rule in RULES.items() if isinstance(rule.section, Identifier)}
    return {**functions, **LIBRARY_TYPES, **CONSTRUCTORS}
