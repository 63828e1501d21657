"""What is kept between runs: it saves work, never changes an answer, and believes nobody but this user."""

import json
import os
import pickle
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner

from diglot.artifacts import printed_theories
from diglot.cache.disk import CacheFolder, DiskCache, open_cache_folder
from diglot.cache.origin import user_key
from diglot.cache.store import SUFFIX, Store
from diglot.caching import Lazy
from diglot.cli.main import diglot
from diglot.pipeline import Compilation, Site, compile_site
from diglot.settings import Settings
from diglot.workspace import Workspace, read_library

BASE = """\
# Base

```juvix
module base;
import Stdlib.Data.Nat open;
import Juvix.Builtin.V1.String open;

limit : Nat := 5;
```
"""
USER = """\
# User

```juvix
module user;
import Stdlib.Data.Nat open;
import base open;

twice : Nat := limit * 2;
```
"""


@pytest.fixture(autouse=True)
def own_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder for this test alone, outside of its project."""
    folder = tmp_path_factory.mktemp("user")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with two pages and everything written; the current folder."""
    root = tmp_path / "project"
    (root / "docs").mkdir(parents=True)
    monkeypatch.chdir(root)
    (root / "mkdocs.yml").write_text("site_name: A site\nplugins:\n  - diglot\n", encoding="utf-8")
    (root / "docs" / "base.md").write_text(BASE, encoding="utf-8")
    (root / "docs" / "user.md").write_text(USER, encoding="utf-8")
    for command in ("theories", "extract"):
        run(command)
    return root


def run(*words: str) -> tuple[int, str]:
    """Run a command in the current folder: its exit code and what it prints."""
    result = CliRunner().invoke(diglot, words, catch_exceptions=False)
    return result.exit_code, result.output


def cache_of(root: Path) -> CacheFolder:
    """The cache of a project."""
    cache = open_cache_folder(root)
    assert cache is not None
    return cache


def compiled(root: Path, pages: dict[str, str]) -> tuple[Site, list[str]]:
    """The pages compiled as a new process would, and what was made on the way."""
    made: list[str] = []

    class Watched(DiskCache):
        def _put(self, name: str, value: object) -> None:
            made.append(name.split("\0")[1])
            super()._put(name, value)

    cache = Watched(cache_of(root))
    site = compile_site(Workspace.of(pages), Settings(docs_dir="."), read_library(), cache=cache)
    cache.close()
    return site, made


def everything(site: Site) -> dict[str, object]:
    """All that a site holds, read back from wherever it is."""
    parts = ("parsed", "scoped", "definitions", "typed", "core", "isabelle_names")
    kept: dict[str, object] = {part: dict(getattr(site, part)) for part in parts}
    files = {each.path: each.text for each in site.artifacts}
    theories = {name: (each.theory, each.source_map) for name, each in printed_theories(site.artifacts).items()}
    return kept | {"files": files, "theories": theories, "problems": site.problems}


# -- The same answers -------------------------------------------------------------------------------------------------


def test_equal_to_made_from_scratch(tmp_path: Path) -> None:
    """What is read back is what was kept."""
    pages = {"base.md": BASE, "user.md": USER}
    first, made = compiled(tmp_path, pages)
    again, made_again = compiled(tmp_path, pages)
    fresh = compile_site(Workspace.of(pages), Settings(docs_dir="."), read_library())
    assert made
    assert not made_again
    assert everything(again) == everything(first) == everything(fresh)


def test_edit_inside(tmp_path: Path) -> None:
    """An edit inside a definition compiles its page alone, and the result is as if nothing had been kept."""
    compiled(tmp_path, {"base.md": BASE, "user.md": USER})
    pages = {"base.md": BASE.replace("5", "6"), "user.md": USER}
    site, made = compiled(tmp_path, pages)
    assert made == ["page", "checked", "translated"]
    fresh = compile_site(Workspace.of(pages), Settings(docs_dir="."), read_library())
    assert {each.path: each.text for each in site.artifacts} == {each.path: each.text for each in fresh.artifacts}


RECORD = "# Box\n\n```juvix\nmodule box;\ntype Box A := mkBox@{content : A};\n```\n"
KEEPER = "# Keeper\n\n```juvix\nmodule keeper;\nimport box open;\ntype Keeper := keeper (Box Keeper) | none;\n```\n"


def test_edit_that_recurses_through_a_record_elsewhere(tmp_path: Path) -> None:
    """The theory of a page follows from how pages that import it use its types."""
    flat = KEEPER.replace("Box Keeper", "Box (Box Lock)").replace("type", "type Lock := lock;\ntype")
    for text in (flat, KEEPER, flat):
        pages = {"box.md": RECORD, "keeper.md": text}
        site, _ = compiled(tmp_path, pages)
        fresh = compile_site(Workspace.of(pages), Settings(docs_dir="."), read_library())
        files = {each.path: each.text for each in site.artifacts}
        assert files == {each.path: each.text for each in fresh.artifacts}
        assert ("record 'A Box" in files["theories/Box.thy"]) == (text is flat)


def test_pages_compiled_one_after_the_other() -> None:
    """What was translated before all pages were known is translated again if they say something new of it."""
    workspace = Workspace.of({"box.md": RECORD, "keeper.md": KEEPER})
    compilation = Compilation(workspace, Settings(docs_dir="."), read_library())
    found = []
    for name in compilation.order:
        compilation.add(name)
        found.append({each.path: each.text for each in compilation.site().artifacts})
    assert "record 'A Box" in found[0]["theories/Box.thy"]
    assert "datatype 'A Box" in found[1]["theories/Box.thy"]


def test_edit_of_interface(tmp_path: Path) -> None:
    """An edit that others can see compiles them too, and finds what it breaks."""
    compiled(tmp_path, {"base.md": BASE, "user.md": USER})
    site, made = compiled(
        tmp_path, {"base.md": BASE.replace("limit : Nat := 5", 'limit : String := "5"'), "user.md": USER}
    )
    assert made == ["page", "checked", "translated"]  # of the edited page: a module with a problem is not kept
    assert [(problem.path, problem.code) for problem in site.problems] == [("user.md", "E0401")]
    again, _ = compiled(
        tmp_path, {"base.md": BASE.replace("limit : Nat := 5", 'limit : String := "5"'), "user.md": USER}
    )
    assert again.problems == site.problems


def test_one_file_for_what_is_small(tmp_path: Path) -> None:
    """A run in which nothing has changed reads one file, until somebody asks for a big part of a result."""
    pages = {"base.md": BASE, "user.md": USER}
    compiled(tmp_path, pages)
    files = {file: file.read_bytes() for file in (tmp_path / ".cache" / "diglot").glob(f"*{SUFFIX}")}
    last = max(files, key=lambda file: file.stat().st_mtime_ns)
    for file in files.keys() - {last}:
        file.unlink()
    site, made = compiled(tmp_path, pages)
    assert not made
    assert set(site.own_theories()) == {"base", "user"}
    for file, data in files.items():
        file.write_bytes(data)
    fresh = compile_site(Workspace.of(pages), Settings(docs_dir="."), read_library())
    assert everything(site) == everything(fresh)


def test_big_parts_that_are_gone(tmp_path: Path) -> None:
    """Where the file with a big part is gone, or damaged, the part is made again."""
    pages = {"base.md": BASE, "user.md": USER}
    compiled(tmp_path, pages)
    site, made = compiled(tmp_path, pages)
    for number, file in enumerate((tmp_path / ".cache" / "diglot").glob(f"*{SUFFIX}")):
        file.unlink() if number % 2 else file.write_bytes(b"damaged")
    assert not made
    fresh = compile_site(Workspace.of(pages), Settings(docs_dir="."), read_library())
    assert everything(site) == everything(fresh)


@pytest.mark.parametrize("output", ["human", "json"])
def test_former_report(project: Path, output: str) -> None:
    """When nothing has changed, the report is the same; when something has, it is another."""
    first = run("check", "--format", output)
    assert first[0] == 0
    assert run("check", "--format", output) == first == run("check", "--format", output, "--no-cache")
    page = project / "docs" / "base.md"
    page.write_text(BASE.replace("5", "6"), encoding="utf-8")
    assert run("check", "--format", output)[0] == 3
    (project / "theories" / "Base.thy").unlink()
    assert "does not exist" in run("check", "--format", output)[1]
    page.write_text(BASE.replace("5", '"five"'), encoding="utf-8")
    assert run("check", "--format", output)[0] == run("check", "--format", output)[0] == 1


def test_no_cache(project: Path) -> None:
    """With `--no-cache` nothing is kept."""
    for file in (project / ".cache" / "diglot").iterdir():
        file.unlink()
    assert run("check", "--no-cache")[0] == 0
    assert not list((project / ".cache" / "diglot").iterdir())


def test_ignored_by_git(project: Path) -> None:
    """What is kept stays out of version control, whatever the project says."""
    assert (project / ".cache" / "diglot" / ".gitignore").read_text(encoding="utf-8") == "*\n"


# -- Nobody else's files ----------------------------------------------------------------------------------------------


class Trap:
    """Pickled, it makes a file when it is read."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.file),)


def test_foreign_files_are_not_read(project: Path, tmp_path: Path) -> None:
    """Files sealed with another user's key, or with none, are as good as absent: nothing in them is run."""
    sprung = tmp_path / "sprung"
    trap = pickle.dumps(Trap(sprung))
    for file in (project / ".cache" / "diglot").glob(f"*{SUFFIX}"):
        file.write_bytes(bytes(32) + trap)
    assert run("check")[0] == 0
    assert not sprung.exists()
    pickle.loads(trap)  # noqa: S301 - the trap works
    assert sprung.exists()


def test_another_users_seal(tmp_path: Path) -> None:
    """A file counts only with the key that it was sealed with, and only under its own name."""
    mine, other = Store(tmp_path, b"a" * 32), Store(tmp_path, b"b" * 32)
    other.put("one", b"text")
    assert other.get("one") == b"text"
    assert mine.get("one") is None
    (file,) = tmp_path.glob(f"*{SUFFIX}")
    mine.put("two", b"other")
    (second,) = set(tmp_path.glob(f"*{SUFFIX}")) - {file}
    second.write_bytes(file.read_bytes())
    assert other.get("two") is None


@pytest.mark.parametrize("damage", [b"", b"short", None])
def test_damaged_files(project: Path, damage: bytes | None) -> None:
    """A file that is cut short or changed in any byte is made again."""
    expected = run("check")
    for file in (project / ".cache" / "diglot").glob(f"*{SUFFIX}"):
        data = file.read_bytes()
        file.write_bytes(data[:-1] + bytes([data[-1] ^ 1]) if damage is None else damage)
    assert run("check") == expected


def test_key_is_private_and_stays(tmp_path: Path, own_folder: Path) -> None:
    """The key is made once, and only the user can read it."""
    project = tmp_path / "project"
    key = user_key(project)
    assert key is not None
    assert user_key(project) == key
    file = own_folder / "diglot" / "key"
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o644)
    assert user_key(project) is None
    file.chmod(0o600)
    file.write_bytes(b"too short")
    assert user_key(project) is None


@pytest.mark.parametrize("folder", [".cache", "tools/cache"])
def test_a_key_that_came_with_the_project_is_none(
    project: Path, folder: str, monkeypatch: pytest.MonkeyPatch, own_folder: Path
) -> None:
    """Where the user's folder is in the project or in its repository, nothing is loaded, and nothing is kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(project / folder))
    key = project / folder / "diglot" / "key"
    shutil.rmtree(project / ".cache" / "diglot", ignore_errors=True)
    key.parent.mkdir(parents=True, exist_ok=True)
    key.write_bytes(b"k" * 32)
    key.chmod(0o600)
    assert open_cache_folder(project) is None
    assert run("check")[0] == 0
    assert not list(project.rglob(f"*{SUFFIX}"))
    (project / "part").mkdir()
    (project / ".git").mkdir()
    assert open_cache_folder(project / "part") is None
    monkeypatch.setenv("XDG_CACHE_HOME", str(own_folder))
    assert open_cache_folder(project / "part") is not None


def test_a_cache_that_leads_elsewhere(project: Path, tmp_path: Path) -> None:
    """A linked folder that came with the project is not written to."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.rmtree(project / ".cache")
    (project / ".cache").symlink_to(elsewhere)
    assert open_cache_folder(project) is None
    assert run("check")[0] == 0
    assert not list(elsewhere.iterdir())


def test_nowhere_to_keep(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a place for the key, everything works and nothing is kept."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert open_cache_folder(project) is None
    assert run("check")[0] == 0


# -- Files ------------------------------------------------------------------------------------------------------------


def test_bounded(tmp_path: Path) -> None:
    """The oldest files go first, those in use never, and other people's files are left alone."""
    store = Store(tmp_path, b"k" * 32, limit=400)
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    for number in range(10):
        store.put(str(number), bytes(50))
        os.utime(max(tmp_path.glob(f"*{SUFFIX}"), key=lambda file: file.stat().st_mtime_ns), ns=(number, number))
    store.put("last", bytes(50))
    names = [str(number) for number in range(10)]
    store.trim(["last"])
    kept = [name for name in names if store.get(name) is not None]
    assert store.get("last") is not None
    assert 0 < len(kept) < 10
    assert (tmp_path / "notes.txt").exists()
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= 400


def test_two_at_once(tmp_path: Path) -> None:
    """Writers of the same name never leave a mixture, and readers never see half a file."""
    stores = [Store(tmp_path, b"k" * 32) for _ in range(4)]
    bodies = [bytes([number]) * 5000 for number in range(4)]

    def work(number: int) -> bool:
        for _ in range(100):
            stores[number].put("same", bodies[number])
            if stores[number].get("same") not in bodies:
                return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(work, range(4)))
    assert {file.name for file in tmp_path.iterdir() if file.suffix != SUFFIX} == {".gitignore"}


def test_two_processes(project: Path) -> None:
    """Two checks at the same time, with nothing kept before, both say the same."""
    for file in (project / ".cache" / "diglot").iterdir():
        file.unlink()
    command = [sys.executable, "-c", "from diglot.cli.main import main; main()", "check", "--format", "json"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    texts = [process.communicate(timeout=60)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert texts[0] == texts[1]
    assert json.loads(texts[0])["problems"] == []


def test_deep_values_are_made_again(tmp_path: Path) -> None:
    """A value that nests too deeply to be kept is no matter."""
    deep: list[object] = []
    for _ in range(50_000):
        deep = [deep]
    cache = DiskCache(cache_of(tmp_path))
    assert cache.get_or_make(("deep",), lambda: deep, cache_if=lambda _: True) is deep
    later = DiskCache(cache_of(tmp_path)).get_or_make(("deep",), lambda: Lazy("again"), cache_if=lambda _: False)
    assert isinstance(later, Lazy)


def test_a_report_depends_on_which_files_there_are(project: Path) -> None:
    """An image that is gone is missed, though no page has changed."""
    with (project / "docs" / "base.md").open("a", encoding="utf-8") as file:
        file.write("\n![A picture](picture.png)\n")
    picture = project / "docs" / "picture.png"
    picture.touch()
    run("theories")
    assert run("check")[0] == 0
    assert run("check")[0] == 0
    picture.unlink()
    code, said = run("check")
    assert code == 1
    assert "error[E0532] Missing file" in said
    picture.touch()
    assert run("check")[0] == 0
