"""What the acts of the register do to rows."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import fields

from repatria.core.law.custody import CustodyAttested
from repatria.core.law.custody_facts import ReleaseDone, ReleaseGround
from repatria.core.vocabulary.particulars import Category
from repatria.records.ledger.acts import encode
from repatria.records.ledger.operations import Insert, Operation, Sealed, Set, is_absent, projects, sealed_cells
from repatria.records.register import (
    card_projectors,
    death_paper_projectors,
    effects_projectors,
    found_projectors,
    ground_projectors,
    join_projectors,
    list_projectors,
    photograph_projectors,
    slip_projectors,
    status_projectors,
)
from repatria.records.register.acts import (
    CaptureRecorded,
    CardRecorded,
    ContactDecisionRecorded,
    CountExplained,
    CustodyRead,
    CustodyRecorded,
    CustodyWords,
    DeathEnquiryOpened,
    DeathSeen,
    FitnessRecorded,
    FitnessWords,
    HisWords,
    ListedRecorded,
    PaperRecorded,
    ParticularRecorded,
    ReportedAlive,
    ReportedDay,
    ReturnExamined,
)
from repatria.records.register.correction_acts import CorrectionWords, DocumentTranscribed, ParticularCorrected
from repatria.records.register.list_acts import ListedAgain
from repatria.records.register.person_rows import PARTICULAR, PERSON, event_row, particular_row

PAPER = "register_paperofhis"
LISTED_AGAIN = "register_listedagainrow"
REMARK, REPORT = "register_sealedremark", "register_alivereport"
DETAIL, CUSTODY, DECISION = "register_capturedetail", "register_custodyentry", "register_contactdecision"
FITNESS, EXPLANATION = "register_fitnessword", "register_listexplanation"
EXAMINATION, DEATH = "register_returnexamination", "register_deathword"


def _capture(given: CaptureRecorded, index: int) -> Iterator[Operation]:
    person = given.person_id
    yield Insert(PERSON, person, {
        "category": given.category.value, "facts": " ".join(given.facts),
        "power": given.power, "card_number": given.card_number or None,
        "source_key": given.source_key or None, "captured_on": given.captured_on,
        "custody_state": given.state.value, "holder": given.holder,
        "recorded_index": index, "custody_index": index,
    })  # fmt: skip
    for frame in given.particulars:
        yield particular_row(frame, person, index, given.identity, given.voluntary)
    place = given.place.values.get("captured_at") if given.place is not None else None
    yield Insert(DETAIL, person, {"person_id": person, "captured_at": Sealed(person, place)})
    yield from _remark(given, index)


def _remark(given: CaptureRecorded | ListedRecorded | ListedAgain, index: int) -> Iterator[Operation]:
    if given.remark_id:
        words = None if is_absent(given.remark) else encode(given.remark).decode()
        yield Insert(REMARK, given.remark_id, {
            "person_id": given.person_id, "marks": " ".join(given.remark_marks), "recorded_index": index,
            "words": Sealed(given.remark_id, words),
        })  # fmt: skip


def _reported_alive(given: ReportedAlive, index: int) -> Iterable[Operation]:
    return [Insert(REPORT, given.report_id, {
        "person_id": given.person_id, "recorded_index": index,
        **sealed_cells(given.report_id, ReportedDay, given.words),
    })]  # fmt: skip


def _listed(given: ListedRecorded, index: int) -> Iterator[Operation]:
    person = given.person_id
    yield Insert(PERSON, person, {
        "category": Category.NOT_YET_DETERMINED.value, "power": "", "source_key": given.source_key,
        "captured_on": "", "holder": "", "recorded_index": index,
    })  # fmt: skip
    for frame in given.particulars:
        yield particular_row(frame, person, index, given.identity, None, all_statutory=True)
    yield from _events(given, index)
    yield from _remark(given, index)


def _events(given: ListedRecorded | ListedAgain, index: int) -> Iterator[Operation]:
    for event in given.events:
        yield event_row(event, given.person_id, index, given.identity)


def _listed_again(given: ListedAgain, index: int) -> Iterator[Operation]:
    yield Insert(LISTED_AGAIN, given.listed_id, {
        "person_id": given.person_id, "source_key": given.source_key, "recorded_index": index,
    })  # fmt: skip
    for frame in given.particulars:
        yield particular_row(
            frame, given.person_id, index, given.identity, given.voluntary, all_statutory=not given.is_captive
        )
    yield from _events(given, index)
    yield from _remark(given, index)


def _card(given: CardRecorded, index: int) -> Iterator[Operation]:
    yield Set(PERSON, given.person_id, {"card_number": given.card_number})


def _one_particular(given: ParticularRecorded, index: int) -> Iterable[Operation]:
    return [particular_row(given.particular, given.person_id, index, given.identity, given.voluntary)]


def _corrected(given: ParticularCorrected, index: int) -> Iterator[Operation]:
    row = particular_row(given.particular, given.person_id, index, given.identity, given.voluntary)
    values = {
        **row.values, "corrects": given.corrects, "stands_at": given.stands_at,
        **sealed_cells(given.person_id, CorrectionWords, given.words),
    }  # fmt: skip
    yield Insert(PARTICULAR, row.row, values)
    yield Set(PARTICULAR, given.corrects, {"corrected_by": row.row})


def _transcribed(given: DocumentTranscribed, index: int) -> Iterator[Operation]:
    for frame in given.particulars:
        yield particular_row(frame, given.person_id, index, given.identity, given.voluntary)


OWN_COLUMNS = frozenset({"list_reference", "order_by", "due_back_at"})
"""What is attested of an event and asked for by itself: each has its column."""


def said(
    value: CustodyAttested | ReleaseGround | ReleaseDone | CustodyRead | None, besides: Container[str] = ()
) -> str:
    """What a group of facts says, as its column holds it: what was not said is left out, and nothing is "".

    Given:    `besides` are those that stand in a column of their own.
    """
    if value is None:
        return ""
    values = {one.name: getattr(value, one.name) for one in fields(value) if one.name not in besides}
    # A count of nought was counted: it is said, though it equals False.
    told = {name: one for name, one in values.items() if one is not None and one is not False and one not in ("", ())}
    return encode(told).decode() if told else ""


def _custody(given: CustodyRecorded, index: int) -> Iterator[Operation]:
    yield Insert(CUSTODY, given.custody_id, {
        "person_id": given.person_id, "event": given.event.value, "happened_at": given.happened_at,
        "recorded_at_index": index, "holder": given.holder, "previous_holder": given.previous_holder,
        "state": given.state.value, "previous_state": given.previous_state.value,
        "list_reference": given.attested.list_reference, "order_by": given.attested.order_by,
        "due_back_at": given.attested.due_back_at,
        "attested": said(given.attested, besides=OWN_COLUMNS), "ground": said(given.ground),
        "done": said(given.done), "read": said(given.read), "authority": given.authority, "reason": given.reason,
        "provision": given.provision, **sealed_cells(given.person_id, CustodyWords, given.words),
    })  # fmt: skip
    if given.annuls:
        yield Set(CUSTODY, given.annuls, {"annulled_by": given.custody_id})
    yield Set(PERSON, given.person_id, {
        "custody_state": given.state.value, "holder": given.holder, "custody_index": index,
    })  # fmt: skip


def _explained(given: CountExplained, index: int) -> Iterable[Operation]:
    return [Insert(EXPLANATION, f"{given.list_id}:{index}", {
        "list_id": given.list_id, "end": given.end.value, "reason": given.reason, "recorded_index": index,
    })]  # fmt: skip


def _fitness(given: FitnessRecorded, index: int) -> Iterable[Operation]:
    return [Insert(FITNESS, given.fitness_id, {
        "person_id": given.person_id, "is_fit": given.is_fit, "examined_at": given.examined_at,
        "doctor": given.doctor, "recorded_index": index, **sealed_cells(given.person_id, FitnessWords, given.words),
    })]  # fmt: skip


def _examined(given: ReturnExamined, index: int) -> Iterable[Operation]:
    return [Insert(EXAMINATION, f"{given.person_id}:{index}", {
        "person_id": given.person_id, "examined_at": given.examined_at, "doctor": given.doctor,
        "recorded_index": index, **sealed_cells(given.person_id, FitnessWords, given.words),
    })]  # fmt: skip


def _death_seen(given: DeathSeen, index: int) -> Iterable[Operation]:
    return [Insert(DEATH, f"{given.person_id}:{index}", {
        "person_id": given.person_id, "kind": "seen", "at": given.seen_at, "cause": given.cause.value,
        "by": given.doctor, "recorded_index": index, **sealed_cells(given.person_id, FitnessWords, given.words),
    })]  # fmt: skip


def _death_enquiry(given: DeathEnquiryOpened, index: int) -> Iterable[Operation]:
    return [Insert(DEATH, f"{given.person_id}:{index}", {
        "person_id": given.person_id, "kind": "enquiry", "at": given.opened_at, "by": given.authority,
        "reference": given.reference, "recorded_index": index, "note": Sealed(given.person_id, None),
    })]  # fmt: skip


def _paper(given: PaperRecorded, index: int) -> Iterable[Operation]:
    return [Insert(PAPER, f"{given.person_id}:{index}", {
        "person_id": given.person_id, "paper": given.paper.value, "at": given.at, "by": given.by,
        "reference": given.reference, "agency_reference": given.agency_reference, "trial_on": given.trial_on,
        "recorded_index": index, **sealed_cells(given.person_id, FitnessWords, given.words),
    })]  # fmt: skip


def _decision(given: ContactDecisionRecorded, index: int) -> Iterator[Operation]:
    person = given.person_id
    yield Insert(DECISION, given.decision_id, {
        "person_id": person, "about": given.about.value, "link_index": given.link_index, "answer": given.answer.value,
        "is_her": given.is_her, "language": given.language, "decided_at": given.decided_at,
        "interviewer": given.interviewer, "recorded_index": index,
        **sealed_cells(person, HisWords, given.words),
    })  # fmt: skip


def register() -> None:
    projects(CaptureRecorded)(_capture)
    projects(ListedRecorded)(_listed)
    projects(ListedAgain)(_listed_again)
    projects(CardRecorded)(_card)
    projects(ParticularRecorded)(_one_particular)
    projects(ParticularCorrected)(_corrected)
    projects(DocumentTranscribed)(_transcribed)
    projects(CustodyRecorded)(_custody)
    projects(PaperRecorded)(_paper)
    projects(ReportedAlive)(_reported_alive)
    projects(CountExplained)(_explained)
    projects(ReturnExamined)(_examined)
    projects(DeathSeen)(_death_seen)
    projects(DeathEnquiryOpened)(_death_enquiry)
    projects(ContactDecisionRecorded)(_decision)
    projects(FitnessRecorded)(_fitness)
    join_projectors.register()
    list_projectors.register()
    status_projectors.register()
    card_projectors.register()
    death_paper_projectors.register()
    effects_projectors.register()
    found_projectors.register()
    ground_projectors.register()
    photograph_projectors.register()
    slip_projectors.register()
