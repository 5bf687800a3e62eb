"""Whether a court has to do with a man, by its papers: what opens proceedings, what ends them, which are the latest."""

from __future__ import annotations

import pytest

from repatria.core.law.custody_facts import HisPaper
from repatria.core.law.papers_of_his import CourtPaper, court_holds_since

OPENED, TOLD, ENDED = HisPaper.PROCEEDINGS_OPENED, HisPaper.PROCEEDINGS_NOTIFIED, HisPaper.PROCEEDINGS_ENDED


@pytest.mark.parametrize(
    ("papers", "since"),
    [
        ([(TOLD, "a", "1")], 0),  # told to the Protecting Power: somebody opened them
        ([(OPENED, "a", "1"), (TOLD, "a", "9")], 0),  # the notice of those, under the court's own sign
        ([(OPENED, "a", "1"), (TOLD, "b", "1")], 0),
        ([(OPENED, "a", "1"), (TOLD, "b", "9")], 1),  # of others
        ([(TOLD, "a", "1"), (TOLD, "a", "2")], 1),  # two notices of one court: two proceedings
        ([(TOLD, "a", "1"), (TOLD, "a", "2"), (ENDED, "a", "1")], 1),
        ([(OPENED, "a", "1"), (TOLD, "a", "9"), (TOLD, "a", "2"), (ENDED, "a", "1")], 2),
        ([(OPENED, "a", "1"), (TOLD, "a", "9"), (ENDED, "a", "9")], None),
        ([(OPENED, "a", "1"), (OPENED, "b", "2"), (ENDED, "b", "2")], 0),
        ([(OPENED, "a", "1"), (OPENED, "b", "2"), (ENDED, "a", "1")], 1),
        ([(OPENED, "a", "1"), (OPENED, "b", "2"), (ENDED, "c", "2")], 0),
        ([(OPENED, "a", "1"), (OPENED, "b", "2"), (ENDED, "a", "7")], 1),  # which of the two ended nobody says
        ([(OPENED, "a", "1"), (OPENED, "b", "1"), (ENDED, "c", "1")], 1),
        ([(OPENED, "a", "1"), (ENDED, "a", "1"), (OPENED, "a", "1")], 2),
        ([(OPENED, "a", "1"), (OPENED, " A ", "1"), (ENDED, "a", " 1")], None),  # one and the same, written twice
        ([(OPENED, "a", "1"), (ENDED, "a", "7")], None),  # the only ones of this court
        ([(OPENED, "a", "1"), (ENDED, "c", "7")], 0),  # of another court, under another sign
        ([(ENDED, "a", "1")], None),
        ([], None),
    ],
)
def test_every_paper_of_a_court_is_weighed_and_the_latest_that_stands_is_named(
    papers: list[tuple[HisPaper, str, str]], since: int | None
) -> None:
    told = [
        CourtPaper(paper=paper, court=court, reference=reference, act_index=index)
        for index, (paper, court, reference) in enumerate(papers)
    ]

    assert since == court_holds_since(told)
