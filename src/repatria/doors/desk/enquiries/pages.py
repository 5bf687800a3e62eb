"""The caseworker's pages: enquiries, kinship, the register searched for one of them, what may be said now."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.enquiry import ClosingReason
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import fold_number
from repatria.doors.desk.enquiries.abusive import abusive_of, is_laid_before_another, settled
from repatria.doors.desk.enquiries.askers import asker_rows
from repatria.doors.desk.enquiries.duplicate import duplicates_of
from repatria.doors.desk.enquiries.journey import is_told, journey_of, told_before
from repatria.doors.desk.enquiries.letter import letter_before_approvers
from repatria.doors.desk.enquiries.owed import TWO_APPROVALS
from repatria.doors.desk.frame.acting import LANGUAGE_NAMES, language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.dates import date_words, written_date_words
from repatria.doors.desk.frame.done import going_on
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.errors import UnknownProposalError
from repatria.doors.desk.frame.lists import Row, after_of, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.refusals import refusal_of
from repatria.doors.desk.frame.words import choices, guard_text, word_text
from repatria.doors.desk.frame.work import lies_with
from repatria.records.access.acting import Acting, require
from repatria.records.access.errors import SamePersonError
from repatria.records.access.read_by import READ_BY
from repatria.records.access.role_table import may_approve
from repatria.records.access.services import record_approval
from repatria.records.access.services.work import OF_OTHERS
from repatria.records.access.work import own_work
from repatria.records.disclosure.errors import NoConfirmedLinkError
from repatria.records.disclosure.selectors import AnswerView, enquiry_standing
from repatria.records.disclosure.selectors import answer as answer_view
from repatria.records.disclosure.services import DECIDE, decide_answer
from repatria.records.disclosure.withholding import READ as WITHHELD
from repatria.records.disclosure.withholding import SAY as WITHHOLD
from repatria.records.disclosure.withholding import withheld_beside, withholdings_of
from repatria.records.enquiries.selectors import (
    check_open,
    enquiries,
    open_by_day,
    paper_content,
)
from repatria.records.enquiries.selectors import enquiry as enquiry_view
from repatria.records.enquiries.services import (
    CHANNELS,
    CLOSE_ABUSIVE,
    close_enquiry,
)
from repatria.records.handover.errors import OpenHandoverError
from repatria.records.handover.selectors import opening_lacks, switches
from repatria.records.hotline.selectors.notes import who_asks
from repatria.records.matching.selectors import links_of_enquiry, links_of_person
from repatria.records.matching.wrong_links import DOUBT, doubts_of
from repatria.records.matching.wrong_links import READ as DOUBTED
from repatria.records.notices.selectors import letters_of
from repatria.records.telling.selectors.standing import acts_of_telling

_COLUMNS = ("column.number", "column.sought", "column.born", "column.received", "column.kinship", "column.closed")


_AGES = ("21", "90", "180", "365")  # days
_FILTERS = (("", "filter.waiting"), ("new", "filter.newest"), ("all", "filter.all"), ("alike", "filter.alike"))
_SHOWN_TYPES = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


def _how_many_open(acting: Acting) -> int:
    return sum(open_by_day().values())


@page("enquiries.?enquiries", path="enquiries", name="enquiries", menu="page.enquiries", count=_how_many_open)
def enquiry_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The enquiries: the open ones that wait longest first, or the newest, or all."""
    language, show = language_of(request), request.GET.get("show", "")
    if show == "alike":
        return _alike(request, acting)
    narrowed = _narrowed(request)
    mine = [one.about for one in own_work(acting)] if narrowed.get("whose") == "mine" else None
    older = current().now().date() - timedelta(days=int(narrowed["older"])) if "older" in narrowed else None
    lines = enquiries(
        acting, after_index=after_of(request), open_only=show != "all", newest_first=show == "new",
        channel=narrowed.get("channel", ""), received_before=older.isoformat() if older else "", numbers=mine,
    )  # fmt: skip
    rows = [
        Row(
            cells=(
                line.enquiry_id, line.sought_name or "—",
                written_date_words(language, line.sought_birth, on=line.received_on),
                date_words(language, line.received_on), str(line.kinship_level),
                word_text(language, "closing_reason", line.closed_for) if line.closed_for else "—",
            ),
            link=reverse("desk:enquiry", args=[line.enquiry_id]),
        )
        for line in lines
    ]  # fmt: skip
    show = show if show in ("new", "all") else ""
    following = f"?{urlencode({'after': lines[-1].recorded_index, 'show': show, **narrowed})}" if lines.has_more else ""
    return table_page(
        request, title="page.enquiries", columns=_COLUMNS, rows=rows, following=following, filter_name="show",
        filters=_FILTERS, filter_value=show, empty="empty.enquiries", template="enquiries.html", narrowed=narrowed,
        channels=choices(language, "channel", CHANNELS), ages=_AGES,
    )  # fmt: skip


def _narrowed(request: HttpRequest) -> dict[str, str]:
    """What the address narrows the list by: never a name; what is none of these words narrows nothing."""
    known = {"channel": CHANNELS, "older": _AGES, "whose": ("mine",)}
    return {name: value for name, words in known.items() if (value := request.GET.get(name, "")) in words}


def _alike(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Who asks for many, lists, and men for whom several ask: by numbers, each to be opened on its own page."""
    language, found = language_of(request), who_asks(acting)
    rows = [
        Row(
            cells=(word_text(language, "likeness", one.likeness), str(one.men), ", ".join(one.numbers)),
            link=reverse("desk:enquiry", args=[one.numbers[0]]),
        )
        for one in found
    ]
    return table_page(
        request, title="page.enquiries", columns=("column.likeness", "column.men_sought", "column.alike"), rows=rows,
        filter_name="show", filters=_FILTERS, filter_value="alike", empty="empty.alike",
    )  # fmt: skip


def _answer_of(acting: Acting, enquiry_id: str) -> AnswerView | None:
    if not may(acting, "disclosure.?answer"):
        return None
    try:
        return answer_view(acting, enquiry_id)
    except NoConfirmedLinkError:
        return None


def has_other_askers(answer: AnswerView) -> bool:
    """Whether others ask for the same man; counted by numbers, so that nobody's page is read without need."""
    return len(links_of_person(answer.person_id)) > 1


def _opening_lacks(request: HttpRequest, acting: Acting, enquiry_id: str) -> list[tuple[str, str]]:
    """Why a hand-over to her would be refused now, each reason with its provision."""
    language = language_of(request)
    try:
        return [(guard_text(language, one.what), one.provision) for one in opening_lacks(acting, enquiry_id)]
    except (NoConfirmedLinkError, OpenHandoverError) as error:
        return [(refusal_of(language, error).sentence, getattr(error, "provision", ""))]


@page("enquiries.?enquiry", path="enquiries/<str:enquiry_id>")
def enquiry(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """An enquiry's page: what she said, the kinship, the links, the letters, and what may be said to her now."""
    view = enquiry_view(acting, enquiry_id)
    answer = _answer_of(acting, enquiry_id)
    is_open = view.closed_for is None
    letters = letters_of(acting, enquiry_id) if may(acting, "notices.?letters") else None
    missing = tuple(ground.what for ground in answer.missing) if answer else ()
    return render(request, "enquiry.html", {
        "enquiry": view, "standing": enquiry_standing(enquiry_id),
        "abusive": abusive_of(acting, view), "duplicates": duplicates_of(acting, view),
        "work": lies_with(acting, enquiry_id, gives_others=may(acting, OF_OTHERS)) if is_open else None,
        "language_name": dict(LANGUAGE_NAMES).get(view.language, view.language),
        "journey": journey_of(language_of(request), view, answer, letters),
        "told_before": told_before(answer, letters), "is_told": is_told(answer),
        "is_settled": is_told(answer) and not missing,
        "is_approval_next": missing == (TWO_APPROVALS,),
        "shown": letter_before_approvers(view, answer) if answer and is_open and not is_told(answer) else None,
        "said": [(key, value) for key, value in view.said.items() if value],
        "links": links_of_enquiry(enquiry_id), "answer": answer, "may_enquiry": True,
        "rows": asker_rows(acting, answer.person_id, enquiry_id) if answer and has_other_askers(answer) else (),
        "doubts": doubts_of(enquiry_id) if may(acting, DOUBTED) else (), "may_doubt": may(acting, DOUBT),
        "withheld": withholdings_of(enquiry_id, acting.at) if may(acting, WITHHELD) else (),
        "withheld_beside": withheld_beside(acting, enquiry_id) if may(acting, WITHHELD) else (),
        "may_cells": may(acting, "disclosure.?answer"), "may_withhold": is_open and may(acting, WITHHOLD),
        "has_approved": bool(answer and acting.account_id in answer.approvers),
        "letters": letters,
        "may_weigh": is_open and may(acting, "enquiries.record_kinship_evidence"),
        "may_settle": may(acting, "enquiries.settle_later"),
        "may_read_by": may(acting, READ_BY), "may_close": is_open and may(acting, "enquiries.close_enquiry"),
        "may_calls": may(acting, "contact.?call"),
        "may_messages": may(acting, "contact.?message"),
        "may_notes": is_open and may(acting, "hotline.?notes"),
        "may_recover": is_open and may(acting, "hotline.?recovery"),
        "may_search": is_open and may(acting, "matching.search"),
        "may_approve": may_approve(acting.roles, DECIDE), "may_decide": may(acting, "disclosure.decide_answer"),
        "opens_handovers": is_open and may(acting, "handover.open_handover"),
        "opening_lacks": _opening_lacks(request, acting, enquiry_id) if is_open and is_told(answer) else [],
        "has_switch": bool(switches()), "may_person": may(acting, "register.?person"),
    })  # fmt: skip


@page("enquiries.?enquiry", path="enquiries/papers/<str:paper_id>")
def paper(request: HttpRequest, acting: Acting, paper_id: str) -> HttpResponse:
    """A paper of kinship as a file: drawn anew, and never shown inside our page."""
    media_type, content = paper_content(acting, paper_id)
    suffix = _SHOWN_TYPES.get(media_type, "bin")
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{paper_id}.{suffix}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@page("enquiries.close_enquiry", path="enquiries/<str:enquiry_id>/close")
def close(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """Closes an enquiry for a stated reason."""
    language, back = language_of(request), reverse("desk:enquiry", args=[enquiry_id])
    fields = (
        Field(name="reason", kind="radio", options=choices(language, "closing_reason", ClosingReason),
              is_required=True),
        Field(name="duplicate_of", hint="hint.duplicate_of", longest=40), Field(name="note", kind="text"),
    )  # fmt: skip
    check_open(enquiry_id)

    def act(entered: Entered) -> HttpResponse | str:
        typed, reason = entered["duplicate_of"], ClosingReason(entered["reason"])
        other = fold_number(typed) or typed
        if is_laid_before_another(acting, enquiry_id, reason, other):
            return going_on(request, back, word="done.abusive_laid", number=enquiry_id)
        close_enquiry(
            acting, enquiry_id=enquiry_id, reason=reason, note=entered["note"],
            duplicate_of=other, rests_on=(*enquiry_standing(enquiry_id).rests_on, *acts_of_telling(enquiry_id)),
        )  # fmt: skip
        settled(enquiry_id)
        return back

    asked = Asked(title="page.close", fields=fields, back=back, button="button.close", intro="intro.close")
    return ask(request, asked, act, subject=enquiry_id)


@page("access.record_approval", path="enquiries/<str:enquiry_id>/abusive/approve")
def approve_abusive(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """Agrees that an enquiry be closed as abusive, where another proposed it; it is read first."""
    require(acting, "enquiries.?enquiry")

    def act() -> None:
        check_open(enquiry_id)
        laid = abusive_of(acting, enquiry_view(acting, enquiry_id))
        if laid is None:
            raise UnknownProposalError("nobody proposed to close this enquiry as abusive")
        if laid.proposed_by == acting.account_id:
            raise SamePersonError("what one person proposes another agrees to", provision="house rule 6.4")
        record_approval(acting, action=CLOSE_ABUSIVE, object_reference=enquiry_id)

    return act_once(request, act, reverse("desk:enquiry", args=[enquiry_id]))


@page("access.record_approval", path="enquiries/<str:enquiry_id>/approve")
def approve_answer(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """Approves the answer on exactly the grounds that were shown; who may not read them approves nothing."""
    require(acting, "disclosure.?answer")

    def act() -> None:
        view = answer_view(acting, enquiry_id)
        if request.POST.get("reference") != view.approval_reference:
            raise InputError("the grounds changed since the page was shown: read it again")
        record_approval(acting, action=DECIDE, object_reference=view.approval_reference)

    return act_once(request, act, reverse("desk:enquiry", args=[enquiry_id]))


@page("disclosure.decide_answer", path="enquiries/<str:enquiry_id>/decide", name="decide_answer")
def decide(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """Decides what may be said to her now, by the law alone."""
    back = reverse("desk:enquiry", args=[enquiry_id])
    return act_once(request, lambda: decide_answer(acting, enquiry_id=enquiry_id), back)
