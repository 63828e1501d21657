"""The spine of an application: arguments against parameters, what is left out filled in.

Arguments are checked from left to right against the function's type. An implicit parameter that is not given becomes an
unknown or its default value, an instance parameter a goal for instance search.
"""

from diglot.diagnostic import InternalError
from diglot.names import Implicitness, Symbol, SymbolKind, Variable
from diglot.scope import ast as scoped
from diglot.source import Span
from diglot.typed import ast as typed
from diglot.typed import errors
from diglot.typed.context import Checker
from diglot.typed.defaults import at_place, default_of, uses
from diglot.typed.evaluate_type import evaluate_type
from diglot.typed.goals import instance_goal
from diglot.typed.module import Default
from diglot.typed.type_values import as_type
from diglot.typed.types import ERROR, UNIVERSE, Constructed, ErrorType, Function, Meta, Type, mentions_variable
from diglot.typed.unify import is_kind, leading_implicits, shallow, substitute, unify


class Spine:
    """An application being checked: what it is applied to so far, and the type that is left."""

    def __init__(self, c: Checker, head: typed.Expression | Symbol, type_: Type, span: Span, name: str) -> None:
        self.c = c
        self.head = head
        self.symbol = head if isinstance(head, Symbol) else None
        self.head_span = span
        self.type = shallow(type_)
        self.name = name
        self.type_arguments: list[Type] = []
        self.arguments: list[typed.Expression] = []
        self.given: list[typed.Expression | Type] = []
        """What each parameter so far is given."""
        self.shared: list[typed.LocalDefinition] = []
        """Arguments that a default value uses, too."""
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
            self.add(instance_goal(self.c, parameter.domain, span))
            return
        default = None if self.symbol is None else default_of(self.c, self.symbol, self.position)
        value = self._default(default, span) if default is not None else scoped.Hole(span)
        if isinstance(shallow(parameter.domain), ErrorType):
            # Nobody can find it, for a reason that is reported.
            self.add(self.c.check(scoped.ErrorExpression(span), parameter.domain))
        elif not is_kind(parameter.domain):
            if default is None and self._is_in_types():
                self._find_value(span)
            else:
                self.add(self.c.check(value, parameter.domain))
        elif default is not None:
            self.add_type(evaluate_type(self.c, value, parameter.domain), span)
        else:
            what = f"the type `{parameter.variable}` of `{self.name}`" if parameter.variable else "a type"
            self.add_type(self.c.fresh_for(span, what), span)

    def add(self, argument: typed.Expression) -> None:
        """Go past a parameter with its argument."""
        value = as_type(argument, self.c.module.name, self.c.literal_values) if self._is_in_types() else None
        self.arguments.append(argument)
        self.given.append(argument)
        self.step(value)

    def _is_in_types(self) -> bool:
        """Whether the rest of the type mentions the argument that is due."""
        variable = self.parameter.variable
        return variable is not None and mentions_variable(self.parameter.codomain, variable)

    def _find_value(self, span: Span) -> None:
        """An omitted argument that is a value in a type: what is known of the type says which."""
        parameter = self.parameter
        self.c.has_values = True
        meta = self.c.fresh_for(span, f"the argument `{parameter.variable}` of `{self.name}`")
        if self.symbol is not None and self.symbol.kind in (SymbolKind.CONSTRUCTOR, SymbolKind.FIELD):
            # A parameter of the type, of which nothing is left in its values.
            self.type_arguments.append(meta)
            self.given.append(meta)
        else:
            placeholder = self.c.invent("value", span)
            self.c.value_metas[placeholder] = meta
            found = typed.Local(span, placeholder, parameter.domain)
            self.arguments.append(found)
            self.given.append(found)
        self.step(meta)

    def add_type(self, type_: Type, span: Span) -> None:
        """Go past a parameter that stands for a type."""
        parameter = self.parameter
        if parameter.implicitness is Implicitness.IMPLICIT:
            self.type_arguments.append(type_)
        else:
            self.arguments.append(typed.TypeValue(span, type_, parameter.domain))
        self.given.append(type_)
        self.step(type_)

    def _default(self, default: Default, span: Span) -> scoped.Expression:
        """A default value at this place; the arguments that it uses are shared by a `let`."""
        names: dict[Variable, Variable] = {}
        for variable, given in zip(default.before, self.given, strict=False):
            if isinstance(given, typed.Local):
                names[variable] = given.variable
                self.c.variables.setdefault(given.variable, given.type)
                continue
            names[variable] = new = self.c.invent(variable.name, span)
            if not isinstance(given, typed.Expression):
                self.c.aliases[new], self.c.variables[new] = given, UNIVERSE
            elif uses(default, variable):
                local = typed.Local(given.span, new, given.type)
                self.c.variables[new] = given.type
                self.shared.append(typed.LocalDefinition(span, new, (), given.type, given))
                self.arguments = [local if each is given else each for each in self.arguments]
                self.given = [local if each is given else each for each in self.given]
        return at_place(default.value, names, lambda bound: self.c.invent(bound.name, span), span)

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
            self.add_type(evaluate_type(self.c, argument.value, domain), argument.value.span)
        elif argument.implicitness is Implicitness.INSTANCE and isinstance(argument.value, scoped.Hole):
            self.add(instance_goal(self.c, domain, argument.value.span))
        else:
            self.explicit += argument.implicitness is Implicitness.EXPLICIT
            value = self.c.infer(argument.value, domain)
            self.add(self.c.require(value, domain, self.name, self.explicit))

    def _refuse(self, span: Span) -> bool:
        if not isinstance(self.type, ErrorType):
            self.c.report(errors.ExpectedFunctionType(self.c.path, span, self.type, self.name, self.explicit))
        return False

    def finish(self, span: Span, type_: Type) -> typed.Expression:
        """The application, with a type for the whole."""
        head = self._head()
        result = typed.Apply(span, head, tuple(self.arguments), type_) if self.arguments else head
        for definition in reversed(self.shared):
            result = typed.Let(span, (definition,), recursive=False, body=result, type=type_)
        return result

    def _head(self) -> typed.Expression:
        head = self.head
        if isinstance(head, Symbol):
            return typed.Global(self.head_span, head, tuple(self.type_arguments), self._head_type())
        if isinstance(head, typed.Local) and self.type_arguments:
            return typed.Local(self.head_span, head.variable, self._head_type())
        return head

    def _head_type(self) -> Type:
        type_ = self.type
        for argument in reversed(self.arguments):
            type_ = Function(Implicitness.EXPLICIT, None, argument.type, type_)
        return type_


def apply_spine(
    c: Checker, spine: Spine, arguments: tuple[scoped.Argument, ...], hint: Type | None, span: Span
) -> typed.Expression:
    """Give an application the rest of its arguments, and what its place asks for."""
    problems = len(c.problems)
    if hint is not None:
        spine.expect(arguments, hint)
    for index, argument in enumerate(arguments):
        if not spine.give(argument):
            if isinstance(spine.type, ErrorType):
                # What it gives is wrong and reported, and that would have said what it is used at.
                for unknown in spine.type_arguments:
                    unify(unknown, ERROR)
            for rest in arguments[index:]:
                c.check(rest.value, ERROR)
            return typed.ErrorExpression(span, ERROR)
    if hint is not None:
        surplus = leading_implicits(spine.type) - leading_implicits(hint)
        for _ in range(surplus):
            spine.insert(spine.head_span)
        # Arguments that were taken for one, as in `f(1, 2)`, are missing afterwards; that is no second mistake.
        if len(c.problems) > problems and isinstance(spine.type, Function) and isinstance(shallow(hint), Constructed):
            return typed.ErrorExpression(span, ERROR)
    return spine.finish(span, spine.type)
