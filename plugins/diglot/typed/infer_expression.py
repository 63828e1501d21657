"""Expressions: bidirectional inference that fills in what is implicit.

`check` makes an expression have a type, `infer` finds one with a hint. Both give a typed expression; implicit arguments
become unknowns that unification solves, instance arguments and number literals become placeholders that `finish`
replaces at the end of the definition.
"""

from diglot.names import Implicitness, Symbol, Variable
from diglot.scope import ast as scoped
from diglot.source import Span
from diglot.typed import ast as typed
from diglot.typed.context import Checker, InstanceGoal, PendingLiteral
from diglot.typed.errors import (
    BuiltinNotFullyApplied,
    ExpectedExplicitArgument,
    ExpectedFunctionType,
    NotARecord,
    WrongType,
)
from diglot.typed.evaluate_type import evaluate_kind, evaluate_type, require_trait
from diglot.typed.infer_pattern import bind, check_argument_patterns, skip_parameter
from diglot.typed.types import ERROR, UNIVERSE, Constructed, ErrorType, Function, Meta, Type
from diglot.typed.unify import erase_implicit, is_kind, shallow, substitute, unify

LAZY_BUILTINS = {"bool-if": 3, "bool-and": 2, "bool-or": 2, "seq": 2, "assert": 1, "IO-sequence": 2}
"""Explicit arguments of the builtins that evaluate lazily and so must be fully applied."""


def check(c: Checker, expression: scoped.Expression, expected: Type) -> typed.Expression:
    """Make an expression have a type; reports when it cannot."""
    result = infer(c, expression, expected)
    return _require(c, result, expected)


def _require(
    c: Checker, result: typed.Expression, expected: Type, argument_of: str = "", position: int = 0
) -> typed.Expression:
    if unify(result.type, expected):
        return result
    c.report(WrongType(c.path, result.span, expected, result.type, argument_of, position))
    return typed.ErrorExpression(result.span, expected)


def infer(c: Checker, expression: scoped.Expression, hint: Type | None) -> typed.Expression:
    """Find an expression's type; the hint is what its place asks for, and is not enforced here."""
    match expression:
        case scoped.Global() | scoped.Local():
            return _infer_application(c, expression, (), hint, expression.span)
        case scoped.Apply(span, function, arguments):
            return _infer_application(c, function, arguments, hint, span)
        case scoped.NamedApply():
            return _infer_named(c, expression, (), hint, expression.span)
        case scoped.Integer():
            return _infer_integer(c, expression, hint)
        case scoped.String(span, value):
            return typed.String(span, value, c.builtin_type("string", span, "A string"))
        case scoped.Lambda():
            return _infer_lambda(c, expression, hint)
        case scoped.Case():
            return _infer_case(c, expression, hint)
        case scoped.If():
            return _infer_if(c, expression, hint)
        case scoped.Let():
            return _infer_let(c, expression, hint)
        case scoped.ListLiteral():
            return _infer_list(c, expression, hint)
        case scoped.RecordUpdate():
            return _infer_update(c, expression, hint)
        case scoped.Hole(span):
            type_ = hint if hint is not None else c.fresh()
            c.fresh_for(span, "the value of this `_`")
            return typed.ErrorExpression(span, type_)
        case scoped.Universe(span) | scoped.Pi(span):
            return typed.TypeValue(span, evaluate_type(c, expression), UNIVERSE)
        case scoped.ErrorExpression(span):
            return typed.ErrorExpression(span, hint if hint is not None else ERROR)


# -- Applications -----------------------------------------------------------------------------------------------------


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

    def step(self, value: Type | None) -> None:
        """Go past one parameter; a type argument replaces its variable in the rest."""
        assert isinstance(self.type, Function)
        variable, rest = self.type.variable, self.type.codomain
        self.position += 1
        self.type = shallow(rest if value is None or variable is None else substitute(rest, {variable: value}))

    def insert(self, span: Span) -> None:
        """Fill in an omitted implicit or instance argument."""
        assert isinstance(self.type, Function)
        if self.type.implicitness is Implicitness.INSTANCE:
            self.arguments.append(instance_goal(self.c, self.type.domain, span))
            self.step(None)
            return
        default = self.c.default_of(self.head, self.position) if isinstance(self.head, Symbol) else None
        if is_kind(self.type.domain):
            what = f"the type `{self.type.variable}` of `{self.name}`" if self.type.variable else "a type"
            found: Type = (
                self.c.fresh_for(span, what) if default is None else evaluate_type(self.c, default, self.type.domain)
            )
            self.type_arguments.append(found)
            self.step(found)
        else:
            hole = scoped.Hole(span)
            self.arguments.append(check(self.c, hole if default is None else default, self.type.domain))
            self.step(None)

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
                self.c.report(ExpectedExplicitArgument(self.c.path, span, self.name))
                return False
            self.insert(self.head_span)
        self._accept(argument)
        return True

    def _accept(self, argument: scoped.Argument) -> None:
        assert isinstance(self.type, Function)
        domain, is_type = self.type.domain, is_kind(self.type.domain)
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
            value = infer(self.c, argument.value, domain)
            self.arguments.append(_require(self.c, value, domain, self.name, self.explicit))
            self.step(None)

    def _refuse(self, span: Span) -> bool:
        if not isinstance(self.type, ErrorType):
            self.c.report(ExpectedFunctionType(self.c.path, span, self.type, self.name, self.explicit))
        return False

    def finish(self, span: Span, type_: Type) -> typed.Expression:
        """The application, with a type for the whole."""
        head = self._head()
        return typed.Apply(span, head, tuple(self.arguments), type_) if self.arguments else head

    def _head(self) -> typed.Expression:
        if not isinstance(self.head, Symbol):
            return self.head
        type_ = self.type
        for argument in reversed(self.arguments):
            type_ = Function(Implicitness.EXPLICIT, None, argument.type, type_)
        return typed.Global(self.head_span, self.head, tuple(self.type_arguments), type_)


def _infer_application(
    c: Checker, function: scoped.Expression, arguments: tuple[scoped.Argument, ...], hint: Type | None, span: Span
) -> typed.Expression:
    match function:
        case scoped.NamedApply():
            return _infer_named(c, function, arguments, hint, span)
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
            head = infer(c, function, hint if not arguments else None)
            spine = _Spine(c, head, head.type, head.span, "")
    return _apply_spine(c, spine, arguments, hint, span)


def _apply_spine(
    c: Checker, spine: _Spine, arguments: tuple[scoped.Argument, ...], hint: Type | None, span: Span
) -> typed.Expression:
    for index, argument in enumerate(arguments):
        if not spine.give(argument):
            for rest in arguments[index:]:
                infer(c, rest.value, ERROR)
            return typed.ErrorExpression(span, ERROR)
    if hint is not None:
        surplus = _leading_implicits(spine.type) - _leading_implicits(hint)
        for _ in range(surplus):
            spine.insert(spine.head_span)
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
        c.report(BuiltinNotFullyApplied(c.path, span, symbol.name, LAZY_BUILTINS[builtin]))


def instance_goal(
    c: Checker, goal: Type, span: Span, local: tuple[tuple[Variable, Type], ...] | None = None
) -> typed.Expression:
    """A placeholder for an instance that is searched when the definition ends; `local` are the variables in scope."""
    require_trait(c, goal, span)
    placeholder = c.invent("instance", span)
    c.goals.append(InstanceGoal(placeholder, goal, span, tuple(c.local_instances) if local is None else local))
    return typed.Local(span, placeholder, goal)


def _infer_named(
    c: Checker, application: scoped.NamedApply, more: tuple[scoped.Argument, ...], hint: Type | None, span: Span
) -> typed.Expression:
    """`f@{…}`: plain entries are checked in their parameters' places, shared and functional ones become a `let`."""
    symbol = application.function.symbol
    if _is_type_function(c, symbol) or symbol in c.type_functions:
        return typed.TypeValue(span, evaluate_type(c, application), UNIVERSE)
    bound = {i for i, entry in enumerate(application.entries) if _needs_let(entry)}
    for index in bound:
        definition = application.entries[index].definition
        assert isinstance(definition.binder, Variable)
        c.variables[definition.binder] = _declared_type(c, definition)
    arguments = tuple(
        scoped.Argument(parameter.implicitness, _entry_argument(application, index, bound))
        for position, (parameter, index) in enumerate(zip(application.parameters, application.order, strict=True))
        if index is not None or not _is_left_out(application, position)
    )
    spine = _Spine(c, symbol, c.constant_type(symbol), application.function.span, symbol.name)
    result = _apply_spine(c, spine, arguments + more, hint, span)
    for index in sorted(bound, reverse=True):
        local = _check_local(c, application.entries[index].definition)
        recursive = bool(application.entries[index].definition.parameters)
        result = typed.Let(span, (local,), recursive, result, result.type)
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
        assert isinstance(definition.binder, Variable)
        return scoped.Local(definition.span, definition.binder)
    return body


# -- Literals and lists -----------------------------------------------------------------------------------------------


def _infer_integer(c: Checker, literal: scoped.Integer, hint: Type | None) -> typed.Expression:
    """A literal takes the type of its place; which one may be known only at the end of the definition."""
    nat_or_int = "nat" if literal.value >= 0 else "int"
    if hint is None:
        type_ = c.builtin_type(nat_or_int, literal.span, "A number")
        return typed.Integer(literal.span, literal.value, type_)
    known = shallow(hint)
    if isinstance(known, Constructed) and known.symbol in (c.builtins.get("int"), c.builtins.get(nat_or_int)):
        return typed.Integer(literal.span, literal.value, known)
    placeholder = c.invent("number", literal.span)
    c.literals.append(PendingLiteral(placeholder, literal.value, hint, literal.span, tuple(c.local_instances)))
    return typed.Local(literal.span, placeholder, hint)


def _infer_list(c: Checker, literal: scoped.ListLiteral, hint: Type | None) -> typed.Expression:
    symbol = c.builtin("list", literal.span, "A list")
    data = c.data_type(Constructed(symbol)) if symbol else None
    if symbol is None or data is None:
        return typed.ErrorExpression(literal.span, hint if hint is not None else ERROR)
    element = c.fresh_for(literal.span, "the type of this list's elements")
    type_ = Constructed(symbol, (element,))
    if hint is not None:
        unify(type_, hint)
    nil, cons = (constructor.symbol for constructor in data.constructors)
    result: typed.Expression = typed.Global(literal.span, nil, (element,), type_)
    elements = [check(c, item, element) for item in literal.elements]
    cons_type = Function(Implicitness.EXPLICIT, None, element, Function(Implicitness.EXPLICIT, None, type_, type_))
    for item in reversed(elements):
        head = typed.Global(item.span, cons, (element,), cons_type)
        result = typed.Apply(literal.span, head, (item, result), type_)
    return result


# -- Functions, cases, conditions -------------------------------------------------------------------------------------


def _infer_lambda(c: Checker, function: scoped.Lambda, hint: Type | None) -> typed.Expression:
    type_ = hint if hint is not None else c.fresh()
    clauses = tuple([check_clause(c, clause, type_) for clause in function.clauses])
    return typed.Lambda(function.span, clauses, type_)


def check_clause(c: Checker, clause: scoped.Clause, type_: Type) -> typed.Clause:
    """A clause against the type of the function that it belongs to."""
    outer = len(c.local_instances)
    patterns, rest = check_argument_patterns(c, clause.patterns, type_, clause.span)
    surplus: list[typed.Pattern] = []
    if not _begins_with_braces(clause.body):
        while isinstance(rest, Function) and rest.implicitness is not Implicitness.EXPLICIT:
            skip_parameter(c, rest, surplus, clause.span)
            rest = shallow(rest.codomain)
    body = check_body(c, clause.body, rest)
    del c.local_instances[outer:]
    return typed.Clause(clause.span, (*patterns, *surplus), body)


def _begins_with_braces(body: scoped.Expression | tuple[scoped.Guarded, ...]) -> bool:
    return (
        isinstance(body, scoped.Lambda)
        and bool(body.clauses[0].patterns)
        and body.clauses[0].patterns[0].implicitness is not Implicitness.EXPLICIT
    )


def check_body(
    c: Checker, body: scoped.Expression | tuple[scoped.Guarded, ...], type_: Type
) -> typed.Expression | tuple[typed.Guarded, ...]:
    """The right-hand side of a clause."""
    if isinstance(body, tuple):
        return tuple([_check_guarded(c, guarded, type_) for guarded in body])
    return check(c, body, type_)


def _check_guarded(c: Checker, guarded: scoped.Guarded, type_: Type) -> typed.Guarded:
    condition = None
    if guarded.condition is not None:
        condition = check(c, guarded.condition, c.builtin_type("bool", guarded.span, "A condition"))
    return typed.Guarded(guarded.span, condition, check(c, guarded.body, type_))


def _infer_case(c: Checker, case: scoped.Case, hint: Type | None) -> typed.Expression:
    scrutinee = infer(c, case.scrutinee, None)
    type_ = hint if hint is not None else c.fresh()
    arrow = Function(Implicitness.EXPLICIT, None, scrutinee.type, type_)
    clauses = tuple([_check_branch(c, clause, arrow, type_) for clause in case.clauses])
    return typed.Case(case.span, scrutinee, clauses, type_)


def _check_branch(c: Checker, clause: scoped.Clause, arrow: Function, type_: Type) -> typed.Clause:
    outer = len(c.local_instances)
    patterns, _ = check_argument_patterns(c, clause.patterns, arrow, clause.span)
    body = check_body(c, clause.body, type_)
    del c.local_instances[outer:]
    return typed.Clause(clause.span, patterns, body)


def _infer_if(c: Checker, condition: scoped.If, hint: Type | None) -> typed.Expression:
    type_ = hint if hint is not None else c.fresh()
    branches = tuple([_check_guarded(c, branch, type_) for branch in condition.branches])
    return typed.If(condition.span, branches, type_)


# -- Let --------------------------------------------------------------------------------------------------------------


def _infer_let(c: Checker, let: scoped.Let, hint: Type | None) -> typed.Expression:
    groups = []
    for group in let.groups:
        for definition in group.definitions:
            assert isinstance(definition.binder, Variable)
            c.variables[definition.binder] = _declared_type(c, definition)
        groups.append((tuple([_check_local(c, d) for d in group.definitions]), group.recursive))
    result = infer(c, let.body, None) if hint is None else check(c, let.body, hint)
    for definitions, recursive in reversed(groups):
        result = typed.Let(let.span, definitions, recursive, result, result.type)
    return result


def _declared_type(c: Checker, definition: scoped.Definition) -> Type:
    """The type of a local definition as far as it is written; the rest is unknown."""
    if definition.type is None and not definition.parameters:
        return c.fresh_for(definition.span, f"the type of `{definition.binder.name}`")
    return signature_type(c, definition)


def signature_type(c: Checker, definition: scoped.Definition) -> Type:
    """The type that a signature gives: arrows for the parameters, then the result."""
    arrows: list[tuple[Implicitness, Variable, Type]] = []
    for parameter in definition.parameters:
        type_ = parameter_type(c, parameter)
        arrows.append((parameter.implicitness, parameter.variable, type_))
    result: Type = c.fresh() if definition.type is None else evaluate_type(c, definition.type)
    for implicitness, variable, type_ in reversed(arrows):
        result = Function(implicitness, variable if is_kind(type_) else None, type_, result)
    return result


def parameter_type(c: Checker, parameter: scoped.Parameter) -> Type:
    """A parameter's type; its variable is in scope from here on."""
    if parameter.type is None and parameter.implicitness is Implicitness.IMPLICIT:
        type_: Type = UNIVERSE
    elif parameter.type is None:
        type_ = c.fresh_for(parameter.span, f"the type of `{parameter.variable.name}`")
    else:
        type_ = evaluate_kind(c, parameter.type)
    if parameter.implicitness is Implicitness.INSTANCE:
        require_trait(c, type_, parameter.span)
    c.variables[parameter.variable] = type_
    return type_


def _check_local(c: Checker, definition: scoped.Definition) -> typed.LocalDefinition:
    assert isinstance(definition.binder, Variable)
    type_ = c.variables[definition.binder]
    body, type_parameters = check_definition(c, definition, type_)
    parameters = tuple([parameter.variable for parameter in type_parameters])
    return typed.LocalDefinition(
        definition.span, definition.binder, parameters, erase_implicit(type_), body, definition.terminating
    )


def check_definition(
    c: Checker, definition: scoped.Definition, type_: Type
) -> tuple[typed.Expression, tuple[typed.TypeParameter, ...]]:
    """The right-hand side of a definition of a given type, and the type parameters that it binds.

    A definition with parameters or clauses becomes a `Lambda` whose clauses begin with the parameters.
    """
    outer = len(c.local_instances)
    leading: list[typed.Pattern] = []
    type_parameters: list[typed.TypeParameter] = []
    rest = shallow(type_)
    for parameter in definition.parameters:
        if not isinstance(rest, Function):
            break
        _bind_parameter(c, parameter, rest, leading, type_parameters)
        rest = shallow(rest.codomain)
    type_parameters += type_parameters_of(rest)
    clauses = [check_clause(c, clause, rest) for clause in definition.clauses]
    del c.local_instances[outer:]
    clauses = [typed.Clause(cl.span, (*leading, *cl.patterns), cl.body) for cl in clauses]
    only = clauses[0].body
    if len(clauses) == 1 and not clauses[0].patterns and not isinstance(only, tuple):
        return only, tuple(type_parameters)
    return typed.Lambda(definition.span, tuple(clauses), erase_implicit(type_)), tuple(type_parameters)


def _bind_parameter(
    c: Checker,
    parameter: scoped.Parameter,
    place: Function,
    leading: list[typed.Pattern],
    type_parameters: list[typed.TypeParameter],
) -> None:
    if parameter.implicitness is Implicitness.IMPLICIT and is_kind(place.domain):
        c.variables[parameter.variable] = place.domain
        type_parameters.append(typed.TypeParameter(parameter.variable, place.domain))
        return
    bind(c, parameter.variable, place.domain)
    leading.append(typed.VariablePattern(parameter.span, parameter.variable, place.domain))


def type_parameters_of(type_: Type) -> tuple[typed.TypeParameter, ...]:
    """The implicit type parameters of a type: `{A : Type} -> …`."""
    found = []
    type_ = shallow(type_)
    while isinstance(type_, Function):
        if type_.variable is not None and type_.implicitness is Implicitness.IMPLICIT and is_kind(type_.domain):
            found.append(typed.TypeParameter(type_.variable, type_.domain))
        type_ = shallow(type_.codomain)
    return tuple(found)


# -- Records ----------------------------------------------------------------------------------------------------------


def _infer_update(c: Checker, update: scoped.RecordUpdate, hint: Type | None) -> typed.Expression:
    if update.record is None:
        return _infer_update_function(c, update, hint)
    record = infer(c, update.record, hint)
    info = c.type_info(update.type)
    if not isinstance(info, typed.DataType):
        return typed.ErrorExpression(update.span, ERROR)
    parameters = tuple([c.fresh() for _ in info.parameters])
    owner = Constructed(update.type, parameters)
    if not unify(record.type, owner):
        c.report(NotARecord(c.path, update.span, record.type))
        return typed.ErrorExpression(update.span, ERROR)
    return typed.RecordUpdate(update.span, record, _check_fields(c, update, info, parameters), owner)


def _check_fields(
    c: Checker, update: scoped.RecordUpdate, info: typed.DataType, parameters: tuple[Type, ...]
) -> tuple[tuple[Symbol, typed.Expression], ...]:
    mapping = {p.variable: a for p, a in zip(info.parameters, parameters, strict=True)}
    types = {f.projection: substitute(f.type, mapping) for f in info.constructors[0].fields}
    return tuple([(f.field, check(c, f.value, types.get(f.field, ERROR))) for f in update.fields])


def _infer_update_function(c: Checker, update: scoped.RecordUpdate, hint: Type | None) -> typed.Expression:
    """`(@R{…})`: a lambda around the update."""
    variable = c.invent("r", update.span)
    pattern = scoped.ArgumentPattern(Implicitness.EXPLICIT, scoped.VariablePattern(update.span, variable))
    body = scoped.RecordUpdate(update.span, update.type, scoped.Local(update.span, variable), update.fields)
    info = c.type_info(update.type)
    if hint is None and isinstance(info, typed.DataType):
        owner = Constructed(update.type, tuple([c.fresh() for _ in info.parameters]))
        hint = Function(Implicitness.EXPLICIT, None, owner, owner)
    return _infer_lambda(c, scoped.Lambda(update.span, (scoped.Clause(update.span, (pattern,), body),)), hint)
