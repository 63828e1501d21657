"""The core: a small explicit language, in which nothing is implicit and nothing is nested.

In: a `TypedModule`. Out: a `CoreModule`, with pattern matching compiled; for HOL, with a copy of each definition for
the types at which it is used.
"""
