"""How long each pass takes over a whole specification, in one process.

Out: seconds by pass, and the number of tokens that they went over. Passes are timed where the pipeline calls them, so
that what is measured is what runs.
"""

import gc
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

from diglot import parsed_pages, pipeline
from diglot.diagnostic import Problems
from diglot.settings import Settings
from diglot.syntax.lexer import lex
from diglot.workspace import Workspace, read_library

PASSES = {
    "read_page": "read",
    "lint_page": "read",
    "parse_page": "lex and parse",
    "scope_module": "scope",
    "check_module": "types",
    "check_coverage": "checks",
    "check_termination": "checks",
    "check_positivity": "checks",
    "lower_module": "core",
    "monomorphise_module": "copies",
    "generics_digest": "copies",
    "name_module": "theory",
    "check_types": "theory",
    "translate_module": "theory",
    "print_theory": "print",
}
"""Functions of the pipeline, with the row that they count for."""


def time_passes(pages: Mapping[str, str]) -> tuple[pipeline.Site, Mapping[str, float], int]:
    """What the pages become, seconds by pass, and the number of tokens, those of the library's modules included."""
    spent: dict[str, float] = defaultdict(float)
    workspace = Workspace.of({f"docs/{path}": text for path, text in pages.items()})
    settings = Settings(root=Path("/nowhere"), theory_names="path")
    gc.disable()  # as in the commands
    with ExitStack() as patches:
        for name, row in PASSES.items():
            caller = parsed_pages if hasattr(parsed_pages, name) else pipeline
            patches.enter_context(patch.object(caller, name, _timed(getattr(caller, name), row, spent)))
        site = pipeline.compile_site(workspace, settings, read_library())
    spent["lex"], tokens = _time_lexing(site)
    spent["parse"] = spent.pop("lex and parse") - spent["lex"]
    rows = dict.fromkeys(["read", "lex", "parse", *PASSES.values()])
    return site, {row: spent[row] for row in rows if row in spent}, tokens


def _timed(function: Callable[..., Any], row: str, spent: dict[str, float]) -> Callable[..., Any]:
    def run(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - stands for any pass
        start = time.perf_counter()
        try:
            return function(*arguments, **named)
        finally:
            spent[row] += time.perf_counter() - start

    return run


def _time_lexing(site: pipeline.Site) -> tuple[float, int]:
    """Lexing alone, once more: parsing does it on the way."""
    tokens = 0
    start = time.perf_counter()
    for page in site.pages.values():
        for snippet in page.snippets:
            tokens += len(lex(page.source.path, page.source.text, snippet.code, Problems()).tokens)
    return time.perf_counter() - start, tokens
