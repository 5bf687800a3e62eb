"""What was sent about a man, on his demand: to read to him, or to print and hand over."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.vocabulary.papers_camp import SentListPaper, SentOnList
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.dates import instant_words
from repatria.doors.desk.frame.files import pdf_file
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.terms import local
from repatria.doors.desk.frame.texts import LANGUAGES, say
from repatria.doors.desk.frame.words import word_text
from repatria.records.access.acting import Acting
from repatria.records.disclosure.sent import SENT, SentLine, sent_about
from repatria.records.register.selectors.status import card_of

_COLUMNS = ("column.at", "column.sent_what", "column.sent_to", "column.sent_state", "column.number")


@page(SENT, path="sent/<str:person_id>", name="sent")
def sent(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Everything that left the house about a man, oldest first."""
    language = language_of(request)
    rows = [
        Row(
            cells=(
                instant_words(language, one.issued_at), _what(language, one),
                _whom(language, one), word_text(language, "notice_state", one.state), one.number,
            )
        )
        for one in sent_about(acting, person_id)
    ]  # fmt: skip
    return table_page(
        request,
        title="page.sent",
        columns=_COLUMNS,
        rows=rows,
        intro="intro.sent",
        empty="empty.sent",
        is_whole=True,
        actions=[("page.sheet", reverse("desk:sent_sheet", args=[person_id]))],
    )


@page(SENT, path="sent/<str:person_id>/list.pdf", name="sent_sheet")
def sent_sheet(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """What bodies were sent, as a sheet that he keeps; `?language=` names his own.

    A guard may find it: letters that told a family, and which bodies were told, stand on the page and are told him in
    words. Of who fears his Power the Agency alone is told, so that a sheet that named bodies would say that he does.
    """
    asked = request.GET.get("language", "")
    language, outside = asked if asked in LANGUAGES else language_of(request), current()
    events: dict[int, SentLine] = {}
    for one in sent_about(acting, person_id):
        if one.what == "notice":
            events.setdefault(one.basis_index, one)
    paper = SentListPaper(
        mark=outside.mark(*outside.fresh_mark(language), language), card_number=card_of(person_id),
        person_number=person_id, made_at=local(outside.now()),
        lines=tuple(
            SentOnList(
                sent_at=local(datetime.fromisoformat(one.issued_at)), what=_what(language, one),
                to=say(language, "sent_to.bodies"),
            )
            for one in events.values()
        ),
    )  # fmt: skip
    return pdf_file(f"sent-{person_id}", outside.printer.print_paper(paper))


def _whom(language: str, one: SentLine) -> str:
    return word_text(language, "recipient", one.recipient) if one.recipient else say(language, "sent_to.family")


def _what(language: str, one: SentLine) -> str:
    table = "custody_event" if one.what == "notice" else "letter_kind"
    return f"{word_text(language, 'told', one.what)}: {word_text(language, table, one.kind)}"
