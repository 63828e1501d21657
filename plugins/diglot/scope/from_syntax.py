"""Name resolution: from the parsed module to the scoped one.

Assumes that all modules which this one imports are scoped already, if they exist. Gives a module in which every name is
a symbol or a variable, every operator an application, and every broken part an error node whose problem is reported;
and a reference for every name on the page. Two passes over each module body: reserve all names, then go through the
statements in order, because `open`, `syntax` and `alias` take effect from their place on.
"""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import replace
from typing import Any

from diglot.diagnostic import Problems, Severity
from diglot.names import Implicitness, Symbol, SymbolKind
from diglot.phases import Phase
from diglot.scope import ast, resolve_definition, resolve_expression, resolve_let, resolve_named, resolve_sugar
from diglot.scope.ast import Entity
from diglot.scope.context import Context, Handler
from diglot.scope.declare import claim, define, identity, reserve, symbol_of
from diglot.scope.defaults import check_defaults, note_defaults
from diglot.scope.fixity import declare_fixity, declare_iterator, declare_operator
from diglot.scope.imports import import_module, open_module
from diglot.scope.lookup import find_symbol
from diglot.scope.resolve_pattern import Bound, resolve_pattern
from diglot.scope.resolve_type import resolve_type
from diglot.scope.seal import seal
from diglot.scope.space import Level
from diglot.syntax import ast as syntax

HANDLERS: Mapping[type, Handler] = {
    **resolve_expression.HANDLERS,
    **resolve_definition.HANDLERS,
    **resolve_let.HANDLERS,
    **resolve_named.HANDLERS,
    **resolve_sugar.HANDLERS,
}


def scope_module(
    module: syntax.Module,
    imported: Mapping[str, ast.ScopedModule],
    problems: Problems,
    handlers: Mapping[type, Handler] = HANDLERS,
    *,
    lossy: Container[str] = (),
) -> ast.ScopedModule:
    """The module with its names resolved; `imported` holds all scoped modules by name.

    Of the modules in `lossy` some names may have been lost, so that an unknown one is not worth a message. An editor
    that wants to know what is in scope somewhere gives handlers of its own, made from `HANDLERS`.
    """
    level = Level(module.path_name)
    context = Context(module.path, module.path_name, imported, problems, handlers, level, lossy)
    context.incomplete = not module.is_whole or _has_syntax_errors(module.path, problems)
    context.refer(module.name.span, context.module, definition=True)
    for name in {module.path_name, module.name.text}.difference(module.imports):
        if "." in name:
            # A module with a name of one word has no name in its own body, where a type may be called like it.
            level.add_import(tuple(name.split(".")), level.exports())
    reserve(context, level, module.statements)
    _check(context, module.statements)
    context.check_docs(module.annotations, {})
    check_defaults(context)
    seal(level, context.operators, context.iterators)
    return ast.ScopedModule(
        module.path,
        context.module,
        tuple(context.direct_imports),
        tuple(context.declarations),
        level.exports(),
        tuple(sorted(context.references, key=lambda reference: reference.span)),
        context.builtins,
        not (context.incomplete or context.excused),
        tuple(context.broken),
        module.annotations.doc,
        context.has_doubtful_patterns,
    )


def _has_syntax_errors(path: str, problems: Problems) -> bool:
    """Whether parsing this page may have lost names: then unknown names are not worth a message."""
    return any(
        each.path == path and each.severity is Severity.ERROR and each.phase is Phase.SYNTAX for each in problems
    )


def _check(context: Context, statements: Iterable[syntax.Statement]) -> None:
    for statement in statements:
        context.too_deep = False
        level = context.level
        try:
            if not isinstance(statement, syntax.TypeDeclaration):
                context.check_docs(statement.annotations, {})
            _STATEMENTS[type(statement)](context, statement)
        except RecursionError:
            # The depth of trees is bounded, but how much of the stack is left depends on the caller, too.
            context.level, context.depth = level, 0
            context.report_depth(statement.span)


def _function(context: Context, statement: syntax.Function) -> None:
    if statement.name is None:
        _destructuring(context, statement)
        return
    symbol = context.symbols[statement.name.span]
    definition = resolve_definition.resolve_definition(context, statement, symbol, {})
    note_defaults(context, symbol, definition, statement)
    if symbol.span == statement.name.span:
        context.declarations.append(
            ast.Function(
                symbol,
                definition,
                statement.annotations.doc,
                statement.annotations.pragma,
                statement.instance,
                statement.coercion,
                statement.builtin,
            )
        )


def _destructuring(context: Context, statement: syntax.Function) -> None:
    """`(lo, hi) : T := e`: the value gets a name of its own, and each variable is a projection of it."""
    if statement.pattern is None or statement.body is None:
        return
    bound: Bound = {}
    pattern = resolve_pattern(context, statement.pattern, bound)
    span = statement.pattern.span
    # No page can write a name with parentheses, so this one is free.
    name = f"({','.join(bound) or f'_{context.variables}'})"
    whole = Symbol(identity(context.level, name), SymbolKind.FUNCTION, span)
    definition = resolve_definition.resolve_definition(context, statement, whole, {})
    notes = statement.annotations
    context.declarations.append(ast.Function(whole, definition, notes.doc, notes.pragma))
    argument = ast.ArgumentPattern(Implicitness.EXPLICIT, pattern)
    for variable in bound.values():
        word = syntax.Word(variable.name, variable.span)
        symbol = define(context, context.level, word, Entity(symbol_of(context.level, word, SymbolKind.FUNCTION)))
        clause = ast.Clause(span, (argument,), ast.Local(variable.span, variable))
        body = ast.Case(span, ast.Global(span, whole), (clause,))
        own = ast.Definition(statement.span, symbol, (), ast.Hole(span), (ast.Clause(span, (), body),))
        if symbol.span == variable.span:
            context.declarations.append(ast.Function(symbol, own))


def _axiom(context: Context, statement: syntax.Axiom) -> None:
    symbol = context.symbols[statement.name.span]
    parameters, env = resolve_definition.resolve_parameters(context, statement.parameters, {}, owner="an axiom")
    type_ = resolve_definition.resolve_result(context, statement.type, parameters, env)
    if symbol.span == statement.name.span:
        notes = statement.annotations
        found = ast.Axiom(symbol, statement.span, parameters, type_, notes.doc, notes.pragma, statement.builtin)
        context.declarations.append(found)


def _deriving(context: Context, statement: syntax.Deriving) -> None:
    symbol = context.symbols[statement.name.span]
    parameters, env = resolve_definition.resolve_parameters(
        context, statement.parameters, {}, owner="a derived instance"
    )
    type_ = context.expression(statement.type, env)
    if symbol.span == statement.name.span:
        found = ast.Deriving(symbol, statement.span, parameters, type_, statement.annotations.doc)
        context.declarations.append(found)


def _type(context: Context, statement: syntax.TypeDeclaration) -> None:
    found = resolve_type(context, statement)
    if found.symbol.span == statement.name.span:
        context.declarations.append(found)
    outer = context.level
    context.level = context.levels[statement.name.span]
    for constructor in statement.constructors:
        _check(context, (each for each in constructor.fields if not isinstance(each, syntax.Field)))
    _check(context, statement.members)
    context.level = outer


def _local_module(context: Context, statement: syntax.LocalModule) -> None:
    outer = context.level
    context.level = context.levels[statement.name.span]
    operators, iterators = dict(context.operators), dict(context.iterators)
    _check(context, statement.statements)
    # What the body says about its own symbols goes out with them; what it says about others ends here.
    own = f"{context.level.name}."
    context.operators = operators | {each: fixity for each, fixity in context.operators.items() if each.startswith(own)}
    context.iterators = iterators | {each: counts for each, counts in context.iterators.items() if each.startswith(own)}
    context.level = outer


def _alias(context: Context, statement: syntax.AliasDeclaration) -> None:
    entity = find_symbol(context, statement.target)
    if entity is None:
        context.missing.add(statement.name.text)
        context.level.missing.add(statement.name.text)
    elif claim(context, context.level, "name", statement.name):
        context.refer(statement.name.span, entity.symbol)
        # What an imported module says of its operator holds for that name only.
        own = entity.key.partition(":")[0] == context.module
        alias = replace(
            entity,
            fixity=context.operators.get(entity.key, entity.fixity if own else None),
            iterator=context.iterators.get(entity.key, entity.iterator if own else None),
            alias=identity(context.level, statement.name.text),
        )
        context.level.define(statement.name.text, alias)


_STATEMENTS: Mapping[type, Callable[[Context, Any], None]] = {
    syntax.Import: import_module,
    syntax.Open: open_module,
    syntax.FixityDeclaration: declare_fixity,
    syntax.OperatorDeclaration: declare_operator,
    syntax.IteratorDeclaration: declare_iterator,
    syntax.AliasDeclaration: _alias,
    syntax.LocalModule: _local_module,
    syntax.TypeDeclaration: _type,
    syntax.Axiom: _axiom,
    syntax.Deriving: _deriving,
    syntax.Function: _function,
}
