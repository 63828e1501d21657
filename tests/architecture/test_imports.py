"""The contracts in `pyproject.toml` forbid what they say in every module, and `ARCHITECTURE.md` has their order."""

import re
import tomllib
from pathlib import Path

import grimp
import pytest
from importlinter.configuration import configure
from importlinter.contracts.forbidden import ForbiddenContract

ROOT = Path(__file__).parent.parent.parent
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
OTHERS = [each for each in CONTRACTS if not each.get("forbidden_modules", ["diglot."])[0].startswith("diglot.")]
"""The contracts about packages that are not ours."""
ALLOWED = {
    **dict.fromkeys(("mkdocs", "markdown", "jinja2"), r"diglot\.mkdocs\..+"),
    **dict.fromkeys(("lsprotocol", "pygls"), r"diglot\.lsp\..+"),
    "subprocess": r"diglot\.prover\.run",
}
"""Who may import a forbidden package after all."""


@pytest.mark.parametrize("contract", OTHERS, ids=lambda each: each["name"])
def test_a_forbidden_import_is_noticed_in_every_module(contract: dict[str, object]) -> None:
    """With the imports put into all modules, the contract is broken by all but those that may have them."""
    graph = grimp.build_graph("diglot", include_external_packages=True, cache_dir=None)
    modules = {name for name in graph.modules if name.split(".")[0] == "diglot"}
    packages = contract["forbidden_modules"]
    assert isinstance(packages, list)
    for package in packages:
        if package not in graph.modules:
            graph.add_module(package, is_squashed=True)
        for name in modules:
            graph.add_import(importer=name, imported=package)
    configure()
    session = {"root_packages": ["diglot"], "include_external_packages": "True"}
    options = {**contract, "allow_indirect_imports": "true"}
    check = ForbiddenContract(str(contract["name"]), session, options).check(graph, verbose=False)
    chains = [chain for each in check.metadata["invalid_chains"] for chain in each["chains"]]
    found = {(link["importer"], link["imported"]) for chain in chains for link in chain}
    expected = {(name, package) for name in modules for package in packages if not _may(name, package)}
    assert found == expected


def _may(module: str, package: str) -> bool:
    return re.fullmatch(ALLOWED.get(package, "nobody"), module) is not None


def test_the_table_of_folders_has_the_order_of_the_layers() -> None:
    """Each layer is in the table, and what may be imported comes first."""
    layers = next(each["layers"] for each in CONTRACTS if each["type"] == "layers")
    rank = {name: number for number, layer in enumerate(reversed(layers)) for name in layer.split(" | ")}
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text.partition("| folder or module |")[2].partition("\n\n")[0]
    cells = [row.split("|")[1] for row in table.splitlines()[2:]]
    listed = [re.sub(r"(\.py|/)$", "", name) for cell in cells for name in re.findall(r"`([^`]+)`", cell)]
    assert sorted(listed) == sorted(rank)
    assert listed == sorted(listed, key=rank.__getitem__)
