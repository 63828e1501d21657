"""Agreement of pages with the theories and snippets on disk: what differs, where, in words."""
