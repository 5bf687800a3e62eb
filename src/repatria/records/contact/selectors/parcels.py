"""Parcels as each may see them: the camp what lies there and no address, a caseworker the whole way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from repatria.core.law.messages import sending_guards
from repatria.core.law.parcels import OVER, ParcelKind, ParcelState, events_from
from repatria.core.law.parcels_beside import BesideLine, beside
from repatria.core.vocabulary.dates import instant_text
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.contact.errors import UnknownParcelError
from repatria.records.contact.models import Parcel, ParcelOpening, ParcelPart, ParcelStep
from repatria.records.contact.services.parcel_giving import contents_of, opening_of
from repatria.records.contact.services.parcel_second import matter_of
from repatria.records.contact.services.parcels import parcel_row, sending_of_parcel, waiting_of, waits_for_bureau
from repatria.records.enquiries.selectors import enquiry_for_room
from repatria.records.ledger.reading import instants_at
from repatria.records.ledger.rows import rows_where
from repatria.records.register.scope import is_bound_to_branch
from repatria.records.vault.opening import open_rows

CAMP, READ = "contact.?camp_parcels", "contact.?parcel"
_IN_CAMP = ("sent", "at_place", "opened")
_GIVEN_THERE = ("given", "credited")


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelLine:
    """A parcel in a list: numbers and states."""

    parcel_id: str
    parcel_kind: str
    person_id: str
    place: str
    state: str
    since: str
    waits: bool = False  # a camp's line: a word of the bureau is missing


def _lines(
    rows: list[Parcel], persons: dict[str, str], waiting: frozenset[str] = frozenset()
) -> tuple[ParcelLine, ...]:  # fmt: skip
    at = instants_at([row.moved_index for row in rows])
    return tuple(
        ParcelLine(
            parcel_id=row.pk, parcel_kind=row.parcel_kind, person_id=persons.get(row.pk, row.person_id),
            place=row.place, state=row.state, since=instant_text(at[row.moved_index]),
            waits=row.pk in waiting,
        )
        for row in rows
    )  # fmt: skip


@question(CAMP, of_numbers=True)
def parcels_in_camp(acting: Acting) -> tuple[ParcelLine, ...]:
    """What is on its way to a camp or lies there and was not given yet; a camp's own alone, the longest first.

    Given:    what may not go to him keeps its line and waits for a word of the bureau, whatever stands against it: a
              camp learns nothing by a line that goes.
    Raises:   RoleForbidsError.
    """
    require(acting, CAMP)
    rows, persons, waiting = [], {}, set()
    own: dict[str, Any] = {"place": acting.branch or "-"} if is_bound_to_branch(acting) else {}
    for row in rows_where(Parcel, state=list(_IN_CAMP), order="moved_index", **own):
        if row.parcel_kind != ParcelKind.RELIEF.value:
            sending = sending_of_parcel(row, acting.at)
            if row.state != ParcelState.SENT.value and tuple(sending_guards(sending.facts)):
                waiting.add(row.pk)
            persons[row.pk] = sending.person_id
        rows.append(row)
    return _lines(rows, persons, frozenset(waiting))


@question(READ, of_numbers=True)
def parcels(acting: Acting) -> tuple[ParcelLine, ...]:
    """The parcels that are not over, the longest first; numbers only.  Raises: RoleForbidsError."""
    require(acting, READ)
    states = [one.value for one in ParcelState if one not in OVER]
    return _lines(rows_where(Parcel, state=states, order="moved_index"), {})


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelTraceLine:
    """One thing that happened to a parcel: when, where, to whom."""

    what: str
    at: str
    place: str = ""
    why_not: str = ""
    mark: str = ""
    heads: int = 0
    given_to: str = ""
    witness: str = ""
    amount: str = ""
    entry: str = ""
    receipt: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """A thing that was not given to him; one that is said to be destroyed may wait for a second account."""

    thing: str
    why: str
    became: str
    reference: str
    is_waiting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelView:
    """One parcel with what was in it and its way.

    Given:    to a camp neither enquiry nor with whom it travels; of her the name that she gives, and what she says is
              in it, beside what was found.
    """

    parcel_id: str
    parcel_kind: str
    state: str
    enquiry_id: str
    person_id: str
    place: str
    said_on: str
    channel: str
    from_whom: str
    declared: str
    carrier: str
    shown: str
    contents: tuple[str, ...]
    listed: tuple[str, ...]  # in an opening to which the second has not agreed yet
    is_opening_waiting: bool
    waits: bool  # a camp's: nothing of it is handed over before a word of the bureau
    beside: tuple[BesideLine, ...]  # what she declared beside what was listed, line by line
    is_asked_back: bool
    back_to: str
    to_agree: tuple[str, ...]  # what one account said and another has to agree to
    parts: tuple[PartView, ...]
    missing: tuple[tuple[str, str], ...]
    may_follow: tuple[str, ...]
    trace: tuple[ParcelTraceLine, ...]


def parcel_way(row: Parcel) -> tuple[ParcelTraceLine, ...]:
    """Everything that happened to a parcel, oldest first, but for what was not agreed to."""
    steps = rows_where(ParcelStep, parcel_id=row.pk)
    openings = rows_where(ParcelOpening, parcel_id=row.pk, state=["said", "agreed"])
    at = instants_at([row.recorded_index])
    found = [(row.recorded_index, ParcelTraceLine(what="announced", at=instant_text(at[row.recorded_index])))]
    names = ("given_to", "witness", "note", "amount", "currency")
    steps = [one for one in steps if one.event != "declined"]
    for step, cells in zip(steps, open_rows(steps, names), strict=True):
        said = {name: cells[name] or "" for name in names}
        found.append((step.recorded_index, ParcelTraceLine(
            what=step.event, at=step.at, place=step.place, why_not=step.why_not, mark=step.mark, heads=step.heads,
            given_to=said["given_to"], witness=said["witness"], note=said["note"], entry=step.entry,
            receipt=step.receipt, amount=f"{said['amount']} {said['currency']}".strip(),
        )))  # fmt: skip
    for one, cells in zip(openings, open_rows(openings, ("present_name",)), strict=True):
        found.append((one.recorded_index, ParcelTraceLine(
            what="opened" if one.state == "agreed" else "listed", at=one.at, place=one.place, mark=one.present,
            given_to=cells["present_name"] or "",
        )))  # fmt: skip
    is_announced = row.channel == "web" or bool(row.enquiry_id)
    return tuple(line for _, line in sorted(found, key=lambda one: one[0]) if is_announced or line.what != "announced")


def _view(acting: Acting, row: Parcel, *, is_camps: bool) -> ParcelView:
    is_relief = row.parcel_kind == ParcelKind.RELIEF.value
    sending = None if is_relief else sending_of_parcel(row, acting.at)
    (cells,) = open_rows([row], ("declared", "carrier", "from_whom", "back_to"))
    from_whom = cells["from_whom"] or ""
    if row.enquiry_id and not from_whom:
        from_whom = enquiry_for_room(row.enquiry_id).said["enquirer_name"]
    waiting = opening_of(row.pk, "said")
    listed = tuple(((open_rows([waiting], ("contents",))[0]["contents"] or "") if waiting else "").splitlines())
    contents, declared = contents_of(row.pk), cells["declared"] or ""
    parts = rows_where(ParcelPart, parcel_id=row.pk, state=["said", "stands"], order="recorded_index")
    return ParcelView(
        parcel_id=row.pk, parcel_kind=row.parcel_kind, state=row.state,
        enquiry_id="" if is_camps else row.enquiry_id, person_id=sending.person_id if sending else "",
        place=row.place, said_on=row.said_on, channel=row.channel, from_whom=from_whom,
        declared=declared,
        carrier="" if is_camps else cells["carrier"] or "", shown="" if is_camps else row.shown,
        contents=contents, listed=listed, is_opening_waiting=waiting is not None,
        beside=beside(declared, listed or contents) if listed or contents else (),
        is_asked_back=row.asked_back_index is not None and not is_camps,
        back_to="" if is_camps else cells["back_to"] or "",
        waits=is_camps and row.state in ("at_place", "opened") and waits_for_bureau(row, acting.at),
        to_agree=tuple(matter_of(one).value for one in waiting_of(row.pk)),
        parts=tuple(
            PartView(
                thing=said["thing"] or "", why=one.why, became=one.became, reference=said["reference"] or "",
                is_waiting=one.state == "said",
            )
            for one, said in zip(parts, open_rows(parts, ("thing", "reference")), strict=True)
        ),
        missing=() if is_camps or sending is None
        else tuple((guard.what, guard.provision) for guard in sending_guards(sending.facts)),
        may_follow=tuple(one.value for one in events_from(ParcelState(row.state))), trace=parcel_way(row),
    )  # fmt: skip


@question(READ)
def parcel(acting: Acting, parcel_id: str) -> ParcelView:
    """One parcel whole, with its way and what stands before it.

    Raises:   RoleForbidsError; UnknownParcelError.
    Leaf:     access.reading_recorded
    """
    require(acting, READ)
    row = parcel_row(acting, parcel_id)
    record_reading(acting, question="contact.?parcel", records=tuple(filter(None, (row.pk, row.enquiry_id))))
    return _view(acting, row, is_camps=False)


@question(CAMP)
def camp_parcel(acting: Acting, parcel_id: str) -> ParcelView:
    """One parcel as a camp may see it: for whom, from whom by the name that she gives, and what was in it.

    Raises:   RoleForbidsError; UnknownParcelError, also of another camp's.
    Leaf:     access.reading_recorded
    """
    require(acting, CAMP)
    row = parcel_row(acting, parcel_id)
    if row.state not in (*_IN_CAMP, *_GIVEN_THERE):
        raise UnknownParcelError("no such parcel")
    record_reading(acting, question="contact.?camp_parcels", records=(row.pk,))
    return _view(acting, row, is_camps=True)
