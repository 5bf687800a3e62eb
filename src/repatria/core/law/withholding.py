"""That somebody who asks is never to be told: on which ground, from when, until when, and what ends it.

One person's word holds everything back at once, for a fortnight; two persons withhold. His own later word about her
ends what rested on his never: whom he allows again, he allows. She gets the letter that all get.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from repatria.core.law.errors import SecondPersonError, UnstatedReasonError
from repatria.core.law.guards import OpenGuard, need

HELD_DAYS = 14
"""How long the word of one person holds back alone (a rule of this house)."""
LONGEST_DAYS = 366
"""For how long two may withhold before it is looked at again; his own never needs no renewal."""


class WithholdingGround(StrEnum):
    """Why she is not to be told."""

    HIS_NEVER = "his_never"  # at the open question he named her, or what she is to him, among whom never to tell
    COURT_ORDER = "court_order"  # a court keeps her from him
    DANGER = "danger"  # telling her might be detrimental to him or to his relatives


class WithholdingState(StrEnum):
    """How a withholding stands."""

    HELD = "held"  # one said so
    WITHHELD = "withheld"  # two did
    ENDED = "ended"


PROVISIONS = {
    WithholdingGround.HIS_NEVER: "practice rule 8", WithholdingGround.COURT_ORDER: "practice rule 6",
    WithholdingGround.DANGER: "GC IV 137(2)",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class WithholdingFacts:
    """One withholding as it stands.

    Given:    `until` None for his never; `allowed_since` whether he himself allowed this very enquirer after it.
    """

    ground: WithholdingGround
    state: WithholdingState
    held_until: date
    until: date | None = None
    allowed_since: bool = False


def is_withholding(facts: WithholdingFacts, on: date) -> bool:
    """Whether it keeps her from being told on this day.

    Source:   practice rules 6, 8: his own decision first; GC IV art. 137(2) by analogy.
    Given:    that a second person agrees shortens nothing: the fortnight of the first word is held in any case.
    """
    if facts.ground is WithholdingGround.HIS_NEVER and facts.allowed_since:
        return False
    if facts.state is WithholdingState.HELD:
        return on <= facts.held_until
    is_lasting = facts.until is None or on <= max(facts.until, facts.held_until)
    return facts.state is WithholdingState.WITHHELD and is_lasting


def withholding_guards(
    ground: WithholdingGround, reason: str, until: date | None, on: date, *, his_never: bool
) -> Iterator[OpenGuard]:
    """What the word of one person lacks before it holds anything back.

    Source:   practice rules 6, 8; GC IV art. 137(2).
    Given:    `his_never` whether an answer of his to the open question names anybody as never to be told.
    """
    yield from need(bool(reason.strip()), "withholding_reason", PROVISIONS[ground], UnstatedReasonError)
    if ground is WithholdingGround.HIS_NEVER:
        yield from need(his_never, "his_never_on_record", "practice rule 8")
        yield from need(until is None, "until_he_says_otherwise", "practice rule 8")
    else:
        is_bounded = until is not None and on < until <= on + timedelta(days=LONGEST_DAYS)
        yield from need(is_bounded, "withholding_end", PROVISIONS[ground])


def ending_guards(said_by: str, agreed_by: str, ended_by: str) -> Iterator[OpenGuard]:
    """What ending it lacks: what two withheld a third person ends; what one said another declines, or takes back."""
    is_third = not agreed_by or ended_by not in (said_by, agreed_by)
    yield from need(is_third, "third_person_ends", "two-person rule", SecondPersonError)
