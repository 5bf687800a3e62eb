"""How far those who came in the night got: written in a line, registered, his own card done, notices sent."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.arrivals.models import Line
from repatria.records.arrivals.selectors.nights import NIGHT, own_places
from repatria.records.notices.selectors import persons_with_sent_notice
from repatria.records.register.selectors.cards_done import persons_with_card_done


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalsFunnel:
    """How many lines came from a place, how many persons they are, and how far those got."""

    lines: int
    registered: int
    card_done: int
    notice_sent: int


@question(NIGHT, of_numbers=True)
def arrivals_funnel(acting: Acting, *, place: str = "") -> ArrivalsFunnel:
    """What became of the lines of a place, or of all that this account sees; counts only.

    Source:   GC III art. 70, 122; practice rule 16.
    Given:    two lines of one man are two lines and one person.
    """
    require(acting, NIGHT)
    rows = Line.objects.all()
    if (own := own_places(acting)) is not None:
        rows = rows.filter(place__in=own)
    if place:
        rows = rows.filter(place=place)
    people = rows.order_by().values_list("person_id", flat=True)
    persons = set(people)
    return ArrivalsFunnel(
        lines=len(people), registered=len(persons), card_done=len(persons_with_card_done(persons)),
        notice_sent=len(persons_with_sent_notice(persons)),
    )  # fmt: skip
