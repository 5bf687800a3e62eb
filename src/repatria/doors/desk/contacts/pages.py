"""Messages by age and state, those to be looked at, a camp's post, whose first words wait, one with its whole way."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.messages import MessageEvent, MessageState, is_copied
from repatria.doors.desk.contacts.trace import trace_words
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.dates import date_words, instant_words
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import word_text
from repatria.records.access.acting import Acting
from repatria.records.contact.selectors.his import HIS_TRACE, his_trace
from repatria.records.contact.selectors.queues import (
    AGES,
    CAMP_POST,
    FIRST_WORDS,
    TO_CHECK,
    first_words,
    message_ages,
    messages_kept_back,
    messages_to_check,
    post_for_camp,
)
from repatria.records.contact.selectors.whole import READ, message, messages_of
from repatria.records.contact.services.checking import AUTHENTICATE, CHECK, LET_GO, THEIR_CHECK
from repatria.records.contact.services.second import SAY_WRONG, THEIR_WORD
from repatria.records.contact.services.steps import PRINT, STEP
from repatria.records.contact.services.taking import AGREE, HERS, HIS

_AGES = ("column.message_way", "column.message_state", "column.message_count", "column.message_oldest")
_WAITING = ("column.number", "column.message_kind", "column.message_since", "column.message_first")
_CAMP = ("column.number", "column.message_him", "column.message_kind", "column.message_place", "column.message_state")
_FIRST = ("column.message_him", "column.message_count")


@page(AGES, path="messages", name="messages", menu="menu.messages", is_rare=True)
def ages(request: HttpRequest, acting: Acting) -> HttpResponse:
    """How many messages stand where, and how long the oldest has: figures, and nobody's number."""
    language = language_of(request)
    rows = [
        Row(
            cells=(
                word_text(language, "message_way", one.way), word_text(language, "message_state", one.state),
                str(one.messages), say(language, "sentence.days_old", number=one.oldest_days),
            ),
        )
        for one in message_ages(acting)
    ]  # fmt: skip
    links = (
        ("page.messages_to_check", "messages_to_check", TO_CHECK), ("page.write_hers", "write_hers", HERS),
        ("page.receive_his", "receive_his", HIS), ("page.her_agreement", "her_agreement", AGREE),
    )  # fmt: skip
    return table_page(
        request, title="page.messages", columns=_AGES, rows=rows, intro="intro.messages", empty="empty.messages",
        actions=[(label, reverse(f"desk:{name}")) for label, name, action in links if may(acting, action)],
    )  # fmt: skip


@page(TO_CHECK, path="messages/to-check", name="messages_to_check", menu="menu.messages_to_check")
def to_check(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The messages at which our State has not looked, and those that are kept back."""
    language = language_of(request)
    rows = [
        Row(
            cells=(
                one.message_id, word_text(language, "message_kind", one.kind),
                instant_words(language, one.since),
                say(language, "sentence.no_news_for_long") if one.is_first else "",
            ),
            link=reverse("desk:check_message", args=[one.message_id]), tone="waiting" if one.is_first else "",
        )
        for one in messages_to_check(acting)
    ]  # fmt: skip
    return table_page(
        request, title="page.messages_to_check", columns=_WAITING, rows=rows, intro="intro.messages_to_check",
        empty="empty.messages_to_check", template="messages_to_check.html",
        kept=messages_kept_back(acting) if may(acting, LET_GO) else (),
    )  # fmt: skip


@page(CAMP_POST, path="messages/camp", name="camp_post", menu="menu.camp_post")
def camp_post(request: HttpRequest, acting: Acting) -> HttpResponse:
    """What a camp may print for its men, and what it has printed and not handed over yet."""
    language = language_of(request)
    rows = [
        Row(
            cells=(
                one.message_id, one.person_id, word_text(language, "message_kind", one.kind), one.place,
                say(language, "sentence.message_printed" if one.is_printed else "sentence.message_to_print"),
            ),
            link=reverse("desk:message_step" if one.is_printed else "desk:print_message", args=[one.message_id]),
            tone="" if one.is_printed else "waiting",
        )
        for one in post_for_camp(acting)
    ]  # fmt: skip
    return table_page(
        request, title="page.camp_post", columns=_CAMP, rows=rows, intro="intro.camp_post", empty="empty.camp_post",
        actions=[("page.receive_his", reverse("desk:receive_his"))] if may(acting, HIS) else [],
    )  # fmt: skip


@page(FIRST_WORDS, path="messages/first-words", name="first_words", menu="menu.first_words", is_rare=True)
def first(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The men for whom words wait until each says yes to whom they are from; by numbers."""
    rows = [
        Row(
            cells=(one.person_id, str(one.messages)),
            link=reverse("desk:interview", args=[one.person_id, one.link_index])
            if may(acting, "disclosure.?interview") else "",
        )
        for one in first_words(acting)
    ]  # fmt: skip
    return table_page(
        request, title="page.first_words", columns=_FIRST, rows=rows, intro="intro.first_words",
        empty="empty.first_words",
    )  # fmt: skip


@page(READ, path="messages/of/<str:enquiry_id>", name="messages_of")
def of_enquiry(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """The messages of one enquiry, both ways."""
    language, found = language_of(request), messages_of(acting, enquiry_id)
    rows = [
        Row(
            cells=(
                one.message_id, word_text(language, "message_kind", one.kind),
                word_text(language, "message_way", one.way), word_text(language, "message_state", one.state),
                date_words(language, one.written_on),
            ),
            link=reverse("desk:message", args=[one.message_id]),
        )
        for one in found.lines
    ]  # fmt: skip
    columns = ("column.number", "column.message_kind", "column.message_way", "column.message_state",
               "column.message_written")  # fmt: skip
    actions = []
    if may(acting, HERS):
        actions.append(("page.write_hers", f"{reverse('desk:write_hers')}?enquiry={enquiry_id}"))
    if may(acting, AGREE):
        actions.append(("page.her_agreement", f"{reverse('desk:her_agreement')}?enquiry={enquiry_id}"))
    return table_page(
        request, title="page.messages_of", columns=columns, rows=rows, actions=actions, empty="empty.messages",
        intro="intro.she_agrees" if found.agrees else "intro.she_has_not_agreed",
    )  # fmt: skip


_OTHER_ACTS = frozenset({MessageEvent.RELEASED.value, MessageEvent.ANSWERED.value})


@page(READ, path="messages/one/<str:message_id>", name="message")
def one_message(request: HttpRequest, acting: Acting, message_id: str) -> HttpResponse:
    """One message with its words, its whole way, and what still stands before it."""
    one = message(acting, message_id)
    to_him = one.way == "to_him"
    follows = (
        set(one.may_follow)
        - _OTHER_ACTS
        - ({MessageEvent.DISPATCHED.value} if to_him or not is_copied(one.kind) else set())
    )
    return render(request, "message.html", {
        "one": one, "may_step": bool(follows) and may(acting, STEP),
        "may_authenticate": one.kind == "legal" and not one.authenticated_on and may(acting, AUTHENTICATE),
        "may_say_theirs": one.their_look_is_open and may(acting, THEIR_CHECK)
        and one.state in (MessageState.REGISTERED, MessageState.CLEARED, MessageState.WITH_PARTNER),
        "may_release": one.state == MessageState.WITHHELD and not one.is_kept_by_theirs and may(acting, LET_GO),
        "may_say_their_word": one.is_kept_by_theirs and may(acting, THEIR_WORD),
        "may_say_wrong": one.may_be_wrong and may(acting, SAY_WRONG),
        "may_print": to_him and is_copied(one.kind) and one.state == MessageState.CLEARED and may(acting, PRINT),
        "may_check": one.state == MessageState.REGISTERED and may(acting, CHECK),
    })  # fmt: skip


@page(HIS_TRACE, path="messages/his/<str:person_id>", name="his_messages")
def his(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """His letters, parcels and calls, step by step, and what was kept back: read out or shown to him, or printed."""
    language = language_of(request)
    rows = [
        Row(cells=(
            instant_words(language, one.at), trace_words(language, one), one.place, one.number,
            date_words(language, one.until) if one.until else "",
        ))
        for one in his_trace(acting, person_id)
    ]  # fmt: skip
    columns = ("column.message_since", "column.trace_what", "column.message_place", "column.number",
               "column.kept_until")  # fmt: skip
    return table_page(
        request, title="page.his_messages", columns=columns, rows=rows, intro="intro.his_messages",
        empty="empty.messages", subject=person_id,
        actions=[("page.his_trace_paper", reverse("desk:his_trace_paper", args=[person_id]))],
    )  # fmt: skip
