"""The snippet language as written: tokens, and a tree with raw names and flat operators."""
