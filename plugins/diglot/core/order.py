"""Declarations in dependency order.

In: the declarations of a module, lifted functions before those that they were in. Out: groups of types and functions
that mention each other, each after all that it mentions, otherwise in the order given.
"""

from collections.abc import Iterator, Sequence

from diglot.core import ast
from diglot.core.subexpressions import symbols_in_type, types_and_symbols
from diglot.graphs import components
from diglot.names import Symbol

Single = ast.DataType | ast.OpaqueType | ast.TypeFunction | ast.AxiomConstant | ast.Function


def in_order(declarations: Sequence[Single]) -> tuple[ast.Declaration, ...]:
    """Group and sort declarations."""
    home = {symbol: index for index, declaration in enumerate(declarations) for symbol in _declared(declaration)}
    graph = [{home[symbol] for symbol in _mentioned(d) if symbol in home} for d in declarations]
    result: list[ast.Declaration] = []
    for component in components(graph):
        recursive = len(component) > 1 or component[0] in graph[component[0]]
        result += _group([declarations[index] for index in component], recursive=recursive)
    return tuple(result)


def _group(members: Sequence[Single], *, recursive: bool) -> list[ast.Declaration]:
    """The group of a component. A synonym that a type mentions although it stands for that type comes after it."""
    types = tuple([member for member in members if isinstance(member, ast.DataType)])
    functions = tuple([member for member in members if isinstance(member, ast.Function)])
    found: list[ast.Declaration] = [ast.TypeGroup(types, recursive)] if types else []
    found += [member for member in members if not isinstance(member, ast.DataType | ast.Function)]
    if functions:
        found.append(ast.FunctionGroup(functions, recursive))
    return found


def _declared(declaration: Single) -> Iterator[Symbol]:
    yield declaration.symbol
    if isinstance(declaration, ast.DataType):
        for constructor in declaration.constructors:
            yield constructor.symbol
            yield from (field.projection for field in constructor.fields if field.projection is not None)


def _mentioned(declaration: Single) -> Iterator[Symbol]:
    match declaration:
        case ast.DataType():
            for constructor in declaration.constructors:
                for field in constructor.fields:
                    yield from symbols_in_type(field.type)
        case ast.TypeFunction():
            yield from symbols_in_type(declaration.body)
        case ast.AxiomConstant():
            yield from symbols_in_type(declaration.type)
        case ast.Function():
            for parameter in declaration.parameters:
                yield from symbols_in_type(parameter.type)
            yield from symbols_in_type(declaration.result)
            yield from types_and_symbols(declaration.body)
        case ast.OpaqueType():
            return
