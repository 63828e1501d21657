"""The files of a new specification, and the page of a new engine.

In: a name. Out: texts by path. The texts are templates beside this module, with words in capital letters where the name
goes. The page that defines engines is one of Diglot's own documentation, of which an installed package has a copy.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from diglot.diagnostic import Problems
from diglot.page.read import read_page
from diglot.syntax.format import format_page
from diglot.syntax.parse_module import parse_page

FRAMEWORK = "framework/engine.md"
"""The page that says what an engine is, below the folder of pages."""

_ENGINE_NAME = re.compile(r"[A-Z][A-Za-z0-9]*")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z][a-z0-9]*|[0-9]+")
_PLACES = {
    "mkdocs.yml": "mkdocs.yml",
    "README.md": "README.md",
    "requirements.txt": "requirements.txt",
    "ignored.txt": ".gitignore",
    "attributes.txt": ".gitattributes",
    "checks.yml": ".github/workflows/checks.yml",
    "index.md": "docs/index.md",
    "glossary.md": "docs/glossary.md",
}
"""Where each template goes; those that would mean something where they are kept have another name there."""


@dataclass(frozen=True, slots=True)
class NewPage:
    """A page to be filled in."""

    uri: str
    """Its path below the folder of pages."""
    text: str


def is_engine_name(name: str) -> bool:
    """Whether an engine can be called so: a capital letter, then letters and digits."""
    return _ENGINE_NAME.fullmatch(name) is not None


def engine_name(words: str) -> str:
    """The nearest name that an engine can have; empty if there is none."""
    parts = re.findall(r"[A-Za-z0-9]+", words)
    name = "".join(part[0].upper() + part[1:] for part in parts).lstrip("0123456789")
    return name[:1].upper() + name[1:]


def new_specification(title: str) -> Mapping[str, str]:
    """The files of a specification without engines."""
    templates = files("diglot").joinpath("template", "specification")
    texts = {place: templates.joinpath(name).read_text(encoding="utf-8") for name, place in _PLACES.items()}
    texts["mkdocs.yml"] = texts["mkdocs.yml"].replace("SITE_NAME", json.dumps(title))
    heading = " ".join(title.split())
    return {
        **{place: text.replace("SITE_TITLE", heading) for place, text in texts.items()},
        f"docs/{FRAMEWORK}": framework_page(),
    }


def new_engine(name: str) -> NewPage:
    """The page of an engine that counts and answers."""
    words = _WORD.findall(name)
    file = "_".join(words).lower()
    text = files("diglot").joinpath("template", "engine.md").read_text(encoding="utf-8")
    text = text.replace("ENGINE_TITLE", " ".join(words)).replace("ENGINE_MODULE", f"engines.{file}")
    uri = f"engines/{file}.md"
    return NewPage(uri, _laid_out(uri, text.replace("ENGINE", name)))


def _laid_out(uri: str, text: str) -> str:
    """The page with its lines broken as the formatter breaks them: that depends on the length of the name."""
    page = read_page(uri, text, Problems())
    module = parse_page(page, Problems())
    return text if module is None else format_page(page, module)


def framework_page() -> str:
    """The page that says what an engine is."""
    package = files("diglot")
    brought = package.joinpath("template", "framework.md")
    if brought.is_file():
        return brought.read_text(encoding="utf-8")
    return package.joinpath("..", "..", "docs", FRAMEWORK).read_text(encoding="utf-8")
