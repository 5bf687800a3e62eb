"""Verifying the whole house: log, keys and projected tables, then the intake against its chain and the rounds' acts.

1. the bureau's store (ledger.verify); 2. every act that the consumers have passed has its notices and its moves of
clocks; 3. the inbox's chain; 4. each fetched item against the digest its act holds, and no item passed over without an
act; 5. letterboxes, paper codes and the round's row against the act of the round that lies there.

The house may work meanwhile. The bureau is read as it stood at one moment (1, 2), the intake at a later one (3 to 5):
what an act of the first moment holds must lie in the intake; what came after it is no difference; and a round that was
held since is judged by its own act, which is read behind the first moment.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from hashlib import sha256
from types import MappingProxyType

from repatria.doors.jobs.arrivals import LINES
from repatria.doors.jobs.clocks import CLOCKS
from repatria.doors.jobs.consequences import CONSUMERS, NOTICE_CONSUMERS, is_notice_owed
from repatria.doors.jobs.courier import INBOX
from repatria.doors.jobs.emptying import EMPTYING, destroyed_items
from repatria.records.arrivals.acts import LineRefused, LineTaken
from repatria.records.arrivals.selectors.nights import mailbox_key
from repatria.records.clocks.reading import RULES, cursor_name
from repatria.records.clocks.refold import moves_passed_over
from repatria.records.consequences.selectors import aside_of
from repatria.records.intake.chain import InboxRow, StoreDifference
from repatria.records.intake.lines import lines_since, verify_lines
from repatria.records.intake.selectors import lying_round, sealed_since, verify_chain, verify_letterboxes
from repatria.records.ledger.acts import known_kinds
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.moment import one_moment
from repatria.records.ledger.reading import causes_of, consumer_distances, cursor_of, entries_since
from repatria.records.ledger.services import move_cursor, move_cursors
from repatria.records.ledger.verify import Difference, Progress, VerifyReport, verify
from repatria.records.notices.acts import RoundRecorded
from repatria.records.notices.selectors import RoundView, last_round

PATIENCE_SECONDS = 35.0
"""As long as a round waits at most for the bureau's lock to record its act, and a little more."""
_PAGE, _PAUSE_SECONDS = 500, 0.1
_INBOX, _LINES = "intake_sealedenquiry", "intake_sealedline"


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


def verify_house(
    mac_key: bytes, progress: Progress, noted: Mapping[int, bytes] = MappingProxyType({}),
    patience_seconds: float = PATIENCE_SECONDS,
) -> HouseReport:  # fmt: skip
    """Verifies both stores, beside a house at work or at rest.

    Given:    `mac_key` of the portal's keys, which the bureau derives from its own; `noted` roots by tree size;
              `patience_seconds` for the act of a round that lies in the intake already.
    Returns:  a report; an unequal store is a result, not an exception.
    Not:      it writes nothing, and holds no writer up.
    """
    passed_over: tuple[Difference, ...] = ()
    held: _Held | None = None
    with one_moment("default"):
        bureau = verify(log_verifier(), progress, noted)
        if bureau.is_equal:  # acts that do not open say nothing about consumers and intake
            passed_over = tuple(passed_over_acts(bureau.entries))
            held = _Held(
                items=_held_items(), passed=cursor_of(INBOX), lines=_held_lines(),
                lines_passed=cursor_of(LINES), last=last_round(), size=bureau.entries,
                patience_seconds=patience_seconds, emptied=destroyed_items(INBOX), lines_emptied=destroyed_items(LINES),
            )  # fmt: skip
    with one_moment("intake"):
        intake = tuple(_intake_differences(mac_key, held))
    return HouseReport(bureau=bureau, intake=intake, passed_over=passed_over)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """What the acts of the bureau's moment hold of the intake."""

    items: Mapping[int, str]  # digest by sequence
    passed: int  # the courier's cursor
    lines: Mapping[int, str]  # the same of the field's mailbox; "" of a line that was set aside
    lines_passed: int
    last: RoundView | None
    size: int  # acts at that moment
    patience_seconds: float
    emptied: Mapping[int, bool]  # what acts had destroyed; True where it must be empty by now
    lines_emptied: Mapping[int, bool]


def passed_over_acts(size: int) -> Iterator[Difference]:
    """Cursors are runtime: whoever moves one on makes a consumer pass over acts, which shows here."""
    for consumer, distance in consumer_distances().items():
        if distance < 0:
            yield _cursor_difference(consumer, size, "stands behind the log's end: acts to come would be passed over")
    for notices in NOTICE_CONSUMERS:
        drawn = causes_of(notices.name) | causes_of(aside_of(notices.name))
        next_index, end = 0, cursor_of(notices.name)
        while entries := entries_since(next_index, kinds=notices.kinds, at_most=_PAGE):
            for recorded in entries:
                if recorded.index < end and recorded.index not in drawn and is_notice_owed(notices, recorded):
                    yield _cursor_difference(
                        notices.name, recorded.index, "has passed this act without its notice and set nothing aside"
                    )
            next_index = entries[-1].index + 1
    for rule, index in moves_passed_over(causes_of(aside_of(CLOCKS))):
        yield _cursor_difference(cursor_name(rule), index, "has passed this act without moving its clocks")


def _cursor_difference(consumer: str, index: int, reason: str) -> Difference:
    return Difference(act_index=index, table="ledger_runcursor", row=consumer, column="next_index", reason=reason)


def _intake_differences(mac_key: bytes, held: _Held | None) -> Iterator[StoreDifference]:
    broken = verify_chain(mac_key, held.emptied if held else ())
    if broken:
        yield broken
    broken = verify_lines(mailbox_key(), held.lines_emptied if held else ())
    if broken:
        yield broken
    if held:
        yield from _fetched_differences(_INBOX, sealed_since, held.items, held.passed, held.emptied)
        yield from _fetched_differences(_LINES, lines_since, held.lines, held.lines_passed, held.lines_emptied)
        yield from _round_differences(held)


def _fetched_differences(
    table: str, since: Callable[..., tuple[InboxRow, ...]], held: Mapping[int, str], passed: int,
    emptied: Mapping[int, bool],
) -> Iterator[StoreDifference]:  # fmt: skip
    """Every item that an act says was fetched still lies there as it came, or is empty; and none was passed over."""
    items, after = dict(held), 0
    while rows := since(after, limit=_PAGE):
        for row in rows:
            digest = items.pop(row.sequence, None)
            if row.sequence in emptied and not row.ciphertext:
                continue
            if emptied.get(row.sequence):
                yield _inbox_difference(table, row.sequence, "ciphertext", "was destroyed by an act, and lies there")
            elif digest and sha256(row.ciphertext).hexdigest() != digest:
                yield _inbox_difference(table, row.sequence, "ciphertext", "is not what the act of its opening holds")
            elif digest is None and row.sequence <= passed:
                yield _inbox_difference(
                    table, row.sequence, "sequence", "the courier has passed this item; no act holds it"
                )
        after = rows[-1].sequence
    for sequence in sorted(items):
        yield _inbox_difference(table, sequence, "sequence", "an act holds this item; the row is missing")


def _held_lines() -> dict[int, str]:
    """The digest of every line of the field that an act holds, by its sequence; "" of one that was set aside."""
    held = {int(one): "" for one in causes_of(aside_of(LINES))}
    next_index = 0
    while entries := entries_since(next_index, kinds=(LineTaken.KIND, LineRefused.KIND), at_most=_PAGE):
        for recorded in entries:
            sequence, _, digest = recorded.act.mailbox.partition(":")  # type: ignore[attr-defined]
            held[int(sequence)] = digest
        next_index = entries[-1].index + 1
    return held


def _held_items() -> dict[int, str]:
    """The digest of every item of the inbox that an act holds, by its sequence."""
    held, next_index = {}, 0
    # Asked of the acts themselves: one that is forgotten in a list is an item that was passed over, at every bureau.
    kinds = {one.KIND for one in known_kinds().values() if any(part.name == "inbox" for part in fields(one))}
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
    move_cursor(EMPTYING.name, 0)  # an older intake holds again what was destroyed since
    move_cursors({cursor_name(rule): 0 for rule in RULES})
    move_cursor(INBOX, _last_before_unanswered(sealed_since, _held_items()))
    move_cursor(LINES, _last_before_unanswered(lines_since, _held_lines()))


def _last_before_unanswered(since: Callable[..., tuple[InboxRow, ...]], held: Mapping[int, str]) -> int:
    """The number of the last item of a mailbox before the first that no act holds."""
    after = 0
    while rows := since(after, limit=_PAGE):
        for row in rows:
            if row.sequence not in held:
                return row.sequence - 1
        after = rows[-1].sequence
    return after


def _inbox_difference(table: str, sequence: int, column: str, reason: str) -> StoreDifference:
    return StoreDifference(table=table, row=str(sequence), column=column, reason=reason)


def _round_differences(held: _Held) -> Iterator[StoreDifference]:
    last: RoundView | RoundRecorded | None = held.last
    lying = lying_round()
    if lying > (last.number if last else 0):
        last = _round_since(lying, held.size, held.patience_seconds)
        if last is None:
            reason = "no act holds this round"
            yield StoreDifference(table="intake_roundstate", row=str(lying), column="number", reason=reason)
    if last is None:
        return
    found = verify_letterboxes(
        number=last.number, on=date.fromisoformat(last.on), digest=last.digest, code_digest=last.code_digest
    )
    if found:
        yield found


def _round_since(number: int, since: int, patience_seconds: float) -> RoundRecorded | None:
    """The act of a round that was held after the bureau's moment. Its letterboxes lie there a little before the act."""
    end = time.monotonic() + patience_seconds
    while True:
        while entries := entries_since(since, kinds=(RoundRecorded.KIND,), at_most=_PAGE):
            for recorded in entries:
                if isinstance(recorded.act, RoundRecorded) and recorded.act.number == number:
                    return recorded.act
            since = entries[-1].index + 1
        if time.monotonic() >= end:
            return None
        time.sleep(_PAUSE_SECONDS)
