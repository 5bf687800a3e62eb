"""Links that name the wrong man: doubted by one, annulled by another or upheld, and who was told because of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.vocabulary.dates import read_instant
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.dates import instant_words
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import actor_text, word_text
from repatria.records.access.acting import Acting
from repatria.records.disclosure.wrong import (
    LONGEST,
    SETTLE,
    settle_wrong_telling,
    wrongly_told,
    wrongly_told_and_open,
)
from repatria.records.matching.reopening import REOPEN, reopen_pair
from repatria.records.matching.wrong_links import (
    ANNUL,
    DOUBT,
    LONGEST_REASON,
    OPEN,
    READ,
    UPHOLD,
    annul_link,
    doubt_link,
    doubted_link,
    doubted_links,
    open_doubts,
    uphold_link,
)

_COLUMNS = ("column.number", "column.enquiry", "column.person", "column.state", "column.said_by_whom", "column.since")
_IN_PERSON = {"asked": "interviewer"}  # whom he himself is told by; all else a caseworker puts right


@page(READ, path="wrong-links", name="wrong_links", menu="menu.wrong_links", is_rare=True)
def wrong_link_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Every doubt about a confirmed link, the newest first: numbers only."""
    language = language_of(request)
    rows = [
        Row(
            cells=(
                one.doubt_id, one.enquiry_id, one.person_id, word_text(language, "doubt_state", one.state),
                actor_text(language, one.doubted_by), instant_words(language, one.doubted_at),
            ),
            link=reverse("desk:wrong_link", args=[one.doubt_id]), tone="waiting" if one.state == OPEN else "",
        )
        for one in doubted_links(acting)
    ]  # fmt: skip
    return table_page(
        request, title="page.wrong_links", columns=_COLUMNS, rows=rows, intro="intro.wrong_links",
        empty="empty.wrong_links",
    )  # fmt: skip


@page(READ, path="wrong-links/<str:doubt_id>")
def wrong_link(request: HttpRequest, acting: Acting, doubt_id: str) -> HttpResponse:
    """One doubt: why, what may be done about it, and everybody who was told something because of the link."""
    view = doubted_link(acting, doubt_id)
    is_open, is_mine = view.state == OPEN, view.doubted_by == acting.account_id
    return render(request, "wrong_link.html", {
        "doubt": view, "is_open": is_open, "is_mine": is_mine, "told": wrongly_told(acting, doubt_id),
        "may_annul": is_open and not is_mine and may(acting, ANNUL),
        "may_uphold": is_open and acting.account_id not in view.reviewers and may(acting, UPHOLD),
        "may_reopen": view.may_reopen and may(acting, REOPEN)
        and acting.account_id not in (*view.reviewers, view.doubted_by, view.settled_by),
        "may_settle": may(acting, SETTLE), "may_pair": may(acting, "matching.?pair"),
        "may_enquiry": may(acting, "enquiries.?enquiry"), "may_person": may(acting, "register.?person"),
    })  # fmt: skip


@page(DOUBT, path="pairs/<str:pair_id>/doubt", name="doubt_link")
def doubt(request: HttpRequest, acting: Acting, pair_id: str) -> HttpResponse:
    """Says that a confirmed link names the wrong man; from now on nothing is told because of it."""

    def act(entered: Entered) -> str:
        return reverse("desk:wrong_link", args=[doubt_link(acting, pair_id=pair_id, reason=entered["reason"])])

    fields = (
        Field(name="reason", kind="text", is_required=True, longest=LONGEST_REASON, hint="hint.doubt_reason"),
    )  # fmt: skip
    enquiry_id = pair_id.partition(":")[0]
    back = reverse("desk:enquiry" if may(acting, "enquiries.?enquiry") else "desk:wrong_links",
                   args=[enquiry_id] if may(acting, "enquiries.?enquiry") else [])  # fmt: skip
    asked = Asked(title="page.doubt_link", fields=fields, back=back, button="button.doubt", intro="intro.doubt_link")
    return ask(request, asked, act, subject=pair_id.replace(":", " = "))


@page(ANNUL, path="wrong-links/<str:doubt_id>/annul", name="annul_link")
def annul(request: HttpRequest, acting: Acting, doubt_id: str) -> HttpResponse:
    """Agrees that it is another man: the link is annulled."""
    return act_once(
        request, lambda: annul_link(acting, doubt_id=doubt_id), reverse("desk:wrong_link", args=[doubt_id])
    )  # fmt: skip


@page(UPHOLD, path="wrong-links/<str:doubt_id>/uphold", name="uphold_link")
def uphold(request: HttpRequest, acting: Acting, doubt_id: str) -> HttpResponse:
    """Says that the link names the right man after all."""
    view, back = doubted_link(acting, doubt_id), reverse("desk:wrong_link", args=[doubt_id])

    def act(entered: Entered) -> str:
        uphold_link(acting, doubt_id=doubt_id, reason=entered["reason"])
        return back

    fields = (
        Field(name="reason", kind="text", is_required=True, longest=LONGEST_REASON, hint="hint.uphold_reason"),
    )  # fmt: skip
    asked = Asked(title="page.uphold_link", fields=fields, back=back)
    return ask(request, asked, act, subject=view.pair_id.replace(":", " = "))


@page(REOPEN, path="wrong-links/<str:doubt_id>/reopen", name="reopen_pair")
def reopen(request: HttpRequest, acting: Acting, doubt_id: str) -> HttpResponse:
    """Lays the pair before reviewers again: only what they judge from now on counts."""
    view, back = doubted_link(acting, doubt_id), reverse("desk:wrong_link", args=[doubt_id])

    def act(entered: Entered) -> str:
        reopen_pair(acting, pair_id=view.pair_id, reason=entered["reason"])
        return back

    fields = (
        Field(name="reason", kind="text", is_required=True, longest=LONGEST_REASON, hint="hint.reopen_reason"),
    )  # fmt: skip
    asked = Asked(title="page.reopen_pair", fields=fields, back=back, intro="intro.reopen_pair")
    return ask(request, asked, act, subject=view.pair_id.replace(":", " = "))


@page(SETTLE, path="wrong-links/<str:doubt_id>/told/<int:number>", name="settle_wrong_telling")
def settle(request: HttpRequest, acting: Acting, doubt_id: str, number: int) -> HttpResponse:
    """Says how something was put right in person that was told because of an annulled link."""
    view, back = doubted_link(acting, doubt_id), reverse("desk:wrong_link", args=[doubt_id])

    def act(entered: Entered) -> str:
        settle_wrong_telling(acting, doubt_id=doubt_id, told_index=number, how=entered["how"])
        return back

    fields = (Field(name="how", kind="text", is_required=True, longest=LONGEST),)
    asked = Asked(title="page.settle_wrong_telling", fields=fields, back=back, intro="intro.settle_wrong_telling")
    return ask(request, asked, act, subject=view.pair_id.replace(":", " = "))


@owed(ANNUL, at=lambda: reverse("desk:wrong_links"))
def to_annul(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Links that another doubts."""
    for one in open_doubts():
        if one.doubted_by != acting.account_id:
            yield OwedItem(
                what="owed.doubted_links", link=reverse("desk:wrong_link", args=[one.doubt_id]), about=one.enquiry_id,
                since=read_instant(one.doubted_at), is_for_second=True, waits="waits.enquirer",
                provision="two-person rule",
            )  # fmt: skip


@owed(SETTLE, at=lambda: reverse("desk:wrong_links"))
def to_put_right(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """What was told on an annulled link, until it is put right: he by an interviewer, all others by a caseworker."""
    is_interviewer = may(acting, "register.?interview_list")
    for one in wrongly_told_and_open(acting):
        if is_interviewer if one.what in _IN_PERSON else may(acting, "enquiries.?enquiry"):
            about = one.person_id if one.what in _IN_PERSON else one.enquiry_id
            yield OwedItem(
                what="owed.wrongly_told", link=reverse("desk:wrong_link", args=[one.doubt_id]), about=about,
                since=read_instant(one.annulled_at), provision="practice rule 6",
                waits="waits.held_person" if one.what in _IN_PERSON else "waits.enquirer",
            )  # fmt: skip
