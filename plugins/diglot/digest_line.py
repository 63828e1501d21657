"""The last line of a generated file, which says what the rest was when it was written.

In: the text of a file, lines ending with LF. Out: the text with its digest, and whether a text still is what its digest
says: if not, somebody has edited it by hand. With the digest comes the version of such files.
"""

import hashlib
import re

VERSION = 1
"""What a generated file means: how it is compared, and how its digest is made. A greater number is a later version."""
_DIGEST = r"digest(?: (?P<{0}_version>\d{{1,9}}))?: (?P<{0}>[0-9a-f]+)"
_LINE = re.compile(rf"(?:^|\n)(?:\(\* {_DIGEST.format('theory')} \*\)|-- {_DIGEST.format('module')})\s*\Z")
_LENGTH = 32


def with_digest(text: str, comment: str) -> str:
    """A text with a line for its digest, in a comment such as `-- {}`."""
    return text + comment.format(f"digest {VERSION}: {_digest(text)}") + "\n"


def without_digest(text: str) -> str:
    """A text without that line, if it has one."""
    found = _LINE.search(text)
    return text[: found.start() + 1] if found and found.start() else text


def has_digest(text: str) -> bool:
    """Whether there is such a line."""
    return _LINE.search(text) is not None


def version_of(text: str) -> int:
    """The version that a text was written in; the first, if it does not say."""
    found = _LINE.search(text)
    return int((found["theory_version"] or found["module_version"]) or 1) if found else 1


def is_as_written(text: str) -> bool:
    """Whether a text has a digest, and is what that says."""
    found = _LINE.search(text)
    return found is not None and _digest(without_digest(text)) == (found["theory"] or found["module"])


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]
