"""The types that are not written: of variables in patterns, in functions without a name, and after `let`.

In: a snapshot and a part of a page. Out: the type of each variable in it, to be shown behind the variable's name.
"""

import re
from collections.abc import Iterator

from lsprotocol import types

from diglot.lsp.session import Snapshot
from diglot.names import Variable
from diglot.source import Span
from diglot.typed.show import show_type
from diglot.typed.types import ErrorType, Type, Universe
from diglot.typed.unify import shallow

_WRITTEN = re.compile(r"""[^\s;(){}@"\[\],:|]*(?:\s+[^\s;(){}@"\[\],:|]+)*\s*:(?!\S)""")
"""What follows a variable whose type is written: perhaps more variables, and a colon."""
_PARAMETERS = re.compile(r"\s*[({]")
"""What follows a local function: its parameters, which show their own types."""


def inlay_hints(snapshot: Snapshot, params: types.InlayHintParams) -> list[types.InlayHint]:
    """The types to show."""
    path = snapshot.places.path(params.text_document.uri)
    module = snapshot.module(path) if path is not None else None
    if path is None or module is None or module not in snapshot.site.typed:
        return []
    part = Span(snapshot.offset(path, params.range.start), snapshot.offset(path, params.range.end))
    return [
        types.InlayHint(
            snapshot.range(path, Span(at, at)).start, f" : {text}", kind=types.InlayHintKind.Type, padding_right=False
        )
        for at, text in _types(snapshot, path, module, part)
    ]


def _types(snapshot: Snapshot, path: str, module: str, part: Span) -> Iterator[tuple[int, str]]:
    known, text = snapshot.site.typed[module].variables, snapshot.sources[path].text
    for reference in snapshot.site.scoped[module].references:
        variable, (start, end) = reference.target, reference.span
        if not (reference.definition and isinstance(variable, Variable) and part.covers(reference.span)):
            continue
        type_ = known.get(variable)
        if type_ is None or not _is_telling(type_) or text[start:end] != variable.name:
            continue
        if not _WRITTEN.match(text, end) and not _PARAMETERS.match(text, end):
            yield end, show_type(type_)


def _is_telling(type_: Type) -> bool:
    """Whether a type says something: not that of types, nor one that was not found."""
    return not isinstance(shallow(type_), Universe | ErrorType)
