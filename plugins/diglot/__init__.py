"""Specifications in English and in a formal language on one page, kept in agreement.

The names below are the public interface: `compile_site(read_pages(settings), settings, read_library())` gives a `Site`.
They are imported when they are asked for, so that a command pays only for what it uses.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diglot.diagnostic import Diagnostic
    from diglot.pipeline import Site, compile_site
    from diglot.settings import Settings
    from diglot.workspace import Workspace, read_library, read_pages

__all__ = ("Diagnostic", "Settings", "Site", "Workspace", "compile_site", "read_library", "read_pages")

_HOMES = {
    "Diagnostic": "diglot.diagnostic",
    "Settings": "diglot.settings",
    "Site": "diglot.pipeline",
    "Workspace": "diglot.workspace",
    "compile_site": "diglot.pipeline",
    "read_library": "diglot.workspace",
    "read_pages": "diglot.workspace",
}


def __getattr__(name: str) -> object:
    """Import a public name from its module."""
    if name not in _HOMES:
        msg = f"module 'diglot' has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(_HOMES[name]), name)
