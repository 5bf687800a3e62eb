"""Whether an enquiry is another one that was sent twice, by what both say; and who agrees where they differ."""

from __future__ import annotations

from collections.abc import Mapping

from repatria.core.law.askers import Heard, is_asked_again
from repatria.records.enquiries.models import Enquiry
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.rows import row_numbered
from repatria.records.vault.opening import open_rows

CLOSE_DUPLICATE = "enquiries.close_as_duplicate"
"""What a second person approves where two enquiries are not seen to be one, by `duplicate_reference`."""
COMPARED = ("sought_name", "sought_birth", "telephone", "reach_by", "words")


def duplicate_reference(enquiry_id: str, duplicate_of: str) -> str:
    """By what an approval names both: which is closed, and which goes on in its place."""
    return f"{enquiry_id} {duplicate_of}"


def heard_of(row: Enquiry, cells: Mapping[str, str | None], beside: str = "") -> Heard:
    """What an enquiry says, as far as it is compared.  Given: `cells` the opened COMPARED."""
    return Heard(
        number=row.pk, name=cells["sought_name"] or "", birth=cells["sought_birth"] or "",
        contact=cells["telephone"] or "", beside=(cells["reach_by"] or "", beside), text=cells["words"] or "",
    )  # fmt: skip


def are_one_asking(enquiry_id: str, duplicate_of: str, *, by: str) -> bool:
    """Whether two enquiries seek the same man by one contact or in one text; not of one that nobody knows.

    Given:    `by` the account that would close the first alone. Of one that goes on and that it recorded itself it does
              not say so alone: a copy is soon typed.
    """
    rows = [row_numbered(Enquiry, one) for one in (enquiry_id, duplicate_of)]
    known = [row for row in rows if row is not None]
    if len(known) < 2 or enquiry_id == duplicate_of:
        return False
    if act_at(known[1].recorded_index).actor == by:
        return False
    one, other = (heard_of(row, cells) for row, cells in zip(known, open_rows(known, COMPARED), strict=True))
    return is_asked_again(one, other)
