"""Lists on their way out: as they would go now, for whoever approves, and those that went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from repatria.core.law.exchange_outward import OutwardFacts, ReleasedKind, outward_guards
from repatria.core.law.guards import OpenGuard
from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import approvers_of, offices_of
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.exchanges.errors import ChangedListError, UnknownOutgoingError
from repatria.records.exchanges.models import ReleasedList
from repatria.records.exchanges.outgoing import content_digest, outgoing
from repatria.records.exchanges.services.outward import RELEASE
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import rows_where
from repatria.records.vault.opening import open_rows

RELEASED = "exchanges.?released"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingView:
    """A list as it would go out now, who approved exactly this, and what is missing."""

    kind: str
    list_id: str
    power: str
    recipients: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    digest: str
    approvers: tuple[str, ...]
    missing: tuple[OpenGuard, ...]


@question(RELEASED)
def outgoing_now(
    acting: Acting, *, kind: ReleasedKind, recipients: Sequence[NoticeRecipient], list_id: str = "", power: str = ""
) -> OutgoingView:
    """A list as it would go out now, in full: it is read before anybody approves it.

    Raises:   RoleForbidsError; UnknownListError.
    Leaf:     access.reading_recorded
    """
    require(acting, RELEASED)
    made = outgoing(kind, list_id=list_id, power=power, recipients=recipients, at=acting.at)
    record_reading(acting, question="exchanges.?released", records=[*([list_id] if list_id else []), *made.persons])
    approvers = approvers_of(RELEASE, made.digest, at=acting.at)
    facts = OutwardFacts(
        count=len(made.rows), stands=made.stands, recipients=tuple(one.value for one in made.recipients),
        approvers=offices_of(approvers),
    )  # fmt: skip
    return OutgoingView(
        kind=kind.value, list_id=made.list_id, power=made.power,
        recipients=tuple(one.value for one in made.recipients), rows=made.rows, digest=made.digest,
        approvers=approvers, missing=tuple(outward_guards(facts)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedLine:
    """One list that went out, by numbers."""

    release_id: str
    number: int
    kind: str
    list_id: str
    power: str
    recipients: tuple[str, ...]
    count: int
    content_digest: str
    approved_by: tuple[str, ...]
    released_by: str
    released_at: str
    act_index: int


def _line(row: ReleasedList, by: str, at: str) -> ReleasedLine:
    return ReleasedLine(
        release_id=row.pk, number=row.number, kind=row.kind, list_id=row.list_id, power=row.power,
        recipients=tuple(row.recipients.split()), count=row.lines or len(row.persons.split()),
        content_digest=row.content_digest, approved_by=tuple(row.approved_by.split()), released_by=by, released_at=at,
        act_index=row.recorded_index,
    )  # fmt: skip


def _lines(rows: Sequence[ReleasedList]) -> tuple[ReleasedLine, ...]:
    acts = {one.index: one for one in acts_at([row.recorded_index for row in rows])}
    return tuple(_line(row, acts[row.recorded_index].actor, acts[row.recorded_index].at) for row in rows)


@question(RELEASED, of_numbers=True)
def released(acting: Acting) -> tuple[ReleasedLine, ...]:
    """Every list that went out, the newest first, by numbers.  Raises: RoleForbidsError."""
    require(acting, RELEASED)
    return _lines(rows_where(ReleasedList, order="-recorded_index"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedView:
    """One list that went out, with what it said, its code and check word."""

    line: ReleasedLine
    rows: tuple[tuple[str, ...], ...]
    code: str
    check_word: str


@question(RELEASED)
def released_list(acting: Acting, release_id: str) -> ReleasedView:
    """One list that went out, word for word.

    Raises:   RoleForbidsError; UnknownOutgoingError; ChangedListError where its rows are not those of its digest.
    Leaf:     access.reading_recorded
    """
    require(acting, RELEASED)
    rows = rows_where(ReleasedList, pk=[release_id])
    if not rows:
        raise UnknownOutgoingError("no list went out under this number")
    row = rows[0]
    record_reading(acting, question="exchanges.?released", records=[release_id, *row.persons.split()])
    (cells,) = open_rows(rows, ("rows", "code", "check_word"))
    said = msgspec.json.decode((cells["rows"] or "[]").encode(), type=tuple[tuple[str, ...], ...])
    recipients = [NoticeRecipient(one) for one in row.recipients.split()]
    if content_digest(ReleasedKind(row.kind), row.list_id, row.power, recipients, said) != row.content_digest:
        raise ChangedListError("a list that went out says otherwise than its act")
    (line,) = _lines(rows)
    return ReleasedView(line=line, rows=said, code=cells["code"] or "", check_word=cells["check_word"] or "")
