"""Pages with one mistake made very often, or nested very deeply.

Each maker takes how often and gives the text of a page; the text grows with the number and no faster.
"""

from collections.abc import Callable

Maker = Callable[[int], str]
"""How often, to the text of a page."""


def page(statements: str, imports: str = "import Stdlib.Prelude open;") -> str:
    """A page with one snippet."""
    return f"# Bad\n\n```juvix\nmodule bad;\n\n{imports}\n\n{statements}\n```\n"


def each(line: str, before: str = "") -> Maker:
    """A line again and again; `{i}` in it is which one it is."""
    return lambda count: page(before + "\n" + "\n".join([line.replace("{i}", str(i)) for i in range(count)]))


def nested(opening: str, middle: str, closing: str, before: str = "f (x y z : Nat) : Nat := ") -> Maker:
    """One definition with something in itself again and again."""
    return lambda count: page(f"{before}{opening * count}{middle}{closing * count};")


def listed(item: str, between: str, before: str, after: str) -> Maker:
    """One definition with many things in a row; `{i}` in an item is which one it is."""
    return lambda count: page(
        before + between.join([item.replace("{i}", str(i)) for i in range(count)]) + after,
    )


def _missing_fields(count: int) -> str:
    fields = "".join([f"  field{i} : Nat;\n" for i in range(count)])
    return page(f"type Wide := mkWide@{{\n{fields}}};\nw : Wide := Wide.mkWide@{{}};\n")


def _wrong_fields(count: int) -> str:
    fields = "".join([f"  field{i} : Nat;\n" for i in range(count)])
    given = "".join([f"  feild{i} := {i};\n" for i in range(count)])
    return page(f"type Wide := mkWide@{{\n{fields}}};\nw : Wide := Wide.mkWide@{{\n{given}}};\n")


def _missing_constructors(count: int) -> str:
    constructors = "".join([f"  | Con{i}\n" for i in range(count)])
    return page(f"type Many :=\n{constructors};\nopen Many;\nf : Many -> Many -> Nat\n  | Con0 Con1 := 0;\n")


def _pairs_of_constructors(count: int) -> str:
    constructors = "".join([f"  | Con{i}\n" for i in range(count)])
    clauses = "".join([f"  | Con{i} Con{i} := {i}\n" for i in range(count)])
    return page(f"type Many :=\n{constructors};\nopen Many;\nf : Many -> Many -> Nat\n{clauses};\n")


def _diagonal_matrix(count: int) -> str:
    width = min(count, 60)
    rows = "".join(
        [
            "  | " + " ".join(["true" if i % width == k else "_" for k in range(width)]) + " := 0\n"
            for i in range(count // 60)
        ]
    )
    return page(f"f : {'Bool -> ' * width}Nat\n{rows};\n")


def _aliases(count: int) -> str:
    lines = [f"A{i} : Type := A{i + 1};" for i in range(count)]
    return page("\n".join(lines) + f"\nA{count} : Type := Nat;\nbad : A0 := true;")


def _types_that_double(count: int) -> str:
    lines = ["T0 : Type := Pair Nat Nat;"]
    lines += [f"T{i + 1} : Type := Pair T{i} T{i};" for i in range(min(count, 40))]
    return page("\n".join(lines) + f"\nbad (x : T{min(count, 40)}) : Nat := x;")


def _values_that_double(count: int) -> str:
    lines = "\n".join([f"    x{i + 1} := x{i} , x{i};" for i in range(min(count, 40))])
    return page(f"bad : Nat := let\n    x0 := 1 , 2;\n{lines}\n  in x{min(count, 40)};")


def _failing_instances(count: int) -> str:
    lines = [f"type T{i} := t{i};" for i in range(count)]
    lines += [f"f{i} : Bool := T{i}.t{i} == T{i}.t{i};" for i in range(count)]
    return page("\n".join(lines))


def _deep_instance(count: int) -> str:
    goal = "List (" * min(count, 90) + "Nat -> Nat" + ")" * min(count, 90)
    return page("\n".join([f"f{i} (a b : {goal}) : Bool := a == b;" for i in range(max(1, count // 90))]))


def _ambiguous_instances(count: int) -> str:
    lines = ["trait type Small A := mkSmall@{small : A -> Nat};"]
    lines += [f"instance small{i} : Small Nat := Small.mkSmall@{{small := \\{{x := x}}}};" for i in range(count)]
    return page("\n".join(lines) + "\nf : Nat := Small.small 3;\n")


def _ambiguous_names(count: int) -> str:
    lines = [f"module M{i}; thing : Nat := {i}; end;" for i in range(count)]
    lines += [f"open M{i};" for i in range(count)]
    lines += [f"f{i} : Nat := thing;" for i in range(count)]
    return page("\n".join(lines))


def _cycle_of_calls(count: int) -> str:
    lines = [f"f{i} (x y : Nat) : Nat := f{(i + 1) % count} y x;" for i in range(count)]
    return page("\n".join(lines))


def _calls_all_around(count: int) -> str:

    width = 12
    names = [f"a{k}" for k in range(width)]
    rows = []
    for i in range(max(1, count // width)):
        turned = names[i % width :] + names[: i % width]
        rows.append(f"  | {' '.join(names)} := f {' '.join(turned)}\n")
    return page(f"f : {'Nat -> ' * width}Nat\n{''.join(rows)};\n")


def _negative_types(count: int) -> str:
    lines = [f"type T{i} := t{i} (T{(i + 1) % count} -> Nat);" for i in range(count)]
    return page("\n".join(lines))


def _unknown_imports(count: int) -> str:
    return page("", "\n".join([f"import Stdlib.Nowhere{i} open;" for i in range(count)]))


def _many_opens(count: int) -> str:
    return page("f : Nat := 1 2;", "\n".join(["import Stdlib.Prelude open;"] * count))


MAKERS: dict[str, Maker] = {
    "unknown names": each("f{i} : Nat := unknown{i};"),
    "unknown names like known ones": each("f{i} : Nat := fooBar{i} + foldrr lsit{i};"),
    "unknown types": each("f{i} : Natt := 1;"),
    "unknown qualified names": each("f{i} : Nat := Lisst.fold{i} 1;"),
    "unknown modules opened": each("open Nowhere{i};"),
    "unknown imports": _unknown_imports,
    "unknown names in a filter": lambda n: page(
        f"open List using {{{'; '.join([f'nothing{i}' for i in range(n)])}}};",
    ),
    "one name defined again and again": each("f : Nat := {i};"),
    "one type defined again and again": each("type T := t;"),
    "one constructor again and again": listed("| c", "\n", "type T :=\n", ";"),
    "one variable bound again and again": listed("x", " ", "f : Nat -> Nat\n | (suc ", ") := 1;"),
    "one argument given again and again": listed("a := {i}", "; ", "g (a : Nat) : Nat := a;\nf : Nat := g@{", "};"),
    "ambiguous names": _ambiguous_names,
    "wrong types": each('f{i} : Nat := "no";'),
    "wrong types of arguments": each('f{i} : List Nat := map \\{x := x + "a"} [true; "b"];'),
    "missing arguments": each("f{i} (x : Nat) : Nat := foldl;"),
    "too many arguments": listed("x", " ", "f (x : Nat) : Nat := f ", ";"),
    "missing semicolons": each("f{i} : Nat := 1"),
    "missing definitions": each("f{i} : Nat;"),
    "equals for defining": each("f{i} : Nat = 1;"),
    "stray closing parentheses": each("f{i} : Nat := 1);"),
    "stray closing braces": each("f{i} : Nat := 1};"),
    "unclosed parentheses": each("f{i} : Nat := (1;"),
    "unclosed brackets": each("f{i} : List Nat := [1;"),
    "unclosed braces": each("f{i} : Nat -> Nat := \\{x := x;"),
    "unclosed comments": each("{- f{i} : Nat := 1;"),
    "unclosed strings": each('f{i} : String := "no;'),
    "stray words": each("then where foo = bar{i} in"),
    "stray characters": each("@ @ | | , , . ."),
    "bare operators": each("f{i} (xs : List Nat) : Nat := foldr + 0 xs;"),
    "operators without fixity": each("f{i} : Nat := 1 <+> 2 + + 3;"),
    "chained comparisons": listed("x", " == ", "f (x : Nat) : Bool := ", ";"),
    "mixed operators": listed("x", " << x >> ", "f (x : Nat -> Nat) : Nat -> Nat := ", ";"),
    "parentheses": nested("(", "x", ")"),
    "unclosed nested parentheses": nested("(", "x", ""),
    "brackets": nested("[", "x", "]"),
    "unclosed nested brackets": nested("[", "x", ""),
    "lambdas": nested("\\{x := ", "x", "}"),
    "unclosed lambdas": nested("\\{x := ", "x", ""),
    "lets": nested("let a := x in ", "a", ""),
    "lets in lets": nested("let a := ", "x", " in a"),
    "lets without in": nested("let a := x; ", "a", ""),
    "cases": nested("case x of | zero := 0 | suc y := ", "y", ""),
    "cases of cases": nested("case (", "x", ") of {zero := 0 | suc y := y}"),
    "cases without branches": nested("case x of ", "y", ""),
    "cases with arrows": nested("case x of { zero -> 0 | suc y -> ", "y", "}"),
    "ifs": nested("if | x == 0 := 1 | else := ", "x", ""),
    "ifs with then": nested("if x == 0 then 1 else ", "x", ""),
    "dos": nested("do {x <- ", "x", "; x}"),
    "records": nested("P@{a := ", "x", "}"),
    "updates": nested("x@P{a := ", "x", "}"),
    "comments": nested("{- ", "x", " -}"),
    "function types": nested("Nat -> ", "Nat", "", before="axiom f : "),
    "function types to the left": nested("(", "Nat", " -> Nat)", before="axiom f : "),
    "type applications": nested("List (", "Nat", ")", before="axiom f : "),
    "types with names": nested("(x : Nat) -> ", "Nat", "", before="axiom f : "),
    "patterns": nested("(suc ", "x", ")", before="f : Nat -> Nat | "),
    "patterns of lists": nested("[", "x", "]", before="f : Nat -> Nat | "),
    "patterns in patterns": nested("a@(", "x", ")", before="f : Nat -> Nat | "),
    "applications": nested("suc (", "true", ")"),
    "wrong types in applications": nested("foldr (", "true", ') 1 "a"'),
    "cons": nested("1 :: ", "true", ""),
    "sums": nested("x + ", "true", ""),
    "pairs": nested("x , ", "true", ""),
    "dollars": nested("suc $ ", "x", ""),
    "modules": nested("module M;\n", "x : Nat := true;", "\nend;", before=""),
    "unclosed modules": each("module M{i};"),
    "stray ends": each("end;"),
    "missing fields": _missing_fields,
    "misspelt fields": _wrong_fields,
    "missing constructors": _missing_constructors,
    "pairs of constructors": _pairs_of_constructors,
    "diagonal patterns": _diagonal_matrix,
    "same clause again": listed("| zero := {i}", "\n", "f : Nat -> Nat\n", ";"),
    "clauses of different lengths": listed("| zero zero := {i} | zero := 1", "\n", "f : Nat -> Nat\n", ";"),
    "missing clauses": each("f{i} : Nat -> List Nat -> Maybe Bool -> Nat | zero nil nothing := 1;"),
    "chain of aliases": _aliases,
    "types that double": _types_that_double,
    "values that double": _values_that_double,
    "instances that are missing": _failing_instances,
    "deep instances that are missing": _deep_instance,
    "instances that compete": _ambiguous_instances,
    "overlapping instances": each("instance eq{i} : Eq Nat := Eq.mk@{isEqual := \\{x y := true}};"),
    "endless calls": each("f{i} (x : Nat) : Nat := f{i} x;"),
    "cycle of calls": _cycle_of_calls,
    "calls in every order": _calls_all_around,
    "negative types": _negative_types,
    "wrong operators declared": each("syntax operator +{i} nowhere;"),
    "fixities in a circle": each("syntax fixity f{i} := binary {above := [g{i}]};"),
    "aliases of nothing": each("syntax alias a{i} := nothing{i};"),
    "imports again and again": _many_opens,
    "documentation of nothing": each("--- nothing {i}"),
    "wrong pragmas": each("{-# inline: [, #-}\nf{i} : Nat := 1;"),
    "wrong escapes": each('f{i} : String := "\\q\\w";'),
    "lookalikes": each("f{i} : Nat := ‘x’ – “y” ＝ 1;"),
    "big numbers": each("f{i} : Nat := 0x + 1_000 + 9" + "9" * 60 + ";"),
    "fences of no language": lambda n: page("f : Nat := 1;") + "\n```juvx\nx\n```\n" * n,
    "empty fences": lambda n: page("f : Nat := 1;") + "\n```juvix hidden\n```\n" * n,
    "unclosed fences": lambda n: page("f : Nat := 1;") + "\n> ```juvix\n" * n,
}
