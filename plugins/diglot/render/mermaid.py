"""Diagrams as Mermaid source, to be copied into other documents."""

from collections.abc import Sequence


class Flowchart:
    """A flowchart from left to right, written node by node and arrow by arrow."""

    def __init__(self) -> None:
        self._nodes: dict[tuple[str, str], str] = {}
        self._lines = ["flowchart LR"]

    def node(self, title: str, remark: str = "") -> str:
        """The id of the node with this title and remark, which is written when it is first asked for."""
        known = self._nodes.get((title, remark))
        if known is not None:
            return known
        name = self._nodes[title, remark] = f"n{len(self._nodes) + 1}"
        self._lines.append(f'  {name}["{_text(title)}{f"<br>{_text(remark)}" if remark else ""}"]')
        return name

    def arrow(self, source: str, target: str, label: str = "", *, dashed: bool = False) -> None:
        """An arrow between two nodes."""
        words = f'|"{_text(label)}"|' if label else ""
        self._lines.append(f"  {source} {'-.->' if dashed else '-->'}{words} {target}")

    @property
    def text(self) -> str:
        """The whole source."""
        return "\n".join(self._lines)


class ClassDiagram:
    """Types with their parts."""

    def __init__(self) -> None:
        self._lines = ["classDiagram", "  direction LR"]

    def type(self, name: str, parts: Sequence[str]) -> None:
        """A type and what it consists of."""
        self._lines.append(f"  class {name} {{")
        self._lines.extend(f"    {_text(part)}" for part in parts)
        self._lines.append("  }")

    def arrow(self, source: str, target: str, label: str = "") -> None:
        """One type mentions another."""
        self._lines.append(f"  {source} --> {target}{f' : {_text(label)}' if label else ''}")

    @property
    def text(self) -> str:
        """The whole source."""
        return "\n".join(self._lines)


def _text(text: str) -> str:
    """A text in which no character means anything to Mermaid."""
    for character, code in (
        ("#", "#35;"),
        ('"', "#quot;"),
        ("{", "#123;"),
        ("}", "#125;"),
        ("<", "#lt;"),
        (">", "#gt;"),
    ):
        text = text.replace(character, code)
    return text
