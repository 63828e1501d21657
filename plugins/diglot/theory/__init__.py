"""Isabelle/HOL theories as data: the tree, the words and operators of Isabelle, and how names and prose are spelled.

`translate/` makes a theory from the core, `library/` knows what HOL has for the standard library, `print/` writes
theories as text, and `read/` reads them back.
"""
