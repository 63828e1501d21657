"""How uses of the standard library become HOL: what a rule is, and short ways to write one.

A rule takes the translated arguments of a library function and gives a term. `library` is the table of rules, `terms`
applies them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from diglot.theory.ast import Application, CaseTerm, Identifier, Infix, Prefix, Term, Wildcard
from diglot.theory.operators import INFIX
from diglot.typed.types import Type

Fresh = Callable[[str], str]
"""A name like the given one that no variable in scope has."""

Builder = Callable[[tuple[Term, ...], Fresh], Term]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a function becomes."""

    arity: int
    """Arguments that the builder needs, dropped ones not counted."""
    build: Builder
    section: Term | None = None
    """The function itself, to be used where it has fewer arguments; otherwise a lambda is made."""
    dropped: int = 0
    """Leading instance arguments that mean nothing in HOL."""
    transparent: bool = False
    """Whether the type of the result says the types of the arguments."""
    literal: bool = False
    """Whether it is an empty container, whose type nothing in it says."""


@dataclass(frozen=True, slots=True)
class Overload:
    """What the method of a trait becomes. Its first argument is the instance."""

    heads: Mapping[str, Rule] = field(default_factory=dict)
    """The rule for the library's own instance at a type, by the type, or by the type and its first argument."""
    lawful: Rule | None = None
    """The rule for every instance that is the library's own or derived."""
    general: Rule | None = None
    """The rule for any instance; the instance is its first argument."""
    type_index: int = 0
    """Which of the method's type arguments says the type."""
    ordered: "Mapping[str, Ordered]" = field(default_factory=dict)
    """The rules for containers that are kept in order, by their types."""
    before: int = 0
    """Orders that come before the instance and mean nothing in HOL."""
    others: int = 0
    """Instances that come before it, too, and have to be the library's own or derived."""

    @property
    def instance(self) -> int:
        """Where the instance is among the arguments."""
        return self.before + self.others


@dataclass(frozen=True, slots=True)
class Ordered:
    """What depends on an order that the function is not given: the one in which a set or a map was made."""

    at_numbers: Rule
    """At numbers, where the order is that of HOL."""
    general: Rule
    """At other types; its first argument is the order."""
    elements: Callable[[tuple[Type, ...]], Type]
    """The type that is ordered, made of the function's type arguments."""


def call(name: str, *arguments: Term) -> Term:
    """A constant applied."""
    return Application(Identifier(name), arguments) if arguments else Identifier(name)


def apply(function: Term, *arguments: Term) -> Term:
    """Any term applied; applications do not nest."""
    if not arguments:
        return function
    match function, arguments:
        case Application(inner, first), _:
            return apply(inner, *first, *arguments)
        case Identifier(operator), (left, right) if operator in INFIX:
            return Infix(operator, left, right)
    return Application(function, arguments)


def constant(name: str, *, dropped: int = 0, transparent: bool = False) -> Rule:
    """A constant of HOL with the same arguments in the same order."""
    return Rule(0, lambda _, __: Identifier(name), dropped=dropped, transparent=transparent)


def infix(operator: str, *, dropped: int = 0, transparent: bool = False) -> Rule:
    """An infix operator of HOL."""
    return Rule(
        2,
        lambda a, _: Infix(operator, a[0], a[1]),
        section=Identifier(operator),
        dropped=dropped,
        transparent=transparent,
    )


def prefix(operator: str, name: str) -> Rule:
    """A prefix operator of HOL; the name is the constant behind it."""
    return Rule(1, lambda a, _: Prefix(operator, a[0]), section=Identifier(name), transparent=True)


def rule(arity: int, build: Builder, *, dropped: int = 0, transparent: bool = False) -> Rule:
    """Anything else."""
    return Rule(arity, build, dropped=dropped, transparent=transparent)


def empty(term: Term) -> Rule:
    """An empty container."""
    return Rule(0, lambda _, __: term, literal=True)


# -- Pieces that many rules share -------------------------------------------------------------------------------------

WILDCARD: Final = Wildcard()
NONE: Final = Identifier("None")
UNDEFINED: Final = Identifier("undefined")
PAIRED: Final = Identifier("Pair")
"""The constructor of pairs where it lacks an argument."""

TIMES = Rule(2, lambda a, _: Infix("*", a[0], a[1]), section=Identifier("times"), transparent=True)
"""Its section is spelled out: `(*` would begin a comment."""

COMPARISONS: Mapping[str, Rule] = {
    "==": infix("="),
    "/=": infix("\\<noteq>"),
    "<": infix("<"),
    "<=": infix("\\<le>"),
    ">": infix(">"),
    ">=": infix("\\<ge>"),
    "max": constant("max"),
    "min": constant("min"),
}


"""What comparisons are at numbers."""


def some(term: Term) -> Term:
    """`Some t`."""
    return call("Some", term)


def option_case(scrutinee: Term, nothing: Term, name: str, just: Term) -> Term:
    """`case t of None => a | Some x => b`."""
    return CaseTerm(scrutinee, ((NONE, nothing), (some(Identifier(name)), just)))
