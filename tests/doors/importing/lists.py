"""Lists to import: invented people in the columns of the real ones."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[3]
LOSS_LISTS, PLAIN_REGISTER = "loss-lists", "plain-register"
LOSS_COLUMNS = (
    "id", "list_date", "list_no", "page", "same_as", "surname", "forename", "name_other", "rank", "unit",
    "birth_country", "birth_region", "birth_settlement", "birth_year", "event_types", "event_labels", "event_dates",
    "event_places", "event_details", "note",
)  # fmt: skip
PLAIN_COLUMNS = (
    "register", "entry", "category", "surname", "first_names", "patronymic", "rank", "birth_date", "service_number",
    "birth_place", "unit", "power", "card_number", "holder", "captured_on", "captured_at",
)  # fmt: skip


def loss_row(number: int, **given: str) -> dict[str, str]:
    """One invented entry of a loss list."""
    return {
        "id": f"vll.19150101_1.{number}", "list_date": "19150101", "list_no": "1", "page": "7", "surname": "Ceferinz",
        "forename": "Anton", "rank": "Inft.", "unit": "IR. Nr. 999", "birth_country": "Krain",
        "birth_region": "Radmannsdorf", "birth_settlement": "Möschnach", "birth_year": "1890",
        "event_types": "wounded", "event_labels": "verw.", **given,
    }  # fmt: skip


def plain_row(number: int, **given: str) -> dict[str, str]:
    """One invented captive of a plain register."""
    return {
        "register": "R-7", "entry": str(number), "category": "військовополонений", "surname": "Ярмоленко",
        "first_names": "Северин", "patronymic": "Тихонович", "rank": "сержант", "birth_date": "12.04.1991",
        "service_number": f"PA-{number:06d}", "power": "PA", "card_number": f"7{number:04d}", "holder": "UNIT-3",
        "captured_on": "02.05.2026", "captured_at": "біля млина", **given,
    }  # fmt: skip


def as_csv(columns: Iterable[str], rows: Iterable[Mapping[str, str]], delimiter: str = ",") -> str:
    """The rows as separated text."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(columns), restval="", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def silent(stage: str, done: int, total: int) -> None:
    """A progress nobody watches."""


def rejected_of(report) -> list[tuple[int, str]]:
    """Line and reason of every rejected row, as the file of rejected rows says them."""
    if report.rejected_file is None:
        return []
    csv.field_size_limit(1 << 22)
    with report.rejected_file.open(encoding="utf-8", newline="") as stream:
        return [(int(row["line"]), row["reason"]) for row in csv.DictReader(stream)]
