"""All theories of a project.

In: the core of the project's own modules, each after those it imports, and their pages. Out: a printed theory for each
module. The library gets none: its functions become HOL's own, and what HOL does not have is in the support theory.
"""

from collections.abc import Iterable, Mapping

from diglot.core.ast import CoreModule
from diglot.diagnostic import Problems
from diglot.page.model import Page
from diglot.theory.from_core import translate_module
from diglot.theory.names import Naming, name_module
from diglot.theory.print import PrintedTheory, print_theory
from diglot.theory.room import room
from diglot.theory.support import support_theory
from diglot.theory.theory_names import SUPPORT_THEORY, Style, name_theories


def make_theories(
    cores: Iterable[CoreModule], pages: Mapping[str, Page], style: Style, problems: Problems
) -> Mapping[str, PrintedTheory]:
    """The theory of each module by the module's name; `pages` has the pages of exactly these modules."""
    names = name_theories(pages, style, problems)
    namings: dict[str, Naming] = {}
    printed: dict[str, PrintedTheory] = {}
    with room():
        for core in cores:
            namings[core.name] = name_module(core, names[core.name], namings)
            theory = translate_module(core, pages[core.name], namings[core.name], problems)
            printed[core.name] = print_theory(theory)
    return printed


def print_support(theories: Iterable[PrintedTheory]) -> PrintedTheory | None:
    """The support theory, if one of the theories imports it."""
    if any(SUPPORT_THEORY in printed.theory.imports for printed in theories):
        return print_theory(support_theory())
    return None
