"""Results kept on disk between runs.

In: results under digests of what they were made from. Out: the same results in a later run, if this user kept them.
They are in the project's folder `.cache/diglot`, which may be deleted at any time.
"""
