"""What gets smaller with each call, where arithmetic shows it and no match does.

In: functions that call each other, and the naming of their module. Out: whether something gets smaller with each call:
a part that a match has found, or a number that counts down (by subtraction, division or a remainder), or one that
counts up to a bound that stays. A call counts only where the conditions around it keep the number from passing the end,
so that Isabelle's own arithmetic closes the proof.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from diglot.core.ast import (
    Apply,
    Case,
    Expression,
    Function,
    Global,
    If,
    Integer,
    Lambda,
    Let,
    Local,
    RecordUpdate,
    String,
    Undefined,
)
from diglot.core.subexpressions import children
from diglot.names import Symbol, Variable
from diglot.theory.ast import Identifier, Infix, Numeral, Prefix, Term
from diglot.theory.library.rules import call
from diglot.theory.library.types import INT, NAT, SUC, ZERO
from diglot.theory.translate.instances import find_rule
from diglot.theory.translate.lexicographic import SizedCall, ends, shrinking_together
from diglot.theory.translate.names import Naming
from diglot.theory.translate.recursive_methods import COMPARING, METHODS
from diglot.theory.translate.structural_size import Sizes
from diglot.typed import types as typed

_PLACES = Identifier("?0"), Identifier("?1")
_NEGATED = {
    "=": "\\<noteq>",
    "\\<noteq>": "=",
    "<": "\\<ge>",
    "\\<ge>": "<",
    ">": "\\<le>",
    "\\<le>": ">",
}
_SWAPPED = {">": "<", "\\<ge>": "\\<le>"}

_Place = tuple[Expression, "frozenset[Fact]", Sizes]
Atom = Variable | int
Fact = tuple[Atom, str, Atom]
"""What a condition says: a comparison by `<`, `\\<le>`, `=` or `\\<noteq>`."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that comes nearer to its end with every call."""

    position: int
    """Which parameter counts."""
    bound: int | None = None
    """The parameter that it counts up to; None where it counts down to zero."""
    including: bool = False
    """Whether the bound itself is still a step."""
    integer: bool = False
    """Whether it is of type `Int`."""


def find_measure(function: Function, naming: Naming) -> Measure | None:
    """The first parameter that counts down or up with every call; None where none does."""
    calls = list(_Calls(function, naming, frozenset((function.symbol,))).found())
    for position, parameter in enumerate(function.parameters):
        kinds = {call.measure(position, parameter.type) for call in calls}
        if len(kinds) == 1 and (kind := kinds.pop()) is not None:
            return kind
    return None


def find_joint_measures(functions: Sequence[Function], naming: Naming) -> tuple[Measure, ...] | None:
    """For each function of a group a number of its own that is smaller than the caller's with every call."""
    symbols = frozenset(function.symbol for function in functions)
    calls = [call for function in functions for call in _Calls(function, naming, symbols).found()]
    kinds = [[i for i, p in enumerate(f.parameters) if _is(p.type, INT) or _is(p.type, NAT)] for f in functions]
    for choice in product(*kinds):
        position = {function.symbol: index for function, index in zip(functions, choice, strict=True)}
        if all(call.is_less(position) for call in calls):
            return tuple(
                Measure(index, integer=_is(function.parameters[index].type, INT))
                for function, index in zip(functions, choice, strict=True)
            )
    return None


def is_found(functions: Sequence[Function], naming: Naming) -> bool:
    """Whether Isabelle finds by itself that a group of functions ends."""
    calls = _sized_calls(functions, naming)
    return calls is not None and ends(calls, [len(function.parameters) for function in functions])


def find_common_measure(function: Function, naming: Naming) -> tuple[int, ...]:
    """The parameters whose sizes together get smaller with every call of a function; () if none do."""
    calls = _sized_calls((function,), naming)
    return shrinking_together(calls, len(function.parameters)) if calls is not None else ()


def _sized_calls(functions: Sequence[Function], naming: Naming) -> list[SizedCall] | None:
    """The calls in a group; None if a function is mentioned without all its arguments."""
    number = {function.symbol: index for index, function in enumerate(functions)}
    symbols = frozenset(number)
    calls: list[SizedCall] = []
    for caller in functions:
        for found in _Calls(caller, naming, symbols).found():
            callee = functions[number[found.callee]]
            if len(found.arguments) < len(callee.parameters):
                return None
            calls.append(SizedCall(number[caller.symbol], number[found.callee], found.relations(callee)))
    return calls


def remaining(measure: Measure, parameters: Sequence[Term]) -> Term:
    """How far it is to the end, as a natural number."""
    own = parameters[measure.position]
    if measure.bound is None:
        return call("nat", own) if measure.integer else own
    end = parameters[measure.bound]
    distance = Infix("-", Infix("+", end, Numeral(1)) if measure.including else end, own)
    return call("nat", distance) if measure.integer else distance


def _is(type_: typed.Type, identity: str) -> bool:
    return isinstance(type_, typed.Constructed) and type_.symbol.id == identity


@dataclass(frozen=True, slots=True)
class _GuardedCall:
    """A complete call (or a mention that is none) and what is known around it."""

    function: Function
    """The caller."""
    naming: Naming
    callee: Symbol
    arguments: tuple[Expression, ...]
    facts: frozenset[Fact]
    sizes: Sizes

    def is_less(self, position: Mapping[Symbol, int]) -> bool:
        """Whether the callee's number is less than the caller's."""
        own, index = position[self.function.symbol], position[self.callee]
        integer = _is(self.function.parameters[own].type, INT)
        return index < len(self.arguments) and self._goes_down(own, self.arguments[index], integer=integer)

    def relations(self, callee: Function) -> dict[tuple[int, int], bool]:
        """Which arguments are the caller's parameters, and which are smaller."""
        found: dict[tuple[int, int], bool] = {}
        for index, argument in enumerate(self.arguments[: len(callee.parameters)]):
            relation = self.sizes.relation(argument)
            if relation is not None:
                found[relation[0], index] = relation[1]
            for own, parameter in enumerate(self.function.parameters):
                if _is(parameter.type, NAT) and self._goes_down(own, argument, integer=False):
                    found[own, index] = True
        return found

    def measure(self, position: int, type_: typed.Type) -> Measure | None:
        """How one parameter comes nearer to its end here."""
        integer = _is(type_, INT)
        if len(self.arguments) != len(self.function.parameters) or not (integer or _is(type_, NAT)):
            return None
        argument = self.arguments[position]
        if self._goes_down(position, argument, integer=integer):
            return Measure(position, integer=integer)
        if not self._is_next(position, argument):
            return None
        return self._toward_bound(position, integer=integer)

    def _goes_down(self, position: int, argument: Expression, *, integer: bool) -> bool:
        own = self.function.parameters[position].variable
        if not self._is_positive(own, integer=integer):
            return False
        match operation(argument, self.naming):
            case ("-", Local(_, variable), Integer(_, value)):
                return variable == own and value >= 1
            case ("div", Local(_, variable), Integer(_, value)) if not integer:
                return variable == own and value > 1
            case ("mod", _, Local(_, variable)) if not integer:
                return variable == own
        return False

    def _is_positive(self, own: Variable, *, integer: bool) -> bool:
        for left, sign, right in self.facts:
            if right == own and sign == "<" and (left in self._naturals() if isinstance(left, Variable) else left >= 0):
                return True
            if right == own and sign == "\\<le>" and isinstance(left, int) and left >= 1:
                return True
            if not integer and sign == "\\<noteq>" and {left, right} == {own, 0}:
                return True
        return False

    def _naturals(self) -> frozenset[Variable]:
        return frozenset(p.variable for p in self.function.parameters if _is(p.type, NAT))

    def _is_next(self, position: int, argument: Expression) -> bool:
        own = self.function.parameters[position].variable
        match operation(argument, self.naming):
            case ("+", Local(_, variable), Integer(_, value)) | ("+", Integer(_, value), Local(_, variable)):
                return variable == own and value >= 1
            case _:
                pass
        match argument:
            case Apply(_, Global(_, symbol), (Local(_, variable),)):
                return symbol.id == SUC and variable == own
            case _:
                return False

    def _toward_bound(self, position: int, *, integer: bool) -> Measure | None:
        own = self.function.parameters[position].variable
        for bound, parameter in enumerate(self.function.parameters):
            argument = self.arguments[bound]
            if not isinstance(argument, Local) or argument.variable != parameter.variable:
                continue
            for including, sign in enumerate(("<", "\\<le>")):
                if (own, sign, parameter.variable) in self.facts:
                    return Measure(position, bound, bool(including), integer)
        return None


@dataclass(frozen=True, slots=True)
class _Calls:
    """Finds the calls of the functions of a group in the body of one, with what is known around them."""

    function: Function
    naming: Naming
    group: frozenset[Symbol]

    def found(self) -> Iterator[_GuardedCall]:
        todo: list[_Place] = [(self.function.body, frozenset(), Sizes.of(self.function))]
        while todo:
            expression, facts, sizes = todo.pop()
            match expression:
                case Apply(_, Global(_, symbol), arguments) if symbol in self.group:
                    yield _GuardedCall(self.function, self.naming, symbol, arguments, facts, sizes)
                    todo.extend((argument, facts, sizes) for argument in arguments)
                case Global(_, symbol) if symbol in self.group:
                    yield _GuardedCall(self.function, self.naming, symbol, (), facts, sizes)
                case _:
                    todo.extend(self._inside(expression, facts, sizes))

    def _inside(self, expression: Expression, facts: frozenset[Fact], sizes: Sizes) -> "Iterator[_Place]":
        """What is inside, with what is known there."""
        match expression:
            case If(_, condition, then, otherwise):
                yield condition, facts, sizes
                yield then, facts | self._facts(condition, truth=True), sizes
                yield otherwise, facts | self._facts(condition, truth=False), sizes
            case Case(_, scrutinee, branches, default):
                yield scrutinee, facts, sizes
                yield from ((branch.body, facts, sizes.inside(scrutinee, branch)) for branch in branches)
                yield from () if default is None else ((default, facts, sizes),)
            case Lambda(_, _, body):
                yield body, frozenset(), sizes
            case Let(_, parameter, value, body):
                yield value, facts, sizes
                yield body, facts, sizes.bound(parameter, value)
            case Apply():
                yield from self._in_application(expression, facts, sizes)
            case Local() | Global() | Integer() | String() | RecordUpdate() | Undefined():
                yield from ((child, facts, sizes) for child in children(expression))

    def _in_application(self, expression: Apply, facts: frozenset[Fact], sizes: Sizes) -> "Iterator[_Place]":
        """The right operand of `&&` and `||` may trust the left; a loop's function gets the elements."""
        match operation(expression, self.naming):
            case ("\\<and>" | "\\<or>" as sign, left, right):
                yield left, facts, sizes
                yield right, facts | self._facts(left, truth=sign == "\\<and>"), sizes
                return
            case _:
                pass
        match expression:
            case Apply(_, Global(_, symbol), (Apply(_, Global(_, other), made), left, right)) if (
                symbol.id in METHODS and other.id in COMPARING
            ):
                yield left, facts, sizes
                yield right, facts, sizes
                for each in made:
                    match each:
                        case Apply(_, _, (Lambda(_, (first, second), body),)):
                            yield body, frozenset(), sizes.compared(left, first).compared(right, second)
                        case _:
                            yield each, facts, sizes
                return
            case _:
                pass
        iterator = expression.function if isinstance(expression.function, Global) else None
        for child in children(expression):
            if iterator is not None and isinstance(child, Lambda):
                yield child.body, frozenset(), sizes.below(iterator, expression.arguments, child.parameters)
            else:
                yield child, facts, sizes

    def _facts(self, condition: Expression, *, truth: bool) -> frozenset[Fact]:
        """What holds where a condition is true, or where it is false."""
        found: set[Fact] = set()
        todo = [(condition, truth)]
        while todo:
            current, wanted = todo.pop()
            match operation(current, self.naming):
                case ("\\<not>", inner, _):
                    todo.append((inner, not wanted))
                case ("\\<and>" | "\\<or>" as sign, left, right):
                    if wanted == (sign == "\\<and>"):
                        todo += [(left, wanted), (right, wanted)]
                case (sign, left, right) if sign in _NEGATED:
                    found.update(_comparison(sign if wanted else _NEGATED[sign], left, right))
        return frozenset(found)


def _comparison(sign: str, left: Expression, right: Expression) -> Iterator[Fact]:
    first, second = _atom(left), _atom(right)
    if first is None or second is None:
        return
    yield (second, _SWAPPED[sign], first) if sign in _SWAPPED else (first, sign, second)


def _atom(expression: Expression) -> Atom | None:
    match expression:
        case Local(_, variable):
            return variable
        case Integer(_, value):
            return value
        case Global(_, symbol) if symbol.id == ZERO:
            return 0
    return None


def operation(expression: Expression, naming: Naming) -> tuple[str, Expression, Expression] | None:
    """The operator of HOL that an application becomes, with its operands; a prefix has the same one twice."""
    if not isinstance(expression, Apply) or not isinstance(expression.function, Global):
        return None
    rule, operands = find_rule(naming.table, expression.function, expression.arguments)
    if rule is None or rule.arity != len(operands):
        return None
    match rule.build(_PLACES, lambda name: name) if rule.arity in (1, 2) else None:
        case Infix(operator, left, right) if (left, right) == _PLACES:
            return operator, operands[0], operands[1]
        case Prefix(operator, inner) if inner == _PLACES[0]:
            return operator, operands[0], operands[0]
        case _:
            return None
