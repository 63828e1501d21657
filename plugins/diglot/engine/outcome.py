"""What one run of an action comes to: the messages sent, and what else happens.

In: the value that the action has returned, on one way of evaluation. Out: an `Outcome`. Lists are walked to their end;
where a list goes on as an earlier recursive call did, its elements are of the kinds already seen, any number of them.
"""

from dataclasses import dataclass

from diglot.engine.evaluate import Run
from diglot.engine.mentions import read_variable
from diglot.engine.model import Answer, Sending
from diglot.engine.recipient import recipient_of
from diglot.engine.recursion import Element, list_elements, representative
from diglot.engine.values import (
    UNKNOWN,
    Given,
    Literal,
    Made,
    Part,
    Unknown,
    Updated,
    Value,
)
from diglot.engine.vocabulary import Vocabulary
from diglot.engine.wrapped import message_of
from diglot.names import Symbol


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an action does on one way through it."""

    sends: tuple[Sending, ...]
    changes_state: Answer
    sets_timers: Answer
    spawns: Answer
    complete: bool
    """Whether all messages sent are known to be among `sends`."""


def observe(result: Value, run: Run, words: Vocabulary, taken: frozenset[Symbol]) -> Outcome:
    """Look at an action's result from all sides that matter; `taken` are the messages that some engine takes."""
    elements = list_elements(run, run.project(result, words.fields["producedMessages"]))
    return Outcome(
        sends=tuple(_sending(element, run, words, taken) for element in elements or ()),
        changes_state=_state_change(run.project(result, words.fields["newEnv"]), run, words),
        sets_timers=_has_elements(run.project(result, words.fields["newTimers"]), run),
        spawns=_has_elements(run.project(result, words.fields["spawnedEngines"]), run),
        complete=elements is not None,
    )


# -- Messages ---------------------------------------------------------------------------------------------------------


def _sending(element: Element, run: Run, words: Vocabulary, taken: frozenset[Symbol]) -> Sending:
    stated = run.force(element.thunk)
    envelope = representative(run, stated)
    many = element.many or envelope is not stated
    packet = run.project(envelope, words.fields["packet"])
    content = run.project(packet, words.fields["content"])
    target = run.project(packet, words.fields["target"])
    message = message_of(content, run, taken)
    return Sending(message, recipient_of(target, run, words), always=True, many=many)


# -- Everything else --------------------------------------------------------------------------------------------------


def _has_elements(value: Value, run: Run) -> Answer:
    if isinstance(value, Made):
        return Answer.ALWAYS if value.arguments else Answer.NEVER
    fact = run.facts.get(value) if isinstance(value, UNKNOWN) else None
    if isinstance(fact, Made):
        return Answer.ALWAYS if fact.arguments else Answer.NEVER
    return Answer.UNKNOWN


def _state_change(environment: Value, run: Run, words: Vocabulary) -> Answer:
    """Whether the local state of the new environment is another one than before."""
    field = words.fields["localState"]
    before = Part(Given("environment"), field, -1)
    after = run.project(environment, field)
    if after == before or _rebuilt(after, before, run):
        return Answer.NEVER
    return Answer.ALWAYS if isinstance(after, Made | Updated | Literal) else Answer.UNKNOWN


def _rebuilt(after: Value, before: Unknown, run: Run) -> bool:
    """Whether a record is put together from the very fields that it had before."""
    if not isinstance(after, Made) or not after.arguments:
        return False
    fields = run.program.constructors[after.constructor].fields
    if not all(thunk.value is not None or read_variable(thunk.delayed()) for thunk in after.arguments):
        return False
    return all(
        field.projection is not None and run.force(thunk) == Part(before, field.projection, -1)
        for field, thunk in zip(fields, after.arguments, strict=True)
    )
