"""Whatever changes the meaning of a committed file is reported, where it was changed; what changes its looks is not.

The edits are made by rules at every place where a rule fits, and a few hundred of them are chosen by a seed.
"""

import os
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

import pytest
from mutation.edit import Edit, chosen
from mutation.foreign_edits import foreign_texts, repeated_edits
from mutation.layout_edits import snippet_layout_edits, theory_layout_edits
from mutation.mark_edits import mark_edits
from mutation.snippet_edits import snippet_edits
from mutation.theory_edits import theory_edits
from mutation.world import World, world

from diglot.artifacts import ROOT
from diglot.diagnostic import Diagnostic
from diglot.drift.errors import MissingInTheory, SnippetConflict, SnippetDiffers
from diglot.drift.place import Place
from diglot.source import SourceFile, Span

_SEED = int(os.environ.get("DIGLOT_MUTATIONS_SEED", "2024"))
_ALL = "DIGLOT_ALL_MUTATIONS" in os.environ


@cache
def _theory_edits() -> tuple[Edit, ...]:
    made = world().made
    edits = (
        edit
        for path, artifact in made.items()
        if artifact.theory is not None and artifact.origin is not None
        for edit in theory_edits(path, artifact.text, artifact.theory.theory)
    )
    return tuple(chosen(edits, _SEED, 9))


@cache
def _snippet_edits() -> tuple[Edit, ...]:
    files = world().snippets.items()
    return tuple(chosen((edit for path, text in files for edit in snippet_edits(path, text)), _SEED, 12))


@cache
def _layout_edits() -> tuple[Edit, ...]:
    made = world().made
    theories = [artifact for artifact in made.values() if artifact.theory and artifact.origin]
    return (
        *chosen((edit for each in theories for edit in theory_layout_edits(each.path, each.text)), _SEED, 6),
        *chosen(
            (edit for path, text in world().snippets.items() for edit in snippet_layout_edits(path, text)), _SEED, 8
        ),
    )


def test_there_are_many_edits_of_many_kinds() -> None:
    """A rule that never fits would test nothing."""
    meaning, layout = (*_theory_edits(), *_snippet_edits()), _layout_edits()
    assert len(meaning) >= 300
    assert len(layout) >= 100
    assert len({edit.kind for edit in meaning}) >= 45
    assert len({edit.kind for edit in layout}) >= 18


def test_the_files_agree_before_they_are_edited() -> None:
    """Otherwise every edit would seem to be found."""
    here = world()
    path = next(iter(here.theories))
    assert here.compare_theory(path, here.theories[path]) == ()
    assert here.compare_snippet(*next(iter(here.snippets.items()))) == ()


def test_edits_of_theories_are_found_where_they_are() -> None:
    """The message names the declaration, and points at it on both sides."""
    here = world()
    lost, elsewhere = [], []
    for edit in _theory_edits():
        found = here.compare_theory(edit.path, edit.text)
        if not found:
            lost.append(edit.label)
        elif not any(_is_at(edit, problem, here) for problem in found):
            elsewhere.append(f"{edit.label}\n  -> {[problem.message for problem in found]}")
    assert not lost, "\n".join(lost)
    assert not elsewhere, "\n".join(elsewhere)


def _theories() -> list[tuple[str, str]]:
    made = world().made.values()
    return [(each.path, each.text) for each in made if each.theory is not None and each.origin is not None]


def _not_once_at_their_lines(edits: Iterable[Edit]) -> list[str]:
    """Edits that do not lead to exactly one message, which points at them."""
    here, wrong = world(), []
    for edit in edits:
        lines = [_line_of(edit, problem) for problem in here.compare_alone(edit.path, edit.text)]
        file = SourceFile(edit.path, edit.text)
        first, last = (file.position(at).line for at in (edit.place.start, max(edit.place.end - 1, edit.place.start)))
        found = [line for line in lines if first <= line <= last]
        if not found or len(lines) != 1:
            wrong.append(f"{edit.label} in line {first}: {lines}")
    return wrong


def _line_of(edit: Edit, problem: Diagnostic) -> int:
    """The line of the edited file that a message points at; 0 for none."""
    file: Place | None = getattr(problem, "file", None)
    if file is not None:
        return file.line
    return SourceFile(edit.path, edit.text).position(problem.span.start).line if problem.path == edit.path else 0


def test_no_command_passes_under_a_name_of_the_page() -> None:
    """Each of the commands under each of the names, at all places of a theory; in the long lane, in every form."""
    path, text = min(_theories(), key=lambda each: abs(len(each[1]) - 4000))
    commands, wrong = set[str](), list[str]()
    for foreign in foreign_texts(path, text, every_form=_ALL):
        commands.add(foreign.command)
        edited = Edit("inserted commands", path, foreign.text)
        found = {_line_of(edited, problem) for problem in world().compare_alone(path, foreign.text)}
        wrong += [f"{foreign.command} {foreign.name}, line {line}" for line in foreign.lines if line not in found]
    assert len(commands) >= 150
    assert not wrong, "\n".join(wrong)


def test_nothing_passes_that_is_there_twice() -> None:
    """A declaration, a field, a constructor or an equation, right after the first and as the last."""
    edits = (edit for path, text in _theories() for edit in repeated_edits(path, text))
    found = list(chosen(edits, _SEED, 120))
    assert {edit.kind for edit in found} == {"declaration repeated", "member repeated"}
    missed = [edit.label for edit in found if not world().compare_alone(edit.path, edit.text)]
    assert not missed, "\n".join(missed)


def test_a_missing_or_doubled_mark_is_told_once_in_its_line() -> None:
    """And what comes after it is compared as usual: nothing else is said."""
    edits = (edit for path, text in _theories() for edit in mark_edits(path, text))
    found = list(chosen(edits, _SEED, 30))
    assert len({edit.kind for edit in found}) == 10
    wrong = _not_once_at_their_lines(found)
    assert not wrong, "\n".join(wrong)


def test_few_edits_of_theories_make_many_messages() -> None:
    """One edit is one difference, or two where it makes one thing of another."""
    here = world()
    counts = {edit.label: len(here.compare_theory(edit.path, edit.text)) for edit in _theory_edits()}
    assert not [label for label, count in counts.items() if count > 3]
    assert Counter(counts.values())[1] > 0.85 * len(counts)


def test_edits_of_modules_are_found_where_they_are() -> None:
    """The file's place is in the statement that was edited, and the page's place is on its page."""
    here = world()
    wrong = []
    for edit in _snippet_edits():
        found = here.compare_snippet(edit.path, edit.text)
        page = page_of(here, edit)
        if not any(_shows_both(edit, problem, page) for problem in found):
            wrong.append(f"{edit.label}\n  -> {[problem.message for problem in found]}")
    assert not wrong, "\n".join(wrong)


def test_edits_of_layout_are_not_reported() -> None:
    """Blanks, comments, redundant parentheses and ASCII forms do not count."""
    here = world()
    reported = []
    for edit in _layout_edits():
        compare = here.compare_theory if edit.path in here.theories else here.compare_snippet
        if found := compare(edit.path, edit.text):
            reported.append(f"{edit.label}\n  -> {[problem.message for problem in found]}")
    assert not reported, "\n".join(reported)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("= HOL +", "= Main +"),
        ("    Framework_Engine\n", ""),
        ("    Framework_Engine\n", "    Framework_Engine\n    Others\n"),
        ("600", "60"),
        ("session S", "session T"),
    ],
)
def test_edits_of_the_session_are_found(old: str, new: str) -> None:
    """At the first word that differs."""
    here = world()
    path = ROOT.path(here.settings)
    text = here.theories[path]
    assert old in text
    (problem,) = here.compare_theory(path, text.replace(old, new, 1))
    assert problem.code == "D0109"
    assert text.index(old) - 1 <= problem.span.start <= text.index(old) + len(old) + len(new)


def page_of(here: World, edit: Edit) -> SourceFile:
    """The page of an edited file."""
    page = here.made[edit.path].origin
    assert page is not None
    return page.source


def _is_at(edit: Edit, problem: Diagnostic, here: World) -> bool:
    page: Place | None = getattr(problem, "page", None)
    file: Place | None = getattr(problem, "file", None)
    if page is None or file is None:
        return problem.path == edit.path and _touch(problem.span, edit.place)
    if edit.name and not re.search(rf"`(lemma )?{re.escape(edit.name)}`", problem.message) and not _on_page(edit, page):
        return False
    if not isinstance(problem, MissingInTheory) and not _touch(file.span, edit.place):
        return False
    return page.path == page_of(here, edit).path


def _shows_both(edit: Edit, problem: Diagnostic, page: SourceFile) -> bool:
    """Whether the places are in the edit and on its page, and at the very word where it was one."""
    if isinstance(problem, SnippetConflict):  # A merge that nobody has finished says nothing of the page yet.
        return _touch(problem.span, edit.place)
    if not isinstance(problem, SnippetDiffers) or problem.page.path != page.path:
        return False
    if not edit.word:
        return not problem.file_says or _touch(problem.file.span, edit.place)
    return problem.file.span.start == edit.place.start and page.slice(problem.page.span) == edit.word


def _on_page(edit: Edit, page: Place) -> bool:
    return edit.page is not None and _touch(page.span, edit.page)


def _touch(one: Span, other: Span) -> bool:
    return one.start <= other.end + 2 and other.start <= one.end + 2
