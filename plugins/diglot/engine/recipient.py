"""Who a message goes to, read off the value of its target."""

from diglot.engine.evaluate import Run
from diglot.engine.model import (
    Acquaintance,
    FromMessage,
    FromState,
    Itself,
    Named,
    Nobody,
    Recipient,
    Requester,
    Unknown,
)
from diglot.engine.recursion import representative
from diglot.engine.values import (
    Accumulated,
    Again,
    Closure,
    Computed,
    Given,
    Literal,
    Made,
    Part,
    Updated,
    Value,
    Waiting,
    sources_of,
)
from diglot.engine.values import Unknown as UnknownValue
from diglot.engine.vocabulary import Vocabulary, is_library

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


def recipient_of(target: Value, run: Run, words: Vocabulary) -> Recipient:
    """The recipient that a `Maybe Name` stands for."""
    target = representative(run, target)
    if isinstance(target, Made):
        return _named(run.force(target.arguments[0]), run, words) if target.arguments else Nobody()
    return _named(target, run, words)


def _named(name: Value, run: Run, words: Vocabulary) -> Recipient:
    name = representative(run, name)
    match name:
        case Literal(value):
            return Named(str(value))
        case Part():
            return _part(name, run, words)
        case Given() | Computed() | Again() | Accumulated() | Updated():
            return _computed(sources_of(name), run, words)
        case Made():
            return _computed(run.sources(name.arguments), run, words)
        case Closure() | Waiting():
            return _computed(frozenset(), run, words)


def _part(part: Part, run: Run, words: Vocabulary) -> Recipient:
    match _way(part, run, words):
        case ("sender", *_):
            return Requester()
        case ("engineRef",):
            return Itself()
        case ("acquaintances", *_):
            return Acquaintance()
        case ("localState", *fields):
            return FromState(tuple(fields), _is_inside_collection(part))
        case ("content", *fields):
            return FromMessage(tuple(fields))
        case _:
            return _computed(sources_of(part), run, words)


def _way(value: UnknownValue, run: Run, words: Vocabulary) -> tuple[str, ...]:
    """The names of the parts from the given thing inwards; what leads to the message's own parts is left out."""
    names: list[str] = []
    while isinstance(value, Part):
        # The inside of a set or a list is still the set or the list.
        if not is_library(value.selector) and value.selector != words.arrived:
            names.extend(_selected(value, run))
        value = value.whole
    if not isinstance(value, Given):
        return ()
    inner = {words.fields["packet"].name, "environment", "trigger"}
    return tuple(name for name in (value.name, *reversed(names)) if name not in inner)


def _is_inside_collection(value: UnknownValue) -> bool:
    """Whether a value is taken out of a collection; what is inside `just` is still a single thing."""
    while isinstance(value, Part):
        if is_library(value.selector) and value.selector.name != "just":
            return True
        value = value.whole
    return False


def _selected(part: Part, run: Run) -> tuple[str, ...]:
    """The name of a field or of a constructor's argument, if it has one."""
    if part.index == -1:
        return (part.selector.name,)
    name = run.program.constructors[part.selector].fields[part.index].name
    return (name,) if name else ()


def _computed(sources: frozenset[UnknownValue], run: Run, words: Vocabulary) -> Recipient:
    """A name that is computed from these."""
    origins = {_way(source, run, words)[:1] or _root(source) for source in sources}
    described = sorted(_SOURCES.get(origin[0], f"`{origin[0]}`") for origin in origins)
    return Unknown(f"computed from {_listed(described)}" if described else "computed by something left open")


def _root(source: UnknownValue) -> tuple[str]:
    while isinstance(source, Part):
        source = source.whole
    return (source.name,) if isinstance(source, Given) else ("environment",)


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
