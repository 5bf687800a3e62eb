"""What doors and higher rooms may ask of enquiries. Each page of sealed fields leaves a reading act first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count

from repatria.core.law.askers import Alike, Heard, alike
from repatria.core.vocabulary.pictures import PDF, refuse_picture
from repatria.records.access.acting import Acting
from repatria.records.access.pages import Lines, cut
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.enquiries.acts import PapersReceived
from repatria.records.enquiries.asked_again import COMPARED, heard_of
from repatria.records.enquiries.drawing import paper_drawn
from repatria.records.enquiries.errors import ClosedEnquiryError, UnknownEnquiryError
from repatria.records.enquiries.military import are_destroyed, enquiry_of, open_asked
from repatria.records.enquiries.models import Enquiry, KinshipEvidence, LaterWord, PaperOfKinship
from repatria.records.ledger.reading import act_at, acts_at
from repatria.records.ledger.rows import is_there, row_numbered, rows_where
from repatria.records.vault.keyring import Purpose
from repatria.records.vault.keys import destroyed
from repatria.records.vault.opening import open_rows

PAGE = 50
_MOST_NUMBERS = 900  # that one statement asks for: more lies with nobody
_NAME_PAGE = 1000
_DRAWN_FROM = 2  # the version of `PapersReceived` whose pictures were drawn anew when they came

_SHOWN = (
    "sought_name", "sought_birth", "sought_place", "sought_unit", "last_contact", "relation", "enquirer_name",
    "reach_by", "reach_when", "telephone", "post_to", "lost_words", "words", "private_answer", "helper", "shares",
    "marks", "meeting", "meeting_who",
)  # fmt: skip


def inbox_items_of(subject: str) -> tuple[int, ...]:
    """The numbers of the sealed items of the inbox in which what a key sealed came.

    Given:    an enquiry: it, its papers and later words; of its military facts alone that in which it came itself.
    """
    enquiry_id = enquiry_of(subject) or subject
    indices = [row.recorded_index for row in rows_where(Enquiry, pk=enquiry_id)]
    if subject == enquiry_id:
        indices += [row.recorded_index for row in rows_where(PaperOfKinship, enquiry_id=enquiry_id)]
        indices += [row.recorded_index for row in rows_where(LaterWord, enquiry_id=enquiry_id)]
    acts = (one.act for one in acts_at(indices))
    places = (getattr(act, "inbox", "").partition(":")[0] for act in acts)
    return tuple(sorted({int(place) for place in places if place}))


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """One weighed proof of kinship."""

    evidence: str
    holds: bool
    rests_on_index: int | None
    act_index: int
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """An uploaded paper, without its content."""

    paper_id: str
    received_on: str
    size_bytes: int
    act_index: int
    word: str  # why nobody can look at it, or empty
    words_stood: bool  # False: sent with words that were replaced


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterLine:
    """That she said something later with number and words, and of which kind."""

    word_id: str
    enquiry_id: str
    what: str
    received_on: str
    is_settled: bool
    words_stood: bool  # False: sent with words that were replaced, so that she says it herself before anything is done
    confirmed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterView:
    """The same as it is read with her enquiry: her words, and what was done."""

    line: LaterLine
    text: str
    done: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryView:
    """An enquiry's page."""

    enquiry_id: str
    received_on: str
    first_letter_on: str
    language: str
    page_language: str  # which she read, where it is none of those that letters are written in
    channel: str
    kinship_level: int
    closed_for: str | None
    duplicate_of: str
    recorded_index: int
    said: dict[str, str]
    is_military_destroyed: bool  # she said something of his unit or of when she last heard of him, and it is gone
    evidence: tuple[EvidenceView, ...]
    papers: tuple[PaperView, ...]
    later: tuple[LaterView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryLine:
    """One line of a list of enquiries."""

    enquiry_id: str
    received_on: str
    sought_name: str
    sought_birth: str
    kinship_level: int
    closed_for: str | None
    recorded_index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SoughtRow:
    """What the matcher needs of an enquiry.

    Given:    `birth_date` in her own words; `language` of the page and `received_on`, the day, by which they are read.
    """

    enquiry_id: str
    language: str
    received_on: str
    name: str
    birth_date: str
    place: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterAddress:
    """Where an enquiry's letters go: no name, only the letterbox and the key they are sealed to."""

    enquiry_id: str
    locator: str
    letter_identity: str
    language: str
    received_on: str
    first_letter_on: str
    is_erased: bool  # its key was destroyed: its box is filled like all, and no letter can be written to it
    is_closed: bool  # its box stays, and tells nothing that it does not tell already


@question("enquiries.?enquiry")
def enquiry(acting: Acting, enquiry_id: str, *, reason: str = "") -> EnquiryView:
    """An enquiry's page.

    Raises:   UnknownEnquiryError; RoleForbidsError.
    Leaf:     access.reading_recorded
    """
    record_reading(acting, question="enquiries.?enquiry", records=(enquiry_id,), reason=reason)
    return enquiry_for_room(enquiry_id)


def enquiry_for_room(enquiry_id: str) -> EnquiryView:
    """The same for a higher room that has recorded its own reading act.  Raises: UnknownEnquiryError."""
    row = row_numbered(Enquiry, enquiry_id)
    if row is None:
        raise UnknownEnquiryError("no such enquiry")
    weighed = list(KinshipEvidence.objects.filter(enquiry_id=enquiry_id).order_by("recorded_index"))
    papers = list(PaperOfKinship.objects.filter(enquiry_id=enquiry_id).order_by("recorded_index"))
    return EnquiryView(
        enquiry_id=row.pk, received_on=row.received_on, first_letter_on=row.first_letter_on, language=row.language,
        page_language=row.page_language, channel=row.channel, kinship_level=row.kinship_level,
        closed_for=row.closed_for, duplicate_of=row.duplicate_of,
        recorded_index=row.recorded_index,
        said={column: value or "" for column, value in open_asked([row], _SHOWN)[0].items()},
        is_military_destroyed=are_destroyed(enquiry_id),
        evidence=tuple(
            EvidenceView(
                evidence=e.evidence, holds=e.holds, rests_on_index=e.rests_on_index, act_index=e.recorded_index,
                note=cells["note"],
            )
            for e, cells in zip(weighed, open_rows(weighed, ("note",)), strict=True)
        ),
        papers=tuple(
            PaperView(
                paper_id=p.pk, received_on=p.received_on, size_bytes=p.size_bytes, act_index=p.recorded_index,
                word=cells["word"] or "", words_stood=p.words_stood,
            )
            for p, cells in zip(papers, open_rows(papers, ("word",)), strict=True)
        ),
        later=_later_of(enquiry_id),
    )  # fmt: skip


def _later_of(enquiry_id: str) -> tuple[LaterView, ...]:
    rows = list(LaterWord.objects.filter(enquiry_id=enquiry_id).order_by("recorded_index"))
    return tuple(
        LaterView(line=later_line(row), text=cells["text"] or "", done=cells["done"] or "")
        for row, cells in zip(rows, open_rows(rows, ("text", "done")), strict=True)
    )


def later_line(row: LaterWord) -> LaterLine:
    """One row as a line; nothing is opened."""
    return LaterLine(
        word_id=row.pk, enquiry_id=row.enquiry_id, what=row.what, received_on=row.received_on,
        is_settled=row.settled_index is not None, words_stood=row.words_stood, confirmed=row.confirmed,
    )  # fmt: skip


@question("enquiries.?enquiries", of_numbers=True)
def later_waiting() -> tuple[LaterLine, ...]:
    """What was said later and nobody dealt with yet, the oldest first; nothing is opened."""
    rows = LaterWord.objects.filter(settled_index=None).exclude(enquiry_id__in=destroyed(Purpose.KIN))
    return tuple(map(later_line, rows.order_by("recorded_index")[:PAGE]))


def later_word(word_id: str) -> LaterLine:
    """One of them by its number; nothing is opened.  Raises: UnknownEnquiryError."""
    row = row_numbered(LaterWord, word_id)
    if row is None:
        raise UnknownEnquiryError("nothing of that number was said later")
    return later_line(row)


@question("enquiries.?enquiries", of_numbers=True)
def later_words(enquiry_id: str, what: str) -> tuple[LaterLine, ...]:
    """What she said later of one kind with words that stand, the newest first; nothing is opened."""
    rows = LaterWord.objects.filter(enquiry_id=enquiry_id, what=what, words_stood=True)
    return tuple(map(later_line, rows.order_by("-recorded_index")[:PAGE]))


def _version(kind: str) -> int:
    return int(kind.rpartition(".")[2])


@question("enquiries.?enquiry", name="paper")
def paper_content(acting: Acting, paper_id: str) -> tuple[str, bytes]:
    """The media type and bytes of an uploaded paper, opened from the log.

    Returns:  a picture drawn anew, of an earlier version too, which kept pictures and PDFs as they came.
    Raises:   PictureRefusedError where such a one cannot be drawn: nobody is handed what came.
    Leaf:     access.reading_recorded
    """
    row = row_numbered(PaperOfKinship, paper_id)
    if row is None:
        raise UnknownEnquiryError("no such paper")
    record_reading(acting, question="enquiries.?enquiry", records=(row.enquiry_id, paper_id))
    recorded = act_at(row.recorded_index)
    given = recorded.act
    assert isinstance(given, PapersReceived)
    if given.paper is None or not given.paper.content:
        return "", b""
    is_as_it_came = _version(recorded.kind) < _DRAWN_FROM or given.paper.content.startswith(PDF)
    paper = paper_drawn(given.paper) if is_as_it_came else given.paper
    if paper.word:
        raise refuse_picture(paper.word)
    return paper.media_type, paper.content


@question("enquiries.?enquiries")
def enquiries(
    acting: Acting, *, after_index: int = -1, open_only: bool = True, newest_first: bool = False, channel: str = "",
    received_before: str = "", numbers: Sequence[str] | None = None,
) -> Lines[EnquiryLine]:  # fmt: skip
    """One page of enquiries, those that wait longest first.

    Given:    the list goes on after the enquiry recorded at `after_index`; -1 for its beginning; `channel`, a day
              before which it was received, and `numbers` among which it is, narrow it where they are given.
    Leaf:     access.reading_recorded
    """
    rows = Enquiry.objects.order_by("-recorded_index" if newest_first else "recorded_index")
    if after_index >= 0:
        rows = rows.filter(**{f"recorded_index__{'lt' if newest_first else 'gt'}": after_index})
    if open_only:
        rows = rows.filter(closed_for=None)
    if channel:
        rows = rows.filter(channel=channel)
    if received_before:
        rows = rows.filter(received_on__lt=received_before)
    if numbers is not None:
        rows = rows.filter(pk__in=list(numbers)[:_MOST_NUMBERS])
    page, has_more = cut(rows, PAGE)
    record_reading(acting, question="enquiries.?enquiries", records=[row.pk for row in page])
    return Lines(_lines(page), has_more=has_more)


@question("enquiries.?enquiries")
def enquiries_numbered(acting: Acting, enquiry_ids: Sequence[str]) -> tuple[EnquiryLine, ...]:
    """Given enquiries as lines, at most a page of them.  Leaf: access.reading_recorded"""
    wanted = list(dict.fromkeys(enquiry_ids))[:PAGE]
    rows = list(Enquiry.objects.filter(pk__in=wanted).order_by("recorded_index"))
    record_reading(acting, question="enquiries.?enquiries", records=[row.pk for row in rows])
    return _lines(rows)


@question("enquiries.?enquiries")
def askers(acting: Acting) -> Lines[Alike]:
    """Which open enquiries are alike, over all channels: one contact or text that asks for many, lists, and several who
    ask for one man. Numbers alone; each is read on its own page.

    Source:   practice rule 6
    Leaf:     access.reading_recorded, one for every thousand that were compared
    """
    return askers_beside(acting, {})


def askers_beside(acting: Acting, beside: Mapping[str, str]) -> Lines[Alike]:
    """The same for a higher room that keeps, by enquiry, a further contact: where its notes go."""
    rows = list(Enquiry.objects.filter(closed_for=None).order_by("recorded_index"))
    heard: list[Heard] = []
    for start in range(0, len(rows), _NAME_PAGE):
        page = rows[start : start + _NAME_PAGE]
        record_reading(acting, question="enquiries.?enquiries", records=[row.pk for row in page])
        heard += [
            heard_of(row, cells, beside.get(row.pk, ""))
            for row, cells in zip(page, open_rows(page, COMPARED), strict=True)
        ]  # fmt: skip
    found = [replace(one, numbers=one.numbers[:PAGE]) for one in alike(heard)]
    return Lines(found[:PAGE], has_more=len(found) > PAGE)


@question("enquiries.?enquiries", of_numbers=True)
def open_by_day() -> dict[str, int]:
    """How many open enquiries were received on each day. Counts only, nobody is named."""
    rows = Enquiry.objects.filter(closed_for=None).values_list("received_on").annotate(Count("pk"))
    return dict(rows.order_by("received_on"))


def _lines(page: list[Enquiry]) -> tuple[EnquiryLine, ...]:
    opened = open_rows(page, ("sought_name", "sought_birth"))
    return tuple(
        EnquiryLine(
            enquiry_id=row.pk, received_on=row.received_on, sought_name=cells["sought_name"] or "",
            sought_birth=cells["sought_birth"] or "", kinship_level=row.kinship_level, closed_for=row.closed_for,
            recorded_index=row.recorded_index,
        )
        for row, cells in zip(page, opened, strict=True)
    )  # fmt: skip


def sought(acting: Acting) -> Iterator[tuple[SoughtRow, ...]]:
    """What all enquiries seek, for the matcher, in pages.

    Leaf:     access.reading_recorded, one a page
    """
    after = -1
    while True:
        rows = list(Enquiry.objects.filter(recorded_index__gt=after).order_by("recorded_index")[:_NAME_PAGE])
        if not rows:
            return
        yield _sought(acting, rows)
        after = rows[-1].recorded_index


def sought_numbered(acting: Acting, enquiry_ids: Sequence[str]) -> tuple[SoughtRow, ...]:
    """What given enquiries seek, for the matcher; closed ones are left out.  Leaf: access.reading_recorded"""
    return _sought(acting, rows_where(Enquiry, pk=list(enquiry_ids), order="recorded_index"))


def _sought(acting: Acting, rows: list[Enquiry]) -> tuple[SoughtRow, ...]:
    record_reading(acting, question="enquiries.?names", records=[row.pk for row in rows])
    opened = open_asked(rows, ("sought_name", "sought_birth", "sought_place", "sought_unit"))
    return tuple(
        SoughtRow(
            enquiry_id=row.pk, language=row.language, received_on=row.received_on,
            name=cells["sought_name"] or "", birth_date=cells["sought_birth"] or "",
            place=cells["sought_place"] or "", unit=cells["sought_unit"] or "",
        )
        for row, cells in zip(rows, opened, strict=True)
        if row.closed_for is None
    )  # fmt: skip


def letter_addresses() -> tuple[LetterAddress, ...]:
    """Every enquiry's letterbox, closed ones too: a box that disappeared would tell something."""
    erased = destroyed(Purpose.KIN)
    return tuple(
        LetterAddress(
            enquiry_id=row.pk, locator=row.locator, letter_identity=row.letter_identity, language=row.language,
            received_on=row.received_on, first_letter_on=row.first_letter_on, is_erased=row.pk in erased,
            is_closed=row.closed_for is not None,
        )
        for row in Enquiry.objects.order_by("locator")
    )  # fmt: skip


def enquiry_at(locator: str) -> str | None:
    """The number of the enquiry whose letters lie at this place."""
    return Enquiry.objects.filter(locator=locator).values_list("pk", flat=True).first()


def check_open(enquiry_id: str) -> None:
    """Asks whether an enquiry goes on.  Raises: UnknownEnquiryError; ClosedEnquiryError."""
    row = row_numbered(Enquiry, enquiry_id)
    if row is None:
        raise UnknownEnquiryError("no such enquiry")
    if row.closed_for:
        raise ClosedEnquiryError(f"the enquiry was closed: {row.closed_for}", provision="house rule 6.4")


def is_open(enquiry_id: str) -> bool:
    """Whether there is such an enquiry and it goes on."""
    return is_there(Enquiry, pk=enquiry_id, closed_for=None)


def kinship_level_of(enquiry_id: str) -> int:
    """Raises: UnknownEnquiryError."""
    row = row_numbered(Enquiry, enquiry_id)
    if row is None:
        raise UnknownEnquiryError("no such enquiry")
    return row.kinship_level


def evidence_of(enquiry_id: str) -> tuple[tuple[str, bool, int], ...]:
    """The weighed proofs of an enquiry as (kind, holds, act index), oldest first; no words."""
    rows = rows_where(KinshipEvidence, enquiry_id=enquiry_id, order="recorded_index")
    return tuple((row.evidence, row.holds, row.recorded_index) for row in rows)


def received_index_of(enquiry_id: str) -> int:
    """The act by which an enquiry was received.  Raises: UnknownEnquiryError."""
    index = Enquiry.objects.filter(pk=enquiry_id).values_list("recorded_index", flat=True).first()
    if index is None:
        raise UnknownEnquiryError("no such enquiry")
    return index
