"""What a list that went out says as cells of a table and as a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.core.vocabulary.papers_exchange import ExchangeLine, ExchangeListPaper
from repatria.doors.desk.frame.dates import date_words
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.terms import local
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import with_latin, word_text
from repatria.records.exchanges.selectors.outward import ReleasedView

_LABELS = (
    "column.released_no", "column.our_number", "column.their_number", "column.name", "column.birth_date",
    "column.service_number", "column.outward_word", "column.since",
)  # fmt: skip


def released_labels(language: str) -> list[str]:
    """The heads of the columns of a list that goes out."""
    return [say(language, one) for one in _LABELS]


def released_cells(language: str, row: Sequence[str]) -> tuple[str, ...]:
    """One row of it, its word in the language of the page."""
    *before, birth, service, word, since = row
    said = word_text(language, "outward_word", word) if word else ""
    return (*before, date_words(language, birth) if birth else "", service, said, date_words(language, since))


def paper_of(language: str, view: ReleasedView) -> ExchangeListPaper:
    """The sheet: under the code and check word of its act, in the language of the page and in English."""
    languages = tuple(dict.fromkeys((language, "en")))
    return ExchangeListPaper(
        mark=current().mark(view.code, view.check_word, *languages, before_index=view.line.act_index),
        number=view.line.number,
        list_kind=view.line.kind, about=view.line.list_id or view.line.power,
        recipients=tuple(NoticeRecipient(one) for one in view.line.recipients),
        released_at=local(read_instant(view.line.released_at)), content_digest=view.line.content_digest,
        lines=tuple(
            ExchangeLine(
                our_number=ours, their_number=theirs, name=with_latin(name), birth_date=birth,
                service_number=service, word=word, since=since,
            )
            for _, ours, theirs, name, birth, service, word, since in view.rows
        ),
    )  # fmt: skip
