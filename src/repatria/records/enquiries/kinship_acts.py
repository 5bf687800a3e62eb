"""The act by which one proof of kinship is weighed, and what the proof names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from repatria.core.law.enquiry import KinshipEvidenceKind
from repatria.core.law.kinship_proof import ProofPaper, SeenAs
from repatria.records.enquiries.acts import Note
from repatria.records.ledger.acts import Act, act, part, upcast
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSeen:
    """A paper that was looked at, in words, under her key.

    Given:    `number` as it stands there, or that it bears none; `seen_by` who held it in hand. It and `seen_as` may be
              left out where she sent the paper: the house knows who opened it, and that it was drawn anew.
    """

    kind: ProofPaper | None
    number: str
    issued_by: str
    seen_by: str = ""
    seen_as: SeenAs | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondRelative:
    """Another relative who confirmed it and asks for nobody here, under her key."""

    name: str
    relation: str
    reach_by: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class KinshipEvidenceRecorded(Act):
    """One proof of kinship was weighed; the level reached is in the act (law: kinship claim).

    Version 1 named no paper and no second relative: it is read as naming none.
    """

    KIND: ClassVar[str] = "enquiries.kinship_evidence_recorded"
    VERSION: ClassVar[int] = 2

    evidence_id: str
    enquiry_id: str
    evidence: KinshipEvidenceKind
    holds: bool
    rests_on_index: int | None  # the act of another room that this rests on, handed down as a number
    level: int
    paper_id: str  # one that she sent, drawn anew; empty where it was shown, or no paper is meant
    relative_enquiry_id: str  # of the second relative, where he asks for him too
    paper: PaperSeen | None = part(Purpose.KIN, of="enquiry_id")
    relative: SecondRelative | None = part(Purpose.KIN, of="enquiry_id")
    note: Note | None = part(Purpose.KIN, of="enquiry_id")


@upcast("enquiries.kinship_evidence_recorded.1", "enquiries.kinship_evidence_recorded.2")
def _name_nothing(fields: dict[str, Any]) -> dict[str, Any]:
    return {**fields, "paper_id": "", "relative_enquiry_id": ""}
