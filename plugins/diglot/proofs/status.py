"""What Isabelle said last, as it is kept in `theories/status.json`.

In: the text of that file, and the texts of all theories. Out: one `TheoryRecord` for each theory that was checked, and
a `Verdict` that says what the record is worth today. A record counts for exactly the text that was checked, with the
texts of all theories that it imports; it carries a seal over its own content, so that an edit by hand makes it void.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from diglot.diagnostic import Problems
from diglot.proofs.errors import StatusEdited, StatusFromNewerVersion, StatusUnreadable
from diglot.proofs.read import reached_theories
from diglot.source import Span

VERSION = 1
"""Of the file's format. A file without one is of the first version."""


@dataclass(frozen=True, slots=True)
class TheoryRecord:
    """One theory as Isabelle saw it."""

    digest: str
    """Of the texts that were checked."""
    accepted: bool
    isabelle: str
    """The version, as `isabelle version` says it."""
    date: str
    """`2026-11-22`"""
    seconds: float | None
    """How long its whole session took; None where Isabelle had checked it before and did not say."""
    trusts: tuple[str, ...]
    """What the theory asks to be believed without a proof by the kernel: `sorry`, `eval` and so on."""
    page: str
    """The page that it was made from; empty for a hand-written theory."""
    names: tuple[str, ...]
    """What a generated theory defined."""


class State(StrEnum):
    """What Isabelle has said about a theory, seen from today."""

    ACCEPTED = "accepted"
    CHANGED = "changed"
    FAILED = "failed"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a theory's record is worth."""

    state: State
    record: TheoryRecord | None


def judge(record: TheoryRecord | None, digest: str) -> Verdict:
    """The verdict on a theory whose texts have this digest now."""
    if record is None:
        return Verdict(State.NEVER, None)
    if record.digest != digest:
        return Verdict(State.CHANGED, record)
    return Verdict(State.ACCEPTED if record.accepted else State.FAILED, record)


def theory_digests(texts: Mapping[str, str], imports: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """A digest of each theory's text and of all that it imports, directly or not; other theories do not count."""
    own = {name: _sha(text) for name, text in texts.items()}
    below = {name: sorted(reached_theories(name, imports) & own.keys()) for name in own}
    return {name: _sha(json.dumps([name, [(other, own[other]) for other in below[name]]])) for name in own}


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


# -- The file ---------------------------------------------------------------------------------------------------------


def print_status(records: Mapping[str, TheoryRecord]) -> str:
    """The text of `status.json`."""
    theories = {name: {**_plain(record), "seal": _seal(name, record)} for name, record in sorted(records.items())}
    return json.dumps({"version": VERSION, "theories": theories}, indent=2, ensure_ascii=False) + "\n"


def read_status(path: str, text: str, problems: Problems) -> dict[str, TheoryRecord]:
    """The records in the text of `status.json`; what makes no sense is reported and left out."""
    if not text.strip():
        return {}
    try:
        status = json.loads(text)
        version = status.get("version", 1)
        if isinstance(version, int) and version > VERSION:
            problems.add(StatusFromNewerVersion(path, Span(0, 0), version, VERSION))
            return {}
        entries = [(str(name), entry) for name, entry in status["theories"].items()]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        problems.add(StatusUnreadable(path, Span(0, 0)))
        return {}
    records = {}
    for name, entry in entries:
        record = _record(entry)
        if record is not None and entry.get("seal") == _seal(name, record):
            records[name] = record
        else:
            at = max(text.find(json.dumps(name, ensure_ascii=False)), 0)
            problems.add(StatusEdited(path, Span(at, at + len(name) + 2 if at else 0), name))
    return records


def _plain(record: TheoryRecord) -> dict[str, Any]:
    return asdict(record)


def _seal(name: str, record: TheoryRecord) -> str:
    return _sha(json.dumps([name, _plain(record)], sort_keys=True))[:16]


def _record(entry: object) -> TheoryRecord | None:
    match entry:
        case {
            "digest": str(digest),
            "accepted": bool(accepted),
            "isabelle": str(isabelle),
            "date": str(date),
            "seconds": int() | float() | None as seconds,
            "trusts": [*trusts],
            "page": str(page),
            "names": [*names],
        }:
            return TheoryRecord(
                digest, accepted, isabelle, date, seconds, tuple(map(str, trusts)), page, tuple(map(str, names))
            )
        case _:
            return None
