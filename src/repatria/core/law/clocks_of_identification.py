"""The clocks of the board: a name that one takes back is decided by others, while nobody is told."""

from __future__ import annotations

from datetime import timedelta

from repatria.core.law.clock_words import ClockRow, ClockRule, Subject
from repatria.core.vocabulary.roles import Role

_DAY = timedelta(days=1)

IDENTIFICATION_CLOCKS: tuple[ClockRow, ...] = (
    ClockRow(  # until two uphold it or a second takes it back, no family of this dead is told anything
        rule=ClockRule.NAME_DOUBTED, subject=Subject.HYPOTHESIS,
        starts=("identification.annulment_said:asked",),
        satisfied_by=("identification.annulment_said:done", "identification.conclusion_upheld"),
        term=14 * _DAY, remind_after=3 * _DAY, provision="practice rule 23",
        owed_by=Role.BOARD_EXPERT, escalates_to=(Role.HEAD_OF_BUREAU, Role.AUDITOR),
    ),
)  # fmt: skip
