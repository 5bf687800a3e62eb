"""What he is and how he stands: his category, the facts about him, his rights read aloud, his state of health."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.clock_words import ClockRule
from repatria.core.vocabulary.arrivals import Fact
from repatria.core.vocabulary.papers import CardHealth
from repatria.core.vocabulary.papers_camp import ChangeSlipPaper, RightsSheetPaper
from repatria.core.vocabulary.particulars import Category
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.files import pdf_file
from repatria.doors.desk.frame.marks import mark_in
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.words import choices
from repatria.records.access.acting import Acting
from repatria.records.register.scope import custody_in_scope
from repatria.records.register.selectors import custody_of
from repatria.records.register.selectors.status import card_of, facts_of, health_notes
from repatria.records.register.services.status import (
    CATEGORY,
    FACTS,
    HEALTH,
    REVIEW,
    RIGHTS,
    decide_category,
    record_facts,
    record_health_grade,
    record_internment_review,
    record_rights_read,
)

_AT_FIELDS = {
    "decision_reference": "reference", "decided_by": "members", "competent_tribunal": "tribunal",
    "he_was_heard": "was_he_heard", "signed_by": "by", "paper_reference": "reference", "language_read": "read_in",
    "read_by": "read_by",
}  # fmt: skip
_DECIDED = tuple(one for one in Category if one is not Category.NOT_YET_DETERMINED)


def facts_field(language: str) -> Field:
    return Field(name="facts", kind="boxes", options=choices(language, "arrival_fact", Fact))


def _when(name: str, label: str = "") -> Field:
    return Field(name=name, kind="instant", label=label, is_required=True, value=now_typed(), hint="hint.instant")


def _at(entered: Entered, name: str) -> datetime:
    found = entered.instant(name)
    assert found is not None, "the form asks for it"
    return found


def _back(acting: Acting, person_id: str) -> str:
    if may(acting, "register.?person"):
        return reverse("desk:person", args=[person_id])
    return reverse("desk:roll") if may(acting, "register.?camp_roll") else reverse("desk:owed")


@page(CATEGORY, path="persons/<str:person_id>/category", clocks=(ClockRule.TWO_WEEKS,))
def category(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Records who decided what he is held as."""
    custody_of(person_id)  # no such person: no form
    back = _back(acting, person_id)
    fields = (
        Field(name="category", kind="choice", options=choices(language_of(request), "category", _DECIDED),
              is_required=True),
        _when("decided_at"), Field(name="members", longest=400), Field(name="reference", label="field.decision",
                                                                      longest=200),
        Field(name="tribunal", longest=200, hint="hint.tribunal"), Field(name="was_he_heard", kind="box"),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        decide_category(
            acting, person_id=person_id, category=Category(entered["category"]), decided_at=_at(entered, "decided_at"),
            members=entered["members"], reference=entered["reference"], tribunal=entered["tribunal"],
            was_he_heard=entered.is_ticked("was_he_heard"),
        )  # fmt: skip
        return back

    asked = Asked(title="page.category", fields=fields, back=back, intro="intro.category", at_fields=_AT_FIELDS)
    return ask(request, asked, act, subject=person_id)


@page(FACTS, path="persons/<str:person_id>/facts", name="facts")
def facts_about(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Records which facts hold of a person whatever the category."""
    back = _back(acting, person_id)
    fields = (
        replace(facts_field(language_of(request)), values=facts_of(person_id)),
        Field(name="reference", label="field.known_by", longest=200),
    )

    def act(entered: Entered) -> str:
        record_facts(
            acting, person_id=person_id, facts=tuple(map(Fact, entered.many("facts"))), reference=entered["reference"]
        )
        return back

    asked = Asked(title="page.facts", fields=fields, back=back)
    return ask(request, asked, act, subject=person_id)


@page(REVIEW, path="persons/<str:person_id>/review", clocks=(ClockRule.INTERNMENT_REVIEW,))
def internment_review(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Records that a court or board looked again at a civilian's internment."""
    custody_of(person_id)  # no such person: no form
    back = _back(acting, person_id)
    fields = (
        _when("happened_at", "field.paper_at"), Field(name="by", label="field.board", longest=200),
        Field(name="reference", label="field.decision", longest=200),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        record_internment_review(
            acting, person_id=person_id, happened_at=_at(entered, "happened_at"), authority=entered["by"],
            reference=entered["reference"],
        )  # fmt: skip
        return back

    asked = Asked(
        title="page.internment_review", fields=fields, back=back, intro="intro.internment_review", at_fields=_AT_FIELDS
    )
    return ask(request, asked, act, subject=person_id)


@page(RIGHTS, path="persons/<str:person_id>/rights", clocks=(ClockRule.RIGHTS_READ,))
def rights_read(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Records that his rights were read aloud to him."""
    custody_in_scope(acting, person_id)
    back = _back(acting, person_id)
    fields = (
        _when("read_at"), Field(name="read_in", longest=80), Field(name="read_by", longest=200),
        Field(name="interpreter", longest=200), Field(name="was_understood", kind="box"),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        record_rights_read(
            acting, person_id=person_id, read_at=_at(entered, "read_at"), language=entered["read_in"],
            read_by=entered["read_by"], interpreter=entered["interpreter"],
            was_understood=entered.is_ticked("was_understood"),
        )  # fmt: skip
        return back

    asked = Asked(
        title="page.rights_read", fields=fields, back=back, intro="intro.rights_read", at_fields=_AT_FIELDS,
        template="rights.html",
    )  # fmt: skip
    return ask(request, asked, act, subject=person_id)


@page(RIGHTS, path="persons/<str:person_id>/rights.pdf")
def rights_sheet(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """His rights as a sheet, to be read aloud; `?language=` names his own, which stands first."""
    custody_in_scope(acting, person_id)
    paper = RightsSheetPaper(mark=mark_in(request), card_number=card_of(person_id), person_number=person_id)
    return pdf_file(f"rights-{person_id}", current().printer.print_paper(paper))


@page(RIGHTS, path="persons/<str:person_id>/slip.pdf")
def change_slip(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """The slip that he seals when he changes his mind; everybody is given one with the sheet of his rights."""
    custody_in_scope(acting, person_id)
    paper = ChangeSlipPaper(mark=mark_in(request), card_number=card_of(person_id), person_number=person_id)
    return pdf_file(f"slip-{person_id}", current().printer.print_paper(paper))


@page(HEALTH, path="persons/<str:person_id>/health")
def health_grade(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Records a doctor's word for his state of health, beside what doctors noted before."""
    custody_of(person_id)  # no such person: no form
    noted, language = health_notes(acting, person_id), language_of(request)
    fields = (
        Field(name="grade", kind="choice", label="field.health", is_required=True,
              options=choices(language, "health_grade", CardHealth)),
        _when("seen_at"), Field(name="finding", longest=4000, hint="hint.finding"),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        record_health_grade(
            acting, person_id=person_id, grade=CardHealth(entered["grade"]), seen_at=_at(entered, "seen_at"),
            words=entered["finding"],
        )  # fmt: skip
        return reverse("desk:health_grade", args=[person_id])

    asked = Asked(title="page.health_grade", fields=fields, back=_back(acting, person_id), template="health.html")
    return ask(request, asked, act, subject=person_id, noted=noted)
