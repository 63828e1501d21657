"""`import` and `open`: what they bring into scope, and what they pass on.

Takes the exports of scoped modules as they are; a filter makes small tables of its own.
"""

from collections.abc import Iterable

from diglot.scope import errors
from diglot.scope.ast import Exports
from diglot.scope.context import Context, is_constructor
from diglot.scope.lookup import find_module, module_target, readable
from diglot.scope.space import Clash, Layer
from diglot.source import Span
from diglot.syntax import ast


def import_module(context: Context, statement: ast.Import) -> None:
    """`import A.B as C open using {…} public;`."""
    name = statement.path.text
    module = context.imported.get(name)
    path = statement.alias or statement.path
    if module is None and name in context.lossy:
        # There is such a page, on which something is wrong.
        context.failed_modules.add(path.text)
        context.incomplete = True
        return
    if module is None:
        similar = context.nearest(name, context.imported, "imports")
        problem = errors.ModuleNotInScope(context.path, statement.path.span, name, imported=True, similar=similar)
        context.report(problem)
        context.failed_modules.add(path.text)
        context.incomplete |= statement.open is not None
        return
    context.direct_imports[name] = None
    context.refer(statement.path.span, name)
    if statement.alias is not None:
        context.refer(statement.alias.span, name)
    exports = module.exports
    if statement.filter is not None:
        exports = _restricted(context, exports, statement.filter)
    context.level.add_import(tuple(word.text for word in path.words), exports)
    if statement.public:
        _export_module(context, path, exports)
    if statement.open is not None:
        _note_missing(context, exports, public=statement.open.public)
        layer = layer_of(context, exports, statement.open.filter)
        _open(context, layer, statement.open.span, public=statement.open.public)


def open_module(context: Context, statement: ast.Open) -> None:
    """`open M using {…} public;`."""
    layer = opened_layer(context, statement)
    if layer is not None:
        _open(context, layer, statement.span, public=statement.public)


def opened_layer(context: Context, statement: ast.Open) -> Layer | None:
    """What an `open` statement brings; None when there is no such module, which is then reported."""
    exports = find_module(context, statement.name)
    if exports is None:
        context.incomplete = True
        return None
    _note_missing(context, exports, public=statement.public)
    return layer_of(context, exports, statement.filter)


def _note_missing(context: Context, exports: Exports, *, public: bool) -> None:
    """Of a module that lacks names for a reason that is reported, nobody needs to be told which."""
    context.incomplete |= context.may_lack_names(exports.name)
    context.missing |= exports.missing
    if public:
        context.level.missing |= exports.missing


def _open(context: Context, layer: Layer, span: Span, *, public: bool) -> None:
    context.level.open(layer)
    if public:
        _report_clashes(context, context.level.export(layer), span)


def _report_clashes(context: Context, clashes: Iterable[Clash], span: Span) -> None:
    for clash in clashes:
        meanings = (readable(clash.first), readable(clash.second))
        context.report(errors.MultipleExport(context.path, span, clash.name, meanings))


def _export_module(context: Context, path: ast.Name, exports: Exports) -> None:
    """Re-export a module by name; a dotted name becomes modules in modules."""
    for word in reversed(path.words[1:]):
        exports = Exports(f"{context.module}:{path.text}", {}, {word.text: exports}, {})
    name = path.words[0].text
    present = context.level.exported_modules.get(name)
    if present is not None and len(path.words) > 1:
        exports = Exports(present.name, present.symbols, {**present.modules, **exports.modules}, present.fixities)
        context.level.exported_modules[name] = exports
        return
    _report_clashes(context, context.level.export_module(name, exports), path.span)


# -- Filters ----------------------------------------------------------------------------------------------------------


def layer_of(context: Context, exports: Exports, filter_: ast.Filter | None) -> Layer:
    """A module's exports as a layer, filtered."""
    if filter_ is None:
        return Layer(exports.symbols, exports.modules, exports.fixities)
    if filter_.kind == "using":
        chosen = _chosen(context, exports, filter_.items)
        return Layer(chosen.symbols, chosen.modules, chosen.fixities)
    for item in filter_.items:
        _check_item(context, exports, item)
    hidden = frozenset(item.name.text for item in filter_.items if not item.module)
    modules = frozenset(item.name.text for item in filter_.items if item.module)
    return Layer(exports.symbols, exports.modules, exports.fixities, hidden, modules)


def _restricted(context: Context, exports: Exports, filter_: ast.Filter) -> Exports:
    """A module's exports, filtered."""
    layer = layer_of(context, exports, filter_)
    modules = {name: each for name, each in layer.modules.items() if name not in layer.hidden_modules}
    fixities = {name: each for name, each in layer.fixities.items() if name not in layer.hidden}
    return Exports(exports.name, dict(layer.visible()), modules, fixities, exports.owner)


def _chosen(context: Context, exports: Exports, items: Iterable[ast.FilterItem]) -> Exports:
    """The items of a `using`, under their new names."""
    symbols, modules, fixities = {}, {}, {}
    for item in items:
        name = item.name.text
        new_name = (item.alias or item.name).text
        if not _check_item(context, exports, item):
            context.missing.add(new_name)
        elif item.module:
            modules[new_name] = exports.modules[name]
        else:
            if name in exports.symbols:
                symbols[new_name] = exports.symbols[name]
            if name in exports.fixities:
                fixities[new_name] = exports.fixities[name]
    return Exports(exports.name, symbols, modules, fixities, exports.owner)


def _check_item(context: Context, exports: Exports, item: ast.FilterItem) -> bool:
    """Whether the module has the item; reported if not. Records what the item refers to."""
    name = item.name.text
    if item.module and name in exports.modules:
        _refer(context, item, exports, module=True)
        return True
    if not item.module and name in exports.symbols:
        _refer(context, item, exports, module=False)
        return True
    if not item.module and name in exports.fixities:
        return True
    _report_missing(context, exports, item)
    return False


def _refer(context: Context, item: ast.FilterItem, exports: Exports, *, module: bool) -> None:
    name = item.name.text
    target = module_target(exports.modules[name]) if module else exports.symbols[name][0].symbol
    for word in (item.name, item.alias):
        if word is not None:
            context.refer(word.span, target)


def _report_missing(context: Context, exports: Exports, item: ast.FilterItem) -> None:
    name = item.name.text
    if context.may_lack_names(exports.name) or name in exports.missing:
        context.excused = True
        return
    known = exports.modules if item.module else exports.symbols
    types = (each for each, inner in exports.modules.items() if inner.owner and _has_constructor(inner, name))
    problem = errors.ModuleDoesNotExportSymbol(
        context.path,
        item.span,
        name,
        readable(exports.name),
        "module" if item.module else "name",
        context.nearest(name, known, exports.name),
        next(types, ""),
        not item.module and name in exports.modules,
    )
    context.report(problem)


def _has_constructor(module: Exports, name: str) -> bool:
    return any(map(is_constructor, module.symbols.get(name, ())))
