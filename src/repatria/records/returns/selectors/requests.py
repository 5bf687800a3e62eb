"""Requests to a neutral intermediary: all by number, and one with all that was said."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.return_request import AskedFor, RequestState
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.ledger.rows import rows_where
from repatria.records.returns.models import RequestStep, ReturnRequest
from repatria.records.returns.reading import request_row
from repatria.records.vault.opening import open_rows

SEES, READS = "returns.?returns", "returns.?request"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """One request by its number: what was asked and granted, and where it stands."""

    request_id: str
    state: RequestState
    asked_for: tuple[AskedFor, ...]
    granted: tuple[AskedFor, ...]
    asked_at: str
    answer_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestStepView:
    """One thing that became of a request."""

    event: str
    at: str
    reference: str
    granted: tuple[AskedFor, ...]
    by: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestView:
    """One request whole, the oldest step first."""

    line: RequestLine
    body: str
    what: str
    when: str
    conditions: str
    steps: tuple[RequestStepView, ...]


def _asked(text: str) -> tuple[AskedFor, ...]:
    return tuple(AskedFor(one) for one in text.split())


def _line(row: ReturnRequest) -> RequestLine:
    return RequestLine(
        request_id=row.pk, state=RequestState(row.state), asked_for=_asked(row.asked_for),
        granted=_asked(row.granted), asked_at=row.asked_at, answer_by=row.answer_by,
    )  # fmt: skip


@question(SEES, of_numbers=True)
def return_requests(acting: Acting) -> tuple[RequestLine, ...]:
    """Every request by its number, the newest first.  Raises: RoleForbidsError."""
    require(acting, SEES)
    return tuple(map(_line, rows_where(ReturnRequest, order="-recorded_index")))


@question(READS)
def return_request(acting: Acting, request_id: str) -> RequestView:
    """One request with what was asked and answered.

    Raises:   RoleForbidsError; UnknownRequestError.
    Leaf:     access.reading_recorded
    """
    require(acting, READS)
    row = request_row(request_id)
    record_reading(acting, question="returns.?request", records=(row.pk,))
    (cells,) = open_rows([row], ("body", "what", "when", "conditions"))
    steps = rows_where(RequestStep, request_id=row.pk, order="recorded_index")
    return RequestView(
        line=_line(row), **{name: text or "" for name, text in cells.items()},
        steps=tuple(
            RequestStepView(
                event=one.event, at=one.at, reference=one.reference, granted=_asked(one.granted),
                by=words["by"] or "", said=words["said"] or "",
            )
            for one, words in zip(steps, open_rows(steps, ("by", "said")), strict=True)
        ),
    )  # fmt: skip
