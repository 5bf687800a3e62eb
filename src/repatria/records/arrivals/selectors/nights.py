"""What doors and the courier may ask of arrivals."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Count

from repatria.core.vocabulary.arrivals import LineAnswer
from repatria.records.access.acting import Acting
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.arrivals.models import Device, Line, LineTurnedAway, Shift
from repatria.records.intake.line_sealing import fingerprint, line_key_of, public_point
from repatria.records.ledger.rows import how_many, row_numbered, rows_where
from repatria.records.register.scope import is_bound_to_branch
from repatria.records.vault.keyring import current
from repatria.records.vault.opening import open_rows

PAGE = 50
NIGHT = "arrivals.?night"
_DEVICES = "arrivals.?devices"


def line_seed() -> bytes:
    """From which the bureau's key for lines is made."""
    return current().derived("key for lines of the field")


def line_point() -> bytes:
    """The public key to which devices seal."""
    return public_point(line_key_of(line_seed()))


def mailbox_key() -> bytes:
    """The key that chains the rows of the lines' mailbox."""
    return current().derived("mailbox of the field")


@question(NIGHT, of_numbers=True)
def line_fingerprint() -> str:
    """The fingerprint of the bureau's key for lines, as it is printed on pads and shown on the page."""
    return fingerprint(line_point())


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceKey:
    """A device as the courier asks about it."""

    device_id: str
    place: str
    point: bytes
    enrolled_by: str
    is_revoked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceLine:
    """A device in the list."""

    device_id: str
    place: str
    label: str
    public_key: str
    enrolled_by: str
    is_revoked: bool
    reason: str
    lines: int
    refused: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftLine:
    """A shift in the list, with what it counted."""

    shift_id: str
    place: str
    opened_at: str
    opened_by: str
    head_count: int
    follows: str
    handed_at: str
    handed_by: str
    handed_count: int | None
    expected: int | None
    cards_left: str
    lines: int

    @property
    def difference(self) -> int:
        """By how many the count at its end differs from what the house knew; nought while it lasts."""
        return 0 if self.handed_count is None or self.expected is None else self.handed_count - self.expected


@dataclass(frozen=True, slots=True, kw_only=True)
class NightLine:
    """One line of the night as staff see it after signing in."""

    line_id: str
    person_id: str
    card_number: str
    heard: str = field(repr=False)
    condition: str = field(repr=False)
    facts: tuple[str, ...]
    place: str
    device_id: str
    registrar: str
    entered_at: str
    clashes_with: str
    settled: str
    recorded_index: int


def device_keys() -> Mapping[str, DeviceKey]:
    """Every device that was ever enrolled, for the courier."""
    return {
        row.pk: DeviceKey(
            device_id=row.pk, place=row.place, point=b64decode(row.public_key), enrolled_by=row.enrolled_by,
            is_revoked=row.revoked_index is not None,
        )
        for row in Device.objects.all()
    }  # fmt: skip


def own_places(acting: Acting) -> tuple[str, ...] | None:
    """The places whose arrivals an account sees: its own for a camp officer, None for all."""
    return (acting.branch,) if is_bound_to_branch(acting) else None


@question(_DEVICES)
def devices(acting: Acting) -> tuple[DeviceLine, ...]:
    """The devices of the places that this account sees, those in use first.  Leaf: access.reading_recorded"""
    rows = Device.objects.order_by("place", "enrolled_index")
    own = own_places(acting)
    if own is not None:
        rows = rows.filter(place__in=own)
    found = sorted(rows, key=lambda row: row.revoked_index is not None)
    record_reading(acting, question="arrivals.?devices", records=[row.pk for row in found])
    numbers = [row.pk for row in found]
    lines = _counts(Line, numbers)
    refused = _counts(LineTurnedAway, numbers)
    return tuple(
        DeviceLine(
            device_id=row.pk, place=row.place, label=row.label, public_key=row.public_key,
            enrolled_by=row.enrolled_by,
            is_revoked=row.revoked_index is not None, reason=row.reason, lines=lines.get(row.pk, 0),
            refused=refused.get(row.pk, 0),
        )
        for row in found
    )  # fmt: skip


def _counts(model: type[Line] | type[LineTurnedAway], device_ids: list[str]) -> dict[str, int]:
    rows = model._default_manager.filter(device_id__in=device_ids).order_by().values_list("device_id")
    return dict(rows.annotate(Count("pk")))


def last_shift_of(place: str, opened_by: str = "") -> Shift | None:
    """The last shift of a place, or the last that was opened by an instant (as text)."""
    rows = Shift.objects.filter(place=place).order_by("-opened_at", "-opened_index")
    if opened_by:
        rows = rows.filter(opened_at__lte=opened_by)
    return rows.first()


@question(NIGHT)
def shifts(acting: Acting, *, place: str = "") -> tuple[ShiftLine, ...]:
    """The last shifts of the places that this account sees, the newest first.  Leaf: access.reading_recorded"""
    rows = Shift.objects.order_by("-opened_index")
    own = own_places(acting)
    if own is not None:
        rows = rows.filter(place__in=own)
    if place:
        rows = rows.filter(place=place)
    page = list(rows[:PAGE])
    record_reading(acting, question="arrivals.?night", records=[row.pk for row in page])
    counted = Line.objects.filter(shift_id__in=[row.pk for row in page]).order_by().values_list("shift_id")
    lines = dict(counted.annotate(Count("pk")))
    return tuple(
        ShiftLine(
            shift_id=row.pk, place=row.place, opened_at=row.opened_at, opened_by=row.opened_by,
            head_count=row.head_count, follows=row.follows, handed_at=row.handed_at, handed_by=row.handed_by,
            handed_count=row.handed_count, expected=row.expected, cards_left=row.cards_left, lines=lines.get(row.pk, 0),
        )
        for row in page
    )  # fmt: skip


@question(NIGHT)
def night(
    acting: Acting, *, place: str = "", before_index: int = 0, is_clashing: bool = False
) -> tuple[NightLine, ...]:  # fmt: skip
    """One page of the lines that came, the newest first.

    Given:    `before_index` the last line of the page before; `is_clashing` for those alone whose card another has.
    Leaf:     access.reading_recorded
    """
    rows = Line.objects.order_by("-recorded_index")
    own = own_places(acting)
    if own is not None:
        rows = rows.filter(place__in=own)
    if place:
        rows = rows.filter(place=place)
    if before_index:
        rows = rows.filter(recorded_index__lt=before_index)
    if is_clashing:
        rows = rows.exclude(clashes_with="").filter(settled="")
    return _read(acting, list(rows[:PAGE]))


@question(NIGHT)
def clash_of(acting: Acting, line_id: str) -> NightLine | None:
    """A line whose card another has and whose clash is open, however many came since; None where there is none.

    Leaf:     access.reading_recorded
    """
    rows = Line.objects.filter(pk=line_id, settled="").exclude(clashes_with="")
    own = own_places(acting)
    return next(iter(_read(acting, list(rows if own is None else rows.filter(place__in=own)))), None)


def _read(acting: Acting, page: list[Line]) -> tuple[NightLine, ...]:
    record_reading(acting, question="arrivals.?night", records=[row.person_id for row in page])
    opened = open_rows(page, ("heard", "condition"))
    return tuple(
        NightLine(
            line_id=row.pk, person_id=row.person_id, card_number=row.card_number, heard=cells["heard"] or "",
            condition=cells["condition"] or "", facts=tuple(row.facts.split()), place=row.place,
            device_id=row.device_id, registrar=row.registrar, entered_at=row.entered_at, clashes_with=row.clashes_with,
            settled=row.settled, recorded_index=row.recorded_index,
        )
        for row, cells in zip(page, opened, strict=True)
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class NightCounts:
    """What came of the lines of a place, or of all."""

    lines: int
    clashes: int
    refused: int


@question(NIGHT, of_numbers=True)
def night_counts(place: str = "") -> NightCounts:
    """How many lines were taken, clash still, and were refused."""
    of_place = {"place": place} if place else {}
    devices = {"device_id": [one.pk for one in rows_where(Device, place=place)]} if place else {}
    lines = how_many(Line, **of_place)
    clashes = how_many(Line, settled="", **of_place) - how_many(Line, settled="", clashes_with="", **of_place)
    return NightCounts(lines=lines, clashes=clashes, refused=how_many(LineTurnedAway, **devices))


def answer_of(line_id: str) -> LineAnswer | None:
    """What the device is told of a line, as its acts say; None where none holds it."""
    row = row_numbered(Line, line_id)
    if row is not None:
        return LineAnswer.CLASH if row.clashes_with and not row.settled else LineAnswer.RECORDED
    return LineAnswer.REFUSED if rows_where(LineTurnedAway, line_id=line_id, at_most=1) else None
