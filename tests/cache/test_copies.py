"""What one page copies of another is made again when that other page changes."""

from diglot.caching import Cache
from diglot.pipeline import Site, compile_site
from diglot.settings import Settings
from diglot.workspace import Workspace, read_library

TEMPLATES = """
```juvix
module templates;

import Stdlib.Prelude open;

flags {{F : Type -> Type}} {{{{Functor F}}}} {{A}} (x : F A) : F Bool := map \\{{_ := {value}}} x;
```
"""
USE = """
```juvix
module use;

import Stdlib.Prelude open;
import templates open;

maybe (value : Maybe Nat) : Maybe Bool := flags value;
```
"""


def _compiled(value: str, cache: Cache) -> Site:
    pages = {"templates.md": TEMPLATES.format(value=value), "use.md": USE}
    return compile_site(Workspace.of(pages), Settings(docs_dir="."), read_library(), cache=cache)


def test_a_copy_follows_what_it_is_a_copy_of() -> None:
    """The page that copies stays as it is, and the types of the other page do, too."""
    cache = Cache()
    before, after = _compiled("true", cache), _compiled("false", cache)
    assert before.problems == after.problems == ()
    assert "(\\<lambda>_. True)" in before.own_theories()["use"].text
    assert "(\\<lambda>_. False)" in after.own_theories()["use"].text
