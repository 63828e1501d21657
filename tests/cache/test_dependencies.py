"""What is kept depends on the packages that Diglot needs, and on no others."""

import sysconfig
from pathlib import Path

import pytest

from diglot.cache.origin import version_digest


def _install(folder: Path, name: str, *requires: str) -> None:
    (folder / f"{name}.dist-info").mkdir()
    lines = ["Metadata-Version: 2.4", *(f"Requires-Dist: {each}" for each in requires), "", "Requires-Dist: words"]
    (folder / f"{name}.dist-info" / "METADATA").write_text("\n".join(lines), encoding="utf-8")


def test_only_what_is_needed_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package beside it changes nothing; another version of what something needed needs does."""
    monkeypatch.setattr(sysconfig, "get_path", lambda _: str(tmp_path))
    digest = version_digest.__wrapped__
    _install(tmp_path, "diglot-1", "First_One>=2", 'site.one; extra == "site"')
    _install(tmp_path, "first_one-2", "second", 'tests; extra == "tests"')
    _install(tmp_path, "site_one-2")
    before = digest()
    for name in ("tests-1", "words-1", "other-1"):
        _install(tmp_path, name, "first-one")
    assert digest() == before
    _install(tmp_path, "second-1")
    after = digest()
    assert after != before
    (tmp_path / "site_one-2.dist-info").rename(tmp_path / "site_one-3.dist-info")
    assert digest() != after


def test_everything_counts_where_needs_are_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Diglot itself may not be installed."""
    monkeypatch.setattr(sysconfig, "get_path", lambda _: str(tmp_path))
    before = version_digest.__wrapped__()
    _install(tmp_path, "other-1")
    assert version_digest.__wrapped__() != before
