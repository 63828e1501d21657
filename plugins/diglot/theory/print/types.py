"""Types of HOL as text.

In: a type. Out: its text in layout characters (see `symbols`), with the parentheses that Isabelle needs. Arrows bind
loosest and to the right, products tighter and to the right, type constructors come after their arguments.
"""

from diglot.theory.ast import FunctionType, ProductType, Type, TypeApplication, TypeVariable

_ARROW, _PRODUCT, _ARGUMENT = 0, 20, 1000


def show_type(type_: Type, level: int = _ARROW) -> str:
    """A type of at least a priority."""
    match type_:
        case TypeVariable(name):
            return name
        case TypeApplication(name, arguments):
            return _applied(name, arguments)
        case FunctionType():
            return _parenthesised(" ⇒ ".join(arrow_parts(type_)), outside=level > _ARROW)
        case ProductType(left, right):
            text = f"{show_type(left, _PRODUCT + 1)} × {show_type(right, _PRODUCT)}"
            return _parenthesised(text, outside=level > _PRODUCT)


def arrow_parts(type_: Type) -> list[str]:
    """The domains of a curried function and its result."""
    parts = []
    while isinstance(type_, FunctionType):
        parts.append(show_type(type_.domain, _ARROW + 1))
        type_ = type_.codomain
    parts.append(show_type(type_, _ARROW + 1))
    return parts


def is_word(type_: Type) -> bool:
    """Whether a type needs no quotes."""
    return isinstance(type_, TypeVariable) or (isinstance(type_, TypeApplication) and not type_.arguments)


def _applied(name: str, arguments: tuple[Type, ...]) -> str:
    if not arguments:
        return name
    if len(arguments) == 1:
        return f"{show_type(arguments[0], _ARGUMENT)} {name}"
    return f"({', '.join(show_type(argument) for argument in arguments)}) {name}"


def _parenthesised(text: str, *, outside: bool) -> str:
    return f"({text})" if outside else text
