"""The support theory: what the standard library needs and `Main` does not have.

Nothing comes in. Out: a theory value, printed beside the generated theories when one of them imports it. It holds the
three-way comparison, the traits `Eq`, `Ord` and `Show` as records of functions with their instances, divisions that
round up or towards zero, and numbers as text; what is in `support_data` follows. All of it is definitions: nothing is
assumed.
"""

from functools import cache

from diglot.theory.ast import (
    Abstraction,
    CaseTerm,
    Consts,
    Datatype,
    DatatypeBody,
    DatatypeConstructor,
    Declare,
    Definition,
    Equation,
    Fun,
    FunctionType,
    Identifier,
    IfTerm,
    Infix,
    Item,
    LetTerm,
    ListTerm,
    Numeral,
    Prefix,
    ProductType,
    Record,
    RecordField,
    RecordTerm,
    StringTerm,
    Term,
    Text,
    Theory,
    TupleTerm,
    Type,
    TypeApplication,
    TypeVariable,
)
from diglot.theory.library.rules import WILDCARD, call
from diglot.theory.library.support_data import data_items
from diglot.theory.translate.theory_names import SUPPORT_THEORY

_A, _B = TypeVariable("'A"), TypeVariable("'B")
_BOOL, _NAT, _INT, _STRING = (TypeApplication(name) for name in ("bool", "nat", "int", "string"))
_ORDERING = TypeApplication("Ordering")
_LESS, _EQUAL, _GREATER = Identifier("LessThan"), Identifier("Equal"), Identifier("GreaterThan")
_TRUE, _FALSE, _NONE = Identifier("True"), Identifier("False"), Identifier("None")
_a, _b, _c, _d, _n, _x, _y, _r = (Identifier(name) for name in ("a", "b", "c", "d", "n", "x", "y", "r"))
_d1, _d2, _xs, _ys = (Identifier(name) for name in ("d1", "d2", "xs", "ys"))


@cache
def support_theory() -> Theory:
    """The theory itself."""
    return Theory(
        SUPPORT_THEORY, ("Main",), (*_traits(), *_equalities(), *_orders(), *_sorting(), *_numbers(), *data_items())
    )


@cache
def support_constants() -> frozenset[str]:
    """Every constant that it declares."""
    names: set[str] = set()
    for item in support_theory().items:
        match item:
            case Definition(name=name) | Consts(name=name):
                names.add(name)
            case Fun(signatures=signatures):
                names |= {name for name, _ in signatures}
            case Record(fields=fields):
                names |= {field.name for field in fields}
            case Datatype(types=types):
                constructors = [constructor for body in types for constructor in body.constructors]
                names |= {constructor.name for constructor in constructors}
                names |= {a.selector for constructor in constructors for a in constructor.arguments if a.selector}
    return frozenset(names)


def _function(*types: Type) -> Type:
    *domains, result = types
    for domain in reversed(domains):
        result = FunctionType(domain, result)
    return result


def _of(trait: str, type_: Type) -> Type:
    return TypeApplication(trait, (type_,))


def _list(type_: Type) -> Type:
    return TypeApplication("list", (type_,))


def _option(type_: Type) -> Type:
    return TypeApplication("option", (type_,))


def _sum(left: Type, right: Type) -> Type:
    return TypeApplication("sum", (left, right))


def _some(term: Term) -> Term:
    return call("Some", term)


def _inl(term: Term) -> Term:
    return call("Inl", term)


def _inr(term: Term) -> Term:
    return call("Inr", term)


def _cons(head: Term, tail: Term) -> Term:
    return Infix("#", head, tail)


def _define(name: str, type_: Type, parameters: tuple[Term, ...], body: Term) -> Definition:
    return Definition(name=name, type=type_, parameters=parameters, body=body)


def _two(*branches: tuple[Term, Term, Term]) -> Term:
    """A function of two arguments that matches both."""
    rows = tuple((TupleTerm((left, right)), body) for left, right, body in branches)
    return Abstraction((_x, _y), CaseTerm(TupleTerm((_x, _y)), rows))


def _eq(method: Term) -> Term:
    return RecordTerm((("isEqual", method),))


def _ord(method: Term) -> Term:
    return RecordTerm((("compare", method),))


def _trait(name: str, field: str, type_: Type) -> Record:
    return Record(name=name, parameters=("'A",), fields=(RecordField(field, type_),))


def _traits() -> tuple[Item, ...]:
    ordering = DatatypeBody("Ordering", (), tuple(DatatypeConstructor(c.name, ()) for c in (_LESS, _EQUAL, _GREATER)))
    return (
        Text(text="Comparison in three ways."),
        Datatype(types=(ordering,)),
        Text(text="Traits: a record of functions each; an instance is a value of it."),
        _trait("Eq", "isEqual", _function(_A, _A, _BOOL)),
        _trait("Ord", "compare", _function(_A, _A, _ORDERING)),
        _trait("Show", "to_text", _function(_A, _STRING)),
    )


def _equalities() -> tuple[Item, ...]:
    eq_a, eq_b = _of("Eq", _A), _of("Eq", _B)
    both = Infix("\\<and>", call("isEqual", _d1, _a, _c), call("isEqual", _d2, _b, Identifier("d")))
    pair = Abstraction((TupleTerm((_a, _b)), TupleTerm((_c, Identifier("d")))), both)
    same, left, right = (call("isEqual", d, _a, _b) for d in (_d, _d1, _d2))
    return (
        Text(text="Equality. Where nothing else is said it is the equality of HOL."),
        _define("eq_native", eq_a, (), _eq(Abstraction((_x, _y), Infix("=", _x, _y)))),
        _define("eq_list", _function(eq_a, _of("Eq", _list(_A))), (_d,), _eq(call("list_all2", call("isEqual", _d)))),
        _define(
            "eq_option",
            _function(eq_a, _of("Eq", _option(_A))),
            (_d,),
            _eq(_two((_NONE, _NONE, _TRUE), (_some(_a), _some(_b), same), (WILDCARD, WILDCARD, _FALSE))),
        ),
        _define("eq_prod", _function(eq_a, eq_b, _of("Eq", ProductType(_A, _B))), (_d1, _d2), _eq(pair)),
        _define(
            "eq_sum",
            _function(eq_a, eq_b, _of("Eq", _sum(_A, _B))),
            (_d1, _d2),
            _eq(_two((_inl(_a), _inl(_b), left), (_inr(_a), _inr(_b), right), (WILDCARD, WILDCARD, _FALSE))),
        ),
    )


def _then(first: Term, rest: Term) -> Term:
    """The first comparison unless it says equal."""
    return CaseTerm(first, ((_EQUAL, rest), (_r, _r)))


def _linear(name: str, type_: Type) -> Definition:
    test = IfTerm(Infix("<", _x, _y), _LESS, IfTerm(Infix("=", _x, _y), _EQUAL, _GREATER))
    return _define(name, _of("Ord", type_), (), _ord(Abstraction((_x, _y), test)))


def _ordering_order() -> Definition:
    branches = ((_LESS, _LESS, _EQUAL), (_LESS, WILDCARD, _LESS), (WILDCARD, _LESS, _GREATER))
    later = ((_EQUAL, _EQUAL, _EQUAL), (_EQUAL, WILDCARD, _LESS), (WILDCARD, _EQUAL, _GREATER))
    last = (WILDCARD, WILDCARD, _EQUAL)
    return _define("ord_ordering", _of("Ord", _ORDERING), (), _ord(_two(*branches, *later, last)))


def _list_order() -> Fun:
    head = call("compare", _d, _x, _y)
    rest = call("ord_list_compare", _d, _xs, _ys)
    empty = ListTerm(())
    rows: tuple[tuple[tuple[Term, ...], Term], ...] = (
        ((_d, empty, empty), _EQUAL),
        ((_d, empty, _cons(WILDCARD, WILDCARD)), _LESS),
        ((_d, _cons(WILDCARD, WILDCARD), empty), _GREATER),
        ((_d, _cons(_x, _xs), _cons(_y, _ys)), _then(head, rest)),
    )
    type_ = _function(_of("Ord", _A), _list(_A), _list(_A), _ORDERING)
    equations = tuple(Equation("ord_list_compare", patterns, body) for patterns, body in rows)
    return Fun(signatures=(("ord_list_compare", type_),), equations=equations)


def _orders() -> tuple[Item, ...]:
    ord_a, ord_b = _of("Ord", _A), _of("Ord", _B)
    test = _function(ord_a, _A, _A, _BOOL)
    lifted = call("compare", _d, _a, _b)
    pair = Abstraction(
        (TupleTerm((_a, _b)), TupleTerm((_c, _d))), _then(call("compare", _d1, _a, _c), call("compare", _d2, _b, _d))
    )
    return (
        Text(text="Order."),
        _define("ord_less", test, (_d, _x, _y), Infix("=", call("compare", _d, _x, _y), _LESS)),
        _define("ord_less_eq", test, (_d, _x, _y), Infix("\\<noteq>", call("compare", _d, _x, _y), _GREATER)),
        _linear("ord_nat", _NAT),
        _linear("ord_int", _INT),
        _linear("ord_bool", _BOOL),
        _ordering_order(),
        _define("ord_unit", _of("Ord", TypeApplication("unit")), (), _ord(Abstraction((WILDCARD, WILDCARD), _EQUAL))),
        _list_order(),
        _define("ord_list", _function(ord_a, _of("Ord", _list(_A))), (_d,), _ord(call("ord_list_compare", _d))),
        _define(
            "ord_option",
            _function(ord_a, _of("Ord", _option(_A))),
            (_d,),
            _ord(
                _two(
                    (_NONE, _NONE, _EQUAL),
                    (_NONE, WILDCARD, _LESS),
                    (WILDCARD, _NONE, _GREATER),
                    (_some(_a), _some(_b), lifted),
                )
            ),
        ),
        _define("ord_prod", _function(ord_a, ord_b, _of("Ord", ProductType(_A, _B))), (_d1, _d2), _ord(pair)),
        _define(
            "ord_sum",
            _function(ord_a, ord_b, _of("Ord", _sum(_A, _B))),
            (_d1, _d2),
            _ord(
                _two(
                    (_inl(_a), _inl(_b), call("compare", _d1, _a, _b)),
                    (_inl(WILDCARD), _inr(WILDCARD), _LESS),
                    (_inr(WILDCARD), _inl(WILDCARD), _GREATER),
                    (_inr(_a), _inr(_b), call("compare", _d2, _a, _b)),
                )
            ),
        ),
    )


def _merge() -> Fun:
    whole, other = _cons(_x, _xs), _cons(_y, _ys)
    smaller = _cons(_y, call("ord_merge", _d, whole, _ys))
    rows: tuple[tuple[tuple[Term, ...], Term], ...] = (
        ((_d, ListTerm(()), _ys), _ys),
        ((_d, whole, ListTerm(())), whole),
        (
            (_d, whole, other),
            IfTerm(call("ord_less", _d, _y, _x), smaller, _cons(_x, call("ord_merge", _d, _xs, other))),
        ),
    )
    type_ = _function(_of("Ord", _A), _list(_A), _list(_A), _list(_A))
    equations = tuple(Equation("ord_merge", patterns, body) for patterns, body in rows)
    return Fun(signatures=(("ord_merge", type_),), equations=equations)


def _sorting() -> tuple[Item, ...]:
    type_ = _function(_of("Ord", _A), _list(_A), _list(_A))
    half = Infix("div", Infix("+", call("length", _xs), Numeral(1)), Numeral(2))
    front, back = (call("ord_merge_sort", _d, call(part, half, _xs)) for part in ("take", "drop"))
    test = call("ord_less", _d, _y, _x)
    less, rest = (
        call("ord_quick_sort", _d, call("filter", Abstraction((_y,), condition), _xs))
        for condition in (test, Prefix("\\<not>", test))
    )
    return (
        Text(text="Sorting by any order."),
        _merge(),
        Fun(
            signatures=(("ord_merge_sort", type_),),
            equations=(
                Equation("ord_merge_sort", (WILDCARD, ListTerm(())), ListTerm(())),
                Equation("ord_merge_sort", (WILDCARD, ListTerm((_x,))), ListTerm((_x,))),
                Equation("ord_merge_sort", (_d, _xs), call("ord_merge", _d, front, back)),
            ),
        ),
        Fun(
            signatures=(("ord_quick_sort", type_),),
            equations=(
                Equation("ord_quick_sort", (WILDCARD, ListTerm(())), ListTerm(())),
                Equation("ord_quick_sort", (_d, _cons(_x, _xs)), Infix("@", less, _cons(_x, rest))),
            ),
        ),
        _transpose(),
    )


def _transpose() -> Fun:
    """Columns of rows; the shortest row says how many."""
    others = Infix("#", _y, _ys)
    inner = call("transpose_rows", others)
    rows: tuple[tuple[Term, Term], ...] = (
        (ListTerm(()), ListTerm(())),
        (ListTerm((_x,)), call("map", Abstraction((_a,), ListTerm((_a,))), _x)),
        (_cons(_x, others), call("map", call("case_prod", Identifier("#")), call("zip", _x, inner))),
    )
    type_ = _function(_list(_list(_A)), _list(_list(_A)))
    equations = tuple(Equation("transpose_rows", (pattern,), body) for pattern, body in rows)
    return Fun(signatures=(("transpose_rows", type_),), equations=equations)


def _show(name: str, type_: Type, function: str) -> Definition:
    return _define(name, _of("Show", type_), (), RecordTerm((("to_text", Identifier(function)),)))


def _numbers() -> tuple[Item, ...]:
    binary = _function(_INT, _INT, _INT)
    quotient = Infix("div", call("abs", _a), call("abs", _b))
    last = ListTerm((call("char_of", Infix("+", Numeral(48), Infix("mod", _n, Numeral(10)))),))
    more = Infix("@", call("nat_digits", Infix("div", _n, Numeral(10))), _d)
    digits = LetTerm(((_d, last),), IfTerm(Infix("<", _n, Numeral(10)), _d, more))
    quote = StringTerm('"')
    negative = Infix("@", StringTerm("-"), call("nat_digits", call("nat", Prefix("-", _n))))
    up = Infix("div", Infix("+", _a, Infix("-", _b, Numeral(1))), _b)
    return (
        Text(text="Division of natural numbers that rounds up."),
        _define("nat_div_up", _function(_NAT, _NAT, _NAT), (_a, _b), up),
        Text(text="Division of integers that rounds towards zero."),
        _define(
            "int_quot",
            binary,
            (_a, _b),
            Infix("*", Infix("*", call("sgn", _a), call("sgn", _b)), quotient),
        ),
        _define("int_rem", binary, (_a, _b), Infix("-", _a, Infix("*", _b, call("int_quot", _a, _b)))),
        Text(text="Numbers as text."),
        Fun(signatures=(("nat_digits", _function(_NAT, _STRING)),), equations=(Equation("nat_digits", (_n,), digits),)),
        Declare(fact="nat_digits.simps", attribute="simp del"),
        _define(
            "int_digits",
            _function(_INT, _STRING),
            (_n,),
            IfTerm(Infix("<", _n, Numeral(0)), negative, call("nat_digits", call("nat", _n))),
        ),
        _show("show_nat", _NAT, "nat_digits"),
        _show("show_int", _INT, "int_digits"),
        _define("quoted", _function(_STRING, _STRING), (_x,), Infix("@", quote, Infix("@", _x, quote))),
        _show("show_string", _STRING, "quoted"),
    )
