"""How facts become parts of a sentence, for diagnostics and reports.

A template is text with fields in braces, as `str.format` has them. A field with a list of names may end in `:or` or
`:and`, and a number in `:count` and what is counted: `{known:and}`, `{found:count argument}`.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from string import Formatter

_MOST_NAMES = 20
"""Up to this many names are all listed; of more, half as many."""


def any_of(names: Sequence[str]) -> str:
    """The names as code, to choose from."""
    return _names(names, "or")


def all_of(names: Sequence[str]) -> str:
    """The names as code, all together."""
    return _names(names, "and")


def joined(words: Sequence[str], last: str) -> str:
    """A list as it is spoken: `a, b and c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def count(number: int, thing: str, things: str = "") -> str:
    """How many there are: `1 pattern`, `2 patterns`."""
    return f"{number} {thing}" if number == 1 else f"{number} {things or thing + 's'}"


def did_you_mean(names: Sequence[str]) -> str:
    """The question that names the alternatives; empty if there are none."""
    return f"Did you mean {any_of(names)}?" if names else ""


def fill(template: str, fields: Mapping[str, object]) -> str:
    """The template with its fields filled in. Braces in a field's text mean nothing."""
    words = []
    for literal, name, form in _parts(template):
        words.append(literal)
        if name:
            value = fields[name] if name in fields else _FORMATTER.get_field(name, (), fields)[0]
            words.append(_shown(value, form) if form else str(value))
    return "".join(words)


def _names(names: Sequence[str], last: str) -> str:
    left_out = len(names) - _MOST_NAMES // 2 if len(names) > _MOST_NAMES else 0
    marked = [f"`{name}`" for name in names[: len(names) - left_out]]
    return joined([*marked, f"{left_out} others"] if left_out else marked, last)


@cache
def _parts(template: str) -> tuple[tuple[str, str, str], ...]:
    """The template as pieces of text, each with the field after it and how that is shown."""
    return tuple((text, name or "", form or "") for text, name, form, _ in _FORMATTER.parse(template))


def _shown(value: object, form: str) -> str:
    match value, form.partition(" "):
        case tuple(), ("or" | "and" as last, _, _):
            return _names(value, last)
        case int(), ("count", _, thing):
            return count(value, thing)
        case _:
            return format(value, form)


_FORMATTER = Formatter()
