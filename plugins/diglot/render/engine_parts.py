"""What the table of contents of an engine's page has besides its headings.

In: the engines of a page. Out: their states, messages and guarded actions, as far as that page defines them.
"""

from collections.abc import Callable, Iterable, Iterator

from diglot.engine.model import Engine
from diglot.names import Symbol
from diglot.typed.types import Constructed

Entry = tuple[str, str]
"""An anchor, and the name that it leads to."""


def engine_entries(engines: Iterable[Engine], href: Callable[[Symbol], str | None]) -> tuple[Entry, ...]:
    """What the page of these engines defines of them; `href` is the address of a definition, as seen from the page."""
    found: dict[str, str] = {}
    for engine in engines:
        for symbol in _parts(engine):
            address = href(symbol)
            if address is not None and address.startswith("#"):
                found[address[1:]] = symbol.name
    return tuple(found.items())


def _parts(engine: Engine) -> Iterator[Symbol]:
    if isinstance(engine.state, Constructed):
        yield engine.state.symbol
    yield from engine.accepts
    yield from engine.sends
    for action in engine.actions:
        yield action.symbol
