"""What was taken from a man, and where it is."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.effects import KEPT, EffectsState
from repatria.records.access.acting import Acting
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.ledger.rows import is_there, row_numbered
from repatria.records.register.errors import UnknownPacketError, UnknownPersonError
from repatria.records.register.joined import numbers_of
from repatria.records.register.models import EffectsEntry, EffectsPacket, ProtectedPerson
from repatria.records.register.scope import custody_in_scope
from repatria.records.vault.opening import open_rows

EFFECTS = "register.?effects"


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectsEntryView:
    """One step of a packet."""

    step: str
    at: str
    by: str
    second: str
    seal_number: str
    reference: str
    reason: str
    items: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketView:
    """A packet: what was taken, on whose order, and each step since."""

    packet_id: str
    person_id: str
    state: EffectsState
    taken_at: str
    officer: str
    rank: str
    unit: str
    order_reference: str
    register_entry: str
    seal_number: str
    items: str
    amount: str
    currency: str
    steps: tuple[EffectsEntryView, ...]
    act_index: int


def last_step_at(packet: EffectsPacket) -> str:
    """When the latest step of a packet was, as an instant."""
    found = EffectsEntry.objects.filter(packet_id=packet.pk).order_by("-recorded_index").values_list("at", flat=True)
    return str(found.first() or packet.taken_at)


def keeps_effects_of(person_id: str) -> bool:
    """Whether something of his is still kept from him, under any of his numbers."""
    states = [one.value for one in KEPT]
    return is_there(EffectsPacket, person_id=list(numbers_of(person_id)), state=states)


@question(EFFECTS)
def effects_of(acting: Acting, person_id: str) -> tuple[PacketView, ...]:
    """What was taken from a man, the latest first.

    Given:    a camp officer reads of his own camp's men alone.
    Raises:   RoleForbidsError; UnknownPersonError; OutOfScopeError.
    Leaf:     access.reading_recorded
    """
    record_reading(acting, question="register.?effects", records=(person_id,))
    custody_in_scope(acting, person_id)
    if row_numbered(ProtectedPerson, person_id) is None:
        raise UnknownPersonError("no such person")
    rows = EffectsPacket.objects.filter(person_id__in=list(numbers_of(person_id))).order_by("-recorded_index")
    return _views(list(rows))


def packets_for_room(person_id: str) -> tuple[PacketView, ...]:
    """What was taken from a man, the oldest first, for a caller that has recorded its own reading."""
    rows = EffectsPacket.objects.filter(person_id__in=list(numbers_of(person_id))).order_by("recorded_index")
    return _views(list(rows))


@question(EFFECTS)
def packet(acting: Acting, packet_id: str) -> PacketView:
    """One packet.  Raises: UnknownPacketError; OutOfScopeError; RoleForbidsError.  Leaf: access.reading_recorded"""
    record_reading(acting, question="register.?effects", records=(packet_id,))
    row = row_numbered(EffectsPacket, packet_id)
    if row is None:
        raise UnknownPacketError("no such packet")
    custody_in_scope(acting, row.person_id)
    return _views([row])[0]


def _views(rows: list[EffectsPacket]) -> tuple[PacketView, ...]:
    entries = list(EffectsEntry.objects.filter(packet_id__in=[row.pk for row in rows]).order_by("recorded_index"))
    told = open_rows(entries, ("items",))
    steps: dict[str, list[EffectsEntryView]] = {}
    for one, cells in zip(entries, told, strict=True):
        steps.setdefault(one.packet_id, []).append(EffectsEntryView(
            step=one.step, at=one.at, by=one.by, second=one.second, seal_number=one.seal_number,
            reference=one.reference, reason=one.reason, items=cells["items"] or "",
        ))  # fmt: skip
    return tuple(
        PacketView(
            packet_id=row.pk, person_id=row.person_id, state=EffectsState(row.state), taken_at=row.taken_at,
            officer=row.officer, rank=row.rank, unit=row.unit, order_reference=row.order_reference,
            register_entry=row.register_entry, seal_number=row.seal_number, items=cells["items"] or "",
            amount=cells["amount"] or "", currency=cells["currency"] or "", steps=tuple(steps.get(row.pk, ())),
            act_index=row.recorded_index,
        )
        for row, cells in zip(rows, open_rows(rows, ("items", "amount", "currency")), strict=True)
    )  # fmt: skip
