"""Who is kept back, who has long stood on no list, and whom a doctor and the head decide about."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.clock_words import ClockRule
from repatria.core.law.exchange_holding import PROVISION_OF_HOLD, HoldGround
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.dates import date_words, instant_words
from repatria.doors.desk.frame.done import going_on
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.errors import UnknownProposalError
from repatria.doors.desk.frame.lists import Row, after_of, is_export, part_of, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.provisions import provision_words
from repatria.doors.desk.frame.whom import NOBODY, whom
from repatria.doors.desk.frame.words import choices, guard_text, word_text
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import approvers_of
from repatria.records.access.proposals import Proposal, proposals, propose, take_away
from repatria.records.access.role_table import may_approve
from repatria.records.access.services import record_approval
from repatria.records.exchanges.errors import UnknownHoldError
from repatria.records.exchanges.facts import UNASKED
from repatria.records.exchanges.selectors.lists import LIST
from repatria.records.exchanges.selectors.waiting import (
    DAYS,
    HELD_BACK,
    UNASKED_LINES,
    WAITING,
    count_waiting,
    held_back,
    hold,
    unasked_lines,
    waiting,
)
from repatria.records.exchanges.services.holding import (
    END,
    HOLD_BACK,
    REVIEW,
    end_hold,
    hold_back,
    hold_reference,
    review_hold,
)
from repatria.records.register.selectors import custody_of

_WAITING = (
    "column.number", "column.name", "column.birth_date", "column.holder", "column.since", "column.list_days",
    "column.lines_before", "column.missing",
)  # fmt: skip
_UNASKED = ("column.line_no", "column.person", "column.approved", "column.missing")
_CHOSEN_DAYS = (30, 90, 180, 365)


def _told(request: HttpRequest, columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of a page, or of its file: that is carried away, and what is missing of a man tells what he said."""
    return columns[:-1] if is_export(request) else columns


@page(WAITING, path="exchange-waiting", name="exchange_waiting", menu="menu.exchange_waiting", is_rare=True)
def waiting_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Who has long stood on no list, the longest first, with what stands in the way."""
    language, skip = language_of(request), max(0, after_of(request))
    asked = request.GET.get("days", "")
    days = int(asked) if asked.isdecimal() and int(asked) in _CHOSEN_DAYS else DAYS
    found = waiting(acting, days=days, skip=skip)
    told = _told(request, _WAITING)
    rows = [
        Row(
            cells=(
                one.who.person_id, f"{one.who.surname} {one.who.first_names}".strip() or "—",
                date_words(language, one.who.birth_date),
                one.who.holder or "—", instant_words(language, instant_text(one.since)), str(one.days),
                str(one.lines_before), ", ".join(guard_text(language, guard.what) for guard in one.missing) or "—",
            )[: len(told)],
            link=reverse("desk:person", args=[one.who.person_id]) if may(acting, "register.?person") else "",
        )
        for one in found
    ]  # fmt: skip
    return table_page(
        request, title="page.exchange_waiting", columns=told, rows=rows, intro="intro.exchange_waiting",
        empty="empty.exchange_waiting", filter_name="days",
        filters=[(str(one), f"list_days.d{one}") for one in _CHOSEN_DAYS],
        filter_value=str(days), whole=count_waiting(acting.at, days=days),
        following=f"?days={days}&after={skip + len(found)}" if found.has_more else "",
    )  # fmt: skip


@page(HELD_BACK, path="exchange-held-back", name="held_back", menu="menu.held_back", is_rare=True)
def held_back_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Everybody who is kept back, on what and until when; and what lies on the table."""
    part = part_of(request, held_back(acting))
    return render(request, "held_back.html", {
        "holds": [(one, instant_text(one.since), instant_text(one.review_due)) for one in part.lines], "part": part,
        "proposed": [(one, approvers_of(HOLD_BACK, one.reference, at=acting.at)) for one in proposals(HOLD_BACK)],
        "may_hold": may(acting, HOLD_BACK), "may_end": may(acting, END), "may_review": may(acting, REVIEW),
        "may_approve": may_approve(acting.roles, HOLD_BACK),
    })  # fmt: skip


@page(HOLD_BACK, path="exchange-held-back/new", name="propose_hold")
def propose_it(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Lays before a second person that somebody is to be kept back. Nothing is decided by this."""

    def act(entered: Entered) -> str:
        custody_of(entered["hold_person"])
        content = {one: entered[one] for one in ("hold_person", "hold_ground", "hold_authority", "hold_paper")}
        propose(acting, action=HOLD_BACK, reference=_reference_of(content), content=content)
        return reverse("desk:held_back")

    fields = (
        Field(name="hold_person", is_required=True, longest=40),
        Field(name="hold_ground", kind="radio", is_required=True, hint="hint.hold_ground",
              options=choices(language_of(request), "hold_ground", HoldGround)),
        Field(name="hold_authority", is_required=True), Field(name="hold_paper", is_required=True),
    )  # fmt: skip
    asked = Asked(
        title="page.propose_hold", fields=fields, back=reverse("desk:held_back"), button="button.propose",
        intro="intro.propose_hold",
    )  # fmt: skip
    return ask(request, asked, act)


def _reference_of(content: Mapping[str, str]) -> str:
    return hold_reference(
        person_id=content.get("hold_person", ""), ground=HoldGround(content.get("hold_ground", "")),
        authority=content.get("hold_authority", ""), reference=content.get("hold_paper", ""),
    )  # fmt: skip


def _proposed(reference: str) -> Proposal:
    for one in proposals(HOLD_BACK):
        if one.reference == reference == _reference_of(one.content):
            return one
    raise UnknownProposalError("no such proposal, or it was changed after it was laid on the table")


@page("access.record_approval", path="exchange-held-back/proposed/<str:reference>/approve", name="approve_hold")
def approve_it(request: HttpRequest, acting: Acting, reference: str) -> HttpResponse:
    """Approves that this man is kept back on this ground, by this decision and its paper."""
    require(acting, HELD_BACK)
    _proposed(reference)
    return act_once(
        request, lambda: record_approval(acting, action=HOLD_BACK, object_reference=reference),
        reverse("desk:held_back"),
    )  # fmt: skip


@page(HOLD_BACK, path="exchange-held-back/proposed/<str:reference>/decide", name="hold_back")
def decide_it(request: HttpRequest, acting: Acting, reference: str) -> HttpResponse:
    """Keeps him back, once another approved."""
    back = reverse("desk:held_back")

    def act() -> None:
        said: Mapping[str, str] = _proposed(reference).content
        hold_back(
            acting, person_id=said["hold_person"], ground=HoldGround(said["hold_ground"]),
            authority=said["hold_authority"], reference=said["hold_paper"],
        )  # fmt: skip
        take_away(HOLD_BACK, reference)

    return act_once(request, act, back)


@page(REVIEW, path="exchange-held-back/<str:hold_id>/review", name="review_hold", clocks=(ClockRule.HOLD_REVIEW,))
def review_it(request: HttpRequest, acting: Acting, hold_id: str) -> HttpResponse:
    """Looks at it anew: what keeps him back is shown as it is on record now."""
    view, language = hold(acting, hold_id), language_of(request)
    if view is None:
        raise UnknownHoldError("nobody is kept back under this number")
    back = reverse("desk:held_back")

    def act(entered: Entered) -> HttpResponse | str:
        if entered["hold_review"] == "stands":
            review_hold(acting, hold_id=hold_id)
        elif not entered["reason"]:
            raise InputError("say why it ends", (("reason", "missing"),))
        else:
            end_hold(acting, hold_id=hold_id, reason=entered["reason"])
        return going_on(request, back)

    fields = (
        Field(name="hold_review", kind="radio", is_required=True,
              options=choices(language, "hold_review", ("stands", "ends"))),
        Field(name="reason", hint="hint.hold_reason"),
    )  # fmt: skip
    state = "hold_record.stands" if view.is_on_record else "hold_record.gone"
    asked = Asked(title="page.review_hold", fields=fields, back=back, intro="intro.review_hold")
    provision = provision_words(language, PROVISION_OF_HOLD[HoldGround(view.ground)])
    about = (view.person_id, f"{view.who.surname} {view.who.first_names}".strip(),
             word_text(language, "hold_ground", view.ground), provision)  # fmt: skip
    return ask(request, asked, act, subject=" · ".join(filter(None, (*about, word_text(language, *state.split("."))))))


def _to_him(acting: Acting, person_id: str, line_id: str) -> str:
    """Where this account reads more of him, or of his line; "" where it may not."""
    pages = (
        ("register.record_health_grade", "desk:doctor_of", person_id), ("register.?person", "desk:person", person_id),
        (LIST, "desk:exchange_line", line_id),
    )  # fmt: skip
    return next((reverse(to, args=[number]) for action, to, number in pages if may(acting, action)), "")


@page(UNASKED_LINES, path="exchange-unasked", name="unasked_lines", menu="menu.unasked_lines", is_rare=True)
def unasked_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Agreed lines of those who cannot be asked: a doctor and the head decide together."""
    language = language_of(request)
    found = unasked_lines(acting)
    names = whom(acting, [one.person_id for one in found])
    told = _told(request, _UNASKED)
    rows = [
        Row(cells=(
            one.line_id, " · ".join(filter(None, (names.get(one.person_id, NOBODY).words, one.person_id))),
            f"{len(one.approvers)} / 2",
            ", ".join(guard_text(language, guard.what) for guard in one.missing) or "—",
        )[: len(told)], link=_to_him(acting, one.person_id, one.line_id))
        for one in found
    ]  # fmt: skip
    mine = [one.line_id for one in found if acting.account_id not in one.approvers]
    return table_page(
        request, title="page.unasked_lines", columns=told, rows=rows, intro="intro.unasked_lines",
        empty="empty.unasked_lines", template="unasked_lines.html", to_approve=mine,
    )  # fmt: skip


@page("access.record_approval", path="exchange-unasked/<str:exchange_line>/approve", name="approve_unasked_line")
def approve_unasked(request: HttpRequest, acting: Acting, exchange_line: str) -> HttpResponse:
    """Approves, in his vital interest, that the line of somebody who cannot be asked stands verified."""
    require(acting, UNASKED_LINES)

    def act() -> None:
        found = [one for one in unasked_lines(acting) if one.line_id == exchange_line]
        if not found:
            raise UnknownProposalError("no such line waits for that")
        record_approval(acting, action=UNASKED, object_reference=found[0].approval_reference)

    return act_once(request, act, reverse("desk:unasked_lines"))
