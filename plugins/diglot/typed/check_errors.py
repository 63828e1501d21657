"""What the checks after typing can find, in words: coverage, termination, positivity."""

from dataclasses import dataclass

from diglot.diagnostic import Diagnostic, Label
from diglot.names import Symbol
from diglot.source import Span
from diglot.wording import all_of, joined


class NonExhaustive(Diagnostic):
    """A match that leaves values out."""

    code = "E0450"
    title = "Cases left out"
    subject: str
    """What is incomplete: a function's name, `case`, `=` for a definition by a pattern, empty for other functions."""
    missing: tuple[str, ...]
    """Examples of what is left out, as patterns."""
    more: bool
    """Whether there are others."""
    only_guarded: bool
    """Whether a clause fits each example, but only under a side condition."""
    label = "not covered: `{missing[0]}`"

    @property
    def message(self) -> str:
        verb = "does not fit" if self.subject == "=" else "does not say what happens for"
        examples = [*(f"`{example}`" for example in self.missing), *["others"] * self.more]
        return f"{self._subject()} {verb} {joined(examples, 'and')}."

    def _subject(self) -> str:
        match self.subject:
            case "":
                return "This function"
            case "case":
                return "This `case`"
            case "=":
                return "The pattern of this definition"
            case name:
                return f"`{name}`"

    @property
    def hint(self) -> str:
        if self.subject == "=":
            return "Match it in a `case` that has a clause for every value."
        if self.only_guarded:
            return (
                "A clause with a side condition does not count: it may fail. Add an `else` branch or a clause without."
            )
        return "Add a clause for it, or one with `_` for everything that is left."


class RedundantClause(Diagnostic):
    """A clause that no value reaches."""

    code = "E0451"
    title = "Clause that is never used"
    hidden_by: tuple[Span, ...]
    variable: str = ""
    """A variable in the clause that hides it which has the name of a constructor."""
    label = "never used"

    @property
    def message(self) -> str:
        if len(self.hidden_by) == 1:
            return (
                "Clauses are tried from the first to the last, and an earlier one takes everything that fits this one."
            )
        return "Clauses are tried from the first to the last, and the ones before take everything that fits this one."

    @property
    def hint(self) -> str:
        if self.variable:
            return (
                f"In the clause that hides it, `{self.variable}` is a variable, since no constructor of that name is "
                "in scope here. Open the type's module, or write the type's name and a dot before it."
            )
        return "Remove the clause, or move it before the one that hides it."

    def related(self) -> tuple[Label, ...]:
        if len(self.hidden_by) == 1:
            return (Label(self.path, self.hidden_by[0], "this takes all of it"),)
        return tuple(Label(self.path, span, "this takes a part of it") for span in self.hidden_by)


class ConstantSideCondition(Diagnostic):
    """`if true` before other branches."""

    code = "E0452"
    title = "Side condition that always holds"
    hidden: Span
    message = "This side condition always holds, so the branches after it are never used."
    label = "always true"
    hint = "Remove the condition together with the later branches, or put a condition here that can fail."

    def related(self) -> tuple[Label, ...]:
        return (Label(self.path, self.hidden, "never used"),)


class MatchTooLarge(Diagnostic):
    """A match whose check would take too long."""

    code = "E0453"
    title = "Match that is too large to check"
    depth: int
    """How deep its patterns look at most, or 0 when there are too many combinations."""
    hint = "Split it: match a part here, and the rest in functions of their own."

    @property
    def message(self) -> str:
        if self.depth:
            return (
                f"Up to {self.depth} places inside a value must be looked at to decide between these clauses; "
                "that is more than can be checked."
            )
        return "These clauses overlap in so many ways that it cannot be checked in reasonable time what they leave out."


@dataclass(frozen=True)
class CycleCall:
    """A call on the way from a function back to itself, as the termination check sees it."""

    path: str
    span: Span
    caller: str
    callee: str
    arguments: tuple[str, ...]
    """What is known of each argument: that it `is smaller`, `is the same`, …"""


class NoLexOrder(Diagnostic):
    """A recursive function without an argument that visibly shrinks."""

    code = "E0454"
    title = "Recursion that may not end"
    function: str
    calls: tuple[CycleCall, ...]
    in_let: bool
    """Whether a value bound by `let` is on the way."""
    officially_accepted: bool = False
    """Whether the official compiler takes it to end."""
    others: tuple[str, ...] = ()
    """The other functions of the round of calls."""
    label = "may not end"

    @property
    def message(self) -> str:
        direct = any(call.caller == call.callee == self.function for call in self.calls)
        start = f"`{self.function}` {'calls itself' if direct else 'is called again by what it calls'}"
        if self.others:
            start = f"{all_of((self.function, *self.others))} call each other"
        return (
            f"{start}, and no order of {'their' if self.others else 'its'} arguments was found in which every round "
            "of calls makes them smaller. An argument counts as smaller only when it is a part of what the clauses of "
            "the calling function match; a `case`, a computation or an outer function's argument says nothing about "
            "size." + (_OFFICIAL if self.officially_accepted else "")
        )

    @property
    def hint(self) -> str:
        if self.in_let:
            return (
                "A value bound by `let` is checked on its own and knows nothing of sizes. "
                "Use `case … of` instead of the `let`, or write `terminating` before the function if you know it ends."
            )
        if self.others:
            return (
                "Match the argument in the clauses of one of them and pass on a part of it, "
                "or write `terminating` before each of them if you know that they end."
            )
        return (
            f"Match the argument in the clauses of `{self.function}` and pass on a part of it, "
            "or write `terminating` before it if you know that it ends."
        )

    def related(self) -> tuple[Label, ...]:
        return tuple(Label(call.path, call.span, _remark(call)) for call in self.calls)


_OFFICIAL = (
    " The official compiler composes calls in another order, and may accept this; with `terminating` both accept it."
)


def _remark(call: CycleCall) -> str:
    name = f"`{call.callee}`" if call.caller == call.callee else f"`{call.callee}`, from `{call.caller}`"
    if not call.arguments:
        return f"call of {name} without arguments to compare"
    found = ", ".join(f"argument {i} {known}" for i, known in enumerate(call.arguments, 1))
    return f"call of {name}: {found}"


class NonStrictlyPositive(Diagnostic):
    """A type that occurs in its own constructors where it must not."""

    code = "E0455"
    title = "Type that is not strictly positive"
    type: Symbol
    """The type that has the constructor."""
    constructor: Symbol
    found: Symbol
    """The type that occurs: the same, or one of its mutual group."""
    reason: str
    """`arrow`, `variable`, or the name of the type whose parameter it is."""
    label = "`{found}` in a place that is not strictly positive"
    hint = "Change the constructor, or write `positive` before `type {found}` to allow it."

    @property
    def message(self) -> str:
        match self.reason:
            case "arrow":
                place = "to the left of an arrow"
            case "variable":
                place = "under a type variable, which may stand for anything"
            case name:
                place = f"as an argument of `{name}`, which may use it to the left of an arrow"
        who = f"`{self.found}`" if self.found == self.type else f"`{self.found}`, which contains `{self.type}`,"
        return (
            f"In the constructor `{self.constructor}` of `{self.type}`, {who} occurs {place}. "
            "With such types a function can run for ever without calling itself."
        )
