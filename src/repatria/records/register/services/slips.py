"""Taking in a sealed slip on which he says, past the camp, that he changed his mind."""

from __future__ import annotations

from datetime import datetime

from repatria.core.law.contact import ContactAbout, ContactAnswer, SlipWay, check_slip, is_set_aside_by_slip
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.access.role_table import Role
from repatria.records.ledger.services import record, service
from repatria.records.register.joined import numbers_of
from repatria.records.register.models import ContactDecision
from repatria.records.register.selectors import latest_decision
from repatria.records.register.services.custody import custody_row
from repatria.records.register.slip_acts import SetAsideAnswer, SlipReceived

RECEIVE = "register.receive_slip"


@service
def receive_slip(acting: Acting, *, person_id: str, way: SlipWay, received_at: datetime) -> int:
    """Records that his sealed slip came in: from now on nothing that he allowed is used until he was asked anew.

    Source:   practice rules 8, 12; GC III art. 17(4), 78.
    Given:    `way` by which it came past the camp. The slip itself is opened with him alone, and then destroyed:
              nothing that it says is typed here.
    Returns:  the index of the act.
    Raises:   InterviewError for an account of a camp's chain; UnknownPersonError; NotHeldError; NotYetError.
    Leaf:     register.slip_received
    """
    require(acting, RECEIVE)
    check_slip(is_outside_camp=Role.CAMP_OFFICER not in acting.roles)
    check_happened(received_at, acting.at, "received_at")
    row = custody_row(person_id)
    return record(
        SlipReceived(
            person_id=row.pk, way=way, received_at=instant_text(received_at), received_by=acting.account_id,
            set_aside=tuple(_set_aside(acting, row.pk)),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


def _set_aside(acting: Acting, person_id: str) -> list[SetAsideAnswer]:
    """His answers that hold now, about every thing that he was asked under any of his numbers."""
    asked = ContactDecision.objects.filter(person_id__in=numbers_of(person_id)).order_by("about", "link_index")
    found = []
    for number, about, link_index in dict.fromkeys(asked.values_list("person_id", "about", "link_index")):
        latest = latest_decision(number, about, link_index)
        if latest is not None and is_set_aside_by_slip(ContactAnswer(latest.answer)):
            found.append(SetAsideAnswer(
                decision_id=record_number("W", acting.randomness(7)), person_id=number, about=ContactAbout(about),
                link_index=link_index, is_her=latest.is_her,
            ))  # fmt: skip
    return found
