"""The command line in small projects on disk: what it says, what it writes, and its exit codes."""

import json
import os
import pkgutil
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from diglot import cli
from diglot.cli.main import diglot, main
from diglot.report.formats import FORMATS
from diglot.report.json import schema

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "command-line.md"
PAGE = """\
# Counter

A counter holds a number.

```juvix
module counter;

import Juvix.Builtin.V1.Nat open;
import Juvix.Builtin.V1.String open;
```

## State

```juvix
type LocalState := mkLocalState@{ counter : Nat };
```
"""
THEORY = """\
(* generated from docs/counter.md - do not edit *)
theory Counter
  imports Main
begin

(* docs/counter.md#counter *)
section \\<open>Counter\\<close>

text \\<open>A counter holds a number.\\<close>

(* docs/counter.md#state *)
subsection \\<open>State\\<close>

record LocalState =
  counter :: nat

end
(* digest 1: 2def0bc30d38a372791de92a089087c9 *)
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one page and everything written; the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: A site\nplugins:\n  - diglot\n", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "counter.md").write_text(PAGE, encoding="utf-8")
    for command in ("theories", "extract"):
        assert run(command).exit_code == 0
    return tmp_path


def run(*words: str) -> Result:
    """Run a command in the current folder; what it prints and its exit code."""
    return CliRunner().invoke(diglot, words, catch_exceptions=False)


def commands() -> list[str]:
    """All commands, with those of groups."""
    found = []
    for name, command in diglot.commands.items():
        below = command.commands if isinstance(command, click.Group) else None
        found += [f"{name} {each}" for each in below] if below else [name]
    return found


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text that must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def files(folder: Path) -> list[str]:
    """All files below a folder, apart from what is only there to save time."""
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return [path for path in paths if not path.startswith(".cache/")]


def test_clean(project: Path) -> None:
    """0: everything is in order."""
    assert files(project) == [
        "docs/counter.md",
        "mkdocs.yml",
        "snippets/counter.juvix",
        "theories/Counter.thy",
        "theories/ROOT",
    ]
    assert (project / "theories/Counter.thy").read_text(encoding="utf-8") == THEORY
    result = run("check")
    assert (result.exit_code, result.output) == (0, "1 page, 1 theory, 1 module: everything is in order.\n")


def test_problem(project: Path) -> None:
    """1: nothing is written while a page has a problem, even where the old files would differ."""
    edit(project / "docs/counter.md", "counter : Nat", "counter : Nta")
    before = (project / "theories/Counter.thy").read_bytes()
    result = run("check")
    assert result.exit_code == 1
    assert result.output.startswith("docs/counter.md:15:45: error[E0301] Unknown name\n")
    assert result.output.endswith("1 page: 1 problem; no theories or modules were compared.\n")
    result = run("theories")
    assert result.exit_code == 1
    assert "Nothing was written" in result.output
    assert (project / "theories/Counter.thy").read_bytes() == before


def test_a_warning_stops_nothing(project: Path) -> None:
    """A page with a warning becomes the same files as without it, and none of them is taken for left over."""
    edit(project / "docs/counter.md", "```juvix\nmodule", "```juvix hied\nmodule")
    result = run("check")
    assert (result.exit_code, "W0120" in result.output) == (0, True)
    assert [run(command).exit_code for command in ("theories", "extract")] == [0, 0]
    assert files(project / "theories") == ["Counter.thy", "ROOT"]
    assert files(project / "snippets") == ["counter.juvix"]


@pytest.mark.parametrize("words", [["--nonsense"], ["check", "--format", "xml"], ["chekc"], ["check", "extra"]])
def test_wrong_usage(words: list[str]) -> None:
    """2: the command line itself is wrong."""
    assert run(*words).exit_code == 2


def test_drift(project: Path) -> None:
    """3: the page is in order, but the theory says something else; writing it fixes that."""
    edit(project / "docs/counter.md", "counter : Nat", "counter : String")
    result = run("check")
    assert result.exit_code == 3
    assert (
        "`docs/counter.md:15` says `counter : String`, `theories/Counter.thy:15` says `counter :: nat`."
        in result.output
    )
    assert result.output.endswith("1 page, 1 theory, 1 module: 2 differences.\n")
    assert run("theories", "--check").exit_code == 3
    assert run("extract", "--check").exit_code == 3
    written = run("theories")
    assert (written.exit_code, written.output.splitlines()[0]) == (0, "wrote theories/Counter.thy")
    assert run("theories", "--check").exit_code == 0
    assert run("check").exit_code == 3
    assert run("extract").output.splitlines()[0] == "wrote snippets/counter.juvix"
    assert run("check").exit_code == 0


def test_words_are_drift_too(project: Path) -> None:
    """English that differs is a warning, and drift all the same."""
    edit(project / "docs/counter.md", "holds a number", "holds one number")
    result = run("check")
    assert result.exit_code == 3
    assert "warning[D0106]" in result.output


def test_drift_goes_both_ways(project: Path) -> None:
    """A theory that was edited is drift, not a problem; and it is never taken for the truth."""
    edit(project / "theories/Counter.thy", "nat", "int")
    assert run("check").exit_code == 3
    assert run("theories").exit_code == 3
    assert run("theories", "--overwrite").exit_code == 0
    assert (project / "theories/Counter.thy").read_text(encoding="utf-8") == THEORY


@pytest.mark.parametrize(
    ("damage", "lost"),
    [
        (b"\xff\xfe", True),
        (b"", False),
        (b"<<<<<<< HEAD\n", False),
        (b'theory Counter imports Main begin text "', True),
        (b"(*", True),
    ],
)
def test_broken_theory(project: Path, damage: bytes, *, lost: bool) -> None:
    """Whatever has happened to a theory, it is drift, and writing it helps, if there is nothing to lose."""
    (project / "theories/Counter.thy").write_bytes(damage)
    assert run("check").exit_code == 3
    assert run("theories").exit_code == 3 * lost
    assert run("theories", "--overwrite").exit_code == 0
    assert run("check").exit_code == 0


def test_layout_is_no_drift(project: Path) -> None:
    """A theory that says the same in other lines is in agreement; so is one with Windows line ends."""
    path = project / "theories/Counter.thy"
    edit(path, "record LocalState =\n  counter :: nat", 'record LocalState = (* state *) counter :: "nat"')
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run("check").exit_code == 0


def test_renamed_page(project: Path) -> None:
    """The old theory and module are reported, and removed by writing; files written by hand stay."""
    (project / "docs/counter.md").rename(project / "docs/tally.md")
    edit(project / "docs/tally.md", "module counter", "module tally")
    (project / "theories/Mine.thy").write_text("theory Mine imports Main begin end", encoding="utf-8")
    result = run("check")
    assert [code in result.output for code in ("D0107", "D0108", "D0111", "D0112")] == [True] * 4
    assert "removed theories/Counter.thy" in run("theories").output
    assert "removed snippets/counter.juvix" in run("extract").output
    assert files(project / "theories") == ["Mine.thy", "ROOT", "Tally.thy"]
    assert files(project / "snippets") == ["tally.juvix"]


def test_nothing_changes_nothing_is_touched(project: Path) -> None:
    """Writing again leaves the files alone."""
    paths = [project / path for path in ("theories/Counter.thy", "theories/ROOT", "snippets/counter.juvix")]
    for path in paths:
        os.utime(path, (1, 1))
    assert [run(command).exit_code for command in ("theories", "extract")] == [0, 0]
    assert [path.stat().st_mtime for path in paths] == [1, 1, 1]


def test_proofs(project: Path) -> None:
    """Theories in `proofs/` are not compared; ROOT has a session for them."""
    (project / "theories/proofs").mkdir()
    (project / "theories/proofs/Counter_Proofs.thy").write_text("theory Counter_Proofs ...", encoding="utf-8")
    assert "D0109" in run("check").output
    assert run("theories").output.splitlines()[0] == "wrote theories/ROOT"
    root = (project / "theories/ROOT").read_text(encoding="utf-8")
    assert 'session Specification_Proofs in "proofs" = Specification +' in root
    assert run("check").exit_code == 0


def test_json(project: Path) -> None:
    """One object that fits the published schema, whatever there is to say."""
    for old, new, counts in (
        ("Nat", "Nat", (True, 0, 0)),
        ("Nat", "String", (True, 0, 2)),
        ("String", "Nta", (False, 1, 0)),
    ):
        edit(project / "docs/counter.md", f"counter : {old}", f"counter : {new}")
        report = json.loads(run("check", "--format", "json").output)
        Draft202012Validator(schema()).validate(report)
        (module,) = report["modules"]
        assert (module["name"], module["path"]) == ("counter", "docs/counter.md")
        assert (module["ok"], len(report["problems"]), len(report["drift"])) == counts


def test_json_says_what_was_done(project: Path) -> None:
    """Files that were written and removed, also by the commands that write."""
    (project / "docs/counter.md").rename(project / "docs/tally.md")
    edit(project / "docs/tally.md", "module counter", "module tally")
    done = {}
    for command in ("theories", "extract"):
        report = json.loads(run(command, "--format", "json").output)
        Draft202012Validator(schema()).validate(report)
        done[command] = [f"{one['verb']} {one['path']}" for one in report["done"]]
    assert done == {
        "theories": ["wrote theories/Tally.thy", "wrote theories/ROOT", "removed theories/Counter.thy"],
        "extract": ["wrote snippets/tally.juvix", "removed snippets/counter.juvix"],
    }


@pytest.mark.parametrize("name", [name for name in commands() if name != "lsp"])
def test_every_command_reports_in_every_format(name: str) -> None:
    """The language server is the one command that reports nothing."""
    shown = run(*name.split(), "--help").output
    assert f"--format [{'|'.join(FORMATS)}]" in shown


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_reports(name: str, project: Path) -> None:
    """It says what is wrong, and is on the page about the command line."""
    edit(project / "docs/counter.md", "counter : Nat", "counter : Nta")
    result = run("check", "--format", name)
    assert result.exit_code == 1
    assert "E0301" in result.output
    assert f"`--format {name}`" in REFERENCE.read_text(encoding="utf-8")


def test_every_command_is_registered() -> None:
    """A command that a module defines can be run."""
    modules = [import_module(f"diglot.cli.{each.name}") for each in pkgutil.iter_modules(cli.__path__)]
    defined = {each.name for module in modules for each in vars(module).values() if isinstance(each, click.Command)}
    below = {name.split()[-1] for name in commands()}
    assert defined - below <= {"diglot", *diglot.commands}


@pytest.mark.parametrize("name", [name for name in commands() if name != "lsp"])
def test_every_command_is_tested(name: str) -> None:
    """Some test in this folder runs it; the language server has a folder of its own."""
    texts = [path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py")]
    assert any(f'"{name.rsplit(maxsplit=1)[-1]}"' in text for text in texts)


@pytest.mark.parametrize("name", commands())
def test_the_reference_has_every_command(name: str) -> None:
    """Each command, and each of its options that belong to it alone, is on the page about the command line."""
    page = REFERENCE.read_text(encoding="utf-8")
    assert f"`diglot {name}" in page
    shown = run(*name.split(), "--help").output
    options = [option for option in re.findall(r"^ +(?:-\w, )?(--[\w-]+)", shown, re.MULTILINE) if option != "--help"]
    assert [option for option in options if option not in page] == []


def test_bare_folder_of_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without `mkdocs.yml`, the pages here are checked where somebody says so; else it may be the wrong folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "counter.md").write_text(PAGE, encoding="utf-8")
    result = run("check", "--docs", ".")
    left = "everything is in order; no theories or modules were compared"
    assert (result.exit_code, result.output) == (0, f"1 page: {left}.\n")
    assert left.partition("; ")[2] in json.loads(run("check", "--docs", ".", "--format", "json").output)["facts"]
    assert run("extract", "--docs", ".").exit_code == 0
    assert (
        run("check", "--docs", ".").output == "1 page, 1 module: everything is in order; no theories were compared.\n"
    )
    shutil.rmtree(tmp_path / "snippets")
    result = run("check")
    assert result.exit_code == 2
    assert result.output.startswith("There is no `mkdocs.yml` here or in a folder above")
    assert "--config-file" in result.output
    assert run("check", "--theories", "theories").exit_code == 3
    edit(tmp_path / "counter.md", "counter : Nat", "counter : Nta")
    assert run("check").exit_code == 1


def test_folders_that_appear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept of an earlier run says nothing of folders that were not there then, though they are empty."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/counter.md").write_text(PAGE, encoding="utf-8")
    codes = [run("check", "--docs", "docs").exit_code]
    for folder in ("theories", "snippets"):
        (tmp_path / folder).mkdir()
        codes += [run("check", "--docs", "docs").exit_code, run("check", "--docs", "docs", "--no-cache").exit_code]
    assert codes == [0, 3, 3, 3, 3]


def test_from_a_folder_below(
    project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The nearest `mkdocs.yml` above counts, and `--config-file` names another one."""
    (project / "docs/part").mkdir()
    monkeypatch.chdir(project / "docs/part")
    assert run("check").output == "1 page, 1 theory, 1 module: everything is in order.\n"
    edit(project / "docs/counter.md", "counter : Nat", "counter : String")
    assert run("check").exit_code == 3
    assert "1 page looked at" in run("format", "--check", "..").output
    assert run("theories", "-f", "../../mkdocs.yml").output.startswith("wrote theories/Counter.thy\n")
    assert run("extract").exit_code == 0
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert run("check").exit_code == 2
    named = str(project / "mkdocs.yml")
    assert run("check", "--config-file", named).output == "1 page, 1 theory, 1 module: everything is in order.\n"
    assert run("check", "--config-file", "nowhere.yml").exit_code == 2


def test_nothing_to_compare(project: Path) -> None:
    """Pages without a snippet leave nothing to compare, and no pages nothing to check: that is not in order."""
    (project / "docs/counter.md").write_text("# Words\n", encoding="utf-8")
    assert run("theories").exit_code == 0
    assert run("extract").exit_code == 0
    result = run("check", "--format", "json")
    assert result.exit_code == 2
    assert any("so nothing was compared" in fact for fact in json.loads(result.output)["facts"])
    (project / "docs/counter.md").unlink()
    result = run("check")
    assert (result.exit_code, "so nothing was checked" in result.output) == (2, True)


@pytest.mark.parametrize("link", ["theories", "theories/proofs", "snippets"])
def test_the_link_is_named(project: Path, tmp_path_factory: pytest.TempPathFactory, link: str) -> None:
    """Once, and not a folder behind it."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "proofs").mkdir()
    if (project / link).exists():
        shutil.rmtree(project / link)
    (project / link).symlink_to(outside)
    for command in ("check", "theories" if link != "snippets" else "extract"):
        found = json.loads(run(command, "--format", "json").output)
        told = [each for each in (*found["problems"], *found["drift"]) if each["code"] == "E0008"]
        assert [each["path"] for each in told] == [link]


def test_links_out_of_the_project(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What comes with a project may lead out of it; nothing is written or removed there."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "proofs").mkdir(parents=True)
    (outside / "Other.thy").write_text("(* generated from docs/other.md *)\n", encoding="utf-8")
    (project / "docs/part").mkdir()
    (project / "docs/part/more.md").write_text(PAGE.replace("module counter;", "module part.more;"), encoding="utf-8")
    before = files(outside)
    for link in ("theories", "snippets", "snippets/part", "theories/proofs"):
        place = project / link
        aside = project / "aside"
        if place.exists():
            place.rename(aside)
        place.symlink_to(outside)
        codes = [run(command).exit_code for command in ("check", "theories", "extract")]
        assert codes[0] in {1, 3}
        assert re.search(r"error\[(E0008|D0120)\]", run("check").output)
        assert 1 in codes[1:] or link == "theories/proofs"
        assert files(outside) == before, link
        place.unlink()
        if aside.exists():
            aside.rename(place)


@pytest.mark.parametrize("setting", ["theories_dir", "snippets_dir"])
def test_folders_outside_are_for_the_command_line(project: Path, setting: str) -> None:
    """No settings file that comes with a project has files written outside of it."""
    edit(project / "mkdocs.yml", "- diglot", f"- diglot:\n      {setting}: ../elsewhere")
    for command in ("check", "theories", "extract"):
        result = run(command)
        assert (result.exit_code, "E0007" in result.output) == (1, True)
    edit(project / "mkdocs.yml", f"- diglot:\n      {setting}: ../elsewhere", "- diglot")
    option = f"--{setting.removesuffix('_dir')}"
    assert run("theories", option, "../elsewhere").exit_code == 0
    assert run("extract", option, "../elsewhere").exit_code == 0
    assert files(project.parent / "elsewhere")


@pytest.mark.parametrize(
    "path",
    [
        *("theories/X.THY", "theories/x.ML", "theories/ROOTS", "theories/roots", "theories/.sub/Counter.thy"),
        *("theories/.Counter.thy", "theories/sub/ROOT", "theories/proofs/sub/X.thy", "theories/proofs/.X.thy"),
        *("theories/proofs/X.Thy", "theories/proofs/x.ml", "theories/proofs/sub/deep/x.sml", "snippets/X.JUVIX"),
        *("snippets/.old/counter.juvix", "theories/linked/", "theories/.linked/", "theories/proofs/linked/"),
        "snippets/linked/",
    ],
)
def test_what_is_not_examined(project: Path, tmp_path_factory: pytest.TempPathFactory, path: str) -> None:
    """Whatever else Isabelle or a compiler may read is told, unless the settings say why it is there."""
    place = project / path
    place.parent.mkdir(parents=True, exist_ok=True)
    if path.endswith("/"):
        outside = tmp_path_factory.mktemp("outside")
        (outside / "Evil.thy").write_text(
            'theory Evil imports Main begin\nlemma "False" sorry\nend\n', encoding="utf-8"
        )
        place.symlink_to(outside)
    else:
        place.write_text("anything\n", encoding="utf-8")
    for words in (["check"], ["check", "--no-cache"], ["check"]):
        result = run(*words)
        assert (result.exit_code, f"error[D0120] Not examined\n\n  `{path.rstrip('/')}`" in result.output) == (3, True)
    assert [run(command).exit_code for command in ("theories", "extract")] == [0, 0]
    assert place.exists()
    reason = f"- diglot:\n      exceptions:\n        {path.rstrip('/')}: Because."
    edit(project / "mkdocs.yml", "- diglot", reason)
    result = run("check")
    assert result.exit_code == 0
    assert f"accepted as it is, {path.rstrip('/')}: Because.\n" in result.output
    assert result.output.endswith("everything is in order, but for 1 exception in the settings.\n")


@pytest.mark.parametrize(
    "path", ["theories/README.md", "theories/.gitignore", "theories/proofs/notes.txt", "snippets/x"]
)
def test_what_nobody_reads_may_stay(project: Path, path: str) -> None:
    """Isabelle would not read it either."""
    (project / path).parent.mkdir(exist_ok=True)
    (project / path).write_text("anything\n", encoding="utf-8")
    assert run("check").exit_code == 0


@pytest.mark.parametrize("command", ["theories", "extract", "format", "theories --adopt --write"])
def test_what_a_killed_process_left(project: Path, command: str) -> None:
    """The next one that writes removes it, wherever it is; what another process is writing stays."""
    if command == "theories --adopt --write":
        edit(project / "theories/Counter.thy", "counter :: nat", "counter :: int")
    left = [
        "theories/.Counter.thy.a1b2c3d4.new",
        "theories/.Gone.thy.999999999.a1b2c3d4.new",
        "snippets/gone/.counter.juvix.999999999.a1b2c3d4.new",
    ]
    busy = f"theories/.Counter.thy.{os.getppid()}.a1b2c3d4.new"
    for path in (*left, busy):
        (project / path).parent.mkdir(exist_ok=True)
        (project / path).write_text("half", encoding="utf-8")
    assert run("check").exit_code == (3 if "--adopt" in command else 0)
    assert run(*command.split()).exit_code in {0, 3}
    assert [path for path in (*left, busy) if (project / path).exists()] == [busy]


def test_folders_on_the_command_line(project: Path) -> None:
    """They overrule the settings."""
    (project / "docs").rename(project / "pages")
    edit(project / "mkdocs.yml", "- diglot", "- diglot:\n      session: Other")
    words = ["--docs", "pages", "--theories", "isabelle", "--snippets", "modules"]
    assert run("theories", *words).exit_code == 0
    assert run("extract", *words).exit_code == 0
    assert files(project / "isabelle") == ["Counter.thy", "ROOT"]
    assert files(project / "modules") == ["counter.juvix"]
    assert "session Other" in (project / "isabelle/ROOT").read_text(encoding="utf-8")
    assert run("check", *words).exit_code == 0


def test_no_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is not there is a problem, and so is an empty one, each with a way out."""
    monkeypatch.chdir(tmp_path)
    result = run("check", "--docs", "nowhere")
    assert result.exit_code == 1
    assert "error[E0004] No such folder" in result.output
    result = run("check")
    assert result.exit_code == 2
    assert result.output.startswith("There is no page in the folder `.`, so nothing was checked.")


def test_wrong_settings(project: Path) -> None:
    """A mistake in `mkdocs.yml` is a problem like any other."""
    edit(project / "mkdocs.yml", "- diglot", "- diglot:\n      theory_names: long")
    result = run("check")
    assert result.exit_code == 1
    assert result.output.startswith("mkdocs.yml:4:21: error[E0007] Wrong setting\n")


def test_unwritable(project: Path) -> None:
    """What cannot be written is said, and nothing is half done."""
    edit(project / "docs/counter.md", "counter : Nat", "counter : String")
    (project / "theories/Counter.thy").unlink()
    (project / "theories/Counter.thy").mkdir()
    (project / "theories/Counter.thy/x").touch()
    result = run("theories")
    assert result.exit_code == 1
    assert "error[E0002] File cannot be written" in result.output


def test_internal_bug(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """70: a friendly text; the traceback only for those who ask."""

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("one by nothing")

    monkeypatch.setattr("diglot.project.compile_site", broken)
    monkeypatch.setattr(sys, "argv", ["diglot", "check"])
    for debug in ("", "1"):
        monkeypatch.setenv("DIGLOT_DEBUG", debug)
        with pytest.raises(SystemExit) as end:
            main()
        assert end.value.code == 70
        shown = capsys.readouterr().err
        assert "This is a bug in Diglot, not a mistake on your pages: ZeroDivisionError one by nothing" in shown
        assert ("Traceback" in shown) is (debug == "1")
    assert files(project / "theories") == ["Counter.thy", "ROOT"]


@pytest.mark.parametrize(("name", "ends_soon"), [("check", True), ("format", True), ("prove", False), ("lsp", False)])
def test_only_short_commands_collect_no_garbage(name: str, ends_soon: bool, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001
    """A process that runs long needs the memory."""
    asked: list[bool] = []
    monkeypatch.setattr("diglot.gc_policy.look_rarely", lambda *, ends_soon: asked.append(ends_soon))
    monkeypatch.setattr("atexit.register", lambda _: None)
    monkeypatch.setattr(sys, "argv", ["diglot", name, "--help"])
    with pytest.raises(SystemExit):
        main()
    assert asked == [ends_soon]


def test_help_answers_at_once() -> None:
    """Nothing heavy is imported to show the help, and the installed command works."""
    code = "import sys; from diglot.cli.main import main; print([m for m in sys.modules if m in sys.argv])"
    heavy = ["diglot.pipeline", "diglot.project", "rich", "markdown_it", "wadler_lindig"]
    shown = subprocess.run([sys.executable, "-c", code, *heavy], check=True, capture_output=True, text=True)
    assert shown.stdout.strip() == "[]"
    command = Path(sys.executable).parent / "diglot"
    shown = subprocess.run([command, "--help"], check=True, capture_output=True, text=True)
    assert [word in shown.stdout for word in ("check", "theories", "extract")] == [True] * 3


@pytest.mark.parametrize(
    ("docs", "settings"),
    [
        ("docs", '[project]\nsite_name = "A site"\n'),
        ("docs", ""),
        ("pages", '[project]\ndocs_dir = "pages"\nnav = [{ Home = "index.md" }]\n'),
        ("in/pages", "project.docs_dir = './in/pages/'"),
    ],
)
def test_a_project_of_zensical(project: Path, monkeypatch: pytest.MonkeyPatch, docs: str, settings: str) -> None:
    """It is a folder of pages, which its settings name, as the page about stability says."""
    (project / "mkdocs.yml").unlink(missing_ok=True)
    (project / "zensical.toml").write_text(settings, encoding="utf-8")
    (project / docs).parent.mkdir(exist_ok=True)
    (project / "docs").rename(project / docs)
    for folder in ("theories", "snippets"):
        shutil.rmtree(project / folder)
    result = run("check")
    assert (result.exit_code, "Run `diglot theories`" in result.output) == (2, True)
    left = "1 page: everything is in order; no theories or modules were compared.\n"
    assert run("check", "--docs", docs).output == left
    for command in ("theories", "extract", "format", "check"):
        assert run(command).exit_code == 0
    monkeypatch.chdir(project / docs)
    assert run("check").output == "1 page, 1 theory, 1 module: everything is in order.\n"
    edit(project / docs / "counter.md", "counter : Nat", "counter : Nta")
    result = run("check", "-f", str(project / "zensical.toml"))
    assert (result.exit_code, result.output.startswith(f"{docs}/counter.md:")) == (1, True)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('[project]\nsite_name = "A\n', "2:15: error[E0009] Settings of Zensical cannot be read"),
        ("[project]\n[project]\n", "2:9: error[E0009] Settings of Zensical cannot be read"),
        ("[project", "1:9: error[E0009] Settings of Zensical cannot be read"),
        (f"x = {'[' * 20000}", "1:1: error[E0009] Settings of Zensical cannot be read"),
        ("[project]\n# docs_dir = 1\ndocs_dir = 3\n", "3:12: error[E0007] Wrong setting"),
        ('[project]\ndocs_dir = ""', "2:12: error[E0007] Wrong setting"),
        ("project = 1", ""),
    ],
)
def test_wrong_settings_of_zensical(project: Path, settings: str, said: str) -> None:
    """They are reported at their place; the pages are in `docs` then."""
    (project / "mkdocs.yml").unlink(missing_ok=True)
    (project / "zensical.toml").write_text(settings, encoding="utf-8")
    result = run("check")
    assert result.exit_code == (1 if said else 0), result.output
    assert result.output.startswith(f"zensical.toml:{said}" if said else "1 page, 1 theory")


def test_words_only(project: Path) -> None:
    """A page without a snippet leaves nothing to compare: alone, that is said, since hooks name any page."""
    (project / "docs/words.md").write_text("# Words\n", encoding="utf-8")
    result = run("check", "docs/words.md")
    left = "everything is in order; no theories or modules were compared"
    assert (result.exit_code, result.output) == (0, f"1 page: {left}.\n")
    assert run("check", "docs/counter.md").output.endswith(
        "1 page, 1 module: everything is in order; no theories were compared.\n"
    )
    (project / "docs/counter.md").unlink()
    (project / "mkdocs.yml").unlink(missing_ok=True)
    for folder in ("theories", "snippets"):
        shutil.rmtree(project / folder)
    result = run("check", "--docs", "docs")
    assert (result.exit_code, "so nothing was compared" in result.output) == (2, True)
    (project / "docs/guide.md").write_text("# Guide\n\n```juvix\nmodule elsewhere.example;\n```\n", encoding="utf-8")
    result = run("check", "--docs", "docs")
    assert (result.exit_code, result.output.endswith(f"pages: {left}.\n")) == (0, True)
    assert "Snippets are shown but not checked on `docs/guide.md`." in result.output
