"""Papers of the hotline: the blank form of an enquiry with its receipt, and a letter as it lies in her box."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from repatria.core.vocabulary.paper_mark import PaperInputError, PaperMark
from repatria.core.vocabulary.papers import PaperKind


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryFormPaper:
    """A form to be filled by hand, and behind it the receipt that she keeps: number, words, rows for callers.

    Raises:   PaperInputError for words that would not fit.
    Not:      anything of an enquiry: it is blank.
    """

    mark: PaperMark
    form_number: str
    number: str
    words: tuple[str, ...]
    caller_rows: tuple[str, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.words) <= 12 or any(len(word) > 16 for word in (*self.words, *self.caller_rows)):
            raise PaperInputError("a receipt has 1 to 12 words of at most 16 letters", (("words", "length"),))

    @property
    def kind(self) -> PaperKind:
        return PaperKind.ENQUIRY_FORM


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedLetterPaper:
    """A letter as it lies in her box, word for word, with the code and check word that it bears there.

    Raises:   PaperInputError for a letter without words.
    """

    mark: PaperMark
    title: str
    paragraphs: tuple[str, ...]
    dated: date

    def __post_init__(self) -> None:
        if not self.paragraphs:
            raise PaperInputError("a letter has words", (("paragraphs", "missing"),))

    @property
    def kind(self) -> PaperKind:
        return PaperKind.POSTED_LETTER
