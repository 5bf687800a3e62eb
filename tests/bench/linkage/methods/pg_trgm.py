"""PostgreSQL with pg_trgm: a GIN index over romanised names, with or without the exact birth date beside it.

Runs under tools/with_postgres.sh, which names a throw-away cluster.
"""

from __future__ import annotations

import os
import time
from urllib.parse import parse_qs, urlsplit

import psycopg

from tests.bench.linkage.methods import common

_BY_NAME = "SELECT at, similarity(name, %(name)s) FROM person WHERE name %% %(name)s ORDER BY 2 DESC LIMIT %(most)s"
_OR_DATE = f"""
    (SELECT at, similarity(name, %(name)s) FROM person WHERE birth_date = %(date)s)
    UNION ({_BY_NAME})
"""
_DEFINITION = """
    CREATE EXTENSION pg_trgm;
    CREATE UNLOGGED TABLE person (at int, name text, birth_date text);
"""
_INDEXES = """
    CREATE INDEX ON person USING gin (name gin_trgm_ops);
    CREATE INDEX ON person (birth_date);
    ANALYZE person;
"""


def main() -> None:
    """Loads, indexes, asks."""
    trial, out, seconds, variant = common.arguments()
    rows, enquiries = common.read_rows(trial / "register.tsv"), common.read_rows(trial / "enquiries.tsv")
    host = parse_qs(urlsplit(os.environ["REPATRIA_TEST_DATABASE"]).query)["host"][0]
    with psycopg.connect(f"host={host} user=repatria dbname=postgres", autocommit=True) as store:
        store.execute("SET maintenance_work_mem = '512MB'")
        started = time.perf_counter()
        store.execute(_DEFINITION)
        with store.cursor().copy("COPY person FROM STDIN") as copy:
            for at, row in enumerate(rows):
                copy.write_row((at, row.name, row.birth_date))
        store.execute(_INDEXES)
        build_seconds = time.perf_counter() - started
        held = store.execute("SELECT pg_total_relation_size('person')").fetchone()
        assert held is not None
        summary = common.Summary(build_seconds, int(held[0]))

        def ask(enquiry: common.Row) -> list[tuple[str, float]]:
            with_date = variant == "or-date" and len(enquiry.birth_date) == len("YYYY-MM-DD")
            given = {"name": enquiry.name, "date": enquiry.birth_date, "most": common.CANDIDATES}
            found = store.execute(_OR_DATE if with_date else _BY_NAME, given).fetchall()
            return common.reranked(enquiry, ((rows[at], score) for at, score in found))

        common.answer_all(out, enquiries, ask, seconds, summary)


if __name__ == "__main__":
    main()
