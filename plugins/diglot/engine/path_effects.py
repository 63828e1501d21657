"""The effects of an action on one path: the messages that it sends, and what else happens.

In: the value that the action returns. Out: `PathEffects`. Lists are walked to their end; where a list goes on as an
earlier recursive call did, its elements are of the kinds already seen, any number of them.
"""

from dataclasses import dataclass

from diglot.engine import values
from diglot.engine.evaluate import Path
from diglot.engine.framework_symbols import FrameworkSymbols
from diglot.engine.mentions import read_variable
from diglot.engine.model import Likelihood, Sending
from diglot.engine.recipient import recipient_of
from diglot.engine.recursion import Element, list_elements, representative
from diglot.engine.wrapped import message_of
from diglot.names import Symbol


@dataclass(frozen=True, slots=True)
class PathEffects:
    """What an action does on one path through it."""

    sends: tuple[Sending, ...]
    changes_state: Likelihood
    sets_timers: Likelihood
    spawns: Likelihood
    complete: bool
    """Whether all messages sent are known to be among `sends`."""


def observe(result: values.Value, path: Path, framework: FrameworkSymbols, taken: frozenset[Symbol]) -> PathEffects:
    """Look at an action's result from all sides that matter; `taken` are the messages that some engine takes."""
    elements = list_elements(path, path.project(result, framework.fields["producedMessages"]))
    return PathEffects(
        sends=tuple(_sending(element, path, framework, taken) for element in elements or ()),
        changes_state=_state_change(path.project(result, framework.fields["newEnv"]), path, framework),
        sets_timers=_has_elements(path.project(result, framework.fields["newTimers"]), path),
        spawns=_has_elements(path.project(result, framework.fields["spawnedEngines"]), path),
        complete=elements is not None,
    )


# -- Messages ---------------------------------------------------------------------------------------------------------


def _sending(element: Element, path: Path, framework: FrameworkSymbols, taken: frozenset[Symbol]) -> Sending:
    stated = path.force(element.thunk)
    envelope = representative(path, stated)
    many = element.many or envelope is not stated
    packet = path.project(envelope, framework.fields["packet"])
    content = path.project(packet, framework.fields["content"])
    target = path.project(packet, framework.fields["target"])
    message = message_of(content, path, taken)
    return Sending(message, recipient_of(target, path, framework), always=True, many=many)


# -- Everything else --------------------------------------------------------------------------------------------------


def _has_elements(value: values.Value, path: Path) -> Likelihood:
    if isinstance(value, values.Construction):
        return Likelihood.ALWAYS if value.arguments else Likelihood.NEVER
    fact = path.condition.get(value) if isinstance(value, values.SYMBOLIC) else None
    if isinstance(fact, values.Construction):
        return Likelihood.ALWAYS if fact.arguments else Likelihood.NEVER
    return Likelihood.UNKNOWN


def _state_change(environment: values.Value, path: Path, framework: FrameworkSymbols) -> Likelihood:
    """Whether the local state of the new environment is another one than before."""
    field = framework.fields["localState"]
    before = values.Projection(values.Input("environment"), field, -1)
    after = path.project(environment, field)
    if after == before or _rebuilt(after, before, path):
        return Likelihood.NEVER
    return (
        Likelihood.ALWAYS
        if isinstance(after, values.Construction | values.Updated | values.Literal)
        else Likelihood.UNKNOWN
    )


def _rebuilt(after: values.Value, before: values.Symbolic, path: Path) -> bool:
    """Whether a record is put together from the very fields that it had before."""
    if not isinstance(after, values.Construction) or not after.arguments:
        return False
    fields = path.program.constructors[after.constructor].fields
    if not all(thunk.value is not None or read_variable(thunk.delayed()) for thunk in after.arguments):
        return False
    return all(
        field.projection is not None and path.force(thunk) == values.Projection(before, field.projection, -1)
        for field, thunk in zip(fields, after.arguments, strict=True)
    )
