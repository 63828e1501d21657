"""The MkDocs plugin: a thin shell, and the only folder that imports MkDocs."""
