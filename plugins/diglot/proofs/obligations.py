"""The laws that theories take for granted, and which of them somebody has proved.

In: the laws that the pages' theories state, and the hand-written theories with what Isabelle said of them. Out: for
each law the theorem that proves it. That is a theorem which says the law and nothing else, outside of any locale, in a
theory whose present text Isabelle has accepted and which asserts nothing without proof, nor do those it builds on.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from diglot.proofs.gather import Proofs
from diglot.proofs.read import ProofTheory, Statement, full_name
from diglot.proofs.status import State
from diglot.proofs.words import ASSERTING
from diglot.theory.translate.stated_laws import Law


@dataclass(frozen=True, slots=True)
class Obligation:
    """A law, and what it rests on."""

    law: Law
    theorem: str
    """The theorem that proves it, with its theory's name; empty where the law is assumed."""

    @property
    def name(self) -> str:
        """The full name of the constant that says it."""
        return f"{self.law.theory}.{self.law.constant}"

    @property
    def is_open(self) -> bool:
        """Whether the law is assumed."""
        return not self.theorem


_DEFINES = r"\b(?:definition|abbreviation|fun|function|primrec|partial_function|consts|inductive|axiomatization"
_HIDES = r"|notation|no_notation|syntax|translations|hide_const|overloading|fixes|for|where)\b"
_NOTATION = re.compile(r"""\"[^"\n]*'[^"\n]*\"|\\<open>[^\n]*?'[^\n]*?\\<close>""")
_VARIABLE = re.compile(r"[a-z][A-Za-z0-9_]*'*")
_TYPE_MARK = re.compile(r"TYPE\s*\(\s*'[A-Za-z][A-Za-z0-9_']*\s*\)")


def obligations(laws: Iterable[Law], proofs: Proofs) -> tuple[Obligation, ...]:
    """What becomes of the laws that theories state, in their order."""
    laws = tuple(laws)
    accepted = list(_accepted(proofs)) if any(not law.proved for law in laws) else []
    return tuple(Obligation(law, _theorem(law, laws, accepted, proofs)) for law in laws)


def _accepted(proofs: Proofs) -> Iterator[ProofTheory]:
    """The hand-written theories whose theorems are proved."""
    for name, theory in proofs.theories.items():
        below = [proofs.theories[other] for other in {name, *proofs.reached[name]} if other in proofs.theories]
        if proofs.verdict(name).state is State.ACCEPTED and not any(set(each.trusts) & ASSERTING for each in below):
            yield theory


def _theorem(law: Law, laws: Iterable[Law], accepted: Iterable[ProofTheory], proofs: Proofs) -> str:
    if law.proved:
        return f"{law.theory}.{law.constant}_holds"
    for theory in accepted:
        reached = proofs.reached[theory.name]
        if law.theory not in reached or _is_redefined(law.constant, reached, proofs.theories):
            continue
        alike = sum(other.constant == law.constant and other.theory in reached for other in laws)
        names = [f"{law.theory}.{law.constant}", *([law.constant] if alike == 1 else [])]
        for statement in theory.statements:
            if statement.name and not statement.gap and not statement.locale and _says(theory, statement, names):
                return f"{theory.name}.{full_name(statement)}"
    return ""


def _says(theory: ProofTheory, statement: Statement, names: Iterable[str]) -> bool:
    """Whether a statement is one of some constants, for all values of its arguments."""
    text = theory.source.slice(statement.span).strip()
    text = text.removeprefix("shows").strip()
    if text.count('"') == 2 and text[0] == text[-1] == '"':
        text = text[1:-1]
    elif text.startswith("\\<open>") and text.endswith("\\<close>"):
        text = text.removeprefix("\\<open>").removesuffix("\\<close>")
    head, *arguments = _TYPE_MARK.sub("TYPE", " ".join(text.split())).split() or [""]
    variables = [argument for argument in arguments if argument not in ("TYPE", "_")]
    plain = all(_VARIABLE.fullmatch(variable) for variable in variables) and "_" not in arguments
    free = not any(re.search(rf"\b{re.escape(variable)}\s*::", theory.source.text) for variable in variables)
    return head in names and plain and free and len(set(variables)) == len(variables)


def _is_redefined(constant: str, reached: Iterable[str], theories: Mapping[str, ProofTheory]) -> bool:
    """Whether a hand-written theory gives the name of a constant another meaning."""
    name = re.escape(constant)
    pattern = re.compile(
        rf"{_DEFINES}{_HIDES}[^\"\n]*\b{name}\b|\btranslations\b(?:(?!\n\s*\n).)*?\b{name}\b", re.DOTALL
    )
    texts = [theories[theory].source.text for theory in reached if theory in theories]
    # In notation, a sign of a name that would mean something else has a `'` before it.
    written = [found[0] for text in texts for found in _NOTATION.finditer(text)]
    is_written = any(constant in each.replace("'", "") and constant not in each for each in written)
    return is_written or any(pattern.search(text) for text in texts)
