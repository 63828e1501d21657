"""Which parameters of lambdas Isabelle would leave without a type.

In: an expression of the core, and what the theory says of types in it. Out: the parameters to write the type of.
It infers types like Isabelle: a constant has its most general type, an arithmetic operator of HOL one for all numbers,
a numeral any; a variable bound by `let` or a lambda has one type, which its uses and the body have to tell. Where it
cannot follow, it asks for nothing.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import count

from diglot.core import ast as core
from diglot.core.subexpressions import children
from diglot.core.type_substitution import instantiated, match_types, substitute, variables_in
from diglot.names import Implicitness, Symbol, Variable
from diglot.theory.library.functions import RULES
from diglot.theory.library.rules import COMPARISONS, Rule
from diglot.theory.library.traits import OVERLOADS
from diglot.theory.library.types import INT, ZERO
from diglot.theory.translate.fixed_types import Places, is_trait
from diglot.theory.translate.names import TypeOf
from diglot.theory.translate.tuple_patterns import tuple_elements
from diglot.typed.types import Constructed, ErrorType, Function, Meta, MetaApplied, Rigid, Type, Universe, arrows, parts
from diglot.typed.unify import TypeOutgrown, metas_of, shallow, unify

Instances = Callable[[core.Global, tuple[core.Expression, ...]], Iterable[core.Expression]]
"""The instances among the arguments of a constant that are in the theory and say their types."""

_FOR_ALL_NUMBERS = frozenset({f"{INT}.nonNeg"})
"""Functions for one type of numbers that become terms for any, besides operators and comparisons."""


class GeneralTypes:
    """The most general types of constants, without instances, each found out once for a module."""

    def __init__(self, type_of: TypeOf) -> None:
        self.type_of = type_of
        self._whole: dict[str, tuple[dict[Variable, bool], Type] | None] = {}
        self._known: dict[str, tuple[dict[Variable, bool], Type] | None] = {}
        self._told: dict[tuple[str, int], bool] = {}
        self._places: dict[tuple[object, ...], Places | None] = {}

    def _with_instances(self, symbol: Symbol) -> tuple[dict[Variable, bool], Type] | None:
        if symbol.id not in self._whole:
            whole = self.type_of(symbol)
            names = {} if whole is None else _type_binders(whole)
            types = {name: Rigid(name) for name in names}
            self._whole[symbol.id] = None if whole is None else (names, instantiated(whole, types))
        return self._whole[symbol.id]

    def of(self, symbol: Symbol) -> tuple[dict[Variable, bool], Type] | None:
        """The type parameters and the type of a constant; None for what only theories have."""
        if symbol.id not in self._known:
            found = self._with_instances(symbol)
            self._known[symbol.id] = None if found is None else (found[0], _without_instances(found[1]))
        return self._known[symbol.id]

    def are_told(self, function: core.Global, arguments: int, *, is_fixed: bool) -> bool:
        """Whether the types of that many arguments are determined; `is_fixed` says that the type of the result is."""
        if not function.type_arguments:
            return not _is_for_all(function)
        if not is_fixed:
            return False
        key = (function.symbol.id, arguments)
        if key not in self._told:
            self._told[key] = self._tells_arguments(function.symbol, arguments)
        return self._told[key]

    def places(self, function: core.Global, arguments: Sequence[core.Expression]) -> Places | None:
        """The type parameters that the types of the arguments and of the result mention; None where that is unknown."""
        key = (function.symbol.id, *[is_trait(argument.type) for argument in arguments])
        if key not in self._places:
            self._places[key] = self._find_places(function.symbol, key[1:])
        return self._places[key]

    def _find_places(self, symbol: Symbol, instances: Iterable[object]) -> Places | None:
        """The same, by which of the arguments are instances."""
        found = self._with_instances(symbol)
        if found is None:
            return None
        names, type_ = found
        places: list[set[Variable]] = []
        related: list[set[Variable]] = []
        for is_instance in instances:
            # Where HOL needs no instance, there is none among the arguments; its types are related all the same.
            while isinstance(type_, Function) and is_trait(type_.domain) and not is_instance:
                related.append(names.keys() & variables_in(type_.domain))
                type_ = type_.codomain
            if not isinstance(type_, Function) or is_trait(type_.domain) != is_instance:
                return None
            places.append(names.keys() & variables_in(type_.domain))
            type_ = type_.codomain
        places.append(names.keys() & variables_in(type_))
        return tuple(frozenset(place.union(*[group for group in related if group & place])) for place in places)

    def _tells_arguments(self, symbol: Symbol, arguments: int) -> bool:
        found = self.of(symbol)
        if found is None:
            return False
        names, result = found
        for _ in range(arguments):
            if not isinstance(result, Function):
                return False
            result = result.codomain
        return names.keys() <= set(variables_in(result))


class _LostError(Exception):
    """Types that should be equal are not: the theory says something in another way."""


def open_parameters(
    body: core.Expression,
    general: GeneralTypes,
    own: Collection[Symbol],
    said: Collection[int],
    written_instances: Instances,
    *,
    fixed: bool,
) -> frozenset[Variable]:
    """The parameters to write the type of, the fewest from left to right.

    `own` are the functions that are being defined, which have one type in their definitions; `said` are the parts
    whose types are written down; `fixed` says that the place determines the type of the whole.
    """
    if _told(body, general, fixed=fixed):
        return frozenset()
    inference = _Inference(general, own, said, written_instances)
    try:
        found = inference.infer(body)
        if fixed:
            _same(found, body.type)
        return frozenset(inference.settle())
    except (_LostError, TypeOutgrown):
        return frozenset()


def _told(body: core.Expression, general: GeneralTypes, *, fixed: bool) -> bool:
    """Whether each parameter of a lambda plainly has only one type, so that nothing needs inferring.

    That is so where the place of the lambda determines its type, or where the parameter is used at once where only one
    type can be: as the argument of a constant of one type, or as what a match or an update takes apart.
    """
    bound: set[Variable] = set()
    told: set[Variable] = set()
    waiting = [(body, fixed)]
    while waiting:
        part, is_fixed = waiting.pop()
        below = False
        match part:
            case core.Lambda(_, parameters, inner):
                elements = [parameter.variable for parameter in _printed(parameters, inner)]
                (told if is_fixed else bound).update(elements)
                below = is_fixed
            case core.Apply(_, core.Global() as function, arguments):
                below = general.are_told(function, len(arguments), is_fixed=is_fixed)
                if below and not function.type_arguments:
                    told.update([argument.variable for argument in arguments if isinstance(argument, core.Local)])
            case core.Let(_, _, value, inner):
                waiting += [(value, False), (inner, is_fixed)]
                continue
            case core.If(_, condition, then, otherwise):
                waiting += [(condition, True), (then, is_fixed), (otherwise, is_fixed)]
                continue
            case core.Case(_, scrutinee, branches, default):
                match scrutinee:
                    case core.Local(_, variable, Constructed(_, ())) if branches:
                        told.add(variable)
                    case _:
                        waiting.append((scrutinee, False))
                waiting += [(branch.body, is_fixed) for branch in branches]
                if default is not None:
                    waiting.append((default, is_fixed))
                continue
            case core.RecordUpdate(_, core.Local(_, variable, Constructed(_, ()))):
                told.add(variable)
            case _:
                pass
        waiting += [(child, below) for child in children(part)]
    return bound <= told


class _Inference:
    """Types within one expression."""

    def __init__(
        self, general: GeneralTypes, own: Collection[Symbol], said: Collection[int], written: Instances
    ) -> None:
        self._general = general
        self._own = own
        self._said = said
        self._written = written
        self._numbers = count()
        self._types: dict[Variable, Type] = {}
        self._bound: list[core.Parameter] = []
        """Those of lambdas, in order."""

    def settle(self) -> list[Variable]:
        """Take the type of each parameter that is still open as written down; which these are."""
        found: list[Variable] = []
        for parameter in self._bound:
            type_ = self._types[parameter.variable]
            if metas_of(type_):
                _same(type_, parameter.type)
                found.append(parameter.variable)
        return found

    def infer(self, expression: core.Expression) -> Type:
        """The type of an expression, as far as it is known so far."""
        found = self._ask(expression)
        if id(expression) in self._said:
            _same(found, expression.type)
        return found

    def _ask(self, expression: core.Expression) -> Type:
        match expression:
            case core.Local(_, variable, type_):
                return self._types.get(variable, type_)
            case core.Integer() | core.Undefined():
                return self._unknown()
            case core.String(_, _, type_):
                return type_
            case core.Global():
                return self._constant(expression, ())
            case core.Apply(_, function, arguments):
                return self._application(function, arguments)
            case core.Lambda(_, parameters, body):
                for parameter in parameters:
                    self._types[parameter.variable] = self._unknown()
                self._bound += _printed(parameters, body)
                result = self.infer(body)
                return _arrows([(p, self._types[p.variable]) for p in parameters], result, expression.type)
            case core.Let(_, parameter, value, body):
                self._types[parameter.variable] = self.infer(value)
                return self.infer(body)
            case core.If(_, condition, then, otherwise):
                _same(self.infer(condition), condition.type)
                found = self.infer(then)
                _same(found, self.infer(otherwise))
                return found
            case core.Case():
                return self._case(expression)
            case core.RecordUpdate(_, record, fields):
                return self._update(record, fields)

    def _unknown(self) -> Meta:
        return Meta(next(self._numbers))

    # -- Applications -------------------------------------------------------------------------------------------------

    def _application(self, function: core.Expression, arguments: tuple[core.Expression, ...]) -> Type:
        if isinstance(function, core.Global):
            type_ = self._constant(function, arguments)
            arguments = tuple(argument for argument in arguments if not _is_instance(argument.type))
        else:
            type_ = self.infer(function)
        for argument in arguments:
            found = self.infer(argument)
            if not isinstance(type_ := shallow(type_), Function):
                arrow = Function(Implicitness.EXPLICIT, None, self._unknown(), self._unknown())
                _same(type_, arrow)
                type_ = arrow
            _same(type_.domain, found)
            type_ = type_.codomain
        return type_

    def _constant(self, function: core.Global, arguments: Sequence[core.Expression]) -> Type:
        """The most general type of a constant, without instances."""
        identity, actual = function.symbol.id, function.type_arguments
        if identity == ZERO:
            return self._unknown()
        type_ = _without_instances(function.type)
        if not actual:
            operand = type_.domain if isinstance(type_, Function) and _is_for_all(function) else None
            return type_ if operand is None else _generalised(type_, {operand: self._unknown()})
        if function.symbol in self._own:
            return type_
        found = self._general.of(function.symbol)
        if found is not None:
            names, general = found
            known: dict[Variable, Type] = {}
            match_types(general, type_, names.keys(), known)
            if substitute(general, known) == type_:
                unknown = {name: self._unknown() for name in names if names[name]}
                self._tell(function, arguments, [(known.get(name), unknown.get(name)) for name in names])
                return substitute(general, {**known, **unknown})
        others = {each: self._unknown() for each in actual}
        self._tell(function, arguments, list(others.items()))
        return _generalised(type_, others)

    def _tell(
        self,
        function: core.Global,
        arguments: Sequence[core.Expression],
        types: Sequence[tuple[Type | None, Type | None]],
    ) -> None:
        """Take over what the instances of a constant say, or the constant of HOL that it becomes.

        `types` are its types on the page, and what stands for them.
        """
        told = {part for instance in self._written(function, tuple(arguments)) for part in parts(instance.type)}
        overload = OVERLOADS.get(function.symbol.id)
        for index, (actual, unknown) in enumerate(types):
            if actual is None or unknown is None:
                continue
            chosen = None
            if overload is not None and index == overload.type_index and isinstance(actual, Constructed):
                chosen = overload.heads.get(actual.symbol.id)
            if actual in told or (chosen is not None and not _is_overloaded(chosen)):
                _same(unknown, actual)

    # -- Matches ------------------------------------------------------------------------------------------------------

    def _case(self, case: core.Case) -> Type:
        scrutinee = self.infer(case.scrutinee)
        found: Type = self._unknown()
        for branch in case.branches:
            type_ = self._constructor(branch, case.scrutinee.type)
            for parameter in branch.parameters:
                if not isinstance(type_, Function):
                    raise _LostError
                self._types[parameter.variable] = type_.domain
                type_ = type_.codomain
            _same(scrutinee, type_)
            _same(found, self.infer(branch.body))
        if case.default is not None:
            _same(found, self.infer(case.default))
        return found

    def _constructor(self, branch: core.Branch, scrutinee: Type) -> Type:
        actual = arrows([parameter.type for parameter in branch.parameters], scrutinee)
        arguments = scrutinee.arguments if isinstance(scrutinee, Constructed) else ()
        whole = self._general.type_of(branch.constructor)
        names = _type_binders(whole) if whole is not None else {}
        if whole is not None and len(names) == len(arguments):
            known = dict(zip(names, arguments, strict=True))
            general = instantiated(whole, {name: Rigid(name) for name in names})
            if substitute(general, known) == actual:
                return substitute(general, {**known, **{name: self._unknown() for name in names if names[name]}})
        return _generalised(actual, {each: self._unknown() for each in arguments})

    def _update(self, record: core.Expression, fields: Sequence[tuple[Symbol, core.Expression]]) -> Type:
        found = self.infer(record)
        for symbol, value in fields:
            arguments = record.type.arguments if isinstance(record.type, Constructed) else ()
            projection = core.Global(record.span, symbol, arguments, arrows([record.type], value.type))
            type_ = self._constant(projection, ())
            if not isinstance(type_, Function):
                raise _LostError
            _same(type_.domain, found)
            _same(type_.codomain, self.infer(value))
        return found


def _same(left: Type, right: Type) -> None:
    if not unify(left, right):
        raise _LostError


def _printed(parameters: Sequence[core.Parameter], body: core.Expression) -> list[core.Parameter]:
    """The variables that a lambda binds in the theory, where it takes tuples apart."""
    found: list[core.Parameter] = []
    for parameter in parameters:
        elements, body = tuple_elements(parameter, body)
        found += elements
    return found


def _arrows(parameters: Sequence[tuple[core.Parameter, Type]], result: Type, actual: Type) -> Type:
    """The type of a lambda, its arrows as they are on the page."""
    kinds: list[Implicitness] = []
    while isinstance(actual, Function) and len(kinds) < len(parameters):
        kinds.append(actual.implicitness)
        actual = actual.codomain
    if len(kinds) < len(parameters):
        raise _LostError
    for (_, type_), kind in zip(reversed(parameters), reversed(kinds), strict=True):
        result = Function(kind, None, type_, result)
    return result


def _is_instance(type_: Type) -> bool:
    """Whether something is an instance of a trait for one type; one for several says how these are related."""
    return isinstance(type_, Constructed) and len(type_.arguments) == 1 and is_trait(type_)


def _type_binders(type_: Type) -> dict[Variable, bool]:
    """The type parameters of a polymorphic type in order, and whether they are types and no functions on types."""
    found: dict[Variable, bool] = {}
    while isinstance(type_, Function):
        if type_.implicitness is Implicitness.IMPLICIT and type_.variable is not None:
            found[type_.variable] = isinstance(type_.domain, Universe)
        type_ = type_.codomain
    return found


def _is_for_all(function: core.Global) -> bool:
    """Whether a function for one type becomes a constant of HOL for many."""
    rule = RULES.get(function.symbol.id)
    return rule is not None and (_is_overloaded(rule) or function.symbol.id in _FOR_ALL_NUMBERS)


def _is_overloaded(rule: Rule) -> bool:
    return rule.section is not None or rule in COMPARISONS.values()


def _without_instances(type_: Type) -> Type:
    """A function's type without the instances that it is given."""
    if not isinstance(type_, Function):
        return type_
    rest = _without_instances(type_.codomain)
    return rest if _is_instance(type_.domain) else Function(type_.implicitness, None, type_.domain, rest)


def _generalised(type_: Type, unknown: Mapping[Type, Type]) -> Type:
    """A type with other types for some in it."""
    if type_ in unknown:
        return unknown[type_]
    match type_:
        case Constructed(symbol, arguments):
            return Constructed(symbol, tuple(_generalised(each, unknown) for each in arguments))
        case Rigid(variable, arguments):
            return Rigid(variable, tuple(_generalised(each, unknown) for each in arguments))
        case Function(implicitness, _, domain, codomain):
            return Function(implicitness, None, _generalised(domain, unknown), _generalised(codomain, unknown))
        case Universe() | Meta() | MetaApplied() | ErrorType():
            return type_
