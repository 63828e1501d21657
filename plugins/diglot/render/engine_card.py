"""The card at the top of an engine's page: what the engine is, at a glance, with a link to each definition.

In: an engine and what is known of all others. Out: HTML that needs no script. Everything in it is derived from the
definitions below it on the page.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape

from diglot.describe.actions import unfinished_words
from diglot.describe.partners import partner_words
from diglot.engine.flows import EnginePage, Party
from diglot.engine.framework_symbols import is_library
from diglot.engine.model import ActionCase, Engine, GuardedAction, Likelihood, OnTimers
from diglot.engine.partners import converse
from diglot.render.engine_words import EngineWords
from diglot.render.html import linked
from diglot.render.problem import with_code
from diglot.render.type_links import type_html
from diglot.typed.ast import ConstructorInfo, DataType
from diglot.typed.types import Constructed, Type

_SUBJECTS = {Likelihood.SOMETIMES: "in some cases ", Likelihood.UNKNOWN: "perhaps "}


def card_html(engine: Engine, words: EngineWords, theory: str) -> str:
    """The card of one engine; `theory` says, as HTML, what became of its page in Isabelle, and may be empty."""
    rows = "".join(f"<div><dt>{name}</dt><dd>{html}</dd></div>" for name, html in _rows(engine, words, theory))
    title = escape(words.known.titles[engine.module])
    return (
        f'<section class="dg-card" aria-label="{title} at a glance"><p class="dg-card-title">At a glance '
        f"<span>derived from the definitions on this page</span></p><dl>{rows}</dl></section>"
    )


def _rows(engine: Engine, words: EngineWords, theory: str) -> Iterator[tuple[str, str]]:
    yield "State", _state(engine, words)
    yield "Receives", _messages(engine.incoming, words)
    yield "Sends", _sent(engine, words)
    yield "Timers", _timers(engine, words)
    starters = _doers(engine, lambda case: case.spawns, words)
    yield "Starts", f"engines, {starters}" if starters else "no engines"
    yield "Talks to", partners_html(engine, words)
    yield "Actions", _actions(engine.actions, words)
    if theory:
        yield "Theory", theory


# -- Types ------------------------------------------------------------------------------------------------------------


def own_type(type_: Type, words: EngineWords) -> DataType | None:
    """The definition of a type, unless it is the library's."""
    data = words.known.types.get(type_.symbol) if isinstance(type_, Constructed) else None
    return None if data is None or is_library(data.symbol) else data


def _state(engine: Engine, words: EngineWords) -> str:
    shown = type_html(engine.state, words.known.links, words.here)
    data = own_type(engine.state, words)
    if data is None or not data.is_record:
        return shown
    fields = [
        f"{words.code(field.projection)} : {type_html(field.type, words.known.links, words.here)}"
        for field in data.constructors[0].fields
        if field.projection is not None
    ]
    return _list(fields) if fields else shown


def _messages(type_: Type, words: EngineWords) -> str:
    """The constructors of a type of messages, with what they carry."""
    data = own_type(type_, words)
    if data is None or not data.constructors:
        return type_html(type_, words.known.links, words.here)
    return _list(_message(constructor, words) for constructor in data.constructors)


def _message(constructor: ConstructorInfo, words: EngineWords) -> str:
    carried = [type_html(field.type, words.known.links, words.here, atom=True) for field in constructor.fields]
    return " ".join((words.code(constructor.symbol), *carried))


def _sent(engine: Engine, words: EngineWords) -> str:
    """The messages that its actions send; where one could not be determined, all that it might send."""
    if None in engine.sent or not all(action.complete for action in engine.actions):
        return _messages(engine.outgoing, words)
    infos = {info.symbol: info for data in words.known.types.values() for info in data.constructors}
    found = [_message(infos[message], words) for message in engine.sent if message in infos]
    return _list(found) if found else "nothing"


# -- What it does -----------------------------------------------------------------------------------------------------


def _timers(engine: Engine, words: EngineWords) -> str:
    setters = _doers(engine, lambda case: case.sets_timers, words)
    waiting = [a.symbol for a in engine.actions if any(isinstance(r.trigger, OnTimers) for r in a.cases)]
    said = [f"set {setters}"] if setters else []
    said += [f"when they elapse, {words.codes(waiting)} may run"] if waiting else []
    return "; ".join(said) or "none"


def _doers(engine: Engine, asked: Callable[[ActionCase], Likelihood], words: EngineWords) -> str:
    """In which actions something happens, as HTML: `in a, perhaps in b`; empty when it never does."""
    found = []
    for action in engine.actions:
        likelihoods = {asked(case) for case in action.cases} - {Likelihood.NEVER}
        if likelihoods:
            answer = likelihoods.pop() if len(likelihoods) == 1 else Likelihood.SOMETIMES
            found.append(f"{_SUBJECTS.get(answer, '')}in {words.code(action.symbol)}")
    return ", ".join(found)


def partners_html(engine: Engine, words: EngineWords) -> str:
    """The names of all that an engine talks to, each with its link."""
    conversation = converse(engine, words.known.flows)
    said = list(dict.fromkeys(_partner(partner, words) for partner in conversation.partners))
    return ", ".join(said) or "nobody"


def _partner(partner: Party, words: EngineWords) -> str:
    if isinstance(partner, EnginePage):
        title = words.known.titles.get(partner.module, partner.module)
        return linked(escape(title), words.href(partner.module))
    named = partner_words(partner)
    return f"{escape(named.name)} ({escape(named.remark)})"


def _actions(actions: Sequence[GuardedAction], words: EngineWords) -> str:
    found = []
    for action in actions:
        cases = "; ".join(_case(case, words) for case in action.cases)
        found.append(f"{words.code(action.symbol)}: {cases or 'never possible'}")
    remark = with_code(unfinished_words(actions))
    return _list(found) + (f"<p>{remark}</p>" if remark else "")


def _case(case: ActionCase, words: EngineWords) -> str:
    condition = "" if case.certain else ", if the guard holds"
    effects = ", ".join(words.effects(case))
    return f"on {words.trigger(case.trigger)}{condition} → {effects}"


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
