"""What there is to know of a project although nothing is wrong with it.

In: a compiled project. Out: sentences for the terminal, for programs and for MkDocs' log.
"""

from collections.abc import Iterator

from diglot.diagnostic import Severity
from diglot.pipeline import Site
from diglot.theory.translate.theory_names import longer_names
from diglot.wording import all_of, count


def notes(site: Site) -> tuple[str, ...]:
    """One line for each thing."""
    return tuple(filter(None, (_theory_names(site) if site.whole else "", _illustrated(site), *_unchecked(site))))


def _theory_names(site: Site) -> str:
    longer = list(longer_names(site.theory_names, site.pages, site.settings.theory_names).values())
    if not longer:
        return ""
    theories = count(len(longer), "theory", "theories")
    why = "because other theories are called so"
    return f"{theories} named after more than the last part of the path, {why}: {all_of(longer)}."


def _illustrated(site: Site) -> str:
    pages = [page for page in site.documents.values() if page.is_illustrated]
    if not pages:
        return ""
    paths = all_of([page.source.path for page in pages])
    how = f"A page is a module if its first snippet says so, here with `module {pages[0].module};`."
    return f"Snippets are shown but not checked on {paths}. {how}"


def _unchecked(site: Site) -> Iterator[str]:
    """What was not looked at because of problems elsewhere."""
    wrong = {problem.path for problem in site.problems if problem.severity is Severity.ERROR}
    if not wrong:
        return
    theories = site.own_theories()
    waiting = [name for name in site.modules if name not in theories and site.pages[name].source.path not in wrong]
    if not waiting:
        return
    pages = all_of([site.pages[name].source.path for name in waiting])
    yield f"Not translated, because something is wrong with what they import: {pages}."
    passed_over = [site.pages[name].source.path for name in waiting if not site.scoped[name].complete]
    if passed_over:
        yield f"Unknown names, which may be missing for that reason, are not reported on {all_of(passed_over)}."
