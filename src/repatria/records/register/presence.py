"""Where men stood and by which act, for the rolls: steps of custody by record numbers. Nothing sealed is opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection
from django.db.models import Count, Max

from repatria.core.law.custody_facts import CustodyEvent, CustodyState
from repatria.core.law.roll import CustodyStep, RollRead, read_roll
from repatria.core.vocabulary.dates import PartialDate, read_instant
from repatria.core.vocabulary.errors import InputError
from repatria.records.ledger.reading import acts_at, instants_at, tree_size
from repatria.records.ledger.rows import SOMETHING, row_numbered, rows_where
from repatria.records.register.join_acts import JoinRecorded, PartingRecorded
from repatria.records.register.joined import joins_of
from repatria.records.register.models import CustodyEntry, Join, ProtectedPerson

_EVER_WITH = """SELECT person_id FROM register_custodyentry WHERE holder = %s OR previous_holder = %s
    UNION SELECT id FROM register_protectedperson WHERE holder = %s"""
_AT_ONCE = 500


def steps_at(place: str) -> dict[str, tuple[CustodyStep, ...]]:
    """Everybody who ever was with a place, each with all that happened to his custody, here and elsewhere."""
    # Plain SQL: a camp's roll asks this of everybody it ever held.
    with connection.cursor() as cursor:
        cursor.execute(_EVER_WITH, [place, place, place])
        numbers = sorted(number for (number,) in cursor.fetchall())
    return steps_of(numbers)


def steps_everywhere() -> dict[str, tuple[CustodyStep, ...]]:
    """Everybody who ever was in custody here."""
    numbers = ProtectedPerson.objects.exclude(custody_state=None).order_by("pk").values_list("pk", flat=True)
    return steps_of(list(numbers))


def steps_of(person_ids: Sequence[str]) -> dict[str, tuple[CustodyStep, ...]]:
    """What happened to the custody of these persons, in the order in which it was recorded.

    Given:    who was registered and not yet moved has one step, at the hour of his registration: before it nobody here
              knew of him.
    Returns:  nobody who was never in custody here.
    """
    found: dict[str, tuple[CustodyStep, ...]] = {}
    for start in range(0, len(person_ids), _AT_ONCE):
        some = list(person_ids[start : start + _AT_ONCE])
        people = [one for one in rows_where(ProtectedPerson, pk=some) if one.custody_state is not None]
        entries: dict[str, list[CustodyEntry]] = {}
        for entry in rows_where(CustodyEntry, person_id=some, order="recorded_at_index"):
            entries.setdefault(entry.person_id, []).append(entry)
        recorded = instants_at(one.recorded_index for one in people)
        led = _under_another(some)
        for one in people:
            mine = entries.get(one.pk, [])
            steps = list(_steps(mine))
            if not any(step.act_index == one.recorded_index for step in steps):
                holder, state = (
                    (mine[0].previous_holder, mine[0].previous_state) if mine else (one.holder, one.custody_state)
                )
                steps.insert(0, CustodyStep(
                    act_index=one.recorded_index, at=recorded[one.recorded_index],
                    event=CustodyEvent.CAPTURE_REPORTED, holder=holder, state=CustodyState(state or ""),
                ))  # fmt: skip
            found[one.pk] = (*steps, *led.get(one.pk, ()))
    return found


def _under_another(person_ids: Sequence[str]) -> dict[str, list[CustodyStep]]:
    """When a number began to stand under another one of the same man: from that act on nobody is held under it.

    Given:    a parting takes the step back, as an annulment does.
    """
    if not any(row.recorded_index is not None for row in joins_of(person_ids)):
        return {}
    rows = rows_where(Join, recorded_index=SOMETHING)  # all of them, since who leads passes from one join to the next
    steps: dict[str, list[CustodyStep]] = {}
    standing: set[str] = set()
    indices = (index for row in rows for index in (row.recorded_index, row.parted_index) if index is not None)
    for recorded in acts_at(indices):
        given = recorded.act
        assert isinstance(given, JoinRecorded | PartingRecorded)
        for man in (given.man,) if isinstance(given, JoinRecorded) else given.men:
            if man.leader_id in standing:
                standing.discard(man.leader_id)
                steps[man.leader_id][-1] = replace(steps[man.leader_id][-1], annulled_index=recorded.index)
            for number in man.led:
                if number not in standing:
                    standing.add(number)
                    steps.setdefault(number, []).append(CustodyStep(
                        act_index=recorded.index, at=read_instant(recorded.at), event=CustodyEvent.ANNULLED, holder="",
                        state=CustodyState.RECORD_ERROR,
                    ))  # fmt: skip
    return steps


def _steps(entries: Sequence[CustodyEntry]) -> Iterable[CustodyStep]:
    by_id = {one.pk: one for one in entries}
    for one in entries:
        if one.event == CustodyEvent.ANNULLED.value:
            continue
        taken_back = by_id.get(one.annulled_by or "")
        yield CustodyStep(
            act_index=one.recorded_at_index, at=read_instant(one.happened_at), event=CustodyEvent(one.event),
            holder=one.holder, state=CustodyState(one.state), left=one.previous_holder,
            annulled_index=taken_back.recorded_at_index if taken_back else None,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CardAndPlace:
    """By which number a man goes among men, and who holds him: no name."""

    card_number: str
    holder: str
    custody_state: str


UNKNOWN = CardAndPlace(card_number="", holder="", custody_state="")
"""Of whoever is not known here."""


def there_at(place: str, *hours: datetime) -> tuple[int, ...]:
    """How many are at a place to be counted at each of these hours, as the register knows today.

    Source:   practice rules 15, 16: a day's roll and a shift's head count are held against one and the same sum.
    Given:    an act counts for the hour at which it happened; one that was annulled counts for none.
    """
    people, size = steps_at(place), tree_size()
    return tuple(
        read_roll(place, people, RollRead(taken_at=hour, before_index=size), None).sum.expected for hour in hours
    )  # fmt: skip


def cards_of(person_ids: Iterable[str]) -> Mapping[str, CardAndPlace]:
    """Card and holder of these persons; nobody who was never in custody here."""
    wanted = list(dict.fromkeys(person_ids))
    return {
        one.pk: CardAndPlace(
            card_number=one.card_number or "", holder=one.holder, custody_state=one.custody_state or ""
        )
        for start in range(0, len(wanted), _AT_ONCE)
        for one in rows_where(ProtectedPerson, pk=wanted[start : start + _AT_ONCE])
        if one.custody_state is not None
    }  # fmt: skip


def cards_between(first: str, last: str) -> Mapping[str, int]:
    """The cards from the first to the last that somebody has, as they are printed, each by the act that entered him.

    Given:    two numbers of one pad; what stands between them as text and is longer belongs to another pad.
    Not:      a number under which a man was joined to another: his card stays his, and stays here.
    """
    rows = ProtectedPerson.objects.filter(card_number__gte=first, card_number__lte=last)
    found = rows.values_list("card_number", "recorded_index")
    return {card: index for card, index in found if card and len(card) == len(first)}


def has_gap_between(first: str, last: str, numbers_before: str) -> bool:
    """Whether a card before the last recorded one of a pad is nobody's, counted without reading a card.

    Given:    the first and last card as they are printed; `numbers_before` what stands before their numerals.
    """
    rows = ProtectedPerson.objects.filter(card_number__gte=first, card_number__lte=last)
    found = rows.aggregate(count=Count("pk"), last=Max("card_number"))
    numeral = (found["last"] or first)[len(numbers_before) :]
    return not numeral.isdecimal() or found["count"] != int(numeral) - int(first[len(numbers_before) :]) + 1


def captured_on(person_id: str) -> PartialDate | None:
    """The day on which he was taken, as far as it is a date."""
    row = row_numbered(ProtectedPerson, person_id)
    try:
        return PartialDate.parse(row.captured_on) if row and row.captured_on else None
    except InputError:
        return None
