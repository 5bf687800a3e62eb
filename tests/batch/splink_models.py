"""Splink set up for each labelled list as its own documentation does it: usual comparisons, u by sampling, m by EM."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.batch.labelled_sets import LINK_ONLY, LabelledSet

_SEED = 7


def _model(name: str) -> tuple[list[Any], list[Any], list[Any], list[Any], float]:
    """Returns comparisons, blocking rules, deterministic rules, EM blocks and the recall of the deterministic rules."""
    import splink.comparison_library as cl
    from splink import block_on

    if name == "historical_50k":
        comparisons = [
            cl.ForenameSurnameComparison("first_name", "surname", forename_surname_concat_col_name="both_names"),
            cl.DateOfBirthComparison("dob", input_is_string=True),
            cl.PostcodeComparison("postcode_fake"),
            cl.ExactMatch("birth_place").configure(term_frequency_adjustments=True),
            cl.ExactMatch("occupation").configure(term_frequency_adjustments=True),
        ]
        blocks = [
            block_on("substr(first_name, 1, 3)", "substr(surname, 1, 4)"), block_on("surname", "dob"),
            block_on("first_name", "dob"), block_on("postcode_fake", "first_name"),
            block_on("postcode_fake", "surname"), block_on("dob", "birth_place"),
            block_on("substr(postcode_fake, 1, 3)", "dob"), block_on("substr(postcode_fake, 1, 3)", "first_name"),
            block_on("substr(postcode_fake, 1, 3)", "surname"),
            block_on("substr(first_name, 1, 2)", "substr(surname, 1, 2)", "substr(dob, 1, 4)"),
        ]  # fmt: skip
        sure = [
            "l.first_name = r.first_name and levenshtein(r.dob, l.dob) <= 1",
            "l.surname = r.surname and levenshtein(r.dob, l.dob) <= 1",
            "l.first_name = r.first_name and levenshtein(r.surname, l.surname) <= 2",
        ]
        return comparisons, blocks, sure, [block_on("first_name", "surname"), block_on("dob")], 0.6
    if name == "fake_1000":
        comparisons = [
            cl.NameComparison("first_name"), cl.NameComparison("surname"),
            cl.DateOfBirthComparison("dob", input_is_string=True),
            cl.ExactMatch("city").configure(term_frequency_adjustments=True), cl.EmailComparison("email"),
        ]  # fmt: skip
        blocks = ["1 = 1"]  # so few rows that every pair can be looked at
        sure = [block_on("first_name", "dob"), "l.email = r.email",
                "l.first_name = r.first_name and levenshtein(r.surname, l.surname) <= 2"]  # fmt: skip
        return comparisons, blocks, sure, [block_on("first_name", "surname"), block_on("dob")], 0.7
    comparisons = [
        cl.NameComparison("given_name"), cl.NameComparison("surname"),
        cl.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d"),
        cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
        cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
        cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]).configure(term_frequency_adjustments=True),
        cl.ExactMatch("suburb").configure(term_frequency_adjustments=True),
        cl.LevenshteinAtThresholds("address_1", [2]),
    ]  # fmt: skip
    blocks = [
        block_on("given_name", "surname"), block_on("given_name", "date_of_birth"), block_on("soc_sec_id"),
        block_on("surname", "date_of_birth"), block_on("postcode", "given_name"), block_on("postcode", "surname"),
        block_on("date_of_birth", "postcode"), block_on("address_1"),
        block_on("substr(given_name, 1, 3)", "substr(surname, 1, 3)"),
        "l.given_name = r.surname and l.surname = r.given_name",
    ]  # fmt: skip
    sure = [block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth")]
    return comparisons, blocks, sure, [block_on("date_of_birth"), block_on("given_name", "surname")], 0.9


def scored_by_splink(labelled: LabelledSet) -> Iterator[tuple[str, str, float, float]]:
    """Yields the pairs that Splink found: both rows, weight in bits without the prior, probability."""
    import pyarrow
    from splink import DuckDBAPI, Linker, SettingsCreator

    comparisons, blocks, sure, em_blocks, recall = _model(labelled.name)
    key = "rec_id" if "rec_id" in labelled.records[0] else "unique_id"
    is_link = labelled.name == LINK_ONLY
    settings = SettingsCreator(
        link_type="link_only" if is_link else "dedupe_only", comparisons=comparisons, unique_id_column_name=key,
        blocking_rules_to_generate_predictions=blocks, retain_matching_columns=False,
    )  # fmt: skip
    api = DuckDBAPI()
    records: list[dict[str, Any]] = [dict(record) for record in labelled.records]
    for record in records:
        if "first_name" in record:
            names = (record["first_name"], record["surname"])
            record["both_names"] = " ".join(names) if all(names) else None
    lists = [[r for r in records if r.get("list") == file] for file in sorted({str(r.get("list")) for r in records})]
    frames = [api.register(pyarrow.Table.from_pylist(part)) for part in (lists if is_link else [records])]
    linker = Linker(frames if is_link else frames[0], settings, log_level=None)
    linker.training.estimate_probability_two_random_records_match(sure, recall=recall)
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=_SEED)
    for block in em_blocks:
        linker.training.estimate_parameters_using_expectation_maximisation(block)
    for pair in linker.inference.predict(threshold_match_probability=0.001).as_record_list():
        yield (
            str(pair[f"{key}_l"]), str(pair[f"{key}_r"]), float(pair["match_weight"]), float(pair["match_probability"])
        )  # fmt: skip
