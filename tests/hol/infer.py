"""The types of terms, and whether every clause of a match can be reached."""

from collections.abc import Mapping, Sequence

from hol.read_inner import Apply, Case, Char, Chars, Fields, Lambda, Let, Name, Number, Term, Typed, Wild
from hol.refused import RefusedError
from hol.scope import Constant, Scope, TypeName, instance
from hol.types import CLASSES, Derived, Meta, Type, fun, is_open, show, unify
from hol.useful import Made, Pattern, check_rows

_STRING = Type("list", (Type("char"),))


def spine(term: Term) -> tuple[Term, list[Term]]:
    """The head of an application and its arguments."""
    arguments: list[Term] = []
    while isinstance(term, Apply):
        arguments.append(term.argument)
        term = term.function
    return term, arguments[::-1]


class Inference:
    """Derives the types in one declaration."""

    def __init__(self, scope: Scope, line: int) -> None:
        self.scope = scope
        self.line = line
        self._made: list[tuple[str, Derived]] = []

    def refused(self, message: str) -> RefusedError:
        """A refusal at the declaration."""
        return RefusedError(message, self.line)

    def finish(self) -> None:
        """Everything must have one type: what is left open would be a hidden parameter."""
        for what, type_ in self._made:
            if is_open(type_):
                raise self.refused(f"nothing says what type {what} has: {show(type_)}")

    def written(self, type_: Derived) -> Derived:
        """A type in the text."""
        return self.scope.type(type_, self.line)

    def _open(self, what: str, allowed: frozenset[str] | None = None) -> Meta:
        meta = Meta(allowed)
        self._made.append((what, meta))
        return meta

    def _same(self, left: Derived, right: Derived) -> None:
        unify(left, right, self.line)

    def constant(self, constant: Constant) -> Derived:
        """The type of a constant at one place."""
        type_ = instance(constant.type)
        self._made.append((constant.name, type_))
        return type_

    # -- Terms --------------------------------------------------------------------------------------------------------

    def term(self, term: Term, env: Mapping[str, Derived]) -> Derived:
        """The type of a term."""
        match term:
            case Name(name):
                return self._name(name, env)
            case Wild():
                raise self.refused("`_` in a term")
            case Number():
                return self._open("a number", CLASSES["'number"])
            case Chars():
                return _STRING
            case Char():
                return Type("char")
            case Typed(inner, written):
                type_ = self.written(written)
                self._same(self.term(inner, env), type_)
                return type_
            case Apply():
                return self._application(term, env)
            case Lambda(pattern, body):
                bound, domain = self.binder(pattern)
                return Type("fun", (domain, self.term(body, {**env, **bound})))
            case Let(value, Lambda(pattern, body)):
                bound, type_ = self.binder(pattern)
                self._same(self.term(value, env), type_)
                return self.term(body, {**env, **bound})
            case Case(scrutinee, rows):
                return self._case(scrutinee, rows, env)
            case Fields(None, fields):
                return self._record(fields, env)
            case Fields(record, fields) if record is not None:
                return self._update(record, fields, env)
        raise self.refused("no term")

    def _name(self, name: str, env: Mapping[str, Derived]) -> Derived:
        if name in env:
            return env[name]
        constant = self.scope.constant(name, self.line)
        if constant is None:
            raise self.refused(f"extra variable on the right-hand side: {name}")
        return self.constant(constant)

    def _application(self, term: Term, env: Mapping[str, Derived]) -> Derived:
        head, arguments = spine(term)
        type_ = self.term(head, env)
        for argument in arguments:
            result = self._open("an application")
            self._same(type_, fun(self.term(argument, env), result))
            type_ = result
        return type_

    def _case(self, scrutinee: Term, rows: Sequence[Lambda], env: Mapping[str, Derived]) -> Derived:
        type_, result = self.term(scrutinee, env), self._open("a case")
        patterns = []
        for row in rows:
            bound, pattern_type, pattern = self.pattern(row.pattern)
            self._same(pattern_type, type_)
            self._same(self.term(row.body, {**env, **bound}), result)
            patterns.append((pattern,))
        check_rows(patterns, self.line)
        return result

    def _fields_of(self, fields: Sequence[tuple[str, Term]]) -> tuple[TypeName, list[Constant]]:
        found = []
        for name, _ in fields:
            constant = self.scope.constant(name, self.line)
            if constant is None or constant.kind != "field":
                raise self.refused(f"{name} is no proper field")
            found.append(constant)
        owner = self.scope.owner(".".join(found[0].path[:-1]))
        if not {constant.name for constant in found} <= {constant.name for constant in owner.fields}:
            raise self.refused(f"fields of different records, or of a datatype: {fields[0][0]}")
        return owner, found

    def _record(self, fields: Sequence[tuple[str, Term]], env: Mapping[str, Derived]) -> Derived:
        owner, found = self._fields_of(fields)
        if found != [*owner.fields]:
            raise self.refused(f"a record of {owner.name} needs all fields in their order")
        return self._assigned(owner, fields, found, env)

    def _update(self, record: Term, fields: Sequence[tuple[str, Term]], env: Mapping[str, Derived]) -> Derived:
        owner, found = self._fields_of(fields)
        type_ = self._assigned(owner, fields, found, env)
        self._same(self.term(record, env), type_)
        return type_

    def _assigned(
        self, owner: TypeName, fields: Sequence[tuple[str, Term]], found: list[Constant], env: Mapping[str, Derived]
    ) -> Derived:
        record: Derived = Type(owner.name, tuple(self._open(owner.name) for _ in owner.parameters))
        for (_, value), constant in zip(fields, found, strict=True):
            self._same(self.constant(constant), fun(record, self.term(value, env)))
        return record

    # -- Patterns -----------------------------------------------------------------------------------------------------

    def binder(self, pattern: Term) -> tuple[dict[str, Derived], Derived]:
        """What the pattern of a lambda or a `let` binds: only variables and tuples can be there."""
        bound, type_, made = self.pattern(pattern)
        waiting = [made]
        while waiting:
            if (current := waiting.pop()) is not None:
                if current.constructor != "Pair":
                    raise self.refused("a constructor in a lambda or a let")
                waiting += current.arguments
        return bound, type_

    def pattern(self, term: Term, *, records: bool = False) -> tuple[dict[str, Derived], Derived, Pattern]:
        """What a pattern binds, its type, and its shape."""
        head, arguments = spine(term)
        match head:
            case Wild() if not arguments:
                return {}, self._open("`_`"), None
            case Number(0) if not arguments:
                return {}, Type("nat"), Made("0", ("0", "Suc"), ())
            case Typed(inner, written):
                bound, type_, made = self.pattern(inner)
                self._same(type_, self.written(written))
                return bound, type_, made
            case Fields(None, fields) if records:
                return self._record_pattern(fields)
            case Name(name):
                constant = self.scope.constant(name, self.line)
                if constant is not None:
                    return self._constructor(constant, arguments, records=records)
                if not arguments:
                    type_ = self._open(name)
                    return {name: type_}, type_, None
        raise self.refused("not a constructor pattern")

    def _constructor(
        self, constant: Constant, arguments: list[Term], *, records: bool
    ) -> tuple[dict[str, Derived], Derived, Pattern]:
        if constant.meaning is not None:
            return self.pattern(_expanded(constant.meaning, arguments), records=records)
        if constant.kind != "constructor":
            raise self.refused(f"{constant.name} is a constant, no variable and no constructor")
        type_, names = self.constant(constant), constructor_names(self.scope, constant)
        bound, made = self._parts(arguments, records=records)
        result = self._open(constant.name)
        self._same(type_, fun(*(part for part, _ in made), result))
        if isinstance(found := _resolved(result), Type) and found.name == "fun":
            raise self.refused(f"{constant.name} has too few arguments in a pattern")
        return bound, result, Made(constant.name, names, tuple(pattern for _, pattern in made))

    def _record_pattern(self, fields: Sequence[tuple[str, Term]]) -> tuple[dict[str, Derived], Derived, Pattern]:
        owner, found = self._fields_of(fields)
        if found != [*owner.fields]:
            raise self.refused(f"a record pattern of {owner.name} needs all fields in their order")
        record: Derived = Type(owner.name, tuple(self._open(owner.name) for _ in owner.parameters))
        bound, made = self._parts([value for _, value in fields], records=True)
        for constant, (type_, _) in zip(found, made, strict=True):
            self._same(self.constant(constant), fun(record, type_))
        return bound, record, Made(owner.name, (owner.name,), tuple(pattern for _, pattern in made))

    def _parts(
        self, terms: Sequence[Term], *, records: bool
    ) -> tuple[dict[str, Derived], list[tuple[Derived, Pattern]]]:
        bound: dict[str, Derived] = {}
        made: list[tuple[Derived, Pattern]] = []
        for term in terms:
            names, type_, pattern = self.pattern(term, records=records)
            if not bound.keys().isdisjoint(names):
                raise self.refused("a variable occurs repeatedly in a pattern")
            bound |= names
            made.append((type_, pattern))
        return bound, made

    def patterns(self, terms: Sequence[Term]) -> tuple[dict[str, Derived], list[Derived], tuple[Pattern, ...]]:
        """The patterns of an equation; here a record may be in brackets."""
        bound, made = self._parts(terms, records=True)
        return bound, [type_ for type_, _ in made], tuple(pattern for _, pattern in made)


def _resolved(type_: Derived) -> Derived:
    while isinstance(type_, Meta) and type_.known is not None:
        type_ = type_.known
    return type_


def constructor_names(scope: Scope, constant: Constant) -> tuple[str, ...]:
    """The full names of all constructors beside one."""
    from hol.scope import constructors

    return tuple(each.name for each in constructors(scope, constant))


def _expanded(meaning: tuple[tuple[str, ...], Term], arguments: Sequence[Term]) -> Term:
    parameters, body = meaning
    values = dict(zip(parameters, arguments, strict=True))

    def replaced(term: Term) -> Term:
        match term:
            case Name(name):
                return values.get(name, term)
            case Apply(function, argument):
                return Apply(replaced(function), replaced(argument))
        return term

    return replaced(body)
