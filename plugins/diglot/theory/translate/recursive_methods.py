"""Methods of instances that call themselves become functions of their own.

In: the declarations of a module. Out: the same, except that an instance whose method calls that very instance again
is split: the method becomes a recursive function `instance_method`, and the instance only points to it. HOL has no
recursive values, but recursive functions. Where the instance is handed to one of the library for lists, options or
pairs, what is handed over is made of that function, applied to all its arguments: Isabelle knows that such an instance
compares only what is inside.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from diglot.core.ast import (
    Apply,
    Declaration,
    Expression,
    Function,
    FunctionGroup,
    Global,
    Lambda,
    Local,
    Parameter,
    TypeGroup,
)
from diglot.core.subexpressions import mentions, rewrite
from diglot.names import Symbol, SymbolKind, Variable
from diglot.theory.library.types import EQ, ORD, SHOW
from diglot.typed.types import Constructed, Rigid, Type, arrows
from diglot.typed.types import Function as FunctionType

_LIBRARY_METHODS = {f"{EQ}.mk": (f"{EQ}.isEqual",), f"{ORD}.mk": (f"{ORD}.compare",), f"{SHOW}.mk": (f"{SHOW}.show",)}
_SAME_METHOD = {"Stdlib.Trait.Eq:==": f"{EQ}.isEqual"}
"""Functions that do nothing but call a method."""

COMPARING = frozenset(
    {
        "Stdlib.Data.List:ordListI",
        "Stdlib.Data.Maybe:ordMaybeI",
        "Stdlib.Data.Pair:ordProductI",
        "Stdlib.Data.List:eqListI",
        "Stdlib.Data.Maybe:eqMaybeI",
        "Stdlib.Data.Pair:eqProductI",
    }
)
"""Instances of which Isabelle knows that they compare by other instances only what is inside (by `fundef_cong`)."""
METHODS = frozenset({f"{EQ}.isEqual", f"{ORD}.compare"})
"""Their methods."""
_FIRST_INVENTED = -1_000_000
"""The number of the first variable that is made up here; others count from -1."""

Methods = Mapping[str, tuple[str, ...]]
"""For each constructor of a trait the ids of its methods."""


def lift_methods(declarations: tuple[Declaration, ...]) -> tuple[Declaration, ...]:
    """The declarations with recursive methods lifted."""
    methods = _LIBRARY_METHODS | dict(_own_methods(declarations))
    lifted: list[Declaration] = []
    for declaration in declarations:
        found = None
        if isinstance(declaration, FunctionGroup) and declaration.recursive and len(declaration.functions) == 1:
            found = _lift(declaration.functions[0], methods)
        lifted += found or (declaration,)
    return tuple(lifted)


def _own_methods(declarations: tuple[Declaration, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for group in declarations:
        if isinstance(group, TypeGroup):
            for type_ in group.types:
                if type_.trait and type_.is_record:
                    (constructor,) = type_.constructors
                    yield constructor.symbol.id, tuple(f.projection.id for f in constructor.fields if f.projection)


def _lift(instance: Function, methods: Methods) -> tuple[Declaration, ...] | None:
    """A function for the methods and the instance; None where that does not end the instance's recursion."""
    match instance.body:
        case Apply(_, Global(_, constructor), arguments) if instance.instance and constructor.id in methods:
            names = methods[constructor.id]
            made = {
                method: _symbol(instance, method)
                for method, argument in zip(names, arguments, strict=False)
                if mentions(argument, {instance.symbol})
            }
            functions = [
                _method(instance, made[method], argument, made)
                for method, argument in zip(names, arguments, strict=False)
                if method in made
            ]
            if any(mentions(function.body, {instance.symbol}) for function in functions):
                return None
            rest = tuple(
                _pointer(instance, made[method], argument) if method in made else argument
                for method, argument in zip(names, arguments, strict=False)
            )
            whole = replace(instance, body=replace(instance.body, arguments=rest))
            return FunctionGroup(tuple(functions), recursive=True), FunctionGroup((whole,), recursive=False)
    return None


def _symbol(instance: Function, method: str) -> Symbol:
    name = method.rpartition(".")[2]
    return Symbol(f"{instance.symbol.id}_{name}", SymbolKind.FUNCTION, instance.symbol.span)


def _method(instance: Function, symbol: Symbol, value: Expression, made: Mapping[str, Symbol]) -> Function:
    """The function that a method becomes: the instance's own arguments first, then the method's.

    Nobody has checked that it ends, because its calls of itself went through the instance.
    """
    handed = _Handed(instance, made)

    def change(expression: Expression) -> Expression:
        match expression:
            case Apply(_, Global(_, called) as method, (first, *rest)) if called.id in METHODS and handed.holds(first):
                return replace(expression, arguments=(handed.inside(method, first), *rest))
            case Apply(_, Global(_, called), (first, *rest)) if _calls_itself(instance, first):
                target = made.get(_SAME_METHOD.get(called.id, called.id))
                if target is not None:
                    function = _reference(instance, target, expression)
                    arguments = (*(first.arguments if isinstance(first, Apply) else ()), *rest)
                    return replace(expression, function=function, arguments=arguments) if arguments else function
        return expression

    body = rewrite(value, change)
    inner = body.parameters if isinstance(body, Lambda) else ()
    result = value.type
    for _ in inner:
        if isinstance(result, FunctionType):
            result = result.codomain
    return replace(
        instance,
        symbol=symbol,
        parameters=(*instance.parameters, *inner),
        result=result,
        body=body.body if isinstance(body, Lambda) else body,
        terminating=True,
        instance=False,
        derived=False,
        lifted_from=instance.symbol,
        doc="",
    )


@dataclass(slots=True)
class _Handed:
    """What an instance hands to others instead of itself."""

    instance: Function
    made: Mapping[str, Symbol]
    _numbers: Iterator[int] = field(default_factory=lambda: count(_FIRST_INVENTED, -1))

    def holds(self, dictionary: Expression) -> bool:
        """Whether the instance is inside of others, all of which Isabelle knows."""
        match dictionary:
            case Apply(_, Global(_, symbol), arguments) if symbol.id in COMPARING:
                own = [argument for argument in arguments if mentions(argument, {self.instance.symbol})]
                return bool(own) and all(_calls_itself(self.instance, each) or self.holds(each) for each in own)
        return False

    def inside(self, method: Global, dictionary: Expression) -> Expression:
        """An instance with others made of functions in it."""
        if not isinstance(dictionary, Apply):
            return dictionary
        return replace(dictionary, arguments=tuple([self._made(method, each) for each in dictionary.arguments]))

    def _made(self, method: Global, dictionary: Expression) -> Expression:
        """An instance that compares two values by an instance."""
        trait, body = dictionary.type, self.instance.body
        if not isinstance(trait, Constructed) or not isinstance(body, Apply) or not isinstance(body.function, Global):
            return dictionary
        (compared,) = trait.arguments
        variables = [Variable(next(self._numbers), name, dictionary.span) for name in ("x", "y")]
        values = tuple([Local(dictionary.span, variable, compared) for variable in variables])
        result = _result(method.type, len(values) + 1)
        type_ = arrows([compared, compared], result)
        target = self.made.get(method.symbol.id)
        if target is not None and _calls_itself(self.instance, dictionary):
            given = dictionary.arguments if isinstance(dictionary, Apply) else ()
            function = _reference(self.instance, target, dictionary)
            function = replace(function, type=arrows([argument.type for argument in given], type_))
            call = Apply(dictionary.span, function, (*given, *values), result)
        else:
            function = Global(dictionary.span, method.symbol, (compared,), arrows([trait], type_))
            call = Apply(dictionary.span, function, (self.inside(method, dictionary), *values), result)
        parameters = tuple([Parameter(variable, compared) for variable in variables])
        value = Lambda(dictionary.span, parameters, call, type_)
        constructor = Global(dictionary.span, body.function.symbol, (compared,), arrows([type_], trait))
        return Apply(dictionary.span, constructor, (value,), trait)


def _result(type_: Type, arguments: int) -> Type:
    for _ in range(arguments):
        if isinstance(type_, FunctionType):
            type_ = type_.codomain
    return type_


def _calls_itself(instance: Function, dictionary: Expression) -> bool:
    match dictionary:
        case Global(_, symbol) | Apply(_, Global(_, symbol), _):
            return symbol == instance.symbol
        case _:
            return False


def _reference(instance: Function, symbol: Symbol, at: Expression) -> Global:
    own = tuple(Rigid(parameter.variable) for parameter in instance.type_parameters)
    return Global(at.span, symbol, own, at.type)


def _pointer(instance: Function, symbol: Symbol, value: Expression) -> Expression:
    """The method as the instance holds it: the function at the instance's own arguments."""
    function = _reference(instance, symbol, value)
    arguments = tuple(Local(value.span, p.variable, p.type) for p in instance.parameters)
    return Apply(value.span, function, arguments, value.type) if arguments else function
