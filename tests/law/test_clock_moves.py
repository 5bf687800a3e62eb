"""What acts do to clocks: each way of repeating, what is void, what is annulled, and that reading twice is harmless."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.law.clock_moves import Ending, Movement, RunningClocks
from repatria.core.law.clock_words import ClockRow, ClockRule, Repeats, Subject
from repatria.core.vocabulary.happenings import Happening
from repatria.core.vocabulary.roles import Role

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def _row(repeats: Repeats) -> ClockRow:
    return ClockRow(
        rule=ClockRule.CTA_NOTICE, subject=Subject.NOTICE, starts=("begun",), satisfied_by=("done",),
        voided_by=("gone",), term=timedelta(days=1), provision="GC III 122(3)", owed_by=Role.REGISTRAR,
        escalates_to=(Role.AUDITOR,), repeats=repeats,
    )  # fmt: skip


class Book:
    """Reads acts one by one and keeps what they did."""

    def __init__(self, repeats: Repeats = Repeats.EACH) -> None:
        self.row, self.clocks, self.index = _row(repeats), RunningClocks(), 0
        self.running: dict[str, Happening] = {}
        self.ended: dict[str, Ending] = {}

    def says(self, word: str, subject: str = "N-1", hours: int = 0, **more: object) -> Movement:
        self.index += 1
        happening = Happening(word=word, subject=subject, at=NOON + timedelta(hours=hours), event=f"C-{self.index}")
        return self.take(self.index, replace(happening, **more))  # type: ignore[arg-type]

    def take(self, index: int, *happenings: Happening) -> Movement:
        movement = self.clocks.move([self.row], happenings, index)
        for end in movement.ended:
            self.running.pop(end.clock_id, None)
            self.ended[end.clock_id] = end.ending
        for clock_id in movement.reopened:
            self.running[clock_id] = happenings[0]
            self.ended.pop(clock_id)
        for start in movement.started:
            assert start.clock_id not in self.running and start.clock_id not in self.ended
            self.running[start.clock_id] = start.happening
        return movement


def test_a_clock_bears_the_times_of_the_act_and_not_of_its_reading() -> None:
    (started,) = Book().says("begun", hours=3).started

    assert NOON + timedelta(hours=27) == started.due_at
    assert NOON + timedelta(hours=3) == started.shown_from
    assert "cta_notice:1:N-1" == started.clock_id


def test_an_act_that_holds_when_something_is_due_says_so_and_not_the_term() -> None:
    (started,) = Book().says("begun", due_at=NOON + timedelta(hours=2)).started

    assert NOON + timedelta(hours=2) == started.due_at


def test_what_satisfies_one_subject_leaves_the_clock_of_another() -> None:
    book = Book()
    book.says("begun", "N-1")
    book.says("begun", "N-2")
    book.says("done", "N-2")

    assert ["cta_notice:1:N-1"] == list(book.running)
    assert {"cta_notice:2:N-2": Ending.SATISFIED} == book.ended


def test_a_matter_has_its_own_clock_and_none_at_all_speaks_of_every_matter() -> None:
    book = Book()
    book.says("begun", matter="one")
    book.says("begun", matter="two")
    book.says("done", matter="two")
    assert ["cta_notice:1:N-1"] == list(book.running)

    book.says("gone", matter=None)
    assert {} == book.running
    assert {"cta_notice:1:N-1": Ending.VOID, "cta_notice:2:N-1": Ending.SATISFIED} == book.ended


@pytest.mark.parametrize(
    "repeats, words, running",
    [
        (Repeats.ONCE, "begun begun", 1),
        (Repeats.ONCE, "begun done begun", 0),
        (Repeats.ONCE, "begun gone begun", 1),
        (Repeats.EACH, "begun begun", 2),
        (Repeats.EACH, "begun begun done", 0),
        (Repeats.EACH, "begun done begun", 1),
        (Repeats.AGAIN, "begun begun", 1),
        (Repeats.AGAIN, "begun done", 1),
        (Repeats.AGAIN, "begun done done done", 1),
        (Repeats.AGAIN, "begun gone", 0),
        (Repeats.AGAIN, "done", 0),
        (Repeats.AGAIN, "begun gone done", 0),
    ],
)
def test_a_clock_repeats_as_its_row_says(repeats: Repeats, words: str, running: int) -> None:
    book = Book(repeats)
    for word in words.split():
        book.says(word)

    assert running == len(book.running)


def test_what_is_annulled_takes_its_clock_with_it() -> None:
    book = Book()
    book.says("begun")
    book.says("annulled", annuls="C-1")

    assert {} == book.running
    assert {"cta_notice:1:N-1": Ending.ANNULLED} == book.ended


@pytest.mark.parametrize("word", ["done", "gone"])
def test_a_clock_that_ended_by_what_was_annulled_runs_again(word: str) -> None:
    book = Book(Repeats.ONCE)
    book.says("begun")
    book.says(word)
    book.says("annulled", annuls="C-2")
    assert ["cta_notice:1:N-1"] == list(book.running)

    book.says("done")
    assert {"cta_notice:1:N-1": Ending.SATISFIED} == book.ended


def test_what_started_once_and_was_annulled_may_start_again() -> None:
    book = Book(Repeats.ONCE)
    for word, annuls in (("begun", ""), ("done", ""), ("annulled", "C-2"), ("annulled", "C-1"), ("begun", "")):
        book.says(word, annuls=annuls)

    assert ["cta_notice:5:N-1"] == list(book.running)


words = st.lists(
    st.tuples(st.sampled_from(("begun", "done", "gone", "annulled")), st.sampled_from(("N-1", "N-2")),
              st.sampled_from(("", "m")), st.integers(0, 12)),
    max_size=14,
)  # fmt: skip


@given(st.sampled_from(Repeats), words, st.lists(st.integers(0, 13), max_size=8))
def test_reading_acts_again_in_any_order_moves_nothing(
    repeats: Repeats, said: list[tuple[str, str, str, int]], again: list[int]
) -> None:
    book, acts = Book(repeats), []
    for index, (word, subject, matter, annulled) in enumerate(said, start=1):
        acts.append(Happening(
            word=word, subject=subject, at=NOON, matter=matter, event=f"C-{index}",
            annuls=f"C-{annulled}" if word == "annulled" else "",
        ))  # fmt: skip
    for index, happening in enumerate(acts, start=1):
        book.take(index, happening)
        for earlier in again:
            if earlier < index:
                assert not book.take(earlier + 1, acts[earlier])
    other = Book(repeats)
    for index, happening in enumerate(acts, start=1):
        other.take(index, happening)

    assert (other.running, other.ended) == (book.running, book.ended)


@given(st.sampled_from(Repeats), words)
def test_one_subject_has_as_many_running_clocks_as_its_row_allows(
    repeats: Repeats, said: list[tuple[str, str, str, int]]
) -> None:
    book = Book(repeats)
    for word, subject, matter, _ in said:
        book.says(word, subject, matter=matter)
        places = [(clock.split(":")[2], happening.matter) for clock, happening in book.running.items()]
        begun = sum(1 for w, s, m, _ in said if (w, s, m) == ("begun", subject, matter))

        assert places.count((subject, matter)) <= (begun if repeats is Repeats.EACH else 1)
