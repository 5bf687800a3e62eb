"""What a certificate reads of remains: examinations, enquiry, grave, ashes and packets. For a room above."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.effects import EffectsState
from repatria.records.ledger.rows import rows_where
from repatria.records.remains.bodies import acts_of_examination, examined
from repatria.records.remains.burials import lying
from repatria.records.remains.examination_models import Examination
from repatria.records.remains.leaving_models import InquiryReport
from repatria.records.remains.models import FoundPacket, FoundStep, Item
from repatria.records.remains.reading import item_row, site_row
from repatria.records.remains.sample_models import Sample
from repatria.records.remains.selectors.graves import AshesView, ashes_for_room
from repatria.records.vault.opening import open_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketOfItem:
    """A packet of what was found: where it stands, and the reference under which it went on."""

    found_id: str
    state: EffectsState
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfItem:
    """One item as a certificate and a list of graves read it."""

    item_code: str
    examinations: tuple[str, ...]
    cause: str
    earliest: str
    latest: str
    inquiry: str
    report_cause: str
    report_reference: str
    report_findings: str
    grave_id: str  # in which it lies now
    buried_at: str
    ashes: AshesView | None
    packets: tuple[PacketOfItem, ...]


def _packets(item_code: str) -> tuple[PacketOfItem, ...]:
    steps = rows_where(FoundStep, item_code=item_code, order="recorded_index")
    forwarded = {one.found_id: one.reference for one in steps if one.step == EffectsState.FORWARDED.value}
    return tuple(
        PacketOfItem(found_id=row.pk, state=EffectsState(row.state), reference=forwarded.get(row.pk, ""))
        for row in rows_where(FoundPacket, item_code=item_code, order="recorded_index")
    )


def of_item_for_room(item_code: str) -> OfItem:
    """One item for a room above that records its own reading act.  Raises: WrongCodeError; UnknownItemError."""
    row = item_row(item_code)
    acts, body = acts_of_examination(row.pk), examined(row.pk)
    reports = rows_where(InquiryReport, item_code=row.pk, order="-recorded_index", at_most=1)
    said = open_rows(reports, ("cause", "findings"))[0] if reports else {}
    lies = lying(item_code=row.pk)[-1:]
    return OfItem(
        item_code=row.pk, cause=next((one.words.cause for one in reversed(acts) if one.words.cause), ""),
        examinations=tuple(one.pk for one in rows_where(Examination, item_code=row.pk, order="number")),
        earliest=body.earliest or "", latest=body.latest or "", inquiry=row.inquiry,
        report_cause=said.get("cause") or "", report_findings=said.get("findings") or "",
        report_reference=reports[0].report_reference if reports else "",
        grave_id=lies[0].grave_id if lies else "", buried_at=lies[0].buried_at if lies else "",
        ashes=ashes_for_room(row.pk), packets=_packets(row.pk),
    )  # fmt: skip


def buried_now() -> tuple[tuple[str, str], ...]:
    """Every item that lies in a grave now, with the grave, in the order in which they were laid there."""
    return tuple((one.item_code, one.grave_id) for one in lying())


def items_of_site(site_id: str) -> tuple[dict[str, int], dict[str, str]]:
    """The items of a place, each with the act that recorded it, and of each sample of them its item.

    Raises:   UnknownSiteError.
    """
    items = rows_where(Item, site_id=site_row(site_id).pk, order="recorded_index")
    samples = rows_where(Sample, item_code=[one.pk for one in items])
    return {one.pk: one.recorded_index for one in items}, {one.pk: one.item_code for one in samples}
