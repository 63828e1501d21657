"""Types in the words of the snippet language, for messages and hovers."""

from diglot.names import Implicitness
from diglot.typed.types import Constructed, ErrorType, Function, Meta, MetaApplied, Rigid, Type, Universe


def show_type(type_: Type) -> str:
    """A type as a writer would write it, by the name on the page; an unknown part is `_`."""
    if isinstance(type_, Function) and type_.written is None:
        return _show_function(type_)
    return _show_application(type_)


def _show_application(type_: Type) -> str:
    match type_:
        case (
            Constructed(written=Constructed() as written)
            | Rigid(written=Constructed() as written)
            | Function(written=Constructed() as written)
        ):
            return _show_application(written)
        case Constructed(symbol, arguments):
            # A value that is no name and no number is not shown.
            name = "…" if symbol.name.startswith("…") else symbol.name
            return " ".join([name, *map(_show_atom, arguments)])
        case Rigid(variable, arguments):
            return " ".join([variable.name, *map(_show_atom, arguments)])
        case Meta(_, solution):
            return "_" if solution is None else show_type(solution)
        case MetaApplied(meta, arguments):
            return " ".join([_show_atom(meta), *map(_show_atom, arguments)])
        case Universe():
            return "Type"
        case ErrorType():
            return "_"
        case Function():
            return f"({show_type(type_)})"


def _show_atom(type_: Type) -> str:
    text = _show_application(type_)
    return f"({text})" if " " in text and not text.startswith("(") else text


def _show_function(type_: Function) -> str:
    parts: list[str] = []
    rest: Type = type_
    while isinstance(rest, Function):
        parts.append(_show_domain(rest))
        rest = _follow(rest.codomain)
    return " -> ".join([*_merge_implicits(parts), show_type(rest)])


def _show_domain(function: Function) -> str:
    match function.implicitness:
        case Implicitness.IMPLICIT:
            name = function.variable.name if function.variable else "_"
            return f"{{{name} : {show_type(function.domain)}}}"
        case Implicitness.INSTANCE:
            return f"{{{{{show_type(function.domain)}}}}}"
        case Implicitness.EXPLICIT:
            return _show_application(function.domain)


def _merge_implicits(parts: list[str]) -> list[str]:
    """`{A : Type}`, `{B : Type}` as `{A B : Type}`."""
    merged: list[str] = []
    for part in parts:
        if merged and _is_type_binder(part) and _is_type_binder(merged[-1]):
            merged[-1] = f"{merged[-1][: -len(' : Type}')]} {part[1:]}"
        else:
            merged.append(part)
    return merged


def _is_type_binder(part: str) -> bool:
    return part.startswith("{") and not part.startswith("{{") and part.endswith(" : Type}")


def _follow(type_: Type) -> Type:
    while isinstance(type_, Meta) and type_.solution is not None:
        type_ = type_.solution
    return type_
