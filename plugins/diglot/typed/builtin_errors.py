"""What can be wrong with a definition that is marked `builtin`."""

from diglot.diagnostic import Diagnostic
from diglot.wording import did_you_mean


class UnknownBuiltin(Diagnostic):
    """A mark that the language does not know."""

    code = "E0460"
    title = "Unknown builtin"
    name: str
    similar: tuple[str, ...]
    message = "`builtin {name}` is not one of the definitions that the language refers to."

    @property
    def hint(self) -> str:
        return did_you_mean(self.similar) or "Remove the word `builtin` and the name after it."


class WrongBuiltinType(Diagnostic):
    """A builtin type with other parameters or constructors than the language counts on."""

    code = "E0461"
    title = "Builtin type of another shape"
    name: str
    type: str
    example: str
    message = (
        "The language counts on the parameters and constructors of `builtin {name}`, in their order: literals, "
        "conditions and derived instances are made of them. `{type}` has others."
    )
    label = "not the shape of `{name}`"
    hint = "Write it like `{example};` (the names do not matter), or remove the word `builtin`."


class WrongBuiltinSignature(Diagnostic):
    """A builtin function or axiom of another type."""

    code = "E0462"
    title = "Builtin of another type"
    name: str
    expected: str
    actual: str
    message = "`builtin {name}` should have type `{expected}`, but has type `{actual}`."
    hint = "Change its type, or remove the word `builtin` and the name after it."


class WrongBuiltinKind(Diagnostic):
    """A mark on another kind of declaration than it is for."""

    code = "E0463"
    title = "Builtin of another kind"
    name: str
    expected: str
    actual: str
    message = "`builtin {name}` marks {expected}, but this is {actual}."
    hint = "Remove the word `builtin` and the name after it, or put them before the declaration that they are for."
