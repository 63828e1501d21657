"""The MkDocs plugin: its hooks and their wiring. Only this package imports MkDocs.

In: MkDocs' events. Out: what a site shows, handed to MkDocs: pages, the HTML of fences, entries for the search.
"""
