"""The acts of disclosure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from repatria.core.law.disclosure import DisclosureVerdict
from repatria.records.ledger.acts import Act, act, upcast


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDecided(Act):
    """What may be said to this enquirer, on what it rests, and who approved it.

    Version 1 knew nobody who decides for him who cannot be asked.
    """

    KIND: ClassVar[str] = "disclosure.answer_decided"
    VERSION: ClassVar[int] = 2

    answer_id: str
    enquiry_id: str
    person_id: str
    link_index: int | None
    decision_index: int | None  # his contact decision
    kinship_level: int
    verdict: DisclosureVerdict
    approved_by: tuple[str, ...]
    vital_interest_by: tuple[str, ...]  # doctor and head, where he cannot be asked


@upcast("disclosure.answer_decided.1", "disclosure.answer_decided.2")
def _by_nobody(fields: dict[str, Any]) -> dict[str, Any]:
    return {**fields, "vital_interest_by": ()}


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class TellingStopped(Act):
    """What was decided to be told is told no longer, before it lay in her box: the verdict that holds instead."""

    KIND: ClassVar[str] = "disclosure.telling_stopped"

    enquiry_id: str
    decision_index: int
    verdict: DisclosureVerdict


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class WrongTellingSettled(Act):
    """Somebody put right in person what was told on a link that was annulled since, and how."""

    KIND: ClassVar[str] = "disclosure.wrong_telling_settled"

    doubt_id: str
    told_index: int  # the act in which it was told
    how: str
    settled_by: str
