"""Who a message goes to, read off the value of its target."""

from diglot.engine import model, values
from diglot.engine.evaluate import Path
from diglot.engine.framework_symbols import FrameworkSymbols, is_library
from diglot.engine.recursion import representative
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


def recipient_of(target: values.Value, path: Path, framework: FrameworkSymbols) -> model.Recipient:
    """The recipient that a `Maybe Name` stands for."""
    target = representative(path, target)
    if isinstance(target, values.Construction):
        return _named(path.force(target.arguments[0]), path, framework) if target.arguments else model.Nobody()
    return _named(target, path, framework)


def _named(name: values.Value, path: Path, framework: FrameworkSymbols) -> model.Recipient:
    name = representative(path, name)
    match name:
        case values.Literal(value):
            return model.Named(str(value))
        case values.Projection():
            return _part(name, path, framework)
        case values.Input() | values.Opaque() | values.RecursiveResult() | values.Widened() | values.Updated():
            return _computed(values.sources_of(name), path, framework)
        case values.Construction():
            return _computed(path.sources(name.arguments), path, framework)
        case values.Closure() | values.PartialApplication():
            return _computed(frozenset(), path, framework)


def _part(part: values.Projection, path: Path, framework: FrameworkSymbols) -> model.Recipient:
    match _steps(part, path, framework):
        case ("sender", *_):
            return model.Sender()
        case ("engineRef",):
            return model.Itself()
        case ("acquaintances", *_):
            return model.Acquaintance()
        case ("localState", *fields):
            return model.FromState(tuple(fields), _is_inside_collection(part))
        case ("content", *fields):
            return model.FromMessage(tuple(fields))
        case _:
            return _computed(values.sources_of(part), path, framework)


def _steps(value: values.Symbolic, path: Path, framework: FrameworkSymbols) -> tuple[str, ...]:
    """The names of the parts from the given thing inwards; what leads to the message's own parts is left out."""
    names: list[str] = []
    while isinstance(value, values.Projection):
        # The inside of a set or a list is still the set or the list.
        if not is_library(value.selector) and value.selector != framework.arrived:
            names.extend(_selected(value, path))
        value = value.whole
    if not isinstance(value, values.Input):
        return ()
    inner = {framework.fields["packet"].name, "environment", "trigger"}
    return tuple(name for name in (value.name, *reversed(names)) if name not in inner)


def _is_inside_collection(value: values.Symbolic) -> bool:
    """Whether a value is taken out of a collection; what is inside `just` is still a single thing."""
    while isinstance(value, values.Projection):
        if is_library(value.selector) and value.selector.name != "just":
            return True
        value = value.whole
    return False


def _selected(part: values.Projection, path: Path) -> tuple[str, ...]:
    """The name of a field or of a constructor's argument, if it has one."""
    if part.index == -1:
        return (part.selector.name,)
    name = path.program.constructors[part.selector].fields[part.index].name
    return (name,) if name else ()


def _computed(sources: frozenset[values.Symbolic], path: Path, framework: FrameworkSymbols) -> model.Recipient:
    """A name that is computed from these."""
    origins = {_steps(source, path, framework)[:1] or _root(source) for source in sources}
    described = sorted(_SOURCES.get(origin[0], f"`{origin[0]}`") for origin in origins)
    return model.UndeterminedRecipient(
        f"computed from {joined(described, 'and')}" if described else "computed by something left open"
    )


def _root(source: values.Symbolic) -> tuple[str]:
    while isinstance(source, values.Projection):
        source = source.whole
    return (source.name,) if isinstance(source, values.Input) else ("environment",)
