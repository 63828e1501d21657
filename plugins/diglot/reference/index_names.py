"""The names of the indexes, which are also those of their pages."""

INDEXES = ("engines", "messages", "actions", "types", "definitions")
"""The indexes of what pages define."""
THEOREMS = "theorems"
"""The index of what is proved."""
