"""The names that an item of a theory declares.

In: an item, or a whole theory. Out: names, by name space where that matters: types and constants may be called alike.
"""

from diglot.theory.ast import (
    Abbreviation,
    Consts,
    Datatype,
    Declare,
    Definition,
    Foreign,
    Fun,
    Heading,
    Item,
    Lemma,
    PartialFunction,
    Record,
    Termination,
    Text,
    Theory,
    Typedecl,
    TypeSynonym,
)

Key = tuple[str, str]
"""A name space and a name."""

_DEFINING = ("type", "constant", "fact")
"""The name spaces of what terms, types and proofs can mention."""


def declared_names(item: Item) -> tuple[Key, ...]:
    """What an item is about. Empty for words and foreign commands."""
    match item:
        case TypeSynonym(name=name) | Record(name=name) | Typedecl(name=name):
            return (("type", name),)
        case Datatype(types=types):
            return tuple(("type", body.name) for body in types)
        case Fun(signatures=signatures):
            return tuple(("constant", name) for name, _ in signatures)
        case Consts(name=name) | Definition(name=name) | Abbreviation(name=name) | PartialFunction(name=name):
            return (("constant", name),)
        case Declare(fact, attribute):
            return (("attribute", f"{fact} [{attribute}]"),)
        case Termination(function=function):
            return (("termination", function),)
        case Lemma(name=name):
            return (("fact", name),)
        case Heading() | Text() | Foreign():
            return ()


def member_names(item: Item) -> tuple[str, ...]:
    """The fields of a record; the constructors and selectors of data types."""
    match item:
        case Record(fields=fields):
            return tuple(field.name for field in fields)
        case Datatype(types=types):
            constructors = [constructor for body in types for constructor in body.constructors]
            selectors = [a.selector for constructor in constructors for a in constructor.arguments if a.selector]
            return (*(constructor.name for constructor in constructors), *selectors)
        case (
            Heading()
            | Text()
            | TypeSynonym()
            | Typedecl()
            | Consts()
            | Definition()
            | Abbreviation()
            | Fun()
            | PartialFunction()
            | Declare()
            | Termination()
            | Lemma()
            | Foreign()
        ):
            return ()


def defined_names(theory: Theory) -> frozenset[str]:
    """Every name that a theory defines: types, fields, constructors, selectors, constants and lemmas."""
    found = {name for item in theory.items for space, name in declared_names(item) if space in _DEFINING}
    return frozenset(found.union(*(member_names(item) for item in theory.items)))
