"""Handwritten theories: what they state, what they rest on, and the verdicts of Isabelle.

In: the texts of the proofs, the generated theories, and the recorded verdicts. Out: `Proofs`, and diagnostics for
theorems and names that no longer exist.
"""
