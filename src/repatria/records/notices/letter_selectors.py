"""What doors ask of letters' words: the version that stands, every one before it, and those that wait.

They name nobody, so that reading one leaves no leaf.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from repatria.core.law.letters import Fault, Words, faults_of_letter, sample_letter, shipped_letter, shipped_version
from repatria.core.vocabulary.letters import LANGUAGES_OF_LETTERS, LetterClass, Lines, compared
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.notices.errors import UnknownVersionError
from repatria.records.notices.models import LetterVersion

READ = "notices.?letter_words"


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """One version of the words of one class of letters.

    Given:    `number` 0 and `state` shipped for the words that come with the house.
    """

    version_id: str
    number: int
    letter_class: LetterClass
    lines: Mapping[str, Lines]  # by language
    state: str
    is_standing: bool
    why: str = ""
    written_by: str = ""
    settled_by: tuple[str, ...] = ()
    reason: str = ""
    act_index: int | None = None
    settled_index: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingWords:
    """The words that a round makes letters of, by language, and the version that they are."""

    version_id: str
    number: int
    words: Mapping[str, Lines]


def words_of_row(row: LetterVersion) -> Mapping[str, Lines]:
    return msgspec.json.decode(row.words, type=dict[str, tuple[str, ...]])


def standing_words(letter_class: LetterClass) -> StandingWords:
    """The words that hold now: the version that was adopted last, or those that ship once that one was withdrawn.

    Source:   practice rule 4: one person may take words back, and nobody alone chooses which others hold for all.
    """
    return words_before(letter_class, None)


def words_before(letter_class: LetterClass, act_index: int | None) -> StandingWords:
    """The words that held before an act; None for now."""
    adopted = [
        row
        for row in rows_where(LetterVersion, letter_class=letter_class.value, order="-adopted_index")
        if row.adopted_index is not None and _was(row.adopted_index, act_index)
    ]  # fmt: skip
    last = adopted[0] if adopted else None
    if last is not None and last.state == "withdrawn" and _was(last.settled_index or 0, act_index):
        last = None
    return _standing(letter_class, last)


def _was(index: int, before: int | None) -> bool:
    return before is None or index < before


def _standing(letter_class: LetterClass, row: LetterVersion | None) -> StandingWords:
    if row is None:
        shipped = shipped_letter(letter_class)
        return StandingWords(version_id=shipped_version(letter_class), number=0, words=shipped)
    return StandingWords(version_id=row.pk, number=row.number, words=words_of_row(row))


def _view(row: LetterVersion, standing: str) -> VersionView:
    return VersionView(
        version_id=row.pk, number=row.number, letter_class=LetterClass(row.letter_class), lines=words_of_row(row),
        state=row.state, is_standing=row.pk == standing, why=row.why, written_by=row.written_by,
        settled_by=tuple(row.settled_by.split()), reason=row.reason, act_index=row.recorded_index,
        settled_index=row.settled_index,
    )  # fmt: skip


def _shipped(letter_class: LetterClass, standing: str) -> VersionView:
    version_id = shipped_version(letter_class)
    return VersionView(
        version_id=version_id, number=0, letter_class=letter_class, lines=shipped_letter(letter_class),
        state="shipped", is_standing=version_id == standing,
    )  # fmt: skip


@question(READ, of_numbers=True)
def letter_versions(acting: Acting, letter_class: LetterClass) -> tuple[VersionView, ...]:
    """Every version of one class of letters, the newest first, those that were refused or withdrawn too.

    Returns:  the words that ship last.
    """
    require(acting, READ)
    standing = standing_words(letter_class).version_id
    rows = rows_where(LetterVersion, letter_class=letter_class.value, order="-recorded_index")
    return (*(_view(row, standing) for row in rows), _shipped(letter_class, standing))


@question(READ, of_numbers=True)
def letter_version(acting: Acting, version_id: str) -> VersionView:
    """One version, whatever became of it.  Raises: UnknownVersionError."""
    require(acting, READ)
    for letter_class in LetterClass:
        if version_id == shipped_version(letter_class):
            return _shipped(letter_class, standing_words(letter_class).version_id)
    row = row_numbered(LetterVersion, version_id)
    if row is None:
        raise UnknownVersionError("no such version of a letter")
    return _view(row, standing_words(LetterClass(row.letter_class)).version_id)


@question(READ, of_numbers=True)
def letter_faults(acting: Acting, *, letter_class: LetterClass, words: Words) -> tuple[Fault, ...]:
    """What these words may not be sent with: language, kind, word."""
    require(acting, READ)
    return faults_of_letter(letter_class, words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A letter as an invented family would read it in one language, and what it changes line by line."""

    language: str
    lines: Lines
    changes: tuple[tuple[str, str], ...]


def looked_at(letter_class: LetterClass, words: Words) -> tuple[Looked, ...]:
    """These words beside those that stand, in each language that has some.

    Given:    words that the law lets through: an unknown placeholder has no value here.
    """
    before = standing_words(letter_class).words
    return tuple(
        Looked(
            language=language, lines=sample_letter(words[language], language),
            changes=compared(before[language], tuple(words[language])),
        )
        for language in LANGUAGES_OF_LETTERS if language in words
    )  # fmt: skip


@question(READ, of_numbers=True)
def letter_preview(acting: Acting, *, letter_class: LetterClass, words: Words) -> tuple[Looked, ...]:
    """A letter of these words to an invented family, beside the words that stand; none of words with faults."""
    require(acting, READ)
    return () if faults_of_letter(letter_class, words) else looked_at(letter_class, words)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingVersion:
    """A version that nobody adopted or refused yet."""

    version_id: str
    letter_class: LetterClass
    written_by: str
    act_index: int


@question(READ, of_numbers=True)
def versions_waiting() -> tuple[WaitingVersion, ...]:
    """The versions that wait, the oldest first."""
    return tuple(
        WaitingVersion(
            version_id=row.pk, letter_class=LetterClass(row.letter_class), written_by=row.written_by,
            act_index=row.recorded_index,
        )
        for row in rows_where(LetterVersion, state="drafted", order="recorded_index")
    )  # fmt: skip


@question(READ, of_numbers=True)
def version_reference(version_id: str) -> str:
    """What those who approve are bound to: this version, beside the one that stands while they read it.

    Raises:   UnknownVersionError.
    """
    row = row_numbered(LetterVersion, version_id)
    if row is None:
        raise UnknownVersionError("no such version of a letter")
    return f"{version_id}:{standing_words(LetterClass(row.letter_class)).version_id}"
