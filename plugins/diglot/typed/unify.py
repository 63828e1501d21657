"""Making types equal: unknowns, substitution, first-order unification.

`unify` solves unknowns and says whether the types can be equal. There is no postponement and no higher-order
unification: `?F a` meets `T b c` by `?F := T b`, `a = c`.
"""

from collections.abc import Iterator, Mapping
from itertools import islice

from diglot.names import Implicitness, Variable
from diglot.typed.types import (
    ERROR,
    Constructed,
    ErrorType,
    Function,
    Meta,
    MetaApplied,
    Rigid,
    Type,
    Universe,
    parts,
)

Substitution = Mapping[Variable, Type]

LARGEST = 3_000
"""So many parts a type may have. A pair of a pair of a pair … has twice as many with each step."""


class TypeOutgrown(Exception):  # noqa: N818 (no bug, but a mistake on the page)
    """An unknown would have to be a type of more parts than are looked at."""


def shallow(type_: Type) -> Type:
    """The type with the unknown at its head followed to what is known of it."""
    while True:
        if isinstance(type_, Meta) and type_.solution is not None:
            type_ = type_.solution
        elif isinstance(type_, MetaApplied) and type_.meta.solution is not None:
            type_ = apply_type(type_.meta.solution, type_.arguments)
        else:
            return type_


def apply_type(head: Type, arguments: tuple[Type, ...]) -> Type:
    """A type of higher kind applied to more arguments."""
    if not arguments:
        return head
    match shallow(head):
        case Constructed(symbol, earlier):
            return Constructed(symbol, (*earlier, *arguments))
        case Rigid(variable, earlier):
            return Rigid(variable, earlier + arguments)
        case Meta() as meta:
            return MetaApplied(meta, arguments)
        case MetaApplied(meta, earlier):
            return MetaApplied(meta, earlier + arguments)
        case Universe() | Function() | ErrorType():
            return ERROR


def substitute(type_: Type, mapping: Substitution) -> Type:
    """Replace type variables; solved unknowns on the way are followed."""
    if not mapping:
        return type_
    match type_:
        case Constructed(symbol, arguments, written):
            if not arguments and (written is None or not written.arguments):
                return type_
            new = tuple([substitute(a, mapping) for a in arguments])
            return Constructed(symbol, new, _substitute_written(written, mapping))
        case Rigid(variable, arguments):
            new = tuple([substitute(a, mapping) for a in arguments])
            found = mapping.get(variable)
            return Rigid(variable, new) if found is None else apply_type(found, new)
        case Function(implicitness, variable, domain, codomain, written):
            arrow = (substitute(domain, mapping), substitute(codomain, mapping))
            return Function(implicitness, variable, *arrow, _substitute_written(written, mapping))
        case Meta(_, solution):
            return type_ if solution is None else substitute(solution, mapping)
        case MetaApplied(meta, arguments):
            new = tuple([substitute(a, mapping) for a in arguments])
            return MetaApplied(meta, new) if meta.solution is None else substitute(apply_type(meta, new), mapping)
        case Universe() | ErrorType():
            return type_


def _substitute_written(written: Constructed | None, mapping: Substitution) -> Constructed | None:
    if written is None or not written.arguments:
        return written
    return Constructed(written.symbol, tuple([substitute(a, mapping) for a in written.arguments]))


def resolve(type_: Type) -> Type:
    """The type with every solved unknown replaced; what is still unknown stays."""
    type_ = shallow(type_)
    match type_:
        case Constructed(symbol, arguments, written):
            if not arguments and (written is None or not written.arguments):
                return type_
            return Constructed(symbol, tuple([resolve(a) for a in arguments]), _resolve_written(written))
        case Rigid(variable, arguments, written):
            return Rigid(variable, tuple([resolve(a) for a in arguments]), written) if arguments else type_
        case Function(implicitness, variable, domain, codomain, written):
            return Function(implicitness, variable, resolve(domain), resolve(codomain), _resolve_written(written))
        case MetaApplied(meta, arguments):
            return MetaApplied(meta, tuple([resolve(a) for a in arguments]))
        case Universe() | Meta() | ErrorType():
            return type_


def _resolve_written(written: Constructed | None) -> Constructed | None:
    if written is None or not written.arguments:
        return written
    return Constructed(written.symbol, tuple([resolve(a) for a in written.arguments]))


def metas_of(type_: Type) -> tuple[Meta, ...]:
    """The unknowns in a type, in order, with repetitions."""
    type_ = shallow(type_)
    if isinstance(type_, Meta):
        return (type_,)
    return tuple([meta for part in parts(type_) for meta in metas_of(part)])


def has_error(type_: Type) -> bool:
    """Whether something in a type is wrong and already reported."""
    type_ = shallow(type_)
    return isinstance(type_, ErrorType) or any(map(has_error, parts(type_)))


def unify(left: Type, right: Type) -> bool:
    """Solve unknowns so that the types are equal; False when they cannot be."""
    left, right = shallow(left), shallow(right)
    if left is right:
        return True
    if isinstance(left, Meta):
        return _solve(left, right)
    if isinstance(right, Meta):
        return _solve(right, left)
    if isinstance(left, ErrorType) or isinstance(right, ErrorType):
        return True
    if isinstance(left, MetaApplied):
        return _unify_applied(left, right)
    if isinstance(right, MetaApplied):
        return _unify_applied(right, left)
    match left, right:
        case Constructed(symbol, arguments), Constructed(other, others):
            return symbol == other and _unify_all(arguments, others)
        case Rigid(variable, arguments), Rigid(another, others):
            return variable == another and _unify_all(arguments, others)
        case Function(), Function():
            return _unify_functions(left, right)
        case Universe(), Universe():
            return True
        case _:
            return False


def _unify_all(left: tuple[Type, ...], right: tuple[Type, ...]) -> bool:
    return len(left) == len(right) and all(map(unify, left, right))


def _unify_functions(left: Function, right: Function) -> bool:
    if left.implicitness is not right.implicitness or not unify(left.domain, right.domain):
        return False
    codomain = right.codomain
    if left.variable is not None and right.variable is not None and left.variable != right.variable:
        codomain = substitute(codomain, {right.variable: Rigid(left.variable)})
    return unify(left.codomain, codomain)


def _unify_applied(left: MetaApplied, right: Type) -> bool:
    """`?F a…` against an application with at least as many arguments."""
    count = len(left.arguments)
    match right:
        case Constructed(symbol, arguments) if len(arguments) >= count:
            head: Type = Constructed(symbol, arguments[: len(arguments) - count])
        case Rigid(variable, arguments) if len(arguments) >= count:
            head = Rigid(variable, arguments[: len(arguments) - count])
        case MetaApplied(meta, arguments) if len(arguments) >= count:
            head = apply_type(meta, arguments[: len(arguments) - count])
        case MetaApplied():
            return _unify_applied(right, left)
        case Constructed() | Rigid() | Universe() | Function() | Meta() | ErrorType():
            return False
    return unify(left.meta, head) and _unify_all(left.arguments, arguments[len(arguments) - count :])


def _solve(meta: Meta, type_: Type) -> bool:
    if not isinstance(type_, Constructed) or type_.arguments:
        for count, part in enumerate(parts_of(type_), 1):
            if part is meta:
                return False
            if count > LARGEST:
                raise TypeOutgrown
    meta.solution = type_
    return True


def parts_of(type_: Type) -> Iterator[Type]:
    """A type and all types in it, in no particular order, with repetitions."""
    waiting = [type_]
    while waiting:
        part = shallow(waiting.pop())
        yield part
        waiting += parts(part)
        if isinstance(part, Constructed | Rigid | Function) and part.written is not None:
            waiting += part.written.arguments


def is_outgrown(type_: Type) -> bool:
    """Whether a type has more parts than are looked at."""
    return next(islice(parts_of(type_), LARGEST, None), None) is not None


def erase_implicit(type_: Type) -> Type:
    """A type without the type arguments that it takes: what is left of it in the typed tree."""
    type_ = shallow(type_)
    if isinstance(type_, Function):
        rest = erase_implicit(type_.codomain)
        if type_.implicitness is Implicitness.IMPLICIT and is_kind(type_.domain):
            return rest
        return Function(type_.implicitness, type_.variable, type_.domain, rest)
    return type_


def is_kind(type_: Type) -> bool:
    """`Type`, `Type -> Type`, …: what classifies types."""
    type_ = shallow(type_)
    while isinstance(type_, Function):
        type_ = shallow(type_.codomain)
    return isinstance(type_, Universe)
