"""One page of enquiries against the register through Splink, with the model of `model` on a backend of `backends`.

In this order: (1) the register's columns are loaded once; (2) u is estimated from the pairs of a sample of it, m being
learned already, and the frequency of every value is counted in the register alone; (3) each page is blocked and scored;
(4) the best pairs of each enquiry are taken in SQL; (5) they are weighed once more by `core.linkage`, which is told how
common every value of the whole register is: so that an answer has the weight, the chance and the reasons that our own
engine gives.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any

from repatria.core.linkage.comparison import DIFFERING, Weights
from repatria.core.linkage.index import ToldIndex
from repatria.core.linkage.prior import Evidence, Prior, estimated_prior
from repatria.core.linkage.rows import Candidate, EnquiryRow, RegisterColumns
from repatria.doors.files.linking.batch.backends import Backend
from repatria.doors.files.linking.batch.model import (
    ALIKE,
    FULL_DATE,
    PARTIAL_DATE,
    Setting,
    comparisons,
    counted_columns,
    settings_of,
)
from repatria.doors.files.linking.batch.tables import schema_of, write_columns

SAMPLED_ROWS = 2000
"""Rows of the register from whose pairs u is estimated: two million pairs, in a second or two on the driver."""
WEIGHED_AGAIN = 40
"""Of each enquiry so many pairs, the best that SQL found, are weighed by core. Units: persons."""
LEAST_BITS = 0.01
"""Of a pair that is worth naming."""
_SEED = 417
_EQUAL_BITS = 0.5
_UNSEEN_PAIRS = 0.5
"""What a level counts for that no random pair reached: half a pair."""
_COMPARED = ("surname", "given_name", "patronymic", "place", "birth_date", "birth_year", "unit", "number", "rank")
_COUNTED = ("surname", "given_name", "patronymic", "place", "unit", "number", "rank")
_NAMES = frozenset({"surname", "given_name", "patronymic"})
_BORN = ("birth_year", "birth_month", "birth_day")
_Answer = tuple[tuple[Candidate, ...], Evidence]
_REGISTER, _PAGE, _BEST = "register", "enquiries", "best_pairs"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainedModel:
    """Comparisons with m and u, and how many records the register has: all that a page needs, and fit for a file."""

    comparisons: list[Setting]
    records: int

    def to_text(self) -> str:
        """Writes it as JSON; with `settings_of` it is a Splink model that any Splink loads."""
        return json.dumps({"records": self.records, **settings_of("link_only", self.comparisons)}, indent=1)


class SplinkEngine:
    """The register loaded into a backend, ready for pages of enquiries."""

    def __init__(self, backend: Backend, register: Path, weights: Weights, dialect: str = "") -> None:
        """Given: `dialect` of the model where it is for another backend."""
        self._backend, self._weights = backend, weights
        backend.load(_REGISTER, register)
        self.model = self._trained(dialect or backend.dialect)
        for column in counted_columns(self.model.comparisons):
            self._count(column)
        self._index = self._told()

    @property
    def prior(self) -> Prior:
        """How many enquiries are about somebody registered."""
        return self._index.prior

    @prior.setter
    def prior(self, prior: Prior) -> None:
        self._index.prior = prior

    def _told(self) -> ToldIndex:
        """Tells core how common every value is; nobody's row goes there."""
        forms = {
            name: {
                str(row[name]): int(row["entries"])
                for row in self._backend.rows(
                    f"SELECT {name}, count(*) AS entries FROM {_REGISTER} WHERE {name} IS NOT NULL GROUP BY {name}"
                )
            }
            for name in _COUNTED
        }
        born: dict[str, int] = {}
        parts = ", ".join(_BORN)
        for row in self._backend.rows(
            f"SELECT {parts}, count(*) AS entries FROM {_REGISTER} WHERE birth_year IS NOT NULL GROUP BY {parts}"
        ):
            born[_born(row)] = int(row["entries"])
        return ToldIndex.of_counts(forms, born, self.model.records, self._weights)

    def _trained(self, dialect: str) -> TrainedModel:
        filled = ", ".join(f"count({field}) AS {field}" for field in _COMPARED)
        counts = self._backend.rows(f"SELECT count(DISTINCT record_id) AS records, {filled} FROM {_REGISTER}")[0]
        records = int(counts.pop("records"))
        if counts[PARTIAL_DATE] == counts["birth_date"]:
            counts[PARTIAL_DATE] = 0  # every known date is whole
        empty = frozenset(field for field, count in counts.items() if not count)
        # By a digest that every engine makes alike: of another sample each would have another model.
        sample = self._backend.rows(
            f"SELECT * FROM {_REGISTER} WHERE reading = 0 ORDER BY md5(unique_id), unique_id LIMIT {SAMPLED_ROWS}"
        )
        u = estimated_u(sample, comparisons("duckdb", self._weights, empty))
        chosen = comparisons(dialect, self._weights, empty)
        for comparison in chosen:
            for level in comparison["comparison_levels"]:
                if not level.get("is_null_level"):
                    name = level["label_for_charts"]
                    if name == ALIKE:
                        u[name] = self._weights.u[name]
                    # Two whole dates that differ never count in favour, here neither.
                    level["u_probability"] = max(u[name], level["m_probability"]) if name in DIFFERING else u[name]
        return TrainedModel(comparisons=chosen, records=records)

    def _count(self, column: str) -> None:
        """Counts how common each value is in the register, some records of no name of their own added as in core."""
        everybody = self.model.records + self._weights.background
        self._backend.make(
            f"share_of_{column}",
            f"SELECT {column}, CAST((count(DISTINCT record_id) + 0.5) / {everybody} AS DOUBLE) AS tf_{column} "
            f"FROM {_REGISTER} WHERE {column} IS NOT NULL GROUP BY {column}",
        )

    def answers(self, page: Path, rows: Sequence[EnquiryRow], top: int) -> dict[str, tuple[Candidate, ...]]:
        """Answers a page of enquiries, whose columns go into a Parquet file: the best persons first, by number."""
        return {enquiry: named for enquiry, (named, _) in self._answered(page, rows, top).items()}

    def _answered(self, page: Path, rows: Sequence[EnquiryRow], top: int) -> dict[str, _Answer]:
        write_columns(rows, page, self._weights, self._index.readings)
        self._backend.load(_PAGE, page)
        api = self._backend.splink_api()
        frames = [api.register(_PAGE, dataset_display_name="a_enquiries"),
                  api.register(_REGISTER, dataset_display_name="b_register")]  # fmt: skip
        chosen = self.model.comparisons
        linker = import_module("splink").Linker(frames, settings_of("link_only", chosen), log_level=None)
        for column in counted_columns(chosen):
            linker.table_management.register_term_frequency_lookup(api.register(f"share_of_{column}"), column)
        pairs = linker.inference.predict()  # the least weight is asked below: Spark would work it into every step
        self._backend.make(_BEST, _best(pairs.physical_name, chosen, self._weights, max(top, WEIGHED_AGAIN)))
        found: dict[str, list[Mapping[str, Any]]] = {}
        for row in self._backend.rows(f"SELECT * FROM {_BEST} ORDER BY enquiry_id, place_in_answer"):
            found.setdefault(str(row["enquiry_id"]), []).append(row)
        self._hold()
        linker.table_management.delete_tables_created_by_splink_from_db()
        return {row.enquiry_id: self._weighed(row, found.get(row.enquiry_id, []), top) for row in rows}

    def _hold(self) -> None:
        """Brings the rows of those who were found to core, and how many share surname and place with each."""
        wanted = f"record_id IN (SELECT person_id FROM {_BEST})"
        held = self._backend.rows(
            f"SELECT record_id, {', '.join((*_COUNTED, *_BORN))} FROM {_REGISTER} WHERE {wanted} ORDER BY unique_id"
        )
        columns = {name: [str(row[name] or "") for row in held] for name in _COUNTED}
        together = self._backend.rows(
            f"SELECT surname, place, count(*) AS entries FROM {_REGISTER} WHERE surname IN (SELECT surname FROM "
            f"{_REGISTER} WHERE {wanted}) AND place IS NOT NULL GROUP BY surname, place HAVING count(*) > 1"
        )
        self._index.hold(
            RegisterColumns(person_id=[str(row["record_id"]) for row in held], birth_date=list(map(_born, held)),
                            **columns),
            {(str(row["surname"]), str(row["place"])): int(row["entries"]) for row in together},
        )  # fmt: skip

    def estimate_prior(self, page: Path, rows: Sequence[EnquiryRow]) -> None:
        """Takes up the share of enquiries about somebody registered that a page of them says."""
        found = self._answered(page, rows, 1)
        self.prior = estimated_prior((found[row.enquiry_id][1] for row in rows), self.prior)

    def _weighed(self, enquiry: EnquiryRow, rows: list[Mapping[str, Any]], top: int) -> _Answer:
        """The best persons of one enquiry with their chances, and what it says for somebody registered at all.

        Given:    of those who were not brought to core the mass is what SQL makes of their weights.
        """
        if not rows:
            return self._index.among(enquiry, (), top)
        slope = self._weights.heat(str(rows[0]["stratum"])).slope
        beyond = [
            max(0.0, float(rows[0][mass]) - sum(2.0 ** (slope * float(r[bits])) for r in rows if r[bits] > 0))
            for mass, bits in (("mass", "bits"), ("namesakes", "name_bits"))
        ]
        candidates, evidence = self._index.among(
            enquiry, [str(row["person_id"]) for row in rows], top, (beyond[0], beyond[1])
        )
        crowd = int(rows[0]["equally_good"])
        if len(rows) >= WEIGHED_AGAIN and crowd > len(rows):  # more fit as well than were brought
            best = candidates[0].equally_good if candidates else 0
            candidates = tuple(replace(c, equally_good=crowd) if c.equally_good == best else c for c in candidates)
        return candidates, evidence


def _born(row: Mapping[str, Any]) -> str:
    """The date of a row as core reads it."""
    year, month, day = (row[name] for name in _BORN)
    return "-".join(f"{part:0{width}d}" for part, width in ((year, 4), (month, 2), (day, 2)) if part)


def estimated_u(sample: list[dict[str, Any]], chosen: list[Setting]) -> dict[str, float]:
    """Estimates how often strangers reach each level, from all pairs of a sample of the register.

    Given:    comparisons in the dialect of DuckDB, which runs this in memory for every engine: all have the same model.
    Returns:  u by level; a level that no pair reached counts for half a pair, so that every weight is finite.
    """
    least = _UNSEEN_PAIRS / max(len(sample) * (len(sample) - 1) / 2, 1.0)
    names = [level["label_for_charts"] for one in chosen for level in one["comparison_levels"]]
    u = dict.fromkeys(names, least)
    if len(sample) > 1:
        splink, arrow = import_module("splink"), import_module("pyarrow")
        api = splink.DuckDBAPI()
        frame = api.register(arrow.Table.from_pylist(sample, schema=schema_of(arrow)))
        linker = splink.Linker(frame, settings_of("dedupe_only", copy.deepcopy(chosen)), log_level=None)
        linker.training.estimate_u_using_random_sampling(max_pairs=len(sample) ** 2, seed=_SEED, num_chunks=1)
        for comparison in linker.misc.save_model_to_json()["comparisons"]:
            for level in comparison["comparison_levels"]:
                if isinstance(found := level.get("u_probability"), float):
                    u[level["label_for_charts"]] = max(found, least)
    return u


def _field_of(comparison: str) -> str:
    return FULL_DATE if comparison == PARTIAL_DATE else comparison


def _bits(chosen: list[Setting], weights: Weights, wanted: frozenset[str] | None = None) -> str:
    """SQL: the bits of a pair, or those of some fields, each counted as it counts beside the others."""
    parts = []
    for comparison in chosen:
        name = comparison["output_column_name"]
        if wanted is None or name in wanted:
            adjusted = f" + coalesce(mw_tf_adj_{name}, 0.0)" if counted_columns([comparison]) else ""
            parts.append(f"{weights.field_scale(_field_of(name))} * (coalesce(mw_{name}, 0.0){adjusted})")
    return " + ".join(parts) or "0.0"


def _slope(weights: Weights) -> str:
    """SQL: the slope of the stratum of an enquiry."""
    slopes = {stratum: weights.heat(stratum).slope for stratum in strata()}
    cases = " ".join(f"WHEN '{stratum}' THEN {slope}" for stratum, slope in slopes.items())
    return f"CASE stratum_l {cases} ELSE 1.0 END"


def strata() -> tuple[str, ...]:
    """Returns the names of all strata."""
    return tuple(
        f"{date}.{script}.{place}"
        for date in ("full", "year", "none")
        for script in ("cyrillic", "latin", "other")
        for place in ("place", "no_place")
    )


def _best(pairs: str, chosen: list[Setting], weights: Weights, top: int) -> str:
    """SQL: of each enquiry and person the best reading, and of each enquiry the best persons with all weights' sums."""
    return f"""
    WITH scored AS (
        SELECT *, {_bits(chosen, weights)} AS bits, {_bits(chosen, weights, _NAMES)} AS name_bits,
            {_slope(weights)} AS slope
        FROM {pairs}
    ), read_best AS (
        SELECT *, row_number() OVER (
            PARTITION BY record_id_l, record_id_r ORDER BY bits DESC, unique_id_l, unique_id_r) AS reading_place
        FROM scored WHERE bits >= {LEAST_BITS} OR name_bits >= {LEAST_BITS}
    ), weighed AS (
        SELECT *,
            sum(CASE WHEN bits > 0 THEN power(2.0, slope * bits) ELSE 0.0 END) OVER (PARTITION BY record_id_l) AS mass,
            sum(CASE WHEN name_bits > 0 THEN power(2.0, slope * name_bits) ELSE 0.0 END) OVER (
                PARTITION BY record_id_l) AS namesakes,
            row_number() OVER (PARTITION BY record_id_l ORDER BY bits DESC, record_id_r) AS place_in_answer,
            count(*) OVER (PARTITION BY record_id_l ORDER BY bits
                RANGE BETWEEN {_EQUAL_BITS} PRECEDING AND {_EQUAL_BITS} FOLLOWING) AS equally_good
        FROM read_best WHERE reading_place = 1
    )
    SELECT record_id_l AS enquiry_id, record_id_r AS person_id, bits, mass, namesakes, stratum_l AS stratum,
        place_in_answer, equally_good, name_bits
    FROM weighed WHERE place_in_answer <= {top}
    """
