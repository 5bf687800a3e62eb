"""The clocks of messages and calls: looked at quickly and kept back by two, given an hour in time."""

from __future__ import annotations

from datetime import timedelta

from repatria.core.law.clock_words import ClockRow, ClockRule, Repeats, Subject
from repatria.core.vocabulary.calls import READY_FROM
from repatria.core.vocabulary.roles import Role

_DAY = timedelta(days=1)
_ANSWERED, _ENDED, _PUT_OFF = "contact.call_answered", "contact.call_ended", "contact.call_put_off"
_BOOKED = "contact.call_booked"
_OFF = (f"{_ANSWERED}:no", f"{_ENDED}:over")
_HOUR_GONE = (f"{_PUT_OFF}:again", f"{_PUT_OFF}:again_urgent")
_OVER = (f"{_ENDED}:over", f"{_ENDED}:again", f"{_ENDED}:again_urgent")

CONTACT_CLOCKS: tuple[ClockRow, ...] = (
    ClockRow(
        rule=ClockRule.CENSOR, subject=Subject.MESSAGE,
        starts=("contact.message_registered", "contact.look_settled:look_anew", "contact.matter_settled:look_anew"),
        satisfied_by=("contact.message_checked:looked",),
        term=14 * _DAY, remind_after=3 * _DAY, provision="GC III 76",
        owed_by=Role.CENSOR, escalates_to=(Role.HEAD_OF_BUREAU, Role.DELEGATE),
    ),
    ClockRow(  # until a second account agreed, whoever wrote is told nothing
        rule=ClockRule.LOOK_SECOND, subject=Subject.MESSAGE,
        starts=("contact.message_checked:waits",),
        satisfied_by=("contact.look_settled:settled", "contact.matter_settled:settled"),
        term=3 * _DAY, provision="GC III 76",
        owed_by=Role.HEAD_OF_BUREAU, escalates_to=(Role.DELEGATE, Role.AUDITOR),
    ),
    ClockRow(  # a printed sheet lies in a camp: it is handed to him, or it is said why not
        rule=ClockRule.LETTER_GIVE, subject=Subject.MESSAGE, repeats=Repeats.ONE,
        starts=("contact.message_printed",),
        satisfied_by=("contact.message_stepped:given", "contact.message_registered:answers"),
        term=7 * _DAY, provision="GC III 71",
        owed_by=Role.CAMP_OFFICER, escalates_to=(Role.HEAD_OF_BUREAU, Role.DELEGATE),
    ),
    ClockRow(  # from the day on which both agreed; one that was put off or failed waits anew
        rule=ClockRule.CALL_TURN, subject=Subject.CALL, repeats=Repeats.ONE,
        starts=(f"{_ANSWERED}:agreed", f"{_PUT_OFF}:again", f"{_ENDED}:again"), satisfied_by=(f"{_BOOKED}:booked",),
        voided_by=_OFF,
        term=30 * _DAY, remind_after=14 * _DAY, provision="house rule 6.8",
        owed_by=Role.CASEWORKER, escalates_to=(Role.HEAD_OF_BUREAU, Role.DELEGATE),
    ),
    ClockRow(  # an emergency stays one when its hour is gone
        rule=ClockRule.CALL_URGENT, subject=Subject.CALL, repeats=Repeats.ONE,
        starts=(
            f"{_ANSWERED}:agreed_urgent", "contact.call_wished_anew:urgent", f"{_PUT_OFF}:again_urgent",
            f"{_ENDED}:again_urgent",
        ),
        satisfied_by=(f"{_BOOKED}:booked",), voided_by=_OFF,
        term=3 * _DAY, provision="GC III 71",
        owed_by=Role.CASEWORKER, escalates_to=(Role.HEAD_OF_BUREAU,),
    ),
    ClockRow(  # "likewise informed of any subsequent modifications"
        rule=ClockRule.CALL_POLICY, subject=Subject.CALL_POLICY,
        starts=("contact.call_policy_agreed",), satisfied_by=("contact.call_policy_told",),
        term=3 * _DAY, provision="GC III 69",
        owed_by=Role.HEAD_OF_BUREAU, escalates_to=(Role.DELEGATE, Role.AUDITOR),
    ),
    ClockRow(  # before the camp may make it ready; of one booked for sooner, until it begins
        rule=ClockRule.CALL_RING, subject=Subject.CALL, repeats=Repeats.ONE,
        starts=(f"{_BOOKED}:ring",), satisfied_by=("contact.call_number_verified",),
        voided_by=(*_HOUR_GONE, *_OVER, f"{_ANSWERED}:no"),
        term=_DAY, provision="house rule 6.8",
        owed_by=Role.CASEWORKER, escalates_to=(Role.HEAD_OF_BUREAU,),
    ),
    ClockRow(  # from two hours before until it begins
        rule=ClockRule.CALL_READY, subject=Subject.CALL, repeats=Repeats.ONE,
        starts=(f"{_BOOKED}:ready",), satisfied_by=("contact.call_prepared",),
        voided_by=(*_HOUR_GONE, *_OVER, f"{_ANSWERED}:no"),
        term=READY_FROM, provision="house rule 6.8",
        owed_by=Role.CAMP_OFFICER, escalates_to=(Role.HEAD_OF_BUREAU,),
    ),
    ClockRow(  # the door says it by itself; of an ordinary call a clerk does
        rule=ClockRule.CALL_LOG, subject=Subject.CALL, repeats=Repeats.ONE,
        starts=("contact.call_prepared",), satisfied_by=_OVER,
        voided_by=(f"{_ANSWERED}:no", *_HOUR_GONE),
        term=_DAY, provision="house rule 6.8",
        owed_by=Role.CASEWORKER, escalates_to=(Role.HEAD_OF_BUREAU,),
    ),
    ClockRow(
        rule=ClockRule.PARCEL, subject=Subject.PARCEL,
        starts=("contact.parcel_registered:arrived", "contact.parcel_moved:arrived"),
        satisfied_by=(
            "contact.parcel_given", "contact.money_credited", "contact.parcel_settled:credited",
            "contact.parcel_moved:not_given",
        ),
        term=14 * _DAY, remind_after=3 * _DAY, provision="GC III 76",
        owed_by=Role.CAMP_OFFICER, escalates_to=(Role.HEAD_OF_BUREAU, Role.DELEGATE),
    ),
    ClockRow(  # it goes on to where he is now, or is sent back as the law lets it; it does not lie
        rule=ClockRule.PARCEL_LIES, subject=Subject.PARCEL,
        starts=("contact.parcel_moved:not_given",),
        satisfied_by=("contact.parcel_moved:sent", "contact.parcel_moved:returned"),
        term=28 * _DAY, remind_after=7 * _DAY, provision="GC III 72",
        owed_by=Role.CASEWORKER, escalates_to=(Role.HEAD_OF_BUREAU,),
    ),
)  # fmt: skip
