"""The table of clocks against the acts of the house: every word is said by an act; no clock waits that could run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pytest

from repatria.core.law.clocks import CLOCKS, WAITING
from repatria.records.ledger.acts import Act, known_kinds
from repatria.records.ledger.happenings import known_words


def kinds():
    return {kind.rpartition(".")[0] for kind in known_kinds()}


def rows_that_could_run(all_kinds):
    """The clocks that still wait though an act of such a kind is there, with the act."""
    return [
        (one.row.rule, one.issue, kind)
        for one in WAITING
        for kind in sorted(all_kinds)
        if any(word in kind for word in one.act_words)
    ]


def test_every_word_of_a_clock_is_said_by_an_act_of_this_house():
    words = {word for row in (*CLOCKS, *(one.row for one in WAITING)) for word in row.words}

    assert len(words) > 20
    assert set() == words - known_words()
    assert set() == {word.partition(":")[0] for word in known_words()} - kinds()


def test_no_clock_waits_for_an_act_that_is_there():
    assert [] == rows_that_could_run(kinds()), "this act can satisfy the clock: move its row from WAITING to CLOCKS"


@pytest.mark.parametrize("one", WAITING, ids=lambda one: one.row.rule)
def test_the_guard_finds_the_act_for_which_a_clock_waits(one):
    for word in one.act_words:
        kind = f"register.{word}_recorded" if "." not in word else f"{word}message_received"

        assert one.row.rule in {rule for rule, _, _ in rows_that_could_run({*kinds(), kind})}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unheard(Act):
    KIND: ClassVar[str] = "tests.unheard"


def test_an_act_whose_room_says_nothing_of_it_tells_nothing_and_a_word_that_was_not_named_is_refused(monkeypatch):
    from repatria.core.vocabulary.dates import read_instant
    from repatria.core.vocabulary.happenings import Happening
    from repatria.records.ledger import happenings
    from repatria.records.ledger.reading import Recorded

    at = "2026-05-03T09:00:00.000000Z"
    recorded = Recorded(index=0, kind="tests.unheard.1", at=at, actor="A-1", cause=None, act=Unheard())
    assert () == happenings.happenings_of(recorded)

    monkeypatch.setattr(happenings, "_readers", dict(happenings._readers))
    happening = Happening(word="tests.unheard:other", subject="P-1", at=read_instant(at))
    happenings.happenings_by(Unheard, "one")(lambda given, instant: [happening])
    with pytest.raises(ValueError, match="did not name"):
        happenings.happenings_of(recorded)
    with pytest.raises(ValueError, match="already"):
        happenings.happenings_by(Unheard, "one")(lambda given, instant: [])
