"""The acts from a hypothesis to a name, and of a name that is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from repatria.core.law.identification_board import HypothesisState, Method, ReviewVerdict, Weighs
from repatria.records.ledger.acts import Act, act, part, upcast
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardWords:
    """What was said, in words."""

    said: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyRecorded(Act):
    """A policy of the board: when a name may stand without a primary method, and by which decision."""

    KIND: ClassVar[str] = "identification.policy_recorded"

    policy_id: str
    decision: str
    decided_on: str
    text: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class HypothesisOpened(Act):
    """Items are thought to be of one who is sought or registered; because of which finding, "" for another reason.

    Version 1 named no finding.
    """

    KIND: ClassVar[str] = "identification.hypothesis_opened"
    VERSION: ClassVar[int] = 2

    hypothesis_id: str
    enquiry_id: str
    person_id: str
    items: tuple[str, ...]
    finding_id: str
    words: BoardWords | None = part(Purpose.IDENTITY, of="hypothesis_id")


@upcast("identification.hypothesis_opened.1", "identification.hypothesis_opened.2")
def _of_no_finding(fields: dict[str, Any]) -> dict[str, Any]:
    return {**fields, "finding_id": ""}


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class HypothesisWithdrawn(Act):
    """A hypothesis is followed no longer."""

    KIND: ClassVar[str] = "identification.hypothesis_withdrawn"

    hypothesis_id: str
    words: BoardWords | None = part(Purpose.IDENTITY, of="hypothesis_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLaid(Act):
    """A line of evidence was laid beside a hypothesis: by which method, what it says, on which report or finding."""

    KIND: ClassVar[str] = "identification.evidence_laid"

    evidence_id: str
    hypothesis_id: str
    method: Method
    weighs: Weighs
    finding_id: str
    reference: str
    words: BoardWords | None = part(Purpose.IDENTITY, of="hypothesis_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ContradictionResolved(Act):
    """A contradiction, or an expert's refusal to sign, was looked into, and this is what it was."""

    KIND: ClassVar[str] = "identification.contradiction_resolved"

    resolved_id: str
    hypothesis_id: str
    about: str  # a line of evidence or a declined signature
    words: BoardWords | None = part(Purpose.IDENTITY, of="hypothesis_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRecorded(Act):
    """A reviewer's word, said before he saw the other's."""

    KIND: ClassVar[str] = "identification.review_recorded"

    review_id: str
    hypothesis_id: str
    verdict: ReviewVerdict
    words: BoardWords | None = part(Purpose.IDENTITY, of="hypothesis_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class BoardSigned(Act):
    """An expert of the board signed. The second signature, of another person, is the conclusion."""

    KIND: ClassVar[str] = "identification.board_signed"

    signature_id: str
    hypothesis_id: str
    state: HypothesisState
    methods: tuple[Method, ...]
    policy_id: str
    words: BoardWords | None = part(Purpose.IDENTITY, of="hypothesis_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureDeclined(Act):
    """An expert declined to sign, and why. Nobody concludes before that is resolved."""

    KIND: ClassVar[str] = "identification.signature_declined"

    declined_id: str
    hypothesis_id: str
    words: BoardWords | None = part(Purpose.IDENTITY, of="hypothesis_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class AnnulmentSaid(Act):
    """Somebody beside the signers takes a name back; with a second one it stands no longer."""

    KIND: ClassVar[str] = "identification.annulment_said"

    annulment_id: str
    hypothesis_id: str
    state: HypothesisState
    words: BoardWords | None = part(Purpose.IDENTITY, of="hypothesis_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPrinted(Act):
    """The report of a conclusion was printed: which one, in which languages, and the hash of the code that it bears."""

    KIND: ClassVar[str] = "identification.report_printed"

    report_id: str
    hypothesis_id: str
    languages: tuple[str, ...]
    code_hash: str
    findings: tuple[str, ...]


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ConclusionUpheld(Act):
    """Somebody beside signers and the one who takes a name back says that it stands; with a second one it does."""

    KIND: ClassVar[str] = "identification.conclusion_upheld"

    upheld_id: str
    hypothesis_id: str
    state: HypothesisState
    words: BoardWords | None = part(Purpose.IDENTITY, of="hypothesis_id")
