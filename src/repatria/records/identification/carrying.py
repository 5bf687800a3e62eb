"""Which families carry too little: by who of them gave a sample, with one family of each kind drawn.

What a family's samples can say depends on who gave them far more than on what they show. So of a thousand families of
whom the mother alone gave, one is drawn, and the others are taken to carry as much.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from repatria.records.identification.measure import SUFFICIENT, forecasts
from repatria.records.identification.models import FrequencyTable, ProfileReading, Reference
from repatria.records.ledger.rows import SOMETHING, rows_where
from repatria.records.vault.opening import open_rows

_AT_ONCE, _MOST_KEPT = 500, 5_000
Kind = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrying:
    """The families of whom the same relatives gave a sample.

    Units:    `reaching` the share of draws of one of them in which a true one is told.
    """

    kind: Kind
    families: tuple[str, ...]
    reaching: float

    @property
    def is_too_little(self) -> bool:
        return self.reaching < SUFFICIENT


@dataclass(slots=True)
class _Known:
    """What each sample's giver is to the one who is missing, and what was drawn of a kind, kept in this process."""

    relations: dict[str, str] = field(default_factory=dict)
    drawn: dict[tuple[Kind, str, int], float] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


_known = _Known()


def bodies_open() -> int:
    """Of how many of the dead a profile stands."""
    rows = ProfileReading.objects.filter(is_reference=False, profile__isnull=False)
    return rows.values("sample_code").distinct().count()


def _relations(asked: list[str]) -> dict[str, str]:
    """What each giver is to the one who is missing; of a sample that is asked about no more nothing is kept on."""
    known = _known.relations
    fresh = [number for number in asked if number not in known]
    for start in range(0, len(fresh), _AT_ONCE):
        some = rows_where(Reference, pk=fresh[start : start + _AT_ONCE])
        for row, cells in zip(some, open_rows(some, ("relation",)), strict=True):
            known[row.pk] = cells["relation"] or ""
    if len(known) > len(asked):
        standing = set(asked)
        _known.relations = known = {number: word for number, word in known.items() if number in standing}
    return known


def _kinds(at: datetime) -> dict[Kind, list[str]]:
    """Of each kind its families, by whoever's consent stands and whose profile was read."""
    read = ProfileReading.objects.filter(is_reference=True, profile__isnull=False).values("sample_code")
    given = Reference.objects.filter(
        given_by="relative", withdrawn_on="", until__gte=at.date().isoformat(), pk__in=read
    ).order_by("id")  # fmt: skip
    families = list(given.values_list("pk", "enquiry_id"))
    relations, of_family = _relations([number for number, _ in families]), dict[str, list[str]]()
    for number, enquiry_id in families:
        of_family.setdefault(enquiry_id, []).append(relations[number])
    kinds: dict[Kind, list[str]] = {}
    for enquiry_id, words in of_family.items():
        kinds.setdefault(tuple(sorted(words)), []).append(enquiry_id)
    return kinds


def carrying(at: datetime, without_sample: tuple[str, ...] = ()) -> Iterator[Carrying]:
    """The kinds of families, those that carry least first.

    Given:    `without_sample` families of whom nobody gave, as far as they are asked about.
    """
    tables = rows_where(FrequencyTable, agreed_index=SOMETHING, order="-agreed_index", at_most=1)
    table, bodies = tables[0].pk if tables else "", bodies_open()
    with _known.lock:
        kinds = _kinds(at)
        held = {one for families in kinds.values() for one in families}
        found = []
        for kind, families in kinds.items():
            key = (kind, table, bodies)
            if key not in _known.drawn:
                if len(_known.drawn) >= _MOST_KEPT:
                    _known.drawn.clear()
                _known.drawn[key] = forecasts(families[0], at, bodies=bodies, with_next=False)[0].reaching
            found.append(Carrying(kind=kind, families=tuple(families), reaching=_known.drawn[key]))
    if nobody := tuple(one for one in without_sample if one not in held):
        found.append(Carrying(kind=(), families=nobody, reaching=0.0))
    yield from sorted(found, key=lambda one: (one.reaching, one.kind))
