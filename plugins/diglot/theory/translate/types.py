"""Types of the page as types of HOL.

In: types without metas and errors. Out: theory types; what HOL cannot say is reported and becomes `unit`, so that
translation goes on. Implicit type parameters vanish, instance arguments are arguments like any other.
"""

from collections.abc import Iterable, Mapping

from diglot.core.ast import TypeParameter
from diglot.names import Implicitness, Symbol, Variable
from diglot.source import Span
from diglot.theory import ast
from diglot.theory.escape import escape_type_variable
from diglot.theory.library.support import support_types
from diglot.theory.library.types import ITSELF, LIBRARY_TYPES, PAIR
from diglot.theory.translate import errors
from diglot.theory.translate.context import Context
from diglot.typed import types as typed
from diglot.typed.unify import is_kind

UNIT_TYPE = ast.TypeApplication("unit")


class TypeTranslator:
    """Translates the types of one declaration."""

    def __init__(self, context: Context, own: Mapping[Symbol, str] | None = None) -> None:
        self._context = context
        self._own = own or {}
        """What types being declared are called while their full names do not exist yet."""
        self._variables: dict[Variable, str] = {}
        self._reported: set[Variable] = set()

    def alias(self, parameters: Iterable[TypeParameter], leaders: Iterable[TypeParameter]) -> None:
        """Call parameters like others: all types of a group have the same parameters."""
        for parameter, leader in zip(parameters, leaders, strict=True):
            if parameter.variable != leader.variable:
                self._variables[parameter.variable] = escape_type_variable(leader.variable.name)

    def bind(self, parameters: Iterable[TypeParameter], span: Span) -> tuple[str, ...]:
        """Bring type parameters into scope; their names, distinct."""
        names = []
        for parameter in parameters:
            if not isinstance(parameter.kind, typed.Universe):
                self._report_kind(parameter.variable, span)
            names.append(self._name(parameter.variable))
        return tuple(names)

    def _report_kind(self, variable: Variable, span: Span) -> None:
        """Say once in a declaration that a variable is not for types."""
        if variable not in self._reported:
            self._reported.add(variable)
            self._context.report(errors.HigherKindedType(self._context.path, span, variable.name))

    def _name(self, variable: Variable) -> str:
        name = self._variables.get(variable)
        if name is None:
            name = escape_type_variable(variable.name)
            while name in self._variables.values():
                name += "'"
            self._variables[variable] = name
        return name

    def function(self, parameters: Iterable[typed.Type], result: typed.Type, span: Span) -> ast.Type:
        """The type of a curried function."""
        domains = [self.translate(parameter, span) for parameter in parameters]
        type_ = self.translate(result, span)
        for domain in reversed(domains):
            type_ = ast.FunctionType(domain, type_)
        return type_

    def translate(self, type_: typed.Type, span: Span) -> ast.Type:
        """One type; `span` is where to point when it cannot be said."""
        match type_:
            case (
                typed.Constructed(written=written) | typed.Rigid(written=written) | typed.Function(written=written)
            ) if written is not None and self._context.has_synonym(written.symbol):
                return self._constructed(written, span)
            case typed.Constructed():
                return self._constructed(type_, span)
            case typed.Rigid(variable, ()):
                return ast.TypeVariable(self._name(variable))
            case typed.Rigid(variable, _):
                self._report_kind(variable, span)
            case typed.Function() if _takes_type(type_):
                self._context.report(errors.PolymorphicArgument(self._context.path, span))
            case typed.Function():
                return self._arrows(type_, span)
            case typed.Universe():
                self._context.report(errors.TypeAsValue(self._context.path, span))
            case typed.Meta(solution=solution) if solution is not None:
                return self.translate(solution, span)
            case typed.Meta() | typed.MetaApplied() | typed.ErrorType():
                pass
        return UNIT_TYPE

    def _arrows(self, type_: typed.Type, span: Span) -> ast.Type:
        domains = []
        while isinstance(type_, typed.Function) and not _takes_type(type_):
            domains.append(self.translate(type_.domain, span))
            type_ = type_.codomain
        result = self.translate(type_, span)
        for domain in reversed(domains):
            result = ast.FunctionType(domain, result)
        return result

    def _constructed(self, type_: typed.Constructed, span: Span) -> ast.Type:
        symbol = type_.symbol
        arguments = tuple(self.translate(argument, span) for argument in type_.arguments)
        reference = self._own.get(symbol) or self._context.naming.reference(symbol)
        if reference is not None:
            return ast.TypeApplication(reference, arguments)
        if symbol.id == PAIR and len(arguments) == 2:
            return ast.ProductType(*arguments)
        name = "itself" if symbol.id == ITSELF else LIBRARY_TYPES.get(symbol.id)
        if name is None:
            is_own = self._context.naming.home(symbol) is not None
            problem = errors.PolymorphicArgument if is_own else errors.UntranslatableLibraryName
            self._context.report(problem(self._context.path, span, symbol.name))
            return UNIT_TYPE
        self._context.needs_support |= name in support_types()
        return ast.TypeApplication(name, arguments)


def _takes_type(type_: typed.Function) -> bool:
    """Whether a function is polymorphic; what else is in braces is an argument like any other."""
    return type_.implicitness is Implicitness.IMPLICIT and is_kind(type_.domain)
