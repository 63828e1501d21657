"""What HOL and the support theory have for the standard library.

In: a symbol of the library with its types and arguments. Out: the type or term of HOL that means the same, or nothing.
"""
