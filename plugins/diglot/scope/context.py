"""The state of scoping one module: what has been found so far, and how far the pass is.

Passes over single constructs are functions that take the context; which function takes which construct is a table, put
together in `from_syntax.py`, so that the functions need not import each other.
"""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from diglot.diagnostic import Diagnostic, Label, Problems
from diglot.names import Symbol, SymbolKind, Variable
from diglot.scope import ast, errors
from diglot.scope.space import Level
from diglot.source import Span
from diglot.suggest import nearest
from diglot.syntax import ast as syntax

MAX_DEPTH = 150
"""How deep a scoped tree may be. Later passes recurse along it."""

MOST_SUGGESTIONS = 100
"""How many unknown names of a module get suggestions; a module with more has another problem."""
MOST_COMPARISONS = 100_000
"""How many names are compared with them, at least."""


@dataclass(frozen=True, slots=True)
class LetBound:
    """A name defined in a `let`: unlike other local names it does not hide what is opened."""

    target: Variable | ast.Entity


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What could be imported, by name."""

    symbols: dict[str, list[ast.Entity]]
    """What modules export."""
    owners: dict[str, list[ast.Exports]]
    """The modules of types that have a constructor of a name."""


Env = Mapping[str, Variable | LetBound]
"""The local names in scope."""
Handler = Callable[["Context", Any, Env], ast.Expression]


@dataclass(slots=True)
class Context:
    """Everything that scoping one module reads and writes."""

    path: str
    module: str
    imported: Mapping[str, ast.ScopedModule]
    problems: Problems
    handlers: Mapping[type, Handler]
    level: Level
    """The body that the pass is in."""
    lossy: Container[str] = ()
    """The imported modules, some of whose names may have been lost for a reason that is reported there."""
    references: list[ast.Reference] = field(default_factory=list)
    declarations: list[ast.Declaration] = field(default_factory=list)
    builtins: dict[str, Symbol] = field(default_factory=dict)
    direct_imports: dict[str, None] = field(default_factory=dict)
    symbols: dict[Span, Symbol] = field(default_factory=dict)
    """What was reserved for the name at a place; for a repeated declaration, the first one's symbol."""
    levels: dict[Span, Level] = field(default_factory=dict)
    """The body that belongs to the module or type whose name is at a place."""
    operators: dict[str, ast.Fixity] = field(default_factory=dict)
    """Fixities given by this module, by symbol."""
    iterators: dict[str, tuple[int | None, int | None]] = field(default_factory=dict)
    defaults: dict[str, tuple[Symbol, set[str]]] = field(default_factory=dict)
    """For a function with default values, the symbols that these use."""
    mentioned: set[Variable] = field(default_factory=set)
    """Local variables used so far in the construct that asked for it."""
    broken: dict[str, None] = field(default_factory=dict)
    """The modules of types of this module that may lack names for a reason that is reported."""
    incomplete: bool = False
    """Whether names may be missing for a reason that is reported already: then unknown names are not."""
    excused: bool = False
    """Whether an unknown name was passed over for a reason that is reported on another page."""
    has_doubtful_patterns: bool = False
    """Whether nobody knows what some patterns match, for a reason that is reported."""
    failed_modules: set[str] = field(default_factory=set)
    """Modules that were asked for in vain."""
    missing: set[str] = field(default_factory=set)
    """Names that a `using` asked for in vain."""
    suggested: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    """For names that exist nowhere, the nearest ones."""
    compared: int = 0
    """How many names were looked through for them."""
    elsewhere: Elsewhere | None = None
    """Gathered when a name is unknown."""
    depth: int = 0
    too_deep: bool = False
    variables: int = 0

    def expression(self, expression: syntax.Expression, env: Env) -> ast.Expression:
        """An expression with its names resolved."""
        if self.depth >= MAX_DEPTH:
            self.report_depth(expression.span)
            return ast.ErrorExpression(expression.span)
        self.depth += 1
        found = self.handlers[type(expression)](self, expression, env)
        self.depth -= 1
        return found

    def may_lack_names(self, module: str) -> bool:
        """Whether a module, or the module of a type, may lack names for a reason that is reported."""
        return module in self.lossy or module in self.broken

    def check_docs(self, annotations: syntax.Annotations, env: Env) -> None:
        """Resolve the names in a documentation comment, for the links and to notice what does not exist."""
        for expression in annotations.doc_expressions:
            self.expression(expression, env)

    def report_depth(self, span: Span) -> None:
        """Say once per statement that something is nested too deeply."""
        if not self.too_deep:
            self.problems.add(errors.NestedTooDeeply(self.path, span, MAX_DEPTH))
            self.too_deep = True

    def report(self, problem: Diagnostic) -> None:
        """Add a problem."""
        self.problems.add(problem)

    def nearest(self, name: str, candidates: Iterable[str], among: str = "") -> tuple[str, ...]:
        """The candidates most like a name that does not exist; `among` says what they are, as they are asked for once.

        There are none when the module has too many such names.
        """
        key = (name, among)
        if key not in self.suggested:
            if len(self.suggested) >= MOST_SUGGESTIONS or self.compared > MOST_COMPARISONS:
                return ()
            names = set(candidates)
            self.compared += len(names)
            self.suggested[key] = nearest(name, names)
        return self.suggested[key]

    def refer(self, span: Span, target: Symbol | Variable | str, *, definition: bool = False) -> None:
        """Record that the name at a place stands for something."""
        self.references.append(ast.Reference(span, target, definition))

    def variable(self, name: str, span: Span) -> Variable:
        """A fresh variable that no name on the page refers to."""
        self.variables += 1
        return Variable(self.variables, name, span)

    def bind(self, word: syntax.Word) -> Variable:
        """A fresh variable bound by a name on the page."""
        variable = self.variable(word.text, word.span)
        self.references.append(ast.Reference(word.span, variable, definition=True))
        return variable

    def label(self, span: Span, text: str) -> Label:
        """A remark about another place on this page."""
        return Label(self.path, span, text)

    def fixity(self, entity: ast.Entity) -> ast.Fixity | None:
        """How a symbol binds at this point; None when it is no operator."""
        fixity = self.operators.get(entity.key, entity.fixity)
        return None if fixity is None or fixity.arity == "none" or fixity == ast.UNKNOWN else fixity

    def is_doubtful(self, entity: ast.Entity) -> bool:
        """Whether a symbol is an operator, and nobody knows of which kind."""
        return self.operators.get(entity.key, entity.fixity) == ast.UNKNOWN

    def iterator(self, entity: ast.Entity) -> tuple[int | None, int | None] | None:
        """The numbers of initialisers and ranges that a symbol takes as an iterator, at this point."""
        return self.iterators.get(entity.key, entity.iterator)


def extended(env: Env, variables: Iterable[Variable]) -> dict[str, Variable | LetBound]:
    """The local names with some more variables, which hide others of the same name."""
    inner = dict(env)
    for variable in variables:
        inner[variable.name] = variable
    return inner


def is_constructor(entity: ast.Entity) -> bool:
    """Whether it can be in a pattern."""
    return entity.symbol.kind is SymbolKind.CONSTRUCTOR
