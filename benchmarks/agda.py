"""The same amount of definitions as literate Agda: the same modules, each with the same imports, as many definitions.

In: the modules' imports and numbers of definitions. Out: pages of literate Agda by path, and how long Agda takes for
them. They use nothing but Agda's builtin modules, so no library is loaded.

Agda is a dependently typed language with universe levels and a far stronger termination checker; the comparison says
what an author waits for, not which program is better.
"""

import shutil
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

HOW_TO_INSTALL = "Agda is not installed (on Debian: apt-get install agda-bin); its column is left out."

_BLOCKS = (
    (
        2,
        """
data Kind{n} : Set where
  plain{n} urgent{n} : Kind{n}
  delayed{n} : Nat → Kind{n}
  tagged{n} : String → Kind{n}

weight{n} : Kind{n} → Nat
weight{n} plain{n} = 1
weight{n} urgent{n} = {number}
weight{n} (delayed{n} m) = m + 1
weight{n} (tagged{n} _) = 0
""",
    ),
    (
        3,
        """
record Entry{n} : Set where
  constructor mkEntry{n}
  field
    number{n} : Nat
    label{n} : String
    inner{n} : Maybe {inner}
    history{n} : List Nat
open Entry{n} public

emptyEntry{n} : Entry{n}
emptyEntry{n} = record {{ number{n} = 0 ; label{n} = "{module}" ; inner{n} = nothing ; history{n} = [] }}

renumber{n} : Nat → Entry{n} → Entry{n}
renumber{n} m e = record e {{ number{n} = m ; history{n} = number{n} e ∷ history{n} e }}
""",
    ),
    (
        4,
        """
data Tree{n} (A : Set) : Set where
  leaf{n} : Tree{n} A
  node{n} : Tree{n} A → A → Tree{n} A → Tree{n} A

insertAt{n} : Nat → Tree{n} Nat → Tree{n} Nat
insertAt{n} m leaf{n} = node{n} leaf{n} m leaf{n}
insertAt{n} m (node{n} l x r) with m < x | m == x
... | true | _ = node{n} (insertAt{n} m l) x r
... | false | true = node{n} l x r
... | false | false = node{n} l x (insertAt{n} m r)

flatten{n} : {{A : Set}} → Tree{n} A → List A
flatten{n} leaf{n} = []
flatten{n} (node{n} l x r) = append (flatten{n} l) (x ∷ flatten{n} r)
  where
    append : {{B : Set}} → List B → List B → List B
    append [] ys = ys
    append (y ∷ xs) ys = y ∷ append xs ys

mapTree{n} : {{A B : Set}} → (A → B) → Tree{n} A → Tree{n} B
mapTree{n} f leaf{n} = leaf{n}
mapTree{n} f (node{n} l x r) = node{n} (mapTree{n} f l) (f x) (mapTree{n} f r)
""",
    ),
    (
        3,
        """
total{n} : List Nat → Nat
total{n} [] = 0
total{n} (x ∷ xs) = x + total{n} xs

newest{n} : List Nat → Maybe Nat
newest{n} [] = nothing
newest{n} (x ∷ _) = just x

pairs{n} : List Nat → List Nat → List (Maybe Nat)
pairs{n} [] _ = []
pairs{n} _ [] = []
pairs{n} (x ∷ xs) (y ∷ ys) = just (x * {number} + y) ∷ pairs{n} xs ys
""",
    ),
)
_HEADER = """\
module {module} where

open import Agda.Builtin.Nat
open import Agda.Builtin.Bool
open import Agda.Builtin.List
open import Agda.Builtin.Maybe
open import Agda.Builtin.String
"""


def agda_command() -> str | None:
    """Where Agda is."""
    return shutil.which("agda")


def agda_pages(modules: Mapping[str, tuple[tuple[str, ...], int]]) -> Mapping[str, str]:
    """Literate modules by path; `modules` has the imports and the number of definitions of each."""
    names = {name: f"M{number:03}" for number, name in enumerate(modules)}
    pages = {
        f"{names[name]}.lagda.md": _page(names[name], [names[each] for each in imports if each in names], count)
        for name, (imports, count) in modules.items()
    }
    everything = "module Everything where\n\n" + "".join(f"import {name}\n" for name in names.values())
    return {**pages, "Everything.agda": everything}


def _page(module: str, imports: list[str], count: int) -> str:
    header = _HEADER.format(module=module) + "".join(f"import {each}\n" for each in imports)
    parts = [f"# {module}\n\nWhat this page defines.\n", _fence(header)]
    made = number = 0
    while made < count:
        definitions, text = _BLOCKS[number % len(_BLOCKS)]
        inner = f"{imports[-1]}.Entry1" if imports else "Nat"
        parts.append(f"## Part {number}\n\nA few words about this part.\n")
        parts.append(_fence(text.format(n=number, module=module, inner=inner, number=number + 7)))
        made += definitions
        number += 1
    while number < 2:  # others import the entries of every module
        parts.append(_fence(_BLOCKS[number][1].format(n=number, module=module, inner="Nat", number=number)))
        number += 1
    return "\n".join(parts)


def _fence(code: str) -> str:
    return f"```agda\n{code.strip()}\n```\n"


def time_agda(folder: Path, pages: Mapping[str, str], edited: Iterable[str]) -> Mapping[str, float]:
    """Seconds for a first run, for one with nothing changed, and for one after an edit (the median over `edited`)."""
    for path, text in pages.items():
        (folder / path).write_text(text, encoding="utf-8")
    cold = _seconds(lambda: _run(folder))
    same = sorted(_seconds(lambda: _run(folder)) for _ in range(3))[1]
    edits = []
    for path in edited:
        text = (folder / path).read_text(encoding="utf-8")
        (folder / path).write_text(text.replace("= 7", "= 8", 1), encoding="utf-8")
        edits.append(_seconds(lambda: _run(folder)))
    return {"cold": cold, "nothing changed": same, "one page edited": sorted(edits)[len(edits) // 2]}


def _run(folder: Path) -> None:
    command = [agda_command() or "agda", "--no-libraries", "Everything.agda"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603 - the command is our own


def _seconds(action: Callable[[], None]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start
