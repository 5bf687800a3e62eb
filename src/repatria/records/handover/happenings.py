"""What the acts of hand-overs tell: an incident to clear up, two who left together and are asked how they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from repatria.core.law.handover import HandoverEvent
from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.happenings import Happening
from repatria.records.handover.acts import HandoverStepRecorded
from repatria.records.handover.incident_acts import IncidentClosed, IncidentRecorded
from repatria.records.ledger.happenings import happenings_by

_TOLD = {HandoverEvent.COMPLETED: "completed", HandoverEvent.FOLLOWED_UP: "followed_up"}


def _recorded(given: IncidentRecorded, at: datetime) -> Iterator[Happening]:
    yield Happening(word=IncidentRecorded.KIND, subject=given.incident_id, at=read_instant(given.happened_at))


def _closed(given: IncidentClosed, at: datetime) -> Iterator[Happening]:
    yield Happening(word=IncidentClosed.KIND, subject=given.incident_id, at=at)


def _step(given: HandoverStepRecorded, at: datetime) -> Iterator[Happening]:
    if given.event in _TOLD:
        word = f"{HandoverStepRecorded.KIND}:{_TOLD[given.event]}"
        yield Happening(word=word, subject=given.handover_id, at=read_instant(given.happened_at))


def register() -> None:
    happenings_by(IncidentRecorded)(_recorded)
    happenings_by(IncidentClosed)(_closed)
    happenings_by(HandoverStepRecorded, *_TOLD.values())(_step)
