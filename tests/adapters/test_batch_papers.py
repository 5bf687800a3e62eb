"""The papers of a batch: refused without a line, and a manifest of 1,200 lines is printed in time."""

from __future__ import annotations

from time import perf_counter

import pytest

from repatria.adapters.printing.printer import TypstPrinter
from repatria.core.vocabulary.paper_mark import PaperInputError
from repatria.core.vocabulary.papers_returns import BatchPaperLine, BatchSheet
from repatria.core.vocabulary.remains_codes import remains_code
from tests.adapters import sample_papers as sample

LARGEST = 1_200
SECONDS = 5.0


def test_refuses_a_batch_without_a_line():
    with pytest.raises(PaperInputError):
        sample.batch(sample.mark(), lines=())


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
