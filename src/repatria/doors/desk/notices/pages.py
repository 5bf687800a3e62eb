"""The outbox: what was laid into it, what left, what came back receipted. Registrar, delegate, head and auditor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.identifiers import fold_number
from repatria.core.vocabulary.notices import NoticeItem
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import instant_words
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.files import pdf_file
from repatria.doors.desk.frame.lists import Row, after_of, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.papers import PAIRS, pair_of
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.run import link_in_run
from repatria.doors.desk.frame.words import word_text
from repatria.doors.desk.notices.papers import notice_paper
from repatria.records.access.acting import Acting
from repatria.records.notices.selectors import NoticeLine, NoticeView, notices
from repatria.records.notices.selectors import notice as notice_view
from repatria.records.notices.services import deliver_notice, receipt_notice

_IN_ORDER = {item.value: place for place, item in enumerate(NoticeItem)}
STATES = ("issued", "sent", "receipted", "bounced", "with_agency")
_COLUMNS = ("column.number", "column.recipient", "column.reason", "column.due", "column.state", "column.person")


def _first(lines: Sequence[NoticeLine], acting: Acting, state: str) -> str:
    """Where the first of this list is opened within a run: of those to be sent, or those without a receipt."""
    kinds = {"issued": ("notices.deliver_notice", "owed.notices_to_send"),
             "sent": ("notices.receipt_notice", "owed.notices_unreceipted")}  # fmt: skip
    action, kind = kinds.get(state, ("", ""))
    if not lines or not action or not may(acting, action):
        return ""
    return link_in_run(reverse("desk:notice", args=[lines[0].notice_id]), of=kind)


@page("notices.?notices", path="notices", name="notices", menu="menu.notices")
def notice_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The outbox, oldest first; with ?person= that of one person."""
    language, now = language_of(request), instant_text(current().now())
    state, person_id = request.GET.get("state", ""), fold_number(request.GET.get("person", "")[:60])
    lines = notices(acting, after_index=after_of(request), state=state if state in STATES else "", person_id=person_id)
    rows = []
    for line in lines:
        is_late = line.due_at < now and line.state in ("issued", "bounced")
        shown = word_text(language, "notice_state", "late" if is_late else line.state)
        cells = (
            line.notice_id, word_text(language, "recipient", line.recipient),
            word_text(language, "custody_event", line.reason), instant_words(language, line.due_at), shown,
            line.person_id,
        )  # fmt: skip
        rows.append(
            Row(cells=cells, link=reverse("desk:notice", args=[line.notice_id]), tone="late" if is_late else "")
        )
    following = f"?after={lines[-1].act_index}&state={state}&person={person_id}" if lines.has_more else ""
    filters = [("", "filter.all"), *((one, f"notice_state.{one}") for one in STATES)]
    return table_page(
        request, title="page.notices", columns=_COLUMNS, rows=rows, following=following, filters=filters,
        filter_name="state", filter_value=state, subject=person_id,
        first_link=_first(lines, acting, state), empty="empty.notices",
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeStep:
    """One step of a notice's way: past, now or later; when it was, or when it is due."""

    word: str
    state: str
    at: str = ""
    due: str = ""
    tone: str = ""
    said: str = ""


def way_of(view: NoticeView, now: str) -> tuple[NoticeStep, ...]:
    """A notice's way: issued, sent, receipted."""
    line = view.line
    if line.state == "with_agency":
        return (NoticeStep(word="issued", state="past", at=view.issued_at), NoticeStep(word="with_agency", state="now"))
    is_waiting = line.state in ("issued", "bounced")
    tone = "late" if line.due_at < now else "due"
    return (
        NoticeStep(word="issued", state="past", at=view.issued_at),
        NoticeStep(word="bounced" if line.state == "bounced" else "sent", state="now" if is_waiting else "past",
                   due=line.due_at if is_waiting else "", tone=tone,
                   said=line.reference if line.state == "sent" else ""),
        NoticeStep(word="receipted", state={"sent": "now", "receipted": "past"}.get(line.state, "later"),
                   said=line.reference if line.state == "receipted" else ""),
    )  # fmt: skip


def _place(item: tuple[str, str]) -> int:
    """Where an item stands in the article."""
    return _IN_ORDER.get(item[0], len(_IN_ORDER))


@page("notices.?notices", path="notices/<str:notice_id>")
def notice(request: HttpRequest, acting: Acting, notice_id: str) -> HttpResponse:
    """One notice, with what may be done with it."""
    view = notice_view(acting, notice_id)
    return render(request, "notice.html", {
        "notice": view, "items": sorted(view.items.items(), key=_place),
        "without": sorted(view.without.items(), key=_place),
        "journey": way_of(view, instant_text(current().now())), "pairs": PAIRS,
        "may_person": may(acting, "register.?person"),
        "may_deliver": may(acting, "notices.deliver_notice") and view.line.state in ("issued", "bounced"),
        "may_receipt": may(acting, "notices.receipt_notice") and view.line.state == "sent",
    })  # fmt: skip


@page("notices.?notices", path="notices/<str:notice_id>/notice.pdf", name="notice_paper")
def paper(request: HttpRequest, acting: Acting, notice_id: str) -> HttpResponse:
    """The notice as a sheet, in the receiver's language and the house's: `?language=` and `?second=`."""
    view = notice_view(acting, notice_id)
    languages = pair_of(request.GET.get("language", ""), request.GET.get("second", ""), language_of(request))
    return pdf_file(f"notice-{notice_id}", current().printer.print_paper(notice_paper(view, languages)))


@page("notices.deliver_notice", path="notices/<str:notice_id>/deliver")
def deliver(request: HttpRequest, acting: Acting, notice_id: str) -> HttpResponse:
    """Records that a notice left the house."""
    back = reverse("desk:notice", args=[notice_id])

    def act(entered: Entered) -> str:
        deliver_notice(acting, notice_id=notice_id, reference=entered["reference"])
        return back

    notice_view(acting, notice_id)  # no such notice: no form
    fields = (Field(name="reference", is_required=True, hint="hint.delivery", longest=120),)
    return ask(request, Asked(title="page.deliver", fields=fields, back=back), act, subject=notice_id)


@page("notices.receipt_notice", path="notices/<str:notice_id>/receipt", name="receipt_notice")
def receipt(request: HttpRequest, acting: Acting, notice_id: str) -> HttpResponse:
    """Records the recipient's receipt, with the recipient's own number."""
    back = reverse("desk:notice", args=[notice_id])

    def act(entered: Entered) -> str:
        receipt_notice(acting, notice_id=notice_id, reference=entered["reference"])
        return back

    notice_view(acting, notice_id)
    fields = (Field(name="reference", is_required=True, hint="hint.receipt", longest=120),)
    return ask(request, Asked(title="page.receipt_notice", fields=fields, back=back), act, subject=notice_id)
