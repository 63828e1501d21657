"""Everything that a site shows, for any site generator.

In: a compiled project and the address of each file. Out: a `Presentation`: woven pages, the HTML of their figures, and
the pages of theories, of the library and of indexes.
"""
