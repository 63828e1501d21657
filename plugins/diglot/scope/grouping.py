"""Operators to trees: precedence and associativity, once names are resolved.

Takes operands and operators in the order of the text; what to make of an operator and its operands is the caller's
business, so that expressions and patterns share this. Works along the sequence without recursion.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from diglot.scope import errors
from diglot.scope.ast import Entity, Fixity
from diglot.scope.context import Context
from diglot.source import Span

T = TypeVar("T")

ARROW = Fixity("->", "binary", "right", float("-inf"))


@dataclass(frozen=True, slots=True)
class OperatorUse:
    """An operator in use."""

    text: str
    """As written."""
    span: Span
    fixity: Fixity
    entity: Entity | None
    """None for the arrow."""


class Grouping(Generic[T]):
    """One sequence being put together: operands that are finished, and operators that wait for their right one."""

    def __init__(
        self, context: Context, combine: Callable[[OperatorUse, tuple[T, ...]], T], *, pattern: bool = False
    ) -> None:
        """What to make of an operator and its operands is the caller's business."""
        self.context = context
        self.combine = combine
        self.pattern = pattern
        self.operands: list[T] = []
        self.pending: list[OperatorUse] = []

    def tree(self, items: Sequence[T | OperatorUse]) -> T | None:
        """The tree; None when the operators do not fit together, which is then reported.

        Two operands are never side by side.
        """
        expects_operand = True
        for item in items:
            if not isinstance(item, OperatorUse):
                self.operands.append(item)
                expects_operand = False
            elif expects_operand:
                self._report_misplaced(item, "left")
                return None
            elif not self._reduce_before(item):
                return None
            elif item.fixity.arity == "unary":
                self.operands.append(self.combine(item, (self.operands.pop(),)))
            else:
                self.pending.append(item)
                expects_operand = True
        if expects_operand:
            self._report_misplaced(self.pending[-1], "right")
            return None
        while self.pending:
            self._reduce()
        return self.operands[0]

    def _report_misplaced(self, operator: OperatorUse, side: str) -> None:
        problem = errors.InfixParser(self.context.path, operator.span, operator.text, side, self.pattern)
        self.context.report(problem)

    def _reduce_before(self, incoming: OperatorUse) -> bool:
        """Finish the operators that bind tighter than the one that comes; False when the order is not defined."""
        while self.pending and self.pending[-1].fixity.precedence >= incoming.fixity.precedence:
            last = self.pending[-1]
            if last.fixity.precedence == incoming.fixity.precedence:
                if last.fixity.assoc != incoming.fixity.assoc or last.fixity.assoc == "none":
                    self._report_mixed(last, incoming)
                    return False
                if last.fixity.assoc == "right":
                    return True
            self._reduce()
        return True

    def _report_mixed(self, last: OperatorUse, incoming: OperatorUse) -> None:
        there = self.context.label(last.span, "this operator is on the same level")
        problem = errors.MixedOperators(self.context.path, incoming.span, last.text, incoming.text, there)
        self.context.report(problem)

    def _reduce(self) -> None:
        right = self.operands.pop()
        left = self.operands.pop()
        self.operands.append(self.combine(self.pending.pop(), (left, right)))
