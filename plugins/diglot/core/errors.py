"""What can be wrong when functions for all types with parameters are copied for those that are used."""

from diglot.diagnostic import Diagnostic
from diglot.names import Symbol


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


class NumberTooLarge(Diagnostic):
    """A number literal at a type of the page for which too many constructors would be needed."""

    code = "E0626"
    title = "Not expressible in HOL"
    value: int
    type: str
    limit: int
    message = (
        "`{type}` is a type of this site, so Isabelle has no numerals for it: `{value}` would be written with its "
        "constructors, and that is done up to {limit}."
    )
    hint = "Use the library's numbers, or define the number by a computation."


class TextOfOwnType(Diagnostic):
    """A text literal at a type that the project has postulated."""

    code = "E0627"
    title = "Not expressible in HOL"
    type: str
    message = (
        "`{type}` is a postulated type of this site. In Isabelle nothing is known of its values, so there is nothing "
        "that this text could be."
    )
    hint = "Import the library's `String`, or postulate the texts that you need: `axiom hello : {type};`."


class AxiomCopiedTwice(Diagnostic):
    """Two pages that know nothing of each other have a copy of one axiom."""

    code = "E0629"
    title = "Not expressible in HOL"
    first: Symbol
    second: Symbol
    message = (
        "This page imports two others that use one axiom at the same types. In Isabelle each of them has a constant of "
        "its own for that, `{first.module}.{first.name}` and `{second.module}.{second.name}`, and nothing says that "
        "these are equal."
    )
    hint = "Let one of the two pages import the other, or a third one that uses the axiom at these types first."
