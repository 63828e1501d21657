"""What a command says in the end."""

import sys
from dataclasses import dataclass
from typing import NoReturn

CLEAN, PROBLEMS, DRIFT = 0, 1, 3
"""Exit codes."""


@dataclass(frozen=True, slots=True)
class Report:
    """The text for standard output, and the exit code."""

    text: str
    code: int

    def leave(self) -> NoReturn:
        """Print it, and end."""
        sys.stdout.write(self.text)
        sys.exit(self.code)
