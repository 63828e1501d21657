"""What a reader is told about a name when pointing at it: its type, and the first sentence of its documentation."""

import re
from collections.abc import Iterable, Mapping

from diglot.names import Symbol, Variable
from diglot.typed.ast import DataType, Declaration, OpaqueType, TypeFunction
from diglot.typed.module import TypedModule
from diglot.typed.show import show_type
from diglot.typed.types import UNIVERSE

_SENTENCE = re.compile(r"(?s)(.*?[.!?])(?:\s|$)")


def describe_symbols(modules: Iterable[TypedModule]) -> Mapping[Symbol, str]:
    """A line or two on each global name."""
    described: dict[Symbol, str] = {}
    for module in modules:
        docs = _documentation(module.declarations)
        for symbol, type_ in module.interface.constants.items():
            described[symbol] = _with_doc(f"{symbol.name} : {show_type(type_)}", docs.get(symbol, ""))
        for symbol, info in module.interface.types.items():
            described[symbol] = _with_doc(_describe_type(info), docs.get(symbol, ""))
    return described


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


def _documentation(declarations: Iterable[Declaration]) -> Mapping[Symbol, str]:
    docs: dict[Symbol, str] = {}
    for declaration in declarations:
        docs[declaration.symbol] = declaration.doc
        if isinstance(declaration, DataType):
            for constructor in declaration.constructors:
                docs[constructor.symbol] = constructor.doc
                docs.update((f.projection, f.doc) for f in constructor.fields if f.projection is not None)
    return docs


def _with_doc(line: str, doc: str) -> str:
    text = " ".join(doc.replace(";", "").split())
    match = _SENTENCE.match(text)
    sentence = match[1] if match else text
    return f"{line}\n{sentence}" if sentence else line
