"""Recursive instances: their methods become functions.

In: the lowered declarations of a module. Out: the same, except that an instance that needs itself, as `Show` for trees
does, has each method that is part of the recursion as a function of its own. Calls of that method of that instance
become calls of the function. What was a record defined by itself is then a record of recursive functions. A method that
is a function already, as one with type parameters of its own is, needs no other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from diglot.core.ast import Apply, DataType, Expression, Function, Global, Lambda, Local, Parameter
from diglot.core.order import Single
from diglot.core.subexpressions import rebuilt, subexpressions
from diglot.core.substitution import Substitution, applied, at_types
from diglot.graphs import components
from diglot.names import Symbol, SymbolKind
from diglot.typed.types import Constructed, Rigid, Type, arrows

Methods = Mapping[tuple[Symbol, Symbol], Function]
"""The functions that methods became, by instance and field."""
Pointers = Mapping[tuple[Symbol, Symbol], tuple[Function, Expression]]
"""The methods that were functions before, as the instance has them, with the instance."""


def split_recursive_instances(
    declarations: Sequence[Single], data_types: Mapping[Symbol, DataType], taken: set[str]
) -> list[Single]:
    """Take the methods out of the instances that need themselves; `taken` has the ids of the module's symbols."""
    functions = [declaration for declaration in declarations if isinstance(declaration, Function)]
    found: dict[Symbol, list[Function]] = {}
    for group in _recursive(functions):
        found.update(_split_group(group, data_types, taken))
    return [new for d in declarations for new in (found.get(d.symbol, [d]) if isinstance(d, Function) else [d])]


def _recursive(functions: Sequence[Function]) -> list[list[Function]]:
    """The groups of functions that call each other and have an instance among them."""
    if not any(function.instance and not function.derived for function in functions):
        return []
    position = {function.symbol: index for index, function in enumerate(functions)}
    graph = [{position[symbol] for symbol in _mentioned(function.body) & position.keys()} for function in functions]
    found = []
    for group in components(graph):
        members = [functions[index] for index in group]
        recursive = len(group) > 1 or group[0] in graph[group[0]]
        if recursive and any(function.instance and not function.derived for function in members):
            found.append(members)
    return found


def _mentioned(body: Expression) -> set[Symbol]:
    return {e.symbol for e in subexpressions(body) if isinstance(e, Global)}


def _split_group(
    group: Sequence[Function], data_types: Mapping[Symbol, DataType], taken: set[str]
) -> dict[Symbol, list[Function]]:
    members = {function.symbol for function in group}
    pieces: dict[Symbol, list[Function]] = {}
    methods: dict[tuple[Symbol, Symbol], Function] = {}
    pointers: dict[tuple[Symbol, Symbol], tuple[Function, Expression]] = {}
    for function in group:
        split = _Split(function, data_types, members, taken)
        pieces[function.symbol] = [*split.methods.values(), split.instance]
        methods |= {(function.symbol, field): method for field, method in split.methods.items()}
        pointers |= {(function.symbol, field): (function, value) for field, value in split.pointers.items()}
    return {symbol: [_redirected(piece, methods, pointers) for piece in found] for symbol, found in pieces.items()}


def _redirected(function: Function, methods: Methods, pointers: Pointers) -> Function:
    """A function that calls methods directly. Nobody has checked that such calls end: they went through an instance."""
    body = _redirect(function.body, methods, pointers)
    calls = {method.symbol for method in methods.values()}
    calls |= {head.symbol for _, value in pointers.values() if isinstance(head := _head(value), Global)}
    unchecked = not function.instance and bool(_mentioned(body) & calls)
    return _finish(replace(function, body=body, terminating=function.terminating or unchecked))


def _head(value: Expression) -> Expression:
    return value.function if isinstance(value, Apply) else value


def _finish(function: Function) -> Function:
    """A function whose parameters say again whether they are used."""
    used = {e.variable for e in subexpressions(function.body) if isinstance(e, Local)}
    parameters = tuple([replace(p, used=p.variable in used) for p in function.parameters])
    return replace(function, parameters=parameters)


@dataclass(init=False, slots=True)
class _Split:
    """An instance and the functions that its recursive methods become, by field; none when it cannot be split."""

    instance: Function
    methods: dict[Symbol, Function]
    pointers: dict[Symbol, Expression]
    """The methods that are functions of the group already."""

    def __init__(
        self, function: Function, data_types: Mapping[Symbol, DataType], members: set[Symbol], taken: set[str]
    ) -> None:
        self.instance, self.methods, self.pointers = function, {}, {}
        body = function.body
        data = data_types.get(function.result.symbol) if isinstance(function.result, Constructed) else None
        if not function.instance or function.derived or data is None or not isinstance(body, Apply):
            return
        fields = data.constructors[0].fields if data.is_record else ()
        if not isinstance(body.function, Global) or len(fields) != len(body.arguments):
            return
        if body.function.symbol != data.constructors[0].symbol:
            return
        arguments = list(body.arguments)
        for index, field in enumerate(fields):
            if field.projection is None or not _mentioned(arguments[index]) & members:
                continue
            if _is_pointer(arguments[index], function.symbol):
                self.pointers[field.projection] = arguments[index]
            else:
                method = _method(function, field.projection, arguments[index], taken)
                self.methods[field.projection] = method
                arguments[index] = _call(function, method, arguments[index].type)
        self.instance = replace(function, body=replace(body, arguments=tuple(arguments)))


def _is_pointer(value: Expression, instance: Symbol) -> bool:
    """Whether a method is a function, perhaps with the instance's own parameters."""
    head = value.function if isinstance(value, Apply) else value
    given = value.arguments if isinstance(value, Apply) else ()
    own = isinstance(head, Global) and head.symbol.kind is SymbolKind.FUNCTION and head.symbol != instance
    return own and all(isinstance(argument, Local) for argument in given)


def _method(function: Function, field: Symbol, value: Expression, taken: set[str]) -> Function:
    id_ = f"{function.symbol.id}_{field.name}"
    while id_ in taken:
        id_ += "'"
    taken.add(id_)
    own: tuple[Parameter, ...] = value.parameters if isinstance(value, Lambda) else ()
    body = value.body if isinstance(value, Lambda) else value
    return Function(
        Symbol(id_, SymbolKind.FUNCTION, function.symbol.span),
        value.span,
        function.type_parameters,
        function.parameters + own,
        body.type,
        body,
        terminating=function.terminating,
        lifted_from=function.symbol,
    )


def _call(function: Function, method: Function, type_: Type) -> Expression:
    """The method of the instance that is being defined."""
    arguments = tuple([Local(function.span, p.variable, p.type) for p in function.parameters])
    own = tuple([Rigid(parameter.variable) for parameter in function.type_parameters])
    head = Global(function.span, method.symbol, own, arrows([p.type for p in function.parameters], type_))
    return Apply(function.span, head, arguments, type_) if arguments else head


def _redirect(e: Expression, methods: Methods, pointers: Pointers) -> Expression:
    """Methods of known instances as the functions that they became."""
    e = rebuilt(e, lambda part: _redirect(part, methods, pointers))
    if not isinstance(e, Apply) or not isinstance(e.function, Global):
        return e
    instance, *rest = e.arguments
    given = instance.arguments if isinstance(instance, Apply) else ()
    head = instance.function if isinstance(instance, Apply) else instance
    if not isinstance(head, Global):
        return e
    key = (head.symbol, e.function.symbol)
    if key in pointers:
        return _pointed(e, e.function, head, given, *pointers[key])
    method = methods.get(key)
    if method is None:
        return e
    arguments = (*given, *rest)
    function = Global(
        e.function.span, method.symbol, head.type_arguments, arrows([argument.type for argument in arguments], e.type)
    )
    return Apply(e.span, function, arguments, e.type) if arguments else function


def _pointed(
    e: Apply, field: Global, head: Global, given: tuple[Expression, ...], instance: Function, value: Expression
) -> Expression:
    """A method that is a function: that function, at the types and instances of this use."""
    types = dict(zip([p.variable for p in instance.type_parameters], head.type_arguments, strict=False))
    values = dict(zip([p.variable for p in instance.parameters], given, strict=False))
    function = Substitution(types, values, iter(()), field.span).apply(value)
    trait = e.arguments[0].type
    own = len(trait.arguments) if isinstance(trait, Constructed) else 0
    chosen = at_types(function, field.type_arguments[own:], iter(()))
    return applied(chosen, e.arguments[1:], e.span, e.type, iter(()))
