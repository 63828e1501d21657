"""Types that HOL has no data type for: those that take values of their own type.

In: a module's core, and all types that it can mention. Out: the same, in which each type that no data type of HOL can
be is left open: a type of which nothing is known, with its constructors and fields as constants of which nothing is
known either. So nothing false can be proved of them. What would need to know more, a match or an update, is reported.
Types without the mark `positive` have been checked before; they are left open where they take values of those with it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from diglot.core.ast import (
    AxiomConstant,
    Case,
    CoreModule,
    DataType,
    Expression,
    Function,
    FunctionGroup,
    OpaqueType,
    RecordUpdate,
    TypeFunction,
    TypeGroup,
)
from diglot.core.order import Single, in_order
from diglot.core.subexpressions import subexpressions
from diglot.diagnostic import Problems
from diglot.names import Symbol
from diglot.theory.translate.errors import MatchOnOpenType, TypeLeftOpen
from diglot.theory.translate.names import Naming
from diglot.typed.positivity import Parameters, misuse
from diglot.typed.types import Constructed, Rigid, Type, arrows


def leave_open(
    core: CoreModule, types: Mapping[Symbol, DataType], visible: Collection[Naming], problems: Problems
) -> CoreModule:
    """Leave open the types of a module that no data type of HOL can be; `visible` has what other modules declare."""
    opened = _opened(core, types, visible, problems)
    found = _with_open(core, opened) if opened else core
    closed = {symbol for data in opened for symbol in _members(data)}
    for naming in visible:
        closed |= naming.opened
    if closed:
        for declaration in core.declarations:
            if isinstance(declaration, FunctionGroup):
                for function in declaration.functions:
                    _check(core.path, function, closed, problems)
    return found


def opened_constants(core: CoreModule, types: Mapping[Symbol, DataType]) -> frozenset[Symbol]:
    """The constructors and fields of a module that are constants of which nothing is known."""
    opaque = [d.symbol for d in core.declarations if isinstance(d, OpaqueType) and d.symbol in types]
    return frozenset(member for symbol in opaque for member in _members(types[symbol]))


def _opened(
    core: CoreModule, types: Mapping[Symbol, DataType], visible: Iterable[Naming], problems: Problems
) -> list[DataType]:
    own = [group for group in core.declarations if isinstance(group, TypeGroup)]
    if not any(data.positive for group in own for data in group.types):
        return []
    copies = {symbol: data for naming in visible for symbol, data in naming.types.items()}
    uses = Parameters({**types, **copies, **{data.symbol: data for group in own for data in group.types}})
    opened: list[DataType] = []
    for group in own:
        members = {data.symbol for data in group.types}
        if group.recursive and any(data.positive for data in group.types):
            opened += [data for data in group.types if _is_misused(core.path, data, members, uses, problems)]
    return opened


def _is_misused(path: str, data: DataType, members: set[Symbol], uses: Parameters, problems: Problems) -> bool:
    """Whether a type uses a member where HOL cannot have it, which is then said once."""
    for constructor in data.constructors:
        for field in constructor.fields:
            found = misuse(field.type, members, uses)
            if found is not None:
                span = field.span if field.span.end > field.span.start else data.span
                symbol, reason = found
                problems.add(TypeLeftOpen(path, span, data.symbol.name, constructor.symbol.name, symbol.name, reason))
                return True
    return False


def _members(data: DataType) -> Iterator[Symbol]:
    for constructor in data.constructors:
        yield constructor.symbol
        yield from (field.projection for field in constructor.fields if field.projection is not None)


def _with_open(core: CoreModule, opened: Sequence[DataType]) -> CoreModule:
    """The module with types left open."""
    singles: list[Single] = []
    for declaration in core.declarations:
        match declaration:
            case TypeGroup(types):
                for data in types:
                    singles += _open(data) if data in opened else [data]
            case FunctionGroup(functions):
                singles += functions
            case OpaqueType() | TypeFunction() | AxiomConstant():
                singles.append(declaration)
    return replace(core, declarations=in_order(singles))


def _open(data: DataType) -> Iterator[Single]:
    """A type and its constants, of which only the types are known."""
    own = Constructed(data.symbol, tuple(Rigid(parameter.variable) for parameter in data.parameters))
    yield OpaqueType(data.symbol, data.span, data.parameters, data.doc, data.pragma)
    for constructor in data.constructors:
        types = [field.type for field in constructor.fields]
        yield _constant(data, constructor.symbol, arrows(types, own), constructor.doc)
        for field in constructor.fields:
            if field.projection is not None:
                yield _constant(data, field.projection, arrows([own], field.type), field.doc)


def _constant(data: DataType, symbol: Symbol, type_: Type, doc: str) -> AxiomConstant:
    return AxiomConstant(symbol, data.span, data.parameters, type_, doc)


def _check(path: str, function: Function, closed: Collection[Symbol], problems: Problems) -> None:
    for part in subexpressions(function.body):
        type_ = _taken_apart(part, closed)
        if type_ is not None:
            span = part.span if part.span.end > part.span.start else function.symbol.span
            name = type_.symbol.name if isinstance(type_, Constructed) else ""
            problems.add(MatchOnOpenType(path, span, function.symbol.name, name))
            return


def _taken_apart(part: Expression, closed: Collection[Symbol]) -> Type | None:
    """The type of which an expression needs to know more than its constants."""
    if isinstance(part, Case) and any(branch.constructor in closed for branch in part.branches):
        return part.scrutinee.type
    if isinstance(part, RecordUpdate) and any(field in closed for field, _ in part.fields):
        return part.type
    return None
