"""The clocks of messages: each is looked at as quickly as possible, and nothing is kept back by one alone."""

from __future__ import annotations

from datetime import timedelta

from repatria.core.law.clock_words import ClockRow, ClockRule, Subject
from repatria.core.vocabulary.roles import Role

_DAY = timedelta(days=1)

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
)  # fmt: skip
