"""Walking over core expressions, and changing them: the one place that knows what is below each form.

In: an expression. Out: its parts, each once, what it mentions, or the same with other parts.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from diglot.core import ast
from diglot.names import Symbol, Variable
from diglot.typed.types import Constructed, ErrorType, Function, Meta, MetaApplied, Rigid, Type, Universe, parts


def children(e: ast.Expression) -> tuple[ast.Expression, ...]:
    """The expressions directly below one, from left to right."""
    match e:
        case ast.Local() | ast.Global() | ast.Integer() | ast.String() | ast.Undefined():
            return ()
        case ast.Apply(_, function, arguments):
            return (function, *arguments)
        case ast.Lambda(_, _, body):
            return (body,)
        case ast.Let(_, _, value, body):
            return (value, body)
        case ast.Case(_, scrutinee, branches, default):
            bodies = [branch.body for branch in branches]
            return (scrutinee, *bodies) if default is None else (scrutinee, *bodies, default)
        case ast.If(_, condition, then, otherwise):
            return (condition, then, otherwise)
        case ast.RecordUpdate(_, record, fields):
            return (record, *[value for _, value in fields])


def with_children(e: ast.Expression, new: tuple[ast.Expression, ...]) -> ast.Expression:
    """An expression with other parts directly below it, in the order of `children`."""
    match e:
        case ast.Local() | ast.Global() | ast.Integer() | ast.String() | ast.Undefined():
            return e
        case ast.Apply():
            return replace(e, function=new[0], arguments=new[1:])
        case ast.Lambda():
            return replace(e, body=new[0])
        case ast.Let():
            return replace(e, value=new[0], body=new[1])
        case ast.Case(_, _, branches, default):
            changed = tuple([replace(branch, body=body) for branch, body in zip(branches, new[1:], strict=False)])
            return replace(e, scrutinee=new[0], branches=changed, default=None if default is None else new[-1])
        case ast.If():
            return replace(e, condition=new[0], then=new[1], otherwise=new[2])
        case ast.RecordUpdate(_, _, fields):
            values = tuple([(symbol, value) for (symbol, _), value in zip(fields, new[1:], strict=True)])
            return replace(e, record=new[0], fields=values)


def rebuilt(e: ast.Expression, change: Callable[[ast.Expression], ast.Expression]) -> ast.Expression:
    """An expression with each part directly below it changed."""
    return with_children(e, tuple([change(child) for child in children(e)]))


def rewrite(e: ast.Expression, change: Callable[[ast.Expression], ast.Expression]) -> ast.Expression:
    """An expression with every part changed, from the inside out, without recursion."""
    done: dict[int, ast.Expression] = {}
    for part in reversed(list(subexpressions(e))):
        if id(part) not in done:
            old = children(part)
            new = tuple([done[id(child)] for child in old])
            same = all(before is after for before, after in zip(old, new, strict=True))
            done[id(part)] = change(part if same else with_children(part, new))
    return done[id(e)]


def subexpressions(root: ast.Expression) -> Iterator[ast.Expression]:
    """The expression and everything below it."""
    waiting = [root]
    while waiting:
        expression = waiting.pop()
        yield expression
        waiting.extend(reversed(children(expression)))


def occurs(variable: Variable, e: ast.Expression) -> bool:
    """Whether a variable is mentioned."""
    return any(isinstance(part, ast.Local) and part.variable == variable for part in subexpressions(e))


def mentions(e: ast.Expression, symbols: Collection[Symbol]) -> bool:
    """Whether one of some global names is mentioned."""
    return any(isinstance(part, ast.Global) and part.symbol in symbols for part in subexpressions(e))


def containing(e: ast.Expression, symbols: Collection[Symbol]) -> frozenset[int]:
    """The identities of all parts that mention one of some global names."""
    found: set[int] = set()
    for part in reversed(list(subexpressions(e))):
        if (isinstance(part, ast.Global) and part.symbol in symbols) or any(
            id(child) in found for child in children(part)
        ):
            found.add(id(part))
    return frozenset(found)


def symbols_in_type(root: Type) -> Iterator[Symbol]:
    """The type constructors in a type, and the synonyms that it was written with."""
    waiting = [root]
    while waiting:
        part = waiting.pop()
        match part:
            case Constructed(symbol, arguments, written):
                yield symbol
                waiting.extend(reversed(arguments))
            case Function(written=written):
                waiting += (part.codomain, part.domain)
            case Rigid(_, arguments, written):
                waiting.extend(reversed(arguments))
            case Meta() | MetaApplied() | Universe() | ErrorType():
                waiting.extend(reversed(parts(part)))
                continue
        if written is not None:
            waiting.append(written)


def types_and_symbols(root: ast.Expression) -> Iterator[Symbol]:
    """The global names in an expression: constructors, fields, functions, and the types that it says."""
    for expression in subexpressions(root):
        match expression:
            case ast.Global(_, symbol, arguments):
                yield symbol
                for argument in arguments:
                    yield from symbols_in_type(argument)
            case ast.Case(_, _, branches):
                yield from (branch.constructor for branch in branches)
            case ast.Lambda(_, parameters):
                for parameter in parameters:
                    yield from symbols_in_type(parameter.type)
            case ast.RecordUpdate(_, _, fields):
                yield from (field for field, _ in fields)
            case ast.Local() | ast.Integer() | ast.String() | ast.Apply() | ast.Let() | ast.If() | ast.Undefined():
                pass
