"""The clocks of how those who are held live, and of what they say to those who watch from outside.

The terms of the treaties are a month for the inspection, six for a representative, a week for news of the seriously
ill; those of entries and visits are the house's own.
"""

from __future__ import annotations

from datetime import timedelta

from repatria.core.law.clock_words import ClockRow, ClockRule, Repeats, Subject
from repatria.core.vocabulary.roles import Role

_DAY = timedelta(days=1)
_CAPTURE, _CUSTODY = "register.capture_recorded", "register.custody_recorded"
_HELD = (f"{_CAPTURE}:held", f"{_CUSTODY}:now_held")
_HELD_NO_LONGER = f"{_CUSTODY}:held_no_longer"
_KEEPS = (f"{_CAPTURE}:place_keeps", f"{_CUSTODY}:place_keeps")
_HOUSES = (f"{_CAPTURE}:place_houses", f"{_CUSTODY}:place_houses")  # a camp or hospital: a unit passes its men on
_CLOSED = ("places.place_closed",)
_CARE, _HEALTH = "welfare.care_recorded", "welfare.health_recorded"

WELFARE_CLOCKS: tuple[ClockRow, ...] = (
    ClockRow(  # a doctor's word ends it, never a discharge by itself
        rule=ClockRule.HEALTH_WEEK, subject=Subject.PERSON, repeats=Repeats.AGAIN,
        starts=(f"{_CUSTODY}:hospitalised_seriously_ill", f"{_HEALTH}:serious"), satisfied_by=(f"{_HEALTH}:serious",),
        voided_by=(f"{_HEALTH}:not_serious", _HELD_NO_LONGER),
        term=7 * _DAY, remind_after=5 * _DAY, provision="GC III 122(6)",
        owed_by=Role.MEDICAL, escalates_to=(Role.HEAD_OF_BUREAU,),
    ),
    ClockRow(
        rule=ClockRule.MEDICAL, subject=Subject.PERSON, repeats=Repeats.AGAIN,
        starts=_HELD, satisfied_by=("welfare.inspection_recorded",), voided_by=(_HELD_NO_LONGER,),
        term=30 * _DAY, remind_after=25 * _DAY, provision="GC III 31",
        owed_by=Role.MEDICAL, escalates_to=(Role.HEAD_OF_BUREAU, Role.DELEGATE),
    ),
    ClockRow(  # from the first who came since the last entry
        rule=ClockRule.RECEPTION, subject=Subject.PLACE, repeats=Repeats.ONE,
        starts=_KEEPS, satisfied_by=(f"{_CARE}:reception",), voided_by=_CLOSED,
        term=_DAY, provision="GC III 20",
        owed_by=Role.CAMP_OFFICER, escalates_to=(Role.HEAD_OF_BUREAU, Role.DELEGATE),
    ),
    ClockRow(  # the entry of a week; food itself is owed every day
        rule=ClockRule.FOOD, subject=Subject.PLACE, repeats=Repeats.ONE,
        starts=(*_HOUSES, f"{_CARE}:food_again"), satisfied_by=(f"{_CARE}:food",), voided_by=_CLOSED,
        term=7 * _DAY, remind_after=5 * _DAY, provision="GC III 26",
        owed_by=Role.CAMP_OFFICER, escalates_to=(Role.HEAD_OF_BUREAU, Role.DELEGATE),
    ),
    ClockRow(
        rule=ClockRule.CLOTHING, subject=Subject.PLACE, repeats=Repeats.ONE,
        starts=(*_HOUSES, f"{_CARE}:clothing_again"), satisfied_by=(f"{_CARE}:clothing",), voided_by=_CLOSED,
        term=91 * _DAY, remind_after=77 * _DAY, provision="GC III 27",
        owed_by=Role.CAMP_OFFICER, escalates_to=(Role.HEAD_OF_BUREAU, Role.DELEGATE),
    ),
    ClockRow(  # that delegates are let in is owed by whoever holds; when they come is theirs to say
        rule=ClockRule.VISIT, subject=Subject.PLACE, repeats=Repeats.ONE,
        starts=(*_HOUSES, "welfare.visit_recorded:again"), satisfied_by=("welfare.visit_recorded:alone",),
        voided_by=_CLOSED,
        term=91 * _DAY, remind_after=77 * _DAY, provision="GC III 126",
        owed_by=Role.HEAD_OF_BUREAU, escalates_to=(Role.DELEGATE, Role.AUDITOR),
    ),
    ClockRow(
        rule=ClockRule.COMPLAINT, subject=Subject.COMPLAINT,
        starts=("welfare.complaint_taken",), satisfied_by=("welfare.complaint_forwarded",),
        term=_DAY, provision="GC III 78",
        owed_by=Role.HEAD_OF_BUREAU, escalates_to=(Role.DELEGATE, Role.AUDITOR),
    ),
    ClockRow(  # a month after the first came; then when his term ends, or another month after he stopped
        rule=ClockRule.REPRESENTATIVE, subject=Subject.PLACE, repeats=Repeats.AGAIN,
        starts=(f"{_CAPTURE}:camp_keeps", f"{_CUSTODY}:camp_keeps", "welfare.representative_ended"),
        satisfied_by=("welfare.representative_recorded",), voided_by=("welfare.representative_ended", *_CLOSED),
        term=30 * _DAY, remind_after=23 * _DAY, provision="GC III 79",
        owed_by=Role.CAMP_OFFICER, escalates_to=(Role.DELEGATE,),
    ),
    ClockRow(
        rule=ClockRule.DELEGATE_LETTER, subject=Subject.LETTER,
        starts=("welfare.letter_recorded:lies_here",), satisfied_by=("welfare.letter_sent",),
        term=_DAY, provision="GC III 81",
        owed_by=Role.CAMP_OFFICER, escalates_to=(Role.DELEGATE, Role.AUDITOR),
    ),
    ClockRow(  # once: before his card is written and before he is asked
        rule=ClockRule.RIGHTS_READ, subject=Subject.PERSON, repeats=Repeats.ONCE,
        starts=(f"{_CAPTURE}:in_camp", f"{_CUSTODY}:arrived", f"{_CUSTODY}:recaptured"),
        satisfied_by=("register.rights_read",), voided_by=(_HELD_NO_LONGER,),
        goes_with=(f"{_CUSTODY}:arrived", f"{_CUSTODY}:hospitalised", f"{_CUSTODY}:discharged", f"{_CUSTODY}:returned"),
        term=7 * _DAY, remind_after=2 * _DAY, provision="practice rule 12",
        owed_by=Role.CAMP_OFFICER, escalates_to=(Role.DELEGATE, Role.AUDITOR),
    ),
)  # fmt: skip
"""The last rows of the table."""
