"""The request to a neutral intermediary: asked, answered as it is answered, or fallen back on one's own duty."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from repatria.core.law.return_request import (
    ANSWERS,
    AskedFor,
    RequestEvent,
    RequestFacts,
    RequestState,
    next_request,
)
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.services import record, service
from repatria.records.returns.acts import RequestMade, RequestMoved, RequestSaid, RequestWords
from repatria.records.returns.reading import request_row

ASK, MOVE = "returns.make_request", "returns.move_request"


def asked_of(text: str) -> frozenset[AskedFor]:
    """What a column says was asked for or granted."""
    return frozenset(AskedFor(one) for one in text.split())


def in_order(asked: Collection[AskedFor]) -> tuple[AskedFor, ...]:
    """The same in one order, whoever said it."""
    return tuple(one for one in AskedFor if one in asked)


@service
def make_request(
    acting: Acting, *, body: str, asked_for: Collection[AskedFor], what: str, when: str, answer_by: date,
    asked_at: datetime, conditions: str = "",
) -> str:  # fmt: skip
    """Records that a neutral intermediary was asked to be witness, inbox or channel: for what, when, how, until when.

    Source:   practice rule 28; GC I art. 16, 17.
    Given:    `body` the Red Cross or any other neutral body; `answer_by` the day by which an answer was asked for.
    Returns:  the request's number.
    Raises:   UnstatedParticularsError, OpenGuardError naming all that is missing; NotYetError; StatementError.
    Leaf:     returns.request_made
    Not:      carriage, storage or identification: that is asked of nobody here.
    """
    require(acting, ASK)
    refuse_statements({"body": body, "what": what, "when": when, "conditions": conditions})
    check_happened(asked_at, acting.at, "asked_at")
    next_request(None, RequestEvent.ASKED, RequestFacts(
        body=body, what=what, when=when, asked_for=frozenset(asked_for), answer_by=answer_by, at=asked_at,
    ))  # fmt: skip
    request_id = record_number("NQ", acting.randomness(7))
    record(
        RequestMade(
            request_id=request_id, asked_for=in_order(asked_for), asked_at=instant_text(asked_at),
            answer_by=answer_by.isoformat(),
            words=RequestWords(
                body=body.strip(), what=what.strip(), when=when.strip(), conditions=conditions.strip()
            ),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return request_id


@service
def move_request(
    acting: Acting, *, request_id: str, event: RequestEvent, happened_at: datetime,
    granted: Collection[AskedFor] = (), by: str = "", reference: str = "", said: str = "",
) -> int:  # fmt: skip
    """Records what became of a request: yes, in part, no; no answer by its day; the own duty taken on; withdrawn.

    Source:   practice rule 28; GC I art. 16, 17; GC III art. 120: silence and a no release nobody from his duty.
    Given:    `granted` of what was asked for; of a yes it is all of it. `said` are conditions, a reason, or what the
              authorities do themselves. An answer may come late, and a later one takes the place of an earlier one.
    Returns:  the index of the act.
    Raises:   UnknownRequestError; RequestOrderError; UnstatedParticularsError or OpenGuardError naming all that is
              missing; InputError for a time before the last; NotYetError; StatementError.
    Leaf:     returns.request_moved
    """
    require(acting, MOVE)
    refuse_statements({"by": by, "reference": reference, "said": said})
    check_happened(happened_at, acting.at)
    row = request_row(request_id)
    asked = asked_of(row.asked_for)
    meant = frozenset(granted) or (asked if event is RequestEvent.GRANTED else frozenset())
    before = RequestState(row.state)
    after = next_request(before, event, RequestFacts(
        asked_for=asked, granted=meant, by=by, reference=reference, said=said,
        answer_by=date.fromisoformat(row.answer_by), at=acting.at,
    ))  # fmt: skip
    if instant_text(happened_at) < row.last_at:
        raise InputError("what came before was later", (("happened_at", "before_last_step"),))
    kept = meant if event in ANSWERS else asked_of(row.granted)
    return record(
        RequestMoved(
            request_id=row.pk, event=event, previous=before, state=after, granted=in_order(kept),
            at=instant_text(happened_at), reference=reference.strip(),
            words=RequestSaid(by=by.strip(), said=said.strip()),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
