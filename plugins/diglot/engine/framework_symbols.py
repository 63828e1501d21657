"""The words by which engines are recognised: the types of the framework's page, whatever it is called exactly.

In: the core of all modules. Out: the symbols that the analysis looks for, or None when no module whose name begins with
`framework` defines guarded actions. This is the only place that knows the framework's names.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from diglot.core.ast import ConstructorInfo, CoreModule, DataType, TypeGroup
from diglot.names import Symbol

_NEEDED = ("GuardedAction", "ActionInput", "ActionResult", "EngineEnvironment", "EnvelopedMessage", "MessagePacket")


@dataclass(frozen=True, slots=True)
class FrameworkSymbols:
    """The framework's types, constructors and fields that mean something to the analysis."""

    guarded_action: Symbol
    """The type; its parameters are local state, incoming message, guard output, outgoing message."""
    make_input: Symbol
    """Constructor of the record that an action is given."""
    arrived: Symbol
    """Constructor of the trigger that carries a message."""
    elapsed: Symbol
    """Constructor of the trigger that carries timers."""
    fields: dict[str, Symbol]
    """Projections by name: `guard`, `action`, `newEnv`, `producedMessages`, `sender`, `content`, …"""
    input_fields: tuple[str, ...]
    """The names of the fields of an action's input, in order."""


def is_library(symbol: Symbol) -> bool:
    """Whether something belongs to the standard library, and so to no engine."""
    return symbol.module.split(".")[0] in ("Stdlib", "Juvix")


def find_framework_symbols(modules: Iterable[CoreModule]) -> FrameworkSymbols | None:
    """The vocabulary of the program's framework."""
    for module in modules:
        if module.name.split(".")[0] == "framework":
            found = _framework_symbols({data.symbol.name: data for data in _data_types(module)})
            if found is not None:
                return found
    return None


def _data_types(module: CoreModule) -> Iterable[DataType]:
    for declaration in module.declarations:
        if isinstance(declaration, TypeGroup):
            yield from declaration.types


def _framework_symbols(types: dict[str, DataType]) -> FrameworkSymbols | None:
    if not all(name in types and types[name].is_record for name in _NEEDED) or "Trigger" not in types:
        return None
    triggers = {constructor.symbol.name: constructor.symbol for constructor in types["Trigger"].constructors}
    if not {"MessageArrived", "Elapsed"} <= triggers.keys():
        return None
    fields = {name: symbol for type_ in _NEEDED for name, symbol in _projections(types[type_].constructors[0])}
    made = types["ActionInput"].constructors[0]
    return FrameworkSymbols(
        guarded_action=types["GuardedAction"].symbol,
        make_input=made.symbol,
        arrived=triggers["MessageArrived"],
        elapsed=triggers["Elapsed"],
        fields=fields,
        input_fields=tuple(field.name or "" for field in made.fields),
    )


def _projections(constructor: ConstructorInfo) -> Iterable[tuple[str, Symbol]]:
    return ((field.name, field.projection) for field in constructor.fields if field.name and field.projection)
