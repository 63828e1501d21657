"""When Python looks for garbage.

What a build compiles are trees without cycles, very many of them: they go when nobody needs them, and looking through
them again and again takes longer than Markdown. What MkDocs makes, pages and their files, are cycles, and go only when
Python looks.
"""

import gc
from typing import Literal

_MANY = 300_000
"""So many objects are more than MkDocs makes of a few hundred pages."""


def look_rarely(command: Literal["build", "gh-deploy", "serve"]) -> None:
    """Set how often Python looks while a command runs: not at all where the process ends soon."""
    gc.set_threshold(100_000, 50, 100)
    if command == "build":
        gc.disable()


def forget_last_pages() -> None:
    """Remove the pages of the last build of `mkdocs serve`, which would else stay for many builds."""
    gc.collect()


def set_compiled_apart() -> None:
    """Never look through what has just been compiled. There must not be any pages now, or they would stay forever."""
    if len(gc.get_objects()) > _MANY:
        gc.freeze()


def end_at_once() -> None:
    """Have Python not look when the process ends."""
    gc.freeze()
