"""Trees, bytes, field elements and input/output in HOL.

The keys are symbol ids. A byte is a character of HOL. Of field elements, of actions, and of reading numbers, HOL knows
nothing but types, and neither does the library: there they are axioms. That something may fail says nothing in HOL.
"""

from collections.abc import Mapping

from diglot.theory.ast import Abstraction, Identifier, Infix, ListTerm, Numeral, StringTerm, Term, TupleTerm
from diglot.theory.library.containers import unlines
from diglot.theory.library.rules import WILDCARD, Fresh, Rule, apply, call, constant, infix, rule
from diglot.theory.library.types import PARTIAL, TREE

_TREES, _BINARY = "Stdlib.Data.Tree", "Stdlib.Data.BinaryTree"
_BYTE, _FIELD, _IO = "Stdlib.Data.Byte.Base", "Stdlib.Data.Field.Base", "Stdlib.System.IO"


def _forest_text(a: tuple[Term, ...], fresh: Fresh) -> Term:
    drawn = call("map", call("tree_lines", a[0]), a[1])
    return unlines((call("tree_branches", drawn),), fresh)


def _binary_size(a: tuple[Term, ...], fresh: Fresh) -> Term:
    left, right = Identifier(fresh("l")), Identifier(fresh("r"))
    both = Infix("+", left, right)
    return call("binary_fold", Abstraction((WILDCARD, left, right), Infix("+", both, Numeral(1))), Numeral(0), a[0])


def _binary_elements(a: tuple[Term, ...], fresh: Fresh) -> Term:
    x, left, right = (Identifier(fresh(name)) for name in ("x", "l", "r"))
    joined = Infix("@", left, Infix("#", x, right))
    return call("binary_fold", Abstraction((x, left, right), joined), ListTerm(()), a[0])


def _printed(text: Term) -> Term:
    return call("io_print", text)


def _line(text: Term) -> Term:
    return _printed(Infix("@", text, StringTerm("\n")))


def _then_line_end(function: str) -> Rule:
    return rule(1, lambda a, _: call("io_then", call(function, a[0]), _printed(StringTerm("\n"))))


OPAQUE: Mapping[str, Rule] = {
    f"{TREE}.element": constant("tree_element"),
    f"{TREE}.children": constant("tree_children"),
    f"{_TREES}:draw": constant("tree_lines"),
    f"{_TREES}:drawForest": rule(2, lambda a, _: call("tree_branches", call("map", call("tree_lines", a[0]), a[1]))),
    f"{_TREES}:treeToString": rule(2, lambda a, fresh: unlines((call("tree_lines", a[0], a[1]),), fresh)),
    f"{_TREES}:forestToString": rule(2, _forest_text),
    f"{_BINARY}:fold": constant("binary_fold"),
    f"{_BINARY}:length": rule(1, _binary_size),
    f"{_BINARY}:toList": rule(1, _binary_elements),
    f"{_BYTE}:==": infix("="),
    f"{_BYTE}:fromNat": constant("byte_of_nat"),
    f"{_BYTE}:toNat": constant("nat_of_byte"),
    f"{_FIELD}:==": infix("="),
    f"{_FIELD}:+": constant("field_add"),
    f"{_FIELD}:-": constant("field_sub"),
    f"{_FIELD}:*": constant("field_mul"),
    f"{_FIELD}:/": constant("field_div"),
    f"{_FIELD}:fromNat": rule(1, lambda a, _: call("field_of_int", call("int", a[0]))),
    f"{_FIELD}:toInt": rule(1, lambda a, _: call("int", call("nat_of_field", a[0]))),
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
