"""What there is to know of a project although nothing is wrong with it.

In: a compiled project. Out: sentences for the terminal, for programs and for MkDocs' log.
"""

from diglot.pipeline import Site
from diglot.theory.translate.theory_names import longer_names
from diglot.wording import all_of, count


def notes(site: Site) -> tuple[str, ...]:
    """One line for each thing."""
    return tuple(filter(None, (_theory_names(site),)))


def _theory_names(site: Site) -> str:
    longer = list(longer_names(site.theory_names, site.pages, site.settings.theory_names).values())
    if not longer:
        return ""
    theories = count(len(longer), "theory", "theories")
    return f"{theories} named after more than the last part of the path, which others have too: {all_of(longer)}."
