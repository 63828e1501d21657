"""What can be wrong with a definition that is marked `builtin`."""

from typing import ClassVar

from diglot.diagnostic import Diagnostic


class UnknownBuiltin(Diagnostic):
    """A mark that the language does not know."""

    name: str
    similar: tuple[str, ...]

    code: ClassVar[str] = "E0460"
    title: ClassVar[str] = "Unknown builtin"

    def message(self) -> str:
        """The name."""
        return f"`builtin {self.name}` is none of the definitions that the language refers to."

    def hint(self) -> str:
        """What may be meant."""
        if self.similar:
            return f"Did you mean {' or '.join(f'`{name}`' for name in self.similar)}?"
        return "Remove the word `builtin` and the name after it."


class WrongBuiltinType(Diagnostic):
    """A builtin type with other parameters or constructors than the language counts on."""

    name: str
    type: str
    example: str

    code: ClassVar[str] = "E0461"
    title: ClassVar[str] = "Builtin type of another shape"

    def message(self) -> str:
        """What is expected."""
        return (
            f"The language counts on the parameters and constructors of `builtin {self.name}`, in their order: "
            f"literals, conditions and derived instances are made of them. `{self.type}` has others."
        )

    def label(self) -> str:
        """At the name."""
        return f"not the shape of `{self.name}`"

    def hint(self) -> str:
        """How it may be written."""
        return f"Write it like `{self.example};` (the names do not matter), or remove the word `builtin`."


class WrongBuiltinSignature(Diagnostic):
    """A builtin function or axiom of another type."""

    name: str
    expected: str
    actual: str

    code: ClassVar[str] = "E0462"
    title: ClassVar[str] = "Builtin of another type"

    def message(self) -> str:
        """Both types."""
        return f"`builtin {self.name}` has to be of type `{self.expected}`, and this is of type `{self.actual}`."

    def hint(self) -> str:
        """Remedy."""
        return "Change its type, or remove the word `builtin` and the name after it."


class WrongBuiltinKind(Diagnostic):
    """A mark on another kind of declaration than it is for."""

    name: str
    expected: str
    actual: str

    code: ClassVar[str] = "E0463"
    title: ClassVar[str] = "Builtin of another kind"

    def message(self) -> str:
        """Both kinds."""
        return f"`builtin {self.name}` is the mark of {self.expected}, and this is {self.actual}."

    def hint(self) -> str:
        """Remedy."""
        return "Remove the word `builtin` and the name after it, or put them before the declaration that they are for."
