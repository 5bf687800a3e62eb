"""What is known of a person by kind, and the particulars that go with a notice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from repatria.core.law.custody import is_held
from repatria.core.law.custody_facts import CustodyState
from repatria.core.law.particulars_required import NOTICE_ITEMS
from repatria.core.law.particulars_required import notice_items as items_of_notice
from repatria.core.vocabulary.particulars import Given, Grade, Particular, ParticularKind, Source
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.register.errors import UnknownPersonError
from repatria.records.register.joined import leading
from repatria.records.register.models import ParticularRow, ProtectedPerson
from repatria.records.vault.opening import open_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticularView:
    """One particular as it is shown: value or what became of the question, with source and grade."""

    kind: str
    value: str | None
    given: str
    source_kind: str
    source_reference: str
    grade: str
    flags: tuple[str, ...]
    person_id: str = ""  # the number under which it was recorded
    particular_id: str = ""
    corrected_by: str = ""  # the particular that counts in its place
    corrects: str = ""
    reason: str = ""
    proof: str = ""


_CELLS = ("statutory_value", "voluntary_value", "reason", "proof")


def standing_order(row: ParticularRow) -> tuple[bool, int]:
    """Where a particular stands among the others, as a key to sort by."""
    return bool(row.corrected_by), row.recorded_index if row.stands_at is None else row.stands_at


def value_of(row: ParticularRow) -> str | None:
    """The value of one particular, for a service that compares it."""
    (cells,) = open_rows([row], ("statutory_value", "voluntary_value"))
    return cells["statutory_value"] if cells["statutory_value"] is not None else cells["voluntary_value"]


def particulars_by_person(
    person_ids: Sequence[str], *, with_corrected: bool = False
) -> dict[str, list[ParticularView]]:
    """Every particular of each of these persons, in the order in which they were recorded.

    Given:    a correction stands where what it corrects stood; what was corrected is left out, or behind all others.
    """
    rows = rows_where(ParticularRow, person_id=list(person_ids), order="recorded_index id")
    rows = sorted((row for row in rows if with_corrected or not row.corrected_by), key=standing_order)
    found: dict[str, list[ParticularView]] = {}
    for row, cells in zip(rows, open_rows(rows, _CELLS), strict=True):
        value = cells["statutory_value"] if cells["statutory_value"] is not None else cells["voluntary_value"]
        view = ParticularView(
            kind=row.kind, value=value, given=row.given, source_kind=row.source_kind,
            source_reference=row.source_reference, grade=row.grade, flags=tuple(row.flags.split()),
            person_id=row.person_id, particular_id=row.pk, corrected_by=row.corrected_by, corrects=row.corrects,
            reason=cells["reason"] or "", proof=cells["proof"] or "",
        )  # fmt: skip
        found.setdefault(row.person_id, []).append(view)
    return found


def particulars_of(person_id: str) -> tuple[Particular, ...]:
    """Every particular of a person that stands, with its source, for a service that asks the law; nobody is shown them.

    Not:      what was corrected: it was a slip, and no second source.
    """
    return tuple(
        Particular(
            kind=ParticularKind(one.kind), value=one.value,
            # A value whose key was destroyed is no longer there to be compared.
            given=Given(one.given) if one.value is not None or one.given != Given.GIVEN else Given.UNKNOWN,
            source=Source(kind=one.source_kind, reference=one.source_reference, grade=Grade(one.grade)),
        )
        for one in particulars_by_person([person_id]).get(person_id, ())
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeItems:
    """The particulars of GC III art. 122(4) by kind: what was given, and why the others have no value.

    Given:    `mail_number` under which letters to him reach the bureau; empty where nobody can be named, and of a man
              whom nobody holds any more: no letter would reach him; `captured_on` as his capture was written.
    """

    given: dict[str, str]
    without: dict[str, str]
    mail_number: str
    captured_on: str


def notice_items(person_id: str) -> NoticeItems:
    """The particulars of GC III art. 122(4) that were given, by kind, and what became of the others.

    Given:    for the notice that a service of the house lays into the outbox; the notice itself is the record of it.
    """
    row = row_numbered(ProtectedPerson, person_id)
    if row is None:
        raise UnknownPersonError("no such person")
    told = particulars_of(person_id)
    given = {
        kind.value: next(one.value for one in told if one.kind is kind and one.value)
        for kind in items_of_notice([one for one in told if one.value])
    }
    if row.power:
        given.setdefault(ParticularKind.POWER_OF_DEPENDENCE.value, row.power)
    without = {kind.value: Given.NOT_ASKED.value for kind in NOTICE_ITEMS if kind.value not in given}
    for one in told:  # the later answer stands
        if one.kind.value in without and one.given is not Given.NOT_ASKED:
            without[one.kind.value] = one.given.value
    lead = leading(row)
    reaches_him = given and is_held(CustodyState(lead.custody_state) if lead.custody_state else None)
    return NoticeItems(given=given, without=without, mail_number=_mail_number(lead) if reaches_him else "",
                       captured_on=row.captured_on)  # fmt: skip


def is_power_named(person_id: str, by_index: int) -> bool:
    """Whether the Power on which he depends was named by an act up to this one; before, the Agency alone is told."""
    row = row_numbered(ProtectedPerson, person_id)
    named = rows_where(
        ParticularRow, person_id=person_id, kind=ParticularKind.POWER_OF_DEPENDENCE.value, given=Given.GIVEN.value
    )
    return bool(row and row.power) or any(one.recorded_index <= by_index for one in named)


def power_of(person_id: str) -> str:
    """The Power on which he depends, as it stands on his record; "" where none was named."""
    row = row_numbered(ProtectedPerson, person_id)
    return str(leading(row).power) if row else ""


def mail_number_of(person_id: str) -> str:
    """The number under which letters to him reach the bureau: his card's, never the place where he is."""
    row = row_numbered(ProtectedPerson, person_id)
    return _mail_number(leading(row)) if row else ""


def letter_number_of(person_id: str) -> str:
    """The number under which a family writes to him, as a letter of ours tells it: his own, never his card's.

    Source:   pads of cards are numbered in order, and a few letters would tell how many men were taken.
    """
    row = row_numbered(ProtectedPerson, person_id)
    return str(leading(row).pk) if row else ""


def _mail_number(row: ProtectedPerson) -> str:
    return str(row.card_number or row.pk)
