"""What would cost more than a small multiple of its size is refused, with the limit in the message."""

import pytest

from diglot.caching import Cache
from diglot.diagnostic import Diagnostic
from diglot.pipeline import Site, compile_site
from diglot.scope.context import MAX_DEPTH
from diglot.settings import Settings
from diglot.theory.translate.nesting import MOST_NESTED
from diglot.typed.derive import MOST_ORDERED
from diglot.workspace import Workspace, read_library

LIBRARY = read_library()
CACHE = Cache()


def compiled(code: str) -> Site:
    """What becomes of a page of this code."""
    page = f"# A\n\n```juvix\nmodule a;\n\nimport Stdlib.Prelude open;\n\n{code}\n```\n"
    return compile_site(Workspace.of({"a.md": page}), Settings(docs_dir="."), LIBRARY, cache=CACHE)


def problems(code: str) -> tuple[Diagnostic, ...]:
    """What is wrong with it."""
    return compiled(code).problems


def enumeration(count: int) -> str:
    """A type with so many constructors."""
    return f"type T := {' | '.join(f'c{number}' for number in range(count))};\n\nopen T;\n"


@pytest.mark.parametrize(("count", "codes"), [(MOST_ORDERED, []), (MOST_ORDERED + 1, ["E0466"]), (3000, ["E0466"])])
def test_a_derived_order(count: int, codes: list[str]) -> None:
    """E0466: it compares each constructor with each other one."""
    found = problems(f"{enumeration(count)}\nderiving instance ordT : Ord T;\n")
    assert [problem.code for problem in found] == codes
    assert all(f"up to {MOST_ORDERED} constructors" in problem.message for problem in found)


@pytest.mark.parametrize(("count", "codes"), [(40, []), (200, ["E0628"])])
def test_clauses_that_look_at_two_things_in_turn(count: int, codes: list[str]) -> None:
    """E0628: what comes later is inside of what comes before."""
    names = [f"c{number}" for number in range(count)]
    clauses = "\n".join(f"  | {name} {name} := 0\n  | {name} _ := 1\n  | _ {name} := 2" for name in names[:-1])
    found = problems(f"{enumeration(count)}\nf : T -> T -> Nat\n{clauses}\n  | {names[-1]} {names[-1]} := 0;\n")
    assert [problem.code for problem in found] == codes
    assert all(f"more than {MOST_NESTED} levels" in problem.message for problem in found)


PARAMETERS = {
    "names": lambda count: f"({' '.join(f'a{number}' for number in range(count))} : Nat)",
    "groups": lambda count: " ".join(f"(a{number} : Nat)" for number in range(count)),
    "defaults": lambda count: " ".join(f"{{a{number} : Nat := {number}}}" for number in range(count)),
    "types": lambda count: " ".join(f"{{A{number}}}" for number in range(count)),
    "instances": lambda count: " ".join(["{{Eq Nat}}"] * count),
}
OWNERS = {
    "function": "g {} : Nat := 1;",
    "call": f"g {{}} : Nat := 1;\n\nh : Nat := g{' 1' * 200};",
    "axiom": "axiom g {} : Nat;",
    "local function": "g : Nat := let h {} : Nat := 1; in 1;",
    "field": "type T := mkT@{{\n  f {} : Nat;\n}};",
    "instance": "type T := t;\n\nderiving instance eqT {} : Eq T;",
}


@pytest.mark.parametrize("count", [MAX_DEPTH + 1, 1000])
@pytest.mark.parametrize(
    ("owner", "kind"),
    [
        (owner, kind)
        for owner in OWNERS
        for kind in PARAMETERS
        if (owner != "instance" or kind == "types") and (kind != "defaults" or owner in {"function", "call"})
    ],
)
def test_parameters(owner: str, kind: str, count: int) -> None:
    """E0371: said once, and of nothing that follows from it."""
    found = problems(OWNERS[owner].format(PARAMETERS[kind](count)))
    assert [problem.code for problem in found] == ["E0371"]
    assert f"{count:,} parameters" in found[0].message
    assert f"at most {MAX_DEPTH}" in found[0].message


def test_as_many_parameters_as_may_be() -> None:
    """They are translated."""
    assert not problems(f"g {PARAMETERS['groups'](MAX_DEPTH)} : Nat := a{MAX_DEPTH - 1};")


def test_names_that_are_made_up_stay_short() -> None:
    """What a derived order calls the fields of a constructor with many of them."""
    (theory,) = compiled(f"type T := t {'Nat ' * 100};\n\nderiving instance ordT : Ord T;").own_theories().values()
    assert max(len(word) for word in theory.text.split()) < 40
