"""The paper of a list that goes to the other side: exactly what its act holds, with the digest to compare.

Source: GC III art. 109, 115, 118, 119; house rule 6.7. What nobody recorded is a line to be filled by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.core.vocabulary.paper_mark import PaperInputError, PaperMark
from repatria.core.vocabulary.papers import PaperKind

MOST_LINES = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeLine:
    """One row: our number, theirs, and, where the act names him, who he is; else a word of the answer alone."""

    our_number: str
    their_number: str
    name: str
    birth_date: str
    service_number: str
    word: str  # of OutwardWord, or ""
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeListPaper:
    """A list that was let out.

    Raises:   PaperInputError for one without rows or recipients, and for one of too many rows.
    Not:      a reason: of a line that is not on the list no paper says why.
    """

    mark: PaperMark
    number: int
    list_kind: str  # of ReleasedKind
    about: str  # number of the list, or the Power
    recipients: tuple[NoticeRecipient, ...]
    released_at: datetime
    content_digest: str
    lines: tuple[ExchangeLine, ...]

    def __post_init__(self) -> None:
        if not 0 < len(self.lines) <= MOST_LINES:
            raise PaperInputError("a list has between 1 and 5,000 rows", (("lines", "count"),))
        if not self.recipients:
            raise PaperInputError("a list names its recipients", (("recipients", "empty"),))

    @property
    def kind(self) -> PaperKind:
        return PaperKind.EXCHANGE_LIST
