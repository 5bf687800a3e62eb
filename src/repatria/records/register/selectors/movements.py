"""Orders of transfer that are open, and the lists with which men left and came."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.custody import CustodyAttested, is_held
from repatria.core.law.custody_facts import CustodyEvent, CustodyState
from repatria.records.access.acting import Acting
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.register.errors import UnknownListError
from repatria.records.register.joined import leader_of
from repatria.records.register.models import CustodyEntry, ListExplanation, ProtectedPerson
from repatria.records.register.selectors.timeline import attested_of

_ORDERED = CustodyEvent.TRANSFER_ORDERED.value
_LEAVING = (CustodyEvent.EVACUATED.value, CustodyEvent.DEPARTED.value, _ORDERED)
_OVER = frozenset({
    CustodyEvent.DEPARTED.value, CustodyEvent.EVACUATED.value, CustodyEvent.ARRIVED.value,
    CustodyEvent.TRANSFER_CALLED_OFF.value, CustodyEvent.ESCAPED.value, CustodyEvent.DIED.value,
    CustodyEvent.RELEASE_COMPLETED.value, CustodyEvent.TRANSFERRED_TO_POWER.value,
})  # fmt: skip
"""Events after which nobody waits for his departure any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderView:
    """An order of transfer that is open: he is where he was."""

    list_reference: str
    destination: str
    listed: int | None
    ordered_at: str
    act_index: int


def open_order(person_id: str) -> OrderView | None:
    """The order under which he is to leave and has not left yet; None where there is none.  Source: GC III art. 46."""
    leader = leader_of(person_id)
    for row in rows_where(CustodyEntry, person_id=leader, annulled_by=None, order="-recorded_at_index"):
        if row.event == _ORDERED and row.state != CustodyState.IN_TRANSIT.value:
            told = attested_of(row)
            return OrderView(
                list_reference=row.list_reference, destination=told.destination, listed=told.listed,
                ordered_at=row.happened_at, act_index=row.recorded_at_index,
            )  # fmt: skip
        if row.event in _OVER or (row.event == _ORDERED and row.state == CustodyState.IN_TRANSIT.value):
            return None
    return None


def ordered_away(place: str) -> dict[str, str]:
    """Who is ordered to leave a place and has not left it, each with where to."""
    ordered = CustodyEntry.objects.filter(event=_ORDERED, previous_holder=place, annulled_by=None)
    ordered = ordered.exclude(state=CustodyState.IN_TRANSIT.value)
    here = ProtectedPerson.objects.filter(pk__in=ordered.values("person_id"), holder=place)
    orders = ((person_id, open_order(person_id)) for person_id in here.values_list("pk", flat=True))
    return {person_id: order.destination for person_id, order in orders if order is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftWith:
    """What the register knows of those who left with a list."""

    list_id: str
    persons: int
    counted: int | None  # heads, by the latest departure with it of which somebody counted them


def left_with(list_reference: str) -> LeftWith | None:
    """Who left with this list; None where no list is named, or nobody left with it."""
    if not list_reference:
        return None
    rows = CustodyEntry.objects.filter(
        list_reference=list_reference, event__in=_LEAVING, state=CustodyState.IN_TRANSIT.value
    )
    # An annulled departure still names the list: what was begun under that name goes on.
    first = rows.order_by("recorded_at_index").first()
    standing = rows.filter(annulled_by=None)
    last = standing.order_by("-recorded_at_index").first()
    if first is None or last is None:
        return None
    return LeftWith(
        list_id=first.pk, persons=standing.values("person_id").distinct().count(), counted=attested_of(last).counted
    )  # fmt: skip


def arrived_with(list_reference: str, *, besides: str = "") -> int:
    """How many came with this list, without one of them."""
    rows = CustodyEntry.objects.filter(
        list_reference=list_reference, event=CustodyEvent.ARRIVED.value, annulled_by=None
    ).exclude(person_id=besides)
    return rows.values("person_id").distinct().count()


@dataclass(frozen=True, slots=True, kw_only=True)
class OnTheList:
    """One man of a list: when he left and when he came; "" where he did not come with it."""

    person_id: str
    left_at: str
    came_at: str
    state: str
    holder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementView:
    """A list of evacuees or of men transferred, with the heads that were counted at both ends."""

    list_id: str
    list_reference: str
    listed: int | None
    left: int | None
    arrived: int | None
    men: tuple[OnTheList, ...]
    explained: tuple[tuple[str, str, int], ...]  # end, reason, the act

    @property
    def missing(self) -> tuple[OnTheList, ...]:
        """Who left, is held still, and came nowhere."""
        return tuple(man for man in self.men if man.state == CustodyState.IN_TRANSIT.value and not man.came_at)


@question("register.?movement", of_numbers=True)
def movement(acting: Acting, list_id: str) -> MovementView:
    """A list by the number of its first departure: who left with it, who came, and who did not; numbers only.

    Raises:   UnknownListError.
    Leaf:     access.reading_recorded
    """
    first = row_numbered(CustodyEntry, list_id)
    if first is None or first.event not in _LEAVING or first.state != CustodyState.IN_TRANSIT.value:
        raise UnknownListError("nobody left with such a list")
    rows = rows_where(CustodyEntry, list_reference=first.list_reference, annulled_by=None, order="recorded_at_index")
    left = {row.person_id: row for row in rows if row.event in _LEAVING and row.state == first.state}
    came = {row.person_id: row for row in rows if row.event == CustodyEvent.ARRIVED.value}
    people = {row.pk: row for row in ProtectedPerson.objects.filter(pk__in=[*left, *came])}
    record_reading(acting, question="register.?movement", records=sorted(people))
    counted = [attested_of(row) for row in left.values()]
    arrived = [told for told in (attested_of(row) for row in came.values()) if told.counted is not None]
    return MovementView(
        list_id=list_id, list_reference=first.list_reference, listed=_listed(counted, rows),
        left=counted[-1].counted if counted else None, arrived=arrived[-1].counted if arrived else None,
        men=tuple(
            OnTheList(
                person_id=number, left_at=left[number].happened_at if number in left else "",
                came_at=came[number].happened_at if number in came else "", state=man.custody_state or "",
                holder=man.holder if is_held(CustodyState(man.custody_state or "reported")) else "",
            )
            for number, man in sorted(people.items())
        ),
        explained=tuple(
            (row.end, row.reason, row.recorded_index)
            for row in rows_where(ListExplanation, list_id=list_id, order="recorded_index")
        ),
    )  # fmt: skip


def _listed(counted: list[CustodyAttested], rows: list[CustodyEntry]) -> int | None:
    ordered = [attested_of(row).listed for row in rows if row.event == _ORDERED]
    return next((one for one in (*ordered, *(told.listed for told in counted)) if one is not None), None)
