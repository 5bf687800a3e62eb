"""What may I say now, to whom, and why not: one man, the one whom he allowed, and another who learns nothing."""

from __future__ import annotations

import pytest

from repatria.core.law.contact import ContactAnswer
from repatria.records.access.errors import RoleForbidsError
from repatria.records.disclosure.askers import askers_of_man, tells
from tests.doors.desk.bureau import Bureau, main_of, readings_since, tree_size

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_ask(bureau: Bureau) -> Bureau:
    bureau.capture().ask("Шевченко Сергій", locator="c" * 64).link()
    bureau.wife = bureau.enquiry
    bureau.ask().link()
    bureau.he_says(ContactAnswer.ONLY_THIS_PERSON).decide()
    return bureau


def test_refuses_whoever_may_not_read_an_answer(two_ask: Bureau) -> None:
    reviewer, size = two_ask.by("reviewer-1"), tree_size()
    with pytest.raises(RoleForbidsError):
        askers_of_man(reviewer, two_ask.person)

    assert size == tree_size()
    assert 403 == two_ask.at("hotline").get(f"/askers/{two_ask.person}").status_code


def test_each_asker_stands_with_what_may_be_said_and_what_stands_against_more(two_ask: Bureau) -> None:
    first, second = askers_of_man(two_ask.by("caseworker-1"), two_ask.person)
    assert (two_ask.enquiry, two_ask.wife) == (first.enquiry_id, second.enquiry_id)
    assert tells(first) and not tells(second)
    assert "his_decision" in {one.what for one in second.missing}
    size = tree_size()
    page = main_of(two_ask.at("caseworker-1").get(f"/askers/{two_ask.person}"))

    assert "None may learn of another." in page and "the same words as to all" in page
    (leaf,) = [one for one in readings_since(size) if one[0] == "disclosure.?answer"]
    assert {two_ask.person, two_ask.enquiry, two_ask.wife} == set(leaf[1])
    assert "Enquiries for this man: 2" in main_of(two_ask.at("caseworker-1").get(f"/enquiries/{two_ask.wife}"))
    assert two_ask.wife in two_ask.at("head").get(f"/askers/{two_ask.person}?export=csv").content.decode()
