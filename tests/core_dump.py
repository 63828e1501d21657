"""A compact dump of core modules, for tests and for those who look for a mistake.

In: a core module. Out: its declarations in order, one form a line where it fits. Parameters that nothing uses are `_`;
implied type arguments are left out. The text is not meant to be read back.
"""

import sys
from collections.abc import Sequence

from diglot.core import ast
from diglot.typed.show import show_type

WIDTH = 100
"""Characters that a line may have."""

Lines = list[str]


def print_core(module: ast.CoreModule) -> str:
    """All declarations of a module."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(before * 10)
    try:
        return "\n\n".join(_declaration(declaration) for declaration in module.declarations)
    finally:
        sys.setrecursionlimit(before)


def _declaration(declaration: ast.Declaration) -> str:
    match declaration:
        case ast.TypeGroup(types, recursive):
            word = "recursive " if recursive else ""
            return "\n".join(word + _data_type(data) for data in types)
        case ast.FunctionGroup(functions, recursive):
            word = "recursive " if recursive else ""
            return "\n".join(word + _function(function) for function in functions)
        case ast.OpaqueType(symbol, _, parameters):
            return f"opaque {symbol.qualified}{_type_parameters(parameters)}"
        case ast.TypeFunction(symbol, _, parameters, body):
            return f"synonym {symbol.qualified}{_type_parameters(parameters)} = {show_type(body)}"
        case ast.AxiomConstant(symbol, _, parameters, type_):
            return f"axiom {symbol.qualified}{_braced(parameters)} : {show_type(type_)}"


def _type_parameters(parameters: Sequence[ast.TypeParameter]) -> str:
    return "".join(f" {parameter.variable}" for parameter in parameters)


def _braced(parameters: Sequence[ast.TypeParameter]) -> str:
    return f" {{{_type_parameters(parameters)[1:]}}}" if parameters else ""


def _data_type(data: ast.DataType) -> str:
    word = "record" if data.is_record else "type"
    head = f"{word} {data.symbol.qualified}{_type_parameters(data.parameters)}"
    return "\n".join([head, *[f"  | {_constructor(constructor)}" for constructor in data.constructors]])


def _constructor(constructor: ast.ConstructorInfo) -> str:
    fields = [f"({field.name or '_'} : {show_type(field.type)})" for field in constructor.fields]
    return " ".join([constructor.symbol.name, *fields])


def _function(function: ast.Function) -> str:
    marks = [word for word, on in (("terminating ", function.terminating), ("instance ", function.instance)) if on]
    parameters = "".join(f" ({_name(parameter)} : {show_type(parameter.type)})" for parameter in function.parameters)
    name = f"{''.join(marks)}{function.symbol.qualified}{_braced(function.type_parameters)}"
    return "\n".join([f"{name}{parameters} : {show_type(function.result)} =", *_indent(_lines(function.body))])


def _name(parameter: ast.Parameter) -> str:
    return parameter.variable.name if parameter.used else "_"


# -- Expressions ------------------------------------------------------------------------------------------------------


def _indent(lines: Lines) -> Lines:
    return ["  " + line for line in lines]


def _lines(e: ast.Expression) -> Lines:
    """An expression on its own lines."""
    match e:
        case ast.Lambda(_, parameters, body):
            head = f"\\{' '.join(map(_name, parameters))} ->"
            return _join(head, _lines(body))
        case ast.Let():
            return _let(e)
        case ast.Case():
            return _case(e)
        case ast.If():
            return _if(e)
        case ast.Apply():
            return _apply(e)
        case ast.RecordUpdate(_, record, fields):
            return _block("", [_atom(record), *[_join(f"@{field.name} :=", _atom(value)) for field, value in fields]])
        case ast.Local(_, variable):
            return [variable.name]
        case ast.Global(_, symbol):
            return [symbol.name]
        case ast.Integer(_, value):
            return [str(value)]
        case ast.String(_, text):
            return [_quote(text)]
        case ast.Undefined():
            return ["undefined"]


def _quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _atom(e: ast.Expression) -> Lines:
    """An expression as an argument."""
    lines = _lines(e)
    if isinstance(e, ast.Local | ast.Global | ast.Integer | ast.String | ast.Undefined):
        return lines
    return [f"({lines[0]}", *[" " + line for line in lines[1:-1]], f" {lines[-1]})"] if lines[1:] else [f"({lines[0]})"]


def _join(head: str, rest: Lines) -> Lines:
    """A head and what belongs to it, on one line when it is one and short."""
    if len(rest) == 1 and len(head) + len(rest[0]) < WIDTH:
        return [f"{head} {rest[0]}"]
    return [head, *_indent(rest)]


def _block(head: str, parts: Sequence[Lines]) -> Lines:
    """A head with arguments: side by side when all are short, else one below the other."""
    first, *rest = [[head], *parts] if head else parts
    if all(len(part) == 1 for part in (first, *rest)):
        line = " ".join(part[0] for part in (first, *rest))
        if len(line) <= WIDTH:
            return [line]
    return [*first, *[line for part in rest for line in _indent(part)]]


def _apply(e: ast.Apply) -> Lines:
    """An application; one whose last argument is one by the same operator is printed as a row."""
    row: list[Lines] = []
    last: ast.Expression = e
    while isinstance(last, ast.Apply) and _operator(last) and _operator(last) == _operator(e):
        row.append(_atom(last.arguments[0]))
        last = last.arguments[1]
    if not row:
        return _block("", [_atom(e.function), *[_atom(argument) for argument in e.arguments]])
    row.append(_atom(last))
    name = _operator(e)
    parts = [part if index == 0 else _join(name, part) for index, part in enumerate(row)]
    return _block("", parts)


def _operator(e: ast.Apply) -> str:
    """The infix operator at the head, or nothing."""
    if isinstance(e.function, ast.Global) and len(e.arguments) == 2:
        name = e.function.symbol.name
        return "" if name[0].isalpha() or name[0] == "_" else name
    return ""


def _let(e: ast.Let) -> Lines:
    lines: Lines = []
    rest: ast.Expression = e
    while isinstance(rest, ast.Let):
        lines += _join(f"let {_name(rest.parameter)} =", _lines(rest.value))
        rest = rest.body
    return [*lines, *_join("in", _lines(rest))]


def _case(e: ast.Case) -> Lines:
    lines = _join("case", _lines(e.scrutinee))
    for branch in e.branches:
        head = " ".join([branch.constructor.name, *[_name(parameter) for parameter in branch.parameters]])
        lines += _indent(_join(f"{head} ->", _lines(branch.body)))
    if e.default is not None:
        lines += _indent(_join("_ ->", _lines(e.default)))
    return lines


def _if(e: ast.If) -> Lines:
    lines: Lines = []
    rest: ast.Expression = e
    while isinstance(rest, ast.If):
        lines += _join(f"{'else ' if lines else ''}if {_one_line(rest.condition)} then", _lines(rest.then))
        rest = rest.otherwise
    return [*lines, *_join("else", _lines(rest))]


def _one_line(e: ast.Expression) -> str:
    return " ".join(line.strip() for line in _lines(e))
