"""`diglot lsp`: the language server, for editors."""

import click


@click.command(short_help="Start the language server (stdio).")
@click.option("--stdio", is_flag=True, hidden=True, help="What some editors add; the server has no other transport.")
def lsp(*, stdio: bool) -> None:
    """Start the language server, which speaks the Language Server Protocol on standard input and output.

    Editors start it by themselves. The guide says how to set them up.
    """
    del stdio
    try:
        from diglot.lsp.server import serve
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise click.UsageError("The language server needs one more package: pip install 'diglot[lsp]'") from missing
    serve()
