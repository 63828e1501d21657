"""The beginnings of a specification and of a page, ready to be filled in."""
