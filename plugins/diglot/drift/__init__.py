"""Whether pages agree with the theories and snippets on disk.

In: generated files and committed files. Out: diagnostics that say what differs and where, and edits that adopt a
change.
"""
