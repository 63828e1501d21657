"""Applications: arguments against parameters, what is left out filled in.

Arguments are checked from left to right against the function's type. An implicit parameter that is not given becomes an
unknown or its default value, an instance parameter a goal for instance search.
"""

from diglot.diagnostic import InternalError
from diglot.names import Implicitness, Symbol, SymbolKind, Variable
from diglot.scope import ast as scoped
from diglot.source import Span
from diglot.typed import ast as typed
from diglot.typed import errors
from diglot.typed.context import Checker, InstanceGoal
from diglot.typed.evaluate_type import evaluate_type, require_trait
from diglot.typed.infer_let import check_local, declared_type, local_binder
from diglot.typed.types import ERROR, UNIVERSE, Constructed, ErrorType, Function, Meta, Type
from diglot.typed.unify import is_kind, shallow, substitute, unify

LAZY_BUILTINS = {"bool-if": 3, "bool-and": 2, "bool-or": 2, "seq": 2, "assert": 1, "IO-sequence": 2}
"""Explicit arguments of the builtins that evaluate lazily and so must be fully applied."""


class _Spine:
    """An application being checked: what it is applied to so far, and the type that is left."""

    def __init__(self, c: Checker, head: typed.Expression | Symbol, type_: Type, span: Span, name: str) -> None:
        self.c = c
        self.head = head
        self.head_span = span
        self.type = shallow(type_)
        self.name = name
        self.type_arguments: list[Type] = []
        self.arguments: list[typed.Expression] = []
        self.mapping: dict[Variable, Type] = {}
        self.explicit = 0
        self.position = 0

    @property
    def parameter(self) -> Function:
        """The parameter that is due."""
        if isinstance(self.type, Function):
            return self.type
        raise InternalError("no parameter is left")

    def step(self, value: Type | None) -> None:
        """Go past one parameter; a type argument replaces its variable in the rest."""
        parameter = self.parameter
        variable, rest = parameter.variable, parameter.codomain
        self.position += 1
        self.type = shallow(rest if value is None or variable is None else substitute(rest, {variable: value}))

    def insert(self, span: Span) -> None:
        """Fill in an omitted implicit or instance argument."""
        parameter = self.parameter
        if parameter.implicitness is Implicitness.INSTANCE:
            self.arguments.append(instance_goal(self.c, parameter.domain, span))
            self.step(None)
            return
        default = self.c.default_of(self.head, self.position) if isinstance(self.head, Symbol) else None
        if is_kind(parameter.domain):
            what = f"the type `{parameter.variable}` of `{self.name}`" if parameter.variable else "a type"
            found: Type = (
                self.c.fresh_for(span, what) if default is None else evaluate_type(self.c, default, parameter.domain)
            )
            self.type_arguments.append(found)
            self.step(found)
        else:
            hole = scoped.Hole(span)
            self.arguments.append(self.c.check(hole if default is None else default, parameter.domain))
            self.step(None)

    def expect(self, arguments: tuple[scoped.Argument, ...], hint: Type) -> None:
        """Let the place of a constructor with all its arguments say what its type parameters are.

        A wrong argument is then reported where it is.
        """
        expected = shallow(hint)
        is_constructor = isinstance(self.head, Symbol) and self.head.kind is SymbolKind.CONSTRUCTOR
        explicit = all(argument.implicitness is Implicitness.EXPLICIT for argument in arguments)
        if not is_constructor or not explicit or not isinstance(expected, Constructed):
            return
        while isinstance(self.type, Function) and self.type.implicitness is Implicitness.IMPLICIT:
            self.insert(self.head_span)
        result = self.type
        for _ in arguments:
            result = shallow(result.codomain) if isinstance(result, Function) else ERROR
        if isinstance(result, Constructed) and result.symbol == expected.symbol:
            unify(result, expected)

    def give(self, argument: scoped.Argument) -> bool:
        """Check one written argument; False when there is no place for it."""
        span = argument.value.span
        while True:
            if isinstance(self.type, Meta):
                unify(self.type, Function(argument.implicitness, None, self.c.fresh(), self.c.fresh()))
                self.type = shallow(self.type)
            if not isinstance(self.type, Function):
                return self._refuse(span)
            if self.type.implicitness is argument.implicitness:
                break
            if self.type.implicitness is Implicitness.EXPLICIT:
                self.c.report(errors.ExpectedExplicitArgument(self.c.path, span, self.name))
                return False
            self.insert(self.head_span)
        self._accept(argument)
        return True

    def _accept(self, argument: scoped.Argument) -> None:
        domain, is_type = self.parameter.domain, is_kind(self.parameter.domain)
        if is_type:
            found = evaluate_type(self.c, argument.value, domain)
            if argument.implicitness is Implicitness.IMPLICIT:
                self.type_arguments.append(found)
            else:
                self.arguments.append(typed.TypeValue(argument.value.span, found, domain))
            self.step(found)
        elif argument.implicitness is Implicitness.INSTANCE and isinstance(argument.value, scoped.Hole):
            self.arguments.append(instance_goal(self.c, domain, argument.value.span))
            self.step(None)
        else:
            self.explicit += argument.implicitness is Implicitness.EXPLICIT
            value = self.c.infer(argument.value, domain)
            self.arguments.append(self.c.require(value, domain, self.name, self.explicit))
            self.step(None)

    def _refuse(self, span: Span) -> bool:
        if not isinstance(self.type, ErrorType):
            self.c.report(errors.ExpectedFunctionType(self.c.path, span, self.type, self.name, self.explicit))
        return False

    def finish(self, span: Span, type_: Type) -> typed.Expression:
        """The application, with a type for the whole."""
        head = self._head()
        return typed.Apply(span, head, tuple(self.arguments), type_) if self.arguments else head

    def _head(self) -> typed.Expression:
        if not isinstance(self.head, Symbol | typed.Local) or (
            isinstance(self.head, typed.Local) and not self.type_arguments
        ):
            return self.head
        type_ = self.type
        for argument in reversed(self.arguments):
            type_ = Function(Implicitness.EXPLICIT, None, argument.type, type_)
        if isinstance(self.head, typed.Local):
            return typed.Local(self.head_span, self.head.variable, type_)
        return typed.Global(self.head_span, self.head, tuple(self.type_arguments), type_)


def infer_application(
    c: Checker, function: scoped.Expression, arguments: tuple[scoped.Argument, ...], hint: Type | None, span: Span
) -> typed.Expression:
    """Something applied to arguments, possibly none."""
    problems = len(c.problems)
    match function:
        case scoped.NamedApply():
            return infer_named(c, function, arguments, hint, span)
        case scoped.Global(head_span, symbol):
            if symbol.kind == "type" or symbol in c.type_functions or _is_type_function(c, symbol):
                return _infer_type_value(c, function, arguments, span)
            spine = _Spine(c, symbol, c.constant_type(symbol), head_span, symbol.name)
            _check_fully_applied(c, symbol, arguments, span)
        case scoped.Local(head_span, variable):
            type_ = c.variables.get(variable, ERROR)
            if is_kind(type_):
                return _infer_type_value(c, function, arguments, span)
            spine = _Spine(c, typed.Local(head_span, variable, type_), type_, head_span, variable.name)
        case _:
            head = c.infer(function, hint if not arguments else None)
            spine = _Spine(c, head, head.type, head.span, "")
    result = _apply_spine(c, spine, arguments, hint, span)
    if len(c.problems) == problems:
        return result
    # What type a function for any type gives follows from its arguments, and one of them is wrong.
    if _misread_operator(c, spine, arguments, problems) or spine.type_arguments:
        return typed.ErrorExpression(span, ERROR)
    return result


def _misread_operator(c: Checker, spine: _Spine, arguments: tuple[scoped.Argument, ...], problems: int) -> bool:
    """`foldr + 0 xs`, where the operator is between a function and its other arguments: one problem, not many."""
    if not arguments or arguments[0].value.span.start >= spine.head_span.start:
        return False
    operand = arguments[0].value.span
    left = next((shallow(each.type) for each in spine.arguments if each.span == operand), ERROR)
    if not isinstance(left, Function) or isinstance(spine.head, typed.Expression):
        return False
    c.problems.forget(problems)
    c.report(errors.FunctionOperand(c.path, spine.head_span, spine.name, left, operand))
    return True


def _apply_spine(
    c: Checker, spine: _Spine, arguments: tuple[scoped.Argument, ...], hint: Type | None, span: Span
) -> typed.Expression:
    problems = len(c.problems)
    if hint is not None:
        spine.expect(arguments, hint)
    for index, argument in enumerate(arguments):
        if not spine.give(argument):
            for rest in arguments[index:]:
                c.infer(rest.value, ERROR)
            return typed.ErrorExpression(span, ERROR)
    if hint is not None:
        surplus = _leading_implicits(spine.type) - _leading_implicits(hint)
        for _ in range(surplus):
            spine.insert(spine.head_span)
        # Arguments that were taken for one, as in `f(1, 2)`, are missing afterwards; that is no second mistake.
        if len(c.problems) > problems and isinstance(spine.type, Function) and isinstance(shallow(hint), Constructed):
            return typed.ErrorExpression(span, ERROR)
    return spine.finish(span, spine.type)


def _leading_implicits(type_: Type) -> int:
    count = 0
    type_ = shallow(type_)
    while isinstance(type_, Function) and type_.implicitness is not Implicitness.EXPLICIT:
        count += 1
        type_ = shallow(type_.codomain)
    return count


def _is_type_function(c: Checker, symbol: Symbol) -> bool:
    return c.type_info(symbol) is not None


def _infer_type_value(
    c: Checker, function: scoped.Expression, arguments: tuple[scoped.Argument, ...], span: Span
) -> typed.Expression:
    """A type used as a value, where an explicit argument of kind `Type` is due."""
    expression = scoped.Apply(span, function, arguments) if arguments else function
    return typed.TypeValue(span, evaluate_type(c, expression), UNIVERSE)


def _check_fully_applied(c: Checker, symbol: Symbol, arguments: tuple[scoped.Argument, ...], span: Span) -> None:
    builtin = next((name for name in LAZY_BUILTINS if c.builtins.get(name) == symbol), None)
    given = sum(a.implicitness is Implicitness.EXPLICIT for a in arguments)
    if builtin is not None and given < LAZY_BUILTINS[builtin]:
        c.report(errors.BuiltinNotFullyApplied(c.path, span, symbol.name, LAZY_BUILTINS[builtin]))


def instance_goal(
    c: Checker, goal: Type, span: Span, local: tuple[tuple[Variable, Type], ...] | None = None
) -> typed.Expression:
    """A placeholder for an instance that is searched when the definition ends; `local` are the variables in scope."""
    require_trait(c, goal, span)
    placeholder = c.invent("instance", span)
    c.goals.append(InstanceGoal(placeholder, goal, span, tuple(c.local_instances) if local is None else local))
    return typed.Local(span, placeholder, goal)


def infer_named(
    c: Checker, application: scoped.NamedApply, more: tuple[scoped.Argument, ...], hint: Type | None, span: Span
) -> typed.Expression:
    """`f@{…}`: plain entries are checked in their parameters' places, shared and functional ones become a `let`."""
    symbol = application.function.symbol
    if _is_type_function(c, symbol) or symbol in c.type_functions:
        return typed.TypeValue(span, evaluate_type(c, application), UNIVERSE)
    bound = {i for i, entry in enumerate(application.entries) if _needs_let(entry)}
    for index in bound:
        definition = application.entries[index].definition
        c.variables[local_binder(definition)] = declared_type(c, definition)
    arguments = tuple(
        scoped.Argument(parameter.implicitness, _entry_argument(application, index, bound))
        for position, (parameter, index) in enumerate(zip(application.parameters, application.order, strict=True))
        if index is not None or not _is_left_out(application, position)
    )
    spine = _Spine(c, symbol, c.constant_type(symbol), application.function.span, symbol.name)
    result = _apply_spine(c, spine, arguments + more, hint, span)
    for index in sorted(bound, reverse=True):
        local = check_local(c, application.entries[index].definition)
        result = typed.Let(span, (local,), recursive=False, body=result, type=result.type)
    return result


def _is_left_out(application: scoped.NamedApply, position: int) -> bool:
    """Whether an omitted parameter is inserted anyway: unless another one is given before the next explicit one."""
    rest = zip(application.parameters[position:], application.order[position:], strict=True)
    for parameter, index in rest:
        if parameter.implicitness is Implicitness.EXPLICIT:
            return True
        if index is not None:
            return application.parameters[position].has_default
    return True


def _needs_let(entry: scoped.NamedEntry) -> bool:
    definition = entry.definition
    plain = len(definition.clauses) == 1 and not definition.clauses[0].patterns and not definition.parameters
    return entry.shared or not plain or definition.type is not None or isinstance(definition.clauses[0].body, tuple)


def _entry_argument(application: scoped.NamedApply, index: int | None, bound: set[int]) -> scoped.Expression:
    if index is None:
        return scoped.Hole(application.span)
    definition = application.entries[index].definition
    body = definition.clauses[0].body
    if index in bound or isinstance(body, tuple):
        return scoped.Local(definition.span, local_binder(definition))
    return body
