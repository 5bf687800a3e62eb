"""What the acts of exchanges do to rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from repatria.core.law.exchange_annulment import UNRESOLVED
from repatria.core.law.exchange_holding import DifferenceEnd, DifferenceKind
from repatria.core.law.exchange_list import LIVE, LineEvent, LineState
from repatria.records.exchanges.acts import (
    AgreementEnded,
    AgreementRecorded,
    CrossingRecorded,
    DifferenceHandedOn,
    DifferenceSettled,
    HeldBack,
    HoldEnded,
    HoldReviewed,
    LineDisputed,
    LineRecorded,
    LineResolved,
    LineUnresolved,
    ListClosed,
    ListOpened,
    NamesReleased,
    OpenedDifference,
    RowSaid,
    TheirCountRecorded,
    VersionRecorded,
)
from repatria.records.exchanges.annulling import CrossingAnnulled
from repatria.records.ledger.acts import encode
from repatria.records.ledger.operations import Insert, Operation, Sealed, Set, projects

AGREEMENT, LIST, VERSION = "exchanges_agreement", "exchanges_exchangelist", "exchanges_listversion"
ROW, LINE, STEP = "exchanges_versionrow", "exchanges_listline", "exchanges_linestep"
DIFFERENCE, CROSSING = "exchanges_listdifference", "exchanges_crossing"
HOLD, RELEASED = "exchanges_hold", "exchanges_releasedlist"


def row_key(version_id: str, row: int) -> str:
    """The key of one row of a version or crossing."""
    return f"{version_id}.{row}"


def _agreement(given: AgreementRecorded, index: int) -> Iterable[Operation]:
    return [Insert(AGREEMENT, given.agreement_id, {
        "parties": "\n".join(given.parties), "agreed_on": given.agreed_on, "place": given.place,
        "basis": given.basis.value, "legal_basis": given.legal_basis, "terms": given.terms,
        "signed_by": "\n".join(given.signed_by), "copy_digest": given.copy_digest, "reference": given.reference,
        "says_article_117": given.says_article_117, "recorded_index": index,
    })]  # fmt: skip


def _agreement_ended(given: AgreementEnded, index: int) -> Iterable[Operation]:
    return [Set(AGREEMENT, given.agreement_id, {"ended_on": given.ended_on, "ended_reason": given.reason})]


def _opened(given: ListOpened, index: int) -> Iterable[Operation]:
    return [Insert(LIST, given.list_id, {
        "agreement_id": given.agreement_id, "direction": given.direction.value, "power": given.power,
        "title": given.title, "recorded_index": index,
    })]  # fmt: skip


def _row(subject: str, place: int, line_id: str, said: RowSaid) -> Operation:
    return Insert(ROW, row_key(subject, place), {
        "version_id": subject, "line_id": line_id, "name": Sealed(subject, said.name or None),
        "birth_date": Sealed(subject, said.birth_date or None),
        "service_number": Sealed(subject, said.service_number or None),
        "their_number": Sealed(subject, said.their_number or None),
        "raw": Sealed(subject, encode(said.raw).decode() if said.raw else None),
    })  # fmt: skip


def _step(line_id: str, event: LineEvent | str, index: int, **more: str) -> Operation:
    return Insert(STEP, f"{line_id}.{index}", {
        "line_id": line_id, "event": getattr(event, "value", event), "recorded_index": index, **more,
    })  # fmt: skip


def _difference(
    one: OpenedDifference, index: int, *, list_id: str, owner: str, subject: str = "", crossing_id: str = "",
    reference: str = "",
) -> Operation:  # fmt: skip
    return Insert(DIFFERENCE, one.difference_id, {
        "list_id": list_id, "kind": one.kind.value, "line_id": one.line_id,
        "row_id": row_key(subject, one.row) if one.row is not None else "", "crossing_id": crossing_id,
        "reference": reference, "owner": owner, "opened_index": index,
    })  # fmt: skip


def _version(given: VersionRecorded, index: int) -> Iterator[Operation]:
    yield Insert(VERSION, given.version_id, {
        "list_id": given.list_id, "number": given.number, "side": given.side.value, "came_at": given.came_at,
        "supplied_by": given.supplied_by, "reference": given.reference, "file_digest": given.file_digest,
        "is_whole": given.is_whole, "is_at_border": given.is_at_border, "rows": len(given.placed),
        "recorded_index": index,
    })  # fmt: skip
    for place, one in enumerate(given.placed):
        said = given.rows.rows[place] if given.rows else RowSaid()
        yield _row(given.version_id, place, one.line_id, said)
        if one.is_new:
            yield Insert(LINE, one.line_id, {
                "list_id": given.list_id, "direction": given.direction.value, "person_id": one.person_id,
                "row_id": row_key(given.version_id, place), "state": LineState.PROPOSED.value,
                "proposed_index": index, "state_index": index,
            })  # fmt: skip
            yield _step(one.line_id, LineEvent.PROPOSED, index, reference=given.reference)
        else:
            words = {} if one.is_changed else {"row_id": row_key(given.version_id, place)}
            yield Set(LINE, one.line_id, {"is_on_newest": True, **words})
    for found in given.differences:
        yield _difference(found, index, list_id=given.list_id, owner=given.owner, subject=given.version_id)
        if found.kind is DifferenceKind.MISSING:
            yield Set(LINE, found.line_id, {"is_on_newest": False})


def _resolved(given: LineResolved, index: int) -> Iterator[Operation]:
    yield Set(LINE, given.line_id, {"person_id": given.person_id})
    yield _step(given.line_id, "resolved", index)


def _unresolved(given: LineUnresolved, index: int) -> Iterator[Operation]:
    # What the Parties agreed and who saw him cross was of that man: the next one begins anew.
    yield Set(LINE, given.line_id, {
        "person_id": "", "state": LineState.PROPOSED.value, "state_index": index, "agreed_on": "",
        "agreed_reference": "", "crossing_id": "",
    })  # fmt: skip
    yield _step(given.line_id, UNRESOLVED, index, said=given.reason)


def _line(given: LineRecorded, index: int) -> Iterator[Operation]:
    values: dict[str, str | int] = {"state": given.state.value, "state_index": index}
    if given.ground is not None:
        values["ground"] = given.ground.value
    if given.event is LineEvent.AGREED:
        values |= {"agreed_on": given.agreed_on, "agreed_reference": given.reference}
    yield Set(LINE, given.line_id, values)
    yield _step(
        given.line_id, given.event, index, said=given.said, reference=given.reference,
        ground=given.ground.value if given.ground else "",
    )  # fmt: skip


def _disputed(given: LineDisputed, index: int) -> Iterable[Operation]:
    found = OpenedDifference(
        difference_id=given.difference_id, kind=DifferenceKind.DISPUTED, line_id=given.line_id
    )  # fmt: skip
    said = f"{given.said_by}: {given.reference}"
    return [_difference(found, index, list_id=given.list_id, owner=given.owner, reference=said)]


def _handed_on(given: DifferenceHandedOn, index: int) -> Iterable[Operation]:
    return [Set(DIFFERENCE, given.difference_id, {"owner": given.owner})]


def _settled(given: DifferenceSettled, index: int) -> Iterator[Operation]:
    yield Set(DIFFERENCE, given.difference_id, {
        "end": given.end.value, "said": given.said, "ended_index": index,
    })  # fmt: skip
    if given.withdrawn_line:
        yield Set(LINE, given.withdrawn_line, {"state": LineState.WITHDRAWN.value, "state_index": index})
        yield _step(given.withdrawn_line, LineEvent.WITHDRAWN, index, said=given.said)
    elif given.stands_line:
        yield Set(LINE, given.stands_line, {"is_on_newest": True})
    if given.came_line:
        yield Set(LINE, given.came_line, {"crossing_id": given.crossing_id})
    if given.words_of_row:
        yield Set(LINE, given.words_line, {"row_id": given.words_of_row})


def _crossing(given: CrossingRecorded, index: int) -> Iterator[Operation]:
    yield Insert(CROSSING, given.crossing_id, {
        "list_id": given.list_id, "crossed_at": given.crossed_at, "point": given.point,
        "named": len(given.came) + given.unlisted, "counted": given.counted, "counted_by": given.counted_by,
        "their_count": given.their_count, "their_reference": given.their_reference, "recorded_index": index,
    })  # fmt: skip
    for line_id in given.came:
        yield Set(LINE, line_id, {"crossing_id": given.crossing_id})
    for place in range(given.unlisted):
        said = given.rows.rows[place] if given.rows else RowSaid()
        yield _row(given.crossing_id, place, "", said)
    for one in given.differences:
        yield _difference(
            one, index, list_id=given.list_id, owner=given.owner, subject=given.crossing_id,
            crossing_id=given.crossing_id,
        )  # fmt: skip


def _their_count(given: TheirCountRecorded, index: int) -> Iterator[Operation]:
    yield Set(CROSSING, given.crossing_id, {
        "their_count": given.their_count, "their_reference": given.their_reference,
    })  # fmt: skip
    if given.difference_id:
        found = OpenedDifference(difference_id=given.difference_id, kind=DifferenceKind.COUNT)
        yield _difference(
            found, index, list_id=given.list_id, owner=given.owner, crossing_id=given.crossing_id
        )  # fmt: skip


def _annulled(given: CrossingAnnulled, index: int) -> Iterator[Operation]:
    yield Set(CROSSING, given.crossing_id, {"annulled_by": given.annulled_by, "annulled_index": index})
    for one in given.lines:
        values: dict[str, str | int] = {"crossing_id": ""}
        if one.state is not one.before:
            values |= {"state": one.state.value, "state_index": index}
        yield Set(LINE, one.line_id, values)
        yield _step(one.line_id, "uncrossed", index, said=given.reason)
    if any(one.before not in LIVE and one.state in LIVE for one in given.lines):
        yield Set(LIST, given.list_id, {"closed_on": ""})  # nobody goes by a list that is closed
    for number in given.differences:
        yield Set(DIFFERENCE, number, {
            "end": DifferenceEnd.CROSSING_VOID.value, "said": given.reason, "ended_index": index,
        })  # fmt: skip


def _closed(given: ListClosed, index: int) -> Iterable[Operation]:
    return [Set(LIST, given.list_id, {"closed_on": given.closed_on})]


def _held_back(given: HeldBack, index: int) -> Iterable[Operation]:
    return [Insert(HOLD, given.hold_id, {
        "person_id": given.person_id, "ground": given.ground.value, "provision": given.provision,
        "authority": given.authority, "reference": given.reference, "approved_by": " ".join(given.approved_by),
        "recorded_index": index,
    })]  # fmt: skip


def _hold_reviewed(given: HoldReviewed, index: int) -> Iterable[Operation]:
    return [Set(HOLD, given.hold_id, {"reviewed_index": index})]


def _hold_ended(given: HoldEnded, index: int) -> Iterable[Operation]:
    return [Set(HOLD, given.hold_id, {"ended_index": index, "ended_reason": given.reason})]


def _names_released(given: NamesReleased, index: int) -> Iterable[Operation]:
    content, subject = given.content, given.release_id
    return [Insert(RELEASED, given.release_id, {
        "number": given.number, "kind": given.kind.value, "list_id": given.list_id, "power": given.power,
        "recipients": " ".join(one.value for one in given.recipients), "persons": " ".join(given.persons),
        "lines": len(given.lines), "content_digest": given.content_digest, "code_hash": given.code_hash,
        "approved_by": " ".join(given.approved_by), "signature": given.signature, "recorded_index": index,
        "rows": Sealed(subject, encode(content.rows).decode() if content else None),
        "code": Sealed(subject, content.code if content else None),
        "check_word": Sealed(subject, content.check_word if content else None),
    })]  # fmt: skip


def register() -> None:
    projects(AgreementRecorded)(_agreement)
    projects(AgreementEnded)(_agreement_ended)
    projects(ListOpened)(_opened)
    projects(VersionRecorded)(_version)
    projects(LineResolved)(_resolved)
    projects(LineUnresolved)(_unresolved)
    projects(LineRecorded)(_line)
    projects(LineDisputed)(_disputed)
    projects(DifferenceHandedOn)(_handed_on)
    projects(DifferenceSettled)(_settled)
    projects(CrossingRecorded)(_crossing)
    projects(TheirCountRecorded)(_their_count)
    projects(CrossingAnnulled)(_annulled)
    projects(ListClosed)(_closed)
    projects(HeldBack)(_held_back)
    projects(HoldReviewed)(_hold_reviewed)
    projects(HoldEnded)(_hold_ended)
    projects(NamesReleased)(_names_released)
