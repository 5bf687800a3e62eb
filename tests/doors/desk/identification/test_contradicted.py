"""What the house compares as "cannot be" on the page of a hypothesis, and where the board resolves it by its id."""

from __future__ import annotations

import pytest

from repatria.core.law.custody_facts import DeathCause
from repatria.core.vocabulary.body_record import BodyRecord, SexEstimate
from repatria.records.remains.services.examining import record_antemortem
from tests.doors.desk.bureau import Whole, enter, refusal_on, text_of
from tests.records.remains.field import examine

pytestmark = pytest.mark.django_db


def test_the_page_names_what_cannot_be_and_another_than_who_opened_it_resolves_it(whole: Whole) -> None:
    examine(whole, whole.item, body=BodyRecord(sex=SexEstimate.FEMALE), cause=DeathCause.NATURAL, reason="again")
    record_antemortem(
        whole.by("caseworker-1"), enquiry_id=whole.of_the_dead, happened_at=whole.clock(), interviewer="one",
        told_by="the mother", body=BodyRecord(sex=SexEstimate.MALE),
    )  # fmt: skip
    at, about = f"/identification/hypotheses/{whole.hypothesis}", f"beside:{whole.item}:sex_differs"
    said = text_of(whole.at("expert-1").get(at))
    assert about in said and "The sex differs" in said and "it cannot be" in said
    resolve = f"{at}/resolve/{about}"
    assert whole.at("auditor").get(resolve).status_code == 403
    assert enter(whole.at("expert-2"), resolve, board_said="").status_code == 400
    own = enter(whole.at("expert-1"), resolve, board_said="a slip")
    assert own.status_code == 409 and "a slip" in own.content.decode() and refusal_on(own)
    assert enter(whole.at("expert-2"), resolve, board_said="the label was read wrongly").status_code == 302
    assert "the label was read wrongly" in text_of(whole.at("expert-1").get(at))
    assert enter(whole.at("expert-2"), resolve, board_said="twice").status_code == 400
