"""Questions by name in the middle of the thread: answered to every role that has their page, about real records."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from django.db import connection

from repatria.doors.jobs.asking import answered
from repatria.records.access.offered import described, roles_for
from repatria.records.access.role_table import Role
from repatria.records.ledger.reading import tree_size
from tests.doors.desk.bureau import BY_ROLE, Whole
from tests.records.access.test_calls import example_of

pytestmark = pytest.mark.django_db
DOCUMENT = described()


def parameters(whole: Whole, told: Mapping[str, Any]) -> dict[str, Any]:
    """What is asked about: the records of the thread where the schema asks for one, else the smallest it allows."""
    known = whole.numbers() | {
        "consumer": "recognition", "matter": "7", "evidence_index": tree_size() - 1, "subjects": [whole.person],
        "person_ids": [whole.person], "enquiry_ids": [whole.enquiry],
    }  # fmt: skip
    wanted = told["parameters"]
    return {
        name: known[name] if name in known else example_of(wanted["properties"][name], DOCUMENT["$defs"])
        for name in wanted["required"]
    }


NOT_NOW = {
    "identification.report": "law.E061",
    "hotline.letter_to_post": "hotline.E011",  # she asked for no paper
    "register.journey_list": "access.E007",  # of a camp that is neither end of it
    "disclosure.vital_interest": "disclosure.E003",  # he can be asked himself
    "register.photograph": "register.E043",  # none was taken of him
    "register.unable_decision": "register.E011",  # so there is no doctor's word about him
    "matching.adoption_reference": "matching.E006",  # one link teaches no weights
    "returns.remains_release": "returns.E015",  # nothing was released
    "returns.scans_sent": "returns.E012",  # no list was sent by any of these
    "telling.report": "telling.E008",  # nobody reported a death
    "returns.counting": "returns.E012",  # none of these counts it
    "certificates.before_certificate": "certificates.E004",  # whose it is is not named
    "exchanges.outgoing_now": "exchanges.E002",  # no list is named
    "telling.paper_of_visit": "telling.E005",  # nobody was told yet
    "contact.parcel_receipt": "law.E091",  # her box does not say yet what became of it
    "contact.look_waiting": "law.E090",  # nothing is kept back by us
    "contact.room_codes": "contact.E020",  # it is booked, and not prepared
    "contact.paper_for_him": "contact.E001",  # our State has not looked at it
    "access.colleagues": "access.E042",  # it lies with nobody, and the head alone gives what is not his
    "register.paper_with_code": "papers.E001",  # a place's code is no paper's
    "remains.persons_of_items": "remains.E006",  # what is named is no code
}  # fmt: skip
"""What a rule refuses to answer in so small a thread."""


def test_every_question_is_answered_to_every_role_that_has_its_page(whole: Whole) -> None:
    asked, wrong = set(), []
    for told in DOCUMENT["questions"]:
        given = parameters(whole, told)
        roles = roles_for(told["who_may"][0]["action"])
        # The database answers one role as it does another.
        for role in map(Role, roles if connection.vendor == "sqlite" else roles[:1]):
            try:
                answer = answered(whole.by(BY_ROLE[role]), told["name"], given, is_measured=True)
                json.dumps(answer)
            except Exception as error:  # whatever it is, it is told with the question
                if getattr(error, "code", "") != NOT_NOW.get(told["name"]):
                    wrong.append((told["name"], role.value, f"{type(error).__name__}: {error}"))
            asked.add(told["name"])

    assert "\n".join(map(str, wrong)) == ""
    assert asked == {one["name"] for one in DOCUMENT["questions"]}
