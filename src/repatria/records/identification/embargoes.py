"""From which moment on nothing is told otherwise: items are thought to be of whom she seeks."""

from __future__ import annotations

from repatria.records.disclosure.said_dead import says_dead
from repatria.records.identification.finding_models import Hypothesis
from repatria.records.identification.hypothesis import NAMED, STANDING
from repatria.records.identification.one_sought import seek_one
from repatria.records.ledger.rows import rows_where
from repatria.records.matching.selectors import links_of_enquiry, links_of_person
from repatria.records.register.joined import numbers_of

_STATES = [one.value for one in (*STANDING, *NAMED)]


def is_candidate(enquiry_id: str) -> bool:
    """Whether a hypothesis stands, or a name, about whom this enquiry seeks: under any number that he has, and
    for all who seek him with her.

    Source:   practice rule 4: from a dead candidate on nothing is told by letter, call or hand-over.
    """
    beside = seek_one(enquiry_id)
    linked = [link for one in beside for link in links_of_enquiry(one)]
    persons = {number for link in linked for number in numbers_of(link.person_id)}
    enquiries = {*beside} | {link.enquiry_id for one in persons for link in links_of_person(one)}
    enquiries |= {other for one in enquiries for other in seek_one(one)}
    return bool(
        rows_where(Hypothesis, enquiry_id=sorted(enquiries), state=_STATES, at_most=1)
        or rows_where(Hypothesis, person_id=sorted(persons), state=_STATES, at_most=1)
    )


def is_person_candidate(person_id: str) -> bool:
    """Whether a hypothesis stands, or a name, about this person, under any number that he has."""
    return bool(rows_where(Hypothesis, person_id=sorted(numbers_of(person_id)), state=_STATES, at_most=1))


def register() -> None:
    says_dead("identification", is_candidate, is_person_candidate)
