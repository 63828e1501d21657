"""What there is to know of a project although nothing is wrong with it.

In: a compiled project. Out: sentences for the terminal, for programs and for MkDocs' log.
"""

from diglot.pipeline import Site
from diglot.theory.translate.theory_names import longer_names
from diglot.wording import all_of, count


def notes(site: Site) -> tuple[str, ...]:
    """One line for each thing."""
    return tuple(filter(None, (_theory_names(site) if site.whole else "", _illustrated(site))))


def _theory_names(site: Site) -> str:
    longer = list(longer_names(site.theory_names, site.pages, site.settings.theory_names).values())
    if not longer:
        return ""
    theories = count(len(longer), "theory", "theories")
    return f"{theories} named after more than the last part of the path, which others have too: {all_of(longer)}."


def _illustrated(site: Site) -> str:
    pages = [page for page in site.documents.values() if page.is_illustrated]
    if not pages:
        return ""
    paths = all_of([page.source.path for page in pages])
    how = f"A page is a module if its first snippet says so, here with `module {pages[0].module};`."
    return f"Snippets are shown but not checked on {paths}. {how}"
