"""`deriving instance … : Eq T` and `Ord T`: the definitions that it stands for, as scoped trees.

`Eq` compares constructors, then fields with `isEqual`, joined by `&&`. `Ord` orders constructors by declaration, then
fields lexicographically with `compare`. The checker then treats the result like a definition from the page.
"""

from dataclasses import dataclass

from diglot.names import Implicitness, Variable
from diglot.scope import ast as scoped
from diglot.source import Span
from diglot.typed import ast as typed
from diglot.typed.context import Checker
from diglot.typed.errors import DerivingTypeWrongForm, TooManyToOrder
from diglot.typed.instances import head_of
from diglot.typed.types import Constructed, Type
from diglot.typed.unify import has_error, resolve

MOST_ORDERED = 100
"""For how many constructors an order is derived: what it becomes grows with their square."""
_OUTCOMES = {"bool": 2, "ordering": 3}
"""How many constructors the types have that derived functions give."""


def derive(c: Checker, deriving: scoped.Deriving) -> scoped.Definition | None:
    """The definition of a derived instance; reports what cannot be derived."""
    target = resolve(head_of(c.constant_type(deriving.symbol)).target)
    data = _derivable(c, target)
    if data is not None and not data.is_whole:
        return None
    trait = c.data_type(target)
    if data is None or trait is None or trait.builtin not in {"eq", "ord"}:
        if not has_error(target):
            c.report(DerivingTypeWrongForm(c.path, deriving.type.span, target))
        return None
    count = len(data.constructors)
    if trait.builtin == "ord" and count > MOST_ORDERED:
        c.report(TooManyToOrder(c.path, deriving.type.span, data.symbol.name, count, MOST_ORDERED))
        return None
    maker = _Equality(c, deriving.span) if trait.builtin == "eq" else _Order(c, deriving.span)
    method = maker.function(data)
    if method is None:
        return None
    constructor = scoped.Global(deriving.span, trait.constructors[0].symbol)
    body = scoped.Apply(deriving.span, constructor, (scoped.Argument(Implicitness.EXPLICIT, method),))
    clause = scoped.Clause(deriving.span, (), body)
    return scoped.Definition(deriving.span, deriving.symbol, deriving.parameters, deriving.type, (clause,))


def _derivable(c: Checker, target: Type) -> typed.DataType | None:
    if not isinstance(target, Constructed) or len(target.arguments) != 1:
        return None
    return c.data_type(target.arguments[0])


@dataclass(frozen=True, slots=True)
class _Maker:
    """Builds the scoped tree of one method at one place."""

    c: Checker
    span: Span

    def builtin(self, name: str) -> scoped.Expression:
        symbol = self.c.builtin(name, self.span, "A derived instance")
        return scoped.Global(self.span, symbol) if symbol else scoped.ErrorExpression(self.span)

    def constructor(self, builtin: str, index: int) -> scoped.Expression:
        count = _OUTCOMES[builtin]
        symbols = self.c.builtin_constructors(builtin, count, self.span, "A derived instance")
        if symbols is None:
            return scoped.ErrorExpression(self.span)
        return scoped.Global(self.span, symbols[index])

    def apply(self, function: scoped.Expression, *arguments: scoped.Expression) -> scoped.Expression:
        explicit = tuple(scoped.Argument(Implicitness.EXPLICIT, argument) for argument in arguments)
        return scoped.Apply(self.span, function, explicit)

    def pattern(self, info: typed.ConstructorInfo, name: str) -> tuple[scoped.ArgumentPattern, list[Variable]]:
        """`C x1 … xn` with fresh variables; only explicit arguments are named."""
        fields = [field for field in info.fields if not field.instance]
        variables = [self.c.invent(f"{name}{i}", self.span) for i in range(1, len(fields) + 1)]
        arguments = tuple(self.explicit(scoped.VariablePattern(self.span, variable)) for variable in variables)
        return self.explicit(scoped.ConstructorPattern(self.span, info.symbol, self.span, arguments)), variables

    def wild(self, info: typed.ConstructorInfo) -> scoped.ArgumentPattern:
        fields = [field for field in info.fields if not field.instance]
        arguments = tuple(self.explicit(scoped.WildcardPattern(self.span)) for _ in fields)
        return self.explicit(scoped.ConstructorPattern(self.span, info.symbol, self.span, arguments))

    def explicit(self, pattern: scoped.Pattern) -> scoped.ArgumentPattern:
        return scoped.ArgumentPattern(Implicitness.EXPLICIT, pattern)

    def local(self, variable: Variable) -> scoped.Expression:
        return scoped.Local(self.span, variable)

    def method(self, trait: str) -> scoped.Expression:
        """The only method of a builtin trait."""
        symbol = self.c.builtin(trait, self.span, "A derived instance")
        data = self.c.type_info(symbol) if symbol else None
        constructors = data.constructors[:1] if isinstance(data, typed.DataType) else ()
        projection = next((field.projection for info in constructors for field in info.fields), None)
        return scoped.Global(self.span, projection) if projection else scoped.ErrorExpression(self.span)

    def clause(self, patterns: tuple[scoped.ArgumentPattern, ...], body: scoped.Expression) -> scoped.Clause:
        return scoped.Clause(self.span, patterns, body)

    def function(self, data: typed.DataType) -> scoped.Expression | None:
        clauses = [clause for index in range(len(data.constructors)) for clause in self.clauses(data, index)]
        return scoped.Lambda(self.span, tuple(clauses)) if clauses else None

    def clauses(self, data: typed.DataType, index: int) -> list[scoped.Clause]:
        raise NotImplementedError


class _Equality(_Maker):
    def clauses(self, data: typed.DataType, index: int) -> list[scoped.Clause]:
        info = data.constructors[index]
        left, xs = self.pattern(info, "x")
        right, ys = self.pattern(info, "y")
        clauses = [self.clause((left, right), self._fields(xs, ys))]
        if index == len(data.constructors) - 1 and index > 0:
            wildcard = self.explicit(scoped.WildcardPattern(self.span))
            clauses.append(self.clause((wildcard, wildcard), self.constructor("bool", 0)))
        return clauses

    def _fields(self, xs: list[Variable], ys: list[Variable]) -> scoped.Expression:
        equal = self.method("eq")
        tests = [self.apply(equal, self.local(x), self.local(y)) for x, y in zip(xs, ys, strict=True)]
        if not tests:
            return self.constructor("bool", 1)
        result = tests[-1]
        for test in reversed(tests[:-1]):
            result = self.apply(self.builtin("bool-and"), test, result)
        return result


class _Order(_Maker):
    def clauses(self, data: typed.DataType, index: int) -> list[scoped.Clause]:
        info = data.constructors[index]
        left, xs = self.pattern(info, "x")
        right, ys = self.pattern(info, "y")
        clauses = [self.clause((left, right), self._fields(xs, ys))]
        if index < len(data.constructors) - 1:
            wildcard = self.explicit(scoped.WildcardPattern(self.span))
            clauses.append(self.clause((self.wild(info), wildcard), self.constructor("ordering", 0)))
            clauses.append(self.clause((wildcard, self.wild(info)), self.constructor("ordering", 2)))
        return clauses

    def _fields(self, xs: list[Variable], ys: list[Variable]) -> scoped.Expression:
        compare = self.method("ord")
        if not xs:
            return self.constructor("ordering", 1)
        result = self.apply(compare, self.local(xs[-1]), self.local(ys[-1]))
        for x, y in reversed(list(zip(xs[:-1], ys[:-1], strict=True))):
            result = self._then(self.apply(compare, self.local(x), self.local(y)), result)
        return result

    def _then(self, first: scoped.Expression, rest: scoped.Expression) -> scoped.Expression:
        """The first comparison unless it says equal, then the rest."""
        equal = self.constructor("ordering", 1)
        other = self.c.invent("ordering", self.span)
        if not isinstance(equal, scoped.Global):
            return rest
        same = scoped.ConstructorPattern(self.span, equal.symbol, self.span, ())
        otherwise = scoped.VariablePattern(self.span, other)
        branches = (
            self.clause((self.explicit(same),), rest),
            self.clause((self.explicit(otherwise),), self.local(other)),
        )
        return scoped.Case(self.span, first, branches)
