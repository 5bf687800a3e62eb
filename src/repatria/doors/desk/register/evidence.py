"""Documents and calls about a man, grade C: which there are, and the check by another than who recorded each."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import instant_words
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import actor_text, choices, word_text
from repatria.records.access.acting import Acting
from repatria.records.disclosure.evidence import (
    CHECK,
    LONGEST_WORDS,
    READ,
    DocumentView,
    check_evidence,
    evidence_of_person,
)

_COLUMNS = ("column.document", "column.recorded_by", "column.evidence_check", "column.evidence_how")


@page(READ, path="persons/<str:person_id>/evidence", name="evidence_of_person")
def documents(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """The documents and calls from which particulars of him were taken, and how each was checked."""
    language, may_check = language_of(request), may(acting, CHECK)
    rows = [
        Row(
            cells=(
                f"{word_text(language, 'source', one.document.source_kind)} {one.document.source_reference}".strip(),
                f"{actor_text(language, one.recorded_by)} · {instant_words(language, one.recorded_at)}",
                _checked(language, one), one.how or "—",
            ),
            link=reverse("desk:check_evidence", args=[person_id, one.document.act_index])
            if may_check and one.recorded_by != acting.account_id else "",
            tone="" if one.holds else "waiting",
        )
        for one in evidence_of_person(acting, person_id)
    ]  # fmt: skip
    return table_page(
        request, title="page.evidence_of_person", columns=_COLUMNS, rows=rows, intro="intro.evidence_of_person",
        empty="empty.evidence_of_person",
    )  # fmt: skip


def _checked(language: str, one: DocumentView) -> str:
    if not one.is_checked:
        return say(language, "evidence_check.none")
    said = word_text(language, "evidence_holds", "yes" if one.holds else "no")
    return f"{said} · {actor_text(language, one.checked_by)} · {instant_words(language, one.checked_at)}"


@page(CHECK, path="persons/<str:person_id>/evidence/<int:document_index>", name="check_evidence")
def check(request: HttpRequest, acting: Acting, person_id: str, document_index: int) -> HttpResponse:
    """Says of one of them whether it holds, and how that was checked."""
    back = reverse("desk:evidence_of_person", args=[person_id])
    fields = (
        Field(name="evidence_holds", kind="radio", is_required=True,
              options=choices(language_of(request), "evidence_holds", ("yes", "no"))),
        Field(name="evidence_how", kind="text", is_required=True, longest=LONGEST_WORDS, hint="hint.evidence_how"),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        check_evidence(
            acting, person_id=person_id, document_index=document_index, holds=entered["evidence_holds"] == "yes",
            how=entered["evidence_how"],
        )  # fmt: skip
        return back

    asked = Asked(title="page.check_evidence", fields=fields, back=back, intro="intro.check_evidence")
    return ask(request, asked, act, subject=person_id)
