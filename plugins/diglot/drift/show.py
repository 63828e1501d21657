"""Types and terms on one line, for messages.

In: a value of `theory/ast.py`. Out: the same in Isabelle's syntax, with symbols as characters since people read it.
"""

from wadler_lindig import pformat

from diglot.drift.difference import Node
from diglot.theory import ast
from diglot.theory.operators import ATOM
from diglot.theory.print.terms import lay_out
from diglot.theory.print.types import show_type

_WIDTH = 1000


def show_node(node: Node, *, argument: bool = False) -> str:
    """A type or term; as an argument it may need parentheses."""
    if isinstance(node, ast.TypeVariable | ast.TypeApplication | ast.FunctionType | ast.ProductType):
        shown = show_type(node)
        return f"({shown})" if argument and " " in shown else shown
    return " ".join(pformat(lay_out(node, ATOM if argument else 0).doc, width=_WIDTH).split())
