"""What the second reader says when the prover would refuse a theory."""


class RefusedError(Exception):
    """The prover would not take this; the message says why, and `line` where."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.line = line

    def __str__(self) -> str:
        """The line and the reason."""
        return f"line {self.line}: {self.message}"
