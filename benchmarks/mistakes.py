"""Mistakes, planted on the pages of the generated specification.

In: pages without problems. Out: the same with mistakes of many kinds on them, and for each the line at which it should
be found and the code of its message. Each is an edit that people make.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of mistake: what is replaced by what, on which pages, and how it shows."""

    name: str
    pages: str
    """The beginning or the end of their paths."""
    old: str
    """Text on the page; `NAME` stands for the page's own name with a capital letter, `USED` for its first import."""
    new: str
    code: str
    at: str = ""
    """Text in the line where it should be found, if not in that of the edit."""
    alone: bool = False
    """Whether it is looked for only on pages that are otherwise all right."""


KINDS = (
    Kind("unknown name", "shared/", "acc + weight (kind e)", "acc + wieght (kind e)", "E0301"),
    Kind("text for a number", "shared/", "number := 0;", 'number := "none";', "E0401"),
    Kind(
        "missing branch",
        "shared/",
        "    | [] := nothing\n    | n ::",
        "    | n ::",
        "E0450",
        "case history e of",
        alone=True,
    ),
    Kind(
        "equals sign alone",
        "shared/",
        "doubled (t : Tree Nat) : Tree Nat := t",
        "doubled (t : Tree Nat) : Tree Nat = t",
        "E0220",
    ),
    Kind("unknown field", "shared/", "e@Entry{ number := n;", "e@Entry{ numbr := n;", "E0324"),
    Kind("too many arguments", "shared/", "flattenTree l ++", "flattenTree l l ++", "E0403"),
    Kind("no instance", "shared/", "Bool := kind a == kind b", "Bool := a == b", "E0409"),
    Kind(
        "open parenthesis",
        "shared/",
        "filter (e in es) { weight (kind e) >",
        "filter (e in es) { weight (kind e >",
        "E0210",
    ),
    Kind("arguments swapped", "shared/", "node (insertAt n l) m r\n", "node m (insertAt n l) r\n", "E0401"),
    Kind("missing import", "messages.md", "import shared.USED as USEDBIG;\n", "", "E0303", "body : "),
    Kind(
        "name used twice",
        "messages.md",
        "isControl (m :",
        "numberOf : Nat := 1;\n\nisControl (m :",
        "E0306",
        "numberOf : Nat",
    ),
    Kind(
        "pattern with too much", "messages.md", "| (Query{NAME} n) := just n", "| (Query{NAME} n k) := just n", "E0322"
    ),
    Kind("wrong argument", "messages.md", "just (requestNumber r)", "just (requestNumber (just r))", "E0401"),
    Kind("wrong qualified name", "state.md", "Map.lookup n", "Map.lokup n", "E0302"),
    Kind(
        "endless recursion",
        "state.md",
        "| (suc n) := evenly n;",
        "| (suc n) := oddly (suc n);",
        "E0454",
        "oddly : Nat -> Bool",
        alone=True,
    ),
    Kind("missing field", "config.md", "retries := ", "-- retries := ", "E0331", "  mk{NAME}Config@"),
    Kind("unknown module", "environment.md", "import framework.engine open;", "import framework.engin open;", "E0303"),
    Kind("wrong result", "types.md", "| low := j@Job{ priority := normal }", "| low := priority j", "E0401"),
)


@dataclass(frozen=True, slots=True)
class Planted:
    """A mistake on a page."""

    kind: str
    path: str
    line: int
    code: str


def plant(pages: Mapping[str, str], count: int, seed: int = 7) -> tuple[Mapping[str, str], tuple[Planted, ...]]:
    """The pages with so many mistakes, evenly of all kinds as far as the pages allow."""
    chance = random.Random(seed)
    places = {kind: _shuffled([path for path in pages if _fits(kind, path)], chance) for kind in KINDS}
    taken: dict[str, list[Kind]] = {}
    while sum(map(len, taken.values())) < count:
        before = sum(map(len, taken.values()))
        for kind in KINDS:
            path = next((p for p in places[kind] if _free(kind, taken.get(p, []))), None)
            if path is not None and sum(map(len, taken.values())) < count:
                taken.setdefault(path, []).append(kind)
        if sum(map(len, taken.values())) == before:
            raise ValueError(f"there is no room for {count} mistakes")
    changed = {path: _change(path, pages[path], kinds) for path, kinds in taken.items()}
    return {**pages, **changed}, tuple(
        p for path, kinds in taken.items() for p in _lines(path, pages[path], changed[path], kinds)
    )


def _shuffled(paths: list[str], chance: random.Random) -> list[str]:
    return chance.sample(paths, len(paths))


def _fits(kind: Kind, path: str) -> bool:
    return path.startswith(kind.pages) or (path.startswith("engines/") and path.endswith(f"/{kind.pages}"))


def _free(kind: Kind, there: Sequence[Kind]) -> bool:
    return kind not in there and not (there and (kind.alone or there[0].alone))


def _fill(text: str, path: str, page: str) -> str:
    name = path.split("/")[1].removesuffix(".md").capitalize()
    start = page.find("import shared.") + len("import shared.")
    used = page[start : page.find(" ", start)]
    return text.replace("{NAME}", name).replace("USEDBIG", used.capitalize()).replace("USED", used)


def _change(path: str, page: str, kinds: Sequence[Kind]) -> str:
    text = page
    for kind in kinds:
        old = _fill(kind.old, path, page)
        if text.count(old) != 1:
            raise ValueError(f"{path} has no single place for: {kind.name}")
        text = text.replace(old, _fill(kind.new, path, page))
    return text


def _lines(path: str, page: str, text: str, kinds: Sequence[Kind]) -> Iterator[Planted]:
    lines = text.splitlines()
    for kind in kinds:
        wanted = _fill(kind.at or kind.new.strip("\n").partition("\n")[0], path, page)
        found = [number for number, line in enumerate(lines, 1) if wanted in line]
        if len(found) != 1:
            raise ValueError(f"{path} has no single line for: {kind.name}")
        yield Planted(kind.name, path, found[0], kind.code)
