"""Verifying the whole house: log, keys and projected tables, then the intake against its chain and the rounds' acts.

1. the bureau's store (ledger.verify); 2. the inbox's chain; 3. each fetched item against the digest its act holds, and
no item passed over without an act; 4. letterboxes, paper codes and the round's row against the last round's act;
5. every notifiable act that the consumers have passed has its notices.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from types import MappingProxyType

from repatria.doors.jobs.consequences import CONSUMERS, NOTICE_CONSUMERS, reason_of
from repatria.doors.jobs.courier import INBOX
from repatria.records.enquiries.acts import EnquiryReceived, ItemSetAside, PapersReceived
from repatria.records.intake.chain import StoreDifference
from repatria.records.intake.selectors import round_state, sealed_since, verify_chain, verify_letterboxes
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import causes_of, consumer_distances, cursor_of, entries_since
from repatria.records.ledger.services import move_cursor
from repatria.records.ledger.verify import Difference, Progress, VerifyReport, verify
from repatria.records.notices.selectors import last_round

_PAGE = 500
_INBOX = "intake_sealedenquiry"


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseReport:
    """What was seen in both stores."""

    bureau: VerifyReport
    intake: tuple[StoreDifference, ...]
    passed_over: tuple[Difference, ...] = ()

    @property
    def is_equal(self) -> bool:
        return self.count == 0

    @property
    def count(self) -> int:
        """How many places differ."""
        return len(self.bureau.differences) + len(self.intake) + len(self.passed_over)

    @property
    def first(self) -> Difference | StoreDifference | None:
        others: tuple[Difference | StoreDifference, ...] = (*self.intake, *self.passed_over)
        return self.bureau.first or (others[0] if others else None)


def verify_house(mac_key: bytes, progress: Progress, noted: Mapping[int, bytes] = MappingProxyType({})) -> HouseReport:
    """Verifies both stores.

    Given:    `mac_key` of the portal's keys, which the bureau derives from its own; `noted` roots by tree size.
    Returns:  a report; an unequal store is a result, not an exception.
    Not:      it writes nothing.
    """
    bureau = verify(log_verifier(), progress, noted)
    passed_over = tuple(_passed_over(bureau.entries)) if bureau.is_equal else ()
    return HouseReport(bureau=bureau, intake=tuple(_intake_differences(mac_key, bureau)), passed_over=passed_over)


def _passed_over(size: int) -> Iterator[Difference]:
    """Cursors are runtime: whoever moves one on makes a consumer pass over acts, which shows here."""
    for consumer, distance in consumer_distances().items():
        if distance < 0:
            yield _cursor_difference(consumer, size, "stands behind the log's end: acts to come would be passed over")
    for notices in NOTICE_CONSUMERS:
        drawn, next_index, end = causes_of(notices.name), 0, cursor_of(notices.name)
        while entries := entries_since(next_index, kinds=notices.kinds, at_most=_PAGE):
            for recorded in entries:
                if recorded.index < end and recorded.index not in drawn and reason_of(recorded) is not None:
                    yield _cursor_difference(notices.name, recorded.index, "has passed this act without its notice")
            next_index = entries[-1].index + 1


def _cursor_difference(consumer: str, index: int, reason: str) -> Difference:
    return Difference(act_index=index, table="ledger_runcursor", row=consumer, column="next_index", reason=reason)


def _intake_differences(mac_key: bytes, bureau: VerifyReport) -> Iterator[StoreDifference]:
    broken = verify_chain(mac_key)
    if broken:
        yield broken
    if bureau.is_equal:  # acts that do not open say nothing about the intake
        yield from _fetched_differences()
        yield from _round_differences()


def _fetched_differences() -> Iterator[StoreDifference]:
    """Every item that an act says was fetched still lies there as it came, and none was passed over."""
    held, passed, after = _held_items(), cursor_of(INBOX), 0
    while rows := sealed_since(after, limit=_PAGE):
        for row in rows:
            digest = held.pop(row.sequence, "")
            if digest and sha256(row.ciphertext).hexdigest() != digest:
                yield _inbox_difference(row.sequence, "ciphertext", "is not what the act of its opening holds")
            elif not digest and row.sequence <= passed:
                yield _inbox_difference(row.sequence, "sequence", "the courier has passed this item; no act holds it")
        after = rows[-1].sequence
    for sequence in sorted(held):
        yield _inbox_difference(sequence, "sequence", "an act holds this item; the row is missing")


def _held_items() -> dict[int, str]:
    """The digest of every item of the inbox that an act holds, by its sequence."""
    held, next_index = {}, 0
    kinds = (EnquiryReceived.KIND, PapersReceived.KIND, ItemSetAside.KIND)
    while entries := entries_since(next_index, kinds=kinds, at_most=_PAGE):
        for recorded in entries:
            sequence, _, digest = recorded.act.inbox.partition(":")  # type: ignore[attr-defined]
            if sequence:
                held[int(sequence)] = digest
        next_index = entries[-1].index + 1
    return held


def let_everybody_read_again() -> None:
    """Sets every reader of log and inbox back to what it has not answered: what was drawn is never drawn twice."""
    for consumer in CONSUMERS:
        move_cursor(consumer.name, 0)
    held, after = _held_items(), 0
    while rows := sealed_since(after, limit=_PAGE):
        for row in rows:
            if row.sequence not in held:
                move_cursor(INBOX, row.sequence - 1)
                return
        after = rows[-1].sequence
    move_cursor(INBOX, after)


def _inbox_difference(sequence: int, column: str, reason: str) -> StoreDifference:
    return StoreDifference(table=_INBOX, row=str(sequence), column=column, reason=reason)


def _round_differences() -> Iterator[StoreDifference]:
    last = last_round()
    if last is None:
        lying = round_state()
        if lying is not None:
            yield StoreDifference(
                table="intake_roundstate", row=str(lying[0]), column="number", reason="no act holds a round"
            )
        return
    found = verify_letterboxes(
        number=last.number, on=date.fromisoformat(last.on), digest=last.digest, code_digest=last.code_digest
    )
    if found:
        yield found
