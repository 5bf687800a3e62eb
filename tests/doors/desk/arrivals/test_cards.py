"""The cards of a pad at the desk: printed with their codes, named when they have not come back, accounted for."""

from __future__ import annotations

import pytest

from repatria.doors.desk.frame.texts import say
from repatria.records.places.services import issue_pad
from tests.doors.desk.bureau import Bureau, enter, faults_on, text_of, tree_size

pytestmark = pytest.mark.django_db


@pytest.fixture
def pad(bureau: Bureau) -> str:
    """Of the pad of the man's own card, 0415 to 0620: the two cards before his have not come back."""
    number = issue_pad(bureau.by("registrar"), code="UNIT-7", first=415, last=620, received_by="сержант Дрозд")
    bureau.capture()  # card 0417
    return number


def test_a_card_that_has_not_come_back_is_owed_and_leads_to_the_form_with_its_number(bureau: Bureau, pad: str) -> None:
    registrar = bureau.at("registrar")
    assert all(word in text_of(registrar.get("/")) for word in (say("en", "asked.missing_cards"), "0415, 0416"))
    listed = text_of(registrar.get("/arrivals/cards"))
    assert all(word in listed for word in ("UNIT-7", "0415–0620", "1 / 206", "0415, 0416", "203"))
    page = registrar.get(f"/arrivals/cards/{pad}")
    assert "/capture?card=0415" in page.content.decode()
    assert 'value="0415"' in registrar.get("/capture?card=0415").content.decode()


def test_said_at_the_desk_and_refused_at_its_field(bureau: Bureau, pad: str) -> None:
    registrar = bureau.at("registrar")
    given = {"first": "417", "fate": "spoilt", "said_by": "сержант Дрозд"}
    size = tree_size()
    refused = enter(registrar, f"/arrivals/cards/{pad}/account", **given)
    assert (409, size) == (refused.status_code, tree_size())
    assert say("en", "fault.held") in faults_on(refused)["first"]
    assert (
        302 == enter(registrar, f"/arrivals/cards/{pad}/account", **given | {"first": "415", "last": "416"}).status_code
    )
    assert say("en", "pad.none_missing") in text_of(registrar.get(f"/arrivals/cards/{pad}"))


def test_a_pad_is_printed_in_parts_and_no_card_beyond_it(bureau: Bureau, pad: str) -> None:
    registrar = bureau.at("registrar")
    for start in (615, 571):  # the last few, and fifty on one file
        printed = registrar.get(f"/arrivals/cards/{pad}/print/{start}.pdf")
        assert (200, b"%PDF-") == (printed.status_code, printed.content[:5])
    shown = registrar.get(f"/arrivals/cards/{pad}").content.decode()
    assert all(f"{pad}/print/{start}.pdf" in shown for start in (415, 615))
    assert 404 == registrar.get(f"/arrivals/cards/{pad}/print/621.pdf").status_code
