"""How theories are called.

In: the pages by module. Out: a theory name for each, the same on every run; names that collide with each other (letter
case aside, for file systems that ignore it) or with Isabelle's own theories are reported.
"""

import re
from collections.abc import Mapping
from typing import Literal

from diglot.diagnostic import Label, Problems
from diglot.page.model import Page
from diglot.source import Span
from diglot.theory.escape import spell
from diglot.theory.reserved import SUPPORT_THEORY, hol_theories
from diglot.theory.translate import errors

Style = Literal["short", "path"]

_VALID = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?<!_)")
_CHOSEN = re.compile(r"^theory[ \t]*:[ \t]*(\S.*?)[ \t]*$", re.MULTILINE)


def theory_name(module: str, chosen: str | None, style: Style) -> str:
    """The theory's name: the chosen one, or one made from the module's name.

    `short` is the last component with a capital letter, `path` all components joined by `_`.
    """
    if chosen is not None:
        return chosen
    components = [_component(component) for component in module.split(".")]
    if style == "path":
        return "_".join(components)
    return components[-1][0].upper() + components[-1][1:]


def name_theories(pages: Mapping[str, Page], style: Style, problems: Problems) -> Mapping[str, str]:
    """The name of each module's theory; every problem with them goes into the bag.

    Other theories that are made from a page are called after this one.
    """
    names: dict[str, str] = {}
    taken: dict[str, Page] = {}
    for module, page in sorted(pages.items()):
        name = theory_name(module, page.front_matter.theory, style)
        names[module] = name
        path, span = page.source.path, _place(page)
        if not _VALID.fullmatch(name):
            problems.add(errors.InvalidTheoryName(path, span, name))
        elif name in hol_theories() or name == SUPPORT_THEORY:
            problems.add(errors.ReservedTheoryName(path, span, name))
        elif (other := taken.setdefault(name.casefold(), page)) is not page:
            label = Label(other.source.path, _place(other), "the other page")
            problems.add(errors.DuplicateTheoryName(path, span, name, label))
    return names


def _component(component: str) -> str:
    """A module's component in letters that a file name may have."""
    name = spell(component).replace("'", "_")
    return name + "x" if name.endswith("_") else name


def _place(page: Page) -> Span:
    """Where to point: the name in the front matter, or else the first line of the first snippet."""
    text = page.source.text
    if page.front_matter.theory is not None and (chosen := _CHOSEN.search(text)):
        return Span(*chosen.span(1))
    start = page.snippets[0].code.start if page.snippets else 0
    end = text.find("\n", start)
    return Span(start, end if end != -1 else len(text))
