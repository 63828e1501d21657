"""What kind of thing each definition is, in words.

In: declarations, and the engines that they make. Out: a phrase for each definition, such as `guarded action of Ticker`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from diglot.engine.framework_symbols import is_library
from diglot.engine.model import Engine
from diglot.names import Symbol
from diglot.typed.ast import AxiomConstant, DataType, Declaration, Definition, OpaqueType, TypeFunction


def describe_kinds(
    declarations: Iterable[Declaration], engines: Sequence[Engine], titles: Mapping[str, str]
) -> Iterator[tuple[Symbol, str]]:
    """Each definition with its kind; `titles` are those of the modules' pages."""
    roles = {message: f"message to {titles[one.module]}" for one in engines for message in messages_to(one)}
    roles |= {message: f"message from {titles[one.module]}" for one in engines for message in messages_from(one)}
    roles |= {action.symbol: f"guarded action of {titles[one.module]}" for one in engines for action in one.actions}
    for each in declarations:
        yield each.symbol, roles.get(each.symbol, f"{declaration_kind(each)} on {titles[each.symbol.module]}")
        if isinstance(each, DataType):
            for constructor in each.constructors:
                yield constructor.symbol, roles.get(constructor.symbol, f"constructor of {each.symbol.name}")
                for field in constructor.fields:
                    if field.projection is not None:
                        yield field.projection, f"field of {each.symbol.name}"


def declaration_kind(declaration: Declaration) -> str:
    """What a declaration declares."""
    match declaration:
        case DataType():
            return "trait" if declaration.trait else "record" if declaration.is_record else "data type"
        case TypeFunction():
            return "type synonym"
        case OpaqueType():
            return "opaque type"
        case AxiomConstant():
            return "axiom"
        case Definition():
            return "instance" if declaration.instance else "definition"


def messages_to(engine: Engine) -> list[Symbol]:
    """The messages that trigger an action of an engine, except those of the library."""
    return [message for message in engine.handled if message and not is_library(message)]


def messages_from(engine: Engine) -> list[Symbol]:
    """The messages that an engine sends."""
    return [message for message in engine.sent if message]
