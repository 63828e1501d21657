"""What can be read off a declaration before any name is resolved: name signatures and the arity of constructors.

Both are needed where a name is used, and the name may be used before its declaration is scoped.
"""

from collections.abc import Iterable, Iterator, Sequence

from diglot.names import Implicitness
from diglot.scope.ast import SignatureParameter
from diglot.syntax import ast

_ARGUMENT = tuple[Implicitness, ast.Word | None]
_INSTANCE = Implicitness.INSTANCE


def name_signature(parameters: Iterable[ast.Parameter], type_: ast.Expression | None) -> tuple[SignatureParameter, ...]:
    """The parameters that a named application of a function can give.

    These are the names left of the colon and those of the function type right after it, up to the first parameter
    without a name that is no instance.
    """
    found = []
    for implicitness, word, has_default in _named(parameters, type_):
        if word is None and implicitness is not Implicitness.INSTANCE:
            break
        found.append(SignatureParameter(word.text if word else "", implicitness, has_default))
    return _without_anonymous_end(found)


def type_signature(parameters: Iterable[ast.Parameter]) -> tuple[SignatureParameter, ...]:
    """The signature of a type: its parameters, all explicit."""
    return tuple(SignatureParameter(word.text, Implicitness.EXPLICIT) for word in parameter_names(parameters))


def constructor_signature(
    type_parameters: Iterable[ast.Parameter], constructor: ast.Constructor
) -> tuple[SignatureParameter, ...]:
    """The signature of a constructor: the type's parameters, then its fields or what its own signature names."""
    own: tuple[SignatureParameter, ...] = ()
    if constructor.style == "record":
        fields = record_fields(constructor)
        own = tuple(SignatureParameter(field.name.text, field.implicitness) for field in fields)
    elif constructor.style == "signature":
        own = name_signature(constructor.parameters, constructor.type)
    outer = (SignatureParameter(word.text, Implicitness.IMPLICIT) for word in parameter_names(type_parameters))
    return (*outer, *own)


def projection_signature(statement: ast.TypeDeclaration, field: ast.Field) -> tuple[SignatureParameter, ...]:
    """The signature of a method: what its field names, after the type's parameters and an instance.

    Any other field takes its record first, which has no name.
    """
    own = name_signature(field.parameters, field.type)
    if not own or not statement.trait:
        return ()
    implicit = [Implicitness.IMPLICIT for _ in parameter_names(statement.parameters)]
    return (*(SignatureParameter("", each) for each in (*implicit, _INSTANCE)), *own)


def names_after_unnamed(parameters: Iterable[ast.Parameter], type_: ast.Expression | None) -> tuple[str, ...]:
    """The names that a named application cannot give, because a parameter before them has none."""
    left = [(implicitness, word) for implicitness, word, _ in _named(parameters, None)]
    whole = (*left, *_arrows(type_))
    start = next((at for at, (each, word) in enumerate(whole) if word is None and each is not _INSTANCE), len(whole))
    return tuple(word.text for _, word in whole[start:] if word is not None)


def projection_names_after_unnamed(statement: ast.TypeDeclaration, field: ast.Field) -> tuple[str, ...]:
    """The same for a projection."""
    if statement.trait:
        return names_after_unnamed(field.parameters, field.type)
    return tuple(each.name for each in name_signature(field.parameters, field.type) if each.name)


def constructor_names_after_unnamed(constructor: ast.Constructor) -> tuple[str, ...]:
    """The same for a constructor."""
    if constructor.style != "signature":
        return ()
    return names_after_unnamed(constructor.parameters, constructor.type)


def parameter_names(parameters: Iterable[ast.Parameter]) -> Iterator[ast.Word]:
    """The names of a type's parameters."""
    return (word for parameter in parameters for word in parameter.names if word is not None)


def record_fields(constructor: ast.Constructor) -> tuple[ast.Field, ...]:
    """The fields of a record constructor, without the syntax declarations between them.

    A field that is declared twice is one: its second declaration has been reported.
    """
    first: dict[str, ast.Field] = {}
    for field in constructor.fields:
        if isinstance(field, ast.Field):
            first.setdefault(field.name.text, field)
    return tuple(first.values())


def constructor_arguments(constructor: ast.Constructor) -> tuple[_ARGUMENT, ...]:
    """How each argument of a constructor is passed, and its name if it has one.

    Implicit arguments, which a constructor cannot have, are left out; scoping its declaration reports them.
    """
    if constructor.style == "record":
        return tuple((field.implicitness, field.name) for field in record_fields(constructor))
    if constructor.style == "plain":
        return tuple((_passing((argument,)), None) for argument in constructor.arguments)
    left = [(each, word) for each, word, _ in _named(constructor.parameters, None)]
    whole = (*left, *_arrows(constructor.type))
    return tuple(each for each in whole if each[0] is not Implicitness.IMPLICIT)


def _named(
    parameters: Iterable[ast.Parameter], type_: ast.Expression | None
) -> Iterator[tuple[Implicitness, ast.Word | None, bool]]:
    for parameter in parameters:
        for word in parameter.names or (None,):
            yield parameter.implicitness, word, parameter.default is not None
    while isinstance(type_, ast.FunctionType):
        for word in type_.names:
            yield type_.implicitness, word, False
        type_ = type_.codomain


def _without_anonymous_end(parameters: list[SignatureParameter]) -> tuple[SignatureParameter, ...]:
    end = len(parameters)
    while end and not parameters[end - 1].name:
        end -= 1
    return tuple(parameters[:end])


def _arrows(type_: ast.Expression | None) -> Iterator[_ARGUMENT]:
    """The arguments of a function type as it is written."""
    while True:
        if isinstance(type_, ast.Parenthesized):
            type_ = type_.inner
        elif isinstance(type_, ast.FunctionType):
            yield from ((type_.implicitness, word) for word in type_.names)
            type_ = type_.codomain
        elif isinstance(type_, ast.Sequence):
            *domains, last = _split(type_.atoms)
            yield from ((_passing(domain), None) for domain in domains)
            type_ = last[0] if len(last) == 1 else None
        else:
            return


def _split(atoms: tuple[ast.Expression, ...]) -> list[list[ast.Expression]]:
    """The atoms between the arrows."""
    parts: list[list[ast.Expression]] = [[]]
    for atom in atoms:
        if isinstance(atom, ast.ArrowAtom):
            parts.append([])
        else:
            parts[-1].append(atom)
    return parts


def _passing(atoms: Sequence[ast.Expression]) -> Implicitness:
    argument = atoms[0] if len(atoms) == 1 else None
    if isinstance(argument, ast.Braced) and argument.implicitness is Implicitness.INSTANCE:
        return Implicitness.INSTANCE
    return Implicitness.EXPLICIT
