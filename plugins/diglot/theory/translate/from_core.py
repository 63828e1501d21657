"""A module's core and its page as a theory.

In: the core of one module, the page that it was read from and its naming. Out: a theory whose items are in the order
of the core, with the page's headings and prose between them. A heading or a paragraph comes before the declarations
that follow it on the page; where a declaration had to move up, everything that was before its neighbours stays there.
What HOL cannot say is reported, and the rest is translated all the same.
"""

from collections.abc import Iterable, Iterator, Sequence

from diglot.core.ast import (
    AxiomConstant,
    CoreModule,
    DataType,
    Declaration,
    Function,
    FunctionGroup,
    OpaqueType,
    TypeFunction,
    TypeGroup,
)
from diglot.diagnostic import Problems
from diglot.names import Implicitness, Symbol
from diglot.page import model as page_model
from diglot.page.model import Page
from diglot.recursion import deep_recursion
from diglot.theory.ast import Heading, Item, Text, Theory
from diglot.theory.reserved import SUPPORT_THEORY
from diglot.theory.translate.context import Context
from diglot.theory.translate.datatypes import TypeDeclarations
from diglot.theory.translate.functions import FunctionTranslator
from diglot.theory.translate.names import Naming, TypeOf
from diglot.theory.translate.nesting import MOST_NESTED, nesting
from diglot.theory.translate.open_parameters import GeneralTypes
from diglot.typed.types import Function as FunctionType
from diglot.typed.types import Type, arrows


def translate_module(
    core: CoreModule,
    page: Page,
    naming: Naming,
    problems: Problems,
    type_of: TypeOf,
    left_out: Sequence[DataType | Function] = (),
) -> Theory:
    """The theory of a module; `type_of` has the types of all constants, what is left out is only mentioned."""
    own = _own_types(naming.declarations)
    context = Context(naming, core.path, problems, GeneralTypes(lambda symbol: own.get(symbol) or type_of(symbol)))
    types = TypeDeclarations(context)
    functions = FunctionTranslator(context)
    items: list[Item] = []
    english = _English(page, [_mention(declaration) for declaration in left_out])
    problems.extend(naming.problems)
    with deep_recursion():
        for declaration, limit in zip(naming.declarations, _limits(naming.declarations), strict=True):
            items.extend(english.before(limit))
            items.extend(_declaration(declaration, types, functions))
    items.extend(english.rest())
    imports = ["Main", *(naming.visible[module].theory for module in core.imports if module in naming.visible)]
    if context.needs_support:
        imports.insert(1, SUPPORT_THEORY)
    return Theory(naming.theory, tuple(imports), tuple(items), page=page.source.path)


def _declaration(declaration: Declaration, types: TypeDeclarations, functions: FunctionTranslator) -> Sequence[Item]:
    match declaration:
        case TypeGroup():
            return types.group(declaration)
        case OpaqueType():
            return (types.opaque(declaration),)
        case TypeFunction():
            return (types.synonym(declaration),)
        case AxiomConstant():
            return (functions.axiom(declaration),)
        case FunctionGroup():
            found = functions.group(declaration)
            if max(map(nesting, found), default=0) > MOST_NESTED:
                functions.report_nesting(declaration, MOST_NESTED)
                return ()
            return found


def _own_types(declarations: Iterable[Declaration]) -> dict[Symbol, Type]:
    """The types of the module's functions as the theory has them, copies and what was inside of others included."""
    found: dict[Symbol, Type] = {}
    for group in declarations:
        if isinstance(group, FunctionGroup):
            for function in group.functions:
                type_ = arrows([parameter.type for parameter in function.parameters], function.result)
                for parameter in reversed(function.type_parameters):
                    type_ = FunctionType(Implicitness.IMPLICIT, parameter.variable, parameter.kind, type_)
                found[function.symbol] = type_
    return found


def _start(declaration: Declaration) -> int:
    match declaration:
        case TypeGroup(types):
            return min(type_.span.start for type_ in types)
        case FunctionGroup(functions):
            return min(function.span.start for function in functions)
        case OpaqueType() | TypeFunction() | AxiomConstant():
            return declaration.span.start


def _limits(declarations: Sequence[Declaration]) -> list[int]:
    """For each declaration the place on the page up to which English may come before it."""
    limits: list[int] = []
    least: int | None = None
    for declaration in reversed(declarations):
        start = _start(declaration)
        least = start if least is None else min(least, start)
        limits.append(least)
    return limits[::-1]


def _mention(declaration: DataType | Function) -> page_model.Prose:
    """What is said where HOL has nothing for a definition itself."""
    name = declaration.symbol.name
    match declaration:
        case DataType(trait=True):
            text = f"The trait `{name}` is no type of Isabelle: the methods of its instances are functions."
        case DataType():
            text = f"The type `{name}` has a copy for each type that it is used with, which is called after that."
        case Function():
            text = f"`{name}` has a copy for each type or function that it is used with, which is called after that."
    return page_model.Prose(declaration.span, text)


class _English:
    """The headings and paragraphs of a page, and what else is said, handed out in order."""

    def __init__(self, page: Page, more: Sequence[page_model.Prose]) -> None:
        self._path = page.source.path
        blocks = [block for block in page.blocks if isinstance(block, page_model.Heading | page_model.Prose)]
        self._waiting = sorted([*blocks, *more], key=lambda block: block.span.start, reverse=True)

    def before(self, offset: int) -> Iterator[Item]:
        """What comes before a place on the page and was not handed out yet."""
        while self._waiting and self._waiting[-1].span.start < offset:
            yield from self._item(self._waiting.pop())

    def rest(self) -> Iterator[Item]:
        """Everything that was not handed out yet."""
        while self._waiting:
            yield from self._item(self._waiting.pop())

    def _item(self, block: page_model.Heading | page_model.Prose) -> Iterator[Item]:
        match block:
            case page_model.Heading(span, level, text, anchor):
                yield Heading(level=level, text=text, anchor=f"{self._path}#{anchor}", source=span)
            case page_model.Prose(span, text) if text.strip() and not text.startswith("<!--"):
                yield Text(text=text, source=span)
            case _:
                pass
