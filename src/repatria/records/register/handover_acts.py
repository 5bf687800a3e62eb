"""What the register reads in the ledger of a hand-over that a higher room names by the numbers of its acts.

The register knows no hand-overs: it imports none of theirs and asks none of their rows. It is handed act numbers and
looks for itself whether they are one hand-over of this person, what was attested in it, and who authorised it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from repatria.core.law.handover import Attestation, HandoverEvent, Signatory, StatedBasis
from repatria.core.law.handover_asking import AskedPerson, RenewedAnswer
from repatria.core.vocabulary.dates import read_instant
from repatria.records.ledger.reading import Recorded, acts_at
from repatria.records.register.errors import NoHandoverError

_SWITCH, _OPENED, _STEP = "handover.switched_on.", "handover.handover_opened.", "handover.step_recorded."
_ASKED = "handover.asked_again_alone."


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverStep:
    """One step as its act holds it."""

    index: int
    recorded_at: datetime
    by: tuple[str, ...]
    attested: frozenset[Attestation]
    signed_by: frozenset[Signatory]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverRead:
    """One hand-over of one person, as its acts say."""

    handover_id: str
    person_id: str
    basis: StatedBasis
    link_index: int
    acts: tuple[int, ...]
    steps: dict[HandoverEvent, HandoverStep] = field(default_factory=dict)
    is_refused_at_point: bool = False  # he was asked again, alone, and said no

    @property
    def is_stopped_by_him(self) -> bool:
        return self.is_refused_at_point or HandoverEvent.STOPPED_BY_PRISONER in self.steps


def read_handover(person_id: str, indices: Iterable[int]) -> HandoverRead:
    """Reads the acts of one hand-over: its switch, its opening, its steps, his no at the point.

    Raises:   NoHandoverError when they are not one hand-over of this person.
    """
    named = tuple(sorted(set(indices)))
    found = acts_at(named)
    switches, openings, steps, asked = (_of(found, kind) for kind in (_SWITCH, _OPENED, _STEP, _ASKED))
    is_whole = len(found) == len(named) == 2 + len(steps) + len(asked) and len(switches) == len(openings) == 1
    if not is_whole:
        raise NoHandoverError("those acts are not one hand-over", provision="practice rule 18")
    switch, opened = _given(switches[0]), _given(openings[0])
    is_his = opened.person_id == person_id and opened.switch_id == switch.switch_id
    if not is_his or any(_given(step).handover_id != opened.handover_id for step in (*steps, *asked)):
        raise NoHandoverError("those acts are another hand-over's", provision="practice rule 18")
    return HandoverRead(
        handover_id=opened.handover_id, person_id=person_id, basis=switch.basis, link_index=opened.link_index,
        acts=named, steps={HandoverEvent(_given(step).event): _step(step) for step in steps},
        is_refused_at_point=any(_is_his_no(_given(one)) for one in asked),
    )  # fmt: skip


def _of(found: Iterable[Recorded], kind: str) -> list[Recorded]:
    return [one for one in found if one.kind.startswith(kind)]


def _given(recorded: Recorded) -> Any:
    return recorded.act


def _is_his_no(given: Any) -> bool:
    return bool(given.who is AskedPerson.HE and given.answer is RenewedAnswer.NO)


def _step(recorded: Recorded) -> HandoverStep:
    given = _given(recorded)
    return HandoverStep(
        index=recorded.index, recorded_at=read_instant(recorded.at), by=tuple(given.by),
        attested=frozenset(given.attested), signed_by=frozenset(given.signed_by),
    )  # fmt: skip
