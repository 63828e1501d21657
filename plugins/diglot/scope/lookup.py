"""Look-up of names in expressions, patterns and statements.

Takes a name as written; gives what it stands for and records the references that the page shows as links. A name that
stands for nothing, or for several things, is reported here, with the nearest help that can be given.
"""

from collections.abc import Iterable, Iterator, Sequence

from diglot.names import Symbol, SymbolKind, Variable
from diglot.scope import ast, errors
from diglot.scope.ast import Entity, Exports, Fixity
from diglot.scope.context import Context, Elsewhere, Env, LetBound, is_constructor
from diglot.scope.space import distinct
from diglot.source import Span
from diglot.syntax.ast import Name, Word

PRELUDE = "Stdlib.Prelude"
"""What a page imports for names that nearly all pages use."""
NO_LOCAL_NAMES: Env = {}


def find(context: Context, name: Name, env: Env) -> Variable | Entity | None:
    """What a name in an expression stands for; None when that is reported as unknown or ambiguous."""
    if len(name.words) > 1:
        return find_qualified(context, name, env)
    word = name.words[0]
    bound = env.get(word.text)
    if isinstance(bound, Variable):
        context.mentioned.add(bound)
        context.references.append(ast.Reference(word.span, bound))
        return bound
    if bound is not None:
        return _let_bound(context, word, bound)
    return _global(context, word, env)


def find_symbol(context: Context, name: Name) -> Entity | None:
    """What a name stands for where local variables do not count."""
    found = find(context, name, {})
    return found if isinstance(found, Entity) else None


def find_constructor(context: Context, word: Word) -> Entity | None:
    """The constructor that an unqualified name in a pattern stands for; None when it binds a variable."""
    found = tuple(filter(is_constructor, context.level.entities(word.text)))
    if len(found) > 1:
        _ambiguous(context, word.text, word.span, found)
    if found:
        context.refer(word.span, found[0].symbol)
        return found[0]
    return None


def _let_bound(context: Context, word: Word, bound: LetBound) -> Variable | Entity | None:
    target = bound.target
    rivals = context.level.opened(word.text)
    if isinstance(target, Entity):
        rivals = tuple(entity for entity in rivals if entity.symbol != target.symbol)
    if rivals:
        _ambiguous(context, word.text, word.span, rivals, local=True)
        return None
    if isinstance(target, Variable):
        context.mentioned.add(target)
        context.refer(word.span, target)
    else:
        context.refer(word.span, target.symbol)
    return target


def _global(context: Context, word: Word, env: Env) -> Entity | None:
    found = context.level.entities(word.text)
    if len(found) == 1:
        context.references.append(ast.Reference(word.span, found[0].symbol))
        return found[0]
    if found:
        _ambiguous(context, word.text, word.span, found)
    else:
        _unknown(context, word, env)
    return None


def _ambiguous(context: Context, name: str, span: Span, meanings: Sequence[Entity], *, local: bool = False) -> None:
    ids = tuple(sorted(readable(entity.symbol.id) for entity in meanings))
    context.report(errors.AmbiguousSym(context.path, span, name, ids, local))


def readable(identity: str) -> str:
    """A symbol's identity the way it would be written: `Stdlib.Data.List.map`."""
    return identity.replace(":", ".", 1)


# -- Qualified names --------------------------------------------------------------------------------------------------


def find_qualified(context: Context, name: Name, env: Env = NO_LOCAL_NAMES) -> Entity | None:
    """What a dotted name stands for; the local names only matter for what is said when it stands for nothing."""
    qualifier, last = name.words[:-1], name.words[-1]
    seen = []
    for ways in _module_ways(context, qualifier):
        seen += ways
        having = [way for way in ways if last.text in way[-1].symbols]
        found = distinct(entity for way in having for entity in way[-1].symbols[last.text])
        if len(found) == 1:
            _refer_to_modules(context, qualifier, having[0])
            context.refer(last.span, found[0].symbol)
            return found[0]
        if found:
            _ambiguous(context, name.text, name.span, found)
            return None
    if seen:
        _refer_to_modules(context, qualifier, seen[0])
    _unknown_qualified(context, name, seen, is_value=name.words[0].text in env)
    return None


def meanings(context: Context, name: Name) -> tuple[Entity, ...]:
    """All that a dotted name may stand for, nearest first; nothing is reported or recorded."""
    ways = (way for ways in _module_ways(context, name.words[:-1]) for way in ways)
    return tuple(entity for way in ways for entity in way[-1].symbols.get(name.last.text, ()))


def is_doubtful(context: Context, name: Name) -> bool:
    """Whether a mistake that is reported hides what a name is: perhaps an operator, or a constructor."""
    if len(name.words) > 1:
        return _is_excused(context, name) or any(map(context.is_doubtful, meanings(context, name)))
    return name.text in context.missing or any(map(context.is_doubtful, context.level.entities(name.text)))


def _is_excused(context: Context, name: Name) -> bool:
    """Whether a dotted name is not there for a reason that is reported."""
    ways = [way for ways in _module_ways(context, name.words[:-1]) for way in ways]
    return not meanings(context, name) and any(name.last.text in way[-1].missing for way in ways)


def find_fixities(context: Context, name: Name) -> dict[str, Fixity]:
    """The fixities that a dotted name may stand for in the nearest module that has some, by identity."""
    for ways in _module_ways(context, name.words[:-1]):
        found = [way[-1].fixities[name.last.text] for way in ways if name.last.text in way[-1].fixities]
        if found:
            return {fixity.id: fixity for fixity in found}
    return {}


def find_module(context: Context, name: Name) -> Exports | None:
    """The module that a name stands for, for `open`; None when that is reported."""
    for ways in _module_ways(context, name.words):
        modules = {way[-1].name: way for way in ways}
        if len(modules) > 1:
            meanings = tuple(sorted(map(readable, modules)))
            context.report(errors.AmbiguousModuleSym(context.path, name.span, name.text, meanings))
            return None
        for way in modules.values():
            _refer_to_modules(context, name.words, way)
            return way[-1]
    _unknown_module(context, name.text, name.span)
    return None


def _module_ways(context: Context, words: Sequence[Word]) -> Iterator[list[list[Exports]]]:
    """For each body from the inside out, the ways to a module path: the import or local module, then nested ones."""
    path = tuple(word.text for word in words)
    for level in context.level.enclosing():
        ways = [_descend(module, path[1:]) for module in level.modules_here(path[0])]
        for length in range(1, len(path) + 1):
            ways += [_descend(module, path[length:]) for module in level.imports.get(path[:length], ())]
        found = [way for way in ways if way]
        if found:
            yield found


def _descend(module: Exports, path: tuple[str, ...]) -> list[Exports]:
    way = [module]
    for name in path:
        inner = way[-1].modules.get(name)
        if inner is None:
            return []
        way.append(inner)
    return way


def _refer_to_modules(context: Context, words: Sequence[Word], way: Sequence[Exports]) -> None:
    """References for the words of a module path: the last words are nested modules, the first ones the outermost."""
    outermost = len(words) - len(way) + 1
    spans = [words[0].span.to(words[outermost - 1].span), *(word.span for word in words[outermost:])]
    for span, module in zip(spans, way, strict=True):
        context.refer(span, module_target(module))


def module_target(module: Exports) -> Symbol | str:
    """What a module's name refers to: for a type's module, the type."""
    return module.owner if module.owner is not None else module.name


# -- Unknown names ----------------------------------------------------------------------------------------------------


def _unknown(context: Context, word: Word, env: Env) -> None:
    # A failed import or a syntax error, both reported, may be why the name is missing; one message is enough.
    if context.incomplete or word.text in context.missing:
        return
    name = word.text
    qualified = qualified_names(context, name)
    homes = () if qualified else _homes(context, name)
    owners = () if qualified or homes else _owners(context, name)
    similar = () if qualified or homes or owners else context.nearest(name, _visible(context, env))
    bare = not context.direct_imports and not (qualified or homes or owners or similar)
    context.report(errors.SymNotInScope(context.path, word.span, name, similar, qualified, homes, owners, bare))


def _visible(context: Context, env: Env) -> Iterator[str]:
    yield from env
    yield from context.level.visible_names()


def qualified_names(context: Context, name: str, *, constructors: bool = False) -> tuple[str, ...]:
    """Dotted names in scope that end in a name: `T.mk` for `mk`."""
    found: dict[str, Symbol] = {}
    for path, module in context.level.visible_modules():
        if path == context.module:
            continue
        for entity in module.symbols.get(name, ()):
            if is_constructor(entity) or not constructors:
                found[f"{path}.{name}"] = entity.symbol
        for inner_path, inner in module.modules.items():
            for entity in filter(is_constructor, inner.symbols.get(name, ())):
                found[f"{path}.{inner_path}.{name}"] = entity.symbol
    own = {path: symbol for path, symbol in found.items() if path.partition(".")[0] in context.level.modules}
    shortest: dict[Symbol, str] = {}
    for path in _nearest_first((own or found), len(found)):
        shortest.setdefault((own or found)[path], path)
    return _nearest_first(shortest.values())


def _homes(context: Context, name: str) -> tuple[str, ...]:
    """Modules out of scope that define a name; the prelude alone where it has it."""
    prelude = context.imported.get(PRELUDE)
    if prelude is not None and PRELUDE not in context.direct_imports and name in prelude.exports.symbols:
        return (PRELUDE,)
    return _nearest_first({entity.symbol.module for entity in _elsewhere(context).symbols.get(name, ())})


def _owners(context: Context, name: str) -> tuple[tuple[str, str], ...]:
    """Types out of scope that have a constructor of a name, with their modules."""
    found = {}
    for inner in _elsewhere(context).owners.get(name, ()):
        if inner.owner is not None:
            found[readable(inner.name)] = (inner.owner.module, inner.owner.qualified)
    return tuple(found[each] for each in _nearest_first(found))


def _elsewhere(context: Context) -> Elsewhere:
    """What all modules export, by name: gathered for the first unknown name, as there may be thousands."""
    if context.elsewhere is None:
        context.elsewhere = found = Elsewhere({}, {})
        for module in context.imported.values():
            for name, entities in module.exports.symbols.items():
                found.symbols.setdefault(name, []).extend(entities)
            for inner in module.exports.modules.values():
                for name, entities in inner.symbols.items() if inner.owner is not None else ():
                    if any(map(is_constructor, entities)):
                        found.owners.setdefault(name, []).append(inner)
    return context.elsewhere


def _nearest_first(names: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Some names, those with the fewest dots first."""
    return tuple(sorted(names, key=lambda each: (each.count("."), each))[:most])


def _unknown_qualified(
    context: Context, name: Name, ways: Sequence[Sequence[Exports]], *, is_value: bool = False
) -> None:
    qualifier = ".".join(word.text for word in name.words[:-1])
    if not ways and is_value:
        problem = errors.ModuleNotInScope(context.path, name.span, qualifier, imported=False, field=name.last.text)
        context.report(problem)
        return
    if not ways:
        _unknown_module(context, qualifier, name.words[0].span.to(name.words[-2].span))
        return
    is_missing = any(name.last.text in way[-1].missing for way in ways)
    if is_missing or _has_failed(context, qualifier) or _is_incomplete(context, ways):
        context.excused = True
        return
    candidates = (each for way in ways for each in way[-1].symbols)
    similar = context.nearest(name.last.text, candidates, qualifier)
    inside = (inner for way in ways for inner in way[-1].modules.items())
    types = tuple(dict.fromkeys(type_ for type_, inner in inside if inner.owner and name.last.text in inner.symbols))
    context.report(errors.QualSymNotInScope(context.path, name.last.span, name.last.text, qualifier, similar, types))


def _is_incomplete(context: Context, ways: Sequence[Sequence[Exports]]) -> bool:
    """Whether a module may lack a name because of a problem that is reported there."""
    names = {way[-1].name for way in ways}
    homes = {name.partition(":")[0] for name in names}
    return any(map(context.may_lack_names, names | homes)) or (context.module in homes and context.incomplete)


def _unknown_module(context: Context, name: str, span: Span) -> None:
    if _has_failed(context, name) or context.incomplete:
        return
    context.failed_modules.add(name)
    similar = context.nearest(name, _modules(context), "modules")
    exists = name in context.imported
    is_type = any(each.symbol.kind is SymbolKind.TYPE for each in context.level.entities(name))
    context.report(
        errors.ModuleNotInScope(
            context.path, span, name, imported=False, similar=similar, exists=exists, is_type=is_type
        )
    )


def _modules(context: Context) -> Iterator[str]:
    yield from context.imported
    for path, _ in context.level.visible_modules():
        yield path


def _has_failed(context: Context, name: str) -> bool:
    """Whether the module, or one around it, is missing for a reason that is reported already."""
    parts = name.split(".")
    return any(".".join(parts[:length]) in context.failed_modules for length in range(1, len(parts) + 1))
