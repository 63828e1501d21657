"""Reading `mkdocs.yml`: what counts, what is tolerated, and what is wrong with the rest."""

from pathlib import Path

import pytest

from diglot.diagnostic import Problems
from diglot.report.terminal import plain_text
from diglot.settings import OPTIONS, Settings, read_settings, shown_folder
from diglot.source import SourceFile


def read(text: str) -> tuple[Settings, str]:
    """The settings, and what is wrong as people see it."""
    problems = Problems()
    settings = read_settings("mkdocs.yml", text, problems)
    return settings, plain_text(problems, {"mkdocs.yml": SourceFile("mkdocs.yml", text)})


def test_nothing_set() -> None:
    """Every setting has a default."""
    for text in ("", "site_name: A site\n", "plugins:\n  - search\n  - diglot\n", "plugins: []\n", "- a list\n"):
        assert read(text) == (Settings(), "")


def test_everything_set() -> None:
    """MkDocs' own folder, and each option of the plugin."""
    settings, wrong = read(
        "docs_dir: ./pages/\nplugins:\n  - diglot:\n      theories: check\n      theory_names: path\n"
        "      theories_dir: isabelle/theories\n      snippets_dir: modules\n      session: Ticker_2\n"
    )
    assert wrong == ""
    assert settings == Settings(
        docs_dir="pages",
        snippets_dir="modules",
        theories_dir="isabelle/theories",
        theory_names="path",
        mode="check",
        session="Ticker_2",
    )


def test_plugins_as_a_mapping() -> None:
    """MkDocs allows both forms."""
    assert read("plugins:\n  search: {}\n  diglot:\n    theory_names: path\n")[0].theory_names == "path"


def test_tags_of_other_plugins() -> None:
    """Python names and the like are none of our business."""
    text = "markdown_extensions:\n  - x:\n      y: !!python/name:a.b.c\n      z: !relative $docs_dir\ndocs_dir: pages\n"
    assert read(text) == (Settings(docs_dir="pages"), "")


@pytest.mark.parametrize(
    ("value", "folder"), [("DOCS", "from-outside"), ("[NONE, DOCS, x]", "from-outside"), ("[NONE, x]", "x")]
)
def test_environment(value: str, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """`!ENV` takes the first variable that is set, or the last word."""
    monkeypatch.setenv("DOCS", "from-outside")
    monkeypatch.delenv("NONE", raising=False)
    assert read(f"docs_dir: !ENV {value}\n")[0].docs_dir == folder


def test_unknown_setting() -> None:
    """With the nearest one, where there is one."""
    settings, wrong = read("plugins:\n  - diglot:\n      theory_name: path\n")
    assert settings == Settings()
    assert (
        wrong
        == """\
mkdocs.yml:3:7: error[E0006] Unknown setting
  3 |       theory_name: path
    |       ^^^^^^^^^^^

  The plugin `diglot` has no option `theory_name`.

  Hint: Did you mean `theory_names`?
"""
    )
    _, wrong = read("plugins:\n  - diglot:\n      colour: red\n")
    assert f"The options are {', '.join(f'`{option.name}`' for option in OPTIONS)}." in wrong


def test_wrong_settings() -> None:
    """Each at its value; the others still count."""
    settings, wrong = read(
        "plugins:\n  - diglot:\n      theories: [write]\n      session: 2nd\n      theory_names: path\n"
    )
    assert settings == Settings(theory_names="path")
    assert (
        wrong
        == """\
mkdocs.yml:3:17: error[E0007] Wrong setting
  3 |       theories: [write]
    |                 ^^^^^^^ should be `write` or `check`

  `theories` needs `write` or `check`.

mkdocs.yml:4:16: error[E0007] Wrong setting
  4 |       session: 2nd
    |                ^^^ should be a name of letters, digits and underscores that begins with a letter

  `session` needs a name of letters, digits and underscores that begins with a letter.
"""
    )


def test_not_yaml() -> None:
    """At the place that the reader of YAML gives; the defaults count."""
    settings, wrong = read("site_name: A: B\n")
    assert settings == Settings()
    assert wrong.startswith("mkdocs.yml:1:13: error[E0005] Settings cannot be read\n")
    assert read("[" * 5000)[1].startswith("mkdocs.yml:1:101: error[E0005]")
    assert "E0005" in read("a: \x00")[1]


def test_folders_as_shown(tmp_path: Path) -> None:
    """Relative to the project where they lie in it."""
    assert shown_folder("./docs/../pages/", tmp_path) == "pages"
    assert shown_folder(str(tmp_path / "docs"), tmp_path) == "docs"
    assert shown_folder(".", tmp_path) == "."
    assert shown_folder("..", tmp_path) == ".."
    assert shown_folder(str(tmp_path.parent / "pages"), tmp_path) == "../pages"


def test_pages_of_other_plugins() -> None:
    """A list of patterns, and nothing else."""
    text = "plugins:\n  - diglot:\n      other_pages: {}\n"
    assert read(text.format("[tags.md, 'blog/*']"))[0].other_pages == ("tags.md", "blog/*")
    assert read(text.format("[]"))[0].other_pages == ()
    for value in ("tags.md", "[1, {a: b}]", "{a: b}"):
        settings, wrong = read(text.format(value))
        assert settings.other_pages == ()
        assert "`other_pages` needs a list of paths" in wrong
