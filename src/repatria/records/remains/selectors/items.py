"""Places, recoveries and items by codes; and one of each whole, of which a leaf is left."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from repatria.core.law.effects import EffectsState
from repatria.core.vocabulary.remains_codes import MOST_LABELS
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.remains.errors import UnknownFindError
from repatria.records.remains.models import (
    FoundPacket,
    FoundStep,
    Item,
    Recovery,
    RemainsPhotograph,
    Site,
    SpoiledCode,
)
from repatria.records.remains.reading import item_row, next_codes, recovery_row, site_row
from repatria.records.vault.opening import open_rows

SEES, READS = "remains.?remains", "remains.?item"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLine:
    """One place by its code: how many recoveries and items came from there."""

    site_id: str
    place_code: str
    reported_at: str
    recoveries: int
    items: int


@question(SEES, of_numbers=True)
def sites(acting: Acting) -> tuple[SiteLine, ...]:
    """Every place where dead were reported, the newest first, by codes and numbers."""
    require(acting, SEES)
    recoveries = Counter(row.site_id for row in rows_where(Recovery))
    items = Counter(row.site_id for row in rows_where(Item))
    return tuple(
        SiteLine(
            site_id=row.pk, place_code=row.place_code, reported_at=row.reported_at, recoveries=recoveries[row.pk],
            items=items[row.pk],
        )
        for row in rows_where(Site, order="-recorded_index")
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryLine:
    """One recovery by numbers, with the code that follows."""

    recovered_id: str
    site_id: str
    place_code: str
    team: str
    day: str
    neutral: str
    items: int
    next_code: str


@question(SEES, of_numbers=True)
def recoveries(acting: Acting, site_id: str) -> tuple[RecoveryLine, ...]:
    """The recoveries at a place, the newest first.  Raises: UnknownSiteError; RoleForbidsError."""
    require(acting, SEES)
    site = site_row(site_id)
    items = Counter(row.recovered_id for row in rows_where(Item, site_id=site.pk))
    return tuple(
        RecoveryLine(
            recovered_id=row.pk, site_id=row.site_id, place_code=row.place_code, team=row.team, day=row.day,
            neutral=row.neutral, items=items[row.pk], next_code="".join(next_codes(row)),
        )
        for row in rows_where(Recovery, site_id=site.pk, order="-recorded_index")
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeLine:
    """One code of a recovery: its item, or that it was spoiled."""

    item_code: str
    kind: str  # "" for one that was spoiled
    disc: str
    is_disc_left: bool
    pictures: int
    packets: int


@question(SEES, of_numbers=True)
def codes(acting: Acting, recovered_id: str) -> tuple[CodeLine, ...]:
    """The codes that a recovery gave, in their order.  Raises: UnknownRecoveryError; RoleForbidsError."""
    require(acting, SEES)
    recovery = recovery_row(recovered_id)
    items = rows_where(Item, recovered_id=recovery.pk)
    numbers = [row.pk for row in items]
    pictures = Counter(row.item_code for row in rows_where(RemainsPhotograph, item_code=numbers))
    packets = Counter(row.item_code for row in rows_where(FoundPacket, item_code=numbers))
    given = [
        (row.count, CodeLine(
            item_code=row.pk, kind=row.kind, disc=row.disc, is_disc_left=row.is_disc_left, pictures=pictures[row.pk],
            packets=packets[row.pk],
        ))
        for row in items
    ]  # fmt: skip
    spoiled = [
        (row.count, CodeLine(
            item_code=row.pk, kind="", disc="", is_disc_left=False, pictures=0, packets=0,
        ))
        for row in rows_where(SpoiledCode, recovered_id=recovery.pk)
    ]  # fmt: skip
    return tuple(line for _, line in sorted((*given, *spoiled), key=lambda one: one[0]))


@question(SEES, of_numbers=True)
def next_labels(acting: Acting, recovered_id: str, how_many: int = 1) -> tuple[str, ...]:
    """The codes that follow for the team of a recovery, as labels are printed ahead; no code is given by that.

    Raises:   UnknownRecoveryError; RoleForbidsError.
    """
    require(acting, SEES)
    return next_codes(recovery_row(recovered_id), max(0, min(how_many, MOST_LABELS)))


@question(SEES, of_numbers=True)
def label_of(acting: Acting, item_code: str) -> str:
    """The code of an item as its label says it, to be printed again.

    Raises:   WrongCodeError; UnknownItemError; RoleForbidsError.
    """
    require(acting, SEES)
    return item_row(item_code).pk


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """One place whole: where it is, and who said so."""

    site_id: str
    place_code: str
    reported_at: str
    place: str
    coordinates: str
    reported_by: str
    told: str


@question(READS)
def site(acting: Acting, site_id: str) -> SiteView:
    """One place whole.  Raises: RoleForbidsError; UnknownSiteError.  Leaf: access.reading_recorded"""
    record_reading(acting, question="remains.?item", records=(site_id,))
    row = site_row(site_id)
    (cells,) = open_rows([row], ("place", "coordinates", "reported_by", "told"))
    return SiteView(
        site_id=row.pk, place_code=row.place_code, reported_at=row.reported_at,
        **{name: text or "" for name, text in cells.items()},
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryView:
    """One recovery whole: who led it, who was there, which neutral body was."""

    recovered_id: str
    site_id: str
    place_code: str
    team: str
    day: str
    neutral: str
    led_by: str
    present: tuple[str, ...]
    neutral_who: str
    next_code: str


@question(READS)
def recovery(acting: Acting, recovered_id: str) -> RecoveryView:
    """One recovery whole.  Raises: RoleForbidsError; UnknownRecoveryError.  Leaf: access.reading_recorded"""
    record_reading(acting, question="remains.?item", records=(recovered_id,))
    row = recovery_row(recovered_id)
    (cells,) = open_rows([row], ("led_by", "present", "neutral_who"))
    return RecoveryView(
        recovered_id=row.pk, site_id=row.site_id, place_code=row.place_code, team=row.team, day=row.day,
        neutral=row.neutral, led_by=cells["led_by"] or "", present=tuple((cells["present"] or "").splitlines()),
        neutral_who=cells["neutral_who"] or "", next_code="".join(next_codes(row)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FindStepView:
    """One step of a packet of what was found."""

    step: str
    at: str
    to: str
    enquiry_id: str
    by: str
    second: str
    seal_number: str
    reference: str
    reason: str
    contents: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindView:
    """One packet of what was found, with each step."""

    found_id: str
    item_code: str
    state: EffectsState
    seal_number: str
    holds_disc_half: bool
    steps: tuple[FindStepView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureLine:
    """That a photograph is kept, without it."""

    picture_id: str
    taken_at: str
    taken_by: str
    is_destroyed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """One item whole, but for its photographs, which are named alone."""

    item_code: str
    recovered_id: str
    site_id: str
    kind: str
    disc: str
    is_disc_left: bool
    found_where: str
    description: str
    disc_says: str
    why_removed: str
    finds: tuple[FindView, ...]
    pictures: tuple[PictureLine, ...]


@question(READS)
def item(acting: Acting, item_code: str) -> ItemView:
    """One item with what was found on it.

    Raises:   RoleForbidsError; WrongCodeError; UnknownItemError.
    Leaf:     access.reading_recorded
    """
    require(acting, READS)
    row = item_row(item_code)
    record_reading(acting, question="remains.?item", records=(row.pk,))
    (cells,) = open_rows([row], ("found_where", "description", "disc_says", "why_removed"))
    return ItemView(
        item_code=row.pk, recovered_id=row.recovered_id, site_id=row.site_id, kind=row.kind, disc=row.disc,
        is_disc_left=row.is_disc_left, finds=_finds(row.pk), **{name: text or "" for name, text in cells.items()},
        pictures=tuple(
            PictureLine(
                picture_id=one.pk, taken_at=one.taken_at, taken_by=one.taken_by, is_destroyed=one.digest is None
            )
            for one in rows_where(RemainsPhotograph, item_code=row.pk, order="-recorded_index")
        ),
    )  # fmt: skip


@question(READS)
def found_packet(acting: Acting, found_id: str) -> FindView:
    """One packet of what was found.  Raises: RoleForbidsError; UnknownFindError.  Leaf: access.reading_recorded"""
    record_reading(acting, question="remains.?item", records=(found_id,))
    row = row_numbered(FoundPacket, found_id)
    if row is None:
        raise UnknownFindError("no such packet of what was found")
    return next(one for one in _finds(row.item_code) if one.found_id == row.pk)


def _finds(item_code: str) -> tuple[FindView, ...]:
    entries = rows_where(FoundStep, item_code=item_code, order="recorded_index")
    steps: dict[str, list[FindStepView]] = {}
    for row, cells in zip(entries, open_rows(entries, ("contents",)), strict=True):
        steps.setdefault(row.found_id, []).append(FindStepView(
            step=row.step, at=row.at, to=row.to, enquiry_id=row.enquiry_id, by=row.by, second=row.second,
            seal_number=row.seal_number,
            reference=row.reference, reason=row.reason, contents=cells["contents"] or "",
        ))  # fmt: skip
    return tuple(
        FindView(
            found_id=row.pk, item_code=row.item_code, state=EffectsState(row.state), seal_number=row.seal_number,
            holds_disc_half=row.holds_disc_half, steps=tuple(steps.get(row.pk, ())),
        )
        for row in rows_where(FoundPacket, item_code=item_code, order="recorded_index")
    )  # fmt: skip
