"""The structure of an engine's state: its type, the types of its parts, and so on.

In: an engine. Out: a `<figure>` in which each type of the project is a box with its fields or constructors.
"""

from collections.abc import Iterator
from itertools import pairwise

from diglot.engine.framework_symbols import is_library
from diglot.engine.model import Engine
from diglot.names import Symbol
from diglot.render.engine_words import EngineWords
from diglot.render.graph import Box, BoxRow, Line, graph_svg
from diglot.render.html import code_link
from diglot.render.mermaid import ClassDiagram
from diglot.render.picture import picture_html
from diglot.render.type_links import mentioned_types, type_html
from diglot.typed.ast import ConstructorInfo, DataType
from diglot.typed.show import show_type
from diglot.typed.types import Type


def state_diagram(engine: Engine, words: EngineWords) -> str:
    """The boxes of the state's type and of all that it is made from."""
    caption = f"Structure of the state of {words.known.titles[engine.module]}"
    layers = _layers(engine.state, words)
    if not layers:
        shown = type_html(engine.state, words.known.links, words.here)
        return f'<p class="dg-none">The state is a value of the type {shown}, which has no parts of its own.</p>'
    columns = [[_box(data, words, first=not at) for data in layer] for at, layer in enumerate(layers)]
    lines = [line for layer, further in pairwise(layers) for line in _lines(layer, further)]
    types = [data for layer in layers for data in layer]
    sentences = [_sentence(data, words) for data in types]
    said = " ".join(f"{data.symbol.name}: {', '.join(text for text, _, _ in _parts(data))}." for data in types)
    return picture_html(graph_svg(columns, lines, caption, said), caption, sentences, _mermaid(types))


def _layers(state: Type, words: EngineWords) -> list[list[DataType]]:
    """The types by their distance from the state's own; those of the library are not opened."""
    layers: list[list[DataType]] = []
    seen: set[Symbol] = set()
    waiting = dict.fromkeys(_all((state,)))
    while waiting:
        fresh = [symbol for symbol in waiting if symbol not in seen and not is_library(symbol)]
        seen.update(fresh)
        layer = [words.known.types[symbol] for symbol in fresh if symbol in words.known.types]
        if layer:
            layers.append(layer)
        waiting = dict.fromkeys(symbol for data in layer for _, types, _ in _parts(data) for symbol in _all(types))
    return layers


def _all(types: tuple[Type, ...]) -> Iterator[Symbol]:
    for type_ in types:
        yield from mentioned_types(type_, unfolded=True)


def _parts(data: DataType) -> Iterator[tuple[str, tuple[Type, ...], Symbol]]:
    """The fields of a record, or else the constructors: as text, with their types, and what they are called."""
    for constructor in data.constructors:
        if not data.is_record:
            yield _written(constructor), tuple(field.type for field in constructor.fields), constructor.symbol
            continue
        for field in constructor.fields:
            if field.projection is not None:
                yield f"{field.name} : {show_type(field.type)}", (field.type,), field.projection


def _written(constructor: ConstructorInfo) -> str:
    shown = [show_type(field.type) for field in constructor.fields]
    return " ".join([constructor.symbol.name, *(f"({one})" if " " in one else one for one in shown)])


def _box(data: DataType, words: EngineWords, *, first: bool) -> Box:
    rows = tuple(BoxRow(text, words.href(symbol)) for text, _, symbol in _parts(data))
    style = "dg-engine" if first else "dg-partner"
    return Box(data.symbol.id, data.symbol.name, words.href(data.symbol), rows=rows, style=style)


def _lines(layer: list[DataType], further: list[DataType]) -> Iterator[Line]:
    known = {data.symbol for data in further}
    for data in layer:
        for row, (_, types, _) in enumerate(_parts(data)):
            for symbol in dict.fromkeys(_all(types)):
                if symbol in known:
                    yield Line(data.symbol.id, symbol.id, row=row)


def _sentence(data: DataType, words: EngineWords) -> str:
    parts = ", ".join(code_link(text, words.href(symbol)) for text, _, symbol in _parts(data))
    kind = "has" if data.is_record else "is one of"
    return f"{words.code(data.symbol)} {kind} {parts}."


def _mermaid(types: list[DataType]) -> str:
    chart = ClassDiagram()
    names = {data.symbol: data.symbol.name for data in types}
    for data in types:
        chart.type(data.symbol.name, [text for text, _, _ in _parts(data)])
    for data in types:
        for _, found, part in _parts(data):
            for symbol in dict.fromkeys(_all(found)):
                if symbol in names:
                    chart.arrow(data.symbol.name, names[symbol], part.name)
    return chart.text
