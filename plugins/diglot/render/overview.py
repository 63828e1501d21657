"""The indexes of a specification: its engines, messages, guarded actions, types and definitions.

In: checked modules and their engines. Out: an `Index` for each kind of definition.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from diglot.describe.kinds import declaration_kind, messages_from, messages_to
from diglot.engine.flows import EnginePage, Party
from diglot.engine.model import Engine, Nobody, Sender
from diglot.names import Symbol
from diglot.reference.index_names import INDEXES, THEOREMS
from diglot.render.engine_card import partners_html
from diglot.render.engine_words import EngineWords
from diglot.render.html import linked
from diglot.render.index_table import Index
from diglot.render.type_links import type_html
from diglot.typed.ast import DataType, Declaration, OpaqueType, TypeFunction
from diglot.typed.module import TypedModule

_TYPES = (DataType, TypeFunction, OpaqueType)


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the indexes are made of."""

    modules: Mapping[str, TypedModule]
    """Of the project."""
    engines: Sequence[Engine]
    sentences: Mapping[Symbol, str]
    """What the pages say of names, as Markdown."""
    users: Mapping[Symbol, Sequence[Symbol]]

    def indexes(self, words: Callable[[str], EngineWords]) -> Iterator[Index]:
        """Every index; `words` are those of the page of an index with a name."""
        made = (self._engines, self._messages, self._actions, self._types, self._definitions)
        for name, index in zip(INDEXES, made, strict=True):
            yield index(words(name))

    # -- Engines ------------------------------------------------------------------------------------------------------

    def _engines(self, words: EngineWords) -> Index:
        rows = tuple(
            (
                _page(engine.module, words),
                type_html(engine.state, words.known.links, words.here),
                words.codes(messages_to(engine)) or "nothing",
                words.codes(messages_from(engine)) or "nothing",
                partners_html(engine, words),
            )
            for engine in self.engines
        )
        about = (
            "Each engine with its local state, the messages that it accepts and sends, and its conversation partners."
        )
        return Index("engines", "Engines", about, ("Engine", "State", "Receives", "Sends", "Talks to"), rows)

    def _messages(self, words: EngineWords) -> Index:
        senders: dict[Symbol | None, dict[str, None]] = {}
        takers: dict[Symbol | None, dict[str, None]] = {}
        for flow in words.known.flows:
            senders.setdefault(flow.message, {})[_party(flow.source, words)] = None
            takers.setdefault(flow.message, {})[_party(flow.target, words)] = None
        messages = [message for engine in self.engines for message in messages_to(engine)]
        messages += [message for engine in self.engines for message in messages_from(engine)]
        rows = tuple(
            (words.code(message), ", ".join(senders[message]), ", ".join(takers[message]), self._meaning(message))
            for message in dict.fromkeys(messages)
        )
        about = "Each message that an engine takes or sends. “Outside” means a party that has no page here."
        return Index("messages", "Messages", about, ("Message", "Sent by", "Taken by", "Meaning"), rows)

    def _actions(self, words: EngineWords) -> Index:
        rows = []
        for engine in self.engines:
            for action in engine.actions:
                triggers = [words.trigger(case.trigger) for case in action.cases]
                effects = dict.fromkeys(effect for one in action.cases for effect in words.effects(one))
                rows.append(
                    (
                        words.code(action.symbol),
                        _page(engine.module, words),
                        ", ".join(triggers) or "never possible",
                        ", ".join(effects),
                        self._meaning(action.symbol),
                    )
                )
        about = "Each guarded action with its triggers and its effects."
        columns = ("Guarded action", "Engine", "Triggered by", "Effects", "Meaning")
        return Index("actions", "Guarded Actions", about, columns, tuple(rows))

    # -- Everything ---------------------------------------------------------------------------------------------------

    def _types(self, words: EngineWords) -> Index:
        rows = tuple(
            (
                words.code(each.symbol),
                declaration_kind(each),
                _page(each.symbol.module, words),
                self._meaning(each.symbol),
            )
            for each in self.declarations()
            if isinstance(each, _TYPES)
        )
        return Index("types", "Types", "Each type of the specification.", ("Type", "Kind", "Page", "Meaning"), rows)

    def _definitions(self, words: EngineWords) -> Index:
        links, here = words.known.links, words.here
        rows = tuple(
            (
                words.code(each.symbol),
                type_html(self.modules[each.symbol.module].interface.constants[each.symbol], links, here),
                _page(each.symbol.module, words),
                str(len(self.users.get(each.symbol, ()))),
                self._meaning(each.symbol),
            )
            for each in self.declarations()
            if not isinstance(each, _TYPES)
        )
        about = "Each function and value that is defined, and each axiom, with how many definitions use it."
        columns = ("Definition", "Type", "Page", "Uses", "Meaning")
        return Index("definitions", "Definitions", about, columns, rows)

    def declarations(self) -> Iterator[Declaration]:
        """All declarations, module by module."""
        for module in self.modules.values():
            yield from module.declarations

    def _meaning(self, symbol: Symbol) -> str:
        sentence = self.sentences.get(symbol, "").replace("`", "")
        return escape(sentence[:1].upper() + sentence[1:], quote=False)


def _party(party: Party, words: EngineWords) -> str:
    """Who sends or takes a message, as HTML."""
    if isinstance(party, EnginePage):
        return _page(party.module, words)
    return "a client" if isinstance(party, Sender) else "nobody" if isinstance(party, Nobody) else "outside"


def _page(module: str, words: EngineWords) -> str:
    return linked(escape(words.known.titles.get(module, module), quote=False), words.href(module))


def theorem_index(rows: Sequence[tuple[str, str, str, str]]) -> Index:
    """The index of theorems; a row has the theorem, its theory, the pages that show it, and what Isabelle says."""
    about = "Each theorem of the hand-written proofs, with the pages that show it and what Isabelle says of its theory."
    return Index(THEOREMS, "Theorems", about, ("Theorem", "Theory", "Shown on", "Isabelle"), tuple(rows))


def overview_page(indexes: Sequence[Index]) -> str:
    """The Markdown of the page that leads to all indexes."""
    lines = "".join(f"| [{index.title}]({index.name}.md) | {len(index.rows)} |\n" for index in indexes)
    return f"# Indexes\n\nEverything in this specification, by kind.\n\n| Index | Entries |\n|---|---|\n{lines}"
