"""The table of clocks: when something is due, from when on, by which provision, who owes it, whom it reaches when late.

A new clock is one row. The terms are proposals within the limits of the law; a bureau may shorten them, never lengthen
those of the treaties. The words are happenings that rooms say of their acts (records/*/happenings.py).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from types import MappingProxyType

from repatria.core.law.clock_words import CalendarTerm, ClockRow, ClockRule, Repeats, Subject, WaitingRow
from repatria.core.law.clocks_of_contact import CONTACT_CLOCKS
from repatria.core.law.clocks_of_exchanges import EXCHANGE_CLOCKS
from repatria.core.law.clocks_of_handover import HANDOVER_CLOCKS
from repatria.core.law.clocks_of_identification import IDENTIFICATION_CLOCKS
from repatria.core.law.clocks_of_remains import REMAINS_CLOCKS
from repatria.core.law.clocks_of_returns import RETURN_CLOCKS
from repatria.core.law.clocks_of_telling import TELLING_CLOCKS
from repatria.core.law.clocks_of_welfare import WELFARE_CLOCKS
from repatria.core.vocabulary.roles import Role

__all__ = [
    "ALIKE_IN_CAMP", "CLOCKS", "OF_HIS_ANSWERS", "OUTSIDE_CAMP", "WAITING", "ClockRule", "Subject", "due", "is_late",
    "row_of",
]  # fmt: skip

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)

_CAPTURE, _CUSTODY = "register.capture_recorded", "register.custody_recorded"
_EXPLAINED, _PAPER = "register.count_explained", "register.paper_recorded"
_DECISION, _DELIVERED = "register.contact_decision_recorded", "notices.notice_delivered"
_CARD = "register.capture_card_ended:of_now"
_HELD = (f"{_CAPTURE}:held", f"{_CUSTODY}:now_held")
_MOVED = tuple(
    f"{_CUSTODY}:{word}" for word in ("arrived", "hospitalised", "discharged", "returned", "recaptured", "annulled")
)
_HELD_NO_LONGER = f"{_CUSTODY}:held_no_longer"
_CATEGORY = "register.category_decided"
_ANSWERED = f"{_DECISION}:answered"
_ROLLS = ("roll.roll_recorded", "roll.roll_signed", "roll.roll_missed")
_ENQUIRY = "enquiries.enquiry_received"
_ENQUIRY_OVER = ("enquiries.enquiry_closed", "ledger.key_destroyed:kin")  # closed, or erased: nobody can be written to

CLOCKS: tuple[ClockRow, ...] = (
    ClockRow(  # a report that names nobody who holds him; the registration of one who is held is the report itself
        rule=ClockRule.REG, subject=Subject.PERSON, repeats=Repeats.ONCE,
        starts=(f"{_CAPTURE}:reported",), satisfied_by=(f"{_CUSTODY}:now_held",),
        voided_by=(f"{_CUSTODY}:died", f"{_CUSTODY}:disproved"),
        term=72 * _HOUR, remind_after=24 * _HOUR, provision="GC III 122(2)",
        owed_by=Role.REGISTRAR, escalates_to=(Role.HEAD_OF_BUREAU,),
    ),
    ClockRow(
        rule=ClockRule.CTA_NOTICE, subject=Subject.NOTICE,
        starts=("notices.notice_issued", f"{_DELIVERED}:bounced"), satisfied_by=(f"{_DELIVERED}:sent",),
        voided_by=(f"{_DELIVERED}:bounced", "notices.notices_left"),
        term=_DAY, provision="GC III 122(3)",
        owed_by=Role.REGISTRAR, escalates_to=(Role.HEAD_OF_BUREAU, Role.AUDITOR),
    ),
    ClockRow(
        rule=ClockRule.NOTICE_RECEIPT, subject=Subject.NOTICE,
        starts=(f"{_DELIVERED}:sent",), satisfied_by=(f"{_DELIVERED}:receipted",), voided_by=(f"{_DELIVERED}:bounced",),
        term=7 * _DAY, remind_after=3 * _DAY, provision="house rule 6.10",
        owed_by=Role.DELEGATE, escalates_to=(Role.HEAD_OF_BUREAU, Role.AUDITOR),
    ),
    ClockRow(
        rule=ClockRule.CONTACT_ASK, subject=Subject.PERSON, repeats=Repeats.ONCE,
        starts=_HELD, satisfied_by=(f"{_DECISION}:asked_openly",), voided_by=(_HELD_NO_LONGER,),
        term=7 * _DAY, provision="practice rule 8",
        owed_by=Role.INTERVIEWER, escalates_to=(Role.HEAD_OF_BUREAU,),
    ),
    ClockRow(
        rule=ClockRule.CONTACT_ASK_AGAIN, subject=Subject.PERSON,
        starts=(f"{_DECISION}:later",), satisfied_by=(_ANSWERED,), voided_by=(_HELD_NO_LONGER,),
        term=30 * _DAY, remind_after=27 * _DAY, provision="practice rule 8",
        owed_by=Role.INTERVIEWER, escalates_to=(Role.HEAD_OF_BUREAU,),
    ),
    ClockRow(
        rule=ClockRule.CONTACT_REASK, subject=Subject.PERSON,
        starts=(f"{_DECISION}:cannot_be_asked",),
        satisfied_by=(_ANSWERED, f"{_DECISION}:may_be_asked", "register.slip_received:set_aside"),
        voided_by=(_HELD_NO_LONGER,),
        term=7 * _DAY, remind_after=5 * _DAY, provision="practice rule 10",
        owed_by=Role.MEDICAL, escalates_to=(Role.HEAD_OF_BUREAU,),
    ),
    ClockRow(  # a doctor found that he can be asked now, or his slip came: the question is owed as on the first day
        rule=ClockRule.CONTACT_ASK_ABLE, subject=Subject.PERSON,
        starts=(f"{_DECISION}:may_be_asked", "register.slip_received:may_be_asked"),
        satisfied_by=(_ANSWERED,), voided_by=(_HELD_NO_LONGER,),
        term=7 * _DAY, provision="practice rule 8",
        owed_by=Role.INTERVIEWER, escalates_to=(Role.HEAD_OF_BUREAU,),
    ),
    ClockRow(  # signed, marked, dictated, refused before two, or unable: each of them ends it
        rule=ClockRule.CAPCARD_CAMP, subject=Subject.PERSON,
        starts=(f"{_CAPTURE}:in_camp", f"{_CUSTODY}:arrived", f"{_CUSTODY}:recaptured"),
        satisfied_by=(_CARD,), voided_by=(_HELD_NO_LONGER,),
        term=7 * _DAY, remind_after=2 * _DAY, provision="GC III 70",
        owed_by=Role.CAMP_OFFICER, escalates_to=(Role.AUDITOR,),
    ),
    ClockRow(
        rule=ClockRule.CAPCARD_EVENT, subject=Subject.PERSON,
        starts=(f"{_CUSTODY}:left_on_transfer", f"{_CUSTODY}:hospitalised"),
        satisfied_by=(_CARD,), voided_by=(_HELD_NO_LONGER,),
        term=7 * _DAY, remind_after=2 * _DAY, provision="GC III 70",
        owed_by=Role.CAMP_OFFICER, escalates_to=(Role.AUDITOR,),
    ),
    ClockRow(  # due when the act says that he is due back; no term of the law's own
        rule=ClockRule.SIGNED_OUT, subject=Subject.PERSON,
        starts=(f"{_CUSTODY}:signed_out",),
        satisfied_by=(f"{_CUSTODY}:returned", f"{_CUSTODY}:arrived"), voided_by=(_HELD_NO_LONGER,),
        term=_DAY, provision="practice rule 14",
        owed_by=Role.CAMP_OFFICER, escalates_to=(Role.DELEGATE, Role.AUDITOR),
    ),
    ClockRow(  # a death by violence or of unknown cause, or one that no doctor explained
        rule=ClockRule.ART121, subject=Subject.PERSON,
        starts=(f"{_CUSTODY}:died_unexplained", "register.death_seen:unexplained"),
        satisfied_by=("register.death_enquiry_opened",), voided_by=("register.death_seen:natural",),
        term=_DAY, provision="GC III 121", repeats=Repeats.ONCE,
        owed_by=Role.HEAD_OF_BUREAU, escalates_to=(Role.AUDITOR,),
    ),
    ClockRow(  # no doctor confirmed it: one looks later
        rule=ClockRule.DEATH_SEEN, subject=Subject.PERSON, repeats=Repeats.ONCE,
        starts=(f"{_CUSTODY}:died_unseen",),
        satisfied_by=("register.death_seen:natural", "register.death_seen:unexplained"),
        term=3 * _DAY, provision="practice rule 14",
        owed_by=Role.MEDICAL, escalates_to=(Role.HEAD_OF_BUREAU,),
    ),
    ClockRow(  # due three weeks before the day of the trial
        rule=ClockRule.TRIAL, subject=Subject.PERSON,
        starts=(f"{_PAPER}:proceedings_opened",), satisfied_by=(f"{_PAPER}:proceedings_notified",),
        voided_by=(f"{_PAPER}:proceedings_ended", _HELD_NO_LONGER),
        term=-21 * _DAY, provision="GC III 104",
        owed_by=Role.LEGAL_ADVISER, escalates_to=(Role.HEAD_OF_BUREAU, Role.DELEGATE),
    ),
    ClockRow(  # he came back otherwise than he was taken, or nobody looked
        rule=ClockRule.RETURN_SEEN, subject=Subject.PERSON,
        starts=(f"{_CUSTODY}:returned_to_be_seen",), satisfied_by=("register.return_examined",),
        voided_by=(_HELD_NO_LONGER,),
        term=_DAY, provision="practice rule 14",
        owed_by=Role.MEDICAL, escalates_to=(Role.HEAD_OF_BUREAU, Role.DELEGATE),
    ),
    ClockRow(  # as many left as stand on the list, and as many came as left; neither entry is refused
        rule=ClockRule.COUNT_LEFT, subject=Subject.LIST, repeats=Repeats.ONCE,
        starts=(f"{_CUSTODY}:left_count_differs",), satisfied_by=(f"{_EXPLAINED}:left",),
        term=_DAY, provision="GC III 46",
        owed_by=Role.REGISTRAR, escalates_to=(Role.DELEGATE, Role.AUDITOR),
    ),
    ClockRow(
        rule=ClockRule.COUNT_ARRIVED, subject=Subject.LIST, repeats=Repeats.ONCE,
        starts=(f"{_CUSTODY}:arrived_count_differs",),
        satisfied_by=(f"{_EXPLAINED}:arrived", f"{_CUSTODY}:arrived_count_agrees"),
        term=_DAY, provision="GC III 20",
        owed_by=Role.REGISTRAR, escalates_to=(Role.DELEGATE, Role.AUDITOR),
    ),
    ClockRow(  # an answer or approval that is missing never detains: it is late
        rule=ClockRule.RELEASE, subject=Subject.PERSON,
        starts=(f"{_CUSTODY}:release_opened",),
        satisfied_by=(f"{_CUSTODY}:release_completed",),
        voided_by=(f"{_CUSTODY}:release_cancelled", _HELD_NO_LONGER),
        term=7 * _DAY, remind_after=3 * _DAY, provision="practice rule 18",
        owed_by=Role.HEAD_OF_BUREAU, escalates_to=(Role.DELEGATE, Role.AUDITOR),
    ),
    ClockRow(
        rule=ClockRule.ENQ_REVIEW, subject=Subject.ENQUIRY, repeats=Repeats.AGAIN,
        starts=(_ENQUIRY,), satisfied_by=("notices.letter_issued", "disclosure.answer_decided"),
        voided_by=_ENQUIRY_OVER,
        term=90 * _DAY, remind_after=83 * _DAY, provision="GC III 122(7)",
        owed_by=Role.CASEWORKER, escalates_to=(Role.HEAD_OF_BUREAU,),
    ),
    ClockRow(
        rule=ClockRule.STRONG_SIGHTING, subject=Subject.PERSON, repeats=Repeats.AGAIN,
        starts=_HELD, satisfied_by=("roll.sighting_recorded:strong",), voided_by=(_HELD_NO_LONGER,),
        undone_by=("roll.sighting_annulled",), goes_with=_MOVED,
        term=30 * _DAY, remind_after=25 * _DAY, provision="practice rule 15",
        owed_by=Role.CAMP_OFFICER, escalates_to=(Role.DELEGATE, Role.AUDITOR),
    ),
    ClockRow(  # from one roll to the next a day, and two hours in which it is counted and signed
        rule=ClockRule.DAILY_ROLL, subject=Subject.PLACE, repeats=Repeats.ONCE,
        starts=(
            *(f"{one}:{word}" for word in ("place_holds", "unit_holds") for one in (_CAPTURE, _CUSTODY)),
            *(f"{one}:next_day" for one in _ROLLS),
        ),
        satisfied_by=tuple(f"{one}:of_day" for one in _ROLLS),
        voided_by=("places.place_closed", f"{_CUSTODY}:unit_empty"),  # a unit passes its men on within the day
        term=26 * _HOUR, remind_after=18 * _HOUR, provision="practice rule 15",
        owed_by=Role.CAMP_OFFICER, escalates_to=(Role.DELEGATE, Role.AUDITOR),
    ),
    ClockRow(
        rule=ClockRule.ROLL_DIFFERENCE, subject=Subject.PLACE,
        starts=("roll.roll_recorded:difference",), satisfied_by=("roll.difference_closed",),
        term=_DAY, provision="practice rule 15",
        owed_by=Role.CAMP_OFFICER, escalates_to=(Role.DELEGATE, Role.AUDITOR),
    ),
    ClockRow(
        rule=ClockRule.NOT_SEEN, subject=Subject.PERSON,
        starts=("roll.not_seen_recorded",), satisfied_by=("roll.not_seen_closed",),
        term=_DAY, provision="practice rule 15",
        owed_by=Role.CAMP_OFFICER, escalates_to=(Role.DELEGATE, Role.AUDITOR),
    ),
    ClockRow(  # a man who was drawn is looked for, and what was found is entered: seen, or not
        rule=ClockRule.DRAW_RESULT, subject=Subject.PERSON, repeats=Repeats.ONCE,
        starts=("roll.draw_recorded:drawn",),
        satisfied_by=("roll.sighting_recorded:of_draw", "roll.not_seen_recorded"), voided_by=(_HELD_NO_LONGER,),
        undone_by=("roll.sighting_annulled",),
        term=14 * _DAY, remind_after=7 * _DAY, provision="practice rule 15",
        owed_by=Role.AUDITOR, escalates_to=(Role.DELEGATE, Role.HEAD_OF_BUREAU),
    ),
    ClockRow(  # doubt protects; it does not last
        rule=ClockRule.TWO_WEEKS, subject=Subject.PERSON, repeats=Repeats.ONCE,
        starts=(f"{_CAPTURE}:category_open",), satisfied_by=(f"{_CATEGORY}:decided",), voided_by=(_HELD_NO_LONGER,),
        term=14 * _DAY, remind_after=10 * _DAY, provision="AP I 33(2)",
        owed_by=Role.REGISTRAR, escalates_to=(Role.LEGAL_ADVISER,),
    ),
    ClockRow(  # "at least twice yearly"
        rule=ClockRule.INTERNMENT_REVIEW, subject=Subject.PERSON, repeats=Repeats.AGAIN,
        starts=(f"{_CAPTURE}:interned", f"{_CATEGORY}:interned"), satisfied_by=(f"{_PAPER}:internment_reviewed",),
        voided_by=(f"{_CATEGORY}:of_armed_forces", _HELD_NO_LONGER),
        term=182 * _DAY, remind_after=150 * _DAY, provision="GC IV 43",
        owed_by=Role.LEGAL_ADVISER, escalates_to=(Role.HEAD_OF_BUREAU, Role.DELEGATE),
    ),
    *WELFARE_CLOCKS,
    *EXCHANGE_CLOCKS,
    *HANDOVER_CLOCKS,
    *REMAINS_CLOCKS,
    *IDENTIFICATION_CLOCKS,
    *TELLING_CLOCKS,
    *CONTACT_CLOCKS,
    ClockRow(
        rule=ClockRule.MAIL_MIN, subject=Subject.PERSON, repeats=Repeats.AGAIN, starts=_HELD,
        satisfied_by=("contact.mail_offered",), voided_by=(_HELD_NO_LONGER,), goes_with=_MOVED,
        term=CalendarTerm.END_OF_MONTH, provision="GC III 71",
        owed_by=Role.CAMP_OFFICER, escalates_to=(Role.DELEGATE,),
    ),
    *RETURN_CLOCKS,
)  # fmt: skip
"""The clocks that run: every word names what an act of today says."""

WAITING: tuple[WaitingRow, ...] = (
    # Until then every channel hands out the receipt in the step in which it takes the enquiry.
    WaitingRow(issue=15, act_words=("call_taken", "call_queued", "acknowledg"), row=ClockRow(
        rule=ClockRule.ENQ_ACK, subject=Subject.ENQUIRY, repeats=Repeats.ONCE,
        starts=(_ENQUIRY,), voided_by=_ENQUIRY_OVER,
        term=48 * _HOUR, provision="GC III 122(7)",
        owed_by=Role.CASEWORKER, escalates_to=(Role.HEAD_OF_BUREAU,),
    )),
    WaitingRow(issue=17, act_words=("return_offered", "return_refused"), row=ClockRow(
        rule=ClockRule.FIVE_YEARS, subject=Subject.PLACE, starts=(),
        term=CalendarTerm.FIVE_YEARS, provision="AP I 34(3)",
        owed_by=Role.LEGAL_ADVISER, escalates_to=(Role.HEAD_OF_BUREAU,),
    )),
)  # fmt: skip
"""The clocks that no act of today can satisfy, each with the issue that brings the act."""

_ROWS = MappingProxyType({row.rule: row for row in (*CLOCKS, *(one.row for one in WAITING))})


ALIKE_IN_CAMP = frozenset({ClockRule.CAPCARD_CAMP, ClockRule.CAPCARD_EVENT})
"""Clocks that a camp sees until they are due, whoever outside it recorded how they ended, and never as late: its own
entry alone ends them before its eyes, so that it learns from none that he refused (practice rules 8, 9)."""
OUTSIDE_CAMP = "outside"
"""By what the end of such a clock is told that nobody of the camp recorded."""
OF_HIS_ANSWERS = frozenset({
    ClockRule.CONTACT_ASK, ClockRule.CONTACT_ASK_AGAIN, ClockRule.CONTACT_REASK, ClockRule.CONTACT_ASK_ABLE,
})  # fmt: skip
"""Clocks that tell what he answered: they are shown to nobody whom they do not reach (practice rule 8)."""


def row_of(rule: ClockRule) -> ClockRow:
    """The row of a rule, running or waiting."""
    return _ROWS[rule]


def due(rule: ClockRule, started_at: datetime) -> datetime:
    """Computes when a rule is due.

    Source:   law-and-practice section 1.6; practice rules 8, 10, 15.
    Units:    UTC. For TRIAL `started_at` is the day of the trial and the notice is due three weeks before it.
    Given:    MAIL_MIN ends with the calendar month, FIVE_YEARS after five calendar years.
    Raises:   ValueError for a time without a zone.
    """
    return row_of(rule).due(started_at)


def is_late(due_at: datetime, at: datetime) -> bool:
    """Whether the term has passed; at the very instant it has not."""
    return at > due_at
