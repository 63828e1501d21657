"""What Isabelle said of a theory, in words.

In: a verdict. Out: a sentence or a phrase. A theory is called accepted only if Isabelle accepted its present text.
"""

from collections.abc import Mapping
from datetime import date

from diglot.proofs.status import State, TheoryRecord, Verdict

STATE_WORDS = {
    State.ACCEPTED: "accepted",
    State.FAILED: "refused",
    State.CHANGED: "changed since",
    State.NEVER: "not checked yet",
}


def status_words(verdict: Verdict, subject: str) -> str:
    """One or two sentences about a theory."""
    record = verdict.record
    match verdict.state, record:
        case State.ACCEPTED, TheoryRecord():
            return f"{subject} was accepted by {record.isabelle} on {_day(record)}.{_trust(record)}"
        case State.FAILED, TheoryRecord():
            return f"{subject} was refused by {record.isabelle} on {_day(record)}."
        case State.CHANGED, TheoryRecord(accepted=True):
            return f"{subject} has changed since {record.isabelle} accepted it on {_day(record)}."
        case State.CHANGED, TheoryRecord():
            return f"{subject} has changed since {record.isabelle} refused it on {_day(record)}."
        case _:
            return f"{subject} has not been checked by Isabelle yet."


def accepted_words(exceptions: Mapping[str, str]) -> str:
    """What was accepted without proof, with the reasons."""
    return "".join(f" Accepted without proof, {name}: {_sentence(reason)}" for name, reason in exceptions.items())


def _sentence(reason: str) -> str:
    return reason if reason.endswith((".", "!", "?")) else f"{reason}."


def _day(record: TheoryRecord) -> str:
    try:
        day = date.fromisoformat(record.date)
    except ValueError:
        return record.date
    return f"{day.day} {day:%B %Y}"


def _trust(record: TheoryRecord) -> str:
    """What has to be believed besides Isabelle's kernel."""
    if not record.trusts:
        return ""
    return f" It rests on {' and '.join(record.trusts)} as well as on the kernel."
