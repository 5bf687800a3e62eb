"""Asking both again at the point: the page of whoever asks, who does not run the hand-over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.handover_asking import AskedPerson, AskingFacts, RenewedAnswer
from repatria.core.vocabulary.dates import instant_text
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices, word_text
from repatria.records.access.acting import Acting
from repatria.records.handover.asking import ASK, asking_of, record_asked_again_alone, to_ask_again


def _first_page() -> str:
    return reverse("desk:owed")


_ALONE = ("is_no_guard_in_hearing", "is_no_other_in_hearing", "is_no_officer_in_hearing")


def _fields(language: str, said_in: str) -> tuple[Field, ...]:
    return (
        Field(name="asked_at", kind="instant", is_required=True, value=now_typed(), hint="hint.instant",
              legend="legend.asking_conditions"),
        Field(name="room", is_required=True, hint="hint.asking_room"),
        Field(name="asked_in", is_required=True, longest=16, value=said_in, hint="hint.asked_in"),
        Field(name="is_understood", kind="box"), Field(name="interpreter"),
        *(Field(name=one, kind="box") for one in _ALONE),
        Field(name="renewed", kind="radio", options=choices(language, "renewed", RenewedAnswer), is_required=True,
              legend="legend.renewed", hint="hint.renewed"),
        Field(name="text", kind="text", hint="hint.asking_text"),
    )  # fmt: skip


@page(ASK, path="hand-overs/<str:handover_id>/ask/<str:who>", name="ask_again_alone")
def ask_again_alone(request: HttpRequest, acting: Acting, handover_id: str, who: str) -> HttpResponse:
    """Asks him or her again, alone, before they meet; a no ends the hand-over, and no reason is asked."""
    if who not in set(AskedPerson):
        raise Http404
    view, language = asking_of(acting, handover_id), language_of(request)
    is_he = who == AskedPerson.HE
    last = view.his_asking if is_he else view.her_asking

    def act(entered: Entered) -> str:
        asked_at = entered.instant("asked_at")
        assert asked_at is not None, "the form asks for it"
        record_asked_again_alone(
            acting, handover_id=handover_id, who=AskedPerson(who), answer=RenewedAnswer(entered["renewed"]),
            asked_at=asked_at, text=entered["text"], interpreter=entered["interpreter"],
            conditions=AskingFacts(
                room=entered["room"], language=entered["asked_in"], is_understood=entered.is_ticked("is_understood"),
                is_guard_in_hearing=not entered.is_ticked("is_no_guard_in_hearing"),
                is_other_in_hearing=not entered.is_ticked("is_no_other_in_hearing"),
                is_officer_in_hearing=not entered.is_ticked("is_no_officer_in_hearing"),
            ),
        )  # fmt: skip
        return _first_page()

    asked = Asked(
        title="page.ask_him_again" if is_he else "page.ask_her_again",
        fields=_fields(language, "" if is_he else view.her_language), back=_first_page(),
        template="ask_again.html",
    )  # fmt: skip
    return ask(
        request, asked, act, view=view, is_he=is_he,
        relation=word_text(language, "relation", view.relation) if view.relation else "—",
        last=last, last_at=instant_text(last.asked_at) if last else "",
    )  # fmt: skip


@owed("handover.?asking", what="owed.ask_him_again", at=_first_page)
def to_ask_him(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Men at a point where both have come, whom nobody asked yet or not within the hours that a yes holds."""
    yield from _items(now, AskedPerson.HE, "owed.ask_him_again")


@owed("handover.?asking", what="owed.ask_her_again", at=_first_page)
def to_ask_her(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """The same of whoever came for them."""
    yield from _items(now, AskedPerson.SHE, "owed.ask_her_again")


def _items(now: datetime, asked: AskedPerson, what: str) -> Iterator[OwedItem]:
    for number, who in to_ask_again(now):
        if who is asked:
            yield OwedItem(
                what=what, link=reverse("desk:ask_again_alone", args=[number, who.value]), about=number,
                waits="waits.he_and_she", provision="practice rule 19",
            )  # fmt: skip
