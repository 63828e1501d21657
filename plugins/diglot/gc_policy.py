"""When Python collects garbage.

Compiling makes very many trees without cycles. They are freed as soon as nothing refers to them, and searching them for
cycles again and again takes longer than Markdown. MkDocs' pages and files refer to each other in cycles, so only a
collection frees them; so does the work of a language server.
"""

import gc

_MANY = 300_000
"""More objects than MkDocs makes of a few hundred pages."""


def look_rarely(*, ends_soon: bool) -> None:
    """Set how often Python collects while a command runs: never in a process that ends soon."""
    gc.set_threshold(100_000, 50, 100)
    if ends_soon:
        gc.disable()


def forget_last_pages() -> None:
    """Free the pages of the last build of `mkdocs serve`, which would otherwise stay for many builds."""
    gc.collect()


def set_compiled_apart() -> None:
    """Exclude what has just been compiled from every collection. Pages that MkDocs has now would never be freed."""
    if len(gc.get_objects()) > _MANY:
        gc.freeze()


def end_at_once() -> None:
    """Collect nothing when the process ends."""
    gc.freeze()
