"""The first files of a specification, and a first version of a page.

In: a name. Out: the texts of files, by path.
"""
