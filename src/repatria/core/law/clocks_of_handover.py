"""The clocks of what goes wrong at a hand-over, and of asking afterwards how they are: terms of the house's own."""

from __future__ import annotations

from datetime import timedelta

from repatria.core.law.clock_words import ClockRow, ClockRule, Subject
from repatria.core.vocabulary.roles import Role

_DAY = timedelta(days=1)

HANDOVER_CLOCKS: tuple[ClockRow, ...] = (
    ClockRow(
        rule=ClockRule.INCIDENT, subject=Subject.INCIDENT,
        starts=("handover.incident_recorded",), satisfied_by=("handover.incident_closed",),
        term=3 * _DAY, provision="house rule 6.6",
        owed_by=Role.HEAD_OF_BUREAU, escalates_to=(Role.DELEGATE, Role.AUDITOR),
    ),
    ClockRow(
        rule=ClockRule.FOLLOW_UP, subject=Subject.HANDOVER,
        starts=("handover.step_recorded:completed",), satisfied_by=("handover.step_recorded:followed_up",),
        term=7 * _DAY, remind_after=5 * _DAY, provision="house rule 6.6",
        owed_by=Role.HANDOVER_OFFICER, escalates_to=(Role.HEAD_OF_BUREAU,),
    ),
    ClockRow(
        rule=ClockRule.TELL_HER_ENDED, subject=Subject.HANDOVER,
        starts=("handover.step_recorded:she_is_to_know", "handover.asked_again_alone:she_is_to_know"),
        satisfied_by=("handover.ending_told:she",),
        term=_DAY, provision="practice rule 22",
        owed_by=Role.CASEWORKER, escalates_to=(Role.HEAD_OF_BUREAU,),
    ),
    ClockRow(
        rule=ClockRule.TELL_HIM_ENDED, subject=Subject.HANDOVER,
        starts=("handover.step_recorded:he_is_to_know", "handover.asked_again_alone:he_is_to_know"),
        satisfied_by=("handover.ending_told:he",),
        term=_DAY, provision="practice rule 22",
        owed_by=Role.INTERVIEWER, escalates_to=(Role.HEAD_OF_BUREAU,),
    ),
)  # fmt: skip
