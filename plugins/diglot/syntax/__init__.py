"""The snippet language as written.

In: the snippets of a page. Out: a tree with raw names and flat operators; from the tree, the formatted page and the
extracted module.
"""
