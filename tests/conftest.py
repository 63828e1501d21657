"""Collects the Markdown files under `tests/spec/` as tests; `--update` rewrites what they expect."""

import difflib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from compiled_library import use_library
from specfile import Case, Expectation, SpecError, read_cases, rewrite
from stages import STAGES

SPEC = Path(__file__).parent / "spec"

EXAMPLES = int(os.environ.get("DIGLOT_EXAMPLES", "40"))
"""How many inputs each law is tried with that says nothing else; there are more in the long lane."""
hypothesis.settings.register_profile("diglot", derandomize=True, deadline=None, max_examples=EXAMPLES)
hypothesis.settings.load_profile("diglot")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update`."""
    parser.addoption("--update", action="store_true", help="rewrite the expected output in tests/spec/")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Take each Markdown file below `tests/spec/`."""
    if file_path.suffix == ".md" and SPEC in file_path.parents:
        return SpecFile.from_parent(parent, path=file_path)
    return None


@pytest.fixture(scope="session", autouse=True)
def _one_library() -> Iterator[None]:
    """Compile the library once for all projects that tests make."""
    with pytest.MonkeyPatch.context() as patch:
        use_library(patch)
        yield


class SpecFile(pytest.File):
    """A Markdown file with cases."""

    def collect(self) -> Iterator[pytest.Item]:
        """Give the cases of the file."""
        for index, case in enumerate(read_cases(self.path, tuple(STAGES))):
            yield SpecItem.from_parent(self, name=case.name, case=case, index=index)


class MismatchError(Exception):
    """What a stage gave is not what the file expects."""

    def __init__(self, expectation: Expectation, actual: str) -> None:
        """Remember both sides."""
        super().__init__(expectation.stage)
        self.expectation = expectation
        self.actual = actual

    def __str__(self) -> str:
        """Show the difference line by line."""
        lines = difflib.ndiff(self.expectation.expected.split("\n"), self.actual.split("\n"))
        return "\n".join(line for line in lines if not line.startswith("?"))


class SpecItem(pytest.Item):
    """One case."""

    def __init__(self, *, case: Case, index: int, **rest: Any) -> None:  # noqa: ANN401 (pytest's own arguments)
        """Keep the case and its position in the file."""
        super().__init__(**rest)
        self.case = case
        self.index = index
        self.funcargs: dict[str, object] = {}  # pytest-lsp fails on an item without

    def runtest(self) -> None:
        """Run each stage that the case has expectations for."""
        outputs = {
            number: (expectation, STAGES[expectation.stage](self.case.pages).strip("\n"))
            for number, expectation in enumerate(self.case.expectations)
        }
        wrong = {number: (e, actual) for number, (e, actual) in outputs.items() if actual != e.expected}
        if wrong and self.config.getoption("update"):
            self._rewrite({number: actual for number, (_, actual) in wrong.items()})
        elif wrong:
            raise MismatchError(*next(iter(wrong.values())))

    def _rewrite(self, outputs: dict[int, str]) -> None:
        with (SPEC.parent / "specfile.py").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            rewrite(self.path, tuple(STAGES), self.index, outputs)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:  # noqa: ANN401
        """Show a difference plainly and everything else as usual."""
        error = excinfo.value
        if isinstance(error, SpecError):
            return str(error)
        if not isinstance(error, MismatchError):
            return super().repr_failure(excinfo, style)
        line = error.expectation.lines[0] + 1
        return (
            f"{self.path}:{line}: the stage `{error.expectation.stage}` gives something else\n"
            f"(- expected here, + given now; `pytest --update` rewrites the file)\n\n{error}"
        )

    def reportinfo(self) -> tuple[Path, int, str]:
        """Say where the case is."""
        return self.path, self.case.line, self.case.name
