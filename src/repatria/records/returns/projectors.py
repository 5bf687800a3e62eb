"""What the acts of returns do to rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from repatria.core.law.return_batch import BatchEvent, BatchState
from repatria.core.law.return_request import AskedFor, RequestState
from repatria.core.law.return_scans import ScanFor
from repatria.records.ledger.operations import Insert, Operation, Sealed, Set, projects, sealed_cells
from repatria.records.returns import pass_projectors, power_projectors, release_projectors
from repatria.records.returns.acts import (
    BatchDifferenceOpened,
    BatchPlanned,
    BatchStepped,
    ContainerTakenOut,
    LineChecked,
    LinesAdded,
    LineTakenOut,
    RequestMade,
    RequestMoved,
    RequestSaid,
    RequestWords,
    StepSaid,
)
from repatria.records.returns.count_acts import (
    BatchCounted,
    BatchDifferenceEnded,
    CountBegun,
    CountsCompared,
    DifferenceSaid,
    ReceivedEntered,
    ScansTaken,
    ScanStruck,
)

REQUEST, REQUEST_STEP = "returns_returnrequest", "returns_requeststep"
BATCH, LINE, STEP = "returns_batch", "returns_batchline", "returns_batchstep"
LIST, BOX = "returns_batchlist", "returns_batchcontainer"
SCAN_LIST, SCAN, COUNT, ENTRY = "returns_scanlist", "returns_batchscan", "returns_batchcount", "returns_countentry"
DIFFERENCE = "returns_batchdifference"


def _words(asked: Iterable[AskedFor]) -> str:
    return " ".join(one.value for one in asked)


def _request(given: RequestMade, index: int) -> Iterable[Operation]:
    return [Insert(REQUEST, given.request_id, {
        "state": RequestState.ASKED.value, "asked_for": _words(given.asked_for), "asked_at": given.asked_at,
        "answer_by": given.answer_by, "last_at": given.asked_at, "recorded_index": index,
        **sealed_cells(given.request_id, RequestWords, given.words),
    })]  # fmt: skip


def _request_moved(given: RequestMoved, index: int) -> Iterator[Operation]:
    yield Set(REQUEST, given.request_id, {
        "state": given.state.value, "granted": _words(given.granted), "last_at": given.at,
    })  # fmt: skip
    yield Insert(REQUEST_STEP, f"{given.request_id}.{index}", {
        "request_id": given.request_id, "event": given.event.value, "granted": _words(given.granted), "at": given.at,
        "reference": given.reference, "recorded_index": index,
        **sealed_cells(given.request_id, RequestSaid, given.words),
    })  # fmt: skip


def _batch(given: BatchPlanned, index: int) -> Iterable[Operation]:
    return [Insert(BATCH, given.batch_id, {
        "way": given.way.value, "power": given.power, "title": given.title, "state": BatchState.PLANNED.value,
        "request_id": given.request_id, "origin_id": given.origin_id, "is_theirs": given.is_theirs,
        "recorded_index": index,
    })]  # fmt: skip


def _lines(given: LinesAdded, index: int) -> Iterator[Operation]:
    says = given.words.rows if given.words else None
    for place, one in enumerate(given.lines):
        yield Insert(LINE, one.line_id, {
            "batch_id": given.batch_id, "place": place, "label": one.label, "item_code": one.item_code,
            "seal_number": one.seal_number, "container": one.container, "recorded_index": index,
            "says": Sealed(given.batch_id, says[place].says or None if says else None),
        })  # fmt: skip
    for place, box in enumerate(given.containers):
        yield Insert(BOX, box.box_id, {
            "batch_id": given.batch_id, "place": place, "number": box.number, "kept_id": box.kept_id,
            "seal_number": box.seal_number, "recorded_index": index,
        })  # fmt: skip
    yield Insert(LIST, f"{given.batch_id}.{index}", {
        "batch_id": given.batch_id, "is_theirs": given.is_theirs, "came_at": given.came_at,
        "reference": given.reference, "file_digest": given.file_digest, "lines": len(given.lines),
        "rejected": len(given.rejected), "recorded_index": index,
    })  # fmt: skip
    yield Set(BATCH, given.batch_id, {"state": given.state.value, "last_at": given.came_at})
    if given.said_number is not None:
        yield Insert(COUNT, given.count_id, {
            "batch_id": given.batch_id, "is_receiver": False, "is_theirs": given.is_theirs, "is_by_line": True,
            "number": given.said_number, "at": given.came_at, "reference": given.reference, "recorded_index": index,
            "by": Sealed(given.batch_id, given.words.supplied_by if given.words else None),
            "second": Sealed(given.batch_id, None), "why_differs": Sealed(given.batch_id, None),
        })  # fmt: skip


def _taken_out(given: LineTakenOut, index: int) -> Iterable[Operation]:
    return [Set(LINE, given.line_id, {"is_out": True})]


def _container_out(given: ContainerTakenOut, index: int) -> Iterator[Operation]:
    yield Set(BOX, given.box_id, {"is_out": True})
    yield from (Set(LINE, line_id, {"is_out": True}) for line_id in given.lines)


def _checked(given: LineChecked, index: int) -> Iterable[Operation]:
    return [Set(LINE, given.line_id, {
        "is_checked": True, "seal_number": given.seal_number, "container": given.container,
    })]  # fmt: skip


def _opened(batch_id: str, opened: Iterable[BatchDifferenceOpened], index: int) -> Iterator[Operation]:
    for one in opened:
        yield Insert(DIFFERENCE, one.difference_id, {
            "batch_id": batch_id, "kind": one.kind.value, "line_id": one.line_id, "entry_id": one.entry_id,
            "recorded_index": index, "said": Sealed(batch_id, None),
        })  # fmt: skip


def _stepped(given: BatchStepped, index: int) -> Iterator[Operation]:
    changed: dict[str, object] = {"state": given.state.value, "last_at": given.at}
    if given.event is BatchEvent.AGREED:
        changed |= {"place": given.place, "agreed_on": given.agreed_on}
    if given.event is BatchEvent.SEALED:
        changed["vehicle_seal"] = given.seal_number
    if given.manifest_digest:
        changed["manifest_digest"] = given.manifest_digest
    yield Set(BATCH, given.batch_id, changed)
    yield Insert(STEP, f"{given.batch_id}.{index}", {
        "batch_id": given.batch_id, "event": given.event.value, "at": given.at, "place": given.place,
        "seal_number": given.seal_number, "reference": given.reference, "manifest_digest": given.manifest_digest,
        "recorded_index": index, **sealed_cells(given.batch_id, StepSaid, given.words),
    })  # fmt: skip
    for line_id in given.spot_lines:
        yield Set(LINE, line_id, {"is_spot_checked": True})
    for box in given.spot_containers:
        yield Set(BOX, box.box_id, {"is_spot_checked": True, "resealed": box.seal_after})
    if given.number is not None:
        words = given.words
        yield Insert(COUNT, given.count_id, {
            "batch_id": given.batch_id, "is_receiver": False, "is_theirs": False, "is_by_line": True,
            "number": given.number, "at": given.at, "reference": given.reference, "recorded_index": index,
            "by": Sealed(given.batch_id, words.by if words else None),
            "second": Sealed(given.batch_id, words.second if words else None),
            "why_differs": Sealed(given.batch_id, None),
        })  # fmt: skip
    yield from _opened(given.batch_id, given.opened, index)


def _scans(given: ScansTaken, index: int) -> Iterator[Operation]:
    yield Insert(SCAN_LIST, given.scans_id, {
        "batch_id": given.batch_id, "purpose": given.purpose.value, "digest": given.digest,
        "scans": len(given.scans), "rejected": len(given.rejected), "recorded_index": index,
    })  # fmt: skip
    for place, one in enumerate(given.scans):
        yield Insert(SCAN, f"{given.scans_id}.{place}", {
            "batch_id": given.batch_id, "purpose": given.purpose.value, "at": one.at, "label": one.label,
            "line_id": one.line_id, "seal": one.seal, "is_seal_whole": one.is_seal_whole,
            "is_condition_as_listed": one.is_condition_as_listed, "flag": one.flag.value,
            "is_container": one.is_container, "container": one.container, "recorded_index": index,
        })  # fmt: skip
    if given.purpose is ScanFor.LOADING:
        latest = {one.line_id: one.at for one in given.scans if one.line_id}
        yield from (Set(LINE, line_id, {"loaded_at": at}) for line_id, at in latest.items())


def _struck(given: ScanStruck, index: int) -> Iterable[Operation]:
    return [Set(SCAN, given.scan_id, {"struck_index": index})]


def _begun(given: CountBegun, index: int) -> Iterable[Operation]:
    return [Set(BATCH, given.batch_id, {"counter": given.counter})]


def _counted(given: BatchCounted, index: int) -> Iterator[Operation]:
    yield Set(BATCH, given.batch_id, {"state": BatchState.COUNTED.value, "counter": "", "last_at": given.at})
    yield Insert(COUNT, given.count_id, {
        "batch_id": given.batch_id, "is_receiver": True, "is_theirs": given.is_theirs, "is_by_line": given.is_by_line,
        "number": given.number, "containers": given.containers, "at": given.at, "reference": given.reference,
        "recorded_index": index, "by": Sealed(given.batch_id, given.words.by if given.words else None),
        "second": Sealed(given.batch_id, given.words.second if given.words else None),
        "why_differs": Sealed(given.batch_id, given.words.why_differs or None if given.words else None),
    })  # fmt: skip
    for one in given.entries:
        yield Insert(ENTRY, one.entry_id, {
            "batch_id": given.batch_id, "count_id": given.count_id, "label": one.label, "seal": one.seal,
            "is_seal_whole": one.is_seal_whole, "is_condition_as_listed": one.is_condition_as_listed,
            "is_container": one.is_container, "container": one.container, "recorded_index": index,
        })  # fmt: skip


def _compared(given: CountsCompared, index: int) -> Iterator[Operation]:
    yield Set(BATCH, given.batch_id, {"state": given.state.value})
    yield from _opened(given.batch_id, given.opened, index)


def _ended(given: BatchDifferenceEnded, index: int) -> Iterable[Operation]:
    return [Set(DIFFERENCE, given.difference_id, {
        "end": given.end.value, "other": given.other, "ended_index": index,
        **sealed_cells(given.batch_id, DifferenceSaid, given.words),
    })]  # fmt: skip


def _entered(given: ReceivedEntered, index: int) -> Iterable[Operation]:
    return [Set(ENTRY, given.entry_id, {"item_code": given.item_code})]


def register() -> None:
    release_projectors.register()
    power_projectors.register()
    pass_projectors.register()
    projects(RequestMade)(_request)
    projects(RequestMoved)(_request_moved)
    projects(BatchPlanned)(_batch)
    projects(LinesAdded)(_lines)
    projects(LineTakenOut)(_taken_out)
    projects(LineChecked)(_checked)
    projects(ContainerTakenOut)(_container_out)
    projects(BatchStepped)(_stepped)
    projects(ScansTaken)(_scans)
    projects(ScanStruck)(_struck)
    projects(CountBegun)(_begun)
    projects(BatchCounted)(_counted)
    projects(CountsCompared)(_compared)
    projects(BatchDifferenceEnded)(_ended)
    projects(ReceivedEntered)(_entered)
