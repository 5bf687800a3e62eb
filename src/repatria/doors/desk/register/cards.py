"""His own card: laying it out in two copies, printing them, recording what became of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.capture_card import WRITTEN, CardCopy, CardEnding
from repatria.core.law.clock_words import ClockRule
from repatria.core.vocabulary.particulars import ParticularKind
from repatria.core.vocabulary.spoken import spoken_in
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.files import pdf_file
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.whom import subject_on
from repatria.doors.desk.frame.words import choices
from repatria.doors.desk.register.papers import capture_card_paper
from repatria.records.access.acting import Acting
from repatria.records.access.role_table import Role
from repatria.records.register.selectors import custody_of
from repatria.records.register.selectors import person as person_view
from repatria.records.register.selectors.cards import capture_cards, card_sheet
from repatria.records.register.services.cards import LAY_OUT, RECORD_CARD, lay_out_capture_card, record_capture_card

_AT_FIELDS = {
    "card_copies": "copies", "card_witness": "witness", "card_writer": "writer", "two_witnesses": "second_witness",
    "witnesses_outside_camp": "are_outside",
}  # fmt: skip


@page("register.?person", path="persons/<str:person_id>/cards", name="cards")
def cards(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """His cards: those laid out for him, each in two copies, and what became of them."""
    view = capture_cards(acting, person_id)
    return render(request, "cards.html", {
        "cards": view, "subject": subject_on(acting, person_id), "copies": tuple(one.value for one in CardCopy),
        "may_lay_out": may(acting, LAY_OUT) and bool(custody_of(person_id).holder),
        "may_record": may(acting, RECORD_CARD) and bool(custody_of(person_id).holder),
    })  # fmt: skip


@page(LAY_OUT, path="persons/<str:person_id>/cards/lay-out", name="lay_out_card")
def lay_out(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Lays a card out for him, in his language and a second one."""
    custody_of(person_id)  # no such person: nothing is laid out

    def act() -> None:
        outside = current()
        his = spoken_in(person_view(acting, person_id).first(ParticularKind.LANGUAGE)) or "uk"
        code, word = outside.fresh_mark(his)
        lay_out_capture_card(
            acting, person_id=person_id, code=code, check_word=word, languages=(his, "uk" if his == "en" else "en")
        )

    return act_once(request, act, reverse("desk:cards", args=[person_id]))


@page("register.?person", path="cards/<str:card_id>/<str:copy>.pdf", name="card")
def card(request: HttpRequest, acting: Acting, card_id: str, copy: str) -> HttpResponse:
    """One copy of a card as a sheet: to the Agency, or to his family."""
    if copy not in set(CardCopy):
        raise Http404
    sheet = capture_card_paper(card_sheet(acting, card_id), CardCopy(copy))
    return pdf_file(f"card-{card_id}-{copy}", current().printer.print_paper(sheet))


@page(
    RECORD_CARD, path="persons/<str:person_id>/cards/became", name="card_became",
    clocks=(ClockRule.CAPCARD_CAMP, ClockRule.CAPCARD_EVENT),
)  # fmt: skip
def card_became(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """What became of his card: signed, marked, dictated; outside the camp's chain also refused, or unable."""
    language = language_of(request)
    custody_of(person_id)  # no such person: no form
    back = reverse("desk:cards", args=[person_id]) if may(acting, "register.?person") else reverse("desk:owed")
    endings = [one for one in CardEnding if one in WRITTEN or Role.CAMP_OFFICER not in acting.roles]
    fields = (
        Field(name="ending", label="field.card_ending", kind="radio", is_required=True,
              options=choices(language, "card_ending", endings)),
        Field(name="happened_at", kind="instant", label="field.card_at", is_required=True, value=now_typed(),
              hint="hint.instant"),
        Field(name="copies", label="field.card_copies", kind="boxes", options=choices(language, "card_copy", CardCopy)),
        Field(name="writer", label="field.card_writer", longest=200),
        Field(name="witness", label="field.card_witness", longest=200),
        *((Field(name="second_witness", label="field.card_second_witness", longest=200),
           Field(name="are_outside", label="field.card_are_outside", kind="box")) if endings[3:] else ()),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        happened_at = entered.instant("happened_at")
        assert happened_at is not None, "the form asks for it"
        record_capture_card(
            acting, person_id=person_id, ending=CardEnding(entered["ending"]), happened_at=happened_at,
            copies=[CardCopy(one) for one in entered.several.get("copies", ())], writer=entered["writer"],
            witnesses=[entered["witness"], entered.values.get("second_witness", "")],
            are_witnesses_outside_camp=bool(entered.values.get("are_outside")),
        )  # fmt: skip
        return back

    asked = Asked(title="page.card_became", fields=fields, back=back, intro="intro.card_became", at_fields=_AT_FIELDS)
    return ask(request, asked, act, subject=subject_on(acting, person_id))
