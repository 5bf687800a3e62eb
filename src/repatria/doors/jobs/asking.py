"""`repatria ask`: one question of a role's page, answered as JSON, with the reading act that it leaves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from repatria.records.access.acting import Acting
from repatria.records.access.calls import answer_question, plain
from repatria.records.access.errors import UnknownCallError
from repatria.records.access.given_out import check_day
from repatria.records.access.questions import question_named
from repatria.records.ledger.services import bulk_acts, noting_acts


def answered(acting: Acting, name: str, given: Mapping[str, Any], *, is_measured: bool) -> dict[str, Any]:
    """Asks a question as this account.

    Given:    `is_measured` where what an account is given within a day has an end.
    Returns:  the question, the answer, and the numbers of the acts that the reading left.
    Raises:   UnknownCallError; RoleForbidsError; DayIsFullError; as the parameters and the selector refuse. Nothing is
              shown then, and no act stands.
    """
    asked = question_named(name)
    if asked is None:
        raise UnknownCallError("there is no such question; `repatria ask` lists them", (("question", "unknown"),))
    with bulk_acts(), noting_acts() as readings:
        returned = plain(answer_question(acting, asked, given))
        if is_measured:
            check_day(acting.account_id, readings, at=acting.at)
    return {"question": asked.name, "returned": returned, "acts": readings}
