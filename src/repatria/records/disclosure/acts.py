"""The acts of disclosure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.law.disclosure import DisclosureVerdict
from repatria.records.ledger.acts import Act, act


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDecided(Act):
    """What may be said to this enquirer, on what it rests, and who approved it."""

    KIND: ClassVar[str] = "disclosure.answer_decided"

    answer_id: str
    enquiry_id: str
    person_id: str
    link_index: int | None
    decision_index: int | None  # his contact decision
    kinship_level: int
    verdict: DisclosureVerdict
    approved_by: tuple[str, ...]
