"""There is one list of checks: the command line, the editor, the site and the tests report what it finds."""

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from generated_files import write_files
from stages import STAGES, subject_of

from diglot.caching import Cache
from diglot.checks import CHECKS, Check
from diglot.cli.main import diglot
from diglot.lsp.problems import diagnostics
from diglot.lsp.session import EditorSession
from diglot.settings import SETTINGS_FILE
from diglot.site.build import compile_project
from diglot.workspace import read_configuration, read_files

CACHE = Cache()
SETTINGS = "site_name: A site\nplugins:\n  - diglot\n"
PAGE = "# A\n\n```juvix\nmodule a;\n\nimport Stdlib.Prelude open;\n\none : Nat := 1;\n```\n"
ORDERED = """\
# A

```juvix
module a;

import Stdlib.Prelude open;
import Stdlib.Data.Set as Set open using {Set; module Set};

order : Ord Nat := Ord.mk \\{a b := if | a < b := Ordering.LessThan | else := Ordering.GreaterThan};

one : Set Nat := Set.insert {{order}} 1 Set.empty;
```
"""
LOST = 'theory Lost\n  imports Specification.A\nbegin\n\nlemma "A.two = A.one"\n  oops\n\nend\n'

FAULTS: Mapping[str, Mapping[str, str]] = {
    "settings": {SETTINGS_FILE: "site_name: A site\nplugins:\n  - diglot:\n      theory_names: long\n"},
    "modules": {"docs/a.md": PAGE.replace("1", "true")},
    "headers of pages": {"docs/c.md": "# C\n\n```juvix\nmodule b;\n```\n"},
    "forms of fences": {"docs/b.md": "# B\n\n```diglot system\n````\n"},
    "`diglot` fences": {"docs/b.md": "# B\n\n```diglot everything\n```\n"},
    "`juvix fails` fences": {"docs/b.md": "# B\n\n```juvix fails=E0301\nmodule b;\n```\n"},
    "`theorem` fences": {"docs/b.md": "# B\n\n```theorem\nLost.found\n```\n"},
    "`mermaid` fences": {"docs/b.md": "# B\n\n```mermaid\nflowchart LR\n  Sun --> Moon\n```\n"},
    "references": {"docs/b.md": "# B\n\n[c](c.md)\n"},
    "proofs and verdicts": {"theories/status.json": "accepted"},
    "obligations": {SETTINGS_FILE: SETTINGS.rstrip() + ":\n      obligations: error\n", "docs/a.md": ORDERED},
    "theory files": {"theories/B.thy": "theory B imports Main begin end\n"},
    "module files": {"snippets/b.juvix": "module b;\n"},
    "other theory files": {"theories/proofs/tactics.ML": "val one = 1\n"},
    "other module files": {"snippets/.old/a.juvix": "module a;\n"},
    "claims of proofs": {"theories/proofs/Lost.thy": LOST.replace("two", "one").replace("oops", "sorry")},
    "names in proofs": {"theories/proofs/Lost.thy": LOST},
}
"""For each check, files of a project that is in order otherwise, and in which the check finds something."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in which nothing is wrong."""
    (tmp_path / SETTINGS_FILE).write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text(PAGE, encoding="utf-8")
    write_files(tmp_path)
    return tmp_path


def command_line(root: Path) -> Iterator[str]:
    """The codes that `diglot check` reports."""
    before = Path.cwd()
    os.chdir(root)
    try:
        found = json.loads(CliRunner().invoke(diglot, ["check", "--format", "json"]).stdout)
    finally:
        os.chdir(before)
    yield from (problem["code"] for problem in (*found["problems"], *found["drift"]))


def editor(root: Path) -> Iterator[str]:
    """The codes that are shown in an editor, before a page is edited and, if it only grows elsewhere, after."""
    session = EditorSession(root)
    snapshot = session.snapshot()
    assert snapshot is not None
    shown = Counter(str(each.code) for found in diagnostics(snapshot).values() for each in found)
    page = root / "docs/a.md"
    session.put(page.as_uri(), page.read_text(encoding="utf-8") + "\nThe page grows.\n")
    snapshot = session.snapshot()
    assert snapshot is not None
    assert shown == Counter(str(each.code) for found in diagnostics(snapshot).values() for each in found)
    yield from shown.elements()


def site(root: Path) -> Iterator[str]:
    """The codes that a build of the site reports."""
    found = read_configuration(root)
    settings = replace(found.settings, mode="check")
    build = compile_project(found._replace(settings=settings), CACHE, read_files(settings))
    yield from (problem.code for problem in build.problems)


def texts(root: Path) -> dict[str, str]:
    """The files of a project, as a case of the tests."""
    files = (path for path in root.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in files}


@pytest.mark.parametrize("check", CHECKS, ids=[check.name for check in CHECKS])
def test_each_check_is_told_everywhere(check: Check, project: Path) -> None:
    """All four report the same, each problem once."""
    for path, text in FAULTS[check.name].items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text, encoding="utf-8")
    case = texts(project)
    found = Counter(problem.code for problem in check.find(subject_of(case)))
    assert found
    told = Counter(command_line(project))
    assert found <= told
    assert Counter(editor(project)) == told
    assert Counter(site(project)) == told
    shown = STAGES["check"](case)
    assert {code: shown.count(f"[{code}]") for code in told} == dict(told)


def test_nothing_is_told_of_a_project_in_order(project: Path) -> None:
    """The faults above are the only ones."""
    assert [*command_line(project), *editor(project), *site(project)] == []
    assert STAGES["check"](texts(project)) == "none"
