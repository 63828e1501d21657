"""What can be wrong when functions for all types with parameters are copied for those that are used."""

from typing import ClassVar

from diglot.diagnostic import Diagnostic


class TooManyCopies(Diagnostic):
    """A function would have to be copied for ever."""

    code: ClassVar[str] = "E0623"
    title: ClassVar[str] = "Not expressible in HOL"

    name: str
    limit: int

    def message(self) -> str:
        """What is wrong."""
        return (
            f"Isabelle/HOL has no functions over types with parameters, so `{self.name}` gets a copy for each of those "
            f"that it is used at. There would be more than {self.limit} copies: it seems that each one needs yet "
            "another."
        )

    def label(self) -> str:
        """At the caret."""
        return "one copy leads to the next"

    def hint(self) -> str:
        """What to do."""
        return "Let the function call itself at the type that it was called at, or write out the types that you need."


class UnknownInstance(Diagnostic):
    """An instance or a polymorphic function that has to be known is computed."""

    code: ClassVar[str] = "E0624"
    title: ClassVar[str] = "Not expressible in HOL"

    name: str

    def message(self) -> str:
        """What is wrong."""
        return (
            f"`{self.name}` works for types with parameters, or with something polymorphic. Isabelle/HOL has neither "
            "as a value, so it has to be known on the page which instance or function is meant. Here it is kept in a "
            "value, chosen by a condition, or left open."
        )

    def hint(self) -> str:
        """What to do."""
        return "Name the instance or the function right where it is used."
