"""Lists that go out: whom a place holds, who goes on a journey, whom a visitor finds and what changed since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from repatria.core.law.custody_facts import CustodyEvent, CustodyState
from repatria.core.law.roll import CustodyStep, Presence, standings
from repatria.records.access.acting import Acting, require
from repatria.records.access.errors import OutOfScopeError
from repatria.records.access.questions import question
from repatria.records.access.role_table import Role
from repatria.records.access.services import record_reading
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.places.reading import place_of, read_place
from repatria.records.register.errors import UnknownListError
from repatria.records.register.models import CustodyEntry, ProtectedPerson, VisitList, VisitReference
from repatria.records.register.presence import steps_at, steps_everywhere
from repatria.records.register.selectors.lines import PersonLine, lines_of
from repatria.records.register.selectors.timeline import attested_of

VISIT, PLACE, JOURNEY = "register.?visit_list", "register.?place_list", "register.?journey_list"
PAGE = 100
"""Lines of a list for a visit that a page shows at once."""
_LEAVING = (CustodyEvent.EVACUATED.value, CustodyEvent.DEPARTED.value, CustodyEvent.TRANSFER_ORDERED.value)


Found = dict[str, tuple[str, str, str, str]]
"""Of each person the place now, whether he is there, what changed, and the place before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedMan:
    """One man of a list that goes out.

    Given:    `place` answers for him now, `presence` says whether he is there to be seen; `change` since the list that
              this visitor took last: new, moved, gone, or nothing; `before` the place that it had; `reference` the
              number by which visitors know him.
    """

    line: PersonLine
    place: str
    presence: str
    change: str = ""
    before: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitListView:
    """A list for a visit, and from when its changes count; `since_list` is "" where none was taken before.

    Given:    `persons` and `changes` count the whole list, of which `men` may be one page; it goes on after `following`
              lines, 0 where it ends.
    """

    place: str
    since_list: str
    since_index: int | None
    men: tuple[ListedMan, ...]
    persons: int
    changes: int
    following: int


def _code(place: str) -> str:
    return (read_place(place).place or read_place(place).closed or place_of(place)) if place else ""


def _last_list(account_id: str, place: str) -> VisitList | None:
    """The list that this visitor took last and that had this place on it."""
    rows = VisitList.objects.filter(taken_by=account_id, place__in=("", place))
    return rows.order_by("-recorded_index").first()


@question(VISIT)
def visit_list(acting: Acting, *, place: str = "", after: int = -1) -> VisitListView:
    """Every person whom a place, or any place, answers for, with what changed since the list that was taken last.

    Source:   GC III art. 126; practice rules, the delegate's needs before a visit.
    Given:    -1 for the whole list by names; else a page of it by place and card, after so many of its lines: only
              those are opened, and named in the reading act.
    Raises:   RoleForbidsError; NoSuchHolderError.
    Leaf:     access.reading_recorded
    """
    require(acting, VISIT)
    place = _code(place)
    last, size = _last_list(acting.account_id, place), tree_size()
    steps = steps_at(place) if place else steps_everywhere()
    found: Found = {}
    for person_id, one in steps.items():
        now, presence = _stands(one, size)
        before = _stands(one, last.before_index)[0] if last else ""
        here, there = (bool(at) and place in ("", at) for at in (now, before))
        if here or there:
            found[person_id] = (now, presence, _change(now, before, here, there) if last else "", before)
    people, following = _numbers(found), 0
    if after < 0:
        men = _by_name(_made(found, _people(people)))
    else:
        start = after if after < len(people) else 0
        men = _made(found, _people(sorted(people, key=partial(_by_card, found, people))[start : start + PAGE]))
        following = start + PAGE if start + PAGE < len(people) else 0
    shown = found if after < 0 else [man.line.person_id for man in men]
    record_reading(acting, question="register.?visit_list", records=sorted(shown))
    return VisitListView(
        place=place, since_list=last.pk if last else "", since_index=last.recorded_index if last else None, men=men,
        persons=len(people), changes=sum(bool(found[one][2]) for one in people), following=following,
    )  # fmt: skip


def _stands(steps: Sequence[CustodyStep], before_index: int) -> tuple[str, str]:
    stood = standings(steps, before_index=before_index)
    return (stood[-1].place, stood[-1].presence.value) if stood else ("", Presence.THERE.value)


def _change(now: str, before: str, here: bool, there: bool) -> str:
    if not before:
        return "new"
    if not now or (there and not here):
        return "gone"
    return "moved" if now != before else ""


def _numbers(found: Found) -> dict[str, str]:
    """Those of them who stand under no other number, each with his card."""
    rows = ProtectedPerson.objects.filter(pk__in=list(found), stands_under=None)
    return {number: card or "" for number, card in rows.values_list("pk", "card_number")}


def _people(numbers: Iterable[str]) -> list[ProtectedPerson]:
    """In the order in which they are named."""
    wanted = list(numbers)
    rows = {one.pk: one for one in ProtectedPerson.objects.filter(pk__in=wanted)}
    return [rows[number] for number in wanted]


def _by_card(found: Found, cards: Mapping[str, str], number: str) -> tuple[str, str, str]:
    now, _, _, before = found[number]
    return now or before, cards[number], number


def _made(found: Found, people: Sequence[ProtectedPerson]) -> tuple[ListedMan, ...]:
    references = {row.pk: row.reference for row in rows_where(VisitReference, pk=[one.pk for one in people])}
    return tuple(
        ListedMan(
            line=line, place=found[line.person_id][0], presence=found[line.person_id][1],
            change=found[line.person_id][2], before=found[line.person_id][3],
            reference=references.get(line.person_id, ""),
        )
        for line in lines_of(people)
    )  # fmt: skip


def _men(found: Found) -> tuple[ListedMan, ...]:
    return _by_name(_made(found, _people(_numbers(found))))


def _by_name(men: Sequence[ListedMan]) -> tuple[ListedMan, ...]:
    def order(one: ListedMan) -> tuple[str, ...]:
        line = one.line
        return one.place or one.before, line.surname, line.first_names, line.card_number or "", line.person_id

    return tuple(sorted(men, key=order))


@question(PLACE)
def place_list(acting: Acting, *, place: str = "") -> tuple[ListedMan, ...]:
    """Everybody for whom a place answers now, those who are signed out of it too; a camp officer's own place alone.

    Source:   practice rules 14, 15.
    Raises:   RoleForbidsError; OutOfScopeError; NoSuchHolderError.
    Leaf:     access.reading_recorded
    """
    require(acting, PLACE)
    place = _own(acting, _code(place))
    size, found = tree_size(), {}
    for person_id, steps in (steps_at(place) if place else {}).items():
        now, presence = _stands(steps, size)
        if now == place:
            found[person_id] = (now, presence, "", "")
    record_reading(acting, question="register.?place_list", records=sorted(found))
    return _men(found)


def _own(acting: Acting, place: str) -> str:
    if acting.roles & {Role.REGISTRAR, Role.DELEGATE}:
        return place
    if place not in ("", acting.branch):
        raise OutOfScopeError("this is another place's", provision="role table", faults=(("place", "not_own_place"),))
    return acting.branch


@question(JOURNEY)
def journey_list(acting: Acting, list_id: str) -> tuple[ListedMan, ...]:
    """Everybody who is ordered to go, or went, with a list of evacuation or transfer: complete before they leave.

    Source:   GC III art. 20, 46-48.
    Given:    the number of the first order or departure with it; before a departure `place` is where he stands still.
    Raises:   RoleForbidsError; UnknownListError; OutOfScopeError for a camp that is neither end of it.
    Leaf:     access.reading_recorded
    """
    require(acting, JOURNEY)
    first = row_numbered(CustodyEntry, list_id)
    if first is None or first.event not in _LEAVING or not first.list_reference:
        raise UnknownListError("nobody is to leave with such a list")
    entries = rows_where(CustodyEntry, list_reference=first.list_reference, annulled_by=None, order="recorded_at_index")
    rows = [row for row in entries if row.event in _LEAVING]
    if not acting.roles & {Role.REGISTRAR, Role.DELEGATE}:
        ends = {place for row in entries for place in (row.previous_holder, row.holder, attested_of(row).destination)}
        if not acting.branch or acting.branch not in ends:
            raise OutOfScopeError("nobody leaves or reaches this account's place with it", provision="role table")
    on_the_way = CustodyState.IN_TRANSIT.value
    found = {
        row.person_id: (
            row.previous_holder, (Presence.ON_THE_WAY if row.state == on_the_way else Presence.THERE).value, "", ""
        )
        for row in rows
    }  # fmt: skip
    record_reading(acting, question="register.?journey_list", records=sorted(found))
    return _men(found)
