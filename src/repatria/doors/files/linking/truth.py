"""The file with truth: which record an enquiry is about, or that it is about nobody registered.

Columns `enquiry_id`, `person_id`, perhaps `stratum`; any order, others are passed over. A row without `person_id` says
that nobody registered is meant; several rows of one enquiry name several records of the person meant.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from repatria.doors.files.linking.columns import SEPARATORS
from repatria.doors.files.linking.errors import TableColumnsError
from repatria.doors.files.linking.lines import blocks_of, broken_byte
from repatria.doors.files.linking.opening import refuse_pipes
from repatria.doors.files.linking.remarks import Remark, Remarks

_NEEDED = ("enquiry_id", "person_id")


@dataclass(slots=True)
class Truth:
    """Whom each enquiry is about, and the stratum where the file names one."""

    true_ids: dict[str, set[str]] = field(default_factory=dict)
    strata: dict[str, str] = field(default_factory=dict)


def read_truth(path: Path, remarks: Remarks) -> Truth:
    """Reads a file with truth.

    Raises:   TableColumnsError where a column is missing; UnreadableTableError of a pipe; OSError. A row that cannot be
              read is remarked.
    """
    refuse_pipes(path)
    truth, lines = Truth(), _lines(path)
    _, header = next(lines, (1, ""))
    sign = max(SEPARATORS, key=lambda one: len(set(_cells(header, one)) & set(_NEEDED)))
    names = [name.strip().casefold() for name in _cells(header, sign)]
    if missing := [(name, "is missing") for name in _NEEDED if name not in names]:
        raise TableColumnsError(f"{path.name} is no file with truth; nothing was read", tuple(missing))
    asked, meant = (names.index(name) for name in _NEEDED)
    stratum = names.index("stratum") if "stratum" in names else -1
    for number, line in lines:
        cells = [cell.strip() for cell in _cells(line, sign)]
        broken = broken_byte(line)
        if broken or len(cells) != len(names) or not cells[asked]:
            reason = f"{broken} is not UTF-8" if broken else "has no enquiry_id, or too few or too many cells"
            remarks.add(path, Remark(line=number, reason=reason, row=line, is_rejected=True))
            continue
        truth.true_ids.setdefault(cells[asked], set()).update({cells[meant]} - {""})
        if stratum >= 0:
            truth.strata[cells[asked]] = cells[stratum]
    return truth


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    with path.open("rb") as stream:
        for block in blocks_of(stream):
            for number, line in block.numbered:
                if line.strip():
                    yield number, line[:-1]


def _cells(line: str, sign: str) -> list[str]:
    if '"' not in line:
        return line.split(sign)
    try:
        return next(csv.reader([line], delimiter=sign), [])
    except csv.Error:
        return line.split(sign)
