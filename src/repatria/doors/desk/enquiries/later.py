"""What she said later with number and words: who reads it says what was done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.vocabulary.relations import ERASURE
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices
from repatria.records.access.acting import Acting
from repatria.records.enquiries.selectors import later_waiting, later_word
from repatria.records.enquiries.services.later import confirmed_by
from repatria.records.enquiries.services.later import settle_later as settle


@page("enquiries.settle_later", path="enquiries/later/<str:word_id>/settle")
def settle_later(request: HttpRequest, acting: Acting, word_id: str) -> HttpResponse:
    """Says what was done about what she said later; her words stand on the enquiry's page."""
    word = later_word(word_id)
    back = reverse("desk:enquiry", args=[word.enquiry_id])

    def act(entered: Entered) -> str:
        settle(acting, word_id=word_id, done=entered["done"], confirmed=entered.values.get("later_confirmed", ""))
        return back

    fields: tuple[Field, ...] = (Field(name="done", kind="text", label="field.later_done", is_required=True),)
    intro, label = "intro.settle_later", "field.later_confirmed"
    if not word.words_stood:
        intro = "intro.settle_replaced"
    elif word.what == ERASURE:
        intro, label = "intro.settle_erasure", "field.later_erasure"
    if answers := confirmed_by(word):
        options = choices(language_of(request), "later_confirmed", answers)
        fields = (Field(name="later_confirmed", kind="radio", label=label, options=options, is_required=True), *fields)
    asked = Asked(title="page.settle_later", fields=fields, back=back, intro=intro)
    return ask(request, asked, act, subject=word_id)


@owed("enquiries.settle_later", what="owed.said_later", at=lambda: reverse("desk:enquiries"))
def said_later(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """What was said later and nobody has dealt with."""
    for one in later_waiting():
        yield OwedItem(
            what="owed.said_later", link=reverse("desk:enquiry", args=[one.enquiry_id]), about=one.enquiry_id,
            waits="waits.enquirer", provision="GC III 122(7)",
        )  # fmt: skip
