"""Coverage: do clauses take every value, and is each of them of use?

In: a checked module without errors. Out: diagnostics for what is left out, for clauses that nothing reaches, and for
side conditions that hide others. The rows of clauses are split by constructor, first row first, as a reader would try
them; equal situations are looked at once, and the work is bounded: beyond the bound there is a diagnostic, never an
answer that is not known to be right.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from diglot.diagnostic import Problems
from diglot.names import Symbol
from diglot.source import Span
from diglot.typed import ast
from diglot.typed.check_errors import ConstantSideCondition, MatchTooLarge, NonExhaustive, RedundantClause
from diglot.typed.matrix import Occurrence, PatternRow, places_of, rows_of, split
from diglot.typed.module import TypedModule
from diglot.typed.subexpressions import subexpressions
from diglot.typed.types import Constructed, ErrorType, Type
from diglot.typed.witness import Witness, fits_some, hiders, misread_constructor, show_witness

DEPTH_LIMIT = 200
"""How many places a value may have to be looked at, one after another."""
WORK_LIMIT = 200_000
"""How many rows may be looked at for one match."""
EXAMPLES = 3
"""How many left-out values are named."""
EXPLAINED = 50
"""For how many unreachable clauses of a match the ones that take everything are named."""

TRUE = "Juvix.Builtin.V1.Bool:Bool.true"


def check_coverage(module: TypedModule, types: Mapping[Symbol, ast.DataType], problems: Problems) -> None:
    """Check all clauses of a module's definitions; `types` has the types of the module and of all it depends on."""
    for declaration in module.declarations:
        if isinstance(declaration, ast.Definition) and not declaration.derived:
            check_definition_coverage(module.path, declaration, types, problems)


def check_definition_coverage(
    path: str, definition: ast.Definition, types: Mapping[Symbol, ast.DataType], problems: Problems
) -> None:
    """Check the clauses, cases and anonymous functions of one definition."""
    for clauses, span, subject in _matches(definition):
        _check_side_conditions(path, clauses, problems)
        if not _is_plain(clauses) and not _is_doubtful(clauses):
            _check_match(path, clauses, span, subject, types, problems)


def _matches(definition: ast.Definition) -> Iterator[tuple[Sequence[ast.Clause], Span, str]]:
    """All matches of a definition, where to report what they leave out, and what they belong to."""
    names: dict[int, tuple[Span, str]] = {}
    if definition.body.span == definition.span:
        names[id(definition.body)] = (definition.symbol.span, definition.symbol.name)
    for e in subexpressions(definition.body):
        match e:
            case ast.Let(_, definitions):
                for local in definitions:
                    if local.body.span == local.span:
                        names[id(local.body)] = (local.variable.span, local.variable.name)
            case ast.Lambda(span, clauses):
                yield clauses, *names.get(id(e), (Span(span.start, span.start + 1), ""))
            case ast.Case(span, scrutinee, clauses):
                pattern = clauses[0].patterns[0].span
                if pattern.start < scrutinee.span.start:
                    yield clauses, pattern, "="
                else:
                    yield clauses, Span(span.start, min(span.start + len("case"), span.end)), "case"
            case (
                ast.Local()
                | ast.Global()
                | ast.Integer()
                | ast.String()
                | ast.TypeValue()
                | ast.Apply()
                | ast.If()
                | ast.RecordUpdate()
                | ast.ErrorExpression()
            ):
                pass


def _is_doubtful(clauses: Sequence[ast.Clause]) -> bool:
    """Whether it is not known what some pattern takes, for a reason that is reported."""
    waiting = [pattern for clause in clauses for pattern in clause.patterns]
    while waiting:
        pattern = waiting.pop()
        if isinstance(pattern.type, ErrorType):
            return True
        match pattern:
            case ast.ConstructorPattern():
                waiting += pattern.arguments
            case ast.AsPattern():
                waiting.append(pattern.pattern)
            case ast.WildcardPattern() | ast.VariablePattern():
                pass
    return False


def _is_plain(clauses: Sequence[ast.Clause]) -> bool:
    """One clause that takes everything."""
    only = clauses[0]
    return len(clauses) == 1 and _covers(only) and not any(map(_is_refutable, only.patterns))


def _is_refutable(pattern: ast.Pattern) -> bool:
    match pattern:
        case ast.AsPattern() | ast.ConstructorPattern():
            return True
        case ast.WildcardPattern() | ast.VariablePattern():
            return False


def _covers(clause: ast.Clause) -> bool:
    """Whether a clause is taken whenever its patterns fit."""
    if not isinstance(clause.body, tuple):
        return True
    last = clause.body[-1].condition
    return last is None or _is_true(last)


def _is_true(condition: ast.Expression) -> bool:
    return isinstance(condition, ast.Global) and condition.symbol.id == TRUE


def _check_side_conditions(path: str, clauses: Sequence[ast.Clause], problems: Problems) -> None:
    for clause in clauses:
        if isinstance(clause.body, tuple):
            for branch, following in zip(clause.body, clause.body[1:], strict=False):
                if branch.condition is not None and _is_true(branch.condition):
                    problems.add(ConstantSideCondition(path, branch.condition.span, following.span))
                    break


def _check_match(
    path: str,
    clauses: Sequence[ast.Clause],
    span: Span,
    subject: str,
    types: Mapping[Symbol, ast.DataType],
    problems: Problems,
) -> None:
    depth = depth_of(clauses)
    if depth > DEPTH_LIMIT:
        problems.add(MatchTooLarge(path, span, depth))
        return
    search = _Search(clauses, types)
    found = search.left_out(search.rows)
    if search.work < 0:
        problems.add(MatchTooLarge(path, span, 0))
        return
    if found:
        examples = tuple(show_witness(search.places, witness, types) for witness in found[:EXAMPLES])
        guarded = fits_some(search.rows, found[0])
        problems.add(NonExhaustive(path, span, subject, examples, len(found) > EXAMPLES, guarded))
    unreached = [row.index for row in search.rows if row.index not in search.reached]
    for number, index in enumerate(unreached):
        covering = (clause for clause in clauses[:index] if _covers(clause)) if number < EXPLAINED else ()
        hidden = clauses[index]
        guilty = hiders(tuple(covering), hidden)
        spans = tuple(map(_patterns_span, guilty))
        problems.add(RedundantClause(path, _patterns_span(hidden), spans, misread_constructor(guilty, types)))


def _patterns_span(clause: ast.Clause) -> Span:
    """What comes before the `:=`; the whole clause where patterns have no text of their own."""
    written = [pattern.span for pattern in clause.patterns if pattern.span.end > pattern.span.start]
    return written[0].to(written[-1]) if written else clause.span


# -- The search -------------------------------------------------------------------------------------------------------


class _Search:
    """One match being explored: which rows are reached, and which values no row takes."""

    def __init__(self, clauses: Sequence[ast.Clause], types: Mapping[Symbol, ast.DataType]) -> None:
        self.types = types
        self.covers = [_covers(clause) for clause in clauses]
        self.places = places_of(clauses[0].patterns)
        self.rows = rows_of(clauses, self.places)
        self.reached: set[int] = set()
        self.work = WORK_LIMIT
        self.numbered: dict[Symbol, dict[Symbol, tuple[int, ast.ConstructorInfo]]] = {}
        self.known: dict[tuple[tuple[int, tuple[Occurrence, ...]], ...], list[Witness]] = {}

    def left_out(self, rows: Sequence[PatternRow]) -> list[Witness]:
        """The values that fall through all rows: a few of them when there are any."""
        rest = self._skip_irrefutable(rows)
        if rest is None:
            return []
        if not rest or self.work < 0:
            return [{}]
        self.work -= len(rest)
        situation = tuple([(row.index, tuple(row.tests)) for row in rest])
        found = self.known.get(situation)
        if found is None:
            found = self.known[situation] = self._explore(rest)
        return found

    def _skip_irrefutable(self, rows: Sequence[PatternRow]) -> Sequence[PatternRow] | None:
        """The rows from the first one that tests something on; None when one before takes every value."""
        for at, row in enumerate(rows):
            if row.tests:
                return rows[at:]
            self.reached.add(row.index)
            if self.covers[row.index]:
                return None
        return ()

    def _explore(self, rows: Sequence[PatternRow]) -> list[Witness]:
        place = next(iter(rows[0].tests))
        by_constructor, others = split(rows, place)
        found: list[Witness] = []
        constructors = self._constructors(place.type)
        for constructor in sorted(by_constructor.keys() & constructors.keys(), key=lambda each: constructors[each][0]):
            rests = self.left_out(by_constructor[constructor])
            if len(found) <= EXAMPLES:
                found += [{**rest, place: constructors[constructor][1]} for rest in rests]
        # Not all that are missing are gathered: a type may have thousands of constructors, at each of many places.
        missing = (info for symbol, (_, info) in constructors.items() if symbol not in by_constructor)
        some = list(islice(missing, EXAMPLES + 1))
        if some:
            rests = self.left_out(others)
            found += [{**rest, place: constructor} for constructor in some for rest in rests]
        return found[: EXAMPLES + 1]

    def _constructors(self, type_: Type) -> Mapping[Symbol, tuple[int, ast.ConstructorInfo]]:
        """The constructors of a type, in order, with their numbers."""
        data = self.types.get(type_.symbol) if isinstance(type_, Constructed) else None
        if data is None:
            return {}
        found = self.numbered.get(data.symbol)
        if found is None:
            found = self.numbered[data.symbol] = {c.symbol: (i, c) for i, c in enumerate(data.constructors)}
        return found


Position = tuple[int, Symbol | None, int]
"""A tested place: the number of the one that it is in (or -1), the constructor there, and which argument it is."""


def depth_of(clauses: Sequence[ast.Clause]) -> int:
    """How many places of one value may have to be looked at, one after another: a bound, by adding up the patterns."""
    numbers: dict[Position, int] = {}
    owners: list[Position] = []
    waiting: list[tuple[ast.Pattern, Position]] = [
        (pattern, (-1, None, i)) for clause in clauses for i, pattern in enumerate(clause.patterns)
    ]
    while waiting:
        pattern, key = waiting.pop()
        match pattern:
            case ast.AsPattern():
                waiting.append((pattern.pattern, key))
            case ast.ConstructorPattern(_, constructor, arguments):
                if key not in numbers:
                    numbers[key] = len(owners)
                    owners.append(key)
                waiting += [(argument, (numbers[key], constructor, i)) for i, argument in enumerate(arguments)]
            case ast.WildcardPattern() | ast.VariablePattern():
                pass
    return _add_up(owners)


def _add_up(owners: Sequence[Position]) -> int:
    """Sums over the places below each constructor, of which the largest counts; owners come before what they own."""
    sums: list[dict[Symbol | None, int]] = [{} for _ in owners]
    total = 0
    for number in range(len(owners) - 1, -1, -1):
        depth = 1 + max(sums[number].values(), default=0)
        parent, constructor, _ = owners[number]
        if parent < 0:
            total += depth
        else:
            sums[parent][constructor] = sums[parent].get(constructor, 0) + depth
    return total
