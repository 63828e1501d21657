"""The names that an item of a theory declares.

In: an item, or a whole theory. Out: names, by name space where that matters: types and constants may be called alike.
"""

from diglot.theory import ast

Key = tuple[str, str]
"""A name space and a name."""

_DEFINING = ("type", "constant", "fact")
"""The name spaces of what terms, types and proofs can mention."""


def declared_names(item: ast.Item) -> tuple[Key, ...]:
    """What an item is about. Empty for words and foreign commands."""
    match item:
        case ast.TypeSynonym(name=name) | ast.Record(name=name) | ast.Typedecl(name=name):
            return (("type", name),)
        case ast.Datatype(types=types):
            return tuple(("type", body.name) for body in types)
        case ast.Fun(signatures=signatures):
            return tuple(("constant", name) for name, _ in signatures)
        case (
            ast.Consts(name=name)
            | ast.Definition(name=name)
            | ast.Abbreviation(name=name)
            | ast.PartialFunction(name=name)
        ):
            return (("constant", name),)
        case ast.Declare(fact, attribute):
            return (("attribute", f"{fact} [{attribute}]"),)
        case ast.Termination(function=function):
            return (("termination", function),)
        case ast.Lemma(name=name):
            return (("fact", name),)
        case ast.Heading() | ast.Text() | ast.Foreign():
            return ()


def member_names(item: ast.Item) -> tuple[str, ...]:
    """The fields of a record; the constructors and selectors of data types."""
    match item:
        case ast.Record(fields=fields):
            return tuple(field.name for field in fields)
        case ast.Datatype(types=types):
            constructors = [constructor for body in types for constructor in body.constructors]
            selectors = [a.selector for constructor in constructors for a in constructor.arguments if a.selector]
            return (*(constructor.name for constructor in constructors), *selectors)
        case (
            ast.Heading()
            | ast.Text()
            | ast.TypeSynonym()
            | ast.Typedecl()
            | ast.Consts()
            | ast.Definition()
            | ast.Abbreviation()
            | ast.Fun()
            | ast.PartialFunction()
            | ast.Declare()
            | ast.Termination()
            | ast.Lemma()
            | ast.Foreign()
        ):
            return ()


def defined_names(theory: ast.Theory) -> frozenset[str]:
    """Every name that a theory defines: types, fields, constructors, selectors, constants and lemmas."""
    found = {name for item in theory.items for space, name in declared_names(item) if space in _DEFINING}
    return frozenset(found.union(*(member_names(item) for item in theory.items)))
