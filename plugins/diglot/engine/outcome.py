"""What one run of an action comes to: the messages sent, and what else happens.

In: the value that the action has returned, on one way of evaluation. Out: an `Outcome`. Lists are walked to their end;
where a list goes on as an earlier recursive call did, its elements are of the kinds already seen, any number of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from diglot.engine.evaluate import Run
from diglot.engine.mentions import read_variable
from diglot.engine.model import Answer, Sending
from diglot.engine.recipient import recipient_of
from diglot.engine.values import UNKNOWN, Again, Given, Literal, Made, Part, Thunk, Unknown, Updated, Value, known
from diglot.engine.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an action does on one way through it."""

    sends: tuple[Sending, ...]
    changes_state: Answer
    sets_timers: Answer
    spawns: Answer
    complete: bool
    """Whether all messages sent are known to be among `sends`."""


def observe(result: Value, run: Run, words: Vocabulary) -> Outcome:
    """Look at an action's result from all sides that matter."""
    elements = _elements(run.project(result, words.fields["producedMessages"]), run)
    sends = () if elements is None else tuple(_sending(element, run, words, many=many) for element, many in elements)
    return Outcome(
        sends=sends,
        changes_state=_state_change(run.project(result, words.fields["newEnv"]), run, words),
        sets_timers=_has_elements(run.project(result, words.fields["newTimers"]), run),
        spawns=_has_elements(run.project(result, words.fields["spawnedEngines"]), run),
        complete=elements is not None,
    )


# -- Messages ---------------------------------------------------------------------------------------------------------


def _elements(value: Value, run: Run) -> list[tuple[Thunk, bool]] | None:
    """The elements of a list, each with whether there may be more like it; None when they cannot be told."""
    found: list[Thunk] = []
    repeated: set[int] = set()
    while isinstance(value, Made) and len(value.arguments) == 2:
        found.append(value.arguments[0])
        value = run.force(value.arguments[1])
    if not _ends(value, repeated, run):
        return None
    elements: list[tuple[Thunk, bool]] = []
    for thunk in found:
        elements.extend(_first_like(thunk, run))
    return [(thunk, many or id(thunk) in repeated) for thunk, many in elements]


def _ends(value: Value, repeated: set[int], run: Run) -> bool:
    """Whether a list ends here, or goes on with elements like those already seen."""
    if isinstance(value, Again):
        repeated.update(_heads(value, run))
        return True
    return isinstance(value, Made) and not value.arguments


def _heads(again: Again, run: Run) -> Iterator[int]:
    value = run.calls[again.call].value
    if isinstance(value, Made):
        yield from map(id, value.arguments[:1])


def _first_like(thunk: Thunk, run: Run) -> list[tuple[Thunk, bool]]:
    """The element itself; for one of the elements of a repeated call, the element that the call began with."""
    value = run.force(thunk)
    first = run.representative(value)
    if first is value:
        return [(thunk, False)]
    # An element that is only said to be like itself is none: some other way yields it.
    return [] if isinstance(first, Part) and isinstance(first.whole, Again) else [(known(first), True)]


def _sending(envelope: Thunk, run: Run, words: Vocabulary, *, many: bool) -> Sending:
    packet = run.project(run.force(envelope), words.fields["packet"])
    content = run.project(packet, words.fields["content"])
    target = run.project(packet, words.fields["target"])
    fact = run.facts.get(content) if isinstance(content, UNKNOWN) else content
    message = fact.constructor if isinstance(fact, Made) else None
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
