"""A person's page, and which rows of a source were recorded before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from repatria.core.vocabulary.particulars import ParticularKind
from repatria.records.access.acting import Acting
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.places.reading import card_as_printed
from repatria.records.register.errors import UnknownPersonError
from repatria.records.register.joined import leading, numbers_of
from repatria.records.register.models import (
    CaptureDetail,
    EventAssertion,
    ListedAgainRow,
    ProtectedPerson,
    source_key_hash,
)
from repatria.records.register.selectors.movements import OrderView, open_order
from repatria.records.register.selectors.particulars import ParticularView, particulars_by_person
from repatria.records.register.selectors.reports import reported_days
from repatria.records.register.selectors.status import StatusView, status_of
from repatria.records.register.selectors.timeline import CustodyView, timeline_of
from repatria.records.vault.opening import open_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """What a source asserts to have happened."""

    kind: str
    certainty: str
    contradicts: str
    on: str
    place: str | None
    detail: str | None
    source_kind: str
    source_reference: str
    grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberView:
    """One of a man's numbers, and what its own record says of him: where two contradict, both stand."""

    person_id: str
    card_number: str | None
    category: str
    captured_on: str
    custody_state: str | None
    holder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """A person's page: everything known, each with its source."""

    person_id: str
    category: str
    power: str
    card_number: str | None
    custody_state: str | None
    holder: str
    captured_on: str
    captured_at: str | None
    recorded_index: int
    particulars: tuple[ParticularView, ...]
    events: tuple[EventView, ...]
    timeline: tuple[CustodyView, ...]
    numbers: tuple[NumberView, ...] = ()  # of one man who has several: the one that leads first; else empty
    order: OrderView | None = None  # of transfer, while he has not left
    facts: tuple[str, ...] = ()  # woman, minor, citizen of a third country
    status: Mapping[str, StatusView] = field(default_factory=dict)  # the latest word on what he is, by kind
    reported_alive: tuple[str, ...] = ()  # days on which a public report names him alive, grade E

    def first(self, kind: ParticularKind) -> str:
        """The value of a kind as first given, or an empty text."""
        return next((p.value for p in self.particulars if p.kind == kind and p.value and not p.corrected_by), "")


@question("register.?person")
def person(acting: Acting, person_id: str, *, reason: str = "") -> PersonView:
    """A person's page.

    Raises:   UnknownPersonError; RoleForbidsError.
    Leaf:     access.reading_recorded
    """
    record_reading(acting, question="register.?person", records=(person_id,), reason=reason)
    return person_for_room(person_id)


def person_for_room(person_id: str) -> PersonView:
    """The same for a higher room that has recorded its own reading act.  Raises: UnknownPersonError."""
    row = row_numbered(ProtectedPerson, person_id)
    if row is None:
        raise UnknownPersonError("no such person")
    numbers = numbers_of(person_id, row)
    lead = leading(row)
    found = particulars_by_person(numbers, with_corrected=True)
    events = list(EventAssertion.objects.filter(person_id__in=numbers).order_by("recorded_index", "id"))
    detail = list(CaptureDetail.objects.filter(pk=person_id))
    return PersonView(
        person_id=row.pk, category=row.category, power=row.power, card_number=row.card_number,
        custody_state=lead.custody_state, holder=lead.holder, captured_on=row.captured_on,
        captured_at=open_rows(detail, ("captured_at",))[0]["captured_at"] if detail else None,
        recorded_index=row.recorded_index,
        particulars=tuple(one for number in numbers for one in found.get(number, ())),
        events=tuple(
            EventView(
                kind=e.kind, certainty=e.certainty, contradicts=e.contradicts, on=e.on, place=cells["place"],
                detail=cells["detail"], source_kind=e.source_kind, source_reference=e.source_reference, grade=e.grade,
            )
            for e, cells in zip(events, open_rows(events, ("place", "detail")), strict=True)
        ),
        facts=tuple(lead.facts.split()), status=status_of(numbers),
        timeline=timeline_of(*numbers), order=open_order(lead.pk),
        reported_alive=reported_days(numbers), numbers=_numbers(numbers) if numbers[1:] else (),
    )  # fmt: skip


def _numbers(numbers: Sequence[str]) -> tuple[NumberView, ...]:
    rows = {row.pk: row for row in rows_where(ProtectedPerson, pk=list(numbers))}
    return tuple(
        NumberView(
            person_id=row.pk, card_number=row.card_number, category=row.category, captured_on=row.captured_on,
            custody_state=row.custody_state, holder=row.holder,
        )
        for row in map(rows.__getitem__, numbers)
    )  # fmt: skip


def person_recorded_from(source_key: str) -> str | None:
    """The number of the person that was recorded from this row of this source, or None."""
    return ProtectedPerson.objects.filter(source_key=source_key_hash(source_key)).values_list("pk", flat=True).first()


def raw_digests(source_keys: Sequence[str]) -> dict[str, frozenset[str]]:
    """Which of these rows of a source were recorded before, each with the SHA-256 of its row as it was each time.

    Given:    for telling a row that came again from one that changed; no word of it leaves the room.
    """
    keys = {source_key_hash(key): key for key in source_keys}
    first = ProtectedPerson.objects.filter(source_key__in=list(keys)).values_list("recorded_index", "source_key")
    again = ListedAgainRow.objects.filter(source_key__in=list(keys)).values_list("recorded_index", "source_key")
    by_index = {index: keys[key] for index, key in (*first, *again) if key is not None}
    digests: dict[str, set[str]] = {}
    for recorded in acts_at(by_index):
        identity = recorded.act.identity  # type: ignore[attr-defined]
        remark = recorded.act.remark  # type: ignore[attr-defined]
        raw = (identity.raw if identity else "") or (remark.raw if remark else "")
        digests.setdefault(by_index[recorded.index], set()).add(sha256(str(raw).encode()).hexdigest())
    return {key: frozenset(some) for key, some in digests.items()}


def person_of_card(card_number: str) -> str:
    """Whose card this is, for who records another man under it.  Returns: "" where nobody has it."""
    card = card_as_printed(card_number)
    row = ProtectedPerson.objects.filter(card_number=card).first() if card else None
    return row.pk if row is not None else ""
