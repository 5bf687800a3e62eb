"""How services of the house read the log: each by its cursor, one consequence an act, and nothing stops the others.

1. Acts are read in order; the consequence and the moved cursor are one transaction.
2. What was drawn or set aside before is passed over; when somebody acted meanwhile, it is tried once more.
3. What the law refuses, or a fault breaks, is set aside by an act with its reason, and the next act is read. It stays
   owed until it is drawn after all (`draw_again`, now and then) or two persons decide about it.
4. A store or carrier that does not answer is waited for: that consumer stands where it stands, the others go on.
5. A broken proof stops everything: it is never set aside.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import structlog
from django.db import InterfaceError, OperationalError

from repatria.core.vocabulary.errors import ConflictError, OutsideError, RepatriaError, RuleError, TamperError
from repatria.doors.jobs.ports import Outside
from repatria.records.access.role_table import Role
from repatria.records.consequences.acts import MatterSetAside
from repatria.records.consequences.errors import SettledAlreadyError
from repatria.records.consequences.selectors import SetAsideLine, aside_of, open_consequences, set_aside_by
from repatria.records.consequences.services import record_drawn, set_matter_aside
from repatria.records.ledger.errors import RepeatedConsequenceError
from repatria.records.ledger.reading import (
    Recorded,
    act_at,
    consequence_of,
    cursor_of,
    drawn_from,
    entries_since,
    tree_size,
)
from repatria.records.ledger.services import bulk_acts, caused_by, consuming, move_cursor
from repatria.records.ledger.tail import was_recorded_here

SILENT = (OutsideError, OperationalError, InterfaceError)
"""A store, carrier or witness that does not answer: waited for, whatever it was asked."""
log = structlog.get_logger("jobs")
_PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Consumer:
    """A named reader of the log and what it does with one act; `draw` records one act at most.

    Given:    `concerns` names the role whose first page shows what this consumer could not draw.
    """

    name: str
    kinds: Sequence[str]
    draw: Callable[[Recorded, Outside], None]
    concerns: Role


def read_on(consumers: Sequence[Consumer], outside: Outside, at_most: int) -> int:
    """Lets every consumer read on, at most `at_most` acts each.

    Returns:  how many acts were read; 0 when all consumers stand at the log's end or wait.
    Raises:   TamperError.
    """
    return sum(_read_on(consumer, outside, at_most) for consumer in consumers)


def _read_on(consumer: Consumer, outside: Outside, at_most: int) -> int:
    size, read = tree_size(), 0
    try:
        entries = entries_since(cursor_of(consumer.name), kinds=consumer.kinds, at_most=at_most)
        # Asked before anything is drawn: what was drawn once may be against the law a second time.
        indices = [recorded.index for recorded in entries]
        passed = drawn_from(consumer.name, indices)
        if was_recorded_here(indices, MatterSetAside.KIND) is not False:
            passed |= {int(one) for one in set_aside_by(consumer.name, list(map(str, indices)))}
        for recorded in entries:
            if recorded.index in passed:
                move_cursor(consumer.name, recorded.index + 1)
            else:
                _draw(consumer, recorded, outside)
            read += 1
    except SILENT as error:
        log.warning("consumer_waits", consumer=consumer.name, reason=str(error))
        return read
    if len(entries) < at_most:
        move_cursor(consumer.name, size)
    return len(entries)


def _draw(consumer: Consumer, recorded: Recorded, outside: Outside) -> None:
    for is_last_try in (False, True):
        try:
            with consuming(consumer.name, recorded.index):
                consumer.draw(recorded, outside)
            return
        except RepeatedConsequenceError:
            move_cursor(consumer.name, recorded.index + 1)  # another process drew it
            return
        except (TamperError, *SILENT):
            raise
        except Exception as error:
            # Whatever one act makes go wrong: it is that act's matter, and those behind it are not stopped.
            if not isinstance(error, ConflictError) or is_last_try:
                with bulk_acts():
                    _set_aside(consumer, recorded, outside, error)
                    move_cursor(consumer.name, recorded.index + 1)
                return


def _set_aside(consumer: Consumer, recorded: Recorded, outside: Outside, error: Exception) -> None:
    set_aside(
        outside, consumer=consumer.name, matter=str(recorded.index), concerns=consumer.concerns, error=error,
        act_index=recorded.index, act_kind=recorded.kind, about=about(recorded),
    )  # fmt: skip


def about(recorded: Recorded) -> str:
    """The number of the record that an act is about, the person's first; empty where it names none."""
    found = (getattr(recorded.act, name, None) for name in ("person_id", "enquiry_id", "handover_id", "account_id"))
    return next((one for one in found if isinstance(one, str) and one), "")


def set_aside(
    outside: Outside, *, consumer: str, matter: str, concerns: Role, error: Exception, role: Role = Role.CLERKWORK,
    act_index: int | None = None, act_kind: str = "", about: str = "",
) -> None:  # fmt: skip
    """Sets one matter aside with the reason that an error gives, unless this consumer did so before.

    Given:    `role` of the house's service that speaks. Nothing of an error that is not Repatria's own is kept but its
              class: its message may hold what somebody said.
    Leaf:     consequences.matter_set_aside, unique by its cause
    """
    is_ours = isinstance(error, RepatriaError)
    code = error.code if isinstance(error, RepatriaError) else type(error).__name__
    log.warning("set_aside", consumer=consumer, matter=matter, code=code, exc_info=None if is_ours else error)
    try:
        with bulk_acts(), caused_by(f"{aside_of(consumer)}:{matter}"):
            set_matter_aside(
                outside.house(role), consumer=consumer, matter=matter, concerns=concerns, code=code,
                provision=error.provision if isinstance(error, RuleError) else "",
                reason=error.message if isinstance(error, RepatriaError) else "",
                act_index=act_index, act_kind=act_kind, about=about,
            )  # fmt: skip
    except (RepeatedConsequenceError, SettledAlreadyError):
        log.info("set_aside_before", consumer=consumer, matter=matter)


def draw_again(consumers: Sequence[Consumer], outside: Outside) -> int:
    """Tries once more what these consumers set aside and what stands open still: what was missing may be there now.

    Returns:  how many were drawn.
    Raises:   TamperError.
    """
    drawn = 0
    for consumer in consumers:
        after = -1
        while page := open_consequences(consumer=consumer.name, after_index=after, at_most=_PAGE):
            after = page[-1].recorded_index
            drawn += sum(_is_drawn_now(consumer, line, outside) for line in page)
    return drawn


def _is_drawn_now(consumer: Consumer, line: SetAsideLine, outside: Outside) -> bool:
    assert line.act_index is not None

    def draw() -> int | None:
        assert line.act_index is not None
        if consequence_of(consumer.name, line.act_index) is None:
            with caused_by(f"{consumer.name}:{line.act_index}"):
                consumer.draw(act_at(line.act_index), outside)
        return consequence_of(consumer.name, line.act_index)

    return is_settled_by(draw, line, outside)


def is_settled_by(
    draw: Callable[[], int | None], line: SetAsideLine, outside: Outside, role: Role = Role.CLERKWORK
) -> bool:
    """Draws what was set aside and records that it is open no longer, in one transaction; or leaves it as it is.

    Given:    `draw` gives the index of the consequence, None where there is none; what it raises leaves all as it was.
    Raises:   TamperError.
    """
    try:
        with bulk_acts():
            index = draw()
            record_drawn(outside.house(role), consumer=line.consumer, matter=line.matter, drawn_index=index)
    except TamperError:
        raise
    except Exception as error:
        log.info("still_set_aside", consumer=line.consumer, matter=line.matter, reason=type(error).__name__)
        return False
    return True
