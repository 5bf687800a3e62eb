"""Rows of lists: recorded once, and recorded again where a corrected list says something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.particulars import Given, Particular
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.rows import how_many, is_there, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.places.reading import read_place
from repatria.records.register.acts import CaptureRecorded, ListedRecorded, Values
from repatria.records.register.errors import KnownRowError, UnknownRowError
from repatria.records.register.list_acts import ListedAgain
from repatria.records.register.models import (
    EventAssertion,
    ListedAgainRow,
    ParticularRow,
    ProtectedPerson,
    source_key_hash,
)
from repatria.records.register.scope import check_moved_in
from repatria.records.register.selectors.particulars import particulars_by_person
from repatria.records.register.selectors.whole import raw_digests
from repatria.records.register.services.rows import (
    FREE,
    OF_A_ROW,
    AssertedEvent,
    by_kind,
    event_frames,
    flagged,
    frames_of,
    remark_of,
    values_of,
)
from repatria.records.vault.opening import open_rows


@service(migration=True)
def record_listed(
    acting: Acting, *, source_key: str, raw: str, particulars: Sequence[Particular], events: Sequence[AssertedEvent]
) -> str:
    """Records one entry of a list: assertions with their source only, no holder, no clock.

    Source:   GC III art. 122(7); spec: evidence grades
    Given:    `source_key` names this row of this source for ever; running an import twice adds nothing.
    Returns:  the person's number.
    Raises:   KnownRowError.
    Leaf:     register.listed_recorded
    Not:      a death; an assertion of death on a list sets no state.
    """
    require(acting, "register.record_listed")
    key = source_key_hash(source_key)
    if is_there(ProtectedPerson, source_key=key):
        raise KnownRowError("this row was recorded before")
    refuse_statements(by_kind(particulars, besides=FREE), besides=OF_A_ROW if raw else ())
    person_id = record_number("P", acting.randomness(7))
    frames = frames_of(person_id, particulars)
    values = {f.particular_id: p.value for f, p in zip(frames, particulars, strict=True) if p.value is not None}
    framed, words = event_frames(person_id, events)
    values |= words
    named = {f.particular_id for f in frames if f.kind not in FREE}
    remark = remark_of({key: value for key, value in values.items() if key not in named}, raw)
    kept = {key: value for key, value in values.items() if remark is None or key not in remark.values}
    record(
        ListedRecorded(
            person_id=person_id, source_key=key, particulars=flagged(frames, remark), events=framed,
            remark_id=f"{person_id}:remark" if remark else "", remark_marks=remark.marks if remark else (),
            identity=Values(kept, "" if remark else raw), remark=Values(remark.values, remark.raw) if remark else None,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return person_id


@dataclass(frozen=True, slots=True, kw_only=True)
class RowAgain:
    """What became of a row that came again: whom it names, what it added, of which facts of custody it differs."""

    person_id: str
    added: int
    differs: tuple[str, ...]


@service(migration=True)
def record_listed_again(
    acting: Acting, *, source_key: str, raw: str, particulars: Sequence[Particular] = (),
    events: Sequence[AssertedEvent] = (), holder: str = "", card_number: str = "",
    captured_on: PartialDate | None = None,
) -> RowAgain:  # fmt: skip
    """Records a row of a list that was recorded before and says something else now, beside what stands.

    Source:   GC III art. 122(4), 122(7); decision 0037.
    Given:    what the row says again is not recorded a second time; what it leaves empty takes nothing back. Of a
              captive `holder`, `card_number` and `captured_on` as the row has them now: where they differ from what
              this row said first, their names are kept, and nothing is set.
    Returns:  the person's number, how much is new, and of which facts of custody the row differs.
    Raises:   UnknownRowError for a row that was never recorded; KnownRowError for one that is there to the letter;
              OutOfScopeError under a migration that did not bring him in; StatementError.
    Leaf:     register.listed_again
    Not:      a state: custody that a corrected list has otherwise is entered by a person who answers for it.
    """
    require(acting, "register.record_listed_again")
    key = source_key_hash(source_key)
    row = next(iter(rows_where(ProtectedPerson, source_key=key, at_most=1)), None) if key else None
    if row is None:
        raise UnknownRowError("no such row was recorded before")
    if sha256(raw.encode()).hexdigest() in raw_digests([source_key])[source_key]:
        raise KnownRowError("this row was recorded before")
    check_moved_in(acting, row.recorded_index)
    refuse_statements(by_kind(particulars, besides=FREE), besides=OF_A_ROW)
    first = act_at(row.recorded_index).act
    is_captive = isinstance(first, CaptureRecorded)
    differs = _differs(first, holder, card_number, captured_on) if isinstance(first, CaptureRecorded) else ()
    fresh, asserted = _new_particulars(row.pk, particulars), _new_events(row.pk, events)
    made = frames_of(row.pk, fresh, start=how_many(ParticularRow, person_id=row.pk))
    framed, words = event_frames(row.pk, asserted, start=how_many(EventAssertion, person_id=row.pk))
    statutory, voluntary = (
        values_of(made, fresh, statutory=one) for one in (True, False)
    )  # fmt: skip
    if not is_captive:  # of a list all is under the key of what sources say
        statutory, voluntary = {**statutory, **voluntary}, {}
    free = {one.particular_id for one in made if one.kind in FREE} | set(words)
    statutory |= words
    remark = remark_of({n: v for n, v in (statutory | voluntary).items() if n in free}, raw)
    held = remark.values if remark else {}
    statutory, voluntary = (
        {n: v for n, v in some.items() if n not in held} for some in (statutory, voluntary)
    )  # fmt: skip
    number = how_many(ListedAgainRow, person_id=row.pk) + 1
    remark_id = f"{row.pk}:remark:{number}" if remark else ""
    record(
        ListedAgain(
            listed_id=f"{row.pk}.l{number}", person_id=row.pk, source_key=key, is_captive=is_captive,
            particulars=flagged(made, remark), events=framed, differs=differs, remark_id=remark_id,
            remark_marks=remark.marks if remark else (), identity=Values(statutory, "" if remark else raw),
            voluntary=Values(voluntary) if voluntary else None,
            remark=Values(remark.values, remark.raw) if remark else None,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return RowAgain(person_id=row.pk, added=len(made) + len(framed), differs=differs)


def _differs(
    first: CaptureRecorded, holder: str, card_number: str, captured_on: PartialDate | None
) -> tuple[str, ...]:  # fmt: skip
    """Of which facts of custody a row says something else than at first; what it leaves empty says nothing."""
    there = read_place(holder).place or holder
    said = {"holder": there, "card_number": card_number, "captured_on": str(captured_on or "")}
    return tuple(name for name, value in said.items() if value and value != getattr(first, name))


def _new_particulars(person_id: str, particulars: Sequence[Particular]) -> list[Particular]:
    """What a row says that no source said before in these words; a question not asked takes nothing back."""
    known = {
        (one.kind, one.given, one.value)
        for one in particulars_by_person([person_id], with_corrected=True).get(person_id, ())
    }
    return [
        one for one in particulars
        if one.given is not Given.NOT_ASKED and (one.kind.value, one.given.value, one.value) not in known
    ]  # fmt: skip


def _new_events(person_id: str, events: Sequence[AssertedEvent]) -> list[AssertedEvent]:
    rows = rows_where(EventAssertion, person_id=person_id, order="id")
    known = {
        (row.kind, row.certainty, row.contradicts, row.on, cells["place"] or "", cells["detail"] or "")
        for row, cells in zip(rows, open_rows(rows, ("place", "detail")), strict=True)
    }
    return [
        one for one in events
        if (one.kind, one.certainty, one.contradicts, one.on, one.place, one.detail) not in known
    ]  # fmt: skip
