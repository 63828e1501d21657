"""The things of one theory and what they are called in it.

In: a module's declarations. Out: a name for each thing. It guarantees that different things have different full names,
that no name is a keyword, and that none hides a constant or a type of HOL that generated text uses.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from diglot.core import ast as core
from diglot.names import Symbol, SymbolKind
from diglot.theory.escape import escape_name
from diglot.theory.library.mentioned_constants import used_constants
from diglot.theory.library.types import LIBRARY_TYPES
from diglot.theory.translate.constructor_limits import GroupName, groups, inner_name
from diglot.theory.translate.encoding import RECORD_OPERATIONS, projections

_BY_RECURSION = ("_graph", "_rel", "_dom", "_sumC")
"""What Isabelle adds to the name of a recursive function, for constants of its own."""
UPDATE = "_update"
"""What Isabelle adds to the name of a record's field for what changes it."""
USED_TYPES = frozenset({*LIBRARY_TYPES.values(), "char", "fun", "itself", "prod"})
"""Types of HOL and of the support theory that generated text mentions by their plain names."""


@dataclass(frozen=True, slots=True)
class DeclaredName:
    """One named thing of a theory."""

    theory: str
    owner: str | None
    """For constructors and fields: the type that they belong to."""
    name: str
    kind: SymbolKind
    """Types have names apart from constants."""

    @property
    def accesses(self) -> tuple[str, ...]:
        """The names it answers to, shortest first; the last one is its full name."""
        if self.owner is None:
            return (self.name, f"{self.theory}.{self.name}")
        return (
            self.name,
            f"{self.owner}.{self.name}",
            f"{self.theory}.{self.name}",
            f"{self.theory}.{self.owner}.{self.name}",
        )

    @property
    def is_type(self) -> bool:
        """Whether it is a type."""
        return self.kind is SymbolKind.TYPE

    def reference(self, counts: Counter[str], *, taken: bool = False) -> str:
        """The shortest name that it alone answers to. A field inside record brackets needs its type's name.

        `taken` says that the names without an owner stand for something that Isabelle adds.
        """
        names = [name for name in self.accesses if counts[name] == 1]
        if self.kind is SymbolKind.FIELD and f"{self.theory}.{self.name}" in names:
            names.remove(f"{self.theory}.{self.name}")
        if taken:
            names = [name for name in names if name not in (self.name, f"{self.theory}.{self.name}")]
        return names[0] if names else self.accesses[-1]


class DeclaredNames:
    """Hands out the names of one theory."""

    def __init__(self, theory: str, records: frozenset[Symbol], large: Collection[Symbol]) -> None:
        self.groups: dict[Symbol, tuple[GroupName, ...]] = {}
        self.group_constants: frozenset[str] = frozenset()
        self.hidden_constants: set[str] = set()
        """Constants that Isabelle declares by itself."""
        self._theory = theory
        self._records = records
        self._large = large
        self._declared: dict[Symbol, DeclaredName] = {}
        self._types = set(USED_TYPES)
        self._constants: set[str] = set(used_constants())

    def assign(self, declarations: tuple[core.Declaration, ...]) -> Mapping[Symbol, DeclaredName]:
        """Names for everything that the module declares."""
        types: list[core.DataType | core.OpaqueType | core.TypeFunction] = []
        plain: list[Symbol] = []
        recursive: list[tuple[Symbol, ...]] = []
        for declaration in declarations:
            match declaration:
                case core.TypeGroup(declared):
                    types.extend(declared)
                    if any(type_.symbol in self._records for type_ in declared):
                        # A record takes away even the full names of what is before it.
                        self._constants |= RECORD_OPERATIONS.intersection(escape_name(each.name) for each in plain)
                case core.FunctionGroup(functions, is_recursive):
                    plain.extend(function.symbol for function in functions)
                    recursive += [tuple(function.symbol for function in functions)] if is_recursive else []
                case core.OpaqueType() | core.TypeFunction():
                    types.append(declaration)
                case core.AxiomConstant(symbol):
                    plain.append(symbol)
        types.sort(key=lambda type_: (type_.symbol.span, type_.symbol.id))
        self._types |= {escape_name(type_.symbol.name) + "_scheme" for type_ in types if type_.symbol in self._records}
        for type_ in types:
            self._add(type_.symbol, self._types)
        for type_ in types:
            if isinstance(type_, core.DataType) and type_.symbol not in self._large:
                self._add_members(type_)
        for type_ in types:
            if isinstance(type_, core.DataType) and type_.symbol in self._large:
                self._add_large(type_)
        self._reserve(recursive)
        for symbol in sorted(plain, key=lambda symbol: (symbol.span, symbol.id)):
            self._add(symbol, self._constants)
        return self._declared

    def _reserve(self, recursive: list[tuple[Symbol, ...]]) -> None:
        """Keep free what Isabelle declares beside recursive functions."""
        for group in recursive:
            names = [escape_name(symbol.name) for symbol in group]
            for name in {*names, "_".join(names)}:
                self.hidden_constants |= {name + ending for ending in _BY_RECURSION}
        self._constants |= self.hidden_constants

    def _add(self, symbol: Symbol, taken: set[str]) -> None:
        name = escape_name(symbol.name)
        if name in taken and symbol.qualified != symbol.name:
            name = escape_name("_".join(escape_name(part) for part in symbol.qualified.split(".")))
        name = _prime(name, taken)
        taken.add(name)
        self._declared[symbol] = DeclaredName(self._theory, None, name, symbol.kind)

    def _add_members(self, type_: core.DataType) -> None:
        """A type's constructors and fields. A record's constructor has no name of its own in Isabelle."""
        owner = self._declared[type_.symbol].name
        members = [] if type_.symbol in self._records else [c.symbol for c in type_.constructors]
        taken: set[str] = set()
        for symbol in (*members, *projections(type_)):
            name = escape_name(symbol.name)
            while name in taken or name in used_constants() or f"{owner}.{name}" in used_constants():
                name += "'"
            taken.add(name)
            self._declared[symbol] = DeclaredName(self._theory, owner, name, symbol.kind)
        self._constants |= taken
        if type_.symbol in self._records:
            self._constants |= {name + UPDATE for name in taken}

    def _add_large(self, type_: core.DataType) -> None:
        """The constructors of a large type are abbreviations, and belong to the theory."""
        owner = self._declared[type_.symbol].name
        named = []
        for index, group in enumerate(groups(type_)):
            for constructor in group:
                self._add(constructor.symbol, self._constants)
            name = GroupName(_prime(f"{owner}_{index}", self._types), _prime(f"{owner}_G{index}", self._constants))
            named.append(name)
            self._types.add(name.type)
            self._constants.add(name.constructor)
        self.groups[type_.symbol] = tuple(named)
        inner = {inner_name(self._declared[c.symbol].name) for c in type_.constructors}
        self._constants |= inner
        self.group_constants |= inner | {name.constructor for name in named}


def _prime(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "'"
    return name
