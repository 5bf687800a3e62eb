"""What several services of identification read first: samples by code, whether a consent stands, what is said of a
profile and whether it waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from repatria.core.law.identification import ProfileFlag, is_quarantined
from repatria.core.vocabulary.errors import InputError
from repatria.records.identification.errors import ConsentOverError, UnknownReferenceError, UnknownSampleError
from repatria.records.identification.models import OwnPower, ProfileReading, Reference, SaidOfProfile, SettledFlag
from repatria.records.identification.profiles import joined, read_profile
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.remains.reading import sample_row
from repatria.records.vault.opening import open_rows

REFERENCE_MARK = "RF-"
USUAL_FLAGS = ("", "one_reading")
"""What is said of nearly every profile, and is no reason to look at one."""
TWO = 2


def own_power() -> str:
    """Whose bureau this is; "" before the head said it."""
    rows = rows_where(OwnPower, order="-recorded_index", at_most=1)
    return rows[0].power if rows else ""


def reference_row(reference_id: str) -> Reference:
    """Raises: UnknownReferenceError."""
    row = row_numbered(Reference, reference_id.strip().upper())
    if row is None:
        raise UnknownReferenceError("no sample was given under this code")
    return row


def is_over(row: Reference, at: datetime) -> bool:
    """Whether a consent was withdrawn or its last day is past."""
    return bool(row.withdrawn_on) or row.until < at.date().isoformat()


def standing_reference(reference_id: str, at: datetime) -> Reference:
    """Raises: UnknownReferenceError; ConsentOverError."""
    row = reference_row(reference_id)
    if is_over(row, at):
        raise ConsentOverError("the consent was withdrawn or is over", provision="practice rule 26")
    return row


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagState:
    """One thing that is said of a profile, and who settled it by which word."""

    flag: ProfileFlag
    settled_by: tuple[str, ...]
    is_free: bool


_AT_ONCE = 500


def flags_of(sample_code: str) -> tuple[FlagState, ...]:
    """What is said of a profile now: of its last reading, and of both together.

    Given:    two different persons who say that it is free lift a quarantine; what one alone said waits for another.
    """
    return flags_of_each([sample_code])[sample_code]


def flags_of_each(sample_codes: Sequence[str]) -> dict[str, tuple[FlagState, ...]]:
    """What is said of each of these profiles, asked of the store at once."""
    found: dict[str, tuple[FlagState, ...]] = {}
    codes = list(dict.fromkeys(sample_codes))
    for start in range(0, len(codes), _AT_ONCE):
        some = codes[start : start + _AT_ONCE]
        readings, compared, settled = (
            _by_code(rows_where(model, sample_code=some, order="recorded_index"))
            for model in (ProfileReading, SaidOfProfile, SettledFlag)
        )
        indices = [row.recorded_index for rows in settled.values() for row in rows]
        actors = {one.index: one.actor for one in acts_at(indices)}
        for code in some:
            found[code] = _flags(readings.get(code, []), compared.get(code, []), settled.get(code, []), actors)
    return found


def _by_code(rows: Sequence[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.sample_code, []).append(row)
    return found


def _flags(
    readings: Sequence[ProfileReading], compared: Sequence[SaidOfProfile], settled: Sequence[SettledFlag],
    actors: Mapping[int, str],
) -> tuple[FlagState, ...]:  # fmt: skip
    said: dict[ProfileFlag, int] = {}  # with the act after which somebody's word counts
    last = readings[-1].recorded_index if readings else -1
    for cells in open_rows(readings, ("said",)):
        said |= dict.fromkeys(map(ProfileFlag, (cells["said"] or "").split()), last)
    for one in compared:
        said |= dict.fromkeys(map(ProfileFlag, one.flags.split()), max(last, one.recorded_index))
    if len(readings) >= TWO:
        said.pop(ProfileFlag.ONE_READING, None)
    found = []
    for flag, since in said.items():
        # What was said before the last reading, or the last comparison, spoke of another profile.
        words = [row for row in settled if row.flag == flag.value and row.recorded_index > since]
        free = {actors[row.recorded_index] for row in words if row.is_free}
        is_free = len(free) >= TWO and all(row.is_free for row in words)
        found.append(FlagState(
            flag=flag, settled_by=tuple(sorted({actors[row.recorded_index] for row in words})), is_free=is_free
        ))  # fmt: skip
    return tuple(found)


def marked(rows: Sequence[ProfileReading]) -> frozenset[str]:
    """The codes of which a reading says more than is said of nearly every profile."""
    cells = open_rows(list(rows), ("said",))
    return frozenset(
        row.sample_code for row, one in zip(rows, cells, strict=True) if (one["said"] or "") not in USUAL_FLAGS
    )


def waits(sample_code: str) -> bool:
    """Whether a profile is in quarantine."""
    return is_quarantined([one.flag for one in flags_of(sample_code) if not one.is_free])


def checked_sample(code: str, at: datetime) -> tuple[str, bool]:
    """A code as it is kept, and whether it is a reference's.

    Raises:   UnknownReferenceError, UnknownSampleError for a code under which nothing stands; ConsentOverError.
    """
    folded = code.strip().upper()
    if folded.startswith(REFERENCE_MARK):
        return standing_reference(folded, at).pk, True
    if not (found := sample_of_the_dead(folded)):
        raise UnknownSampleError("no sample stands under this code", (("sample_code", "unknown"),))
    return found, False


def read_sex(sample_code: str) -> str:
    """The sex that amelogenin shows in all readings together; U where none stands or they contradict each other."""
    rows = rows_where(ProfileReading, sample_code=sample_code, order="recorded_index")
    read = [found for cells in open_rows(rows, ("profile",)) if (found := read_profile(cells["profile"]))]
    return joined(read).sex if read else "U"


def item_of(sample_code: str) -> str:
    """The item of the dead of whom a sample is.  Raises: what `sample_row` raises."""
    return str(sample_row(sample_code).item_code)


def sample_of_the_dead(code: str) -> str:
    """A sample's code as it is kept, or "" where no sample of the dead stands under it."""
    try:
        return str(sample_row(code).pk)
    except InputError:
        return ""


def settled_as_apart(sample_code: str) -> frozenset[str]:
    """The codes whose equality with this one two persons have settled: it is one person twice, or twins."""
    free = {one.flag.value for one in flags_of(sample_code) if one.is_free}
    rows = rows_where(SaidOfProfile, sample_code=sample_code)
    return frozenset(code for row in rows if set(row.flags.split()) <= free for code in row.like.split())
