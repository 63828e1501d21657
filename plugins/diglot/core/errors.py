"""What can be wrong when functions for all types with parameters are copied for those that are used."""

from diglot.diagnostic import Diagnostic


class TooManyCopies(Diagnostic):
    """A function would have to be copied for ever."""

    code = "E0623"
    title = "Not expressible in HOL"
    name: str
    limit: int
    message = (
        "Isabelle/HOL has no functions over types with parameters, so `{name}` gets a copy for each of those that it "
        "is used at. There would be more than {limit} copies: it seems that each one needs yet another."
    )
    label = "one copy leads to the next"
    hint = "Let the function call itself at the type that it was called at, or write out the types that you need."


class UnknownInstance(Diagnostic):
    """An instance or a polymorphic function that has to be known is computed."""

    code = "E0624"
    title = "Not expressible in HOL"
    name: str
    message = (
        "`{name}` works for types with parameters, or with something polymorphic. Isabelle/HOL has neither as a value, "
        "so the page needs to say which instance or function is meant. Here it is kept in a value, chosen by "
        "a condition, or left open."
    )
    hint = "Name the instance or the function right where it is used."
