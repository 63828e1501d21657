"""The laws of instances that the theory of a page states.

In: the naming of a module. Out: one `Law` for each, with the name of its constant and its place on the page.
"""

from dataclasses import dataclass

from diglot.source import Span
from diglot.theory.translate.names import Naming


@dataclass(frozen=True, slots=True)
class Law:
    """A law of an instance, as the theory of a page states it."""

    path: str
    """Of the page."""
    span: Span
    """The definition that needs it first."""
    theory: str
    constant: str
    """Its name in that theory."""
    instance: str
    """What the page calls the instance; `in f` for one that the definition `f` makes on the spot."""
    trait: str
    """`Eq` or `Ord`."""
    proved: bool
    """Whether the theory itself proves it."""

    @property
    def subject(self) -> str:
        """The instance, in words."""
        before, _, definition = self.instance.rpartition("in ")
        return f"`{self.instance}`" if before or definition == self.instance else f"the instance in `{definition}`"


def laws_of(naming: Naming, path: str) -> tuple[Law, ...]:
    """The laws that the theory of a page states."""
    stated = ((each, naming.declared[each.symbol].name) for each in naming.instances.obligations)
    return tuple(
        Law(path, each.symbol.span, naming.theory, name, each.instance, each.trait.rpartition(":")[2], each.proved)
        for each, name in stated
    )
