"""Operators to trees: precedence and associativity, once names are resolved.

Takes operands and operators in the order of the text; what to make of an operator and its operands is the caller's
business, so that expressions and patterns share this. Works along the sequence without recursion.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from diglot.scope import errors
from diglot.scope.ast import Entity, Fixity
from diglot.scope.context import Context
from diglot.source import Span

T = TypeVar("T")

ARROW = Fixity("->", "binary", "right", float("-inf"))


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator in use."""

    text: str
    """As written."""
    span: Span
    fixity: Fixity
    entity: Entity | None
    """None for the arrow."""


Combine = Callable[[Operator, tuple[T, ...]], T]


def group(context: Context, items: "Sequence[T | Operator]", combine: Combine[T], *, pattern: bool = False) -> T | None:
    """The tree; None when the operators do not fit together, which is then reported.

    Two operands never stand side by side.
    """
    operands: list[T] = []
    pending: list[Operator] = []
    expects_operand = True
    for item in items:
        if not isinstance(item, Operator):
            operands.append(item)
            expects_operand = False
            continue
        if expects_operand:
            context.report(errors.InfixParser(context.path, item.span, item.text, "left", pattern))
            return None
        if not _reduce_before(context, item, operands, pending, combine):
            return None
        if item.fixity.arity == "unary":
            operands.append(combine(item, (operands.pop(),)))
        else:
            pending.append(item)
            expects_operand = True
    if expects_operand:
        context.report(errors.InfixParser(context.path, pending[-1].span, pending[-1].text, "right", pattern))
        return None
    while pending:
        _reduce(operands, pending, combine)
    return operands[0]


def _reduce_before(
    context: Context, incoming: Operator, operands: list[T], pending: list[Operator], combine: Combine[T]
) -> bool:
    """Finish the operators that bind tighter than the one that comes; False when the order is not defined."""
    while pending and pending[-1].fixity.precedence >= incoming.fixity.precedence:
        last = pending[-1]
        if last.fixity.precedence == incoming.fixity.precedence:
            if last.fixity.assoc != incoming.fixity.assoc or last.fixity.assoc == "none":
                there = context.label(last.span, "this operator is on the same level")
                context.report(errors.MixedOperators(context.path, incoming.span, last.text, incoming.text, there))
                return False
            if last.fixity.assoc == "right":
                return True
        _reduce(operands, pending, combine)
    return True


def _reduce(operands: list[T], pending: list[Operator], combine: Combine[T]) -> None:
    right = operands.pop()
    left = operands.pop()
    operands.append(combine(pending.pop(), (left, right)))
