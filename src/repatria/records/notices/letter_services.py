"""Drafting the words of letters, adopting, refusing and withdrawing them."""

from __future__ import annotations

from repatria.core.law.letters import Words, check_letter, words_digest
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.letters import LANGUAGES_OF_LETTERS, LetterClass, lines_of
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import Used, require_approvals, uses_approvals
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.notices.errors import SameWordsError, UnknownVersionError, VersionStateError
from repatria.records.notices.letter_acts import LetterAdopted, LetterDrafted, LetterRefused, LetterWordsWithdrawn
from repatria.records.notices.letter_selectors import standing_words, version_reference, words_of_row
from repatria.records.notices.models import LetterVersion

ADOPT = "notices.adopt_letter"
LONGEST_REASON = 400
_RULE = "practice rule 4"


def _reason(text: str, field: str = "reason") -> str:
    if not 0 < len(text.strip()) <= LONGEST_REASON:
        raise InputError("say why, in one sentence", ((field, "missing" if not text.strip() else "length"),))
    return text.strip()


@service
def draft_letter(acting: Acting, *, letter_class: LetterClass, words: Words, why: str) -> str:
    """Lays new words for one class of letters before those who approve.

    Source:   practice rules 4, 27 and section 3.
    Given:    `words` by language: title, answer, then a paragraph a line; placeholders in braces.
    Returns:  the version's number.
    Raises:   LetterWordsError naming what no letter says or each must; InputError without a reason; SameWordsError.
    Leaf:     notices.letter_drafted
    Not:      nobody gets a letter of these words before they are adopted.
    """
    require(acting, "notices.draft_letter")
    said = {one: lines_of("\n".join(words[one])) for one in words}
    check_letter(letter_class, said)
    reason, drafted = _reason(why, "why"), rows_where(LetterVersion, letter_class=letter_class.value)
    digest = words_digest(said)
    waiting = [row for row in drafted if row.state == "drafted"]
    if digest == words_digest(standing_words(letter_class).words) or any(digest == _digest(row) for row in waiting):
        raise SameWordsError("these words stand already, or wait", provision=_RULE)
    version_id = record_number("TW", acting.randomness(7))
    record(
        LetterDrafted(
            version_id=version_id, number=len(drafted) + 1, letter_class=letter_class,
            words={one: said[one] for one in LANGUAGES_OF_LETTERS}, why=reason, written_by=acting.account_id,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return version_id


def _digest(row: LetterVersion) -> str:
    return words_digest(words_of_row(row))


def _in_state(version_id: str, state: str) -> LetterVersion:
    row = row_numbered(LetterVersion, version_id)
    if row is None:
        raise UnknownVersionError("no such version of a letter")
    if row.state != state:
        raise VersionStateError(f"this version is {row.state}", provision=_RULE)
    return row


@service
def adopt_letter(acting: Acting, *, version_id: str) -> None:
    """Lets a version hold from the next round on.

    Source:   practice rule 4; two-person rule.
    Given:    two persons, neither of whom wrote it, approved `version_reference(version_id)`: the version beside the
              one that stands. What was adopted in between asks them anew.
    Raises:   UnknownVersionError; VersionStateError; LetterWordsError where the rules have changed since;
              ApprovalsMissingError.
    Leaf:     notices.letter_adopted
    Not:      letters that were issued: each stays as it is, with the version that it was made of.
    """
    require(acting, ADOPT)
    row = _in_state(version_id, "drafted")
    letter_class = LetterClass(row.letter_class)
    check_letter(letter_class, words_of_row(row))
    approvers = require_approvals(ADOPT, version_reference(version_id), row.written_by, at=acting.at)
    given = LetterAdopted(
        version_id=version_id, letter_class=letter_class, instead_of=standing_words(letter_class).version_id,
        approved_by=approvers,
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)


@service
def refuse_letter(acting: Acting, *, version_id: str, reason: str) -> None:
    """Refuses a version that waits, or takes back one's own.

    Source:   two-person rule: one who does not agree is enough.
    Raises:   UnknownVersionError; VersionStateError; InputError without a reason.
    Leaf:     notices.letter_refused
    """
    require(acting, "notices.refuse_letter")
    said = _reason(reason)
    _in_state(version_id, "drafted")
    given = LetterRefused(version_id=version_id, reason=said, by=acting.account_id)
    record(given, actor=acting.account_id, at=acting.at)


@service
def withdraw_letter_words(acting: Acting, *, version_id: str, reason: str) -> None:
    """Withdraws the version that stands; the words that ship hold again, from the next round on.

    Source:   practice rule 4.
    Given:    one person may, since it leads to the words of the rules; an earlier version is adopted anew, by two.
    Raises:   UnknownVersionError; VersionStateError for one that does not stand; InputError without a reason.
    Leaf:     notices.letter_words_withdrawn
    """
    require(acting, "notices.withdraw_letter_words")
    said = _reason(reason)
    row = _in_state(version_id, "adopted")
    if standing_words(LetterClass(row.letter_class)).version_id != version_id:
        raise VersionStateError("another version stands", provision=_RULE)
    given = LetterWordsWithdrawn(version_id=version_id, reason=said, by=acting.account_id)
    record(given, actor=acting.account_id, at=acting.at)


def _used(given: LetterAdopted) -> Used:
    return Used(action=ADOPT, reference=f"{given.version_id}:{given.instead_of}")


def register() -> None:
    """Says what the act of this room uses up."""
    uses_approvals(LetterAdopted, _used)
