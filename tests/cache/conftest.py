"""Projects without the library that others find compiled."""

import pytest
from compiled_library import OWN_GET

from diglot.cache.store import Store


@pytest.fixture(autouse=True)
def _own_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have each compile it for itself."""
    monkeypatch.setattr(Store, "get", OWN_GET)
