"""Isabelle/HOL theories as data.

In: core modules, or the text of a theory. Out: a `Theory`, or its text. `translate/` makes theories from the core,
`library/` knows what HOL has for the standard library, `print/` writes theories, and `read/` reads them.
"""
