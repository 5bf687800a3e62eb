"""A round in which families are asked for one more sample: all that carry too little, by one measure."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from repatria.core.vocabulary.identifiers import record_number
from repatria.records.access.acting import Acting, require
from repatria.records.identification.acts import SamplesRoundOpened
from repatria.records.identification.carrying import bodies_open, carrying
from repatria.records.identification.errors import RoundTooSoonError
from repatria.records.identification.measure import SUFFICIENT
from repatria.records.identification.models import Reference, SamplesRound
from repatria.records.identification.selectors.carrying import asked_by_age, received_before
from repatria.records.ledger.reading import instants_at, tree_size
from repatria.records.ledger.rows import rows_where
from repatria.records.ledger.services import record, service

OPEN_SAMPLES = "identification.open_samples_round"
APART = timedelta(days=28)
"""Between two rounds: one that follows on a finding would tell it."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    log_size: int
    bodies: int
    too_little: frozenset[str]


_drawn: ContextVar[_Drawn | None] = ContextVar("drawn_for_a_round", default=None)
"""What was drawn for the call that runs: before the log's lock, since thousands of draws would hold every writer up."""


def _draw(acting: Acting) -> Mapping[str, Any]:
    require(acting, OPEN_SAMPLES)
    _check_rhythm(acting)
    size = tree_size()
    little = (one for kind in carrying(acting.at, asked_by_age(acting)) if kind.is_too_little for one in kind.families)
    _drawn.set(_Drawn(size, bodies_open(), frozenset(little)))
    return {}


def _check_rhythm(acting: Acting) -> None:
    last = rows_where(SamplesRound, order="-recorded_index", at_most=1)
    if last and acting.at - instants_at([last[0].recorded_index])[last[0].recorded_index] < APART:
        raise RoundTooSoonError("the last round was opened less than four weeks ago", provision="practice rule 3")


@service(before=_draw)
def open_samples_round(acting: Acting) -> str:
    """Opens a round: every family whose enquiry is older than six months and whose samples carry too little is asked
    for one more, whether or not anything was found. No letter follows from it: whoever speaks with families asks.

    Source:   practice rule 3; practice rules, section 3, DNA; issue 17: families below a stated power are asked in one
              fixed round, candidate or not.
    Given:    what each family's samples carry is drawn before the log's lock is taken; in it stand the rhythm and whose
              enquiry is open. Whoever gave in between is on no list of the round.
    Returns:  the round's number.
    Raises:   RoundTooSoonError within four weeks of the last one.
    Leaf:     identification.samples_round_opened
    """
    require(acting, OPEN_SAMPLES)
    _check_rhythm(acting)
    drawn = _drawn.get()
    assert drawn is not None, "it is drawn before every call"
    gave_since = Reference.objects.filter(recorded_index__gte=drawn.log_size).values_list("enquiry_id", flat=True)
    asked = drawn.too_little.intersection(asked_by_age(acting)).difference(gave_since)
    samples_round_id = record_number("YM", acting.randomness(7))
    record(
        SamplesRoundOpened(
            round_id=samples_round_id, received_before=received_before(acting), bodies=drawn.bodies,
            share=round(100 * SUFFICIENT), families=tuple(sorted(asked)),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return samples_round_id
