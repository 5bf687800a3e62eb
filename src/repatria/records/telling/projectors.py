"""What the acts of telling do to rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from repatria.core.law.telling import OwedBy, VisitChange, VisitEnd, VisitPurpose
from repatria.records.ledger.operations import Insert, Operation, Set, projects, sealed_cells
from repatria.records.telling.acts import (
    AskerAdded,
    CaseWords,
    FollowedUp,
    FollowUpWords,
    NoMoreExpected,
    OtherWayAllowed,
    ReceiverOwes,
    ReceiverTold,
    ReportLaid,
    ReportWords,
    TellingEnded,
    TellingOpened,
    TellingPaperPrinted,
    TellingPaperWords,
    VisitCalledOff,
    VisitChanged,
    VisitChangeWords,
    VisitConfirmed,
    VisitEnded,
    VisitorRecorded,
    VisitorWords,
    VisitPlanned,
    VisitPlanWords,
    VisitWords,
    WhyChanged,
    WishesRecorded,
    WishesRoundOpened,
    WishWords,
)
from repatria.records.telling.support_acts import FollowUpPutOff, SupportRecorded, SupportWords

VISITOR, ROUND, WISHES, CASE = "telling_visitor", "telling_wishesround", "telling_wishes", "telling_telling"
ASKER, VISIT, WORD = "telling_tellingasker", "telling_visit", "telling_visitword"
PAPER, FOLLOW_UP, REPORT = "telling_tellingpaper", "telling_followup", "telling_report"
SUPPORT = "telling_support"
CHANGED = "telling_changedvisit"


def asker_number(telling_id: str, enquiry_id: str) -> str:
    """By what one asker of a case is known."""
    return f"{telling_id}.{enquiry_id}"


def _visitor(given: VisitorRecorded, index: int) -> Iterable[Operation]:
    values = {
        "account_id": given.account_id, "trained_on": given.trained_on, "trained_until": given.trained_until,
        "languages": given.languages, "recorded_index": index,
        **sealed_cells(given.visitor_id, VisitorWords, given.words),
    }  # fmt: skip
    return [(Set if given.is_again else Insert)(VISITOR, given.visitor_id, values)]


def _round(given: WishesRoundOpened, index: int) -> Iterable[Operation]:
    return [Insert(ROUND, given.round_id, {
        "received_before": given.received_before, "families": given.families, "recorded_index": index,
    })]  # fmt: skip


def _wishes(given: WishesRecorded, index: int) -> Iterable[Operation]:
    return [Insert(WISHES, f"{given.enquiry_id}.{index}", {
        "enquiry_id": given.enquiry_id, "round_id": given.round_id, "parts": given.parts.value,
        "heard_on": given.heard_on, "recorded_index": index,
        **sealed_cells(given.enquiry_id, WishWords, given.words),
    })]  # fmt: skip


def _opened(given: TellingOpened, index: int) -> Iterator[Operation]:
    yield Insert(CASE, given.telling_id, {
        "known": given.known.value, "conclusion_index": given.conclusion_index, "person_id": given.person_id,
        "owed_by": given.owed_by.value, "visit_by": given.visit_by,
        "reported_by": given.reported_by.value if given.reported_by else "", "signed_by": " ".join(given.signed_by),
        "recorded_index": index, **sealed_cells(given.telling_id, CaseWords, given.words),
    })  # fmt: skip
    for enquiry_id, place in zip((*given.enquiries, *given.excluded), given.nearness, strict=True):
        yield Insert(ASKER, asker_number(given.telling_id, enquiry_id), {
            "telling_id": given.telling_id, "enquiry_id": enquiry_id, "place": place,
        })  # fmt: skip


def _added(given: AskerAdded, index: int) -> Iterable[Operation]:
    return [Insert(ASKER, asker_number(given.telling_id, given.enquiry_id), {
        "telling_id": given.telling_id, "enquiry_id": given.enquiry_id, "place": given.nearness,
    })]  # fmt: skip


def _ended(given: TellingEnded, index: int) -> Iterable[Operation]:
    return [Set(CASE, given.telling_id, {"state": "ended", "ended_index": index})]


def _complete(given: NoMoreExpected, index: int) -> Iterable[Operation]:
    return [Set(CASE, given.telling_id, {"is_complete": True})]


def _other_way(given: OtherWayAllowed, index: int) -> Iterable[Operation]:
    return [Set(ASKER, asker_number(given.telling_id, given.enquiry_id), {"way": given.way.value})]


def _planned(given: VisitPlanned, index: int) -> Iterable[Operation]:
    return [Insert(VISIT, given.visit_id, {
        "telling_id": given.telling_id, "enquiry_id": given.enquiry_id, "purpose": given.purpose.value,
        "way": given.way.value, "visitors": " ".join(given.visitors), "on": given.on, "language": given.language,
        "part_index": given.part_index, "recorded_index": index,
        **sealed_cells(given.enquiry_id, VisitPlanWords, given.words),
    })]  # fmt: skip


def _changed(given: VisitChanged, index: int) -> Iterator[Operation]:
    said = given.words
    plan = None if not isinstance(said, VisitChangeWords) else VisitPlanWords(
        meets_at=said.meets_at, beside_her=said.beside_her, interpreter=said.interpreter,
        doctor_or_priest=said.doctor_or_priest,
    )  # fmt: skip
    why = WhyChanged(why=said.why) if isinstance(said, VisitChangeWords) else None
    yield Set(VISIT, given.visit_id, {
        "visitors": " ".join(given.visitors), "on": given.on, "language": given.language,
        **sealed_cells(given.enquiry_id, VisitPlanWords, plan),
    })  # fmt: skip
    yield Insert(CHANGED, f"{given.visit_id}.{index}", {
        "visit_id": given.visit_id, "enquiry_id": given.enquiry_id, "change": given.change.value, "on": given.on,
        "recorded_index": index, **sealed_cells(given.enquiry_id, WhyChanged, why),
    })  # fmt: skip


def _called_off(given: VisitCalledOff, index: int) -> Iterator[Operation]:
    yield Set(VISIT, given.visit_id, {"ended": VisitChange.CALLED_OFF.value, "ended_index": index})
    yield Insert(CHANGED, f"{given.visit_id}.{index}", {
        "visit_id": given.visit_id, "enquiry_id": given.enquiry_id, "change": VisitChange.CALLED_OFF.value, "on": "",
        "recorded_index": index, **sealed_cells(given.enquiry_id, WhyChanged, given.words),
    })  # fmt: skip


def _visited(given: VisitEnded, index: int) -> Iterator[Operation]:
    yield Set(VISIT, given.visit_id, {
        "ended": given.end.value, "at": given.at, "again_on": given.again_on, "reference": given.reference,
        "ended_index": index,
    })  # fmt: skip
    yield Insert(WORD, given.visit_id, {
        "enquiry_id": given.enquiry_id, "recorded_index": index,
        **sealed_cells(given.enquiry_id, VisitWords, given.words),
    })  # fmt: skip
    asker = asker_number(given.telling_id, given.enquiry_id)
    if given.end is VisitEnd.TOLD and given.purpose is VisitPurpose.CORRECTION:
        yield Set(ASKER, asker, {"corrected_index": index})
    elif given.end is VisitEnd.TOLD and given.purpose is VisitPurpose.DEATH:
        yield Set(ASKER, asker, {"state": "told", "told_at": given.at, "told_index": index})
    elif given.end is VisitEnd.NOT_FOUND and given.purpose is VisitPurpose.DEATH:
        yield Set(ASKER, asker, {"state": "not_found"})


def _paper(given: TellingPaperPrinted, index: int) -> Iterable[Operation]:
    return [Insert(PAPER, given.paper_id, {
        "visit_id": given.visit_id, "enquiry_id": given.enquiry_id, "language": given.language,
        "code_hash": given.code_hash, "recorded_index": index,
        **sealed_cells(given.enquiry_id, TellingPaperWords, given.words),
    })]  # fmt: skip


def _confirmed(given: VisitConfirmed, index: int) -> Iterable[Operation]:
    return [Set(VISIT, given.visit_id, {"confirmed_index": index})]


def _report(given: ReportLaid, index: int) -> Iterable[Operation]:
    return [Insert(REPORT, given.report_id, {
        "enquiry_id": given.enquiry_id, "reported_by": given.reported_by.value, "recorded_index": index,
        **sealed_cells(given.report_id, ReportWords, given.words),
    })]  # fmt: skip


def _followed(given: FollowedUp, index: int) -> Iterator[Operation]:
    yield Set(VISIT, given.visit_id, {"next_on": given.next_on, "promised_on": given.next_on})
    yield Insert(FOLLOW_UP, f"{given.visit_id}.{index}", {
        "visit_id": given.visit_id, "enquiry_id": given.enquiry_id, "at": given.at, "recorded_index": index,
        **sealed_cells(given.enquiry_id, FollowUpWords, given.words),
    })  # fmt: skip


def _follow_up_off(given: FollowUpPutOff, index: int) -> Iterator[Operation]:
    yield Set(VISIT, given.visit_id, {"next_on": given.next_on, "promised_on": given.promised_on})
    yield Insert(CHANGED, f"{given.visit_id}.{index}", {
        "visit_id": given.visit_id, "enquiry_id": given.enquiry_id, "change": "follow_off", "on": given.next_on,
        "recorded_index": index, **sealed_cells(given.enquiry_id, WhyChanged, given.words),
    })  # fmt: skip


def _support(given: SupportRecorded, index: int) -> Iterator[Operation]:
    if given.after_index is not None:
        yield Set(SUPPORT, f"{given.visit_id}.{given.after_index}", {"is_newest": False})
    yield Insert(SUPPORT, f"{given.visit_id}.{index}", {
        "visit_id": given.visit_id, "enquiry_id": given.enquiry_id, "kind": given.kind.value,
        "answer": given.answer.value, "is_newest": True, "on": given.on, "recorded_index": index,
        **sealed_cells(given.enquiry_id, SupportWords, given.words),
    })  # fmt: skip


def _owes(given: ReceiverOwes, index: int) -> Iterable[Operation]:
    return [Set(CASE, given.telling_id, {
        "receiver": "owes", "receiver_by": given.visit_by,
    })]  # fmt: skip


def _receiver(given: ReceiverTold, index: int) -> Iterable[Operation]:
    return [Set(CASE, given.telling_id, {
        "receiver": "told" if given.is_told else "not", "receiver_at": given.at,
        "receiver_reference": given.reference, "receiver_index": index if given.is_told else None,
        "owed_by": OwedBy.RECEIVER.value if given.is_told else OwedBy.BUREAU.value,  # it could not: we go
    })]  # fmt: skip


def register() -> None:
    projects(VisitorRecorded)(_visitor)
    projects(WishesRoundOpened)(_round)
    projects(WishesRecorded)(_wishes)
    projects(TellingOpened)(_opened)
    projects(AskerAdded)(_added)
    projects(TellingEnded)(_ended)
    projects(NoMoreExpected)(_complete)
    projects(OtherWayAllowed)(_other_way)
    projects(VisitPlanned)(_planned)
    projects(VisitChanged)(_changed)
    projects(VisitCalledOff)(_called_off)
    projects(VisitEnded)(_visited)
    projects(VisitConfirmed)(_confirmed)
    projects(ReportLaid)(_report)
    projects(TellingPaperPrinted)(_paper)
    projects(FollowedUp)(_followed)
    projects(FollowUpPutOff)(_follow_up_off)
    projects(SupportRecorded)(_support)
    projects(ReceiverOwes)(_owes)
    projects(ReceiverTold)(_receiver)
