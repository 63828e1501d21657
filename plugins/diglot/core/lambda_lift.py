"""Local functions that must become top-level ones: what they capture and how they are called.

In: a group of local definitions. Out: for each the symbol, the captured variables and the type parameters that its
top-level version has. Captured variables come first among its parameters, in the order in which they are mentioned.
"""

from collections.abc import Iterator, Mapping, Sequence

from diglot.core.context import Context, Lifted
from diglot.names import Implicitness, Symbol, SymbolKind, Variable
from diglot.typed import ast as typed
from diglot.typed.subexpressions import subexpressions
from diglot.typed.types import UNIVERSE, Constructed, Function, Rigid, Type, subtypes
from diglot.typed.unify import is_kind


def must_lift(definitions: Sequence[typed.LocalDefinition]) -> bool:
    """Whether local definitions are recursive or polymorphic."""
    own = {definition.variable for definition in definitions}
    return any(definition.type_parameters for definition in definitions) or any(
        isinstance(e, typed.Local) and e.variable in own
        for definition in definitions
        for e in subexpressions(definition.body)
    )


def lift_group(c: Context, definitions: Sequence[typed.LocalDefinition]) -> None:
    """Say what the local functions become; from here on their uses are calls of that."""
    captured = _captured(c, definitions)
    mentioned = {
        part.variable for type_ in _types(definitions, captured) for part in subtypes(type_) if isinstance(part, Rigid)
    }
    around = tuple([parameter for parameter in c.type_parameters if parameter.variable in mentioned])
    for definition in definitions:
        symbol = _symbol(c, definition.variable)
        c.lifted[definition.variable] = Lifted(symbol, captured, around, definition)


def _symbol(c: Context, variable: Variable) -> Symbol:
    id_ = f"{c.owner.id}_{variable.name}"
    while id_ in c.taken:
        id_ += "'"
    c.taken.add(id_)
    return Symbol(id_, SymbolKind.FUNCTION, variable.span)


def _captured(c: Context, definitions: Sequence[typed.LocalDefinition]) -> tuple[typed.Local, ...]:
    inside = {definition.variable for definition in definitions}
    uses: dict[Variable, typed.Local] = {}
    for definition in definitions:
        for e in subexpressions(definition.body):
            inside.update(binders(e))
            if isinstance(e, typed.Local):
                uses.setdefault(e.variable, e)
    found: dict[Variable, typed.Local] = {}
    for variable, use in uses.items():
        if variable in inside:
            continue
        lifted = c.lifted.get(variable)
        for local in (use,) if lifted is None else lifted.captured:
            found.setdefault(local.variable, local)
    return tuple(found.values())


def binders(expression: typed.Expression) -> Iterator[Variable]:
    """The variables that an expression itself binds for what is below it."""
    match expression:
        case typed.Lambda(_, clauses) | typed.Case(_, _, clauses):
            for clause in clauses:
                for pattern in clause.patterns:
                    yield from pattern_variables(pattern)
        case typed.Let(_, definitions):
            for definition in definitions:
                yield definition.variable
        case (
            typed.Local()
            | typed.Global()
            | typed.Integer()
            | typed.String()
            | typed.TypeValue()
            | typed.Apply()
            | typed.If()
            | typed.RecordUpdate()
            | typed.ErrorExpression()
        ):
            pass


def pattern_variables(pattern: typed.Pattern) -> Iterator[Variable]:
    """The variables of a pattern, from left to right."""
    waiting = [pattern]
    while waiting:
        match waiting.pop():
            case typed.VariablePattern(_, variable):
                yield variable
            case typed.AsPattern(_, variable, inner):
                yield variable
                waiting.append(inner)
            case typed.ConstructorPattern(_, _, arguments):
                waiting.extend(reversed(arguments))
            case typed.WildcardPattern():
                pass


def _types(definitions: Sequence[typed.LocalDefinition], captured: Sequence[typed.Local]) -> Iterator[Type]:
    for local in captured:
        yield local.type
    for definition in definitions:
        yield definition.type
        for e in subexpressions(definition.body):
            if isinstance(e, typed.Global):
                yield from e.type_arguments


def type_parameters_of(lifted: Lifted) -> tuple[typed.TypeParameter, ...]:
    """All type parameters of a lifted function: those from around it, then its own."""
    own = tuple([typed.TypeParameter(variable, UNIVERSE) for variable in lifted.definition.type_parameters])
    return lifted.type_parameters + own


def type_arguments(lifted: Lifted, arguments: Sequence[typed.Expression], result: Type) -> tuple[Type, ...]:
    """The types at which a use of a lifted function takes its type parameters, read off its arguments and result."""
    around: tuple[Type, ...] = tuple([Rigid(parameter.variable) for parameter in lifted.type_parameters])
    found: dict[Variable, Type] = {}
    own = lifted.definition.type_parameters
    rest = lifted.definition.type
    for argument in arguments if own else ():
        if isinstance(rest, Function):
            _match(rest.domain, argument.type, own, found)
            rest = rest.codomain
    if own:
        _match(rest, _without_types(result), own, found)
    return around + tuple([found.get(variable, Rigid(variable)) for variable in own])


def _without_types(type_: Type) -> Type:
    while isinstance(type_, Function) and type_.implicitness is Implicitness.IMPLICIT and is_kind(type_.domain):
        type_ = type_.codomain
    return type_


def _match(general: Type, special: Type, own: Sequence[Variable], found: dict[Variable, Type]) -> None:
    """Find out what type variables stand for, the special type being an instance of the general one."""
    match general, special:
        case Rigid(variable, ()), _ if variable in own:
            found.setdefault(variable, special)
        case (Rigid(_, arguments), Rigid(_, others)) | (Constructed(_, arguments), Constructed(_, others)):
            for argument, other in zip(arguments, others, strict=False):
                _match(argument, other, own, found)
        case Function(_, _, domain, codomain), Function(_, _, other_domain, other_codomain):
            _match(domain, other_domain, own, found)
            _match(codomain, other_codomain, own, found)
        case _:
            pass


def uses_and_names(body: typed.Expression) -> tuple[Mapping[Variable, int], set[str]]:
    """How often each variable is mentioned below an expression, and the names of all that are bound or mentioned."""
    uses: dict[Variable, int] = {}
    names: set[str] = set()
    for e in subexpressions(body):
        if isinstance(e, typed.Local):
            uses[e.variable] = uses.get(e.variable, 0) + 1
            names.add(e.variable.name)
        names.update(variable.name for variable in binders(e))
    return uses, names
