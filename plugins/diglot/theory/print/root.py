"""The ROOT file: which sessions Isabelle builds from the theories.

In: the names of the session, of its generated theories in order, and of the hand-written theories beside them with what
these import. Out: the file's text: one session for what is generated, and a second one in `proofs` for what people
wrote, if there is any.
"""

import re
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*")

PROOFS = "proofs"
"""The folder of the hand-written theories."""


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


def _session(head: str, theories: Sequence[str], sessions: Sequence[str] = ()) -> str:
    lines = [f"session {head}", "  options [document = false, timeout = 600]"]
    if sessions:
        lines += ["  sessions", *(f"    {_quoted(session)}" for session in sessions)]
    return "\n".join((*lines, "  theories", *(f"    {_quoted(theory)}" for theory in theories))) + "\n"


def _quoted(name: str) -> str:
    """A name as ROOT files take it: quoted where it is more than a word."""
    return name if _WORD.fullmatch(name) else '"' + name.replace("\\", "_").replace('"', "_") + '"'
