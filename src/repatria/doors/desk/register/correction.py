"""Correcting what was taken down wrongly of a man: the wrong one stays, struck through."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.particulars import Given, Grade, Particular, ParticularKind, Source
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import written_date_words
from repatria.doors.desk.frame.done import going_on
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import word_text
from repatria.doors.desk.register.forms import flags_on, source_fields, typed_reason
from repatria.records.access.acting import Acting, require
from repatria.records.register.selectors import ParticularView, custody_of, person
from repatria.records.register.services.correction import CORRECT, record_correction
from repatria.records.register.services.documents import TRANSCRIBE, record_document

_AT_FIELDS = {"correction_reason": "reason", "correction_proof": "proof"}
_LONGEST_SHOWN = 60


def _shown(language: str, one: ParticularView) -> str:
    value = one.value or word_text(language, "given", one.given)
    if one.value and one.kind == ParticularKind.BIRTH_DATE:
        value = written_date_words(language, one.value)
    short = value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}…"
    return f"{word_text(language, 'particular', one.kind)}: {short} ({one.source_reference or one.grade})"


@page(TRANSCRIBE, path="persons/<str:person_id>/document")
def document(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Records what the machine-readable zone of his document says; the document goes back to him."""
    custody_of(person_id)  # no such person: no form
    back = reverse("desk:person", args=[person_id])
    fields = (Field(name="zone", kind="text", is_required=True, hint="hint.zone", longest=200),)

    def act(entered: Entered) -> HttpResponse:
        failed = record_document(acting, person_id=person_id, zone=entered["zone"])
        return going_on(request, back, number=person_id, word="done.document_odd" if failed else "")

    return ask(
        request, Asked(title="page.document", fields=fields, back=back, intro="intro.document"), act, subject=person_id
    )


@page(CORRECT, path="persons/<str:person_id>/correct")
def correct(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Corrects one particular, with the reason and what shows it."""
    require(acting, "register.?person")
    view, language = person(acting, person_id), language_of(request)
    back = reverse("desk:person", args=[person_id])
    standing = {one.particular_id: one for one in view.particulars if not one.corrected_by}
    fields = (
        Field(name="which", kind="choice", is_required=True,
              options=tuple((number, _shown(language, one)) for number, one in standing.items())),
        Field(name="value", label="field.right_value", longest=10_000), Field(name="reason", longest=400),
        Field(name="proof", longest=400), *source_fields(language),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        wrong, value = standing[entered["which"]], entered["value"]
        given = typed_reason(value) or Given.GIVEN
        if not value:
            raise InputError("a correction says what it is", (("value", "missing"),))
        kind = ParticularKind(wrong.kind)
        source = Source(kind=entered["source_kind"], reference=entered["source_reference"],
                        grade=Grade(entered["grade"]))  # fmt: skip
        told = value if given is Given.GIVEN else None
        record_correction(
            acting, person_id=person_id, particular_id=wrong.particular_id, reason=entered["reason"],
            proof=entered["proof"], particular=Particular(
                kind=kind, value=told, given=given, source=source, flags=flags_on(kind, told or ""),
            ),
        )  # fmt: skip
        return back

    asked = Asked(title="page.correct", fields=fields, back=back, intro="intro.correct", at_fields=_AT_FIELDS)
    return ask(request, asked, act, subject=person_id)
