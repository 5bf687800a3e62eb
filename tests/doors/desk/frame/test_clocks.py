"""Clocks on the first page: each role its own, by record numbers, each leading to a page that opens."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.doors.desk.frame.owed import owed_by
from repatria.doors.jobs.clocks import keep_clocks
from repatria.doors.jobs.consequences import draw_consequences
from tests.records.clocks.acts import Log

pytestmark = pytest.mark.django_db


@pytest.fixture
def out(bureau, clock, randomness):
    """The man of CAMP-2 was signed out for an hour, two hours ago; one notice lies in the outbox."""
    bureau.capture()
    draw_consequences(bureau.outside)
    laid = Log(clock, randomness)
    laid.persons.add(bureau.person)
    laid.signed_out(clock() + timedelta(hours=1), bureau.person)
    clock.forward(hours=2)
    keep_clocks(bureau.outside)
    return bureau


def of_clocks(bureau, name):
    items = owed_by(bureau.by(name), bureau.clock()).items
    return {(one.what, one.about, one.owed_by, one.lies_with) for one in items if one.what.startswith("clock.")}


def test_a_man_who_is_not_back_stands_with_his_camp_and_with_delegate_and_auditor(out):
    late = ("clock.signed_out", out.person)
    reception = ("clock.reception", "CAMP-2", "", "CAMP-2")  # he came two hours ago: food and drink are owed today
    mail = ("clock.mail_min", out.person, "", "CAMP-2")  # and paper to write home, by the end of the month
    assert {(*late, "", "CAMP-2"), reception, mail} == of_clocks(out, "camp-2")
    for name in ("delegate", "auditor"):
        assert {(*late, "role.camp_officer", "CAMP-2")} == of_clocks(out, name)
    for name in ("camp-1", "registrar", "interviewer", "caseworker-1", "reviewer-1", "head"):
        assert late not in {one[:2] for one in of_clocks(out, name)}


def test_the_line_of_a_man_who_is_not_back_leads_his_camp_to_his_page(out):
    items = owed_by(out.by("camp-2"), out.clock()).items

    assert [f"/roll/{out.person}"] == [one.link for one in items if one.what == "clock.signed_out"]


def test_no_item_of_a_clock_names_anybody_and_every_link_opens(out, clock):
    clock.forward(days=40)
    for name in ("camp-2", "delegate", "auditor", "registrar", "interviewer", "head", "caseworker-1"):
        items = owed_by(out.by(name), clock()).items
        assert all(not one.name for one in items if one.what.startswith("clock."))
        for link in {one.link for one in items}:
            assert 200 == out.at(name).get(link).status_code, (name, link)


def test_a_first_page_counts_what_is_late(out):
    page = out.at("delegate").get("/").content.decode()

    assert "another service took him out" in page or "забрала" in page
