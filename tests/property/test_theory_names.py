"""Laws of naming: whatever things are called on a page, their names in Isabelle are valid, free and apart."""

import re

from hypothesis import given
from hypothesis import strategies as st

from diglot.core.ast import AxiomConstant, ConstructorInfo, CoreModule, DataType, FieldInfo, TypeGroup
from diglot.diagnostic import Problems
from diglot.names import Symbol, SymbolKind
from diglot.source import Span
from diglot.theory.ast import Application, Consts, Definition, Identifier, Item, Theory, TypeApplication, Typedecl
from diglot.theory.escape import escape_name, escape_type_variable
from diglot.theory.library.mentioned_constants import used_constants
from diglot.theory.library.support import support_constants, support_theory, support_types
from diglot.theory.library.types import LIBRARY_TYPES
from diglot.theory.print.theory import print_theory
from diglot.theory.read.theory import read_theory
from diglot.theory.reserved import keywords, main_constants
from diglot.theory.translate.locals import LocalNames
from diglot.theory.translate.names import Naming, name_module
from diglot.typed.types import Constructed

UNIT = TypeApplication("unit")
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_']*(?<!_)")
WORDS = st.sampled_from(
    [
        "map",
        "value",
        "counter",
        "in",
        "Suc",
        "a-b",
        "a_b",
        "a b",
        "x",
        "x'",
        "++",
        "_",
        "é",
        "compare",
        "Map",
        "1",
        "more",
    ]
)
NAMES = st.one_of(WORDS, st.text(min_size=1, max_size=5).filter(lambda name: "." not in name))


def _symbol(module: str, name: str, kind: SymbolKind, start: int) -> Symbol:
    return Symbol(f"{module}:{name}", kind, Span(start, start + 1))


@st.composite
def modules(draw: st.DrawFn, module: str) -> CoreModule:
    """A module of axioms and of types with constructors, in source order."""
    path, names = f"{module}.md", draw(st.lists(NAMES, max_size=8, unique=True))
    declarations: list[AxiomConstant | TypeGroup] = []
    for index, name in enumerate(names):
        place = Span(index, index + 1)
        if draw(st.booleans()):
            symbol = _symbol(module, name, SymbolKind.AXIOM, index)
            declarations.append(AxiomConstant(symbol, place, (), Constructed(symbol)))
            continue
        symbol = _symbol(module, name, SymbolKind.TYPE, index)
        members = draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))
        record = draw(st.booleans())
        constructors = _constructors(symbol, members, record=record)
        declarations.append(TypeGroup((DataType(symbol, place, (), constructors, trait=False),), recursive=False))
    return CoreModule(module, path, ("first",) if module == "second" else (), tuple(declarations))


def _constructors(owner: Symbol, members: list[str], *, record: bool) -> tuple[ConstructorInfo, ...]:
    def member(name: str, kind: SymbolKind) -> Symbol:
        return Symbol(f"{owner.id}.{name}", kind, owner.span)

    if not record:
        return tuple(ConstructorInfo(member(name, SymbolKind.CONSTRUCTOR), (), record=False) for name in members)
    fields = tuple(FieldInfo(name, Constructed(owner), member(name, SymbolKind.FIELD)) for name in members)
    return (ConstructorInfo(member("mk", SymbolKind.CONSTRUCTOR), fields, record=True),)


NAMINGS = st.builds(
    lambda first, second: name_module(second, "Second", {"first": name_module(first, "First", {})}),
    modules("first"),
    modules("second"),
)


@given(st.text(max_size=8))
def test_every_name_can_be_spelled(name: str) -> None:
    """Also the empty one."""
    assert NAME.fullmatch(escape_name(name))
    assert escape_name(name) not in keywords()
    assert re.fullmatch(r"'[A-Za-z][A-Za-z0-9_']*(?<!_)", escape_type_variable(name))


def test_signs_are_spelled_out() -> None:
    """So that operators have names that can be read."""
    spelled = {
        name: escape_name(name)
        for name in ("send-all", "++str", ">>=", "isOk?", "naïve", "draft_", "value", "(low,high)")
    }
    assert spelled == {
        "send-all": "send_all",
        "++str": "plus_plus_str",
        ">>=": "greater_greater_eq",
        "isOk?": "isOk_question",
        "naïve": "na_u00EFve",
        "draft_": "draft_'",
        "value": "value'",
        "(low,high)": "low_high_pattern",
    }


@given(st.text(alphabet="abcxyzABC019", min_size=1, max_size=8).filter(lambda name: not name[0].isdigit()))
def test_ordinary_names_stay(name: str) -> None:
    """Only keywords change."""
    assert escape_name(name) in (name, name + "'")
    assert (escape_name(name) == name) == (name not in keywords())


@given(NAMINGS)
def test_full_names_are_apart(naming: Naming) -> None:
    """Types among themselves, constants among themselves."""
    for types in (True, False):
        names = [entity.accesses[-1] for entity in naming.declared.values() if entity.is_type is types]
        assert len(set(names)) == len(names)
    for entity in naming.declared.values():
        assert NAME.fullmatch(entity.name)
        assert entity.name not in keywords()
        assert entity.is_type or entity.name not in used_constants()


@given(NAMINGS)
def test_names_read_back(naming: Naming) -> None:
    """What is declared and mentioned under these names is read as it was written."""
    own = [entity for entity in naming.declared.values() if entity.is_type or entity.owner is None]
    items: list[Item] = [
        Typedecl(name=entity.name, parameters=()) if entity.is_type else Consts(name=entity.name, type=UNIT)
        for entity in own
    ]
    constants = (
        (symbol, name) for symbol, name in naming.isabelle_names().items() if symbol.kind is not SymbolKind.TYPE
    )
    for index, (_, name) in enumerate(constants):
        body = Application(Identifier(name), (Identifier("x"),))
        items.append(Definition(name=f"use{index}", type=UNIT, parameters=(Identifier("x"),), body=body))
    problems = Problems()
    printed = print_theory(Theory("Second", ("Main", "First"), tuple(items)))
    assert read_theory("theories/Second.thy", printed.text, problems) == printed.theory
    assert not list(problems)


@given(NAMINGS)
def test_references_mean_one_thing(naming: Naming) -> None:
    """Nothing else that can be seen answers to them."""
    everything = {**naming.declared, **naming.visible["first"].declared}
    for symbol, entity in everything.items():
        reference = naming.isabelle_names()[symbol]
        others = [e for s, e in everything.items() if s != symbol and e.is_type is entity.is_type]
        assert reference in entity.accesses
        assert not any(reference in other.accesses for other in others) or reference == entity.accesses[-1]


@given(NAMINGS, st.lists(NAMES, max_size=5))
def test_variables_are_no_constants(naming: Naming, names: list[str]) -> None:
    """And no two in scope are alike."""
    fresh = LocalNames(naming).fresh_names()
    given_names = [fresh(name) for name in names]
    assert len(set(given_names)) == len(given_names)
    for name in given_names:
        assert NAME.fullmatch(name)
        assert name not in main_constants() | keywords() | support_constants()
        assert name not in {entity.name for entity in naming.declared.values() if not entity.is_type}


def test_the_rules_mention_constants_that_exist() -> None:
    """Each is in `Main` or in the support theory; qualified ones are hidden there on purpose."""
    qualified = {"List.bind", "List.map_filter", "Map.empty", "Option.bind", "Set.filter", "prod.swap"}
    assert used_constants() - main_constants() - support_constants() == qualified


def test_the_support_theory_uses_free_names() -> None:
    """What it declares hides nothing of Isabelle."""
    assert not support_constants() & (keywords() | main_constants())
    of_main = {"bool", "nat", "int", "list", "option", "unit", "string", "set", "map", "sum", "char"}
    assert set(LIBRARY_TYPES.values()) == support_types() | of_main
    assert not support_types() & of_main


def test_the_support_theory_is_laid_out_as_we_print() -> None:
    """It looks like the theories beside it. Its proofs have a layout of their own, but the same words."""
    support = support_theory()
    again = print_theory(support.theory)
    assert (again.name, again.imports) == (support.name, support.imports)
    plain, proofs = _apart(support.text)
    assert (plain, proofs) == _apart(again.text)


def _apart(text: str) -> tuple[list[str], list[list[str]]]:
    """The text of a theory without its proofs, and the words of those: each from a lemma to the next English."""
    parts = re.split(r"(?s)(\nlemma .*?)(?=\ntext )", text)
    return parts[::2], [proof.split() for proof in parts[1::2]]
