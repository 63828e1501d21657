"""Markdown in and out: a page as blocks of prose, headings and snippets."""
