"""What a reader sees when pointing at a name.

In: checked modules with their pages. Out: the type of each name, and a sentence on it: the first one of its
documentation, or one from the English of its page.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from diglot.describe.sentences import sentence_about
from diglot.names import Symbol, Variable
from diglot.page.model import Page
from diglot.typed.ast import DataType, Declaration, OpaqueType, TypeFunction
from diglot.typed.module import TypedModule
from diglot.typed.show import show_type
from diglot.typed.types import UNIVERSE

_SENTENCE = re.compile(r"(?s)(.*?[.!?])(?:\s|$)")


def describe_symbols(modules: Mapping[str, TypedModule], sentences: Mapping[Symbol, str]) -> Mapping[Symbol, str]:
    """A line or two on each global name; `sentences` are in Markdown."""
    described: dict[Symbol, str] = {}
    for module in modules.values():
        for symbol, type_ in module.interface.constants.items():
            described[symbol] = _lines(f"{symbol.name} : {show_type(type_)}", _plain(sentences.get(symbol, "")))
        for symbol, info in module.interface.types.items():
            described[symbol] = _lines(_describe_type(info), _plain(sentences.get(symbol, "")))
    return described


def find_sentences(modules: Mapping[str, TypedModule], pages: Mapping[str, Page]) -> Mapping[Symbol, str]:
    """A sentence on each global name that has one, as Markdown."""
    found: dict[Symbol, str] = {}
    for name, module in modules.items():
        for symbol, doc, alone in _documented(module.declarations, pages[name]):
            text = _first_sentence(doc) or sentence_about(pages[name], symbol.name, symbol.span, alone=alone)
            if text:
                found[symbol] = text.removeprefix(f"`{symbol.name}`: ")
    return found


def with_counterpart(description: str, language: str, name: str) -> str:
    """A description with the name in the other language, if it has one there."""
    return _lines(description, f"{language}: {name}" if name else "")


def describe_variable(variable: Variable, typed: TypedModule | None) -> str:
    """The type of a local variable, if it has been found."""
    type_ = typed.variables.get(variable) if typed else None
    return "" if type_ is None else f"{variable.name} : {show_type(type_)}"


def _describe_type(info: DataType | OpaqueType | TypeFunction) -> str:
    name = info.symbol.name
    if isinstance(info, TypeFunction):
        parameters = "".join(f" {parameter.variable.name}" for parameter in info.parameters)
        return f"{name}{parameters} := {show_type(info.body)}"
    kinds = [show_type(parameter.kind) for parameter in info.parameters]
    arrows = [f"({kind})" if " " in kind else kind for kind in kinds]
    return f"{name} : {' -> '.join([*arrows, show_type(UNIVERSE)])}"


def _documented(declarations: Iterable[Declaration], page: Page) -> Iterator[tuple[Symbol, str, bool]]:
    """Each definition with its documentation, and whether its snippet defines nothing else."""
    starts = [snippet.span.start for snippet in page.snippets]
    home = [bisect_right(starts, declaration.symbol.span.start) for declaration in declarations]
    counts = Counter(home)
    for declaration, snippet in zip(declarations, home, strict=True):
        yield declaration.symbol, declaration.doc, counts[snippet] == 1
        if isinstance(declaration, DataType):
            for constructor in declaration.constructors:
                yield constructor.symbol, constructor.doc, False
                yield from ((f.projection, f.doc, False) for f in constructor.fields if f.projection is not None)


def _first_sentence(doc: str) -> str:
    text = " ".join(doc.replace(";", "").split())
    match = _SENTENCE.match(text)
    return match[1] if match else text


def _plain(sentence: str) -> str:
    return sentence.replace("`", "")


def _lines(*lines: str) -> str:
    return "\n".join(filter(None, lines))
