"""Expressions of the core as terms of HOL.

In: core expressions of one definition, with the names of their variables. Out: terms. It guarantees that whatever type
Isabelle could not find by itself is written down (numerals, empty lists and the like at types that nothing else fixes),
that applications are flat, and that lists, tuples, numerals, `if` and operators have the forms people write. What has no
counterpart is reported and becomes `undefined`.
"""

from collections.abc import Callable, Mapping, Sequence

from diglot.core.ast import (
    Apply,
    Branch,
    Case,
    ConstructorInfo,
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
from diglot.names import Symbol
from diglot.source import Span
from diglot.theory.ast import (
    Abstraction,
    Ascription,
    CaseTerm,
    Identifier,
    IfTerm,
    Infix,
    LetTerm,
    ListTerm,
    Numeral,
    Prefix,
    RecordTerm,
    RecordUpdateTerm,
    StringTerm,
    Term,
    TupleTerm,
)
from diglot.theory.context import Context
from diglot.theory.errors import TooDeep, UntranslatableLibraryName
from diglot.theory.fixed_types import FixedTypes
from diglot.theory.library import OVERLOADS, RULES, UNDEFINED
from diglot.theory.library_types import (
    COMMA,
    CONS,
    CONSTRUCTORS,
    EQ,
    FALSE,
    NEG_SUC,
    NIL,
    OF_NAT,
    SUC,
    TRUE,
    UNIT_VALUE,
    ZERO,
)
from diglot.theory.locals import LocalNames
from diglot.theory.rules import WILDCARD, Overload, Rule, apply, call
from diglot.theory.support import support_constants
from diglot.theory.types import TypeTranslator
from diglot.theory.vocabulary import needs_support
from diglot.theory.walk import occurs
from diglot.typed import types as typed

_MAX_DEPTH = 90
"""Nested expressions; each takes about five frames of Python."""

_AND, _OR = "Stdlib.Data.Bool.Base:&&", "Stdlib.Data.Bool.Base:||"
_EMPTY = frozenset({NIL, "Juvix.Builtin.V1.Maybe:Maybe.nothing", "Stdlib.Data.Set:Set.empty", "Stdlib.Data.Map:empty"})


class TermTranslator:
    """Translates the expressions of one definition."""

    def __init__(
        self,
        context: Context,
        names: LocalNames,
        types: TypeTranslator,
        *,
        own: Mapping[Symbol, str],
        calls: frozenset[int] = frozenset(),
    ) -> None:
        self.names = names
        self._context = context
        self._naming = context.naming
        self._types = types
        self._own = own
        """What the functions being defined are called while their full names do not exist yet."""
        self._calls = calls
        """The expressions with a recursive call inside."""
        self._depth = 0
        self._fixed = FixedTypes()

    # -- Every form ---------------------------------------------------------------------------------------------------

    def translate(self, expression: Expression, *, fixed: bool = True) -> Term:
        """A term; `fixed` says that the place it stands in determines its type."""
        if self._depth >= _MAX_DEPTH:
            self._context.report(TooDeep(self._context.path, expression.span))
            return UNDEFINED
        self._depth += 1
        term = self._form(expression, fixed)
        self._depth -= 1
        return term

    def _form(self, expression: Expression, fixed: bool) -> Term:
        match expression:
            case Local(_, variable):
                return self.names.term(variable) or UNDEFINED
            case Global():
                return self._global(expression, (), expression, fixed)
            case Apply(_, Global() as function, arguments):
                return self._global(function, arguments, expression, fixed)
            case Apply(_, function, arguments):
                known = self._fixed.is_known(function)
                return apply(self.translate(function), *(self.translate(a, fixed=known) for a in arguments))
            case Integer(_, value):
                return self._ascribe(Numeral(value) if value >= 0 else Prefix("-", Numeral(-value)), expression, fixed)
            case String(_, value):
                return StringTerm(value)
            case Lambda():
                return self._lambda(expression, fixed)
            case Let():
                return self._let(expression, fixed)
            case Case():
                return self._case(expression, fixed)
            case If():
                return self._if(expression, fixed)
            case RecordUpdate():
                return self._update(expression)
            case Undefined():
                return self._ascribe(UNDEFINED, expression, fixed)

    def _ascribe(self, term: Term, expression: Expression, fixed: bool) -> Term:
        return term if fixed else Ascription(term, self._types.translate(expression.type, expression.span))

    def _missing(self, span: Span, symbol: Symbol, at: str = "") -> Term:
        self._context.report(UntranslatableLibraryName(self._context.path, span, symbol.name, at))
        return UNDEFINED

    def bind(self, parameter: Parameter) -> Term:
        """A parameter as a binder: a wildcard where nothing mentions it."""
        return self.names.bind(parameter.variable) if parameter.used else WILDCARD

    def release(self, parameters: Sequence[Parameter]) -> None:
        """End the scope of parameters."""
        for parameter in parameters:
            self.names.release(parameter.variable)

    # -- Binders ------------------------------------------------------------------------------------------------------

    def _lambda(self, expression: Lambda, fixed: bool) -> Term:
        if not fixed:
            self._fixed.loosen(expression.parameters)
        binders: list[Term] = []
        bound: list[Parameter] = []
        body = expression.body
        for parameter in expression.parameters:
            bound.append(parameter)
            match body:
                case Case(_, Local(_, variable), (Branch() as branch,), None) if (
                    variable == parameter.variable
                    and branch.constructor.id == COMMA
                    and not occurs(variable, branch.body)
                ):
                    pattern, inside, body = self._pair_pattern(branch)
                    binders.append(pattern)
                    bound.extend(inside)
                case _:
                    binders.append(self.bind(parameter))
        term = self.translate(body, fixed=fixed)
        self.release(bound)
        if isinstance(term, Abstraction):
            return Abstraction((*binders, *term.binders), term.body)
        return Abstraction(tuple(binders), term)

    def _let(self, expression: Expression, fixed: bool) -> Term:
        bindings: list[tuple[Term, Term]] = []
        bound: list[Parameter] = []
        while isinstance(expression, Let):
            value = self.translate(expression.value, fixed=self._fixed.is_known(expression.value))
            bindings.append((self.bind(expression.parameter), value))
            bound.append(expression.parameter)
            expression = expression.body
        body = self.translate(expression, fixed=fixed)
        self.release(bound)
        if isinstance(body, LetTerm):
            return LetTerm((*bindings, *body.bindings), body.body)
        return LetTerm(tuple(bindings), body)

    # -- Case and if --------------------------------------------------------------------------------------------------

    def _case(self, case: Case, fixed: bool) -> Term:
        constructors = {branch.constructor.id for branch in case.branches}
        known = self._fixed.is_known(case.scrutinee)
        scrutinee = self.translate(case.scrutinee, fixed=known)
        if not known:
            for branch in case.branches:
                self._fixed.loosen(branch.parameters)
        if not constructors.isdisjoint((TRUE, FALSE)):
            return self._bool_case(case, scrutinee, fixed)
        if not constructors.isdisjoint((OF_NAT, NEG_SUC)):
            return self._int_case(case, scrutinee, fixed)
        branches = [self._branch(branch, fixed) for branch in case.branches]
        if case.default is not None:
            branches.append((WILDCARD, self.translate(case.default, fixed=fixed)))
        return CaseTerm(scrutinee, tuple(branches))

    def _branch(self, branch: Branch, fixed: bool) -> tuple[Term, Term]:
        pattern, bound, body = self._pair_pattern(branch) if branch.constructor.id == COMMA else self._pattern(branch)
        term = self.translate(body, fixed=fixed)
        self.release(bound)
        return pattern, term

    def _pattern(self, branch: Branch) -> tuple[Term, Sequence[Parameter], Expression]:
        return self.pattern(branch), branch.parameters, branch.body

    def pattern(self, branch: Branch) -> Term:
        """The pattern of a branch; its variables come into scope."""
        arguments = tuple(self.bind(parameter) for parameter in branch.parameters)
        return self.constructor_pattern(branch.constructor, arguments, branch.span)

    def constructor_pattern(self, symbol: Symbol, arguments: tuple[Term, ...], span: Span) -> Term:
        """A constructor with its arguments, as a pattern or a term."""
        match symbol.id:
            case identity if identity == NIL:
                return ListTerm(())
            case identity if identity == CONS:
                return Infix("#", *arguments)
            case identity if identity == COMMA:
                return TupleTerm(arguments)
            case identity if identity == UNIT_VALUE:
                return TupleTerm(())
            case identity if identity == ZERO:
                return Numeral(0)
            case identity if identity in CONSTRUCTORS:
                self._context.needs_support |= CONSTRUCTORS[identity] in support_constants()
                return call(CONSTRUCTORS[identity], *arguments)
        reference = self._reference(symbol)
        return call(reference, *arguments) if reference is not None else self._missing(span, symbol)

    def _pair_pattern(self, branch: Branch) -> tuple[Term, list[Parameter], Expression]:
        """A tuple of as many elements as the nested cases take apart."""
        elements: list[Term] = []
        bound: list[Parameter] = []
        while True:
            first, second = branch.parameters
            elements.append(self.bind(first))
            bound.append(first)
            match branch.body:
                case Case(_, Local(_, variable), (Branch() as inner,), None) if (
                    variable == second.variable and inner.constructor.id == COMMA and not occurs(variable, inner.body)
                ):
                    branch = inner
                case body:
                    elements.append(self.bind(second))
                    bound.append(second)
                    return TupleTerm(tuple(elements)), bound, body

    def _bool_case(self, case: Case, scrutinee: Term, fixed: bool) -> Term:
        bodies = {branch.constructor.id: branch.body for branch in case.branches}
        then, otherwise = (bodies.get(constructor, case.default) for constructor in (TRUE, FALSE))
        if then is None or otherwise is None:
            return UNDEFINED
        return IfTerm(scrutinee, self.translate(then, fixed=fixed), self.translate(otherwise, fixed=fixed))

    def _int_case(self, case: Case, scrutinee: Term, fixed: bool) -> Term:
        """HOL's integers have no constructors: the sign decides, and the natural number is computed."""
        parts = {
            OF_NAT: call("nat", scrutinee),
            NEG_SUC: call("nat", Infix("-", Prefix("-", scrutinee), Numeral(1))),
        }
        bodies = {}
        for branch in case.branches:
            (parameter,) = branch.parameters
            pattern = self.bind(parameter)
            body = self.translate(branch.body, fixed=fixed)
            bodies[branch.constructor.id] = (
                LetTerm(((pattern, parts[branch.constructor.id]),), body) if parameter.used else body
            )
            self.release((parameter,))
        if case.default is not None:
            default = self.translate(case.default, fixed=fixed)
            bodies = {OF_NAT: default, NEG_SUC: default} | bodies
        return IfTerm(Infix("\\<le>", Numeral(0), scrutinee), bodies[OF_NAT], bodies[NEG_SUC])

    def _if(self, expression: Expression, fixed: bool) -> Term:
        steps: list[tuple[Term, Term]] = []
        while isinstance(expression, If):
            steps.append((self.translate(expression.condition), self.translate(expression.then, fixed=fixed)))
            expression = expression.otherwise
        term = self.translate(expression, fixed=fixed)
        for condition, then in reversed(steps):
            term = IfTerm(condition, then, term)
        return term

    # -- Records ------------------------------------------------------------------------------------------------------

    def _update(self, update: RecordUpdate) -> Term:
        record = self.translate(update.record)
        fields = {symbol: self.translate(value) for symbol, value in update.fields}
        owner = self._naming.field_owner(update.fields[0][0]) if update.fields else None
        if owner is None:
            return self._missing(update.span, update.fields[0][0]) if update.fields else record
        if not self._naming.is_record(owner.symbol):
            return self._rebuild(owner.constructors[0], record, fields)
        if update.type == update.record.type:
            return RecordUpdateTerm(record, tuple((self._field(symbol), value) for symbol, value in fields.items()))
        name = Identifier(self.names.fresh("record"))
        source = record if isinstance(record, Identifier) else name
        whole = tuple(
            (self._field(f.projection), fields.get(f.projection) or call(self._field(f.projection), source))
            for f in owner.constructors[0].fields
            if f.projection is not None
        )
        return RecordTerm(whole) if source is record else LetTerm(((name, record),), RecordTerm(whole))

    def _rebuild(self, constructor: ConstructorInfo, record: Term, changed: Mapping[Symbol, Term]) -> Term:
        """An update of a datatype: taken apart and put together again."""
        old: list[Term] = []
        new: list[Term] = []
        for index, field in enumerate(constructor.fields, 1):
            value = changed.get(field.projection) if field.projection is not None else None
            name = Identifier(self.names.fresh(f"{field.name or 'x'}_{index}"))
            old.append(WILDCARD if value is not None else name)
            new.append(name if value is None else value)
        reference = self._field(constructor.symbol)
        return CaseTerm(record, ((call(reference, *old), call(reference, *new)),))

    def _field(self, symbol: Symbol) -> str:
        return self._reference(symbol) or symbol.name

    def _reference(self, symbol: Symbol) -> str | None:
        return self._own.get(symbol) or self._naming.references.get(symbol)

    # -- Constants and what they are applied to -----------------------------------------------------------------------

    def _global(self, function: Global, arguments: tuple[Expression, ...], whole: Expression, fixed: bool) -> Term:
        symbol = function.symbol
        if _is_equality(whole.type) and self._is_native(whole):
            self._context.needs_support = True
            return Identifier("eq_native")
        if (constructor := self._naming.constructor(symbol)) is not None:
            terms = self._arguments(arguments, fixed=fixed or not function.type_arguments)
            if not self._naming.is_record(constructor[0].symbol):
                return apply(Identifier(self._field(symbol)), *terms)
            return self._record(tuple(self._field(f.projection) for f in constructor[1].fields if f.projection), terms)
        if (reference := self._reference(symbol)) is not None:
            return apply(Identifier(reference), *self._arguments(arguments, fixed=not function.type_arguments))
        return self._library(function, arguments, whole, fixed)

    def _record(self, fields: tuple[str, ...], terms: list[Term]) -> Term:
        """A record; where arguments are missing, a function of them."""
        binders: list[Term] = []
        for field in fields[len(terms) :]:
            binders.append(Identifier(self._unlike(field.rpartition(".")[2], binders)))
        record = RecordTerm(tuple(zip(fields, (*terms, *binders), strict=True)))
        return Abstraction(tuple(binders), record) if binders else record

    def _unlike(self, name: str, taken: Sequence[Term]) -> str:
        name = self.names.fresh(name)
        while Identifier(name) in taken:
            name = self.names.fresh(name + "'")
        return name

    def _arguments(self, arguments: Sequence[Expression], *, fixed: bool) -> list[Term]:
        """Arguments; where nothing fixes their type, the first of each type gets it written down."""
        fixed = fixed or any(self._fixed.is_known(argument) for argument in arguments)
        terms: list[Term] = []
        settled: list[typed.Type] = []
        for argument in arguments:
            known = fixed or argument.type in settled
            terms.append(self.translate(argument, fixed=known))
            settled.append(argument.type)
        return terms

    def _library(self, function: Global, arguments: tuple[Expression, ...], whole: Expression, fixed: bool) -> Term:
        identity = function.symbol.id
        if identity in (CONS, NIL):
            return self._list(whole, fixed)
        if identity == COMMA:
            return self._tuple(whole, fixed)
        if identity in (SUC, ZERO, UNIT_VALUE) or identity in CONSTRUCTORS:
            empty = not fixed and (identity in _EMPTY or identity == ZERO)
            terms = tuple(self._arguments(arguments, fixed=fixed or identity == SUC))
            return self._ascribe(self.constructor_pattern(function.symbol, terms, function.span), whole, not empty)
        if identity in (_AND, _OR) and len(arguments) == 2 and id(arguments[1]) in self._calls:
            return self._guarded(identity, *(self.translate(argument) for argument in arguments))
        rule, arguments = self._rule(function, arguments)
        if rule is None:
            head = self._type_name(function)
            return self._missing(function.span, function.symbol, head)
        mono = rule.section is None and not function.type_arguments
        terms = tuple(self._arguments(arguments, fixed=(rule.transparent and fixed) or mono))
        return self._ascribe(self._use(rule, terms), whole, fixed or identity not in _EMPTY)

    def _guarded(self, identity: str, left: Term, right: Term) -> Term:
        """`&&` and `||` before a recursive call: Isabelle looks for termination behind `if` only."""
        if identity == _AND:
            return IfTerm(left, right, Identifier("False"))
        return IfTerm(left, Identifier("True"), right)

    def _rule(self, function: Global, arguments: tuple[Expression, ...]) -> tuple[Rule | None, tuple[Expression, ...]]:
        """The rule that applies, and the arguments that it takes."""
        rule = RULES.get(function.symbol.id)
        if rule is not None:
            return rule, arguments[rule.dropped :]
        overload = OVERLOADS.get(function.symbol.id)
        if overload is None or not arguments:
            return None, arguments
        rule = self._instance_rule(overload, function, arguments[0])
        return (rule, arguments[1:]) if rule is not None else (overload.general, arguments)

    def _instance_rule(self, overload: Overload, function: Global, instance: Expression) -> Rule | None:
        if not self._is_native(instance):
            return None
        index = overload.type_index
        head = function.type_arguments[index] if index < len(function.type_arguments) else None
        found = overload.heads.get(head.symbol.id) if isinstance(head, typed.Constructed) else None
        return found or overload.native

    def _use(self, rule: Rule, terms: tuple[Term, ...]) -> Term:
        self._context.needs_support |= needs_support(rule)
        if len(terms) >= rule.arity:
            return apply(rule.build(terms[: rule.arity], self._fresh()), *terms[rule.arity :])
        if rule.section is not None:
            return apply(rule.section, *terms)
        binders: list[Term] = []
        for _ in range(rule.arity - len(terms)):
            binders.append(Identifier(self._unlike("x", binders)))
        bound = [binder.name for binder in binders if isinstance(binder, Identifier)]
        with self.names.reserved(bound):
            return Abstraction(tuple(binders), self._use(rule, (*terms, *binders)))

    def _fresh(self) -> Callable[[str], str]:
        """Gives names that are free, each only once."""
        taken: list[Term] = []

        def fresh(name: str) -> str:
            found = self._unlike(name, taken)
            taken.append(Identifier(found))
            return found

        return fresh

    def _type_name(self, function: Global) -> str:
        for argument in function.type_arguments:
            if isinstance(argument, typed.Constructed):
                return argument.symbol.name
        return ""

    def _is_native(self, instance: Expression) -> bool:
        """Whether an instance is the library's own or derived, with all that it builds on."""
        match instance:
            case Apply(_, Global(_, symbol), arguments):
                return self._is_native_symbol(symbol) and all(self._is_native(argument) for argument in arguments)
            case Global(_, symbol):
                return self._is_native_symbol(symbol)
        return False

    def _is_native_symbol(self, symbol: Symbol) -> bool:
        return self._naming.home(symbol) is None or self._naming.is_derived(symbol)

    # -- Lists and tuples: long ones do not nest ----------------------------------------------------------------------

    def _list(self, expression: Expression, fixed: bool) -> Term:
        elements: list[Expression] = []
        tail = expression
        while isinstance(tail, Apply) and _is(tail.function, CONS) and len(tail.arguments) == 2:
            elements.append(tail.arguments[0])
            tail = tail.arguments[1]
        if not elements:
            return self._cons_section(expression, fixed)
        closed = _is(tail, NIL)
        known = fixed or self._fixed.is_known(tail)
        terms = self._arguments(elements, fixed=known)
        if closed:
            return ListTerm(tuple(terms))
        term = self.translate(tail)
        for element in reversed(terms):
            term = Infix("#", element, term)
        return term

    def _cons_section(self, expression: Expression, fixed: bool) -> Term:
        if _is(expression, NIL):
            return self._ascribe(ListTerm(()), expression, fixed)
        arguments = expression.arguments if isinstance(expression, Apply) else ()
        return apply(Identifier("#"), *self._arguments(arguments, fixed=fixed))

    def _tuple(self, expression: Expression, fixed: bool) -> Term:
        elements: list[Term] = []
        while isinstance(expression, Apply) and _is(expression.function, COMMA) and len(expression.arguments) == 2:
            elements.append(self.translate(expression.arguments[0], fixed=fixed))
            expression = expression.arguments[1]
        if not elements:
            arguments = expression.arguments if isinstance(expression, Apply) else ()
            return apply(Identifier("Pair"), *(self.translate(argument, fixed=fixed) for argument in arguments))
        return TupleTerm((*elements, self.translate(expression, fixed=fixed)))


def _is(expression: Expression, identity: str) -> bool:
    return isinstance(expression, Global) and expression.symbol.id == identity


def _is_equality(type_: typed.Type) -> bool:
    return isinstance(type_, typed.Constructed) and type_.symbol.id == EQ
