"""usearch: character trigrams of romanised names as vectors, the nearest found in a graph (HNSW) by their cosine."""

from __future__ import annotations

import gc
import time
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from usearch.index import Index

from tests.bench.linkage.methods import common

_WIDTH = 512
"""Places of a vector; trigrams that share one are told apart by the re-rank."""
_LOOKED_AT = 200
"""Names whose neighbours are looked at for an enquiry: four times those that are ranked again."""
_AT_ONCE = 10_000


def vectors(rows: list[common.Row]) -> NDArray[np.float32]:
    """Returns for each name how many of its trigrams fall on each place."""
    made = np.zeros((len(rows), _WIDTH), dtype=np.float32)
    for at, row in enumerate(rows):
        for piece in common.trigrams(row.name):
            made[at, crc32(piece.encode()) % _WIDTH] += 1.0
    return made


def main() -> None:
    """Files the names and asks for the nearest ones."""
    trial, out, seconds, _ = common.arguments()
    rows, enquiries = common.read_rows(trial / "register.tsv"), common.read_rows(trial / "enquiries.tsv")
    gc.collect()
    before, started = common.resident_bytes(), time.perf_counter()
    index = Index(ndim=_WIDTH, metric="cos", dtype="f16", expansion_search=_LOOKED_AT)
    for begin in range(0, len(rows), _AT_ONCE):
        part = rows[begin : begin + _AT_ONCE]
        index.add(np.arange(begin, begin + len(part)), vectors(part))
    summary = common.Summary(time.perf_counter() - started, max(common.resident_bytes() - before, 0))

    def ranked(enquiry: common.Row, numbers: NDArray[np.integer]) -> list[tuple[str, float]]:
        asked = common.trigrams(enquiry.name)
        found = [rows[int(at)] for at in numbers]
        return common.reranked(enquiry, ((row, common.dice(asked, common.trigrams(row.name))) for row in found))

    def ask(enquiry: common.Row) -> list[tuple[str, float]]:
        return ranked(enquiry, index.search(vectors([enquiry])[0], common.CANDIDATES).keys)

    started = time.perf_counter()
    found = index.search(vectors(enquiries), common.CANDIDATES)
    for at, enquiry in enumerate(enquiries):
        ranked(enquiry, found[at].keys)
    summary.batch_per_second = len(enquiries) / (time.perf_counter() - started)
    common.answer_all(out, enquiries, ask, seconds, summary)


if __name__ == "__main__":
    main()
