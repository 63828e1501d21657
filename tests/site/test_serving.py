"""`mkdocs serve` goes on whatever is wrong: in its first build, and after an edit."""

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import NamedTuple

import pytest
from catalogue import DIAGNOSTICS
from examples import read_example
from site_case import Built, build_site, forget_plugins
from specfile import read_cases
from stages import STAGES

from diglot.settings import SETTINGS_FILE

TESTS = Path(__file__).parent.parent
ERRORS = TESTS.parent / "docs" / "reference" / "errors"
SHOWING = ("diagnostics", "checked", "check", "drift", "syntax-problems", "page-problems", "proof-drift", "drawings")
"""Stages that print diagnostics."""
CODE = re.compile(r"^(\S+?):\d+:\d+: (?:error|warning)\[(\w+)\]", re.MULTILINE)
HEAD = "site_name: Small\nuse_directory_urls: false\ntheme:\n  name: mkdocs\n"
PLUGINS = "plugins:\n  - diglot:\n      theories: check\n"


UNSERVED = {
    "E0002": "the test below has it",
    "E0009": "it is about a site that MkDocs does not build",
    **dict.fromkeys(("E0004", "E0005"), "MkDocs does not begin to serve"),
    **dict.fromkeys(("E0118", "E0542"), "`test_late_text.py` has them"),
    "E0622": "its type is reported on another page that is well: `meaning.md` has it",
    "E0813": "`test_obligations.py` has it",
    "E0010": "only what changes pages finds it",
    "E0011": "`test_letters.py` has it",
    **dict.fromkeys(("E0550", "E0551", "E0552", "E0553"), "only `diglot new` finds it"),
    **dict.fromkeys(("E0801", "E0802", "E0803", "E0804", "E0805", "E0806"), "only `diglot prove` finds it"),
}
"""Codes that no world below has, each with the reason."""
DEEP = "(" * 3000 + "1" + ")" * 3000
PAGE = "```juvix\nmodule test;\n\nimport Stdlib.Prelude open;\n\nx : Nat := 1;\n```\n"
THEORY = 'theory Test imports Main begin\ndefinition x :: nat where\n  "x = 1"\nend\n'
GONE = "(* Generated from docs/gone.md. *)\n" + THEORY.replace("Test", "Gone") + "(* digest: 0 *)\n"
WRITING = "plugins: [diglot]\n"
CLAUSES = "\n  | {0} {0} := 0\n  | {0} _ := 1\n  | _ {0} := 2"
MANY = [f"c{number}" for number in range(200)]
LAST = f"  | {MANY[-1]} {MANY[-1]} := 0;"
TYPE = f"{PAGE[:-4]}type T := {' | '.join(MANY)};\n\nopen T;\n\n"
MORE = (
    ("E0001", "gone.md", {"test.md": PAGE, "gone.md": ""}),
    ("E0012", "loop", {"test.md": PAGE, "loop": ""}),
    ("E0003", "odd.md", {"test.md": PAGE, "odd.md": "# Odd \udcff\n"}),
    ("E0008", "theories/Linked.thy", {"test.md": PAGE, "theories/Linked.thy": ""}),
    ("D0120", "theories/Other.THY", {"test.md": PAGE, "theories/Other.THY": THEORY}),
    ("E0006", SETTINGS_FILE, {SETTINGS_FILE: "plugins:\n  - diglot:\n      sesion: X\n", "docs/test.md": PAGE}),
    ("E0007", SETTINGS_FILE, {SETTINGS_FILE: "plugins:\n  - diglot:\n      session: 9\n", "docs/test.md": PAGE}),
    *((code, "theories/proofs", {"test.md": PAGE, "theories/proofs": ""}) for code in ("E0008", "D0120")),
    ("E0370", "test.md", {"test.md": PAGE.replace("1", "1 + " * 500 + "1")}),
    ("E0371", "test.md", {"test.md": PAGE.replace("x", f"x {'(_ : Nat) ' * 500}")}),
    ("E0424", "test.md", {"test.md": PAGE.replace("Nat := 1", f"List Nat := [{'1; ' * 30_000}1]")}),
    ("E0706", "theories/Test.thy", {"test.md": PAGE, "theories/Test.thy": THEORY.replace("= 1", f"= {DEEP}")}),
    ("E0466", "test.md", {"test.md": f"{TYPE}deriving instance ordT : Ord T;\n```\n"}),
    (
        "E0628",
        "test.md",
        {"test.md": f"{TYPE}f : T -> T -> Nat{''.join(map(CLAUSES.format, MANY[:-1]))}\n{LAST}\n```\n"},
    ),
    ("D0121", "theories/Test.thy", {SETTINGS_FILE: WRITING, "docs/test.md": PAGE, "theories/Test.thy": THEORY}),
    ("D0122", "theories/Gone.thy", {SETTINGS_FILE: WRITING, "docs/test.md": PAGE, "theories/Gone.thy": GONE}),
    ("D0125", "theories/Test.thy", {"test.md": PAGE, "theories/Test.thy": f"{THEORY}(* digest 2: 0 *)\n"}),
    ("E0810", "test.md", {"test.md": "# Test\n\n```theorem\n```\n"}),
)
"""Codes, paths and files of further worlds."""
LINKS: Mapping[str, str | Path] = {
    "theories/Linked.thy": __file__,
    "theories/proofs": Path(__file__).parent,
    "gone.md": "nowhere.md",
    "loop": ".",
}
"""Where symbolic links lead that some worlds have in the place of files."""
SHARED = frozenset(("test.md", "theories/Test.thy"))
"""Worlds with no other files can be on one site."""
TOGETHER = 24
"""How many of them are on one site."""
OWN_NAME = re.compile(r"\b[Tt]est\b")


class World(NamedTuple):
    """The files of a small project in which something is wrong."""

    name: str
    files: Mapping[str, str]
    said: frozenset[tuple[str, str]]
    """Paths and codes of what is wrong."""


def worlds() -> Iterator[World]:
    """All that are found on pages about diagnostics, and in the cases of spec files."""
    for path in sorted(ERRORS.glob("*.md")):
        example = read_example(path)
        if example is not None:
            yield World(path.name, example.wrong, frozenset(CODE.findall(example.message)))
    for path in sorted((TESTS / "spec").rglob("*.md")):
        for case in read_cases(path, tuple(STAGES)):
            text = "\n".join(each.expected for each in case.expectations if each.stage in SHOWING)
            own = framework() if any(each.stage == "drawings" for each in case.expectations) else {}
            yield World(f"{path.name}: {case.name}", {**own, **case.pages}, frozenset(CODE.findall(text)))
    yield from (World(code, files, frozenset([(path, code)])) for code, path, files in MORE)


def framework() -> Mapping[str, str]:
    """The pages that diagrams in spec files are about."""
    docs = TESTS.parent / "docs"
    own = [docs / "framework" / "engine.md", docs / "engines" / "ticker.md", *sorted((docs / "lease").glob("*.md"))]
    return {path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8") for path in own}


def chosen() -> Mapping[str, World]:
    """For each code the smallest world that has it."""
    found: dict[str, World] = {}
    for world in sorted(worlds(), key=lambda world: sum(map(len, world.files.values()))):
        for _, code in sorted(world.said):
            found.setdefault(code, world)
    return found


WORLDS = chosen()


def write_worlds(root: Path, group: Iterable[World]) -> None:
    """Put their files where a project has them, and no others."""
    for folder in ("docs", "theories", "snippets"):
        shutil.rmtree(root / folder, ignore_errors=True)
    (root / "docs").mkdir()
    for world in group:
        write_world(root, world)


def write_world(root: Path, world: World) -> None:
    """Put the files of one there."""
    settings = world.files.get(SETTINGS_FILE, PLUGINS)
    settings = settings.replace("site_name:", "site_author:").replace("docs_dir: .\n", "")
    if "theories:" not in settings:
        settings = settings.replace("- diglot:\n", "- diglot:\n      theories: check\n")
    (root / SETTINGS_FILE).write_text(HEAD + settings, encoding="utf-8")
    for path, text in world.files.items():
        if path != SETTINGS_FILE:
            target = root / _place(world, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode("utf-8", "surrogateescape"))
    for path in world.files.keys() & LINKS.keys():
        (root / _place(world, path)).unlink()
        (root / _place(world, path)).symlink_to(LINKS[path])


def _place(world: World, path: str) -> str:
    is_page = SETTINGS_FILE not in world.files and not path.startswith(("theories/", "snippets/"))
    return f"docs/{path}" if is_page or (path.endswith(".md") and not path.startswith("docs/")) else path


def missing(world: World, built: Built) -> Iterator[str]:
    """What a served site should have of a world and does not."""
    for path, code in sorted(world.said):
        shown = _place(world, path)
        if not re.search(rf"\b{re.escape(shown)}\b.*\[{code}\]", built.log):
            yield f"{world.name}: {code} of {shown} is not in the log"
        if shown.startswith("docs/") and shown.endswith(".md"):
            page = built.root / "site" / shown.removeprefix("docs/").replace(".md", ".html")
            html = unescape(page.read_text(encoding="utf-8")) if page.exists() else ""
            if f"<code>{code}</code>" not in html:
                yield f"{world.name}: {code} is not on the page {path}"


def test_every_diagnostic_is_served() -> None:
    """Or there is a reason why it cannot be."""
    assert sorted({one.code for one in DIAGNOSTICS} ^ (WORLDS.keys() | UNSERVED.keys())) == []


def alone(worlds: Iterable[World]) -> list[tuple[World, ...]]:
    """Each in a site of its own."""
    return [(world,) for world in worlds]


def together(worlds: Iterable[World]) -> list[tuple[World, ...]]:
    """Those of one page in sites of many, with another name for each page; the others in sites of their own.

    Whether a reference or a diagram is wrong depends on the other pages, so these are among the others.
    """
    shared = list[World]()
    groups = list[tuple[World, ...]]()
    for world in worlds:
        if world.files.keys() <= SHARED and "test.md" in world.files and not any(c[:3] == "E05" for _, c in world.said):
            shared.append(renamed(world, f"test{len(shared)}"))
        else:
            groups.append((world,))
    return [*groups, *(tuple(shared[at : at + TOGETHER]) for at in range(0, len(shared), TOGETHER))]


def renamed(world: World, name: str) -> World:
    """The same with another name for its page, its module and its theory."""

    def put(text: str) -> str:
        return OWN_NAME.sub(lambda found: name.title() if found[0][0] == "T" else name, text)

    files = {put(path): put(text) for path, text in world.files.items()}
    return World(world.name, files, frozenset((put(path), code) for path, code in world.said))


KINDS = sorted({code[:3] for code in WORLDS})
ALONE = "DIGLOT_WORLDS_ALONE" in os.environ
FIRST = (alone if ALONE else together)({world.name: world for world in WORLDS.values()}.values())
"""The sites of first builds, each with its worlds."""


def untold(root: Path, caplog: pytest.LogCaptureFixture, group: tuple[World, ...]) -> list[str]:
    """What a site of some worlds does not tell."""
    write_worlds(root, group)
    try:
        built = build_site(root, caplog, "serve")
    except BaseException as error:  # noqa: BLE001 - all are told together
        return [f"{', '.join(world.name for world in group)}: {error!r}"]
    return [line for world in group for line in missing(world, built)]


@pytest.mark.parametrize("group", [pytest.param(group, id=group[0].name) for group in FIRST])
def test_every_mistake_in_a_first_build(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, group: tuple[World, ...]
) -> None:
    """Each diagnostic is in the log, with its place, and in a box on its page; in the long lane, alone on its site."""
    forget_plugins()
    assert untold(tmp_path, caplog, group) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_mistake_in_a_later_build(tmp_path: Path, caplog: pytest.LogCaptureFixture, kind: str) -> None:
    """The same, on a site that had others before."""
    found = {world.name: world for code, world in WORLDS.items() if code.startswith(kind)}
    groups = (alone if ALONE else together)(found.values())
    assert [line for group in groups for line in untold(tmp_path, caplog, group)] == []
