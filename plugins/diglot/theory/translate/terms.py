"""Expressions of the core as terms of HOL.

In: core expressions of one definition, with the names of their variables. Out: terms. It guarantees that whatever
type Isabelle could not find by itself is written down (numerals, empty lists and the like where nothing else fixes
it), that applications are flat, and that lists, tuples, numerals, `if` and operators have the forms that people
write. What has no counterpart is reported and becomes `undefined`.
"""

from collections.abc import Mapping, Sequence

from diglot.core.ast import (
    Apply,
    Branch,
    Case,
    Expression,
    Global,
    If,
    Integer,
    Lambda,
    Let,
    Local,
    Parameter,
    RecordUpdate,
    String,
    Undefined,
)
from diglot.core.subexpressions import occurs
from diglot.names import Symbol
from diglot.theory.ast import (
    Abstraction,
    CaseTerm,
    IfTerm,
    Infix,
    LetTerm,
    Numeral,
    Prefix,
    StringTerm,
    Term,
    TupleTerm,
)
from diglot.theory.library.rules import UNDEFINED, WILDCARD, call
from diglot.theory.library.types import COMMA, FALSE, NEG_SUC, OF_NAT, TRUE
from diglot.theory.translate.applications import Applications
from diglot.theory.translate.context import Context
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
        calls: frozenset[int] = frozenset(),
    ) -> None:
        self.names = LocalNames(context.naming)
        self._term_names = TermNames(context, self.names, own)
        self._fixed = FixedTypes()
        self._applications = Applications(self._term_names, types, self._fixed, calls, self.translate)

    # -- Every form ---------------------------------------------------------------------------------------------------

    def translate(self, expression: Expression, *, fixed: bool = True) -> Term:
        """A term; `fixed` says that the place it stands in determines its type."""
        match expression:
            case Local(_, variable):
                return self.names.term(variable) or UNDEFINED
            case Global():
                return self._applications.constant(expression, (), expression, fixed=fixed)
            case Apply(_, Global() as function, arguments):
                return self._applications.constant(function, arguments, expression, fixed=fixed)
            case Apply(_, function, arguments):
                return self._applications.local(function, arguments)
            case Integer(_, value):
                numeral = Numeral(value) if value >= 0 else Prefix("-", Numeral(-value))
                return self._applications.ascribe(numeral, expression, fixed=fixed)
            case String(_, value):
                return StringTerm(value)
            case Lambda():
                return self._lambda(expression, fixed=fixed)
            case Let():
                return self._let(expression, fixed=fixed)
            case Case():
                return self._case(expression, fixed=fixed)
            case If():
                return self._if(expression, fixed=fixed)
            case RecordUpdate(_, record, fields):
                values = {symbol: self.translate(value) for symbol, value in fields}
                return self._term_names.update(self.translate(record), values, expression.span)
            case Undefined():
                return self._applications.ascribe(UNDEFINED, expression, fixed=fixed)

    # -- Binders ------------------------------------------------------------------------------------------------------

    def bind(self, parameter: Parameter) -> Term:
        """A parameter as a binder: a wildcard where nothing mentions it."""
        if not parameter.used:
            return WILDCARD
        anonymous = not parameter.variable.name.strip("_")
        return self.names.bind(parameter.variable, _INSTANCE if anonymous else parameter.variable.name)

    def release(self, parameters: Sequence[Parameter]) -> None:
        """End the scope of parameters."""
        for parameter in parameters:
            self.names.release(parameter.variable)

    def _lambda(self, expression: Lambda, *, fixed: bool) -> Term:
        if not fixed:
            self._fixed.loosen(expression.parameters)
        binders: list[Term] = []
        bound: list[Parameter] = []
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
        if isinstance(term, Abstraction):
            return Abstraction((*binders, *term.binders), term.body)
        return Abstraction(tuple(binders), term)

    def _let(self, expression: Expression, *, fixed: bool) -> Term:
        bindings: list[tuple[Term, Term]] = []
        bound: list[Parameter] = []
        while isinstance(expression, Let):
            value = self.translate(expression.value, fixed=self._fixed.is_known(expression.value))
            bindings.append((self.bind(expression.parameter), value))
            bound.append(expression.parameter)
            expression = expression.body
        body = self.translate(expression, fixed=fixed)
        self.release(bound)
        return LetTerm(tuple(bindings), body)

    # -- Case and if --------------------------------------------------------------------------------------------------

    def _case(self, case: Case, *, fixed: bool) -> Term:
        constructors = {branch.constructor.id for branch in case.branches}
        known = self._fixed.is_known(case.scrutinee)
        scrutinee = self.translate(case.scrutinee, fixed=known)
        if not constructors.isdisjoint((TRUE, FALSE)):
            return self._bool_case(case, scrutinee, fixed=fixed)
        if not constructors.isdisjoint((OF_NAT, NEG_SUC)):
            return self._int_case(case, scrutinee, fixed=fixed)
        branches = [self._branch(branch, fixed=fixed) for branch in case.branches]
        if case.default is not None:
            branches.append((WILDCARD, self.translate(case.default, fixed=fixed)))
        return CaseTerm(scrutinee, tuple(branches))

    def _branch(self, branch: Branch, *, fixed: bool) -> tuple[Term, Term]:
        bound: Sequence[Parameter]
        if branch.constructor.id == COMMA:
            pattern, bound, body = self._tuple_pattern(branch)
        else:
            pattern, bound, body = self.pattern(branch), branch.parameters, branch.body
        term = self.translate(body, fixed=fixed)
        self.release(bound)
        return pattern, term

    def pattern(self, branch: Branch) -> Term:
        """The pattern of a branch; its variables come into scope."""
        arguments = tuple(self.bind(parameter) for parameter in branch.parameters)
        return self._term_names.constructor(branch.constructor, arguments, branch.span)

    def _tuple_pattern(self, branch: Branch) -> tuple[Term, list[Parameter], Expression]:
        """A tuple of as many elements as the nested cases take apart; their variables come into scope."""
        elements: list[Term] = []
        bound: list[Parameter] = []
        while True:
            first, second = branch.parameters
            elements.append(self.bind(first))
            bound.append(first)
            inner = _taken_apart(second, branch.body)
            if inner is None:
                elements.append(self.bind(second))
                bound.append(second)
                return TupleTerm(tuple(elements)), bound, branch.body
            branch = inner

    def _bool_case(self, case: Case, scrutinee: Term, *, fixed: bool) -> Term:
        bodies = {branch.constructor.id: branch.body for branch in case.branches}
        then, otherwise = (bodies.get(constructor, case.default) for constructor in (TRUE, FALSE))
        if then is None or otherwise is None:
            return UNDEFINED
        return IfTerm(scrutinee, self.translate(then, fixed=fixed), self.translate(otherwise, fixed=fixed))

    def _int_case(self, case: Case, scrutinee: Term, *, fixed: bool) -> Term:
        """HOL's integers have no constructors: the sign decides, and the natural number is computed."""
        numbers = {
            OF_NAT: call("nat", scrutinee),
            NEG_SUC: call("nat", Infix("-", Prefix("-", scrutinee), Numeral(1))),
        }
        bodies: dict[str, Term] = {}
        if case.default is not None:
            bodies = dict.fromkeys(numbers, self.translate(case.default, fixed=fixed))
        for branch in case.branches:
            (parameter,) = branch.parameters
            pattern = self.bind(parameter)
            body = self.translate(branch.body, fixed=fixed)
            self.release((parameter,))
            number = numbers[branch.constructor.id]
            bodies[branch.constructor.id] = LetTerm(((pattern, number),), body) if parameter.used else body
        return IfTerm(Infix("\\<le>", Numeral(0), scrutinee), bodies[OF_NAT], bodies[NEG_SUC])

    def _if(self, expression: Expression, *, fixed: bool) -> Term:
        steps: list[tuple[Term, Term]] = []
        while isinstance(expression, If):
            steps.append((self.translate(expression.condition), self.translate(expression.then, fixed=fixed)))
            expression = expression.otherwise
        term = self.translate(expression, fixed=fixed)
        for condition, then in reversed(steps):
            term = IfTerm(condition, then, term)
        return term


def _taken_apart(parameter: Parameter, body: Expression) -> Branch | None:
    """The branch, where all that is done with a pair is to take it apart at once."""
    match body:
        case Case(_, Local(_, variable), (Branch() as branch,), None) if (
            variable == parameter.variable and branch.constructor.id == COMMA and not occurs(variable, branch.body)
        ):
            return branch
    return None
