"""Text of one snippet to tokens.

Comes in: a range of a page's text. Goes out: its tokens and comments with offsets into the page. Guaranteed: every
character of the range lies in exactly one token or comment or is white space between them, and the tokens end with END.
What cannot be read is reported here and becomes a BAD token, about which the parser keeps silent.
"""

import re
import unicodedata

from diglot.diagnostic import InternalError, Problems
from diglot.letters import composed
from diglot.source import Span
from diglot.syntax import errors
from diglot.syntax.glue import split_glued
from diglot.syntax.token import BAD, COMMENT, DOC, DOTTED, END, INTEGER, KEYWORDS, NAME, PRAGMA, SPELLINGS, Lexed, Token

_WORD = r'[^\s;(){}.@"\[\]0-9][^\s;(){}.@"\[\],]*'
_DOC_LINE = r"---(?:[ \t][^\n]*)?(?=\n|\Z)"
_NEXT = re.compile(
    rf"""[ \t\r\n]*(?:
      (?P<number> -?[0-9][^\s;(){{}}@"\[\],]* )
    | (?P<doc> {_DOC_LINE}(?:\n[ \t]*{_DOC_LINE})* )
    | (?P<line> --[^\n]* )
    | (?P<block> \{{- )
    | (?P<word> {_WORD}(?:\.{_WORD})* )
    | (?P<mark> [;(){{}}@\[\]] )
    | (?P<string> "[^"\\]*(?:\\.[^"\\]*)*" )
    | (?P<quote> " )
    | (?P<end> \Z )
    | (?P<other> [^ \t\r\n] )
    )""",
    re.VERBOSE | re.DOTALL,
)
_NUMBER = re.compile(r"-?(?:0x[0-9a-fA-F]+|0o[0-7]+|0b[01]+|[0-9]+)")
_BLOCK_EDGE = re.compile(r"\{-|-\}")
_LONGEST_NUMBER = 1000
_KINDS = {word: word for word in KEYWORDS} | SPELLINGS


def lex(path: str, text: str, span: Span, problems: Problems) -> Lexed:
    """Cut a range of a page's text into tokens."""
    return _Lexer(path, text, span, problems).run()


class _Lexer:
    def __init__(self, path: str, text: str, span: Span, problems: Problems) -> None:
        self.path = path
        self.text = text
        self.span = span
        self.problems = problems
        self.tokens: list[Token] = []
        self.comments: list[Token] = []
        self.kinds = dict(_KINDS)
        self.long_string: Span | None = None
        """The last string that runs over a line end: it may lack its closing quote."""

    def run(self) -> Lexed:
        """Read all tokens."""
        at, end = self.span
        text, tokens, kinds, following = self.text, self.tokens, self.kinds, _NEXT.match
        while True:
            match = following(text, at, end)
            group = match.lastgroup if match else None
            if match is None or group is None:
                raise InternalError("the last alternative takes any character")
            start, at = match.span(group)
            if group == "word":
                word = match[group]
                kind = kinds.get(word)
                if kind is None:
                    self.new_word(word, start)
                else:
                    tokens.append(Token(kind, word, start, at))
            elif group == "mark":
                mark = match[group]
                tokens.append(Token(mark, mark, start, at))
            elif group == "end":
                tokens.append(Token(END, "", start, at))
                return Lexed(tuple(tokens), tuple(self.comments))
            else:
                at = self.rare(group, match[group], start, at)

    def rare(self, group: str, found: str, start: int, end: int) -> int:
        """Add what is neither a word nor a mark; give where to go on."""
        match group:
            case "number":
                self.number(found, start)
            case "string":
                self.string(found, start)
            case "line":
                self.comments.append(Token(COMMENT, found, start, end))
            case "doc":
                if found.strip("- \t\n"):
                    self.tokens.append(Token(DOC, found, start, end))
                else:
                    self.comments.append(Token(COMMENT, found, start, end))
            case "block":
                return self.block(start)
            case "quote":
                return self.open_quote(start)
            case _:
                self.character(start)
        return end

    def add(self, kind: str, start: int, end: int) -> None:
        """Add a token."""
        self.tokens.append(Token(kind, self.text[start:end], start, end))

    # -- words ----------------------------------------------------------------------------------------------------

    def new_word(self, word: str, start: int) -> None:
        """Add a word that was not seen before in this snippet; if nothing is odd about it, remember its kind."""
        end = start + len(word)
        parts = word.split(".")
        if not word.isascii() and any(unicodedata.category(part[0]).startswith("N") for part in parts):
            self.problems.add(errors.UnexpectedCharacter(self.path, Span(start, end), word[0]))
            self.add(BAD, start, end)
        elif len(word) > 2 and word.startswith("`") and word.endswith("`"):
            self.problems.add(errors.BacktickOperator(self.path, Span(start, end), word[1:-1]))
            self.add(BAD, start, end)
        elif pieces := split_glued(word):
            self.glued(word, pieces, start)
        elif reserved := next((part for part in parts if part in _KINDS), None):
            self.problems.add(errors.ReservedWord(self.path, Span(start, end), reserved))
            self.add(BAD, start, end)
        else:
            kind = DOTTED if len(parts) > 1 else NAME
            name = composed(word)
            if name == word:  # Any other spelling has to come by here each time.
                self.kinds[word] = kind
            self.tokens.append(Token(kind, name, start, end))

    def glued(self, word: str, pieces: tuple[str, ...], start: int) -> None:
        """Report words that lack the spaces between them, and go on as if these were there."""
        self.problems.add(errors.GluedWords(self.path, Span(start, start + len(word)), word, " ".join(pieces)))
        for piece in pieces:
            end = start + len(piece)
            if piece in self.kinds:
                self.add(self.kinds[piece], start, end)
            elif piece[0].isdecimal():
                self.number(piece, start)
            else:
                self.new_word(piece, start)
            start = end

    # -- literals -------------------------------------------------------------------------------------------------

    def number(self, word: str, start: int) -> None:
        """Add an integer."""
        end = start + len(word)
        fine = _NUMBER.fullmatch(word) is not None and len(word) <= _LONGEST_NUMBER
        if not fine:
            shown = word if len(word) <= _LONGEST_NUMBER else ""
            self.problems.add(errors.BadNumber(self.path, Span(start, end), shown))
        self.add(INTEGER if fine else BAD, start, end)

    def string(self, found: str, start: int) -> None:
        """Add a complete string."""
        end = start + len(found)
        if "\n" in found:
            self.long_string = Span(start, end)
        self.tokens.append(Token("string", found, start, end))

    def open_quote(self, start: int) -> int:
        """Give up on the rest of the line after a quote that is never closed."""
        end = self.text.find("\n", start, self.span.end)
        end = self.span.end if end == -1 else end
        self.problems.add(errors.UnterminatedString(self.path, Span(start, start + 1), self.long_string))
        self.add(BAD, start, end)
        return end

    # -- comments -------------------------------------------------------------------------------------------------

    def block(self, start: int) -> int:
        """Add what begins with `{-`; give where it ends."""
        opening = self.text[start : start + 4]
        if opening.startswith("{-#"):
            return self.delimited(PRAGMA, "{-#", "#-}", start)
        if opening.startswith("{--") and opening[3:] not in ("-", "}"):
            return self.delimited(DOC, "{--", "--}", start)
        end = self.comment_end(start)
        if end is None:
            return self.open_block("{-", "-}", start)
        self.comments.append(Token(COMMENT, self.text[start:end], start, end))
        return end

    def delimited(self, kind: str, opening: str, closing: str, start: int) -> int:
        """Add a documentation block or a pragma."""
        found = self.text.find(closing, start + len(opening), self.span.end)
        if found == -1:
            return self.open_block(opening, closing, start)
        end = found + len(closing)
        self.add(kind, start, end)
        return end

    def comment_end(self, start: int) -> int | None:
        """Where a comment ends, the comments inside it skipped."""
        depth = 0
        for edge in _BLOCK_EDGE.finditer(self.text, start, self.span.end):
            depth += 1 if edge[0] == "{-" else -1
            if depth == 0:
                return edge.end()
        return None

    def open_block(self, opening: str, closing: str, start: int) -> int:
        """Give up on the rest of the snippet after a comment that is never closed."""
        self.problems.add(errors.UnterminatedComment(self.path, Span(start, start + len(opening)), opening, closing))
        end = start + len(self.text[start : self.span.end].rstrip())
        self.add(BAD, start, end)
        return end

    def character(self, at: int) -> None:
        """Report a character that no word begins with."""
        self.problems.add(errors.UnexpectedCharacter(self.path, Span(at, at + 1), self.text[at]))
        self.add(BAD, at, at + 1)
