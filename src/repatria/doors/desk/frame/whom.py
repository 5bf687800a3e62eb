"""About whom a thing is: name, card and place, for whoever may read them anyway, by one reading act a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import SimpleLazyObject

from repatria.doors.desk.frame.acting import may
from repatria.records.access.acting import Acting
from repatria.records.enquiries.selectors import enquiries_numbered
from repatria.records.handover.selectors import persons_to_see
from repatria.records.register.releases import persons_released
from repatria.records.register.selectors import PersonLine, persons_numbered, persons_to_ask, roll_numbered

_LISTS = (
    ("register.?persons", persons_numbered), ("register.?interview_list", persons_to_ask),
    ("register.?medical_list", persons_to_see), ("register.?camp_roll", roll_numbered),
    ("register.?release", persons_released),
)  # fmt: skip
"""By which list a role reads persons; an account of two roles by the first."""
_VISITING = frozenset({"register.?interview_list", "register.?medical_list", "register.?release"})
"""Lists of those who go to him, or decide about his leaving: they are told where he is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """Somebody as a line names him: his name, and his card and place for who must go there."""

    name: str
    place: str = ""

    @property
    def words(self) -> str:
        return " · ".join(one for one in (self.name, self.place) if one)


NOBODY = Whom(name="")


def whom(acting: Acting, numbers: Iterable[str]) -> dict[str, Whom]:
    """Who stands behind numbers of persons and enquiries, as far as this account reads their lists.

    Returns:  nothing of what its role does not list; there the number stands alone.
    Leaf:     access.reading_recorded, of exactly these records; none where there is none
    """
    wanted = list(dict.fromkeys(numbers))
    persons = [one for one in wanted if one.startswith("P-")]
    enquiries = [one for one in wanted if one.startswith("E-") and ":" not in one]
    found: dict[str, Whom] = {}
    action, lines = next(((action, lines) for action, lines in _LISTS if may(acting, action)), ("", None))
    if persons and lines is not None:
        found |= {line.person_id: _of(line, is_placed=action in _VISITING) for line in lines(acting, persons)}
    if enquiries and may(acting, "enquiries.?enquiries"):
        named = enquiries_numbered(acting, enquiries)
        found |= {line.enquiry_id: Whom(name=line.sought_name) for line in named}
    return {number: one for number, one in found.items() if one.words}


def _of(line: PersonLine, *, is_placed: bool) -> Whom:
    place = " · ".join(one for one in (line.card_number or "", line.holder) if one) if is_placed else ""
    return Whom(name=f"{line.surname} {line.first_names}".strip(), place=place)


def subject_of(acting: Acting, person_id: str) -> str:
    """A person as the head of a form names him: name, card and place before his number.  Leaf: as `whom`."""
    known = whom(acting, [person_id]).get(person_id, NOBODY)
    return " · ".join(one for one in (known.words, person_id) if one)


def subject_on(acting: Acting, person_id: str) -> SimpleLazyObject[str]:
    """The same, read when a page shows it and not where a form goes on to the next page."""
    return SimpleLazyObject(lambda: subject_of(acting, person_id))
