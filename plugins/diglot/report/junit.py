"""Reports in the format of JUnit, which CI servers show as tests.

In: an `Outcome`. Out: XML with a test for each page, and for each other file in which something was found. A test fails
with each of its entries that the exit code speaks of; warnings are what it printed. Paths are those from the root of
the repository. A run that says nothing is a test with an error.
"""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from diglot.report.entries import ReportEntry, entries
from diglot.report.outcome import Outcome
from diglot.report.repository import way_from_repository

_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot have, not even by number."""


def report(outcome: Outcome) -> str:
    """The whole report, indented, with a line end."""
    found: dict[str, list[ReportEntry]] = {path: [] for path in _pages(outcome)}
    for entry in entries(outcome):
        found.setdefault(entry.place.path, []).append(entry)
    failed = sum(any(entry.fails for entry in each) for each in found.values())
    errors = 1 if outcome.nothing else 0
    counts = {"tests": len(found) + errors, "failures": failed, "errors": errors, "skipped": 0}
    about = {"name": "diglot", **{name: str(number) for name, number in counts.items()}}
    suites = Element("testsuites", about)
    suite = SubElement(suites, "testsuite", about)
    if outcome.nothing:
        test = SubElement(suite, "testcase", classname="diglot", name="diglot", time="0")
        SubElement(test, "error", type="nothing", message="Nothing was compared").text = _text(outcome.nothing)
    way = way_from_repository(outcome.root)
    for path, each in found.items():
        file = _text(way + path)
        _test(SubElement(suite, "testcase", classname="diglot", name=_text(path), file=file, time="0"), each)
    indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(suites, encoding="unicode")}\n'


def _pages(outcome: Outcome) -> Iterable[str]:
    return outcome.project.site.documents if outcome.project is not None else ()


def _test(test: Element, found: Iterable[ReportEntry]) -> None:
    printed = []
    for entry in found:
        line, column = entry.place.start
        words = _text(f"{entry.place.path}:{line}:{column}: {entry.code} {entry.title}\n\n{entry.text}")
        if entry.fails:
            SubElement(test, "failure", type=entry.code, message=_text(entry.title)).text = words
        else:
            printed.append(words)
    if printed:
        SubElement(test, "system-out").text = "\n\n".join(printed)


def _text(text: str) -> str:
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)
