"""The acts of what follows a visit: a promise that was put off, and what a family is offered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.law.telling_support import SupportAnswer, SupportKind
from repatria.records.ledger.acts import Act, act, part
from repatria.records.telling.acts import WhyChanged
from repatria.records.vault.keyring import Purpose


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpPutOff(Act):
    """Coming back as promised was put off by us: to which day, from which, and why."""

    KIND: ClassVar[str] = "telling.follow_up_put_off"

    visit_id: str
    telling_id: str
    enquiry_id: str
    promised_on: str
    next_on: str
    words: WhyChanged | None = part(Purpose.KIN, of="enquiry_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportWords:
    """Who offered or gave it, and what was said of it."""

    by: str
    said: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class SupportRecorded(Act):
    """Something was offered to a family that was told, with her answer; or what she took was given, or could not be."""

    KIND: ClassVar[str] = "telling.support_recorded"

    visit_id: str
    telling_id: str
    enquiry_id: str
    kind: SupportKind
    answer: SupportAnswer
    after_index: int | None  # of what was said of the same before
    on: str
    words: SupportWords | None = part(Purpose.KIN, of="enquiry_id")
