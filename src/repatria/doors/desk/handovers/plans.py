"""The day of a hand-over: its plan, and the officer's dossier, which works without a line."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.papers import PaperMark
from repatria.core.vocabulary.papers_handover import DossierPaper, PersonOnPaper
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.files import pdf_file
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.papers import pair_of, partial_or_none
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.words import in_latin
from repatria.doors.desk.handovers.papers import relation_on_paper
from repatria.records.access.acting import Acting
from repatria.records.handover.plans import DOSSIER, PLAN, DossierView, dossier_of, record_plan
from repatria.records.handover.selectors import handover as handover_view

_AT_FIELDS = {
    "plan_rooms": "her_room", "plan_rooms_apart": "her_room", "plan_telephones": "telephones",
    "plan_way_back": "way_back", "plan_her_journey": "her_journey", "plan_day": "meets_on",
}  # fmt: skip


def _telephones(entered: Entered) -> list[tuple[str, str]]:
    """Each line as who and number: parted at its last colon, or where the number begins."""
    found = []
    for line in entered.lines("telephones"):
        who, _, number = line.rpartition(":")
        found.append((who.strip(), number.strip()))
    return found


@page(PLAN, path="hand-overs/<str:handover_id>/plan", name="plan_handover")
def plan(request: HttpRequest, acting: Acting, handover_id: str) -> HttpResponse:
    """Settles rooms, calls, his way back and her journey, before she sets out."""
    handover_view(acting, handover_id)  # no such hand-over: no form
    back = reverse("desk:handover", args=[handover_id])
    fields = (
        Field(name="meets_on", kind="date", is_required=True, hint="hint.meets_on"),
        Field(name="his_room", is_required=True), Field(name="her_room", is_required=True, hint="hint.asking_room"),
        Field(name="telephones", kind="text", is_required=True, hint="hint.telephones", longest=2000),
        Field(name="way_back", kind="text", is_required=True, longest=2000),
        Field(name="her_journey", kind="text", is_required=True, hint="hint.her_journey", longest=2000),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        day = entered.partial_date("meets_on")
        if day is None or day.month is None or day.day is None:
            raise InputError("a whole day is needed", (("meets_on", "whole_day"),))
        record_plan(
            acting, handover_id=handover_id, meets_on=date(day.year, day.month, day.day), his_room=entered["his_room"],
            her_room=entered["her_room"], telephones=_telephones(entered), way_back=entered["way_back"],
            her_journey=entered["her_journey"],
        )  # fmt: skip
        return back

    asked = Asked(title="page.plan_handover", fields=fields, back=back, intro="intro.plan_handover",
                  at_fields=_AT_FIELDS)  # fmt: skip
    return ask(request, asked, act, subject=handover_id)


@page(DOSSIER, path="hand-overs/<str:handover_id>/dossier.pdf", name="dossier")
def dossier(request: HttpRequest, acting: Acting, handover_id: str) -> HttpResponse:
    """The officer's dossier as a sheet in two languages, to be sealed and brought back: `?language=`, `?second=`."""
    one, outside = dossier_of(acting, handover_id), current()
    asked = request.GET
    languages = pair_of(asked.get("language", ""), asked.get("second", ""), "en", language_of(request))
    paper = dossier_paper(one, outside.mark(*outside.fresh_mark(languages[0]), *languages))
    return pdf_file(f"dossier-{handover_id}", outside.printer.print_paper(paper))


def dossier_paper(one: DossierView, mark: PaperMark) -> DossierPaper:
    """The dossier of a hand-over as a paper."""
    return DossierPaper(
        mark=mark, record_number=one.handover_id, point=one.point,
        on=one.meets_on,
        held=PersonOnPaper(
            name=one.his_names, romanised=in_latin(one.his_names), born=partial_or_none(one.his_birth_date),
            number=one.person_id,
        ),
        recipient=PersonOnPaper(name=one.her_name, romanised=in_latin(one.her_name), document=one.her_paper),
        relation=relation_on_paper(mark.languages, one.relation),
        private_question=one.private_question or "—", private_answer=one.private_answer or "—",
        rooms=(one.his_room, one.her_room), telephones=one.telephones, way_back=one.way_back,
        her_journey=one.her_journey,
    )  # fmt: skip
