"""Edits of a page that would take over what somebody changed in its extracted module.

In: the page, the module text that its snippets give, and the file. Out: proposals, one for each statement that differs;
as with theories, one counts only when the edited page becomes the edited file, which the caller has to see.
"""

from collections.abc import Iterator

from diglot.drift.adopt import Edit, PageProposals, Proposal
from diglot.drift.compare_snippets import ModuleStatement, StatementPlaces, differing
from diglot.drift.place import shortened
from diglot.page.model import Page
from diglot.source import SourceFile, Span


def snippet_proposals(page: Page, expected_text: str, file: SourceFile) -> PageProposals:
    """All that can be proposed for a page, in its order, none overlapping another."""
    places = StatementPlaces(page, expected_text, file)
    adoption = _Adoption(page.source.text, places, file)
    found: list[Proposal] = []
    unsaid: list[tuple[str, Span]] = []
    for before, here, there in differing(page.source.path, expected_text, file.path, file.text):
        thing, place = adoption.thing(here, there)
        edit = adoption.edit(before, here, there)
        if edit is None:
            unsaid.append((thing, place))
        elif found and found[-1].edits[-1].span == edit.span:  # Several statements after the same one.
            first = found.pop()
            joined = Edit(edit.span, first.edits[0].text + edit.text)
            found.append(Proposal(f"{first.thing}, `{thing}`", (joined,), first.file))
        else:
            found.append(Proposal(f"`{thing}`", (edit,), place))
    return PageProposals(tuple(found), tuple(unsaid))


class _Adoption:
    """Proposals for one page."""

    def __init__(self, page: str, places: StatementPlaces, file: SourceFile) -> None:
        self._page = page
        self._places = places
        self._file = file

    def thing(self, here: ModuleStatement | None, there: ModuleStatement | None) -> tuple[str, Span]:
        """What a statement is called, and where the file has it, or would have it."""
        if there is not None:
            return shortened(_written(self._file.text, there)), there.spans[0]
        return (shortened(" ".join(here.words)) if here else ""), Span(0, 0)

    def edit(
        self, before: ModuleStatement | None, here: ModuleStatement | None, there: ModuleStatement | None
    ) -> Edit | None:
        """What to write where on the page; None where the page has no place for it."""
        spans = self._places.on_page(here or before)
        if spans is None:
            return None
        if here is not None and there is not None:
            return self._changed(here, there, spans)
        end, is_ended = self._end(spans[-1].end)
        if here is not None:
            start = len(self._page[: spans[0].start].rstrip())
            return Edit(Span(start, end), "")
        new = "".join(self._inserted(there, spans[0].start)) if there is not None else ""
        return Edit(Span(end, end), ("" if is_ended else ";") + new)

    def _changed(self, here: ModuleStatement, there: ModuleStatement, spans: tuple[Span, ...]) -> Edit:
        """The words between those that both begin and end with."""
        most = min(len(here.words), len(there.words)) - 1
        first = next((at for at in range(most) if here.words[at] != there.words[at]), most)
        last = next((at for at in range(most - first) if here.words[-1 - at] != there.words[-1 - at]), most - first)
        # From the end of the word before, since a comment may have been written after it.
        start, here_start = ((w[first - 1].end if first else w[0].start) for w in (there.spans, spans))
        end, here_end = (w[len(w) - 1 - last].end for w in (there.spans, spans))
        span = Span(here_start, here_end)
        return Edit(span, self._file.text[start:end].replace("\n", f"\n{self._margin(spans[0].start)}"))

    def _inserted(self, there: ModuleStatement, near: int) -> Iterator[str]:
        margin = self._margin(near)
        yield f"\n\n{margin}"
        yield _written(self._file.text, there).replace("\n", f"\n{margin}")
        yield ";"

    def _end(self, at: int) -> tuple[int, bool]:
        """The end of a statement, its `;` included, and whether it has one: a snippet may end without."""
        rest = self._page[at:]
        blanks = len(rest) - len(rest.lstrip())
        return (at + blanks + 1, True) if rest.lstrip().startswith(";") else (at, False)

    def _margin(self, at: int) -> str:
        """What is before the snippets of a list."""
        line = self._page[self._page.rfind("\n", 0, at) + 1 : at]
        return line if line.isspace() else ""


def _written(text: str, statement: ModuleStatement) -> str:
    return text[statement.spans[0].start : statement.spans[-1].end]
