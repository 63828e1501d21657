"""Whether the prover would take a theory.

Comes in: the texts of theories, each after those it imports. What goes out is nothing, or a refusal with its line. What
is looked at is what the prover looks at: names, types, patterns, the order of declarations, and termination where it
goes by parts of arguments.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from hol.descent import check_descent, check_single, check_tail
from hol.infer import Inference, spine
from hol.read_inner import Apply, Name, Term, Wild, read_term, read_type
from hol.read_outer import PROSE, Token, check_name, main_constants, read_file
from hol.refused import RefusedError
from hol.scope import Constant, Scope, TypeName
from hol.sizes import Sizes, full
from hol.types import Derived, Meta, Type, fun, mentioned, unify, variables
from hol.useful import check_rows

_RECORD_WORDS = {"more", "make", "extend", "truncate", "fields"}
_BY_FUN = ("graph", "rel", "dom", "sumC")
"""Isabelle declares `f_graph` and so on for each recursive function `f`."""
_TYPES = {"word", "variable", "string"}
"""Tokens that can be a whole type."""
_BY_LENGTH = frozenset({"Diglot_Base.ord_merge_sort"})
"""Recursion on halves of a list of two or more: the prover sees that they are shorter."""


class Prover:
    """Knows the theories that it has accepted."""

    def __init__(self) -> None:
        self._theories: dict[str, _Theory] = {}

    def accept(self, file_name: str, text: str) -> None:
        """Check one theory, and know it afterwards."""
        file = read_file(text)
        if file.name != file_name.removesuffix(".thy"):
            raise RefusedError(f"bad theory name {file.name} for file {file_name}", 2)
        if file.imports[0] != "Main" or len(set(file.imports)) != len(file.imports):
            raise RefusedError("`Main` comes first, and nothing twice", 3)
        theory = _Theory(file.name, [self._imported(name) for name in file.imports[1:]])
        for command in file.commands:
            theory.command(command)
        theory.finish()
        self._theories[file.name] = theory

    def scope(self, theory: str) -> Scope:
        """What a theory that imports an accepted one can see."""
        return _Theory("", [self._imported(theory)]).visible

    def _imported(self, name: str) -> "_Theory":
        if name not in self._theories:
            raise RefusedError(f"no theory {name}", 3)
        return self._theories[name]


class _Tokens:
    """A cursor over one command."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = [*tokens, Token("end", "the end", tokens[-1].line)]
        self._at = 1

    @property
    def now(self) -> Token:
        return self._tokens[self._at]

    def next(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def comes(self, text: str) -> bool:
        """Whether this is after the next token."""
        return self._tokens[self._at + 1].text == text

    def take(self, text: str) -> bool:
        here = self.now.text == text and self.now.kind in {"word", "sign"}
        if text == "|" and self.now.kind == "sign":
            here = self.now.text == "|"
        self._at += here
        return here

    def expect(self, *texts: str) -> None:
        for text in texts:
            if not self.take(text):
                raise RefusedError(f"{text!r} expected before {self.now.text!r}", self.now.line)

    def name(self) -> str:
        token = self.next()
        if token.kind != "word" or "." in token.text:
            raise RefusedError(f"name expected before {token.text!r}", token.line)
        return check_name(token.text, token.line)

    def parameters(self) -> tuple[str, ...]:
        """`'a` or `('a, 'b)` before the name of a type."""
        if self.now.kind == "variable":
            return (self.next().text,)
        found: list[str] = []
        if self.take("("):
            while not self.take(")"):
                found.append(self.next().text)
                self.take(",")
        return tuple(found)

    def type(self) -> Type:
        """A type; more than one word is in quotes."""
        token = self.next()
        if token.kind not in {"word", "variable", "string"}:
            raise RefusedError(f"no type: {token.text!r}", token.line)
        return read_type(token.text, token.line)

    def prop(self) -> Term:
        token = self.next()
        if token.kind != "string":
            raise RefusedError("proposition expected", token.line)
        return read_term(token.text, token.line)

    def skip(self) -> None:
        """Go to the end."""
        self._at = len(self._tokens) - 1

    def finish(self) -> None:
        if self.now.kind != "end":
            raise RefusedError(f"command expected before {self.now.text!r}", self.now.line)


class _Theory:
    def __init__(self, name: str, imports: Sequence["_Theory"]) -> None:
        self.name = name
        self.ancestors: dict[str, _Theory] = {}
        for theory in imports:
            self.ancestors |= {**theory.ancestors, theory.name: theory}
        self.own: list[Constant | TypeName] = []
        self.visible = Scope()
        self._paths: set[tuple[str, ...]] = set()
        self._type_paths: set[tuple[str, ...]] = set()
        self._open: dict[str, list[Type]] = {}
        self._simps: set[str] = set()
        self._recursive: dict[str, int] = {}
        self._facts: set[str] = set()
        self.measures: set[Term] = set()
        for theory in self.ancestors.values():
            self.measures |= theory.measures
            for entity in theory.own:
                self.visible.add(entity)

    def command(self, tokens: tuple[Token, ...]) -> None:
        """Check one command."""
        word, line = tokens[0].text, tokens[0].line
        if word in PROSE:
            return
        cursor = _Tokens(tokens)
        match word:
            case "type_synonym":
                self._synonym(cursor, line)
            case "record":
                self._record(cursor, line)
            case "datatype":
                self._datatype(cursor, line)
            case "typedecl":
                parameters = cursor.parameters()
                self._add_type(TypeName((self.name, cursor.name()), parameters), line)
            case "consts":
                name = cursor.name()
                cursor.expect("::")
                self._add((self.name, name), self.visible.type(cursor.type(), line), line)
            case "definition" | "abbreviation":
                self._definition(cursor, line, abbreviated=word == "abbreviation")
            case "fun" | "function":
                self._fun(cursor, line, partial=word == "function")
            case "partial_function":
                self._partial_function(cursor, line)
            case "declare":
                self._declare(cursor)
            case "termination":
                self._termination(cursor, line)
            case "lemma":
                self._lemma(cursor, line)
        cursor.finish()

    # -- Declaring ----------------------------------------------------------------------------------------------------

    def _add(
        self,
        path: tuple[str, ...],
        type_: Derived,
        line: int,
        kind: str = "constant",
        meaning: tuple[tuple[str, ...], Term] | None = None,
    ) -> Constant:
        self._reserve(path, line)
        constant = Constant(path, type_, kind, meaning)
        self.own.append(constant)
        self.visible.add(constant)
        return constant

    def _reserve(self, path: tuple[str, ...], line: int) -> None:
        if path in self._paths:
            raise RefusedError(f"duplicate constant declaration {'.'.join(path)}", line)
        self._paths.add(path)

    def _add_type(self, type_: TypeName, line: int) -> None:
        self._reserve_type(type_.path, line)
        self.own.append(type_)
        self.visible.add(type_)

    def _reserve_type(self, path: tuple[str, ...], line: int) -> None:
        if path in self._type_paths:
            raise RefusedError(f"duplicate type name declaration {'.'.join(path)}", line)
        self._type_paths.add(path)

    def _bounded(self, type_: Derived, parameters: Sequence[str], line: int) -> None:
        extra = {*variables(type_)} - {*parameters}
        if extra or len({*parameters}) != len(parameters):
            raise RefusedError(f"extra type variables {sorted(extra)}", line)

    # -- Types --------------------------------------------------------------------------------------------------------

    def _synonym(self, cursor: _Tokens, line: int) -> None:
        parameters, name = cursor.parameters(), cursor.name()
        cursor.expect("=")
        body = self.visible.type(cursor.type(), line)
        self._bounded(body, parameters, line)
        self._add_type(TypeName((self.name, name), parameters, body), line)

    def _record(self, cursor: _Tokens, line: int) -> None:
        parameters, name = cursor.parameters(), cursor.name()
        cursor.expect("=")
        itself = Type(f"{self.name}.{name}", tuple(map(Type, parameters)))
        fields: list[Constant] = []
        while cursor.now.kind != "end":
            field = cursor.name()
            cursor.expect("::")
            type_ = self.visible.type(cursor.type(), line)
            self._bounded(type_, parameters, line)
            if field in _RECORD_WORDS:
                raise RefusedError(f"illegal field name {field}", line)
            self._reserve((self.name, name, field + "_update"), line)
            fields.append(self._add((self.name, name, field), fun(itself, type_), line, "field"))
        if not fields:
            raise RefusedError("a record without fields", line)
        self._reserve_type((self.name, name + "_scheme"), line)
        self._add_type(TypeName((self.name, name), parameters, fields=tuple(fields)), line)

    def _datatype(self, cursor: _Tokens, line: int) -> None:
        bodies: list[tuple[str, tuple[str, ...], list[tuple[str, list[tuple[str, Type]]]]]] = []
        self._left_out(cursor, line)
        while True:
            parameters, name = cursor.parameters(), cursor.name()
            cursor.expect("=")
            made = [self._constructor(cursor)]
            while cursor.take("|"):
                made.append(self._constructor(cursor))
            bodies.append((name, parameters, made))
            if not cursor.take("and"):
                break
        names = {f"{self.name}.{name}" for name, _, _ in bodies}
        outside = self.visible.types
        inside = {name: {TypeName((self.name, name), parameters)} for name, parameters, _ in bodies}
        self.visible.types = {**outside, **inside}
        types = [self._declared(body, names, line) for body in bodies]
        self.visible.types = outside
        for type_ in self._inhabited(types, line):
            self._add_type(type_, line)
            self._add_size(type_, line)

    def _add_size(self, type_: TypeName, line: int) -> None:
        """A function that counts values in a datatype, with a function for each parameter."""
        parameters = tuple(map(Type, type_.parameters))
        counts = [fun(parameter, Type("nat")) for parameter in parameters]
        path = (*type_.path, f"size_{type_.path[-1]}")
        self._add(path, fun(*counts, Type(type_.name, parameters), Type("nat")), line)

    def _left_out(self, cursor: _Tokens, line: int) -> None:
        """Plugins of Isabelle that are left out: `(plugins del: transfer lifting)`."""
        if cursor.now.text != "(" or not cursor.comes("plugins"):
            return
        cursor.expect("(", "plugins", "del", ":")
        while not cursor.take(")"):
            if cursor.name() not in {"transfer", "lifting"}:
                raise RefusedError("an unknown plugin", line)

    def _constructor(self, cursor: _Tokens) -> tuple[str, list[tuple[str, Type]]]:
        name, arguments = cursor.name(), []
        while (
            cursor.now.kind in {"word", "variable", "string"} and cursor.now.text != "and"
        ) or cursor.now.text == "(":
            if cursor.take("("):
                selector = cursor.name()
                cursor.expect("::" if cursor.now.text == "::" else ":")
                arguments.append((selector, cursor.type()))
                cursor.expect(")")
            else:
                arguments.append(("", cursor.type()))
        return name, arguments

    def _declared(
        self,
        body: tuple[str, tuple[str, ...], list[tuple[str, list[tuple[str, Type]]]]],
        group: set[str],
        line: int,
    ) -> TypeName:
        name, parameters, written = body
        itself = Type(f"{self.name}.{name}", tuple(map(Type, parameters)))
        found: list[Constant] = []
        for constructor, arguments in written:
            types = []
            for selector, argument in arguments:
                type_ = self.visible.type(argument, line)
                self._bounded(type_, parameters, line)
                self._check_recursion(type_, group, itself.arguments, line)
                types.append(type_)
                if selector:
                    self._add((self.name, name, selector), fun(itself, type_), line, "selector")
            found.append(self._add((self.name, name, constructor), fun(*types, itself), line, "constructor"))
        live = frozenset(
            parameter
            for parameter in parameters
            if all(self._is_live(parameter, each, itself.name) for made in found for each in _domains(made.type)[:-1])
        )
        return TypeName((self.name, name), parameters, constructors=tuple(found), live=live)

    def _check_recursion(self, type_: Derived, group: set[str], arguments: tuple[Derived, ...], line: int) -> None:
        assert isinstance(type_, Type)
        if group.isdisjoint(mentioned(type_)):
            return
        if type_.name in group:
            if type_.arguments != arguments:
                raise RefusedError("wrong type arguments in a recursive type", line)
            return
        for each, live in zip(type_.arguments, self._live(type_), strict=True):
            if not live and not group.isdisjoint(mentioned(each)):
                raise RefusedError(f"inadmissible recursive occurrence inside {type_.name}", line)
            self._check_recursion(each, group, arguments, line)

    def _live(self, type_: Type) -> tuple[bool, ...]:
        """For each argument whether a datatype may recurse through it."""
        if type_.name in {"fun", "prod"}:
            return (type_.name == "prod", True)
        known = self.visible.owner(type_.name)
        return tuple(parameter in known.live for parameter in known.parameters)

    def _is_live(self, parameter: str, type_: Derived, itself: str) -> bool:
        """Whether a parameter is only where recursion may go."""
        assert isinstance(type_, Type)
        if type_.name == itself:
            return True
        return all(
            parameter not in variables(each) or (live and self._is_live(parameter, each, itself))
            for each, live in zip(type_.arguments, self._live(type_) if type_.arguments else (), strict=True)
        )

    def _inhabited(self, types: Sequence[TypeName], line: int) -> list[TypeName]:
        """The types, if they have values; some have values only if their arguments have."""
        alone = self._with_values(types, assume=False)
        if self._with_values(types, assume=True) != {type_.name for type_ in types}:
            raise RefusedError("an empty datatype", line)
        return [replace(type_, needed=type_.name not in alone) for type_ in types]

    def _with_values(self, types: Sequence[TypeName], *, assume: bool) -> set[str]:
        """Which types have values, under an assumption about their parameters."""
        found: set[str] = set()
        names = {type_.name for type_ in types}

        def has_value(type_: Derived) -> bool:
            assert isinstance(type_, Type)
            if type_.name.startswith("'"):
                return assume
            if type_.name in names:
                return type_.name in found
            if type_.name in {"fun", "prod"}:
                return all(map(has_value, type_.arguments[type_.name == "fun" :]))
            return not self.visible.owner(type_.name).needed or all(map(has_value, type_.arguments))

        for _ in types:
            found |= {
                type_.name
                for type_ in types
                if any(all(map(has_value, _domains(made.type)[:-1])) for made in type_.constructors)
            }
        return found

    # -- Constants ----------------------------------------------------------------------------------------------------

    def _signature(self, cursor: _Tokens, line: int) -> tuple[str, Type]:
        name = cursor.name()
        cursor.expect("::")
        return name, self.visible.type(cursor.type(), line)

    def _variable(self, term: Term, line: int) -> str:
        """A parameter on the left of a definition."""
        if isinstance(term, Wild):
            return "_"
        if not isinstance(term, Name) or self.visible.constant(term.name, line) or term.name in main_constants():
            raise RefusedError("bad arguments on the left-hand side", line)
        return term.name

    def _definition(self, cursor: _Tokens, line: int, *, abbreviated: bool) -> None:
        name, type_ = self._signature(cursor, line)
        cursor.expect("where")
        left, right = self._sides(cursor.prop(), "\\<equiv>" if abbreviated else "=", line)
        head, arguments = spine(left)
        parameters = [self._variable(argument, line) for argument in arguments]
        self._check_left(head, name, parameters, line)
        inference = Inference(self.visible, line)
        *domains, result = _domains(type_, len(parameters))
        if len(domains) != len(parameters):
            raise RefusedError("more arguments than the type has", line)
        unify(inference.term(right, dict(zip(parameters, domains, strict=True))), result, line)
        inference.finish()
        meaning = (tuple(parameters), right) if abbreviated else None
        self._add((self.name, name), type_, line, meaning=meaning)

    def _check_left(self, head: Term, name: str, parameters: Sequence[str], line: int) -> None:
        named = [parameter for parameter in parameters if parameter != "_"]
        if head != Name(name) or len({*named}) != len(named) or name in named:
            raise RefusedError("bad left-hand side", line)

    def _sides(self, prop: Term, sign: str, line: int) -> tuple[Term, Term]:
        head, sides = spine(prop)
        if head != Name(sign) or len(sides) != 2:
            raise RefusedError(f"no equation with {sign!r}", line)
        return sides[0], sides[1]

    def _fun(self, cursor: _Tokens, line: int, *, partial: bool) -> None:
        if partial:
            cursor.expect("(", "sequential", ")")
        signatures = [self._signature(cursor, line)]
        while cursor.take("and"):
            signatures.append(self._signature(cursor, line))
        cursor.expect("where")
        props = [cursor.prop()]
        while cursor.take("|"):
            props.append(cursor.prop())
        if partial:
            cursor.expect("by", "pat_completeness", "auto")
        clauses: dict[str, list[tuple[list[Term], Term]]] = {name: [] for name, _ in signatures}
        for prop in props:
            left, right = self._sides(prop, "=", line)
            head, patterns = spine(left)
            if not isinstance(head, Name) or head.name not in clauses:
                raise RefusedError("an equation of another function", line)
            clauses[head.name].append((patterns, right))
        for name, type_ in signatures:
            self._clauses(dict(signatures), type_, clauses[name], line)
        self._declare_functions(signatures, line)
        if partial:
            self._open[signatures[0][0]] = [type_ for _, type_ in signatures]
        else:
            self._check_termination(clauses, dict(signatures), line)
        self._simps |= {name for name, _ in signatures}

    def _declare_functions(self, signatures: Sequence[tuple[str, Type]], line: int) -> None:
        for name, type_ in signatures:
            self._add((self.name, name), type_, line)
        joined = "_".join(name for name, _ in signatures)
        for suffix in _BY_FUN:
            self._reserve((self.name, f"{joined}_{suffix}"), line)

    def _clauses(
        self, functions: Mapping[str, Type], type_: Type, clauses: Sequence[tuple[list[Term], Term]], line: int
    ) -> None:
        """The equations of one function; while it is defined it is a variable with one type."""
        sizes = {len(patterns) for patterns, _ in clauses}
        if len(sizes) != 1 or 0 in sizes:
            raise RefusedError("no arguments, or different numbers of arguments", line)
        *domains, result = _domains(type_, sizes.pop())
        rows = []
        for patterns, body in clauses:
            inference = Inference(self.visible, line)
            bound, types, row = inference.patterns(patterns)
            for found, domain in zip(types, domains, strict=True):
                unify(found, domain, line)
            if not bound.keys().isdisjoint(functions):
                raise RefusedError("a variable that is called like the function", line)
            unify(inference.term(body, {**functions, **bound}), result, line)
            inference.finish()
            check_single(body, functions, line)
            rows.append(row)
        check_rows(rows, line)

    def _check_termination(
        self, clauses: Mapping[str, list[tuple[list[Term], Term]]], types: Mapping[str, Type], line: int
    ) -> None:
        """By parts of arguments; a function by arithmetic says that it must not be unfolded, and comes again then."""
        sizes = Sizes(self.visible, frozenset(self.measures))
        domains = [_domains(types[name], len(rows[0][0]))[:-1] for name, rows in clauses.items()]
        unmeasured, lengths = set[int](), set[int]()
        for column, compared in enumerate(zip(*domains, strict=False)):
            if all(map(sizes.looks_into, compared)):
                continue
            (first, *others) = compared
            if isinstance(first, Type) and first.name == "list" and all(other == first for other in others):
                lengths.add(column)
            elif any(other != first for other in others) or not sizes.is_recursive(first):
                unmeasured.add(column)
        try:
            check_descent(clauses, line, unmeasured, lengths)
        except RefusedError:
            if f"{self.name}.{next(iter(clauses))}" not in _BY_LENGTH:
                self._recursive |= dict.fromkeys(clauses, line)

    def finish(self) -> None:
        """No recursive function is left whose end nothing shows."""
        for name, line in self._recursive.items():
            raise RefusedError(f"no termination order for {name}", line)

    def _declare(self, cursor: _Tokens) -> None:
        token = cursor.next()
        if token.text == "is_measure_trivial":
            self._declare_measure(cursor, token.line)
            return
        name, _, fact = token.text.rpartition(".")
        if fact != "simps" or name not in self._simps:
            raise RefusedError(f"no fact {token.text}", token.line)
        cursor.expect("[", "simp", "del", "]")
        self._recursive.pop(name, None)

    def _declare_measure(self, cursor: _Tokens, line: int) -> None:
        cursor.expect("[", "of")
        measure = cursor.prop()
        cursor.expect(",", "measure_function", "]")
        inference = Inference(self.visible, line)
        unify(inference.term(measure, {}), fun(Meta(), Type("nat")), line)
        self.measures.add(full(measure, self.visible))

    def _termination(self, cursor: _Tokens, line: int) -> None:
        name = cursor.name()
        if name not in self._open:
            raise RefusedError(f"{name} needs no proof that it ends", line)
        cursor.expect("by", "(", "relation")
        relation = cursor.prop()
        cursor.expect(")", "auto")
        *before, whole = map(_arguments, self._open.pop(name))
        for other in reversed(before):
            whole = Type("sum", (other, whole))
        inference = Inference(self.visible, line)
        unify(inference.term(relation, {}), Type("set", (Type("prod", (whole, whole)),)), line)
        inference.finish()

    def _lemma(self, cursor: _Tokens, line: int) -> None:
        """A statement: without variables if computing it proves it, or with variables for any values.

        Whether it is true, the library's model can say, or the prover.
        """
        name = cursor.name()
        if name in self._facts:
            raise RefusedError(f"duplicate fact {name}", line)
        self._facts.add(name)
        cursor.expect(":")
        statement = cursor.prop()
        cursor.expect("by")
        inference = Inference(self.visible, line)
        variables: dict[str, Derived] = {}
        if not cursor.take("eval"):
            cursor.expect("(")
            cursor.skip()
            variables = {name: Meta() for name in _names_in(statement) if self.visible.constant(name, line) is None}
        unify(inference.term(statement, variables), Type("bool"), line)
        if not variables:
            inference.finish()

    def _partial_function(self, cursor: _Tokens, line: int) -> None:
        cursor.expect("(", "tailrec", ")")
        name, type_ = self._signature(cursor, line)
        cursor.expect("where", "[", "code", "]", ":")
        left, right = self._sides(cursor.prop(), "=", line)
        head, arguments = spine(left)
        parameters = [self._variable(argument, line) for argument in arguments]
        self._check_left(head, name, parameters, line)
        *domains, result = _domains(type_, len(parameters))
        inference = Inference(self.visible, line)
        unify(inference.term(right, {**dict(zip(parameters, domains, strict=True)), name: type_}), result, line)
        inference.finish()
        check_tail(right, name, line)
        self._add((self.name, name), type_, line)


def _names_in(term: Term) -> Iterator[str]:
    """The constants and variables in a term that is made of applications."""
    waiting = [term]
    while waiting:
        match waiting.pop():
            case Name(name):
                yield name
            case Apply(function, argument):
                waiting += (function, argument)
            case _:
                pass


def _arguments(type_: Derived) -> Derived:
    """The tuple of all arguments of a function."""
    *domains, _ = _domains(type_)
    whole = domains.pop()
    for domain in reversed(domains):
        whole = Type("prod", (domain, whole))
    return whole


def _domains(type_: Derived, count: int | None = None) -> list[Derived]:
    """The domains of a function, as many as asked for, and what comes then."""
    found: list[Derived] = []
    while isinstance(type_, Type) and type_.name == "fun" and (count is None or len(found) < count):
        found.append(type_.arguments[0])
        type_ = type_.arguments[1]
    return [*found, type_]
