"""The acts of papers' words: a version drafted, adopted, refused, withdrawn. They name nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.vocabulary.paper_words import PaperClass
from repatria.records.ledger.acts import Act, act


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PaperWordsDrafted(Act):
    """Somebody wrote other words for one paper; nothing is printed with them by this.

    Given:    `words` only those that differ from the house's own, by text and language; `shipped` the digest of the
              house's own words beside which they were written.
    """

    KIND: ClassVar[str] = "notices.paper_words_drafted"

    words_id: str
    number: int  # of this paper, counted up from 1; the words that ship are 0
    paper: PaperClass
    words: dict[str, dict[str, str]]
    shipped: str
    why: str
    written_by: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PaperWordsAdopted(Act):
    """A version is printed from now on.

    Given:    `instead_of` the version that stood, to which those who approved saw it compared.
    """

    KIND: ClassVar[str] = "notices.paper_words_adopted"

    words_id: str
    paper: PaperClass
    instead_of: str
    approved_by: tuple[str, ...]


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PaperWordsRefused(Act):
    """A version was refused before anything was printed with it; it stays readable."""

    KIND: ClassVar[str] = "notices.paper_words_refused"

    words_id: str
    reason: str
    by: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PaperWordsWithdrawn(Act):
    """A version that stood is printed no longer; the house's own words are, from now on."""

    KIND: ClassVar[str] = "notices.paper_words_withdrawn"

    words_id: str
    reason: str
    by: str
