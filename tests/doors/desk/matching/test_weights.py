"""The pages of the weights: proposed by one, approved by another, adopted, and taken back; and what they refuse."""

from __future__ import annotations

import csv
import io

import pytest
from django.urls import reverse

from repatria.core.law.judgement import JudgementKind
from repatria.records.matching import weighing
from repatria.records.matching.services import withdraw_weights
from repatria.records.matching.weighing import version_in_force
from tests.doors.desk.bureau import Bureau, enter, faults_on, kinds_since, main_of, refusal_on, tree_size
from tests.records.matching.judged import Judged

pytestmark = pytest.mark.django_db
FEW = 4


class JudgedBureau(Bureau, Judged):
    """A bureau at the desk with pairs that were judged."""

    def __init__(self, clock, randomness):
        Bureau.__init__(self, clock, randomness)
        self.capture()
        self.count = 0


@pytest.fixture
def house(clock, randomness, monkeypatch):
    # The true minimum is tried in the room's own tests; here it would only cost a second of judging.
    monkeypatch.setattr(weighing, "LEAST_LINKS", FEW)
    return JudgedBureau(clock, randomness)


def proposed(house, name="head", reason="fifty links"):
    page = enter(house.at(name), reverse("desk:propose_weights"), reason=reason)
    assert 302 == page.status_code, refusal_on(page)
    return page.headers["Location"]


def test_refuses_to_propose_from_too_few_links(house):
    page = enter(house.links(FEW - 1).at("head"), "/weights/new", reason="early")

    assert 409 == page.status_code
    assert "There are 3 confirmed links; to learn from them at least 4 are needed." in refusal_on(page)
    assert "at least 50" in main_of(house.at("head").get("/weights"))


def test_refuses_to_propose_without_a_reason(house):
    page = enter(house.links(FEW).at("head"), "/weights/new", reason=" ")

    assert 400 == page.status_code
    assert {"reason"} == set(faults_on(page))


@pytest.mark.parametrize("path", ["/weights/7", "/weights/7/again", "/weights/7/withdraw", "/weights/proposed/x"])
def test_refuses_weights_that_never_were(house, path):
    assert 404 == house.at("head").get(path).status_code


def test_refuses_to_adopt_what_only_the_proposer_approved(house):
    path = proposed(house.links(FEW))
    house.at("head").post(f"{path}/approve")
    page = house.at("head").post(f"{path}/adopt")

    assert 409 == page.status_code
    assert 0 == version_in_force()
    assert "disabled" in main_of(house.at("head").get(path))


def test_refuses_a_proposal_in_place_of_weights_that_are_no_more(house):
    first, second = proposed(house.links(FEW)), proposed(house, reason="another")
    house.at("auditor").post(f"{first}/approve")
    house.at("head").post(f"{first}/adopt")

    assert 404 == house.at("auditor").get(second).status_code
    assert 404 == house.at("auditor").post(f"{second}/approve").status_code
    assert "another" not in main_of(house.at("head").get("/weights"))


def test_refuses_a_proposal_after_many_more_links(house):
    path = proposed(house.links(FEW))
    house.links(1)

    page = house.at("auditor").get(path)
    assert 409 == page.status_code
    assert "propose them anew" in refusal_on(page)


def test_one_proposes_another_approves_and_the_page_tells_all_of_it(house):
    size = tree_size()
    house.links(FEW)
    house.judged(JudgementKind.NEGATIVE)
    path = proposed(house)
    assert "fifty links" in main_of(house.at("auditor").get("/approvals"))
    shown = main_of(house.at("auditor").get(path))
    house.at("auditor").post(f"{path}/approve")
    done = house.at("head").post(f"{path}/adopt")

    assert (302, "/weights") == (done.status_code, done.headers["Location"])
    assert "matching.weights_adopted" in kinds_since(size)
    assert "The surname differs by one letter." in shown
    page = main_of(house.at("auditor").get("/weights"))
    assert "№ 1" in page and "fifty links" in page
    version = main_of(house.at("auditor").get("/weights/1"))
    head, auditor = (house.staff_account(name).sign_in_name for name in ("head", "auditor"))
    assert head in version and auditor in version
    rows = list(csv.reader(io.StringIO(house.at("head").get("/weights/1?export=csv").content.decode("utf-8-sig"))))
    near = next(row for row in rows if "The surname differs by one letter." in row)
    assert [str(FEW), "1"] == near[-2:]
    assert float(near[3]) > float(near[2])


def test_the_head_takes_weights_back_and_brings_them_again(house):
    house.links(FEW).adopt()
    page = enter(house.at("head"), "/weights/1/withdraw", reason="too eager")
    assert (302, 0) == (page.status_code, version_in_force())
    assert "too eager" in main_of(house.at("auditor").get("/weights/1"))

    again = enter(house.at("head"), "/weights/1/again", reason="not too eager").headers["Location"]
    house.at("auditor").post(f"{again}/approve")
    house.at("head").post(f"{again}/adopt")

    assert 2 == version_in_force()
    assert "№ 1" in main_of(house.at("auditor").get("/weights/2"))


def test_weights_that_are_no_longer_in_force_are_not_withdrawn_twice(house):
    house.links(FEW).adopt()
    withdraw_weights(house.by("head"), version=1, reason="doubt")

    page = enter(house.at("head"), "/weights/1/withdraw", reason="again")

    assert 409 == page.status_code
