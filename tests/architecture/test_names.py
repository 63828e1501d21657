"""A name of a class is the name of one thing."""

import re
from collections import defaultdict
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "plugins" / "diglot"
TREES = {"ast.py", "types.py"}
"""The trees of the phases share names on purpose: a `Lambda` becomes a `Lambda`."""
SHARED = {"Context", "NestedTooDeeply"}
"""So do what a phase reads and writes, and what all of them say of deep nesting."""


def test_names_of_classes() -> None:
    """No two public classes have one name."""
    homes = defaultdict(list)
    for file in PACKAGE.rglob("*.py"):
        if file.name not in TREES:
            for name in re.findall(r"^class ([A-Z]\w*)", file.read_text("utf-8"), re.MULTILINE):
                homes[name].append(str(file.relative_to(PACKAGE)))
    assert {name: files for name, files in homes.items() if len(files) > 1 and name not in SHARED} == {}
