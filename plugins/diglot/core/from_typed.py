"""Checked modules to the core.

In: a typed module without errors, all types that it can mention. Out: the same definitions without nested patterns,
clauses, side conditions or recursive local functions, grouped and in dependency order.
"""

from collections.abc import Container, Iterator, Mapping, Sequence

from diglot.core import ast as core
from diglot.core.context import Context
from diglot.core.instances import split_recursive_instances
from diglot.core.lambda_lift import uses_and_names
from diglot.core.lower_expression import lower_definition
from diglot.core.order import Single, in_order
from diglot.names import Symbol, Variable
from diglot.recursion import deep_recursion
from diglot.typed import ast as typed
from diglot.typed.module import TypedModule
from diglot.typed.subexpressions import mentioned_symbols
from diglot.typed.termination import recursive_groups
from diglot.typed.types import Function, Type
from diglot.typed.unify import is_kind

CALLS_PER_LEVEL = 10
"""How many times deeper calls may nest here than in the checker, which bounds how deep expressions are."""


def lower_module(
    module: TypedModule, types: Mapping[Symbol, typed.DataType], recursed: Container[str] = frozenset()
) -> core.CoreModule:
    """Lower one module; `types` has its types and those of the modules that it depends on.

    `recursed` are the identities of those that some of these types recurse through.
    """
    with deep_recursion(CALLS_PER_LEVEL):
        taken = {declaration.symbol.id for declaration in module.declarations}
        declarations = list(_lower_declarations(module, types, recursed, taken))
        declarations = split_recursive_instances(declarations, types, taken)
    return core.CoreModule(module.name, module.path, module.imports, in_order(declarations))


def _lower_declarations(
    module: TypedModule, types: Mapping[Symbol, typed.DataType], recursed: Container[str], taken: set[str]
) -> Iterator[Single]:
    groups = _groups(module.declarations)
    next_variable = max([0, *[variable.id for variable in module.variables]])
    for declaration in module.declarations:
        if not isinstance(declaration, typed.Definition):
            yield declaration
            continue
        context = Context(types, recursed, taken, next_variable, declaration.symbol, declaration.symbol)
        context.group |= groups[declaration.symbol]
        function = _lower_definition(context, declaration)
        next_variable = context.next_variable
        yield from context.functions
        yield function


def _groups(declarations: Sequence[typed.Declaration]) -> dict[Symbol, set[Symbol]]:
    """For each definition those that it calls and that call it, itself included when it is recursive."""
    definitions = [declaration for declaration in declarations if isinstance(declaration, typed.Definition)]
    found: dict[Symbol, set[Symbol]] = {}
    for group in recursive_groups(definitions):
        recursive = len(group) > 1 or group[0].symbol in mentioned_symbols(group[0].body)
        members = {definition.symbol for definition in group} if recursive else set()
        found.update({definition.symbol: members for definition in group})
    return found


def _lower_definition(c: Context, d: typed.Definition) -> core.Function:
    uses, c.page_names = uses_and_names(d.body)
    c.uses.update(uses)
    c.type_parameters = d.type_parameters + _explicit_types(d)
    parameters, result, body = lower_definition(c, d.body, d.type, d.span)
    return core.Function(
        d.symbol,
        d.span,
        c.type_parameters,
        parameters,
        result,
        body,
        terminating=d.terminating,
        instance=d.instance,
        derived=d.derived,
        doc=d.doc,
        pragma=d.pragma,
    )


def _explicit_types(d: typed.Definition) -> tuple[typed.TypeParameter, ...]:
    """The explicit arguments of a definition that are types: in the core they are type parameters like any other."""
    found: list[typed.TypeParameter] = []
    rest: Type = d.type
    while isinstance(rest, Function):
        variable: Variable | None = rest.variable
        if variable is not None and is_kind(rest.domain):
            found.append(typed.TypeParameter(variable, rest.domain))
        rest = rest.codomain
    return tuple(found)
