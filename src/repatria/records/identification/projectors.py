"""What the acts of identification do to rows."""

from __future__ import annotations

from collections.abc import Iterable

from repatria.records.identification.acts import (
    ConsentGiven,
    ConsentWithdrawn,
    ConsentWords,
    FlagSettled,
    FrequenciesAgreed,
    FrequenciesProposed,
    OwnPowerStated,
    ProfileRead,
    ProfileWords,
    RefusedLines,
    ResultsReceived,
    SamplesRoundOpened,
)
from repatria.records.identification.sought_acts import (
    OneSoughtAgreed,
    OneSoughtProposed,
    OneSoughtUndoAsked,
    OneSoughtUndone,
    SoughtWords,
)
from repatria.records.ledger.operations import Insert, Operation, Set, projects, sealed_cells

OWN, REFERENCE, RESULTS = (
    "identification_ownpower", "identification_reference", "identification_laboratoryresults",
)  # fmt: skip
READING, SETTLED, FREQUENCIES, ROUND = (
    "identification_profilereading", "identification_settledflag", "identification_frequencytable",
    "identification_samplesround",
)  # fmt: skip

SOUGHT = "identification_onesought"


def _own(given: OwnPowerStated, index: int) -> Iterable[Operation]:
    return [Insert(OWN, given.stated_id, {"power": given.power, "recorded_index": index})]


def _given(given: ConsentGiven, index: int) -> Iterable[Operation]:
    return [Insert(REFERENCE, given.reference_id, {
        "enquiry_id": given.enquiry_id, "given_by": given.given_by.value,
        "uses": " ".join(one.value for one in given.uses), "given_on": given.given_on, "until": given.until,
        "power": given.power, "sex": given.sex, "recorded_index": index,
        **sealed_cells(given.reference_id, ConsentWords, given.words),
    })]  # fmt: skip


def _withdrawn(given: ConsentWithdrawn, index: int) -> Iterable[Operation]:
    return [Set(REFERENCE, given.reference_id, {"withdrawn_on": given.withdrawn_on, "withdrawn_index": index})]


def _results(given: ResultsReceived, index: int) -> Iterable[Operation]:
    return [Insert(RESULTS, given.results_id, {
        "laboratory": given.laboratory, "accreditation": given.accreditation, "kit": given.kit,
        "typed_on": given.typed_on, "digest": given.digest, "samples": given.samples,
        "refused": given.refused, "recorded_index": index,
        **sealed_cells(given.results_id, RefusedLines, given.words),
    })]  # fmt: skip


def _read(given: ProfileRead, index: int) -> Iterable[Operation]:
    return [Insert(READING, given.reading_id, {
        "sample_code": given.sample_code, "is_reference": given.is_reference, "results_id": given.results_id,
        "recorded_index": index,
        **sealed_cells(given.sample_code, ProfileWords, given.words),
    })]  # fmt: skip


def _settled(given: FlagSettled, index: int) -> Iterable[Operation]:
    return [Insert(SETTLED, given.settled_id, {
        "sample_code": given.sample_code, "flag": given.flag.value, "is_free": given.is_free, "reason": given.reason,
        "recorded_index": index,
    })]  # fmt: skip


def _proposed(given: FrequenciesProposed, index: int) -> Iterable[Operation]:
    return [Insert(FREQUENCIES, given.table_id, {
        "population": given.population, "source": given.source, "digest": given.digest, "least": given.least,
        "loci": len(given.by_marker), "recorded_index": index,
    })]  # fmt: skip


def _agreed(given: FrequenciesAgreed, index: int) -> Iterable[Operation]:
    return [Set(FREQUENCIES, given.table_id, {"agreed_index": index})]


def _round(given: SamplesRoundOpened, index: int) -> Iterable[Operation]:
    return [Insert(ROUND, given.round_id, {
        "received_before": given.received_before, "families": len(given.families), "recorded_index": index,
    })]  # fmt: skip


def _sought(given: OneSoughtProposed, index: int) -> Iterable[Operation]:
    return [Insert(SOUGHT, given.sought_id, {
        "first_enquiry": given.first_enquiry, "second_enquiry": given.second_enquiry, "says": given.says.value,
        "recorded_index": index, **sealed_cells(given.sought_id, SoughtWords, given.words),
    })]  # fmt: skip


def _sought_agreed(given: OneSoughtAgreed, index: int) -> Iterable[Operation]:
    return [Set(SOUGHT, given.sought_id, {"state": "agreed", "asked_index": None})]


def _sought_asked(given: OneSoughtUndoAsked, index: int) -> Iterable[Operation]:
    return [Set(SOUGHT, given.sought_id, {"state": "undo_asked", "asked_index": index})]


def _sought_undone(given: OneSoughtUndone, index: int) -> Iterable[Operation]:
    return [Set(SOUGHT, given.sought_id, {"state": "undone"})]


def register() -> None:
    projects(SamplesRoundOpened)(_round)
    projects(OwnPowerStated)(_own)
    projects(ConsentGiven)(_given)
    projects(ConsentWithdrawn)(_withdrawn)
    projects(ResultsReceived)(_results)
    projects(ProfileRead)(_read)
    projects(FlagSettled)(_settled)
    projects(FrequenciesProposed)(_proposed)
    projects(FrequenciesAgreed)(_agreed)
    projects(OneSoughtProposed)(_sought)
    projects(OneSoughtAgreed)(_sought_agreed)
    projects(OneSoughtUndoAsked)(_sought_asked)
    projects(OneSoughtUndone)(_sought_undone)
