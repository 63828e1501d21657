"""All classes of diagnostics, found by looking through the package."""

import importlib
import pkgutil
from collections.abc import Iterator

import diglot
from diglot.diagnostic import Diagnostic


def diagnostics() -> list[type[Diagnostic]]:
    """All classes of diagnostics that have a code, in the order of their codes."""
    for module in pkgutil.walk_packages(diglot.__path__, "diglot."):
        if module.name.rpartition(".")[2].endswith("errors"):
            importlib.import_module(module.name)
    own = (one for one in _below(Diagnostic) if one.__module__.startswith("diglot.") and hasattr(one, "code"))
    return sorted(own, key=lambda one: one.code)


def _below(cls: type[Diagnostic]) -> Iterator[type[Diagnostic]]:
    for one in cls.__subclasses__():
        yield one
        yield from _below(one)


DIAGNOSTICS = diagnostics()
