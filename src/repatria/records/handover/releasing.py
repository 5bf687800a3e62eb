"""What a hand-over means for his custody, for the register to read itself."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.custody import CustodyEvent
from repatria.core.law.handover import HandoverEvent, ReleaseBasis
from repatria.core.law.handover_asking import AskedPerson, RenewedAnswer
from repatria.records.handover.acts import AskedAgainAlone, HandoverStepRecorded
from repatria.records.handover.models import Handover, HandoverAsking, HandoverStep, HandoverSwitch


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseConsequence:
    """What a step of a hand-over means for his custody, and the acts that say so, for the register to read itself."""

    event: CustodyEvent
    acts: tuple[int, ...]


def release_of(given: HandoverStepRecorded | AskedAgainAlone) -> ReleaseConsequence | None:
    """What a step means for his custody: authorised, stopped by him after that, completed; None for all others. His no
    when he was asked again at the point stops it as well.

    Given:    when she or an authority stops it, or nobody comes, the opened release goes on without her, and its clock
              runs: it never depends on somebody's coming (practice rule 18).
    """
    if isinstance(given, AskedAgainAlone):
        is_his_no = given.who is AskedPerson.HE and given.answer is RenewedAnswer.NO
        event = CustodyEvent.RELEASE_CANCELLED if is_his_no else None
    else:
        event = _CONSEQUENCES.get(given.event)
    row = Handover.objects.get(pk=given.handover_id)
    steps = HandoverStep.objects.filter(handover_id=given.handover_id).order_by("recorded_index")
    indices = dict(steps.values_list("event", "recorded_index"))
    is_stop = event is CustodyEvent.RELEASE_CANCELLED
    is_idle = is_stop and (HandoverEvent.AUTHORISED.value not in indices or row.basis == ReleaseBasis.ART118.value)
    if event is None or is_idle:
        return None
    switch = HandoverSwitch.objects.get(pk=row.switch_id)
    acts = [switch.recorded_index, row.recorded_index]
    if isinstance(given, AskedAgainAlone):
        acts += [*indices.values(), HandoverAsking.objects.get(pk=given.asking_id).recorded_index]
    else:
        acts += [index for index in indices.values() if index <= indices[given.event.value]]
    return ReleaseConsequence(event=event, acts=tuple(acts))


_CONSEQUENCES = {
    HandoverEvent.AUTHORISED: CustodyEvent.RELEASE_OPENED,
    HandoverEvent.STOPPED_BY_PRISONER: CustodyEvent.RELEASE_CANCELLED,
    HandoverEvent.COMPLETED: CustodyEvent.RELEASE_COMPLETED,
}
