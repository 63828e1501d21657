"""What a handwritten theory asks Isabelle to believe or to run, and what in it nobody looks at.

In: the commands of a theory. Out: a `Claim` for each place where something is asserted without a proof, believed
because a program says so, given up, or run, and for each command that is not known to be harmless. Words count where
Isabelle would take them for what they are: a function may be called `eval`, and only a method of that name runs code.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from diglot.diagnostic import Problems
from diglot.proofs.words import (
    ASSERTING,
    GIVING_UP,
    HARMLESS,
    ORACLES,
    PLAIN_ANTIQUOTATIONS,
    PROGRAMS,
    PROSE,
    SHOWN_SKIPPED,
    SKIPPED,
    known_commands,
)
from diglot.source import Span
from diglot.theory.read.command_words import PARTS
from diglot.theory.read.outer_tokens import OuterToken, outer_tokens


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that Isabelle is asked to believe, or to run, in a hand-written theory."""

    word: str
    """`sorry`, `axiomatization`, `ML` and so on."""
    name: str
    """The statement, or the axiom, that it belongs to; empty where it has no name."""
    place: Span


_SETTINGS = frozenset(("quick_and_dirty", "smt_oracle", "skip_proof"))
_TACTICS = frozenset(("tactic", "raw_tactic"))
"""Methods that are programs."""
_PROVING = frozenset(("by", "apply", "apply_end", "proof", "qed"))
_COMPLETE = frozenset(("done", "sorry", SKIPPED, "oops", "next", "moreover", "ultimately", "then", "back"))
"""Words that nothing but another command can follow."""
_FACTS = frozenset(("using", "unfolding", "from", "with"))
"""Words with names behind them, on as many lines as it takes."""
_SEPARATORS = frozenset(("(", ",", ";", "|"))
_CLOSERS = frozenset((")", "]", ".", "?", "+"))
_LABEL = frozenset((":", "::", "=", "|"))
_ANTIQUOTATION = re.compile(r"@\{\s*\"?(?P<name>[\w.]+)|\\<\^(?P<control>\w+)>\s*(?=\\<open>|‹)")
_DELIMITER = re.compile(r"\\<open>|\\<close>|‹|›")
_OPENING = ("\\<open>", "‹")
_BY = OuterToken("name", "by", Span(0, 0), Span(0, 0))
_BRACKET = OuterToken("symbol", "(", Span(0, 0), Span(0, 0))


def claims(tokens: Sequence[OuterToken], name: str, text: str, own: frozenset[str]) -> Iterator[Claim]:
    """Those in one command with all of its proof; `own` are the commands that the theory's header declares."""
    return _Walk(name, text, own).claims(tokens)


@dataclass
class _Walk:
    """Goes through the tokens of a command, as far as their meaning depends on those before."""

    name: str
    text: str
    own: frozenset[str]
    command: OuterToken | None = None
    """The last word that began a command, outside or in the proof."""
    before: OuterToken | None = None
    brackets: list[str] = field(default_factory=list)
    said: int = 0
    """How many tokens the command has so far."""
    depth: int = -1
    """How far in its line is, once somebody has asked."""

    def claims(self, tokens: Sequence[OuterToken]) -> Iterator[Claim]:
        """All of them, in order."""
        for at, token in enumerate(tokens):
            after = tokens[at + 1] if at + 1 < len(tokens) else None
            yield from self._look(token, after)
            self._step(token)

    def _look(self, token: OuterToken, after: OuterToken | None) -> Iterator[Claim]:
        if token.kind in {"string", "cartouche"}:
            yield from self._quoted(token, after)
        elif token.kind == "name" or token.text == SKIPPED:
            word = self._word(token, after)
            if word:
                yield Claim(word, self.name, token.span)
            elif self._is_unknown(token, after):
                yield Claim(token.text, "", token.span)
        elif token.text == "<" and self.text.startswith(SHOWN_SKIPPED, token.span.start):
            yield Claim(SHOWN_SKIPPED, self.name, Span(token.span.start, token.span.start + len(SHOWN_SKIPPED)))
        elif token.kind == "symbol" and token.text.startswith("\\<^ML"):
            yield Claim(token.text, self.name, token.span)

    def _word(self, token: OuterToken, after: OuterToken | None) -> str:
        """What a word claims by what it is called."""
        is_said = token.text in ASSERTING or token.text in PROGRAMS or token.text == GIVING_UP
        if is_said and token.text not in _TACTICS:
            return token.text
        return self._setting(token) or self._method(token, after)

    def _quoted(self, token: OuterToken, after: OuterToken | None) -> Iterator[Claim]:
        """Names may be in quotation marks, and a method in others."""
        word = self._setting(token) or self._method(token, after)
        if word:
            yield Claim(word, self.name, token.span)
        for word, place in _antiquotations(token, prose=self._in_prose()):
            yield Claim(word, "" if self._in_prose() else self.name, place)
        if token.kind == "cartouche" and self._in_methods():
            yield from self._inner_methods(token)

    def _setting(self, token: OuterToken) -> str:
        last = token.text.rpartition(".")[2]
        return last if "[" in self.brackets and last in _SETTINGS else ""

    def _method(self, token: OuterToken, after: OuterToken | None) -> str:
        """The method that a token names, where it is one that has a program believed or run."""
        last = token.text.rpartition(".")[2]
        if token.kind == "cartouche" or not self._in_methods() or not self._begins_method():
            return ""
        if last in ORACLES:
            has_arguments = after is not None and after.kind in {"name", "string", "cartouche"} and self.brackets
            return "" if has_arguments and last in {"eval", "normalization"} else last
        return last if last in _TACTICS else ""

    def _in_methods(self) -> bool:
        return self.command is not None and (self.command.text in _PROVING or self.command.text == "method")

    def _begins_method(self) -> bool:
        before = self.before.text if self.before and self.before.kind in {"name", "symbol"} else ""
        if self.brackets:
            return self.brackets[-1] == "(" and (before in _SEPARATORS or before == "in")
        if self.command is not None and self.command.text == "method":
            return before in {"=", ",", ";", "|"}
        return True

    def _inner_methods(self, token: OuterToken) -> Iterator[Claim]:
        """Methods in a cartouche, as `match` and others take them; a term in a cartouche has arguments."""
        text = _DELIMITER.sub(lambda found: ("(" if found[0] in _OPENING else ")").center(len(found[0])), token.text)
        walk = _Walk(self.name, text, self.own, command=_BY, before=_BRACKET, brackets=["("])
        for claim in walk.claims(outer_tokens("", text, Problems(), by_hand=True)[:-1]):
            if claim.word in ORACLES or claim.word in _SETTINGS or claim.word in _TACTICS:
                start, end = claim.place
                yield Claim(claim.word, claim.name, Span(token.content.start + start, token.content.start + end))

    # -- Commands -----------------------------------------------------------------------------------------------------

    def _in_prose(self) -> bool:
        return self.command is not None and self.command.text in PROSE

    def _begins_command(self, token: OuterToken) -> bool:
        return token.text == SKIPPED or (
            token.kind == "name" and (token.text in known_commands() or token.text in self.own or token.text == "end")
        )

    def _is_unknown(self, token: OuterToken, after: OuterToken | None) -> bool:
        """Whether a word is where a command is, and none that is known to be harmless."""
        if token.text in self.own or token.text in HARMLESS or token.text in PARTS or token.text.startswith("print_"):
            return False
        if token.text in known_commands():
            return True
        if self.command is None and self.before is None:
            return True
        if self.command is None or self.before is None or self.brackets or (after and after.text in _LABEL):
            return False
        if self.before is self.command:
            return self.command.text in _COMPLETE
        if self._in_prose() and self.said == 1:
            return True
        return self.command.text not in _FACTS and self._begins_line(token) and self._is_finished()

    def _is_finished(self) -> bool:
        """Whether the token before can be the last of a command."""
        before = self.before
        if before is None or before.kind == "symbol":
            return before is not None and before.text in _CLOSERS
        return before.text not in PARTS

    def _begins_line(self, token: OuterToken) -> bool:
        """Whether a word is the first of its line, and no deeper in than the command before it."""
        if self.command is None or self.before is None:
            return False
        _, line_end, blanks = self.text[self.before.span.end : token.span.start].rpartition("\n")
        return bool(line_end) and not blanks.strip() and len(blanks) <= self._depth()

    def _depth(self) -> int:
        """How far in the line of the present command is."""
        if self.depth < 0 and self.command is not None:
            line = self.text.rfind("\n", 0, self.command.span.start) + 1
            before = self.text[line : self.command.span.start]
            self.depth = len(before) - len(before.lstrip())
        return self.depth

    def _step(self, token: OuterToken) -> None:
        if self._begins_command(token):
            self.command, self.brackets, self.said, self.depth = token, [], 0, -1
        else:
            if self.command is not None and self.before is self.command and self.command.text == "method":
                self.name = token.text
            self.said += 1
            if token.kind == "symbol" and token.text in {"(", "["}:
                self.brackets.append(token.text)
            elif token.kind == "symbol" and token.text in {")", "]"} and self.brackets:
                self.brackets.pop()
        self.before = token


def _antiquotations(token: OuterToken, *, prose: bool) -> Iterator[tuple[str, Span]]:
    """What is quoted from a program: Isabelle compiles it, and a closing parenthesis in it is enough to run it."""
    has_tactic = "tactic" in token.text
    for match in _ANTIQUOTATION.finditer(token.text):
        name = (match["name"] or match["control"]).rpartition(".")[2]
        plain = name in PLAIN_ANTIQUOTATIONS or (name == "lemma" and not has_tactic)
        if plain or not (prose or name.startswith("ML")):
            continue
        start = token.content.start + match.start()
        yield (f"@{{{name}}}" if match["name"] else f"\\<^{name}>"), Span(start, token.content.start + match.end())
