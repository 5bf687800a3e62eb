"""The clocks of the return of the dead. No treaty sets their terms: they are the house's own."""

from __future__ import annotations

from datetime import timedelta

from repatria.core.law.clock_words import ClockRow, ClockRule, Repeats, Subject
from repatria.core.vocabulary.roles import Role

_DAY = timedelta(days=1)
_R = "returns"
_MOVED = f"{_R}.request_moved"

RETURN_CLOCKS: tuple[ClockRow, ...] = (
    ClockRow(  # due on the day by which the request asked for an answer
        rule=ClockRule.RETURN_ANSWER, subject=Subject.RETURN_REQUEST,
        starts=(f"{_R}.request_made",), satisfied_by=(f"{_MOVED}:answered", f"{_MOVED}:unanswered"),
        voided_by=(f"{_MOVED}:withdrawn",), term=14 * _DAY, provision="practice rule 28",
        owed_by=Role.LEGAL_ADVISER, escalates_to=(Role.HEAD_OF_BUREAU,),
    ),
    ClockRow(  # a no, a part, or silence: what the authorities do themselves is to be said
        rule=ClockRule.RETURN_OWN_DUTY, subject=Subject.RETURN_REQUEST, repeats=Repeats.ONE,
        starts=(f"{_MOVED}:falls_back",), satisfied_by=(f"{_MOVED}:own_duty",),
        voided_by=(f"{_MOVED}:withdrawn", f"{_MOVED}:granted"), term=7 * _DAY, provision="GC I 17",
        owed_by=Role.HEAD_OF_BUREAU, escalates_to=(Role.AUDITOR,),
    ),
    ClockRow(  # two review whose dead it is
        rule=ClockRule.POWER_REVIEW, subject=Subject.REMAINS, repeats=Repeats.ONE,
        starts=(f"{_R}.power_asserted",),
        satisfied_by=(f"{_R}.power_reviewed:reviewed", f"{_R}.power_reviewed:disputed"),
        voided_by=(f"{_R}.power_withdrawn",), term=7 * _DAY, provision="house rule 6.3",
        owed_by=Role.HEAD_OF_BUREAU, escalates_to=(Role.AUDITOR,),
    ),
    ClockRow(  # until it stands on the batch with which it goes back; taken off that one, it waits again
        rule=ClockRule.GOES_BACK, subject=Subject.REMAINS, repeats=Repeats.ONE,
        starts=(f"{_R}.power_reviewed:reviewed", f"{_R}.line_taken_out:going_back",
                f"{_R}.container_taken_out:going_back"), satisfied_by=(f"{_R}.lines_added:ours",),
        voided_by=(f"{_R}.power_reviewed:disputed", f"{_R}.power_withdrawn"), term=30 * _DAY,
        provision="house rule 6.3",
        owed_by=Role.REGISTRAR, escalates_to=(Role.HEAD_OF_BUREAU,),
    ),
    ClockRow(
        rule=ClockRule.BATCH_DIFFERENCE, subject=Subject.BATCH_DIFFERENCE,
        starts=(f"{_R}.batch_stepped:differs", f"{_R}.counts_compared:differs"),
        satisfied_by=(f"{_R}.difference_ended",), term=7 * _DAY, provision="house rule 6.7",
        owed_by=Role.REGISTRAR, escalates_to=(Role.HEAD_OF_BUREAU,),
    ),
)  # fmt: skip
