"""The ROOT file: which sessions Isabelle builds from the theories.

In: the names of the session, of its generated theories in order, and of the hand-written theories beside them. Out: the
file's text: one session for what is generated, and a second one in `proofs` for what people wrote, if there is any.
"""

import re
from collections.abc import Sequence

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*")

PROOFS = "proofs"
"""The folder of the hand-written theories."""


def print_root(session: str, theories: Sequence[str], proofs: Sequence[str] = ()) -> str:
    """The text of `theories/ROOT`."""
    text = _session(f"{_quoted(session)} = HOL +", theories)
    if proofs:
        text += "\n" + _session(f'{_quoted(session + "_Proofs")} in "{PROOFS}" = {_quoted(session)} +', proofs)
    return text


def _session(head: str, theories: Sequence[str]) -> str:
    lines = [f"session {head}", "  options [document = false, timeout = 600]", "  theories"]
    return "\n".join((*lines, *(f"    {_quoted(theory)}" for theory in theories))) + "\n"


def _quoted(name: str) -> str:
    """A name as ROOT files take it: quoted where it is more than a word."""
    return name if _WORD.fullmatch(name) else '"' + name.replace("\\", "_").replace('"', "_") + '"'
