"""The conditions of an interview and what he said, as asked and read."""

from __future__ import annotations

from django.http import HttpRequest

from repatria.core.law.contact import ContactAbout, ContactAnswer, InterviewFacts, is_permitting
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.records.register.acts import HisWords

ANSWERS = tuple(answer for answer in ContactAnswer if answer is not ContactAnswer.NOT_ASKED)


ABOUT_HER = (ContactAbout.ENQUIRY, ContactAbout.CALL, ContactAbout.HANDOVER)


def asked_twice_field(request: HttpRequest) -> tuple[Field, ...]:
    """The box of the second time, where he did not recognise her and yet said yes; never there to be ticked before."""
    said = request.POST.get("answer", "")
    if request.POST.get("is_her") != "no" or said not in set(ContactAnswer) or not is_permitting(ContactAnswer(said)):
        return ()
    return (Field(name="was_asked_twice", kind="box", hint="hint.asked_twice"),)


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
        name: entered.values.get(name, "")
        for name in ("private_question", "private_answer", "may_tell", "never_tell", "fear")
    }
    return HisWords(**given) if any(given.values()) else None
