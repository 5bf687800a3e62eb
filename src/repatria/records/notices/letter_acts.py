"""The acts of letters' words: a version drafted, adopted, refused, withdrawn. They name nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.vocabulary.letters import LetterClass
from repatria.records.ledger.acts import Act, act


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDrafted(Act):
    """Somebody wrote new words for one class of letters; nobody gets them by this."""

    KIND: ClassVar[str] = "notices.letter_drafted"

    version_id: str
    number: int  # of this class, counted up from 1; the words that ship are 0
    letter_class: LetterClass
    words: dict[str, tuple[str, ...]]  # title, answer and paragraphs by language
    why: str
    written_by: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class LetterAdopted(Act):
    """A version holds from the next round on.

    Given:    `instead_of` the version that stood, to which those who approved saw it compared.
    """

    KIND: ClassVar[str] = "notices.letter_adopted"

    version_id: str
    letter_class: LetterClass
    instead_of: str
    approved_by: tuple[str, ...]


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRefused(Act):
    """A version was refused before anybody got it; it stays readable."""

    KIND: ClassVar[str] = "notices.letter_refused"

    version_id: str
    reason: str
    by: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWordsWithdrawn(Act):
    """A version that stood holds no longer; the one before it does again, from the next round on."""

    KIND: ClassVar[str] = "notices.letter_words_withdrawn"

    version_id: str
    reason: str
    by: str
