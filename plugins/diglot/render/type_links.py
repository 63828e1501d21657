"""Types as text in which each name is a link."""

import re
from collections.abc import Iterator
from html import escape

from diglot.names import Symbol
from diglot.reference.links import Links
from diglot.render.html import linked
from diglot.typed.show import show_type
from diglot.typed.types import Constructed, Function, Rigid, Type

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
        written = getattr(one, "written", None)
        match one if unfolded or written is None else written:
            case Constructed(symbol, arguments):
                yield symbol
                waiting.extend(reversed(arguments))
            case Rigid(_, arguments):
                waiting.extend(reversed(arguments))
            case Function(_, _, domain, codomain):
                waiting.extend((codomain, domain))
