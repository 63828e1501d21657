"""Names resolved.

In: parsed modules. Out: `ScopedModule`s, in which each name has a home, operators are grouped, and sugar is gone;
diagnostics for names that refer to nothing or to several things.
"""
