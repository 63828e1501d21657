"""Markdown in and out.

In: the text of a page. Out: a `Page` of headings, prose and fences with their places; diagnostics where readers of
Markdown disagree; and the text with a key in each fence.
"""
