"""What doors and higher rooms may ask of notices, letters and rounds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import msgspec
from django.db.models import Count, Q

from repatria.core.vocabulary.notices import NoticeItem, NoticeRecipient
from repatria.records.access.acting import Acting
from repatria.records.access.pages import Lines, cut
from repatria.records.access.questions import question
from repatria.records.access.role_table import is_allowed
from repatria.records.access.services import record_reading
from repatria.records.ledger.reading import act_at, acts_at
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.notices.acts import LetterKind, LetterText, NoticeIssued
from repatria.records.notices.errors import UnknownNoticeError
from repatria.records.notices.models import Letter, Round, StatutoryNotice
from repatria.records.vault.opening import open_rows

PAGE = 50
LIST_PAGE = 200
"""Notices that are handled as one list at a time."""
_LETTER_PAGE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLine:
    """One notice of the outbox, by number."""

    notice_id: str
    person_id: str
    recipient: str
    reason: str
    due_at: str
    state: str
    is_correction: bool
    reference: str
    basis_index: int
    act_index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """One notice with what it says.

    Given:    `happened` as the act of the event says when, empty where nobody knows, None where the notice does not
              say; `without` why an item has no value, empty where the notice does not say; `fear` his words, for the
              delegate alone, who brings them to the Agency: others see that they go with it.
    """

    line: NoticeLine
    happened: str | None
    items: dict[str, str]
    without: dict[str, str]
    code: str
    check_word: str
    issued_at: str
    has_fear: bool
    fear: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterView:
    """One letter that was issued, with its text."""

    letter_id: str
    enquiry_id: str
    letter_kind: str
    decision_index: int | None
    language: str
    dated: str
    text: LetterText | None
    act_index: int
    version: str = ""  # of the words that it was made of; "" where its act does not say


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundView:
    """A round as its act holds it."""

    number: int
    on: str
    digest: str
    code_digest: str


def _line(row: StatutoryNotice) -> NoticeLine:
    return NoticeLine(
        notice_id=row.pk, person_id=row.person_id, recipient=row.recipient, reason=row.reason, due_at=row.due_at,
        state=row.state, is_correction=row.is_correction, reference=row.reference, basis_index=row.basis_index,
        act_index=row.recorded_index,
    )  # fmt: skip


@question("notices.?notices")
def notices(acting: Acting, *, after_index: int = -1, state: str = "", person_id: str = "") -> Lines[NoticeLine]:
    """One page of the outbox, oldest first; numbers only.

    Given:    empty for every state, and for everybody.
    Leaf:     access.reading_recorded
    """
    rows = StatutoryNotice.objects.filter(recorded_index__gt=after_index).order_by("recorded_index")
    if state:
        rows = rows.filter(state=state)
    if person_id:
        rows = rows.filter(person_id=person_id)
    page, has_more = cut(rows, PAGE)
    record_reading(acting, question="notices.?notices", records=[row.pk for row in page])
    return Lines(map(_line, page), has_more=has_more)


@question("notices.?notices")
def notice(acting: Acting, notice_id: str) -> NoticeView:
    """One notice, opened from the log.  Raises: UnknownNoticeError.  Leaf: access.reading_recorded"""
    row = row_numbered(StatutoryNotice, notice_id)
    if row is None:
        raise UnknownNoticeError("no such notice")
    record_reading(acting, question="notices.?notices", records=(notice_id, row.person_id))
    recorded = act_at(row.recorded_index)
    assert isinstance(recorded.act, NoticeIssued)
    content = recorded.act.content
    return NoticeView(
        line=_line(row), happened=recorded.act.happened, items=dict(content.items) if content else {},
        without=dict(content.without) if content else {}, code=content.code if content else "",
        check_word=content.check_word if content else "", issued_at=recorded.at,
        has_fear=bool(content and content.fear),
        fear=content.fear if content and is_allowed(acting.roles, "notices.receipt_notice") else "",
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSend:
    """A notice that has not left, with the Power that it names."""

    line: NoticeLine
    power: str


@question("notices.?notices")
def notices_to_send(acting: Acting, *, recipient: NoticeRecipient, power: str = "") -> tuple[ToSend, ...]:
    """The notices to one recipient that have not left, the earliest due first; of one Power where it is named.

    Leaf:     access.reading_recorded, of those that are shown
    """
    rows = rows_where(StatutoryNotice, recipient=recipient.value, state=["issued", "bounced"], order="due_at")
    issued = {one.index: one.act for one in acts_at(row.recorded_index for row in rows)}
    found = []
    for row in rows:
        act = issued[row.recorded_index]
        assert isinstance(act, NoticeIssued)
        named = act.content.items.get(NoticeItem.POWER_OF_DEPENDENCE.value, "") if act.content else ""
        if not power or named == power:
            found.append(ToSend(line=_line(row), power=named))
    shown = found[:LIST_PAGE]
    record_reading(acting, question="notices.?notices", records=[one.line.notice_id for one in shown])
    return tuple(shown)


def notice_with_code(digest: str) -> tuple[str, str] | None:
    """The number of the notice that bears the code with this digest, and when it was issued."""
    rows = rows_where(StatutoryNotice, code_hash=digest)
    return (rows[0].pk, act_at(rows[0].recorded_index).at) if rows else None


@question("notices.?notices", of_numbers=True)
def notice_counts(at: str) -> dict[str, int]:
    """How many notices wait, were sent and were receipted, and how many are overdue at an instant (as text)."""
    counts = {"issued": 0, "sent": 0, "receipted": 0, "bounced": 0, "with_agency": 0, "overdue": 0}
    late = Count("pk", filter=Q(due_at__lt=at))
    for state, count, overdue in StatutoryNotice.objects.values_list("state").annotate(Count("pk"), late=late):
        counts[state] = count
        counts["overdue"] += overdue if state in ("issued", "bounced") else 0
    return counts


def persons_with_sent_notice(person_ids: Iterable[str]) -> set[str]:
    """Those of these persons of whom a statutory notice was sent or receipted; numbers only."""
    wanted = sorted(set(person_ids))
    return {
        row.person_id for start in range(0, len(wanted), 500)
        for row in rows_where(StatutoryNotice, person_id=wanted[start : start + 500], state=["sent", "receipted"])
    }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeNumber:
    """One notice about a person, by its number and where it stands."""

    notice_id: str
    recipient: str
    state: str


def notice_numbers_of(person_id: str) -> tuple[NoticeNumber, ...]:
    """The same by number for a service of the house, which asks no page."""
    rows = rows_where(StatutoryNotice, person_id=person_id, order="recorded_index")
    return tuple(NoticeNumber(notice_id=row.pk, recipient=row.recipient, state=row.state) for row in rows)


def notices_on(basis_index: int) -> tuple[NoticeNumber, ...]:
    """The notices that rest on one act, by number, oldest first."""
    rows = rows_where(StatutoryNotice, basis_index=basis_index, order="recorded_index")
    return tuple(NoticeNumber(notice_id=row.pk, recipient=row.recipient, state=row.state) for row in rows)


def was_told_before(person_id: str, recipient: NoticeRecipient, act_index: int) -> bool:
    """Whether the last notice about somebody that went to this recipient was drawn up before an act: it says what
    stood then.

    Given:    one that waits goes out as it was drawn up, and counts; one that was left to the Agency told nobody else.
    """
    rows = rows_where(
        StatutoryNotice, person_id=person_id, recipient=recipient.value, order="-recorded_index", at_most=1,
        state=["issued", "bounced", "sent", "receipted"],
    )  # fmt: skip
    return bool(rows) and rows[0].recorded_index < act_index


def waiting_for_powers(person_id: str) -> tuple[str, ...]:
    """The notices about one person to anybody but the Agency that have not left, oldest first."""
    agency = NoticeRecipient.CENTRAL_TRACING_AGENCY.value
    found = notice_numbers_of(person_id)
    return tuple(one.notice_id for one in found if one.recipient != agency and one.state in ("issued", "bounced"))


def is_fear_with_agency(person_id: str) -> bool:
    """Whether a notice told the Agency that he fears it: what he said may be destroyed since, the notice stands."""
    rows = rows_where(StatutoryNotice, person_id=person_id, recipient=NoticeRecipient.CENTRAL_TRACING_AGENCY.value)
    issued = [one.act for one in acts_at(row.recorded_index for row in rows)]
    return any(isinstance(one, NoticeIssued) and one.content is not None and bool(one.content.fear) for one in issued)


@question("notices.?notices", of_numbers=True)
def notice_numbers(person_id: str) -> tuple[NoticeNumber, ...]:
    """The notices about one person, oldest first, by their numbers."""
    return notice_numbers_of(person_id)


@question("notices.?notices")
def notices_unanswered(states: Sequence[str]) -> tuple[NoticeLine, ...]:
    """Every notice in one of these states, the earliest due first; numbers only, so nobody is read."""
    return tuple(map(_line, StatutoryNotice.objects.filter(state__in=states).order_by("due_at", "recorded_index")))


@question("notices.?notices", of_numbers=True)
def notice_states(notice_ids: Collection[str]) -> dict[str, str]:
    """In which state each of these notices stands now."""
    return dict(StatutoryNotice.objects.filter(pk__in=notice_ids).values_list("pk", "state"))


def letters_of_rows(rows: list[Letter]) -> tuple[LetterView, ...]:
    """Rows as views, opened; whoever hands them out records the reading."""
    opened = open_rows(rows, ("text",))
    return tuple(
        LetterView(
            letter_id=row.pk, enquiry_id=row.enquiry_id, letter_kind=row.letter_kind,
            decision_index=row.decision_index, language=row.language, dated=row.dated, act_index=row.recorded_index,
            version=row.version,
            text=msgspec.json.decode(cells["text"].encode(), type=LetterText) if cells["text"] else None,
        )
        for row, cells in zip(rows, opened, strict=True)
    )  # fmt: skip


@question("notices.?letters", name="letters")
def letters_of(acting: Acting, enquiry_id: str) -> tuple[LetterView, ...]:
    """The letters of one enquiry, newest first.  Leaf: access.reading_recorded"""
    record_reading(acting, question="notices.?letters", records=(enquiry_id,))
    return letters_of_rows(list(Letter.objects.filter(enquiry_id=enquiry_id).order_by("-recorded_index")))


def letters_about(enquiry_id: str) -> tuple[int, ...]:
    """The acts of the letters to one enquirer; numbers only."""
    rows = Letter.objects.filter(enquiry_id=enquiry_id).order_by("recorded_index")
    return tuple(rows.values_list("recorded_index", flat=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class NewestLetter:
    """The newest letter of an enquiry, without its text."""

    kind: LetterKind
    decision_index: int | None
    dated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterInHouse:
    """A letter that tells something, by its number, and the decision on which it rests."""

    letter_id: str
    enquiry_id: str
    decision_index: int


def newest_letters() -> dict[str, NewestLetter]:
    """The newest letter of every enquiry, without those that were withheld."""
    kept = Letter.objects.filter(withheld_index=None).order_by("recorded_index")
    rows = kept.values_list("enquiry_id", "letter_kind", "decision_index", "dated")
    return {
        enquiry_id: NewestLetter(kind=LetterKind(kind), decision_index=decision_index, dated=dated)
        for enquiry_id, kind, decision_index, dated in rows
    }


def was_told_by_letter(enquiry_id: str) -> bool:
    """Whether a letter told her something that was not corrected since: it may lie in her box, and be read."""
    kinds = [kind.value for kind in LetterKind if kind is not LetterKind.NO_INFORMATION]
    rows = rows_where(
        Letter, enquiry_id=enquiry_id, withheld_index=None, letter_kind=kinds, order="-recorded_index", at_most=1
    )  # fmt: skip
    return bool(rows) and rows[0].letter_kind != LetterKind.CORRECTION.value


def letters_for_round(acting: Acting) -> dict[str, list[LetterView]]:
    """All letters by enquiry, newest first, for the courier's round.  Leaf: access.reading_recorded, one a page"""
    found: dict[str, list[LetterView]] = {}
    rows = list(Letter.objects.filter(withheld_index=None).order_by("-recorded_index"))
    for start in range(0, len(rows), _LETTER_PAGE):
        page = rows[start : start + _LETTER_PAGE]
        record_reading(acting, question="notices.?released_letter", records=[row.pk for row in page])
        for view in letters_of_rows(page):
            found.setdefault(view.enquiry_id, []).append(view)
    return found


def letters_in_house() -> tuple[LetterInHouse, ...]:
    """The letters that tell something and lay in no box yet: a round that was cut off may have left some."""
    last = Round.objects.order_by("-recorded_index").values_list("recorded_index", flat=True).first()
    kinds = (LetterKind.ALIVE_AND_HELD.value, LetterKind.MEETING.value)
    rows = Letter.objects.filter(
        letter_kind__in=kinds, withheld_index=None, recorded_index__gt=-1 if last is None else last
    )
    return tuple(
        LetterInHouse(letter_id=row.pk, enquiry_id=row.enquiry_id, decision_index=row.decision_index or 0)
        for row in rows.order_by("recorded_index")
    )


def last_round() -> RoundView | None:
    """The newest round, or None before the first."""
    newest = rows_where(Round, order="-recorded_index", at_most=1)
    if not newest:
        return None
    row = newest[0]
    return RoundView(number=int(row.pk), on=row.on, digest=row.digest, code_digest=row.code_digest)


@dataclass(frozen=True, slots=True, kw_only=True)
class WentOut:
    """A notice or a telling letter by numbers: its act, its own number, about whom or to which enquirer, to whom."""

    act_index: int
    number: str
    about: str
    recipient: str


def notices_between(person_ids: Sequence[str], after_index: int, before_index: int) -> tuple[WentOut, ...]:
    """The notices about these persons that were issued between two acts."""
    rows = StatutoryNotice.objects.filter(
        person_id__in=person_ids, recorded_index__gt=after_index, recorded_index__lt=before_index
    ).order_by("recorded_index")  # fmt: skip
    return tuple(
        WentOut(act_index=row.recorded_index, number=row.pk, about=row.person_id, recipient=row.recipient)
        for row in rows
    )


def letters_between(enquiry_ids: Sequence[str], after_index: int, before_index: int) -> tuple[WentOut, ...]:
    """The letters that told these enquirers something, were issued between two acts and not withheld."""
    kinds = (LetterKind.ALIVE_AND_HELD.value, LetterKind.MEETING.value)
    rows = Letter.objects.filter(
        enquiry_id__in=enquiry_ids, letter_kind__in=kinds, recorded_index__gt=after_index,
        recorded_index__lt=before_index, withheld_index=None,
    ).order_by("recorded_index")  # fmt: skip
    return tuple(
        WentOut(act_index=row.recorded_index, number=row.pk, about=row.enquiry_id, recipient="") for row in rows
    )


def corrections() -> dict[tuple[str, int], str]:
    """The letters that corrected an earlier one: their numbers by the enquiry and the act on which each rests."""
    rows = rows_where(Letter, letter_kind=LetterKind.CORRECTION.value, order="recorded_index")
    return {(row.enquiry_id, row.decision_index or 0): row.pk for row in rows}


def told_on() -> dict[str, str]:
    """The day of the first letter that told an enquirer something which holds; none that was corrected since."""
    told: dict[str, str] = {}
    kept = Letter.objects.filter(withheld_index=None).order_by("recorded_index")
    for enquiry_id, kind, dated in kept.values_list("enquiry_id", "letter_kind", "dated"):
        if kind == LetterKind.CORRECTION:
            told.pop(enquiry_id, None)
        elif kind != LetterKind.NO_INFORMATION:
            told.setdefault(enquiry_id, dated)
    return told
