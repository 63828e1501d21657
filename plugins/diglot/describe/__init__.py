"""Things as words, without markup.

In: definitions, types, engines and their partners. Out: plain text that the site, the editor and the terminal show.
"""
