"""How the terms of one definition refer to what is declared.

In: symbols. Out: names, terms and patterns. While functions are being defined their full names do not exist yet, so
they are called by their plain names.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from diglot.core.ast import ConstructorInfo
from diglot.names import Symbol
from diglot.source import Span
from diglot.theory import ast
from diglot.theory.library.rules import UNDEFINED, WILDCARD, call
from diglot.theory.library.support import support_constants
from diglot.theory.library.types import COMMA, CONS, CONSTRUCTORS, NIL, UNIT_VALUE, ZERO
from diglot.theory.translate.context import Context
from diglot.theory.translate.errors import UntranslatableLibraryName
from diglot.theory.translate.locals import LocalNames


@dataclass(frozen=True, slots=True)
class TermNames:
    """Names, as one definition uses them."""

    context: Context
    names: LocalNames
    own: Mapping[Symbol, str] = field(default_factory=dict)
    """What the functions being defined are called."""

    def find(self, symbol: Symbol) -> str | None:
        """The name of something that a theory declares; None for the library."""
        return self.own.get(symbol) or self.context.naming.reference(symbol)

    def name(self, symbol: Symbol) -> str:
        """The name of something that is known to be declared."""
        return self.find(symbol) or symbol.name

    def missing(self, span: Span, symbol: Symbol, at: str = "") -> ast.Term:
        """Report a library name that means nothing in HOL."""
        self.context.report(UntranslatableLibraryName(self.context.path, span, symbol.name, at))
        return UNDEFINED

    def constructor(self, symbol: Symbol, arguments: tuple[ast.Term, ...], span: Span) -> ast.Term:
        """A constructor with all its arguments, as a pattern or a term."""
        match symbol.id:
            case identity if identity == NIL:
                return ast.ListTerm(())
            case identity if identity == CONS:
                return ast.Infix("#", *arguments)
            case identity if identity == COMMA:
                return ast.TupleTerm(arguments)
            case identity if identity == UNIT_VALUE:
                return ast.TupleTerm(())
            case identity if identity == ZERO:
                return ast.Numeral(0)
            case identity if identity in CONSTRUCTORS:
                self.context.needs_support |= CONSTRUCTORS[identity] in support_constants()
                return call(CONSTRUCTORS[identity], *arguments)
            case _:
                pass
        name = self.find(symbol)
        return call(name, *arguments) if name is not None else self.missing(span, symbol)

    # -- Records ------------------------------------------------------------------------------------------------------

    def record(self, constructor: ConstructorInfo, terms: Sequence[ast.Term]) -> ast.Term:
        """A record; where arguments are missing, a function of them."""
        fields = [self.name(info.projection) for info in constructor.fields if info.projection is not None]
        fresh = self.names.fresh_names()
        binders = tuple(ast.Identifier(fresh(name.rpartition(".")[2])) for name in fields[len(terms) :])
        record = ast.RecordTerm(tuple(zip(fields, (*terms, *binders), strict=True)))
        return ast.Abstraction(binders, record) if binders else record

    def update(self, record: ast.Term, fields: Mapping[Symbol, ast.Term], span: Span) -> ast.Term:
        """A record with some fields changed; a datatype is taken apart and put together again."""
        (first, *_) = fields
        owner = self.context.naming.field_owner(first)
        if owner is None:
            return self.missing(span, first)
        if self.context.naming.is_record(owner.symbol):
            return ast.RecordUpdateTerm(record, tuple((self.name(symbol), value) for symbol, value in fields.items()))
        (constructor,) = owner.constructors
        fresh = self.names.fresh_names()
        old: list[ast.Term] = []
        new: list[ast.Term] = []
        for info in constructor.fields:
            value = fields.get(info.projection) if info.projection is not None else None
            name = ast.Identifier(fresh(info.name or "x"))
            old.append(name if value is None else WILDCARD)
            new.append(name if value is None else value)
        name_ = self.name(constructor.symbol)
        return ast.CaseTerm(record, ((call(name_, *old), call(name_, *new)),))
