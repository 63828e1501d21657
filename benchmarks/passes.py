"""How long each pass takes over a whole specification, in one process.

Out: seconds by pass, and the number of tokens that they went over. Passes are timed wherever Diglot calls them, so that
what is measured is what runs; one that no longer exists cannot be imported here.
"""

import gc
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

from diglot import pipeline
from diglot.core.erase_values import ValueEraser
from diglot.core.from_typed import lower_module
from diglot.core.monomorphise import generics_digest, monomorphise_module
from diglot.core.own_builtins import write_out_builtins
from diglot.diagnostic import Problems
from diglot.page.lint import lint_page
from diglot.page.read import read_page
from diglot.scope.from_syntax import scope_module
from diglot.settings import Settings
from diglot.syntax.lexer import lex
from diglot.syntax.parse_module import parse_page
from diglot.theory.print.theory import print_theory
from diglot.theory.translate.from_core import translate_module
from diglot.theory.translate.names import name_module
from diglot.theory.translate.open_types import leave_open, opened_constants
from diglot.typed.exhaustive import check_coverage
from diglot.typed.from_scope import check_module
from diglot.typed.positivity import check_positivity
from diglot.typed.termination import check_termination
from diglot.workspace import Workspace, read_library

PASSES: Mapping[str, tuple[Callable[..., Any], ...]] = {
    "read": (read_page, lint_page),
    "lex and parse": (parse_page,),
    "scope": (scope_module,),
    "types": (check_module,),
    "checks": (check_coverage, check_termination, check_positivity),
    "core": (lower_module, write_out_builtins, ValueEraser.module),
    "copies": (monomorphise_module, generics_digest),
    "theory": (leave_open, opened_constants, name_module, translate_module),
    "print": (print_theory,),
}
"""The functions that do the work, by row of the table."""


def time_passes(pages: Mapping[str, str]) -> tuple[pipeline.Site, Mapping[str, float], int]:
    """What the pages become, seconds by pass, and the number of tokens, those of the library's modules included."""
    spent: dict[str, float] = defaultdict(float)
    workspace = Workspace.of({f"docs/{path}": text for path, text in pages.items()})
    settings = Settings(root=Path("/nowhere"), theory_names="path")
    with ExitStack() as patches:
        if gc.isenabled():
            gc.disable()  # as in the commands
            patches.callback(gc.enable)
        for row, functions in PASSES.items():
            for function in functions:
                timed = _timed(function, row, spent)
                for place in _callers(function):
                    patches.enter_context(patch.object(place, function.__name__, timed))
        site = pipeline.compile_site(workspace, settings, read_library())
    spent["lex"], tokens = _time_lexing(site)
    spent["parse"] = spent.pop("lex and parse") - spent["lex"]
    rows = dict.fromkeys(["read", "lex", "parse", *PASSES])
    return site, {row: spent[row] for row in rows if row in spent}, tokens


def _callers(function: Callable[..., Any]) -> Iterator[object]:
    """The modules, or the class, that a pass is called through."""
    if function.__qualname__ != function.__name__:
        yield ValueEraser
    for name, module in list(sys.modules.items()):
        if name.startswith("diglot") and vars(module).get(function.__name__) is function:
            yield module


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
