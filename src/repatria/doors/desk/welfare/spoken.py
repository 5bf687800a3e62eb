"""What prisoners say of their treatment: complaints past the camp, and whom they chose to speak for them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.clock_words import ClockRule
from repatria.core.law.welfare import ChosenBy, ComplaintAbout, WatchingBody
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import instant_words
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices, word_text
from repatria.doors.desk.welfare.pages import hour, instant_field, of_place
from repatria.records.access.acting import Acting
from repatria.records.welfare.selectors import COMPLAINTS, complaint, complaints
from repatria.records.welfare.services import (
    end_representative,
    forward_complaint,
    record_dissent,
    record_letter,
    record_representative,
    send_letter,
    take_complaint,
)

TAKE, FORWARD, CHOSEN, END, DISSENT, LETTER, SEND = (
    "welfare.take_complaint", "welfare.forward_complaint", "welfare.record_representative",
    "welfare.end_representative", "welfare.record_dissent", "welfare.record_letter", "welfare.send_letter",
)  # fmt: skip
_COLUMNS = ("column.at", "column.place", "column.complaint_about", "column.forwarded", "column.number")
_REFERENCE = Field(name="reference", label="field.letter_number", is_required=True, longest=80)


def _body(language: str) -> Field:
    return Field(
        name="to", kind="choice", label="field.to_whom", is_required=True,
        options=choices(language, "watching_body", WatchingBody),
    )  # fmt: skip


@page(COMPLAINTS, path="complaints", name="complaints", menu="menu.complaints")
def complaint_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Complaints without their words, those that wait to be passed on first."""
    language = language_of(request)
    rows = [
        Row(
            cells=(
                instant_words(language, one.taken_at), one.place,
                word_text(language, "complaint_about", one.about),
                instant_words(language, one.forwarded_at) if one.forwarded_at else "—", one.complaint_id,
            ),
            link=reverse("desk:complaint", args=[one.complaint_id]), tone="" if one.forwarded_at else "waiting",
        )
        for one in complaints(acting)
    ]  # fmt: skip
    actions = [("page.take_complaint", reverse("desk:take_complaint"))] if may(acting, TAKE) else []
    return table_page(
        request, title="page.complaints", columns=_COLUMNS, rows=rows, intro="intro.complaints", actions=actions,
        empty="empty.complaints", is_whole=True,
    )  # fmt: skip


@page(TAKE, path="take-complaint", name="take_complaint", menu="menu.take_complaint")
def take(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Takes a complaint past the camp."""
    fields = (
        Field(name="place", label="field.complaint_place", is_required=True, longest=40),
        Field(name="about", kind="choice", label="field.complaint_about", is_required=True,
              options=choices(language_of(request), "complaint_about", ComplaintAbout)),
        instant_field("taken_at", "field.complaint_at"),
        Field(name="words", kind="text", label="field.complaint_words", is_required=True, longest=4000),
        Field(name="person_id", label="field.complainant", longest=40, hint="hint.complainant"),
    )  # fmt: skip
    back = reverse("desk:complaints") if may(acting, COMPLAINTS) else reverse("desk:owed")

    def act(entered: Entered) -> str:
        take_complaint(
            acting, place=entered["place"], about=ComplaintAbout(entered["about"]),
            taken_at=hour(entered, "taken_at"), words=entered["words"], person_id=entered["person_id"],
        )  # fmt: skip
        return back

    asked = Asked(
        title="page.take_complaint", fields=fields, back=back, intro="intro.take_complaint",
        at_fields={"words_of_complaint": "words"},
    )  # fmt: skip
    return ask(request, asked, act)


@page(COMPLAINTS, path="complaints/<str:complaint_id>", name="complaint", clocks=(ClockRule.COMPLAINT,))
def one_complaint(request: HttpRequest, acting: Acting, complaint_id: str) -> HttpResponse:
    """One complaint with its words; opening it leaves a reading act."""
    view = complaint(acting, complaint_id)
    is_open = not view.line.forwarded_at and may(acting, FORWARD)
    return render(request, "complaint.html", {"one": view, "may_forward": is_open})


@page(FORWARD, path="complaints/<str:complaint_id>/forward", name="forward_complaint")
def forward(request: HttpRequest, acting: Acting, complaint_id: str) -> HttpResponse:
    """Records that a complaint was passed on, unchanged."""
    back = reverse("desk:complaint", args=[complaint_id])
    fields = (_body(language_of(request)), instant_field("forwarded_at"), _REFERENCE)

    def act(entered: Entered) -> str:
        forward_complaint(
            acting, complaint_id=complaint_id, forwarded_at=hour(entered, "forwarded_at"),
            to=WatchingBody(entered["to"]), reference=entered["reference"],
        )  # fmt: skip
        return reverse("desk:complaints")

    asked = Asked(title="page.forward_complaint", fields=fields, back=back, intro="intro.forward_complaint")
    return ask(request, asked, act, subject=complaint_id)


@page(CHOSEN, path="welfare/<str:place>/representative", name="chosen")
def chosen(request: HttpRequest, acting: Acting, place: str) -> HttpResponse:
    """Enters whom the prisoners of a place chose to speak for them."""
    language = language_of(request)
    yes_no = choices(language, "holds", ("yes", "no"))
    fields = (
        Field(name="person_id", label="field.chosen_person", is_required=True, longest=40),
        Field(name="how", kind="radio", label="field.chosen_how", options=choices(language, "chosen_by", ChosenBy),
              is_required=True),
        instant_field("chosen_at"),
        Field(name="is_secret", kind="radio", options=yes_no, is_required=True),
        Field(name="is_approved", kind="radio", options=yes_no, is_required=True),
        Field(name="reason", label="field.not_approved_reason", longest=400),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        record_representative(
            acting, place=place, person_id=entered["person_id"], how=ChosenBy(entered["how"]),
            chosen_at=hour(entered, "chosen_at"), is_secret=entered["is_secret"] == "yes",
            is_approved=entered["is_approved"] == "yes", reason=entered["reason"],
        )  # fmt: skip
        return of_place(place)

    asked = Asked(
        title="page.chosen", fields=fields, back=of_place(place), intro="intro.chosen",
        at_fields={"secret_ballot": "is_secret", "held_where_chosen": "person_id", "why_not_approved": "reason"},
    )  # fmt: skip
    return ask(request, asked, act, subject=place)


@page(END, path="welfare/<str:place>/representative/<str:term_id>/end", name="end_term")
def end_term(request: HttpRequest, acting: Acting, place: str, term_id: str) -> HttpResponse:
    """Enters that he speaks for them no longer."""
    fields = (instant_field("ended_at"), Field(name="reason", is_required=True))

    def act(entered: Entered) -> str:
        end_representative(acting, term_id=term_id, ended_at=hour(entered, "ended_at"), reason=entered["reason"])
        return of_place(place)

    return ask(request, Asked(title="page.end_term", fields=fields, back=of_place(place)), act, subject=place)


@page(LETTER, path="welfare/<str:place>/representative/<str:term_id>/letter", name="delegate_letter")
def delegate_letter(request: HttpRequest, acting: Acting, place: str, term_id: str) -> HttpResponse:
    """Enters that a representative handed in a letter to those who watch, and when it went."""
    fields = (
        _body(language_of(request)), instant_field("handed_in_at"),
        Field(name="sent_at", kind="instant", hint="hint.sent_at"),
        Field(name="reference", label="field.letter_number", longest=80),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        record_letter(
            acting, term_id=term_id, to=WatchingBody(entered["to"]), handed_in_at=hour(entered, "handed_in_at"),
            sent_at=entered.instant("sent_at"), reference=entered["reference"],
        )  # fmt: skip
        return of_place(place)

    asked = Asked(
        title="page.delegate_letter", fields=fields, back=of_place(place), intro="intro.delegate_letter"
    )  # fmt: skip
    return ask(request, asked, act, subject=place)


@page(SEND, path="delegate-letters/<str:letter_id>/sent", name="letter_sent", clocks=(ClockRule.DELEGATE_LETTER,))
def letter_sent(request: HttpRequest, acting: Acting, letter_id: str) -> HttpResponse:
    """Enters that a representative's letter which lay here went out."""
    back = reverse("desk:welfare")
    fields = (instant_field("sent_at"), _REFERENCE)

    def act(entered: Entered) -> str:
        send_letter(acting, letter_id=letter_id, sent_at=hour(entered, "sent_at"), reference=entered["reference"])
        return back

    return ask(request, Asked(title="page.letter_sent", fields=fields, back=back), act, subject=letter_id)


@page(DISSENT, path="rolls/<str:roll_id>/dissent", name="dissent")
def dissent(request: HttpRequest, acting: Acting, roll_id: str) -> HttpResponse:
    """Enters what the representative holds against a roll; the roll stays as it is."""
    back = reverse("desk:daily_roll", args=[roll_id]) if may(acting, "roll.?rolls") else reverse("desk:owed")
    fields = (
        Field(name="term_id", label="field.term", is_required=True, longest=40, hint="hint.term"),
        Field(name="counted", kind="number", label="field.his_count"), instant_field("said_at"),
        Field(name="said", kind="text", label="field.dissent", is_required=True, longest=400),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        record_dissent(
            acting, term_id=entered["term_id"], roll_id=roll_id, said_at=hour(entered, "said_at"),
            said=entered["said"], counted=entered.number("counted"),
        )  # fmt: skip
        return back

    return ask(request, Asked(title="page.dissent", fields=fields, back=back, intro="intro.dissent"), act)
