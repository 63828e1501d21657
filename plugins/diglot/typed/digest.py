"""Digests of what a module offers to others: two modules with the same digest can stand for each other.

In: a module's exports and its interface. Out: a short text that changes exactly when something changes that checking
or translating another module can depend on. Places on the page and the numbers of local variables do not count, so an
edit inside a definition leaves the digest as it is.
"""

import hashlib
from collections.abc import Iterable, Iterator

from diglot.names import Implicitness, Variable
from diglot.scope.ast import Entity, Exports
from diglot.typed.ast import DataType, FieldInfo, OpaqueType, TypeFunction, TypeParameter
from diglot.typed.module import Interface
from diglot.typed.types import Constructed, Function, Rigid, Type, Universe
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
    for name in sorted(exports.symbols):
        yield f"{name}={';'.join(map(_entity, exports.symbols[name]))}"
    for name in sorted(exports.fixities):
        yield f"{name}~{exports.fixities[name]!r}"
    for name in sorted(exports.modules):
        yield f"{name}>"
        yield from _exports(exports.modules[name], seen)


def _entity(entity: Entity) -> str:
    fields = ",".join(field.id for field in entity.fields)
    rest = f"{entity.fixity!r}{entity.iterator!r}{entity.signature!r}{entity.arity!r}{entity.field_names!r}"
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


def _info(info: DataType | OpaqueType | TypeFunction) -> Iterator[str]:
    numbers: dict[Variable, int] = {}
    yield type(info).__name__
    yield from _parameters(info.parameters, numbers)
    match info:
        case DataType():
            yield f"{info.trait}{info.builtin}"
            for constructor in info.constructors:
                yield f"|{constructor.symbol.id}{constructor.record}"
                for field in constructor.fields:
                    yield from _field(field, numbers)
        case TypeFunction():
            yield from _type(info.body, numbers)
        case OpaqueType():
            yield f"{info.builtin}"


def _field(field: FieldInfo, numbers: dict[Variable, int]) -> Iterator[str]:
    yield f",{field.name}{field.instance}{field.projection.id if field.projection else ''}:"
    yield from _type(field.type, numbers)


def _parameters(parameters: tuple[TypeParameter, ...], numbers: dict[Variable, int]) -> Iterator[str]:
    for parameter in parameters:
        yield f"({_number(parameter.variable, numbers)}{parameter.variable.name}:"
        yield from _type(parameter.kind, numbers)


def _text(type_: Type) -> str:
    return "".join(_type(type_, {}))


def _number(variable: Variable, numbers: dict[Variable, int]) -> int:
    return numbers.setdefault(variable, len(numbers))


def _type(type_: Type, numbers: dict[Variable, int]) -> Iterator[str]:
    type_ = shallow(type_)
    written = getattr(type_, "written", None)
    if written is not None:
        yield "«"
        yield from _type(written, numbers)
    match type_:
        case Constructed(symbol, arguments):
            yield f"{symbol.id}("
            for argument in arguments:
                yield from _type(argument, numbers)
            yield ")"
        case Rigid(variable, arguments):
            yield f"${_number(variable, numbers)}("
            for argument in arguments:
                yield from _type(argument, numbers)
            yield ")"
        case Function(implicitness, bound, domain, codomain):
            name = f"{_number(bound, numbers)}{bound.name}" if bound else ""
            yield f"[{_MARKS[implicitness]}{name}:"
            yield from _type(domain, numbers)
            yield ">"
            yield from _type(codomain, numbers)
            yield "]"
        case Universe():
            yield "*"
        case _:
            yield "?"
