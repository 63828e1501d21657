"""Functions, constants and axioms as commands of Isabelle.

In: a group of core functions. Out: a `definition` where nothing is recursive, `fun` where the checker has accepted the
recursion. Otherwise `fun` again where matches or arithmetic show that arguments get smaller; `function` with a measure
where a number counts up to a bound, an integer down, or arguments change places; and for the rest what asks for no
proof: `partial_function (tailrec)` for loops, `function` with its termination left open for all others.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import reduce
from itertools import count

from diglot.core.ast import Apply, AxiomConstant, Expression, Function, FunctionGroup, Lambda, Local, Parameter
from diglot.core.subexpressions import containing, occurs
from diglot.names import Symbol, Variable
from diglot.theory import ast
from diglot.theory.library.rules import WILDCARD
from diglot.theory.print.terms import on_one_line
from diglot.theory.translate.context import Context
from diglot.theory.translate.derived_instances import is_equality, ordered_by
from diglot.theory.translate.element_order import given_orders
from diglot.theory.translate.equations import SplitEquation, equations_of
from diglot.theory.translate.errors import PolymorphicRecursion, RecursiveConstant, RecursiveInstance, TooNested
from diglot.theory.translate.law_proofs import LawProof
from diglot.theory.translate.matched_fields import FieldMatches
from diglot.theory.translate.measures import (
    Measure,
    find_common_measure,
    find_joint_measures,
    find_measure,
    is_found,
    remaining,
)
from diglot.theory.translate.nested_sizes import NestedSizes
from diglot.theory.translate.prepare_recursion import with_complete_calls, with_late_bindings, with_single_matches
from diglot.theory.translate.recursion_calls import calls_in, changing_parameters, is_tail_recursive
from diglot.theory.translate.terms import TermTranslator
from diglot.theory.translate.types import TypeTranslator
from diglot.typed import types as typed


class FunctionTranslator:
    """Translates the functions of one module."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._invented = count(-1, -1)
        self._matches = FieldMatches(context.naming, self._invented)
        self._sizes = NestedSizes(context.naming, self._of_hol)
        self._measures: set[str] = set()
        """Those that Isabelle has been told of."""

    def axiom(self, axiom: AxiomConstant) -> ast.Item:
        """A constant of which nothing is known but its type."""
        types = self._types(axiom)
        return ast.Consts(
            name=self._name(axiom.symbol),
            type=types.translate(axiom.type, axiom.span),
            source=axiom.span,
            documentation=axiom.doc,
        )

    def group(self, group: FunctionGroup) -> tuple[ast.Item, ...]:
        """The commands that define the functions of a group."""
        needed = tuple(function for function in group.functions if not self._is_operator(function))
        if not group.recursive or not needed:
            return tuple(item for function in needed for item in (self._definition(function), *self._proof(function)))
        if any(function.instance for function in needed):
            self._report_instances(needed)
            return ()
        functions = tuple(self._with_parameters(function) for function in needed)
        if not all(function.parameters for function in functions):
            self._report_constants(functions)
            return ()
        self._check_type_arguments(functions)
        functions = with_complete_calls(functions, self._invented)
        return self._recursive(tuple(with_single_matches(function, self._context.naming) for function in functions))

    def report_nesting(self, group: FunctionGroup, limit: int) -> None:
        """Say that what a group becomes is nested too deeply."""
        first = group.functions[0]
        self._context.report(TooNested(self._context.path, first.symbol.span, first.symbol.name, limit))

    def _is_operator(self, function: Function) -> bool:
        """Whether an instance is the equality of HOL at one type, so that nothing has to be defined."""
        lawful = self._context.naming.table.is_lawful(function.symbol)
        return function.derived and lawful and not function.parameters and is_equality(function.result)

    def _recursive(self, functions: tuple[Function, ...]) -> tuple[ast.Item, ...]:
        if not any(function.terminating for function in functions):
            return self._fun(functions, partial=False)
        symbols = [function.symbol for function in functions]
        functions = tuple(with_late_bindings(function, symbols) for function in functions)
        if is_found(functions, self._context.naming):
            return self._fun(functions, partial=False)
        matched = tuple(self._matches.of(function) for function in functions)
        if is_found(matched, self._context.naming):
            return self._fun(matched, partial=False)
        (first, *others) = functions
        if not others and (measure := find_measure(first, self._context.naming)) is not None:
            return self._measured_by(functions, (self._distance(first, measure),))
        if len(others) == 1 and (joint := find_joint_measures(functions, self._context.naming)) is not None:
            distances = [self._distance(f, measure) for f, measure in zip(functions, joint, strict=True)]
            return self._measured_by(functions, distances)
        for group in (functions, matched):
            if not others and (together := find_common_measure(group[0], self._context.naming)):
                return self._measured_by(group, (self._sum_of_sizes(first, together),))
        if not others and is_tail_recursive(first):
            return (self._loop(first),)
        return self._fun(functions, partial=True)

    def _measured_by(
        self, functions: tuple[Function, ...], distances: Sequence[ast.Abstraction]
    ) -> tuple[ast.Item, ...]:
        """One or two functions with the measure that Isabelle needs, which gets smaller."""
        (first, *others) = distances
        measure: ast.Term = ast.Application(ast.Identifier("case_sum"), (first, *others)) if others else first
        relation = ast.Application(ast.Identifier(self._of_hol("measure", "Wellfounded.measure")), (measure,))
        name = self._name(functions[0].symbol)
        termination = ast.Termination(function=name, relation=relation, source=functions[0].span)
        return (*self._fun(functions, partial=True), termination)

    def _of_hol(self, name: str, full: str) -> str:
        """A constant of HOL, by its full name where a page has something that is called so."""
        naming = self._context.naming
        taken = name in naming.constants or any(name in other.constants for other in naming.visible.values())
        return full if taken else name

    def _distance(self, function: Function, measure: Measure) -> ast.Abstraction:
        """How far it is to the end, as a function of the arguments."""
        return self._of_arguments(function, (measure.position, measure.bound), lambda own: remaining(measure, own))

    def _sum_of_sizes(self, function: Function, together: Sequence[int]) -> ast.Abstraction:
        """The sizes of some arguments together."""

        def sizes(arguments: Sequence[ast.Term]) -> ast.Term:
            size = ast.Identifier(self._of_hol("size", "size_class.size"))
            terms: list[ast.Term] = [ast.Application(size, (arguments[index],)) for index in together]
            return reduce(lambda left, right: ast.Infix("+", left, right), terms)

        return self._of_arguments(function, together, sizes)

    def _of_arguments(
        self, function: Function, named: Collection[int | None], make: Callable[[Sequence[ast.Term]], ast.Term]
    ) -> ast.Abstraction:
        """A function of the arguments as one tuple; only some of them get names."""
        terms = self._terms(function, self._types(function), {})
        binders = tuple(
            terms.bind(replace(parameter, used=index in named)) for index, parameter in enumerate(function.parameters)
        )
        return ast.Abstraction((binders[0] if len(binders) == 1 else ast.TupleTerm(binders),), make(binders))

    def _report_instances(self, functions: tuple[Function, ...]) -> None:
        for function in functions:
            if function.instance:
                self._context.report(RecursiveInstance(self._context.path, function.symbol.span, function.symbol.name))

    def _report_constants(self, functions: tuple[Function, ...]) -> None:
        for function in functions:
            if not function.parameters:
                self._context.report(RecursiveConstant(self._context.path, function.symbol.span, function.symbol.name))

    def _check_type_arguments(self, functions: tuple[Function, ...]) -> None:
        group = {function.symbol for function in functions}
        for function in functions:
            own = tuple(typed.Rigid(parameter.variable) for parameter in function.type_parameters)
            for call in calls_in(function.body, group):
                if call.function.symbol == function.symbol and call.function.type_arguments != own:
                    name = function.symbol.name
                    self._context.report(PolymorphicRecursion(self._context.path, call.function.span, name))

    def _with_parameters(self, function: Function) -> Function:
        """A recursive function has arguments: those of its body where it has none of its own."""
        if function.parameters:
            return function
        if isinstance(function.body, Lambda):
            body = function.body
            return replace(function, parameters=body.parameters, body=body.body, result=_after(function.result, body))
        if isinstance(function.result, typed.Function):
            variable = Variable(next(self._invented), "x", function.span)
            parameter = Parameter(variable, function.result.domain)
            result = function.result.codomain
            argument = Local(function.span, variable, function.result.domain)
            body_ = Apply(function.body.span, *_applied(function.body, argument), result)
            return replace(function, parameters=(parameter,), body=body_, result=result)
        return function

    # -- One command each ---------------------------------------------------------------------------------------------

    def _definition(self, function: Function) -> ast.Definition:
        types = self._types(function)
        terms = self._terms(function, types, {})
        parameters = tuple(terms.bind(parameter) for parameter in function.parameters)
        return ast.Definition(
            name=self._name(function.symbol),
            type=self._type(function, types),
            parameters=parameters,
            body=terms.translate(function.body),
            source=function.span,
            documentation=function.doc,
        )

    def _loop(self, function: Function) -> ast.PartialFunction:
        types = self._types(function)
        own = {function.symbol: self._name(function.symbol)}
        terms = self._terms(function, types, own, containing(function.body, own))
        parameters = tuple(terms.bind(replace(parameter, used=True)) for parameter in function.parameters)
        return ast.PartialFunction(
            name=own[function.symbol],
            type=self._type(function, types),
            parameters=parameters,
            body=terms.translate(function.body),
            source=function.span,
            documentation=function.doc,
        )

    def _fun(self, functions: tuple[Function, ...], *, partial: bool) -> tuple[ast.Item, ...]:
        own = {function.symbol: self._name(function.symbol) for function in functions}
        changing = changing_parameters(functions)
        partial = partial or self._sizes.fails(functions)
        translated: list[ast.Equation] = []
        signatures: list[tuple[str, ast.Type]] = []
        unfolding: list[ast.Item] = []
        for function in functions:
            types = self._types(function)
            signatures.append((own[function.symbol], self._type(function, types)))
            equations = equations_of(function, changing[function.symbol])
            translated.extend(self._equation(function, equation, types, own) for equation in equations)
            if len(equations) == 1 and not any(equations[0].columns) and not partial:
                unfolding.append(ast.Declare(fact=f"{own[function.symbol]}.simps", attribute="simp del"))
        fun = ast.Fun(
            signatures=tuple(signatures),
            equations=tuple(translated),
            partial=partial,
            source=functions[0].span,
            documentation="\n\n".join(function.doc for function in functions if function.doc),
        )
        return (*(() if partial else self._told_measures(functions)), fun, *unfolding)

    def _told_measures(self, functions: Sequence[Function]) -> Iterator[ast.Item]:
        """The measures that Isabelle would not think of."""
        for term in self._sizes.measures(functions):
            shown = on_one_line(term)
            if shown not in self._measures:
                self._measures.add(shown)
                attribute = f'of "{shown}", measure_function'
                yield ast.Declare(fact="is_measure_trivial", attribute=attribute, source=functions[0].span)

    def _equation(
        self, function: Function, equation: SplitEquation, types: TypeTranslator, own: Mapping[Symbol, str]
    ) -> ast.Equation:
        terms = self._terms(function, types, own, containing(equation.body, own))
        patterns: list[ast.Term] = []
        orders: dict[int, ast.Term] = {}
        for parameter, branch in zip(function.parameters, equation.columns, strict=True):
            used = occurs(parameter.variable, equation.body)
            if branch is None:
                if not used and ordered_by(parameter.type) is not None:
                    # What goes through a set in order needs it without a mention on the page.
                    orders[len(patterns)] = terms.bind(replace(parameter, used=True))
                patterns.append(terms.bind(parameter) if used else WILDCARD)
                continue
            arguments = tuple(
                replace(argument, used=used or occurs(argument.variable, equation.body))
                for argument in branch.parameters
            )
            pattern = terms.pattern(replace(branch, parameters=arguments))
            if used:
                terms.names.substitute(parameter.variable, pattern)
            patterns.append(pattern)
        body = terms.translate(equation.body)
        for position, order in orders.items():
            patterns[position] = order if _mentions(body, order) else WILDCARD
        return ast.Equation(own[function.symbol], tuple(patterns), body)

    def _proof(self, function: Function) -> tuple[ast.Item, ...]:
        """The proof of what a law says about an instance, where it compares parts of values."""
        naming = self._context.naming
        law = next((each for each in naming.instances.obligations if each.symbol == function.symbol), None)
        if law is None or law.parts is None or law.instance_symbol is None:
            return ()
        terms = self._terms(function, self._types(function), {})
        arguments = [terms.bind(replace(parameter, used=True)) for parameter in function.parameters]
        lemma = LawProof(naming, law.instance_symbol, law.parts, terms)
        return (lemma.item(self._name(function.symbol), function.symbol, arguments, function.span),)

    # -- Parts --------------------------------------------------------------------------------------------------------

    def _name(self, symbol: Symbol) -> str:
        return self._context.naming.declared[symbol].name

    def _types(self, declaration: Function | AxiomConstant) -> TypeTranslator:
        types = TypeTranslator(self._context)
        types.bind(declaration.type_parameters, declaration.symbol.span)
        return types

    def _type(self, function: Function, types: TypeTranslator) -> ast.Type:
        return types.function((p.type for p in function.parameters), function.result, function.span)

    def _terms(
        self,
        function: Function,
        types: TypeTranslator,
        own: Mapping[Symbol, str],
        calls: frozenset[int] = frozenset(),
    ) -> TermTranslator:
        return TermTranslator(self._context, types, own, given_orders(function.parameters), calls)


def _mentions(term: object, name: ast.Term) -> bool:
    """Whether a term has a variable in it."""
    waiting = [term]
    while waiting:
        part = waiting.pop()
        if part == name:
            return True
        if isinstance(part, tuple):
            waiting += part
        elif is_dataclass(part):
            waiting += [getattr(part, each.name) for each in fields(part)]
    return False


def _after(type_: typed.Type, function: Lambda) -> typed.Type:
    """What a function type gives after the arguments of a lambda."""
    for _ in function.parameters:
        if isinstance(type_, typed.Function):
            type_ = type_.codomain
    return type_


def _applied(function: Expression, argument: Expression) -> tuple[Expression, tuple[Expression, ...]]:
    """Function and arguments of a flat application to one more argument."""
    if isinstance(function, Apply):
        return function.function, (*function.arguments, argument)
    return function, (argument,)
