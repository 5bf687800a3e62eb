"""The dossier with a record to be filled by hand, kept under its code; and what two type from it later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.handover import Signatory
from repatria.core.law.handover_asking import RenewedAnswer
from repatria.core.law.handover_incident import IncidentKind
from repatria.core.law.handover_paper import PaperEntry
from repatria.core.vocabulary.errors import InputError
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.files import pdf_file
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.papers import pair_of
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.words import choices
from repatria.doors.desk.handovers.plans import dossier_paper
from repatria.records.access.acting import Acting
from repatria.records.access.selectors import AccountView
from repatria.records.handover.incidents import owners
from repatria.records.handover.plans import DOSSIER, dossier_of
from repatria.records.handover.selectors import handover as handover_view
from repatria.records.handover.sheets import TYPE, print_record_sheet, sheets_to_type_again, type_record_sheet

_AT_FIELDS = {"met_at": "sheet_met_at"}


@page(DOSSIER, path="hand-overs/<str:handover_id>/record-sheet", name="print_record_sheet")
def print_sheet(request: HttpRequest, acting: Acting, handover_id: str) -> HttpResponse:
    """Prints the dossier with a record to be filled by hand; its code is kept, so that it can be typed later."""

    def act(entered: Entered) -> HttpResponse:
        one, outside, language = dossier_of(acting, handover_id), current(), language_of(request)
        code, word = outside.fresh_mark(language)
        languages = pair_of("", "", "en", language)
        paper = replace(dossier_paper(one, outside.mark(code, word, *languages)), is_by_hand=True)
        printed = outside.printer.print_paper(paper)
        print_record_sheet(acting, handover_id=handover_id, code=code, check_word=word)
        return pdf_file(f"dossier-{handover_id}", printed)

    asked = Asked(
        title="page.print_record_sheet", fields=(), back=reverse("desk:owed"), button="button.print_sheet",
        intro="intro.print_record_sheet",
    )  # fmt: skip
    return ask(request, asked, act, subject=handover_id)


def _hour(name: str) -> Field:
    return Field(name=name, kind="instant")


def _fields(language: str, heads: Sequence[AccountView]) -> tuple[Field, ...]:
    answers = choices(language, "renewed", RenewedAnswer)
    return (
        Field(name="code", is_required=True, longest=60, hint="hint.sheet_code"),
        Field(name="identity_by", longest=200), _hour("identity_at"),
        Field(name="his_answer", kind="radio", options=answers), Field(name="his_asked_by", longest=200),
        _hour("his_asked_at"), Field(name="his_room", longest=200),
        Field(name="her_answer", kind="radio", options=answers), Field(name="her_asked_by", longest=200),
        _hour("her_asked_at"), Field(name="her_room", longest=200),
        _hour("sheet_met_at"), Field(name="signing_by", longest=200), _hour("signed_at"),
        Field(name="signed_by", kind="boxes", options=choices(language, "signatory", Signatory)),
        _hour("completed_at"),
        Field(name="owner", kind="choice", hint="hint.sheet_owner" if heads else "hint.sheet_no_owner",
              options=tuple((one.account_id, one.sign_in_name) for one in heads) or (("", "—"),)),
    )  # fmt: skip


def _entry(entered: Entered) -> PaperEntry:
    return PaperEntry(
        identity_by=entered["identity_by"], identity_at=entered.instant("identity_at"),
        his_answer=RenewedAnswer(entered["his_answer"]) if entered["his_answer"] else None,
        his_asked_by=entered["his_asked_by"], his_asked_at=entered.instant("his_asked_at"),
        his_room=entered["his_room"],
        her_answer=RenewedAnswer(entered["her_answer"]) if entered["her_answer"] else None,
        her_asked_by=entered["her_asked_by"], her_asked_at=entered.instant("her_asked_at"),
        her_room=entered["her_room"], met_at=entered.instant("sheet_met_at"), signing_by=entered["signing_by"],
        signed_at=entered.instant("signed_at"),
        signed_by=tuple(sorted(Signatory(one) for one in entered.many("signed_by"))),
        completed_at=entered.instant("completed_at"),
    )  # fmt: skip


@page(TYPE, path="hand-overs/<str:handover_id>/typed", name="type_record_sheet")
def type_sheet(request: HttpRequest, acting: Acting, handover_id: str) -> HttpResponse:
    """Types what stands on a sheet that was filled by hand; another person types it again."""
    handover_view(acting, handover_id)  # no such hand-over: no form
    back = reverse("desk:handover", args=[handover_id])
    heads = owners(acting, handover_id, IncidentKind.PAPER_WITHOUT_YES)

    def act(entered: Entered) -> str:
        typed = type_record_sheet(
            acting, handover_id=handover_id, code=entered["code"], entry=_entry(entered), owner=entered["owner"]
        )
        if typed.read_otherwise:  # it is recorded; the form stands there again, for both may have slipped
            at_fields = ((_AT_FIELDS.get(name, name), "read_otherwise") for name in typed.read_otherwise)
            raise InputError("two persons read the sheet differently", tuple(at_fields))
        return back

    asked = Asked(
        title="page.type_record_sheet", fields=_fields(language_of(request), heads), back=back,
        intro="intro.type_record_sheet",
    )  # fmt: skip
    return ask(request, asked, act, subject=handover_id)


@owed(TYPE, what="owed.sheets", at=lambda: reverse("desk:handovers"))
def to_type_again(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Sheets that another person typed."""
    for number in sheets_to_type_again(acting.account_id):
        yield OwedItem(
            what="owed.sheets", link=reverse("desk:type_record_sheet", args=[number]), about=number,
            waits="waits.he_and_she", is_for_second=True, provision="two-person rule",
        )  # fmt: skip
