"""Commands that no page becomes, put into theories under names that the theories have.

In: a theory's path and text as committed. Out: edits that each add one command, of every kind that Isabelle knows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

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


def foreign_edits(path: str, text: str) -> Iterator[Edit]:
    """Each command in each form, under one name of the theory after another, at one place after another."""
    items = read_theory(path, text, Problems()).items
    names = [name for item in items for name in (*(name for _, name in declared_names(item)), *member_names(item))]
    places = [text.index("begin\n") + len("begin\n"), *(item.span.end for item in items)]
    number = 0
    for command in sorted(commands()):
        for form in _FORMS:
            name, at = names[number % len(names)], places[number * 7 % len(places)]
            number += 1
            yield _inserted(Edit("inserted command", path, text), at, form.format(command=command, name=name))


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
