"""Types that HOL has no data type for: those that take values of their own type.

In: a module's types, and all that they can mention. Out: a diagnostic for each constructor in which a type that is
defined with one marked `positive` is to the left of an arrow, or inside of a type that may use it so. Types without
that mark among them have been checked before.
"""

from collections.abc import Iterable, Mapping

from diglot.core.ast import CoreModule, DataType, TypeGroup
from diglot.diagnostic import Problems
from diglot.names import Symbol
from diglot.theory.translate.errors import NegativeType
from diglot.theory.translate.names import Naming
from diglot.typed.positivity import Parameters, misuse


def check_types(
    core: CoreModule, types: Mapping[Symbol, DataType], visible: Iterable[Naming], problems: Problems
) -> None:
    """Report the types of a module that no data type of HOL can be; `visible` has the copies of types elsewhere."""
    own = [group for group in core.declarations if isinstance(group, TypeGroup)]
    if not any(data.positive for group in own for data in group.types):
        return
    copies = {symbol: data for naming in visible for symbol, data in naming.types.items()}
    uses = Parameters({**types, **copies, **{data.symbol: data for group in own for data in group.types}})
    for group in own:
        members = {data.symbol for data in group.types}
        if group.recursive and any(data.positive for data in group.types):
            # Types without the mark may take values of those with it.
            for data in group.types:
                _check(core.path, data, members, uses, problems)


def _check(path: str, data: DataType, members: set[Symbol], uses: Parameters, problems: Problems) -> None:
    for constructor in data.constructors:
        for field in constructor.fields:
            found = misuse(field.type, members, uses)
            if found is not None:
                span = field.span if field.span.end > field.span.start else data.span
                symbol, reason = found
                problems.add(NegativeType(path, span, data.symbol.name, constructor.symbol.name, symbol.name, reason))
