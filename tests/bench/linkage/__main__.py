"""`make bench`: our linkage beside the usual tools on one trial; a table, and the same as JSON under var/bench.

    python -m tests.bench.linkage --persons 100000 --enquiries 2000 --seconds 120 --methods own,fts5

A method that is too slow answers as many enquiries as the seconds allow (they come in no order), and the row says so;
one that cannot be installed or fails keeps its row with the reason. "At 1 % false": right first answers, of all
enquiries about somebody registered, when accepted down to the score where one in a hundred accepted is false.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass, replace
from hashlib import file_digest, sha256
from pathlib import Path

from tests.bench.linkage.figures import Figures, figures_of, read_truth, table
from tests.bench.linkage.venvs import FOLDER, ROOT, MissingError, python_of
from tests.core.linkage.generator import write_trial

_METHODS_FOLDER = "tests.bench.linkage.methods"


@dataclass(frozen=True, slots=True)
class Method:
    """A row of the table: which script runs in which environment."""

    title: str
    module: str
    group: str
    variant: str = ""
    needs_postgres: bool = False


METHODS = {
    "own": Method("Repatria", "own", ""),
    "pg_trgm": Method("PostgreSQL pg_trgm GIN, romanised", "pg_trgm", "plain", needs_postgres=True),
    "pg_date": Method("pg_trgm GIN or exact birth date", "pg_trgm", "plain", "or-date", needs_postgres=True),
    "fts5": Method("SQLite FTS5 trigram, bm25", "fts5", "plain"),
    "cdist": Method("rapidfuzz cdist ratio", "cdist", "plain"),
    "usearch": Method("usearch HNSW, trigram vectors", "usearch_vectors", "vectors"),
    "splink": Method("Splink 5 on DuckDB (batch)", "splink_batch", "splink"),
    "splink_columns": Method("Splink 5 on DuckDB with our cross-script columns", "splink_batch", "", "columns"),
    "logic_v2": Method("rigour keys + nomenklatura logic-v2", "logic_v2", "rules"),
}


def run(method: Method, trial: Path, out: Path, seconds: float) -> None:
    """Runs one method in its own process; raises MissingError with the reason when it cannot be measured."""
    python = python_of(method.group) if method.group else Path(sys.executable)
    command = [str(python), "-m", f"{_METHODS_FOLDER}.{method.module}", str(trial), str(out), str(seconds)]
    command += [method.variant] if method.variant else []
    if method.needs_postgres:
        command = [str(ROOT / "tools" / "with_postgres.sh"), *command]
    for old in (out / "answers.tsv", out / "summary.json"):
        old.unlink(missing_ok=True)
    environment = os.environ | {"PYTHONPATH": _paths(method), "PYTHONHASHSEED": "0"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = (done.stderr.strip() or done.stdout.strip()).splitlines()
        raise MissingError(f"not measured: {said[-1][:160] if said else done.returncode}")


def _paths(method: Method) -> str:
    """Where a method finds its modules; nothing of ours but what is measured is seen by others' tools."""
    return str(ROOT) if method.group else os.pathsep.join([str(ROOT / "src"), str(ROOT)])


def _digest(trial: Path) -> str:
    """Returns the digest of what is asked, so that answers to another trial are never taken for answers to this one."""
    total = sha256()
    for name in ("register.tsv", "enquiries.tsv"):
        with (trial / name).open("rb") as read:
            total.update(file_digest(read, "sha256").digest())
    return total.hexdigest()


def _has_answered(out: Path, digest: str) -> bool:
    stamp = out / "trial.sha256"
    return stamp.exists() and stamp.read_text() == digest and (out / "summary.json").exists()


def main() -> None:
    """Makes the trial, runs the methods, prints the table and writes it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--persons", type=int, default=10_000)
    parser.add_argument("--enquiries", type=int, default=1_000)
    parser.add_argument("--seconds", type=float, default=40.0, help="for asking, for each method")
    parser.add_argument("--seed", type=int, default=20_260_507)
    parser.add_argument("--methods", default=",".join(METHODS), help="of " + ", ".join(METHODS))
    parser.add_argument("--kept", default="", help="methods whose earlier answers to this trial are judged again")
    given = parser.parse_args()
    name = f"{given.persons}-{given.enquiries}-{given.seed}"
    trial = FOLDER / f"trial-{name}"
    write_trial(trial, given.persons, given.enquiries, given.seed)
    truth, digest = read_truth(trial), _digest(trial)
    rows: list[Figures | tuple[str, str]] = []
    load_before = os.getloadavg()[0]
    for key in given.methods.split(","):
        method, out = METHODS[key], FOLDER / f"answers-{name}" / key
        try:
            is_kept = key in given.kept.split(",") and _has_answered(out, digest)
            if not is_kept:
                run(method, trial, out, given.seconds)
                (out / "trial.sha256").write_text(digest)
            figures = figures_of(method.title, out, truth, given.persons)
            rows.append(replace(figures, note="answers of an earlier run") if is_kept else figures)
        except MissingError as error:
            rows.append((method.title, str(error)))
        print(f"{method.title}: done", file=sys.stderr, flush=True)
    heading = (
        f"{given.persons:,} persons, {given.enquiries:,} enquiries, seed {given.seed}, {os.cpu_count()} cores, "
        f"load {load_before:.1f} before and {os.getloadavg()[0]:.1f} after (times mean little on a busy machine)"
    )
    print(f"{heading}\n{table(rows)}")
    written = [asdict(row) if isinstance(row, Figures) else {"method": row[0], "note": row[1]} for row in rows]
    (FOLDER / f"linkage-{name}.json").write_text(
        json.dumps({"heading": heading, "rows": written}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
