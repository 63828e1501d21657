"""Edits that change how a file looks and nothing that it says.

In: a path and a text as committed. Out: every edit that one of the rules can make in it.
"""

import re
from collections.abc import Callable, Iterator

from mutation.edit import Edit

from diglot.diagnostic import Problems
from diglot.source import Span
from diglot.syntax.lexer import lex
from diglot.theory.read.outer_tokens import outer_tokens

_FORMAL_QUOTE = re.compile(r'"[^"\n]*(?:\n[^"\n]*)*"')
_SPACE = re.compile(r"(?<=[^\s']) (?=[^\s'])")

_SYMBOLS = (
    (r"\<Rightarrow>", "=>"),
    (r"\<and>", "&"),
    (r"\<or>", "|"),
    (r"\<not>", "~"),
    (r"\<le>", "<="),
    (r"\<lparr>", "(|"),
    (r"\<rparr>", "|)"),
    (r"\<lambda>", "%"),
    (r"\<noteq>", "~="),
    (r"\<times>", "*"),
)


def theory_layout_edits(path: str, text: str) -> Iterator[Edit]:
    """Every change of layout in a theory."""
    for token in outer_tokens(path, text, Problems())[:-1]:
        for kind, put in _BETWEEN.items():
            yield _put(kind, path, text, token.span.start, put)
    for match in re.finditer(r"\(\* (.*?) \*\)\n", text):
        yield _put("comment changed", path, text, match.start(1), "see ")
        yield Edit("comment removed", path, text[: match.start()] + text[match.end() :], place=Span(*match.span()))
    for match in _FORMAL_QUOTE.finditer(text):
        yield from _inside_quotes(path, text, match)


_BETWEEN = {
    "blank line added": "\n\n",
    "indentation changed": "\n      ",
    "comment added": "(* a remark (* in a remark *) *) ",
    "formal comment added": "\\<comment> \\<open>a remark\\<close> ",
}


def _inside_quotes(path: str, text: str, quote: re.Match[str]) -> Iterator[Edit]:
    for space in _SPACE.finditer(text, quote.start(), quote.end()):
        if "''" not in quote.group():
            yield _put("line broken in a term", path, text, space.start(), "\n        ")
            yield _put("comment in a term", path, text, space.start(), " (* a remark *) ")
    for symbol, ascii_form in _SYMBOLS:
        for match in re.finditer(re.escape(symbol), quote.group()):
            start = quote.start() + match.start()
            if not (symbol == r"\<or>" and "case" in quote.group()):
                new = text[:start] + ascii_form + text[start + len(symbol) :]
                yield Edit(f"{symbol} in ASCII", path, new, place=Span(start, start + 9))
    if equals := re.search(r"\A\"[^\"=]*? = ", quote.group()):
        start = quote.start() + equals.end()
        new = f"{text[:start]}({text[start : quote.end() - 1]}){text[quote.end() - 1 :]}"
        yield Edit("parentheses added", path, new, place=Span(quote.start(), quote.end()))
    for number in re.finditer(r"(?<![\w'.])\d+(?![\w'])", quote.group()):
        start, end = (quote.start() + at for at in number.span())
        yield Edit(
            "number in parentheses", path, f"{text[:start]}({text[start:end]}){text[end:]}", place=Span(start, end)
        )


def snippet_layout_edits(path: str, text: str) -> Iterator[Edit]:
    """Every change of layout in an extracted module."""
    rules: dict[str, Callable[[int], str]] = {
        "blank line added to a module": lambda _: "\n\n",
        "comment added to a module": lambda _: "{- a remark -} ",
        "line comment added to a module": lambda _: " -- a remark\n",
        "indentation changed in a module": lambda at: "      " if at % 2 else "\n  ",
    }
    for token in lex(path, text, Span(0, len(text)), Problems()).tokens[:-1]:
        for kind, put in rules.items():
            yield _put(kind, path, text, token.span.start, put(token.span.start))


def _put(kind: str, path: str, text: str, at: int, put: str) -> Edit:
    return Edit(kind, path, text[:at] + put + text[at:], place=Span(max(at - 30, 0), at + len(put) + 30))
