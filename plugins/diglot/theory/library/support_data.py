"""The second half of the support theory: what the library's larger types need.

Nothing comes in. Out: the commands for sets and maps in order, for numbers of any kind, for steps in ranges, for trees
and bytes, for showing, and for what the library itself leaves open. All of it is definitions: nothing is assumed.
"""

from diglot.theory.ast import (
    Abstraction,
    Datatype,
    DatatypeArgument,
    DatatypeBody,
    DatatypeConstructor,
    Definition,
    Identifier,
    IfTerm,
    Infix,
    Item,
    LetTerm,
    ListTerm,
    Numeral,
    ProductType,
    Record,
    RecordField,
    SetTerm,
    StringTerm,
    Term,
    Text,
    TupleTerm,
    Type,
    Typedecl,
    TypeSynonym,
)
from diglot.theory.library.rules import NONE, TIMES, WILDCARD, call, some
from diglot.theory.library.support_forms import (
    BOOL,
    CHAR,
    INT,
    NAT,
    STRING,
    A,
    B,
    arrow,
    constant,
    define,
    joined,
    matching,
    names,
    of,
    record,
    recursive,
    trait,
)

_a, _b, _d, _d1, _d2, _f, _i, _k, _m, _n, _s, _t, _x, _y, _xs, _ts = names("a b d d1 d2 f i k m n s t x y xs ts")
_FIELD, _IO, _ORDERING, _UNIT = of("field_element"), of("io_action"), of("Ordering"), of("unit")
_MAP = of("map", A, B)


def data_items() -> tuple[Item, ...]:
    """All commands, in order."""
    return (
        *_in_order(),
        *_number_traits(),
        *_ranges(),
        *_trees(),
        *_bytes(),
        *_left_open(),
        *_instances(),
        *_showing(),
    )


def _in_order() -> tuple[Item, ...]:
    ord_a, ord_b, set_a, list_a = of("Ord", A), of("Ord", B), of("set", A), of("list", A)
    pairs = of("list", ProductType(A, B))
    sorted_ = Infix("\\<and>", call("sorted_wrt", call("ord_less", _d), _xs), Infix("=", call("set", _xs), _s))
    binding = TupleTerm((_k, call("the", call("m", _k))))
    found = call("Set.filter", Abstraction((_x,), Infix("=", call("f", _x), _k)), _s)
    only = IfTerm(Infix("=", _t, SetTerm(())), NONE, some(call("the_elem", _t)))
    return (
        Text(text="The elements of a set and the bindings of a map in order, the smallest first."),
        define("ord_elements", arrow(ord_a, set_a, list_a), (_d, _s), call("The", Abstraction((_xs,), sorted_))),
        define("ord_least", arrow(ord_a, set_a, A), (_d, _s), call("hd", call("ord_elements", _d, _s))),
        define("ord_greatest", arrow(ord_a, set_a, A), (_d, _s), call("last", call("ord_elements", _d, _s))),
        define(
            "ord_bindings",
            arrow(ord_a, _MAP, pairs),
            (_d, _m),
            call("map", Abstraction((_k,), binding), call("ord_elements", _d, call("dom", _m))),
        ),
        _ordering("ord_set", arrow(ord_a, of("Ord", set_a)), (_d,), call("ord_list", _d), "ord_elements"),
        _ordering(
            "ord_map",
            arrow(ord_a, ord_b, of("Ord", _MAP)),
            (_d1, _d2),
            call("ord_list", call("ord_prod", _d1, _d2)),
            "ord_bindings",
        ),
        Text(text="The element of a set that a function maps to a key."),
        define(
            "set_lookup_by", arrow(arrow(A, B), B, set_a, of("option", A)), (_f, _k, _s), LetTerm(((_t, found),), only)
        ),
    )


def _ordering(name: str, type_: Type, parameters: tuple[Term, ...], lists: Term, elements: str) -> Definition:
    """Sets or maps, compared as lists of what the named function finds in them."""
    left, right = (call(elements, parameters[0], each) for each in (_x, _y))
    return define(name, type_, parameters, record(compare=Abstraction((_x, _y), call("compare", lists, left, right))))


def _number_traits() -> tuple[Item, ...]:
    binary = arrow(A, A, A)
    return (
        Text(text="Traits of numbers, and of containers whose elements can be changed."),
        trait("FromNatural", ("of_natural", arrow(NAT, A))),
        trait("Natural", ("natural_literals", of("FromNatural", A)), ("plus_by", binary), ("times_by", binary)),
        trait("Integral", ("integral_natural", of("Natural", A)), ("minus_by", binary), ("of_integer", arrow(INT, A))),
        trait("DivMod", ("div_by", binary), ("mod_by", binary)),
        trait("Numeric", ("numeric_integral", of("Integral", A)), ("divide_by", binary)),
        Record(
            name="ElementMap",
            parameters=("'A", "'B"),
            fields=(RecordField("map_elements", arrow(arrow(B, B), A, A)),),
        ),
    )


def _ranges() -> tuple[Item, ...]:
    on_step = Infix("=", Infix("mod", Infix("-", _i, _a), _d), Numeral(0))
    steps = Abstraction((_i,), on_step)

    def stepping(name: str, number: Type, all_: Term) -> Definition:
        type_ = arrow(number, number, number, of("list", number))
        return define(name, type_, (_a, _b, _d), call("filter", steps, all_))

    return (
        Text(text="Ranges of numbers: both ends belong to them."),
        TypeSynonym(name="number_range", parameters=("'A",), body=ProductType(A, A)),
        TypeSynonym(name="stepped_range", parameters=("'A",), body=ProductType(ProductType(A, A), A)),
        stepping("nat_steps", NAT, call("upt", _a, call("Suc", _b))),
        stepping("int_steps", INT, call("upto", _a, _b)),
    )


def _trees() -> tuple[Item, ...]:
    tree = of("rose_tree", A)
    node = DatatypeConstructor(
        "tree_node",
        (DatatypeArgument(A, selector="tree_element"), DatatypeArgument(of("list", tree), selector="tree_children")),
    )
    deeper = Abstraction((_t,), call("tree_indented", _d, Infix("@", _m, StringTerm("  ")), _t))
    lines = joined(_m, call("to_text", _d, _x), StringTerm("\n"), call("concat", call("map", deeper, _ts)))
    return (
        Text(text="Trees."),
        Datatype(types=(DatatypeBody("rose_tree", ("'A",), (node,)),)),
        recursive(
            "tree_indented",
            arrow(of("Show", A), STRING, tree, STRING),
            (((_d, _m, call("tree_node", _x, _ts)), lines),),
        ),
    )


def _bytes() -> tuple[Item, ...]:
    return (
        Text(text="Bytes are characters."),
        define("byte_of_nat", arrow(NAT, CHAR), (_n,), call("char_of", _n)),
        define("nat_of_byte", arrow(CHAR, NAT), (_b,), call("of_char", _b)),
    )


def _left_open() -> tuple[Item, ...]:
    binary = (_FIELD, _FIELD, _FIELD)
    return (
        Text(text="What the library leaves open: only the types are known."),
        constant("nat_of_string", STRING, NAT),
        Typedecl(name="field_element", parameters=()),
        *(constant(f"field_{name}", *binary) for name in ("add", "sub", "mul", "div")),
        constant("field_of_int", INT, _FIELD),
        constant("nat_of_field", _FIELD, NAT),
        Typedecl(name="io_action", parameters=()),
        constant("io_then", _IO, _IO, _IO),
        constant("io_print", STRING, _IO),
        constant("io_print_nat", NAT, _IO),
        constant("io_print_int", INT, _IO),
        constant("io_print_bool", BOOL, _IO),
        constant("io_read_line", arrow(STRING, _IO), _IO),
    )


def _instances() -> tuple[Item, ...]:
    """The library's own numbers as instances of the traits."""
    natural = Abstraction((_n,), _n)
    plus, times, minus = Identifier("+"), TIMES.section or WILDCARD, Identifier("-")
    in_field = Abstraction((_n,), call("field_of_int", call("int", _n)))
    return (
        Text(text="Numbers as instances of these traits."),
        define("from_natural_nat", of("FromNatural", NAT), (), record(of_natural=natural)),
        define("from_natural_int", of("FromNatural", INT), (), record(of_natural=Identifier("int"))),
        define("from_natural_byte", of("FromNatural", CHAR), (), record(of_natural=Identifier("byte_of_nat"))),
        define("from_natural_field", of("FromNatural", _FIELD), (), record(of_natural=in_field)),
        *(
            define(
                f"natural_{name}",
                of("Natural", number),
                (),
                record(natural_literals=Identifier(f"from_natural_{name}"), plus_by=add, times_by=multiply),
            )
            for name, number, add, multiply in (
                ("nat", NAT, plus, times),
                ("int", INT, plus, times),
                ("field", _FIELD, Identifier("field_add"), Identifier("field_mul")),
            )
        ),
        _integral("int", INT, minus, Abstraction((_i,), _i)),
        _integral("field", _FIELD, Identifier("field_sub"), Identifier("field_of_int")),
        define("div_mod_nat", of("DivMod", NAT), (), record(div_by=Identifier("div"), mod_by=Identifier("mod"))),
        define(
            "div_mod_int", of("DivMod", INT), (), record(div_by=Identifier("int_quot"), mod_by=Identifier("int_rem"))
        ),
        define(
            "numeric_field",
            of("Numeric", _FIELD),
            (),
            record(numeric_integral=Identifier("integral_field"), divide_by=Identifier("field_div")),
        ),
    )


def _integral(name: str, number: Type, minus: Term, of_integer: Term) -> Definition:
    natural = Identifier(f"natural_{name}")
    return define(
        f"integral_{name}",
        of("Integral", number),
        (),
        record(integral_natural=natural, minus_by=minus, of_integer=of_integer),
    )


def _showing() -> tuple[Item, ...]:
    show_a, show_b = of("Show", A), of("Show", B)
    first, second = call("to_text", _d1, _a), call("to_text", _d2, _b)
    each = Abstraction((_x,), ListTerm((StringTerm("; "), call("to_text", _d, _x))))
    elements = call("concat", call("tl", call("concat", call("map", each, _xs))))
    orderings = tuple((Identifier(name), StringTerm(name)) for name in ("LessThan", "Equal", "GreaterThan"))
    nothing = (NONE, StringTerm("nothing"))
    just = (some(_a), joined(StringTerm("(just "), call("to_text", _d, _a), StringTerm(")")))
    error = (call("Inl", _a), joined(StringTerm("(error "), first, StringTerm(")")))
    ok = (call("Inr", _b), joined(StringTerm("(ok "), second, StringTerm(")")))
    pair = Abstraction(
        (TupleTerm((_a, _b)),), joined(StringTerm("("), first, StringTerm(" , "), second, StringTerm(")"))
    )
    list_text = joined(StringTerm("["), elements, StringTerm("]"))
    return (
        Text(text="Values as text, for all types of the library."),
        _show("bool", BOOL, Abstraction((_b,), IfTerm(_b, StringTerm("true"), StringTerm("false")))),
        _show("unit", _UNIT, Abstraction((WILDCARD,), StringTerm("unit"))),
        _show("ordering", _ORDERING, matching(*orderings)),
        _show("byte", CHAR, Abstraction((_b,), call("nat_digits", call("nat_of_byte", _b)))),
        _show("field", _FIELD, Abstraction((_a,), call("nat_digits", call("nat_of_field", _a)))),
        _show("list", of("list", A), Abstraction((_xs,), list_text), (_d, show_a)),
        _show("option", of("option", A), matching(nothing, just), (_d, show_a)),
        _show("prod", ProductType(A, B), pair, (_d1, show_a), (_d2, show_b)),
        _show("sum", of("sum", A, B), matching(error, ok), (_d1, show_a), (_d2, show_b)),
    )


def _show(name: str, shown: Type, method: Term, *premises: tuple[Term, Type]) -> Definition:
    type_ = arrow(*(trait for _, trait in premises), of("Show", shown))
    return define(f"show_{name}", type_, tuple(given for given, _ in premises), record(to_text=method))
