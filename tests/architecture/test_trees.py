"""No form of a tree is passed over in silence: mypy names each `match` that leaves one out, unless it says `case _`."""

import ast
import importlib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import UnionType
from typing import Any, get_args

from syntax_corpus import nodes, parsed_cases

from diglot.core import ast as core
from diglot.core import subexpressions as core_tree
from diglot.pipeline import compile_site
from diglot.scope.from_syntax import HANDLERS
from diglot.settings import Settings
from diglot.syntax import ast as syntax
from diglot.typed import ast as typed
from diglot.typed import subexpressions as typed_tree
from diglot.workspace import Workspace, read_library

PACKAGE = Path(__file__).parent.parent.parent / "plugins" / "diglot"

TREES = (
    "syntax.ast",
    "scope.ast",
    "typed.ast",
    "typed.types",
    "core.ast",
    "engine.model",
    "engine.values",
    "theory.ast",
)
"""The modules whose unions are trees."""

OPEN = {
    "Asks for certain shapes; any other form, a new one too, is a plain no.": (
        "core.monomorphise: is_needed",
        "core.static_values: _head _written_field opened",
        "engine.mentions: read_variable",
        "theory.library.containers: right_fold",
        "theory.library.inverse: _name",
        "theory.library.polymorphism: _is_lawful",
        "theory.library.ranges: _parts",
        "theory.print.terms: _would_mix",
        "theory.translate.derived_instances: _is_instances ordered_by",
        "theory.translate.equations: _equations",
        "theory.translate.ignored_parts: _partial_comparison _path method_of",
        "theory.translate.instances: is_lawful is_taken_as_equality",
        "theory.translate.matched_fields: _asks _below_binders change",
        "theory.translate.measures: _atom _goes_down _in_application _is_next operation",
        "theory.translate.prepare_recursion: _late _takes_apart change complete",
        "theory.translate.recognise_orders: _part keys",
        "theory.translate.recursion_calls: _passes_on calls_in",
        "theory.translate.recursive_methods: _calls_itself _lift change holds",
        "theory.translate.structural_size: _variable",
        "theory.translate.to_syntax: _loop",
        "theory.translate.tuple_patterns: taken_apart",
        "scope.resolve_pattern: _head",
        "scope.signature: _arrows",
        "typed.calls: _expression_term",
        "typed.check_instance: check_instance",
        "typed.infer_let: _is_type",
        "typed.infer_named: _entry_value _has_type",
        "typed.instances: _search",
        "typed.result_kind: ends_in_universe",
        "typed.type_lambdas: without_last",
        "typed.type_values: as_expression",
    ),
    "Handles certain shapes by itself, and leaves all others to code that knows every form or treats all alike.": (
        "core.substitution: applied at_types",
        "core.lower_expression: _lower_one",
        "core.reduce: expression",
        "drift.compare: _unexpected",
        "drift.compare_words: _words",
        "engine.evaluate: _delay _update",
        "engine.recursion: _repeated",
        "scope.resolve_expression: _argument _item _operand _value",
        "theory.library.rules: apply",
        "theory.translate.law_proofs: _premises",
        "theory.translate.obligations: _use",
        "theory.translate.open_parameters: _told",
        "theory.translate.open_types: _taken_apart",
        "theory.translate.pass_instances: _look change instance_parts",
        "theory.translate.measures: found",
        "theory.translate.to_syntax: _pattern",
        "typed.calls: _scan",
        "typed.evaluate_type: _evaluate_application",
        "typed.infer_application: infer_application",
        "typed.spine: _head",
    ),
    "Compares two trees; two different forms differ, whatever they are.": (
        "core.lambda_lift: _match",
        "core.type_substitution: match_types",
        "drift.adopt: declaration",
        "drift.compare_parts: compare_declarations",
        "drift.renaming: _members",
        "theory.read.join_strings: join_strings",
        "typed.unify: unify",
    ),
    "Looks into any dataclass.": (
        "drift.normalize: _normalized",
        "drift.renaming: _renamed",
        "lsp.puns: _words",
        "theory.library.mentioned_constants: _identifiers",
    ),
}
"""Why a choice among the forms of a tree may let some through that it does not name, and the functions that do."""


ALL_FORMS = """# Everything that the library does not use

```juvix
module all;
import Stdlib.Prelude open;

type Point := mkPoint@{x : Nat; y : Nat};

moved (point : Point) : Point := point@Point{x := 1};

same (A : Type) (value : A) : A := value;
one : Nat := same Nat 1;
```
"""


def forms() -> frozenset[str]:
    """The full names of the members of all unions of all trees."""
    modules = [importlib.import_module(f"diglot.{name}") for name in TREES]
    unions = [value for module in modules for value in vars(module).values() if isinstance(value, UnionType)]
    members = {member for union in unions for member in get_args(union)}
    return frozenset(f"{each.__module__}.{each.__name__}" for each in members if each.__module__.startswith("diglot."))


def long_names(module: str, tree: ast.Module) -> dict[str, str]:
    """What the names in a module are short for: those that it imports, and its own classes."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    found = {alias.asname or alias.name: f"{node.module}.{alias.name}" for node in imports for alias in node.names}
    return {node.name: f"{module}.{node.name}" for node in tree.body if isinstance(node, ast.ClassDef)} | found


def matched(pattern: ast.pattern) -> Iterator[str]:
    """The classes that a pattern asks for."""
    match pattern:
        case ast.MatchClass(class_):
            yield ast.unparse(class_)
        case ast.MatchOr(patterns) | ast.MatchSequence(patterns):
            for each in patterns:
                yield from matched(each)
        case ast.MatchAs(inner) if inner is not None:
            yield from matched(inner)


def is_open(match: ast.Match) -> bool:
    """Whether a form that no case names is let through."""
    last = match.cases[-1]
    if last.guard is not None:
        return True
    takes_all = isinstance(last.pattern, ast.MatchAs) and last.pattern.pattern is None
    return takes_all and not ast.unparse(last.body[-1]).startswith(("assert_never(", "raise "))


def own_matches(function: ast.AST) -> Iterator[ast.Match]:
    """The matches of a function, not those of functions inside it."""
    for node in ast.iter_child_nodes(function):
        if isinstance(node, ast.Match):
            yield node
        if not isinstance(node, ast.FunctionDef):
            yield from own_matches(node)


def open_matches() -> Iterator[tuple[str, str]]:
    """The modules and functions with a choice among the forms of a tree that lets forms through."""
    known = forms()
    for path in PACKAGE.rglob("*.py"):
        module = ".".join(("diglot", *path.relative_to(PACKAGE).with_suffix("").parts))
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = long_names(module, tree)
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            asked = [
                [class_ for case in match.cases for class_ in matched(case.pattern)]
                for match in own_matches(function)
                if is_open(match)
            ]
            for classes in (*asked, *chains(function)):
                words = [class_.partition(".") for class_ in classes]
                if any(names.get(word, word) + dot + rest in known for word, dot, rest in words):
                    yield module.removeprefix("diglot."), function.name


def chains(function: ast.FunctionDef) -> Iterator[list[str]]:
    """The classes that a row of conditions asks for, where two of them ask for the class of the same thing.

    A row is an `if … elif …`, or one `if` after the other where each leaves the block.
    """
    for node in ast.walk(function):
        for row in rows_of(node):
            asked = [dict(classes_asked(link.test)) for link in row]
            for thing in {thing for each in asked for thing in each}:
                classes = [each[thing] for each in asked if thing in each]
                if len(classes) > 1:
                    yield " | ".join(classes).split(" | ")


def rows_of(node: ast.AST) -> Iterator[list[ast.If]]:
    """The rows of conditions that are directly in a node."""
    for _, block in ast.iter_fields(node):
        row: list[ast.If] = []
        for statement in block if isinstance(block, list) else ():
            links = [*links_of(statement)]
            row += links
            if not links or not isinstance(links[-1].body[-1], (ast.Return, ast.Continue, ast.Break, ast.Raise)):
                yield row
                row = []
        yield row


def links_of(node: ast.AST) -> Iterator[ast.If]:
    """An `if` and each `elif` of it."""
    if isinstance(node, ast.If):
        yield node
        if len(node.orelse) == 1:
            yield from links_of(node.orelse[0])


def classes_asked(condition: ast.expr) -> Iterator[tuple[str, str]]:
    """The things and the classes in `isinstance`."""
    for node in ast.walk(condition):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "isinstance":
            yield ast.unparse(node.args[0]), ast.unparse(node.args[1])


def test_no_form_is_passed_over() -> None:
    """A choice among forms names every one, is ended by `assert_never`, or has a reason to take the rest."""
    places = [line.partition(": ") for lines in OPEN.values() for line in lines]
    allowed = sorted((module, function) for module, _, functions in places for function in functions.split())
    assert sorted(set(open_matches())) == allowed


def test_each_form_of_expressions_is_resolved() -> None:
    """The handlers of name resolution are those of all forms."""
    assert HANDLERS.keys() == set(get_args(syntax.Expression))


def test_each_form_of_expressions_has_a_case() -> None:
    """Some file about the language has it."""
    seen = {type(node) for _, module in parsed_cases() for node in nodes(module)}
    assert set(get_args(syntax.Expression)) - seen == set()


def expressions_in(value: Any, forms_: tuple[type, ...]) -> Iterator[Any]:  # noqa: ANN401 (nodes of any tree)
    """The nearest expressions below a value, wherever its fields have them."""
    parts = value if isinstance(value, tuple) else [getattr(value, each.name) for each in fields(value)]
    for part in parts:
        if isinstance(part, forms_):
            yield part
        elif isinstance(part, tuple) or (is_dataclass(part) and not isinstance(part, type)):
            yield from expressions_in(part, forms_)


def test_walkers_leave_nothing_out() -> None:
    """What the walkers say is directly below an expression is what its fields have, for the library and a page."""
    site = compile_site(Workspace.of({"all.md": ALL_FORMS}), Settings(docs_dir="."), read_library(), whole_library=True)
    assert site.ok
    bodies: list[tuple[Any, Any, Any]] = [
        (typed.Expression, typed_tree.children, each.body)
        for module in site.typed.values()
        for each in module.declarations
        if isinstance(each, typed.Definition)
    ]
    bodies += [
        (core.Expression, core_tree.children, function.body)
        for module in site.core.values()
        for group in module.declarations
        if isinstance(group, core.FunctionGroup)
        for function in group.functions
    ]
    seen = set()
    for union, children, body in bodies:
        waiting = [body]
        while waiting:
            e = waiting.pop()
            seen.add(type(e))
            assert sorted(map(id, children(e))) == sorted(map(id, expressions_in(e, get_args(union)))), e
            waiting += children(e)
    assert {*get_args(typed.Expression), *get_args(core.Expression)} - seen == {typed.ErrorExpression, core.Undefined}
