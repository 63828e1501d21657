"""All that is checked of a project: one table, which the command line, editors, the site and the tests run.

In: a `Subject`, and what is known of it. Out: diagnostics. To add a check, write a row.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from diglot.artifacts import Folder, artifact_drift
from diglot.diagnostic import Diagnostic, Problems
from diglot.fences import FENCES, check_fences, lint_fences
from diglot.other_files import files_not_examined
from diglot.page.read import header_of
from diglot.proofs.errors import OpenObligation, UnusedException
from diglot.proofs.exceptions import claims_of
from diglot.proofs.former_names import former_names
from diglot.proofs.lost_names import proof_drift
from diglot.reference.check import check_references
from diglot.settings import SETTINGS_FILE
from diglot.source import Span
from diglot.subject import Need, Subject
from diglot.syntax.errors import WrongTopModuleName
from diglot.theory.print.root import proof_session


@dataclass(frozen=True, slots=True)
class Check:
    """One row."""

    name: str
    needs: frozenset[Need]
    find: Callable[[Subject], Iterable[Diagnostic]]
    folder: Folder | None = None
    """The folder of generated files that it compares with the pages; None if it finds what is wrong with pages."""


def find_problems(subject: Subject, known: Collection[Need] = tuple(Need)) -> tuple[Diagnostic, ...]:
    """What is wrong with the pages, as far as it can be told from what is known."""
    return _run(subject, known, (None,))


def find_drift(subject: Subject, folders: Collection[Folder] = tuple(Folder)) -> tuple[Diagnostic, ...]:
    """Where files on disk differ from what the pages become."""
    return _run(subject, tuple(Need), folders)


def _run(subject: Subject, known: Collection[Need], folders: Collection[Folder | None]) -> tuple[Diagnostic, ...]:
    found = Problems()
    for check in CHECKS:
        if check.folder in folders and check.needs.issubset(known):
            found.extend(check.find(subject))
    return found.sorted()


# -- Pages ------------------------------------------------------------------------------------------------------------


def _settings(subject: Subject) -> Iterable[Diagnostic]:
    return subject.configuration.problems


def _modules(subject: Subject) -> Iterable[Diagnostic]:
    return subject.site.problems


def _references(subject: Subject) -> Iterable[Diagnostic]:
    return check_references(subject.site, subject.files.pages.others, subject.proofs.theories)


def _proof_files(subject: Subject) -> Iterable[Diagnostic]:
    return (*subject.files.proofs.problems, *subject.files.status.problems, *subject.status_problems)


def _headers_of_pages(subject: Subject) -> Iterator[Diagnostic]:
    """Pages that say that they are another module than their path stands for, as one that was moved or copied does.

    In a folder of pages that nobody says is a specification, such a page has examples.
    """
    for page in subject.site.documents.values() if not subject.configuration.is_bare else ():
        header = header_of(page) if page.is_illustrated else None
        if header is not None:
            yield WrongTopModuleName(page.source.path, header[1], header[0], page.module)


# -- Files on disk ----------------------------------------------------------------------------------------------------


def _generated(folder: Folder, subject: Subject) -> Iterator[Diagnostic]:
    site, committed = subject.site, subject.files.committed
    yield from artifact_drift(
        site.settings, subject.artifacts, committed.texts, (folder,), complete=site.ok and site.whole
    )
    here = folder.path(site.settings)
    told = subject.files.proofs.problems if site.whole else ()
    problems = (problem for problem in committed.problems if problem not in told)
    yield from (problem for problem in problems if f"{problem.path}/".startswith(f"{here}/"))


def _not_examined(folder: Folder, subject: Subject) -> Iterator[Diagnostic]:
    """Files that are left out, and nobody has said why."""
    return files_not_examined(subject.site.settings, subject.files.committed.others, folder, subject.exceptions)


def _claims(subject: Subject) -> Iterator[Diagnostic]:
    """What is believed without proof, and exceptions that nothing needs."""
    settings, sources = subject.site.settings, subject.configuration.sources
    yield from claims_of(subject.proofs.theories.values(), subject.exceptions)
    for name, _ in settings.exceptions:
        if name not in subject.exceptions:
            found = ((path, source.text.find(name)) for path, source in sources.items())
            path, at = next(((path, at) for path, at in found if at != -1), (SETTINGS_FILE, 0))
            yield UnusedException(path, Span(at, at + len(name)), name)


def _open_obligations(subject: Subject) -> Iterator[Diagnostic]:
    """Laws that nobody has proved, where the settings ask for proofs."""
    if subject.site.settings.obligations == "error":
        for obligation in subject.obligations:
            if obligation.is_open:
                law = obligation.law
                yield OpenObligation(law.path, law.span, obligation.name, law.subject, law.trait)


def _names_in_proofs(subject: Subject) -> Iterable[Diagnostic]:
    """Names that are gone; while a page is broken, its names may be missing for that reason, and nothing is said."""
    if not (subject.site.ok and subject.site.whole):
        return ()
    reached = frozenset[str]().union(*subject.proofs.reached.values())
    generated = former_names(subject.artifacts, subject.files.committed.texts, subject.proofs.records, reached)
    session = subject.site.settings.session
    return proof_drift(generated, subject.proofs.theories, (session, proof_session(session)))


# -- The table --------------------------------------------------------------------------------------------------------

CHECKS: tuple[Check, ...] = (
    Check("settings", frozenset(), _settings),
    Check("modules", frozenset({Need.PAGES}), _modules),
    Check("headers of pages", frozenset({Need.PAGES}), _headers_of_pages),
    Check("forms of fences", frozenset({Need.PAGES}), lint_fences),
    *(
        Check(f"`{kind.name}` fences", frozenset({kind.needs}), partial(check_fences, kind))
        for kind in FENCES.values()
        if kind.check is not None
    ),
    Check("references", frozenset({Need.PROGRAM, Need.PROOFS}), _references),
    Check("proofs and verdicts", frozenset({Need.PROOFS}), _proof_files),
    Check("obligations", frozenset({Need.PAGES, Need.PROOFS}), _open_obligations),
    *(
        Check(f"{which}{folder.file} files", frozenset({Need.COMMITTED}), partial(find, folder), folder)
        for which, find in (("", _generated), ("other ", _not_examined))
        for folder in Folder
    ),
    Check("claims of proofs", frozenset({Need.COMMITTED, Need.PROOFS}), _claims, Folder.THEORIES),
    Check("names in proofs", frozenset({Need.COMMITTED, Need.PROOFS}), _names_in_proofs, Folder.THEORIES),
)
