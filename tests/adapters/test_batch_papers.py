"""The papers of a batch: refused without a line, and a manifest of 1,200 lines is printed in time."""

from __future__ import annotations

from time import perf_counter

import pytest

from repatria.adapters.printing.catalogue import section
from repatria.adapters.printing.printer import TypstPrinter
from repatria.core.vocabulary.paper_mark import PaperInputError
from repatria.core.vocabulary.papers_returns import BatchPaperLine, BatchSheet
from repatria.core.vocabulary.remains_codes import remains_code
from tests.adapters import sample_papers as sample
from tests.adapters.test_printing import printed, words_of

LARGEST = 1_200
SECONDS = 5.0


def test_refuses_a_batch_without_a_line():
    with pytest.raises(PaperInputError):
        sample.batch(sample.mark(), lines=())


def test_a_protocol_before_the_counts_states_nothing_of_them_and_leaves_room_for_the_hand():
    paper = sample.batch(sample.mark(), is_compared=False, counts=(), differences=())
    text, words = printed(paper), section("en", "batch")
    for said in ("both_stand", "no_differences", "sender_list"):
        assert words_of(words[said]) not in text
    assert all(words_of(words[side]) in text for side in ("sender", "receiver"))


def test_a_protocol_of_two_compared_counts_says_that_the_givers_is_by_its_list():
    text, words = printed(sample.batch(sample.mark(), differences=())), section("en", "batch")
    assert all(words_of(words[said]) in text for said in ("both_stand", "no_differences", "sender_list"))


def test_a_release_of_several_parts_names_each_of_them():
    codes = tuple(remains_code("KHR", "T2", one) for one in (1, 2, 3))
    text = printed(sample.remains_release(sample.mark(), items=codes))
    assert all(words_of(one) in text for one in codes)


@pytest.mark.whole
def test_a_manifest_of_1200_lines_is_printed_within_five_seconds():
    lines = tuple(
        BatchPaperLine(
            label=remains_code("KHR", "T2", n), seal=f"S-{n:05}", container=f"B-{n}", is_spot_checked=False
        )
        for n in range(1, LARGEST + 1)
    )  # fmt: skip
    begun = perf_counter()
    sheet = TypstPrinter().print_paper(sample.batch(sample.mark(), sheet=BatchSheet.MANIFEST, lines=lines))
    assert perf_counter() - begun <= SECONDS
    assert sheet.startswith(b"%PDF")
