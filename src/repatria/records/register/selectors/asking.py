"""Who is to be interviewed."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.core.law.clocks import ClockRule, due
from repatria.core.law.contact import ContactAnswer
from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.particulars import ParticularKind
from repatria.records.access.acting import Acting
from repatria.records.access.pages import Lines, cut
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.ledger.reading import acts_at
from repatria.records.register.models import ContactDecision, ProtectedPerson
from repatria.records.register.selectors.joins import to_be_asked_anew
from repatria.records.register.selectors.lines import PAGE, PersonLine, lines_of
from repatria.records.register.selectors.particulars import particulars_by_person


@question("register.?interview_list")
def persons_to_ask(acting: Acting, person_ids: Sequence[str]) -> tuple[PersonLine, ...]:
    """Who is to be interviewed, and where he is, for the interviewer.  Leaf: access.reading_recorded"""
    wanted = list(person_ids)[:PAGE]
    record_reading(acting, question="register.?interview_list", records=wanted)
    rows = {row.pk: row for row in ProtectedPerson.objects.filter(pk__in=wanted)}
    return lines_of([rows[p] for p in wanted if p in rows])


@question("register.?interview_list")
def language_recorded(acting: Acting, person_id: str) -> str:
    """The language on his record, in which he is to be asked; "" where none is.  Leaf: access.reading_recorded"""
    record_reading(acting, question="register.?interview_list", records=[person_id])
    found = particulars_by_person([person_id]).get(person_id, ())
    return next((one.value for one in found if one.kind == ParticularKind.LANGUAGE and one.value), "")


def _askable_again() -> list[str]:
    """Persons who could not be asked the open question, and of whom a doctor said since that they can: few."""
    named = ContactDecision.objects.filter(about="open", answer=ContactAnswer.NOT_ASKED.value).values("person_id")
    latest = ContactDecision.objects.filter(about="open", person_id__in=named).order_by("recorded_index")
    answers = dict(latest.values_list("person_id", "answer"))
    return [person_id for person_id, answer in answers.items() if answer == ContactAnswer.NOT_ASKED.value]


@question("register.?interview_list", of_numbers=True)
def unasked_persons(acting: Acting, *, skip: int = 0, at_most: int = PAGE) -> Lines[tuple[str, str]]:
    """Held persons who were not yet asked the open question, with the day it is due (7 days from registration).

    Given:    the first `skip` of them stood on the pages before.
    """
    again = {*_askable_again(), *to_be_asked_anew()}
    asked = ContactDecision.objects.filter(about="open").exclude(person_id__in=again).values("person_id")
    rows = (
        ProtectedPerson.objects.filter(stands_under=None)
        .exclude(holder="")
        .exclude(pk__in=asked)
        .order_by("recorded_index")
    )
    page, has_more = cut(rows[max(skip, 0) :], min(at_most, PAGE))
    record_reading(acting, question="register.?interview_list", records=[row.pk for row in page])
    recorded = {entry.index: entry.at for entry in acts_at([row.recorded_index for row in page])}
    lines = (
        (row.pk, due(ClockRule.CONTACT_ASK, read_instant(recorded[row.recorded_index])).date().isoformat())
        for row in page
    )
    return Lines(lines, has_more=has_more)
