"""Digests of what a module offers to others: two modules with the same digest can stand for each other.

In: a module's exports and its interface. Out: a short text that changes exactly when something changes that checking
or translating another module can depend on. Places on the page and the numbers of local variables do not count, so an
edit inside a definition leaves the digest as it is.
"""

import hashlib
from collections.abc import Iterable, Iterator

from diglot.names import Implicitness, Variable
from diglot.scope.ast import Entity, Exports
from diglot.typed.ast import DataType, FieldInfo, OpaqueType, TypeFunction
from diglot.typed.module import Interface
from diglot.typed.types import Constructed, ErrorType, Function, Meta, MetaApplied, Rigid, Type, Universe
from diglot.typed.unify import shallow

_MARKS = {Implicitness.EXPLICIT: "e", Implicitness.IMPLICIT: "i", Implicitness.INSTANCE: "c"}


def digest_of(parts: Iterable[str]) -> str:
    """A digest of texts in order."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def exports_digest(exports: Exports) -> str:
    """The digest of the names that a module offers."""
    return digest_of(_exports(exports, set()))


def interface_digest(exports: Exports, interface: Interface) -> str:
    """The digest of everything that a module offers."""
    return digest_of([*_exports(exports, set()), *_interface(interface)])


# -- Names ------------------------------------------------------------------------------------------------------------


def _exports(exports: Exports, seen: set[int]) -> Iterator[str]:
    """Each table once, whatever the number of ways that lead to it."""
    yield exports.name
    if id(exports) in seen:
        return
    seen.add(id(exports))
    yield exports.owner.id if exports.owner else ""
    yield ",".join(sorted(exports.missing))
    for name in sorted(exports.symbols):
        yield f"{name}={';'.join(map(_entity, exports.symbols[name]))}"
    for name in sorted(exports.fixities):
        yield f"{name}~{exports.fixities[name]!r}"
    for name in sorted(exports.modules):
        yield f"{name}>"
        yield from _exports(exports.modules[name], seen)


def _entity(entity: Entity) -> str:
    fields = ",".join(field.id for field in entity.fields)
    shape = (entity.signature, entity.arity, entity.field_names, entity.is_whole)
    rest = f"{entity.fixity!r}{entity.iterator!r}{shape!r}"
    return f"{entity.symbol.id}/{entity.symbol.kind}{rest}{fields}"


# -- Types ------------------------------------------------------------------------------------------------------------


def _interface(interface: Interface) -> Iterator[str]:
    yield ",".join(interface.imports)
    for symbol, info in sorted(interface.types.items(), key=lambda item: item[0].id):
        yield f"{symbol.id}:{''.join(_info(info))}"
    for symbol, type_ in sorted(interface.constants.items(), key=lambda item: item[0].id):
        yield f"{symbol.id}:{_text(type_)}"
    for symbol, defaults in sorted(interface.defaults.items(), key=lambda item: item[0].id):
        yield f"{symbol.id}={sorted(defaults.items())!r}"
    for instance in interface.instances:
        yield f"{instance.symbol.id}!{instance.coercion}{_text(instance.type)}"
    for name, symbol in sorted(interface.builtins.items()):
        yield f"{name}#{symbol.id}"


def _info(info: DataType | OpaqueType | TypeFunction) -> list[str]:
    numbers: dict[Variable, int] = {}
    parts = [type(info).__name__]
    for parameter in info.parameters:
        parts.append(f"({_number(parameter.variable, numbers)}{parameter.variable.name}:")
        _add(parameter.kind, numbers, parts)
        parts.append(_MARKS[parameter.implicitness])
    match info:
        case DataType():
            parts.append(f"{info.trait}{info.builtin}")
            for constructor in info.constructors:
                parts.append(f"|{constructor.symbol.id}{constructor.record}")
                for field in constructor.fields:
                    _add_field(field, numbers, parts)
        case TypeFunction():
            _add(info.body, numbers, parts)
            _add(info.kind, numbers, parts)
        case OpaqueType():
            parts.append(f"{info.builtin}")
    return parts


def _add_field(field: FieldInfo, numbers: dict[Variable, int], parts: list[str]) -> None:
    parts.append(f",{field.name}{field.instance}{field.projection.id if field.projection else ''}:")
    _add(field.type, numbers, parts)


def _text(type_: Type) -> str:
    parts: list[str] = []
    _add(type_, {}, parts)
    return "".join(parts)


def _number(variable: Variable, numbers: dict[Variable, int]) -> int:
    return numbers.setdefault(variable, len(numbers))


def _add(type_: Type, numbers: dict[Variable, int], parts: list[str]) -> None:
    """Put a type's text behind the others; a list, as generators in generators would take long for wide records."""
    type_ = shallow(type_)
    closing = 0
    while isinstance(type_, Function):
        _add_written(type_.written, numbers, parts)
        bound = type_.variable
        name = f"{_number(bound, numbers)}{bound.name}" if bound else ""
        parts.append(f"[{_MARKS[type_.implicitness]}{name}:")
        _add(type_.domain, numbers, parts)
        parts.append(">")
        closing += 1
        type_ = shallow(type_.codomain)
    match type_:
        case Constructed(symbol, arguments, written):
            _add_written(written, numbers, parts)
            _add_applied(symbol.id, arguments, numbers, parts)
        case Rigid(variable, arguments, written):
            _add_written(written, numbers, parts)
            _add_applied(f"${_number(variable, numbers)}", arguments, numbers, parts)
        case Universe():
            parts.append("*")
        case Meta() | MetaApplied() | ErrorType():
            parts.append("?")
    parts.append("]" * closing)


def _add_written(written: Constructed | None, numbers: dict[Variable, int], parts: list[str]) -> None:
    if written is not None:
        parts.append("«")
        _add(written, numbers, parts)


def _add_applied(head: str, arguments: tuple[Type, ...], numbers: dict[Variable, int], parts: list[str]) -> None:
    parts.append(f"{head}(")
    for argument in arguments:
        _add(argument, numbers, parts)
    parts.append(")")
