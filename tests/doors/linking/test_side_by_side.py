"""Two processes answer as one does."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from repatria.core.linkage.index import LinkageIndex
from repatria.core.linkage.rows import EnquiryRow, RegisterColumns, RegisterRow
from repatria.doors.jobs.linking import side_by_side
from repatria.doors.jobs.linking.side_by_side import rank_side_by_side, spread
from tests.core.linkage.generator import make_trial


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_several_processes_answer_in_order_what_one_answers(workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_by_side, "_WORTH_CHILDREN", 10)
    monkeypatch.setattr(side_by_side, "_ROWS_AT_ONCE", 7)
    trial = make_trial(300, 60, seed=5)
    index, rows = LinkageIndex.build(trial.rows), [one.row for one in trial.enquiries]

    found = list(rank_side_by_side(index, rows, 5, workers))

    assert list(index.rank_many(rows, 5)) == found
    assert [row.enquiry_id for row in rows] == [one.enquiry_id for one in found]


def test_a_register_read_by_children_answers_like_one_read_by_one_process() -> None:
    rows = [
        RegisterRow(person_id=f"p{at}", surname=surname, given_name="Сергій", birth_date=f"19{60 + at % 40}-03-14")
        if at % 3
        else RegisterRow(person_id=f"p{at}", name=f"{surname} Сергій Петрович")
        for at, surname in enumerate(["Шевченко", "Шевчук", "Коваленко", "Ковальчук", "Бойко"] * 40)
    ]
    chunks = [RegisterColumns.of(rows[at : at + 17]) for at in range(0, len(rows), 17)]
    ours, theirs = LinkageIndex.build_columns(chunks, spread=spread), LinkageIndex.build_columns(chunks)
    for name in ("Шевченко Сергій", "Kovalchuk Sergey 1975", "Бойко С."):
        asked = EnquiryRow(enquiry_id="1", name=name)
        assert ours.rank(asked, 300) == theirs.rank(asked, 300)
        assert ours.rank(asked).person_ids


def test_results_come_in_order_and_no_item_is_read_long_before_it_is_wanted() -> None:
    read: list[int] = []

    def items() -> Iterator[int]:
        for at in range(200):
            read.append(at)
            yield at

    done = spread(lambda _: str, items())
    assert next(done) == "0"
    assert len(read) <= 2 + side_by_side._AHEAD * len(os.sched_getaffinity(0)) + 1
    assert list(done) == [str(at) for at in range(1, 200)]


def test_what_a_child_refuses_its_parent_hears() -> None:
    def refuse(item: int) -> int:
        if item == 3:
            raise ValueError("three")
        return item

    with pytest.raises(ValueError, match="three"):
        list(spread(lambda _: refuse, range(10)))
