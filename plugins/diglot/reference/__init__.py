"""What prose refers to: pages, sections, files, definitions and terms.

In: compiled pages, and the other files of a project. Out: the address of each of these, and diagnostics for references
that lead nowhere.
"""
