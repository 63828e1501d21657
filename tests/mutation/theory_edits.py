"""Edits of theories that change what these say, each of one declaration.

In: a theory's path and text as committed, and as data. Out: every edit that one of the rules can make in it.
"""

import re
from collections.abc import Callable, Iterator

from mutation.edit import Edit

from diglot.diagnostic import Problems
from diglot.source import Span
from diglot.theory import ast
from diglot.theory.item_names import declared_names
from diglot.theory.read.theory import read_theory

Rule = Callable[[str], Iterator[str]]
"""From a declaration's text to its text after each possible edit."""


def theory_edits(path: str, text: str, expected: ast.Theory) -> Iterator[Edit]:
    """Every edit of a theory."""
    sources = {name: item.source for item in expected.items for name in declared_names(item)}
    items = read_theory(path, text, Problems()).items
    declared = [item for item in items if declared_names(item)]
    for at, item in enumerate(declared):
        key = declared_names(item)[0]
        source, name, span = sources[key], key[1], item.span
        written = text[span.start : span.end]
        for kind, rule in _RULES.items():
            for changed in rule(written):
                if " ".join(changed.split()) != " ".join(written.split()):
                    new_name, about = (_ADDED[kind], None) if kind in _ADDED else (name, source)
                    yield _replaced(Edit(kind, path, text, new_name, about), span, changed)
        if at + 1 < len(declared):
            after = declared[at + 1].span
            yield _moved(Edit("definition moved", path, text, name, source), span, after)
    yield from _headers(path, text)
    yield from _words(path, text)


def _replaced(edit: Edit, span: Span, changed: str) -> Edit:
    new = edit.text[: span.start] + changed + edit.text[span.end :]
    return Edit(edit.kind, edit.path, new, edit.name, edit.page, Span(span.start, span.start + len(changed)))


def _moved(edit: Edit, span: Span, after: Span) -> Edit:
    text = edit.text
    between, moved = text[span.end : after.end], text[span.start : span.end]
    new = text[: span.start] + between.lstrip() + "\n\n" + moved + text[after.end :]
    return Edit(edit.kind, edit.path, new, edit.name, edit.page, Span(span.start, after.end + 2))


def _headers(path: str, text: str) -> Iterator[Edit]:
    begin = text.index("begin")
    imports = re.search(r"imports (.*)", text)
    name = re.search(r"theory (\S+)", text)
    assert imports
    assert name
    names = imports[1].split()
    changes = [
        ("theory renamed", name.span(1), name[1] + "2"),
        ("import added", imports.span(1), imports[1] + " Complex_Main"),
    ]
    if len(names) > 1:
        changes += [("import dropped", imports.span(1), " ".join(names[:-1]))]
        changes += [("imports reordered", imports.span(1), " ".join(reversed(names)))]
    for kind, (start, end), new in changes:
        yield Edit(kind, path, text[:start] + new + text[end:], place=Span(0, begin + len(new)))


def _words(path: str, text: str) -> Iterator[Edit]:
    for match in re.finditer(r"\\<open>\s*\S.*?\b([a-z]{4,})\b", text, re.DOTALL):
        start, end = match.span(1)
        yield Edit("words changed", path, text[:start] + "otherwise" + text[end:], place=Span(match.start(), end + 9))


def _substituted(pattern: str, change: str | Callable[[re.Match[str]], str]) -> Rule:
    """Each place where a pattern matches, changed by itself."""
    compiled = re.compile(pattern, re.MULTILINE)

    def rule(text: str) -> Iterator[str]:
        for match in compiled.finditer(text):
            new = match.expand(change) if isinstance(change, str) else change(match)
            yield text[: match.start()] + new + text[match.end() :]

    return rule


def _of(command: str, rule: Rule) -> Rule:
    """A rule for declarations that begin with certain words."""
    return lambda text: rule(text) if re.match(command, text) else iter(())


_KEYWORDS = {"if", "then", "else", "case", "of", "let", "in", "where", "and", "div", "mod"}


def _arguments_swapped(text: str) -> Iterator[str]:
    for match in re.finditer(r"(?<=\w )([a-z]\w*) ([a-z]\w*)\b(?! ::)", text):
        if match[1] != match[2] and not {match[1], match[2]} & _KEYWORDS and match.start() > text.find("where"):
            yield f"{text[: match.start()]}{match[2]} {match[1]}{text[match.end() :]}"


_SIMPLE_BRANCH = r"\| [^\n\"()]*\\<Rightarrow> [^\n\"()]*\n"

_RULES: dict[str, Rule] = {
    "number changed": _substituted(r"(?<![\w.'])\d+\b", lambda match: str(int(match[0]) + 1)),
    "string changed": _substituted(r"''(\w+)''", r"''\1x''"),
    "type changed": _substituted(r"\bnat\b", "int"),
    "type made a list": _substituted(r"\bstring\b", "string list"),
    "constructor dropped": _of("datatype", _substituted(r"\n  \| .*$", "")),
    "constructor added": _of("datatype", _substituted(r"\Z", "\n  | addedByHand nat")),
    "constructor renamed": _of("datatype", _substituted(r"(?<=\n  \| )(\w+)", r"\1Other")),
    "constructor given an argument": _of("datatype", _substituted(r"(?<=\n  \| )(\w+)$", r"\1 bool")),
    "constructors reordered": _of("datatype", _substituted(r"  \| (.*)\n  \| (.*)$", r"  | \2\n  | \1")),
    "field dropped": _of("record", _substituted(r"(?<=\n)  \w+ :: .*\n(?=  )", "")),
    "field added": _of("record", _substituted(r"\Z", "\n  addedByHand :: nat")),
    "field renamed": _of("record", _substituted(r"(?<=\n  )(\w+)(?= ::)", r"\1Other")),
    "fields reordered": _of("record", _substituted(r"^(  \w+ :: .*)\n(  \w+ :: .*)$", r"\2\n\1")),
    "parameter renamed": _of(
        "(datatype|record|type_synonym)", _substituted(r"(?<=[ (])'(\w+)(?=[ ,)].*=)", r"'\1Other")
    ),
    "branch dropped": _substituted(_SIMPLE_BRANCH, ""),
    "branches swapped": _substituted(rf"({_SIMPLE_BRANCH}) *({_SIMPLE_BRANCH})", r"\2\1"),
    "addition made a subtraction": _substituted(r" \+ ", " - "),
    "less made at most": _substituted(r" < ", r" \\<le> "),
    "and made or": _substituted(r" \\<and> ", r" \\<or> "),
    "cons made append": _substituted(r" # ", " @ "),
    "equal made unequal": _substituted(r"(?<=if \w) = ", r" \\<noteq> "),
    "negation added": _substituted(r"\bif ([^\n]*?) then", r"if \\<not> (\1) then"),
    "negation dropped": _substituted(r"\\<not> ", ""),
    "equation dropped": _of("fun", _substituted(r"\n\| \"[^\"]*\"", "")),
    "equation doubled": _of("fun", _substituted(r"(\n\| \"[^\"]*\")", r"\1\1")),
    "arguments swapped": _arguments_swapped,
    "definition deleted": lambda _: iter([""]),
    "definition renamed": _of(
        "definition", lambda text: iter([re.sub(rf"\b{re.escape(text.split()[1])}\b", text.split()[1] + "Other", text)])
    ),
    "definition made an abbreviation": _of("definition", _substituted(r"\Adefinition", "abbreviation")),
    "fun made a function": _of("fun", _substituted(r"\Afun", "primrec")),
    "option dropped": _substituted(r"\bSome (?=[a-z])", ""),
    "field update of another field": _substituted(r"\\<lparr>(\w+) :=", r"\\<lparr>\1Other :="),
    "lemma added": lambda text: iter([text + '\n\nlemma addedByHand: "True"\n  by simp']),
    "nameless lemma added": lambda text: iter([text + '\n\nlemma "True" by simp']),
    "second definition added": lambda text: iter([text + '\n\ndefinition addedByHand :: nat where "addedByHand = 1"']),
    "unfinished merge": lambda text: iter([f"<<<<<<< HEAD\n{text}\n=======\n{text}x\n>>>>>>> other"]),
    "commented out": lambda text: iter([f"(* {text} *)"]),
}

_ADDED = {"lemma added": "addedByHand", "nameless lemma added": "", "second definition added": "addedByHand"}
"""What is added beside a declaration, and its name."""
