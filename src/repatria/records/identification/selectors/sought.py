"""The links of enquiries that seek one person: by numbers, and one with its words."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.records.access.acting import Acting, require
from repatria.records.access.pages import PAGE, Lines, newest
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.identification.one_sought import sought_row
from repatria.records.identification.sought_acts import OneSoughtUndoAsked, SoughtSays
from repatria.records.identification.sought_models import OneSought
from repatria.records.ledger.reading import acts_at
from repatria.records.vault.opening import open_rows

SOUGHT, WORDS = "identification.?one_sought", "identification.?sought_words"


@dataclass(frozen=True, slots=True, kw_only=True)
class SoughtLine:
    """Two enquiries that seek one."""

    sought_id: str
    first_enquiry: str
    second_enquiry: str
    says: SoughtSays
    state: str
    recorded_index: int


@question(SOUGHT, of_numbers=True)
def one_sought(acting: Acting, before_index: int = -1) -> Lines[SoughtLine]:
    """One page of the links of enquiries that seek one person, the newest first.

    Given:    the list goes on after the link recorded at `before_index`; -1 for its beginning.
    Raises:   RoleForbidsError.
    """
    require(acting, SOUGHT)
    rows, has_more = newest(OneSought.objects.all(), before_index, PAGE)
    return Lines((_line(row) for row in rows), has_more=has_more)


def _line(row: OneSought) -> SoughtLine:
    return SoughtLine(
        sought_id=row.pk, first_enquiry=row.first_enquiry, second_enquiry=row.second_enquiry, says=SoughtSays(row.says),
        state=row.state, recorded_index=row.recorded_index,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SoughtView:
    """One link with what was said of it: by what it is seen, and why one thinks otherwise, "" where nobody does."""

    line: SoughtLine
    said: str
    said_by: str
    why: str
    asked_by: str


@question(WORDS)
def sought_link(acting: Acting, sought_id: str) -> SoughtView:
    """One link of two enquiries, before anybody agrees to it or parts them.

    Raises:   RoleForbidsError; UnknownSoughtError.
    Leaf:     access.reading_recorded
    """
    require(acting, WORDS)
    row = sought_row(sought_id)
    record_reading(acting, question="identification.?sought_words", records=(row.pk,))
    (cells,) = open_rows([row], ("said",))
    by = acts_at([row.recorded_index])[0].actor
    asked = acts_at([row.asked_index])[0] if row.asked_index is not None else None
    given = asked.act if asked is not None else None
    words = given.words if isinstance(given, OneSoughtUndoAsked) else None
    return SoughtView(
        line=_line(row), said=cells["said"] or "", said_by=by, asked_by=asked.actor if asked is not None else "",
        why=words.said if words is not None else "",
    )  # fmt: skip
