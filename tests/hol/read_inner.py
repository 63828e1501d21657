"""The inner syntax of Isabelle: types and terms.

Comes in: what is between the quotes. Goes out: a type or a term. A form that needs parentheses in Isabelle needs
them here, and what Isabelle could read in two ways is refused.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from hol.read_outer import keywords
from hol.refused import RefusedError
from hol.types import Type


@dataclass(frozen=True, slots=True)
class Name:
    """A constant or variable; an operator is a constant that is called like its sign."""

    name: str


@dataclass(frozen=True, slots=True)
class Wild:
    """`_`."""


@dataclass(frozen=True, slots=True)
class Number:
    """A numeral."""

    value: int


@dataclass(frozen=True, slots=True)
class Chars:
    """A string."""


@dataclass(frozen=True, slots=True)
class Char:
    """One character."""


@dataclass(frozen=True, slots=True)
class Apply:
    """A function with one argument."""

    function: "Term"
    argument: "Term"


@dataclass(frozen=True, slots=True)
class Lambda:
    """A function of one pattern; `let` and `case` have these too."""

    pattern: "Term"
    body: "Term"


@dataclass(frozen=True, slots=True)
class Case:
    """A scrutinee and rows."""

    scrutinee: "Term"
    rows: tuple[Lambda, ...]


@dataclass(frozen=True, slots=True)
class Let:
    """One binding."""

    value: "Term"
    rest: Lambda


@dataclass(frozen=True, slots=True)
class Fields:
    """A record, or the update of one."""

    record: "Term | None"
    fields: "tuple[tuple[str, Term], ...]"


@dataclass(frozen=True, slots=True)
class Typed:
    """A term with its type."""

    term: "Term"
    type: Type


Term = Name | Wild | Number | Chars | Char | Apply | Lambda | Case | Let | Fields | Typed

_TOKEN = re.compile(
    r"""[ \n]+ | (?P<string>''(?:(?!'')[^\\\n])*'') | (?P<code>0x[0-9A-F]{2}) | (?P<number>[0-9]+)
    | (?P<name>[A-Za-z][A-Za-z0-9_']*(?:\.[A-Za-z][A-Za-z0-9_']*)*) | (?P<variable>'[A-Za-z][A-Za-z0-9_']*)
    | (?P<sign>\\<[A-Za-z]+>|::|:=|\+\+|[-+*=<>\#@()\[\]{},;|._])""",
    re.VERBOSE,
)
_INFIX: dict[str, tuple[int, int, int]] = {}
for _signs, _priority, _side in (
    ("++", 100, "left"),
    ("* div mod \\<inter>", 70, "left"),
    ("+ - \\<union>", 65, "left"),
    ("# @", 65, "right"),
    ("\\<circ>", 55, "left"),
    ("= \\<noteq>", 50, "left"),
    ("< > \\<le> \\<ge> \\<in> \\<notin> \\<subseteq> dvd", 50, "none"),
    ("\\<and>", 35, "right"),
    ("\\<or>", 30, "right"),
    ("\\<longrightarrow> \\<longleftrightarrow>", 25, "right"),
    ("\\<equiv>", 2, "none"),
):
    for _sign in _signs.split():
        _INFIX[_sign] = (_priority, _priority + (_side != "left"), _priority + (_side != "right"))
_BINDERS = {"\\<lambda>": 3, "if": 10, "let": 10, "case": 10}
_ATOM, _APPLY, _UPDATE = 1000, 999, 900


class _Token(NamedTuple):
    kind: str
    text: str


class _Parsed(NamedTuple):
    term: Term
    priority: int
    operator: str = ""


def apply(function: Term, *arguments: Term) -> Term:
    """A function with its arguments."""
    for argument in arguments:
        function = Apply(function, argument)
    return function


def read_type(text: str, line: int) -> Type:
    """A whole type."""
    reader = _Reader(text, line)
    found = reader.type()
    reader.finish()
    return found


def read_term(text: str, line: int) -> Term:
    """A whole term or proposition."""
    reader = _Reader(text, line)
    found = reader.term(0).term
    reader.finish()
    return found


class _Reader:
    def __init__(self, text: str, line: int) -> None:
        self._line, self._at, self._row = line, 0, False
        self._tokens = [*self._scan(text.replace('\\"', '"')), _Token("end", "")]

    def _scan(self, text: str) -> list[_Token]:
        found, at = [], 0
        while at < len(text):
            match = _TOKEN.match(text, at)
            if match is None:
                raise self.refused(f"inner lexical error at {text[at : at + 20]!r}")
            if match.lastgroup == "name" and match[0].endswith("_"):
                raise self.refused(f"bad name {match[0]}")
            if match.lastgroup:
                found.append(_Token(match.lastgroup, match[0]))
            at = match.end()
        return found

    def refused(self, message: str) -> RefusedError:
        return RefusedError(message, self._line)

    def finish(self) -> None:
        if self._now.kind != "end":
            raise self.refused(f"inner syntax error at {self._now.text!r}")

    @property
    def _now(self) -> _Token:
        return self._tokens[self._at]

    def _next(self) -> _Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _take(self, text: str) -> bool:
        here = self._now.text == text and self._now.kind != "string"
        self._at += here
        return here

    def _expect(self, text: str) -> None:
        if not self._take(text):
            raise self.refused(f"inner syntax error: {text!r} expected before {self._now.text!r}")

    # -- Types --------------------------------------------------------------------------------------------------------

    def type(self, level: int = 0) -> Type:
        arguments = self._type_arguments()
        while self._now.kind == "name":
            arguments = [Type(self._next().text, tuple(arguments))]
        if len(arguments) != 1:
            raise self.refused("inner syntax error in a type")
        found = arguments[0]
        if level <= 20 and self._take("\\<times>"):
            found = Type("prod", (found, self.type(20)))
        if level == 0 and self._take("\\<Rightarrow>"):
            found = Type("fun", (found, self.type()))
        return found

    def _type_arguments(self) -> list[Type]:
        token = self._next()
        if token.kind == "variable":
            return [Type(token.text)]
        if token.kind == "name":
            return [Type(token.text)]
        if token.text != "(":
            raise self.refused(f"no type: {token.text!r}")
        found = [self.type()]
        while self._take(","):
            found.append(self.type())
        self._expect(")")
        if len(found) > 1 and self._now.kind != "name":
            raise self.refused("type arguments without a type constructor")
        return found

    # -- Terms --------------------------------------------------------------------------------------------------------

    def term(self, level: int) -> _Parsed:
        left = self._operand(level)
        while self._now.kind in {"sign", "name"} and (row := _INFIX.get(self._now.text)):
            priority, before, after = row
            if priority < level:
                break
            sign = self._next().text
            if left.priority < before:
                raise self.refused(f"parentheses are missing before {sign!r}")
            right = self.term(after)
            if before > after and right.priority == priority and right.operator and _INFIX[right.operator][1] < before:
                raise self.refused(f"{sign!r} and {right.operator!r} can be read in two ways")
            left = _Parsed(apply(Name(sign), left.term, right.term), priority, sign)
        return left

    def _operand(self, level: int) -> _Parsed:
        token = self._now
        if token.kind != "string" and token.text in _BINDERS:
            if level > _BINDERS[token.text]:
                raise self.refused(f"parentheses are missing around {token.text!r}")
            return _Parsed(self._binder(self._next().text), _BINDERS[token.text])
        for sign, name, priority, inner in (("\\<not>", "Not", 40, 40), ("-", "uminus", 80, 81)):
            if token.text == sign and token.kind == "sign":
                if level > priority:
                    raise self.refused(f"parentheses are missing around {sign!r}")
                self._next()
                return _Parsed(Apply(Name(name), self.term(inner).term), priority, "")
        return self._application()

    def _binder(self, word: str) -> Term:
        if word == "if":
            condition = self.term(0).term
            self._expect("then")
            then = self.term(0).term
            self._expect("else")
            return apply(Name("If"), condition, then, self.term(10).term)
        if word == "case":
            return self._case()
        if word == "let":
            return self._let()
        patterns = []
        while not self._take("."):
            patterns.append(self._atom())
        found = self.term(3).term
        for pattern in reversed(patterns):
            found = Lambda(pattern, found)
        return found

    def _let(self) -> Term:
        bindings = []
        while True:
            pattern = self._atom()
            self._expect("=")
            bindings.append((pattern, self.term(0).term))
            if not self._take(";"):
                break
        self._expect("in")
        found = self.term(10).term
        for pattern, value in reversed(bindings):
            found = Let(value, Lambda(pattern, found))
        return found

    def _case(self) -> Term:
        if self._row:
            raise self.refused("a case in a row of another needs parentheses")
        scrutinee = self.term(0).term
        self._expect("of")
        self._row = True
        rows = [self._branch()]
        while self._take("|"):
            rows.append(self._branch())
        self._row = False
        return Case(scrutinee, tuple(rows))

    def _branch(self) -> Lambda:
        pattern = self.term(51).term
        self._expect("\\<Rightarrow>")
        return Lambda(pattern, self.term(0).term)

    def _application(self) -> _Parsed:
        found, priority = self._atom(), _ATOM
        while self._begins_atom():
            if self._now.text == "\\<lparr>" and self._tokens[self._at + 2].text == ":=":
                self._next()
                found, priority = Fields(found, self._fields(":=")), _UPDATE
                continue
            argument = self._bracket_or_updates()
            if isinstance(argument, list):
                if priority != _ATOM:
                    raise self.refused("parentheses are missing around an updated function")
                for key, value in argument:
                    found = apply(Name("fun_upd"), found, key, value)
                priority = _UPDATE
            elif priority < _APPLY:
                raise self.refused("parentheses are missing around an update")
            else:
                found, priority = Apply(found, argument), _APPLY
        return _Parsed(found, priority)

    def _begins_atom(self) -> bool:
        kind, text = self._now
        if kind == "name":
            return text not in keywords("inner")
        return kind in {"number", "string"} or (kind == "sign" and text in {"(", "[", "{", "_", "\\<lparr>"})

    def _atom(self) -> Term:
        found = self._bracket_or_updates()
        if isinstance(found, list):
            raise self.refused("an update of nothing")
        return found

    def _bracket_or_updates(self) -> Term | list[tuple[Term, Term]]:
        if not self._begins_atom():
            raise self.refused(f"inner syntax error at {self._now.text!r}")
        kind, text = self._next()
        if kind == "number":
            return Number(int(text))
        if kind == "string":
            return Chars()
        if kind == "name":
            return Name(text)
        if text == "_":
            return Wild()
        outside, self._row = self._row, False
        found = self._inside(text)
        self._row = outside
        return found

    def _inside(self, opening: str) -> Term | list[tuple[Term, Term]]:
        if opening == "\\<lparr>":
            return Fields(None, self._fields("="))
        if opening == "(":
            return self._parenthesised()
        closing, end, link = ("]", Name("[]"), Name("#")) if opening == "[" else ("}", Name("{}"), Name("insert"))
        elements = []
        while not self._take(closing):
            elements.append(self._element())
            if not self._take(","):
                self._expect(closing)
                break
        found: Term = end
        for element in reversed(elements):
            found = apply(link, element, found)
        return found

    def _element(self) -> Term:
        if not self._take("CHR"):
            return self.term(0).term
        if self._next().kind != "code":
            raise self.refused("no character code")
        return Char()

    def _parenthesised(self) -> Term | list[tuple[Term, Term]]:
        if self._take(")"):
            return Name("Unity")
        if self._now.text in _INFIX and self._tokens[self._at + 1].text == ")":
            sign = self._next().text
            self._next()
            return Name(sign)
        elements = [self._ascribed()]
        if self._take(":="):
            return self._updates(elements[0])
        while self._take(","):
            elements.append(self._ascribed())
        self._expect(")")
        found = elements.pop()
        for element in reversed(elements):
            found = apply(Name("Pair"), element, found)
        return found

    def _ascribed(self) -> Term:
        found = self.term(0)
        if self._take("::"):
            if found.priority < 4:
                raise self.refused("parentheses are missing before '::'")
            return Typed(found.term, self.type())
        return found.term

    def _updates(self, key: Term) -> list[tuple[Term, Term]]:
        found = [(key, self.term(0).term)]
        while self._take(","):
            key = self.term(0).term
            self._expect(":=")
            found.append((key, self.term(0).term))
        self._expect(")")
        return found

    def _fields(self, sign: str) -> tuple[tuple[str, Term], ...]:
        found = []
        while True:
            name = self._next()
            self._expect(sign)
            found.append((name.text, self.term(0).term))
            if not self._take(","):
                self._expect("\\<rparr>")
                return tuple(found)
