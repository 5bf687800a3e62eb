"""Two processes answer as one does."""

from __future__ import annotations

import pytest

from repatria.core.linkage.index import LinkageIndex
from repatria.doors.jobs.linking import side_by_side
from repatria.doors.jobs.linking.side_by_side import rank_side_by_side
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
