"""What an editor should not send ends the server with a sentence, and never with a traceback."""

import subprocess
import sys
from pathlib import Path

import pytest

PLUGINS = Path(__file__).parents[2] / "plugins"


def answer(data: bytes, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """What `diglot lsp` says of some bytes, and how it ends."""
    command = "from diglot.cli.main import main; main()"
    words = [sys.executable, "-c", command, "lsp"]
    return subprocess.run(
        words, input=data, cwd=folder, env={"PYTHONPATH": str(PLUGINS)}, capture_output=True, check=False, timeout=60
    )


@pytest.mark.parametrize(
    "length", [b"99999999999999999999", b"9" * 5000, b"300000000", b"1" * 8000, b"1" * 9000, b"00000000009999999999999"]
)
def test_a_message_of_any_length(length: bytes, tmp_path: Path) -> None:
    """It is not waited for."""
    found = answer(b"Content-Length: " + length + b"\r\n\r\n{}", tmp_path)
    assert found.returncode == 1
    assert found.stderr.startswith(b"The editor")
    assert found.stderr.endswith(b"The language server ends here.\n")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", b""),
        (b"Content-Length: abc\r\n\r\n{}", b""),
        (b"Content-Length: -5\r\n\r\n{}", b""),
        (b"Content-Length: \r\n\r\n{}", b""),
        (b"Content-Length: 0\r\n\r\n{}", b""),
        (b"Content-Length: 100\r\n\r\n{}", b"no message"),
        (b"Content-Length: 3\r\n\r\n{}x", b"The editor sent something that is no message"),
        (b"Content-Length: 2\r\n\r\n\xff\xff", b"The editor sent something that is no message"),
        (b"\x00" * 5000, b""),
    ],
)
def test_something_that_is_no_message(data: bytes, said: bytes, tmp_path: Path) -> None:
    """It is told in the editor's log, if at all, and what follows is waited for."""
    found = answer(data, tmp_path)
    assert (found.returncode, found.stderr) == (0, b"")
    assert said in found.stdout
    assert b"bug in Diglot" not in found.stdout
