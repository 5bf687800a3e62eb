"""The clocks' reader: acts start and end clocks by what the law says of them; those that ran out give alarm.

1. Every rule has a cursor; rules that stand at the same act read together. A rule that comes with a new release stands
   at the beginning, so that an old store gets its clocks from what was recorded before.
2. One page of acts is one transaction. A page that fails is read act by act: the one that cannot be read is set aside
   with its reason, and the others go on.
3. Alarms come after all acts were read, each clock's own once; none while the machine's clock may be wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

import structlog

from repatria.core.vocabulary.errors import ConflictError, TamperError
from repatria.doors.jobs.consumers import SILENT, about, is_settled_by, set_aside
from repatria.doors.jobs.ports import Outside
from repatria.records.access.role_table import Role
from repatria.records.clocks.errors import NothingMovesError
from repatria.records.clocks.reading import RULES, cursor_name, kinds_of
from repatria.records.clocks.selectors import late_clocks
from repatria.records.clocks.services import move_clocks, move_clocks_by, raise_alarm
from repatria.records.consequences.selectors import SetAsideLine, open_consequences
from repatria.records.ledger.errors import RepeatedConsequenceError
from repatria.records.ledger.following import head_of_log
from repatria.records.ledger.reading import Recorded, cursors_of, entries_since, tree_size
from repatria.records.ledger.services import bulk_acts, move_cursors

log = structlog.get_logger("clocks")
CLOCKS = "clocks"
"""The name under which this reader sets acts aside."""
_PAGE = 200


def keep_clocks(outside: Outside, at_most: int = _PAGE) -> int:
    """Reads every act that was not read, then raises what alarms there are.  Returns: how many acts and alarms."""
    done = 0
    while read := follow_clocks(outside, at_most):
        done += read
    return done + raise_alarms(outside)


def follow_clocks(outside: Outside, at_most: int = _PAGE) -> int:
    """Reads one page of acts for every rule.

    Returns:  how many acts were read; 0 when every rule stands at the log's end.
    """
    return sum(_read_on(outside, rules, start, at_most) for start, rules in _standing().items())


def _standing() -> dict[int, tuple[str, ...]]:
    """The rules by the act at which they stand."""
    cursors = cursors_of([cursor_name(rule) for rule in RULES])
    standing: dict[int, tuple[str, ...]] = {}
    for rule in RULES:
        at = cursors.get(cursor_name(rule), 0)
        standing[at] = (*standing.get(at, ()), rule)
    return standing


def _read_on(outside: Outside, rules: tuple[str, ...], start: int, at_most: int) -> int:
    size = tree_size()
    if start >= size:
        return 0
    entries = entries_since(start, kinds=kinds_of(rules), at_most=at_most)
    reached = entries[-1].index + 1 if len(entries) == at_most else size
    try:
        _read(outside, rules, entries, reached)
    except (TamperError, *SILENT):
        raise
    except Exception:
        for recorded in entries:
            _read_alone(outside, rules, recorded)
        move_cursors({cursor_name(rule): reached for rule in rules})
    return len(entries)


def _read(outside: Outside, rules: tuple[str, ...], acts: Sequence[Recorded], reached: int) -> None:
    with bulk_acts():
        move_clocks_by(outside.house(Role.CLERKWORK), acts, rules)
        move_cursors({cursor_name(rule): reached for rule in rules})


def _read_alone(outside: Outside, rules: tuple[str, ...], recorded: Recorded) -> None:
    """Reads one act; one that fails for rules that read together is tried rule by rule.

    Why:      by which rule an act moved clocks its cause says, and names the first of those that read together. Where
              all begin anew, one that was never read meets acts that others have drawn from: alone it has its own.
    """
    try:
        _read(outside, rules, [recorded], recorded.index + 1)
    except (TamperError, *SILENT):
        raise
    except RepeatedConsequenceError as error:
        if rules[1:]:
            for rule in rules:
                _read_alone(outside, (rule,), recorded)
        else:
            _set_aside(outside, rules, recorded, error)
    except Exception as error:
        _set_aside(outside, rules, recorded, error)


def _set_aside(outside: Outside, rules: tuple[str, ...], recorded: Recorded, error: Exception) -> None:
    with bulk_acts():
        set_aside(
            outside, consumer=CLOCKS, matter=str(recorded.index), concerns=Role.AUDITOR, error=error,
            act_index=recorded.index, act_kind=recorded.kind, about=about(recorded),
        )  # fmt: skip
        move_cursors({cursor_name(rule): recorded.index + 1 for rule in rules})


def move_what_was_set_aside(outside: Outside) -> int:
    """Tries once more the acts that could not be read for clocks.  Returns: how many are open no longer."""
    done = 0
    for line in open_consequences(consumer=CLOCKS, at_most=_PAGE):
        done += is_settled_by(partial(_move_now, line, outside), line, outside)
    return done


def _move_now(line: SetAsideLine, outside: Outside) -> int | None:
    assert line.act_index is not None
    cursors = cursors_of([cursor_name(rule) for rule in RULES])
    rules = [rule for rule in RULES if cursors.get(cursor_name(rule), 0) > line.act_index]
    try:
        is_moved = _does_move(outside, line.act_index, rules)
    except RepeatedConsequenceError:
        moved = [rule for rule in rules if _does_move(outside, line.act_index, [rule])]
        is_moved = bool(moved)
    return head_of_log().index if is_moved else None


def _does_move(outside: Outside, act_index: int, rules: Sequence[str]) -> bool:
    """Whether an act moves clocks now; none where what came after it has moved these already, or it moves none."""
    try:
        move_clocks(outside.house(Role.CLERKWORK), act_index=act_index, rules=rules)
    except NothingMovesError:
        return False
    return True


def raise_alarms(outside: Outside, at_most: int = _PAGE) -> int:
    """Raises the alarm of every clock that ran out.

    Given:    every act was read before; where one came meanwhile, its alarm waits for the next time.
    Returns:  how many alarms were raised.
    """
    raised = 0
    for clock_id in late_clocks(outside.now(), at_most=at_most):
        try:
            raise_alarm(outside.house(Role.CLERKWORK), clock_id=clock_id)
            raised += 1
        except ConflictError as error:
            log.info("alarm_overtaken", clock=clock_id, code=error.code)
    return raised


class TrustedTime:
    """Whether the machine's clock may be believed: it must go on as fast as the time that passes.

    A clock that was set forward would make everything late at once, and an alarm is never taken back. After a jump no
    alarm is raised until the clock has gone on quietly for a while: then it was the jump that was right.

    Given:    `passed` gives seconds of time that passed, from any beginning, whatever the clock is set to.
    """

    def __init__(self, passed: Callable[[], float], quiet: timedelta = timedelta(hours=1)) -> None:
        self._passed, self._quiet = passed, quiet
        self._offset: timedelta | None = None
        self._quiet_since = 0.0
        self._is_doubted = False

    def is_believed(self, now: datetime) -> bool:
        """Whether an alarm may be raised at this instant of the machine's clock."""
        passed = self._passed()
        offset = timedelta(seconds=now.timestamp() - passed)
        if self._offset is not None and abs(offset - self._offset) > JUMP:
            log.warning("clock_jumped", seconds=round((offset - self._offset).total_seconds()))
            self._is_doubted, self._quiet_since = True, passed
        if self._offset is None or abs(offset - self._offset) > JUMP:
            self._offset = offset
        if self._is_doubted and passed - self._quiet_since >= self._quiet.total_seconds():
            self._is_doubted = False
        return not self._is_doubted


JUMP = timedelta(minutes=2)
"""How far a clock may stray from the time that passes between two looks without being doubted."""
