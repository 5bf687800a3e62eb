"""SQLite FTS5 with its trigram tokenizer over romanised names, ranked by bm25."""

from __future__ import annotations

import sqlite3
import time

from tests.bench.linkage.methods import common

_ASK = "SELECT rowid FROM person WHERE person MATCH ? ORDER BY rank LIMIT ?"


def main() -> None:
    """Fills the table and asks with all trigrams of a name."""
    trial, out, seconds, _ = common.arguments()
    rows, enquiries = common.read_rows(trial / "register.tsv"), common.read_rows(trial / "enquiries.tsv")
    out.mkdir(parents=True, exist_ok=True)
    path = out / "fts5.sqlite3"
    path.unlink(missing_ok=True)
    started = time.perf_counter()
    with sqlite3.connect(path) as store:
        store.execute("CREATE VIRTUAL TABLE person USING fts5(name, tokenize='trigram')")
        store.executemany("INSERT INTO person(rowid, name) VALUES (?, ?)", ((at, r.name) for at, r in enumerate(rows)))
        store.execute("INSERT INTO person(person) VALUES ('optimize')")
        store.commit()
        summary = common.Summary(time.perf_counter() - started, path.stat().st_size)

        def ask(enquiry: common.Row) -> list[tuple[str, float]]:
            pieces = {word[at : at + 3] for word in enquiry.name.split() for at in range(len(word) - 2)}
            if not pieces:
                return []
            wanted = " OR ".join(f'"{piece}"' for piece in sorted(pieces))
            asked = common.trigrams(enquiry.name)
            found = [rows[at] for (at,) in store.execute(_ASK, (wanted, common.CANDIDATES))]
            return common.reranked(enquiry, ((row, common.dice(asked, common.trigrams(row.name))) for row in found))

        common.answer_all(out, enquiries, ask, seconds, summary)
    path.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
