"""The end of a module: what its `syntax` declarations said about symbols goes into the exports."""

from collections.abc import Mapping
from dataclasses import replace

from diglot.scope.ast import Entity, Fixity
from diglot.scope.space import Level


def seal(level: Level, operators: Mapping[str, Fixity], iterators: Mapping[str, tuple[int | None, int | None]]) -> None:
    """Write fixities and iterators into what the level and those inside it export."""
    if not operators and not iterators:
        return
    for name, entities in level.exported_symbols.items():
        if any(each.key in operators or each.key in iterators for each in entities):
            level.exported_symbols[name] = tuple(_sealed(each, operators, iterators) for each in entities)
    for child in level.children:
        seal(child, operators, iterators)


def _sealed(
    entity: Entity, operators: Mapping[str, Fixity], iterators: Mapping[str, tuple[int | None, int | None]]
) -> Entity:
    return replace(
        entity,
        fixity=operators.get(entity.key, entity.fixity),
        iterator=iterators.get(entity.key, entity.iterator),
    )
