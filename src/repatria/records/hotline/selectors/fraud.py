"""Reports of fraud, and the warning that stands in letters."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.hotline.acts import FraudReported
from repatria.records.hotline.errors import UnknownReportError
from repatria.records.hotline.models import FraudReport, LetterWarning
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.vault.opening import open_rows

FRAUD, WARNINGS = "hotline.?fraud", "hotline.?warnings"


@dataclass(frozen=True, slots=True, kw_only=True)
class FraudLine:
    """A report without its words."""

    report_id: str
    kind: str
    received_on: str
    channel: str
    end: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FraudView:
    """A report whole."""

    line: FraudLine
    told: str
    where: str


def _line(row: FraudReport) -> FraudLine:
    return FraudLine(
        report_id=row.pk, kind=row.kind, received_on=row.received_on, channel=row.channel, end=row.end,
        reason=row.reason,
    )  # fmt: skip


@question(FRAUD, of_numbers=True)
def fraud_reports(acting: Acting) -> tuple[FraudLine, ...]:
    """Reports of fraud, those that wait first, then the newest.  Raises: RoleForbidsError."""
    require(acting, FRAUD)
    rows = rows_where(FraudReport, order="-recorded_index")
    rows.sort(key=lambda row: bool(row.end))
    return tuple(map(_line, rows))


@question(FRAUD)
def fraud_report(acting: Acting, report_id: str) -> FraudView:
    """One report with its words.

    Raises:   UnknownReportError; RoleForbidsError.
    Leaf:     access.reading_recorded
    """
    require(acting, FRAUD)
    rows = rows_where(FraudReport, pk=[report_id])
    if not rows:
        raise UnknownReportError("no such report")
    record_reading(acting, question="hotline.?fraud", records=(report_id,))
    (cells,) = open_rows(rows, ("told", "where"))
    return FraudView(line=_line(rows[0]), told=cells["told"] or "", where=cells["where"] or "")


def items_of_report(report_id: str) -> tuple[int, ...]:
    """The number of the sealed item of the inbox in which a report came; none for what is no report, or was typed."""
    row = row_numbered(FraudReport, report_id)
    given = act_at(row.recorded_index).act if row is not None else None
    place = given.inbox.partition(":")[0] if isinstance(given, FraudReported) else ""
    return (int(place),) if place else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningText:
    """The warning that stands in letters, by language."""

    uk: str
    ru: str
    en: str

    def said(self, language: str) -> str:
        """Its words in the language of a letter."""
        return {"uk": self.uk, "ru": self.ru, "en": self.en}[language]


def warning_now() -> WarningText | None:
    """The warning that the next round puts into every box, or None."""
    rows = rows_where(LetterWarning, order="-recorded_index", at_most=1)
    return WarningText(uk=rows[0].uk, ru=rows[0].ru, en=rows[0].en) if rows and rows[0].is_on else None


@question(WARNINGS)
def letter_warning(acting: Acting) -> WarningText | None:
    """The same for a page.  Raises: RoleForbidsError."""
    require(acting, WARNINGS)
    return warning_now()
