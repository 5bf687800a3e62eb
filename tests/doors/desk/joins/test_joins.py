"""Two numbers of one man at the desk: proposed by one, agreed to by another, shown under either, taken apart again."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from repatria.core.law.custody import CustodyAttested, CustodyEvent
from repatria.core.vocabulary.particulars import Category
from repatria.doors.desk.frame.texts import LANGUAGES
from repatria.records.access.role_table import Role
from repatria.records.register.selectors import head_counts
from repatria.records.register.services import record_capture, record_custody
from tests.cast import particulars
from tests.doors.desk.bureau import Bureau, enter, faults_on, kinds_since, main_of, refusal_on, text_of, tree_size

pytestmark = pytest.mark.django_db


@pytest.fixture
def twice(bureau: Bureau) -> Bureau:
    """The man of the thread, on a second card in the same camp."""
    bureau.capture()
    bureau.staff.hire("registrar-2", Role.REGISTRAR)
    bureau.other = record_capture(  # type: ignore[attr-defined]
        bureau.by("registrar"), category=Category.PRISONER_OF_WAR, power="PA", card_number="0533", captured_on=None,
        captured_at="", holder="CAMP-2", particulars=particulars("0533", "Шевчинко", "Сергій"),
    )  # fmt: skip
    return bureau


SAID = {
    "second_number": "0533", "first_stub": "0417", "second_stub": "0533", "seen_by": "delegate 4",
    "seen_as": "delegate",
    "seen_at": "2026-05-03 08:00", "seen_where": "first", "reason": "one scar",
}  # fmt: skip


def propose(bureau: Bureau, **other: str) -> str:
    page = enter(bureau.at("registrar"), reverse("desk:propose_join", args=[bureau.person]), **{**SAID, **other})
    assert page.status_code == 302, (faults_on(page), refusal_on(page))
    return page.headers["Location"].rpartition("/")[2]


@pytest.mark.parametrize(
    ("other", "code"),
    [({"second_stub": "0534"}, "law.E002"), ({"second_number": "P-NOBODY"}, ""), ({"second_number": "9999"}, ""),
     ({"seen_at": ""}, "")],
)  # fmt: skip
def test_refuses_a_proposal_without_both_stubs_a_number_that_nobody_has_and_no_hour(
    twice: Bureau, other: dict[str, str], code: str
) -> None:
    size = tree_size()
    page = enter(twice.at("registrar"), reverse("desk:propose_join", args=[twice.person]), **{**SAID, **other})

    assert page.status_code in (400, 409)
    assert code in refusal_on(page)
    assert (set(other) & set(faults_on(page))) or code
    assert not [kind for kind in kinds_since(size) if kind.startswith("register.")]


def test_refuses_that_whoever_proposed_it_agrees(twice: Bureau) -> None:
    join_id = propose(twice)
    page = twice.at("registrar").get(reverse("desk:join", args=[join_id]))
    assert reverse("desk:record_join", args=[join_id]) not in text_of(page)
    refused = twice.at("registrar").post(reverse("desk:record_join", args=[join_id]))

    assert refused.status_code == 409
    assert "law.E003" in refusal_on(refused)
    assert {"CAMP-2": 2} == head_counts()


def test_one_proposes_another_agrees_and_either_number_opens_one_man(twice: Bureau) -> None:
    join_id = propose(twice)
    head = twice.at("head")
    assert join_id in text_of(head.get("/"))
    shown = text_of(head.get(reverse("desk:join", args=[join_id])))
    assert all(word in shown for word in ("Шевченко", "Шевчинко", "delegate 4", "0417", "0533"))
    agreed = head.post(reverse("desk:record_join", args=[join_id]), follow=True)
    assert "Recorded: one man." in text_of(agreed)
    assert {"CAMP-2": 1} == head_counts()
    registrar = twice.at("registrar")
    for number in (twice.person, twice.other):  # type: ignore[attr-defined]
        opened = registrar.post("/number", {"number": number}, follow=True)
        page = main_of(opened)
        assert all(word in page for word in (twice.person, twice.other, "0417", "0533", "L-14", join_id))  # type: ignore[attr-defined]
    assert f"= {twice.person}" in text_of(registrar.get("/persons")) or f"= {twice.other}" in text_of(  # type: ignore[attr-defined]
        registrar.get("/persons")
    )


def test_taken_apart_by_two_again_each_stands_where_his_card_says(twice: Bureau) -> None:
    join_id = propose(twice)
    twice.at("head").post(reverse("desk:record_join", args=[join_id]))
    enter(twice.at("registrar"), reverse("desk:propose_parting", args=[join_id]), reason="two men side by side")
    assert join_id in text_of(twice.at("head").get("/"))
    parted = twice.at("head").post(reverse("desk:record_parting", args=[join_id]), follow=True)

    assert "two men" in text_of(parted)
    assert {"CAMP-2": 2} == head_counts()


def test_whoever_does_not_agree_says_why_and_all_stays(twice: Bureau) -> None:
    join_id = propose(twice)
    enter(twice.at("head"), reverse("desk:decline_join", args=[join_id]), reason="another scar")

    assert "another scar" in text_of(twice.at("registrar").get(reverse("desk:join", args=[join_id])))
    assert {"CAMP-2": 2} == head_counts()


@pytest.mark.parametrize("name", ["delegate", "auditor"])
def test_delegate_and_auditor_read_every_join_by_numbers_and_no_name(twice: Bureau, name: str) -> None:
    join_id = propose(twice)
    browser: Client = twice.at(name)
    size = tree_size()
    for page in (browser.get("/joins"), browser.get(reverse("desk:join", args=[join_id]))):
        assert page.status_code == 200
        assert join_id in text_of(page)
        assert "delegate 4" in text_of(page)
        assert not any(word in text_of(page) for word in ("Шевченко", "Шевчинко", "Сергій"))
    assert not kinds_since(size)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_a_join_is_there_in_every_language(twice: Bureau, language: str) -> None:
    join_id = propose(twice)
    for name in ("registrar", "head"):
        for address in ("/joins", reverse("desk:join", args=[join_id]), reverse("desk:person", args=[twice.person])):
            page = twice.at(name, language).get(address)
            assert page.status_code == 200
            assert "??" not in text_of(page)


@pytest.mark.parametrize("name", ["delegate", "auditor"])
def test_two_holders_who_claim_one_man_stand_on_the_first_page_with_owner_and_age(bureau: Bureau, name: str) -> None:
    bureau.capture()
    bureau.staff.open_places("CAMP-1")
    record_custody(
        bureau.by("registrar"), person_id=bureau.person, event=CustodyEvent.ARRIVED, happened_at=bureau.clock(),
        holder="CAMP-1", attested=CustodyAttested(received_by="gate"),
    )  # fmt: skip
    bureau.clock.forward(hours=30)
    first, listed = text_of(bureau.at(name).get("/")), main_of(bureau.at(name).get("/claims"))

    assert "Find out where he is" in first
    assert bureau.person in first
    assert all(word in listed for word in (bureau.person, "CAMP-1", "CAMP-2", "registrar"))
    assert "Шевченко" not in listed
