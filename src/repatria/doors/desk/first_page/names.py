"""About whom today's things are: names, for whoever may read them in a list anyway, by one reading act a page."""

from __future__ import annotations

from collections.abc import Iterable

from repatria.doors.desk.frame.acting import may
from repatria.records.access.acting import Acting
from repatria.records.enquiries.selectors import enquiries_numbered
from repatria.records.register.selectors import PersonLine, persons_numbered, persons_to_ask, roll_numbered


def names_of(acting: Acting, numbers: Iterable[str]) -> dict[str, str]:
    """The names behind numbers of persons and enquiries, as far as this account reads their lists.

    Returns:  nothing of what its role does not list; there the number stands alone.
    Leaf:     access.reading_recorded, of exactly these records; none where there is none
    """
    wanted = list(dict.fromkeys(numbers))
    persons = [one for one in wanted if one.startswith("P-")]
    enquiries = [one for one in wanted if one.startswith("E-") and ":" not in one]
    found: dict[str, str] = {}
    if persons and may(acting, "register.?persons"):
        found |= _by_number(persons_numbered(acting, persons))
    elif persons and may(acting, "register.?interview_list"):
        found |= _by_number(persons_to_ask(acting, persons))
    elif persons and may(acting, "register.?camp_roll"):
        found |= _by_number(roll_numbered(acting, persons))
    if enquiries and may(acting, "enquiries.?enquiries"):
        found |= {line.enquiry_id: line.sought_name for line in enquiries_numbered(acting, enquiries)}
    return {number: name for number, name in found.items() if name}


def _by_number(lines: Iterable[PersonLine]) -> dict[str, str]:
    return {line.person_id: f"{line.surname} {line.first_names}".strip() for line in lines}
