"""Type checking: a scoped module to a typed one.

In: a module whose names are resolved, and the interfaces of all modules that it imports, directly or not.
Out: the same declarations with every type known, nothing implicit, instances found. What could not be made sense of is
an error node; each mistake is reported once. The further checks (coverage, termination, positivity) run on the result.
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace

from diglot.diagnostic import Problems
from diglot.graphs import closure
from diglot.names import Symbol
from diglot.recursion import deep_recursion
from diglot.scope import ast as scoped
from diglot.source import Span
from diglot.typed import ast as typed
from diglot.typed.check_builtin import check_builtin
from diglot.typed.check_instance import check_instance
from diglot.typed.context import Checker, TypeInfo
from diglot.typed.declare import add_instance, declare_all
from diglot.typed.defaults import check_default
from diglot.typed.derive import derive
from diglot.typed.errors import NestedTooDeeply, TypeTooLarge, UnsolvedMeta
from diglot.typed.groups import recursive_symbols, statement_groups
from diglot.typed.infer_expression import infer
from diglot.typed.infer_let import check_definition, type_parameters_of
from diglot.typed.misread import misread_variable
from diglot.typed.module import Interface, TypedModule
from diglot.typed.types import ErrorType
from diglot.typed.unify import TypeOutgrown, erase_implicit, has_error, is_kind, shallow
from diglot.typed.zonk import settle, zonk_expression, zonk_type


def check_module(module: scoped.ScopedModule, interfaces: Mapping[str, Interface], problems: Problems) -> TypedModule:
    """Check one module; `interfaces` has every module that it depends on, by name."""
    c = Checker(module, transitive_imports(module.imports, interfaces), problems, infer)
    _collect_imported(c)
    with deep_recursion():
        declarations = _check_declarations(c) if _declare(c) else ()
        settle(c, len(c.problems))  # What types and axioms left open, where no definition came after them.
    c.types = {symbol: _without_unknowns(info) for symbol, info in c.types.items()}
    return TypedModule(
        module.path,
        module.name,
        module.imports,
        tuple([c.types.get(declaration.symbol, declaration) for declaration in declarations]),
        {variable: zonk_type(type_) for variable, type_ in c.variables.items() if variable.id >= 0},
        _interface(c),
    )


def _check_declarations(c: Checker) -> tuple[typed.Declaration, ...]:
    uses = uses_by_declaration(c.module)
    recursive = recursive_symbols(c.module.declarations, uses)
    declarations: list[typed.Declaration] = []
    for group in statement_groups(c.module.declarations, uses):
        for declaration in group:
            _register_instance(c, declaration)
        for declaration in group:
            declarations += _check_declaration(c, declaration, recursive)
    return tuple(declarations)


def transitive_imports(imports: tuple[str, ...], interfaces: Mapping[str, Interface]) -> dict[str, Interface]:
    """The interfaces of the given modules and of all that they import."""
    found = closure(imports, lambda name: interfaces[name].imports if name in interfaces else ())
    return {name: interfaces[name] for name in found if name in interfaces}


def _collect_imported(c: Checker) -> None:
    for interface in c.interfaces.values():
        for name, symbol in interface.builtins.items():
            c.builtins.setdefault(name, symbol)
        for instance in interface.instances:
            c.instances.add(instance)


def uses_by_declaration(module: scoped.ScopedModule) -> tuple[frozenset[Symbol], ...]:
    """For each declaration the symbols that its text mentions, read off the references."""
    starts = [reference.span.start for reference in module.references]
    result = []
    for declaration in module.declarations:
        span = _span_of(declaration)
        inside = module.references[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        result.append(frozenset(r.target for r in inside if isinstance(r.target, Symbol) and not r.definition))
    return tuple(result)


def _span_of(declaration: scoped.Declaration) -> Span:
    return declaration.definition.span if isinstance(declaration, scoped.Function) else declaration.span


def _declare(c: Checker) -> bool:
    """Declare everything; False when that was given up, and is reported."""
    try:
        declare_all(c)
    except RecursionError:
        outermost = next(iter(c.unfolding), None)
        what = f"`{outermost.name}`" if outermost else "A type on this page"
        c.report(NestedTooDeeply(c.path, outermost.span if outermost else Span(0, 0), what))
        return False
    return True


# -- Declarations -----------------------------------------------------------------------------------------------------


def _register_instance(c: Checker, declaration: scoped.Declaration) -> None:
    match declaration:
        case scoped.Function(symbol=symbol, instance=True, coercion=coercion):
            pass
        case scoped.Deriving(symbol=symbol):
            coercion = False
        case scoped.Function() | scoped.Axiom() | scoped.DataType():
            return
    type_ = c.constant_type(symbol)
    if not isinstance(type_, ErrorType) and check_instance(c, symbol, type_, coercion=coercion):
        add_instance(c, symbol, type_, coercion=coercion)


def _check_declaration(
    c: Checker, declaration: scoped.Declaration, recursive: frozenset[Symbol]
) -> list[typed.Declaration]:
    symbol = declaration.symbol
    info = c.types.get(symbol)
    if info is not None:
        check_builtin(c, declaration)
        return [info]
    match declaration:
        case scoped.Function(definition=definition):
            check_builtin(c, declaration)
            return _check_function(c, declaration, definition, recursive)
        case scoped.Deriving():
            derived = derive(c, declaration)
            function = scoped.Function(symbol, derived, doc=declaration.doc, instance=True) if derived else None
            found = _check_function(c, function, derived, recursive) if function and derived else []
            return [replace(d, derived=True) for d in found if isinstance(d, typed.Definition)]
        case scoped.Axiom():
            check_builtin(c, declaration)
            return [_axiom(c, declaration)]
        case scoped.DataType():
            return []


def _take_signature_metas(c: Checker, symbol: Symbol) -> None:
    """What a signature left open is now to be found; what an earlier definition needed to know has been given up."""
    for meta, span, what in c.signature_metas.pop(symbol, ()):
        if isinstance(shallow(meta), ErrorType) and not c.problems.has_errors:
            c.report(UnsolvedMeta(c.path, span, what))
        else:
            c.metas.append((meta, span, what))


def _check_function(
    c: Checker, function: scoped.Function, definition: scoped.Definition, recursive: frozenset[Symbol]
) -> list[typed.Declaration]:
    symbol = function.symbol
    type_ = c.constant_type(symbol)
    _take_signature_metas(c, symbol)
    # Where the type is broken, what it leaves open is no second mistake.
    errors = -1 if has_error(type_) else len(c.problems)
    try:
        for position in c.defaults.get(symbol, ()):
            check_default(c, symbol, position)
        body, type_parameters = check_definition(c, definition, type_)
        known = len(c.problems)
        settle(c, errors)
        _explain_unsolved(c, definition, known)
        body = zonk_expression(c, body)
    except (RecursionError, TypeOutgrown) as cause:
        outgrown = isinstance(cause, TypeOutgrown)
        too_deep = NestedTooDeeply(c.path, symbol.span, f"`{symbol.name}`")
        c.report(TypeTooLarge(c.path, symbol.span, symbol.name) if outgrown else too_deep)
        c.goals, c.literals, c.metas, c.local_instances = [], [], [], []
        return []
    c.constants[symbol] = zonk_type(type_)
    return [
        typed.Definition(
            symbol,
            definition.span,
            type_parameters,
            zonk_type(erase_implicit(type_)),
            body,
            definition.terminating,
            symbol in recursive,
            function.instance,
            doc=function.doc,
            pragma=function.pragma,
            builtin=function.builtin,
        )
    ]


def _explain_unsolved(c: Checker, definition: scoped.Definition, known: int) -> None:
    """Say of types that nothing determines if they would be known but for a variable in the place of a constructor."""
    found = c.problems.since(known)
    if not any(isinstance(each, UnsolvedMeta) for each in found):
        return
    types = (*c.types.values(), *(info for each in c.interfaces.values() for info in each.types.values()))
    misread = misread_variable(definition, types)
    c.problems.forget(known)
    c.problems.extend(replace(each, misread=misread) if isinstance(each, UnsolvedMeta) else each for each in found)


def _axiom(c: Checker, axiom: scoped.Axiom) -> typed.AxiomConstant:
    type_ = zonk_type(c.constant_type(axiom.symbol))
    return typed.AxiomConstant(
        axiom.symbol,
        axiom.span,
        type_parameters_of(type_),
        erase_implicit(type_),
        axiom.doc,
        axiom.pragma,
        axiom.builtin,
    )


# -- The result -------------------------------------------------------------------------------------------------------


def _without_unknowns(info: TypeInfo) -> TypeInfo:
    """A type whose fields, or whose meaning, have no unknowns any more."""
    match info:
        case typed.DataType():
            constructors = tuple(
                [
                    replace(made, fields=tuple([replace(field, type=zonk_type(field.type)) for field in made.fields]))
                    for made in info.constructors
                ]
            )
            return replace(info, constructors=constructors)
        case typed.TypeFunction():
            return replace(info, body=zonk_type(info.body))
        case typed.OpaqueType():
            return info


def _interface(c: Checker) -> Interface:
    own = c.module.name
    return Interface(
        own,
        c.module.imports,
        dict(c.types),
        {symbol: zonk_type(type_) for symbol, type_ in c.constants.items()},
        {symbol: dict(defaults) for symbol, defaults in c.defaults.items()},
        tuple(c.own_instances),
        {name: symbol for name, symbol in c.builtins.items() if symbol.module == own},
        c.has_values or any(not is_kind(p.kind) for info in c.types.values() for p in info.parameters),
    )
