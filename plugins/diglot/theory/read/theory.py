"""A theory, read from the text of a `.thy` file.

In: a path and a text, in any layout and in either way of writing symbols. Out: the theory in the shape of `ast.py`,
each item with its place in the file. Reading what `print.py` prints gives the printed theory again. A command that we
never generate becomes `Foreign`; a broken one is reported and becomes `Foreign` too, and reading goes on with the next.
"""

from collections.abc import Sequence

from diglot.diagnostic import Diagnostic, Problems
from diglot.source import Span
from diglot.theory.ast import Item, Theory
from diglot.theory.read import errors
from diglot.theory.read.command_words import commands
from diglot.theory.read.commands import CommandReader, foreign, read_command
from diglot.theory.read.inner_tokens import RawSymbolFound, TooDeep, Unreadable
from diglot.theory.read.outer_tokens import OuterToken, is_unknown_command, outer_tokens, split_commands


def read_theory(path: str, text: str, problems: Problems) -> Theory:
    """The theory in a file."""
    tokens = outer_tokens(path, text, problems)
    before = _before_header(tokens)
    items: list[Item] = [foreign(text, before)] if before else []
    tokens = tokens[len(before) :]
    name, imports, start = _read_header(path, text, tokens, problems)
    body = split_commands(text, tokens[start:])
    for command in body.commands:
        items += _read_command(path, text, command, problems)
    _check_rest(path, body.rest, problems)
    return Theory(name, imports, tuple(items), header=tokens[0].span.to(tokens[max(start - 1, 0)].span))


def _before_header(tokens: Sequence[OuterToken]) -> Sequence[OuterToken]:
    """Document text, which may come before a header, and nothing if there is no header."""
    if tokens[0].text not in commands():
        return ()
    words = [token.text if token.kind == "name" else "" for token in tokens]
    end = words.index("begin") if "begin" in words else 0
    return tokens[: words.index("theory", 0, end)] if "theory" in words[:end] else ()


def _read_header(
    path: str, text: str, tokens: Sequence[OuterToken], problems: Problems
) -> tuple[str, tuple[str, ...], int]:
    """Name, imports, and the index of the first token after `begin`."""
    end = next((at for at, token in enumerate(tokens) if token.text == "begin" and token.kind == "name"), None)
    if tokens[0].text != "theory" or end is None:
        found = tokens[0] if tokens[0].text != "theory" else tokens[-1]
        wanted = "`theory`" if found is tokens[0] else "`begin`"
        problems.add(errors.UnreadableHeader(path, found.span, wanted, _shown(found)))
        first = (at for at, token in enumerate(tokens) if token.kind == "name" and token.text in commands())
        return "", (), next(first, len(tokens) - 1)
    reader = CommandReader(text, tokens[:end], "`begin`")
    name, imports = "", []
    try:
        name = reader.name("the theory's name")
        reader.expect("imports")
        imports.append(reader.name("the name of a theory"))
        while reader.token.kind != "end":
            imports.append(reader.name("the name of a theory, or `begin`"))
    except Unreadable as problem:
        problems.add(errors.UnreadableHeader(path, problem.span, problem.wanted, problem.found))
    return name, tuple(imports), end + 1


def _shown(token: OuterToken) -> str:
    return token.text if token.kind == "end" else f"`{token.text[:40]}`"


def _read_command(path: str, text: str, tokens: Sequence[OuterToken], problems: Problems) -> tuple[Item, ...]:
    if is_unknown_command(text, tokens, 0):
        return (foreign(text, tokens),)
    if tokens[0].kind != "name" or tokens[0].text not in commands():
        if tokens[0].kind != "broken":
            problems.add(errors.StrayText(path, tokens[0].span, tokens[0].text.strip()[:40]))
        return ()
    if any(token.kind == "broken" for token in tokens):
        return (foreign(text, tokens, reported=True),)
    unopened = next((token for token in tokens if token.kind == "unopened"), None)
    if unopened is not None:
        problems.add(errors.UnopenedText(path, _first_misfit(text, tokens) or unopened.span, '"'))
        return (foreign(text, tokens, reported=True),)
    try:
        return read_command(text, tokens)
    except Unreadable as problem:
        problems.add(_diagnostic(path, tokens[0].text, problem))
        return (foreign(text, tokens, reported=True),)


def _first_misfit(text: str, tokens: Sequence[OuterToken]) -> Span | None:
    """Where a command with an unopened string stops making sense, which is where the string should begin."""
    try:
        read_command(text, tokens, by_hand=False)
    except Unreadable as problem:
        return problem.span
    return None


def _diagnostic(path: str, command: str, problem: Unreadable) -> Diagnostic:
    match problem:
        case TooDeep():
            return errors.NestedTooDeeply(path, problem.span, problem.limit)
        case RawSymbolFound():
            return errors.RawSymbol(path, problem.span, problem.symbol, problem.escape)
        case _:
            return errors.UnreadableCommand(path, problem.span, command, problem.wanted, problem.found)


def _check_rest(path: str, rest: Sequence[OuterToken], problems: Problems) -> None:
    """The theory must end with its `end`."""
    if rest[0].kind == "end":
        problems.add(errors.MissingEnd(path, rest[0].span))
    elif rest[1].kind != "end":
        problems.add(errors.StrayText(path, rest[1].span, rest[1].text.strip()[:40]))
