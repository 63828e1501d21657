"""Running Isabelle.

In: a project whose files on disk match its pages. Out: verdicts in `status.json`, and diagnostics for what Isabelle
rejected, at its places in theories and on pages.
"""
