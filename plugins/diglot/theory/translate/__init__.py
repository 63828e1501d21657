"""From the core to a theory.

In: a `CoreModule` with its page, and the names of the theories below it. Out: a `Theory` and the names that it defines;
diagnostics for what HOL cannot express.
"""
