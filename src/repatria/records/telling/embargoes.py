"""From which moment on nothing is told otherwise: the board concluded, or a case is open.

That a hypothesis is open the room of identification says itself.
"""

from __future__ import annotations

from repatria.records.disclosure.said_dead import says_dead
from repatria.records.ledger.rows import rows_where
from repatria.records.matching.selectors import links_of_enquiry
from repatria.records.telling.concluded import identified
from repatria.records.telling.models import Telling, TellingAsker


def is_to_be_told(enquiry_id: str) -> bool:
    """Whether the death of whom she seeks is to be told, or was: no letter, call or hand-over says anything of him.

    Source:   law-and-practice section 4.5; practice rule 4.
    Given:    it goes on after the visit: what is told further is told in person, by this room.
    """
    cases = [row.telling_id for row in rows_where(TellingAsker, enquiry_id=enquiry_id)]
    if cases and rows_where(Telling, pk=cases, state="open"):
        return True
    if identified(enquiry_id=enquiry_id):
        return True
    return any(identified(person_id=link.person_id) for link in links_of_enquiry(enquiry_id))


def register() -> None:
    says_dead("telling", is_to_be_told)
