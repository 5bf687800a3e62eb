"""His unit and when she last heard of him: kept apart, read where they lie, destroyed once a comparison is decided.

1. `parted` takes both out of what she said, before the act of her enquiry is made.
2. `open_asked` gives them back to whoever reads an enquiry, as if they lay in its row; an older one has them there.
3. `destroy_military` destroys their key: once the first pair of the enquiry was confirmed or refused by two, though
   others still wait; once it is closed; once all that she said was erased.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from repatria.core.law.judgement import JudgementConclusion
from repatria.records.access.acting import Acting, require
from repatria.records.enquiries.acts import Asked, EnquiryClosed, Military
from repatria.records.enquiries.errors import StrangeActError, UnknownEnquiryError
from repatria.records.enquiries.models import Enquiry, MilitaryFacts
from repatria.records.enquiries.projectors import MILITARY
from repatria.records.ledger.own_acts import Cell, KeyDestroyed
from repatria.records.ledger.reading import act_named
from repatria.records.ledger.rows import rows_where
from repatria.records.ledger.services import record, service
from repatria.records.vault.keyring import Purpose
from repatria.records.vault.opening import open_rows

DESTROY_MILITARY = "enquiries.destroy_military"
FIELDS = ("sought_unit", "last_contact")
_MARK = ":military"
_RULE = "practice rule 2"
_JUDGED = "matching.judgement_recorded."
DECIDED = (JudgementConclusion.CONFIRMED, JudgementConclusion.REFUSED)


def parted(asked: Asked, enquiry_id: str) -> tuple[Asked, str, Military | None]:
    """What she said without both, the number that they have, and they themselves; none where she said neither."""
    found = Military(sought_unit=asked.sought_unit, last_contact=asked.last_contact)
    if found == Military():
        return asked, "", None
    return replace(asked, sought_unit="", last_contact=""), military_of(enquiry_id), found


def military_of(enquiry_id: str) -> str:
    """Under which subject the key of an enquiry's military facts stands."""
    return f"{enquiry_id}{_MARK}"


def enquiry_of(subject: str) -> str:
    """Whose military facts a key sealed; "" for any other key."""
    return subject.removesuffix(_MARK) if subject.endswith(_MARK) else ""


def open_asked(rows: Sequence[Enquiry], columns: Iterable[str]) -> list[dict[str, str | None]]:
    """`open_rows` of enquiries, with what is kept apart where it is asked for."""
    opened, wanted = open_rows(rows, columns), [one for one in columns if one in FIELDS]
    if rows and wanted:
        # Of an enquiry that was erased nothing is read, though this key falls a moment later.
        standing = [row.pk for row in rows if row.sought_name is not None]
        apart = rows_where(MilitaryFacts, enquiry_id=standing, order="id")
        found = {one.enquiry_id: cells for one, cells in zip(apart, open_rows(apart, wanted), strict=True)}
        opened = [cells | found.get(row.pk, {}) for row, cells in zip(rows, opened, strict=True)]
    return opened


def are_destroyed(enquiry_id: str) -> bool:
    """Whether she said something of the kind and it is gone."""
    rows = rows_where(MilitaryFacts, enquiry_id=enquiry_id)
    return bool(rows) and not any(_cells(one) for one in rows)


def military_standing(enquiry_id: str) -> tuple[str, ...]:
    """The numbers of what is kept apart of an enquiry and is not destroyed."""
    return tuple(one.pk for one in rows_where(MilitaryFacts, enquiry_id=enquiry_id, order="id") if _cells(one))


def _cells(row: MilitaryFacts) -> tuple[Cell, ...]:
    return tuple(Cell(MILITARY, row.pk, name) for name in FIELDS if getattr(row, name) is not None)


@service
def destroy_military(acting: Acting, *, enquiry_id: str, rests_on_index: int) -> None:
    """Destroys what she said of his unit and of when she last heard of him: a comparison was decided, or she is done.

    Source:   practice rule 2
    Given:    `rests_on_index` is the act after which it goes, read in the ledger: a judgement by which a pair of this
              enquiry is confirmed or refused, its closing, or the erasure of all that she said.
    Raises:   UnknownEnquiryError where nothing of the kind stands; StrangeActError for another act.
    Not:      it does not ask whether the search goes on: after a refused pair it does, without both.
    Leaf:     ledger.key_destroyed
    """
    require(acting, DESTROY_MILITARY)
    standing = rows_where(MilitaryFacts, enquiry_id=enquiry_id, order="id")
    cells = tuple(cell for one in standing for cell in _cells(one))
    if not cells:
        raise UnknownEnquiryError("no such facts stand")
    reason = _why(rests_on_index, enquiry_id)
    if not reason:
        raise StrangeActError("no act after which these facts go", provision=_RULE)
    record(
        KeyDestroyed(purpose=Purpose.KIN, subject=cells[0].row, reason=reason, approved_by=(), cells=cells),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


def _why(index: int, enquiry_id: str) -> str:
    found = act_named(index)
    given: Any = None if found is None else found.act
    if isinstance(given, EnquiryClosed):
        return "the enquiry is closed" if given.enquiry_id == enquiry_id else ""
    if isinstance(given, KeyDestroyed):
        return "the enquiry was erased" if (given.purpose, given.subject) == (Purpose.KIN, enquiry_id) else ""
    is_judged = found is not None and found.kind.startswith(_JUDGED) and given.enquiry_id == enquiry_id
    return "a link was decided" if is_judged and given.conclusion in DECIDED else ""
