"""Whether definitions that are marked `builtin` are what the language counts on.

In: a declaration whose types are known. Out: a problem where the mark is unknown, is before another kind of
declaration, or before one of another shape. Each mark stands for one definition of a module body.
"""

import re

from diglot.diagnostic import Diagnostic
from diglot.names import Implicitness, Symbol, Variable
from diglot.scope import ast as scoped
from diglot.suggest import nearest
from diglot.typed import ast as typed
from diglot.typed.builtin_errors import UnknownBuiltin, WrongBuiltinKind, WrongBuiltinSignature, WrongBuiltinType
from diglot.typed.builtin_shapes import TRAITS, TYPED, TYPES, DataShape, is_known, known_names
from diglot.typed.context import Checker, kind_of_parameters
from diglot.typed.errors import WrongBuiltin
from diglot.typed.show import show_type
from diglot.typed.types import Constructed, ErrorType, Function, Meta, MetaApplied, Rigid, Type, Universe
from diglot.typed.zonk import zonk_type

_KINDS = {
    "type": "a data type",
    "trait": "a trait",
    "function": "a function",
    "method": "a method of a trait or a function",
    "axiom": "an axiom",
}
_TOKEN = re.compile(r"->|[()]|[\w-]+(?<!-)")
Variables = dict[str, Variable]
"""The type variables of a shape, with those that stand for them."""


def check_builtin(c: Checker, declaration: scoped.Declaration) -> None:
    """Check the marks of a declaration and of its fields."""
    if isinstance(declaration, scoped.DataType):
        for constructor in declaration.constructors:
            for field in constructor.fields:
                if field.builtin is not None and field.projection is not None:
                    _check(c, field.builtin, field.projection, "method")
    name = getattr(declaration, "builtin", None)
    if name is not None:
        _check(c, name, declaration.symbol, _kind(declaration))


def _kind(declaration: scoped.Declaration) -> str:
    match declaration:
        case scoped.DataType(trait=True):
            return "trait"
        case scoped.DataType():
            return "type"
        case scoped.Axiom():
            return "axiom"
        case scoped.Function() | scoped.Deriving():
            return "function"


def _check(c: Checker, name: str, symbol: Symbol, kind: str) -> None:
    outer = c.builtins.get(name, symbol)
    # In its own shape, a mark is the definition that has it, also where it stands for another one elsewhere.
    c.builtins[name] = symbol
    problem = _problem(c, name, symbol, kind)
    c.builtins[name] = outer
    if problem is not None:
        c.broken_builtins.add(name)
        c.report(problem)


def _problem(c: Checker, name: str, symbol: Symbol, kind: str) -> Diagnostic | None:
    body = symbol.id.rpartition(".")[0] if "." in symbol.qualified else symbol.module
    other = c.marked.setdefault((body, name), symbol)
    if other != symbol:
        return WrongBuiltin(c.path, symbol.span, name, other)
    if not is_known(name):
        return UnknownBuiltin(c.path, symbol.span, name, nearest(name, known_names()))
    expected = _expected_kind(name)
    if expected is not None and kind != expected and (expected, kind) != ("method", "function"):
        return WrongBuiltinKind(c.path, symbol.span, name, _KINDS[expected], _KINDS[kind])
    if name in TYPES:
        return _data_problem(c, name, symbol, TYPES[name])
    return _type_problem(c, name, symbol) if name in TYPED else None


def _expected_kind(name: str) -> str | None:
    """The kind of declaration that a mark is for, where that is known."""
    if name in TYPES:
        return "type"
    if name in TRAITS:
        return "trait"
    return TYPED[name].kind if name in TYPED else None


# -- Data types -------------------------------------------------------------------------------------------------------


def _data_problem(c: Checker, name: str, symbol: Symbol, shape: DataShape) -> Diagnostic | None:
    data = c.data_type(Constructed(symbol))
    if data is None or _has_shape(c, data, shape):
        return None
    return WrongBuiltinType(c.path, symbol.span, name, symbol.name, shape.example)


def _has_shape(c: Checker, data: typed.DataType, shape: DataShape) -> bool:
    if len(data.parameters) != len(shape.parameters) or len(data.constructors) != len(shape.constructors):
        return False
    variables = {name: parameter.variable for name, parameter in zip(shape.parameters, data.parameters, strict=True)}
    for constructor, types in zip(data.constructors, shape.constructors, strict=True):
        if len(constructor.fields) != len(types):
            return False
        found = (zonk_type(field.type) for field in constructor.fields)
        if not all(_fits(c, actual, expected, variables) for actual, expected in zip(found, types, strict=True)):
            return False
    return True


# -- Anything with a type ---------------------------------------------------------------------------------------------


def _type_problem(c: Checker, name: str, symbol: Symbol) -> Diagnostic | None:
    expected = TYPED[name].type
    info = c.types.get(symbol)
    type_ = zonk_type(c.constant_type(symbol)) if info is None else kind_of_parameters(info.parameters)
    explicit = _explicit(type_)
    if _fits(c, explicit, expected, {}):
        return None
    return WrongBuiltinSignature(c.path, symbol.span, name, _words(c, expected), show_type(explicit))


def _explicit(type_: Type) -> Type:
    """A type after the implicit and instance arguments that come first."""
    while isinstance(type_, Function) and type_.implicitness is not Implicitness.EXPLICIT:
        type_ = type_.codomain
    return type_


def _words(c: Checker, expected: str) -> str:
    """A shape's type in the names of the program."""
    return _TOKEN.sub(lambda word: c.builtins[word[0]].name if word[0] in c.builtins else word[0], expected)


# -- Comparing --------------------------------------------------------------------------------------------------------

Shape = tuple[str, tuple["Shape", ...]]
"""A type of a shape: a word applied to arguments, or `->` with both sides."""


def _fits(c: Checker, actual: Type, expected: str, variables: Variables) -> bool:
    """Whether a type is that of a shape; what is broken fits everything."""
    return _is(c, actual, _parse(_TOKEN.findall(expected)), variables)


def _parse(tokens: list[str]) -> Shape:
    """The arrows from the front of the tokens; they are used up."""
    left = _application(tokens)
    if tokens and tokens[0] == "->":
        tokens.pop(0)
        return "->", (left, _parse(tokens))
    return left


def _application(tokens: list[str]) -> Shape:
    head, arguments = _atom(tokens)
    while tokens and tokens[0] not in ("->", ")"):
        arguments = (*arguments, _atom(tokens))
    return head, arguments


def _atom(tokens: list[str]) -> Shape:
    word = tokens.pop(0)
    if word != "(":
        return word, ()
    inner = _parse(tokens)
    tokens.pop(0)
    return inner


def _is(c: Checker, actual: Type, shape: Shape, variables: Variables) -> bool:
    word, parts = shape
    match actual:
        case ErrorType():
            return True
        case Universe():
            return word == "Type"
        case Function(domain=domain, codomain=codomain):
            return word == "->" and _is(c, domain, parts[0], variables) and _is(c, codomain, parts[1], variables)
        case Constructed(symbol, arguments):
            same = c.builtins.get(word) == symbol
        case Rigid(variable, arguments):
            same = word[0].isupper() and word not in c.builtins and _stands_for(variable, word, variables)
        case Meta() | MetaApplied():
            return False
    return (
        same
        and len(parts) == len(arguments)
        and all(_is(c, a, p, variables) for a, p in zip(arguments, parts, strict=True))
    )


def _stands_for(variable: Variable, word: str, variables: Variables) -> bool:
    """Whether a type variable is that of a shape: each is another one."""
    if word not in variables and variable not in variables.values():
        variables[word] = variable
    return variables.get(word) == variable
