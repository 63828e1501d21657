"""Where a method that believes a program is seen in a proof, and where its name is only a name."""

import pytest

from diglot.proofs.read import read_proofs


def claimed(body: str) -> list[str]:
    """What a theory with some text between `begin` and `end` claims."""
    theory = read_proofs("theories/proofs/X.thy", f"theory X imports Main begin\n{body}\nend\n")
    return [claim.word for claim in theory.claims]


@pytest.mark.parametrize(
    "proof",
    [
        *("by ((eval))", "by eval+", "by (eval?)[1]", "by (simp add: b)(eval)", "by (b x=1 in exI, eval)", "by(eval)"),
        *("apply eval done", "apply (cases x; eval) done", "proof eval qed", "proof - qed eval", "using b by - (eval)"),
        *("subgoal by eval done", "by (all \\<open>eval\\<close>)", "by (all ‹auto, eval›)", "by (* eval *) eval"),
        *('by "eval"', "by HOL.eval", "by (use b in eval)", "by (use b in \\<open>(eval)\\<close>)", "by (b | eval)"),
    ],
)
def test_methods(proof: str) -> None:
    """It counts as a method in every place that a method can have."""
    assert claimed(f'lemma a: "P" {proof}') == ["eval"]


@pytest.mark.parametrize("command", ["instance t :: c", "interpretation X", "termination", 'typedef x = "{1}"'])
def test_goals(command: str) -> None:
    """Whatever the command is whose goal it proves."""
    assert claimed(f"{command} by (auto; normalization)") == ["normalization"]


@pytest.mark.parametrize("rest", ["= eval", "= (simp, eval)", "uses r = (auto simp: r | eval)", "for x = (eval)"])
def test_methods_of_its_own(rest: str) -> None:
    """A method that uses it is no better."""
    assert claimed(f"method m {rest}") == ["eval"]


@pytest.mark.parametrize(
    "body",
    [
        *('lemma eval: "P" by simp', 'lemma a: "P" by (simp add: eval)', 'lemma a: "P" by (rule eval)'),
        *('lemma a: "P" by (metis b eval)', 'lemma a: "P" using eval by simp', 'fun eval where "eval x = x"'),
        *('lemma a: "P" by (induct rule: eval.induct) (auto simp: eval_def)', 'lemma a: "P" by (cases ‹eval x›)'),
        *('lemma a: "P" by (rule b[OF eval, of x])', "lemmas x = eval", "declare eval[simp]", "text ‹by eval›"),
        *('lemma a: "P" by (auto intro!: eval simp del: eval(2))', "locale L = fixes eval :: nat begin end"),
        *('inductive eval where one: "eval x"\n| two: "eval y"', 'private lemma x: "P" by simp', "context begin end"),
    ],
)
def test_names(body: str) -> None:
    """A theorem, a function or a parameter may have its name, and all that is known to be harmless passes."""
    assert claimed(body) == []
