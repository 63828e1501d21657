"""The language server. Only this package imports the protocol.

In: requests and notifications of an editor. Out: diagnostics, and answers that are derived from compiled pages.
"""
