"""What the desk asks of the outside; config binds it at start."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from repatria.core.vocabulary.lists import ListReader
from repatria.core.vocabulary.paper_codes import check_word, paper_code
from repatria.core.vocabulary.paper_words import PaperClass
from repatria.core.vocabulary.papers import Paper, PaperLanguage, PaperMark, PaperPrinter
from repatria.core.vocabulary.tables import read_table
from repatria.core.vocabulary.written_times import UTC_ZONE, BureauZone

if TYPE_CHECKING:  # the process binds this before Django is awake
    from repatria.records.access.acting import Acting


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskOutside:
    """Printer, matcher, clock and randomness of the running desk, and what papers say of the bureau."""

    printer: PaperPrinter
    bureau: Mapping[str, str]  # name by language
    telephone: str
    check_address: str
    is_demo: bool
    first_letter_day: int
    matcher_socket: Path
    hours: Mapping[str, str] = field(default_factory=dict)  # when somebody answers the telephone, by language
    zone: BureauZone = UTC_ZONE
    lists: ListReader[Acting] | None = None
    samples: Callable[[PaperClass, PaperMark], tuple[Paper, ...]] | None = None  # invented papers, to look at words on
    visit_file: Path | None = None  # in which the bureau writes its own words for a visit, and who gives support
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    randomness: Callable[[int], bytes] = secrets.token_bytes

    def fresh_mark(self, language: str) -> tuple[str, str]:
        """A fresh code and check word for a paper in this language."""
        words = read_table("repatria.core.vocabulary", f"words/{language}.txt").split()
        return paper_code(self.randomness(13)), check_word(self.randomness(8), words)

    def mark(self, code: str, word: str, *languages: str, before_index: int | None = None) -> PaperMark:
        """The mark of a paper with this code and word.

        Given:    `before_index` of the act that keeps the code of a sheet that is printed again: it says what it said.
        """
        from repatria.records.notices.paper_word_selectors import words_on_papers

        return PaperMark(
            code=code, check_word=word, languages=tuple(PaperLanguage(one) for one in languages),
            bureau=tuple(self.bureau[one] for one in languages), printed_at=self.now(), demo=self.is_demo,
            telephone=self.telephone, check_address=self.check_address, words=words_on_papers(before_index),
        )  # fmt: skip


_installed: list[DeskOutside] = []


def install(outside: DeskOutside | None) -> None:
    """Binds the outside of this process (or takes it away with None)."""
    _installed[:] = [outside] if outside else []


def current() -> DeskOutside:
    """Raises: LookupError when nothing was bound: the desk was started without its config."""
    if not _installed:
        raise LookupError("the desk has no outside: start it through `repatria serve`")
    return _installed[0]
