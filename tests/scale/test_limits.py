"""What would cost more than a small multiple of its size is refused, with the limit in the message."""

import pytest

from diglot.diagnostic import Diagnostic
from diglot.pipeline import compile_site
from diglot.settings import Settings
from diglot.theory.translate.nesting import MOST_NESTED
from diglot.typed.derive import MOST_ORDERED
from diglot.workspace import Workspace, read_library


def problems(code: str) -> tuple[Diagnostic, ...]:
    """What is wrong with a page of this code."""
    page = f"# A\n\n```juvix\nmodule a;\n\nimport Stdlib.Prelude open;\n\n{code}\n```\n"
    return compile_site(Workspace.of({"a.md": page}), Settings(docs_dir="."), read_library()).problems


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
