"""What names of other languages are called here, for names that do not exist.

Comes in: an unknown name. Goes out: a sentence of advice, if the name gives away what was meant.
"""

import re

from diglot.lookalikes import odd_character, plain_word

_FUNCTION = "A function value is written in braces: `\\{x := …}`."
_FOR_ALL = "A function for any type takes the type as an implicit argument: `{A : Type} -> A -> A`."
_ADVICE = {
    "=": "Two values are compared with `==`, and a definition has `:=`.",
    "===": "Two values are compared with `==`.",
    "!=": "Whether two values differ is asked with `/=`.",
    "<>": "Whether two values differ is asked with `/=`.",
    "≠": "Whether two values differ is asked with `/=`.",
    "≤": "Write `<=`.",
    "≥": "Write `>=`.",
    "∧": "Write `&&`.",
    "∨": "Write `||`.",
    "¬": "Write `not b`.",
    "!": "Write `not b`.",
    "×": "The type of pairs is `Pair A B`, and numbers are multiplied with `*`.",
    "=>": "Write `:=` between a pattern and its result, and `->` between types.",
    "⇒": "Write `:=` between a pattern and its result, and `->` between types.",
    "$": "A function is applied to all that follows with `<|`, or with parentheses.",
    "∘": "Functions are composed with `<<`.",
    "<$$>": "Write `<$>` or `map`.",
    "^": "There is no power operator; `iterate` applies a function several times.",
    "**": "There is no power operator; `iterate` applies a function several times.",
    "%": "The remainder is `mod x y`.",
    "fun": _FUNCTION,
    "fn": _FUNCTION,
    "lambda": _FUNCTION,
    "forall": _FOR_ALL,
    "∀": _FOR_ALL,
    "otherwise": "The last branch of an `if` is `| else := …`; elsewhere a `_` fits everything.",
    "then": "An `if` is written `if | condition := a | else := b`.",
    "Some": "It is called `just`.",
    "None": "It is called `nothing`.",
    "Left": "A `Result` is `error x` or `ok x`.",
    "Right": "A `Result` is `error x` or `ok x`.",
    "Nil": "The empty list is `nil` or `[]`.",
    "Cons": "A list with a first element is `x :: xs`.",
    "cons": "A list with a first element is `x :: xs`.",
    "Z": "It is called `zero`.",
    "S": "It is called `suc`.",
    "Integer": "Whole numbers have the type `Int`.",
    "Option": "It is called `Maybe`.",
    "Either": "It is called `Result`.",
    "Char": "There are no characters, only texts: `String`.",
    "Float": "There are no fractions, only `Nat` and `Int`.",
    "Double": "There are no fractions, only `Nat` and `Int`.",
    "Set": "Sets are in `Stdlib.Data.Set`; the type of types is `Type`.",
    "Prop": "A statement about values is a `Bool`; theorems are proved in the theories.",
    "undefined": "A value that is not written yet is `todo`.",
    "null": "The empty list is `nil`, and a value that may be missing is a `Maybe`.",
    "return": "Write `pure x`, or the value alone where no `do` is.",
}
BINDERS = frozenset(("fun", "fn", "lambda", "forall", "∀", "exists", "∃"))
"""Words after which other languages bind names; what follows is then not looked at."""

_GLUED = re.compile(r"(?P<left>[\w'.]*?)(?P<sign>\+\+|\|\||&&|[=/<>]=|[-+*/<>])(?P<right>[\w'.]*)")


def advice_on(name: str) -> str:
    """What to write in the place of an unknown name."""
    if name in _ADVICE:
        return _ADVICE[name]
    if odd := odd_character(name):
        plain = plain_word(name)
        if plain[:1] == '"':
            return f'A text is written between straight quotes, `"…"`; this one is different ({odd}).'
        return f"A character in it is not what it looks like ({odd}). Write `{plain}`."
    if len(name) > 2 and name[0] == name[-1] == "'":
        return f'There are no characters, only texts: `"{name[1:-1]}"`.'
    if "<" in name[1:] and name[-1] == ">":
        return "What a type is applied to follows it after a space: `Maybe Nat`, `List (Maybe Nat)`."
    if name[0] == "!" and len(name) > 1:
        return f"Write `not {name[1:]}`."
    return _unglued(name)


def _unglued(name: str) -> str:
    """Advice for `x+1`, which is one word."""
    match = _GLUED.fullmatch(name)
    if match is None or not (match["left"] or match["right"]):
        return ""
    if not match["left"] and match["sign"] == "-":
        return f"There is no minus sign before names. Write `0 - {match['right']}`."
    apart = " ".join(filter(None, match.group("left", "sign", "right")))
    return f"Operators need spaces around them, as without spaces this is one word: `{apart}`."


def is_sign(name: str) -> bool:
    """Whether a name begins like an operator."""
    return not (name[0].isalnum() or name[0] in "_'")
