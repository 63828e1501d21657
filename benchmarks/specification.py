"""A specification of realistic shape, made from a seed: what the benchmarks and the big tests run on.

25 engines of six pages each, 29 pages of shared types and 20 pages without snippets, besides the framework's page:
200 pages, 180 modules, about 12,000 lines of snippets and 35,000 lines of Markdown. Imports are deep (shared pages
build on each other) and wide (an engine's behaviour imports its own pages, shared ones and its partners' messages).
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

FRAMEWORK = Path(__file__).parents[1] / "docs" / "framework" / "engine.md"

ENGINES = [
    "ticker",
    "mempool",
    "executor",
    "ordering",
    "storage",
    "network",
    "router",
    "transport",
    "pubsub",
    "registry",
    "naming",
    "identity",
    "signer",
    "verifier",
    "encryptor",
    "decryptor",
    "commitment",
    "wallet",
    "solver",
    "matcher",
    "scheduler",
    "monitor",
    "logger",
    "archive",
    "gateway",
]

SHARED = [
    "units",
    "identifiers",
    "bytes",
    "hashes",
    "keys",
    "signatures",
    "certificates",
    "clocks",
    "epochs",
    "versions",
    "addresses",
    "endpoints",
    "topics",
    "routes",
    "quotas",
    "fees",
    "accounts",
    "balances",
    "receipts",
    "proofs",
    "blocks",
    "headers",
    "batches",
    "votes",
    "quorums",
    "ballots",
    "intents",
    "logs",
    "metrics",
]

WORDS = [
    "the",
    "engine",
    "message",
    "state",
    "value",
    "request",
    "reply",
    "sender",
    "receiver",
    "timer",
    "counter",
    "record",
    "field",
    "action",
    "guard",
    "network",
    "partner",
    "local",
    "mailbox",
    "identity",
    "block",
    "order",
    "store",
    "batch",
    "result",
    "holds",
    "sends",
    "waits",
    "keeps",
    "checks",
    "answers",
    "whenever",
    "before",
    "after",
    "each",
    "every",
    "never",
    "always",
    "only",
    "when",
    "because",
    "so",
    "that",
    "which",
    "until",
]


@dataclass(frozen=True, slots=True)
class Shape:
    """How big the specification is."""

    engines: int = 25
    shared: int = 29
    plain_pages: int = 20
    seed: int = 7


def generate(shape: Shape = Shape()) -> Mapping[str, str]:
    """The pages by path below the pages' folder."""
    chance = random.Random(shape.seed)
    pages = {"framework/engine.md": FRAMEWORK.read_text(encoding="utf-8")}
    shared = SHARED[: shape.shared]
    for index, name in enumerate(shared):
        pages[f"shared/{name}.md"] = _shared_page(name, shared[max(0, index - 3) : index], chance)
    engines = ENGINES[: shape.engines]
    for index, name in enumerate(engines):
        partners = [engines[(index + step) % len(engines)] for step in (1, 5, 11)]
        pages |= _engine_pages(name, sorted({p for p in partners if p != name}), shared, chance)
    for number in range(1, shape.plain_pages + 1):
        pages[f"overview/chapter{number:02}.md"] = _plain_page(number, chance)
    return pages


# -- Prose ------------------------------------------------------------------------------------------------------------


def _sentence(chance: random.Random) -> str:
    words = [chance.choice(WORDS) for _ in range(chance.randint(8, 16))]
    return f"{words[0].capitalize()} {' '.join(words[1:])}."


def _prose(chance: random.Random, lines: int = 6) -> str:
    """A few short paragraphs and now and then a list; about as many lines as asked for."""
    parts: list[str] = []
    while lines > 0:
        if chance.random() < 0.2:
            items = chance.randint(2, 4)
            parts.append("\n".join(f"- {_sentence(chance)}" for _ in range(items)))
            lines -= items + 1
        else:
            sentences = chance.randint(1, 3)
            parts.append("\n".join(_sentence(chance) for _ in range(sentences)))
            lines -= sentences + 1
    return "\n\n".join(parts) + "\n"


def _section(title: str, code: str, chance: random.Random, level: int = 2) -> str:
    body = dedent(code).strip("\n")
    return f"{'#' * level} {title}\n\n{_prose(chance, 22)}\n```juvix\n{body}\n```\n"


def _page(title: str, module: str, imports: list[str], sections: list[str], chance: random.Random) -> str:
    lines = [f"module {module};", "", "import Stdlib.Prelude open;", *imports]
    header = "\n".join(lines)
    return "\n".join([f"# {title}\n\n{_prose(chance, 16)}\n```juvix fold\n{header}\n```\n", *sections])


def _plain_page(number: int, chance: random.Random) -> str:
    sections = [f"## Part {part}\n\n{_prose(chance, 30)}" for part in range(1, 6)]
    return "\n".join([f"# Chapter {number}\n\n{_prose(chance)}", *sections])


# -- Shared types -----------------------------------------------------------------------------------------------------


def _shared_page(name: str, earlier: list[str], chance: random.Random) -> str:
    big = name.capitalize()
    imports = [f"import shared.{other} as {other.capitalize()};" for other in earlier]
    inner = f"{earlier[-1].capitalize()}.Entry" if earlier else "Nat"
    sections = [
        _section(
            "Kinds",
            f"""
            type {big}Kind :=
              | plain{big}
              | urgent{big}
              | delayed{big} Nat
              | tagged{big} String;

            open {big}Kind public;

            deriving instance
            eq{big}Kind : Eq {big}Kind;

            weight : {big}Kind -> Nat
              | plain{big} := 1
              | urgent{big} := {chance.randint(2, 90)}
              | (delayed{big} n) := n + 1
              | (tagged{big} _) := 0;
            """,
            chance,
        ),
        _section(
            "Entries",
            f"""
            type Entry := mkEntry@{{
              number : Nat;
              label : String;
              kind : {big}Kind;
              inner : Maybe {inner};
              history : List Nat
            }};

            open Entry public;

            emptyEntry : Entry :=
              mkEntry@{{
                number := 0;
                label := "{name}";
                kind := plain{big};
                inner := nothing;
                history := []
              }};

            renumber (n : Nat) (e : Entry) : Entry :=
              e@Entry{{ number := n; history := number e :: history e }};
            """,
            chance,
        ),
        _section(
            "Trees",
            """
            type Tree A :=
              | leaf
              | node (Tree A) A (Tree A);

            open Tree public;

            insertAt (n : Nat) : Tree Nat -> Tree Nat
              | leaf := node leaf n leaf
              | (node l m r) :=
                if
                  | n < m := node (insertAt n l) m r
                  | n == m := node l m r
                  | else := node l m (insertAt n r);

            flattenTree {A} : Tree A -> List A
              | leaf := []
              | (node l x r) := flattenTree l ++ x :: flattenTree r;
            """,
            chance,
        ),
        _section(
            "Sums",
            f"""
            totalWeight (es : List Entry) : Nat :=
              for (acc := 0) (e in es) {{ acc + weight (kind e) }};

            heavy (es : List Entry) : List Entry :=
              filter (e in es) {{ weight (kind e) > {chance.randint(1, 9)} }};

            labels (es : List Entry) : List String :=
              map (e in es) {{ label e }};

            sameKind (a b : Entry) : Bool := kind a == kind b;

            newest (e : Entry) : Maybe Nat :=
              case history e of
                | [] := nothing
                | n :: _ := just n;
            """,
            chance,
        ),
        _section(
            "Measures",
            f"""
            --- What has a size that can be compared.
            trait
            type Measured A := mkMeasured@{{ measure : A -> Nat }};

            open Measured public;

            instance
            measuredEntry : Measured Entry := mkMeasured@{{ measure (e : Entry) : Nat := number e + weight (kind e) }};

            instance
            measuredMaybe {{A}} {{{{Measured A}}}} : Measured (Maybe A) :=
              mkMeasured@{{
                measure : Maybe A -> Nat
                  | nothing := 0
                  | (just x) := Measured.measure x + 1
              }};

            largest (es : List Entry) : Maybe Entry :=
              let
                better (e : Entry) : Maybe Entry -> Maybe Entry
                  | nothing := just e
                  | (just f) := if | measure f < measure e := just e | else := just f;
              in for (acc := nothing) (e in es) {{ better e acc }};

            isLarge (e : Entry) : Bool := measure e > {chance.randint(10, 99)} && measure (just e) > 3;
            """,
            chance,
        ),
        _section(
            "Merging",
            """
            syntax operator <+> additive;
            <+> (l r : Tree Nat) : Tree Nat := for (acc := l) (n in flattenTree r) { insertAt n acc };

            mapTree {A B} (f : A -> B) : Tree A -> Tree B
              | leaf := leaf
              | (node l x r) := node (mapTree f l) (f x) (mapTree f r);

            depthTree {A} : Tree A -> Nat
              | leaf := 0
              | (node l _ r) := 1 + max (depthTree l) (depthTree r);

            doubled (t : Tree Nat) : Tree Nat := t <+> mapTree \\{ n := n * 2 } t;

            pairs : List Nat -> List Nat -> List (Pair Nat Nat)
              | [] _ := []
              | _ [] := []
              | (x :: xs) (y :: ys) := (x, y) :: pairs xs ys;
            """,
            chance,
        ),
    ]
    return _page(f"Shared: {name}", f"shared.{name}", imports, sections, chance)


# -- Engines ----------------------------------------------------------------------------------------------------------


def _engine_pages(name: str, partners: list[str], shared: list[str], chance: random.Random) -> dict[str, str]:
    used = sorted(chance.sample(shared, min(4, len(shared))))
    big = name.capitalize()
    makers = {
        "types": _types_page,
        "messages": _messages_page,
        "config": _config_page,
        "state": _state_page,
        "environment": _environment_page,
        "behaviour": _behaviour_page,
    }
    return {f"engines/{name}/{part}.md": make(name, big, used, partners, chance) for part, make in makers.items()}


def _types_page(name: str, big: str, used: list[str], _: list[str], chance: random.Random) -> str:
    imports = [f"import shared.{other} as {other.capitalize()};" for other in used]
    fields = "\n".join(f"              {other}Entry : {other.capitalize()}.Entry;" for other in used)
    values = "\n".join(f"                {other}Entry := {other.capitalize()}.emptyEntry;" for other in used)
    sections = [
        _section(
            "Jobs",
            """
            type Priority := low | normal | high;

            open Priority public;

            deriving instance
            eqPriority : Eq Priority;

            type Job A := mkJob@{
              jobNumber : Nat;
              priority : Priority;
              payload : A
            };

            open Job public;

            raise {A} (j : Job A) : Job A :=
              case priority j of
                | low := j@Job{ priority := normal }
                | normal := j@Job{ priority := high }
                | high := j;
            """,
            chance,
        ),
        _section(
            "Context",
            f"""
            type Context := mkContext@{{
{fields}
              size : Nat
            }};

            open Context public;

            emptyContext : Context :=
              mkContext@{{
{values}
                size := 0
              }};

            grow (n : Nat) (c : Context) : Context := c@Context{{ size := size c + n }};
            """,
            chance,
        ),
        _section(
            "Queues",
            """
            type Queue A := mkQueue@{ front : List A; back : List A };

            open Queue public;

            emptyQueue {A} : Queue A := mkQueue@{ front := []; back := [] };

            push {A} (x : A) (q : Queue A) : Queue A := q@Queue{ back := x :: back q };

            pop {A} (q : Queue A) : Maybe (Pair A (Queue A)) :=
              case front q, back q of
                | x :: xs, ys := just (x, mkQueue@{ front := xs; back := ys })
                | [], ys :=
                  case reverse ys of
                    | [] := nothing
                    | x :: xs := just (x, mkQueue@{ front := xs; back := [] });

            lengthQueue {A} (q : Queue A) : Nat := length (front q) + length (back q);
            """,
            chance,
        ),
    ]
    return _page(f"{big}: types", f"engines.{name}.types", imports, sections, chance)


def _messages_page(name: str, big: str, used: list[str], _: list[str], chance: random.Random) -> str:
    imports = [f"import engines.{name}.types open;", f"import shared.{used[0]} as {used[0].capitalize()};"]
    entry = f"{used[0].capitalize()}.Entry"
    sections = [
        _section(
            "Incoming Message Type",
            f"""
            type {big}Request := mk{big}Request@{{
              requestNumber : Nat;
              body : {entry}
            }};

            open {big}Request public;

            type {big}Msg :=
              | Submit{big} {big}Request
              | Query{big} Nat
              | Cancel{big} Nat
              | Reset{big};

            open {big}Msg public;
            """,
            chance,
        ),
        _section(
            "Outgoing Message Type",
            f"""
            type {big}Reply :=
              | Accepted{big} Nat
              | Rejected{big} String
              | Status{big}@{{ waiting : Nat; done : Nat }};

            open {big}Reply public;
            """,
            chance,
        ),
        _section(
            "Looking inside",
            f"""
            numberOf : {big}Msg -> Maybe Nat
              | (Submit{big} r) := just (requestNumber r)
              | (Query{big} n) := just n
              | (Cancel{big} n) := just n
              | Reset{big} := nothing;

            isControl (m : {big}Msg) : Bool :=
              case m of
                | Cancel{big} _ := true
                | Reset{big} := true
                | _ := false;

            describe (r : {big}Reply) : String :=
              case r of
                | Accepted{big} n if n > 100 := "late"
                | Accepted{big} _ := "accepted"
                | Rejected{big} why := why
                | Status{big}@{{waiting := w; done := d}} := if | w > d := "behind" | else := "ahead";
            """,
            chance,
        ),
    ]
    return _page(f"{big}: messages", f"engines.{name}.messages", imports, sections, chance)


def _config_page(name: str, big: str, used: list[str], _: list[str], chance: random.Random) -> str:
    imports = [f"import engines.{name}.types open;", f"import shared.{used[-1]} as {used[-1].capitalize()};"]
    sections = [
        _section(
            "Configuration",
            f"""
            type {big}Config := mk{big}Config@{{
              limit : Nat;
              retries : Nat;
              nickname : String;
              first : {used[-1].capitalize()}.Entry
            }};

            open {big}Config public;

            default{big}Config : {big}Config :=
              mk{big}Config@{{
                limit := {chance.randint(8, 512)};
                retries := {chance.randint(1, 9)};
                nickname := "{name}";
                first := {used[-1].capitalize()}.emptyEntry
              }};

            allows (c : {big}Config) (n : Nat) : Bool := n < limit c && not (retries c == 0);

            jobsBelow (c : {big}Config) (jobs : List (Job Nat)) : List (Job Nat) :=
              filter (j in jobs) {{ allows c (jobNumber j) }};

            urgentFirst : List (Job Nat) -> List (Job Nat)
              | [] := []
              | (j :: js) :=
                case priority j of
                  | high := j :: urgentFirst js
                  | _ := urgentFirst js ++ [j];
            """,
            chance,
        ),
    ]
    return _page(f"{big}: configuration", f"engines.{name}.config", imports, sections, chance)


def _state_page(name: str, big: str, _: list[str], __: list[str], chance: random.Random) -> str:
    imports = [f"import engines.{name}.{part} open;" for part in ("types", "messages", "config")]
    imports.append("import Stdlib.Data.Map as Map open using {Map};")
    sections = [
        _section(
            "Local State Type",
            f"""
            type {big}State := mk{big}State@{{
              queue : Queue {big}Request;
              finished : Nat;
              cancelled : List Nat;
              context : Context
            }};

            open {big}State public;

            initial{big}State : {big}State :=
              mk{big}State@{{
                queue := emptyQueue;
                finished := 0;
                cancelled := [];
                context := emptyContext
              }};
            """,
            chance,
        ),
        _section(
            "Steps",
            f"""
            enqueue (r : {big}Request) (s : {big}State) : {big}State :=
              s@{big}State{{ queue := push r (queue s); context := grow 1 (context s) }};

            finish (s : {big}State) : {big}State :=
              case pop (queue s) of
                | nothing := s
                | just (_, rest) := s@{big}State{{ queue := rest; finished := finished s + 1 }};

            cancel (n : Nat) (s : {big}State) : {big}State :=
              if
                | any (m in cancelled s) {{ m == n }} := s
                | else := s@{big}State{{ cancelled := n :: cancelled s }};

            load (s : {big}State) : Nat :=
              let
                waiting := lengthQueue (queue s);
                gone := length (cancelled s);
              in sub waiting gone + size (context s);
            """,
            chance,
        ),
        _section(
            "Statistics",
            f"""
            type Summary := mkSummary@{{ seen : Nat; oldest : Maybe Nat; byNumber : Map Nat Nat }};

            emptySummary : Summary := Summary.mkSummary@{{ seen := 0; oldest := nothing; byNumber := Map.empty }};

            countOne (n : Nat) (s : Summary) : Summary :=
              let
                before : Nat :=
                  case Map.lookup n (Summary.byNumber s) of
                    | just m := m
                    | nothing := 0;
              in s@Summary{{
                   seen := Summary.seen s + 1;
                   oldest := if | before == 0 := just n | else := Summary.oldest s;
                   byNumber := Map.insert n (before + 1) (Summary.byNumber s)
                 }};

            summary (s : {big}State) : Summary := for (acc := emptySummary) (n in cancelled s) {{ countOne n acc }};

            evenly : Nat -> Bool
              | zero := true
              | (suc n) := oddly n;

            oddly : Nat -> Bool
              | zero := false
              | (suc n) := evenly n;

            inWords (s : Summary) : String :=
              let
                kind : String :=
                  if
                    | evenly (Summary.seen s) := "even"
                    | Summary.seen s > {chance.randint(9, 99)} := "many"
                    | else := "odd";
              in "{name}: " ++str kind;
            """,
            chance,
        ),
    ]
    return _page(f"{big}: state", f"engines.{name}.state", imports, sections, chance)


def _environment_page(name: str, big: str, _: list[str], __: list[str], chance: random.Random) -> str:
    imports = [f"import engines.{name}.{part} open;" for part in ("messages", "state")]
    imports += [
        "import framework.engine open;",
        "import Stdlib.Data.Set as Set open using {module Set};",
        "import Stdlib.Data.Map as Map;",
    ]
    sections = [
        _section(
            "Local Environment Type",
            f"""
            {big}Environment : Type := EngineEnvironment {big}State {big}Msg;

            fresh{big} : {big}Environment :=
              mkEngineEnvironment@{{
                engineRef := "{name}";
                localState := initial{big}State;
                timers := [];
                acquaintances := Set.empty;
                mailboxCluster := Map.empty
              }};

            busy (e : {big}Environment) : Bool := load (localState e) > {chance.randint(3, 30)};
            """,
            chance,
        ),
    ]
    return _page(f"{big}: environment", f"engines.{name}.environment", imports, sections, chance)


def _behaviour_page(name: str, big: str, _: list[str], partners: list[str], chance: random.Random) -> str:
    imports = [f"import engines.{name}.{part} open;" for part in ("messages", "config", "state", "environment")]
    imports += ["import framework.engine open;"]
    imports += [f"import engines.{partner}.messages as {partner.capitalize()};" for partner in partners]
    actions = ["submit", "query", "cancel"]
    sections = [_section("Guarded Actions", _guards(big), chance)]
    sections += [
        _section(f"Guarded Action: {action.capitalize()}", _action(action, name, big), chance, 3) for action in actions
    ]
    sections.append(_section("The family", _family(name, big, partners), chance))
    return _page(f"{big}: behaviour", f"engines.{name}.behaviour", imports, sections, chance)


def _guards(big: str) -> str:
    return f"""
    type {big}Guard :=
      | DoSubmit {big}Request
      | DoQuery (Maybe Name)
      | DoCancel Nat;

    open {big}Guard public;

    asker (g : {big}Guard) : Maybe Name :=
      case g of
        | DoQuery who := who
        | _ := nothing;

    {big}Action : Type := GuardedAction {big}State {big}Msg {big}Guard {big}Reply;
    """


def _action(action: str, name: str, big: str) -> str:
    guard, state, sent = {
        "submit": (
            f"| Submit{big} r := just (DoSubmit r)",
            "case guardOutput input of {| DoSubmit r := enqueue r old | _ := old}",
            "[]",
        ),
        "query": (
            f"| Query{big} _ := just (DoQuery (sender m))",
            "old",
            f"[answer (asker (guardOutput input)) (Status{big} (load old) (finished old))]",
        ),
        "cancel": (
            f"| Cancel{big} n := just (DoCancel n)",
            "case guardOutput input of {| DoCancel n := cancel n old | _ := old}",
            "[]",
        ),
    }[action]
    answer = (
        f"""
    answer (who : Maybe Name) (reply : {big}Reply) : EnvelopedMessage {big}Reply :=
      mkEnvelopedMessage@{{
        sender := just "{name}";
        packet := mkMessagePacket@{{ target := who; content := reply }}
      }};
"""
        if action == "query"
        else ""
    )
    return f"""{answer}
    {action}{big} : {big}Action :=
      mkGuardedAction@{{
        guard := \\{{
          | (MessageArrived@{{envelope := m}}) e :=
            case content (packet m) of {{
              {guard}
              | _ := nothing
            }}
          | (Elapsed@{{timers := ts}}) e := nothing
        }};
        action := \\{{ input :=
          let
            previous := env input;
            old := localState previous;
            new := {state};
          in mkActionResult@{{
               newEnv := previous@EngineEnvironment{{ localState := new }};
               producedMessages := {sent};
               newTimers := [];
               spawnedEngines := []
             }}
        }}
      }};
    """


def _family(name: str, big: str, partners: list[str]) -> str:
    lines = [f"  | {partner.capitalize()}.Reset{partner.capitalize()} := {i}" for i, partner in enumerate(partners[:1])]
    partner = partners[0].capitalize() if partners else big
    return f"""
    {name}Family : EngineFamily {big}State {big}Msg {big}Guard {big}Reply :=
      mkEngineFamily@{{ actions := [submit{big}; query{big}; cancel{big}] }};

    partnerLoad (m : {partner}.{partner}Msg) : Nat :=
      case m of
      {lines[0] if lines else ""}
        | {partner}.Query{partner} n := n
        | _ := limit default{big}Config;
    """
