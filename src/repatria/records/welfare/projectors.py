"""What the acts of welfare do to rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from repatria.records.ledger.operations import Insert, Operation, Set, projects, sealed_cells
from repatria.records.welfare.acts import (
    CareRecorded,
    ComplaintForwarded,
    ComplaintTaken,
    ComplaintWords,
    DissentRecorded,
    HealthRecorded,
    HealthWords,
    InspectionRecorded,
    LetterRecorded,
    LetterSent,
    RepresentativeEnded,
    RepresentativeRecorded,
    VisitRecorded,
)

CARE, INSPECTED, HEALTH, VISIT = "welfare_care", "welfare_inspected", "welfare_health", "welfare_visit"
COMPLAINT, REPRESENTATIVE = "welfare_complaint", "welfare_representative"
DISSENT, LETTER = "welfare_dissent", "welfare_delegateletter"


def inspected_key(inspection_id: str, person_id: str) -> str:
    """The key of one man at one inspection."""
    return f"{inspection_id}.{person_id}"


def _care(given: CareRecorded, index: int) -> Iterable[Operation]:
    return [Insert(CARE, given.care_id, {
        "place": given.place, "care": given.care.value, "given_at": given.given_at, "given_to": given.given_to,
        "held": given.held, "is_enough": given.is_enough, "missing": given.missing, "said_by": given.said_by,
        "recorded_index": index,
    })]  # fmt: skip


def _inspection(given: InspectionRecorded, index: int) -> Iterator[Operation]:
    for person_id in given.person_ids:
        yield Insert(INSPECTED, inspected_key(given.inspection_id, person_id), {
            "inspection_id": given.inspection_id, "person_id": person_id, "place": given.place,
            "inspected_at": given.inspected_at, "doctor": given.doctor, "reference": given.reference,
            "recorded_index": index,
        })  # fmt: skip


def _health(given: HealthRecorded, index: int) -> Iterable[Operation]:
    return [Insert(HEALTH, given.health_id, {
        "person_id": given.person_id, "grade": given.grade.value, "seen_at": given.seen_at, "doctor": given.doctor,
        "recorded_index": index, **sealed_cells(given.person_id, HealthWords, given.words),
    })]  # fmt: skip


def _visit(given: VisitRecorded, index: int) -> Iterable[Operation]:
    return [Insert(VISIT, given.visit_id, {
        "place": given.place, "visited_at": given.visited_at, "body": given.body.value, "by": given.by,
        "is_alone": given.is_alone, "hindered": given.hindered, "reference": given.reference, "recorded_index": index,
    })]  # fmt: skip


def _complaint(given: ComplaintTaken, index: int) -> Iterable[Operation]:
    return [Insert(COMPLAINT, given.complaint_id, {
        "place": given.place, "about": given.about.value, "taken_at": given.taken_at, "taken_by": given.taken_by,
        "recorded_index": index, **sealed_cells(given.complaint_id, ComplaintWords, given.words),
    })]  # fmt: skip


def _forwarded(given: ComplaintForwarded, index: int) -> Iterable[Operation]:
    return [Set(COMPLAINT, given.complaint_id, {
        "forwarded_at": given.forwarded_at, "forwarded_to": given.to.value, "reference": given.reference,
    })]  # fmt: skip


def _representative(given: RepresentativeRecorded, index: int) -> Iterable[Operation]:
    return [Insert(REPRESENTATIVE, given.term_id, {
        "place": given.place, "person_id": given.person_id, "how": given.how.value, "chosen_at": given.chosen_at,
        "until": given.until, "is_approved": given.is_approved, "reason": given.reason, "recorded_index": index,
    })]  # fmt: skip


def _ended(given: RepresentativeEnded, index: int) -> Iterable[Operation]:
    return [Set(REPRESENTATIVE, given.term_id, {"ended_at": given.ended_at, "ended_reason": given.reason})]


def _dissent(given: DissentRecorded, index: int) -> Iterable[Operation]:
    return [Insert(DISSENT, given.dissent_id, {
        "term_id": given.term_id, "place": given.place, "roll_id": given.roll_id, "counted": given.counted,
        "said_at": given.said_at, "said": given.said, "recorded_index": index,
    })]  # fmt: skip


def _letter(given: LetterRecorded, index: int) -> Iterable[Operation]:
    return [Insert(LETTER, given.letter_id, {
        "term_id": given.term_id, "place": given.place, "to": given.to.value, "handed_in_at": given.handed_in_at,
        "sent_at": given.sent_at, "reference": given.reference, "recorded_index": index,
    })]  # fmt: skip


def _sent(given: LetterSent, index: int) -> Iterable[Operation]:
    return [Set(LETTER, given.letter_id, {"sent_at": given.sent_at, "reference": given.reference})]


def register() -> None:
    projects(CareRecorded)(_care)
    projects(InspectionRecorded)(_inspection)
    projects(HealthRecorded)(_health)
    projects(VisitRecorded)(_visit)
    projects(ComplaintTaken)(_complaint)
    projects(ComplaintForwarded)(_forwarded)
    projects(RepresentativeRecorded)(_representative)
    projects(RepresentativeEnded)(_ended)
    projects(DissentRecorded)(_dissent)
    projects(LetterRecorded)(_letter)
    projects(LetterSent)(_sent)
