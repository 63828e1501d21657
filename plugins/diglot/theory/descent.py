"""What gets smaller with each call, where arithmetic shows it and no match does.

In: a function that calls itself, and the naming of its module. Out: whether some number counts down with every call
(by subtraction, division or a remainder), or counts up to a bound that stays. A call counts only where the conditions
around it keep the number from passing the end, so that Isabelle's own arithmetic closes the proof.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diglot.core.ast import Apply, Expression, Function, Global, If, Integer, Lambda, Local
from diglot.names import Variable
from diglot.theory.ast import Identifier, Infix, Numeral, Prefix, Term
from diglot.theory.instances import find_rule
from diglot.theory.library_types import INT, NAT, SUC, ZERO
from diglot.theory.names import Naming
from diglot.theory.rules import call
from diglot.theory.walk import children
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

Atom = Variable | int
Fact = tuple[Atom, str, Atom]
"""What a condition says: a comparison by `<`, `\\<le>`, `=` or `\\<noteq>`."""


@dataclass(frozen=True, slots=True)
class Descent:
    """A number that comes nearer to its end with every call."""

    position: int
    """Which parameter counts."""
    bound: int | None = None
    """The parameter that it counts up to; None where it counts down to zero."""
    including: bool = False
    """Whether the bound itself is still a step."""
    integer: bool = False
    """Whether it is of type `Int`."""


def find_descent(function: Function, naming: Naming) -> Descent | None:
    """The first parameter that counts down or up with every call; None where none does."""
    calls = list(_Calls(function, naming).found())
    for position, parameter in enumerate(function.parameters):
        kinds = {call.descent(position, parameter.type) for call in calls}
        if len(kinds) == 1 and (kind := kinds.pop()) is not None:
            return kind
    return None


def counts_down(descent: Descent) -> bool:
    """Whether Isabelle finds the descent by itself: a natural number gets smaller."""
    return descent.bound is None and not descent.integer


def remaining(descent: Descent, parameters: Sequence[Term]) -> Term:
    """How far it is to the end, as a natural number."""
    own = parameters[descent.position]
    if descent.bound is None:
        return call("nat", own)
    end = parameters[descent.bound]
    distance = Infix("-", Infix("+", end, Numeral(1)) if descent.including else end, own)
    return call("nat", distance) if descent.integer else distance


def _is(type_: typed.Type, identity: str) -> bool:
    return isinstance(type_, typed.Constructed) and type_.symbol.id == identity


@dataclass(frozen=True, slots=True)
class _GuardedCall:
    """A complete call (or a mention that is none) and what is known around it."""

    function: Function
    naming: Naming
    arguments: tuple[Expression, ...]
    facts: frozenset[Fact]

    def descent(self, position: int, type_: typed.Type) -> Descent | None:
        """How one parameter comes nearer to its end here."""
        integer = _is(type_, INT)
        if len(self.arguments) != len(self.function.parameters) or not (integer or _is(type_, NAT)):
            return None
        argument = self.arguments[position]
        if self._goes_down(position, argument, integer=integer):
            return Descent(position, integer=integer)
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
        match argument:
            case Apply(_, Global(_, symbol), (Local(_, variable),)):
                return symbol.id == SUC and variable == own
        return False

    def _toward_bound(self, position: int, *, integer: bool) -> Descent | None:
        own = self.function.parameters[position].variable
        for bound, parameter in enumerate(self.function.parameters):
            argument = self.arguments[bound]
            if not isinstance(argument, Local) or argument.variable != parameter.variable:
                continue
            for including, sign in enumerate(("<", "\\<le>")):
                if (own, sign, parameter.variable) in self.facts:
                    return Descent(position, bound, bool(including), integer)
        return None


@dataclass(frozen=True, slots=True)
class _Calls:
    """Finds the calls of a function in its body, with the conditions around them."""

    function: Function
    naming: Naming

    def found(self) -> Iterator[_GuardedCall]:
        nothing: frozenset[Fact] = frozenset()
        todo: list[tuple[Expression, frozenset[Fact]]] = [(self.function.body, nothing)]
        while todo:
            expression, facts = todo.pop()
            match expression:
                case If(_, condition, then, otherwise):
                    todo.append((condition, facts))
                    todo.append((then, facts | self._facts(condition, truth=True)))
                    todo.append((otherwise, facts | self._facts(condition, truth=False)))
                case Apply(_, Global(_, symbol), arguments) if symbol == self.function.symbol:
                    yield _GuardedCall(self.function, self.naming, arguments, facts)
                    todo.extend((argument, facts) for argument in arguments)
                case Global(_, symbol) if symbol == self.function.symbol:
                    yield _GuardedCall(self.function, self.naming, (), facts)
                case Lambda(_, _, body):
                    todo.append((body, nothing))
                case _:
                    todo.extend(self._parts(expression, facts))

    def _parts(self, expression: Expression, facts: frozenset[Fact]) -> Iterator[tuple[Expression, frozenset[Fact]]]:
        """What is inside, with what is known there: the right operand of `&&` and `||` may trust the left."""
        match operation(expression, self.naming):
            case ("\\<and>" | "\\<or>" as sign, left, right):
                yield left, facts
                yield right, facts | self._facts(left, truth=sign == "\\<and>")
            case _:
                for child in children(expression):
                    yield child, facts

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
    match expression:
        case Apply(_, Global() as function, arguments):
            rule, operands = find_rule(naming, function, arguments)
            if rule is None or rule.arity != len(operands):
                return None
            match rule.build(_PLACES, lambda name: name) if rule.arity in (1, 2) else None:
                case Infix(operator, left, right) if (left, right) == _PLACES:
                    return operator, operands[0], operands[1]
                case Prefix(operator, inner) if inner == _PLACES[0]:
                    return operator, operands[0], operands[0]
    return None
