"""The clocks of the dead: the enquiry into a death and its report, the certificate, the list of graves."""

from __future__ import annotations

from datetime import timedelta

from repatria.core.law.clock_words import ClockRow, ClockRule, Repeats, Subject
from repatria.core.vocabulary.roles import Role

_DAY = timedelta(days=1)

REMAINS_CLOCKS: tuple[ClockRow, ...] = (
    ClockRow(  # a death of one who was held, or killed after capture, as an examination says
        rule=ClockRule.ART121_REMAINS, subject=Subject.REMAINS,
        starts=("remains.examination_recorded:opens_enquiry",), satisfied_by=("remains.inquiry_opened",),
        term=_DAY, provision="GC III 121", repeats=Repeats.ONCE,
        owed_by=Role.HEAD_OF_BUREAU, escalates_to=(Role.AUDITOR,),
    ),
    ClockRow(  # until it came nothing of the item leaves
        rule=ClockRule.ART121_REPORT, subject=Subject.REMAINS,
        starts=("remains.inquiry_opened",), satisfied_by=("remains.inquiry_reported",),
        term=30 * _DAY, remind_after=21 * _DAY, provision="GC III 121", repeats=Repeats.ONCE,
        owed_by=Role.HEAD_OF_BUREAU, escalates_to=(Role.AUDITOR,),
    ),
    ClockRow(  # the report with what witnesses stated, until its receipt came
        rule=ClockRule.ART121_SENT, subject=Subject.REMAINS,
        starts=("remains.inquiry_reported",), satisfied_by=("remains.inquiry_sent:receipted",),
        term=14 * _DAY, remind_after=7 * _DAY, provision="GC III 121", repeats=Repeats.ONCE,
        owed_by=Role.HEAD_OF_BUREAU, escalates_to=(Role.AUDITOR,),
    ),
    ClockRow(  # of a double disc: one half goes on, until whoever it is for has said that it came
        rule=ClockRule.DISC_HALF, subject=Subject.REMAINS, repeats=Repeats.ONCE,
        starts=("remains.item_recorded:double_disc", "remains.item_corrected:double_disc"),
        satisfied_by=("remains.finds_moved:disc_half",), voided_by=("remains.item_corrected:no_double_disc",),
        term=30 * _DAY, remind_after=7 * _DAY, provision="GC I 16",
        owed_by=Role.REGISTRAR, escalates_to=(Role.HEAD_OF_BUREAU,),
    ),
    ClockRow(  # until its receipt came, or one looked and there is none
        rule=ClockRule.TESTAMENT, subject=Subject.PERSON, repeats=Repeats.ONCE,
        starts=("register.custody_recorded:died",),
        satisfied_by=(
            "register.death_paper_moved:testament_receipted", "register.death_paper_moved:testament_none_known",
        ),
        term=7 * _DAY, remind_after=3 * _DAY, provision="GC III 120",
        owed_by=Role.REGISTRAR, escalates_to=(Role.HEAD_OF_BUREAU,),
    ),
    ClockRow(  # of one whose remains nobody has: his enquiry stands on his record
        rule=ClockRule.DEATH_REPORT, subject=Subject.PERSON, repeats=Repeats.ONCE,
        starts=("register.death_enquiry_opened",), satisfied_by=("register.death_paper_moved:report_here",),
        term=30 * _DAY, remind_after=21 * _DAY, provision="GC III 121",
        owed_by=Role.HEAD_OF_BUREAU, escalates_to=(Role.AUDITOR,),
    ),
    ClockRow(
        rule=ClockRule.DEATH_REPORT_SENT, subject=Subject.PERSON, repeats=Repeats.ONCE,
        starts=("register.death_paper_moved:report_here",),
        satisfied_by=("register.death_paper_moved:report_receipted",),
        term=14 * _DAY, remind_after=7 * _DAY, provision="GC III 121",
        owed_by=Role.HEAD_OF_BUREAU, escalates_to=(Role.AUDITOR,),
    ),
    ClockRow(
        rule=ClockRule.DEATH_CERT, subject=Subject.PERSON, repeats=Repeats.ONCE,
        starts=("register.custody_recorded:died",), satisfied_by=("certificates.certificate_signed:stands",),
        term=3 * _DAY, remind_after=_DAY, provision="GC III 120",
        owed_by=Role.MEDICAL, escalates_to=(Role.HEAD_OF_BUREAU,),
    ),
    ClockRow(  # one asked that it is withdrawn: until another signs or declines whoever has it goes by it
        rule=ClockRule.WITHDRAWAL, subject=Subject.CERTIFICATE, repeats=Repeats.ONE,
        starts=("certificates.withdrawal_asked",), satisfied_by=("certificates.certificate_withdrawn",),
        voided_by=("certificates.withdrawal_declined",),
        term=3 * _DAY, provision="GC III 120",
        owed_by=Role.HEAD_OF_BUREAU, escalates_to=(Role.AUDITOR,),
    ),
    ClockRow(  # of each cemetery in which somebody was buried: "at the latest at the end of hostilities"
        rule=ClockRule.GRAVE_LIST, subject=Subject.PLACE, repeats=Repeats.AGAIN,
        starts=("remains.item_buried", "remains.grave_put_right"),
        satisfied_by=("certificates.death_paper_sent:graves",),
        term=91 * _DAY, remind_after=77 * _DAY, provision="GC I 17",
        owed_by=Role.REGISTRAR, escalates_to=(Role.HEAD_OF_BUREAU,),
    ),
)  # fmt: skip
