"""Names of local variables.

In: variables as they come into scope. Out: for each a name that is no keyword, no constant that can be seen, and no
other variable in scope; primes are put behind it until it is free.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from diglot.diagnostic import InternalError
from diglot.names import Variable
from diglot.theory.ast import Identifier, Term
from diglot.theory.escape import escape_name
from diglot.theory.translate.names import Naming


class LocalNames:
    """The variables in scope of one definition."""

    def __init__(self, naming: Naming) -> None:
        self._naming = naming
        self._terms: dict[Variable, Term] = {}
        self._used: set[str] = set()

    def bind(self, variable: Variable, name: str) -> Identifier:
        """Bring a variable into scope under a name like this one; what it is called."""
        name = self.fresh(name)
        self._used.add(name)
        identifier = Identifier(name)
        self._terms[variable] = identifier
        return identifier

    def release(self, variable: Variable) -> None:
        """Take a variable out of scope again."""
        term = self._terms.pop(variable, None)
        if isinstance(term, Identifier):
            self._used.discard(term.name)

    def substitute(self, variable: Variable, term: Term) -> None:
        """Let a variable stand for a term."""
        self._terms[variable] = term

    def term(self, variable: Variable) -> Term:
        """What a variable in scope is written as."""
        term = self._terms.get(variable)
        if term is None:
            raise InternalError(f"the variable {variable.name} is not in scope")
        return term

    def fresh(self, name: str) -> str:
        """A name like this one that is free."""
        name = escape_name(name)
        while name in self._used or self._naming.is_constant(name):
            name += "'"
        return name

    def fresh_names(self) -> Callable[[str], str]:
        """Hands out free names, no two alike."""
        given: set[str] = set()

        def fresh(name: str) -> str:
            name = self.fresh(name)
            while name in given:
                name = self.fresh(name + "'")
            given.add(name)
            return name

        return fresh

    @contextmanager
    def reserved(self, names: Sequence[str]) -> Iterator[None]:
        """Keep names from being handed out for a while."""
        added = set(names) - self._used
        self._used |= added
        yield
        self._used -= added
