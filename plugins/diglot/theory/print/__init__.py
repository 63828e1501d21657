"""Theories as text.

In: a `Theory`, or the names of a project's theories. Out: the text of a `.thy` file with the place of each item, or
the text of `ROOT`.
"""
