"""Diagnostics to output: terminal and JSON."""
