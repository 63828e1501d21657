"""Constants of the core and what they are applied to, as terms of HOL.

In: a constant with its arguments. Out: a term in the form that people write: records, lists, tuples, operators. Types
that Isabelle could not find by itself are written down.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from diglot.core.ast import Apply, ConstructorInfo, DataType, Expression, Global, Lambda, Local
from diglot.theory.ast import Abstraction, Ascription, Identifier, IfTerm, Infix, ListTerm, Term, TupleTerm
from diglot.theory.library.mentioned_constants import needs_support
from diglot.theory.library.rules import PAIRED, UNDEFINED, Rule, apply
from diglot.theory.library.types import COMMA, CONS, CONSTRUCTORS, NIL, SUC, UNIT_VALUE, ZERO
from diglot.theory.translate.element_order import Given
from diglot.theory.translate.errors import UnknownOrder
from diglot.theory.translate.fixed_types import FixedTypes, is_trait
from diglot.theory.translate.instances import find_rule, first_type, is_lawful_equality, unknown_order
from diglot.theory.translate.term_names import TermNames
from diglot.theory.translate.types import TypeTranslator
from diglot.typed.show import show_type
from diglot.typed.types import mentions_variable

if TYPE_CHECKING:
    from diglot.typed.types import Type

_AND, _OR = "Stdlib.Data.Bool.Base:&&", "Stdlib.Data.Bool.Base:||"


class Translate(Protocol):
    """Translates any expression."""

    def __call__(self, expression: Expression, *, fixed: bool = True) -> Term:
        """`fixed` says that its place determines its type."""


class Applications:
    """Translates the applications of one definition."""

    def __init__(
        self,
        term_names: TermNames,
        types: TypeTranslator,
        fixed_types: FixedTypes,
        given: Given,
        calls: frozenset[int],
        translate: Translate,
    ) -> None:
        self._term_names = term_names
        self._context = term_names.context
        self._types = types
        self._fixed_types = fixed_types
        self._given = given
        """The orders that the definition has."""
        self._calls = calls
        """The expressions with a recursive call inside."""
        self._translate = translate
        self.said: set[int] = set()
        """The expressions whose types are written down."""

    def ascribe(self, term: Term, expression: Expression, *, fixed: bool) -> Term:
        """A term with its type, unless its place determines that."""
        if fixed:
            return term
        self.said.add(id(expression))
        return Ascription(term, self._types.translate(expression.type, expression.span))

    def local(self, function: Expression, arguments: Sequence[Expression]) -> Term:
        """Something that is no constant, applied."""
        known = self._fixed_types.is_known(function)
        terms = [self._translate(argument, fixed=known) for argument in arguments]
        return apply(self._translate(function), *terms)

    def constant(self, function: Global, arguments: tuple[Expression, ...], whole: Expression, *, fixed: bool) -> Term:
        """A constant, applied; `whole` is the application."""
        naming = self._context.naming
        if is_lawful_equality(naming.table, whole):
            self._context.needs_support = True
            return Identifier("eq_native")
        if (found := naming.constructor(function.symbol)) is not None:
            open_ = _leaves_open(function, arguments, fixed=fixed) or (not fixed and _has_phantom(*found))
            related = self._fixed_types.are_related(function, arguments, whole, fixed=fixed)
            terms = self._arguments(arguments, fixed=fixed or open_ or not function.type_arguments, related=related)
            if naming.is_record(found[0].symbol):
                term = self._term_names.record(found[1], terms)
            else:
                term = apply(Identifier(self._term_names.name(function.symbol)), *terms)
            return self.ascribe(term, whole, fixed=not open_)
        if (name := self._term_names.find(function.symbol)) is not None:
            terms = self._placed(function, arguments, whole, fixed=fixed, told=not function.type_arguments)
            unsaid = not arguments and bool(function.type_arguments)
            return self.ascribe(apply(Identifier(name), *terms), whole, fixed=fixed or not unsaid)
        return self._library(function, arguments, whole, fixed=fixed)

    def written_instances(self, function: Global, arguments: tuple[Expression, ...]) -> Iterator[Expression]:
        """The instances among the arguments of a constant that the theory mentions and that say their types."""
        table = self._context.naming.table
        for argument in find_rule(table, function, arguments, self._given)[1]:
            if is_trait(argument.type) and not is_lawful_equality(table, argument):
                yield argument

    def _arguments(self, arguments: Sequence[Expression], *, fixed: bool, related: bool = True) -> list[Term]:
        """Arguments; where nothing fixes their type, the first of each type gets it written down.

        If they are related, one of which the type is known fixes all.
        """
        fixed = fixed or (related and any(self._fixed_types.is_known(argument) for argument in arguments))
        terms: list[Term] = []
        settled: set[Type] = set()
        for argument in arguments:
            terms.append(self._translate(argument, fixed=fixed or argument.type in settled))
            settled.add(argument.type)
        return terms

    def _placed(
        self, function: Global, arguments: tuple[Expression, ...], whole: Expression, *, fixed: bool, told: bool
    ) -> list[Term]:
        """The arguments of a constant, of which one tells the type parameters that its own type mentions.

        `fixed` says that the type of the result is determined, `told` that those of the arguments are.
        """
        general = self._context.general
        places = general.places(function, arguments) if function.type_arguments and not told else None
        if places is None:
            related = self._fixed_types.are_related(function, arguments, whole, fixed=fixed)
            return self._arguments(arguments, fixed=told, related=related)
        *inputs, result = places
        known = set(result) if fixed else set()
        for argument, place in zip(arguments, inputs, strict=True):
            known |= place if self._fixed_types.is_known(argument) else set()
        terms: list[Term] = []
        for argument, place in zip(arguments, inputs, strict=True):
            terms.append(self._translate(argument, fixed=place <= known))
            # What a lambda is given says its types, or they are written at its parameters.
            known |= set() if isinstance(argument, Lambda | Local) else place
        return terms

    # -- The library --------------------------------------------------------------------------------------------------

    def _library(self, function: Global, arguments: tuple[Expression, ...], whole: Expression, *, fixed: bool) -> Term:
        identity = function.symbol.id
        if identity in (CONS, NIL):
            return self._list(whole, fixed=fixed)
        if identity == COMMA:
            return self._tuple(whole, fixed=fixed)
        if identity in (SUC, ZERO, UNIT_VALUE) or identity in CONSTRUCTORS:
            return self._constructor(function, arguments, whole, fixed=fixed)
        if identity in (_AND, _OR) and len(arguments) == 2 and id(arguments[1]) in self._calls:
            return self._guarded(identity, arguments[0], arguments[1])
        rule, arguments = find_rule(self._context.naming.table, function, arguments, self._given)
        if rule is None:
            return self._missing(function)
        self._context.needs_support |= needs_support(rule)
        empty = rule.arity == 0 and rule.literal and bool(function.type_arguments)
        same_type = rule.section is None and not function.type_arguments
        told = (rule.transparent and fixed) or same_type
        terms = self._placed(function, arguments, whole, fixed=fixed, told=told)
        return self.ascribe(self._use(rule, tuple(terms)), whole, fixed=fixed or not empty)

    def _missing(self, function: Global) -> Term:
        """Say what a library function lacks in HOL."""
        elements = unknown_order(self._context.naming.table, function, self._given)
        if elements is None:
            return self._term_names.missing(function.span, function.symbol, first_type(function))
        orders = self._context.naming.table.kept_in(elements)
        problem = UnknownOrder(self._context.path, function.span, function.symbol.name, show_type(elements), orders)
        self._context.report(problem)
        return UNDEFINED

    def _constructor(
        self, function: Global, arguments: tuple[Expression, ...], whole: Expression, *, fixed: bool
    ) -> Term:
        identity = function.symbol.id
        open_ = _leaves_open(function, arguments, fixed=fixed) or (identity == ZERO and not fixed)
        terms = self._arguments(arguments, fixed=fixed or open_ or identity == SUC)
        term = self._term_names.constructor(function.symbol, tuple(terms), function.span)
        return self.ascribe(term, whole, fixed=not open_)

    def _guarded(self, identity: str, left: Expression, right: Expression) -> Term:
        """`&&` and `||` before a recursive call: Isabelle looks for termination behind `if` only."""
        condition, rest = self._translate(left), self._translate(right)
        if identity == _AND:
            return IfTerm(condition, rest, Identifier("False"))
        return IfTerm(condition, Identifier("True"), rest)

    def _use(self, rule: Rule, terms: tuple[Term, ...]) -> Term:
        names = self._term_names.names
        if len(terms) >= rule.arity:
            return apply(rule.build(terms[: rule.arity], names.fresh_names()), *terms[rule.arity :])
        if rule.section is not None:
            return apply(rule.section, *terms)
        fresh = names.fresh_names()
        binders = tuple(Identifier(fresh("x")) for _ in range(rule.arity - len(terms)))
        with names.reserved([binder.name for binder in binders]):
            return Abstraction(binders, self._use(rule, (*terms, *binders)))

    # -- Lists and tuples: long ones do not nest ----------------------------------------------------------------------

    def _list(self, expression: Expression, *, fixed: bool) -> Term:
        elements: list[Expression] = []
        tail = expression
        while isinstance(tail, Apply) and _is(tail.function, CONS) and len(tail.arguments) == 2:
            elements.append(tail.arguments[0])
            tail = tail.arguments[1]
        if not elements:
            return self._unapplied_list(expression, fixed=fixed)
        terms = self._arguments(elements, fixed=fixed or self._fixed_types.is_known(tail))
        if _is(tail, NIL):
            return ListTerm(tuple(terms))
        term = self._translate(tail)
        for element in reversed(terms):
            term = Infix("#", element, term)
        return term

    def _unapplied_list(self, expression: Expression, *, fixed: bool) -> Term:
        if _is(expression, NIL):
            return self.ascribe(ListTerm(()), expression, fixed=fixed)
        arguments = expression.arguments if isinstance(expression, Apply) else ()
        return apply(Identifier("#"), *self._arguments(arguments, fixed=fixed))

    def _tuple(self, expression: Expression, *, fixed: bool) -> Term:
        elements: list[Expression] = []
        while isinstance(expression, Apply) and _is(expression.function, COMMA) and len(expression.arguments) == 2:
            elements.append(expression.arguments[0])
            expression = expression.arguments[1]
        if not elements:
            arguments = expression.arguments if isinstance(expression, Apply) else ()
            return apply(PAIRED, *(self._translate(argument, fixed=fixed) for argument in arguments))
        return TupleTerm(tuple(self._element(element, fixed=fixed) for element in (*elements, expression)))

    def _element(self, element: Expression, *, fixed: bool) -> Term:
        """Each element of a tuple has a type of its own."""
        return self._translate(element, fixed=fixed or self._fixed_types.is_known(element))


def _leaves_open(function: Global, arguments: tuple[Expression, ...], *, fixed: bool) -> bool:
    """Whether a constructor has type parameters that its arguments cannot say."""
    return not fixed and len(function.type_arguments) > len(arguments)


def _has_phantom(data: DataType, constructor: ConstructorInfo) -> bool:
    """Whether a type has a parameter that a constructor's arguments do not mention."""
    types = [field.type for field in constructor.fields]
    return any(not any(mentions_variable(type_, p.variable) for type_ in types) for p in data.parameters)


def _is(expression: Expression, identity: str) -> bool:
    return isinstance(expression, Global) and expression.symbol.id == identity
