"""What was taken from him: the receipts and packets, what is taken now, and each step until it is his again."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.custody import CustodyState, is_held
from repatria.core.law.effects import KEPT, EffectsStep, steps_after
from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.papers_camp import PropertyReceiptPaper
from repatria.doors.desk.frame.acting import may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.files import pdf_file
from repatria.doors.desk.frame.marks import mark_in
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.terms import local
from repatria.records.access.acting import Acting
from repatria.records.register.scope import custody_in_scope
from repatria.records.register.selectors.effects import EFFECTS, effects_of, packet
from repatria.records.register.selectors.status import card_of
from repatria.records.register.services.effects import MOVE, TAKE, move_effects, take_effects

_AT_FIELDS = {
    "what_was_taken": "items", "issuer_named": "officer", "keeps_identity_document": "keeps_identity_document",
    "officers_order": "order_reference", "special_register": "register_entry", "counted_by_two": "second",
    "seal_number": "seal_number", "list_of_contents": "contents", "why_opened": "reason", "received_by": "by",
    "receipt_reference": "reference",
}  # fmt: skip
_ASKED: dict[EffectsStep, tuple[tuple[str, str], ...]] = {
    EffectsStep.SEALED: (("by", "field.counted_by"), ("second", "field.counted_by_other"), ("seal_number", ""),
                         ("contents", "")),
    EffectsStep.OPENED: (("by", "field.opened_by"), ("second", "field.opened_by_other"), ("reason", "")),
    EffectsStep.RETURNED: (("by", "field.given_back_to"), ("reference", "field.his_receipt")),
    EffectsStep.FORWARDED: (("by", "field.sent_to"), ("reference", "field.dispatch")),
    EffectsStep.RECEIPTED: (("by", "field.received_by"), ("reference", "field.its_receipt")),
}  # fmt: skip
"""What each step asks, with the label that the step gives it."""


@page(EFFECTS, path="persons/<str:person_id>/effects")
def effects(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """What was taken from him, each with what may follow now."""
    found, custody = effects_of(acting, person_id), custody_in_scope(acting, person_id)
    is_here = is_held(CustodyState(custody.custody_state or CustodyState.RECORD_ERROR))
    rows = [
        (one, [step.value for step in steps_after(one.state) if step is not EffectsStep.FORWARDED or not is_here])
        for one in found
    ]
    return render(request, "effects.html", {
        "person_id": person_id, "rows": rows, "kept": sum(one.state in KEPT for one in found),
        "may_take": may(acting, TAKE) and is_here, "may_move": may(acting, MOVE),
        "back": reverse("desk:person" if may(acting, "register.?person") else "desk:happened", args=[person_id]),
    })  # fmt: skip


@page(EFFECTS, path="effects/<str:packet_id>/receipt.pdf")
def property_receipt(request: HttpRequest, acting: Acting, packet_id: str) -> HttpResponse:
    """The receipt that he keeps for what was taken, as a sheet."""
    one = packet(acting, packet_id)
    paper = PropertyReceiptPaper(
        mark=mark_in(request), number=one.packet_id, card_number=card_of(one.person_id), person_number=one.person_id,
        taken_at=local(read_instant(one.taken_at)), items=one.items, money=f"{one.amount} {one.currency}".strip(),
        order_reference=one.order_reference, register_entry=one.register_entry, officer=one.officer, rank=one.rank,
        unit=one.unit,
    )  # fmt: skip
    return pdf_file(f"receipt-{packet_id}", current().printer.print_paper(paper))


@page(TAKE, path="persons/<str:person_id>/effects/take", name="take_effects")
def take(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Records what was taken from him against a receipt."""
    custody_in_scope(acting, person_id)
    back = reverse("desk:effects", args=[person_id])
    fields = (
        Field(name="taken_at", kind="instant", label="field.taken_from_at", is_required=True, value=now_typed(),
              hint="hint.instant"),
        Field(name="items", kind="text", hint="hint.items", longest=4000),
        Field(name="amount", longest=40), Field(name="currency", longest=40),
        Field(name="order_reference", longest=200, hint="hint.for_money"),
        Field(name="register_entry", longest=200, hint="hint.for_money"),
        Field(name="officer", label="field.issuer", longest=200),
        Field(name="rank", label="field.his_rank", longest=80),
        Field(name="unit", label="field.his_unit", longest=200), Field(name="keeps_identity_document", kind="box"),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        taken_at = entered.instant("taken_at")
        assert taken_at is not None, "the form asks for it"
        take_effects(
            acting, person_id=person_id, taken_at=taken_at, items=entered["items"], amount=entered["amount"],
            currency=entered["currency"], officer=entered["officer"], rank=entered["rank"], unit=entered["unit"],
            order_reference=entered["order_reference"], register_entry=entered["register_entry"],
            keeps_identity_document=entered.is_ticked("keeps_identity_document"),
        )  # fmt: skip
        return back

    asked = Asked(title="page.take_effects", fields=fields, back=back, intro="intro.take_effects", at_fields=_AT_FIELDS)
    return ask(request, asked, act, subject=person_id)


@page(MOVE, path="effects/<str:packet_id>/<str:step>", name="effects_step")
def effects_step(request: HttpRequest, acting: Acting, packet_id: str, step: str) -> HttpResponse:
    """Records a step of a packet."""
    if step not in {one.value for one in EffectsStep}:
        raise Http404
    what, found = EffectsStep(step), packet(acting, packet_id)
    back = reverse("desk:effects", args=[found.person_id])
    fields = (
        Field(name="happened_at", kind="instant", label="field.paper_at", is_required=True, value=now_typed(),
              hint="hint.instant"),
        *(Field(name=name, label=label, kind="text" if name == "contents" else "line", longest=4000,
                value=found.items if name == "contents" else "") for name, label in _ASKED[what]),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        happened_at = entered.instant("happened_at")
        assert happened_at is not None, "the form asks for it"
        told = {name: entered[name] for name, _ in _ASKED[what]}
        move_effects(acting, packet_id=packet_id, step=what, happened_at=happened_at, **told)
        return back

    asked = Asked(title=f"effects_step.{step}", fields=fields, back=back, at_fields=_AT_FIELDS)
    return ask(request, asked, act, subject=f"{found.packet_id} · {found.person_id}")
