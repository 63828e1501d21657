"""The language server: the pipeline for editors. Only this folder knows the protocol."""
