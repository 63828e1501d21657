"""A specification that is written as real ones are: many copies of what is in `idioms.md`, which import each other.

In: a seed. Out: its pages, and what each of its numbers is. Every page imports some of those before it by other names
and adds their samples up, so all pages are in one import graph, in which much is called alike.
"""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

PAGE = Path(__file__).with_name("idioms.md")
COPIES = 6
_IMPORTED = 3
_COPY = "§"
_PATH = re.compile(r"`(\S+\.md)`:")
_SAMPLE = re.compile(r"The sample is (\d+)\.")


@dataclass(frozen=True, slots=True)
class Idiom:
    """One section: its pages by path, of which the last one has the sample."""

    title: str
    pages: Mapping[str, str]
    """The code of a page, or its whole text if that begins with a heading."""
    sample: int


@dataclass(frozen=True, slots=True)
class Specification:
    """Pages by path, and by module what its samples are: its own, and the sum of those that it borrows."""

    pages: Mapping[str, str]
    samples: Mapping[str, tuple[int, int]]


def read_idioms() -> tuple[Idiom, ...]:
    """The sections of the page."""
    found: list[Idiom] = []
    title, path, pages = "", "", dict[str, str]()
    heading = False
    for token in MarkdownIt("commonmark").parse(PAGE.read_text("utf-8")):
        if token.type in ("heading_open", "heading_close"):
            heading = token.type == "heading_open"
        elif token.type == "fence":
            pages[path] = token.content
        elif token.type == "inline" and (line := _PATH.fullmatch(token.content)):
            path = line[1]
        elif token.type == "inline" and (said := _SAMPLE.fullmatch(token.content)):
            found.append(Idiom(title, pages, int(said[1])))
            pages = {}
        elif heading:
            title = token.content
    return tuple(found)


def generate(seed: int = 1) -> Specification:
    """All copies, in an order that chance gives."""
    chance = random.Random(seed)  # noqa: S311 (no secrets)
    chosen = [(idiom, copy) for idiom in read_idioms() for copy in range(1, COPIES + 1)]
    chance.shuffle(chosen)
    pages: dict[str, str] = {}
    samples: dict[str, tuple[int, int]] = {}
    for idiom, copy in chosen:
        others = chance.sample(sorted(samples), min(_IMPORTED, len(samples)))
        *_, last = idiom.pages
        for path, code in idiom.pages.items():
            own = _own_path(path, copy)
            module = own.removesuffix(".md").replace("/", ".")
            pages[own] = _page(idiom.title, module, code.replace(_COPY, str(copy)), others)
            if path == last:
                samples[module] = idiom.sample, sum(samples[other][0] for other in others)
    return Specification(pages, samples)


def _own_path(path: str, copy: int) -> str:
    """The copy's number goes to the folder, so that the last parts of paths are often the same."""
    folder, slash, file = path.rpartition("/")
    return f"{folder}{copy}{slash}{file}" if folder else file.replace(_COPY, str(copy))


def _page(title: str, module: str, content: str, others: list[str]) -> str:
    text = content if content.startswith("# ") else f"# {title}\n\n```juvix\nmodule {module};\n\n{content}```\n"
    if f"module {module};" not in text:
        return text
    names = [f"Other{number}" for number in range(1, len(others) + 1)]
    imports = [f"import {other} as {name};" for name, other in zip(names, others, strict=True)]
    total = " Arithmetic.+ ".join((*(f"{name}.sample" for name in names), "0"))
    code = ("import Juvix.Builtin.V1.Nat.Base as Arithmetic;", *imports, "", f"borrowed : Arithmetic.Nat := {total};")
    return "\n".join((text, "## What Others Offer", "", "```juvix", *code, "```", ""))
