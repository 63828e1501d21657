"""What is in scope at a place of a page that is being written.

In: a page's text and a word in it, perhaps half written, perhaps empty. Out: the names that could be written there. The
word is replaced by a hole, so that what is around it can be read as if it were finished; then the page is scoped once
more, and the innermost expression around the hole tells which names it sees.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from diglot.diagnostic import Problems
from diglot.page.model import Page
from diglot.page.read import read_page
from diglot.recursion import deep_recursion
from diglot.scope import ast
from diglot.scope.context import Context, Env, Handler
from diglot.scope.from_syntax import HANDLERS, scope_module
from diglot.scope.space import Level
from diglot.source import Span
from diglot.syntax import ast as syntax
from diglot.syntax.parse_module import parse_page

HOLE = "_"


@dataclass(frozen=True, slots=True)
class Scope:
    """The names at a place."""

    level: Level
    local: Env

    def module(self, path: str) -> ast.Exports | None:
        """The module, local module or type that a dotted name stands for."""
        for reachable, exports in self.level.visible_modules():
            if path == reachable or path.startswith(f"{reachable}."):
                found: ast.Exports | None = exports
                for name in filter(None, path[len(reachable) :].split(".")):
                    found = found.modules.get(name) if found else None
                if found is not None:
                    return found
        return None

    def entity(self, name: str) -> ast.Entity | None:
        """The global thing that a name stands for, dotted or not."""
        qualifier, _, last = name.rpartition(".")
        module = self.module(qualifier) if qualifier else None
        found = module.symbols.get(last, ()) if module else () if qualifier else self.level.entities(name)
        return found[0] if found else None


def scope_at(page: Page, word: Span, scoped: Mapping[str, ast.ScopedModule]) -> Scope | None:
    """The names in scope at a word; None if the page is in too bad a state."""
    text = page.source.text
    repaired = f"{text[: word.start]}{HOLE}{text[word.end :]}"
    problems = Problems()
    module = parse_page(read_page(page.source.path, repaired, problems, page.module), problems)
    if module is None:
        return None
    probe = _Probe(word.start)
    others = {name: each for name, each in scoped.items() if name != page.module}
    with deep_recursion():
        scope_module(module, others, problems, probe.handlers())
    return probe.scope()


@dataclass(slots=True)
class _Probe:
    """Looks over the shoulder of scoping."""

    offset: int
    _around: Scope | None = None
    _width: int = 0
    _elsewhere: Level | None = None

    def handlers(self) -> Mapping[type, Handler]:
        """The usual handlers, watched."""
        return {kind: partial(self._watch, handler) for kind, handler in HANDLERS.items()}

    def scope(self) -> Scope | None:
        """What the innermost expression around the place sees; failing that, what the whole module does."""
        if self._around is None and self._elsewhere is not None:
            *_, outermost = self._elsewhere.enclosing()
            return Scope(outermost, {})
        return self._around

    def _watch(self, handler: Handler, context: Context, expression: syntax.Expression, env: Env) -> ast.Expression:
        start, end = expression.span
        if start <= self.offset <= end and (self._around is None or end - start <= self._width):
            self._around, self._width = Scope(context.level, env), end - start
        self._elsewhere = context.level
        return handler(context, expression, env)
