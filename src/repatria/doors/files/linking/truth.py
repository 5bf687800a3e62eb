"""The file with truth: which record an enquiry is about, or that it is about nobody registered.

Columns `enquiry_id`, `person_id`, perhaps `stratum`; any order, others are passed over. A row without `person_id` says
that nobody registered is meant; several rows of one enquiry name several records of the person meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from repatria.doors.files.linking.errors import TableColumnsError
from repatria.doors.files.linking.remarks import Remark, Remarks
from repatria.doors.files.tables import BadRow, Wanted, has_text, open_table, tidy_name

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
    table = open_table(path, Wanted(knows={*_NEEDED, "stratum"}.__contains__, fits=_has_needed))
    names = [tidy_name(name) for name in table.header]
    if missing := [(name, "is missing") for name in _NEEDED if name not in names]:
        raise TableColumnsError(
            f"{path.name} is no file with truth; nothing was read", (*missing, ("columns", has_text(table.header)))
        )
    asked, meant = (names.index(name) for name in _NEEDED)
    stratum, truth = names.index("stratum") if "stratum" in names else -1, Truth()
    for row in table.rows:
        if isinstance(row, BadRow):
            remark = Remark(line=row.line, reason=row.reason, detail=row.detail, row=row.text, is_rejected=True)
            remarks.add(path, remark)
            continue
        cells = [cell.strip() for cell in row.cells.values()]
        if row.cells_there <= max(asked, meant) or not cells[asked]:
            reason = "has no enquiry_id, or too few cells"
            remarks.add(path, Remark(line=row.line, reason=reason, row="\t".join(cells), is_rejected=True))
            continue
        truth.true_ids.setdefault(cells[asked], set()).update({cells[meant]} - {""})
        if stratum >= 0:
            truth.strata[cells[asked]] = cells[stratum]
    return truth


def _has_needed(names: Sequence[str]) -> bool:
    return set(_NEEDED) <= {tidy_name(name) for name in names}
