"""The outer syntax of Isabelle: a theory file as commands.

Comes in: the text of a `.thy` file. Goes out: its name, its imports and its commands as lists of tokens. It is refused
where Isabelle would refuse it, or could take it for something else than what is meant: characters that are not ASCII,
quotes that do not close, signs of antiquotations in prose, words that no generated theory begins a command with.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from hol.refused import RefusedError

PROSE = frozenset({"section", "subsection", "subsubsection", "paragraph", "subparagraph", "text"})
COMMANDS = PROSE | {
    "type_synonym",
    "record",
    "datatype",
    "typedecl",
    "consts",
    "definition",
    "abbreviation",
    "fun",
    "function",
    "partial_function",
    "declare",
    "termination",
    "lemma",
}
_NAMES = Path(__file__).parents[2] / "plugins" / "diglot" / "theory" / "names"
_SYMBOL = re.compile(r"\\<\^?[A-Za-z][A-Za-z0-9_']*>")
_NAME = re.compile(r"[A-Za-z](?:[A-Za-z0-9_']*[A-Za-z0-9'])?")
_TOKEN = re.compile(
    r"""(?P<blank>[ \n]+) | (?P<comment>\(\*) | (?P<cartouche>\\<open>) | (?P<string>"(?:[^"\\]|\\.)*")
    | (?P<word>[A-Za-z][A-Za-z0-9_']*(?:\.[A-Za-z][A-Za-z0-9_']*)*) | (?P<variable>'[A-Za-z][A-Za-z0-9_']*)
    | (?P<sign>::|[=:()|,\[\]?+])""",
    re.VERBOSE | re.DOTALL,
)
_WRITTEN_PROOFS = re.compile(r"^lemma (?:eq_list_cong|lawful_ordI)\b.*?(?=^text )", re.MULTILINE | re.DOTALL)
"""They are in the support theory alone."""
_BRACKETS = {"comment": re.compile(r"\(\*|\*\)"), "cartouche": re.compile(r"\\<open>|\\<close>")}


class Token(NamedTuple):
    """One token with its line; of a quotation the text is what is inside."""

    kind: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class File:
    """One theory."""

    name: str
    imports: tuple[str, ...]
    commands: tuple[tuple[Token, ...], ...]


@cache
def keywords(kind: str) -> frozenset[str]:
    """The words of the outer or the inner syntax that are no names."""
    return frozenset((_NAMES / f"{kind}_keywords.txt").read_text("utf-8").split())


@cache
def main_constants() -> frozenset[str]:
    """All constants that `Main` makes visible."""
    return frozenset((_NAMES / "main_consts.txt").read_text("utf-8").split())


def check_name(name: str, line: int) -> str:
    """A name that may be declared."""
    if not _NAME.fullmatch(name):
        raise RefusedError(f"bad name {name}", line)
    if name in keywords("outer") or name in keywords("inner"):
        raise RefusedError(f"the keyword {name} is no name", line)
    return name


def read_file(text: str) -> File:
    """The commands of a theory, without lemmas that have written proofs: only the prover can tell what these are."""
    _check_characters(text)
    tokens = list(_tokens(_WRITTEN_PROOFS.sub(lambda found: "\n" * found[0].count("\n"), text)))
    begin = next((at for at, token in enumerate(tokens) if token.text == "begin" and token.kind == "word"), 0)
    header = [token.text for token in tokens[:begin]]
    if header[:1] + header[2:3] != ["theory", "imports"] or tokens[-1].text != "end":
        raise RefusedError("a theory begins with `theory … imports … begin` and ends with `end`")
    return File(check_name(header[1], 1), tuple(header[3:]), tuple(_commands(tokens[begin + 1 : -1])))


def _check_characters(text: str) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        for character in line:
            if not " " <= character <= "~":
                raise RefusedError(f"the character {character!r}", number)
        if "\\<" in _SYMBOL.sub("", line):
            raise RefusedError("a malformed symbol", number)


def _commands(tokens: list[Token]) -> Iterator[tuple[Token, ...]]:
    starts = [at for at, token in enumerate(tokens) if token.kind == "word" and token.text in COMMANDS]
    if tokens and starts[:1] != [0]:
        raise RefusedError(f"`{tokens[0].text}` begins no command", tokens[0].line)
    for start, end in pairwise([*starts, len(tokens)]):
        command = tuple(tokens[start:end])
        if command[0].text in PROSE:
            _check_prose(command)
        yield command


def _check_prose(command: tuple[Token, ...]) -> None:
    if len(command) != 2 or command[1].kind != "cartouche":
        raise RefusedError("prose is one quotation", command[0].line)
    for sign in ("@{", "\\<^", "\\<open>", "\\<close>", "\\<comment>"):
        if sign in command[1].text:
            raise RefusedError(f"`{sign}` in prose", command[1].line)


def _tokens(text: str) -> Iterator[Token]:
    at, line = 0, 1
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise RefusedError(f"bad input {text[at : at + 20]!r}", line)
        kind, start, at = match.lastgroup or "", at, match.end()
        content = match[0][1:-1] if kind == "string" else match[0]
        if kind in _BRACKETS:
            closing, at = _close(_BRACKETS[kind], text, at, line)
            content = text[match.end() : closing]
        if kind == "comment" and "\\<" in content:
            raise RefusedError("a symbol in a comment", line)
        if kind not in {"blank", "comment"}:
            yield Token(kind, content, line)
        line += text.count("\n", start, at)


def _close(sign: re.Pattern[str], text: str, at: int, line: int) -> tuple[int, int]:
    depth = 1
    for found in sign.finditer(text, at):
        depth += 1 if found[0] in {"(*", "\\<open>"} else -1
        if depth == 0:
            return found.start(), found.end()
    raise RefusedError("a quotation that nothing closes", line)
