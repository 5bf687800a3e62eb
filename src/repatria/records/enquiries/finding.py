"""Finding a family that calls or comes: by a receipt's number, a telephone, or a name in whatever script it is spelt.

Every enquiry's names and contacts are opened to be compared, and nothing of those that do not fit is shown or kept. A
receipt's number is found by its keyed index, so that nothing is opened for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from repatria.core.law.askers import contact_of
from repatria.core.names.groups import groups_of, surname_readings
from repatria.core.names.readings import readings_of, skeleton_of
from repatria.core.names.writing import tidy
from repatria.records.access.acting import Acting
from repatria.records.access.pages import Lines
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.enquiries.models import Enquiry
from repatria.records.enquiries.services import number_index_of
from repatria.records.ledger.rows import rows_where
from repatria.records.vault.opening import open_rows

FIND = "enquiries.?find"
MOST = 50
_AT_ONCE = 1000
_NAMES, _CONTACTS = ("sought_name", "enquirer_name"), ("telephone", "reach_by")
_SAME, _FORM, _LIKE, _OTHER = 0, 1, 2, 9
"""How near two words are: sounding the same or forms of one given name, declined or feminine, alike in consonants."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFamily:
    """One enquiry that fits what was asked: whom she seeks, who she is, and how near it is.

    Units:    `distance` 0 where every word sounds the same; more the less it does.
    """

    enquiry_id: str
    received_on: str
    sought_name: str
    enquirer_name: str
    closed_for: str | None
    distance: int


@lru_cache(maxsize=100_000)
def _heard(word: str) -> tuple[frozenset[str], frozenset[str], frozenset[str], str]:
    readings = readings_of(word)
    forms = frozenset(reading for reading, _ in surname_readings(word))
    return frozenset(readings), frozenset(groups_of(word)), forms, skeleton_of(readings[0])


def _apart(one: str, other: str) -> int:
    (mine, groups, forms, bones), (theirs, their_groups, their_forms, their_bones) = _heard(one), _heard(other)
    if mine & theirs or groups & their_groups:
        return _SAME
    if forms & their_forms:
        return _FORM
    return _LIKE if bones and len(bones) > 1 and bones == their_bones else _OTHER


def name_distance(asked: str, said: str) -> int | None:
    """How far a name that was said is from the one that is asked for, word by word, in whatever order.

    Returns:  None where a word that is asked for is like none that was said.
    """
    words, said_words = tidy(asked).split(), tidy(said).split()
    if not words or not said_words:
        return None
    found = [min(_apart(word, one) for one in said_words) for word in words]
    return sum(found) if max(found) < _OTHER else None


@question(FIND)
def families(acting: Acting, *, name: str = "", telephone: str = "", receipt: str = "") -> Lines[FoundFamily]:
    """Which enquiries fit a name, hers or his, a telephone that she left, or the number of her receipt.

    Given:    one of the three; the first that is given decides, beginning with the receipt.
    Returns:  at most MOST, open ones first, then the nearest, then the newest; nothing for nothing.
    Raises:   RoleForbidsError: whoever answers the hotline is among those who are refused.
    Leaf:     access.reading_recorded, of those that fit; also where none does
    """
    if receipt.strip():
        index = number_index_of(receipt)
        found = [(0, row) for row in (rows_where(Enquiry, number_index=index) if index else ())]
    elif telephone.strip():
        found = _by_contact(telephone)
    else:
        found = _by_name(name)
    found.sort(key=lambda one: (one[1].closed_for is not None, one[0], -one[1].recorded_index))
    shown = found[:MOST]
    record_reading(acting, question="enquiries.?find", records=[row.pk for _, row in shown])
    opened = open_rows([row for _, row in shown], _NAMES)
    return Lines(
        (
            FoundFamily(
                enquiry_id=row.pk, received_on=row.received_on, sought_name=cells["sought_name"] or "",
                enquirer_name=cells["enquirer_name"] or "", closed_for=row.closed_for, distance=distance,
            )
            for (distance, row), cells in zip(shown, opened, strict=True)
        ),
        has_more=len(found) > MOST,
    )  # fmt: skip


def _pages(columns: Collection[str]) -> Iterable[tuple[Enquiry, dict[str, str | None]]]:
    after = -1
    while rows := list(Enquiry.objects.filter(recorded_index__gt=after).order_by("recorded_index")[:_AT_ONCE]):
        yield from zip(rows, open_rows(rows, tuple(columns)), strict=True)
        after = rows[-1].recorded_index


def _by_contact(telephone: str) -> list[tuple[int, Enquiry]]:
    wanted = contact_of(telephone)
    if not wanted:
        return []
    return [
        (0, row) for row, cells in _pages(_CONTACTS) if wanted in {contact_of(cells[one] or "") for one in _CONTACTS}
    ]


def _by_name(name: str) -> list[tuple[int, Enquiry]]:
    if not tidy(name).split():
        return []
    found = []
    for row, cells in _pages(_NAMES):
        near = [d for one in _NAMES if (d := name_distance(name, cells[one] or "")) is not None]
        if near:
            found.append((min(near), row))
    return found
