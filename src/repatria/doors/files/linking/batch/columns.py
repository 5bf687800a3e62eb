"""What the comparison needs of a row, as plain columns: so that SQL alone can compare across scripts.

The hard part of comparing is done here, once a row: readings of every name in one phoneme spelling, keys of its
consonants with one left out, groups of given names and of fathers, the parts of the date. A row whose name nobody
labelled becomes several, one for each likely way of reading it; they share `record_id`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from repatria.core.linkage.candidates import date_text, other_dates, read_date
from repatria.core.linkage.comparison import Weights
from repatria.core.linkage.duplicates import as_register_row, id_of
from repatria.core.linkage.forms import (
    TIDY_EXTRA,
    OrderTable,
    filed_parts,
    name_groups,
    place_readings,
    stratum_from,
    tidy_code,
    tidy_place,
)
from repatria.core.linkage.rows import EnquiryRow, RegisterRow, birth_date_of
from repatria.core.names.groups import father_groups, surname_readings
from repatria.core.names.readings import readings_of, skeleton_of

TEXTS = (
    "unique_id", "record_id", "surname", "surname_canon", "surname_bones", "given_name", "given_canon", "given_group",
    "given_initial", "patronymic", "patronymic_canon", "patronymic_group", "patronymic_initial", "place", "place_canon",
    "birth_date", "birth_day_month", "unit", "number", "rank", "stratum",
)  # fmt: skip
LISTS = (
    "surname_readings", "surname_whole", "surname_alike", "given_readings", "given_groups", "patronymic_readings",
    "patronymic_groups", "place_readings", "block_keys",
)  # fmt: skip
NUMBERS = ("reading", "birth_year", "birth_month", "birth_day")
COLUMNS = (*TEXTS, *LISTS, *NUMBERS)

_READINGS = 6
"""Kept of a name: later ones are far-fetched, and every one multiplies the keys."""
_KEYED_READINGS = 3
_LEAST_BONES = 3
_NEAR_YEARS = 2
_ONLY_YEAR = "01-01"
"""So many are filed under 1 January that the day is no key."""
Record = dict[str, Any]
ReadingsOf = Callable[[EnquiryRow], Mapping[tuple[str, str, str], Sequence[str]]]
"""How an enquiry may be read (surname, given name, patronymic), and the registered surnames alike to each reading's."""


def columns_of(
    row: RegisterRow | EnquiryRow, number: int, weights: Weights, orders: OrderTable, readings: ReadingsOf | None = None
) -> list[Record]:
    """Returns the columns of a row, once for each likely reading of its name.

    Given:    `number` counts the rows, so that two rows under one `record_id` stay apart; a value that is not known is
              None, a list is empty then; `readings` of an enquiry by whoever knows which surnames a register has.
    Returns:  at least one record, with `reading` 0, the likeliest.
    """
    filed = as_register_row(row)
    born, is_asked = birth_date_of(filed), isinstance(row, EnquiryRow)
    written = filed.name or " ".join((filed.surname, filed.given_name, filed.patronymic))
    shared = {
        "record_id": id_of(row), **_of_place(filed.place), **_of_date(born),
        "stratum": stratum_from(born, written, tidy_place(filed.place)),
        "unit": tidy_code(filed.unit) or None, "number": tidy_code(filed.number) or None,
        "rank": TIDY_EXTRA["rank"](filed.rank) or None,
    }  # fmt: skip
    records = []
    read: Mapping[tuple[str, str, str], Sequence[str]]
    if readings and isinstance(row, EnquiryRow):
        read = readings(row)
    else:
        read = {parts: [parts[0]] if parts[0] else [] for parts in filed_parts(filed, orders, weights)}
    for reading, ((surname, given, patronymic), alike) in enumerate(read.items()):
        record = {"unique_id": f"{number}.{reading}", "reading": reading, **shared,
                  **_of_surname(surname), **_of_given(given), **_of_patronymic(patronymic),
                  "surname_alike": list(alike)}  # fmt: skip
        keys = dict.fromkeys(_block_keys(record, _surname_keys(surname), born if is_asked else ""))
        records.append({**record, "block_keys": list(keys)})
    return records


def in_batches(
    rows: Iterable[RegisterRow | EnquiryRow], weights: Weights, readings: ReadingsOf | None = None, size: int = 50_000
) -> Iterator[dict[str, list[Any]]]:
    """Gathers the columns of many rows into tables of about `size` rows, column by column."""
    orders = OrderTable()
    batch: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    for number, row in enumerate(rows):
        for record in columns_of(row, number, weights, orders, readings):
            for name in COLUMNS:
                batch[name].append(record[name])
        if len(batch["unique_id"]) >= size:
            yield batch
            batch = {name: [] for name in COLUMNS}
    yield batch


@lru_cache(maxsize=65536)
def _of_surname(surname: str) -> Record:
    if not surname:
        return {"surname": None, "surname_canon": None, "surname_bones": None, "surname_readings": [],
                "surname_whole": []}  # fmt: skip
    whole = readings_of(surname)[:_READINGS]
    others = [reading for reading, _ in surname_readings(surname) if reading not in whole]
    return {
        "surname": surname, "surname_canon": whole[0], "surname_bones": skeleton_of(whole[0]),
        "surname_readings": list(whole), "surname_whole": [*whole, *others[:_READINGS]],
    }  # fmt: skip


def _block_keys(record: Record, surname_keys: Sequence[str], asked_date: str) -> Iterator[str]:
    """What a row is compared by: rows that share none of these keys are never compared.

    A consonant of the surname may be wrong where the given name is of the same group, the father too, or the year of
    birth the same; a surname that is lost altogether is stood in for by the whole birth date, or by the patronymic and
    the year or the place. A given name that is an initial or another one needs the surname's consonants whole, and its
    sound or the place. Of the registered surnames that core finds alike to the one asked for, whoever shares anything
    else is looked at. An enquiry (`asked_date`) looks two years round its own, and for the days one slip off the day it
    names: a register has one key, an enquiry several.
    """
    year, groups, father = record["birth_year"], record["given_groups"], record["patronymic_group"]
    yield from (f"s {key} {group}" for key in surname_keys for group in groups)
    if father:
        yield from (f"f {key} {father}" for key in surname_keys)
    around = range(-_NEAR_YEARS, _NEAR_YEARS + 1) if asked_date else range(1)
    if year:
        yield from (f"y {key} {year}" for key in surname_keys)
        yield from (f"p {father} {group} {year + off}" for group in groups for off in around if father)
        yield from (f"w {group} {year} {record['place_canon']}" for group in groups if record["place_canon"])
    if father and record["place_canon"]:
        yield from (f"r {father} {group} {record['place_canon']}" for group in groups)
    if record["birth_date"]:
        near, off = other_dates(asked_date) if asked_date else ([], [])
        days = dict.fromkeys((record["birth_date"], *map(date_text, near), *map(date_text, off)))
        yield from (f"d {day} {group}" for day in days for group in groups)
        if record["birth_day_month"] != _ONLY_YEAR:
            yield f"e {record['birth_date']}"
    if record["surname_bones"] and record["given_initial"]:
        yield f"i {record['surname_bones']} {record['given_initial']}"
    if record["surname_bones"] and record["place_canon"]:
        yield from (f"l {key} {record['place_canon']}" for key in surname_keys)
    for alike in record["surname_alike"]:
        yield from (f"t {alike} {one}" for one in (*groups, record["given_initial"], father) if one)
        yield from (f"t {alike} {year + off}" for off in (around if year else ()))
        if record["place_canon"]:
            yield f"t {alike} {record['place_canon']}"
    if record["number"]:
        yield f"n {record['number']}"


@lru_cache(maxsize=65536)
def _surname_keys(surname: str) -> tuple[str, ...]:
    """The consonants of the likeliest readings, and those with one left out; short ones keep their vowels."""
    readings = [*readings_of(surname)[:_KEYED_READINGS], *(reading for reading, _ in surname_readings(surname))]
    keys: dict[str, None] = {}
    for reading in dict.fromkeys(readings[: 2 * _KEYED_READINGS]) if surname else ():
        bones = skeleton_of(reading)
        if len(bones) < _LEAST_BONES:
            keys["~" + reading] = None
        else:
            keys[bones] = None
        if len(bones) > _LEAST_BONES:
            keys |= dict.fromkeys(bones[:at] + bones[at + 1 :] for at in range(len(bones)))
    return tuple(keys)


@lru_cache(maxsize=65536)
def _of_given(given: str) -> Record:
    if not given:
        return {"given_name": None, "given_canon": None, "given_group": None, "given_initial": None,
                "given_readings": [], "given_groups": []}  # fmt: skip
    readings = readings_of(given)[:_READINGS]
    groups = sorted(name_groups(given)[0].items(), key=lambda item: (-item[1], item[0]))
    names = [group for group, _ in groups] or [readings[0]]
    return {
        "given_name": given, "given_canon": readings[0], "given_group": names[0], "given_initial": readings[0][:1],
        "given_readings": list(readings), "given_groups": names,
    }  # fmt: skip


@lru_cache(maxsize=65536)
def _of_patronymic(patronymic: str) -> Record:
    if not patronymic:
        return {"patronymic": None, "patronymic_canon": None, "patronymic_group": None, "patronymic_initial": None,
                "patronymic_readings": [], "patronymic_groups": []}  # fmt: skip
    readings = readings_of(patronymic)[:_READINGS]
    groups = sorted(father_groups(patronymic)) or [readings[0]]
    return {
        "patronymic": patronymic, "patronymic_canon": readings[0], "patronymic_group": groups[0],
        "patronymic_initial": readings[0][:1], "patronymic_readings": list(readings), "patronymic_groups": groups,
    }  # fmt: skip


@lru_cache(maxsize=65536)
def _of_place(place: str) -> Record:
    tidied = tidy_place(place)
    readings = [reading for reading, _ in place_readings(tidied)] if tidied else []
    return {"place": tidied or None, "place_canon": readings[0] if readings else None, "place_readings": readings}


def _of_date(text: str) -> Record:
    year, month, day = read_date(text)
    if day and "|" in text:  # of two days their year alone, as core reads it
        month = day = 0
    return {
        "birth_date": f"{year:04d}-{month:02d}-{day:02d}" if day else None,
        "birth_day_month": f"{month:02d}-{day:02d}" if day else None,
        "birth_year": year or None, "birth_month": month or None, "birth_day": day or None,
    }  # fmt: skip
