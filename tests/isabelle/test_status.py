"""What is written down of Isabelle's verdicts, and what it is worth later."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.diagnostic import Problems
from diglot.proofs.gather import gather_proofs
from diglot.proofs.status import State, TheoryRecord, judge, print_status, read_status, theory_digests

RECORD = TheoryRecord("abc", True, "Isabelle2025", "2026-11-22", 4.0, ("eval",), "docs/a.md", ("f", "g"))  # noqa: FBT003
TEXTS = {"Engine": "theory Engine", "Ticker": "theory Ticker", "Proofs": "theory Proofs", "Apart": "theory Apart"}
IMPORTS = {"Engine": ["Main"], "Ticker": ["Main", "Engine"], "Proofs": ["Specification.Ticker"], "Apart": ["Main"]}


def test_there_and_back() -> None:
    """What is written is read."""
    records = {"A": RECORD, "B": replace(RECORD, accepted=False, seconds=None, page="")}
    problems = Problems()
    assert read_status("status.json", print_status(records), problems) == records
    assert not len(problems)


@pytest.mark.parametrize(
    ("field", "value"),
    [("accepted", False), ("digest", "abd"), ("isabelle", "Isabelle2026"), ("date", "2026-11-23"), ("trusts", [])],
)
def test_an_edit_makes_it_void(field: str, value: object) -> None:
    """Nothing in an entry can be changed by hand without the entry losing its worth."""
    data = json.loads(print_status({"A": RECORD}))
    data["theories"]["A"][field] = value
    problems = Problems()
    assert read_status("status.json", json.dumps(data), problems) == {}
    assert [problem.code for problem in problems] == ["W0808"]


def test_an_entry_cannot_be_copied() -> None:
    """The seal belongs to one theory."""
    data = json.loads(print_status({"A": RECORD}))
    data["theories"]["B"] = data["theories"]["A"]
    assert read_status("status.json", json.dumps(data), Problems()).keys() == {"A"}


def test_verdicts() -> None:
    """A record counts for the text that was checked, and for no other."""
    assert judge(None, "abc").state is State.NEVER
    assert judge(RECORD, "abc").state is State.ACCEPTED
    assert judge(RECORD, "abd").state is State.CHANGED
    assert judge(replace(RECORD, accepted=False), "abc").state is State.FAILED


def test_what_is_imported_counts() -> None:
    """When a theory changes, so do those that build on it, and no others."""
    before = theory_digests(TEXTS, IMPORTS)
    after = theory_digests(TEXTS | {"Engine": "theory Engine (* new *)"}, IMPORTS)
    assert {name for name in TEXTS if before[name] != after[name]} == {"Engine", "Ticker", "Proofs"}


def test_imports_in_a_circle() -> None:
    """Isabelle complains of it; here it must only come to an end."""
    assert len(theory_digests({"A": "a", "B": "b"}, {"A": ["B"], "B": ["A"]})) == 2


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps))
def test_any_file(text: str) -> None:
    """Whatever is in the file, nothing is accepted by it."""
    assert read_status("status.json", text, Problems()) == {}


@given(st.text(alphabet="theory imports begin end lemma:\"\\<open>(*)'x.[]\n"))
def test_any_proof(text: str) -> None:
    """Every text is a theory of some kind; names and statements lie inside it."""
    theory = gather_proofs({"theories/proofs/X.thy": text}, {}, {}).theories["X"]
    assert all(0 <= span.start <= span.end <= len(text) for _, span in theory.used)
    assert all(0 <= one.span.start <= one.span.end <= len(text) for one in theory.statements)
