"""What is measured, ours and theirs, and the table that is printed."""

from __future__ import annotations

import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pyrage
from django.db import connections
from rapidfuzz import fuzz, process, utils

from repatria.adapters.keystore import new_keyring
from repatria.core.linkage.index import LinkageIndex
from repatria.core.linkage.rows import EnquiryRow
from repatria.doors.jobs.verifying import verify_house
from repatria.records.access.role_table import Role
from repatria.records.ledger.services import bulk_acts
from repatria.records.vault import keyring as vault
from tests.core.linkage.generator import HELD_OUT_KINDS, make_enquiries, make_persons, make_rows
from tests.house import filled_house, list_one
from tests.records.staff import outside

NAMES, ENQUIRIES = 10_000, 200
ACTS, PAGE = 3_000, 1_000
PERSONS_TO_VERIFY, ENQUIRIES_TO_VERIFY = 300, 120


@dataclass(frozen=True, slots=True)
class Line:
    """One comparison."""

    what: str
    ours: str
    beside: str
    theirs: str
    ratio: float


class Clock:
    """A clock that moves only when told to."""

    def __init__(self) -> None:
        self.at = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


def seconds_of(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def find_lines() -> Iterator[Line]:
    """One man among ten thousand, by his name alone, with errors that the weights were not learned from."""
    chance = random.Random(11)
    persons, strangers = make_persons(NAMES, chance), make_persons(NAMES // 10, chance)
    rows = make_rows(persons, chance)
    made = make_enquiries(persons, ENQUIRIES * 2, chance, HELD_OUT_KINDS, strangers)
    asked = [(EnquiryRow(enquiry_id="", name=e.row.name), e.person_id) for e in made if e.person_id][:ENQUIRIES]
    index = LinkageIndex.build(rows)
    index.find(asked[0][0], 10)
    hits: dict[str, int] = {}

    def ours() -> None:
        hits["ours"] = sum(about in [c.person_id for c in index.find(row, 10)] for row, about in asked)

    names = [utils.default_process(f"{r.surname} {r.given_name} {r.patronymic} {r.name}") for r in rows]

    def plain(scorer: Callable[..., float]) -> None:
        hits["plain"] = 0
        for row, about in asked:
            best = process.extract(utils.default_process(row.name), names, scorer=scorer, limit=10)
            hits["plain"] += about in [rows[at].person_id for _, _, at in best]

    own = seconds_of(ours) / len(asked)
    for scorer in (fuzz.WRatio, fuzz.token_sort_ratio):
        beside = seconds_of(lambda scorer=scorer: plain(scorer)) / len(asked)
        yield Line(
            f"find by name among {NAMES:,}", f"{own * 1000:.1f} ms, recall@10 {hits['ours'] / len(asked):.2f}",
            f"rapidfuzz.process.extract, {scorer.__name__}",
            f"{beside * 1000:.1f} ms, recall@10 {hits['plain'] / len(asked):.2f}", own / beside,
        )  # fmt: skip


def hash_of_all_rows(path: str) -> str:
    """What a plain check does: SQLite's own integrity check, and a digest of everything."""
    total = sha256()
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as store:
        assert ("ok",) == store.execute("PRAGMA integrity_check").fetchone()
        for (table,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"):
            for row in store.execute(f'SELECT * FROM "{table}"'):
                total.update(repr(row).encode())
    return total.hexdigest()


def store_lines(keyring: vault.Keyring, clock: Clock, chance: random.Random) -> Iterator[Line]:
    """Verifying a filled house, and recording a list, beside what a plain database does with the same rows."""
    mac_key = filled_house(
        keyring, clock, chance.randbytes, persons=PERSONS_TO_VERIFY, enquiries=ENQUIRIES_TO_VERIFY
    )  # fmt: skip
    paths = [str(connections[alias].settings_dict["NAME"]) for alias in ("default", "intake")]
    reports = []
    own = seconds_of(lambda: reports.append(verify_house(mac_key, lambda *_: None)))
    plain = seconds_of(lambda: [hash_of_all_rows(path) for path in paths])
    assert reports[0].is_equal
    entries, cells = reports[0].bureau.entries, reports[0].bureau.cells
    yield Line(
        f"verify {entries:,} acts, {cells:,} cells", f"{own:.2f} s", "SQLite integrity_check + SHA-256 of all rows",
        f"{plain:.2f} s", own / plain,
    )  # fmt: skip
    acting = outside(clock, chance.randbytes).house(Role.CLERKWORK)
    before = row_counts(paths[0])

    def record() -> None:
        for start in range(0, ACTS, PAGE):
            with bulk_acts():
                for number in range(start, start + PAGE):
                    list_one(acting, f"bench {number}")

    own = ACTS / seconds_of(record)
    with tempfile.TemporaryDirectory() as folder:
        written = new_rows(paths[0], before)
        plain = ACTS / seconds_of(lambda: insert_plainly(paths[0], Path(folder) / "plain.sqlite3", written))
    yield Line(
        f"record {ACTS:,} acts in bulk", f"{own:.0f} acts/s",
        f"the same {len(written):,} rows, plain INSERTs", f"{plain:.0f} acts/s", plain / own,
    )  # fmt: skip


def row_counts(path: str) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as store:
        tables = [name for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {t: store.execute(f'SELECT COALESCE(MAX(rowid), 0) FROM "{t}"').fetchone()[0] for t in tables}


def new_rows(path: str, before: dict[str, int]) -> list[tuple[str, tuple[object, ...]]]:
    """The rows that were written since, in groups of the acts' size."""
    with closing(sqlite3.connect(path)) as store:
        by_table = [
            [(table, row) for row in store.execute(f'SELECT * FROM "{table}" WHERE rowid > ?', [last])]
            for table, last in before.items()
        ]
    return [row for rows in by_table for row in rows]


def insert_plainly(path: str, target: Path, rows: list[tuple[str, tuple[object, ...]]]) -> None:
    """The same tables and indexes, the same durability, as many transactions, and nothing but INSERT."""
    with closing(sqlite3.connect(path)) as store:
        made = [
            sql
            for (sql,) in store.execute(
                "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
            )
        ]
    with closing(sqlite3.connect(target, isolation_level=None)) as plain:
        plain.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;" + ";".join(made))
        size = len(rows) * PAGE // ACTS
        for start in range(0, len(rows), size):
            plain.execute("BEGIN IMMEDIATE")
            for table, row in rows[start : start + size]:
                plain.execute(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(row))})', row)
            plain.execute("COMMIT")


def print_figures() -> None:
    """Measures and prints."""
    keyring = new_keyring("log.bench.invalid", str(pyrage.x25519.Identity.generate()), is_demo=True)
    vault.install(keyring)
    lines = [*find_lines(), *store_lines(keyring, Clock(), random.Random(3))]
    rows = [("what", "Repatria", "beside it", "there", "cost")]
    rows += [(line.what, line.ours, line.beside, line.theirs, f"x {line.ratio:.2f}") for line in lines]
    widths = [max(len(row[at]) for row in rows) for at in range(5)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    print(
        "\nFor its cost verify names act, table, row and column of a change, and a row that is missing though the\n"
        "database is sound; an act is sealed, chained into the log, and can be folded again into the same rows."
    )
