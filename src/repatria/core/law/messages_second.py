"""What one alone does not do of a message: keep it back, send it back, end what *their* State keeps back, or put right
what was recorded wrongly. One says it, another agrees.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from repatria.core.law.errors import SecondPersonError, UnstatedReasonError
from repatria.core.law.guards import OpenGuard, need, refuse_open
from repatria.core.law.messages import CHECK, RULE, CheckVerdict, MessageEvent


class MatterKind(StrEnum):
    """What one says of a message that another has to agree to."""

    STEP_WRONG = "step_wrong"
    LOOK_WRONG = "look_wrong"
    THEIR_WORD = "their_word"  # their State let us know that it keeps the message back no longer


CORRECTABLE = frozenset({
    MessageEvent.HANDED_ON, MessageEvent.DELIVERED, MessageEvent.FAILED, MessageEvent.SENT_AGAIN, MessageEvent.CLOSED,
})  # fmt: skip
"""Steps that can have been recorded wrongly. What lies in a box or left by post is out of the house: it stays there."""


def waits_for_second(verdict: CheckVerdict) -> bool:
    """Whether a look counts for whoever wrote only once another agreed: its words go into a family's box.

    Source:   GC III art. 76(3); two-person rule.
    """
    return verdict is not CheckVerdict.CLEARED


def matter_guards(*, is_last: bool, is_correctable: bool, reason: str) -> Iterator[OpenGuard]:
    """What stands against saying that a step or a look was recorded wrongly.

    Source:   house rule 6.9.
    Given:    the last thing that happened to the message alone: what followed rests on it.
    """
    yield from need(is_last, "matter_is_last", RULE)
    yield from need(is_correctable, "step_correctable", RULE)
    yield from need(bool(reason.strip()), "matter_reason", RULE, UnstatedReasonError)


def their_word_guards(*, is_theirs: bool, reference: str) -> Iterator[OpenGuard]:
    """What stands against saying that their State keeps a message back no longer.

    Source:   GC III art. 76: each State for itself.
    """
    yield from need(is_theirs, "kept_by_theirs", CHECK)
    yield from need(bool(reference.strip()), "matter_reason", CHECK, UnstatedReasonError)


def check_second(by: str, said_by: str) -> None:
    """Checks that another settles than who said it.  Source: two-person rule.  Raises: SecondPersonError."""
    refuse_open(need(by != said_by, "matter_by_another", "two-person rule", SecondPersonError))
