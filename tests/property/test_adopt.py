"""Pages that follow edited theories: each kind of change, and the law that an unchanged theory asks for nothing."""

from dataclasses import fields, is_dataclass, replace
from typing import cast

import pytest
import stages
from hol.worlds import sound_sites

from diglot.cli.adopt import writer_for
from diglot.diagnostic import Problems
from diglot.drift.adopt import PageProposals, edited, proposals
from diglot.pipeline import Site
from diglot.theory import ast
from diglot.theory.print.theory import print_theory
from diglot.theory.read.theory import read_theory

PAGE = """\
# Lamps

```juvix
module lamps;
import Stdlib.Prelude open;

type Order :=
  | switch
  | dim Nat;

type Mode := slow | fast;

type Lamp := mkLamp@{
  level : Nat;
  orders : List Order
};

brighter (n : Nat) : Nat := n + 2;

dark (lamp : Lamp) : Bool := Lamp.level lamp == 0;

follow (lamp : Lamp) (order : Order) : Lamp :=
  case order of
    | Order.switch := lamp@Lamp{ level := 0 }
    | Order.dim n := lamp@Lamp{ level := n };

weight (order : Order) : Nat :=
  case order of
    | Order.switch := 1
    | Order.dim n := brighter n;

total : List Order -> Nat
  | [] := 0
  | (order :: rest) := weight order + total rest;

shown (n : Nat) (d : Int) : Nat := if | n > 3 := n | else := 3;
```
"""
CHANGES = [
    ('"brighter n = n + 2"', '"brighter n = (case n of 0 \\<Rightarrow> 1 | Suc m \\<Rightarrow> m)"', "case n of"),
    ('"brighter n = n + 2"', '"brighter n = (let m = n * n in m + n)"', "let m := n * n; in m + n"),
    (
        '"brighter n = n + 2"',
        '"brighter n = foldl (\\<lambda>a b. a + b) n [(1 :: nat), 2]"',
        "for (a := n) (b in [1; 2]) {a + b}",
    ),
    ('"brighter n = n + 2"', '"brighter n = n - 2"', "sub n 2"),
    ('"brighter n = n + 2"', '"brighter n = n * 2 + n div 3"', "div n 3"),
    ('"dark lamp = (level lamp = 0)"', '"dark lamp = (level lamp = 0 \\<and> length (orders lamp) = 3)"', "&&"),
    ("lamp\\<lparr>level := 0\\<rparr>", "lamp\\<lparr>level := 1, orders := []\\<rparr>", "orders := []"),
    ("lamp\\<lparr>level := 0\\<rparr>", "\\<lparr>level = 0, orders = []\\<rparr>", "Lamp.mkLamp@{"),
    ("switch \\<Rightarrow> 1", "switch \\<Rightarrow> 7", "Order.switch := 7"),
    ("dim n \\<Rightarrow> brighter n", "dim n \\<Rightarrow> brighter (n + 1)", "Order.dim n := brighter (n + 1)"),
    ('"total [] = 0"', '"total [] = 5"', "| [] := 5"),
    ("then n else 3)", "then n + 1 else 4)", "n + 1 | else := 4"),
    ('orders :: "Order list"', 'orders :: "Order option"', "orders : Maybe Order"),
    ("slow | fast", "slow | fast nat", "| fast Nat"),
    ("slow | fast", "slow | fast | mad", "| fast | mad"),
]
RENAMED = [("brighter", "lighter"), ("dim", "fade"), ("level", "lumen"), ("weight", "cost"), ("total", "sum_of")]


def adopted(site: Site, module: str, text: str) -> tuple[PageProposals, str]:
    """What is proposed for a theory's text, and the page that becomes this theory; empty when there is none."""
    printed, page = site.own_theories()[module], site.pages[module]
    actual = read_theory("t.thy", text, Problems())
    found = proposals(page.source, printed.theory, actual, writer_for(site, module))
    for number in range(max((len(proposal.ways) for proposal in found.proposals), default=0)):
        chosen = [proposal.ways[min(number, len(proposal.ways) - 1)] for proposal in found.proposals]
        new = edited(page.source.text, chosen)
        again = stages.compiled({page.source.path: new})
        if module in again.own_theories():
            made = again.own_theories()[module].text
            if read_theory("t.thy", made, Problems()).items == actual.items:
                return found, new
    return found, ""


@pytest.mark.parametrize(("old", "new", "says"), CHANGES)
def test_a_change_is_taken_over(old: str, new: str, says: str) -> None:
    """The page says what the theory says, and becomes that theory."""
    site = stages.compiled({"lamps.md": PAGE})
    text = site.own_theories()["lamps"].text
    assert text.count(old) == 1, text
    found, page = adopted(site, "lamps", text.replace(old, new))
    assert says in page, found
    assert says not in PAGE


@pytest.mark.parametrize(("old", "new"), RENAMED)
def test_a_new_name_is_taken_over(old: str, new: str) -> None:
    """Wherever the page's snippets have the old one."""
    site = stages.compiled({"lamps.md": PAGE})
    text = site.own_theories()["lamps"].text
    found, page = adopted(site, "lamps", text.replace(old, new))
    assert page == PAGE.replace(old, new), found


def test_what_the_page_cannot_say() -> None:
    """Nothing is proposed, and the definition is named."""
    site = stages.compiled({"lamps.md": PAGE})
    found, page = adopted(site, "lamps", site.own_theories()["lamps"].text.replace("n + 2", "card {n, 2}"))
    assert page == ""
    assert [name for name, _ in found.unsaid] == ["brighter"]


def test_an_unchanged_theory_asks_for_nothing() -> None:
    """For every theory of every sound case."""
    for name, site in sound_sites():
        for module, printed in site.own_theories().items():
            if module in site.pages:
                found, _ = adopted(site, module, printed.text)
                assert found == PageProposals(), name


def _with_another_number(value: object) -> object:
    """A term whose first number above zero is one more."""
    if isinstance(value, ast.Numeral):
        return replace(value, value=value.value + 1) if value.value else value
    if isinstance(value, tuple):
        for at, part in enumerate(value):
            if (new := _with_another_number(part)) != part:
                return (*value[:at], new, *value[at + 1 :])
    elif is_dataclass(value) and not isinstance(value, type):
        for part in fields(value):
            old = getattr(value, part.name)
            if (new := _with_another_number(old)) != old:
                return replace(value, **{part.name: new})
    return value


def test_other_numbers_in_all_cases() -> None:
    """One number in each definition of every case is changed; nearly all pages can follow."""
    followed = refused = 0
    for name, site in sound_sites():
        if "spec/theory/" not in name or len(site.own_theories()) != 1:
            continue
        ((module, printed),) = site.own_theories().items()
        for at, item in enumerate(printed.theory.items):
            if not isinstance(item, ast.Definition):
                continue
            body = _with_another_number(item.body)
            if body == item.body:
                continue
            changed = replace(item, body=cast("ast.Term", body))
            items = (*printed.theory.items[:at], changed, *printed.theory.items[at + 1 :])
            text = print_theory(replace(printed.theory, items=items)).text
            _, page = adopted(site, module, text)
            followed, refused = followed + bool(page), refused + (not page)
    assert followed > 10 * refused, (followed, refused)
