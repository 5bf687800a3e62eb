"""The clocks of telling a death: the visit, the others that day, how she is afterwards, who was told wrongly."""

from __future__ import annotations

from datetime import timedelta

from repatria.core.law.clock_words import ClockRow, ClockRule, Subject
from repatria.core.vocabulary.roles import Role

_DAY = timedelta(days=1)
_RULE, _ENDED = "house rule 4.5", "telling.ended:of_case"
_VISIT, _ERASED = "telling.visit_ended", "ledger.key_destroyed:kin"
_PUT_OFF = "telling.follow_up_put_off"
_OVER = (_ENDED, f"{_VISIT}:put_off", "enquiries.enquiry_closed", _ERASED)

TELLING_CLOCKS: tuple[ClockRow, ...] = (
    ClockRow(  # due on the day that the notice named; a day that she herself put off is due then
        rule=ClockRule.DEATH_VISIT, subject=Subject.ENQUIRY,
        starts=(
            "telling.opened:visit_owed", "telling.asker_added", "telling.receiver_told:not",
            "telling.no_more_expected", f"{_VISIT}:put_off",
        ),
        satisfied_by=(f"{_VISIT}:told",), voided_by=(*_OVER, "telling.receiver_owes:of_each"),
        term=30 * _DAY, provision=_RULE,
        owed_by=Role.FAMILY_LIAISON, escalates_to=(Role.HEAD_OF_BUREAU, Role.AUDITOR),
    ),
    ClockRow(  # the next of kin knows: nobody else is to learn it from her
        rule=ClockRule.DEATH_OTHERS, subject=Subject.ENQUIRY,
        starts=(f"{_VISIT}:others",), satisfied_by=(f"{_VISIT}:told",), voided_by=_OVER,
        term=_DAY, provision=_RULE,
        owed_by=Role.FAMILY_LIAISON, escalates_to=(Role.HEAD_OF_BUREAU,),
    ),
    ClockRow(
        rule=ClockRule.DEATH_FOLLOW_UP, subject=Subject.ENQUIRY,
        starts=(f"{_VISIT}:told", "telling.followed_up:again", _PUT_OFF), satisfied_by=("telling.followed_up:done",),
        voided_by=(_ENDED, _ERASED, _PUT_OFF),
        term=7 * _DAY, remind_after=5 * _DAY, provision=_RULE,
        owed_by=Role.FAMILY_LIAISON, escalates_to=(Role.HEAD_OF_BUREAU,),
    ),
    ClockRow(
        rule=ClockRule.DEATH_RECEIVER, subject=Subject.TELLING,
        starts=("telling.receiver_owes:of_case",), satisfied_by=("telling.receiver_told:of_case",), voided_by=(_ENDED,),
        term=30 * _DAY, remind_after=20 * _DAY, provision="practice rule 24",
        owed_by=Role.DELEGATE, escalates_to=(Role.HEAD_OF_BUREAU,),
    ),
    ClockRow(
        rule=ClockRule.TOLD_WRONGLY, subject=Subject.ENQUIRY,
        starts=("telling.ended:told_wrongly",), satisfied_by=(f"{_VISIT}:corrected",), voided_by=(_ERASED,),
        term=2 * _DAY, provision="house rule 4.5",
        owed_by=Role.FAMILY_LIAISON, escalates_to=(Role.HEAD_OF_BUREAU, Role.AUDITOR),
    ),
)  # fmt: skip
