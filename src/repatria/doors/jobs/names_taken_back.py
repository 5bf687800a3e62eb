"""What follows from a name that the board takes back: each case that rests on it ends, and corrections are owed."""

from __future__ import annotations

from repatria.core.law.identification_board import HypothesisState
from repatria.doors.jobs.consumers import Consumer
from repatria.doors.jobs.ports import Outside
from repatria.records.access.role_table import Role
from repatria.records.identification.board_acts import AnnulmentSaid
from repatria.records.identification.selectors.concluded import concluding_act
from repatria.records.ledger.reading import Recorded
from repatria.records.ledger.services import caused_by
from repatria.records.telling.services.ending import cases_resting_on, end_annulled


def _draw(recorded: Recorded, outside: Outside) -> None:
    given = recorded.act
    assert isinstance(given, AnnulmentSaid)
    concluded = concluding_act(given.hypothesis_id)
    if given.state is not HypothesisState.ANNULLED or concluded is None:
        return
    for telling_id in cases_resting_on(concluded):
        with caused_by(f"name_taken_back:{telling_id}"):  # an act is unique by its cause
            end_annulled(outside.house(Role.CLERKWORK), telling_id=telling_id)


NAMES_TAKEN_BACK = Consumer(
    name="names_taken_back", kinds=("identification.annulment_said",), draw=_draw, concerns=Role.HEAD_OF_BUREAU
)  # fmt: skip
