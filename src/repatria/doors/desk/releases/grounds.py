"""On what releases rest: papers of the Parties, what a commission of doctors decided, a promise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.release_papers import RECORDED_HERE, DecidedBy, GroundPaper, MedicalCategory, PromiseFacts
from repatria.core.vocabulary.errors import InputError
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import date_words, now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import choices, word_text
from repatria.records.access.acting import Acting
from repatria.records.register.errors import UnknownGroundPaperError
from repatria.records.register.releases import releases_lacking
from repatria.records.register.selectors import custody_of
from repatria.records.register.selectors.grounds import LIST, ground_papers
from repatria.records.register.services.grounds import (
    MEDICAL,
    PAPER,
    PROMISE,
    WITHDRAW,
    record_ground_paper,
    record_medical_decision,
    record_promise,
    take_promise_back,
    withdraw_ground_paper,
)

_COLUMNS = (
    "column.number",
    "column.ground_paper",
    "column.party",
    "column.ground_reference",
    "column.day",
    "column.state",
)
_PAPER_AT = {
    "ground_party": "party", "ground_reference": "ground_reference", "ground_signed_by": "basis_signed_by",
    "ground_supplied_by": "supplied_by", "ground_day": "given_on",
}  # fmt: skip
_MEDICAL_AT = {"commission_members": "commission_members", "commission_reference": "ground_reference"}
_PROMISE_AT = {
    "parole_law_read": "parole_law_read", "promise_is_free": "promise_is_free",
    "no_guard_in_hearing": "promise_no_guard", "language_understood": "promise_language",
    "promise_witness": "promise_witness", "taken_back_at": "given_at",
}  # fmt: skip
GIVES, TAKES_BACK = "gives", "takes_back"


def _whole_day(entered: Entered, name: str) -> date:
    day = entered.partial_date(name)
    if day is None or day.month is None or day.day is None:
        raise InputError("a whole day is needed", ((name, "whole_day"),))
    return date(day.year, day.month, day.day)


@page(LIST, path="grounds", name="ground_papers", menu="page.ground_papers", is_rare=True)
def papers(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The papers of the Parties on which releases may rest, also those that were withdrawn."""
    language, may_withdraw = language_of(request), may(acting, WITHDRAW)
    rows = [
        Row(
            cells=(
                one.paper_id, word_text(language, "ground_paper", one.kind), one.party or "—",
                f"{one.reference}, {one.signed_by}", date_words(language, one.given_on),
                say(language, "page.in_force" if one.is_in_force else "page.ended"),
            ),
            link=reverse("desk:withdraw_ground_paper", args=[one.paper_id]) if may_withdraw and one.is_in_force else "",
        )
        for one in ground_papers(in_force_only=False)
    ]  # fmt: skip
    return table_page(
        request, title="page.ground_papers", columns=_COLUMNS, rows=rows, intro="intro.ground_papers",
        empty="empty.ground_papers",
        actions=[("page.record_ground_paper", reverse("desk:record_ground_paper"))] if may(acting, PAPER) else [],
    )  # fmt: skip


@page(PAPER, path="grounds/new", name="record_ground_paper")
def record_paper(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Records a law on promises, a neutral State's word, or the end of hostilities; agreements stand with lists."""
    fields = (
        Field(name="ground_paper", kind="choice", options=choices(language_of(request), "ground_paper", RECORDED_HERE),
              is_required=True),
        Field(name="party", hint="hint.party", longest=200), Field(name="ground_reference", longest=200),
        Field(name="basis_signed_by", longest=200), Field(name="supplied_by", hint="hint.supplied_by", longest=200),
        Field(name="given_on", kind="date", is_required=True, hint="hint.meets_on"),
        Field(name="allows_promise", kind="box"),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        record_ground_paper(
            acting, paper=GroundPaper(entered["ground_paper"]), party=entered["party"],
            reference=entered["ground_reference"], signed_by=entered["basis_signed_by"],
            supplied_by=entered["supplied_by"], given_on=_whole_day(entered, "given_on"),
            allows_promise=entered.is_ticked("allows_promise"),
        )  # fmt: skip
        return reverse("desk:ground_papers")

    asked = Asked(
        title="page.record_ground_paper", fields=fields, back=reverse("desk:ground_papers"),
        intro="intro.record_ground_paper", at_fields=_PAPER_AT,
    )  # fmt: skip
    return ask(request, asked, act)


@page(WITHDRAW, path="grounds/<str:ground_id>/withdraw", name="withdraw_ground_paper")
def withdraw_paper(request: HttpRequest, acting: Acting, ground_id: str) -> HttpResponse:
    """Ends a paper: no further release rests on it."""
    if ground_id not in {one.paper_id for one in ground_papers()}:
        raise UnknownGroundPaperError("no such paper is in force")

    def act(entered: Entered) -> str:
        withdraw_ground_paper(acting, paper_id=ground_id, reason=entered["reason"])
        return reverse("desk:ground_papers")

    fields = (Field(name="reason", is_required=True),)
    asked = Asked(title="page.withdraw_ground_paper", fields=fields, back=reverse("desk:ground_papers"))
    return ask(request, asked, act, subject=ground_id)


@page(MEDICAL, path="persons/<str:person_id>/medical-decision", name="medical_decision")
def medical_decision(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Records what a commission of doctors, or the detaining doctors in a manifest case, decided about him."""
    custody_of(person_id)  # no such person: no form
    language, back = language_of(request), reverse("desk:doctor_of", args=[person_id])
    fields = (
        Field(name="decided_by", kind="radio", options=choices(language, "decided_by", DecidedBy), is_required=True),
        Field(name="commission_members", kind="text", is_required=True, hint="hint.commission_members", longest=600),
        Field(name="decided_at", kind="instant", is_required=True, value=now_typed(), hint="hint.instant"),
        Field(name="ground_reference", longest=200),
        Field(name="medical_category", kind="choice", options=choices(language, "medical_category", MedicalCategory),
              is_required=True),
        Field(name="medical_note", kind="text", hint="hint.medical_note"),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        decided_at = entered.instant("decided_at")
        assert decided_at is not None, "the form asks for it"
        record_medical_decision(
            acting, person_id=person_id, decided_by=DecidedBy(entered["decided_by"]),
            members=entered.lines("commission_members"), decided_at=decided_at, reference=entered["ground_reference"],
            category=MedicalCategory(entered["medical_category"]), words=entered["medical_note"],
        )  # fmt: skip
        return back

    asked = Asked(
        title="page.medical_decision", fields=fields, back=back, intro="intro.medical_decision", at_fields=_MEDICAL_AT
    )
    return ask(request, asked, act, subject=person_id)


@page(PROMISE, path="persons/<str:person_id>/promise", name="promise")
def promise(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Records his promise under the law of his Power, taken alone and freely, or that he takes it back."""
    custody_of(person_id)  # no such person: no form
    back = reverse("desk:interviews") if may(acting, "register.?interview_list") else reverse("desk:owed")
    said = choices(language_of(request), "promise_said", (GIVES, TAKES_BACK))
    fields = (
        Field(name="promise_said", kind="choice", options=said, value=GIVES, hint="hint.promise_said"),
        Field(name="given_at", kind="instant", is_required=True, value=now_typed(), hint="hint.instant"),
        Field(name="promise_language", longest=80, is_required=True), Field(name="is_understood", kind="box"),
        Field(name="parole_law_read", kind="box"), Field(name="promise_is_free", kind="box"),
        Field(name="promise_no_guard", kind="box"),
        Field(name="promise_witness", longest=200, hint="hint.promise_witness"),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        given_at = entered.instant("given_at")
        assert given_at is not None, "the form asks for it"
        if entered["promise_said"] == TAKES_BACK:
            take_promise_back(
                acting, person_id=person_id, taken_back_at=given_at, language=entered["promise_language"]
            )  # fmt: skip
            return back
        record_promise(
            acting, person_id=person_id, given_at=given_at,
            facts=PromiseFacts(
                law_read_to_him=entered.is_ticked("parole_law_read"), is_free=entered.is_ticked("promise_is_free"),
                is_guard_in_hearing=not entered.is_ticked("promise_no_guard"), language=entered["promise_language"],
                is_understood=entered.is_ticked("is_understood"), witness=entered["promise_witness"],
            ),
        )  # fmt: skip
        return back

    asked = Asked(title="page.promise", fields=fields, back=back, intro="intro.promise", at_fields=_PROMISE_AT)
    return ask(request, asked, act, subject=person_id)


@owed(PROMISE, what="owed.promises", at=lambda: reverse("desk:interviews"))
def promises(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Men whose release rests on a promise that they have not given."""
    for person_id in releases_lacking(now, frozenset({"his_promise"})):
        yield OwedItem(
            what="owed.promises", link=reverse("desk:promise", args=[person_id]), about=person_id,
            waits="waits.held_person", provision="GC III 21",
        )  # fmt: skip
