"""Drafting other words for papers, adopting, refusing and withdrawing them."""

from __future__ import annotations

from repatria.core.law.paper_words import check_paper_words, paper_words_digest
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.paper_words import PaperClass, ReplacedTexts, only_replaced
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import Used, require_approvals, uses_approvals
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.notices.errors import SameWordsError, UnknownPaperWordsError, VersionStateError
from repatria.records.notices.letter_services import LONGEST_REASON
from repatria.records.notices.models import PaperVersion
from repatria.records.notices.paper_texts import shipped_texts
from repatria.records.notices.paper_word_acts import (
    PaperWordsAdopted,
    PaperWordsDrafted,
    PaperWordsRefused,
    PaperWordsWithdrawn,
)
from repatria.records.notices.paper_word_selectors import (
    paper_version_reference,
    shipped_paper_version,
    standing_paper_version,
    standing_paper_words,
    words_of_row,
)

ADOPT_PAPER = "notices.adopt_paper_words"
_TWO = "two-person rule"


def _reason(text: str, field: str = "reason") -> str:
    if not 0 < len(text.strip()) <= LONGEST_REASON:
        raise InputError("say why, in one sentence", ((field, "missing" if not text.strip() else "length"),))
    return text.strip()


@service
def draft_paper_words(acting: Acting, *, paper: PaperClass, words: ReplacedTexts, why: str) -> str:
    """Lays other words for a paper before those who approve.

    Source:   practice rules 4, 18-20; GC III art. 117, 122.
    Given:    `words` by text and language: all that is to be replaced. What says the same as the house replaces
              nothing; what is not named keeps the house's own words.
    Returns:  the version's number.
    Raises:   PaperWordsError naming what no paper says or each must; InputError without a reason; SameWordsError.
    Leaf:     notices.paper_words_drafted
    Not:      fields: they are what acts hold. Nothing is printed with these words before they are adopted.
    """
    require(acting, "notices.draft_paper_words")
    shipped = shipped_texts(paper)
    said = only_replaced(shipped, words)
    check_paper_words(paper, shipped, said)
    reason, drafted = _reason(why, "why"), rows_where(PaperVersion, paper=paper.value)
    digest = paper_words_digest(said)
    waiting = [paper_words_digest(words_of_row(row)) for row in drafted if row.state == "drafted"]
    if digest in (paper_words_digest(standing_paper_words(paper)), *waiting):
        raise SameWordsError("these words stand already, or wait", provision=_TWO)
    words_id = record_number("TP", acting.randomness(7))
    record(
        PaperWordsDrafted(
            words_id=words_id, number=len(drafted) + 1, paper=paper, words=said,
            shipped=shipped_paper_version(paper), why=reason, written_by=acting.account_id,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return words_id


def _in_state(words_id: str, state: str) -> PaperVersion:
    row = row_numbered(PaperVersion, words_id)
    if row is None:
        raise UnknownPaperWordsError("no such version of a paper's words")
    if row.state != state:
        raise VersionStateError(f"this version is {row.state}", provision=_TWO)
    return row


@service
def adopt_paper_words(acting: Acting, *, words_id: str) -> None:
    """Lets a paper be printed with these words from now on.

    Source:   practice rule 4; two-person rule.
    Given:    two persons, neither of whom wrote it, approved `paper_version_reference(words_id)`: the version beside
              the one that stands. What was adopted in between asks them anew.
    Raises:   UnknownPaperWordsError; VersionStateError; PaperWordsError where the house's own words have changed
              since; ApprovalsMissingError.
    Leaf:     notices.paper_words_adopted
    Not:      papers that are out: a sheet whose code an act keeps is printed again as it was.
    """
    require(acting, ADOPT_PAPER)
    row = _in_state(words_id, "drafted")
    paper = PaperClass(row.paper)
    check_paper_words(paper, shipped_texts(paper), words_of_row(row))
    approvers = require_approvals(ADOPT_PAPER, paper_version_reference(words_id), row.written_by, at=acting.at)
    given = PaperWordsAdopted(
        words_id=words_id, paper=paper, instead_of=standing_paper_version(paper), approved_by=approvers
    )
    record(given, actor=acting.account_id, at=acting.at)


@service
def refuse_paper_words(acting: Acting, *, words_id: str, reason: str) -> None:
    """Refuses a version that waits, or takes back one's own.

    Source:   two-person rule: one who does not agree is enough.
    Raises:   UnknownPaperWordsError; VersionStateError; InputError without a reason.
    Leaf:     notices.paper_words_refused
    """
    require(acting, "notices.refuse_paper_words")
    said = _reason(reason)
    _in_state(words_id, "drafted")
    given = PaperWordsRefused(words_id=words_id, reason=said, by=acting.account_id)
    record(given, actor=acting.account_id, at=acting.at)


@service
def withdraw_paper_words(acting: Acting, *, words_id: str, reason: str) -> None:
    """Withdraws the version that stands; the house's own words are printed from now on.

    Source:   practice rule 4.
    Given:    one person may, since it leads to the house's own words; an earlier version is adopted anew, by two.
    Raises:   UnknownPaperWordsError; VersionStateError for one that does not stand; InputError without a reason.
    Leaf:     notices.paper_words_withdrawn
    """
    require(acting, "notices.withdraw_paper_words")
    said = _reason(reason)
    row = _in_state(words_id, "adopted")
    if standing_paper_version(PaperClass(row.paper)) != words_id:
        raise VersionStateError("another version stands", provision=_TWO)
    given = PaperWordsWithdrawn(words_id=words_id, reason=said, by=acting.account_id)
    record(given, actor=acting.account_id, at=acting.at)


def _used(given: PaperWordsAdopted) -> Used:
    return Used(action=ADOPT_PAPER, reference=f"{given.words_id}:{given.instead_of}")


def register() -> None:
    """Says what the act of this room uses up."""
    uses_approvals(PaperWordsAdopted, _used)
