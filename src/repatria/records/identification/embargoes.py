"""From which moment on nothing is told otherwise: items are thought to be of whom she seeks."""

from __future__ import annotations

from repatria.records.disclosure.said_dead import says_dead
from repatria.records.identification.finding_models import Hypothesis
from repatria.records.identification.hypothesis import NAMED, STANDING
from repatria.records.ledger.rows import rows_where
from repatria.records.matching.selectors import links_of_enquiry, links_of_person
from repatria.records.register.joined import numbers_of

_STATES = [one.value for one in (*STANDING, *NAMED)]


def is_candidate(enquiry_id: str) -> bool:
    """Whether a hypothesis stands, or a name, about whom this enquiry seeks: under any number that he has.

    Source:   practice rule 4: from a dead candidate on nothing is told by letter, call or hand-over.
    """
    persons = {number for link in links_of_enquiry(enquiry_id) for number in numbers_of(link.person_id)}
    enquiries = {enquiry_id} | {link.enquiry_id for one in persons for link in links_of_person(one)}
    return bool(
        rows_where(Hypothesis, enquiry_id=sorted(enquiries), state=_STATES, at_most=1)
        or rows_where(Hypothesis, person_id=sorted(persons), state=_STATES, at_most=1)
    )


def register() -> None:
    says_dead("identification", is_candidate)
