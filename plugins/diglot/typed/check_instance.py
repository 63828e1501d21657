"""Rules for instance declarations: what they may be instances of, and that search with them ends.

Premises must be smaller than the head in the multiset order over the strict-subterm order on the trait's arguments
(Dershowitz and Manna, Communications of the ACM 22, 1979).
"""

from diglot.names import Implicitness, Symbol
from diglot.typed.context import Checker
from diglot.typed.errors import (
    CoercionCycles,
    ExplicitInstanceArgument,
    NotATrait,
    SubsumedInstance,
    TraitNotTerminating,
)
from diglot.typed.instances import head_of, match_type
from diglot.typed.types import Constructed, ErrorType, Function, Rigid, Type
from diglot.typed.unify import resolve, shallow


def check_instance(c: Checker, symbol: Symbol, type_: Type, *, coercion: bool) -> bool:
    """Whether an instance is well formed; reports why not."""
    head = head_of(type_)
    target = resolve(head.target)
    if isinstance(target, Function) and target.implicitness is Implicitness.EXPLICIT:
        c.report(ExplicitInstanceArgument(c.path, symbol.span, symbol.name))
        return False
    if not isinstance(target, Constructed) or not c.is_trait(target):
        if not isinstance(target, ErrorType):
            c.report(NotATrait(c.path, symbol.span, target))
        return False
    premises = [resolve(premise) for premise in head.premises]
    if coercion:
        return _check_coercion(c, symbol, target, premises)
    for premise in premises:
        if isinstance(premise, Constructed) and not _smaller(premise.arguments, target.arguments):
            c.report(TraitNotTerminating(c.path, symbol.span, symbol.name, premise))
            return False
    return _check_subsumed(c, symbol, target)


def _check_subsumed(c: Checker, symbol: Symbol, target: Constructed) -> bool:
    for other in c.instances.get(target.symbol, ()):
        head = head_of(other.type)
        if not other.coercion and match_type(head.target, target, frozenset(head.variables), {}):
            c.report(SubsumedInstance(c.path, symbol.span, symbol.name, other.symbol))
            return False
    return True


def _check_coercion(c: Checker, symbol: Symbol, target: Constructed, premises: list[Type]) -> bool:
    """A coercion must lead, by the other coercions, never back to the trait that it starts from."""
    source = premises[-1] if premises else None
    if not isinstance(source, Constructed):
        c.report(NotATrait(c.path, symbol.span, target))
        return False
    path = _coercion_path(c, source.symbol, target.symbol)
    if path is not None:
        c.report(CoercionCycles(c.path, symbol.span, tuple(s.name for s in (*path, target.symbol))))
    return path is None


def _coercion_path(c: Checker, goal: Symbol, start: Symbol) -> tuple[Symbol, ...] | None:
    """How the known coercions get a `goal` from a `start`, if they do."""
    paths: list[tuple[Symbol, ...]] = [(start,)]
    seen = {start}
    while paths:
        path = paths.pop()
        if path[-1] == goal:
            return path
        for trait, instances in c.instances.items():
            for instance in instances:
                premises = head_of(instance.type).premises
                if instance.coercion and trait not in seen and premises and _trait(premises[-1]) == path[-1]:
                    seen.add(trait)
                    paths.append((*path, trait))
    return None


def _trait(type_: Type) -> Symbol | None:
    type_ = shallow(type_)
    return type_.symbol if isinstance(type_, Constructed) else None


def _smaller(premise: tuple[Type, ...], head: tuple[Type, ...]) -> bool:
    """The multiset extension of the strict-subterm order."""
    left, right = list(premise), list(head)
    for item in tuple(left):
        if item in right:
            left.remove(item)
            right.remove(item)
    return bool(right) and all(any(_strict_subterm(small, big) for big in right) for small in left)


def _strict_subterm(small: Type, big: Type) -> bool:
    parts: tuple[Type, ...] = ()
    if isinstance(big, Constructed | Rigid):
        parts = big.arguments
    elif isinstance(big, Function):
        parts = (big.domain, big.codomain)
    return any(small == part or _strict_subterm(small, part) for part in parts)
