"""Polymorphism that HOL does not have, made into what it has.

In: the core of a module, those of the modules below it, and the copies that these have. Out: the module's declarations
without types and functions over types with parameters, and without polymorphic arguments and fields; in their place,
a copy of each such function for each of the types that it is used at. A copy is called as `copy_names` says, comes
before the definition that needs it first, and is made once: a module uses the copies of those that it imports.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from diglot.core import ast
from diglot.core.errors import AxiomCopiedTwice
from diglot.core.generic_functions import GenericFunctions, as_function, generic_axioms
from diglot.core.monomorphise_types import TypeMonomorphiser
from diglot.core.order import Single, in_order
from diglot.core.reduce import Reducer
from diglot.core.shape import Shape
from diglot.core.static_types import Arity, StaticTypes, is_higher
from diglot.core.static_values import Keeps, StaticValues
from diglot.core.subexpressions import children, subexpressions
from diglot.diagnostic import Problems
from diglot.names import Symbol, SymbolKind
from diglot.recursion import deep_recursion
from diglot.source import Span
from diglot.typed.types import Rigid, Universe, arrows
from diglot.typed.unify import is_kind

CALLS_PER_LEVEL = 20
"""How many times deeper calls may nest here than in the checker."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a module is made of besides its own declarations."""

    types: Mapping[Symbol, ast.DataType]
    """Of the module and of all that it depends on."""
    arity: Arity
    cores: Mapping[str, ast.CoreModule]
    """Of the modules below."""
    has_type: Callable[[Symbol], bool]
    """Whether HOL has something for a type of the library."""
    is_absent: Callable[[str], bool]
    """Whether a module has no theory."""
    keeps: Keeps
    copies: Mapping[str, Symbol]
    """What the modules below have copied."""


@dataclass(frozen=True, slots=True)
class Monomorphised:
    """A module without polymorphism that HOL does not have."""

    core: ast.CoreModule
    copies: Mapping[str, Symbol]
    """Its copies, by what they are copies of."""
    left_out: tuple[ast.DataType | ast.Function, ...] = ()
    """What is there only as copies."""


def merged_copies(
    below: Iterable[Mapping[str, Symbol]], path: str, span: Span, problems: Problems
) -> Mapping[str, Symbol]:
    """What the modules below have copied, by what it is a copy of. Two copies of an axiom are not the same thing."""
    found: dict[str, Symbol] = {}
    for copies in below:
        for key, symbol in copies.items():
            known = found.setdefault(key, symbol)
            if known != symbol and symbol.kind is SymbolKind.AXIOM:
                problems.add(AxiomCopiedTwice(path, span, known, symbol))
    return found


def monomorphise_module(core: ast.CoreModule, around: Surroundings, problems: Problems) -> Monomorphised:
    """Make the copies that a module needs."""
    statics = StaticTypes(around.types, around.arity, around.has_type, around.is_absent)
    generics = GenericFunctions(core, around.cores, statics)
    work = _Work(core, around, statics, generics)
    if not work.is_needed():
        return Monomorphised(core, {})
    with deep_recursion(CALLS_PER_LEVEL):
        reducer = Reducer(
            core.name,
            core.path,
            StaticValues(statics, generics, around.keeps),
            around.is_absent,
            around.copies,
            {symbol.id for symbol in _symbols(core)},
            problems,
        )
        singles = list(work.reduced(reducer))
        types = TypeMonomorphiser(
            core.name,
            core.path,
            around.types,
            statics.is_static_data,
            around.copies,
            {symbol.id for symbol in _symbols(core)},
            problems,
        )
        if types.are_needed():
            singles = [made for single in singles for made in types.declaration(single)]
        declarations = in_order(singles)
    return Monomorphised(replace(core, declarations=declarations), reducer.made | types.made, work.left_out())


def generics_digest(core: ast.CoreModule, around: Surroundings) -> str:
    """What other modules may copy of a module; two with the same text give the same copies."""
    statics = StaticTypes(around.types, around.arity, around.has_type, around.is_absent)
    generics = GenericFunctions(core, around.cores, statics)
    shape = Shape()
    for function in _functions(core):
        if generics.of(function) is not None:
            shape.function(function)
    return shape.text


def _functions(core: ast.CoreModule) -> Iterator[ast.Function]:
    """The functions of a module, and what is copied like them."""
    for declaration in core.declarations:
        if isinstance(declaration, ast.FunctionGroup):
            yield from declaration.functions
    yield from map(as_function, generic_axioms(core.declarations))


def _symbols(core: ast.CoreModule) -> Iterator[Symbol]:
    for declaration in core.declarations:
        match declaration:
            case ast.FunctionGroup(functions):
                yield from (function.symbol for function in functions)
            case ast.TypeGroup(types):
                yield from (type_.symbol for type_ in types)
            case ast.OpaqueType() | ast.TypeFunction() | ast.AxiomConstant():
                yield declaration.symbol


@dataclass(frozen=True, slots=True)
class _Work:
    """What is to be done in one module."""

    core: ast.CoreModule
    around: Surroundings
    statics: StaticTypes
    generics: GenericFunctions

    def is_needed(self) -> bool:
        """Whether anything at all is static."""
        for declaration in self.core.declarations:
            if isinstance(declaration, ast.TypeGroup) and any(map(self._is_special, declaration.types)):
                return True
            if isinstance(declaration, ast.TypeFunction) and self._is_unfolded(declaration):
                return True
        return any(self.generics.of(f) is not None or self._mentions_static(f) for f in _functions(self.core))

    def _is_static_type(self, type_: ast.DataType) -> bool:
        return self.statics.is_static_data(type_.symbol)

    def _is_unfolded(self, synonym: ast.TypeFunction) -> bool:
        """Whether another name for a type has no place in HOL; what it stands for is there wherever it is used."""
        kinds = any(map(is_higher, synonym.parameters)) or not isinstance(synonym.kind, Universe)
        return kinds or is_kind(synonym.body) or self.statics.is_static(synonym.body)

    def _is_special(self, type_: ast.DataType) -> bool:
        return self._is_static_type(type_) or any(map(is_higher, type_.parameters))

    def _mentions_static(self, function: ast.Function) -> bool:
        """Whether anything in a function has to be known; what HOL has something for does not count."""
        waiting: list[ast.Expression] = [function.body]
        while waiting:
            part = waiting.pop()
            if self.statics.data(part.type) is not None:
                return True
            head, arguments = (part.function, part.arguments) if isinstance(part, ast.Apply) else (part, ())
            if not isinstance(head, ast.Global) or not self._is_static_use(head):
                waiting.extend(children(part))
            elif not self.around.keeps(head, arguments):
                return True
            else:
                waiting.extend([argument for argument in arguments if not self.statics.is_static(argument.type)])
        return False

    def _is_static_use(self, use: ast.Global) -> bool:
        constructs = use.symbol.kind is SymbolKind.CONSTRUCTOR
        polymorphic = not constructs and self.statics.has_static_argument(use.type)
        return polymorphic or any(self.statics.is_partial(argument) for argument in use.type_arguments)

    def left_out(self) -> tuple[ast.DataType | ast.Function, ...]:
        """The module's types and functions that HOL does not have; instances are there as their methods."""
        found: list[ast.DataType | ast.Function] = []
        for declaration in self.core.declarations:
            match declaration:
                case ast.TypeGroup(types):
                    found += [type_ for type_ in types if self._is_special(type_)]
                case ast.FunctionGroup(functions):
                    generics = ((function, self.generics.of(function)) for function in functions)
                    found += [function for function, generic in generics if generic and not generic.is_value]
                case ast.AxiomConstant():
                    found += map(as_function, generic_axioms([declaration]))
                case ast.OpaqueType() | ast.TypeFunction():
                    pass
        return tuple(found)

    def reduced(self, reducer: Reducer) -> Iterator[Single]:
        """The declarations that stay, each after the copies that it needs."""
        for declaration in self.core.declarations:
            for single in _singles(declaration):
                match single:
                    case ast.DataType() if self._is_static_type(single):
                        pass
                    case ast.TypeFunction() if self._is_unfolded(single):
                        pass
                    case ast.AxiomConstant() if any(map(is_higher, single.type_parameters)):
                        pass
                    case ast.Function():
                        yield from self._function(single, reducer)
                    case ast.DataType() | ast.TypeFunction() | ast.OpaqueType() | ast.AxiomConstant():
                        yield single

    def _function(self, function: ast.Function, reducer: Reducer) -> Iterator[Single]:
        reducer.place = function.span
        generic = self.generics.of(function)
        if generic is None:
            reduced = _finished(reducer.function(function)) if self._mentions_static(function) else function
            yield from self._copies(reducer)
            yield reduced
        elif generic.is_value and not generic.static and not generic.fixed:
            self._make_methods(function, reducer)
            yield from self._copies(reducer)

    def _make_methods(self, function: ast.Function, reducer: Reducer) -> None:
        """The methods of an instance are functions, whether or not anything calls them here."""
        types = tuple([Rigid(parameter.variable) for parameter in function.type_parameters])
        given = tuple([ast.Local(function.span, p.variable, p.type) for p in function.parameters])
        reducer.make_methods(function, types, given)

    def _copies(self, reducer: Reducer) -> Iterator[Single]:
        """The copies made so far, and those that they need."""
        while reducer.waiting:
            copy, reducer.from_library = reducer.waiting.pop(0)
            yield _axiom(copy) if copy.symbol.kind is SymbolKind.AXIOM else _finished(reducer.function(copy))
        reducer.from_library = False


def _singles(declaration: ast.Declaration) -> Iterator[Single]:
    match declaration:
        case ast.FunctionGroup(functions):
            yield from functions
        case ast.TypeGroup(types):
            yield from types
        case ast.OpaqueType() | ast.TypeFunction() | ast.AxiomConstant():
            yield declaration


def _axiom(copy: ast.Function) -> ast.AxiomConstant:
    type_ = arrows([parameter.type for parameter in copy.parameters], copy.result)
    return ast.AxiomConstant(copy.symbol, copy.span, copy.type_parameters, type_, copy.doc, copy.pragma)


def _finished(function: ast.Function) -> ast.Function:
    """A function whose parameters say again whether they are used."""
    used = {e.variable for e in subexpressions(function.body) if isinstance(e, ast.Local)}
    return replace(function, parameters=tuple([replace(p, used=p.variable in used) for p in function.parameters]))
