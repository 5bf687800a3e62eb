"""Finding a family that calls or comes: by a receipt's number, a telephone, or a name in whatever script it is spelt.

Every enquiry's names and contacts are opened to be compared, and nothing of those that do not fit is shown or kept. A
receipt's number is found by its keyed index, so that nothing is opened for it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from time import monotonic

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
_AT_ONCE, _END = 1000, 2**63 - 1
_SECONDS = 3.0
"""That one search compares, newest and oldest enquiries by turns: everybody's desk waits on the same store."""
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


_Found = tuple[list[tuple[int, Enquiry]], bool]


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
def families(
    acting: Acting, *, name: str = "", telephone: str = "", receipt: str = "", page: int = 1
) -> Lines[FoundFamily]:  # fmt: skip
    """Which enquiries fit a name, hers or his, a telephone that she left, or the number of her receipt.

    Given:    one of the three; the first that is given decides, beginning with the receipt. `page` counts from 1, each
              of MOST, so that however many like hers came after it, hers is reached.
    Returns:  at most MOST, open ones first, then the nearest, then the newest; nothing for nothing. `has_more` where
              more fit, or where the time of a search ended before all were compared: the newest and the oldest were.
    Raises:   RoleForbidsError: whoever answers the hotline is among those who are refused.
    Leaf:     access.reading_recorded, of those that fit; also where none does
    """
    is_whole = True
    if receipt.strip():
        index = number_index_of(receipt)
        found = [(0, row) for row in (rows_where(Enquiry, number_index=index) if index else ())]
    elif telephone.strip():
        found, is_whole = _by_contact(telephone)
    else:
        found, is_whole = _by_name(name)
    found.sort(key=lambda one: (one[1].closed_for is not None, one[0], -one[1].recorded_index))
    start = (max(1, page) - 1) * MOST
    shown = found[start : start + MOST]
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
        has_more=len(found) > start + MOST or not is_whole,
    )  # fmt: skip


def _fitting(columns: Collection[str], fits: Callable[[Mapping[str, str]], int | None]) -> _Found:
    """The enquiries that fit with how far each is, and whether all were compared in the time that there is.

    A wave of late ones takes the time of no early one: the newest and the oldest are compared by turns.
    """
    found: list[tuple[int, Enquiry]] = []
    after, before, end = -1, _END, monotonic() + _SECONDS
    is_newest = True
    while rows := _page(after, before, is_newest=is_newest):
        if before != _END and monotonic() >= end:
            return found, False
        for row, cells in zip(rows, open_rows(rows, tuple(columns)), strict=True):
            distance = fits({name: value or "" for name, value in cells.items()})
            if distance is not None:
                found.append((distance, row))
        after, before = (after, rows[-1].recorded_index) if is_newest else (rows[-1].recorded_index, before)
        is_newest = not is_newest
    return found, True


def _page(after: int, before: int, *, is_newest: bool) -> list[Enquiry]:
    rows = Enquiry.objects.filter(recorded_index__gt=after, recorded_index__lt=before)
    return list(rows.order_by("-recorded_index" if is_newest else "recorded_index")[:_AT_ONCE])


def _by_contact(telephone: str) -> _Found:
    wanted = contact_of(telephone)
    if not wanted:
        return [], True
    return _fitting(_CONTACTS, lambda said: 0 if wanted in map(contact_of, said.values()) else None)


def _by_name(name: str) -> _Found:
    if not tidy(name).split():
        return [], True

    def nearest(said: Mapping[str, str]) -> int | None:
        return min((d for one in said.values() if (d := name_distance(name, one)) is not None), default=None)

    return _fitting(_NAMES, nearest)
