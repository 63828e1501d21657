"""Who a message goes to, read off the value of its target."""

from diglot.engine.evaluate import Path
from diglot.engine.framework_symbols import FrameworkSymbols, is_library
from diglot.engine.model import (
    Acquaintance,
    FromMessage,
    FromState,
    Itself,
    Named,
    Nobody,
    Recipient,
    Sender,
    UndeterminedRecipient,
)
from diglot.engine.recursion import representative
from diglot.engine.values import (
    Closure,
    Construction,
    Input,
    Literal,
    Opaque,
    PartialApplication,
    Projection,
    RecursiveResult,
    Symbolic,
    Updated,
    Value,
    Widened,
    sources_of,
)
from diglot.wording import joined

_SOURCES = {
    "localState": "the local state",
    "acquaintances": "the acquaintances",
    "engineRef": "the engine's own name",
    "timers": "the timers",
    "mailboxCluster": "the mailboxes",
    "sender": "the sender",
    "content": "the message",
    "trigger": "what set the action off",
    "environment": "the environment",
}


def recipient_of(target: Value, path: Path, framework: FrameworkSymbols) -> Recipient:
    """The recipient that a `Maybe Name` stands for."""
    target = representative(path, target)
    if isinstance(target, Construction):
        return _named(path.force(target.arguments[0]), path, framework) if target.arguments else Nobody()
    return _named(target, path, framework)


def _named(name: Value, path: Path, framework: FrameworkSymbols) -> Recipient:
    name = representative(path, name)
    match name:
        case Literal(value):
            return Named(str(value))
        case Projection():
            return _part(name, path, framework)
        case Input() | Opaque() | RecursiveResult() | Widened() | Updated():
            return _computed(sources_of(name), path, framework)
        case Construction():
            return _computed(path.sources(name.arguments), path, framework)
        case Closure() | PartialApplication():
            return _computed(frozenset(), path, framework)


def _part(part: Projection, path: Path, framework: FrameworkSymbols) -> Recipient:
    match _steps(part, path, framework):
        case ("sender", *_):
            return Sender()
        case ("engineRef",):
            return Itself()
        case ("acquaintances", *_):
            return Acquaintance()
        case ("localState", *fields):
            return FromState(tuple(fields), _is_inside_collection(part))
        case ("content", *fields):
            return FromMessage(tuple(fields))
        case _:
            return _computed(sources_of(part), path, framework)


def _steps(value: Symbolic, path: Path, framework: FrameworkSymbols) -> tuple[str, ...]:
    """The names of the parts from the given thing inwards; what leads to the message's own parts is left out."""
    names: list[str] = []
    while isinstance(value, Projection):
        # The inside of a set or a list is still the set or the list.
        if not is_library(value.selector) and value.selector != framework.arrived:
            names.extend(_selected(value, path))
        value = value.whole
    if not isinstance(value, Input):
        return ()
    inner = {framework.fields["packet"].name, "environment", "trigger"}
    return tuple(name for name in (value.name, *reversed(names)) if name not in inner)


def _is_inside_collection(value: Symbolic) -> bool:
    """Whether a value is taken out of a collection; what is inside `just` is still a single thing."""
    while isinstance(value, Projection):
        if is_library(value.selector) and value.selector.name != "just":
            return True
        value = value.whole
    return False


def _selected(part: Projection, path: Path) -> tuple[str, ...]:
    """The name of a field or of a constructor's argument, if it has one."""
    if part.index == -1:
        return (part.selector.name,)
    name = path.program.constructors[part.selector].fields[part.index].name
    return (name,) if name else ()


def _computed(sources: frozenset[Symbolic], path: Path, framework: FrameworkSymbols) -> Recipient:
    """A name that is computed from these."""
    origins = {_steps(source, path, framework)[:1] or _root(source) for source in sources}
    described = sorted(_SOURCES.get(origin[0], f"`{origin[0]}`") for origin in origins)
    return UndeterminedRecipient(
        f"computed from {joined(described, 'and')}" if described else "computed by something left open"
    )


def _root(source: Symbolic) -> tuple[str]:
    while isinstance(source, Projection):
        source = source.whole
    return (source.name,) if isinstance(source, Input) else ("environment",)
