"""Repatria's LinkageIndex, asked as a program would ask it."""

from __future__ import annotations

import csv
import gc
import time
from pathlib import Path

from repatria.core.linkage.index import LinkageIndex
from repatria.core.linkage.prior import estimated_prior
from repatria.core.linkage.rows import EnquiryRow, RegisterRow
from repatria.doors.files.linking.shares import drawn
from repatria.doors.files.linking.side_by_side import evidence_side_by_side, rank_side_by_side
from tests.bench.linkage.methods import common

_WARM = 30


def register_rows(path: Path) -> list[RegisterRow]:
    """Reads register.tsv."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            RegisterRow(
                person_id=row["id"], surname=row["surname"], given_name=row["given_name"],
                patronymic=row["patronymic"], name=row["name"], birth_date=row["birth_date"], place=row["place"],
            )
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]  # fmt: skip


def main() -> None:
    """Builds, asks, and asks in batch."""
    trial, out, seconds, _ = common.arguments()
    enquiries = common.read_rows(trial / "enquiries.tsv", common.as_written)
    asked = {
        row.id: EnquiryRow(enquiry_id=row.id, name=row.written, birth_date=row.birth_date, place=row.place)
        for row in enquiries
    }
    rows = register_rows(trial / "register.tsv")
    _compile(rows[:500], list(asked.values())[:_WARM])
    gc.collect()
    before, started = common.resident_bytes(), time.perf_counter()
    index = LinkageIndex.build(rows)
    build_seconds = time.perf_counter() - started
    gc.collect()
    held = common.resident_bytes() - before
    for known in rows[:: max(1, len(rows) // _WARM)]:
        index.rank(EnquiryRow(enquiry_id="", name=known.name or f"{known.surname} {known.given_name}"))
    # Before any is asked singly, and in forked children: the index remembers the words it has weighed.
    batch = list(asked.values())
    started = time.perf_counter()
    for answered, _ in enumerate(rank_side_by_side(index, batch, common.TOP), 1):
        if answered % 100 == 0 and time.perf_counter() - started > seconds:
            break
    speed = answered / (time.perf_counter() - started)
    beside = index.size_bytes / len(index)
    summary = common.Summary(build_seconds, held, True, speed, f"{beside:.0f} B/person beside the vocabulary")

    # By children, so that the words they weigh are not remembered here.
    index.prior = estimated_prior(evidence_side_by_side(index, drawn(batch)), index.prior)

    def ask(enquiry: common.Row) -> list[tuple[str, float]]:
        ranked = index.rank(asked[enquiry.id], common.TOP)
        return list(zip(ranked.person_ids, ranked.probabilities, strict=True))

    common.answer_all(out, enquiries, ask, seconds, summary)


def _compile(rows: list[RegisterRow], asked: list[EnquiryRow]) -> None:
    """Lets numba compile before anything is timed, as a running matcher has."""
    index = LinkageIndex.build(rows)
    for row in asked:
        index.rank(row)
    for _ in index.rank_many(asked):
        pass


if __name__ == "__main__":
    main()
