"""No text brings the reader of theories down, and what is compared with itself never differs."""

import hypothesis.strategies as st
from hypothesis import given

from diglot.diagnostic import Problems
from diglot.drift.compare import compare_theories
from diglot.recursion import deep_recursion
from diglot.source import SourceFile, Span
from diglot.theory.print.theory import print_theory
from diglot.theory.read.theory import read_theory

THEORY = r"""(* generated from docs/engines/ticker.md - do not edit *)
theory Ticker
  imports Main Engine_Base
begin

section \<open>Ticker\<close>  (* docs/engines/ticker.md#ticker *)

text \<open>
  A ticker holds one number (* and this is no comment *).
\<close>

record ('a, 'b) LocalStateType =
  counter :: nat
  pair :: "('a \<times> 'b) list \<Rightarrow> 'b"

datatype 'I Trigger =
    MessageArrived "'I EnvelopedMessage"  (* envelope *)
  | Elapsed (timers : "Timer list")
and Other = Other

type_synonym LocalEnvironment = "(LocalStateType, IMessageType) EngineEnvironment"

definition incrementCounter :: TickerAction where
  "incrementCounter =
     \<lparr>guard =
        (\<lambda>t e.
           case t of
             MessageArrived m \<Rightarrow>
               (case content (packet m) of
                  Increment \<Rightarrow> Some ''it's a \"guard\"''
                | _ \<Rightarrow> None)
           | Elapsed ts \<Rightarrow> None),
      action = (let x = 1; (y, _) = f [a, b] in r\<lparr>counter := x + 1, pair := m(k := {})\<rparr>)\<rparr>"

fun total :: "Msg list \<Rightarrow> nat" where
  "total [] = 0"
| "total (Add k # ms) = (if k \<le> 3 \<and> \<not> False then k + total ms else - 1)"

function (sequential) f :: "nat \<Rightarrow> nat" where
  "f n = f (n - (1 :: nat))"
  by pat_completeness auto

declare total.simps [simp del]

lemma two: "1 + 1 = (2 :: nat)"
  by simp

end
"""
PAGE = SourceFile("docs/engines/ticker.md", "# Ticker\n\n```juvix\nmodule engines.ticker;\n```\n")
PIECES = r"""
( ) [ ] { } " ' | = :: # @ _ , ; . (* *) \<open> \<close> \<lparr> \<rparr> \<lambda> \<Rightarrow> => % λ é \
if then else let in case of 0 CHR '' := x
begin end theory fun where and record definition text lemma by <<<<<<<
"""


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A theory with some stretches replaced by other pieces."""
    text = THEORY
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(start + draw(st.integers(0, 12)), len(text))
        text = text[:start] + " ".join(draw(st.lists(st.sampled_from(PIECES.split()), max_size=3))) + text[end:]
    return text


@given(damaged())
def test_damaged_theories_are_read(text: str) -> None:
    """Reading gives a theory, with all places in the file; it can be compared with the whole one."""
    problems = Problems()
    theory = read_theory("theories/Ticker.thy", text, problems)
    whole = Span(0, len(text))
    assert all(whole.covers(item.span) for item in theory.items)
    assert all(whole.covers(problem.span) for problem in problems)
    file = SourceFile("theories/Ticker.thy", text)
    expected = read_theory("theories/Ticker.thy", THEORY, Problems())
    differences = compare_theories(expected, theory, PAGE, file)
    assert bool(differences or len(problems)) >= (expected != theory)
    assert all(difference.message and difference.hint for difference in differences)
    assert compare_theories(theory, theory, PAGE, file) == tuple(
        difference for difference in differences if difference.code == "D0104"
    )


@given(damaged())
def test_what_is_read_is_printed_and_read_alike(text: str) -> None:
    """Printing what was understood, and reading that, changes nothing."""
    problems = Problems()
    theory = read_theory("theories/Ticker.thy", text, problems)
    if len(problems):
        return
    printed = print_theory(theory)
    again = read_theory("theories/Ticker.thy", printed.text, problems)
    assert not len(problems)
    assert again == theory
    assert [item.span for item in again.items] == [item.span for item in printed.theory.items]


def test_whole_theory_has_no_problems() -> None:
    """What the other tests damage is in order."""
    problems = Problems()
    theory = read_theory("theories/Ticker.thy", THEORY, problems)
    assert not len(problems)
    assert len(theory.items) == 10


@given(
    st.sampled_from(["x # ", "x + ", "f (", "[", "if a then b else ", "let x = a in (", "%x. ("]),
    st.sampled_from([1, 30, 110, 900, 10_000]),
)
def test_size_brings_nothing_down(piece: str, count: int) -> None:
    """Long chains and deep nesting are compared, or reported."""
    closing = "".join({"(": ")", "[": "]"}.get(sign, "") for sign in piece) * count
    texts = [
        f'theory T imports Main begin definition a :: t where "a = ({piece * count}{leaf}{closing})" end'
        for leaf in "xy"
    ]
    problems = Problems()
    with deep_recursion():
        one, other = (read_theory("theories/T.thy", text, problems) for text in texts)
        differences = compare_theories(one, other, PAGE, SourceFile("theories/T.thy", texts[1]))
    assert len(differences) + len(problems) > 0
    assert {problem.code for problem in problems} <= {"E0706"}
    assert all(len(difference.message) < 500 for difference in differences)
