"""Which constants of HOL and of the support theory generated text mentions.

Nothing comes in: the rules of `library` are tried once on placeholders, and the constants in what they make are
collected. So no list of names has to be kept in step with the rules.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache

from diglot.theory.ast import Identifier, RecordTerm
from diglot.theory.library.functions import RULES
from diglot.theory.library.orders import ORDERED
from diglot.theory.library.rules import PAIRED, Rule
from diglot.theory.library.support import support_constants
from diglot.theory.library.traits import OVERLOADS
from diglot.theory.library.types import CONSTRUCTORS
from diglot.theory.operators import INFIX

_WORD = str.isidentifier


@cache
def used_constants() -> frozenset[str]:
    """Constants that generated text mentions, and what the support theory declares: no declaration may hide them."""
    found = {name for rules in _rules().values() for rule in rules for name in constants_of(rule)}
    return frozenset(found | set(CONSTRUCTORS.values()) | {PAIRED.name} | support_constants())


@cache
def needs_support(rule: Rule) -> bool:
    """Whether what a rule makes mentions the support theory."""
    return not constants_of(rule).isdisjoint(support_constants())


@cache
def _rules() -> dict[str, tuple[Rule, ...]]:
    found: dict[str, tuple[Rule, ...]] = {symbol: (rule,) for symbol, rule in RULES.items()}
    found |= {symbol: (ordered.at_numbers, ordered.general) for symbol, ordered in ORDERED.items()}
    for symbol, overload in OVERLOADS.items():
        in_order = (rule for ordered in overload.ordered.values() for rule in (ordered.at_numbers, ordered.general))
        rules = (*overload.heads.values(), *in_order, overload.lawful, overload.general)
        found[symbol] = tuple(rule for rule in rules if rule is not None)
    return found


def constants_of(rule: Rule) -> frozenset[str]:
    """The constants that a rule's term has besides its arguments and bound variables."""
    placeholders = tuple(Identifier(f"?{index}") for index in range(rule.arity + 3))
    names = set(_identifiers(rule.build(placeholders, lambda name: "?" + name)))
    if rule.section is not None:
        names |= set(_identifiers(rule.section))
    return frozenset(name for name in names if name not in INFIX and all(map(_WORD, name.split("."))))


def _identifiers(term: object) -> Iterator[str]:
    match term:
        case Identifier(name):
            yield name
        case RecordTerm(assignments):
            for name, value in assignments:
                yield name
                yield from _identifiers(value)
        case tuple():
            for part in term:
                yield from _identifiers(part)
        case _ if is_dataclass(term):
            for part in fields(term):
                yield from _identifiers(getattr(term, part.name))
        case _:
            pass
