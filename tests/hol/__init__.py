"""A second reader of theories: as much of Isabelle/HOL as generated theories use, and as strict.

It shares no code with the translator, so that a mistake in one of them is no mistake in the other. `read_outer` reads
the commands of a `.thy` file, `read_inner` types and terms, and `check` says whether the prover would take them: every
name declared before its use, every type derived, every pattern made of constructors, no clause that is never reached.
"""
