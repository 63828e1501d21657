"""The first pass over a module body: every name that it declares gets its symbol.

Takes the statements; fills the level, those of local and type modules inside it, and the context's table of symbols by
place. A name that is declared twice is reported; the first declaration counts. Aliases and the variables of pattern
definitions are not reserved, because they may be used only after their statement; that there are aliases is noted.
"""

from collections.abc import Iterable, Sequence

from diglot.names import Symbol, SymbolKind
from diglot.scope import errors
from diglot.scope.ast import Entity
from diglot.scope.context import Context
from diglot.scope.signature import (
    constructor_arguments,
    constructor_names_after_unnamed,
    constructor_signature,
    name_signature,
    names_after_unnamed,
    projection_names_after_unnamed,
    projection_signature,
    record_fields,
    type_signature,
)
from diglot.scope.space import Level
from diglot.syntax import ast


def reserve(context: Context, level: Level, statements: Iterable[ast.Statement]) -> None:
    """Declare the names of a body."""
    for statement in statements:
        match statement:
            case ast.Function(name=ast.Word() as name):
                symbol = _reserve_value(context, level, name, SymbolKind.FUNCTION, statement)
                _note_builtin(context, statement.builtin, symbol)
            case ast.Axiom():
                symbol = _reserve_value(context, level, statement.name, SymbolKind.AXIOM, statement)
                _note_builtin(context, statement.builtin, symbol)
            case ast.Deriving():
                _reserve_value(context, level, statement.name, SymbolKind.FUNCTION, statement)
            case ast.TypeDeclaration():
                _reserve_type(context, level, statement)
            case ast.LocalModule():
                inner = _reserve_module(context, level, statement.name, None)
                context.refer(statement.name.span, inner.name, definition=True)
                reserve(context, inner, statement.statements)
            case ast.AliasDeclaration():
                level.aliases.add(statement.name.text)
            case ast.FixityDeclaration():
                claim(context, level, "fixity", statement.name)
            case ast.Function() | ast.Import() | ast.Open() | ast.OperatorDeclaration() | ast.IteratorDeclaration():
                pass


def symbol_of(level: Level, word: ast.Word, kind: SymbolKind) -> Symbol:
    """The symbol that a name declared in a body stands for."""
    return Symbol(identity(level, word.text), kind, word.span)


def define(context: Context, level: Level, word: ast.Word, entity: Entity) -> Symbol:
    """Add a symbol to a body; gives the first one of that name if there is one already, which is reported."""
    symbol = entity.symbol
    context.refer(word.span, symbol, definition=True)
    if claim(context, level, "name", word):
        level.define(word.text, entity)
    else:
        symbol = level.defined[word.text].symbol
    context.symbols[word.span] = symbol
    return symbol


def identity(level: Level, name: str) -> str:
    """The identity of something in a body: `module:name`, `module:Local.name`."""
    return f"{level.name}{'.' if ':' in level.name else ':'}{name}"


def claim(context: Context, level: Level, namespace: str, word: ast.Word) -> bool:
    """Whether the name is free in its namespace; reported if not."""
    first = level.claim(namespace, word.text, word.span)
    if first is None:
        return True
    there = context.label(first, "first declaration")
    context.report(errors.MultipleDeclarations(context.path, word.span, word.text, namespace, there))
    return False


def _reserve_value(
    context: Context,
    level: Level,
    word: ast.Word,
    kind: SymbolKind,
    statement: ast.Function | ast.Axiom | ast.Deriving,
) -> Symbol:
    signature = name_signature(statement.parameters, statement.type)
    hidden = names_after_unnamed(statement.parameters, statement.type)
    entity = Entity(symbol_of(level, word, kind), signature=signature, after_unnamed=hidden)
    return define(context, level, word, entity)


def _note_builtin(context: Context, builtin: str | None, symbol: Symbol) -> None:
    if builtin is not None:
        context.builtins.setdefault(builtin, symbol)


def _reserve_module(context: Context, level: Level, word: ast.Word, owner: Symbol | None) -> Level:
    inner = level.child(identity(level, word.text), owner)
    context.levels[word.span] = inner
    # A type's own module needs no second message: the type has been reported.
    known = owner is not None and owner.span != word.span
    if known or claim(context, level, "module", word):
        level.modules.setdefault(word.text, inner.exports())
        level.exported_modules.setdefault(word.text, inner.exports())
    return inner


def _reserve_type(context: Context, level: Level, statement: ast.TypeDeclaration) -> None:
    fields = _projected(statement)
    path = f"{identity(level, statement.name.text)}."
    projections = tuple(Symbol(f"{path}{field.name.text}", SymbolKind.FIELD, field.name.span) for field in fields)
    own = symbol_of(level, statement.name, SymbolKind.TYPE)
    is_whole = statement.is_whole
    entity = Entity(own, signature=type_signature(statement.parameters), fields=projections, is_whole=is_whole)
    symbol = define(context, level, statement.name, entity)
    _note_builtin(context, statement.builtin, symbol)
    inner = _reserve_module(context, level, statement.name, symbol)
    if not is_whole:
        context.broken[inner.name] = None
    for constructor in statement.constructors:
        _reserve_constructor(context, inner, statement, constructor, projections)
    for field in fields:
        own = symbol_of(inner, field.name, SymbolKind.FIELD)
        hidden = projection_names_after_unnamed(statement, field)
        entity = Entity(own, signature=projection_signature(statement, field), after_unnamed=hidden)
        projection = define(context, inner, field.name, entity)
        _note_builtin(context, field.builtin, projection)
    reserve(context, inner, statement.members)


def _projected(statement: ast.TypeDeclaration) -> tuple[ast.Field, ...]:
    """The fields that become functions: those of the only constructor."""
    if len(statement.constructors) != 1 or statement.constructors[0].style != "record":
        return ()
    return record_fields(statement.constructors[0])


def _reserve_constructor(
    context: Context,
    level: Level,
    statement: ast.TypeDeclaration,
    constructor: ast.Constructor,
    projections: Sequence[Symbol],
) -> None:
    arguments = constructor_arguments(constructor)
    entity = Entity(
        symbol_of(level, constructor.name, SymbolKind.CONSTRUCTOR),
        signature=constructor_signature(statement.parameters, constructor),
        after_unnamed=constructor_names_after_unnamed(constructor),
        arity=tuple(implicitness for implicitness, _ in arguments),
        field_names=tuple(word.text if word is not None else None for _, word in arguments),
        fields=tuple(projections),
        is_whole=statement.is_whole,
    )
    define(context, level, constructor.name, entity)
    if constructor.style == "record":
        _report_repeated(context, constructor)


def _report_repeated(context: Context, constructor: ast.Constructor) -> None:
    first: dict[str, ast.Word] = {}
    for field in constructor.fields:
        if not isinstance(field, ast.Field):
            continue
        word = field.name
        if first.setdefault(word.text, word) is not word:
            there = context.label(first[word.text].span, "declared here first")
            context.report(errors.RepeatedField(context.path, word.span, word.text, there))
