"""Words of statutory notices: to whom, of what, and which items. One enumeration a thing, for law, acts and papers."""

from __future__ import annotations

from enum import StrEnum


class NoticeRecipient(StrEnum):
    """To whom a statutory notice goes.

    Source:   GC III art. 122(3): through the Protecting Powers and the Agency to the Power concerned; 123.
    """

    CENTRAL_TRACING_AGENCY = "central_tracing_agency"
    PROTECTING_POWER = "protecting_power"
    POWER_CONCERNED = "power_concerned"


class NoticeItem(StrEnum):
    """The items of GC III art. 122(4), as far as available and subject to art. 17. Nothing else travels."""

    SURNAME = "surname"
    FIRST_NAMES = "first_names"
    RANK = "rank"
    SERVICE_NUMBER = "service_number"
    BIRTH_PLACE = "birth_place"
    BIRTH_DATE = "birth_date"
    POWER_OF_DEPENDENCE = "power_of_dependence"
    FATHER_FIRST_NAME = "father_first_name"
    MOTHER_MAIDEN_NAME = "mother_maiden_name"
    PERSON_TO_INFORM = "person_to_inform"
    CORRESPONDENCE_ADDRESS = "correspondence_address"


FAMILY_BY = "family_by"
"""Beside the items of a notice of a death that is to be told by us: the family is visited by this day."""
RECEIVER_VISITS = "receiver_visits"
"""Beside the items of a notice of the receiver's own dead: once it is receipted, the visit is the receiver's."""


class NoticeEvent(StrEnum):
    """What happened to him: the capture, or an event of GC III art. 122(5)."""

    CAPTURE = "capture"
    TRANSFER = "transfer"
    RELEASE = "release"
    REPATRIATION = "repatriation"
    ESCAPE = "escape"
    HOSPITAL_ADMISSION = "hospital_admission"
    DEATH = "death"
    CORRECTION = "correction"
