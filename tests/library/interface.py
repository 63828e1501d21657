"""What the library is to those who import it, as text.

In: the compiled library. Out: for each module its imports, the names that it defines with their fixities and the names
of their parameters, the names that it passes on with the module that defines them, and the modules that it exports.
"""

from collections.abc import Iterator

from diglot.names import Implicitness
from diglot.pipeline import Site
from diglot.scope.ast import Entity, Exports, SignatureParameter

_BRACES = {Implicitness.EXPLICIT: "{}", Implicitness.IMPLICIT: "{{{}}}", Implicitness.INSTANCE: "{{{{{}}}}}"}


def describe(site: Site) -> str:
    """All modules in the order of their names."""
    return "\n".join("\n".join(_module(site, name)) + "\n" for name in sorted(site.scoped))


def _module(site: Site, name: str) -> Iterator[str]:
    scoped = site.scoped[name]
    yield f"module {name}"
    yield from (f"  import {other}" for other in sorted(scoped.imports))
    entities = {exported: each for exported, (each, *_) in sorted(scoped.exports.symbols.items())}
    yield from _names(entities, name)
    passed_on: dict[str, list[str]] = {}
    for exported, entity in entities.items():
        if entity.symbol.module != name:
            passed_on.setdefault(entity.symbol.module, []).append(exported)
    for fixity, found in sorted(scoped.exports.fixities.items(), key=lambda item: item[1].precedence):
        home = found.id.partition(":")[0]
        if home == name:
            yield f"  fixity {fixity} {found.arity} {found.assoc} {found.precedence:g}"
        else:
            passed_on.setdefault(home, []).append(fixity)
    yield from (f"  of {home}: {' '.join(names)}" for home, names in sorted(passed_on.items()))
    for inner, exports in sorted(scoped.exports.modules.items()):
        yield from _inner(inner, exports, name)


def _inner(inner: str, exports: Exports, module: str) -> Iterator[str]:
    """A module in a module: what is in it is said where it is at home."""
    home, _, place = exports.name.partition(":")
    if home != module or not place:
        yield f"  module {inner} = {exports.name}"
        return
    yield f"  module {inner}"
    entities = {exported: each for exported, (each, *_) in sorted(exports.symbols.items())}
    yield from (f"  {line}" for line in _names(entities, ""))
    for name, nested in sorted(exports.modules.items()):
        yield from (f"  {line}" for line in _inner(name, nested, module))


def _names(entities: dict[str, Entity], module: str) -> Iterator[str]:
    for exported, entity in entities.items():
        if not module or entity.symbol.module == module:
            fixity = [f"({entity.fixity.id.rpartition(':')[2]})"] if entity.fixity is not None else []
            yield " ".join((f"  {exported}", *fixity, *map(_parameter, entity.signature)))


def _parameter(parameter: SignatureParameter) -> str:
    return _BRACES[parameter.implicitness].format(parameter.name or "_")
