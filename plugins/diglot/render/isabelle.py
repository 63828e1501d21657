"""Theory text as highlighted code.

In: the text of a generated theory, or a part of it, and which definitions of the pages the names in it refer to. Out:
`HighlightedCode` in which the escapes for mathematical symbols are shown as the symbols; copying gives the escapes.
"""

import re
from collections.abc import Iterator, Mapping

from diglot.describe.hovers import with_counterpart
from diglot.names import Symbol
from diglot.render.code import SYMBOL_STYLES, HighlightedCode, Knowledge, Piece
from diglot.theory.symbols import sign_of

_BRACKETS = ("\\<lparr>", "\\<rparr>")
_OUTER = re.compile(
    "theory|imports|begin|end|record|datatype|and|type_synonym|typedecl|consts|definition|abbreviation|where|fun|function"
    "|partial_function|termination|declare|by|(?:sub){0,2}section|(?:sub)?paragraph|text|lemma|theorem|corollary|assumes"
    "|shows|fixes|obtains|locale|context|proof|qed|using|unfolding|have|show|thus|then|assume|from|with|next|fix"
)
_INNER = re.compile("case|of|let|in|if|then|else|undefined")
_TOKEN = re.compile(
    r"""(?s)
      (?P<comment>\(\*.*?\*\))
    | (?P<prose>\\<open>.*?\\<close>)
    | (?P<string>''.*?'')
    | (?P<sign>\\<\^?(?P<signname>\w+)>)
    | (?P<variable>'[a-zA-Z]\w*)
    | (?P<name>[A-Za-z][\w']*(?:\.[A-Za-z][\w']*)*)
    | (?P<number>\d+)
    | (?P<punctuation>[^\w\s\\]+|\\)
    """,
    re.VERBOSE,
)
_ESCAPE = re.compile(r"\\<(\w+)>")
_STYLES = {"string": "s2", "variable": "nv", "number": "mi", "punctuation": "p"}


def highlight_theory(text: str, names: Mapping[str, Symbol], knowledge: Knowledge) -> HighlightedCode:
    """Theory text in which the given names lead to the pages."""
    return HighlightedCode(tuple(_pieces(text, names, knowledge)))


def _pieces(text: str, names: Mapping[str, Symbol], knowledge: Knowledge) -> Iterator[Piece]:
    known: dict[str, Piece] = {}
    at = 0
    for match in _TOKEN.finditer(text):
        if match.start() > at:
            yield Piece(text[at : match.start()])
        token, at = match[0], match.end()
        match match.lastgroup:
            case "name":
                # The same few names occur again and again.
                if token not in known:
                    known[token] = _name(token, names, knowledge)
                yield known[token]
            case "comment":
                yield from _with_signs(token, "c1")
            case "prose":
                yield from _with_signs(token, "sd")
            case "sign" | "signname":
                yield from _with_signs(token, "p" if token in _BRACKETS else "o")
            case other:
                yield Piece(token, _STYLES.get(other or "", ""))
    if at < len(text):
        yield Piece(text[at:])


def _with_signs(text: str, style: str) -> Iterator[Piece]:
    at = 0
    for match in _ESCAPE.finditer(text):
        sign = sign_of(match[1])
        if sign is not None:
            if match.start() > at:
                yield Piece(text[at : match.start()], style)
            yield Piece(sign, style, plain=match[0])
            at = match.end()
    if at < len(text):
        yield Piece(text[at:], style)


def _name(text: str, names: Mapping[str, Symbol], knowledge: Knowledge) -> Piece:
    if _OUTER.fullmatch(text):
        return Piece(text, "kd")
    if _INNER.fullmatch(text):
        return Piece(text, "k")
    symbol = names.get(text)
    if symbol is None:
        return Piece(text, "n")
    href = knowledge.links.href(symbol, knowledge.url) or ""
    hover = with_counterpart(knowledge.descriptions.get(symbol, ""), "Juvix", symbol.qualified)
    return Piece(text, SYMBOL_STYLES[symbol.kind], href, hover)
