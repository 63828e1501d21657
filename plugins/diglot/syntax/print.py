"""Statements as written, back to text in one canonical layout.

Guaranteed: parsing the text gives the same tree again, apart from its spans. Ordinary comments are not part of the tree
and do not come back; what could not be parsed is shown as a mark that no parser accepts.
"""

from typing import assert_never

from diglot.names import Implicitness
from diglot.syntax import ast
from diglot.syntax.layout import BAR, SPACE, Align, Doc, Either, bracketed, group, indented, row, stack, text
from diglot.syntax.print_expression import (
    annotated,
    braces,
    has_notes,
    print_alias,
    print_expression,
    print_filter,
    print_function,
    print_open,
    print_parameter,
    signature,
)


def print_statement(statement: ast.Statement) -> Doc:
    """A statement, without its semicolon."""
    match statement:
        case ast.Function():
            return print_function(statement)
        case ast.Import():
            doc = _import(statement)
        case ast.Open():
            doc = print_open(statement)
        case ast.FixityDeclaration():
            doc = _fixity(statement)
        case ast.OperatorDeclaration() | ast.IteratorDeclaration():
            return _field_syntax(statement)
        case ast.AliasDeclaration():
            doc = print_alias(statement)
        case ast.LocalModule():
            doc = stack(f"module {statement.name.text};", _body(statement.statements), SPACE, "end")
        case ast.TypeDeclaration():
            doc = _type(statement)
        case ast.Axiom():
            builtin = _builtin(statement.builtin)
            doc = row(builtin, "axiom ", signature(statement.name.text, statement.parameters, statement.type))
        case ast.Deriving():
            doc = row(
                group("deriving instance", SPACE), signature(statement.name.text, statement.parameters, statement.type)
            )
    return annotated(statement.annotations, doc)


def _builtin(name: str | None) -> Doc:
    return text() if name is None else group(f"builtin {name}", SPACE)


def _body(statements: tuple[ast.Statement, ...]) -> Doc:
    return indented(*[row(SPACE, print_statement(statement), ";") for statement in statements])


# -- Names and syntax -------------------------------------------------------------------------------------------------


def _import(statement: ast.Import) -> Doc:
    alias = f" as {statement.alias.text}" if statement.alias is not None else ""
    public = " public" if statement.public else ""
    head = row(f"import {statement.path.text}{alias}", print_filter(statement.filter), public)
    if statement.open is None:
        return head
    return row(head, " open", print_filter(statement.open.filter), " public" if statement.open.public else "")


def _fixity(statement: ast.FixityDeclaration) -> Doc:
    entries = [] if statement.assoc is None else [f"assoc := {statement.assoc}"]
    for key, names in (("above", statement.above), ("below", statement.below)):
        if names:
            entries.append(f"{key} := [{'; '.join(name.text for name in names)}]")
    if statement.same is not None:
        entries.append(f"same := {statement.same.text}")
    if statement.precedence is not None:
        entries.append(f"precedence := {statement.precedence}")
    head = f"syntax fixity {statement.name.text} := {statement.arity}"
    return row(head, " ", bracketed("{", map(text, entries), "}")) if entries else text(head)


def _field_syntax(statement: ast.OperatorDeclaration | ast.IteratorDeclaration) -> Doc:
    if isinstance(statement, ast.OperatorDeclaration):
        doc = text(f"syntax operator {statement.name.text} {statement.fixity.text}")
    else:
        counts = (("init", statement.initializers), ("range", statement.ranges))
        entries = "; ".join(f"{key} := {count}" for key, count in counts if count is not None)
        doc = text(f"syntax iterator {statement.name.text}", f" {{{entries}}}" if entries else "")
    return annotated(statement.annotations, doc)


# -- Types ------------------------------------------------------------------------------------------------------------


def _type(statement: ast.TypeDeclaration) -> Doc:
    words = [group(word, SPACE) for word, is_set in _flags(statement).items() if is_set]
    parameters = [row(" ", _type_parameter(parameter)) for parameter in statement.parameters]
    kind = row(" : ", print_expression(statement.kind)) if statement.kind is not None else text()
    head = row(_builtin(statement.builtin), *words, f"type {statement.name.text}", *parameters, kind, " :=")
    constructors = list(map(_constructor, statement.constructors))
    if len(constructors) == 1:
        declaration = _single(head, statement.constructors[0], constructors[0])
    else:
        declaration = stack(head, indented(*[row(SPACE, "| ", Align(constructor)) for constructor in constructors]))
    if not statement.members:
        return declaration
    return stack(declaration, SPACE, "with", _body(statement.members), SPACE, "end")


def _flags(statement: ast.TypeDeclaration) -> dict[str, bool]:
    return {"positive": statement.positive, "trait": statement.trait}


def _single(head: Doc, constructor: ast.Constructor, printed: Doc) -> Doc:
    """A type with one constructor; the fields of a record are indented like those of the type."""
    if constructor.style == "record" and not has_notes(constructor.annotations):
        return row(head, " ", printed)
    return group(head, indented(SPACE, Either("", BAR), Align(printed)))


def _type_parameter(parameter: ast.Parameter) -> Doc:
    if parameter.type is None and len(parameter.names) == 1 and parameter.names[0] is not None:
        return text(parameter.names[0].text)
    return print_parameter(parameter)


def _constructor(constructor: ast.Constructor) -> Doc:
    name = constructor.name.text
    match constructor.style:
        case "record":
            notes = any(has_notes(field.annotations) for field in constructor.fields)
            doc = bracketed(f"{name}@{{", map(_field, constructor.fields), "}", vertical=notes)
        case "signature":
            doc = signature(name, constructor.parameters, constructor.type)
        case "plain":
            arguments = [row(SPACE, print_expression(argument)) for argument in constructor.arguments]
            doc = group(name, indented(*arguments))
        case _:
            assert_never(constructor.style)
    return annotated(constructor.annotations, doc)


def _field(field: ast.Field | ast.OperatorDeclaration | ast.IteratorDeclaration) -> Doc:
    if not isinstance(field, ast.Field):
        return _field_syntax(field)
    opening, closing = braces(field.implicitness) if field.implicitness is Implicitness.INSTANCE else ("", "")
    name = f"{opening}{field.name.text}{closing}"
    return annotated(field.annotations, row(_builtin(field.builtin), signature(name, field.parameters, field.type)))
