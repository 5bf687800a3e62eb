"""Reading acts for clocks: which kinds move the clocks of some rules, and which clocks stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from django.db import connection

from repatria.core.law.clock_moves import Ending, KnownClock, RunningClocks
from repatria.core.law.clock_words import ClockRow
from repatria.core.law.clocks import CLOCKS
from repatria.core.vocabulary.happenings import Happening
from repatria.records.clocks.errors import UnknownClockError
from repatria.records.ledger.happenings import happenings_of
from repatria.records.ledger.reading import Recorded, cursor_of, kinds_since

_ROWS = {row.rule.value: row for row in CLOCKS}
RULES = tuple(_ROWS)
"""The rules that run, in the order of the table."""

_RUNNING = """SELECT id, rule, subject, matter, started_event, ending, ended_event, moved_index, lies_with
    FROM clocks_clock WHERE subject IN ({}) AND rule IN ({}) ORDER BY id"""
_AT_ONCE = 500


def cursor_name(rule: str) -> str:
    """The cursor of one rule: a rule that comes later reads from the beginning of the log, the others go on."""
    return f"clocks.{rule}"


@cache
def kinds_of(rules: tuple[str, ...]) -> frozenset[str]:
    """The kinds of acts whose happenings move clocks of these rules."""
    return frozenset(word.partition(":")[0] for row in rows_of(rules) for word in row.words)


@cache
def rows_of(rules: tuple[str, ...]) -> tuple[ClockRow, ...]:
    """Raises: UnknownClockError for a rule that does not run."""
    unknown = [rule for rule in rules if rule not in _ROWS]
    if unknown or not rules:
        raise UnknownClockError("no such clock runs", (("rules", "unknown"),))
    return tuple(_ROWS[rule] for rule in rules)


@cache
def _words_of(rules: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(row.words for row in rows_of(rules)))


def happenings_for(recorded: Recorded, rules: tuple[str, ...]) -> list[Happening]:
    """What of an act's happenings may move clocks of these rules; an annulment may move any."""
    return [s for s in happenings_of(recorded) if s.annuls or s.word in _words_of(rules)]


def happenings_by_rule(recorded: Recorded, rules: Iterable[str]) -> Iterator[tuple[str, list[Happening]]]:
    """The same of each rule by itself, where the act may move its clocks: it is read once for all of them."""
    told = happenings_of(recorded)
    for rule in rules if told else ():
        if may_move := [s for s in told if s.annuls or s.word in _words_of((rule,))]:
            yield rule, may_move


def running_clocks(subjects: Iterable[str], rules: tuple[str, ...]) -> RunningClocks:
    """The clocks of these rules and subjects as they stand now, ended ones too."""
    asked = sorted(set(subjects))
    return RunningClocks(
        KnownClock(
            clock_id=clock_id, rule=rule, subject=subject, matter=matter, started_event=started_event,
            ending=Ending(ending) if ending else None, ended_event=ended_event, moved_index=moved_index,
            lies_with=lies_with,
        )
        for start in range(0, len(asked), _AT_ONCE)
        for clock_id, rule, subject, matter, started_event, ending, ended_event, moved_index, lies_with in _rows(
            asked[start : start + _AT_ONCE], rules
        )
    )  # fmt: skip


def _rows(subjects: Sequence[str], rules: Sequence[str]) -> list[tuple[Any, ...]]:
    # Plain SQL: this is asked for nearly every act of the house.
    marks = (", ".join(["%s"] * len(subjects)), ", ".join(["%s"] * len(rules)))
    with connection.cursor() as cursor:
        cursor.execute(_RUNNING.format(*marks), [*subjects, *rules])
        return list(cursor.fetchall())


def is_read_to_the_end(rule: str) -> bool:
    """Whether no act stands in the log that may move clocks of this rule and was not read for it."""
    kinds = kinds_of((rule,))
    return not kinds_since(cursor_of(cursor_name(rule))) & kinds
