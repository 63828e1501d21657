"""Instance search: which instance fits a trait applied to types.

Candidates are the instances of all transitively imported modules, those of this module up to the statement being
checked, and the instance variables in scope. Exactly one must match; coercions are tried when none does. Depth is
bounded, so search always ends.
"""

from dataclasses import dataclass

from diglot.names import Implicitness, Symbol, Variable
from diglot.source import Span
from diglot.typed import ast as typed
from diglot.typed.context import Checker, InstanceGoal
from diglot.typed.errors import MAX_DEPTH, AmbiguousInstances, NoInstance, SearchTooDeep
from diglot.typed.module import Instance
from diglot.typed.types import Constructed, ErrorType, Function, Meta, MetaApplied, Rigid, Type, Universe
from diglot.typed.unify import erase_implicit, has_error, metas_of, resolve, shallow, substitute, unify


@dataclass(frozen=True, slots=True)
class Head:
    """An instance's type taken apart."""

    variables: tuple[Variable, ...]
    premises: tuple[Type, ...]
    target: Type


def head_of(type_: Type) -> Head:
    """The type parameters, the instance arguments and the trait that an instance provides."""
    variables: list[Variable] = []
    premises: list[Type] = []
    type_ = shallow(type_)
    while isinstance(type_, Function) and type_.implicitness is not Implicitness.EXPLICIT:
        if type_.implicitness is Implicitness.INSTANCE:
            premises.append(type_.domain)
        elif type_.variable is not None:
            variables.append(type_.variable)
        type_ = shallow(type_.codomain)
    return Head(tuple(variables), tuple(premises), type_)


def match_type(pattern: Type, goal: Type, variables: frozenset[Variable], found: dict[Variable, Type]) -> bool:
    """One-way matching: the pattern's variables bind; an unknown of the goal matches anything and is not solved."""
    goal = shallow(goal)
    if isinstance(goal, Meta | MetaApplied | ErrorType):
        return True
    match shallow(pattern):
        case Rigid(variable, arguments) if variable in variables:
            return _match_variable(variable, arguments, goal, variables, found)
        case Rigid(variable, arguments):
            return (
                isinstance(goal, Rigid)
                and goal.variable == variable
                and _match_all(arguments, goal.arguments, variables, found)
            )
        case Constructed(symbol, arguments):
            return (
                isinstance(goal, Constructed)
                and goal.symbol == symbol
                and _match_all(arguments, goal.arguments, variables, found)
            )
        case Function(implicitness, _, domain, codomain):
            return (
                isinstance(goal, Function)
                and goal.implicitness is implicitness
                and match_type(domain, goal.domain, variables, found)
                and match_type(codomain, goal.codomain, variables, found)
            )
        case ErrorType():
            return True
        case (Universe() | Meta() | MetaApplied()) as other:
            return type(other) is type(goal)


def _match_all(
    patterns: tuple[Type, ...], goals: tuple[Type, ...], variables: frozenset[Variable], found: dict[Variable, Type]
) -> bool:
    return len(patterns) == len(goals) and all(
        match_type(pattern, goal, variables, found) for pattern, goal in zip(patterns, goals, strict=True)
    )


def _match_variable(
    variable: Variable,
    arguments: tuple[Type, ...],
    goal: Type,
    variables: frozenset[Variable],
    found: dict[Variable, Type],
) -> bool:
    if arguments:
        count = len(arguments)
        if not isinstance(goal, Constructed | Rigid) or len(goal.arguments) < count:
            return False
        if not _match_all(arguments, goal.arguments[len(goal.arguments) - count :], variables, found):
            return False
        rest = goal.arguments[: len(goal.arguments) - count]
        goal = Constructed(goal.symbol, rest) if isinstance(goal, Constructed) else Rigid(goal.variable, rest)
    earlier = found.setdefault(variable, goal)
    return earlier is goal or bool(metas_of(goal)) or resolve(earlier) == resolve(goal)


def solve_goals(c: Checker, goals: list[InstanceGoal], *, quiet: bool) -> None:
    """Find every instance; those that unknown types leave open wait for the others.

    With `quiet` nothing is reported: the definition has other problems, of which these may be consequences.
    """
    waiting = goals
    while waiting:
        still = [goal for goal in waiting if not _solve(c, goal, final=False)]
        if len(still) == len(waiting):
            break
        waiting = still
    for goal in waiting:
        if not _solve(c, goal, final=not quiet):
            c.solutions[goal.placeholder] = typed.ErrorExpression(goal.span, goal.goal)


def _solve(c: Checker, goal: InstanceGoal, *, final: bool) -> bool:
    found = _search(c, goal.goal, goal.locals, goal.span, MAX_DEPTH, final=final)
    if found is not None:
        c.solutions[goal.placeholder] = found
    return found is not None


def _search(
    c: Checker, goal: Type, local: tuple[tuple[Variable, Type], ...], span: Span, depth: int, *, final: bool
) -> typed.Expression | None:
    goal = shallow(goal)
    if isinstance(goal, ErrorType):
        return typed.ErrorExpression(span, goal)
    if depth == 0:
        if final:
            c.report(SearchTooDeep(c.path, span, resolve(goal)))
        return None
    if not isinstance(goal, Constructed):
        return None
    variables = [variable for variable, type_ in local if match_type(type_, goal, frozenset(), {})]
    fitting = [i for i in c.instances.about(goal) if _fits(i, goal)]
    known = [i for i in fitting if not is_broken(i)]
    matching = [i for i in known if not i.coercion]
    if not variables and not matching:
        matching = [i for i in known if i.coercion]
        if len(matching) > 1:
            matching = [i for i in matching if _reachable(c, i, goal, local, span, depth)]
    if len(variables) + len(matching) == 1:
        if variables:
            return _use_variable(variables[0], local, goal, span)
        coerced = matching[0].coercion
        found = _use(c, matching[0], goal, local, span, depth, final=final and not coerced)
        if found is not None or not coerced:
            return found
        matching = []
    if has_error(goal) or (len(known) < len(fitting) and not variables and not matching):
        return typed.ErrorExpression(span, goal)
    if final and not metas_of(goal):
        _report(c, resolve(goal), [v.name for v in variables] + [i.symbol.name for i in matching], span)
    return None


def _report(c: Checker, goal: Type, candidates: list[str], span: Span) -> None:
    if candidates:
        c.report(AmbiguousInstances(c.path, span, goal, tuple(candidates)))
    else:
        c.report(NoInstance(c.path, span, goal))


def is_broken(instance: Instance) -> bool:
    """Whether something is wrong with what it is an instance of, and reported: perhaps it is what is looked for."""
    return has_error(head_of(instance.type).target)


def _fits(instance: Instance, goal: Type) -> bool:
    head = head_of(instance.type)
    return match_type(head.target, goal, frozenset(head.variables), {})


def _reachable(
    c: Checker, instance: Instance, goal: Type, local: tuple[tuple[Variable, Type], ...], span: Span, depth: int
) -> bool:
    return _use(c, instance, goal, local, span, depth, final=False) is not None


def _use_variable(
    variable: Variable, local: tuple[tuple[Variable, Type], ...], goal: Type, span: Span
) -> typed.Expression:
    type_ = dict(local)[variable]
    unify(type_, goal)
    return typed.Local(span, variable, type_)


def _use(
    c: Checker,
    instance: Instance,
    goal: Type,
    local: tuple[tuple[Variable, Type], ...],
    span: Span,
    depth: int,
    *,
    final: bool,
) -> typed.Expression | None:
    """The instance at fresh parameters, its own instance arguments found in turn."""
    head = head_of(instance.type)
    mapping: dict[Variable, Type] = {variable: c.fresh() for variable in head.variables}
    if not unify(substitute(head.target, mapping), goal):
        return None
    arguments = []
    for premise in head.premises:
        found = _search(c, substitute(premise, mapping), local, span, depth - 1, final=final)
        if found is None:
            return None
        arguments.append(found)
    return _apply(instance.symbol, tuple(mapping.values()), tuple(arguments), instance.type, mapping, goal, span)


def _apply(
    symbol: Symbol,
    type_arguments: tuple[Type, ...],
    arguments: tuple[typed.Expression, ...],
    type_: Type,
    mapping: dict[Variable, Type],
    goal: Type,
    span: Span,
) -> typed.Expression:
    head = typed.Global(span, symbol, type_arguments, substitute(erase_implicit(type_), mapping))
    return typed.Apply(span, head, arguments, goal) if arguments else head
