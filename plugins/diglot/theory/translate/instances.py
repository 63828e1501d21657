"""Instances of traits: which ones the library's own rules stand for.

In: a library function and its arguments. Out: the rule that says what it becomes, and the arguments that the rule
takes. An instance is lawful when it is the library's own or derived, with everything that it builds on; then
operators of HOL mean the same. Any other instance is passed on as a record of functions. Orders that sets and maps are
kept by mean nothing in HOL; `pass_instances` has looked at them.
"""

from diglot.core.ast import Apply, Expression, Global
from diglot.theory.library.functions import RULES
from diglot.theory.library.laws import LAWS
from diglot.theory.library.orders import ORDERED
from diglot.theory.library.rules import Ordered, Overload, Rule
from diglot.theory.library.traits import OVERLOADS
from diglot.theory.library.types import EQ, INT, NAT
from diglot.theory.translate.derived_instances import trait_of
from diglot.theory.translate.element_order import NOTHING_GIVEN, Given, order_of
from diglot.theory.translate.known_instances import KnownInstances
from diglot.typed.types import Constructed, Type

Arguments = tuple[Expression, ...]


def find_rule(
    table: KnownInstances, function: Global, arguments: Arguments, given: Given = NOTHING_GIVEN
) -> tuple[Rule | None, Arguments]:
    """The rule for a use of a library function, and its arguments; `given` are the orders that can be used."""
    identity = function.symbol.id
    if (rule := RULES.get(identity) or LAWS.get(identity)) is not None:
        return rule, arguments[rule.dropped :]
    if (ordered := ORDERED.get(identity)) is not None:
        count = ordered.general.dropped
        rule, rest = _in_order(table, ordered, function, arguments[count:], given)
        return (None, arguments) if rule is None else (rule, rest)
    overload = OVERLOADS.get(identity)
    if overload is None or len(arguments) <= overload.instance:
        return None, arguments
    return _overloaded(table, overload, function, arguments, given)


def _overloaded(
    table: KnownInstances, overload: Overload, function: Global, arguments: Arguments, given: Given
) -> tuple[Rule | None, Arguments]:
    """The rule for a method, or for what is made of methods, and its arguments."""
    instances = arguments[overload.before : overload.instance + 1]
    if all(is_lawful(table, each) or is_taken_as_equality(table, each) for each in instances):
        rule, rest = _at_type(table, overload, function, arguments[overload.instance + 1 :], given)
        if rule is not None:
            return rule, rest
    return overload.general, arguments


def _at_type(
    table: KnownInstances, overload: Overload, function: Global, rest: Arguments, given: Given
) -> tuple[Rule | None, Arguments]:
    """The rule for the type that a method is used at."""
    index = overload.type_index
    head = function.type_arguments[index] if index < len(function.type_arguments) else None
    if not isinstance(head, Constructed):
        return overload.lawful, rest
    if (ordered := overload.ordered.get(head.symbol.id)) is not None:
        return _in_order(table, ordered, function, rest, given)
    first = head.arguments[0] if head.arguments else None
    both = f"{head.symbol.id} {first.symbol.id}" if isinstance(first, Constructed) else ""
    return overload.heads.get(head.symbol.id) or overload.heads.get(both) or overload.lawful, rest


def _in_order(
    table: KnownInstances, ordered: Ordered, function: Global, rest: Arguments, given: Given
) -> tuple[Rule | None, Arguments]:
    """The rule for the order that the elements are in, with that order where it has to be said."""
    elements = ordered.elements(function.type_arguments)
    if isinstance(elements, Constructed) and elements.symbol.id in (NAT, INT) and elements not in given:
        return ordered.at_numbers, rest
    order = order_of(table, elements, function.span, given)
    return (None, rest) if order is None else (ordered.general, (order, *rest))


def listed_type(function: Global) -> Type | None:
    """The type of the elements that a library function goes through in order; None for one that does not."""
    ordered = ORDERED.get(function.symbol.id)
    overload = OVERLOADS.get(function.symbol.id)
    if overload and overload.ordered and overload.type_index < len(function.type_arguments):
        head = function.type_arguments[overload.type_index]
        ordered = overload.ordered.get(head.symbol.id) if isinstance(head, Constructed) else None
    return None if ordered is None else ordered.elements(function.type_arguments)


def unknown_order(table: KnownInstances, function: Global, given: Given) -> Type | None:
    """The type whose order a use of a library function needs, where that is not known."""
    elements = listed_type(function)
    if elements is None:
        return None
    return elements if order_of(table, elements, function.span, given) is None else None


def orders_before(function: Global) -> int:
    """How many orders a function of the library is given first that mean nothing in HOL."""
    identity = function.symbol.id
    if (rule := RULES.get(identity)) is not None:
        return rule.dropped
    if (ordered := ORDERED.get(identity)) is not None:
        return ordered.general.dropped
    overload = OVERLOADS.get(identity)
    return overload.before if overload is not None else 0


def is_lawful(table: KnownInstances, instance: Expression) -> bool:
    """Whether an instance is the library's own or derived, with all that it builds on."""
    match instance:
        case Apply(_, Global(_, symbol), arguments):
            return table.is_lawful(symbol) and all(is_lawful(table, argument) for argument in arguments)
        case Global(_, symbol):
            return table.is_lawful(symbol)
        case _:
            return False


def is_lawful_equality(table: KnownInstances, expression: Expression) -> bool:
    """Whether an expression is an instance of `Eq` that means the equality of HOL."""
    type_ = expression.type
    if not isinstance(type_, Constructed) or type_.symbol.id != EQ:
        return False
    return is_lawful(table, expression) or is_taken_as_equality(table, expression)


def is_taken_as_equality(table: KnownInstances, instance: Expression) -> bool:
    """Whether HOL has only its own equality for an instance, as for sets: what it is made of then has to be lawful."""
    match instance:
        case Apply(_, Global() as head, arguments):
            return has_only_equality(table, head) or any(is_taken_as_equality(table, each) for each in arguments)
        case _:
            return False


def has_only_equality(table: KnownInstances, head: Global) -> bool:
    """Whether a function is an instance of `Eq` of the library for which there is no rule."""
    return trait_of(head.type) == EQ and not table.is_project(head.symbol) and head.symbol.id not in RULES


def first_type(function: Global) -> str:
    """The name of the first type that a function is used at, for messages."""
    return next((argument.symbol.name for argument in function.type_arguments if isinstance(argument, Constructed)), "")
