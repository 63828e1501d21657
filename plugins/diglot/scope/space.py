"""What is in scope in one module body: a `Level`, with the enclosing bodies behind it.

Opening a module adds a layer over the module's own tables and copies nothing, so a large prelude costs the same as a
small one. Look-ups remember what they found.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from diglot.names import Symbol
from diglot.scope.ast import Entity, Exports, Fixity
from diglot.source import Span

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Layer:
    """What one `open` brings."""

    symbols: Mapping[str, tuple[Entity, ...]]
    modules: Mapping[str, Exports]
    fixities: Mapping[str, Fixity]
    hidden: frozenset[str] = NOTHING
    """Names of symbols and fixities that `hiding` takes away."""
    hidden_modules: frozenset[str] = NOTHING

    def visible(self) -> Iterator[tuple[str, tuple[Entity, ...]]]:
        """The symbols that are not hidden."""
        return ((name, entities) for name, entities in self.symbols.items() if name not in self.hidden)


@dataclass(frozen=True, slots=True)
class Clash:
    """Two different things that would be exported under one name."""

    name: str
    first: str
    second: str


def distinct(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """The entities without repetition: the same thing reached on two ways is one."""
    found: dict[str, Entity] = {}
    for entity in entities:
        found.setdefault(entity.symbol.id, entity)
    return tuple(found.values())


@dataclass(slots=True)
class Level:
    """One module body while it is being scoped: a module, a local module, or a type's module."""

    name: str
    """As in `Exports.name`."""
    parent: "Level | None" = None
    owner: Symbol | None = None
    defined: dict[str, Entity] = field(default_factory=dict)
    modules: dict[str, Exports] = field(default_factory=dict)
    """Local and type modules declared here."""
    fixities: dict[str, Fixity] = field(default_factory=dict)
    imports: dict[tuple[str, ...], list[Exports]] = field(default_factory=dict)
    """Imported modules by the path under which they are reachable."""
    layers: list[Layer] = field(default_factory=list)
    children: "list[Level]" = field(default_factory=list)
    claims: dict[tuple[str, str], Span] = field(default_factory=dict)
    """Where each name was first declared, by namespace."""
    missing: set[str] = field(default_factory=set)
    """Names that it would export, but for a mistake that is reported."""
    aliases: set[str] = field(default_factory=set)
    """The names of all aliases of this body, also of those that are not reached yet."""
    exported_symbols: dict[str, tuple[Entity, ...]] = field(default_factory=dict)
    exported_modules: dict[str, Exports] = field(default_factory=dict)
    exported_fixities: dict[str, Fixity] = field(default_factory=dict)
    _found: dict[str, tuple[Entity, ...]] = field(default_factory=dict)

    def exports(self) -> Exports:
        """What others see of this body; shares its tables, so it fills up as the body is scoped."""
        exported = (self.exported_symbols, self.exported_modules, self.exported_fixities)
        return Exports(self.name, *exported, self.owner, self.missing)

    def child(self, name: str, owner: Symbol | None = None) -> "Level":
        """A module body inside this one."""
        inner = Level(name, self, owner)
        self.children.append(inner)
        return inner

    def with_layer(self, layer: Layer) -> "Level":
        """The same body with one more layer, for an `open` that ends with its `let`."""
        inner = Level(self.name, self.parent, self.owner, self.defined, self.modules, self.fixities, self.imports)
        inner.layers = [*self.layers, layer]
        return inner

    # -- Filling it -----------------------------------------------------------------------------------------------

    def claim(self, namespace: str, name: str, span: Span) -> Span | None:
        """Take a name in a namespace; the first declaration when it is taken already."""
        first = self.claims.setdefault((namespace, name), span)
        return None if first == span else first

    def define(self, name: str, entity: Entity) -> None:
        """Add a symbol of this body."""
        self.defined[name] = entity
        self.exported_symbols[name] = (entity,)
        self._found.pop(name, None)

    def define_fixity(self, name: str, fixity: Fixity) -> None:
        """Add a fixity."""
        self.fixities[name] = fixity
        self.exported_fixities[name] = fixity

    def add_import(self, path: tuple[str, ...], exports: Exports) -> None:
        """Make a module reachable under a path; modules under the same path are looked through together."""
        self.imports.setdefault(path, []).append(exports)

    def open(self, layer: Layer) -> None:
        """Add what an `open` brings."""
        self.layers.append(layer)
        for name in self._found.keys() & layer.symbols.keys():
            del self._found[name]

    def export(self, layer: Layer) -> Iterator[Clash]:
        """Re-export what an `open … public` brings; yields what cannot be exported as well."""
        for name, entities in layer.visible():
            present = self.exported_symbols.get(name, ())
            both = distinct((*present, *entities))
            if present and len(both) > len(present):
                yield Clash(name, both[0].symbol.id, both[-1].symbol.id)
            self.exported_symbols[name] = both
        for name, module in layer.modules.items():
            if name not in layer.hidden_modules:
                yield from self.export_module(name, module)
        for name, fixity in layer.fixities.items():
            if name not in layer.hidden:
                self.exported_fixities.setdefault(name, fixity)

    def export_module(self, name: str, module: Exports) -> Iterator[Clash]:
        """Re-export a module by name."""
        present = self.exported_modules.setdefault(name, module)
        if present.name != module.name:
            yield Clash(name, present.name, module.name)

    # -- Looking things up ----------------------------------------------------------------------------------------

    def entities(self, name: str) -> tuple[Entity, ...]:
        """What a name without dots stands for; what is nearer hides what an enclosing body has."""
        level: Level | None = self
        while level is not None:
            found = level.entities_here(name)
            if found:
                return found
            level = level.parent
        return ()

    def entities_here(self, name: str) -> tuple[Entity, ...]:
        """What this body defines or opens under a name."""
        found = self._found.get(name)
        if found is None:
            own = self.defined.get(name)
            found = self.opened(name)
            if own is not None:
                found = distinct((own, *found))
            if found:
                self._found[name] = found
        return found

    def opened(self, name: str) -> tuple[Entity, ...]:
        """What this body opens under a name."""
        found: list[Entity] = []
        for layer in self.layers:
            entities = layer.symbols.get(name)
            if entities and name not in layer.hidden:
                found.extend(entities)
        return tuple(found) if len(found) < 2 else distinct(found)

    def modules_here(self, name: str) -> list[Exports]:
        """The local and type modules that this body defines or opens under a name."""
        found = [self.modules[name]] if name in self.modules else []
        for layer in self.layers:
            module = layer.modules.get(name)
            if module is not None and name not in layer.hidden_modules and all(module is not other for other in found):
                found.append(module)
        return found

    def fixity(self, name: str) -> Fixity | None:
        """The fixity of a name, the nearest one."""
        level: Level | None = self
        while level is not None:
            found = level.fixities.get(name)
            for layer in level.layers:
                if found is None and name not in layer.hidden:
                    found = layer.fixities.get(name)
            if found is not None:
                return found
            level = level.parent
        return None

    def enclosing(self) -> "Iterator[Level]":
        """This body and those around it, from the inside out."""
        level: Level | None = self
        while level is not None:
            yield level
            level = level.parent

    def visible_names(self) -> Iterator[str]:
        """All names of symbols in scope, some perhaps more than once."""
        for level in self.enclosing():
            yield from level.defined
            for layer in level.layers:
                yield from (name for name in layer.symbols if name not in layer.hidden)

    def visible_modules(self) -> Iterator[tuple[str, Exports]]:
        """All modules in scope by the name under which they are reachable."""
        for level in self.enclosing():
            yield from level.modules.items()
            for path, modules in level.imports.items():
                yield from ((".".join(path), module) for module in modules)
            for layer in level.layers:
                yield from layer.modules.items()
