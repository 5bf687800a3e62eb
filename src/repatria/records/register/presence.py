"""Where men stood and by which act, for the rolls: steps of custody by record numbers. Nothing sealed is opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, Max

from repatria.core.law.custody_facts import CustodyEvent, CustodyState
from repatria.core.law.roll import CustodyStep, RollRead, read_roll, standings
from repatria.core.vocabulary.dates import PartialDate, instant_text, read_instant
from repatria.core.vocabulary.errors import InputError
from repatria.records.ledger.reading import acts_at, instants_at, tree_size
from repatria.records.ledger.rows import SOMETHING, row_numbered, rows_where
from repatria.records.register.join_acts import JoinRecorded, PartingRecorded
from repatria.records.register.models import Join, ProtectedPerson

_OF_PLACE = "SELECT person_id AS id FROM register_custodyentry WHERE holder = %s UNION SELECT person_id FROM \
register_custodyentry WHERE previous_holder = %s"
_EVER_WITH = f"{_OF_PLACE} UNION SELECT id FROM register_protectedperson WHERE holder = %s"
_MAY_COUNT = f"""WITH ever AS ({_OF_PLACE})
    SELECT id FROM register_protectedperson WHERE holder = %s
    UNION SELECT p.id FROM register_protectedperson p JOIN ever ON ever.id = p.id
        WHERE p.custody_state IN (%s, %s) OR p.custody_index >= %s
    UNION SELECT c.person_id FROM register_custodyentry c JOIN ever ON ever.id = c.person_id
        WHERE c.happened_at > %s OR c.annulled_by IS NOT NULL
    UNION SELECT j.first_id FROM register_join j JOIN ever ON ever.id = j.first_id WHERE j.recorded_index IS NOT NULL
    UNION SELECT j.second_id FROM register_join j JOIN ever ON ever.id = j.second_id
        WHERE j.recorded_index IS NOT NULL"""
_PEOPLE = """SELECT id, custody_state, holder, recorded_index FROM register_protectedperson
    WHERE custody_state IS NOT NULL AND id IN ({})"""
_ENTRIES = """SELECT person_id, id, event, happened_at, recorded_at_index, holder, previous_holder, state,
    previous_state, annulled_by FROM register_custodyentry WHERE person_id IN ({}) ORDER BY recorded_at_index"""
_JOINED = "SELECT first_id, second_id FROM register_join WHERE recorded_index IS NOT NULL"
_ELSEWHERE = (CustodyState.OTHER_SERVICE.value, CustodyState.UNACCOUNTED.value)
_AT_ONCE = 500
_NEVER = datetime.max.replace(tzinfo=UTC)


def steps_at(place: str, *, since: RollRead | None = None) -> dict[str, tuple[CustodyStep, ...]]:
    """Everybody who ever was with a place, each with all that happened to his custody, here and elsewhere.

    Given:    with `since` whoever had left before it, and of whom nothing became known after it, may be left out: he
              stood elsewhere at that hour, as it was known then and is known now, and stands there still. Men who left
              long ago are most of all who were ever there, and a sum that is read from there names none of them.
    """
    # Plain SQL: a camp's roll asks this of everybody it ever held.
    with connection.cursor() as cursor:
        if since is None:
            cursor.execute(_EVER_WITH, [place, place, place])
        else:
            cursor.execute(
                _MAY_COUNT,
                [place, place, place, *_ELSEWHERE, since.before_index, instant_text(since.taken_at)],
            )
        numbers = sorted(number for (number,) in cursor.fetchall())
    return steps_of(numbers)


def answered_for(place: str) -> dict[str, tuple[CustodyStep, ...]]:
    """For whom a place answers now, whether he is there, signed out, unaccounted or on his way, each with his steps."""
    size = tree_size()
    people = steps_at(place, since=RollRead(taken_at=_NEVER, before_index=size))
    return {
        number: steps for number, steps in people.items()
        if (stood := standings(steps, before_index=size)) and stood[-1].place == place
    }  # fmt: skip


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
    # Rows as they come, and no models: of a hundred thousand persons the rows would cost more than all else.
    found: dict[str, tuple[CustodyStep, ...]] = {}
    led = _under_another(person_ids)
    for start in range(0, len(person_ids), _AT_ONCE):
        some = list(person_ids[start : start + _AT_ONCE])
        entries: dict[str, list[_Row]] = {}
        for number, *entry in _asked(_ENTRIES, some):
            entries.setdefault(number, []).append(_Row(*entry))
        people = _asked(_PEOPLE, some)
        recorded = instants_at(index for *_, index in people)
        for number, state, holder, index in people:
            mine = entries.get(number, [])
            steps = list(_steps(mine))
            if not any(step.act_index == index for step in steps):
                if mine:
                    holder, state = mine[0].previous_holder, mine[0].previous_state
                steps.insert(0, CustodyStep(
                    act_index=index, at=recorded[index], event=CustodyEvent.CAPTURE_REPORTED, holder=holder,
                    state=CustodyState(state or ""),
                ))  # fmt: skip
            found[number] = (*steps, *led.get(number, ()))
    return found


def _asked(statement: str, numbers: Sequence[str]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement.format(", ".join(["%s"] * len(numbers))), list(numbers))
        return list(cursor.fetchall())


class _Row(NamedTuple):
    """A row of custody, as far as steps are made of it."""

    pk: str
    event: str
    happened_at: str
    recorded_at_index: int
    holder: str
    previous_holder: str
    state: str
    previous_state: str
    annulled_by: str | None


def _under_another(person_ids: Sequence[str]) -> dict[str, list[CustodyStep]]:
    """When a number began to stand under another one of the same man: from that act on nobody is held under it.

    Given:    a parting takes the step back, as an annulment does.
    """
    asked = set(person_ids)
    with connection.cursor() as cursor:
        cursor.execute(_JOINED)
        if not any(asked.intersection(two) for two in cursor.fetchall()):
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


def _steps(entries: Sequence[_Row]) -> Iterable[CustodyStep]:
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
    size = tree_size()
    # Before the first hour nothing is asked, so that what was known then does not matter.
    people = steps_at(place, since=RollRead(taken_at=min(hours), before_index=size))
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
