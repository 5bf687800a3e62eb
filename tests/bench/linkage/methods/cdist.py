"""rapidfuzz: every name of the register compared with cdist, ratio of the names with their words in order."""

from __future__ import annotations

import gc
import time

import numpy as np
from rapidfuzz import fuzz, process

from tests.bench.linkage.methods import common


def _sorted_words(name: str) -> str:
    return " ".join(sorted(name.split()))


def main() -> None:
    """Keeps the names and compares with all of them."""
    trial, out, seconds, _ = common.arguments()
    rows, enquiries = common.read_rows(trial / "register.tsv"), common.read_rows(trial / "enquiries.tsv")
    gc.collect()
    before, started = common.resident_bytes(), time.perf_counter()
    names = [_sorted_words(row.name) for row in rows]
    summary = common.Summary(time.perf_counter() - started, max(common.resident_bytes() - before, 0))

    def candidates(scores: np.ndarray) -> list[tuple[common.Row, float]]:
        most = min(common.CANDIDATES, len(rows))
        return [(rows[at], float(scores[at]) / 100) for at in np.argpartition(scores, -most)[-most:].tolist()]

    def ask(enquiry: common.Row) -> list[tuple[str, float]]:
        scores = process.cdist([_sorted_words(enquiry.name)], names, scorer=fuzz.ratio, dtype=np.float32)[0]
        return common.reranked(enquiry, candidates(scores))

    block, started, answered = 50, time.perf_counter(), 0
    while answered < len(enquiries) and time.perf_counter() - started < seconds / 4:
        part = enquiries[answered : answered + block]
        asked = [_sorted_words(row.name) for row in part]
        for row, scores in zip(
            part, process.cdist(asked, names, scorer=fuzz.ratio, dtype=np.float32, workers=-1), strict=True
        ):
            common.reranked(row, candidates(scores))
        answered += len(part)
    summary.batch_per_second = answered / (time.perf_counter() - started)
    common.answer_all(out, enquiries, ask, seconds, summary)


if __name__ == "__main__":
    main()
