"""Pages damaged at random, always in the same way for the same seed."""

import random
from collections.abc import Callable, Sequence

WORDS = (
    *'()[]{};|@,"\\.=_-`#:',
    *(":=", "->", "in", "end", "module", "type", "case", "let", "{-", "-}", "{-#", "--- ", "\n", "x", "```"),
    *("of", "if", "else", "with", "trait", "instance", "open", "import", "using", "hiding", "public", "deriving"),
    *("syntax operator", "terminating", "axiom", "0xff", "-1", "99999999999999999999", '"\\u{110000}"', "{{", "}}"),
    *("\0", "\r\n", "\r", "\ufeff", "\u202e", "\u0661", "\U0001d4d0", "\ud800", "\u2028", "\t", "\x0b", "é", "\u0301"),
    *("Type", "λ", "```juvix\n"),
)
OPENERS = (
    *("(", "[", "{", "{{", "\\{x := ", "case x of {| y := ", "if | x := ", "let x := ", "do {", "f@{x := "),
    *("for (x in ", "x@R{y := ", "module M; ", "type T := A with ", "{-", "suc (", "- > ", "> ", "A -> "),
    *("(x : A) -> ", "f $ ", "1 :: "),
)


def mutate(chance: random.Random, pages: Sequence[str]) -> str:
    """One page with a few things wrong in it."""
    text = chance.choice(pages)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        text = chance.choice(_CHANGES)(chance, text, pages)
    return text


def _place(chance: random.Random, text: str) -> int:
    return chance.randint(0, len(text))


def _insert(chance: random.Random, text: str, _: Sequence[str]) -> str:
    at = _place(chance, text)
    return f"{text[:at]}{chance.choice(('', ' '))}{chance.choice(WORDS)}{text[at:]}"


def _delete(chance: random.Random, text: str, _: Sequence[str]) -> str:
    at = _place(chance, text)
    return text[:at] + text[at + chance.randint(1, 12) :]


def _swap_words(chance: random.Random, text: str, _: Sequence[str]) -> str:
    words = text.split(" ")
    first, second = chance.randrange(len(words)), chance.randrange(len(words))
    words[first], words[second] = words[second], words[first]
    return " ".join(words)


def _replace_word(chance: random.Random, text: str, _: Sequence[str]) -> str:
    words = text.split(" ")
    words[chance.randrange(len(words))] = chance.choice((*WORDS, chance.choice(words)))
    return " ".join(words)


def _move_lines(chance: random.Random, text: str, _: Sequence[str]) -> str:
    lines = text.split("\n")
    at, count = chance.randrange(len(lines)), chance.randint(1, 6)
    taken = lines[at : at + count]
    if chance.random() < 0.6:
        del lines[at : at + count]
    to = chance.randint(0, len(lines))
    lines[to:to] = taken
    return "\n".join(lines)


def _delete_lines(chance: random.Random, text: str, _: Sequence[str]) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    del lines[at : at + chance.randint(1, 4)]
    return "\n".join(lines)


def _splice(chance: random.Random, text: str, pages: Sequence[str]) -> str:
    other = chance.choice(pages)
    return text[: _place(chance, text)] + other[_place(chance, other) :]


def _nest(chance: random.Random, text: str, _: Sequence[str]) -> str:
    at = _place(chance, text)
    return text[:at] + chance.choice(OPENERS) * chance.choice((3, 30, 95, 400, 3000)) + text[at:]


def _characters(chance: random.Random, text: str, _: Sequence[str]) -> str:
    at = _place(chance, text)
    found = "".join(chr(chance.choice((127, 0x3FF, 0xFFFF, 0x10FFFF)) % chance.randint(1, 0x110000)) for _ in range(20))
    return text[:at] + found + text[at:]


def _line_ends(chance: random.Random, text: str, _: Sequence[str]) -> str:
    return text.replace("\n", chance.choice(("\r\n", "\r", "\n\n", " \n", " ")))


_Change = Callable[[random.Random, str, Sequence[str]], str]
_CHANGES: tuple[_Change, ...] = (
    *(_insert, _delete, _swap_words, _replace_word, _move_lines, _delete_lines) * 4,
    *(_splice, _nest, _characters, _line_ends),
)
