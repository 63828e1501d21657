"""The snippet language as the cases of the specification use it: what tests about forms of the language draw on."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

from specfile import read_cases
from stages import STAGES

from diglot.diagnostic import Problems
from diglot.page.read import read_page
from diglot.syntax import ast
from diglot.syntax.parse_module import parse_page

SPEC = Path(__file__).parent / "spec"
LONGEST = 200
"""Characters of an expression that is worth repeating."""
MOST = 5
"""Expressions of each form."""


def nodes(value: object) -> Iterator[object]:
    """All nodes of a tree."""
    if isinstance(value, tuple):
        for each in value:
            yield from nodes(each)
    elif is_dataclass(value):
        yield value
        for field in fields(value):
            yield from nodes(getattr(value, field.name))


@cache
def parsed_cases() -> tuple[tuple[str, ast.Module], ...]:
    """The text and the tree of each page in the cases about the language."""
    paths = [path for folder in ("language", "scope", "syntax") for path in sorted((SPEC / folder).glob("*.md"))]
    pages = [page for path in paths for case in read_cases(path, tuple(STAGES)) for page in case.pages.items()]
    texts = [(path, text) for path, text in pages if path.endswith(".md")]
    parsed = [(text, parse_page(read_page(path, text, Problems()), Problems())) for path, text in texts]
    return tuple((text, module) for text, module in parsed if module is not None)


@cache
def expressions() -> Mapping[type, tuple[str, ...]]:
    """Some expressions of each form, as they are written; a form that needs neighbours has them."""
    found: dict[type, dict[str, None]] = {}
    for text, module in parsed_cases():
        for node in _whole(module):
            words = text[node.span.start : node.span.end]
            if len(words) <= LONGEST and "```" not in words:
                for part in (node, *node.atoms) if isinstance(node, ast.Sequence) else (node,):
                    found.setdefault(type(part), {}).setdefault(words)
    return {form: tuple(texts)[:MOST] for form, texts in found.items()}


def _whole(module: ast.Module) -> Iterator[ast.Expression]:
    """The expressions without a mistake that mean something without what is beside them."""
    found = [node for node in nodes(module) if isinstance(node, ast.Expression)]
    atoms = {id(atom) for node in found if isinstance(node, ast.Sequence) for atom in node.atoms}
    for node in found:
        if id(node) not in atoms and not any(isinstance(part, ast.ErrorExpression) for part in nodes(node)):
            yield node
