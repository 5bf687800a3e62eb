"""The comparison levels of core.linkage in SQL, with their learned m, as a Splink model for DuckDB or Spark.

u is estimated by Splink from random pairs of the register; where a level has a column to count by, the frequency of the
value itself takes its place, so that a rare surname weighs more than a common one. The prior is left at even: weights
are bits of evidence only, and a probability is made of them as core.linkage does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from repatria.core.linkage.comparison import Weights

Setting = dict[str, Any]

SHARES_ELEMENT: Mapping[str, str] = {"duckdb": "list_has_any({0}_l, {0}_r)", "spark": "arrays_overlap({0}_l, {0}_r)"}
"""How each dialect asks whether two lists share an element."""
FULL_DATE, PARTIAL_DATE = "birth_date", "birth_year"
_NEAR_YEARS = 2
ALIKE = "surname_distant"
"""Of the registered surnames that core finds alike to the one asked for: no sample of the register shows how often."""


@dataclass(frozen=True, slots=True)
class _Level:
    """One comparison level: its name in core.linkage, the condition, and the column whose frequencies adjust u."""

    name: str
    condition: str
    counted_by: str = ""


def _names(shares: str) -> dict[str, tuple[str, list[_Level]]]:
    """The comparisons of names and places: the condition under which nothing can be said, and the levels in order."""
    return {
        "surname": ("surname_canon_l IS NULL OR surname_canon_r IS NULL", [
            _Level("surname_same", shares.format("surname_readings"), "surname_canon"),
            _Level("surname_sound", f"{shares.format('surname_whole')} OR surname_bones_l = surname_bones_r",
                   "surname_bones"),
            _Level("surname_near", "levenshtein(surname_canon_l, surname_canon_r) <= 1"),
            _Level("surname_far", "levenshtein(surname_canon_l, surname_canon_r) <= 2 AND length(surname_canon_l) > 5"),
            _Level(ALIKE, shares.format("surname_alike")),
            _Level("surname_other", "ELSE"),
        ]),
        "given_name": ("given_canon_l IS NULL OR given_canon_r IS NULL", [
            _Level("given_same", shares.format("given_readings"), "given_canon"),
            _Level("given_group", shares.format("given_groups"), "given_group"),
            _Level("given_near", "length(given_canon_l) > 2 AND levenshtein(given_canon_l, given_canon_r) <= 1"),
            _Level("given_initial", _initial("given_name", "given")),
            _Level("given_other", "ELSE"),
        ]),
        "patronymic": ("patronymic_canon_l IS NULL OR patronymic_canon_r IS NULL", [
            _Level("patronymic_same", shares.format("patronymic_readings"), "patronymic_canon"),
            _Level("patronymic_group", shares.format("patronymic_groups"), "patronymic_group"),
            _Level("patronymic_near", "length(patronymic_canon_l) > 2 AND "
                                      "levenshtein(patronymic_canon_l, patronymic_canon_r) <= 1"),
            _Level("patronymic_initial", _initial("patronymic", "patronymic")),
            _Level("patronymic_other", "ELSE"),
        ]),
        "place": ("place_canon_l IS NULL OR place_canon_r IS NULL", [
            _Level("place_same", shares.format("place_readings"), "place_canon"),
            _Level("place_near", "levenshtein(place_canon_l, place_canon_r) <= 1"),
            _Level("place_other", "ELSE"),
        ]),
    }  # fmt: skip


def _initial(column: str, field: str) -> str:
    return (
        f"(length({column}_l) = 1 OR length({column}_r) = 1) AND {field}_initial_l = {field}_initial_r"
    )  # fmt: skip


_ONLY_YEAR = (
    "birth_date_l <> birth_date_r AND (birth_day_month_l = '01-01' OR birth_day_month_r = '01-01')"
)  # fmt: skip
"""One side is 1 January, which is how a year is written of which no day is known."""

_KNOWN_MONTHS = "coalesce(birth_day_month_l, '') <> '01-01' AND coalesce(birth_day_month_r, '') <> '01-01'"
_SAME_MONTH, _OTHER_MONTH = (f"birth_month_l {sign} birth_month_r AND {_KNOWN_MONTHS}" for sign in ("=", "<>"))


def _one_digit(first: str, second: str) -> str:
    return f"{first}_l = {first}_r AND {second}_l = {second}_r AND levenshtein(birth_date_l, birth_date_r) <= 1"


_DATES: dict[str, tuple[str, list[_Level]]] = {
    FULL_DATE: (f"birth_date_l IS NULL OR birth_date_r IS NULL OR ({_ONLY_YEAR})", [
        _Level("birth_date_same", "birth_date_l = birth_date_r"),
        _Level("birth_date_swapped", "birth_year_l = birth_year_r AND birth_month_l = birth_day_r AND "
                                     "birth_day_l = birth_month_r"),
        _Level("birth_date_one_digit", " OR ".join(f"({_one_digit(first, second)})" for first, second in (
            ("birth_year", "birth_month"), ("birth_year", "birth_day"), ("birth_month", "birth_day")))),
        _Level("birth_date_month_same", "birth_year_l = birth_year_r AND birth_month_l = birth_month_r"),
        _Level("birth_date_day_month_same", "birth_day_month_l = birth_day_month_r"),
        _Level("birth_date_year_same", "birth_year_l = birth_year_r"),
        _Level("birth_date_year_near", f"abs(birth_year_l - birth_year_r) <= {_NEAR_YEARS}"),
        _Level("birth_date_other", "ELSE"),
    ]),
    PARTIAL_DATE: ("birth_year_l IS NULL OR birth_year_r IS NULL OR "
                   f"(birth_date_l IS NOT NULL AND birth_date_r IS NOT NULL AND NOT ({_ONLY_YEAR}))", [
        _Level("birth_month_same", f"birth_year_l = birth_year_r AND {_SAME_MONTH}"),
        _Level("birth_month_other", f"birth_year_l = birth_year_r AND {_OTHER_MONTH}"),
        _Level("birth_year_same", "birth_year_l = birth_year_r"),
        _Level("birth_year_near", f"abs(birth_year_l - birth_year_r) <= {_NEAR_YEARS} AND "
                                  f"NOT coalesce({_OTHER_MONTH}, false)"),
        _Level("birth_year_other", "ELSE"),
    ]),
}  # fmt: skip


def _plain(field: str) -> tuple[str, list[_Level]]:
    """A field that is compared as it is written, one sign apart being near."""
    return (f"{field}_l IS NULL OR {field}_r IS NULL", [
        _Level(f"{field}_same", f"{field}_l = {field}_r", field),
        _Level(f"{field}_near", f"length({field}_l) > 3 AND levenshtein({field}_l, {field}_r) <= 1"),
        _Level(f"{field}_other", "ELSE"),
    ])  # fmt: skip


def comparisons(dialect: str, weights: Weights, empty: frozenset[str] = frozenset()) -> list[Setting]:
    """Returns the comparisons with the learned m.

    Given:    `dialect` "duckdb" or "spark"; `empty` names the fields that nobody filled in: they are left out.
    """
    fields = _names(SHARES_ELEMENT[dialect]) | _DATES | {field: _plain(field) for field in ("unit", "number", "rank")}
    return [
        {
            "output_column_name": field,
            "comparison_levels": [
                {"sql_condition": nothing_said, "label_for_charts": "missing", "is_null_level": True},
                *(_setting(level, weights) for level in levels),
            ],
        }
        for field, (nothing_said, levels) in fields.items()
        if field not in empty
    ]


def _setting(level: _Level, weights: Weights) -> Setting:
    made: Setting = {
        "sql_condition": level.condition, "label_for_charts": level.name, "m_probability": weights.m[level.name],
        "fix_m_probability": True,
    }  # fmt: skip
    if level.counted_by:
        made |= {"tf_adjustment_column": level.counted_by, "disable_tf_exact_match_detection": True}
    return made


def counted_columns(chosen: Sequence[Setting]) -> tuple[str, ...]:
    """Returns the columns whose frequencies the levels need."""
    levels = (level for comparison in chosen for level in comparison["comparison_levels"])
    return tuple(dict.fromkeys(level["tf_adjustment_column"] for level in levels if "tf_adjustment_column" in level))


def blocking_rules() -> list[Setting]:
    """Returns which pairs are compared at all: those that share a key (see `columns`), and those of one surname where
    the given name is missing.
    """
    return [
        {"blocking_rule": "l.block_keys = r.block_keys", "arrays_to_explode": ["block_keys"]},
        {"blocking_rule": "l.surname_canon = r.surname_canon AND (l.given_canon IS NULL OR r.given_canon IS NULL)"},
    ]


def settings_of(link_type: str, chosen: Sequence[Setting]) -> Setting:
    """Returns a whole Splink model: comparisons, blocking, an even prior."""
    shown = ["record_id", "stratum", *(comparison["output_column_name"] for comparison in chosen)]
    return {
        "link_type": link_type, "comparisons": list(chosen), "blocking_rules_to_generate_predictions": blocking_rules(),
        "probability_two_random_records_match": 0.5, "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": True, "additional_columns_to_retain": shown,
        "unique_id_column_name": "unique_id",
    }  # fmt: skip
