"""Trees, bytes, field elements and input/output in HOL.

The keys are symbol ids. A byte is a character of HOL. Of field elements, of actions, and of reading numbers, HOL knows
nothing but types, and neither does the library: there they are axioms. That something may fail says nothing in HOL.
"""

from collections.abc import Mapping

from diglot.theory.ast import Infix, StringTerm, Term, TupleTerm
from diglot.theory.library.rules import Rule, apply, call, constant, infix, rule
from diglot.theory.library.types import PARTIAL, TREE

_BYTE, _FIELD, _IO = "Stdlib.Data.Byte.Base", "Stdlib.Data.Field.Base", "Stdlib.System.IO"


def _printed(text: Term) -> Term:
    return call("io_print", text)


def _line(text: Term) -> Term:
    return _printed(Infix("@", text, StringTerm("\n")))


def _then_line_end(function: str) -> Rule:
    return rule(1, lambda a, _: call("io_then", call(function, a[0]), _printed(StringTerm("\n"))))


OPAQUE: Mapping[str, Rule] = {
    f"{TREE}.element": constant("tree_element"),
    f"{TREE}.children": constant("tree_children"),
    "Stdlib.Data.Tree:indented": constant("tree_indented"),
    f"{_BYTE}:eq": infix("="),
    f"{_BYTE}:fromNat": constant("byte_of_nat"),
    f"{_BYTE}:toNat": constant("nat_of_byte"),
    f"{_FIELD}:eq": infix("="),
    **{f"{_FIELD}:{name}": constant(f"field_{name}") for name in ("add", "sub", "mul", "div")},
    f"{_FIELD}:fromInt": constant("field_of_int"),
    f"{_FIELD}:toNat": constant("nat_of_field"),
    "Stdlib.Data.Nat:stringToNat": constant("nat_of_string"),
    f"{_IO}.Base:>>>": constant("io_then"),
    f"{_IO}.String:printString": constant("io_print"),
    f"{_IO}.String:printStringLn": rule(1, lambda a, _: _line(a[0])),
    f"{_IO}.String:readLn": constant("io_read_line"),
    f"{_IO}.Nat:printNat": constant("io_print_nat"),
    f"{_IO}.Nat:printNatLn": _then_line_end("io_print_nat"),
    f"{_IO}.Int:printInt": constant("io_print_int"),
    f"{_IO}.Int:printIntLn": _then_line_end("io_print_int"),
    f"{_IO}.Bool:printBool": constant("io_print_bool"),
    f"{_IO}.Bool:printBoolLn": _then_line_end("io_print_bool"),
    f"{_IO}:print": rule(2, lambda a, _: _printed(call("to_text", a[0], a[1]))),
    f"{_IO}:printLn": rule(2, lambda a, _: _line(call("to_text", a[0], a[1]))),
    f"{PARTIAL}.mk": rule(1, lambda _, __: TupleTerm(())),
    "Stdlib.Trait.Partial:runPartial": rule(1, lambda a, _: apply(a[0], TupleTerm(()))),
}
