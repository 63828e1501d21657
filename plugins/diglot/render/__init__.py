"""Values to HTML, nothing else: no files, no MkDocs."""
