"""What goes with the theories of a project.

In: printed theories. Out: the support theory's text, where one of them needs it. The library's modules get no theories:
its functions become HOL's own, and what HOL does not have is in the support theory.
"""

from collections.abc import Iterable

from diglot.theory.library.support import support_theory
from diglot.theory.print.theory import PrintedTheory, print_theory
from diglot.theory.translate.theory_names import SUPPORT_THEORY


def print_support(theories: Iterable[PrintedTheory]) -> PrintedTheory | None:
    """The support theory, if one of the theories imports it."""
    if any(SUPPORT_THEORY in printed.imports for printed in theories):
        return print_theory(support_theory())
    return None
