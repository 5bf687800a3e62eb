"""The demonstration's visitors: two who were trained to tell a death, and a round in which all are asked for wishes."""

from __future__ import annotations

from datetime import datetime, timedelta

from repatria.doors.jobs.demo.sign_ins import Staff
from repatria.records.telling.selectors.cases import visitors
from repatria.records.telling.services.opening import record_visitor
from repatria.records.telling.services.wishes import open_wishes_round

PAIR = (("Лелека Оксана", "психологиня"), ("Бузько Тарас", "медбрат"))


def train(staff: Staff, at: datetime) -> None:
    """Two are trained and a round is opened; once, however often a filling begins again."""
    head = staff.by("head-of-bureau-1", at)
    if visitors(head):
        return
    for name, office in PAIR:
        record_visitor(
            head, name=name, office=office, trained_on=(at - timedelta(days=20)).date(), languages="uk, ru",
            trained_by="вигаданий курс двох днів",
        )  # fmt: skip
    open_wishes_round(head)
