"""What the acts of notices do to rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from repatria.records.ledger.acts import encode
from repatria.records.ledger.operations import Insert, Operation, Sealed, Set, is_absent, projects
from repatria.records.notices.acts import (
    LetterIssued,
    LetterWithheld,
    NoticeDelivered,
    NoticeIssued,
    NoticesLeft,
    RoundRecorded,
)
from repatria.records.notices.letter_acts import LetterAdopted, LetterDrafted, LetterRefused, LetterWordsWithdrawn
from repatria.records.notices.paper_word_acts import (
    PaperWordsAdopted,
    PaperWordsDrafted,
    PaperWordsRefused,
    PaperWordsWithdrawn,
)

NOTICE, LETTER, ROUND = "notices_statutorynotice", "notices_letter", "notices_round"
VERSION, PAPER = "notices_letterversion", "notices_paperversion"
_Settled = LetterRefused | LetterWordsWithdrawn | PaperWordsRefused | PaperWordsWithdrawn
_Words = LetterAdopted | PaperWordsAdopted | _Settled


def _issue(given: NoticeIssued, index: int) -> Iterator[Operation]:
    yield Insert(NOTICE, given.notice_id, {
        "person_id": given.person_id, "recipient": given.recipient.value, "reason": given.reason,
        "basis_index": given.basis_index, "due_at": given.due_at, "is_correction": given.is_correction,
        "code_hash": given.code_hash, "recorded_index": index,
    })  # fmt: skip


def _deliver(given: NoticeDelivered, index: int) -> Iterator[Operation]:
    yield Set(NOTICE, given.notice_id, {"state": given.step, "reference": given.reference, "step_at": given.at})


def _left(given: NoticesLeft, index: int) -> Iterator[Operation]:
    for notice_id in given.notice_ids:
        yield Set(NOTICE, notice_id, {"state": "with_agency"})


def _letter(given: LetterIssued, index: int) -> Iterator[Operation]:
    text = None if is_absent(given.text) else encode(given.text).decode()
    yield Insert(LETTER, given.letter_id, {
        "enquiry_id": given.enquiry_id, "letter_kind": given.letter_kind.value,
        "decision_index": given.decision_index, "language": given.language, "dated": given.dated,
        "code_hash": given.code_hash, "version": given.version, "recorded_index": index,
        "text": Sealed(given.enquiry_id, text),
    })  # fmt: skip


def _withheld(given: LetterWithheld, index: int) -> Iterator[Operation]:
    yield Set(LETTER, given.letter_id, {"withheld_index": index})


def _round(given: RoundRecorded, index: int) -> Iterator[Operation]:
    yield Insert(ROUND, str(given.number), {
        "on": given.on, "digest": given.digest, "code_digest": given.code_digest, "recorded_index": index,
    })  # fmt: skip


def _draft(given: LetterDrafted, index: int) -> Iterator[Operation]:
    yield Insert(VERSION, given.version_id, {
        "number": given.number, "letter_class": given.letter_class.value, "words": encode(given.words).decode(),
        "why": given.why, "written_by": given.written_by, "recorded_index": index,
    })  # fmt: skip


def _draft_paper(given: PaperWordsDrafted, index: int) -> Iterator[Operation]:
    yield Insert(PAPER, given.words_id, {
        "number": given.number, "paper": given.paper.value, "words": encode(given.words).decode(),
        "shipped": given.shipped, "why": given.why, "written_by": given.written_by, "recorded_index": index,
    })  # fmt: skip


def _number(given: _Words) -> tuple[str, str]:
    """Table and row of a version of the words of letters, or of those of a paper."""
    if isinstance(given, PaperWordsAdopted | PaperWordsRefused | PaperWordsWithdrawn):
        return PAPER, given.words_id
    return VERSION, given.version_id


def _adopt(given: LetterAdopted | PaperWordsAdopted, index: int) -> Iterator[Operation]:
    yield Set(*_number(given), {
        "state": "adopted", "settled_by": " ".join(given.approved_by), "adopted_index": index, "settled_index": index,
    })  # fmt: skip


def _settled(state: str) -> Callable[[_Settled, int], Iterator[Operation]]:
    def settle(given: _Settled, index: int) -> Iterator[Operation]:
        yield Set(*_number(given), {
            "state": state, "reason": given.reason, "settled_by": given.by, "settled_index": index,
        })  # fmt: skip

    return settle


def register() -> None:
    projects(NoticeIssued)(_issue)
    projects(NoticeDelivered)(_deliver)
    projects(NoticesLeft)(_left)
    projects(LetterIssued)(_letter)
    projects(LetterWithheld)(_withheld)
    projects(RoundRecorded)(_round)
    projects(LetterDrafted)(_draft)
    projects(LetterAdopted)(_adopt)
    projects(LetterRefused)(_settled("refused"))
    projects(LetterWordsWithdrawn)(_settled("withdrawn"))
    projects(PaperWordsDrafted)(_draft_paper)
    projects(PaperWordsAdopted)(_adopt)
    projects(PaperWordsRefused)(_settled("refused"))
    projects(PaperWordsWithdrawn)(_settled("withdrawn"))
