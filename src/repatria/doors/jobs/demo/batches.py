"""The demonstration's small batch: six of theirs by their list, seven by their paper, five that a doctor counted.

A neutral society granted a part of what it was asked; the rest was done by the Party itself. Everything is invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from repatria.core.law.return_batch import BatchEvent, BatchWay
from repatria.core.law.return_list import BatchRow
from repatria.core.law.return_request import AskedFor, RequestEvent
from repatria.core.law.return_scans import ScanFor
from repatria.core.vocabulary.dates import instant_text
from repatria.doors.jobs.demo.sign_ins import Staff
from repatria.records.returns.selectors.batches import batches
from repatria.records.returns.services.batches import bring_list, plan_batch
from repatria.records.returns.services.counts import begin_count, compare_sides, sign_count
from repatria.records.returns.services.requests import make_request, move_request
from repatria.records.returns.services.scans import take_scans
from repatria.records.returns.services.steps import record_batch_step

LISTED, SAID, COUNTED = 6, 7, 5
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batches:
    """What crossed in one day; once, however often a filling begins again."""

    staff: Staff

    def cross(self, instant: datetime) -> None:
        """A request, a batch of theirs, its count, and what differs: nobody has ended it yet."""
        registrar, adviser = self.staff.by("registrar-1", instant), self.staff.by("legal-adviser-1", instant)
        if batches(registrar):
            return
        request_id = make_request(
            adviser, body="нейтральне товариство", asked_for=(AskedFor.WITNESS, AskedFor.CHANNEL),
            what="передача шести загиблих", when="цього тижня, вранці", answer_by=instant.date(), asked_at=instant,
            conditions="двоє представників на місці",
        )  # fmt: skip
        move_request(
            adviser, request_id=request_id, event=RequestEvent.GRANTED_IN_PART, happened_at=instant,
            granted=(AskedFor.CHANNEL,), by="представник товариства", reference="лист 4",
        )  # fmt: skip
        batch_id = plan_batch(registrar, way=BatchWay.RECEIVED, power="PB", title="Партія перша", request_id=request_id)
        rows = [BatchRow(label=f"B-{n:02}", seal=f"44 8{n:02}") for n in range(1, LISTED + 1)]
        bring_list(
            registrar, batch_id=batch_id, came_at=instant, supplied_by="бюро Сторони B", reference="лист 9",
            rows=[*rows, rows[0]], said_number=SAID,
        )  # fmt: skip
        two = {"by": "наш уповноважений", "second": "їхній уповноважений"}
        for event, given in (
            (BatchEvent.AGREED, {
                "place": "міст L", "window": "з восьмої до полудня", "participants": "по двоє від кожної Сторони",
                "reference": "протокол 4", "agreed_on": instant.date(),
            }),
            (BatchEvent.AT_BORDER, two | {"seal_number": "V-44790"}),
            (BatchEvent.HANDED_OVER, two | {
                "place": "міст L", "reference": "розписка 3", "reason": "товариство погодилося лише передавати папери",
            }),
        ):  # fmt: skip
            record_batch_step(registrar, batch_id=batch_id, event=event, happened_at=instant, **given)
        self._count(batch_id, instant, {"by": "лікарка", "second": "санітар"})
        compare_sides(registrar, batch_id=batch_id)

    def _count(self, batch_id: str, instant: datetime, two: dict[str, Any]) -> None:
        """A doctor counts who saw no list: one lies there unread, one seal is broken, one stood on no list."""
        doctor = self.staff.by("medical-1", instant)
        begin_count(doctor, batch_id=batch_id, **two)
        seen = [("B-01", "44 801", ""), ("B-02", "44 802", "broken"), ("", "44 803", ""), ("B-04", "44 804", ""),
                ("B-77", "60 031", "")]  # fmt: skip
        text = "\n".join(
            f"{instant_text(instant - (COUNTED - n) * _MINUTE)};{label};{seal};{words}"
            for n, (label, seal, words) in enumerate(seen)
        )
        take_scans(doctor, batch_id=batch_id, purpose=ScanFor.COUNT, text=text, brought_by="санітар")
        sign_count(doctor, batch_id=batch_id, number=COUNTED, happened_at=instant, **two)
