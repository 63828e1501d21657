"""Making types equal: unknowns, substitution, first-order unification.

`unify` solves unknowns and says whether the types can be equal. There is no postponement and no higher-order
unification: `?F a` meets `T b c` by `?F := T b`, `a = c`.
"""

from collections.abc import Iterator, Mapping
from itertools import islice

from diglot.names import Implicitness, Variable
from diglot.typed import types

Substitution = Mapping[Variable, types.Type]

LARGEST = 3_000
"""How many parts a type may have. A pair of a pair of a pair … has twice as many with each step."""


_UNKNOWN = (types.Meta, types.MetaApplied)


class TypeOutgrown(Exception):  # noqa: N818 (no bug, but a mistake on the page)
    """An unknown would have to be a type of more parts than are looked at."""


def shallow(type_: types.Type) -> types.Type:
    """The type with the unknown at its head followed to what is known of it."""
    while isinstance(type_, _UNKNOWN):
        if isinstance(type_, types.Meta):
            if type_.solution is None:
                break
            type_ = type_.solution
        elif type_.meta.solution is None:
            break
        else:
            type_ = apply_type(type_.meta.solution, type_.arguments)
    return type_


def apply_type(head: types.Type, arguments: tuple[types.Type, ...]) -> types.Type:
    """A type of higher kind applied to more arguments."""
    if not arguments:
        return head
    match shallow(head):
        case types.Constructed(symbol, earlier):
            return types.Constructed(symbol, (*earlier, *arguments))
        case types.Rigid(variable, earlier):
            return types.Rigid(variable, earlier + arguments)
        case types.Meta() as meta:
            return types.MetaApplied(meta, arguments)
        case types.MetaApplied(meta, earlier):
            return types.MetaApplied(meta, earlier + arguments)
        case types.Universe() | types.Function() | types.ErrorType():
            return types.ERROR


def substitute(type_: types.Type, mapping: Substitution) -> types.Type:
    """Replace type variables; solved unknowns on the way are followed."""
    if not mapping:
        return type_
    match type_:
        case types.Constructed(symbol, arguments, written):
            if not arguments and (written is None or not written.arguments):
                return type_
            new = tuple([substitute(a, mapping) for a in arguments])
            return types.Constructed(symbol, new, _substitute_written(written, mapping))
        case types.Rigid(variable, arguments):
            new = tuple([substitute(a, mapping) for a in arguments])
            found = mapping.get(variable)
            return types.Rigid(variable, new) if found is None else apply_type(found, new)
        case types.Function(implicitness, variable, domain, codomain, written):
            arrow = (substitute(domain, mapping), substitute(codomain, mapping))
            return types.Function(implicitness, variable, *arrow, _substitute_written(written, mapping))
        case types.Meta(_, solution):
            return type_ if solution is None else substitute(solution, mapping)
        case types.MetaApplied(meta, arguments):
            new = tuple([substitute(a, mapping) for a in arguments])
            return types.MetaApplied(meta, new) if meta.solution is None else substitute(apply_type(meta, new), mapping)
        case types.Universe() | types.ErrorType():
            return type_


def _substitute_written(written: types.Constructed | None, mapping: Substitution) -> types.Constructed | None:
    if written is None or not written.arguments:
        return written
    return types.Constructed(written.symbol, tuple([substitute(a, mapping) for a in written.arguments]))


def resolve(type_: types.Type, unknown: types.Type | None = None) -> types.Type:
    """The type with every solved unknown replaced; what is still unknown stays, or becomes `unknown`."""
    type_ = shallow(type_)
    match type_:
        case types.Constructed(symbol, arguments, written):
            if not arguments and (written is None or not written.arguments):
                return type_
            known = tuple([resolve(a, unknown) for a in arguments])
            return types.Constructed(symbol, known, _resolve_written(written, unknown))
        case types.Rigid(variable, arguments, written):
            known = tuple([resolve(a, unknown) for a in arguments])
            return types.Rigid(variable, known, written) if arguments else type_
        case types.Function(implicitness, variable, domain, codomain, written):
            arrow = (resolve(domain, unknown), resolve(codomain, unknown))
            return types.Function(implicitness, variable, *arrow, _resolve_written(written, unknown))
        case types.MetaApplied(meta, arguments):
            return types.MetaApplied(meta, tuple([resolve(a) for a in arguments])) if unknown is None else unknown
        case types.Meta():
            return type_ if unknown is None else unknown
        case types.Universe() | types.ErrorType():
            return type_


def _resolve_written(written: types.Constructed | None, unknown: types.Type | None) -> types.Constructed | None:
    if written is None or not written.arguments:
        return written
    return types.Constructed(written.symbol, tuple([resolve(a, unknown) for a in written.arguments]))


def metas_of(type_: types.Type) -> tuple[types.Meta, ...]:
    """The unknowns in a type, in order, with repetitions."""
    type_ = shallow(type_)
    if isinstance(type_, types.Meta):
        return (type_,)
    return tuple([meta for part in types.parts(type_) for meta in metas_of(part)])


def has_error(type_: types.Type) -> bool:
    """Whether something in a type is wrong and already reported."""
    type_ = shallow(type_)
    return isinstance(type_, types.ErrorType) or any(map(has_error, types.parts(type_)))


def unify(left: types.Type, right: types.Type) -> bool:
    """Solve unknowns so that the types are equal; False when they cannot be."""
    left, right = shallow(left), shallow(right)
    if left is right:
        return True
    if isinstance(left, types.Meta):
        return _solve(left, right)
    if isinstance(right, types.Meta):
        return _solve(right, left)
    if isinstance(left, types.ErrorType) or isinstance(right, types.ErrorType):
        _give_up(left)
        _give_up(right)
        return True
    if isinstance(left, types.MetaApplied):
        return _unify_applied(left, right)
    if isinstance(right, types.MetaApplied):
        return _unify_applied(right, left)
    match left, right:
        case types.Constructed(symbol, arguments), types.Constructed(other, others):
            return symbol == other and _unify_all(arguments, others)
        case types.Rigid(variable, arguments), types.Rigid(another, others):
            return variable == another and _unify_all(arguments, others)
        case types.Function(), types.Function():
            return _unify_functions(left, right)
        case types.Universe(), types.Universe():
            return True
        case _:
            return False


def _give_up(type_: types.Type) -> None:
    """Take the unknowns in a type for wrong, too: what would have said what they are is wrong and reported."""
    for meta in metas_of(type_):
        meta.solution = types.ERROR


def _unify_all(left: tuple[types.Type, ...], right: tuple[types.Type, ...]) -> bool:
    return len(left) == len(right) and all(map(unify, left, right))


def _unify_functions(left: types.Function, right: types.Function) -> bool:
    if left.implicitness is not right.implicitness or not unify(left.domain, right.domain):
        return False
    codomain = right.codomain
    if left.variable is not None and right.variable is not None and left.variable != right.variable:
        codomain = substitute(codomain, {right.variable: types.Rigid(left.variable)})
    return unify(left.codomain, codomain)


def _unify_applied(left: types.MetaApplied, right: types.Type) -> bool:
    """`?F a…` against an application with at least as many arguments."""
    count = len(left.arguments)
    match right:
        case types.Constructed(symbol, arguments) if len(arguments) >= count:
            head: types.Type = types.Constructed(symbol, arguments[: len(arguments) - count])
        case types.Rigid(variable, arguments) if len(arguments) >= count:
            head = types.Rigid(variable, arguments[: len(arguments) - count])
        case types.MetaApplied(meta, arguments) if len(arguments) >= count:
            head = apply_type(meta, arguments[: len(arguments) - count])
        case types.MetaApplied():
            return _unify_applied(right, left)
        case (
            types.Constructed() | types.Rigid() | types.Universe() | types.Function() | types.Meta() | types.ErrorType()
        ):
            return False
    return unify(left.meta, head) and _unify_all(left.arguments, arguments[len(arguments) - count :])


def _solve(meta: types.Meta, type_: types.Type) -> bool:
    if not isinstance(type_, types.Constructed) or type_.arguments:
        for count, part in enumerate(parts_of(type_), 1):
            if part is meta:
                return False
            if count > LARGEST:
                raise TypeOutgrown
    meta.solution = type_
    return True


def parts_of(type_: types.Type) -> Iterator[types.Type]:
    """A type and all types in it, in no particular order, with repetitions."""
    waiting = [type_]
    while waiting:
        part = shallow(waiting.pop())
        yield part
        waiting += types.parts(part)
        if isinstance(part, types.Constructed | types.Rigid | types.Function) and part.written is not None:
            waiting += part.written.arguments


def is_outgrown(type_: types.Type) -> bool:
    """Whether a type has more parts than are looked at."""
    return next(islice(parts_of(type_), LARGEST, None), None) is not None


def erase_implicit(type_: types.Type) -> types.Type:
    """A type without the type arguments that it takes: what is left of it in the typed tree."""
    type_ = shallow(type_)
    if isinstance(type_, types.Function):
        rest = erase_implicit(type_.codomain)
        if type_.implicitness is Implicitness.IMPLICIT and is_kind(type_.domain):
            return rest
        return types.Function(type_.implicitness, type_.variable, type_.domain, rest)
    return type_


def leading_implicits(type_: types.Type) -> int:
    """How many arguments a function takes before its first explicit one."""
    count = 0
    type_ = shallow(type_)
    while isinstance(type_, types.Function) and type_.implicitness is not Implicitness.EXPLICIT:
        count += 1
        type_ = shallow(type_.codomain)
    return count


def is_kind(type_: types.Type) -> bool:
    """`Type`, `Type -> Type`, …: what classifies types."""
    return isinstance(shallow_result(type_), types.Universe)


def shallow_result(type_: types.Type) -> types.Type:
    """What is left of a function's type after all arguments, as far as it is known."""
    type_ = shallow(type_)
    while isinstance(type_, types.Function):
        type_ = shallow(type_.codomain)
    return type_
