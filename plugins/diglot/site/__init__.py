"""Everything that a site shows, for any site generator.

In: a compiled project and the address of each file. Out: a `SiteContent`: woven pages, the HTML of their fences, and
the added pages of theories, of the library and of indexes.
"""
