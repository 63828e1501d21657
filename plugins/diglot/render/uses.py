"""Where each definition is used, as a list below the snippet that makes it.

In: the scoped modules, and the parsed ones. Out: for each name the definitions that use it, and HTML that needs no
script. A type does not count as a user of its own constructors and fields.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from diglot.names import Symbol
from diglot.reference.links import Links
from diglot.render.html import code_link, linked
from diglot.scope.ast import ScopedModule
from diglot.syntax import ast as syntax

_SHOWN = 40
"""How many users of one definition are listed."""


@dataclass(frozen=True, slots=True)
class Uses:
    """Who uses what."""

    users: Mapping[Symbol, tuple[Symbol, ...]]
    """The definitions that use each name, module by module, in textual order."""
    titles: Mapping[str, str]
    """The title of each module's page."""
    links: Links

    def html(self, definitions: Sequence[Symbol], here: str) -> str:
        """The list for the definitions of one snippet; empty when there are none."""
        if not definitions:
            return ""
        items = "".join(f"<li>{self._item(symbol, here)}</li>" for symbol in definitions)
        return f'<div class="dg-uses"><details><summary>Used by</summary><ul>{items}</ul></details></div>'

    def _item(self, symbol: Symbol, here: str) -> str:
        name = self._link(symbol, here)
        users = self.users.get(symbol, ())
        if not users:
            return f"{name} is used nowhere else."
        by_module: dict[str, list[Symbol]] = {}
        for user in users[:_SHOWN]:
            by_module.setdefault(user.module, []).append(user)
        places = (self._place(module, found, symbol.module, here) for module, found in by_module.items())
        more = len(users) - _SHOWN
        return f"{name}: {'; '.join(places)}{f'; and {more} more' if more > 0 else ''}"

    def _place(self, module: str, users: Iterable[Symbol], home: str, here: str) -> str:
        names = ", ".join(self._link(user, here) for user in users)
        if module == home:
            return names
        href = self.links.href(module, here) or ""
        return f"{names} on {linked(escape(self.titles.get(module, module)), href)}"

    def _link(self, symbol: Symbol, here: str) -> str:
        return code_link(symbol.name, self.links.href(symbol, here) or "")


def find_users(modules: Iterable[tuple[ScopedModule, syntax.Module]]) -> Mapping[Symbol, tuple[Symbol, ...]]:
    """The definitions that use each name."""
    found: dict[Symbol, dict[Symbol, None]] = {}
    for scoped, parsed in modules:
        for target, user in _users(scoped, parsed):
            if not _belongs(target, user):
                found.setdefault(target, {})[user] = None
    return {symbol: tuple(users) for symbol, users in found.items()}


def _users(scoped: ScopedModule, parsed: syntax.Module) -> Iterator[tuple[Symbol, Symbol]]:
    """Each name that is used, with the definition that uses it."""
    users = sorted((each.symbol for each in scoped.declarations), key=lambda symbol: symbol.span)
    names = [symbol.span.start for symbol in users]
    statements = [statement.span for statement in parsed.statements]
    starts = [span.start for span in statements]
    for reference in scoped.references:
        within = bisect_right(starts, reference.span.start) - 1
        at = bisect_right(names, reference.span.start) - 1
        inside = at >= 0 <= within and users[at].span.start in statements[within]
        if inside and not reference.definition and isinstance(reference.target, Symbol):
            yield reference.target, users[at]


def _belongs(symbol: Symbol, owner: Symbol) -> bool:
    """Whether a name is a definition itself or one of its constructors or fields."""
    return symbol == owner or symbol.id.startswith(f"{owner.id}.")
