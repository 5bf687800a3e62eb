"""Where a search spends its time, and how far its inner loop is from what the machine can read.

`python -m tests.bench.kinship_picture [PICTURE.svg]` measures both in one run and draws the picture of the documents. A
thread looks a thousand times a second at what the search is doing; compiled code shows as the function that called it.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from html import escape
from pathlib import Path

import numba
import numpy as np
from numpy.typing import NDArray

from repatria.core.kinship.columns import Target
from repatria.core.kinship.search import BLOCK, BodySide, _scan, search
from tests.bench.kinship import MIXED, STEPWISE, Invented, best_of, loci_with

PICTURE = Path(__file__).parents[2] / "docs" / "pictures" / "kinship-search.svg"
BODIES, FAMILIES = 6_000, 22_000
FIRST_CACHE, SECOND_CACHE, MEMORY = 32 << 10, 1 << 20, 256 << 20
"""Bytes that the first and the second cache of usual machines hold, and that none holds."""
STEPS = {
    "_rows": "profiles into classes", "class_of": "profiles into classes", "_over": "inner loop",
    "ratios": "ratios and logarithms", "column_logs": "ratios and logarithms", "one_block": "laying out, keeping pairs",
}  # fmt: skip
Measured = list[tuple[str, float]]


@numba.njit
def _read_through(table: NDArray[np.float32], times: int) -> float:
    """Reads a table row by row, eight rows at a time, and does nothing else than add them up."""
    width = table.shape[1]
    total = np.zeros(width, np.float32)
    for _ in range(times):
        for r in range(0, len(table) - 7, 8):
            for j in range(width):
                first = (table[r, j] + table[r + 1, j]) + (table[r + 2, j] + table[r + 3, j])
                last = (table[r + 4, j] + table[r + 5, j]) + (table[r + 6, j] + table[r + 7, j])
                total[j] += first + last
    return float(total.sum())


@numba.njit
def _gather(table: NDArray[np.float32], codes: NDArray[np.int64], families: int) -> float:
    """One look-up for each pair and locus, a family's row at a time."""
    found = np.float32(0)
    for family in range(families):
        for b in range(len(codes)):
            total = np.float32(0)
            for at in range(codes.shape[1]):
                total += table[family, codes[b, at]]
            found = max(found, total)
    return found


def shares_of(work: Callable[[], object]) -> Measured:
    """Looks at the other threads every millisecond while something is done; returns shares, the largest first."""
    seen: Counter[str] = Counter()
    is_done = threading.Event()

    def look() -> None:
        while not is_done.wait(0.001):
            for number, frame in sys._current_frames().items():
                step = _step_of(frame) if number != threading.get_ident() else None
                if step:
                    seen[step] += 1

    watcher, usual = threading.Thread(target=look), sys.getswitchinterval()
    sys.setswitchinterval(1e-4)  # else interpreted steps, which hold the interpreter, would be seen too seldom
    watcher.start()
    try:
        work()
    finally:
        is_done.set()
        watcher.join()
        sys.setswitchinterval(usual)
    total = max(sum(seen.values()), 1)
    return [(step, 100 * count / total) for step, count in seen.most_common()]


def _step_of(frame: object) -> str | None:
    while frame is not None:
        code = frame.f_code  # type: ignore[attr-defined]
        if code.co_filename.endswith(("peeling.py", "plan.py", "threads.py")):
            return "peeling families"
        if "core/kinship" in code.co_filename and code.co_name in STEPS:
            return STEPS[code.co_name]
        frame = frame.f_back  # type: ignore[attr-defined]
    return None


def inner_loop(side: BodySide) -> Measured:
    """Nanoseconds for a pair and locus: ours, one look-up each, and reading four bytes from caches and memory."""
    offsets = side.offsets()
    codes = np.where(side.codes == 0, -1, side.codes + offsets[:-1])
    table = np.zeros((int(offsets[-1]), BLOCK), np.float32)
    sexes, room = np.full(BLOCK, 2, np.int64), np.empty(1, np.int64)
    looked_up = int((codes >= 0).sum()) * BLOCK
    ours = best_of(9, lambda: _scan(table, codes, side.sex, sexes, np.float32(9), room, room))
    turned = np.ascontiguousarray(table[:, :64].T)
    gathered = best_of(5, lambda: _gather(turned, np.maximum(codes, 0), len(turned)))

    def reading(size: int) -> float:
        rows, times = size // (4 * BLOCK), max(1, MEMORY // size)
        values = np.ones((rows, BLOCK), np.float32)
        return best_of(7, lambda: _read_through(values, times)) / (times * rows * BLOCK) * 1e9

    reading(FIRST_CACHE)  # compiles
    return [
        ("one look-up a pair", gathered / (codes.size * len(turned)) * 1e9),
        ("inner loop", ours / looked_up * 1e9),
        ("reading the first cache", reading(FIRST_CACHE)),
        ("reading the second cache", reading(SECOND_CACHE)),
        (f"reading {table.nbytes / 1e6:.1f} MB, the block's table", reading(table.nbytes)),
        ("reading memory", reading(MEMORY)),
    ]


def drawn(shares: Measured, loop: Measured) -> str:
    """The picture as SVG."""
    rows, y = [], 58
    for head, values, unit in (
        ("Where a search spends its time, of 100", shares, "{:.0f}"),
        ("Nanoseconds for a pair and locus", loop, "{:.3f}"),
    ):
        rows.append(f'<text class="name" x="20" y="{y}">{escape(head)}</text>')
        longest = max(value for _, value in values)
        for words, value in values:
            y += 26
            width = max(1, round(380 * value / longest))
            rows.append(f'<text x="250" y="{y}" class="end">{escape(words)}</text>')
            rows.append(f'<rect class="bar" x="260" y="{y - 13}" width="{width}" height="17"/>')
            rows.append(f'<text x="{268 + width}" y="{y}">{unit.format(value)}</text>')
        y += 44
    told = "; ".join(f"{words} {value:.3f}" for words, value in (*shares, *loop))
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 {y}" width="760" height="{y}" role="img" \
aria-labelledby="title desc">
  <title id="title">Where a search spends its time</title>
  <desc id="desc">{escape(told)}</desc>
  <style>
    .sheet {{ fill: #ffffff; }}
    .bar {{ fill: #4d5a63; }}
    text {{ font-family: sans-serif; font-size: 13px; fill: #1c2429; }}
    .name {{ font-weight: bold; font-size: 14px; }}
    .end {{ text-anchor: end; }}
    .head {{ font-size: 12px; fill: #3c474e; }}
  </style>
  <rect class="sheet" x="0" y="0" width="760" height="{y}" rx="6"/>
  <text class="head" x="20" y="28">{BODIES:,} bodies, {FAMILIES:,} families of eleven shapes, 24 loci, stepwise \
mutation, one thread</text>
  {chr(10).join(rows).replace(chr(10), chr(10) + "  ")}
</svg>
"""


def main() -> None:
    """Measures, prints and draws."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURE
    invented = Invented(loci_with(STEPWISE), 5)
    families, sons = [], []
    for words in MIXED:
        made, of_them = invented.families(words, FAMILIES // len(MIXED))
        families += made
        sons += of_them
    side = BodySide.of(invented.bodies(sons, BODIES), invented.loci)
    targets = [Target(family, "missing") for family in families]
    search(side, targets[:: len(targets) // 60], least_log10_lr=2.0)  # compiles
    started = time.perf_counter()
    shares = shares_of(lambda: search(side, targets, least_log10_lr=2.0))
    print(f"one thread, {len(targets):,} families: {time.perf_counter() - started:.1f} s")
    loop = inner_loop(side)
    for words, value in (*shares, *loop):
        print(f"{words:<40} {value:.3f}")
    target.write_text(drawn(shares, loop), encoding="utf-8")


if __name__ == "__main__":
    main()
