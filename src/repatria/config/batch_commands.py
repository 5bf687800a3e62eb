"""`repatria link batch` and `repatria link columns`: many enquiries at once, and beyond one machine."""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from repatria.config.session import DIFFERS, DONE, progress

Add = Callable[[str, str, str], argparse.ArgumentParser]


AddTo = Callable[[argparse.ArgumentParser], None]


def add_batch(add: Add, added: Sequence[AddTo], count: Callable[[str], int]) -> None:
    """Adds both actions to `repatria link`.

    Given:    `added` what other actions have too, last of it how files are read, which `columns` has alone.
    """
    made = add("batch", "all enquiries of a file at once, here, on DuckDB or on Spark",
               "repatria link batch --engine duckdb --register R.tsv --enquiries E.tsv --out O.tsv")  # fmt: skip
    made.add_argument("--engine", choices=("own", "duckdb", "spark"), default="own",
                      help="own: in memory; the others through Splink (extras batch, spark)")  # fmt: skip
    made.add_argument("--register", type=Path, required=True, metavar="FILE", help="id, surname, given_name, ...")
    made.add_argument("--enquiries", type=Path, required=True, metavar="FILE", help="id, name, birth_date, place")
    made.add_argument("--out", type=Path, required=True, metavar="FILE", help=".tsv or .csv")
    made.add_argument("--top", type=count, default=10, metavar="N", help="answers an enquiry (10)")
    made.add_argument("--explain", action="store_true", help="with the reasons of every answer")
    made.add_argument("--resume", action="store_true", help="go on with a run that was stopped")
    made.add_argument("--page", type=_page, default=20_000, metavar="N", help="enquiries answered at once (20000)")
    made.add_argument("--master", default="local[*]", metavar="URL",
                      help="of Spark (local[*]); an empty one leaves it to spark-submit")  # fmt: skip
    for add_to in added:
        add_to(made)

    made = add("columns", "write what the comparison needs of a register, for a cluster of one's own",
               "repatria link columns --register R.tsv --out C.parquet --model M.json --dialect spark")  # fmt: skip
    made.add_argument("--register", type=Path, required=True, metavar="FILE")
    made.add_argument("--out", type=Path, required=True, metavar="FILE", help=".parquet")
    made.add_argument("--model", type=Path, metavar="FILE", help="the Splink model beside it, as JSON")
    made.add_argument("--dialect", choices=("duckdb", "spark"), default="spark", help="of the model (spark)")
    added[-1](made)


def _page(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("a number from 1")
    return number


def batch(given: Namespace) -> int:
    """Answers all enquiries of a file."""
    from repatria.config.link_commands import reading_of, tell

    if given.engine == "own":
        from repatria.doors.files.linking.searching import Search, report_text, run_search

        asked = Search(
            register=given.register, enquiries=given.enquiries, out=given.out, top=given.top, explain=given.explain,
            language=given.language, reading=reading_of(given), resume=given.resume,
            registered_share=given.registered_share, both_sides=given.both_sides,
        )  # fmt: skip
        searched = run_search(asked, tell, progress, page=given.page)
        tell(report_text(asked, searched))
        return DIFFERS if searched.rejected else DONE
    from repatria.doors.files.linking.batch.running import Batch, batch_text, run_batch

    wanted = Batch(
        register=given.register, enquiries=given.enquiries, out=given.out, engine=given.engine, top=given.top,
        explain=given.explain, language=given.language, reading=reading_of(given), resume=given.resume,
        master=given.master, page=given.page, registered_share=given.registered_share,
        both_sides=given.both_sides,
    )  # fmt: skip
    report = run_batch(wanted, tell, progress)
    tell(batch_text(wanted, report))
    return DIFFERS if report.rejected else DONE


def columns(given: Namespace) -> int:
    """Writes the columns of a register, and the model."""
    from repatria.config.link_commands import reading_of, tell
    from repatria.doors.files.linking.batch.running import write_register_columns

    accepted, rejected, remarked = write_register_columns(
        given.register, given.out, given.model, given.dialect, reading_of(given), tell
    )
    tell(f"columns of {accepted:,} rows are in {given.out}: they hold names, keep them as the register is kept")
    if given.model:
        tell(f"the model is in {given.model}: any Splink loads it; docs/methods/batch.md says how")
    if remarked:
        tell(f"next: look through {remarked}, mend the rows, run again")
    return DIFFERS if rejected else DONE


BATCH_ACTIONS: Mapping[str, Callable[[Namespace], int]] = {"batch": batch, "columns": columns}
