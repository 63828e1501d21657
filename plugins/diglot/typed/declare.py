"""Signatures first: types, constructors, fields, axioms and functions get their types before any body is checked."""

from dataclasses import replace

from diglot.names import Implicitness, Symbol
from diglot.scope import ast as scoped
from diglot.typed import ast as typed
from diglot.typed.context import Checker
from diglot.typed.evaluate_type import (
    evaluate_kind,
    evaluate_type,
    register_type_function,
    require_trait,
    signature_type,
)
from diglot.typed.infer_pattern import check_pattern
from diglot.typed.module import Default, Instance
from diglot.typed.result_kind import ends_in_universe
from diglot.typed.types import ERROR, Constructed, Function, Rigid, Type
from diglot.typed.unify import resolve, shallow, shallow_result


def declare_all(c: Checker) -> None:
    """Register everything that the module declares, in an order in which each signature can be evaluated."""
    declarations = c.module.declarations
    functions = {each.symbol: each for each in declarations if isinstance(each, scoped.Function)}
    c.undeclared = {each.symbol: each for each in declarations if not isinstance(each, scoped.DataType)}
    c.declare = _declare
    for symbol, function in functions.items():
        if ends_in_universe(function.definition.type, functions, c.type_info):
            c.type_functions[symbol] = function
    for declaration in declarations:
        match declaration:
            case scoped.DataType():
                _declare_type(c, declaration)
            case scoped.Axiom() if ends_in_universe(declaration.type, functions, c.type_info):
                _declare_opaque_type(c, declaration)
            case scoped.Axiom() | scoped.Function() | scoped.Deriving():
                pass
    for symbol in tuple(c.type_functions):
        if symbol in c.type_functions:
            register_type_function(c, symbol)
    for declaration in declarations:
        if declaration.symbol in c.undeclared or isinstance(declaration, scoped.DataType):
            c.undeclared.pop(declaration.symbol, None)
            _declare(c, declaration)


def _declare(c: Checker, declaration: scoped.Declaration) -> None:
    match declaration:
        case scoped.DataType():
            _declare_constructors(c, declaration)
        case scoped.Axiom() if declaration.symbol not in c.types:
            c.constants[declaration.symbol] = _axiom_type(c, declaration)
        case scoped.Function() if declaration.symbol not in c.types:
            known = len(c.metas)
            c.constants[declaration.symbol] = _function_type(c, declaration.definition)
            c.signature_metas[declaration.symbol] = c.metas[known:]
            del c.metas[known:]
            _declare_defaults(c, declaration)
        case scoped.Deriving():
            definition = scoped.Definition(
                declaration.span, declaration.symbol, declaration.parameters, declaration.type, ()
            )
            c.constants[declaration.symbol] = signature_type(c, definition)
        case scoped.Axiom() | scoped.Function():
            pass
    builtin = getattr(declaration, "builtin", None)
    if builtin is not None:
        _mark(c, builtin, declaration.symbol)


def _mark(c: Checker, builtin: str, symbol: Symbol) -> None:
    """Let a definition stand for a mark, unless one of this module does already."""
    known = c.builtins.get(builtin)
    if known is None or known.module != symbol.module:
        c.builtins[builtin] = symbol


# -- Types ------------------------------------------------------------------------------------------------------------


def _type_parameters(c: Checker, parameters: tuple[scoped.Parameter, ...]) -> tuple[typed.TypeParameter, ...]:
    result = []
    for parameter in parameters:
        kind = evaluate_kind(c, parameter.type)
        c.variables[parameter.variable] = kind
        result.append(typed.TypeParameter(parameter.variable, kind))
    return tuple(result)


def _declare_type(c: Checker, declaration: scoped.DataType) -> None:
    """The type with its parameters; constructors follow when all types are known."""
    c.types[declaration.symbol] = typed.DataType(
        declaration.symbol,
        declaration.span,
        _type_parameters(c, declaration.parameters),
        (),
        declaration.trait,
        declaration.positive,
        doc=declaration.doc,
        pragma=declaration.pragma,
        builtin=declaration.builtin,
        is_whole=declaration.is_whole,
    )


def _declare_opaque_type(c: Checker, axiom: scoped.Axiom) -> None:
    parameters = []
    rest = shallow(_axiom_type(c, axiom))
    while isinstance(rest, Function):
        variable = rest.variable or c.invent("A", axiom.span)
        parameters.append(typed.TypeParameter(variable, resolve(rest.domain), rest.implicitness))
        rest = shallow(rest.codomain)
    c.types[axiom.symbol] = typed.OpaqueType(
        axiom.symbol, axiom.span, tuple(parameters), doc=axiom.doc, pragma=axiom.pragma, builtin=axiom.builtin
    )


def _declare_constructors(c: Checker, declaration: scoped.DataType) -> None:
    data = c.data_type(Constructed(declaration.symbol))
    if data is None:
        return
    owner = Constructed(data.symbol, tuple([Rigid(p.variable) for p in data.parameters]))
    constructors = tuple([_constructor(c, constructor, data, owner) for constructor in declaration.constructors])
    c.types[data.symbol] = replace(data, constructors=constructors)


def _constructor(
    c: Checker, constructor: scoped.Constructor, data: typed.DataType, owner: Type
) -> typed.ConstructorInfo:
    fields = tuple([_field(c, field, data, owner) for field in constructor.fields])
    type_ = owner
    for field in reversed(fields):
        implicitness = Implicitness.INSTANCE if field.instance else Implicitness.EXPLICIT
        type_ = Function(implicitness, None, field.type, type_)
    c.constants[constructor.symbol] = abstract(data.parameters, type_) if data.is_whole else ERROR
    return typed.ConstructorInfo(constructor.symbol, fields, constructor.record, constructor.doc)


def _field(c: Checker, field: scoped.ConstructorField, data: typed.DataType, owner: Type) -> typed.FieldInfo:
    type_ = evaluate_type(c, field.type)
    instance = field.implicitness is Implicitness.INSTANCE
    if instance:
        require_trait(c, type_, field.type.span)
    if field.projection is not None:
        implicitness = Implicitness.INSTANCE if data.trait else Implicitness.EXPLICIT
        c.constants[field.projection] = abstract(data.parameters, Function(implicitness, None, owner, type_))
        if field.builtin is not None:
            _mark(c, field.builtin, field.projection)
        if instance:
            add_instance(c, field.projection, c.constants[field.projection], coercion=True)
    return typed.FieldInfo(field.name, type_, field.projection, instance, field.span, field.doc)


def abstract(parameters: tuple[typed.TypeParameter, ...], type_: Type) -> Type:
    """`{A B : Type} -> type_`."""
    for parameter in reversed(parameters):
        type_ = Function(Implicitness.IMPLICIT, parameter.variable, parameter.kind, type_)
    return type_


def add_instance(c: Checker, symbol: Symbol, type_: Type, *, coercion: bool) -> None:
    """Make an instance visible to what follows, and to other modules."""
    target = shallow_result(type_)
    if isinstance(target, Constructed):
        instance = Instance(symbol, type_, target.symbol, coercion)
        c.own_instances.append(instance)
        c.instances.add(instance)


# -- Constants --------------------------------------------------------------------------------------------------------


def _axiom_type(c: Checker, axiom: scoped.Axiom) -> Type:
    """The type of an axiom; of which kinds its type variables are follows from where they are used."""
    definition = scoped.Definition(axiom.span, axiom.symbol, axiom.parameters, axiom.type, ())
    c.open_kinds = []
    type_ = signature_type(c, definition)
    c.open_kinds = None
    return type_


def _function_type(c: Checker, definition: scoped.Definition) -> Type:
    """The type that a signature gives; a variable of a top-level pattern has that of its part of the matched value."""
    body = definition.clauses[0].body
    if not isinstance(definition.type, scoped.Hole) or not isinstance(body, scoped.Case):
        return signature_type(c, definition)
    clause = body.clauses[0]
    if isinstance(body.scrutinee, scoped.Global) and isinstance(clause.body, scoped.Local):
        check_pattern(c, clause.patterns[0].pattern, c.constant_type(body.scrutinee.symbol))
        return c.variables.get(clause.body.variable, ERROR)
    return signature_type(c, definition)


def _declare_defaults(c: Checker, function: scoped.Function) -> None:
    """Note the default values; each is checked when it is first used, or with its function."""
    parameters = function.definition.parameters
    variables = tuple([parameter.variable for parameter in parameters])
    defaults = {
        position: Default(parameter.default, variables[:position])
        for position, parameter in enumerate(parameters)
        if parameter.default is not None
    }
    if defaults:
        c.defaults[function.symbol] = defaults
        c.unchecked_defaults.update((function.symbol, position) for position in defaults)
