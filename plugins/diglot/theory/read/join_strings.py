"""One form for strings that are written in pieces.

`''caf'' @ [CHR 0xC3, CHR 0xA9]` is one string, and a program that appends two strings is printed the same way. So
that both are one value when theories are compared, pieces side by side are always joined.
"""

from diglot.theory.ast import Infix, StringTerm, Term


def join_strings(left: Term, right: Term) -> Term:
    """`left @ right`, with string pieces that meet made one."""
    match left, right:
        case StringTerm(first), StringTerm(second):
            return StringTerm(_joined(first, second))
        case StringTerm(first), Infix("@", StringTerm(second), rest):
            return Infix("@", StringTerm(_joined(first, second)), rest)
        case _:
            return Infix("@", left, right)


def _joined(first: str, second: str) -> str:
    """Pieces may meet within a character of several bytes."""
    data = first.encode("utf-8", "surrogateescape") + second.encode("utf-8", "surrogateescape")
    return data.decode("utf-8", "surrogateescape")
