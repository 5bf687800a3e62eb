"""What the acts of arrivals do to rows."""

from __future__ import annotations

from collections.abc import Iterator

from repatria.records.arrivals.acts import (
    Came,
    CardsAccountAnnulled,
    CardsAccounted,
    ClashSettled,
    DeviceEnrolled,
    DeviceRevoked,
    Heard,
    LineRefused,
    LineTaken,
    ShiftHandedOver,
    ShiftOpened,
)
from repatria.records.ledger.operations import Insert, Operation, Set, projects, sealed_cells

DEVICE, SHIFT, LINE, AWAY = "arrivals_device", "arrivals_shift", "arrivals_line", "arrivals_lineturnedaway"
ACCOUNT = "arrivals_cardaccount"


def _enrolled(given: DeviceEnrolled, index: int) -> Iterator[Operation]:
    yield Insert(DEVICE, given.device_id, {
        "place": given.place, "label": given.label, "public_key": given.public_key,
        "enrolled_by": given.enrolled_by, "enrolled_index": index,
    })  # fmt: skip


def _revoked(given: DeviceRevoked, index: int) -> Iterator[Operation]:
    yield Set(DEVICE, given.device_id, {"revoked_index": index, "reason": given.reason})


def _opened(given: ShiftOpened, index: int) -> Iterator[Operation]:
    yield Insert(SHIFT, given.shift_id, {
        "place": given.place, "opened_at": given.opened_at, "head_count": given.head_count, "follows": given.follows,
        "opened_by": given.opened_by, "opened_index": index,
    })  # fmt: skip


def _handed(given: ShiftHandedOver, index: int) -> Iterator[Operation]:
    yield Set(SHIFT, given.shift_id, {
        "handed_at": given.handed_at, "handed_count": given.head_count, "expected": given.expected,
        "cards_left": given.cards_left, "handed_by": given.handed_by, "handed_index": index,
    })  # fmt: skip


def _taken(given: LineTaken, index: int) -> Iterator[Operation]:
    yield Insert(LINE, given.line_id, {
        "device_id": given.device_id, "shift_id": given.shift_id, "registrar": given.registrar, "place": given.place,
        "person_id": given.person_id, "card_number": given.card_number, "entered_at": given.entered_at,
        "facts": " ".join(given.facts), "clashes_with": given.clashes_with, "recorded_index": index,
        **sealed_cells(given.person_id, Heard, given.heard), **sealed_cells(given.person_id, Came, given.came),
    })  # fmt: skip


def _away(given: LineRefused, index: int) -> Iterator[Operation]:
    yield Insert(AWAY, given.mailbox, {
        "line_id": given.line_id, "device_id": given.device_id, "reason": given.reason.value, "recorded_index": index,
    })  # fmt: skip


def _settled(given: ClashSettled, index: int) -> Iterator[Operation]:
    yield Set(LINE, given.line_id, {"settled": given.how.value})


def _accounted(given: CardsAccounted, index: int) -> Iterator[Operation]:
    yield Insert(ACCOUNT, f"C-{index}", {
        "pad_id": given.pad_id, "place": given.place, "first": given.first, "last": given.last,
        "fate": given.fate.value, "said_by": given.said_by, "reason": given.reason, "recorded_index": index,
    })  # fmt: skip


def _account_annulled(given: CardsAccountAnnulled, index: int) -> Iterator[Operation]:
    yield Set(ACCOUNT, given.account_id, {"is_annulled": True})


def register() -> None:
    projects(DeviceEnrolled)(_enrolled)
    projects(DeviceRevoked)(_revoked)
    projects(ShiftOpened)(_opened)
    projects(ShiftHandedOver)(_handed)
    projects(LineTaken)(_taken)
    projects(LineRefused)(_away)
    projects(ClashSettled)(_settled)
    projects(CardsAccounted)(_accounted)
    projects(CardsAccountAnnulled)(_account_annulled)
