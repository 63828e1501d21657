"""Isabelle types, read from inner tokens.

In: a cursor at the beginning of a type. Out: the type, in the shape of `ast.py`; the cursor is behind it. Raises
`Unreadable` at the first token that fits nowhere.
"""

from diglot.theory.ast import FunctionType, ProductType, Type, TypeApplication, TypeVariable
from diglot.theory.read.inner_tokens import InnerCursor


def read_type(cursor: InnerCursor) -> Type:
    r"""A type as far as it goes: `a \<Rightarrow> b` is the loosest form, to the right."""
    cursor.enter()
    parts = [_sum(cursor)]
    while cursor.accept("\\<Rightarrow>"):
        parts.append(_sum(cursor))
    cursor.leave()
    result = parts.pop()
    while parts:
        result = FunctionType(parts.pop(), result)
    return result


def _sum(cursor: InnerCursor) -> Type:
    parts = [_product(cursor)]
    while cursor.accept("+"):
        parts.append(_product(cursor))
    result = parts.pop()
    while parts:
        result = TypeApplication("sum", (parts.pop(), result))
    return result


def _product(cursor: InnerCursor) -> Type:
    parts = [_application(cursor)]
    while cursor.accept("\\<times>") or cursor.accept("*"):
        parts.append(_application(cursor))
    result = parts.pop()
    while parts:
        result = ProductType(parts.pop(), result)
    return result


def _application(cursor: InnerCursor) -> Type:
    """An atom and the type constructors behind it: `'a list option`."""
    arguments = _arguments(cursor)
    if cursor.token.kind != "name" and len(arguments) > 1:
        raise cursor.unreadable("the name of a type")
    result = arguments[0]
    while cursor.token.kind == "name":
        result = TypeApplication(cursor.next().text, arguments)
        arguments = (result,)
    return result


def _arguments(cursor: InnerCursor) -> tuple[Type, ...]:
    """What can come before a type constructor: a variable, a name, or types in parentheses."""
    token = cursor.token
    if token.kind == "typevar":
        return (TypeVariable(cursor.next().text),)
    if token.kind == "name":
        return (TypeApplication(cursor.next().text),)
    if not cursor.accept("("):
        raise cursor.unreadable("a type")
    found = [read_type(cursor)]
    while cursor.accept(","):
        found.append(read_type(cursor))
    cursor.expect(")")
    return tuple(found)
