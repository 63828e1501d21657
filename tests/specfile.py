"""Markdown files as tests: what a file under `tests/spec/` says.

Comes in: the path of a Markdown file. Goes out: one `Case` for each section with fences: the pages of its small world,
and what is expected of them. `tests/README.md` explains the form to writers.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

DEFAULT_PAGE = "test.md"
FIRST_SNIPPET = "```juvix\nmodule {module};\nimport Stdlib.Prelude open;\n```\n"

_MARKDOWN = MarkdownIt("commonmark")
PATH_LINE = re.compile(r"`([^`\s]+)`:")
MODULE_HEADER = re.compile(r"(?:\s|--.*|\{-(?s:.)*?-\})*module\s+[^;\s]+\s*;")
_BACKTICKS = re.compile(r"^`{3,}", re.MULTILINE)


class SpecError(Exception):
    """A spec file that says something the runner does not understand."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """One fence with expected output."""

    stage: str
    expected: str
    lines: tuple[int, int]
    """First and last line of the fence (from 0, end exclusive), for messages and for rewriting."""


@dataclass(frozen=True, slots=True)
class Case:
    """One section."""

    name: str
    """The headings above it, joined."""
    line: int
    pages: Mapping[str, str]
    expectations: tuple[Expectation, ...]


def read_cases(path: Path, stages: Sequence[str]) -> tuple[Case, ...]:
    """All cases of a file."""
    cases = []
    for name, line, tokens in _sections(_MARKDOWN.parse(path.read_text(encoding="utf-8"))):
        if any(token.type == "fence" for token in tokens):
            cases.append(_case(name, line, tokens, stages, f"{path.name}:{line + 1}"))
    names = [case.name for case in cases]
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        msg = f"{path}: two sections are called {repeated[0]!r}; give each its own heading"
        raise SpecError(msg)
    return tuple(cases)


def rewrite(path: Path, stages: Sequence[str], index: int, outputs: Mapping[int, str]) -> None:
    """Put new output into the expectation fences of the case with this index."""
    case = read_cases(path, stages)[index]
    lines = path.read_text(encoding="utf-8").split("\n")
    for number, expectation in reversed(tuple(enumerate(case.expectations))):
        if number in outputs:
            start, end = expectation.lines
            lines[start:end] = fence_lines(lines[start].lstrip("`"), outputs[number])
    path.write_text("\n".join(lines), encoding="utf-8")


def fence_lines(info: str, content: str) -> list[str]:
    """A fence, with as many backticks as its content needs."""
    longest = max((len(run) for run in _BACKTICKS.findall(content)), default=2)
    marks = "`" * max(3, longest + 1)
    return [marks + info, *(content.split("\n") if content else []), marks]


def _sections(tokens: Sequence[Token]) -> list[tuple[str, int, list[Token]]]:
    """Heading path, line and top-level tokens of each section of level 2 or deeper."""
    found: list[tuple[str, int, list[Token]]] = []
    above: list[tuple[int, str]] = []
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            level = int(token.tag[1])
            above = [(at, text) for at, text in above if at < level] + [(level, tokens[index + 1].content)]
            if level > 1:
                name = " / ".join(text for at, text in above if at > 1)
                found.append((name, _line(token), []))
            else:
                found.append(("", _line(token), []))
        elif found and (token.level == 0 or (token.level == 1 and token.type == "inline")):
            found[-1][2].append(token)
    return [section for section in found if section[0]]


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _case(name: str, line: int, tokens: Sequence[Token], stages: Sequence[str], where: str) -> Case:
    pages: dict[str, str] = {}
    expectations: list[Expectation] = []
    page, label = DEFAULT_PAGE, None
    for token in tokens:
        if token.type == "inline":
            match = PATH_LINE.search(token.content.rpartition("\n")[2])
            label = match[1] if match and token.content.endswith("`:") else None
        if token.type != "fence":
            continue
        word = (token.info.split() or [""])[0]
        page = label or page
        if word in stages:
            start, end = token.map or (0, 0)
            expectations.append(Expectation(word, token.content.removesuffix("\n"), (start, end)))
        elif word == "juvix":
            pages[page] = _with_snippet(pages.get(page), page, token)
        elif word == "markdown" or label:
            pages[page] = token.content
        else:
            msg = f"{where}: the fence `{word}` is neither a program nor a stage ({', '.join(sorted(stages))})"
            raise SpecError(msg)
        label = None
    if not expectations:
        msg = f"{where}: {name!r} has a program, but no fence with expected output"
        raise SpecError(msg)
    return Case(name, line, pages, tuple(expectations))


def _with_snippet(text: str | None, page: str, token: Token) -> str:
    """A page with one more snippet; the first one gets a module header if it has none."""
    if text is None:
        module = page.removesuffix(".md").removesuffix(".juvix").replace("/", ".")
        text = "" if MODULE_HEADER.match(token.content) else FIRST_SNIPPET.format(module=module)
    gap = "\n" if text else ""
    return f"{text}{gap}```{token.info}\n{token.content}```\n"
