"""Who calls whom, and how the arguments of each call compare with the caller's.

In: the definitions of a module. Out: one `Caller` for each definition, top-level or local, with its calls of the
others. Only explicit arguments are compared, and only with what the clauses at the head of the definition take apart: a
`case` says nothing about size. A local definition is a definition of its own; a call of one that encloses it is a call
by that one, with the sizes there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from diglot.names import Implicitness, Symbol, SymbolKind, Variable
from diglot.source import Span
from diglot.typed import ast
from diglot.typed.subexpressions import bodies, children
from diglot.typed.types import Constructed, Function, Type

TERM_DEPTH = 50
"""Constructor terms that are nested more deeply are not compared."""

Relation = tuple[int, bool] | None
"""What is known of one argument of a call: which argument of the caller it comes from, and whether it is smaller."""
Matrix = tuple[Relation, ...]
"""What is known of each argument."""
Term = tuple[object, ...] | Variable | None
"""A pattern or a constructor term, for comparison; None when it equals nothing."""


@dataclass(frozen=True, slots=True)
class DefinitionCall:
    """One definition in use by another."""

    callee: int
    matrix: Matrix
    span: Span


@dataclass(frozen=True, slots=True)
class Caller:
    """A definition and the calls in its body."""

    name: str
    span: Span
    """Where its name is."""
    terminating: bool
    enclosing: int | None
    """The definition that it is local to."""
    is_function: bool
    explicit: tuple[bool, ...]
    """For each argument, whether it is an explicit one."""
    calls: list[DefinitionCall] = field(default_factory=list)


def collect_calls(definitions: Sequence[ast.Definition], types: Mapping[Symbol, ast.DataType]) -> list[Caller]:
    """The call graph of some definitions and all that are local to them; callees are numbers in the result."""
    scan = _Scan(types)
    for definition in definitions:
        symbol = definition.symbol
        scan.enter(symbol, symbol.span, definition.terminating, None, definition.type, definition.body, {})
    while scan.waiting:
        scan.scan_definition(*scan.waiting.pop())
    return scan.callers


class _Scan:
    """The graph while it is being built. A definition is entered before anything that may call it is looked at."""

    def __init__(self, types: Mapping[Symbol, ast.DataType]) -> None:
        self.types = types
        self.callers: list[Caller] = []
        self.numbers: dict[Symbol | Variable, int] = {}
        self.waiting: list[tuple[int, ast.Expression, Mapping[int, _Sizes]]] = []

    def enter(
        self,
        name: Symbol | Variable,
        span: Span,
        terminating: bool,  # noqa: FBT001 (a fact among others)
        enclosing: int | None,
        type_: Type,
        body: ast.Expression,
        around: "Mapping[int, _Sizes]",
    ) -> None:
        number = self.numbers[name] = len(self.callers)
        is_function = isinstance(body, ast.Lambda)
        self.callers.append(Caller(name.name, span, terminating, enclosing, is_function, _explicit(type_)))
        self.waiting.append((number, body, around))

    def scan_definition(self, number: int, body: ast.Expression, around: "Mapping[int, _Sizes]") -> None:
        """Look at the body of each clause with the sizes that its patterns give; those around it keep theirs."""
        explicit = self.callers[number].explicit
        for patterns, expression in _heads(body):
            compared = [p for i, p in enumerate(patterns) if i >= len(explicit) or explicit[i]]
            self._scan(number, expression, {**around, number: _Sizes(compared)})

    def _scan(self, number: int, root: ast.Expression, sizes: "Mapping[int, _Sizes]") -> None:
        waiting = [root]
        while waiting:
            expression = waiting.pop()
            match expression:
                case ast.Apply(span, ast.Global() | ast.Local() as head, arguments):
                    waiting += self._application(number, head, arguments, span, sizes)
                case ast.Global() | ast.Local():
                    self._application(number, expression, (), expression.span, sizes)
                case ast.Let(_, definitions, _, body):
                    for local in definitions:
                        name = local.variable
                        self.enter(name, name.span, local.terminating, number, local.type, local.body, sizes)
                    waiting.append(body)
                case _:
                    waiting += children(expression)

    def _application(
        self,
        number: int,
        head: ast.Global | ast.Local,
        arguments: tuple[ast.Expression, ...],
        span: Span,
        sizes: "Mapping[int, _Sizes]",
    ) -> list[ast.Expression]:
        """Note a call; gives the arguments that are to be looked into. Instances given to a function are not.

        A definition that is called by one inside it is called by itself.
        """
        name: Symbol | Variable = head.symbol if isinstance(head, ast.Global) else head.variable
        callee = self.numbers.get(name)
        if callee is not None:
            flags = self.callers[callee].explicit
            is_explicit = [i >= len(flags) or flags[i] for i in range(len(arguments))]
            explicit = [a for a, compared in zip(arguments, is_explicit, strict=True) if compared]
            caller = callee if callee in sizes else number
            matrix = tuple([sizes[caller].compare(argument) for argument in explicit])
            self.callers[caller].calls.append(DefinitionCall(callee, matrix, span))
            seen = zip(arguments, is_explicit, strict=True)
            return [a for a, compared in seen if compared or not self._is_instance(a.type)]
        if isinstance(name, Symbol) and name.kind in (SymbolKind.FUNCTION, SymbolKind.FIELD):
            return [argument for argument in arguments if not self._is_instance(argument.type)]
        return list(arguments)

    def _is_instance(self, type_: Type) -> bool:
        data = self.types.get(type_.symbol) if isinstance(type_, Constructed) else None
        return data is not None and data.trait


def _explicit(type_: Type) -> tuple[bool, ...]:
    found = []
    while isinstance(type_, Function):
        found.append(type_.implicitness is Implicitness.EXPLICIT)
        type_ = type_.codomain
    return tuple(found)


def _heads(body: ast.Expression) -> Iterator[tuple[tuple[ast.Pattern, ...], ast.Expression]]:
    """The clauses at the head of a definition: their patterns, those of anonymous functions in them added."""
    waiting: list[tuple[tuple[ast.Pattern, ...], ast.Expression]] = [((), body)]
    while waiting:
        patterns, expression = waiting.pop()
        if not isinstance(expression, ast.Lambda):
            yield patterns, expression
            continue
        for clause in reversed(expression.clauses):
            waiting += [(patterns + clause.patterns, inner) for inner in reversed(bodies(clause))]


# -- Sizes ------------------------------------------------------------------------------------------------------------


class _Sizes:
    """What the patterns at the head of a definition say about sizes."""

    def __init__(self, patterns: Sequence[ast.Pattern]) -> None:
        self.same: dict[Term, int] = {}
        self.smaller: dict[Term, int] = {}
        for index, pattern in enumerate(patterns):
            self._note(self.same, pattern, index)
            for part in _proper_parts(pattern):
                self._note(self.smaller, part, index)

    def _note(self, known: "dict[Term, int]", pattern: ast.Pattern, index: int) -> None:
        """A pattern's term, and the names that it has, are of the size of what it matches."""
        while isinstance(pattern, ast.AsPattern):
            known.setdefault(pattern.variable, index)
            pattern = pattern.pattern
        known.setdefault(_pattern_term(pattern, 0), index)

    def compare(self, argument: ast.Expression) -> Relation:
        """How an argument of a call relates to those of the definition."""
        term = _expression_term(argument, 0)
        if term is None:
            return None
        found = self.smaller.get(term)
        if found is not None:
            return found, True
        found = self.same.get(term)
        return None if found is None else (found, False)


def _proper_parts(pattern: ast.Pattern) -> Iterator[ast.Pattern]:
    """The patterns strictly inside a pattern."""
    waiting = [pattern]
    while waiting:
        match waiting.pop():
            case ast.AsPattern(pattern=inner):
                waiting.append(inner)
            case ast.ConstructorPattern(arguments=arguments):
                yield from arguments
                waiting.extend(arguments)
            case ast.WildcardPattern() | ast.VariablePattern():
                pass


def _pattern_term(pattern: ast.Pattern, depth: int) -> Term:
    match pattern:
        case ast.AsPattern():
            return _pattern_term(pattern.pattern, depth)
        case ast.VariablePattern():
            return pattern.variable
        case ast.ConstructorPattern(constructor=constructor, arguments=arguments):
            if depth > TERM_DEPTH:
                return None
            return _constructed(constructor, [_pattern_term(argument, depth + 1) for argument in arguments])
        case ast.WildcardPattern():
            return None


def _expression_term(expression: ast.Expression, depth: int) -> Term:
    match expression:
        case ast.Local(_, variable):
            return variable
        case ast.Global(_, symbol) if symbol.kind is SymbolKind.CONSTRUCTOR:
            return (symbol,)
        case ast.Apply(_, ast.Global(_, symbol), arguments) if (
            symbol.kind is SymbolKind.CONSTRUCTOR and depth <= TERM_DEPTH
        ):
            return _constructed(symbol, [_expression_term(argument, depth + 1) for argument in arguments])
        case _:
            return None


def _constructed(constructor: Symbol, arguments: Sequence[Term]) -> Term:
    return None if None in arguments else (constructor, *arguments)
