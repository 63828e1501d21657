"""Checks the diagrams that are drawn by hand against the snippets.

In: a diagram, and the participants of the whole system. Out: a diagnostic for each participant, arrow and message that
the snippets do not know. What could not be derived to the end is given the benefit of the doubt. In a label, each word
before arguments, and after a comma, is a message.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from diglot.diagnostic import Diagnostic
from diglot.engine.errors import UnknownArrow, UnknownDrawnMessage, UnknownParticipant, UnreadLine
from diglot.engine.flows import Party
from diglot.engine.participants import Participants
from diglot.page.drawing import Arrow, Drawing, first_line
from diglot.source import Span
from diglot.suggest import nearest

_SIGN = re.compile(r"[^\s,()\[\]{}:]+|[(\[{]|[)\]}]|,")
_UNKNOWN_MESSAGE = "some message"
"""How derived diagrams call a message that could not be determined."""


def check_drawing(drawing: Drawing, path: str, participants: Participants) -> Iterator[Diagnostic]:
    """What the snippets do not know."""
    for span in drawing.unread:
        yield UnreadLine(path, span, drawing.kind)
    titles = {one.key: first_line(one.title) for one in drawing.participants}
    found = {key: participants.find(title) for key, title in titles.items()}
    for one in drawing.participants:
        if drawing.kind and not found[one.key]:
            yield UnknownParticipant(path, one.span, titles[one.key], participants.nearest(titles[one.key]))
    for arrow in drawing.arrows:
        ends = (found[arrow.source], found[arrow.target])
        if all(ends):
            names = (titles[arrow.source], titles[arrow.target])
            yield from _check_arrow(_NamedArrow(path, arrow, *names), ends, participants)


@dataclass(frozen=True, slots=True)
class _NamedArrow:
    """An arrow, and what its ends are called."""

    path: str
    arrow: Arrow
    source: str
    target: str


def _check_arrow(
    named: _NamedArrow, ends: tuple[tuple[Party, ...], tuple[Party, ...]], participants: Participants
) -> Iterator[Diagnostic]:
    sources, targets = ends
    if participants.is_vague((*sources, *targets)):
        return
    there, back = participants.between(sources, targets), participants.between(targets, sources)
    channels = (*there, *back) if named.arrow.both else there
    if not channels:
        yield UnknownArrow(named.path, named.arrow.span, named.source, named.target, backwards=bool(back))
        return
    said = {message for channel in channels for message in channel.messages}
    names = tuple(sorted(message.name for message in said if message is not None))
    if None in said:
        return
    for word, span in message_words(named.arrow):
        if word not in names:
            meant = "".join(nearest(word, names, 1))
            yield UnknownDrawnMessage(named.path, span, word, named.source, named.target, meant, names)


def message_words(arrow: Arrow) -> Iterator[tuple[str, Span]]:
    """The messages that a label names, with their places."""
    if arrow.label == _UNKNOWN_MESSAGE:
        return
    depth, fresh = 0, True
    for match in _SIGN.finditer(arrow.label):
        sign = match.group()
        if sign in ("(", "[", "{"):
            depth += 1
        elif sign in (")", "]", "}"):
            depth = max(depth - 1, 0)
        elif sign == ",":
            fresh = fresh or depth == 0
        elif fresh and not depth:
            yield sign, Span(arrow.label_span.start + match.start(), arrow.label_span.start + match.end())
            fresh = False
