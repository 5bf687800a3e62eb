"""Scans of a batch: one at a time, or a list that was kept without a line and is taken in later, by its own times."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum

from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.remains_codes import fold_remains_code
from repatria.core.vocabulary.written_dates import Occasion
from repatria.core.vocabulary.written_times import MOST_AHEAD, BureauZone, read_written_instant

_CELLS = re.compile(r"[;\t|]")
_PAIR = 2
_HOUR = re.compile(r"\d:\d|^\d{1,4}[./-]\d{1,2}[./-]\d")
MOST_SCANS = 5_000
LONGEST_LABEL = 40
_SHAPE = re.compile(r"[0-9A-Z]{3}-?[0-9A-Z]{2}-?[0-9]{5}-?[0-9A-Z]", re.IGNORECASE)


class ScanFor(StrEnum):
    """What is scanned for."""

    LOADING = "loading"
    COUNT = "count"
    RETURNED = "returned"  # came back off a batch that was stopped under its seals


class ScanFlag(StrEnum):
    """What is said of a scan. It is kept whatever is said of it."""

    FITS = "fits"
    TWICE = "twice"
    OUT_OF_ORDER = "out_of_order"  # its time lies before scans that were taken in already
    UNLISTED = "unlisted"  # stands on no line of this batch
    OTHER_BATCH = "other_batch"  # stands on another that is open
    WRONG_CHECK = "wrong_check"  # looks like a code, and its check sign fails: the label is as good as unread
    SEAL_DIFFERS = "seal_differs"
    UNREAD = "unread"  # no label could be read
    TAKEN_OFF = "taken_off"  # stood on no line, and was taken off the vehicle again
    SEAL_UNREAD = "seal_unread"  # a container stands for what is in it by its seal alone, and none was read
    IN_CONTAINER = "in_container"  # lies in a sealed container of the batch: that one is scanned


class RowFault(StrEnum):
    """Why a row of a list of scans, or of things, is no entry. It is kept as it came."""

    NO_TIME = "no_time"
    AFTER_NOW = "after_now"
    NO_LABEL = "no_label"
    WRONG_CHECK = "wrong_check"
    NOT_A_LABEL = "not_a_label"  # words, in which a name could stand: kept under a key
    SAME_LABEL = "same_label"
    OTHER_BATCH = "other_batch"
    UNKNOWN_ITEM = "unknown_item"
    TOO_LONG = "too_long"
    OTHER_SEAL = "other_seal"  # its container has another seal in a row before
    BEFORE_STEP = "before_step"  # it loads, and its time lies before the batch was sealed


_WORDS = {
    "broken": "broken", "пошкоджено": "broken", "зламано": "broken", "повреждена": "broken", "сломана": "broken",
    "condition": "condition", "стан": "condition", "состояние": "condition",
    "container": "container", "контейнер": "container",
}  # fmt: skip
SEALED_AGAINST = frozenset({ScanFlag.SEAL_UNREAD, ScanFlag.SEAL_DIFFERS})
"""A container that was scanned so does not stand for what is in it."""
_KINDS = re.compile(r"\b(container|coffin|bag|box|контейнер|труна|мішок|ящик|гроб|мешок|no|nr)\b|№", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanRow:
    """One scan as the list has it: when, which label, which seal, and whether seal and condition are as they should."""

    at: str
    label: str
    seal: str = ""
    is_seal_whole: bool = True
    is_condition_as_listed: bool = True
    typed: str = ""  # what was typed or read, where it is no label
    is_container: bool = False  # whoever scanned says that it is a coffin, bag or box
    container: str = ""  # in which one it lay


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultyRow:
    """A row that is no scan: where it stands, and why."""

    where: int
    fault: RowFault


def looks_like_code(text: str) -> bool:
    """Whether somebody meant one of the house's codes."""
    return bool(_SHAPE.fullmatch(text.strip().replace(" ", "")))


def label_of(typed: str) -> tuple[str, bool]:
    """A label as it is compared, and whether it may be trusted.

    Given:    a code of this house is folded; one whose check sign fails is no label; any other is another side's own
              and stands as it is read, without blanks at its ends and in one case.
    """
    text = " ".join(typed.split())
    if code := fold_remains_code(text):
        return code, True
    if looks_like_code(text) or not is_tag(text):
        return "", not text
    return text.upper(), True


def container_of(typed: str) -> tuple[str, bool]:
    """The number of a coffin, bag or box as it is compared, and whether it may be trusted: beside the word for what it
    is no word stands in it in which a name could lie."""
    text = " ".join(typed.split()).upper()
    return (text, True) if not re.search(r"[^\W\d_]{5}", _KINDS.sub(" ", text)) else ("", False)


def is_tag(text: str) -> bool:
    """Whether a text can be a label: with a digit, and without words in which a name could stand."""
    return bool(re.search(r"\d", text)) and not re.search(r"[^\W\d_]{5}", text)


def read_scans(
    text: str, *, now: datetime, offset_minutes: int = 0, are_containers: bool = False, not_before: str = ""
) -> tuple[tuple[ScanRow, ...], tuple[FaultyRow, ...]]:
    """Reads a list of scans: a line each, `time;label;seal;words;container`, parted by semicolons, tabs or bars.

    Units:    times as ISO 8601 or as the desk writes them (30.11.2026 14:40); one without a zone is `offset_minutes`
              east of UTC. `words` are broken, condition, and container for a coffin, bag or box; the last cell says in
              which of them a thing lay.
    Given:    an empty label is a thing whose label could not be read; a label alone, or label and seal, was scanned
              now, as hand scanners type it. Lines that begin with # are remarks. `not_before` the step after which it
              is scanned: whatever is earlier, by more than clocks differ, is no scan of this batch.
    Returns:  the scans in the order of their own times, those of one time as they stand; and every row that is none.
    """
    zone, rows, faults = timezone(timedelta(minutes=offset_minutes)), [], []
    for where, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        cells = [one.strip() for one in _CELLS.split(line)]
        if _is_bare(cells):
            cells.insert(0, instant_text(now))
        cells += ["", "", "", ""]
        at = _instant(cells[0], zone, now)
        if at is None or at > now + MOST_AHEAD:
            faults.append(FaultyRow(where=where, fault=RowFault.NO_TIME if at is None else RowFault.AFTER_NOW))
            continue
        if not_before and instant_text(at + MOST_AHEAD) < not_before:
            faults.append(FaultyRow(where=where, fault=RowFault.BEFORE_STEP))
            continue
        if max(map(len, (cells[1], cells[2], cells[4]))) > LONGEST_LABEL:
            faults.append(FaultyRow(where=where, fault=RowFault.TOO_LONG))
            continue
        within, is_within_read = container_of(cells[4])
        if not is_within_read:
            faults.append(FaultyRow(where=where, fault=RowFault.NOT_A_LABEL))
            continue
        is_whole, is_listed = words_of(cells[3])
        is_box = are_containers or is_container(cells[3])
        label, is_read = container_of(cells[1]) if is_box else label_of(cells[1])
        rows.append(ScanRow(
            at=instant_text(at), label=label, seal=cells[2], is_seal_whole=is_whole,
            is_condition_as_listed=is_listed, typed="" if is_read else cells[1], is_container=is_box,
            container="" if is_box else within,
        ))  # fmt: skip
    return tuple(sorted(rows, key=lambda one: one.at)), tuple(faults)


def words_of(text: str) -> tuple[bool, bool]:
    """Whether the words beside a thing leave its seal whole, and its condition as listed."""
    said = {_WORDS.get(one.casefold(), "") for one in re.split(r"[,;\s]+", text)}
    return "broken" not in said, "condition" not in said


def is_container(text: str) -> bool:
    """Whether the words beside a label say that it is a container's."""
    return any(_WORDS.get(one.casefold(), "") == "container" for one in re.split(r"[,;\s]+", text))


def has_bare_rows(text: str) -> bool:
    """Whether a list holds labels without a time of their own."""
    rows = (one for one in text.splitlines() if one.strip() and not one.lstrip().startswith("#"))
    return any(_is_bare([cell.strip() for cell in _CELLS.split(one)]) for one in rows)


def _is_bare(cells: Sequence[str]) -> bool:
    """Whether a hand scanner typed the label, or label and seal, just now: no hour stands there."""
    is_label = bool(re.search(r"\d", cells[0])) and not _HOUR.search(cells[0]) and container_of(cells[0])[1]
    return len(cells) == 1 or (len(cells) == _PAIR and is_label)


def _instant(text: str, zone: timezone, now: datetime) -> datetime | None:
    try:
        at: datetime | None = datetime.fromisoformat(text)  # as devices write it, with parts of a second
    except ValueError:
        at = read_written_instant(text, BureauZone(name="", rules=zone), Occasion(said_on=now.date())).only
    if at is None:
        return None
    return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)


def flags_of_scans(
    rows: Sequence[ScanRow], *, purpose: ScanFor, seen: frozenset[str], last_at: str, lines: Mapping[str, str],
    elsewhere: frozenset[str], containers: Mapping[str, str] | None = None, within: frozenset[str] = frozenset(),
) -> tuple[ScanFlag, ...]:  # fmt: skip
    """What is said of each scan.

    Given:    `seen` labels that were scanned before for the same; `lines` the seal of each label on this batch;
              `elsewhere` labels of other open batches; `containers` the seal of each container of this batch, `within`
              labels that lie in one. Of a count nothing is said that the sender's list would tell.
    """
    found, known, boxes = [], set(seen), containers or {}
    for row in rows:
        flag = ScanFlag.FITS
        if not row.label:
            flag = ScanFlag.WRONG_CHECK if row.typed else ScanFlag.UNREAD
        elif row.label in boxes and purpose is not ScanFor.COUNT and row.seal != boxes[row.label]:
            found.append(ScanFlag.SEAL_DIFFERS if row.seal else ScanFlag.SEAL_UNREAD)
            continue  # it may be scanned again with its seal
        elif row.label in known:
            flag = ScanFlag.TWICE
        elif row.label in within and purpose is ScanFor.LOADING:
            flag = ScanFlag.IN_CONTAINER
        elif purpose is not ScanFor.COUNT and row.label not in lines and row.label not in boxes:
            flag = ScanFlag.OTHER_BATCH if row.label in elsewhere else ScanFlag.UNLISTED
        elif purpose is not ScanFor.COUNT and row.seal and lines.get(row.label, row.seal) not in ("", row.seal):
            flag = ScanFlag.SEAL_DIFFERS
        elif last_at and row.at < last_at:
            flag = ScanFlag.OUT_OF_ORDER
        known.add(row.label)
        found.append(flag)
    return tuple(found)
