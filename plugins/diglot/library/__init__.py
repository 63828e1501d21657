"""The standard library of the snippet language, as data files.

In: nothing. Out: its pages, which are compiled with those of a project, and the support theory that they need in HOL.
"""
