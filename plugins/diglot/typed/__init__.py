"""Types.

In: `ScopedModule`s. Out: `TypedModule`s, in which nothing is left to infer; diagnostics for types, traits, incomplete
matches, positivity and termination.
"""
