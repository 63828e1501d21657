"""Pages and generated files keep the line ends that they have, and a patch fits the page that it is for."""

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from diglot.cli.main import diglot
from diglot.line_ends import as_before, wanted_end

PAGE = """\
# Count

Some words.

```juvix
module count;
import Stdlib.Prelude open;

two : Nat   :=   2;
```

More words.
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose page has line ends as on Windows, everything written; the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: A site\nplugins:\n  - diglot\n", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/count.md").write_bytes(PAGE.replace("\n", "\r\n").encode())
    assert [run(command).exit_code for command in ("theories", "extract", "check")] == [0, 0, 0]
    return tmp_path


def run(*words: str) -> Result:
    """Run a command in the current folder."""
    return CliRunner().invoke(diglot, words, catch_exceptions=False)


def test_format(project: Path) -> None:
    """Only the line that changes is another one."""
    page = project / "docs/count.md"
    before = page.read_bytes().split(b"\r\n")
    assert run("format").exit_code == 0
    after = page.read_bytes().split(b"\r\n")
    assert [line for line, old in zip(after, before, strict=True) if line != old] == [b"two : Nat := 2;"]


def test_adopt(project: Path) -> None:
    """The patch applies to the page as it is, and writing gives the same page."""
    theory, page = project / "theories/Count.thy", project / "docs/count.md"
    theory.write_bytes(theory.read_bytes().replace(b"two = 2", b"two = 22"))
    expected = page.read_bytes().replace(b"2;", b"22;")
    patch = run("theories", "--adopt").stdout_bytes
    applied = subprocess.run(["git", "apply", "-"], input=patch, cwd=project, capture_output=True, check=False)
    assert applied.stderr == b""
    assert page.read_bytes() == expected
    page.write_bytes(expected.replace(b"22;", b"2;"))
    assert run("theories", "--adopt", "--write").exit_code in {0, 3}
    assert page.read_bytes() == expected


def test_generated_files(project: Path) -> None:
    """They keep what they have, and have what `.gitattributes` wants."""
    theory, module = project / "theories/Count.thy", project / "snippets/count.juvix"
    assert b"\r" not in theory.read_bytes() + module.read_bytes()
    theory.write_bytes(theory.read_bytes().replace(b"\n", b"\r\n"))
    page = project / "docs/count.md"
    page.write_bytes(page.read_bytes().replace(b"2;", b"3;"))
    assert [run(command).exit_code for command in ("theories", "extract", "check")] == [0, 0, 0]
    assert theory.read_bytes().count(b"\r\n") == theory.read_bytes().count(b"\n") > 0
    assert b"\r" not in module.read_bytes()
    (project / ".gitattributes").write_text("* text=auto\n*.thy eol=lf\n/snippets/** eol=crlf\n", encoding="utf-8")
    assert [run(command).exit_code for command in ("theories", "extract", "check")] == [0, 0, 0]
    assert b"\r" not in theory.read_bytes()
    assert module.read_bytes().count(b"\r\n") == module.read_bytes().count(b"\n") > 0
    assert run("theories").output.splitlines()[0].endswith("everything is in order.")


@pytest.mark.parametrize(
    ("before", "text", "written"),
    [
        ("", "a\nb\n", "a\nb\n"),
        ("a\n", "a\nb\n", "a\nb\n"),
        ("a\r\nb", "a\nc", "a\r\nc"),
        ("\ufeffa\n", "b\n", "\ufeffb\n"),
        ("a\rb\r", "a\nc\n", "a\rc\r"),
        ("a\r\nb\nc\r\nd\r\n", "a\nb\nx\nd\n", "a\r\nb\nx\r\nd\r\n"),
        ("a\nb\r\nc\n", "a\nb\nnew\nc\n", "a\nb\r\nnew\nc\n"),
        ("a\r\nb\n", "b\n", "b\n"),
    ],
)
def test_each_line_keeps_its_end(before: str, text: str, written: str) -> None:
    """New lines have the end that most lines have."""
    assert as_before(text, before) == written


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("", None),
        ("* text=auto", None),
        ("*.thy text eol=crlf", "\r\n"),
        ("*.thy eol=crlf\n*.thy eol=lf", "\n"),
        ("*.thy eol=crlf\nA.thy -text", None),
        ("# *.thy eol=crlf", None),
        ("theories/*.thy eol=crlf", "\r\n"),
        ("/theories/** eol=crlf", "\r\n"),
        ("other/*.thy eol=crlf", None),
        ("[ab eol=crlf\n\n  \n*.md eol=crlf", None),
    ],
)
def test_attributes(text: str, end: str | None) -> None:
    """The last line that fits a path counts."""
    assert wanted_end("theories/A.thy", [("", text)]) == end
    assert wanted_end("theories/A.thy", [("", "*.thy eol=crlf"), ("theories", "A.thy eol=lf")]) == "\n"
