"""Decision trees to core expressions.

In: the clauses of a match, and what is at the places that they match. Out: one core expression. Variables of the
page that name the same place become one, with the name that the first clause gives it. Fields of records are projected.

A clause that the tree reaches in several places has its body there several times, unless that would be much: then the
body is bound once, as a function of its variables. A body with a recursive call is copied up to a higher limit,
for what a prover must know to see that the recursion ends (which constructor was found, which condition held) is known
at the leaf, and is lost in a function outside of the tree. Beyond that limit a short theory counts for more.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from diglot.core import ast as core
from diglot.core.context import Context
from diglot.core.match import Deferred, Leaf, NoMatch, Resume, Switch, Tree, TreeBuilder, nodes
from diglot.diagnostic import InternalError
from diglot.names import Implicitness, Variable
from diglot.source import Span
from diglot.typed import ast as typed
from diglot.typed.matrix import Occurrence, PatternRow, rows_of
from diglot.typed.subexpressions import subexpressions
from diglot.typed.types import Constructed, Function, Type

COPY_LIMIT = 24
"""How many nodes a body's further copies may have together before it is shared."""
RECURSIVE_COPY_LIMIT = 400
"""The same for a body with a recursive call."""

Lower = Callable[[typed.Expression], core.Expression]


@dataclass(slots=True)
class Match:
    """One match being lowered."""

    context: Context
    lower: Lower
    clauses: Sequence[typed.Clause]
    span: Span
    type: Type
    """Of the bodies."""
    places: tuple[Occurrence, ...]
    tree: Tree
    found: dict[Occurrence, core.Expression] = field(default_factory=dict)
    """What is at places, as far as the way to where we are has named them."""
    names: dict[Occurrence, Variable] = field(default_factory=dict)
    """The first name that a clause gives to a place."""
    shared: dict[tuple[int, int], tuple[Variable, tuple[Variable, ...]]] = field(default_factory=dict)
    """Bodies, by clause and branch, that are bound once: the function and its parameters."""
    rests: dict[int, Variable] = field(default_factory=dict)
    """Rests of deferred trees, bound as functions."""

    # -- Places -------------------------------------------------------------------------------------------------------

    def name_place(self, place: Occurrence) -> Variable:
        """Bind a variable for a place."""
        variable = self.context.name(self.names.get(place), place.type, self.span)
        self.found[place] = core.Local(self.span, variable, place.type)
        return variable

    def root(self, place: Occurrence) -> Occurrence:
        """The place that a record's field is projected from, at the end of the chain."""
        while place not in self.found and place.parent is not None and self._is_field(place):
            place = place.parent
        return place

    def _is_field(self, place: Occurrence) -> bool:
        return place.parent is not None and self.context.matched_type(place.parent.type) is None

    def at(self, place: Occurrence) -> core.Expression:
        """What is at a place: a variable, an expression, or projections of these."""
        chain = []
        while place not in self.found:
            if place.parent is None:
                raise InternalError(f"a place in {self.context.owner.id} has no value")
            chain.append(place)
            place = place.parent
        result = self.found[place]
        for step in reversed(chain):
            result = self._project(result, step)
        return result

    def _project(self, record: core.Expression, place: Occurrence) -> core.Expression:
        data = self.context.data_type(record.type)
        projection = data.constructors[0].fields[place.index].projection if data else None
        if data is None or projection is None or not isinstance(record.type, Constructed):
            raise InternalError(f"a record in {self.context.owner.id} has no fields")
        implicitness = Implicitness.INSTANCE if data.trait else Implicitness.EXPLICIT
        type_ = Function(implicitness, None, record.type, place.type)
        function = core.Global(self.span, projection, record.type.arguments, type_)
        return core.Apply(self.span, function, (record,), place.type)

    def mention(self, place: Occurrence) -> core.Expression:
        """What is at a place, to be used."""
        result = self.at(place)
        root = result
        while isinstance(root, core.Apply) and len(root.arguments) == 1:
            root = root.arguments[0]
        if isinstance(root, core.Local):
            self.context.used.add(root.variable)
        return result

    # -- The tree -----------------------------------------------------------------------------------------------------

    def emit(self) -> core.Expression:
        """The whole match."""
        before = len(self.context.scope)
        bindings = [self._share(row, part) for row, part in self._parts_to_share()]
        result = self._tree(self.tree)
        for variable, value in reversed(bindings):
            parameter = self.context.parameter(variable, value.type)
            result = core.Let(self.span, parameter, value, result, result.type)
        self.context.leave(before)
        return result

    def _tree(self, tree: Tree) -> core.Expression:
        match tree:
            case Leaf():
                return self._leaves(tree)
            case Switch():
                return self._switch(tree)
            case Deferred():
                return self._deferred(tree)
            case Resume(number, place):
                argument = self.mention(place)
                rest = self.rests[number]
                type_ = Function(Implicitness.EXPLICIT, None, place.type, self.type)
                return core.Apply(self.span, self.context.mention(rest, type_, self.span), (argument,), self.type)
            case NoMatch():
                return core.Undefined(self.span, self.type)

    def _switch(self, switch: Switch) -> core.Expression:
        scrutinee = self.mention(switch.place)
        branches = tuple([self._branch(switch.place, info, tree) for info, tree in switch.branches])
        default = None if switch.default is None else self._tree(switch.default)
        return core.Case(self.span, scrutinee, branches, default, self.type)

    def _branch(self, place: Occurrence, info: typed.ConstructorInfo, tree: Tree) -> core.Branch:
        before = len(self.context.scope)
        below = [place.below(info.symbol, index, argument.type) for index, argument in enumerate(info.fields)]
        variables = [self.name_place(argument) for argument in below]
        body = self._tree(tree)
        self.context.leave(before)
        parameters = [self.context.parameter(v, argument.type) for v, argument in zip(variables, below, strict=True)]
        return core.Branch(body.span, info.symbol, tuple(parameters), body)

    def _deferred(self, tree: Deferred) -> core.Expression:
        """A `let` for the rest: a function, so that nothing of the rest is evaluated before it is resumed."""
        context = self.context
        before = len(context.scope)
        rest = self.rests[tree.number] = context.invent("rest", self.span)
        outer = self.found.get(tree.place)
        inside = len(context.scope)
        variable = self.name_place(tree.place)
        body = self._tree(tree.rest)
        type_ = Function(Implicitness.EXPLICIT, None, tree.place.type, self.type)
        value = core.Lambda(self.span, (context.parameter(variable, tree.place.type),), body, type_)
        context.leave(inside)
        if outer is None:
            del self.found[tree.place]
        else:
            self.found[tree.place] = outer
        result = self._tree(tree.body)
        context.leave(before)
        return core.Let(self.span, context.parameter(rest, type_), value, result, self.type)

    def _leaves(self, leaf: Leaf) -> core.Expression:
        """A run of clauses with side conditions, from the last to the first; their scopes nest."""
        before = len(self.context.scope)
        entered: list[tuple[list[tuple[Variable, core.Expression]], list[_Condition]]] = []
        tree: Tree | None = leaf
        while isinstance(tree, Leaf):
            entered.append((self._enter(tree.row), self._conditions(tree.row)))
            tree = tree.otherwise
        result = None if tree is None else self._tree(tree)
        for bindings, conditions in reversed(entered):
            result = self._close(bindings, conditions, result)
        self.context.leave(before)
        if result is None:
            raise InternalError(f"a match in {self.context.owner.id} leads nowhere")
        return result

    def _close(
        self,
        bindings: "list[tuple[Variable, core.Expression]]",
        conditions: "list[_Condition]",
        otherwise: core.Expression | None,
    ) -> core.Expression | None:
        """Put the parts of one clause around what follows when none of its conditions holds."""
        result = otherwise
        for condition in reversed(conditions):
            if condition.test is None or result is None:
                result = condition.body
            else:
                result = core.If(condition.span, condition.test, condition.body, result, self.type)
        for variable, value in reversed(bindings):
            if result is not None:
                parameter = self.context.parameter(variable, value.type)
                result = core.Let(self.span, parameter, value, result, self.type)
        return result

    def _enter(self, row: PatternRow) -> list[tuple[Variable, core.Expression]]:
        """Give the row's variables their meaning; a projection that is mentioned more than once is bound by a let."""
        context = self.context
        bindings: list[tuple[Variable, core.Expression]] = []
        for variable, place in row.bindings:
            if not context.uses[variable]:
                continue
            value = self.at(place)
            if isinstance(value, core.Apply) and place not in self.found and context.uses[variable] > 1:
                value = self.mention(place)
                local = context.name(variable, place.type, self.span)
                bindings.append((local, value))
                value = core.Local(self.span, local, place.type)
            context.meanings[variable] = value
        return bindings

    def _conditions(self, row: PatternRow) -> "list[_Condition]":
        body = self.clauses[row.index].body
        if not isinstance(body, tuple):
            return [_Condition(body.span, None, self._part(row, 0, body))]
        return [
            _Condition(branch.span, None if branch.condition is None else self.lower(branch.condition), part)
            for branch, part in [(branch, self._part(row, i, branch.body)) for i, branch in enumerate(body)]
        ]

    def _part(self, row: PatternRow, index: int, body: typed.Expression) -> core.Expression:
        shared = self.shared.get((row.index, index))
        if shared is None:
            return self.lower(body)
        function, variables = shared
        places = dict(row.bindings)
        arguments = tuple([self.mention(places[variable]) for variable in variables])
        type_ = self.type
        for argument in reversed(arguments):
            type_ = Function(Implicitness.EXPLICIT, None, argument.type, type_)
        head = self.context.mention(function, type_, body.span)
        return core.Apply(body.span, head, arguments, self.type) if arguments else head

    # -- Sharing ------------------------------------------------------------------------------------------------------

    def _parts_to_share(self) -> list[tuple[PatternRow, int]]:
        """The bodies that would be too much to copy, with a row that has all their clause's variables."""
        leaves: Counter[int] = Counter()
        rows: dict[int, PatternRow] = {}
        for node in nodes(self.tree):
            if isinstance(node, Leaf):
                leaves[node.row.index] += 1
                rows[node.row.index] = node.row
        found = []
        for index, count in sorted(leaves.items()):
            body = self.clauses[index].body
            parts = [branch.body for branch in body] if isinstance(body, tuple) else [body]
            found += [(rows[index], i) for i, part in enumerate(parts) if count > 1 and self._is_large(part, count - 1)]
        return found

    def _is_large(self, body: typed.Expression, copies: int) -> bool:
        size = 0
        limit = COPY_LIMIT
        for expression in subexpressions(body):
            size += copies
            if size > RECURSIVE_COPY_LIMIT:
                return True
            if self._is_recursive_call(expression):
                limit = RECURSIVE_COPY_LIMIT
        return size > limit

    def _is_recursive_call(self, expression: typed.Expression) -> bool:
        if isinstance(expression, typed.Global):
            return expression.symbol in self.context.group
        return isinstance(expression, typed.Local) and expression.variable in self.context.group

    def _share(self, row: PatternRow, index: int) -> tuple[Variable, core.Expression]:
        """Bind a body as a function of the variables in it that are not the matched values themselves."""
        context = self.context
        clause = self.clauses[row.index]
        body = clause.body[index].body if isinstance(clause.body, tuple) else clause.body
        mentioned = {e.variable for e in subexpressions(body) if isinstance(e, typed.Local)}
        places = {v: place for v, place in row.bindings if v in mentioned and place not in self.found}
        for variable, place in row.bindings:
            if place in self.found:
                context.meanings[variable] = self.found[place]
        before = len(context.scope)
        parameters = []
        for variable, place in places.items():
            local = context.name(variable, place.type, self.span)
            parameters.append((local, place.type))
            context.meanings[variable] = core.Local(self.span, local, place.type)
        value = self.lower(body)
        context.leave(before)
        type_ = value.type
        for _, parameter_type in reversed(parameters):
            type_ = Function(Implicitness.EXPLICIT, None, parameter_type, type_)
        if parameters:
            bound = tuple([context.parameter(local, parameter_type) for local, parameter_type in parameters])
            value = core.Lambda(value.span, bound, value, type_)
        function = context.invent("body", body.span)
        self.shared[row.index, index] = function, tuple(places)
        return function, value


@dataclass(frozen=True, slots=True)
class _Condition:
    """A side condition that is lowered, or none, and what it leads to."""

    span: Span
    test: core.Expression | None
    body: core.Expression


def start_match(
    context: Context, lower: Lower, clauses: Sequence[typed.Clause], types: Sequence[Type], span: Span, type_: Type
) -> Match:
    """A match with its tree built; what is at its places is still unknown."""
    places = tuple([Occurrence(matched) for matched in types])
    rows = rows_of(clauses, places)
    covers = [not isinstance(c.body, tuple) or c.body[-1].condition is None for c in clauses]
    tree = TreeBuilder(rows, covers, context.matched_type).build(rows, NoMatch())
    names: dict[Occurrence, Variable] = {}
    for node in nodes(tree):
        if isinstance(node, Leaf):
            for variable, place in node.row.bindings:
                names.setdefault(place, variable)
    return Match(context, lower, clauses, span, type_, places, tree, names=names)


def mentions(match: Match) -> Mapping[Occurrence, int]:
    """How often the tree mentions each of the matched values; more often than it can be copied counts as 2."""
    found: Counter[Occurrence] = Counter()
    for node in nodes(match.tree):
        match node:
            case Switch(place) | Resume(_, place):
                found[match.root(place)] += 1
            case Deferred(_, place):
                found[match.root(place)] += 2
            case Leaf(row):
                for variable, place in row.bindings:
                    uses = match.context.uses[variable]
                    root = match.root(place)
                    found[root] += min(uses, 1) * 2 if root is place else min(uses, 2)
            case _:
                pass
    return found
