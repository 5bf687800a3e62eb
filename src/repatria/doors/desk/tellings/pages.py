"""Cases of a death that is to be told, one with who asks, one visit with what to bring and to say, who was trained."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.clocks import ClockRule
from repatria.core.law.telling import TellingWay
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.dates import date_words
from repatria.doors.desk.frame.lists import Row, following_of, skipped_of, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import word_text
from repatria.doors.desk.tellings.visit_words import visit_words
from repatria.records.access.acting import Acting
from repatria.records.access.pages import PAGE
from repatria.records.telling.selectors.cases import (
    READS,
    SEES,
    WISHES,
    telling,
    tellings,
    visit,
    visitors,
    visits_planned,
    wishes,
)
from repatria.records.telling.selectors.rounds import families_to_ask, wishes_rounds
from repatria.records.telling.selectors.standing import case_of
from repatria.records.telling.services.approving import ALLOW_OTHER_WAY, PUT_OFF
from repatria.records.telling.services.changing import CALL_OFF, CHANGE
from repatria.records.telling.services.ending import END
from repatria.records.telling.services.opening import ADD, COMPLETE, HAND_ON, OPEN, TRAIN
from repatria.records.telling.services.support import PUT_FOLLOW_UP_OFF, SUPPORT
from repatria.records.telling.services.visits import COME_BACK, CONFIRM, FOLLOW, PLAN
from repatria.records.telling.services.wishes import OPEN_ROUND, PRINT, RECORD

_CASES = (
    "column.number", "column.death_known", "column.telling_owed_by", "column.visit_by", "column.askers_told",
    "column.state",
)  # fmt: skip
_VISITS = ("column.number", "column.visit_on", "column.enquiry", "column.visit_purpose", "column.telling_way")
_TRAINED = ("column.visitor", "column.trained_by", "column.trained_on", "column.trained_until", "column.languages")
_FAMILIES = ("column.enquiry",)


@page(SEES, path="tellings", name="tellings", menu="menu.tellings", is_rare=True)
def case_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The deaths that are to be told, by numbers; nobody's name stands here."""
    language, skipped = language_of(request), skipped_of(request)
    lines = tellings(acting, skipped)
    rows = [
        Row(
            cells=(
                one.telling_id, word_text(language, "death_known", one.known),
                word_text(language, "telling_owed_by", one.owed_by), date_words(language, one.visit_by),
                f"{one.told}/{one.askers}",
                word_text(language, "receiver_state", one.receiver) if one.receiver
                else word_text(language, "telling_state", one.state),
            ),
            link=reverse("desk:telling", args=[one.telling_id]) if may(acting, READS) else "",
            tone="waiting" if one.waiting and one.state == "open" else "",
        )
        for one in lines
    ]  # fmt: skip
    return table_page(
        request, title="page.tellings", columns=_CASES, rows=rows, intro="intro.tellings", empty="empty.tellings",
        template="tellings.html", following=following_of(request, lines, skipped + len(lines)),
        may_open=may(acting, OPEN),
        may_read=may(acting, READS), may_wish=may(acting, WISHES),
    )  # fmt: skip


@page(SEES, path="tellings/visits", name="family_visits")
def visit_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The visits that are planned, by their day; those of today and before are marked."""
    language, today, skipped = language_of(request), current().now().date().isoformat(), skipped_of(request)
    lines = visits_planned(acting, skipped, PAGE)
    rows = [
        Row(
            cells=(
                one.visit_id, date_words(language, one.on), one.enquiry_id,
                word_text(language, "visit_purpose", one.purpose), word_text(language, "telling_way", one.way),
            ),
            link=reverse("desk:family_visit", args=[one.visit_id]) if may(acting, READS) else "",
            tone="late" if one.on < today else "waiting" if one.on == today else "",
        )
        for one in lines
    ]  # fmt: skip
    return table_page(
        request, title="page.family_visits", columns=_VISITS, rows=rows, intro="intro.family_visits",
        empty="empty.family_visits", following=following_of(request, lines, skipped + len(lines)),
        actions=[("page.tellings", reverse("desk:tellings"))],
    )  # fmt: skip


@page(READS, path="tellings/cases/<str:telling_id>", name="telling")
def one_case(request: HttpRequest, acting: Acting, telling_id: str) -> HttpResponse:
    """One case: on what it rests, who is told in which order, and what may be done."""
    return _case(request, acting, telling_id)


def _case(request: HttpRequest, acting: Acting, telling_id: str) -> HttpResponse:
    one = telling(acting, telling_id)
    is_open = one.state == "open"
    return render(request, "telling.html", {
        "one": one, "is_open": is_open, "ways": [way.value for way in TellingWay if way is not TellingWay.VISIT],
        "may_plan": may(acting, PLAN), "may_end": is_open and may(acting, END),
        "may_complete": is_open and not one.is_complete and may(acting, COMPLETE),
        "may_leave": is_open and one.owed_by == "receiver" and not one.receiver and may(acting, HAND_ON),
        "may_other": is_open and may(acting, ALLOW_OTHER_WAY), "may_wish": may(acting, WISHES),
        "may_put_off": is_open and may(acting, PUT_OFF), "may_add": is_open and may(acting, ADD),
    })  # fmt: skip


@page(
    SEES, path="tellings/of/<str:enquiry_id>", name="telling_of",
    clocks=(ClockRule.DEATH_VISIT, ClockRule.DEATH_OTHERS, ClockRule.DEATH_FOLLOW_UP, ClockRule.TOLD_WRONGLY),
)  # fmt: skip
def case_of_enquiry(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """The case in which one who asks is told; the list where there is none, or this role reads none."""
    number = case_of(enquiry_id)
    if not number or not may(acting, READS):
        return HttpResponseRedirect(reverse("desk:tellings"))
    return _case(request, acting, number)


@page(READS, path="tellings/visits/<str:visit_id>", name="family_visit")
def one_visit(request: HttpRequest, acting: Acting, visit_id: str) -> HttpResponse:
    """One visit: whom, where, by whom, what to bring, in which words, and what followed."""
    one = visit(acting, visit_id)
    is_told = one.line.ended == "told"
    return render(request, "family_visit.html", {
        "one": one, "words": visit_words(language_of(request), one.known, one.line.purpose),
        "may_end": not one.line.ended and may(acting, COME_BACK),
        "may_change": not one.line.ended and may(acting, CHANGE),
        "may_call_off": not one.line.ended and may(acting, CALL_OFF), "may_follow": is_told and may(acting, FOLLOW),
        "may_support": is_told and may(acting, SUPPORT), "may_put_off": is_told and may(acting, PUT_FOLLOW_UP_OFF),
        "may_print": is_told and one.known == "proven" and one.is_case_open and one.line.purpose != "correction"
        and may(acting, PRINT),
        "may_wish": may(acting, RECORD),
        "may_confirm": is_told and not one.is_confirmed and one.line.purpose != "correction" and may(acting, CONFIRM),
    })  # fmt: skip


@page(READS, path="tellings/visitors", name="trained_visitors")
def trained(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Who was trained to tell a death, and until when the training counts."""
    language, today = language_of(request), current().now().date()
    rows = [
        Row(
            cells=(
                f"{one.name}, {one.office}", one.trained_by, date_words(language, one.trained_on),
                date_words(language, one.trained_until), one.languages,
            ),
            link=reverse("desk:renew_trained", args=[one.visitor_id]) if may(acting, TRAIN) else "",
            tone="" if one.is_trained(today) else "late",
        )
        for one in visitors(acting)
    ]  # fmt: skip
    actions = [("page.record_trained", reverse("desk:record_trained"))] if may(acting, TRAIN) else []
    return table_page(
        request, title="page.trained_visitors", columns=_TRAINED, rows=rows, intro="intro.trained_visitors",
        empty="empty.trained_visitors", actions=[*actions, ("page.tellings", reverse("desk:tellings"))],
    )  # fmt: skip


@page(WISHES, path="tellings/wishes", name="wishes_rounds")
def rounds(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Whom the newest round asks for wishes: every family of that age that has not answered, candidate or not."""
    language, held = language_of(request), wishes_rounds(acting)
    rows = [
        Row(cells=(number,), link=reverse("desk:family_wishes", args=[number])) for number in families_to_ask(acting)
    ]  # fmt: skip
    latest = say(language, "sentence.wishes_round", number=held[0].families,
                 day=date_words(language, held[0].received_before)) if held else ""  # fmt: skip
    return table_page(
        request, title="page.wishes_rounds", columns=_FAMILIES, rows=rows, intro="intro.wishes_rounds",
        empty="empty.wishes_rounds", template="wishes_rounds.html", latest=latest, may_open=may(acting, OPEN_ROUND),
    )  # fmt: skip


@page(WISHES, path="tellings/wishes/<str:enquiry_id>", name="family_wishes")
def one_family(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """What one family wishes, as it said last."""
    return render(request, "family_wishes.html", {
        "one": wishes(acting, enquiry_id), "enquiry_id": enquiry_id, "may_record": may(acting, RECORD),
    })  # fmt: skip
