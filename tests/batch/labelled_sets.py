"""Labelled lists of other projects, read from the folder of shared data at test time and put into our columns.

What has no column of its own is compared as the nearest kind of value: a postcode or a social security number as a
service number, an occupation or a postcode beside it as a rank, a street as a unit.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from repatria.core.linkage.rows import RegisterRow

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "linkage"
LINK_ONLY = "febrl4"


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """A list with its truth.

    Given:    `entity` names of each row whom it is about; `records` the rows as they came, for other programs.
    """

    name: str
    rows: list[RegisterRow]
    entity: Mapping[str, str]
    records: list[dict[str, str | None]]

    @property
    def true_pairs(self) -> int:
        """How many pairs of rows are about one person."""
        return sum(count * (count - 1) // 2 for count in Counter(self.entity.values()).values())

    def part(self, every: int) -> LabelledSet:
        """Every so-manieth entity with all its rows."""
        kept = set(sorted(set(self.entity.values()))[::every])
        at = [number for number, row in enumerate(self.rows) if self.entity[row.person_id] in kept]
        rows = [self.rows[number] for number in at]
        entity = {row.person_id: self.entity[row.person_id] for row in rows}
        return LabelledSet(self.name, rows, entity, [self.records[number] for number in at])

    def is_true(self, first: str, second: str) -> bool:
        """Whether two rows are about one person."""
        return self.entity[first] == self.entity[second]


def _iso(text: str) -> str:
    return f"{text[:4]}-{text[4:6]}-{text[6:8]}" if len(text) == 8 and text.isdigit() else ""


def _febrl(name: str, *files: str) -> LabelledSet:
    records: list[dict[str, str | None]] = []
    for file in files:
        with (SHARED / file).open(encoding="utf-8", newline="") as stream:
            for line in csv.DictReader(stream, skipinitialspace=True):
                records.append({key: value.strip() or None for key, value in line.items()} | {"list": file})
    rows = [
        RegisterRow(
            person_id=str(r["rec_id"]), surname=r["surname"] or "", given_name=r["given_name"] or "",
            birth_date=_iso(r["date_of_birth"] or ""), place=r["suburb"] or "", number=r["soc_sec_id"] or "",
            unit=r["address_1"] or "", rank=r["postcode"] or "",
        )
        for r in records
    ]  # fmt: skip
    return LabelledSet(name, rows, {str(r["rec_id"]): str(r["rec_id"]).split("-")[1] for r in records}, records)


def febrl3() -> LabelledSet:
    """5,000 records, up to six of one person."""
    return _febrl("febrl3", "dataset3.csv")


def febrl4() -> LabelledSet:
    """Two lists of 5,000, each person once in each."""
    return _febrl("febrl4", "dataset4a.csv", "dataset4b.csv")


def fake_1000() -> LabelledSet:
    """1,000 records of 250 persons."""
    with (SHARED / "fake_1000.csv").open(encoding="utf-8", newline="") as stream:
        records: list[dict[str, str | None]] = [
            {key: value or None for key, value in line.items()} for line in csv.DictReader(stream)
        ]
    rows = [
        RegisterRow(
            person_id=str(r["unique_id"]), surname=r["surname"] or "", given_name=r["first_name"] or "",
            birth_date=r["dob"] or "", place=r["city"] or "", number=r["email"] or "",
        )
        for r in records
    ]  # fmt: skip
    return LabelledSet("fake_1000", rows, {str(r["unique_id"]): str(r["cluster"]) for r in records}, records)


def historical_50k() -> LabelledSet:
    """50,578 records of 5,156 historic persons, with errors put in."""
    from pyarrow import parquet

    table = parquet.read_table(SHARED / "historical_figures_with_errors_50k.parquet")
    records: list[dict[str, str | None]] = table.to_pylist()
    rows = [
        RegisterRow(
            person_id=str(r["unique_id"]), surname=r["surname"] or "", given_name=r["first_name"] or "",
            birth_date=r["dob"] or "", place=r["birth_place"] or "", number=r["postcode_fake"] or "",
            rank=r["occupation"] or "",
        )
        for r in records
    ]  # fmt: skip
    return LabelledSet("historical_50k", rows, {str(r["unique_id"]): str(r["cluster"]) for r in records}, records)


SETS: Mapping[str, Callable[[], LabelledSet]] = {
    "fake_1000": fake_1000, "febrl3": febrl3, "febrl4": febrl4, "historical_50k": historical_50k,
}  # fmt: skip
