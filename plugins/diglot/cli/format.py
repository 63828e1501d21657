"""`diglot format`: the snippets of pages in one layout.

Only the code of snippets changes. A page that cannot be parsed is left alone and reported.
"""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from diglot.cli.options import CONFIG_FILE, DOCS, Options, PagePath, chosen_pages, configuration_of
from diglot.cli.outcome import Report, report_of, reports

if TYPE_CHECKING:
    from diglot.diagnostic import Problems
    from diglot.report.outcome import Outcome
    from diglot.settings import Settings
    from diglot.source import SourceFile

_STANDARD_INPUT = "-"


@click.command("format", short_help="Lay out the snippets of pages.")
@click.argument("paths", nargs=-1, metavar="[PATHS]...", type=PagePath(allow_dash=True))
@click.option("--check", is_flag=True, help="Write nothing; only show the pages that would change.")
@CONFIG_FILE
@DOCS
@reports
def format_pages(
    paths: tuple[str, ...], config_file: str | None, docs: str | None, *, check: bool
) -> "Outcome | Report":
    """Lay out the snippets of all pages, or of those at PATHS. Nothing outside the snippets changes.

    With - for PATHS, a page is read from standard input, and goes to standard output as it should be.
    """
    from diglot.diagnostic import Problems
    from diglot.report.outcome import Deed, Outcome
    from diglot.workspace import read_pages, remove_left_files, write_atomically

    configuration = configuration_of(Options(docs, config_file=config_file))
    settings, sources = configuration.settings, dict(configuration.sources)
    problems = Problems(configuration.problems)
    workspace = read_pages(settings)
    if _STANDARD_INPUT in paths:
        return _format_input(settings, paths, check=check)
    problems.extend(workspace.problems)
    chosen, others = chosen_pages(settings, workspace.texts, paths)
    unreadable = {problem.path for problem in workspace.problems}
    texts = {path: workspace.texts[path] for path in chosen if path not in unreadable}
    changed = _formatted(settings, texts, problems, sources)
    proposed = {path: _patch(path, texts[path], new) for path, new in changed.items()} if check else {}
    if not check:
        remove_left_files(settings, pages=True)
    written = () if check else write_atomically(settings.root, changed, problems)
    return Outcome(
        problems=problems.sorted(),
        done=tuple(Deed("formatted", path) for path in written),
        proposed=proposed,
        facts=(*others, _summary(len(texts), len(proposed), len(written))),
        sources=sources,
    )


def _format_input(settings: "Settings", paths: tuple[str, ...], *, check: bool) -> "Outcome | Report":
    """Lay out what is on standard input. Only a page goes to standard output: an editor puts it in place of its own."""
    from diglot.diagnostic import Problems
    from diglot.report.outcome import ExitCode, Outcome

    if len(paths) > 1:
        raise click.BadParameter(f"`{_STANDARD_INPUT}` is standard input, and cannot be given with other paths.")
    try:
        text = sys.stdin.buffer.read().decode()
    except UnicodeDecodeError as error:
        raise click.UsageError("standard input is not UTF-8.") from error
    lines = text.replace("\r\n", "\n")
    problems, sources = Problems(), dict[str, "SourceFile"]()
    changed = _formatted(settings, {_STANDARD_INPUT: lines}, problems, sources)
    if problems.has_errors:
        report = report_of(Outcome(problems=problems.sorted(), sources=sources))
        click.echo(report.text, nl=False, err=True)
        return Report("", report.code)
    if check:
        proposed = {path: _patch(path, lines, new) for path, new in changed.items()}
        return Outcome(proposed=proposed, facts=(_summary(1, len(proposed), 0),), sources=sources)
    new = changed.get(_STANDARD_INPUT, lines)
    return Report(new if lines == text else new.replace("\n", "\r\n"), ExitCode.CLEAN)


def _formatted(
    settings: "Settings", texts: Mapping[str, str], problems: "Problems", sources: dict[str, "SourceFile"]
) -> dict[str, str]:
    """The new texts of the pages that change."""
    from diglot.diagnostic import Problems
    from diglot.page.read import module_of, named_module, read_page
    from diglot.syntax.format import format_page
    from diglot.syntax.parse_module import parse_page

    changed = {}
    for path, text in texts.items():
        module_path = path if settings.docs_dir == "." else path.removeprefix(f"{settings.docs_dir}/")
        name = named_module(read_page(path, text, Problems())) if path == _STANDARD_INPUT else module_of(module_path)
        found = Problems()
        page = read_page(path, text, found, name)
        module = parse_page(page, found)
        sources[path] = page.source
        problems.extend(found)
        if module is None or found.has_errors:
            continue
        new = format_page(page, module)
        if new != text:
            changed[path] = new
    return changed


def _patch(path: str, old: str, new: str) -> str:
    """What would change in a page."""
    import difflib

    lines = difflib.unified_diff(old.split("\n"), new.split("\n"), path, f"{path} (formatted)", n=1, lineterm="")
    return "".join(f"{line}\n" for line in lines)


def _summary(pages: int, proposed: int, written: int) -> str:
    looked_at = f"{pages} {'page' if pages == 1 else 'pages'} looked at"
    if proposed:
        return f"{looked_at}: {proposed} {'is' if proposed == 1 else 'are'} not laid out."
    return f"{looked_at}: {written} changed."
