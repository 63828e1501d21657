"""Each diagnostic has a code of its own, and a spec file shows it."""

import re
from pathlib import Path
from string import Formatter

import pytest
from catalogue import DIAGNOSTICS
from specfile import read_cases
from stages import STAGES

from diglot.diagnostic import Diagnostic, Severity
from diglot.phases import Phase, phase_of

TESTS = Path(__file__).parent.parent
PACKAGE = TESTS.parent / "plugins" / "diglot"
CODE = re.compile(r"[EWD]\d{4}")
SEVERITY = {"E": Severity.ERROR, "W": Severity.WARNING}
"""What the first letter of a code promises; drift (`D`) can be either."""


def shown_codes() -> set[str]:
    """The codes that tests expect: in the fences of spec files, and in the tests of what has to do with real files."""
    texts = [path.read_text(encoding="utf-8") for path in TESTS.rglob("*.py") if path.parent != Path(__file__).parent]
    for path in (TESTS / "spec").rglob("*.md"):
        cases = read_cases(path, tuple(STAGES))
        texts += [expectation.expected for case in cases for expectation in case.expectations]
    return {code for text in texts for code in CODE.findall(text)}


SHOWN = shown_codes()


def test_codes_are_unique() -> None:
    """No two diagnostics share a code, and no class merely inherits one."""
    codes = [one.code for one in DIAGNOSTICS if "code" in vars(one)]
    assert sorted({code for code in codes if codes.count(code) > 1}) == []


@pytest.mark.parametrize("cls", DIAGNOSTICS, ids=lambda cls: f"{cls.code}-{cls.__name__}")
def test_diagnostic_has_a_case(cls: type[Diagnostic]) -> None:
    """Some test expects it: see CONTRIBUTING.md on how to add one."""
    assert cls.code in SHOWN


def test_no_class_is_unused() -> None:
    """Each one is made somewhere, outside of the modules that only have the wording."""
    paths = [path for path in PACKAGE.rglob("*.py") if not path.stem.endswith("errors")]
    words = set(re.findall(r"\w+", "\n".join(path.read_text(encoding="utf-8") for path in paths)))
    assert [cls.__name__ for cls in DIAGNOSTICS if cls.__name__ not in words] == []


@pytest.mark.parametrize("cls", DIAGNOSTICS, ids=lambda cls: f"{cls.code}-{cls.__name__}")
def test_diagnostic_is_well_formed(cls: type[Diagnostic]) -> None:
    """The code fits the severity, the title is short and needs no context, and the wording is the class's own."""
    assert CODE.fullmatch(cls.code)
    assert cls.severity == SEVERITY.get(cls.code[0], cls.severity)
    assert 0 < len(cls.title) <= 60
    assert not cls.title.endswith(".")
    assert cls.message is not Diagnostic.message
    assert cls.__module__.rpartition(".")[2].endswith("errors")


@pytest.mark.parametrize("cls", DIAGNOSTICS, ids=lambda cls: f"{cls.code}-{cls.__name__}")
def test_code_belongs_to_the_folder(cls: type[Diagnostic]) -> None:
    """The phase that the code belongs to has its diagnostics in this folder; if not, the message has a free code."""
    folder = "/".join(cls.__module__.split(".")[1:-1])
    free = " or ".join(f"{next_code(phase)} ({phase.title})" for phase in Phase if folder in phase.folders)
    advice = f"the next free code is {free}" if free else f"`phases.py` has no phase for `{folder}/`"
    assert folder in cls.phase.folders, f"{cls.code} belongs to “{cls.phase.title}”; {advice}"


def next_code(phase: Phase) -> str:
    """The first free code of a phase; none where all are taken."""
    taken = {cls.code[1:] for cls in DIAGNOSTICS if cls.code[0].replace("W", "E") == phase.first[0]}
    codes = (f"{phase.first[0]}{number:04}" for number in range(int(phase.first[1:]), 10_000))
    return next((code for code in codes if phase_of(code) is phase and code[1:] not in taken), "none")


@pytest.mark.parametrize("cls", DIAGNOSTICS, ids=lambda cls: f"{cls.code}-{cls.__name__}")
def test_templates_mention_fields(cls: type[Diagnostic]) -> None:
    """What a template has in braces is a field."""
    fields = {name for one in cls.__mro__ for name in getattr(one, "__annotations__", {})}
    for template in (cls.message, cls.label, cls.hint):
        if isinstance(template, str):
            names = [re.split(r"[.\[]", name)[0] for _, name, _, _ in Formatter().parse(template) if name is not None]
            assert set(names) <= fields, template
