"""Two holders who claim one man: neither entry is refused, and somebody has to find out where he is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from repatria.core.law.custody import CustodyState, is_held
from repatria.core.law.joins import JoinState
from repatria.core.law.judgement import JudgementConclusion
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.matching.acts import WeightLine
from repatria.records.matching.models import DoublePair
from repatria.records.register.joined import leading
from repatria.records.register.models import CustodyEntry, Join, ProtectedPerson

_CONTESTED = CustodyState.CONTESTED.value
_OWN_NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One man whom two holders say they hold: under one number or two, at which places, and since when.

    Given:    `since` is the instant at which the house knew of the second claim.
    """

    person_ids: tuple[str, ...]
    places: tuple[str, ...]
    since: str
    why: str  # contested, joined, judged, number


@question("register.?joins", of_numbers=True)
def claims(acting: Acting) -> tuple[Claim, ...]:
    """Every man whom two holders claim now, the longest first, by numbers and places.

    Source:   practice rule 14: two places that claim one man are both recorded, and raise an alarm.
    Returns:  who arrived where nobody had sent him; two numbers that somebody proposed as one man, that two reviewers
              took for one, or that bear one service number, while two places hold them.
    Raises:   RoleForbidsError.
    Not:      a reading: nobody is named in it.
    """
    require(acting, "register.?joins")
    found: dict[tuple[str, ...], Claim] = {}
    for one in (*_contested(), *_proposed(), *_doubles()):
        found.setdefault(tuple(sorted(one.person_ids)), one)
    return tuple(sorted(found.values(), key=lambda one: (one.since, one.person_ids)))


def _contested() -> Iterator[Claim]:
    for row in rows_where(ProtectedPerson, custody_state=_CONTESTED, stands_under=None):
        entries = rows_where(CustodyEntry, person_id=row.pk, annulled_by=None, order="-recorded_at_index")
        places: dict[str, None] = {row.holder: None}
        since = row.custody_index or row.recorded_index
        for entry in entries:
            if entry.state != _CONTESTED:
                break
            places |= {entry.holder: None, entry.previous_holder: None}
            since = entry.recorded_at_index
        yield Claim(
            person_ids=(row.pk,), places=tuple(sorted(filter(None, places))), since=act_at(since).at, why="contested"
        )


def _proposed() -> Iterator[Claim]:
    for join in rows_where(Join, state=JoinState.PROPOSED.value):
        yield from _of_two(join.first_id, join.second_id, join.proposed_index, "joined")


def _doubles() -> Iterator[Claim]:
    for row in DoublePair.objects.exclude(conclusion=JudgementConclusion.REFUSED.value):
        is_judged = row.conclusion == JudgementConclusion.CONFIRMED.value
        if is_judged or _has_one_number(row):
            yield from _of_two(row.first_id, row.second_id, row.proposed_index, "judged" if is_judged else _OWN_NUMBER)


def _has_one_number(row: DoublePair) -> bool:
    lines = msgspec.json.decode(row.waterfall.encode(), type=tuple[WeightLine, ...])
    return any(line.field == _OWN_NUMBER and line.millibits > 0 for line in lines)


def _of_two(first_id: str, second_id: str, since: int, why: str) -> Iterator[Claim]:
    """The claim of two numbers that two places hold; none where they are one man, or one of them is held no longer."""
    rows = [leading(row) for row in map(_row, (first_id, second_id)) if row is not None]
    held = [row for row in rows if row.custody_state and is_held(CustodyState(row.custody_state))]
    if len({row.pk for row in held}) == 2 and len({row.holder for row in held}) == 2:
        yield Claim(
            person_ids=tuple(row.pk for row in held), places=tuple(row.holder for row in held), since=act_at(since).at,
            why=why,
        )  # fmt: skip


def _row(person_id: str) -> ProtectedPerson | None:
    return row_numbered(ProtectedPerson, person_id)
