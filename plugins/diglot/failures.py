"""What is wrong with samples that are expected to fail, each in its place in the module of its page.

In: a page, and the modules compiled so far. Out: the errors of each sample, as far as that can be told.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from diglot.caching import LazyMap
from diglot.diagnostic import Diagnostic, Problems, Severity
from diglot.graphs import closure
from diglot.parsed_pages import ParsedPage
from diglot.scope.order import order_modules


@dataclass(frozen=True, slots=True)
class Failures:
    """Finds them."""

    modules: Mapping[str, ParsedPage]
    """All modules, those that cannot be compiled included."""
    is_waiting: Callable[[str], bool]
    """Whether a module is still to be compiled."""
    try_out: Callable[[ParsedPage], tuple[Diagnostic, ...]]
    """What would be wrong with a module in the place of the one with its name, besides what its page says."""

    def of(self, document: ParsedPage, problems: tuple[Diagnostic, ...]) -> Mapping[int, tuple[Diagnostic, ...]]:
        """The errors of the samples of a page by their places; those that cannot be tried yet are missing.

        `problems` are those of the page itself, for where what is above needs what is below.
        """
        found = {}
        for sample in document.failing:
            errors = self._errors(sample.above)
            if errors is not None and not all(error.span.start in sample.sample.span for error in errors):
                errors = None if Problems(problems).has_errors else self._errors(sample.whole)
            if errors is not None:
                found[sample.sample.span.start] = errors
        return found

    def _errors(self, document: ParsedPage) -> tuple[Diagnostic, ...] | None:
        """The errors in a module that takes the place of the one of its page; None if it cannot be compiled yet."""
        if document.page.module in closure(document.imports, self._imports):
            return self._circle(document)
        if any(map(self.is_waiting, document.imports)):
            return None
        problems = Problems([*document.problems, *self.try_out(document)])
        return tuple(each for each in problems.sorted() if each.severity is Severity.ERROR)

    def _imports(self, module: str) -> tuple[str, ...]:
        return self.modules[module].imports if module in self.modules else ()

    def _circle(self, document: ParsedPage) -> tuple[Diagnostic, ...]:
        """The circle of imports that a module would be in."""
        found = Problems()
        there = {**self.modules, document.page.module: document}
        parsed = {name: each.module for name, each in there.items() if each.module is not None}
        order_modules({name: there[name].imports for name in parsed}, LazyMap(parsed), found)
        path = document.page.source.path
        return tuple(each for each in found if any(label.path == path for label in each.related()))
