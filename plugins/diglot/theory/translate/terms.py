"""Expressions of the core as terms of HOL.

In: core expressions of one definition, with the names of their variables. Out: terms. It guarantees that whatever
type Isabelle could not find by itself is written down (numerals, empty lists and the like where nothing else fixes
it), that applications are flat, and that lists, tuples, numerals, `if` and operators have the forms that people
write. What has no counterpart is reported and becomes `undefined`.
"""

from collections.abc import Mapping, Sequence

from diglot.core import ast as core
from diglot.names import Symbol, Variable
from diglot.source import Span
from diglot.theory import ast
from diglot.theory.library.rules import UNDEFINED, WILDCARD, call
from diglot.theory.library.types import COMMA, EMPTY_SET, FALSE, NEG_SUC, OF_NAT, TRUE
from diglot.theory.translate.applications import Applications
from diglot.theory.translate.context import Context
from diglot.theory.translate.element_order import Given
from diglot.theory.translate.fixed_types import FixedTypes
from diglot.theory.translate.locals import LocalNames
from diglot.theory.translate.open_parameters import open_parameters
from diglot.theory.translate.term_names import TermNames
from diglot.theory.translate.tuple_patterns import taken_apart, tuple_elements
from diglot.theory.translate.types import TypeTranslator

_INSTANCE = "d"
"""What an instance argument without a name is called."""


class TermTranslator:
    """Translates the expressions of one definition."""

    def __init__(
        self,
        context: Context,
        types: TypeTranslator,
        own: Mapping[Symbol, str],
        given: Given,
        calls: frozenset[int] = frozenset(),
    ) -> None:
        self.names = LocalNames(context.naming)
        self._context = context
        self._types = types
        self._own = own
        self._annotated: frozenset[Variable] = frozenset()
        """The parameters whose types are written down."""
        self._has_lambda = False
        self._term_names = TermNames(context, self.names, own)
        self._fixed = FixedTypes(context.general.places)
        self._applications = Applications(self._term_names, types, self._fixed, given, calls, self._term)

    # -- Every form ---------------------------------------------------------------------------------------------------

    def translate(self, expression: core.Expression, *, fixed: bool = True) -> ast.Term:
        """A term; `fixed` says that its place determines its type."""
        problems = self._context.problems
        before, said = len(problems), self._applications.said
        said.clear()
        self._annotated, self._has_lambda = frozenset(), False
        term = self._term(expression, fixed=fixed)
        if not self._has_lambda:
            return term
        self._annotated = open_parameters(
            expression, self._context.general, self._own, said, self._applications.written_instances, fixed=fixed
        )
        if self._annotated:
            problems.forget(before)
            term = self._term(expression, fixed=fixed)
        return term

    def _term(self, expression: core.Expression, *, fixed: bool = True) -> ast.Term:
        match expression:
            case core.Local(_, variable):
                return self.names.term(variable)
            case core.Global():
                return self._applications.constant(expression, (), expression, fixed=fixed)
            case core.Apply(_, core.Global() as function, arguments):
                return self._applications.constant(function, arguments, expression, fixed=fixed)
            case core.Apply(_, function, arguments):
                return self._applications.local(function, arguments)
            case core.Integer(_, value):
                numeral = ast.Numeral(value) if value >= 0 else ast.Prefix("-", ast.Numeral(-value))
                return self._applications.ascribe(numeral, expression, fixed=fixed)
            case core.String(_, value):
                return ast.StringTerm(value)
            case core.Lambda():
                return self._lambda(expression, fixed=fixed)
            case core.Let():
                return self._let(expression, fixed=fixed)
            case core.Case():
                return self._case(expression, fixed=fixed)
            case core.If():
                return self._if(expression, fixed=fixed)
            case core.RecordUpdate(_, record, fields):
                values = {symbol: self._term(value) for symbol, value in fields}
                return self._term_names.update(self._term(record), values, expression.span)
            case core.Undefined():
                return self._applications.ascribe(UNDEFINED, expression, fixed=fixed)

    # -- Binders ------------------------------------------------------------------------------------------------------

    def bind(self, parameter: core.Parameter) -> ast.Term:
        """A parameter as a binder: a wildcard where nothing mentions it."""
        if not parameter.used:
            return WILDCARD
        anonymous = not parameter.variable.name.strip("_")
        return self.names.bind(parameter.variable, _INSTANCE if anonymous else parameter.variable.name)

    def _binder(self, parameter: core.Parameter, span: Span) -> ast.Term:
        """A parameter of a lambda, with its type where nothing else says that."""
        binder = self.bind(parameter)
        if parameter.variable not in self._annotated:
            return binder
        return ast.Ascription(binder, self._types.translate(parameter.type, span))

    def release(self, parameters: Sequence[core.Parameter]) -> None:
        """End the scope of parameters."""
        for parameter in parameters:
            self.names.release(parameter.variable)

    def _lambda(self, expression: core.Lambda, *, fixed: bool) -> ast.Term:
        self._has_lambda = True
        if not fixed:
            self._fixed.loosen(expression.parameters)
        binders: list[ast.Term] = []
        bound: list[core.Parameter] = []
        body = expression.body
        for parameter in expression.parameters:
            branch = taken_apart(parameter, body)
            if branch is None:
                binders.append(self._binder(parameter, expression.span))
                bound.append(parameter)
            else:
                pattern, inside, body = self._tuple_pattern(branch)
                binders.append(pattern)
                bound.extend(inside)
        term = self._term(body, fixed=fixed)
        self.release(bound)
        if isinstance(term, ast.Abstraction):
            return ast.Abstraction((*binders, *term.binders), term.body)
        return ast.Abstraction(tuple(binders), term)

    def _let(self, expression: core.Expression, *, fixed: bool) -> ast.Term:
        bindings: list[tuple[ast.Term, ast.Term]] = []
        bound: list[core.Parameter] = []
        while isinstance(expression, core.Let):
            value = self._term(expression.value, fixed=self._fixed.is_known(expression.value))
            bindings.append((self.bind(expression.parameter), value))
            bound.append(expression.parameter)
            expression = expression.body
        body = self._term(expression, fixed=fixed)
        self.release(bound)
        return ast.LetTerm(tuple(bindings), body)

    # -- Case and if --------------------------------------------------------------------------------------------------

    def _case(self, case: core.Case, *, fixed: bool) -> ast.Term:
        constructors = {branch.constructor.id for branch in case.branches}
        known = self._fixed.is_known(case.scrutinee)
        scrutinee = self._term(case.scrutinee, fixed=known)
        if not constructors.isdisjoint((TRUE, FALSE)):
            return self._bool_case(case, scrutinee, fixed=fixed)
        if not constructors.isdisjoint((OF_NAT, NEG_SUC)):
            return self._int_case(case, scrutinee, fixed=fixed)
        if EMPTY_SET in constructors:
            return self._empty_case(case, scrutinee, fixed=fixed)
        branches = [self._branch(branch, fixed=fixed) for branch in case.branches]
        if case.default is not None:
            branches.append((WILDCARD, self._term(case.default, fixed=fixed)))
        return ast.CaseTerm(scrutinee, tuple(branches))

    def _branch(self, branch: core.Branch, *, fixed: bool) -> tuple[ast.Term, ast.Term]:
        bound: Sequence[core.Parameter]
        if branch.constructor.id == COMMA:
            pattern, bound, body = self._tuple_pattern(branch)
        else:
            pattern, bound, body = self.pattern(branch), branch.parameters, branch.body
        term = self._term(body, fixed=fixed)
        self.release(bound)
        return pattern, term

    def pattern(self, branch: core.Branch) -> ast.Term:
        """The pattern of a branch; its variables come into scope."""
        arguments = tuple(self.bind(parameter) for parameter in branch.parameters)
        return self._term_names.constructor(branch.constructor, arguments, branch.span)

    def _tuple_pattern(self, branch: core.Branch) -> tuple[ast.Term, list[core.Parameter], core.Expression]:
        """A tuple of as many elements as the nested cases take apart; their variables come into scope."""
        first, second = branch.parameters
        rest, body = tuple_elements(second, branch.body)
        bound = [first, *rest]
        return ast.TupleTerm(tuple([self._binder(parameter, branch.span) for parameter in bound])), bound, body

    def _bool_case(self, case: core.Case, scrutinee: ast.Term, *, fixed: bool) -> ast.Term:
        bodies = {branch.constructor.id: branch.body for branch in case.branches}
        then, otherwise = (bodies.get(constructor, case.default) for constructor in (TRUE, FALSE))
        if then is None or otherwise is None:
            return UNDEFINED
        return ast.IfTerm(scrutinee, self._term(then, fixed=fixed), self._term(otherwise, fixed=fixed))

    def _int_case(self, case: core.Case, scrutinee: ast.Term, *, fixed: bool) -> ast.Term:
        """HOL's integers have no constructors: the sign decides, and the natural number is computed."""
        numbers = {
            OF_NAT: call("nat", scrutinee),
            NEG_SUC: call("nat", ast.Infix("-", ast.Prefix("-", scrutinee), ast.Numeral(1))),
        }
        bodies: dict[str, ast.Term] = {}
        if case.default is not None:
            bodies = dict.fromkeys(numbers, self._term(case.default, fixed=fixed))
        for branch in case.branches:
            (parameter,) = branch.parameters
            pattern = self.bind(parameter)
            body = self._term(branch.body, fixed=fixed)
            self.release((parameter,))
            number = numbers[branch.constructor.id]
            bodies[branch.constructor.id] = ast.LetTerm(((pattern, number),), body) if parameter.used else body
        return ast.IfTerm(ast.Infix("\\<le>", ast.Numeral(0), scrutinee), bodies[OF_NAT], bodies[NEG_SUC])

    def _empty_case(self, case: core.Case, scrutinee: ast.Term, *, fixed: bool) -> ast.Term:
        """HOL's sets have no constructors, but one can be compared with the empty one."""
        bodies: dict[str, ast.Term] = {}
        for branch in case.branches:
            empty = branch.constructor.id == EMPTY_SET
            body = self._term(branch.body, fixed=fixed) if empty else self._branch(branch, fixed=fixed)[1]
            bodies[EMPTY_SET if empty else ""] = body
        if case.default is not None:
            bodies[""] = self._term(case.default, fixed=fixed)
        return ast.IfTerm(ast.Infix("=", scrutinee, ast.SetTerm(())), bodies[EMPTY_SET], bodies[""])

    def _if(self, expression: core.Expression, *, fixed: bool) -> ast.Term:
        steps: list[tuple[ast.Term, ast.Term]] = []
        while isinstance(expression, core.If):
            steps.append((self._term(expression.condition), self._term(expression.then, fixed=fixed)))
            expression = expression.otherwise
        term = self._term(expression, fixed=fixed)
        for condition, then in reversed(steps):
            term = ast.IfTerm(condition, then, term)
        return term
