"""Cases, visits and visitors for the pages: by numbers in lists, and one whole with a leaf."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, When

from repatria.records.access.acting import Acting, require
from repatria.records.access.pages import PAGE, Lines, cut
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.disclosure.withholding import is_withheld_from
from repatria.records.enquiries.selectors import enquiry_for_room
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.rows import rows_where
from repatria.records.telling.acts import TellingEnded
from repatria.records.telling.models import (
    Telling,
    TellingAsker,
    Visit,
    Visitor,
    VisitWord,
    Wishes,
)
from repatria.records.telling.reading import (
    asker_row,
    askers_of,
    late_askers,
    newest_wishes,
    notices_gone,
    receipted,
    telling_row,
    visit_row,
)
from repatria.records.telling.selectors.notes import NoteView, notes_of
from repatria.records.vault.opening import open_rows

SEES, READS, WISHES = "telling.?tellings", "telling.?telling", "telling.?wishes"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One case by numbers."""

    telling_id: str
    known: str
    owed_by: str
    state: str
    visit_by: str
    receiver: str
    askers: int
    told: int
    waiting: int


@question(SEES, of_numbers=True)
def tellings(acting: Acting, skip: int = 0) -> Lines[CaseLine]:
    """One page of the deaths that are to be told, the open ones and the newest first; numbers only.

    Given:    `skip` so many of them.
    Raises:   RoleForbidsError.
    """
    require(acting, SEES)
    ordered = Telling.objects.order_by(Case(When(state="open", then=0), default=1), "-recorded_index", "pk")
    rows, has_more = cut(ordered[max(skip, 0) :], PAGE)
    numbers = [row.pk for row in rows]
    asked = TellingAsker.objects.filter(telling_id__in=numbers).values_list("telling_id", "state")
    counted = Counter(asked.iterator())
    askers: Counter[str] = Counter()
    for (case, _), number in counted.items():
        askers[case] += number
    lines = [
        CaseLine(
            telling_id=row.pk, known=row.known, owed_by=row.owed_by, state=row.state, visit_by=row.visit_by,
            receiver=row.receiver, told=counted[row.pk, "told"], waiting=counted[row.pk, "waits"],
            askers=askers[row.pk],
        )
        for row in rows
    ]  # fmt: skip
    return Lines(lines, has_more=has_more)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitLine:
    """One visit by numbers."""

    visit_id: str
    telling_id: str
    enquiry_id: str
    purpose: str
    way: str
    on: str
    visitors: tuple[str, ...]
    ended: str
    next_on: str


def _line(row: Visit) -> VisitLine:
    return VisitLine(
        visit_id=row.pk, telling_id=row.telling_id, enquiry_id=row.enquiry_id, purpose=row.purpose, way=row.way,
        on=row.on, visitors=tuple(row.visitors.split()), ended=row.ended, next_on=row.next_on,
    )  # fmt: skip


@question(SEES, of_numbers=True)
def visits_planned(acting: Acting, skip: int = 0, at_most: int = 0) -> Lines[VisitLine]:
    """The visits that are planned and have not ended, by their day; numbers only.

    Given:    `skip` so many of them; `at_most` of a page, 0 for all.
    Raises:   RoleForbidsError.
    """
    require(acting, SEES)
    rows = rows_where(Visit, ended="", order="on recorded_index")[max(skip, 0) :]
    page = rows[:at_most] if at_most else rows
    return Lines(map(_line, page), has_more=len(page) < len(rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorView:
    """One who was trained."""

    visitor_id: str
    account_id: str
    name: str
    office: str
    trained_by: str
    trained_on: str
    trained_until: str
    languages: str

    def is_trained(self, on: date) -> bool:
        """Whether the training counts on this day."""
        return on.isoformat() <= self.trained_until


@question(READS)
def visitors(acting: Acting) -> tuple[VisitorView, ...]:
    """Everybody who was trained to tell a death.  Raises: RoleForbidsError.  Leaf: access.reading_recorded"""
    rows = rows_where(Visitor, order="recorded_index")
    record_reading(acting, question="telling.?telling", records=tuple(row.pk for row in rows))
    return tuple(
        VisitorView(
            visitor_id=row.pk, account_id=row.account_id, trained_on=row.trained_on, trained_until=row.trained_until,
            languages=row.languages, **{name: text or "" for name, text in cells.items()},
        )
        for row, cells in zip(rows, open_rows(rows, ("name", "office", "trained_by")), strict=True)
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class WishesView:
    """What a family wishes, as it said last."""

    parts: str
    heard_on: str
    heard_by: str
    rite: str
    place: str
    fragments: str
    not_before_her: str
    more: str


def _wishes(row: Wishes | None) -> WishesView | None:
    if row is None:
        return None
    (cells,) = open_rows([row], ("rite", "place", "fragments", "not_before_her", "more", "listener"))
    heard_by = cells.pop("listener") or ""
    return WishesView(
        parts=row.parts, heard_on=row.heard_on, heard_by=heard_by,
        **{name: text or "" for name, text in cells.items()},
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class AskerLine:
    """One who asks, in the order in which they are told: her name, what she is to him, how it stands with her.

    Not:      her address, and nothing of another who asks.
    """

    enquiry_id: str
    name: str
    relation: str
    language: str
    state: str
    told_at: str
    is_corrected: bool
    way: str
    parts: str
    visits: tuple[VisitLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """One case whole."""

    telling_id: str
    known: str
    owed_by: str
    state: str
    why_ended: str
    visit_by: str
    person_id: str
    reported_by: str
    source: str
    certificate: str
    is_complete: bool
    are_notices_gone: bool
    has_receipt: bool
    receiver: str
    receiver_by: str
    receiver_at: str
    receiver_reference: str
    askers: tuple[AskerLine, ...]
    late: tuple[str, ...]  # who asks for him too and stands not in it yet


@question(READS)
def telling(acting: Acting, telling_id: str) -> CaseView:
    """One case: on what it rests, and who is told, the nearest first.

    Raises:   RoleForbidsError; UnknownTellingError.
    Leaf:     access.reading_recorded, of the case and of every enquiry
    """
    require(acting, READS)
    row = telling_row(telling_id)
    askers = askers_of(row.pk)
    record_reading(acting, question="telling.?telling", records=(row.pk, *(one.enquiry_id for one in askers)))
    (cells,) = open_rows([row], ("source", "certificate"))
    return CaseView(
        telling_id=row.pk, known=row.known, owed_by=row.owed_by, state=row.state, why_ended=_why_ended(row),
        visit_by=row.visit_by, person_id=row.person_id, reported_by=row.reported_by, source=cells["source"] or "",
        certificate=cells["certificate"] or "",
        is_complete=row.is_complete, are_notices_gone=notices_gone(row), has_receipt=bool(receipted(row)),
        receiver=row.receiver, receiver_by=row.receiver_by, receiver_at=row.receiver_at,
        receiver_reference=row.receiver_reference, askers=tuple(_asker(one, acting) for one in askers),
        late=tuple(late_askers(acting, row)) if row.state == "open" else (),
    )  # fmt: skip


def _why_ended(row: Telling) -> str:
    given = act_at(row.ended_index).act if row.ended_index is not None else None
    return given.why.text if isinstance(given, TellingEnded) and given.why is not None else ""


def _asker(one: TellingAsker, acting: Acting) -> AskerLine:
    is_never = one.state != "told" and is_withheld_from(one.enquiry_id, acting.at)
    her, wished = enquiry_for_room(one.enquiry_id), newest_wishes(one.enquiry_id)
    found = rows_where(Visit, telling_id=one.telling_id, enquiry_id=one.enquiry_id, order="recorded_index")
    return AskerLine(
        enquiry_id=one.enquiry_id, name=her.said["enquirer_name"], relation=her.said["relation"],
        language=her.language,
        state="excluded" if is_never else one.state, told_at=one.told_at, is_corrected=one.corrected_index is not None,
        way=one.way, parts=wished.parts if wished else "", visits=tuple(_line(row) for row in found),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitView:
    """One visit whole: whom, where, by whom, what she wishes, how it ended and what followed."""

    line: VisitLine
    is_confirmed: bool
    known: str
    is_case_open: bool
    enquirer: str
    relation: str
    reach_by: str
    reach_when: str
    language: str
    meets_at: str
    beside_her: str
    interpreter: str
    doctor_or_priest: str
    at: str
    again_on: str
    reference: str
    said: str
    with_her: str
    her_words: str
    wishes: WishesView | None
    pair: tuple[tuple[str, str], ...]  # name and office
    notes: tuple[NoteView, ...]


_PLANNED = ("meets_at", "beside_her", "interpreter", "doctor_or_priest")
_SAID = ("said", "with_her", "her_words")


@question(READS)
def visit(acting: Acting, visit_id: str) -> VisitView:
    """One visit with all that the two need on their way.

    Raises:   RoleForbidsError; UnknownVisitError.
    Leaf:     access.reading_recorded
    """
    require(acting, READS)
    row = visit_row(visit_id)
    case = telling_row(row.telling_id)
    asker_row(row.telling_id, row.enquiry_id)
    record_reading(acting, question="telling.?telling", records=(row.pk, row.enquiry_id))
    (cells,) = open_rows([row], _PLANNED)
    word = rows_where(VisitWord, pk=row.pk)
    said = open_rows(word, _SAID)[0] if word else dict.fromkeys(_SAID)
    her = enquiry_for_room(row.enquiry_id)
    numbers = row.visitors.split()
    pair = rows_where(Visitor, pk=numbers, order="recorded_index") if numbers else []
    return VisitView(
        line=_line(row), is_confirmed=row.confirmed_index is not None, known=case.known,
        is_case_open=case.state == "open", enquirer=her.said["enquirer_name"],
        relation=her.said["relation"], reach_by=her.said["reach_by"], reach_when=her.said["reach_when"],
        language=row.language, at=row.at, again_on=row.again_on, reference=row.reference,
        wishes=_wishes(newest_wishes(row.enquiry_id)),
        pair=tuple((one["name"] or "", one["office"] or "") for one in open_rows(pair, ("name", "office"))),
        notes=notes_of(row.pk),
        **{name: text or "" for name, text in {**cells, **said}.items()},
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundLine:
    """One round in which families were asked for their wishes."""

    round_id: str
    received_before: str
    families: int


@question(WISHES)
def wishes(acting: Acting, enquiry_id: str) -> WishesView | None:
    """What one family wishes; None where nothing is on record.

    Raises:   RoleForbidsError; UnknownEnquiryError.
    Leaf:     access.reading_recorded
    """
    record_reading(acting, question="telling.?wishes", records=(enquiry_id,))
    enquiry_for_room(enquiry_id)
    return _wishes(newest_wishes(enquiry_id))
