"""Asking for a call at the portal: everybody may, nothing is answered, and her word comes to the call he asks for."""

from __future__ import annotations

import secrets
from typing import Any

import pytest
from django.test import Client

from repatria.core.vocabulary.receipts import Receipt
from repatria.doors.jobs.courier import fetch_enquiries
from repatria.doors.portal.calling import NOTHING_URGENT, URGENT, WANTS, WAYS
from repatria.doors.portal.pages import texts
from repatria.records.contact.call_models import Call
from repatria.records.contact.selectors.call_whole import call
from repatria.records.enquiries.models import Enquiry
from repatria.records.intake.selectors import sealed_since
from tests.doors.portal.family import Family, fields_of, receipt_on, text_of
from tests.doors.portal.test_reading import _receipt
from tests.records.contact.letters import Letters

pytestmark = pytest.mark.django_db(databases=["default", "intake"])
UK = texts()["uk"]


@pytest.fixture
def bureau_of_letters(clock: Any, randomness: Any) -> Letters:
    letters = Letters(clock, secrets.token_bytes)
    letters.staff.randomness = randomness
    return letters


def _asked(client: Client, receipt: Receipt, **typed: Any) -> Any:
    given = {"want": WANTS[0], "way": WAYS[0]} | typed
    return client.post("/uk/call", {"number": receipt.number, "words": " ".join(receipt.words), **given})


@pytest.mark.parametrize(("typed", "fault"), [
    ({"want": "perhaps"}, "call_fault_choice"), ({"way": "pigeon"}, "call_fault_choice"),
    ({"urgency": "reward", "why": "x"}, "call_fault_choice"), ({"zone": "Kyiv"}, "call_fault_choice"),
    ({"want": ""}, "call_fault_choice"), ({"way": ""}, "call_fault_choice"),
    ({"suits": "x" * 401}, "call_fault_long"), ({"urgency": URGENT[0]}, "call_fault_why"),
])  # fmt: skip
def test_what_is_none_of_it_is_asked_back_and_what_was_typed_stays(client: Client, typed: Any, fault: str) -> None:
    page = _asked(client, _receipt(1), **{"suits": "evenings"} | typed)

    assert page.status_code == 400
    assert UK[fault] in text_of(page)
    assert fields_of(page)["suits"] == {"suits": "evenings", **typed}["suits"]
    assert sealed_since(0) == ()


def test_a_wish_with_a_receipt_that_nobody_holds_reads_alike_and_hers_comes_to_the_bureau(
    client: Client, bureau_of_letters: Letters
) -> None:
    family = Family(client, "uk")
    family.answer()
    known = receipt_on(family.send())
    pages = [_asked(client, one, suits="evenings", zone="Asia/Kolkata") for one in (known, _receipt(9))]
    assert pages[0].content == pages[1].content and UK["call_done"] in text_of(pages[0])
    fetch_enquiries(bureau_of_letters.outside, 21)
    wish = Call.objects.get()
    assert ("hers", "asked", "Asia/Kolkata", Enquiry.objects.get().pk) == (
        wish.side, wish.state, wish.zone, wish.enquiry_id
    )  # fmt: skip
    _asked(client, known, suits="mornings")  # a second one stands beside none
    _asked(client, known, want="no")
    fetch_enquiries(bureau_of_letters.outside, 21)
    assert "stopped" == Call.objects.get().state
    _asked(client, known, want="no", suits="x")  # nothing of hers stands: nobody is owed anything
    fetch_enquiries(bureau_of_letters.outside, 21)
    assert 1 == Call.objects.count()


def test_nothing_is_chosen_beforehand_and_clocks_bear_names_of_cities(client: Client) -> None:
    for language, city in (("uk", "Київ"), ("ru", "Дели, Калькутта"), ("en", "Kyiv")):
        page = client.get(f"/{language}/call").content.decode()
        assert "checked" not in page and "selected" not in page and f">{city}</option>" in page
        assert page.index('value="telephone"') < page.index('value="sound"') < page.index('value="video"')
        assert texts()[language]["call_where"] in text_of(client.get(f"/{language}/call"))


def test_an_emergency_in_words_alone_is_kept_and_a_no_needs_no_way(client: Client, bureau_of_letters: Letters) -> None:
    family = Family(client, "uk")
    family.answer()
    known = receipt_on(family.send())
    for urgency in ("", NOTHING_URGENT):
        assert 200 == _asked(client, known, urgency=urgency, why="мати при смерті").status_code
    fetch_enquiries(bureau_of_letters.outside, 21)
    found = call(bureau_of_letters.by("caseworker-1"), Call.objects.get().pk)
    assert ("мати при смерті", "") == (found.why, found.urgency)
    _asked(client, known, urgency="death", why="померла")
    assert 200 == _asked(client, known, want="no", way="").status_code
    fetch_enquiries(bureau_of_letters.outside, 21)
    found = call(bureau_of_letters.by("caseworker-1"), Call.objects.get().pk)
    assert ("stopped", "death") == (found.state, found.urgency) and "померла" == found.wishes[-1].why


def test_her_last_word_of_a_day_counts_and_a_button_pressed_twice_is_one(
    client: Client, bureau_of_letters: Letters
) -> None:
    family = Family(client, "uk")
    family.answer()
    known = receipt_on(family.send())
    for want, laid, state in (("yes", 2, "asked"), ("no", 3, "stopped"), ("yes", 4, "asked"), ("no", 5, "stopped")):
        for _ in range(2):
            assert UK["call_done"] in text_of(_asked(client, known, want=want))
        assert laid == len(sealed_since(0)), "what was pressed twice is one word"
        fetch_enquiries(bureau_of_letters.outside, 21)
        assert state == Call.objects.order_by("-asked_index")[0].state, want
