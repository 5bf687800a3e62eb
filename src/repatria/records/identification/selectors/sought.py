"""The links of enquiries that seek one person, by numbers."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.identification.sought_models import OneSought
from repatria.records.ledger.rows import rows_where

SOUGHT = "identification.?one_sought"
_PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class SoughtLine:
    """Two enquiries that seek one."""

    sought_id: str
    first_enquiry: str
    second_enquiry: str
    state: str


@question(SOUGHT, of_numbers=True)
def one_sought(acting: Acting) -> tuple[SoughtLine, ...]:
    """The links of enquiries that seek one person, the newest first.  Raises: RoleForbidsError."""
    require(acting, SOUGHT)
    return tuple(
        SoughtLine(
            sought_id=row.pk, first_enquiry=row.first_enquiry, second_enquiry=row.second_enquiry, state=row.state
        )
        for row in rows_where(OneSought, order="-recorded_index", at_most=_PAGE)
    )  # fmt: skip
