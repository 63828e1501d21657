"""What the snippet language calls a constant or an operator of HOL: the library's rules, read from right to left.

Out: functions of the library by the name that they become. Only rules that change nothing but the name are here.
Several functions may become one constant, so the caller has to try which is meant.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from diglot.theory.ast import Application, Identifier, Infix, Prefix
from diglot.theory.library.functions import RULES
from diglot.theory.library.rules import UNDEFINED, Rule
from diglot.theory.library.traits import OVERLOADS


@cache
def library_functions() -> Mapping[tuple[str, int], tuple[str, ...]]:
    """The ids of functions by the name in HOL and its operands: 2 of an infix, 1 of a prefix, 0 of a constant."""
    found: dict[tuple[str, int], dict[str, None]] = {}
    for key, rule in _rules():
        became = _name(rule)
        if became is not None:
            found.setdefault(became, {})[key] = None
    return {became: tuple(keys) for became, keys in found.items()}


def _rules() -> Iterator[tuple[str, Rule]]:
    yield from RULES.items()
    for key, overload in OVERLOADS.items():
        yield from ((key, rule) for rule in (*overload.heads.values(), overload.lawful) if rule is not None)


def _name(rule: Rule) -> tuple[str, int] | None:
    """What the rule makes of operands that are only names, if these stay as they are."""
    operands = tuple(Identifier(f"?{number}") for number in range(rule.arity))
    match rule.build(operands, str):
        case Infix(operator, left, right) if (left, right) == operands:
            return operator, 2
        case Prefix(operator, operand) if (operand,) == operands:
            return operator, 1
        case Application(Identifier(name), arguments) if arguments == operands:
            return name, 0
        case Identifier(name) if not operands and rule.build(operands, str) != UNDEFINED:
            return name, 0
        case _:
            return None
