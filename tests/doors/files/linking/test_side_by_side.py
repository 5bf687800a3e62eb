"""Two processes answer as one does."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from repatria.core.linkage.index import LinkageIndex
from repatria.core.linkage.index.filing import FiledChunk, Work
from repatria.core.linkage.rows import EnquiryRow, RegisterColumns, RegisterRow
from repatria.doors.files.linking import side_by_side
from repatria.doors.files.linking.side_by_side import rank_side_by_side, spread
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


@pytest.mark.parametrize("fatal", [0, 1, 60, 199])
def test_what_a_child_that_was_ended_leaves_is_done_by_its_parent(fatal: int) -> None:
    parent = os.getpid()

    def work(item: int) -> int:
        if item == fatal and os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return 2 * item

    assert [2 * item for item in range(200)] == list(spread(lambda _: work, iter(range(200)), 2))


def test_where_no_child_can_be_started_this_process_does_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> int:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(os, "fork", full)

    assert [2 * item for item in range(50)] == list(spread(lambda _: lambda item: 2 * item, range(50), 2))


def test_where_one_child_cannot_be_started_the_others_are_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    fork, started = os.fork, []

    def one() -> int:
        if started:
            raise BlockingIOError("no more processes")
        started.append(True)
        return fork()

    monkeypatch.setattr(os, "fork", one)

    assert [2 * item for item in range(50)] == list(spread(lambda _: lambda item: 2 * item, range(50), 2))
    assert [] == multiprocessing.active_children()


def test_a_register_is_read_whole_when_a_child_is_ended_within() -> None:
    rows = [RegisterRow(person_id=f"p{at}", surname=f"Шевч{chr(1072 + at % 30)}нко") for at in range(90)]
    chunks = [RegisterColumns.of(rows[at : at + 9]) for at in range(0, 90, 9)]
    parent = os.getpid()

    def dying(work_of: Callable[[int], Work], items: Iterable[RegisterColumns]) -> Iterator[FiledChunk]:
        def fatal(source: int) -> Work:
            work = work_of(source)

            def filed(chunk: RegisterColumns) -> FiledChunk:
                if "p45" not in chunk.person_id or os.getpid() == parent:
                    return work(chunk)
                os.kill(os.getpid(), signal.SIGKILL)
                raise AssertionError

            return filed

        return spread(fatal, items, 2)

    ours, theirs = LinkageIndex.build_columns(chunks, spread=dying), LinkageIndex.build_columns(chunks)
    asked = EnquiryRow(enquiry_id="1", name="Шевчанко")
    assert 90 == len(ours)
    assert theirs.rank(asked, 90) == ours.rank(asked, 90)


ENDED = """
import os, time
from repatria.doors.files.linking.side_by_side import spread

def work(item):
    os.write(1, b"%d\\n" % os.getpid())
    time.sleep(0.01)
    return item

for _ in spread(lambda _: work, range(1000), 2):
    pass
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_child_outlives_its_parent(how: signal.Signals) -> None:
    program = subprocess.Popen([sys.executable, "-c", ENDED], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert program.stdout is not None
    children: set[str] = set()
    while len(children) < 2:
        children.add(program.stdout.readline().strip())

    program.send_signal(how)
    program.wait(10)

    until = time.monotonic() + 10
    while any(map(_is_running, children)) and time.monotonic() < until:
        time.sleep(0.05)
    assert [] == [child for child in children if _is_running(child)]


def _is_running(process: str) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
