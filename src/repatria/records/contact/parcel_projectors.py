"""What the acts of parcels and of offers do to rows."""

from __future__ import annotations

from collections.abc import Iterator

from repatria.core.law.parcels import ParcelMatter, ParcelState
from repatria.records.contact.parcel_acts import (
    AskedBackWords,
    CreditWords,
    MailOffered,
    MoneyCredited,
    OpeningRefusal,
    OpeningSaid,
    OpeningSettled,
    OpeningWords,
    ParcelAskedBack,
    ParcelGiven,
    ParcelMoved,
    ParcelRegistered,
    ParcelSettled,
    ParcelSettling,
    ParcelsShown,
    ParcelStepWords,
    ParcelWords,
    PartRefused,
    PartWords,
)
from repatria.records.ledger.operations import Insert, Operation, Set, projects, sealed_cells

PARCEL, STEP, OPENING, PART = (
    "contact_parcel", "contact_parcelstep", "contact_parcelopening", "contact_parcelpart",
)  # fmt: skip
OFFER, OFFERED_TO = "contact_mailoffer", "contact_mailofferedto"


def _registered(given: ParcelRegistered, index: int) -> Iterator[Operation]:
    yield Insert(PARCEL, given.parcel_id, {
        "subject_id": given.subject_id, "parcel_kind": given.parcel_kind.value, "enquiry_id": given.enquiry_id,
        "person_id": given.person_id, "channel": given.channel, "said_on": given.said_on,
        "words_stood": given.words_stood, "state": given.state.value, "place": given.place, "moved_index": index,
        "recorded_index": index, **sealed_cells(given.subject_id, ParcelWords, given.words),
    })  # fmt: skip
    if given.state is ParcelState.AT_PLACE:
        yield Insert(STEP, f"{given.parcel_id}.{index}", {
            "parcel_id": given.parcel_id, "subject_id": given.subject_id, "event": "arrived", "at": given.at,
            "place": given.place, "recorded_index": index,
        })  # fmt: skip


def _moved(given: ParcelMoved, index: int) -> Iterator[Operation]:
    yield Insert(STEP, f"{given.parcel_id}.{index}", {
        "parcel_id": given.parcel_id, "subject_id": given.subject_id, "at": given.at,
        "event": f"{given.event.value}_said" if given.is_waiting else given.event.value,
        "place": given.place, "why_not": given.why_not.value if given.why_not else "", "recorded_index": index,
        **sealed_cells(given.subject_id, ParcelStepWords, given.words),
    })  # fmt: skip
    if given.is_waiting:
        return
    yield Set(PARCEL, given.parcel_id, {"state": given.state.value, "place": given.place, "moved_index": index})


def _opening_said(given: OpeningSaid, index: int) -> Iterator[Operation]:
    yield Insert(OPENING, f"{given.parcel_id}.{index}", {
        "parcel_id": given.parcel_id, "subject_id": given.subject_id, "at": given.at, "place": given.place,
        "present": given.present.value, "state": "said", "recorded_index": index,
        **sealed_cells(given.subject_id, OpeningWords, given.words),
    })  # fmt: skip


def _opening_settled(given: OpeningSettled, index: int) -> Iterator[Operation]:
    yield Set(OPENING, given.opening_id, {
        "state": "agreed" if given.agrees else "declined",
        **sealed_cells(given.subject_id, OpeningRefusal, given.words),
    })  # fmt: skip
    if given.agrees:
        yield Set(PARCEL, given.parcel_id, {"state": given.state.value, "moved_index": index})


def _part(given: PartRefused, index: int) -> Iterator[Operation]:
    yield Insert(PART, f"{given.parcel_id}.{index}", {
        "parcel_id": given.parcel_id, "subject_id": given.subject_id, "why": given.why.value,
        "became": given.became.value, "state": "said" if given.is_waiting else "stands", "recorded_index": index,
        **sealed_cells(given.subject_id, PartWords, given.words),
    })  # fmt: skip


def _given(given: ParcelGiven, index: int) -> Iterator[Operation]:
    yield Insert(STEP, f"{given.parcel_id}.{index}", {
        "parcel_id": given.parcel_id, "subject_id": given.subject_id, "event": "given", "at": given.at,
        "place": given.place, "mark": given.mark.value, "heads": given.heads, "recorded_index": index,
        **sealed_cells(given.subject_id, ParcelStepWords, given.words),
    })  # fmt: skip
    yield Set(PARCEL, given.parcel_id, {"state": given.state.value, "moved_index": index})


def _credited(given: MoneyCredited, index: int) -> Iterator[Operation]:
    yield Insert(STEP, f"{given.parcel_id}.{index}", {
        "parcel_id": given.parcel_id, "subject_id": given.subject_id, "at": given.at, "place": given.place,
        "event": "credited_said" if given.is_waiting else "credited", "entry": given.entry, "receipt": given.receipt,
        "mark": given.countersigned_by.value, "recorded_index": index,
        **sealed_cells(given.subject_id, CreditWords, given.words),
    })  # fmt: skip
    if not given.is_waiting:
        yield Set(PARCEL, given.parcel_id, {"state": given.state.value, "moved_index": index})


_AGREED_TO = {ParcelMatter.CREDIT: "credited", ParcelMatter.LOST: "lost"}


def _settled(given: ParcelSettled, index: int) -> Iterator[Operation]:
    why = sealed_cells(given.subject_id, ParcelSettling, given.words)
    if given.matter is ParcelMatter.DESTROYED:
        yield Set(PART, given.target_id, {"state": "stands" if given.agrees else "declined", **why})
        return
    event = _AGREED_TO[given.matter] if given.agrees else "declined"
    yield Set(STEP, given.target_id, {"event": event, **why})
    if given.agrees:
        yield Set(PARCEL, given.parcel_id, {"state": given.state.value, "moved_index": index})


def _asked_back(given: ParcelAskedBack, index: int) -> Iterator[Operation]:
    yield Set(PARCEL, given.parcel_id, {
        "asked_back_index": index, **sealed_cells(given.subject_id, AskedBackWords, given.words),
    })  # fmt: skip


def _shown(given: ParcelsShown, index: int) -> Iterator[Operation]:
    for parcel_id, step in zip(given.parcels, given.steps, strict=True):
        yield Set(PARCEL, parcel_id, {"shown": step.value, "shown_index": index})


def _offered(given: MailOffered, index: int) -> Iterator[Operation]:
    yield Insert(OFFER, given.offer_id, {
        "place": given.place, "offered_at": given.offered_at, "letters": given.letters, "cards": given.cards,
        "limited_by": given.limited_by, "took": len(given.took), "declined": len(given.declined),
        "recorded_index": index,
    })  # fmt: skip
    for person_id in (*given.took, *given.declined):
        yield Insert(OFFERED_TO, f"{given.offer_id}.{person_id}", {
            "offer_id": given.offer_id, "person_id": person_id, "offered_at": given.offered_at,
            "took": person_id in given.took, "recorded_index": index,
        })  # fmt: skip


def register() -> None:
    projects(ParcelRegistered)(_registered)
    projects(ParcelMoved)(_moved)
    projects(OpeningSaid)(_opening_said)
    projects(OpeningSettled)(_opening_settled)
    projects(PartRefused)(_part)
    projects(ParcelGiven)(_given)
    projects(MoneyCredited)(_credited)
    projects(ParcelSettled)(_settled)
    projects(ParcelAskedBack)(_asked_back)
    projects(ParcelsShown)(_shown)
    projects(MailOffered)(_offered)
