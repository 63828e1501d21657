"""Whether each row of a match can be reached; Isabelle takes no row that cannot."""

from collections.abc import Sequence
from dataclasses import dataclass

from hol.refused import RefusedError


@dataclass(frozen=True, slots=True)
class Made:
    """A constructor with patterns for its arguments."""

    constructor: str
    all: tuple[str, ...]
    """Every constructor of the type."""
    arguments: "tuple[Pattern, ...]"


Pattern = Made | None
"""None is a variable or `_`."""
Row = tuple[Pattern, ...]


def check_rows(rows: Sequence[Row], line: int, *, complete: bool = True) -> None:
    """Refuse rows of which one is never reached, or of which none may fit."""
    for index, row in enumerate(rows):
        if not _useful(rows[:index], row):
            raise RefusedError("a redundant row", line)
    if complete and rows and _useful(rows, (None,) * len(rows[0])):
        raise RefusedError("a match that is not complete", line)


def _useful(rows: Sequence[Row], row: Row) -> bool:
    """Whether a value fits the row and none of those before."""
    if not row:
        return not rows
    first = row[0]
    if first is not None:
        return _useful(_specialised(rows, first), (*first.arguments, *row[1:]))
    shapes = {each[0].constructor: each[0] for each in rows if each[0] is not None}
    if shapes and {*next(iter(shapes.values())).all} == shapes.keys():
        return any(
            _useful(_specialised(rows, shape), (*(None for _ in shape.arguments), *row[1:]))
            for shape in shapes.values()
        )
    return _useful([each[1:] for each in rows if each[0] is None], row[1:])


def _specialised(rows: Sequence[Row], shape: Made) -> list[Row]:
    found: list[Row] = []
    for row in rows:
        first = row[0]
        if first is None:
            found.append((*(None for _ in shape.arguments), *row[1:]))
        elif first.constructor == shape.constructor:
            found.append((*first.arguments, *row[1:]))
    return found
