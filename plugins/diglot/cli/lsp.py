"""`diglot lsp`: the language server, for editors."""

import gc

import click


@click.command(short_help="Serve an editor on standard input and output.")
@click.option("--stdio", is_flag=True, hidden=True, help="What some editors add; it is the only way there is.")
def lsp(*, stdio: bool) -> None:
    """Serve an editor that speaks the Language Server Protocol, on standard input and output.

    Editors start it by themselves. The guide says how to set them up.
    """
    del stdio
    try:
        from diglot.lsp.server import serve
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise click.UsageError("The language server needs one more package: pip install 'diglot[lsp]'") from missing
    gc.set_threshold(100_000, 50, 100)
    gc.enable()
    serve()
