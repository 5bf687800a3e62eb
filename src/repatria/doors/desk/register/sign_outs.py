"""The sign-out book of a place, and the doctor's page for a man who came back otherwise than he was taken."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.clock_words import ClockRule
from repatria.core.vocabulary.dates import instant_text
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import instant_words, now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, after_of, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import word_text
from repatria.records.access.acting import Acting
from repatria.records.register.selectors.sign_outs import BOOK, PAGE, SignOutLine, examinations_of, sign_out_book
from repatria.records.register.services.examination import EXAMINE, record_return_examined

_COLUMNS = (
    "column.card", "column.number", "column.place_left", "column.out_at", "column.taken_by", "column.order_by",
    "column.due_back", "column.back",
)  # fmt: skip


@page(BOOK, path="sign-outs", name="sign_outs", menu="page.sign_outs", is_rare=True)
def sign_outs(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The book of one's own place, or of the one that is named, or of all: newest line first."""
    language, now, place = language_of(request), instant_text(current().now()), request.GET.get("place", "")[:40]
    before = after_of(request)
    lines = sign_out_book(acting, place=place, before_index=before if before >= 0 else None)
    rows = [_row(language, acting, line, now) for line in lines]
    asked = {"after": lines[-1].act_index, **({"place": place} if place else {})} if len(lines) == PAGE else {}
    return table_page(
        request, title="page.sign_outs", columns=_COLUMNS, rows=rows, intro="intro.sign_outs",
        following=f"?{urlencode(asked)}" if asked else "", empty="empty.sign_outs",
    )  # fmt: skip


def _row(language: str, acting: Acting, line: SignOutLine, now: str) -> Row:
    if line.ended_by:
        back = f"{instant_words(language, line.back_at)}: {word_text(language, 'custody_event', line.ended_by)}"
        if line.condition:
            back += f", {word_text(language, 'condition', line.condition)}"
    else:
        back = say(language, "sign_outs.overdue" if line.is_overdue(now) else "sign_outs.out")
    place = "desk:person" if may(acting, "register.?person") else "desk:happened"
    link = reverse(place, args=[line.person_id]) if may(acting, "register.record_custody") else ""
    return Row(
        cells=(
            line.card_number or "—", line.person_id, line.place or "—", instant_words(language, line.out_at),
            line.taken_by, line.order_by, instant_words(language, line.due_back_at), back,
        ),
        link=link, tone="late" if line.is_overdue(now) else "",
    )  # fmt: skip


@page(EXAMINE, path="persons/<str:person_id>/seen", name="return_examined", clocks=(ClockRule.RETURN_SEEN,))
def return_examined(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Records that the doctor saw a man after his return, beside what was noted before."""
    noted = examinations_of(acting, person_id)
    fields = (
        Field(name="examined_at", kind="instant", is_required=True, value=now_typed(), hint="hint.instant"),
        Field(name="finding", longest=4000, hint="hint.finding"),
    )

    def act(entered: Entered) -> str:
        examined_at = entered.instant("examined_at")
        assert examined_at is not None, "the form asks for it"
        record_return_examined(acting, person_id=person_id, examined_at=examined_at, words=entered["finding"])
        return reverse("desk:owed")

    asked = Asked(
        title="page.return_examined", fields=fields, back=reverse("desk:owed"), intro="intro.return_examined",
        template="return_examined.html",
    )  # fmt: skip
    return ask(request, asked, act, subject=person_id, noted=noted)
