"""Rules for instance declarations: what they may be instances of, and that search with them ends.

Premises must be smaller than the head in the multiset order over the strict-subterm order on the trait's arguments
(Dershowitz and Manna, Communications of the ACM 22, 1979).
"""

from collections.abc import Iterator

from diglot.names import Implicitness, Symbol
from diglot.typed import errors
from diglot.typed.context import Checker
from diglot.typed.instances import head_of, is_broken, match_type
from diglot.typed.types import Constructed, ErrorType, Function, Meta, MetaApplied, Rigid, Type, Universe
from diglot.typed.unify import has_error, resolve, shallow


def check_instance(c: Checker, symbol: Symbol, type_: Type, *, coercion: bool) -> bool:
    """Whether an instance is well formed; reports why not."""
    head = head_of(type_)
    target = resolve(head.target)
    if isinstance(target, Function) and target.implicitness is Implicitness.EXPLICIT:
        c.report(errors.ExplicitInstanceArgument(c.path, symbol.span, symbol.name))
        return False
    if not isinstance(target, Constructed) or not c.is_trait(target):
        if not isinstance(target, ErrorType):
            c.report(errors.NotATrait(c.path, symbol.span, target))
        return False
    premises = [resolve(premise) for premise in head.premises]
    if coercion:
        return _check_coercion(c, symbol, target, premises)
    for premise in premises:
        if isinstance(premise, Constructed) and not _smaller(premise.arguments, target.arguments):
            c.report(errors.TraitNotTerminating(c.path, symbol.span, symbol.name, premise))
            return False
    return _check_subsumed(c, symbol, target)


def _check_subsumed(c: Checker, symbol: Symbol, target: Constructed) -> bool:
    if has_error(target):
        return True
    for other in c.instances.about(target):
        head = head_of(other.type)
        if (
            not other.coercion
            and not is_broken(other)
            and match_type(head.target, target, frozenset(head.variables), {})
        ):
            c.report(errors.SubsumedInstance(c.path, symbol.span, symbol.name, other.symbol))
            return False
    return True


def _check_coercion(c: Checker, symbol: Symbol, target: Constructed, premises: list[Type]) -> bool:
    """A coercion takes one instance, and leads by the others never back to its trait unless each gets smaller."""
    if len(premises) != 1:
        c.report(errors.CoercionArguments(c.path, symbol.span, symbol.name, len(premises)))
        return False
    source = premises[0]
    if not isinstance(source, Constructed):
        return False
    path = _coercion_path(c, source, target)
    if path is not None:
        c.report(errors.CoercionCycles(c.path, symbol.span, tuple(s.name for s in (*path, target.symbol))))
    return path is None


def _coercion_path(c: Checker, source: Constructed, target: Constructed) -> tuple[Symbol, ...] | None:
    """How the known coercions get the source's trait from the target's, if they do and some step gets no smaller."""
    start = (target.symbol, _smaller(source.arguments, target.arguments))
    paths: dict[tuple[Symbol, bool], tuple[Symbol, ...]] = {start: (target.symbol,)}
    waiting = [start]
    while waiting:
        trait, smaller = state = waiting.pop()
        if trait == source.symbol and not smaller:
            return paths[state]
        for following, step in _coercions_from(c, trait):
            reached = (following, smaller and step)
            if reached not in paths:
                paths[reached] = (*paths[state], following)
                waiting.append(reached)
    return None


def _coercions_from(c: Checker, source: Symbol) -> Iterator[tuple[Symbol, bool]]:
    """The traits that known coercions make of one, and whether they get smaller."""
    for instance in c.instances.coercions():
        head = head_of(instance.type)
        premise, target = (shallow(head.premises[-1]) if head.premises else None), shallow(head.target)
        if isinstance(premise, Constructed) and premise.symbol == source and isinstance(target, Constructed):
            yield instance.trait, _smaller(premise.arguments, target.arguments)


def _smaller(premise: tuple[Type, ...], head: tuple[Type, ...]) -> bool:
    """The multiset extension of the strict-subterm order."""
    left, right = list(premise), list(head)
    for item in tuple(left):
        if item in right:
            left.remove(item)
            right.remove(item)
    return bool(right) and all(any(_strict_subterm(small, big) for big in right) for small in left)


def _strict_subterm(small: Type, big: Type) -> bool:
    return any(small == part or _strict_subterm(small, part) for part in _parts(big))


def _parts(type_: Type) -> tuple[Type, ...]:
    match type_:
        case Constructed(_, arguments) | Rigid(_, arguments):
            return arguments
        case Function():
            return type_.domain, type_.codomain
        case Universe() | Meta() | MetaApplied() | ErrorType():
            return ()
