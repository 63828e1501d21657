"""Messages inside messages: an engine that talks to engines of several kinds wraps what each of them understands.

In: the value of a message that is sent, and all messages that some engine takes. Out: the message as its recipient
takes it: of `toStore (write "a")`, where stores take `write`, it is `write`.
"""

from collections.abc import Iterable

from diglot.core.program import Program
from diglot.engine.evaluate import Path
from diglot.engine.framework_symbols import is_library
from diglot.engine.values import SYMBOLIC, Construction, Value
from diglot.names import Symbol
from diglot.typed.types import Type

_DEEPEST = 4
"""How many wrappers are looked into."""


def taken_messages(incoming: Iterable[Type], program: Program) -> frozenset[Symbol]:
    """The constructors of these types of incoming messages; those of the library stand for no message of their own."""
    found = (message for type_ in incoming for message in program.constructors_of(type_))
    return frozenset(message for message in found if not is_library(message))


def message_of(content: Value, path: Path, taken: frozenset[Symbol]) -> Symbol | None:
    """The constructor of a message, without its wrappers if an engine takes what is inside; None if it is unknown."""
    outermost = made = _construction(content, path)
    depth = 0
    while made is not None and made.constructor not in taken and _carries(made.constructor, taken, path.program, depth):
        made = _construction(path.force(made.arguments[0]), path)
        depth += 1
    found = made or outermost
    return found.constructor if found is not None else None


def _construction(value: Value, path: Path) -> Construction | None:
    fact = path.condition.get(value) if isinstance(value, SYMBOLIC) else value
    return fact if isinstance(fact, Construction) else None


def _carries(constructor: Symbol, taken: frozenset[Symbol], program: Program, depth: int) -> bool:
    """Whether a constructor has a single argument, and that is, or carries, a message that some engine takes."""
    info = program.constructors.get(constructor)
    if info is None or len(info.fields) != 1 or depth >= _DEEPEST:
        return False
    inside = program.constructors_of(info.fields[0].type)
    return any(one in taken or _carries(one, taken, program, depth + 1) for one in inside)
