"""The ROOT file: which sessions Isabelle builds from the theories.

In: the names of the session, of its generated theories in order, and of the hand-written theories beside them with what
these import. Out: the file's text: one session for what is generated, and a second one in `proofs` for what people
wrote, if there is any. And of a text on disk, the lines that are not from here.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from diglot.source import Span

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*")

_OPTIONS = "  options [document = false, timeout = 600]"
PROOFS = "proofs"
"""The folder of the hand-written theories."""


_SESSION = re.compile(r"session\s+(?P<name>\S+)(?:\s+in\s+\"proofs\")?\s+=\s+(?P<parent>\S+)\s+\+")
_LISTED = re.compile(r"\s{4}(?:(?P<word>[A-Za-z]\w*)|\"[^\"]+\")")


def print_root(session: str, theories: Sequence[str], proofs: Sequence[str] = (), imports: Iterable[str] = ()) -> str:
    """The text of `theories/ROOT`; `imports` are those of the proofs, as written."""
    text = _session(f"{_quoted(session)} = HOL +", theories)
    if proofs:
        head = f'{_quoted(proof_session(session))} in "{PROOFS}" = {_quoted(session)} +'
        own = {"HOL", session, proof_session(session)}
        others = {name.partition(".")[0] for name in imports if "." in name and "/" not in name} - own
        text += "\n" + _session(head, proofs, sorted(others))
    return text


def proof_session(session: str) -> str:
    """The name of the session of hand-written theories."""
    return f"{session}_Proofs"


def foreign_lines(text: str, by_hand: Collection[str]) -> Iterator[Span]:
    """Lines that are never in such a file: comments, other options, further commands, hand-written theories.

    A line that names nothing is left from something that has been removed, perhaps by a merge.
    """
    parent, at = "HOL", 0
    for line in text.split("\n"):
        session, listed = _SESSION.fullmatch(line), _LISTED.fullmatch(line)
        is_ours = line.strip() in {"", "sessions", "theories", _OPTIONS.strip()}
        is_ours |= session is not None and session["parent"] == parent
        is_ours |= listed is not None and listed["word"] not in by_hand
        if not is_ours:
            yield Span(at, at + len(line))
        parent = session["name"] if session else parent
        at += len(line) + 1


def _session(head: str, theories: Sequence[str], sessions: Sequence[str] = ()) -> str:
    lines = [f"session {head}", _OPTIONS]
    if sessions:
        lines += ["  sessions", *(f"    {_quoted(session)}" for session in sessions)]
    return "\n".join((*lines, "  theories", *(f"    {_quoted(theory)}" for theory in theories))) + "\n"


def _quoted(name: str) -> str:
    """A name as ROOT files take it: quoted where it is more than a word."""
    return name if _WORD.fullmatch(name) else '"' + name.replace("\\", "_").replace('"', "_") + '"'
