"""The queue of call-backs, and what a supervisor sees of the line: numbers only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from repatria.core.vocabulary.dates import instant_text
from repatria.records.access.acting import Acting, require
from repatria.records.access.pages import Lines
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.enquiries.receipts import received_by_channel
from repatria.records.hotline.models import CallBack, LaneTry
from repatria.records.ledger.rows import rows_where
from repatria.records.vault.opening import open_rows

CALLS, LINE = "hotline.?call_backs", "hotline.?line"
PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBackLine:
    """Somebody who waits to be rung back."""

    callback_id: str
    asked_at: str
    language: str
    tries: int
    tried_at: str
    telephone: str
    safe_when: str
    about: str


@question(CALLS)
def call_backs(acting: Acting, *, skip: int = 0) -> Lines[CallBackLine]:
    """Who waits to be rung back: the fewest tries first, then the longest wait.

    Returns:  a page of them, behind as many as are to be skipped.
    Raises:   RoleForbidsError.
    Leaf:     access.reading_recorded
    """
    require(acting, CALLS)
    found = rows_where(CallBack, ended="", order="tries recorded_index")
    rows = found[max(skip, 0) :][:PAGE]
    record_reading(acting, question="hotline.?call_backs", records=[row.pk for row in rows])
    lines = (
        CallBackLine(
            callback_id=row.pk, asked_at=row.asked_at, language=row.language, tries=row.tries, tried_at=row.tried_at,
            telephone=cells["telephone"] or "", safe_when=cells["safe_when"] or "", about=cells["about"] or "",
        )
        for row, cells in zip(rows, open_rows(rows, ("telephone", "safe_when", "about")), strict=True)
    )  # fmt: skip
    return Lines(lines, has_more=max(skip, 0) + PAGE < len(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFigures:
    """How the line does; nobody is named.

    Units:    `answered_last_hour` calls that ended in somebody who was reached or heard her letters; `by_channel`
              enquiries received in the last seven days.
    """

    waiting: int
    oldest_at: str
    answered_last_hour: int
    by_channel: dict[str, int]


@question(LINE, of_numbers=True)
def line_figures(acting: Acting, at: datetime) -> LineFigures:
    """What waits, since when, how much was answered within the hour, and by which ways enquiries came."""
    require(acting, LINE)
    waiting = CallBack.objects.filter(ended="").order_by("recorded_index")
    since = instant_text(at - timedelta(hours=1))
    answered = CallBack.objects.filter(ended="reached", tried_at__gte=since).count()
    answered += LaneTry.objects.filter(errors=0, tried_at__gte=since).count()
    return LineFigures(
        waiting=waiting.count(), oldest_at=waiting.values_list("asked_at", flat=True).first() or "",
        answered_last_hour=answered, by_channel=received_by_channel(at - timedelta(days=7)),
    )  # fmt: skip


def calls_waiting() -> int:
    """How many wait to be rung back."""
    return CallBack.objects.filter(ended="").count()


def calls_waiting_since() -> tuple[tuple[str, str], ...]:
    """The call-backs that wait, by number, and when each was asked for, the oldest first."""
    return tuple((row.pk, row.asked_at) for row in rows_where(CallBack, ended="", order="recorded_index", at_most=200))
