"""What Isabelle said of a theory, in words for readers.

In: a verdict. Out: HTML: a line below a page's title, and the same words for theorems. Only what holds for the text as
it is now is called accepted.
"""

from datetime import date
from html import escape

from diglot.proofs.status import Record, State, Verdict
from diglot.render.html import attribute_text


def status_html(verdict: Verdict, href: str) -> str:
    """The line below a page's title; the address is that of the page's theory."""
    words = escape(status_words(verdict, "This page’s theory"), quote=False)
    link = f'<a href="{attribute_text(href)}">Theory</a>'
    return f'<p class="dg-status dg-{verdict.state}">{words} {link}</p>'


def status_words(verdict: Verdict, subject: str) -> str:
    """One or two sentences about a theory."""
    record = verdict.record
    match verdict.state, record:
        case State.ACCEPTED, Record():
            return f"{subject} was accepted by {record.isabelle} on {_day(record)}.{_trust(record)}"
        case State.FAILED, Record():
            return f"{subject} was refused by {record.isabelle} on {_day(record)}."
        case State.CHANGED, Record(accepted=True):
            return f"{subject} has changed since {record.isabelle} accepted it on {_day(record)}."
        case State.CHANGED, Record():
            return f"{subject} has changed since {record.isabelle} refused it on {_day(record)}."
        case _:
            return f"{subject} has not been checked by Isabelle yet."


def _day(record: Record) -> str:
    try:
        day = date.fromisoformat(record.date)
    except ValueError:
        return record.date
    return f"{day.day} {day:%B %Y}"


def _trust(record: Record) -> str:
    """What has to be believed besides Isabelle's kernel."""
    if not record.trusts:
        return ""
    return f" It rests on {' and '.join(record.trusts)} as well as on the kernel."
