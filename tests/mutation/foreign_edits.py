"""Commands that no page becomes, put into theories under names that the theories have.

In: a theory's path and text as committed. Out: texts with one command more, of every kind that Isabelle knows, and
edits that repeat a declaration or a part of one.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from mutation.edit import Edit

from diglot.diagnostic import Problems
from diglot.source import Span
from diglot.theory import ast
from diglot.theory.item_names import declared_names, member_names
from diglot.theory.read.command_words import commands
from diglot.theory.read.theory import read_theory

_FORMS = (
    "{command} {name}",
    '{command} {name}: "{name} = {name}"',
    '{command} {name} :: nat where "{name} = 1"',
    '{command} where {name}: "False"',
    "{command} \\<open>{name}\\<close>",
    "{command} {name} = {name}",
    "{command} (in {name}) {name} by simp",
    '{command} {name} and {name} ("_")',
)
"""What may come after the word of a command; most commands take one of these."""


class ForeignText(NamedTuple):
    """A theory with one command at every place between its declarations."""

    command: str
    name: str
    text: str
    lines: tuple[int, ...]
    """Where the command is, counted from 1."""


def foreign_texts(path: str, text: str, *, every_form: bool) -> Iterator[ForeignText]:
    """Each command under each name of the theory at all places: in every form, or in one form after another."""
    items = read_theory(path, text, Problems()).items
    names = [name for item in items for name in (*(name for _, name in declared_names(item)), *member_names(item))]
    places = [text.index("begin\n") + len("begin\n"), *(item.span.end for item in items)]
    turns = itertools.cycle(_FORMS)
    for command, name in itertools.product(sorted(commands()), dict.fromkeys(names)):
        for form in _FORMS if every_form else (next(turns),):
            yield _everywhere(command, name, form.format(command=command, name=name), text, places)


def _everywhere(command: str, name: str, written: str, text: str, places: Sequence[int]) -> ForeignText:
    parts, lines, line = list[str](), list[int](), 1
    for start, end in itertools.pairwise([0, *places, len(text)]):
        parts += [text[start:end], f"\n{written}\n"]
        line += parts[-2].count("\n") + 1
        lines.append(line)
        line += 1
    return ForeignText(command, name, "".join(parts[:-1]), tuple(lines[:-1]))


def repeated_edits(path: str, text: str) -> Iterator[Edit]:
    """Each field, constructor, equation and declaration once more, where it is and at the end."""
    for item in read_theory(path, text, Problems()).items:
        written = text[item.span.start : item.span.end]
        if not isinstance(item, ast.Foreign):
            yield _inserted(Edit("declaration repeated", path, text), item.span.end, written)
            yield _inserted(Edit("declaration repeated", path, text), text.rindex("end"), written + "\n")
        for lead, members in _members(item):
            for member in members:
                again = lead + text[member.start : member.end]
                yield _inserted(Edit("member repeated", path, text), member.end, again)
                yield _inserted(Edit("member repeated", path, text), members[-1].end, again)


def _members(item: ast.Item) -> Sequence[tuple[str, Sequence[Span]]]:
    match item:
        case ast.Record(fields=fields):
            return (("  ", [field.span for field in fields]),)
        case ast.Datatype(types=types):
            return tuple(("  | ", [constructor.span for constructor in body.constructors]) for body in types)
        case ast.Fun(equations=equations):
            return (("| ", [equation.span for equation in equations]),)
        case _:
            return ()


def _inserted(edit: Edit, at: int, what: str) -> Edit:
    new = f"{edit.text[:at]}\n{what}\n{edit.text[at:]}"
    return replace(edit, text=new, place=Span(at + 1, at + 1 + len(what)))
