"""What waits is counted once while nothing was recorded but readings, and anew as soon as anything else changed it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from repatria.doors.desk.frame import counted as keeping
from repatria.doors.desk.frame.counted import counted
from repatria.records.access.proposals import propose, take_back
from repatria.records.ledger.reading import tree_size
from tests.doors.desk.bureau import Bureau, enter, kinds_since, text_of

pytestmark = pytest.mark.django_db


class Counting:
    """Counts how often it was asked."""

    def __init__(self, bureau: Bureau, name: str = "registrar") -> None:
        self.times, self.bureau, self.name = 0, bureau, name

    def ask(self, now: Any = None, question: str = "test") -> int:
        def count() -> dict[str, int]:
            self.times += 1
            return {"/": self.times}

        return counted(question, self.bureau.by(self.name), now or self.bureau.clock(), count)["/"]


def test_an_act_is_counted_at_once_and_a_reading_is_not(bureau: Bureau) -> None:
    browser, counting = bureau.at("registrar"), Counting(bureau)
    bureau.capture()
    assert [1, 1] == [counting.ask(), counting.ask()]
    size = tree_size()
    browser.get(f"/persons/{bureau.person}")
    assert {"access.reading_recorded"} == set(kinds_since(size))

    assert 1 == counting.ask()
    bureau.ask()
    assert 2 == counting.ask()


def test_a_proposal_that_leaves_no_act_is_counted_laid_and_taken_back_within_one_instant(bureau: Bureau) -> None:
    counting, head = Counting(bureau), bureau.by("head")
    counting.ask()
    size = tree_size()
    for number, reference in enumerate(("one", "two"), start=2):
        propose(head, action="handover.switch_on", reference=reference, content={})
        assert number == counting.ask()
        take_back(head, action="handover.switch_on", reference=reference)
        propose(head, action="handover.switch_on", reference=f"{reference} again", content={})

    assert [] == kinds_since(size)
    assert 4 == counting.ask()


def test_it_is_counted_anew_in_another_minute_for_another_account_role_and_question(bureau: Bureau) -> None:
    counting, other = Counting(bureau), Counting(bureau, "delegate")
    bureau.by("delegate")
    counting.ask()
    now = bureau.clock().replace(second=0, microsecond=0)

    assert 1 == counting.ask(now + timedelta(seconds=59))
    assert [2, 3] == [counting.ask(now + timedelta(seconds=60)), counting.ask(now)]
    assert 1 == other.ask(now)
    assert 4 == counting.ask(now, "another")


def test_a_log_that_was_cut_off_or_goes_on_otherwise_is_counted_anew(bureau: Bureau) -> None:
    from django.db import transaction

    counting = Counting(bureau)
    bureau.by("head")
    counting.ask()
    for number in (2, 4):
        with transaction.atomic():
            bureau.staff.open_places(f"CAMP-{70 + number}")
            assert number == counting.ask()
            transaction.set_rollback(True)
        bureau.staff.places.pop()
        assert number + 1 == counting.ask()


def test_it_forgets_when_it_knows_too_many(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_MOST", 2)
    monkeypatch.setattr(keeping, "_known", {})
    counting = Counting(bureau)
    for question in "abcd":
        counting.ask(question=question)

    assert len(keeping._known) <= 2
    assert 5 == counting.ask(question="a")


def test_a_menu_counts_what_was_proposed_just_now(bureau: Bureau) -> None:
    head_2 = bureau.at("head-2")

    def waiting() -> int:
        page = text_of(head_2.get("/own"))
        bar = page[page.index('href="/approvals"') :].partition("</a>")[0]
        return int("".join(filter(str.isdecimal, bar.partition(">")[2])) or 0)

    before = waiting()
    enter(
        bureau.at("head"), reverse("desk:propose_switch"), basis="unilateral", legal_basis="Order 8", points="A",
        transit_consents="B",
    )  # fmt: skip

    assert before + 1 == waiting()
