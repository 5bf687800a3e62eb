"""What waits for a second account: a look that keeps a message back, and what one says was recorded wrongly."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.clocks import ClockRule
from repatria.doors.desk.contacts.forms import back_of
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import instant_words
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices, word_text
from repatria.records.access.acting import Acting
from repatria.records.contact.reading import message_row
from repatria.records.contact.selectors.second import (
    LOOKS,
    MATTERS,
    look_waiting,
    looks_to_settle,
    matter_waiting,
    matters_to_settle,
)
from repatria.records.contact.services.second import (
    LONGEST_REASON,
    SAY_WRONG,
    SETTLE,
    SETTLE_LOOK,
    THEIR_WORD,
    say_their_word,
    say_wrong,
    settle_look,
    settle_matter,
)
from repatria.records.contact.services.steps import steppable

_COLUMNS = ("column.number", "column.message_matter", "column.message_since")


def _agreeing(language: str) -> tuple[Field, ...]:
    return (
        Field(name="second_agrees", kind="radio", is_required=True,
              options=choices(language, "second_agrees", ("yes", "no"))),
        Field(name="why", kind="text", label="field.settled_why", longest=LONGEST_REASON, hint="hint.settled_why"),
    )  # fmt: skip


@page(LOOKS, path="messages/looks", name="looks_to_settle", menu="menu.looks_to_settle",
      is_rare=True)  # fmt: skip
def looks(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The looks that keep a message back or send it back, and to which nobody has agreed yet."""
    language = language_of(request)
    rows = [
        Row(
            cells=(one.message_id, word_text(language, "message_step", one.what), instant_words(language, one.since)),
            link=reverse("desk:settle_look", args=[one.message_id]), tone="waiting",
        )
        for one in looks_to_settle(acting)
    ]  # fmt: skip
    return table_page(
        request, title="page.looks_to_settle", columns=_COLUMNS, rows=rows, intro="intro.looks_to_settle",
        empty="empty.nothing_to_settle",
    )  # fmt: skip


@page(MATTERS, path="messages/matters", name="matters_to_settle", menu="menu.matters_to_settle", is_rare=True)
def matters(request: HttpRequest, acting: Acting) -> HttpResponse:
    """What was said of messages and nobody has settled yet."""
    language = language_of(request)
    rows = [
        Row(
            cells=(one.message_id, word_text(language, "message_matter", one.what),
                   instant_words(language, one.since)),
            link=reverse("desk:settle_matter", args=[one.number]), tone="waiting",
        )
        for one in matters_to_settle(acting)
    ]  # fmt: skip
    return table_page(
        request, title="page.matters_to_settle", columns=_COLUMNS, rows=rows, intro="intro.matters_to_settle",
        empty="empty.nothing_to_settle",
    )  # fmt: skip


@page(SETTLE_LOOK, path="messages/looks/<str:message_id>", name="settle_look", clocks=(ClockRule.LOOK_SECOND,))
def settle_one_look(request: HttpRequest, acting: Acting, message_id: str) -> HttpResponse:
    """Shows what was said of a look beside the words, and takes whether another agrees."""
    one, back = look_waiting(acting, message_id), reverse("desk:looks_to_settle")

    def act(entered: Entered) -> str:
        settle_look(
            acting, message_id=message_id, agrees=entered["second_agrees"] == "yes", why=entered["why"]
        )  # fmt: skip
        return back

    asked = Asked(
        title="page.settle_look", fields=_agreeing(language_of(request)), back=back, intro="intro.settle_look",
        template="settle_look.html",
    )  # fmt: skip
    return ask(request, asked, act, subject=message_id, one=one)


@page(SETTLE, path="messages/matters/<str:matter_id>", name="settle_matter")
def settle_one_matter(request: HttpRequest, acting: Acting, matter_id: str) -> HttpResponse:
    """Shows what one says of a message, and takes whether another agrees."""
    one, back = matter_waiting(acting, matter_id), reverse("desk:matters_to_settle")

    def act(entered: Entered) -> str:
        settle_matter(
            acting, matter_id=matter_id, agrees=entered["second_agrees"] == "yes", why=entered["why"]
        )  # fmt: skip
        return back

    asked = Asked(
        title="page.settle_matter", fields=_agreeing(language_of(request)), back=back, intro="intro.settle_matter",
        template="settle_matter.html",
    )  # fmt: skip
    return ask(request, asked, act, subject=matter_id, one=one)


@page(SAY_WRONG, path="messages/wrong/<str:message_id>", name="say_wrong")
def wrong(request: HttpRequest, acting: Acting, message_id: str) -> HttpResponse:
    """Says that the last step or look of a message was recorded wrongly."""
    steppable(acting, message_id)

    def act(entered: Entered) -> str:
        say_wrong(acting, message_id=message_id, reason=entered["reason"])
        return back_of(acting, message_id)

    fields = (Field(name="reason", kind="text", label="field.matter_reason", is_required=True,
                    longest=LONGEST_REASON),)  # fmt: skip
    asked = Asked(
        title="page.say_wrong", fields=fields, back=back_of(acting, message_id), intro="intro.say_wrong",
        at_fields={"matter_reason": "reason"},
    )  # fmt: skip
    return ask(request, asked, act, subject=message_id)


@page(THEIR_WORD, path="messages/their-word/<str:message_id>", name="say_their_word")
def their_word(request: HttpRequest, acting: Acting, message_id: str) -> HttpResponse:
    """Says by which word of theirs a message is kept back no longer."""
    message_row(message_id)

    def act(entered: Entered) -> str:
        say_their_word(acting, message_id=message_id, reference=entered["reference"])
        return back_of(acting, message_id)

    fields = (Field(name="reference", label="field.their_word", is_required=True, longest=LONGEST_REASON),)
    asked = Asked(
        title="page.say_their_word", fields=fields, back=back_of(acting, message_id), intro="intro.say_their_word",
        at_fields={"matter_reason": "reference"},
    )  # fmt: skip
    return ask(request, asked, act, subject=message_id)


@owed(SETTLE, what="owed.message_matters", at=lambda: reverse("desk:matters_to_settle"))
def matters_owed(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """What one said of messages: each waits until somebody agrees or does not."""
    for one in matters_to_settle(acting) if may(acting, MATTERS) else ():
        yield OwedItem(
            what="owed.message_matters", link=reverse("desk:settle_matter", args=[one.number]), about=one.number,
            is_for_second=True, waits="waits.colleague", provision="house rule 6.9",
        )  # fmt: skip
