"""What the acts of enquiries do to rows."""

from __future__ import annotations

from collections.abc import Iterator

from repatria.records.enquiries.acts import (
    Asked,
    ClaimJudged,
    EnquiryClosed,
    EnquiryReceived,
    LaterSettled,
    Military,
    PapersReceived,
    SaidLater,
)
from repatria.records.enquiries.kinship_acts import KinshipEvidenceRecorded
from repatria.records.ledger.operations import Insert, Operation, Sealed, Set, projects, sealed_cells

ENQUIRY, EVIDENCE, PAPER = "enquiries_enquiry", "enquiries_kinshipevidence", "enquiries_paperofkinship"
LATER, MILITARY = "enquiries_laterword", "enquiries_militaryfacts"


def _receive(given: EnquiryReceived, index: int) -> Iterator[Operation]:
    subject = given.enquiry_id
    yield Insert(ENQUIRY, subject, {
        "locator": given.locator, "letter_identity": given.letter_identity, "received_on": given.received_on,
        "first_letter_on": given.first_letter_on, "language": given.language, "channel": given.channel,
        "page_language": given.page_language,
        "recorded_index": index, "number_index": given.number_index, **sealed_cells(subject, Asked, given.asked),
    })  # fmt: skip
    if given.military_id:
        yield Insert(MILITARY, given.military_id, {
            "enquiry_id": subject, **sealed_cells(given.military_id, Military, given.military),
        })  # fmt: skip


def _evidence(given: KinshipEvidenceRecorded, index: int) -> Iterator[Operation]:
    note = None if given.note is None else given.note.text
    yield Insert(EVIDENCE, given.evidence_id, {
        "enquiry_id": given.enquiry_id, "evidence": given.evidence.value, "holds": given.holds,
        "rests_on_index": given.rests_on_index, "recorded_index": index,
        "note": Sealed(given.enquiry_id, note or None),
    })  # fmt: skip
    yield Set(ENQUIRY, given.enquiry_id, {"kinship_level": given.level})


def _judge_claim(given: ClaimJudged, index: int) -> Iterator[Operation]:
    yield Set(ENQUIRY, given.enquiry_id, {
        "claim_standing": given.standing.value, "claim_index": index, "kinship_level": given.level,
    })  # fmt: skip


def _papers(given: PapersReceived, index: int) -> Iterator[Operation]:
    yield Insert(PAPER, given.paper_id, {
        "enquiry_id": given.enquiry_id, "received_on": given.received_on, "size_bytes": given.size_bytes,
        "recorded_index": index, "words_stood": given.words_stood,
        "word": Sealed(given.enquiry_id, (given.paper.word or None) if given.paper is not None else None),
    })  # fmt: skip


def _later(given: SaidLater, index: int) -> Iterator[Operation]:
    text = None if given.said is None else given.said.text
    yield Insert(LATER, given.word_id, {
        "enquiry_id": given.enquiry_id, "what": given.what, "received_on": given.received_on, "recorded_index": index,
        "words_stood": given.words_stood, "text": Sealed(given.enquiry_id, text or None),
        "done": Sealed(given.enquiry_id, None),
    })  # fmt: skip


def _settle_later(given: LaterSettled, index: int) -> Iterator[Operation]:
    done = None if given.done is None else given.done.text
    yield Set(LATER, given.word_id, {
        "settled_index": index, "confirmed": given.confirmed, "done": Sealed(given.enquiry_id, done or None),
    })  # fmt: skip


def _close(given: EnquiryClosed, index: int) -> Iterator[Operation]:
    yield Set(ENQUIRY, given.enquiry_id, {
        "closed_for": given.reason, "duplicate_of": given.duplicate_of,
    })  # fmt: skip


def register() -> None:
    projects(EnquiryReceived)(_receive)
    projects(KinshipEvidenceRecorded)(_evidence)
    projects(ClaimJudged)(_judge_claim)
    projects(PapersReceived)(_papers)
    projects(SaidLater)(_later)
    projects(LaterSettled)(_settle_later)
    projects(EnquiryClosed)(_close)
