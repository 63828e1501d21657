"""Proofs that orders which compare parts of values are lawful.

In: an instance and what it compares. Out: a lemma. The order is that of the tuple of the parts, of which lawful orders
make a lawful one, and two values with the same parts are equal. What the parts' own orders rest on is a premise.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

from diglot.core.ast import Apply, FieldInfo, Global, Local
from diglot.names import Symbol
from diglot.source import Span
from diglot.theory import ast
from diglot.theory.library.laws import NAMES
from diglot.theory.library.rules import call
from diglot.theory.library.types import ORD
from diglot.theory.print.terms import on_one_line
from diglot.theory.translate.names import Naming
from diglot.theory.translate.recognise_orders import ComparedParts, Key
from diglot.theory.translate.terms import TermTranslator

ENDING = "_holds"
"""What the name of a lemma has after that of the constant which it is about."""
_BY_LIBRARY = frozenset(
    f"Stdlib.{name}"
    for name in (
        "Data.Nat:ordNatI",
        "Data.Int:ordIntI",
        "Data.Bool:ordBoolI",
        "Data.Unit:ordUnitI",
        "Trait.Ord:orderingOrdI",
        "Data.List:ordListI",
        "Data.Maybe:ordMaybeI",
        "Data.Pair:ordProductI",
        "Data.Result:ordResultI",
        "Data.Queue.Base:ordQueueI",
    )
)
"""The instances that the support theory proves to be lawful where those are that they are made of."""


@dataclass(frozen=True, slots=True)
class LawProof:
    """The proof for one instance."""

    naming: Naming
    instance: Symbol
    parts: ComparedParts
    terms: TermTranslator

    def item(self, name: str, law: Symbol, arguments: Sequence[ast.Term], span: Span) -> ast.Lemma:
        """The lemma about the constant that says the law, at variables for its arguments."""
        constant = self._reference(law)
        statement: ast.Term = call(constant, *arguments)
        premises = {on_one_line(term): term for term in self._premises()}
        for premise in reversed(premises.values()):
            statement = ast.Infix("\\<longrightarrow>", premise, statement)
        return ast.Lemma(name + ENDING, statement, self._method(constant), source=span)

    def _premises(self) -> Iterator[ast.Term]:
        """What the lemma takes to be lawful: the orders of the parts that the support theory says nothing of."""
        waiting = [key.order for key in self.parts.keys]
        while waiting:
            order = waiting.pop(0)
            match order:
                case Local():
                    pass  # What an instance is made of is lawful in the law itself.
                case Global(_, symbol) if symbol.id in _BY_LIBRARY:
                    pass
                case Apply(_, Global(_, symbol), inside) if symbol.id in _BY_LIBRARY:
                    waiting += inside
                case _:
                    yield call(NAMES[ORD], self.terms.translate(order, fixed=False))

    def _method(self, constant: str) -> str:
        definitions = [f"{self._reference(symbol)}_def" for symbol in (self.instance, self.parts.method) if symbol]
        equal, splits = self._facts()
        rules = " ".join([*definitions, "ord_prod_def", "ord_reverse_def", "inj_def", *([equal] if equal else [])])
        *before, last = map(self._order, self.parts.keys)
        order = reduce(lambda rest, first: call("ord_prod", first, rest), reversed(before), last)
        instantiated = f'[where e = "{on_one_line(order)}" and k = "{on_one_line(self._tuple())}"]'
        steps = (
            f"unfold {constant}_def",
            "(intro impI)?",
            f"rule lawful_ord_by_key {instantiated}",
            "(rule lawful_ords | assumption)+",
            f"auto simp: {rules} split: Ordering.splits{splits}",
        )
        return f"({', '.join(steps)})"

    def _facts(self) -> tuple[str, str]:
        """The fact that values with the same parts are equal, and the rule for cases of the type."""
        data = self.parts.data
        if data is None:
            return "", ""
        type_ = self._reference(data.symbol)
        if self.naming.is_record(data.symbol):
            return f"{type_}.equality", ""
        selected = all(field.projection is not None for field in data.constructors[0].fields)
        return f"{type_}.expand" if selected else "", f" {type_}.splits"

    def _order(self, key: Key) -> ast.Term:
        order = self.terms.translate(key.order)
        return call("ord_reverse", order) if key.turned else order

    def _tuple(self) -> ast.Term:
        """The function from a value to the parts that are compared."""
        value = ast.Identifier("x")
        made = self.parts.data.constructors[0] if self.parts.data is not None else None
        fields = made.fields if made is not None else ()
        if made is None or all(field.projection is not None for field in fields):
            found = [self._part(key, fields, value) for key in self.parts.keys]
            return ast.Abstraction((value,), _tupled(found))
        names = [ast.Identifier(f"x{index}") for index in range(len(fields))]
        pattern = call(self._reference(made.symbol), *names)
        body = _tupled([names[key.path[0]] if key.path else value for key in self.parts.keys])
        return ast.Abstraction((value,), ast.CaseTerm(value, ((pattern, body),)))

    def _part(self, key: Key, fields: Sequence[FieldInfo], value: ast.Term) -> ast.Term:
        projection = fields[key.path[0]].projection if key.path else None
        return value if projection is None else call(self._reference(projection), value)

    def _reference(self, symbol: Symbol) -> str:
        return self.naming.reference(symbol) or symbol.name


def _tupled(terms: Sequence[ast.Term]) -> ast.Term:
    return terms[0] if len(terms) == 1 else ast.TupleTerm(tuple(terms))
