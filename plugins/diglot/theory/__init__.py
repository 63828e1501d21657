"""Isabelle/HOL theories as data: made from the core, printed, and read back."""
