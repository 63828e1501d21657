"""Isabelle terms, read from inner tokens.

In: a cursor at the beginning of a term. Out: the term, in the shape of `ast.py`, without its redundant parentheses; the
cursor is behind it. Priorities are Isabelle's; a form that Isabelle would not accept without parentheses is not
accepted here. Raises `Unreadable` at the first token that fits nowhere.
"""

from dataclasses import replace
from typing import NamedTuple

from diglot.theory import ast
from diglot.theory.operators import APPLICATION, ASCRIPTION, ATOM, BINDERS, INFIX, PREFIX, UPDATE, Operator
from diglot.theory.read.inner_tokens import InnerCursor, number_value
from diglot.theory.read.join_strings import join_strings
from diglot.theory.read.types import read_type

_WORDS = {"o": "\\<circ>", "Un": "\\<union>", "Int": "\\<inter>", "|": "\\<or>"}
_KEYWORDS = {"if", "then", "else", "let", "in", "case", "of", "div", "mod", "dvd", "o", "Un", "Int"}
_UNKNOWN_BINDERS = {
    "ALL",
    "EX",
    "THE",
    "SOME",
    "LEAST",
    "GREATEST",
    "SUM",
    "PROD",
    "INF",
    "SUP",
    "UN",
    "INT",
    "O",
    "OO",
}
_RESERVED = _KEYWORDS | _UNKNOWN_BINDERS


class _Operand(NamedTuple):
    term: ast.Term
    priority: int


class _Updates(NamedTuple):
    """`(k := v)` behind a function."""

    entries: tuple[tuple[ast.Term, ast.Term], ...]


def read_term(cursor: InnerCursor, level: int = 0) -> ast.Term:
    """A term of at least a priority, as far as it goes."""
    return TermReader(cursor).term(level)


class TermReader:
    """Reads one term; knows whether a bar would begin the next branch of a `case`."""

    def __init__(self, cursor: InnerCursor) -> None:
        self._cursor = cursor
        self._in_branch = False

    def term(self, level: int = 0) -> ast.Term:
        """Operands and operators, grouped by priority."""
        cursor = self._cursor
        cursor.enter()
        operators: list[Operator] = []
        operands: list[_Operand] = []
        while True:
            self._prefixes(operators, level)
            operands.append(self._operand(operators[-1].right if operators else level))
            operator = self._operator(level)
            if operator is None:
                break
            while operators and operators[-1].right > operator.priority:
                _reduce(operators, operands)
            if operands[-1].priority < operator.left:
                raise cursor.unreadable("parentheses around what comes before")
            cursor.next()
            operators.append(operator)
        while operators:
            _reduce(operators, operands)
        cursor.leave()
        return self._ascribed(operands[0].term, level)

    def _prefixes(self, operators: list[Operator], level: int) -> None:
        r"""Take `\<not>` and `-` before an operand."""
        cursor = self._cursor
        while cursor.token.kind == "symbol" and cursor.token.text in PREFIX:
            prefix = PREFIX[cursor.token.text]
            if prefix.priority < (operators[-1].right if operators else level):
                raise cursor.unreadable(f"`{prefix.name} …` in parentheses")
            cursor.next()
            operators.append(prefix)

    def _operator(self, level: int) -> Operator | None:
        """The infix operator that comes next, if it is as tight as asked for."""
        token = self._cursor.token
        if token.kind not in {"symbol", "name"}:
            return None
        if token.text == "|" and self._in_branch and self._begins_branch():
            return None
        operator = INFIX.get(_WORDS.get(token.text, token.text))
        return operator if operator is not None and operator.priority >= level else None

    def _begins_branch(self) -> bool:
        """Whether an arrow comes after this bar, before anything that ends a pattern."""
        depth, count = 0, 1
        while (token := self._cursor.ahead(count)).kind != "end":
            count += 1
            if token.kind == "string":
                continue
            depth += (token.text in _OPENING) - (token.text in _CLOSING)
            if depth < 0 or (depth == 0 and token.text in _ENDS_PATTERN):
                return False
            if depth == 0 and token.text == "\\<Rightarrow>":
                return True
        return False

    def _ascribed(self, term: ast.Term, level: int) -> ast.Term:
        if level <= ASCRIPTION and self._cursor.accept("::"):
            return ast.Ascription(term, read_type(self._cursor))
        return term

    # -- Binders ------------------------------------------------------------------------------------------------------

    def _operand(self, level: int) -> _Operand:
        """An application, or a form that reaches to the right."""
        token = self._cursor.token
        if token.kind != "string" and token.text in BINDERS:
            priority = BINDERS[token.text]
            if priority < level:
                raise self._cursor.unreadable(f"`{token.text} …` in parentheses")
            return _Operand(self._binder(), priority)
        return self._updated(self._application())

    def _binder(self) -> ast.Term:
        match self._cursor.next().text:
            case "if":
                return self._if()
            case "let":
                return self._let()
            case "case":
                return self._case()
            case _:
                return self._abstraction()

    def _if(self) -> ast.Term:
        """A chain of `else if` is read in a loop, since it may be long."""
        cursor = self._cursor
        pairs = []
        while True:
            condition = self.term()
            cursor.expect("then")
            pairs.append((condition, self.term()))
            cursor.expect("else")
            if not cursor.accept("if"):
                break
        result = self.term(BINDERS["if"])
        for condition, then in reversed(pairs):
            result = ast.IfTerm(condition, then, result)
        return result

    def _let(self) -> ast.Term:
        bindings = []
        while True:
            pattern = self.term(INFIX["="].right)
            self._cursor.expect("=")
            bindings.append((pattern, self.term()))
            if not self._cursor.accept(";"):
                break
        self._cursor.expect("in")
        return ast.LetTerm(tuple(bindings), self.term(BINDERS["let"]))

    def _case(self) -> ast.Term:
        scrutinee = self.term()
        self._cursor.expect("of")
        outside, self._in_branch = self._in_branch, True
        branches = [self._branch()]
        while self._cursor.accept("|"):
            branches.append(self._branch())
        self._in_branch = outside
        return ast.CaseTerm(scrutinee, tuple(branches))

    def _branch(self) -> tuple[ast.Term, ast.Term]:
        pattern = self.term(INFIX["="].right)
        self._cursor.expect("\\<Rightarrow>")
        return pattern, self.term()

    def _abstraction(self) -> ast.Term:
        binders: list[ast.Term] = []
        while not self._cursor.accept("."):
            binder = self._atom()
            if self._cursor.accept("::"):
                binder = ast.Ascription(binder, read_type(self._cursor))
            binders.append(binder)
        if not binders:
            raise self._cursor.unreadable("a variable before the dot")
        return ast.Abstraction(tuple(binders), self.term(ASCRIPTION))

    # -- Applications -------------------------------------------------------------------------------------------------

    def _application(self) -> _Operand:
        """A head with its arguments, or a function update."""
        function = self._atom()
        arguments: list[ast.Term] = []
        updated = False
        while self._begins_atom() and not self._begins_record_update():
            following = self._atom_or_updates()
            if isinstance(following, _Updates):
                if arguments:
                    raise self._cursor.unreadable("the updated function in parentheses")
                function, updated = ast.FunctionUpdateTerm(function, following.entries), True
            elif updated:
                raise self._cursor.unreadable("the updated function in parentheses")
            else:
                arguments.append(following)
        if updated:
            return _Operand(function, UPDATE)
        if not arguments:
            return _Operand(function, ATOM)
        if isinstance(function, ast.Application):
            return _Operand(ast.Application(function.function, (*function.arguments, *arguments)), APPLICATION)
        return _Operand(ast.Application(function, tuple(arguments)), APPLICATION)

    def _updated(self, operand: _Operand) -> _Operand:
        """The record updates behind an application."""
        while self._begins_record_update():
            self._cursor.next()
            operand = _Operand(ast.RecordUpdateTerm(operand.term, self._fields(":=")), UPDATE)
        return operand

    def _begins_record_update(self) -> bool:
        return self._cursor.at("\\<lparr>") and self._cursor.ahead(2).text == ":="

    def _begins_atom(self) -> bool:
        token = self._cursor.token
        if token.kind == "name":
            return token.text not in _RESERVED
        return token.kind in {"number", "string"} or (token.kind == "symbol" and token.text in _OPENS_ATOM)

    def _atom(self) -> ast.Term:
        found = self._atom_or_updates()
        if isinstance(found, _Updates):
            raise self._cursor.unreadable("a function before the update")
        return found

    def _atom_or_updates(self) -> ast.Term | _Updates:
        cursor = self._cursor
        if not self._begins_atom():
            raise cursor.unreadable("a term")
        token = cursor.next()
        match token.kind:
            case "number":
                return ast.Numeral(number_value(token))
            case "string":
                return ast.StringTerm(token.text)
            case "name":
                return ast.Identifier(token.text)
            case _:
                pass
        if token.text == "_":
            return ast.Wildcard()
        return self._bracket(token.text)

    def _bracket(self, opening: str) -> ast.Term | _Updates:
        """What is in brackets; a bar in there belongs to no branch outside."""
        outside, self._in_branch = self._in_branch, False
        found: ast.Term | _Updates
        if opening == "(":
            found = self._parenthesized()
        elif opening == "[":
            found = self._characters() if self._cursor.at("CHR") else ast.ListTerm(self._elements("]"))
        elif opening == "{":
            found = ast.SetTerm(self._elements("}"))
        else:
            found = ast.RecordTerm(self._fields("="))
        self._in_branch = outside
        return found

    def _elements(self, closing: str) -> tuple[ast.Term, ...]:
        if self._cursor.accept(closing):
            return ()
        found = [self.term()]
        while self._cursor.accept(","):
            found.append(self.term())
        self._cursor.expect(closing)
        return tuple(found)

    def _fields(self, sign: str) -> tuple[tuple[str, ast.Term], ...]:
        fields = []
        while True:
            if self._cursor.token.kind != "name":
                raise self._cursor.unreadable("the name of a field")
            name = self._cursor.next().text
            self._cursor.expect(sign)
            fields.append((name, self.term()))
            if not self._cursor.accept(","):
                self._cursor.expect("\\<rparr>")
                return tuple(fields)

    def _parenthesized(self) -> ast.Term | _Updates:
        cursor = self._cursor
        if cursor.accept(")"):
            return ast.TupleTerm(())
        if cursor.ahead(1).text == ")" and (section := self._section()):
            return section
        first = self.term()
        if cursor.accept(":="):
            return self._function_updates(first)
        elements = [first]
        while cursor.accept(","):
            elements.append(self.term())
        cursor.expect(")")
        return first if len(elements) == 1 else _tuple(elements)

    def _section(self) -> ast.Term | None:
        """`(+)`, when an operator is alone in parentheses."""
        token = self._cursor.token
        name = _WORDS.get(token.text, token.text)
        if token.kind not in {"symbol", "name"} or (name not in INFIX and name not in PREFIX):
            return None
        self._cursor.next()
        self._cursor.next()
        return ast.Identifier(name)

    def _function_updates(self, key: ast.Term) -> _Updates:
        entries = [(key, self.term())]
        while self._cursor.accept(","):
            key = self.term()
            self._cursor.expect(":=")
            entries.append((key, self.term()))
        self._cursor.expect(")")
        return _Updates(tuple(entries))

    def _characters(self) -> ast.Term:
        """`[CHR 0x0A, CHR ''a'']`: bytes of a string."""
        data = bytearray()
        while True:
            self._cursor.expect("CHR")
            token = self._cursor.next()
            if token.kind == "number" and (code := number_value(token)) < 256:
                data.append(code)
            elif token.kind == "string" and len(token.text) == 1 and token.text.isascii():
                data.append(ord(token.text))
            else:
                raise self._cursor.unreadable("a character code")
            if not self._cursor.accept(","):
                self._cursor.expect("]")
                return ast.StringTerm(data.decode("utf-8", errors="surrogateescape"))


_OPENS_ATOM = {"(", "[", "{", "_", "\\<lparr>"}
_OPENING = {"(", "[", "{", "\\<lparr>"}
_CLOSING = {")", "]", "}", "\\<rparr>"}
_ENDS_PATTERN = {"|", ";", ",", "if", "then", "else", "let", "in", "case", "of", "\\<lambda>"}


def _reduce(operators: list[Operator], operands: list[_Operand]) -> None:
    """Give the last operator its operands."""
    operator = operators.pop()
    right = operands.pop().term
    if operator.left == 0:
        result: ast.Term = ast.Prefix(operator.name, right)
    else:
        left = operands.pop().term
        result = join_strings(left, right) if operator.name == "@" else ast.Infix(operator.name, left, right)
    operands.append(_Operand(result, operator.priority))


def _tuple(elements: list[ast.Term]) -> ast.TupleTerm:
    """Pairs that nest to the right are one tuple."""
    last = elements[-1]
    if isinstance(last, ast.TupleTerm) and len(last.elements) > 1:
        return replace(last, elements=(*elements[:-1], *last.elements))
    return ast.TupleTerm(tuple(elements))
