"""The blocks that ask for something derived: the word after `diglot` says for what.

In: a fence. Out: what it asks for, and the names after that.
"""

from diglot.page.model import Fence
from diglot.source import Span

PARTNERS, ACTIONS, DECISIONS, STATE, SYSTEM, INCLUDE = (
    "conversation-partners",
    "guarded-actions",
    "decision-table",
    "state",
    "system",
    "include",
)
WORDS = (PARTNERS, ACTIONS, DECISIONS, STATE, SYSTEM, INCLUDE)
"""What can be asked for. `system` takes more words, the folders or pages that it is to show; `include` takes names."""


def wanted_by(fence: Fence) -> str:
    """What a block asks for; empty when it does not say."""
    return fence.words[0][0] if fence.words else ""


def names_after(fence: Fence) -> tuple[tuple[str, Span], ...]:
    """The words after what it asks for."""
    return fence.words[1:]
