"""What the matcher is given of a person. Each page of names leaves a reading act first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from repatria.core.vocabulary.particulars import Given, ParticularKind
from repatria.records.access.acting import Acting
from repatria.records.access.services import record_reading
from repatria.records.ledger.rows import rows_where
from repatria.records.register.models import ParticularRow, ProtectedPerson
from repatria.records.register.selectors.particulars import standing_order
from repatria.records.vault.opening import cell_openers

_PAGE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRow:
    """What the matcher needs of a person: that by which he is told from others. It lives in its memory only."""

    person_id: str
    surname: str
    given_name: str
    patronymic: str
    birth_date: str
    place: str
    unit: str
    number: str
    rank: str


_OF_NAME_ROWS = {
    "surname": ParticularKind.SURNAME, "given_name": ParticularKind.FIRST_NAMES,
    "patronymic": ParticularKind.PATRONYMIC, "birth_date": ParticularKind.BIRTH_DATE,
    "place": ParticularKind.BIRTH_PLACE, "unit": ParticularKind.UNIT, "number": ParticularKind.SERVICE_NUMBER,
    "rank": ParticularKind.RANK,
}  # fmt: skip
_FIELD_OF_KIND = {kind.value: field for field, kind in _OF_NAME_ROWS.items()}


def names(acting: Acting) -> Iterator[tuple[NameRow, ...]]:
    """All names for the matcher, in pages.

    Leaf:     access.reading_recorded, one a page
    """
    after = -1
    persons = ProtectedPerson.objects.order_by("recorded_index").values_list("pk", "recorded_index")
    while True:
        rows = list(persons.filter(recorded_index__gt=after)[:_PAGE])
        if not rows:
            return
        numbers = [number for number, _ in rows]
        record_reading(acting, question="register.?names", records=numbers)
        after = rows[-1][1]
        yield _name_rows(numbers)


def names_numbered(acting: Acting, person_ids: Sequence[str]) -> tuple[NameRow, ...]:
    """The names of given persons, for the matcher.  Leaf: access.reading_recorded"""
    record_reading(acting, question="register.?names", records=person_ids)
    return _name_rows(person_ids)


def _name_rows(person_ids: Sequence[str]) -> tuple[NameRow, ...]:
    # Of each kind the first value counts; no other particular is opened, however much is known of somebody.
    rows = rows_where(
        ParticularRow, person_id=list(person_ids), kind=list(_FIELD_OF_KIND), given=Given.GIVEN.value,
        order="recorded_index id",
    )  # fmt: skip
    rows = sorted((row for row in rows if not row.corrected_by), key=standing_order)
    openers = cell_openers(ParticularRow, ("statutory_value", "voluntary_value"), person_ids)
    statutory, voluntary = openers["statutory_value"], openers["voluntary_value"]
    found = {person_id: dict.fromkeys(_OF_NAME_ROWS, "") for person_id in person_ids}
    for row in rows:
        number, person_id = row.pk, row.person_id
        fields, field = found[person_id], _FIELD_OF_KIND[row.kind]
        # Whether it counts or not.
        opened = statutory(number, person_id, row.statutory_value), voluntary(number, person_id, row.voluntary_value)
        fields[field] = fields[field] or opened[0] or opened[1] or ""
    return tuple(NameRow(person_id=person_id, **found[person_id]) for person_id in person_ids)
