"""Diagnostics as output.

In: diagnostics, and what a command did. Out: text for a terminal, or data for a program.
"""
