"""A small register and enquiries of invented persons, in files, and each engine's answers to them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

from repatria.core.linkage.index import LinkageIndex
from repatria.doors.files.linking.batch import splink_engine
from repatria.doors.files.linking.batch.running import Batch, BatchReport, run_batch
from tests.core.linkage.generator import Trial, make_trial

PERSONS, ENQUIRIES, SEED = 400, 160, 11
SAMPLED = 300
"""Rows from whose pairs u is estimated: fewer than there are, so that each engine has to choose the same ones."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What an engine wrote: of each enquiry the best person, the weight, and all persons named."""

    best: Mapping[str, str]
    bits: Mapping[str, float]
    named: Mapping[str, list[str]]


def needs(*modules: str) -> pytest.MarkDecorator:
    """Skips, saying so, where a library of the extras is not installed."""
    missing = [module for module in modules if find_spec(module) is None]
    return pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}; make test-batch installs it")


needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="no Java runtime: Spark cannot be tried")


@pytest.fixture(scope="session", autouse=True)
def sampled() -> Iterator[None]:
    """Lets engines sample the register, as they do with one of any size."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(splink_engine, "SAMPLED_ROWS", SAMPLED)
        yield


@pytest.fixture(scope="session")
def trial() -> Trial:
    return make_trial(PERSONS, ENQUIRIES, SEED)


@pytest.fixture(scope="session")
def files(trial: Trial, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with register.tsv and enquiries.tsv."""
    folder = tmp_path_factory.mktemp("batch")
    register = ["id\tsurname\tgiven_name\tpatronymic\tname\tbirth_date\tplace"]
    register += [
        f"{r.person_id}\t{r.surname}\t{r.given_name}\t{r.patronymic}\t{r.name}\t{r.birth_date}\t{r.place}"
        for r in trial.rows
    ]
    (folder / "register.tsv").write_text("\n".join(register) + "\n", encoding="utf-8")
    asked = ["id\tname\tbirth_date\tplace"]
    asked += [f"{e.row.enquiry_id}\t{e.row.name}\t{e.row.birth_date}\t{e.row.place}" for e in trial.enquiries]
    (folder / "enquiries.tsv").write_text("\n".join(asked) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def run(files: Path) -> Callable[..., BatchReport]:
    """Runs an engine over the files."""

    def run(engine: str, out: Path, **options: object) -> BatchReport:
        asked = Batch(
            register=files / "register.tsv", enquiries=files / "enquiries.tsv", out=out, engine=engine,
            master="local[2]", **options,  # type: ignore[arg-type]
        )  # fmt: skip
        return run_batch(asked, lambda text: None, lambda stage, done, all_: None)

    return run


def read_answers(path: Path) -> Answered:
    """Reads a file of answers."""
    best: dict[str, str] = {}
    bits: dict[str, float] = {}
    named: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        enquiry, rank, person, weight, *_ = line.split("\t")
        named.setdefault(enquiry, []).append(person)
        if rank == "1":
            best[enquiry], bits[enquiry] = person, float(weight)
    return Answered(best, bits, named)


@pytest.fixture(scope="session")
def own(trial: Trial) -> Answered:
    """The answers of our own engine."""
    index = LinkageIndex.build(trial.rows)
    ranked = {one.enquiry_id: one for one in index.rank_many(e.row for e in trial.enquiries) if one.person_ids}
    return Answered(
        {enquiry: one.person_ids[0] for enquiry, one in ranked.items()},
        {enquiry: one.match_weight_bits[0] for enquiry, one in ranked.items()},
        {enquiry: list(one.person_ids) for enquiry, one in ranked.items()},
    )


@pytest.fixture(scope="session")
def duckdb(run: Callable[..., BatchReport], tmp_path_factory: pytest.TempPathFactory) -> Answered:
    """The answers through Splink on DuckDB."""
    out = tmp_path_factory.mktemp("duckdb") / "answers.tsv"
    run("duckdb", out)
    return read_answers(out)
