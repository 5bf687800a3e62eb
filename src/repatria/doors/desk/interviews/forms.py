"""The conditions of an interview and what he said, as asked and read."""

from __future__ import annotations

from repatria.core.law.contact import ContactAbout, ContactAnswer, InterviewFacts
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.records.register.acts import HisWords

ANSWERS = tuple(answer for answer in ContactAnswer if answer is not ContactAnswer.NOT_ASKED)


ABOUT_HER = (ContactAbout.ENQUIRY, ContactAbout.CALL, ContactAbout.HANDOVER)


def condition_fields() -> tuple[Field, ...]:
    return (
        Field(name="language", is_required=True, hint="hint.his_language",
              legend="legend.conditions", longest=16),
        Field(name="is_language_his", kind="box"), Field(name="is_interviewer_outside_camp", kind="box"),
        Field(name="is_no_guard_present", kind="box"), Field(name="is_no_interrogator", kind="box"),
    )  # fmt: skip


def conditions_entered(entered: Entered) -> InterviewFacts:
    return InterviewFacts(
        language=entered["language"], is_language_his=entered.is_ticked("is_language_his"),
        is_interviewer_outside_camp=entered.is_ticked("is_interviewer_outside_camp"),
        is_guard_present=not entered.is_ticked("is_no_guard_present"),
        is_interviewer_interrogator=not entered.is_ticked("is_no_interrogator"),
    )  # fmt: skip


def words_entered(entered: Entered) -> HisWords | None:
    given = {
        name: entered.values.get(name, "") for name in ("private_question", "private_answer", "never_tell", "fear")
    }
    return HisWords(**given) if any(given.values()) else None
