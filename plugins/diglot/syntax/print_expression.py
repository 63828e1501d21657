"""Expressions, patterns and definitions as pieces of text."""

from collections.abc import Sequence

from diglot.names import Implicitness
from diglot.syntax import ast
from diglot.syntax.layout import (
    BAR,
    NOTHING,
    SPACE,
    Align,
    Doc,
    Either,
    Notes,
    bracketed,
    enclosed,
    gap_after,
    group,
    indented,
    joined,
    row,
    stack,
    text,
)
from diglot.syntax.literal import encode_string

ERROR = "‹error›"
"""Stands for what could not be read."""


def braces(implicitness: Implicitness) -> tuple[str, str]:
    """The brackets of an argument."""
    match implicitness:
        case Implicitness.EXPLICIT:
            return "(", ")"
        case Implicitness.IMPLICIT:
            return "{", "}"
        case Implicitness.INSTANCE:
            return "{{", "}}"


def names_text(names: Sequence[ast.Word | None]) -> str:
    """Bound names, `_` for None."""
    return " ".join("_" if name is None else name.text for name in names)


def print_expression(e: ast.Expression) -> Doc:
    """An expression."""
    match e:
        case ast.Identifier():
            return text(e.name.text)
        case ast.IntegerLiteral():
            return text(str(e.value))
        case ast.StringLiteral():
            return text(encode_string(e.value))
        case ast.Universe():
            return text("Type" if e.level is None else f"Type {e.level}")
        case ast.Hole():
            return text("_")
        case ast.ArrowAtom():
            return text("->")
        case ast.ErrorExpression():
            return text(ERROR)
        case ast.Sequence():
            return _sequence(e)
        case ast.Parenthesized():
            return enclosed("(", print_expression(e.inner), ")")
        case ast.Braced():
            opening, closing = braces(e.implicitness)
            return enclosed(opening, print_expression(e.inner), closing)
        case ast.FunctionType():
            return _function_type(e)
        case ast.ListLiteral():
            return bracketed("[", map(print_expression, e.elements), "]")
        case ast.RecordUpdate():
            return bracketed(f"@{e.type_name.text}{{", map(_field_update, e.fields), "}")
        case ast.NamedApplication():
            notes = any(a.function is not None and has_notes(a.function.annotations) for a in e.arguments)
            return bracketed(f"{e.name.text}@{{", map(_named_argument, e.arguments), "}", vertical=notes)
        case ast.Lambda() | ast.Case() | ast.If():
            return _branching(e)
        case ast.Let() | ast.Do() | ast.Iterator():
            return _block(e)


def _sequence(e: ast.Sequence) -> Doc:
    """Broken before operators, if at all; the words of an application stay together if they can."""
    runs: list[list[Doc]] = []
    after_comma = False
    for atom in e.atoms:
        if runs and isinstance(atom, ast.RecordUpdate):
            runs[-1][-1] = row(runs[-1][-1], print_expression(atom))
            continue
        if runs and _is_comma(atom):
            runs[-1][-1] = row(runs[-1][-1], ",")
            after_comma = True
            continue
        if not runs or after_comma or _is_operator(atom):
            runs.append([])
        after_comma = False
        runs[-1].append(print_expression(atom))
    first, *rest = [_application(run) for run in runs]
    return group(first, indented(*[row(SPACE, run) for run in rest])) if rest else first


def _application(run: list[Doc]) -> Doc:
    """The atoms between two operators."""
    first, *rest = run
    return group(first, indented(*[row(SPACE, atom) for atom in rest])) if rest else first


def _is_comma(atom: ast.Expression | ast.Pattern) -> bool:
    return isinstance(atom, ast.Identifier | ast.NamePattern) and atom.name.text == ","


def _is_operator(atom: ast.Expression) -> bool:
    """Whether an atom looks like an operator: `+`, `++str`. What is one says its fixity, which is not known here."""
    if isinstance(atom, ast.ArrowAtom):
        return True
    return isinstance(atom, ast.Identifier) and not (atom.name.last.text[0].isalnum() or atom.name.last.text[0] in "_'")


def _function_type(e: ast.FunctionType) -> Doc:
    opening, closing = braces(e.implicitness)
    domain = enclosed(opening, row(names_text(e.names), " : ", print_expression(e.domain)), closing)
    return group(domain, indented(SPACE, "-> ", print_expression(e.codomain)))


def _field_update(update: ast.FieldUpdate) -> Doc:
    return text(update.field.text) if update.value is None else defined(text(update.field.text), update.value)


def _named_argument(argument: ast.NamedArgument) -> Doc:
    return text(argument.name.text) if argument.function is None else print_function(argument.function)


def defined(left: Doc, right: ast.Expression, sign: str = ":=") -> Doc:
    """`left := right`, the right side on its own line if need be."""
    lines = stack if isinstance(right, ast.Let) else group
    return lines(left, f" {sign}", indented(SPACE, print_expression(right)))


# -- Branches ---------------------------------------------------------------------------------------------------------


def _branching(e: ast.Lambda | ast.Case | ast.If) -> Doc:
    match e:
        case ast.Lambda(clauses=(clause,)):
            only = _clause(clause)
            return group("\\{", indented(NOTHING, *gap_after("\\{", only), Either("", BAR), only), NOTHING, "}")
        case ast.Lambda():
            return stack("\\{", indented(*[row(SPACE, "| ", _clause(c)) for c in e.clauses]), SPACE, "}")
        case ast.Case():
            head = row("case ", print_expression(e.scrutinee), " of", " {" if e.braces else "")
            branches = indented(*[row(SPACE, "| ", _case_branch(branch)) for branch in e.branches])
            return stack(head, branches, SPACE, "}") if e.braces else stack(head, branches)
        case ast.If():
            branches = indented(*[row(SPACE, "| ", _side(branch, "")) for branch in e.branches])
            return group("if", branches)


def _clause(clause: ast.Clause) -> Doc:
    return _branch(joined(text(" "), map(print_pattern, clause.patterns)), clause.body)


def print_clauses(clauses: Sequence[ast.Clause]) -> Doc:
    """The clauses of a definition, each on its own line."""
    return indented(*[row(SPACE, "| ", _clause(clause)) for clause in clauses])


def _case_branch(branch: ast.CaseBranch) -> Doc:
    pattern = print_pattern(branch.pattern)
    if branch.body is not None:
        return _branch(pattern, branch.body)
    return group(pattern, indented(*[row(SPACE, "| ", _side(side, "if ")) for side in branch.sides]))


def _side(branch: ast.SideBranch, word: str) -> Doc:
    left = text("else") if branch.condition is None else row(word, print_expression(branch.condition))
    return _branch(left, branch.body)


def _branch(left: Doc, right: ast.Expression) -> Doc:
    """`left := right` behind a bar; what is on a new line is below the left side."""
    lines = stack if isinstance(right, ast.Let) else group
    return Align(lines(left, " :=", SPACE, print_expression(right)))


# -- Blocks -----------------------------------------------------------------------------------------------------------


def _block(e: ast.Let | ast.Do | ast.Iterator) -> Doc:
    match e:
        case ast.Let():
            return row(_let(e.statements), group(indented(SPACE, Align(print_expression(e.body)))))
        case ast.Do():
            statements = joined(row(";", SPACE), map(_do_statement, e.statements))
            return stack("do {", indented(SPACE, statements), SPACE, "}")
        case ast.Iterator():
            return _iterator(e)


def _let(statements: Sequence[ast.LetStatement]) -> Doc:
    return stack("let", indented(*[row(SPACE, _let_statement(s), ";") for s in statements]), SPACE, "in")


def _let_statement(statement: ast.LetStatement) -> Doc:
    match statement:
        case ast.Function():
            return print_function(statement)
        case ast.AliasDeclaration():
            return annotated(statement.annotations, print_alias(statement))
        case ast.Open():
            return annotated(statement.annotations, print_open(statement))


def _do_statement(statement: ast.DoBind | ast.DoLet | ast.Expression) -> Doc:
    match statement:
        case ast.DoBind():
            return defined(print_pattern(statement.pattern), statement.value, "<-")
        case ast.DoLet():
            return _let(statement.statements)
        case _:
            return print_expression(statement)


def _iterator(e: ast.Iterator) -> Doc:
    heads = [text(e.name.text)]
    if e.initializers:
        heads.append(bracketed("(", [defined(print_pattern(i.pattern), i.value) for i in e.initializers], ")"))
    if e.ranges:
        heads.append(bracketed("(", [defined(print_pattern(r.pattern), r.value, "in") for r in e.ranges], ")"))
    opening, closing = ("{", "}") if e.braces else ("(", ")")
    body = bracketed(opening, [print_expression(e.body)], closing)
    return row(joined(text(" "), heads), " ", body)


# -- Patterns ---------------------------------------------------------------------------------------------------------


def print_pattern(p: ast.Pattern) -> Doc:
    """A pattern."""
    match p:
        case ast.WildcardPattern():
            return text("_")
        case ast.NamePattern():
            return text(p.name.text)
        case ast.RecordPattern():
            return bracketed(f"{p.name.text}@{{", map(_field_pattern, p.fields), "}")
        case ast.AsPattern():
            return row(f"{p.variable.text}@", print_pattern(p.pattern))
        case ast.ParenthesizedPattern():
            return row("(", print_pattern(p.inner), ")")
        case ast.BracedPattern():
            opening, closing = braces(p.implicitness)
            return enclosed(opening, print_pattern(p.inner), closing)
        case ast.ListPattern():
            return bracketed("[", map(print_pattern, p.elements), "]")
        case ast.SequencePattern():
            first, *rest = p.atoms
            return row(print_pattern(first), *[row("" if _is_comma(a) else " ", print_pattern(a)) for a in rest])
        case ast.ErrorPattern():
            return text(ERROR)


def _field_pattern(field: ast.FieldPattern) -> Doc:
    if field.pattern is None:
        return text(field.field.text)
    return row(field.field.text, " := ", print_pattern(field.pattern))


# -- Definitions ------------------------------------------------------------------------------------------------------


def has_notes(annotations: ast.Annotations) -> bool:
    """Whether there is anything to print before what they belong to."""
    return bool(annotations.doc or annotations.pragma)


def annotated(annotations: ast.Annotations, doc: Doc) -> Doc:
    """With its documentation comment and pragma before it, each on lines of its own."""
    lines = [f"--- {line}" if line else "---" for line in annotations.doc.split("\n") if annotations.doc]
    if "\n" in annotations.pragma:
        lines += ["{-#", *annotations.pragma.split("\n"), "#-}"]
    elif annotations.pragma:
        lines.append(f"{{-# {annotations.pragma} #-}}")
    return stack(Notes(row(*[row(line, SPACE) for line in lines])), doc) if lines else doc


def print_parameter(parameter: ast.Parameter) -> Doc:
    """`(x y : A)`, `{A}`, `{x : Nat := 5}`, `{{Eq A}}`."""
    opening, closing = braces(parameter.implicitness)
    parts: list[Doc | str] = [names_text(parameter.names)]
    if parameter.type is not None:
        parts += [" : " if parameter.names else "", print_expression(parameter.type)]
    if parameter.default is not None:
        parts += [" := ", print_expression(parameter.default)]
    return enclosed(opening, row(*parts), closing)


def signature(name: Doc | str, parameters: Sequence[ast.Parameter], type_: ast.Expression | None) -> Doc:
    """`f (x : A) : B`."""
    leading = next(
        (index for index, p in enumerate(parameters) if p.implicitness is not Implicitness.IMPLICIT), len(parameters)
    )
    head = row(name)
    for parameter in parameters[:leading]:
        head = group(head, indented(SPACE, print_parameter(parameter)))
    parts = [row(SPACE, print_parameter(parameter)) for parameter in parameters[leading:]]
    if type_ is not None:
        parts.append(row(SPACE, ": ", Align(print_expression(type_))))
    return group(head, indented(*parts))


def print_function(function: ast.Function) -> Doc:
    """A definition with its annotations."""
    words = [f"builtin {function.builtin}"] if function.builtin is not None else []
    flags = {"terminating": function.terminating, "coercion": function.coercion, "instance": function.instance}
    words += [word for word, is_set in flags.items() if is_set]
    head = text(function.name.text) if function.name is not None else _head_pattern(function.pattern)
    left = row(*[group(word, SPACE) for word in words], signature(head, function.parameters, function.type))
    if function.body is None:
        return annotated(function.annotations, stack(left, print_clauses(function.clauses)))
    return annotated(function.annotations, defined(left, function.body))


def _head_pattern(pattern: ast.Pattern | None) -> Doc:
    return text(ERROR) if pattern is None else print_pattern(pattern)


# -- Statements that a `let` has too ----------------------------------------------------------------------------------


def print_alias(statement: ast.AliasDeclaration) -> Doc:
    """`syntax alias a := b`."""
    return text(f"syntax alias {statement.name.text} := {statement.target.text}")


def print_open(statement: ast.Open) -> Doc:
    """`open M using {…} public`."""
    public = " public" if statement.public else ""
    return row(f"open {statement.name.text}", print_filter(statement.filter), public)


def print_filter(filter_: ast.Filter | None) -> Doc:
    """` using {…}` or ` hiding {…}`, or nothing."""
    if filter_ is None:
        return text()
    return row(f" {filter_.kind} ", bracketed("{", map(_filter_item, filter_.items), "}"))


def _filter_item(item: ast.FilterItem) -> Doc:
    alias = f" as {item.alias.text}" if item.alias is not None else ""
    return text("module " if item.module else "", item.name.text, alias)
