"""Rows that became no line, no scan and no count: where each stands, why, and what it said."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.return_batch import RULE
from repatria.core.law.return_scans import ScanFlag
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.returns.acts import LinesAdded
from repatria.records.returns.count_acts import BatchCounted, ScansTaken
from repatria.records.returns.errors import BlindCountError, UnbegunCountError
from repatria.records.returns.models import BatchCount, BatchList, ScanList
from repatria.records.returns.reading import BATCH_READ, batch_row


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedView:
    """One row, with its place in what was brought."""

    where: int
    fault: str
    raw: str


@question(BATCH_READ)
def rejected_rows(acting: Acting, batch_id: str) -> tuple[RejectedView, ...]:
    """Every row of a batch's lists that was kept and became nothing, the oldest first.

    Raises:   RoleForbidsError; UnknownBatchError; BlindCountError.
    Leaf:     access.reading_recorded
    """
    require(acting, BATCH_READ)
    batch = batch_row(batch_id)
    if batch.counter == acting.account_id:
        raise BlindCountError("whoever counts reads the list after the count is signed", provision=RULE)
    record_reading(acting, question="returns.?batch", records=(batch.pk,))
    lists = [one.recorded_index for one in rows_where(BatchList, batch_id=batch.pk)]
    scans = [one.recorded_index for one in rows_where(ScanList, batch_id=batch.pk)]
    counts = [one.recorded_index for one in rows_where(BatchCount, batch_id=batch.pk)]
    indices = {*lists, *scans, *counts}
    found: list[RejectedView] = []
    for one in acts_at(sorted(indices)):
        given = one.act
        if isinstance(given, LinesAdded):
            said = given.words.rejected if given.words else ()
            found += [
                RejectedView(where=row.where + 1, fault=row.fault.value,
                             raw="; ".join(cell for _, cell in said[place].raw) if said else "")
                for place, row in enumerate(given.rejected)
            ]  # fmt: skip
        elif isinstance(given, ScansTaken):
            text = given.words.text.splitlines() if given.words else []
            found += [
                RejectedView(where=row.where, fault=row.fault.value, raw=text[row.where - 1] if text else "")
                for row in given.rejected
            ]
        elif isinstance(given, BatchCounted):
            raws = given.words.rejected if given.words else ()
            found += [
                RejectedView(where=row.where + 1, fault=row.fault.value, raw=raws[place] if raws else "")
                for place, row in enumerate(given.rejected)
            ]
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentScans:
    """A list of scans as whoever sent it reads it: rows that were not taken, and what is said of those that were."""

    batch_id: str
    brought_by: str
    not_taken: tuple[RejectedView, ...]
    remarks: tuple[tuple[str, str], ...]  # label and flag of each scan that does not simply fit


@question("returns.?counting")
def scans_sent(acting: Acting, scans_id: str) -> SentScans:
    """What became of a list of scans, for whoever sent it: its own text, and why a row was not taken.

    Raises:   RoleForbidsError; UnbegunCountError for a list of another.
    Leaf:     access.reading_recorded
    """
    require(acting, "returns.?counting")
    row = row_numbered(ScanList, scans_id)
    told = acts_at([row.recorded_index])[0] if row is not None else None
    if row is None or told is None or told.actor != acting.account_id or not isinstance(told.act, ScansTaken):
        raise UnbegunCountError("no such list was sent by this account", provision=RULE)
    record_reading(acting, question="returns.?counting", records=(row.batch_id,))
    given = told.act
    text = given.words.text.splitlines() if given.words else []
    return SentScans(
        batch_id=row.batch_id, brought_by=given.words.brought_by if given.words else "",
        not_taken=tuple(
            RejectedView(where=one.where, fault=one.fault.value, raw=text[one.where - 1] if text else "")
            for one in given.rejected
        ),
        remarks=tuple(
            (one.label, one.flag.value) for one in given.scans
            if one.flag not in (ScanFlag.FITS, ScanFlag.TAKEN_OFF)
        ),
    )  # fmt: skip
