"""Results kept on disk between runs, in the project's folder `.cache/diglot`, which may be deleted at any time."""
