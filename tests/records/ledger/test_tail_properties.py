"""Whatever is recorded, fails, is swallowed or taken back within one transaction: the tail says what the store says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, ClassVar

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from repatria.records.ledger import tail
from repatria.records.ledger.acts import LOST, Act, act, part
from repatria.records.ledger.errors import RepeatedConsequenceError
from repatria.records.ledger.following import head_of_log, still_stands
from repatria.records.ledger.own_acts import KeyDestroyed
from repatria.records.ledger.reading import act_at, act_named, cursors_of, drawn_from, entries_since, kinds_since
from repatria.records.ledger.services import bulk_acts, caused_by, move_cursor, record, service
from repatria.records.vault import keys
from repatria.records.vault.keyring import Purpose
from repatria.records.vault.keys import find_keys

pytestmark = pytest.mark.django_db
AT = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)
CONSUMERS = ("one", "two")
SUBJECTS = ("S-0", "S-1", "S-2")


@dataclass(frozen=True, slots=True)
class Words:
    text: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class Tried(Act):
    """An act of this test: a frame and one subject's part."""

    KIND: ClassVar[str] = "tests.tried"

    number: int
    subject: str
    words: Words | None = part(Purpose.KIN, of="subject")


class Asked(Exception):
    """What a block of this test fails with."""


@service
def try_once(number: int, *, fails: bool = False) -> None:
    subject = SUBJECTS[number % len(SUBJECTS)]
    given = Tried(number=number, subject=subject, words=Words(str(number)))
    record(given, actor="tests", at=AT)
    if fails:
        raise Asked


@service
def record_nothing(number: int) -> None:
    """A service that the house refuses, since it records no act."""


@service
def destroy(subject: str) -> None:
    destroyed = KeyDestroyed(purpose=Purpose.KIN, subject=subject, reason="tests", approved_by=(), cells=())
    record(destroyed, actor="tests", at=AT)


@dataclass
class Expected:
    """What the store must say: the model, in plain lists."""

    acts: list[int | None] = field(default_factory=list)  # None where a key was destroyed
    lost: set[str] = field(default_factory=set)
    causes: dict[str, int] = field(default_factory=dict)
    cursors: dict[str, int] = field(default_factory=dict)
    promised: list[int] = field(default_factory=list)

    def copy(self) -> Expected:
        return Expected(
            list(self.acts), set(self.lost), dict(self.causes), dict(self.cursors), list(self.promised)
        )  # fmt: skip

    def back_to(self, before: Expected) -> None:
        self.__dict__.update(before.copy().__dict__)


numbers = st.integers(0, 8)
steps = st.recursive(
    st.one_of(
        st.tuples(st.sampled_from(["record", "refused", "none", "break", "promise"]), numbers),
        st.tuples(st.just("cause"), st.sampled_from(CONSUMERS), st.integers(0, 2)),
        st.tuples(st.just("move"), st.sampled_from(CONSUMERS), numbers),
        st.tuples(st.just("destroy"), st.sampled_from(SUBJECTS)),
        st.tuples(st.sampled_from(["look", "forget"])),
    ),
    lambda inner: st.tuples(
        st.sampled_from(["stands", "fails", "asks back", "breaks"]), st.lists(inner, max_size=5)
    ),
    max_leaves=14,
)  # fmt: skip


@contextmanager
def without_a_tail() -> Iterator[None]:
    """What is asked inside is asked of the store."""
    no_tail, no_keys = tail._open.set(None), keys._held.set(None)
    try:
        yield
    finally:
        keys._held.reset(no_keys)
        tail._open.reset(no_tail)


def everything(expected: Expected, heads: list[Any]) -> tuple[Any, ...]:
    size = len(expected.acts)
    return (
        entries_since(0), entries_since(max(0, size - 2)), kinds_since(max(0, size - 1)), head_of_log(),
        [act_at(index) for index in range(size)], act_named(size), act_named(max(0, size - 1)),
        drawn_from("one", range(size)), [still_stands(head) for head in heads], find_keys(Purpose.KIN, SUBJECTS),
    )  # fmt: skip


def compare(expected: Expected, heads: list[Any]) -> None:
    held = everything(expected, heads)
    with without_a_tail():
        assert everything(expected, heads) == held
    said = [one.act for one in held[0]]
    assert expected.acts == [getattr(one, "number", None) for one in said]
    for one in said:
        if isinstance(one, Tried):
            assert one.words == (LOST if one.subject in expected.lost else Words(str(one.number)))
    assert frozenset(i for c, i in ((c, int(c.partition(":")[2])) for c in expected.causes) if c.startswith("one:")
                     and i < len(expected.acts)) == held[7]  # fmt: skip
    assert expected.cursors == cursors_of(CONSUMERS)
    heads.append(held[3])


def may_speak(expected: Expected, number: int) -> bool:
    return SUBJECTS[number % len(SUBJECTS)] not in expected.lost


def run(step: tuple[Any, ...], expected: Expected, heads: list[Any], kept: list[int]) -> None:
    what = step[0]
    if what == "record" and may_speak(expected, step[1]):
        try_once(step[1])
        expected.acts.append(step[1])
    elif what == "refused" and may_speak(expected, step[1]):
        with pytest.raises(Asked):
            try_once(step[1], fails=True)
    elif what == "none":
        with pytest.raises(Exception, match="recorded 0 acts"):
            record_nothing(step[1])
    elif what == "break":
        with pytest.raises(IntegrityError), bulk_acts():
            break_a_rule()
    elif what == "promise":
        mark = len(kept) * 1000 + step[1]
        transaction.on_commit(lambda: kept.append(mark))
        expected.promised.append(mark)
    elif what == "cause":
        draw(f"{step[1]}:{step[2]}", expected)
    elif what == "move":
        move_cursor(step[1], step[2])
        expected.cursors[step[1]] = step[2]
    elif what == "destroy" and step[1] not in expected.lost:
        destroy(step[1])
        expected.acts.append(None)
        expected.lost.add(step[1])
    elif what == "look":
        compare(expected, heads)
    elif what == "forget":
        open_now = tail.open_tail()
        assert open_now is not None
        open_now.forget()
    elif what in ("stands", "fails", "asks back", "breaks"):
        run_block(what, step[1], expected, heads, kept)


def draw(cause: str, expected: Expected) -> None:
    number = next((n for n in range(9) if may_speak(expected, n)), None)
    if number is None:
        return
    if cause in expected.causes:
        with pytest.raises(RepeatedConsequenceError), caused_by(cause):
            try_once(number)
        return
    with caused_by(cause):
        try_once(number)
    expected.causes[cause] = len(expected.acts)
    expected.acts.append(number)


def break_a_rule() -> None:
    with connection.cursor() as cursor:
        for _ in range(2):
            cursor.execute("INSERT INTO ledger_runcursor (consumer, next_index) VALUES ('twice', 1)")


def run_block(
    how: str, inner: list[tuple[Any, ...]], expected: Expected, heads: list[Any], kept: list[int]
) -> None:  # fmt: skip
    before = expected.copy()
    try:
        with bulk_acts():
            for step in inner:
                run(step, expected, heads, kept)
            if how == "fails":
                raise Asked
            if how == "asks back":
                transaction.set_rollback(True)
            if how == "breaks":
                break_a_rule()
    except (Asked, IntegrityError):
        pass
    if how != "stands":
        expected.back_to(before)
    if tail.open_tail() is not None:
        compare(expected, heads)


@given(program=st.lists(st.lists(steps, max_size=6), max_size=3), most=st.sampled_from([2, 5, 2000]))
def test_what_the_tail_says_is_what_the_store_says(program, most):
    kept_before, tail._KEPT = tail._KEPT, most
    try:
        with transaction.atomic():
            expected, heads, kept = Expected(), [], []
            for transaction_of in program:
                run_block("stands", transaction_of, expected, heads, kept)
                assert tail.open_tail() is None
                assert keys._held.get() is None
                compare(expected, heads)
            assert len(expected.promised) == len(connection.run_on_commit)
            transaction.set_rollback(True)
    finally:
        tail._KEPT = kept_before


@given(inner=st.lists(steps, max_size=5), how=st.sampled_from(["fails", "breaks", "asks back"]))
def test_a_transaction_that_fails_leaves_nothing(inner, how):
    with transaction.atomic():
        expected, heads, kept = Expected(), [], []
        run_block("stands", [("record", 1), ("move", "one", 4)], expected, heads, kept)
        run_block(how, [("record", 2), ("move", "one", 5), *inner], expected, heads, kept)
        compare(expected, heads)
        assert expected.acts == [1]
        assert expected.cursors == {"one": 4}
        assert not connection.run_on_commit
        transaction.set_rollback(True)
