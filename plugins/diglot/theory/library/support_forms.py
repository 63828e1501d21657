"""Short ways to write the types, terms and commands of the support theory.

Nothing comes in. What goes out are theory values as `ast` has them.
"""

from diglot.theory.ast import (
    Abstraction,
    CaseTerm,
    Consts,
    Definition,
    Equation,
    Fun,
    FunctionType,
    Identifier,
    Infix,
    Record,
    RecordField,
    RecordTerm,
    Term,
    Type,
    TypeApplication,
    TypeVariable,
)

A, B = TypeVariable("'A"), TypeVariable("'B")
BOOL, NAT, INT, STRING, CHAR = (TypeApplication(name) for name in ("bool", "nat", "int", "string", "char"))
TRUE, FALSE = Identifier("True"), Identifier("False")
Rows = tuple[tuple[tuple[Term, ...], Term], ...]
"""Patterns and bodies of a function's equations."""

_X = Identifier("x")


def names(text: str) -> tuple[Identifier, ...]:
    """Variables, by their names."""
    return tuple(Identifier(name) for name in text.split())


def arrow(*types: Type) -> Type:
    """A curried function type."""
    *domains, result = types
    for domain in reversed(domains):
        result = FunctionType(domain, result)
    return result


def of(constructor: str, *arguments: Type) -> Type:
    """A type applied to arguments."""
    return TypeApplication(constructor, arguments)


def define(name: str, type_: Type, parameters: tuple[Term, ...], body: Term) -> Definition:
    """A function that is not recursive, or a constant."""
    return Definition(name=name, type=type_, parameters=parameters, body=body)


def recursive(name: str, type_: Type, rows: Rows) -> Fun:
    """A function that calls itself."""
    equations = tuple(Equation(name, patterns, body) for patterns, body in rows)
    return Fun(signatures=((name, type_),), equations=equations)


def constant(name: str, *types: Type) -> Consts:
    """A function of which only the type is known."""
    return Consts(name=name, type=arrow(*types))


def trait(name: str, *fields: tuple[str, Type]) -> Record:
    """A trait of one type, as a record of its methods."""
    return Record(name=name, parameters=("'A",), fields=tuple(RecordField(field, type_) for field, type_ in fields))


def record(**fields: Term) -> RecordTerm:
    """A dictionary."""
    return RecordTerm(tuple(fields.items()))


def joined(*parts: Term) -> Term:
    """Texts one after the other."""
    *first, whole = parts
    for part in reversed(first):
        whole = Infix("@", part, whole)
    return whole


def matching(*branches: tuple[Term, Term]) -> Term:
    """A function of one argument that is taken apart."""
    return Abstraction((_X,), CaseTerm(_X, branches))
