"""What an editor sends, byte by byte.

In: standard input. Out: the same, as long as a message can follow: one that claims to be longer than any text is not
waited for, as no room would be enough for it, and nobody knows where the next one begins.
"""

import re
from typing import BinaryIO

LONGEST_MESSAGE = 256 * 1024 * 1024
"""In bytes."""
_LONGEST_LINE = 8192
_LENGTH = re.compile(rb"\s*content-length\s*:\s*(\d+)\s*", re.IGNORECASE)
_DIGITS = len(str(LONGEST_MESSAGE))


class EditorInput:
    """Standard input, which ends before something that is no message."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.refused = ""
        """Why it ended, if not because the editor has."""

    def readline(self) -> bytes:
        """The next line of a header; empty at the end."""
        line = self._stream.readline(_LONGEST_LINE)
        length = _LENGTH.fullmatch(line)
        if length and (len(length[1].lstrip(b"0")) > _DIGITS or int(length[1]) > LONGEST_MESSAGE):
            self.refused = f"The editor's message would be longer than {LONGEST_MESSAGE} bytes."
        elif len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
            self.refused = f"The editor sent a line of more than {_LONGEST_LINE} bytes before a message."
        return b"" if self.refused else line

    def read(self, count: int) -> bytes:
        """The next bytes of a message."""
        return self._stream.read(count)
