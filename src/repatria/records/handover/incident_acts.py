"""The acts of what went wrong at a hand-over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.law.handover_incident import IncidentKind
from repatria.records.handover.paper_acts import PaperWords
from repatria.records.ledger.acts import Act, act, part, upcast
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentWords:
    """What was seen, under her key: it may name either of them."""

    told: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRecorded(Act):
    """Something went wrong at a hand-over; `owner` is who clears it up, and a clock runs.

    A record by hand that two typed alike and that lacks something becomes one: `typed` is the second typing then, under
    its own number. Version 1 kept no second typing.
    """

    KIND: ClassVar[str] = "handover.incident_recorded"
    VERSION: ClassVar[int] = 2

    incident_id: str
    handover_id: str
    enquiry_id: str
    person_id: str
    incident: IncidentKind
    happened_at: str
    place: str
    recorded_by: str
    owner: str  # account
    typed_id: str = ""
    words: IncidentWords | None = part(Purpose.KIN, of="enquiry_id")
    typed: PaperWords | None = part(Purpose.KIN, of="enquiry_id")


@upcast("handover.incident_recorded.1", "handover.incident_recorded.2")
def _without_the_sheet(fields: dict[str, object]) -> dict[str, object]:
    return {**fields, "typed_id": "", "typed": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingWords:
    """What was found and done, under her key."""

    found: str
    done: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentClosed(Act):
    """The owner said what was found and what was done."""

    KIND: ClassVar[str] = "handover.incident_closed"

    incident_id: str
    handover_id: str
    enquiry_id: str
    words: ClosingWords | None = part(Purpose.KIN, of="enquiry_id")
