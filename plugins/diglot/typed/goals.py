"""What instance search is asked for: a placeholder in the place of each instance argument."""

from diglot.names import Variable
from diglot.source import Span
from diglot.typed import ast as typed
from diglot.typed.context import Checker, InstanceGoal
from diglot.typed.evaluate_type import require_trait
from diglot.typed.types import Type


def instance_goal(
    c: Checker, goal: Type, span: Span, local: tuple[tuple[Variable, Type], ...] | None = None
) -> typed.Expression:
    """A placeholder for an instance that is searched when the definition ends; `local` are the variables in scope."""
    require_trait(c, goal, span)
    placeholder = c.invent("instance", span)
    c.goals.append(InstanceGoal(placeholder, goal, span, tuple(c.local_instances) if local is None else local))
    return typed.Local(span, placeholder, goal)
