"""Every rule of the library gives a term that the prover would take and that has a type."""

import re
from itertools import count

import pytest
from hol.infer import Inference
from hol.read_inner import Apply, read_term
from hol.read_outer import read_file
from hol.scope import Scope, main
from hol.types import Derived, Meta

from diglot.theory import ast
from diglot.theory.library.functions import RULES
from diglot.theory.library.mentioned_constants import used_constants
from diglot.theory.library.rules import Rule
from diglot.theory.library.support import support_constants, support_theory
from diglot.theory.library.traits import OVERLOADS
from diglot.theory.print.theory import print_theory


def _scope() -> Scope:
    """What the support theory declares."""
    from hol.check import Prover

    prover = Prover()
    prover.accept("Diglot_Base.thy", support_theory().text)
    return prover.scope("Diglot_Base")


SCOPE = _scope()


def _rules() -> dict[str, Rule]:
    found = dict(RULES)
    for name, overload in OVERLOADS.items():
        heads = {f"{name} at {head}": rule for head, rule in overload.heads.items()}
        for kind, rule in {**heads, f"{name}, lawful": overload.lawful, f"{name}, any": overload.general}.items():
            found |= {kind: rule} if rule is not None else {}
    return found


def _type(term: ast.Term, arguments: tuple[ast.Identifier, ...]) -> Derived:
    """The type of a term, printed and read."""
    definition = ast.Definition(name="made", type=ast.TypeApplication("nat"), parameters=arguments, body=term)
    (command,) = read_file(print_theory(ast.Theory("Sample", ("Main",), (definition,))).text).commands
    proposition = read_term(command[-1].text, command[-1].line)
    assert isinstance(proposition, Apply)
    return Inference(SCOPE, 1).term(proposition.argument, {argument.name: Meta() for argument in arguments})


@pytest.mark.parametrize("name", _rules())
def test_rule(name: str) -> None:
    """With arguments, and alone where it can be alone; a term without a type is refused."""
    rule, numbers = _rules()[name], count(1)
    arguments = tuple(ast.Identifier(f"a{index}") for index in range(rule.arity))
    term = rule.build(arguments, lambda word: f"{re.sub('[^a-z]', '', word)}{next(numbers)}")
    _type(term, arguments)
    if rule.section is not None:
        _type(rule.section, ())


def test_the_reader_knows_all_constants() -> None:
    """No rule mentions a constant of HOL whose type the second reader does not know."""
    assert used_constants() - support_constants() <= main().keys()
