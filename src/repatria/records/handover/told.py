"""The hand-overs in which enquirers were spoken with, for whoever puts right what was told wrongly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from repatria.core.law.handover_asking import AskedPerson
from repatria.records.disclosure.wrong import ByVoice, answers_who_was_told
from repatria.records.handover.ending_models import HandoverEnding
from repatria.records.handover.models import Handover, HandoverAsking, HandoverStep
from repatria.records.ledger.rows import rows_where


def met(enquiry_ids: Sequence[str]) -> Iterator[ByVoice]:
    """Each step, each asking and each word that it does not take place, of the hand-overs to these enquirers."""
    to = {row.pk: row.enquiry_id for row in rows_where(Handover, enquiry_id=list(enquiry_ids))}
    numbers = sorted(to)
    acts = [(row.handover_id, row.recorded_index) for row in rows_where(HandoverStep, handover_id=numbers)]
    acts += [(row.handover_id, row.recorded_index) for row in rows_where(HandoverAsking, handover_id=numbers)]
    acts += [
        (row.handover_id, row.recorded_index)
        for row in rows_where(HandoverEnding, handover_id=numbers, who=AskedPerson.SHE.value)
    ]
    for number, index in acts:
        yield ByVoice(what="handover", act_index=index, enquiry_id=to[number], number=number)


def register() -> None:
    answers_who_was_told("handover", met)
