"""Text as theories: the inverse of `print/`.

In: the text of a `.thy` file. Out: a `Theory` in which each item has its place; diagnostics for what cannot be read.
"""
