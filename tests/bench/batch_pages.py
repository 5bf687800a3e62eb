"""How long the pages and papers of a large batch take: `python -m tests.bench.batch_pages --lines 1200`.

Invents a batch of so many things in a quarter as many coffins, counted here with some faults, in a temporary store;
opens each page through the desk's own application, and prints the middle and the 95th of a hundred in milliseconds by
the clock and by the processor, and how many statements the store was asked. Papers and files are made a few times each.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.bench.house import BAR, bench_bureau, open_often

PAPER_BAR = 5_000  # milliseconds
IN_ONE = 4  # things in a coffin
TWO = {"by": "one", "second": "another"}


def _filled(bureau: Any, lines: int) -> str:
    """A batch of theirs that was counted here: one thing missing, one seal another.  Returns: its number."""
    from repatria.core.law.return_batch import BatchEvent, BatchWay
    from repatria.core.law.return_list import BatchRow
    from repatria.core.law.return_scans import ScanFor
    from repatria.core.vocabulary.dates import instant_text
    from repatria.records.returns.services.batches import bring_list, plan_batch
    from repatria.records.returns.services.counts import begin_count, compare_sides, sign_count
    from repatria.records.returns.services.scans import take_scans
    from repatria.records.returns.services.steps import record_batch_step

    by, doctor, at = bureau.by("registrar"), bureau.by("doctor"), bureau.clock()
    number = plan_batch(by, way=BatchWay.RECEIVED, power="PB", title="measured")
    bring_list(
        by, batch_id=number, came_at=at, supplied_by="their bureau", reference="letter 9", said_number=lines,
        rows=[
            BatchRow(label=f"L-{n}", container=f"K-{n // IN_ONE}", container_seal=f"S-{n // IN_ONE}", says="their word")
            for n in range(lines)
        ],
    )  # fmt: skip
    agreed = {"place": "a bridge", "window": "noon", "participants": "two", "reference": "P-4", "agreed_on": at.date()}
    for event, given in (
        (BatchEvent.AGREED, agreed), (BatchEvent.AT_BORDER, TWO | {"seal_number": "V-1"}),
        (BatchEvent.HANDED_OVER, TWO | {"place": "a bridge", "reference": "R-3", "reason": "nobody came"}),
    ):  # fmt: skip
        record_batch_step(by, batch_id=number, event=event, happened_at=at, **given)
    begin_count(doctor, batch_id=number, **TWO)
    boxes = [f"K-{n};{'X' if n == 0 else 'S'}-{n};container" for n in range(-(-lines // IN_ONE))]
    things = [f"L-{n};;;K-{n // IN_ONE}" for n in range(1, lines)]
    rows = "\n".join(f"{instant_text(at - timedelta(seconds=9_000 - n))};{one}" for n, one in enumerate(boxes + things))
    take_scans(doctor, batch_id=number, purpose=ScanFor.COUNT, text=rows, brought_by="a nurse")
    sign_count(doctor, batch_id=number, number=lines - 1, containers=len(boxes), happened_at=at, **TWO)
    compare_sides(by, batch_id=number)
    return number


def main() -> None:
    """Fills a store, opens each page so many times and prints what it took."""
    asked_for = argparse.ArgumentParser(description=__doc__)
    asked_for.add_argument("--lines", type=int, default=1200)
    asked_for.add_argument("--runs", type=int, default=40)
    told = asked_for.parse_args()
    with bench_bureau() as bureau:
        number = _filled(bureau, told.lines)
        for name, page, opened, runs in _pages(number, told.runs):
            open_often(page, opened, bureau.at(name, "uk"), runs=runs, bar=BAR if runs == told.runs else PAPER_BAR)


def _pages(number: str, runs: int) -> tuple[tuple[str, str, Callable[[Any], Any], int], ...]:
    at = f"/batches/{number}"
    return (
        ("registrar", "batches", lambda one: one.get("/batches"), runs),
        ("registrar", "one batch", lambda one: one.get(at), runs),
        ("registrar", "one batch, further on", lambda one: one.get(f"{at}?after=1000"), runs),
        ("registrar", "rows that are none", lambda one: one.get(f"{at}/rejected"), runs),
        ("registrar", "the next step", lambda one: one.get(f"{at}/step/closed"), runs),
        ("registrar", "as CSV", lambda one: one.get(f"{at}?export=csv"), 5),
        ("registrar", "as XLSX", lambda one: one.get(f"{at}?export=xlsx"), 5),
        ("registrar", "manifest", lambda one: one.get(f"{at}/manifest.pdf"), 5),
        ("registrar", "list of seals", lambda one: one.get(f"{at}/seal_list.pdf"), 5),
        ("registrar", "protocol", lambda one: one.get(f"{at}/protocol.pdf"), 5),
    )  # fmt: skip


if __name__ == "__main__":
    main()
