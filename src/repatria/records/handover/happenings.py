"""What the acts of hand-overs tell: an incident to clear up, two who left together and are asked how they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from repatria.core.law.handover import HandoverEvent, HandoverState
from repatria.core.law.handover_asking import AskedPerson
from repatria.core.law.handover_ending import TO_BE_TOLD
from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.happenings import Happening
from repatria.records.handover.acts import AskedAgainAlone, HandoverStepRecorded
from repatria.records.handover.ending_acts import EndingTold
from repatria.records.handover.incident_acts import IncidentClosed, IncidentRecorded
from repatria.records.ledger.happenings import happenings_by

_TO_KNOW = {AskedPerson.HE: "he_is_to_know", AskedPerson.SHE: "she_is_to_know"}
_TOLD = {HandoverEvent.COMPLETED: "completed", HandoverEvent.FOLLOWED_UP: "followed_up"}


def _recorded(given: IncidentRecorded, at: datetime) -> Iterator[Happening]:
    yield Happening(word=IncidentRecorded.KIND, subject=given.incident_id, at=read_instant(given.happened_at))


def _closed(given: IncidentClosed, at: datetime) -> Iterator[Happening]:
    yield Happening(word=IncidentClosed.KIND, subject=given.incident_id, at=at)


def _step(given: HandoverStepRecorded, at: datetime) -> Iterator[Happening]:
    happened_at = read_instant(given.happened_at)
    if given.event in _TOLD:
        word = f"{HandoverStepRecorded.KIND}:{_TOLD[given.event]}"
        yield Happening(word=word, subject=given.handover_id, at=happened_at)
    yield from _ended(HandoverStepRecorded.KIND, given.handover_id, given.state, happened_at)


def _ended(kind: str, handover_id: str, state: HandoverState, at: datetime) -> Iterator[Happening]:
    """Whoever did not end it does not know: she may be on the road."""
    for who in sorted(TO_BE_TOLD.get(state, ())):
        yield Happening(word=f"{kind}:{_TO_KNOW[who]}", subject=handover_id, at=at)


def _asked(given: AskedAgainAlone, at: datetime) -> Iterator[Happening]:
    yield from _ended(AskedAgainAlone.KIND, given.handover_id, given.state, read_instant(given.asked_at))


def _ending_told(given: EndingTold, at: datetime) -> Iterator[Happening]:
    yield Happening(
        word=f"{EndingTold.KIND}:{given.who.value}", subject=given.handover_id, at=read_instant(given.told_at)
    )


def register() -> None:
    happenings_by(IncidentRecorded)(_recorded)
    happenings_by(IncidentClosed)(_closed)
    happenings_by(HandoverStepRecorded, *_TOLD.values(), *_TO_KNOW.values())(_step)
    happenings_by(AskedAgainAlone, *_TO_KNOW.values())(_asked)
    happenings_by(EndingTold, *(one.value for one in AskedPerson))(_ending_told)
