"""Values as HTML.

In: code, engines, theories and diagnostics, with the links of a site. Out: HTML and SVG that need no script.
"""
