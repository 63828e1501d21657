"""The same letters, written in two ways.

In: names as people type them, and as file systems keep them. Out: each in one form, Unicode's composed one (NFC), and
the file that has such a name, in whatever form. An accented letter may be one character, or a letter with an accent
after it: keyboards give the one, some file systems and archives the other, and nobody can see the difference.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize


def composed(text: str) -> str:
    """The text with each letter as one character, where there is one."""
    return text if text.isascii() else normalize("NFC", text)


def code_points(text: str) -> str:
    """The text with each character that is not ASCII as its number: what is told apart only so is told apart."""
    return "".join(letter if letter.isascii() else f"<U+{ord(letter):04X}>" for letter in text)


def file_at(root: Path, path: str) -> Path:
    """The file with this path below a root, even if its name, or that of a folder, is in the other form on disk.

    A file that is not there yet gets the name as it is given, in the folder that is there. A `..` leads to the folder
    that the text names, as for MkDocs, and not to the one around what a link leads to.
    """
    file = Path(os.path.normpath(root / path)) if ".." in path else root / path
    if path.isascii() or os.path.lexists(file):
        return file
    parts = Path(os.path.normpath(path)).parts
    for count in range(len(parts), 0, -1):
        found = next(_found(root, parts[:count]), None)
        if found is not None:
            return found.joinpath(*parts[count:])
    return file


def _found(root: Path, parts: tuple[str, ...]) -> Iterator[Path]:
    """What is there under a name, in the form that is given first."""
    if not parts:
        yield root
        return
    name = parts[-1]
    for folder in _found(root, parts[:-1]):
        if os.path.lexists(folder / name):
            yield folder / name
        for other in [] if name.isascii() else _names(folder):
            if other != name and composed(other) == composed(name):
                yield folder / other


def _names(folder: Path) -> list[str]:
    try:
        return sorted(file.name for file in folder.iterdir())
    except OSError:
        return []
