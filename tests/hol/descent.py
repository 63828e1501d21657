"""Whether recursion ends because some argument gets smaller, part by part; and whether a loop only loops.

The prover looks at conditions too; what needs them is not decided here.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from hol.infer import spine
from hol.read_inner import Apply, Case, Fields, Lambda, Let, Name, Term, Typed
from hol.refused import RefusedError

Fact = tuple[int, bool, bool]
Known = Mapping[Term, Fact]
"""For a variable, or a term that was matched: which argument it is, or is a part of; whether it is a part; and whether
only the rest of a list counts as a part of it, because no measure looks into its elements."""
Clauses = Mapping[str, Sequence[tuple[list[Term], Term]]]
_ELEMENTWISE = {
    "map": (0, 1),
    "filter": (0, 1),
    "list_all": (0, 1),
    "list_ex": (0, 1),
    "find": (0, 1),
    "foldr": (0, 1),
    "foldl": (0, 2),
    "map_option": (0, 1),
    "Option.bind": (1, 0),
    "partition": (0, 1),
}
"""Functions of HOL that apply their argument only to elements of another."""

_COMPARING = frozenset({"ord_list", "ord_option", "ord_prod", "eq_list", "eq_option", "eq_prod"})
"""Functions of the support theory that compare only what is inside of two values, by records with one function."""

_NOT_LONGER = frozenset({"filter", "take", "drop", "tl"})
"""Functions of HOL whose result is not longer than their last argument."""


def check_descent(clauses: Clauses, line: int, unmeasured: Collection[int] = (), lengths: Collection[int] = ()) -> None:
    """Refuse functions where no order of the arguments gets smaller with every call.

    Of some arguments nothing is known, since nothing measures them all; of some lists only the length is.
    """
    calls = [
        ["" if index in unmeasured else _change(argument, known, index) for index, argument in enumerate(arguments)]
        for name, rows in clauses.items()
        for patterns, body in rows
        for arguments, known in _calls(body, _known(patterns, lengths), clauses)
    ]
    while calls:
        width = min(map(len, calls))
        column = next((at for at in range(width) if all(call[at] for call in calls) and _shrinks(calls, at)), None)
        if column is None:
            raise RefusedError("no termination order", line)
        calls = [call for call in calls if call[column] != "<"]


def check_single(body: Term, functions: Collection[str], line: int) -> None:
    """Refuse calls on the way to which a variable is matched a second time.

    Isabelle then has two equations for it, and if a part is matched as well its proof of what calls what gives up.
    """
    waiting: list[tuple[Term, tuple[str, ...]]] = [(body, ())]
    while waiting:
        term, matched = waiting.pop()
        again = next((name for name in matched if matched.count(name) > 1), None)
        match term:
            case Name(name) if name in functions and again is not None:
                raise RefusedError(f"{again} matched twice before a call of {name}", line)
            case Apply(function, argument):
                waiting += [(function, matched), (argument, matched)]
            case Lambda(pattern, inner):
                waiting.append((inner, _still(matched, pattern)))
            case Let(value, Lambda(pattern, inner)):
                waiting += [(value, matched), (inner, _still(matched, pattern))]
            case Case(scrutinee, rows):
                waiting.append((scrutinee, matched))
                more = (scrutinee.name,) if isinstance(scrutinee, Name) else ()
                waiting += [(row.body, _still((*matched, *more), row.pattern)) for row in rows]
            case Fields(record, fields):
                parts = [*([record] if record else []), *(value for _, value in fields)]
                waiting += [(part, matched) for part in parts]
            case Typed(inner, _):
                waiting.append((inner, matched))


def _still(matched: tuple[str, ...], pattern: Term) -> tuple[str, ...]:
    """The matched variables that a pattern does not hide."""
    hidden = {*_names(pattern)}
    return tuple(name for name in matched if name not in hidden)


def _shrinks(calls: Sequence[Sequence[str]], column: int) -> bool:
    return any(call[column] == "<" for call in calls)


def _change(argument: Term, known: Known, index: int) -> str:
    """`<` for a part of the argument at this place, `=` for all of it, nothing for anything else."""
    head, inner = spine(argument)
    if isinstance(head, Name) and head.name in _NOT_LONGER and inner:
        return "<" if _change(inner[-1], known, index) == "<" else ""
    root, part, _ = known.get(argument, (-1, False, False))
    if root != index:
        return ""
    return "<" if part else "="


def _known(patterns: Sequence[Term], lengths: Collection[int]) -> Known:
    found: dict[Term, Fact] = {}
    for index, pattern in enumerate(patterns):
        found |= _inside(pattern, (index, False, index in lengths))
    return found


def _inside(pattern: Term, fact: Fact) -> Known:
    """What is known of a pattern and its parts."""
    found = {pattern: fact}
    head, arguments = spine(pattern)
    values = [value for _, value in head.fields] if isinstance(head, Fields) else arguments
    if fact[2]:
        values = arguments[1:] if head == Name("#") else []
    for value in values:
        found |= _inside(value, (fact[0], True, fact[2]))
    return found


def _names(term: Term) -> Iterator[str]:
    match term:
        case Name(name):
            yield name
        case Apply(function, argument):
            yield from _names(function)
            yield from _names(argument)
        case Typed(inner, _):
            yield from _names(inner)
        case Fields(_, fields):
            for _, value in fields:
                yield from _names(value)


def _calls(term: Term, known: Known, clauses: Clauses) -> Iterator[tuple[list[Term], Known]]:
    """All calls of the functions, with what is known there."""
    match term:
        case Name(name) if name in clauses and term not in known:
            yield [], known
        case Apply():
            yield from _calls_of_application(term, known, clauses)
        case Lambda(pattern, body):
            yield from _calls(body, _without(known, pattern), clauses)
        case Let(value, Lambda(pattern, body)):
            yield from _calls(value, known, clauses)
            yield from _calls(body, _matched(known, value, pattern), clauses)
        case Case(scrutinee, rows):
            yield from _calls(scrutinee, known, clauses)
            for row in rows:
                yield from _calls(row.body, _matched(known, scrutinee, row.pattern), clauses)
        case Fields(record, fields):
            for value in (*([record] if record else []), *(value for _, value in fields)):
                yield from _calls(value, known, clauses)
        case Typed(inner, _):
            yield from _calls(inner, known, clauses)


def _calls_of_application(term: Term, known: Known, clauses: Clauses) -> Iterator[tuple[list[Term], Known]]:
    head, arguments = spine(term)
    if head in (Name("compare"), Name("isEqual")) and len(arguments) == 3:
        yield from _calls_of_comparison(arguments[0], arguments[1:], known, clauses)
        return
    if isinstance(head, Name) and head.name in clauses:
        yield arguments, known
    else:
        yield from _calls(head, known, clauses)
    elements = _ELEMENTWISE.get(head.name) if isinstance(head, Name) else None
    for at, argument in enumerate(arguments):
        inner = known
        body = argument
        if elements and at == elements[0] and len(arguments) > max(elements):
            source = arguments[elements[1]]
            patterns = []
            while isinstance(body, Lambda):
                patterns.append(body.pattern)
                body = body.body
            for pattern in patterns:
                inner = _without(inner, pattern)
            which = 1 if isinstance(head, Name) and head.name == "foldl" else 0
            if len(patterns) > which:
                inner = _matched(inner, source, patterns[which], part=True)
        yield from _calls(body, inner, clauses)


def _calls_of_comparison(
    instance: Term, compared: Sequence[Term], known: Known, clauses: Clauses
) -> Iterator[tuple[list[Term], Known]]:
    for value in compared:
        yield from _calls(value, known, clauses)
    head, parts = spine(instance)
    if not isinstance(head, Name) or head.name not in _COMPARING:
        yield from _calls(instance, known, clauses)
        return
    for part in parts:
        inner, body = known, part
        if isinstance(part, Fields) and len(part.fields) == 1:
            body = part.fields[0][1]
        for value in compared:
            if isinstance(body, Lambda):
                inner = _matched(inner, value, body.pattern, part=True)
                body = body.body
        yield from _calls(body, inner, clauses)


def _without(known: Known, pattern: Term) -> Known:
    bound = {*_names(pattern)}
    return {term: fact for term, fact in known.items() if bound.isdisjoint(_names(term))}


def _matched(known: Known, value: Term, pattern: Term, *, part: bool = False) -> Known:
    """What is known after a value was matched: its parts are parts of what it is a part of."""
    inner = dict(_without(known, pattern))
    whole, patterns = spine(value)[1], spine(pattern)[1]
    if value in known:
        root, smaller, by_length = known[value]
        if not (part and by_length):
            inner |= _inside(pattern, (root, smaller or part, by_length))
    elif spine(value)[0] == spine(pattern)[0] == Name("Pair"):
        for one, each in zip(whole, patterns, strict=True):
            inner |= {term: fact for term, fact in _matched(known, one, each).items() if term not in inner}
    return inner


def check_tail(body: Term, name: str, line: int) -> None:
    """Refuse a loop that does something after calling itself."""
    waiting = [body]
    while waiting:
        term = waiting.pop()
        head, arguments = spine(term)
        inside: list[Term] = []
        match term:
            case Case(scrutinee, rows):
                inside = [scrutinee]
                waiting += [row.body for row in rows]
            case Let(value, rest):
                inside = [value]
                waiting.append(rest.body)
            case _ if head == Name("If"):
                inside = arguments[:1]
                waiting += arguments[1:]
            case _ if head == Name(name):
                inside = arguments
            case _:
                inside = [term]
        if any(True for each in inside for _ in _calls(each, {}, {name: ()})):
            raise RefusedError(f"{name} does something after calling itself", line)
