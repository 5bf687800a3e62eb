"""The clocks of lists from talks between the Parties. No treaty sets their terms: they are the house's own."""

from __future__ import annotations

from datetime import timedelta

from repatria.core.law.clock_words import ClockRow, ClockRule, Repeats, Subject
from repatria.core.vocabulary.roles import Role

_DAY = timedelta(days=1)
_R = "exchanges"

EXCHANGE_CLOCKS: tuple[ClockRow, ...] = (
    ClockRow(
        rule=ClockRule.HOLD_REVIEW, subject=Subject.HOLD, repeats=Repeats.AGAIN,
        starts=(f"{_R}.held_back",), satisfied_by=(f"{_R}.hold_reviewed",), voided_by=(f"{_R}.hold_ended",),
        term=30 * _DAY, remind_after=23 * _DAY, provision="GC III 115",
        owed_by=Role.LEGAL_ADVISER, escalates_to=(Role.HEAD_OF_BUREAU,),
    ),
    ClockRow(
        rule=ClockRule.LIST_DIFFERENCE, subject=Subject.DIFFERENCE,
        starts=tuple(
            f"{_R}.{act}:differs"
            for act in ("version_recorded", "crossing_recorded", "line_disputed", "their_count_recorded")
        ),
        satisfied_by=(f"{_R}.difference_settled",), voided_by=(f"{_R}.crossing_annulled",),
        term=7 * _DAY, provision="house rule 6.7",
        owed_by=Role.REGISTRAR, escalates_to=(Role.HEAD_OF_BUREAU,),
    ),
    ClockRow(
        rule=ClockRule.LIST_ANSWER, subject=Subject.EXCHANGE_LIST, repeats=Repeats.ONE,
        starts=(f"{_R}.version_recorded:theirs",), satisfied_by=(f"{_R}.names_released:answer",),
        voided_by=(f"{_R}.list_closed",), term=30 * _DAY, remind_after=14 * _DAY, provision="house rule 6.7",
        owed_by=Role.LEGAL_ADVISER, escalates_to=(Role.HEAD_OF_BUREAU,),
    ),
)  # fmt: skip
