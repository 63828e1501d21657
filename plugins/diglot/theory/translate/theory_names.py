"""How theories are called.

In: the pages by module. Out: a theory name for each, the same on every run. No two are the same (letter case aside, for
file systems that ignore it), nor is one that of a theory of Isabelle's: those that would be get more of their page's
path. Only names that somebody chose are reported.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
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


def name_theories(pages: Mapping[str, Page], style: Style, problems: Problems) -> Mapping[str, str]:
    """The name of each module's theory; every problem with a name that somebody chose goes into the bag.

    Other theories that are made from a page are called after this one.
    """
    chosen = {module: page.front_matter.theory for module, page in pages.items()}
    names = {module: name for module, name in chosen.items() if name is not None}
    _check_chosen(pages, names, problems)
    return names | _derived([module for module in pages if module not in names], names.values(), style)


def short_name(module: str, style: Style) -> str:
    """What a module's theory is called if nothing else is called so: `List` for `data.list`, or `Data_List`."""
    return _suffixes(module, style)[0]


def longer_names(names: Mapping[str, str], pages: Mapping[str, Page], style: Style) -> Mapping[str, str]:
    """The theories that have more of their page's path in their name than usual, by module."""
    derived = {module: name for module, name in names.items() if pages[module].front_matter.theory is None}
    return {module: name for module, name in sorted(derived.items()) if name != short_name(module, style)}


# -- Names that somebody chose ----------------------------------------------------------------------------------------


def _check_chosen(pages: Mapping[str, Page], names: Mapping[str, str], problems: Problems) -> None:
    taken: dict[str, Page] = {}
    for module, name in sorted(names.items()):
        page = pages[module]
        path, span = page.source.path, _place(page)
        if not _VALID.fullmatch(name):
            problems.add(errors.InvalidTheoryName(path, span, name))
        elif _is_reserved(name):
            problems.add(errors.ReservedTheoryName(path, span, name))
        elif (other := taken.setdefault(name.casefold(), page)) is not page:
            label = Label(other.source.path, _place(other), "the other page")
            problems.add(errors.DuplicateTheoryName(path, span, name, label))


def _is_reserved(name: str) -> bool:
    return name in hol_theories() or name.casefold() == SUPPORT_THEORY.casefold()


# -- Names made from paths --------------------------------------------------------------------------------------------


def _derived(modules: Sequence[str], chosen: Iterable[str], style: Style) -> dict[str, str]:
    """For each module the shortest end of its path that is no other module's, nor taken already.

    A page elsewhere changes nothing, unless its path has the same end. A whole path belongs to its own module.
    """
    suffixes = {module: _suffixes(module, style) for module in modules}
    users = Counter(name.casefold() for found in suffixes.values() for name in found)
    whole = Counter(found[-1].casefold() for found in suffixes.values())
    taken = {name.casefold() for name in chosen}
    names: dict[str, str] = {}
    for module, found in suffixes.items():
        free = [name for name in found if name.casefold() not in taken and not _is_reserved(name)]
        own = (name for name in free if users[name.casefold()] == 1)
        last = found[-1] if found[-1] in free and whole[found[-1].casefold()] == 1 else None
        name = next(own, last)
        if name is not None:
            names[module] = name
    taken.update(name.casefold() for name in names.values())
    for module in sorted(suffixes.keys() - names.keys()):
        numbered = (f"{suffixes[module][-1]}_Page{number if number > 1 else ''}" for number in count(1))
        names[module] = next(name for name in numbered if name.casefold() not in taken)
        taken.add(names[module].casefold())
    return names


def _suffixes(module: str, style: Style) -> list[str]:
    """The names that a module's theory may have, the shortest first: the last of them has the whole path."""
    parts = [_component(component) for component in module.split(".")]
    whole = ["_".join(parts[start:]) for start in reversed(range(len(parts)))]
    return whole[-1:] if style == "path" else whole


def _component(component: str) -> str:
    """A module's component in letters that a file name may have, the first one a capital."""
    name = spell(component).replace("'", "_")
    return name[0].upper() + name[1:] + ("x" if name.endswith("_") else "")


def _place(page: Page) -> Span:
    """Where to point: the name in the front matter, or else the first line of the first snippet."""
    text = page.source.text
    if page.front_matter.theory is not None and (chosen := _CHOSEN.search(text)):
        return Span(*chosen.span(1))
    start = page.snippets[0].code.start if page.snippets else 0
    end = text.find("\n", start)
    return Span(start, end if end != -1 else len(text))
