"""Scoped modules as text, for the stages `scope` and `exports`: every name in full, every group visible.

A variable is shown by its name, and a second variable of the same name in one declaration as `x'2`, a third as `x'3`.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, assert_never

from diglot.diagnostic import Problems
from diglot.names import Implicitness, Symbol, Variable
from diglot.page.read import read_page
from diglot.scope import ast
from diglot.scope.from_syntax import scope_module
from diglot.scope.order import order_modules
from diglot.source import SourceFile
from diglot.syntax.parse_module import parse_page

if TYPE_CHECKING:
    from diglot.syntax.ast import Module

_BRACES = {Implicitness.EXPLICIT: "()", Implicitness.IMPLICIT: "{}", Implicitness.INSTANCE: ("{{", "}}")}


def scope_pages(
    pages: Mapping[str, str], library: Mapping[str, str], problems: Problems
) -> tuple[list[ast.ScopedModule], dict[str, SourceFile]]:
    """The pages' own modules, each after those it imports, and all sources; of the library only what they need."""
    sources: dict[str, SourceFile] = {}
    parsed: dict[str, Module] = {}

    def parse(path: str, text: str, name: str | None = None) -> tuple[str, ...]:
        page = read_page(path, text, problems, name)
        sources[path] = page.source
        module = parse_page(page, problems)
        if module is None:
            return ()
        parsed[page.module] = module
        return module.imports

    waiting = [name for path, text in pages.items() for name in parse(path, text)]
    own = set(parsed)
    while waiting:
        name = waiting.pop()
        if name in library and name not in parsed:
            waiting += parse(f"library/{name.replace('.', '/')}.md", library[name], name)
    scoped: dict[str, ast.ScopedModule] = {}
    for name in order_modules({name: module.imports for name, module in parsed.items()}, parsed, problems):
        lossy = {other for other, module in scoped.items() if not module.complete}
        scoped[name] = scope_module(parsed[name], scoped, problems, lossy=lossy)
    return [module for name, module in scoped.items() if name in own], sources


def show_module(module: ast.ScopedModule) -> str:
    """All declarations of a module."""
    heading = f"module {module.name}" + (f" imports {', '.join(module.imports)}" if module.imports else "")
    return "\n".join([heading, *(f"  {line}" for each in module.declarations for line in _Writer().declaration(each))])


def show_exports(module: ast.ScopedModule) -> str:
    """What the module offers, and how its operators bind."""
    lines = [f"module {module.name} exports", *_exports(module.exports, "  ")]
    return "\n".join(lines)


def _exports(exports: ast.Exports, indent: str) -> Iterable[str]:
    for name, entities in sorted(exports.symbols.items()):
        yield f"{indent}{name} = {' | '.join(map(_entity, entities))}"
    for name, fixity in sorted(exports.fixities.items()):
        yield f"{indent}fixity {name} = {fixity.id} {fixity.arity} {fixity.assoc} {fixity.precedence:g}"
    for name, inner in sorted(exports.modules.items()):
        yield f"{indent}module {name} = {inner.name}"
        if inner.name.startswith(exports.name):
            yield from _exports(inner, indent + "  ")


def _entity(entity: ast.Entity) -> str:
    words = [str(entity.symbol.kind), entity.symbol.id]
    if entity.fixity is not None:
        words.append(f"{entity.fixity.id} {entity.fixity.assoc} {entity.fixity.precedence:g}")
    if entity.iterator is not None:
        words.append(f"iterator {entity.iterator[0]} {entity.iterator[1]}")
    words += [_parameter(each) for each in entity.signature]
    return " ".join(words)


def _parameter(parameter: ast.SignatureParameter) -> str:
    opening, closing = _BRACES[parameter.implicitness]
    return f"{opening}{parameter.name or '_'}{' := …' if parameter.has_default else ''}{closing}"


class _Writer:
    """The text of one declaration."""

    def __init__(self) -> None:
        self.variables: dict[str, list[Variable]] = {}

    def variable(self, variable: Variable) -> str:
        """Its name, with a number if it is not the first of that name."""
        same = self.variables.setdefault(variable.name, [])
        if variable not in same:
            same.append(variable)
        number = same.index(variable) + 1
        return variable.name if number == 1 else f"{variable.name}'{number}"

    # -- Declarations ---------------------------------------------------------------------------------------------

    def declaration(self, declaration: ast.Declaration) -> list[str]:
        """Its lines."""
        match declaration:
            case ast.Function(instance=instance, coercion=coercion):
                words = f"{'coercion ' if coercion else ''}{'instance ' if instance else ''}"
                return [
                    f"{words}{line}" if number == 0 else line for number, line in enumerate(self.function(declaration))
                ]
            case ast.Axiom():
                head = self.head(declaration.symbol, declaration.parameters, declaration.type)
                return [f"axiom {head}"]
            case ast.Deriving():
                return [f"deriving {self.head(declaration.symbol, declaration.parameters, declaration.type)}"]
            case ast.DataType():
                word = "trait" if declaration.trait else "type"
                lines = [f"{word} {self.head(declaration.symbol, declaration.parameters, None)}"]
                return lines + [f"  {self.constructor(each)}" for each in declaration.constructors]
            case _:
                assert_never(declaration)

    def function(self, function: ast.Function) -> list[str]:
        """A line, or a heading and its clauses."""
        definition = function.definition
        head = self.head(function.symbol, definition.parameters, definition.type)
        if len(definition.clauses) == 1 and not definition.clauses[0].patterns:
            return [f"{head} := {self.body(definition.clauses[0].body)}"]
        return [head, *(f"  | {self.clause(clause)}" for clause in definition.clauses)]

    def head(self, binder: Symbol | Variable, parameters: Iterable[ast.Parameter], type_: ast.Expression | None) -> str:
        """A name, its parameters and its type."""
        name = binder.id if isinstance(binder, Symbol) else self.variable(binder)
        words = [name, *map(self.parameter, parameters)]
        return " ".join(words) + (f" : {self.expression(type_)}" if type_ is not None else "")

    def parameter(self, parameter: ast.Parameter) -> str:
        """A parameter in its braces."""
        opening, closing = _BRACES[parameter.implicitness]
        type_ = f" : {self.expression(parameter.type)}" if parameter.type is not None else ""
        default = f" := {self.expression(parameter.default)}" if parameter.default is not None else ""
        return f"{opening}{self.variable(parameter.variable)}{type_}{default}{closing}"

    def constructor(self, constructor: ast.Constructor) -> str:
        """A constructor and its fields."""
        fields = (
            f"{_BRACES[each.implicitness][0]}{each.name or '_'} : {self.expression(each.type)}"
            f"{_BRACES[each.implicitness][1]}"
            for each in constructor.fields
        )
        return " ".join((constructor.symbol.id, *fields))

    # -- Expressions ----------------------------------------------------------------------------------------------

    def atom(self, expression: ast.Expression) -> str:
        """An expression that can be next to others."""
        text = self.expression(expression)
        simple = (ast.Local, ast.Global, ast.Integer, ast.String, ast.Universe, ast.Hole, ast.ListLiteral, ast.Lambda)
        return text if isinstance(expression, (*simple, ast.ErrorExpression, ast.NamedApply)) else f"({text})"

    def expression(self, expression: ast.Expression) -> str:
        """Its text."""
        match expression:
            case ast.Local():
                return self.variable(expression.variable)
            case ast.Global():
                return expression.symbol.id
            case ast.Integer():
                return str(expression.value)
            case ast.String():
                return repr(expression.value)
            case ast.Universe():
                return "Type"
            case ast.Hole():
                return "_"
            case ast.ErrorExpression():
                return "<error>"
            case _:
                return self.compound(expression)

    def compound(
        self,
        expression: ast.Pi
        | ast.Apply
        | ast.NamedApply
        | ast.Lambda
        | ast.Case
        | ast.If
        | ast.Let
        | ast.ListLiteral
        | ast.RecordUpdate,
    ) -> str:
        """The text of an expression that has parts."""
        match expression:
            case ast.Pi():
                return self.function_type(expression)
            case ast.Apply():
                return " ".join((self.atom(expression.function), *map(self.argument, expression.arguments)))
            case ast.NamedApply():
                return self.named(expression)
            case ast.Lambda():
                return f"\\{{{' | '.join(map(self.clause, expression.clauses))}}}"
            case ast.Case():
                branches = " | ".join(map(self.clause, expression.clauses))
                return f"case {self.expression(expression.scrutinee)} of {{{branches}}}"
            case ast.If():
                return f"if {' | '.join(map(self.guarded, expression.branches))}"
            case ast.Let():
                return f"let {'; '.join(map(self.group, expression.groups))} in {self.expression(expression.body)}"
            case ast.ListLiteral():
                return f"[{'; '.join(map(self.expression, expression.elements))}]"
            case ast.RecordUpdate():
                return self.update(expression)
            case _:
                assert_never(expression)

    def update(self, update: ast.RecordUpdate) -> str:
        """A record update."""
        record = self.atom(update.record) if update.record is not None else ""
        values = "; ".join(f"{each.field.id} := {self.expression(each.value)}" for each in update.fields)
        return f"{record}@{update.type.id}{{{values}}}"

    def function_type(self, pi: ast.Pi) -> str:
        """A function type; its domain names the variable if there is one."""
        plain = pi.variable is None and pi.implicitness is Implicitness.EXPLICIT
        domain = self.atom(pi.domain) if plain else self.expression(pi.domain)
        if pi.variable is not None:
            domain = f"{self.variable(pi.variable)} : {domain}"
        opening, closing = _BRACES[pi.implicitness]
        if pi.variable is not None or pi.implicitness is not Implicitness.EXPLICIT:
            domain = f"{opening}{domain}{closing}"
        return f"{domain} -> {self.expression(pi.codomain)}"

    def argument(self, argument: ast.Argument) -> str:
        """An argument in its braces."""
        if argument.implicitness is Implicitness.EXPLICIT:
            return self.atom(argument.value)
        opening, closing = _BRACES[argument.implicitness]
        return f"{opening}{self.expression(argument.value)}{closing}"

    def named(self, application: ast.NamedApply) -> str:
        """A named application, with the order of its entries."""
        entries = (
            ("shared " if entry.shared else "") + self.definition(entry.definition) for entry in application.entries
        )
        order = " ".join("_" if place is None else str(place) for place in application.order)
        return f"{application.function.symbol.id}@{{{'; '.join(entries)}}}[{order}]"

    def group(self, group: ast.LetGroup) -> str:
        """Definitions that belong together."""
        word = "rec " if group.recursive else ""
        return word + " and ".join(map(self.definition, group.definitions))

    def definition(self, definition: ast.Definition) -> str:
        """A local definition."""
        head = self.head(definition.binder, definition.parameters, definition.type)
        if len(definition.clauses) == 1 and not definition.clauses[0].patterns:
            return f"{head} := {self.body(definition.clauses[0].body)}"
        return f"{head} {' '.join(f'| {self.clause(clause)}' for clause in definition.clauses)}"

    def clause(self, clause: ast.Clause) -> str:
        """Patterns and what they lead to."""
        patterns = " ".join(map(self.argument_pattern, clause.patterns))
        return f"{patterns} := {self.body(clause.body)}"

    def body(self, body: ast.Expression | tuple[ast.Guarded, ...]) -> str:
        """What a clause leads to."""
        if isinstance(body, tuple):
            return " ".join(f"if {self.guarded(each)}" for each in body)
        return self.expression(body)

    def guarded(self, guarded: ast.Guarded) -> str:
        """A condition and what it leads to."""
        condition = self.expression(guarded.condition) if guarded.condition is not None else "else"
        return f"{condition} := {self.expression(guarded.body)}"

    # -- Patterns -------------------------------------------------------------------------------------------------

    def argument_pattern(self, argument: ast.ArgumentPattern) -> str:
        """A pattern in its braces."""
        text = self.pattern(argument.pattern)
        if argument.implicitness is not Implicitness.EXPLICIT:
            opening, closing = _BRACES[argument.implicitness]
            return f"{opening}{text}{closing}"
        return f"({text})" if isinstance(argument.pattern, ast.ConstructorPattern) and " " in text else text

    def pattern(self, pattern: ast.Pattern) -> str:
        """Its text."""
        match pattern:
            case ast.WildcardPattern():
                return "_"
            case ast.VariablePattern():
                return self.variable(pattern.variable)
            case ast.ConstructorPattern():
                return " ".join((pattern.constructor.id, *map(self.argument_pattern, pattern.arguments)))
            case ast.AsPattern():
                return f"{self.variable(pattern.variable)}@({self.pattern(pattern.pattern)})"
            case ast.ListPattern():
                return f"[{'; '.join(map(self.pattern, pattern.elements))}]"
            case _:
                assert_never(pattern)
