"""What an expression is, apart from its place and what its variables are called.

In: types and expressions. Out: a text that is the same for two of them exactly when they differ in nothing but that,
and the variables that are free in them, in the order in which the text numbers them.
"""

from diglot.core import ast
from diglot.names import Variable
from diglot.typed import types as typed
from diglot.typed.types import Type


class Shape:
    """A text in the making."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.locals: dict[Variable, ast.Local] = {}
        """The free variables of the expressions."""
        self._numbers: dict[Variable, int] = {}
        self._type_numbers: dict[Variable, int] = {}
        self._bound: set[Variable] = set()
        self._bound_types: set[Variable] = set()

    @property
    def text(self) -> str:
        """All that was added."""
        return " ".join(self.words)

    @property
    def type_variables(self) -> tuple[Variable, ...]:
        """The free type variables."""
        return tuple([variable for variable in self._type_numbers if variable not in self._bound_types])

    def word(self, word: str) -> None:
        """Add a word."""
        self.words.append(word)

    def type(self, type_: Type) -> None:
        """Add a type."""
        match type_:
            case typed.Constructed(symbol, arguments):
                self.words.append(f"({symbol.id}")
                for argument in arguments:
                    self.type(argument)
                self.words.append(")")
            case typed.Rigid(variable, arguments):
                self.words.append(f"('{self._type_numbers.setdefault(variable, len(self._type_numbers))}")
                for argument in arguments:
                    self.type(argument)
                self.words.append(")")
            case typed.Function(implicitness, bound, domain, codomain):
                if bound is not None:
                    self._bound_types.add(bound)
                    self._type_numbers.setdefault(bound, len(self._type_numbers))
                self.words.append(f"[{implicitness}")
                self.type(domain)
                self.type(codomain)
                self.words.append("]")
            case typed.Universe() | typed.Meta() | typed.MetaApplied() | typed.ErrorType():
                self.words.append("*")

    def function(self, function: ast.Function) -> None:
        """Add a whole function."""
        self.words.append(f"{function.symbol.id} {function.terminating}")
        for parameter in function.type_parameters:
            self._bound_types.add(parameter.variable)
            self.type(typed.Rigid(parameter.variable))
            self.type(parameter.kind)
        for bound in function.parameters:
            self._bind(bound)
        self.type(function.result)
        self.expression(function.body)

    def expression(self, e: ast.Expression) -> None:
        """Add an expression."""
        match e:
            case ast.Local(_, variable):
                if variable not in self._bound:
                    self.locals.setdefault(variable, e)
                self.words.append(f"${self._number(variable)}")
            case ast.Global(_, symbol, arguments):
                self.words.append(f"@{symbol.id}")
                for argument in arguments:
                    self.type(argument)
            case ast.Integer(_, value) | ast.String(_, value):
                self.words.append(repr(value))
            case ast.Apply(_, function, arguments):
                self._several("(", (function, *arguments))
            case ast.Lambda(_, parameters, body):
                self._binding("\\", parameters, body)
            case ast.Let(_, parameter, value, body):
                self.expression(value)
                self._binding("let", (parameter,), body)
            case ast.Case(_, scrutinee, branches, default):
                self.expression(scrutinee)
                for branch in branches:
                    self._binding(f"case {branch.constructor.id}", branch.parameters, branch.body)
                self._several("else", () if default is None else (default,))
            case ast.If(_, condition, then, otherwise):
                self._several("if", (condition, then, otherwise))
            case ast.RecordUpdate(_, record, fields):
                self.expression(record)
                for symbol, value in fields:
                    self._several(f"with {symbol.id}", (value,))
            case ast.Undefined(_, type_):
                self.type(type_)

    def _several(self, word: str, parts: tuple[ast.Expression, ...]) -> None:
        self.words.append(f"{word}{len(parts)}")
        for part in parts:
            self.expression(part)

    def _binding(self, word: str, parameters: tuple[ast.Parameter, ...], body: ast.Expression) -> None:
        self.words.append(f"{word}{len(parameters)}")
        for parameter in parameters:
            self._bind(parameter)
        self.expression(body)

    def _bind(self, parameter: ast.Parameter) -> None:
        self._bound.add(parameter.variable)
        self._number(parameter.variable)
        self.type(parameter.type)

    def _number(self, variable: Variable) -> int:
        return self._numbers.setdefault(variable, len(self._numbers))
