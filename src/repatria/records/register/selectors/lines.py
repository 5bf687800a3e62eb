"""Persons as lines of a list: the register, a camp's roll, how many each place holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Count

from repatria.core.law.custody_facts import CustodyState
from repatria.core.vocabulary.particulars import ParticularKind
from repatria.records.access.acting import Acting
from repatria.records.access.pages import Lines, cut
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.register.joined import leading
from repatria.records.register.models import ProtectedPerson
from repatria.records.register.selectors.custody import lent_by, signed_out_from
from repatria.records.register.selectors.movements import ordered_away
from repatria.records.register.selectors.particulars import particulars_by_person

PAGE = 50
_ON_THE_WAY = CustodyState.IN_TRANSIT.value


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One line of a list of persons."""

    person_id: str
    surname: str
    first_names: str
    patronymic: str
    birth_date: str
    card_number: str | None
    custody_state: str | None
    holder: str
    recorded_index: int
    stands_under: str = ""  # the number that leads for this man, where it is another
    due_back_at: str = ""  # of a man lent out of the camp that asks
    ordered_to: str = ""  # of a man who is ordered to leave it and has not left


def lines_of(rows: Sequence[ProtectedPerson]) -> tuple[PersonLine, ...]:
    """These persons as lines of a list."""
    found = particulars_by_person([row.pk for row in rows])

    def first(person_id: str, kind: ParticularKind) -> str:
        return next((p.value for p in found.get(person_id, ()) if p.kind == kind and p.value), "")

    return tuple(
        PersonLine(
            person_id=row.pk, surname=first(row.pk, ParticularKind.SURNAME),
            first_names=first(row.pk, ParticularKind.FIRST_NAMES), patronymic=first(row.pk, ParticularKind.PATRONYMIC),
            birth_date=first(row.pk, ParticularKind.BIRTH_DATE), card_number=row.card_number,
            custody_state=leading(row).custody_state, holder=leading(row).holder, recorded_index=row.recorded_index,
            stands_under=row.stands_under or "",
        )
        for row in rows
    )  # fmt: skip


@question("register.?persons")
def persons(acting: Acting, *, after_index: int = -1, held_only: bool = False) -> Lines[PersonLine]:
    """One page of the register, oldest first.

    Leaf:     access.reading_recorded
    """
    rows = ProtectedPerson.objects.filter(recorded_index__gt=after_index).order_by("recorded_index")
    if held_only:
        rows = rows.exclude(holder="").filter(stands_under=None)
    page, has_more = cut(rows, PAGE)
    record_reading(acting, question="register.?persons", records=[row.pk for row in page])
    return Lines(lines_of(page), has_more=has_more)


@question("register.?persons")
def persons_numbered(acting: Acting, person_ids: Sequence[str]) -> tuple[PersonLine, ...]:
    """Given persons as lines, at most a page of them.  Leaf: access.reading_recorded"""
    wanted = list(dict.fromkeys(person_ids))[:PAGE]
    rows = list(ProtectedPerson.objects.filter(pk__in=wanted).order_by("recorded_index"))
    record_reading(acting, question="register.?persons", records=[row.pk for row in rows])
    return lines_of(rows)


def lines_for_room(person_ids: Sequence[str]) -> tuple[PersonLine, ...]:
    """Given persons as lines, for a room that leaves its own reading act."""
    return lines_of(list(ProtectedPerson.objects.filter(pk__in=person_ids).order_by("recorded_index")))


@question("register.?camp_roll", name="roll")
def camp_roll(acting: Acting, *, skip: int = 0, at_most: int = 0) -> Lines[PersonLine]:
    """Everybody whom the actor's own camp or unit holds, then whom it lent to another service and is to get back.

    Source:   practice rules 14, 15.
    Given:    a man leaves the roll when he left, and stands on it while he is only ordered to. `at_most` lines are
              opened, after `skip` of them; 0 for all.
    Leaf:     access.reading_recorded
    """
    people = ProtectedPerson.objects.filter(stands_under=None).order_by("card_number", "id")
    out = signed_out_from(acting.branch) if acting.branch else {}
    held = list(people.filter(holder=acting.branch).exclude(holder="").exclude(custody_state=_ON_THE_WAY))
    lent = list(people.filter(pk__in=out).exclude(holder=acting.branch))
    whole = held + lent
    rows = whole[skip : skip + at_most] if at_most else whole
    record_reading(acting, question="register.?camp_roll", records=[row.pk for row in rows])
    leaving = ordered_away(acting.branch) if held else {}
    lines = (
        replace(line, due_back_at=out.get(line.person_id, ""), ordered_to=leaving.get(line.person_id, ""))
        for line in lines_of(rows)
    )
    return Lines(lines, has_more=bool(at_most) and skip + at_most < len(whole))


@question("register.?camp_roll")
def roll_numbered(acting: Acting, person_ids: Sequence[str]) -> tuple[PersonLine, ...]:
    """Those of the given persons whom the actor's own camp holds or lent out, as lines of its roll.

    Leaf:     access.reading_recorded
    """
    wanted = list(dict.fromkeys(person_ids))[:PAGE]
    rows = [
        row for row in ProtectedPerson.objects.filter(pk__in=wanted).order_by("card_number", "id")
        if acting.branch and acting.branch in (leading(row).holder, lent_by(row.pk))
    ]  # fmt: skip
    record_reading(acting, question="register.?camp_roll", records=[row.pk for row in rows])
    return lines_of(rows)


@question("register.?persons", of_numbers=True)
def head_counts() -> dict[str, int]:
    """How many men stand at each place now, one who has two numbers once, without those on their way; no names."""
    here = ProtectedPerson.objects.filter(stands_under=None).exclude(holder="").exclude(custody_state=_ON_THE_WAY)
    holders = here.order_by().values_list("holder")
    return dict(holders.annotate(Count("pk")))
