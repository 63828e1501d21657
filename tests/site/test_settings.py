"""Commands, editors and the plugin for MkDocs read the same settings, whatever `mkdocs.yml` says."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from site_case import build_site, write_project

from diglot.cli.options import Options, configuration_of
from diglot.lsp.session import EditorSession
from diglot.mkdocs import config as plugin
from diglot.settings import OPTIONS, Settings
from diglot.workspace import Configuration, read_files

ANY = ("", "''", "' '", "yes", "3", "null", "[]", "[a, 3]", "[a, [b]]", "{a: b}", "!ENV [NOPE, x]", "!ENV NOPE", "9x")
VALUES: Mapping[str, tuple[str, ...]] = {
    "theories": ("write", "check", "[write]", "on"),
    "theory_names": ("short", "path", "long", "Short"),
    "theories_dir": ("isabelle", "../elsewhere", "/elsewhere", ".", '"a\\0b"'),
    "snippets_dir": ("modules", "./a/../b/", "../elsewhere", ".", '"a\\0b"'),
    "session": ("Other", "a_", "A_1", "!ENV [NOPE, 9x]", "ä"),
    "prove": ("isabelle build", "[isabelle, build]", 'a "b', "['', a]", "[a, '']", '"a\\0b"'),
    "other_pages": ("[tags.md, 'blog/*']", "tags.md", "['']"),
    "obligations": ("assume", "prove", "[]", "", "error"),
    "exceptions": ("{A.b: It is so.}", "{A.b: ''}", "{A.b: [one]}", "[A.b]", "{A.b: one, theories/x.ML: two}"),
}
"""Values of each option besides those that are tried with all of them."""


def read_in_all_ways(root: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Configuration, Configuration, Configuration]:
    """The settings of a project as a command, an editor and MkDocs see them."""
    monkeypatch.chdir(root)
    config = load_config(str(root / "mkdocs.yml"))
    session = EditorSession(root)
    session.snapshot()
    return (
        configuration_of(Options()),
        session._configuration,  # noqa: SLF001 - not otherwise visible
        plugin.configuration_of(config, config.plugins["diglot"].config),
    )


def agreed(text: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> Configuration:
    """The settings in a `mkdocs.yml` that all of them agree on."""
    (root / "docs").mkdir(exist_ok=True)
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    command, editor, build = read_in_all_ways(root, monkeypatch)
    assert command == editor == build
    return command


def test_each_option_is_tried() -> None:
    """A new option needs values here."""
    assert list(VALUES) == [option.name for option in OPTIONS]


@pytest.mark.parametrize("name", VALUES)
def test_all_readers_agree(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On each value, and on what is wrong with it."""
    monkeypatch.delenv("NOPE", raising=False)
    wrong = 0
    for value in (*ANY, *VALUES[name]):
        text = f"site_name: A site\nplugins:\n  - diglot:\n      {name}: {value}\n"
        found = agreed(text, tmp_path, monkeypatch)
        messages = [problem.message for problem in found.problems]
        option = next(option for option in OPTIONS if option.name == name)
        assert messages in ([], [f"`{name}` needs {option.wanted}."])
        wrong += len(messages)
    assert 0 < wrong < len(ANY) + len(VALUES[name])


@pytest.mark.parametrize(
    ("plugins", "code", "session"),
    [
        ("- diglot:\n      sesion: A", "E0006", "Specification"),
        ("- diglot:\n      3: A", "E0006", "Specification"),
        ("- diglot:\n      enabled: true\n      session: A", "", "A"),
        ("- diglot:\n      session: A\n      session: B", "", "B"),
        ("- diglot:\n      <<: *one\n      prove: b", "", "A"),
        ("- diglot: *one", "", "A"),
        ("- diglot: null", "", "Specification"),
        ("- diglot", "", "Specification"),
        ("  diglot:\n      session: A", "", "A"),
    ],
)
def test_forms_of_plugins(
    plugins: str, code: str, session: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list or a mapping, with other options, repeated keys, references and merged mappings."""
    extra = "extra:\n  one: &one {session: A, prove: a}\n"
    found = agreed(f"site_name: A site\n{extra}plugins:\n  {plugins}\n", tmp_path, monkeypatch)
    assert [problem.code for problem in found.problems] == [code] * bool(code)
    assert found.settings.session == session


@pytest.mark.parametrize(
    ("base", "own", "expected"),
    [
        ("docs_dir: pages", "plugins: [diglot]", {"docs_dir": "pages"}),
        ("docs_dir: pages", "docs_dir: docs\nplugins: [diglot]", {}),
        (
            "plugins: {diglot: {session: A, prove: a}}",
            "plugins: {diglot: {session: B}}",
            {"session": "B", "prove": ("a",)},
        ),
        ("plugins: {diglot: {session: A}}", "plugins: {search: {}}", {"session": "A"}),
        ("plugins: {diglot: {session: A}}", "plugins: [diglot]", {}),
        ("plugins: [{diglot: {session: A}}]", "plugins: {diglot: {prove: a}}", {"prove": ("a",)}),
        ("plugins: {diglot: {session: A}}", "plugins: {diglot: null}", {}),
        ("plugins: [{diglot: {other_pages: [a]}}]", "nav: []", {"other_pages": ("a",)}),
    ],
)
def test_inherited_settings(
    base: str, own: str, expected: Mapping[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Mappings are merged key by key, and everything else is replaced, as MkDocs does it."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/base.yml").write_text(f"INHERIT: ../first.yml\n{base}\n", encoding="utf-8")
    (tmp_path / "first.yml").write_text("site_name: A site\n", encoding="utf-8")
    found = agreed(f"INHERIT: shared/base.yml\n{own}\n", tmp_path, monkeypatch)
    assert found.problems == ()
    assert list(found.sources) == ["mkdocs.yml", "shared/base.yml", "first.yml"]
    assert found.settings == Settings(tmp_path, **expected)  # type: ignore[arg-type]


def test_a_mistake_in_an_inherited_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is reported there."""
    (tmp_path / "base.yml").write_text("plugins: {diglot: {session: 9x}}\n", encoding="utf-8")
    found = agreed("INHERIT: base.yml\nsite_name: A site\n", tmp_path, monkeypatch)
    assert [(problem.path, problem.span.start) for problem in found.problems] == [("base.yml", 28)]


@pytest.mark.parametrize("name", ["mkdocs.yml", "other.yml", "''"])
def test_inheriting_from_nowhere(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that inherits from itself or from one that is missing; MkDocs does not even begin then."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text(f"INHERIT: {name}\nplugins: [diglot]\n", encoding="utf-8")
    found = configuration_of(Options())
    assert [problem.code for problem in found.problems] == ["E0001" if name == "other.yml" else "E0007"]


def test_without_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What MkDocs is given in another way counts too."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: A site\nplugins: [{diglot: {session: A}}]\n", encoding="utf-8")
    config = load_config(str(tmp_path / "mkdocs.yml"))
    config.config_file_path = ""
    assert plugin.configuration_of(config, config.plugins["diglot"].config).settings == Settings(tmp_path, session="A")


def test_a_build_with_wrong_settings_writes_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """It ends with the diagnostic of `diglot check`; an empty folder does not mean the folder of the project."""
    write_project(tmp_path, {"a.md": "# A\n\n```juvix\nmodule a;\n```\n"}, "      theories_dir: ''\n")
    with pytest.raises(Abort):
        build_site(tmp_path, caplog)
    assert "The site was not built, because of 1 problem." in caplog.text
    wanted = "`theories_dir` needs the name of a folder below that of `mkdocs.yml`."
    assert f"mkdocs.yml:10:21: error[E0007] Wrong setting: {wanted}" in caplog.text
    assert not list(tmp_path.rglob("*.thy"))
    assert read_files(Settings(root=tmp_path)).committed.texts == {}


def test_the_other_name_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`mkdocs.yaml` counts as well, unless there is a `mkdocs.yml`, and what it inherits."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "common.yml").write_text("plugins: [{diglot: {theory_names: path}}]\n", encoding="utf-8")
    (tmp_path / "mkdocs.yaml").write_text("INHERIT: common.yml\nsite_name: A site\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    config = load_config()
    session = EditorSession(tmp_path)
    session.snapshot()
    found = configuration_of(Options())
    assert list(found.sources) == ["mkdocs.yaml", "common.yml"]
    assert found.settings.theory_names == "path"
    assert found == session._configuration  # noqa: SLF001 - not otherwise visible
    assert found == plugin.configuration_of(config, config.plugins["diglot"].config)
    assert agreed("site_name: A site\nplugins: [diglot]\n", tmp_path, monkeypatch).settings.theory_names == "short"


@pytest.mark.parametrize("name", ["exclude_docs", "draft_docs"])
@pytest.mark.parametrize(
    ("value", "lines"),
    [
        ("drafts/", ["drafts/"]),
        ("|\n  drafts/\n  !drafts/a.md\n", ["drafts/", "!drafts/a.md"]),
        ('"a.md\\nb.md"', ["a.md", "b.md"]),
        ("", []),
        ("null", []),
        ("''", []),
        ("!ENV [NOPE, plan.md]", ["plan.md"]),
        ("!ENV NOPE", []),
    ],
)
def test_patterns_of_pages(
    name: str, value: str, lines: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As MkDocs has them, also if they are inherited."""
    monkeypatch.delenv("NOPE", raising=False)
    (tmp_path / "base.yml").write_text(f"{name}: {value}\n", encoding="utf-8")
    for text in (f"{name}: {value}\n", "INHERIT: base.yml\n"):
        found = agreed(f"{text}site_name: A site\nplugins: [diglot]\n", tmp_path, monkeypatch)
        assert found.problems == ()
        assert str(getattr(found.settings, name)).splitlines() == lines
        theirs = load_config(str(tmp_path / "mkdocs.yml"))[name]
        assert bool(theirs) == bool(lines)
