"""Types as text in which each name is a link."""

import re
from collections.abc import Iterator
from html import escape

from diglot.names import Symbol
from diglot.reference.links import Links
from diglot.render.html import linked
from diglot.typed.show import show_type
from diglot.typed.types import Constructed, Function, Rigid, Type, parts

_NAME = re.compile(r"[^\s(){}]+")


def type_html(type_: Type, links: Links, here: str, *, atom: bool = False) -> str:
    """A type as the page would write it, in the font of code; as an atom it is in brackets if it has parts."""
    symbols = {symbol.name: symbol for symbol in mentioned_types(type_)}

    def name(match: re.Match[str]) -> str:
        symbol = symbols.get(match.group())
        href = (links.href(symbol, here) or "") if symbol else ""
        return linked(escape(match.group(), quote=False), href)

    shown = show_type(type_)
    shown = f"({shown})" if atom and " " in shown and not shown.startswith("(") else shown
    return f"<code>{_NAME.sub(name, shown)}</code>"


def mentioned_types(type_: Type, *, unfolded: bool = False) -> Iterator[Symbol]:
    """The names in a type, from left to right, as it is shown; or with its aliases opened."""
    waiting = [type_]
    while waiting:
        one = waiting.pop()
        if not unfolded and isinstance(one, Constructed | Rigid | Function) and one.written is not None:
            one = one.written
        if isinstance(one, Constructed):
            yield one.symbol
        waiting.extend(reversed(parts(one)))
