"""Rows of a list of a batch: which become lines, and why the others do not. Every row is kept as it came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from repatria.core.law.return_scans import (
    LONGEST_LABEL,
    FaultyRow,
    RowFault,
    container_of,
    label_of,
    looks_like_code,
)
from repatria.core.vocabulary.remains_codes import fold_remains_code

MOST_LINES = 5_000
"""Lines of one batch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRow:
    """A row as it is brought: label and seal as they are written, and what its side says of it."""

    label: str = ""
    seal: str = ""
    container: str = ""
    container_seal: str = ""
    says: str = ""
    is_seal_whole: bool = True
    is_condition_as_listed: bool = True
    raw: tuple[tuple[str, str], ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.label.strip() or self.seal.strip() or self.says.strip() or self.raw)


def sort_rows(
    rows: Sequence[BatchRow], *, here: frozenset[str], elsewhere: frozenset[str],
    containers: Mapping[str, str] | None = None,
) -> tuple[tuple[tuple[int, str], ...], tuple[FaultyRow, ...]]:  # fmt: skip
    """Parts the rows of their list into lines, each with its label as it is compared, and rows that are none.

    Source:   law-and-practice section 6.7: a thing stands on one open batch only.
    Given:    `here` labels that stand on this batch, `elsewhere` those of other open ones; `containers` the seals of
              those that stand on it. A container has one seal: a row that gives it another is none.
    Returns:  the places of the rows that become lines, with their labels; and the others with the reason.
    """
    taken, faults, known, seals = [], [], set(here), dict(containers or {})
    for where, row in enumerate(rows):
        fault, label = _fault(row, known, elsewhere)
        number, seal = container_of(row.container)[0], row.container_seal.strip()
        if fault is None and number and seal and seals.get(number, seal) != seal:
            fault = RowFault.OTHER_SEAL
        if fault is None:
            taken.append((where, label))
            if label:
                known.add(label)
            if number and seal:
                seals.setdefault(number, seal)
        else:
            faults.append(FaultyRow(where=where, fault=fault))
    return tuple(taken), tuple(faults)


def _fault(row: BatchRow, known: set[str], elsewhere: frozenset[str]) -> tuple[RowFault | None, str]:
    if max(map(len, (row.label, row.seal, row.container, row.container_seal))) > LONGEST_LABEL:
        return RowFault.TOO_LONG, ""
    if not row.label.strip() and not row.seal.strip():
        return RowFault.NO_LABEL, ""
    if not container_of(row.container)[1]:
        return RowFault.NOT_A_LABEL, ""
    label, is_read = label_of(row.label)
    if not is_read:
        return RowFault.WRONG_CHECK if looks_like_code(row.label) else RowFault.NOT_A_LABEL, ""
    if label and label in known:
        return RowFault.SAME_LABEL, label
    if label and label in elsewhere:
        return RowFault.OTHER_BATCH, label
    return None, label


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelsRead:
    """The code as it was read on body, bag and paper, each by itself."""

    on_body: str = ""
    on_bag: str = ""
    on_paper: str = ""

    def differing(self, code: str) -> tuple[str, ...]:
        """Which of the three do not say the code of the line."""
        read = (("on_body", self.on_body), ("on_bag", self.on_bag), ("on_paper", self.on_paper))
        return tuple(name for name, said in read if (fold_remains_code(said) or said.strip().upper()) != code)
