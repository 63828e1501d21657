"""Functions that do nothing with a pair but take it apart: in HOL the tuple is the parameter.

In: a parameter and the body below it. Out: the branch that takes it apart.
"""

from diglot.core import ast as core
from diglot.core.subexpressions import occurs
from diglot.theory.library.types import COMMA


def taken_apart(parameter: core.Parameter, body: core.Expression) -> core.Branch | None:
    """The branch, where all that is done with a pair is to take it apart at once."""
    match body:
        case core.Case(_, core.Local(_, variable), (core.Branch() as branch,), None) if (
            variable == parameter.variable and branch.constructor.id == COMMA and not occurs(variable, branch.body)
        ):
            return branch
    return None


def tuple_elements(parameter: core.Parameter, body: core.Expression) -> tuple[list[core.Parameter], core.Expression]:
    """The variables of a tuple of as many elements as the nested matches take apart, and what is below them."""
    branch = taken_apart(parameter, body)
    if branch is None:
        return [parameter], body
    first, second = branch.parameters
    rest, body = tuple_elements(second, branch.body)
    return [first, *rest], body
