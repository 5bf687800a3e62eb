"""What was sent about a man, on his demand: to read to him, or to print and hand over."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.dates import instant_words
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import word_text
from repatria.records.access.acting import Acting
from repatria.records.disclosure.sent import SENT, SentLine, sent_about

_COLUMNS = ("column.at", "column.sent_what", "column.sent_to", "column.sent_state", "column.number")


@page(SENT, path="sent/<str:person_id>", name="sent")
def sent(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Everything that left the house about a man, oldest first."""
    language = language_of(request)
    rows = [
        Row(
            cells=(
                instant_words(language, one.issued_at), _what(language, one),
                word_text(language, "recipient", one.recipient) if one.recipient else say(language, "sent_to.family"),
                word_text(language, "notice_state", one.state), one.number,
            )
        )
        for one in sent_about(acting, person_id)
    ]  # fmt: skip
    return table_page(
        request, title="page.sent", columns=_COLUMNS, rows=rows, intro="intro.sent", empty="empty.sent", is_whole=True
    )


def _what(language: str, one: SentLine) -> str:
    table = "custody_event" if one.what == "notice" else "letter_kind"
    return f"{word_text(language, 'told', one.what)}: {word_text(language, table, one.kind)}"
