"""Taking back a crossing that was recorded in error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from repatria.core.law.errors import UnstatedReasonError
from repatria.core.law.exchange_list import LineEvent, LineState
from repatria.core.law.guards import OpenGuard, need

_RULE = "house rule 6.7"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnulmentFacts:
    """What is asked before a crossing is taken back.

    Given:    `receipt` the number of the paper in which the other side counted, "" where it did not; `is_counted`
              whether it did; `receipt_annulled` what number is taken back with it; `is_on_another` whether a man whose
              line would lead on again stands on another list meanwhile.
    """

    reason: str
    is_counted: bool
    receipt: str
    receipt_annulled: str
    is_on_another: bool


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def annulment_guards(facts: AnnulmentFacts) -> Iterator[OpenGuard]:
    """What the annulment of a crossing lacks.

    Source:   house rule 6.7: the receiver counts for himself, and his count is not undone by ours.
    Given:    a receipt of the other side is taken back by its own number, or the crossing stands.
    """
    yield from need(bool(facts.reason.strip()), "annulment_reason", _RULE, UnstatedReasonError)
    is_named = _plain(facts.receipt_annulled) == _plain(facts.receipt) if facts.is_counted else not (
        facts.receipt_annulled.strip()
    )  # fmt: skip
    yield from need(is_named, "receipt_annulled_by_number", _RULE)
    yield from need(not facts.is_on_another, "on_one_list", _RULE)


def state_before_crossing(state: LineState) -> LineState:
    """Where a line stands again: only what was released by it goes back; it is released by another crossing alone."""
    return LineState.VERIFIED if state is LineState.RELEASED else state


UNRESOLVED = "unresolved"
"""The step by which it is said that a line meant another man: it is proposed again."""
_STANDS_BY = {
    LineEvent.PROPOSED.value: LineState.PROPOSED, LineEvent.AGREED.value: LineState.AGREED,
    LineEvent.VERIFIED.value: LineState.VERIFIED, UNRESOLVED: LineState.PROPOSED,
}  # fmt: skip


def state_before_withdrawal(steps: Iterable[str]) -> LineState:
    """Where a line stood before it was withdrawn because he did not come, as it was said.

    Given:    the steps of the line up to that, in their order; the first of them is that it was proposed.
    """
    return [_STANDS_BY[one] for one in steps if one in _STANDS_BY][-1]
