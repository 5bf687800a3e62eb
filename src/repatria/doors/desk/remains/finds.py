"""Forms about an item: what was found on it is sealed and moved, a photograph is kept."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.remains import DiscFound, FindStep, FindsTo
from repatria.core.vocabulary.pictures import LARGEST_PICTURE
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices
from repatria.records.access.acting import Acting
from repatria.records.remains.selectors.items import FindView, found_packet, item
from repatria.records.remains.services.finds import KEEP, MOVE, SEAL, keep_picture, move_finds, seal_finds

_AT_FIELDS = {
    "counted_by_two": "second", "seal_number": "seal_number", "list_of_contents": "contents", "why_opened": "reason",
    "received_by": "by", "receipt_reference": "reference", "finds_to": "finds_to", "finds_enquiry": "finds_enquiry",
    "family_told": "finds_enquiry", "finds_no_name": "by",
    "disc_half_of_double": "holds_disc_half", "disc_half_once": "holds_disc_half",
}  # fmt: skip
_ASKED: dict[FindStep, tuple[tuple[str, str], ...]] = {
    FindStep.SEALED: (("by", "field.counted_by"), ("second", "field.counted_by_other"), ("seal_number", ""),
                      ("contents", "")),
    FindStep.OPENED: (("by", "field.opened_by"), ("second", "field.opened_by_other"), ("reason", "")),
    FindStep.FORWARDED: (("reference", "field.dispatch"),),
    FindStep.RECEIPTED: (("by", "field.received_by"), ("reference", "field.its_receipt")),
}  # fmt: skip
"""What each step asks, with the label that the step gives it."""


def _asked(step: FindStep) -> tuple[Field, ...]:
    return tuple(
        Field(name=name, label=label, is_required=True, kind="text" if name == "contents" else "line")
        for name, label in _ASKED[step]
    )


def _onward(language: str) -> tuple[Field, ...]:
    return (
        Field(name="finds_to", kind="radio", is_required=True, options=choices(language, "finds_to", FindsTo)),
        Field(name="by", label="field.sent_to", hint="hint.finds_office"),
        Field(name="finds_enquiry", longest=40, hint="hint.finds_enquiry"),
    )


def _went_to_a_family(packet: FindView, step: FindStep) -> bool:
    went = [one.to for one in packet.steps if one.step == FindStep.FORWARDED.value]
    return step is FindStep.RECEIPTED and went[-1:] == [FindsTo.FAMILY.value]


def _at() -> Field:
    return Field(name="happened_at", kind="instant", is_required=True, value=now_typed(), hint="hint.instant")


@page(SEAL, path="remains/items/<str:item_code>/finds", name="seal_finds")
def seal(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """Records that what was found was counted by two and sealed."""
    one = item(acting, item_code)
    back = reverse("desk:remains_item", args=[one.item_code])

    def act(entered: Entered) -> str:
        happened_at = entered.instant("happened_at")
        assert happened_at is not None, "the form asks for it"
        seal_finds(
            acting, item_code=item_code, happened_at=happened_at, by=entered["by"], second=entered["second"],
            seal_number=entered["seal_number"], contents=entered["contents"],
            holds_disc_half=entered.values.get("holds_disc_half") == "on",
        )  # fmt: skip
        return back

    # Asked only where the item says that a half of its disc goes on.
    half = (Field(name="holds_disc_half", kind="box"),) if one.disc == DiscFound.DOUBLE else ()
    fields = (_at(), *_asked(FindStep.SEALED), *half)
    asked = Asked(
        title="page.seal_finds", fields=fields, back=back, at_fields=_AT_FIELDS, intro="intro.seal_finds"
    )  # fmt: skip
    return ask(request, asked, act, subject=item_code)


@page(MOVE, path="remains/finds/<str:found_id>/<str:step>", name="move_finds")
def move(request: HttpRequest, acting: Acting, found_id: str, step: str) -> HttpResponse:
    """Records a step of a packet of what was found."""
    packet = found_packet(acting, found_id)
    if step not in {one.value for one in FindStep}:
        raise Http404
    chosen = FindStep(step)
    back = reverse("desk:remains_item", args=[packet.item_code])

    def act(entered: Entered) -> str:
        happened_at = entered.instant("happened_at")
        assert happened_at is not None, "the form asks for it"
        said: dict[str, Any] = {one.name: entered[one.name] for one in fields if one.kind != "instant"}
        if chosen is FindStep.FORWARDED:
            said |= {"to": FindsTo(said.pop("finds_to")), "enquiry_id": said.pop("finds_enquiry")}
        move_finds(acting, found_id=found_id, step=chosen, happened_at=happened_at, **said)
        return back

    fields = (_at(), *(_onward(language_of(request)) if chosen is FindStep.FORWARDED else ()), *_asked(chosen))
    if _went_to_a_family(packet, chosen):
        fields = tuple(one for one in fields if one.name != "by")
    asked = Asked(title=f"effects_step.{step}", fields=fields, back=back, at_fields=_AT_FIELDS)
    return ask(request, asked, act, subject=f"{packet.found_id} · {packet.item_code}")


@page(KEEP, path="remains/items/<str:item_code>/photograph", name="keep_remains_picture")
def keep(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """Keeps a photograph of an item."""
    back = reverse("desk:remains_item", args=[item(acting, item_code).item_code])
    fields = (
        Field(name="picture", kind="file", hint="hint.picture"),
        Field(name="taken_at", kind="instant", label="field.photographed_at", is_required=True, value=now_typed(),
              hint="hint.instant"),
        Field(name="taken_by", label="field.photographed_by", is_required=True, longest=200),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        taken_at, sent = entered.instant("taken_at"), request.FILES.get("picture")
        assert taken_at is not None, "the form asks for it"
        # One byte more than is taken says that it is too large.
        content = sent.read(LARGEST_PICTURE + 1) if sent is not None else b""
        keep_picture(acting, item_code=item_code, taken_at=taken_at, taken_by=entered["taken_by"], picture=content)
        return back

    asked = Asked(title="page.keep_remains_picture", fields=fields, back=back, intro="intro.keep_remains_picture")
    return ask(request, asked, act, subject=item_code, is_with_file=True)
