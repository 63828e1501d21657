"""Lists, sets and maps of the standard library in HOL.

The keys are symbol ids. A set is a set of HOL, a map a partial function; what depends on the order in which the library
keeps their elements is in `library_orders`.
"""

from collections.abc import Callable, Mapping

from diglot.theory import ast
from diglot.theory.library.rules import (
    NONE,
    WILDCARD,
    Fresh,
    Rule,
    apply,
    call,
    constant,
    empty,
    infix,
    option_case,
    rule,
    some,
)
from diglot.theory.library.types import EMPTY_SET

_EMPTY_LIST = ast.ListTerm(())
_EMPTY_SET = ast.SetTerm(())
_EMPTY_MAP = ast.Identifier("Map.empty")
_NE, _IN, _COMPOSE = "\\<noteq>", "\\<in>", "\\<circ>"
_LIST = "Stdlib.Data.List.Base"
_SET, _MAP = "Stdlib.Data.Set", "Stdlib.Data.Map"
_UNBALANCED, _QUEUE = "Stdlib.Data.UnbalancedSet", "Stdlib.Data.Queue.Base"


def _first_of_list(a: tuple[ast.Term, ...], fresh: Fresh) -> ast.Term:
    x = ast.Identifier(fresh("x"))
    return ast.CaseTerm(a[1], ((_EMPTY_LIST, a[0]), (ast.Infix("#", x, WILDCARD), x)))


def right_fold(a: tuple[ast.Term, ...], fresh: Fresh) -> ast.Term:
    """`rfor f z xs`, whose function takes the accumulator first."""
    match a[0]:
        case ast.Abstraction((acc, x), body):
            step: ast.Term = ast.Abstraction((x, acc), body)
        case _:
            names = ast.Identifier(fresh("x")), ast.Identifier(fresh("acc"))
            step = ast.Abstraction(names, apply(a[0], names[1], names[0]))
    return call("foldr", step, a[2], a[1])


def _present(a: tuple[ast.Term, ...], fresh: Fresh) -> ast.Term:
    x = ast.Identifier(fresh("x"))
    return call("List.map_filter", ast.Abstraction((x,), x), a[0])


def _map_on_set(a: tuple[ast.Term, ...], fresh: Fresh) -> ast.Term:
    k = ast.Identifier(fresh("k"))
    return ast.Abstraction((k,), ast.IfTerm(ast.Infix(_IN, k, a[1]), some(apply(a[0], k)), NONE))


def _filter_map(a: tuple[ast.Term, ...], fresh: Fresh) -> ast.Term:
    k, v = ast.Identifier(fresh("k")), fresh("v")
    test = ast.IfTerm(apply(a[0], k, ast.Identifier(v)), some(ast.Identifier(v)), NONE)
    return ast.Abstraction((k,), option_case(apply(a[1], k), NONE, v, test))


def _insert_with(a: tuple[ast.Term, ...], fresh: Fresh) -> ast.Term:
    old = fresh("old")
    value = option_case(apply(a[3], a[1]), a[2], old, apply(a[0], ast.Identifier(old), a[2]))
    return ast.FunctionUpdateTerm(a[3], ((a[1], some(value)),))


def _map_with_key(a: tuple[ast.Term, ...], fresh: Fresh) -> ast.Term:
    k = ast.Identifier(fresh("k"))
    return ast.Abstraction((k,), call("map_option", apply(a[0], k), apply(a[1], k)))


def _by_membership(a: tuple[ast.Term, ...], fresh: Fresh, *, inside: bool) -> ast.Term:
    """The part of the first map whose keys are in (or not in) the second."""
    k = ast.Identifier(fresh("k"))
    inner = apply(a[0], k)
    test = ast.Infix("=", apply(a[1], k), NONE)
    return ast.Abstraction((k,), ast.IfTerm(test, NONE, inner) if inside else ast.IfTerm(test, inner, NONE))


def each_after(separator: ast.Term, elements: ast.Term, fresh: Fresh) -> ast.Term:
    """Every element with the separator before it."""
    x = ast.Identifier(fresh("x"))
    return call("concat", call("map", ast.Abstraction((x,), ast.ListTerm((separator, x))), elements))


def unlines(a: tuple[ast.Term, ...], fresh: Fresh) -> ast.Term:
    """Lines in one text, with line ends between them."""
    return call("concat", call("tl", each_after(ast.StringTerm("\n"), a[0], fresh)))


def value_at(map_: ast.Term, key: ast.Term) -> ast.Term:
    """The value at a key that is there."""
    return call("the", apply(map_, key))


def _with_values(map_: ast.Term, fresh: Fresh, make: Callable[[ast.Term, ast.Term], ast.Term]) -> ast.Abstraction:
    """A function of the keys of a map that is made of the key and its value."""
    k = ast.Identifier(fresh("k"))
    return ast.Abstraction((k,), make(k, value_at(map_, k)))


def _partition_map(a: tuple[ast.Term, ...], fresh: Fresh) -> ast.Term:
    k, v = ast.Identifier(fresh("k")), ast.Identifier(fresh("v"))
    others = ast.Abstraction((k, v), ast.Prefix("\\<not>", apply(a[0], k, v)))
    return ast.TupleTerm((_filter_map(a, fresh), _filter_map((others, a[1]), fresh)))


def _joined(a: tuple[ast.Term, ...], fresh: Fresh, *, with_key: bool) -> ast.Term:
    """A map of a list in which keys may occur twice."""
    acc, k, v = (ast.Identifier(fresh(name)) for name in ("acc", "k", "v"))
    combine = apply(a[0], k) if with_key else a[0]
    step = _insert_with((combine, k, v, acc), fresh)
    return call("foldl", ast.Abstraction((acc, ast.TupleTerm((k, v))), step), _EMPTY_MAP, a[1])


def _insert_combined(a: tuple[ast.Term, ...], _: Fresh) -> ast.Term:
    """`insertWith f x s`: an element that is there already is equal to the new one."""
    combined = call("insert", apply(a[0], a[1], a[1]), ast.Infix("-", a[2], ast.SetTerm((a[1],))))
    return ast.IfTerm(ast.Infix(_IN, a[1], a[2]), combined, call("insert", a[1], a[2]))


def _without_images(a: tuple[ast.Term, ...], fresh: Fresh, *, many: bool) -> ast.Term:
    """The elements whose image is not the given one, or not among those given."""
    x = ast.Identifier(fresh("x"))
    image = apply(a[0], x)
    test = ast.Infix("\\<notin>", image, call("set", a[1])) if many else ast.Infix(_NE, image, a[1])
    return call("Set.filter", ast.Abstraction((x,), test), a[2])


def _front(a: tuple[ast.Term, ...], fresh: Fresh) -> ast.Term:
    x = ast.Identifier(fresh("x"))
    return ast.CaseTerm(a[0], ((_EMPTY_LIST, NONE), (ast.Infix("#", x, WILDCARD), some(x))))


def _popped(a: tuple[ast.Term, ...], fresh: Fresh) -> ast.Term:
    x, rest = ast.Identifier(fresh("x")), ast.Identifier(fresh("xs"))
    found = some(ast.TupleTerm((x, rest)))
    return ast.CaseTerm(a[0], ((_EMPTY_LIST, NONE), (ast.Infix("#", x, rest), found)))


_SAME = Rule(1, lambda a, _: a[0], section=ast.Identifier("id"), transparent=True)

LISTS: Mapping[str, Rule] = {
    f"{_LIST}:prependToAll": rule(2, lambda a, fresh: each_after(a[0], a[1], fresh), transparent=True),
    f"{_LIST}:intersperse": rule(2, lambda a, fresh: call("tl", each_after(a[0], a[1], fresh)), transparent=True),
    f"{_LIST}:transpose": constant("transpose_rows"),
    f"{_LIST}:merge": constant("ord_merge"),
    f"{_LIST}:++": infix("@", transparent=True),
    f"{_LIST}:all": constant("list_all"),
    f"{_LIST}:any": constant("list_ex"),
    f"{_LIST}:catMaybes": rule(1, _present, transparent=True),
    f"{_LIST}:concatMap": rule(2, lambda a, _: call("concat", call("map", a[0], a[1]))),
    f"{_LIST}:drop": constant("drop", transparent=True),
    f"{_LIST}:filter": constant("filter", transparent=True),
    f"{_LIST}:find": constant("find", transparent=True),
    f"{_LIST}:flatten": constant("concat", transparent=True),
    f"{_LIST}:head": rule(2, _first_of_list, transparent=True),
    f"{_LIST}:isElement": rule(3, lambda a, _: call("list_ex", apply(a[0], a[1]), a[2])),
    f"{_LIST}:isEmpty": rule(1, lambda a, _: ast.Infix("=", a[0], _EMPTY_LIST)),
    f"{_LIST}:length": constant("length"),
    f"{_LIST}:listFoldl": constant("foldl"),
    f"{_LIST}:listFoldr": rule(3, lambda a, _: call("foldr", a[0], a[2], a[1])),
    f"{_LIST}:listFor": constant("foldl"),
    f"{_LIST}:listRfor": rule(3, right_fold),
    f"{_LIST}:listMap": constant("map"),
    f"{_LIST}:partition": constant("partition", transparent=True),
    f"{_LIST}:replicate": constant("replicate", transparent=True),
    f"{_LIST}:reverse": constant("rev", transparent=True),
    f"{_LIST}:splitAt": rule(
        2, lambda a, _: ast.TupleTerm((call("take", a[0], a[1]), call("drop", a[0], a[1]))), transparent=True
    ),
    f"{_LIST}:tail": constant("tl", transparent=True),
    f"{_LIST}:take": constant("take", transparent=True),
    f"{_LIST}:zip": constant("zip", transparent=True),
    f"{_LIST}:zipWith": rule(3, lambda a, _: call("map", call("case_prod", a[0]), call("zip", a[1], a[2]))),
}

SETS: Mapping[str, Rule] = {
    EMPTY_SET: empty(_EMPTY_SET),
    f"{_SET}:insert": constant("insert", dropped=1, transparent=True),
    f"{_SET}:delete": rule(2, lambda a, _: ast.Infix("-", a[1], ast.SetTerm((a[0],))), dropped=1, transparent=True),
    f"{_SET}:deleteMany": rule(2, lambda a, _: ast.Infix("-", a[1], call("set", a[0])), dropped=1, transparent=True),
    f"{_SET}:singleton": rule(1, lambda a, _: ast.SetTerm((a[0],)), transparent=True),
    f"{_SET}:fromList": constant("set", dropped=1, transparent=True),
    f"{_SET}:isMember": infix(_IN, dropped=1),
    f"{_SET}:isEmpty": rule(1, lambda a, _: ast.Infix("=", a[0], _EMPTY_SET)),
    f"{_SET}:isSubset": infix("\\<subseteq>", dropped=1),
    f"{_SET}:size": constant("card"),
    f"{_SET}:union": infix("\\<union>", dropped=1, transparent=True),
    f"{_SET}:unionLeft": infix("\\<union>", dropped=1, transparent=True),
    f"{_SET}:intersection": infix("\\<inter>", dropped=1, transparent=True),
    f"{_SET}:difference": infix("-", dropped=1, transparent=True),
    f"{_SET}:filter": constant("Set.filter", dropped=1, transparent=True),
    f"{_SET}:partition": rule(
        2,
        lambda a, _: ast.TupleTerm(
            (call("Set.filter", a[0], a[1]), call("Set.filter", ast.Infix(_COMPOSE, ast.Identifier("Not"), a[0]), a[1]))
        ),
        dropped=1,
        transparent=True,
    ),
    f"{_SET}:map": constant("image", dropped=1),
    f"{_SET}:any": rule(2, lambda a, _: call("Bex", a[1], a[0])),
    f"{_SET}:all": rule(2, lambda a, _: call("Ball", a[1], a[0])),
    f"{_SET}:lookup": rule(
        2, lambda a, _: ast.IfTerm(ast.Infix(_IN, a[0], a[1]), some(a[0]), NONE), dropped=1, transparent=True
    ),
    f"{_SET}:lookupWith": constant("set_lookup_by", dropped=1),
    f"{_SET}:insertWith": rule(3, _insert_combined, dropped=1, transparent=True),
    f"{_SET}:deleteWith": rule(3, lambda a, fresh: _without_images(a, fresh, many=False), dropped=2),
    f"{_SET}:deleteManyWith": rule(3, lambda a, fresh: _without_images(a, fresh, many=True), dropped=2),
}

UNBALANCED_SETS: Mapping[str, Rule] = {
    f"{_UNBALANCED}:empty": empty(_EMPTY_SET),
    f"{_UNBALANCED}:isMember": infix(_IN, dropped=1),
    f"{_UNBALANCED}:insert": constant("insert", dropped=1, transparent=True),
    f"{_UNBALANCED}:fromList": constant("set", dropped=1, transparent=True),
    f"{_UNBALANCED}:length": constant("card"),
}

QUEUES: Mapping[str, Rule] = {
    f"{_QUEUE}:empty": empty(_EMPTY_LIST),
    f"{_QUEUE}:isEmpty": rule(1, lambda a, _: ast.Infix("=", a[0], _EMPTY_LIST)),
    f"{_QUEUE}:check": _SAME,
    f"{_QUEUE}:push": rule(2, lambda a, _: ast.Infix("@", a[1], ast.ListTerm((a[0],))), transparent=True),
    f"{_QUEUE}:pushMany": rule(2, lambda a, _: ast.Infix("@", a[1], a[0]), transparent=True),
    f"{_QUEUE}:front": rule(1, _front),
    f"{_QUEUE}:pop": rule(1, _popped),
    f"{_QUEUE}:fromList": _SAME,
    f"{_QUEUE}:toList": _SAME,
    f"{_QUEUE}:map": constant("map"),
    f"{_QUEUE}:size": constant("length"),
}
"""A queue is the list of what comes out of it."""

MAPS: Mapping[str, Rule] = {
    f"{_MAP}:empty": empty(_EMPTY_MAP),
    f"{_MAP}:insert": rule(
        3, lambda a, _: ast.FunctionUpdateTerm(a[2], ((a[0], some(a[1])),)), dropped=1, transparent=True
    ),
    f"{_MAP}:insertWith": rule(4, _insert_with, dropped=1, transparent=True),
    f"{_MAP}:delete": rule(2, lambda a, _: ast.FunctionUpdateTerm(a[1], ((a[0], NONE),)), dropped=1, transparent=True),
    f"{_MAP}:singleton": rule(
        2, lambda a, _: ast.FunctionUpdateTerm(_EMPTY_MAP, ((a[0], some(a[1])),)), dropped=1, transparent=True
    ),
    f"{_MAP}:lookup": rule(2, lambda a, _: apply(a[1], a[0]), dropped=1),
    f"{_MAP}:isMember": rule(2, lambda a, _: ast.Infix(_NE, apply(a[1], a[0]), NONE), dropped=1),
    f"{_MAP}:isEmpty": rule(1, lambda a, _: ast.Infix("=", a[0], _EMPTY_MAP)),
    f"{_MAP}:fromList": rule(1, lambda a, _: call("map_of", call("rev", a[0])), dropped=1, transparent=True),
    f"{_MAP}:fromSetWithFun": rule(2, _map_on_set, dropped=1),
    f"{_MAP}:keySet": constant("dom", dropped=1),
    f"{_MAP}:valueSet": constant("ran", dropped=1),
    f"{_MAP}:any": rule(
        2,
        lambda a, fresh: call("Bex", call("dom", a[1]), _with_values(a[1], fresh, lambda k, v: apply(a[0], k, v))),
    ),
    f"{_MAP}:all": rule(
        2,
        lambda a, fresh: call("Ball", call("dom", a[1]), _with_values(a[1], fresh, lambda k, v: apply(a[0], k, v))),
    ),
    f"{_MAP}:toSet": rule(
        1,
        lambda a, fresh: call(
            "image", _with_values(a[0], fresh, lambda k, v: ast.TupleTerm((k, v))), call("dom", a[0])
        ),
        dropped=2,
    ),
    f"{_MAP}:partition": rule(2, _partition_map, dropped=1),
    f"{_MAP}:fromListWith": rule(2, lambda a, fresh: _joined(a, fresh, with_key=False), dropped=1),
    f"{_MAP}:fromListWithKey": rule(2, lambda a, fresh: _joined(a, fresh, with_key=True), dropped=1),
    f"{_MAP}:size": rule(1, lambda a, _: call("card", call("dom", a[0]))),
    f"{_MAP}:filter": rule(2, _filter_map, dropped=1, transparent=True),
    f"{_MAP}:mapValues": rule(2, lambda a, _: ast.Infix(_COMPOSE, call("map_option", a[0]), a[1])),
    f"{_MAP}:mapValuesWithKey": rule(2, _map_with_key),
    f"{_MAP}:unionLeft": rule(2, lambda a, _: ast.Infix("++", a[1], a[0]), dropped=1, transparent=True),
    f"{_MAP}:union": infix("++", dropped=1, transparent=True),
    f"{_MAP}:intersection": rule(
        2, lambda a, fresh: _by_membership(a, fresh, inside=True), dropped=1, transparent=True
    ),
    f"{_MAP}:difference": rule(2, lambda a, fresh: _by_membership(a, fresh, inside=False), dropped=1, transparent=True),
}
