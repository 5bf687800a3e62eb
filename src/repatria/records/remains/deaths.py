"""What the house has of a death: what doctors said of the cause, and whether an official enquiry is owed or over."""

from __future__ import annotations

from repatria.core.law.custody_facts import DeathCause
from repatria.core.law.remains_release import Inquiry
from repatria.records.register.selectors.deaths import death_for_room
from repatria.records.remains.bodies import acts_of_examination
from repatria.records.remains.models import Item
from repatria.records.remains.names_given import persons_named


def cause_of(item_code: str) -> DeathCause | None:
    """The cause as an examination said it last; None where none did, or its words are lost."""
    said = [one.words.cause for one in acts_of_examination(item_code) if one.words.cause]
    return DeathCause(said[-1]) if said else None


def inquiry_of(item: Item) -> Inquiry:
    """How far the official enquiry into a death is, with what the register has of whom the board named.

    Source:   GC III art. 121: whoever died in custody is enquired into, unless a doctor saw a natural cause.
    Not:      what somebody ticked at an examination alone: his custody is on record.
    """
    stated = Inquiry(item.inquiry)
    if stated is not Inquiry.NONE:
        return stated
    deaths = [death for one in sorted(persons_named(item.pk)) if (death := death_for_room(one)) is not None]
    is_owed = any(not (one.is_seen_by_doctor and one.cause == DeathCause.NATURAL.value) for one in deaths)
    return Inquiry.DUE if is_owed else Inquiry.NONE
