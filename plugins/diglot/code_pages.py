"""The pages about codes such as `E0301`.

They are part of the documentation. An installed package has copies of them.
"""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent
_FOLDERS = (_PACKAGE / "messages", _PACKAGE.parent.parent / "docs" / "reference" / "errors")


@cache
def code_pages() -> dict[str, Path]:
    """All pages by their codes."""
    folder = next(filter(Path.is_dir, _FOLDERS), None)
    return {page.stem: page for page in sorted(folder.glob("*.md")) if page.stem != "index"} if folder else {}


def code_url(code: str) -> str:
    """The address of a code's page on this machine; empty where there is none."""
    page = code_pages().get(code)
    return page.resolve().as_uri() if page else ""
