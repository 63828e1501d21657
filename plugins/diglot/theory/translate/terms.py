"""Expressions of the core as terms of HOL.

In: core expressions of one definition, with the names of their variables. Out: terms. It guarantees that whatever
type Isabelle could not find by itself is written down (numerals, empty lists and the like where nothing else fixes
it), that applications are flat, and that lists, tuples, numerals, `if` and operators have the forms that people
write. What has no counterpart is reported and becomes `undefined`.
"""

from collections.abc import Mapping, Sequence

from diglot.core import ast as core
from diglot.core.subexpressions import occurs
from diglot.names import Symbol
from diglot.theory import ast
from diglot.theory.library.rules import UNDEFINED, WILDCARD, call
from diglot.theory.library.types import COMMA, EMPTY_SET, FALSE, NEG_SUC, OF_NAT, TRUE
from diglot.theory.translate.applications import Applications
from diglot.theory.translate.context import Context
from diglot.theory.translate.element_order import Given
from diglot.theory.translate.fixed_types import FixedTypes
from diglot.theory.translate.locals import LocalNames
from diglot.theory.translate.term_names import TermNames
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
        self._term_names = TermNames(context, self.names, own)
        self._fixed = FixedTypes()
        self._applications = Applications(self._term_names, types, self._fixed, given, calls, self.translate)

    # -- Every form ---------------------------------------------------------------------------------------------------

    def translate(self, expression: core.Expression, *, fixed: bool = True) -> ast.Term:
        """A term; `fixed` says that its place determines its type."""
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
                values = {symbol: self.translate(value) for symbol, value in fields}
                return self._term_names.update(self.translate(record), values, expression.span)
            case core.Undefined():
                return self._applications.ascribe(UNDEFINED, expression, fixed=fixed)

    # -- Binders ------------------------------------------------------------------------------------------------------

    def bind(self, parameter: core.Parameter) -> ast.Term:
        """A parameter as a binder: a wildcard where nothing mentions it."""
        if not parameter.used:
            return WILDCARD
        anonymous = not parameter.variable.name.strip("_")
        return self.names.bind(parameter.variable, _INSTANCE if anonymous else parameter.variable.name)

    def release(self, parameters: Sequence[core.Parameter]) -> None:
        """End the scope of parameters."""
        for parameter in parameters:
            self.names.release(parameter.variable)

    def _lambda(self, expression: core.Lambda, *, fixed: bool) -> ast.Term:
        if not fixed:
            self._fixed.loosen(expression.parameters)
        binders: list[ast.Term] = []
        bound: list[core.Parameter] = []
        body = expression.body
        for parameter in expression.parameters:
            branch = _taken_apart(parameter, body)
            if branch is None:
                binders.append(self.bind(parameter))
                bound.append(parameter)
            else:
                pattern, inside, body = self._tuple_pattern(branch)
                binders.append(pattern)
                bound.extend(inside)
        term = self.translate(body, fixed=fixed)
        self.release(bound)
        if isinstance(term, ast.Abstraction):
            return ast.Abstraction((*binders, *term.binders), term.body)
        return ast.Abstraction(tuple(binders), term)

    def _let(self, expression: core.Expression, *, fixed: bool) -> ast.Term:
        bindings: list[tuple[ast.Term, ast.Term]] = []
        bound: list[core.Parameter] = []
        while isinstance(expression, core.Let):
            value = self.translate(expression.value, fixed=self._fixed.is_known(expression.value))
            bindings.append((self.bind(expression.parameter), value))
            bound.append(expression.parameter)
            expression = expression.body
        body = self.translate(expression, fixed=fixed)
        self.release(bound)
        return ast.LetTerm(tuple(bindings), body)

    # -- Case and if --------------------------------------------------------------------------------------------------

    def _case(self, case: core.Case, *, fixed: bool) -> ast.Term:
        constructors = {branch.constructor.id for branch in case.branches}
        known = self._fixed.is_known(case.scrutinee)
        scrutinee = self.translate(case.scrutinee, fixed=known)
        if not constructors.isdisjoint((TRUE, FALSE)):
            return self._bool_case(case, scrutinee, fixed=fixed)
        if not constructors.isdisjoint((OF_NAT, NEG_SUC)):
            return self._int_case(case, scrutinee, fixed=fixed)
        if EMPTY_SET in constructors:
            return self._empty_case(case, scrutinee, fixed=fixed)
        branches = [self._branch(branch, fixed=fixed) for branch in case.branches]
        if case.default is not None:
            branches.append((WILDCARD, self.translate(case.default, fixed=fixed)))
        return ast.CaseTerm(scrutinee, tuple(branches))

    def _branch(self, branch: core.Branch, *, fixed: bool) -> tuple[ast.Term, ast.Term]:
        bound: Sequence[core.Parameter]
        if branch.constructor.id == COMMA:
            pattern, bound, body = self._tuple_pattern(branch)
        else:
            pattern, bound, body = self.pattern(branch), branch.parameters, branch.body
        term = self.translate(body, fixed=fixed)
        self.release(bound)
        return pattern, term

    def pattern(self, branch: core.Branch) -> ast.Term:
        """The pattern of a branch; its variables come into scope."""
        arguments = tuple(self.bind(parameter) for parameter in branch.parameters)
        return self._term_names.constructor(branch.constructor, arguments, branch.span)

    def _tuple_pattern(self, branch: core.Branch) -> tuple[ast.Term, list[core.Parameter], core.Expression]:
        """A tuple of as many elements as the nested cases take apart; their variables come into scope."""
        elements: list[ast.Term] = []
        bound: list[core.Parameter] = []
        while True:
            first, second = branch.parameters
            elements.append(self.bind(first))
            bound.append(first)
            inner = _taken_apart(second, branch.body)
            if inner is None:
                elements.append(self.bind(second))
                bound.append(second)
                return ast.TupleTerm(tuple(elements)), bound, branch.body
            branch = inner

    def _bool_case(self, case: core.Case, scrutinee: ast.Term, *, fixed: bool) -> ast.Term:
        bodies = {branch.constructor.id: branch.body for branch in case.branches}
        then, otherwise = (bodies.get(constructor, case.default) for constructor in (TRUE, FALSE))
        if then is None or otherwise is None:
            return UNDEFINED
        return ast.IfTerm(scrutinee, self.translate(then, fixed=fixed), self.translate(otherwise, fixed=fixed))

    def _int_case(self, case: core.Case, scrutinee: ast.Term, *, fixed: bool) -> ast.Term:
        """HOL's integers have no constructors: the sign decides, and the natural number is computed."""
        numbers = {
            OF_NAT: call("nat", scrutinee),
            NEG_SUC: call("nat", ast.Infix("-", ast.Prefix("-", scrutinee), ast.Numeral(1))),
        }
        bodies: dict[str, ast.Term] = {}
        if case.default is not None:
            bodies = dict.fromkeys(numbers, self.translate(case.default, fixed=fixed))
        for branch in case.branches:
            (parameter,) = branch.parameters
            pattern = self.bind(parameter)
            body = self.translate(branch.body, fixed=fixed)
            self.release((parameter,))
            number = numbers[branch.constructor.id]
            bodies[branch.constructor.id] = ast.LetTerm(((pattern, number),), body) if parameter.used else body
        return ast.IfTerm(ast.Infix("\\<le>", ast.Numeral(0), scrutinee), bodies[OF_NAT], bodies[NEG_SUC])

    def _empty_case(self, case: core.Case, scrutinee: ast.Term, *, fixed: bool) -> ast.Term:
        """HOL's sets have no constructors, but one can be compared with the empty one."""
        bodies: dict[str, ast.Term] = {}
        for branch in case.branches:
            empty = branch.constructor.id == EMPTY_SET
            body = self.translate(branch.body, fixed=fixed) if empty else self._branch(branch, fixed=fixed)[1]
            bodies[EMPTY_SET if empty else ""] = body
        if case.default is not None:
            bodies[""] = self.translate(case.default, fixed=fixed)
        return ast.IfTerm(ast.Infix("=", scrutinee, ast.SetTerm(())), bodies[EMPTY_SET], bodies[""])

    def _if(self, expression: core.Expression, *, fixed: bool) -> ast.Term:
        steps: list[tuple[ast.Term, ast.Term]] = []
        while isinstance(expression, core.If):
            steps.append((self.translate(expression.condition), self.translate(expression.then, fixed=fixed)))
            expression = expression.otherwise
        term = self.translate(expression, fixed=fixed)
        for condition, then in reversed(steps):
            term = ast.IfTerm(condition, then, term)
        return term


def _taken_apart(parameter: core.Parameter, body: core.Expression) -> core.Branch | None:
    """The branch, where all that is done with a pair is to take it apart at once."""
    match body:
        case core.Case(_, core.Local(_, variable), (core.Branch() as branch,), None) if (
            variable == parameter.variable and branch.constructor.id == COMMA and not occurs(variable, branch.body)
        ):
            return branch
    return None
