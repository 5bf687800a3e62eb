"""What an interviewer says to him of one call before he answers: who asks, how and how long."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.calls import CallSide
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.contact.calling import call_row, policy_now
from repatria.records.contact.reading import link_of, said_yes, was_told_of_him
from repatria.records.contact.selectors.call_lists import TO_ASK
from repatria.records.enquiries.selectors import enquiry_for_room


@dataclass(frozen=True, slots=True, kw_only=True)
class CallToSay:
    """What is said to him of one call before he answers: who asks, how and how long; never an address of hers.

    Given:    name and relation are empty where he asks himself of nobody named, and where she may not be named to him;
              `is_watched` is None until the call has its hour.
    """

    call_id: str
    person_id: str
    her_name: str
    her_relation: str
    is_his: bool
    way: str
    minutes: int
    is_watched: bool | None


@question(TO_ASK)
def call_to_say(acting: Acting, call_id: str) -> CallToSay:
    """One call as it is said to him.

    Source:   practice rule 8: her name, relation and words, as for the decision about her.
    Raises:   RoleForbidsError; UnknownCallError.
    Leaf:     access.reading_recorded
    """
    require(acting, TO_ASK)
    row, her = call_row(call_id), {"enquirer_name": "", "relation": ""}
    link = link_of(row.enquiry_id) if row.enquiry_id else None
    person_id = row.person_id
    if link is not None and row.words_stood and said_yes(link) and was_told_of_him(row.enquiry_id, acting.at):
        record_reading(acting, question="contact.?calls_to_ask", records=(row.pk, row.enquiry_id, link.person_id))
        her, person_id = dict(enquiry_for_room(row.enquiry_id).said), link.person_id
    return CallToSay(
        call_id=row.pk, person_id=person_id, her_name=her["enquirer_name"], her_relation=her["relation"],
        is_his=row.side == CallSide.HIS.value, way=row.way, minutes=policy_now().minutes,
        is_watched=row.is_watched if row.begins_at else None,
    )  # fmt: skip
