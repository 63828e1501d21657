"""What the reference says about the library in Isabelle, made from the rules that the translation uses.

In: the compiled library. Out: Markdown: a table of types, for each module one of what is written for its names in a
theory, and a list of what has no counterpart. Nothing is listed by hand.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from wadler_lindig import pformat

from diglot.names import Implicitness, Symbol
from diglot.pipeline import Site
from diglot.theory.ast import Identifier, Infix, ListTerm, Numeral, Term, TupleTerm
from diglot.theory.escape import escape_name
from diglot.theory.library.functions import RULES
from diglot.theory.library.orders import ORDERED
from diglot.theory.library.rules import Rule, apply, call
from diglot.theory.library.support import support_types
from diglot.theory.library.traits import OVERLOADS
from diglot.theory.library.types import (
    COMMA,
    CONS,
    CONSTRUCTORS,
    EQ,
    INT,
    LIBRARY_TYPES,
    LIST,
    MAP,
    NAT,
    NIL,
    PAIR,
    SET,
    UNIT_VALUE,
    ZERO,
)
from diglot.theory.print.terms import lay_out
from diglot.theory.reserved import SUPPORT_THEORY
from diglot.theory.symbols import as_signs
from diglot.typed.show import show_type
from diglot.typed.types import Constructed, Function, Rigid, Type

_WORD_OPERATORS = ("++str", "to", "step", "on")
_LETTERS: Mapping[str, str] = {NAT: "n m k", INT: "i j", LIST: "xs ys zs", SET: "s t", MAP: "m o"}
_OTHERS, _FUNCTIONS, _DICTIONARIES = "x y z w", "f g h", "d e"
_FORMS: Mapping[str, Term] = {
    NIL: ListTerm(()),
    CONS: Infix("#", Identifier("x"), Identifier("xs")),
    COMMA: TupleTerm((Identifier("x"), Identifier("y"))),
    UNIT_VALUE: TupleTerm(()),
    ZERO: Numeral(0),
}
_ABOUT_PARAMETERS = re.compile(r"\b(Functor|Applicative|Monad|Foldable|Traversable)\b|Type -> Type")
_COPIED = """\
These are for any type with parameters, such as `List` or `Maybe`, and HOL has no variables for such types. Where a page
uses them, their definitions are copied into its theory for the type at hand."""
_NONE = """\
These show how sets, maps and queues are built inside, which a set, a function or a list of HOL does not know."""
_CAIRO = """\
These belong to one machine, and much of them is known by its type only. No theory mentions them."""


def describe(site: Site) -> str:
    """The tables, module by module, and what is not in them."""
    parts = [_type_table(site)]
    missing: list[Symbol] = []
    for module, symbols in groupby(library_names(site), key=lambda symbol: symbol.module):
        rows = []
        for symbol in symbols:
            type_ = _type(site, symbol)
            terms = [f"`{shown}`{where}" for where, shown in _counterparts(symbol, type_)]
            if terms:
                rows.append((f"`{_use(symbol, type_)}`", f"`{show_type(type_)}`", "<br>".join(terms)))
            else:
                missing.append(symbol)
        if rows:
            parts.append(f"### {module}\n\n" + _table(("Name", "Type", "In a theory"), rows))
    general = [symbol for symbol in missing if is_about_parameters(_type(site, symbol))]
    cairo = [symbol for symbol in missing if is_about_cairo(symbol)]
    others = [symbol for symbol in missing if symbol not in general and symbol not in cairo]
    parts += [_listed("By Copies", _COPIED, general), _listed("Without a Counterpart", _NONE, others)]
    parts.append(_listed("Cairo", _CAIRO, cairo))
    return "\n\n".join(parts)


def library_names(site: Site) -> Iterator[Symbol]:
    """Every constructor, field, function and axiom of the library that a page can use."""
    for module in sorted(site.typed):
        for symbol in site.typed[module].interface.constants:
            if "Internal" not in symbol.qualified:
                yield symbol


def has_counterpart(symbol: Symbol, type_: Type) -> bool:
    """Whether something is written for a name, at least at some types."""
    return bool(_counterparts(symbol, type_))


def describe_spelling(names: Sequence[str]) -> str:
    """A table of names on a page and in a theory."""
    return _table(("On the page", "In the theory"), [(f"`{name}`", f"`{escape_name(name)}`") for name in names])


def is_about_parameters(type_: Type) -> bool:
    """Whether something is for any type with parameters."""
    return _ABOUT_PARAMETERS.search(show_type(type_)) is not None


def is_about_cairo(symbol: Symbol) -> bool:
    """Whether something is of use on the machine called Cairo only."""
    return symbol.module.startswith("Stdlib.Cairo.")


def _type(site: Site, symbol: Symbol) -> Type:
    return site.typed[symbol.module].interface.constants[symbol]


def _listed(title: str, words: str, symbols: Sequence[Symbol]) -> str:
    """A section with names by module."""
    rows = [f"- `{module}`: {_code(group)}" for module, group in groupby(symbols, key=lambda symbol: symbol.module)]
    return "\n\n".join((f"### {title}", words, "\n".join(rows)))


def _code(symbols: Iterator[Symbol]) -> str:
    return ", ".join(f"`{symbol.qualified}`" for symbol in symbols)


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *(tuple(cell.replace("|", "\\|") for cell in row) for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


# -- Types ------------------------------------------------------------------------------------------------------------


def _type_table(site: Site) -> str:
    types = {symbol.id: symbol for module in site.typed.values() for symbol in module.interface.types}
    names = {**LIBRARY_TYPES, PAIR: "×"}
    rows = [
        (
            f"`{symbol.name}`",
            f"`{symbol.module}`",
            f"`{names[key]}`",
            SUPPORT_THEORY if names[key] in support_types() else "Main",
        )
        for key, symbol in sorted(types.items(), key=lambda item: (item[1].name, item[0]))
        if key in names
    ]
    return "### Types\n\n" + _table(("Type", "Module", "In a theory", "From"), rows)


# -- What is written --------------------------------------------------------------------------------------------------


def _counterparts(symbol: Symbol, type_: Type) -> list[tuple[str, str]]:
    """What is written for a name, each with words about where."""
    identity = symbol.id
    instances, parameters = _parameters(type_)
    if (form := _FORMS.get(identity)) is not None:
        return [("", _show(form))]
    if (constructor := CONSTRUCTORS.get(identity)) is not None:
        return [("", _show(call(constructor, *parameters)))]
    if _is_equality(type_):
        written = RULES.get(identity)
        general = [(" for other equalities", _built(written, instances))] if written is not None and instances else []
        return [("", "eq_native"), *general]
    if (rule := RULES.get(identity)) is not None:
        return [("", _built(rule, (*instances[rule.dropped :], *parameters)))]
    if (ordered := ORDERED.get(identity)) is not None:
        rest = (*instances[ordered.general.dropped :], *parameters)
        numbers, others = _built(ordered.at_numbers, rest), _built(ordered.general, (Identifier("d"), *rest))
        return [(" at `Nat` and `Int`", numbers), (" at other types with an order `d`", others)]
    return _overloaded(identity, instances, parameters)


def _is_equality(type_: Type) -> bool:
    """Whether something is an instance of `Eq`."""
    while isinstance(type_, Function) and type_.implicitness is not Implicitness.EXPLICIT:
        type_ = type_.codomain
    return isinstance(type_, Constructed) and type_.symbol.id == EQ


def _overloaded(
    identity: str, instances: tuple[Identifier, ...], parameters: tuple[Identifier, ...]
) -> list[tuple[str, str]]:
    overload = OVERLOADS.get(identity)
    if overload is None:
        return []
    rest = (*instances[overload.instance + 1 :], *parameters)
    at: dict[str, list[str]] = {}
    for types, rule in overload.heads.items():
        at.setdefault(_built(rule, rest), []).append(" ".join(name.rpartition(":")[2] for name in types.split()))
    for types, ordered in overload.ordered.items():
        name = types.rpartition(":")[2]
        at.setdefault(_built(ordered.at_numbers, rest), []).append(f"{name} Nat")
        at.setdefault(_built(ordered.general, (Identifier("d"), *rest)), []).append(name)
    found = [(" at " + ", ".join(f"`{name}`" for name in names), shown) for shown, names in at.items()]
    if overload.lawful is not None:
        found.append((" for the library's and derived instances", _built(overload.lawful, rest)))
    if overload.general is not None:
        where = " for other instances" if found else ""
        found.append((where, _built(overload.general, (*instances[overload.before :], *parameters))))
    return found


def _built(rule: Rule, arguments: tuple[Identifier, ...]) -> str:
    """What a rule makes of these arguments."""
    if len(arguments) < rule.arity:
        arguments = (*arguments, *(Identifier(name) for name in "uv"[: rule.arity - len(arguments)]))
    taken = {argument.name for argument in arguments}

    def fresh(name: str) -> str:
        while name in taken:
            name += "'"
        taken.add(name)
        return name

    return _show(apply(rule.build(arguments[: rule.arity], fresh), *arguments[rule.arity :]))


def _show(term: Term) -> str:
    return as_signs(pformat(lay_out(term).doc, width=1000)).replace("\n", " ")


# -- Arguments --------------------------------------------------------------------------------------------------------


def _use(symbol: Symbol, type_: Type) -> str:
    """The name at its arguments, as on a page."""
    names = [parameter.name for parameter in _parameters(type_)[1]]
    operator = symbol.name in _WORD_OPERATORS or not any(character.isalnum() for character in symbol.name)
    if operator and len(names) == 2:
        return f"{names[0]} {symbol.name} {names[1]}".replace(" , ", ", ")
    return " ".join((symbol.qualified, *names))


def _parameters(type_: Type) -> tuple[tuple[Identifier, ...], tuple[Identifier, ...]]:
    """Names for the instance arguments and for the others."""
    taken: set[str] = set()
    instances: list[Identifier] = []
    explicit: list[Identifier] = []
    while isinstance(type_, Function):
        if type_.implicitness is Implicitness.INSTANCE:
            instances.append(_named(_DICTIONARIES, taken))
        elif type_.implicitness is Implicitness.EXPLICIT:
            explicit.append(_named(_letters(type_.domain), taken))
        type_ = type_.codomain
    return tuple(instances), tuple(explicit)


def _letters(type_: Type) -> str:
    match type_:
        case Function():
            return _FUNCTIONS
        case Constructed(symbol):
            return _LETTERS.get(symbol.id, _OTHERS)
        case Rigid():
            return _OTHERS
    return _OTHERS


def _named(letters: str, taken: set[str]) -> Identifier:
    name = next((letter for letter in letters.split() if letter not in taken), f"x{len(taken)}")
    taken.add(name)
    return Identifier(name)
