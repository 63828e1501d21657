"""The standard library's types and constructors in HOL.

A constructor maps to what it is in a pattern and in a term: both are the same there. `Int` is no datatype in HOL;
`terms` takes its matches apart by sign.
"""

from collections.abc import Mapping

BOOL = "Juvix.Builtin.V1.Bool:Bool"
NAT = "Juvix.Builtin.V1.Nat.Base:Nat"
INT = "Stdlib.Data.Int.Base:Int"
LIST = "Juvix.Builtin.V1.List:List"
MAYBE = "Juvix.Builtin.V1.Maybe:Maybe"
PAIR = "Stdlib.Data.Pair.Base:Pair"
UNIT = "Stdlib.Data.Unit.Base:Unit"
STRING = "Juvix.Builtin.V1.String:String"
SET = "Stdlib.Data.Set:Set"
EMPTY_SET = f"{SET}.empty"
UNBALANCED_SET = "Stdlib.Data.UnbalancedSet:UnbalancedSet"
QUEUE = "Stdlib.Data.Queue.Base:Queue"
MAP = "Stdlib.Data.Map:Map"
ORDERING = "Stdlib.Data.Ordering:Ordering"
RESULT = "Stdlib.Data.Result.Base:Result"
EQ = "Stdlib.Trait.Eq:Eq"
ORD = "Stdlib.Trait.Ord:Ord"
SHOW = "Stdlib.Trait.Show:Show"
NATURAL = "Juvix.Builtin.V1.Trait.Natural:Natural"
FROM_NATURAL = "Juvix.Builtin.V1.Trait.FromNatural:FromNatural"
INTEGRAL = "Stdlib.Trait.Integral:Integral"
NUMERIC = "Stdlib.Trait.Numeric:Numeric"
DIV_MOD = "Stdlib.Trait.DivMod:DivMod"
ELEMENT_MAP = "Stdlib.Trait.Functor.Monomorphic:Functor"
PARTIAL = "Stdlib.Trait.Partial:Partial"
RANGE = "Stdlib.Data.Range:Range"
STEP_RANGE = "Stdlib.Data.Range:StepRange"
TREE = "Stdlib.Data.Tree:Tree"
BINARY_TREE = "Stdlib.Data.BinaryTree:BinaryTree"
BYTE = "Stdlib.Data.Byte.Base:Byte"
FIELD = "Stdlib.Data.Field.Base:Field"
IO = "Stdlib.System.IO.Base:IO"
ITSELF = "Diglot.Laws:Itself"
"""No type of the library: its one value stands for a type."""

LIBRARY_TYPES: Mapping[str, str] = {
    BOOL: "bool",
    NAT: "nat",
    INT: "int",
    LIST: "list",
    MAYBE: "option",
    UNIT: "unit",
    STRING: "string",
    SET: "set",
    MAP: "map",
    UNBALANCED_SET: "set",
    QUEUE: "list",
    RESULT: "sum",
    ORDERING: "Ordering",
    EQ: "Eq",
    ORD: "Ord",
    SHOW: "Show",
    NATURAL: "Natural",
    FROM_NATURAL: "FromNatural",
    INTEGRAL: "Integral",
    NUMERIC: "Numeric",
    DIV_MOD: "DivMod",
    ELEMENT_MAP: "ElementMap",
    PARTIAL: "unit",
    RANGE: "number_range",
    STEP_RANGE: "stepped_range",
    TREE: "rose_tree",
    BINARY_TREE: "binary_tree",
    BYTE: "char",
    FIELD: "field_element",
    IO: "io_action",
}
"""Pairs are not here: they have a form of their own."""

NIL, CONS = f"{LIST}.nil", f"{LIST}.::"
COMMA = f"{PAIR}.,"
UNIT_VALUE = f"{UNIT}.unit"
TRUE, FALSE = f"{BOOL}.true", f"{BOOL}.false"
ZERO, SUC = f"{NAT}.zero", f"{NAT}.suc"
OF_NAT, NEG_SUC = f"{INT}.ofNat", f"{INT}.negSuc"

CONSTRUCTORS: Mapping[str, str] = {
    TRUE: "True",
    FALSE: "False",
    SUC: "Suc",
    f"{MAYBE}.nothing": "None",
    f"{MAYBE}.just": "Some",
    f"{RESULT}.error": "Inl",
    f"{RESULT}.ok": "Inr",
    f"{ORDERING}.LessThan": "LessThan",
    f"{ORDERING}.Equal": "Equal",
    f"{ORDERING}.GreaterThan": "GreaterThan",
    f"{TREE}.node": "tree_node",
    f"{BINARY_TREE}.leaf": "binary_leaf",
    f"{BINARY_TREE}.node": "binary_node",
}
"""Constructors that are a constant in HOL; zero, nil, cons, pairs and unit have forms of their own."""
