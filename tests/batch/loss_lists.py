"""The loss lists of 1914 to 1919, read at test time: rows, groups that repeat, corrections of earlier lists.

Source:   official Austro-Hungarian loss lists, edition of the Institute of Contemporary History, Ljubljana (CC BY 4.0)
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from repatria.core.linkage.rows import RegisterRow
from repatria.core.names.writing import tidy

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "kuk_loss_lists_1914_1919"
Entry = Mapping[str, str]

_CORRECTION = re.compile(r"\bwar\b.{0,60}?(?:gemeldet|ausgewiesen)", re.IGNORECASE | re.DOTALL)
_KINDS = (("wounded", re.compile(r"verw", re.IGNORECASE)), ("pow", re.compile(r"kriegs", re.IGNORECASE)),
          ("death", re.compile(r"\btot\b|gefallen|gestorben", re.IGNORECASE)))  # fmt: skip
_LIST_NUMBER = re.compile(r"(?:VI[lLI]\.?|Nr\.)\s*(\d+)")


@cache
def entries() -> tuple[Entry, ...]:
    """All entries, in the order of the lists."""
    found: list[Entry] = []
    for path in sorted(SHARED.glob("loss_list_*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            found += csv.DictReader(stream)
    return tuple(found)


@cache
def _one_name() -> Mapping[str, str]:
    """Any language's name of a place to its Slovene one, where all places of that name share it."""
    names: dict[str, set[str]] = defaultdict(set)
    with (SHARED / "place_names_1910.csv").open(encoding="utf-8", newline="") as stream:
        for line in csv.DictReader(stream):
            own = tidy(line["name_slv"] or line["name_deu"])
            for column in ("name_slv", "name_deu", "name_ita", "name_hrv"):
                if name := tidy(line[column]):
                    names[name].add(own)
    return {name: next(iter(own)) for name, own in names.items() if len(own) == 1}


def row_of(entry: Entry) -> RegisterRow:
    """An entry as a row: the settlement under its Slovene name, or the district where no settlement stands."""
    place = entry["birth_settlement"] or entry["birth_region"]
    return RegisterRow(
        person_id=entry["id"], surname=entry["surname"], given_name=entry["forename"], birth_date=entry["birth_year"],
        place=_one_name().get(tidy(place), place), unit=entry["unit"].split(",")[0], rank=entry["rank"],
    )  # fmt: skip


def repeating_groups() -> list[tuple[str, ...]]:
    """Groups of entries that agree, letter case folded, in surname, forename, birth place and birth year, all there."""
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for entry in entries():
        key = tuple(entry[name].casefold() for name in ("surname", "forename", "birth_settlement", "birth_year"))
        if all(key):
            groups[key].append(entry["id"])
    return [tuple(ids) for ids in groups.values() if len(ids) > 1]


def corrected(entry: Entry) -> str:
    """What an entry says was said before: "wounded", "pow", "death"; "?" for something else; "" for no correction."""
    found = _CORRECTION.search(entry["event_details"])
    if not found:
        return ""
    return next((kind for kind, sign in _KINDS if sign.search(found.group())), "?")


def named_lists(entry: Entry) -> frozenset[str]:
    """Numbers of the earlier lists that a correction names."""
    text = entry["same_as"] + " " + " ".join(re.findall(r"Verlustliste Nr\. ?\d+", entry["event_details"]))
    return frozenset(_LIST_NUMBER.findall(text))


def in_words(entry: Entry) -> str:
    """An entry in one line, for reading."""
    where = " / ".join(part for part in (entry["birth_region"], entry["birth_settlement"]) if part)
    told = " ".join(part for part in (entry["event_labels"], entry["event_dates"], entry["event_details"]) if part)
    return (
        f"{entry['id']} list {entry['list_no']} {entry['surname']} {entry['forename']} {entry['name_other']} | "
        f"{entry['rank']} {entry['unit']} | {where} {entry['birth_year']} | {told}"
    )
