"""What was typed into any form survives the end of a sign-in, for its writer alone, sealed, and for a day."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from typing import Any

import pytest
from django.test import Client

from repatria.doors.desk.frame import navigation
from repatria.records.access.drafts import drop_over
from repatria.records.access.models import RunDraft
from tests.doors.desk.bureau import (
    BACKEND,
    BY_ROLE,
    Bureau,
    Whole,
    all_cells,
    counting_once,
    ended,
    fields_of,
    text_of,
    tree_size,
)
from tests.doors.desk.test_access import allowed

pytestmark = pytest.mark.django_db
HERS = "/messages/hers"
CANARY = "Погладьте рудого кота"


def again(bureau: Bureau, name: str) -> Client:
    browser = Client()
    browser.force_login(bureau.staff_account(name), backend=BACKEND)
    browser.cookies["desk_language"] = "en"
    return browser


def b64_text(token: str) -> str:
    """What a token says to whoever holds it without a key."""
    return urlsafe_b64decode(token.encode() + b"==").decode("latin-1")


@pytest.fixture
def left(bureau: Bureau, typed: dict[str, Any]) -> Client:
    """The browser of whoever typed it, its sign-in ended."""
    return ended(bureau.at("caseworker-1"))


@pytest.fixture
def typed(bureau: Bureau) -> dict[str, Any]:
    """A message of hers half written down: one answer is missing still."""
    page = bureau.at("caseworker-1").get(HERS)
    return fields_of(page) | {"enquiry_id": "E-1", "text": CANARY, "written_on": "3 2026"}


@pytest.mark.parametrize("token", ["", "x", "WyJBLTEiLCAiL21lc3NhZ2VzIl0:1abc:sig"])
def test_refuses_to_keep_what_nobody_was_shown(bureau: Bureau, typed: dict[str, Any], token: str) -> None:
    page = Client().post(HERS, typed | {"kept_for": token})

    assert (302, "/sign-in") == (page.status_code, page.headers["Location"].partition("?")[0])
    assert 0 == RunDraft.objects.count()


def test_refuses_another_hand_that_holds_the_page_and_leaves_her_words(
    bureau: Bureau, typed: dict[str, Any], left: Client
) -> None:
    left.post(HERS, typed)
    other = {"text": "words of another hand", "enquiry_id": "E-9"}
    strange = Client()
    strange.cookies["desk_form"] = "a" * 32
    for hand in (Client(), Client(enforce_csrf_checks=True), strange, bureau.at("caseworker-2")):
        assert hand.post(HERS, typed | other).status_code in (302, 400, 403, 404)
    shown = fields_of(again(bureau, "caseworker-1").get(HERS))

    assert ("E-1", CANARY) == (shown["enquiry_id"], shown["text"])
    assert str(bureau.staff_account("caseworker-1").pk) not in b64_text(typed["kept_for"])


def test_refuses_it_to_everybody_but_its_writer(bureau: Bureau, typed: dict[str, Any], left: Client) -> None:
    left.post(HERS, typed)
    other = bureau.at("caseworker-2")
    assert "" == fields_of(other.get(HERS))["text"]
    other.post("/forget", {"kept_for": typed["kept_for"]})

    assert CANARY == fields_of(again(bureau, "caseworker-1").get(HERS))["text"]


def test_refuses_it_after_a_day_and_leaves_nothing_in_the_store(
    bureau: Bureau, typed: dict[str, Any], left: Client, clock: Any
) -> None:
    left.post(HERS, typed)
    clock.forward(hours=24, minutes=1)
    assert "" == fields_of(again(bureau, "caseworker-1").get(HERS))["text"]
    drop_over(at=clock())

    assert 0 == RunDraft.objects.count()


def test_a_form_that_came_after_the_sign_in_ended_is_no_act_and_comes_back(
    bureau: Bureau, typed: dict[str, Any], left: Client
) -> None:
    size = tree_size()
    page = left.post(f"{HERS}?from=today&n=2", typed)
    assert "/sign-in?next=%2Fmessages%2Fhers%3Ffrom%3Dtoday%26n%3D2" == page.headers["Location"]
    shown = again(bureau, "caseworker-1").get(f"{HERS}?from=today&n=2")

    assert ("E-1", CANARY, "3 2026") == tuple(fields_of(shown)[name] for name in ("enquiry_id", "text", "written_on"))
    assert "the sign-in had ended; kept 3 May 2026" in text_of(shown)
    assert 'class="faults"' not in text_of(shown)
    assert size == tree_size()
    assert [] == [table for table, cells in all_cells().items() if CANARY in cells]


def test_what_was_begun_for_one_family_does_not_come_back_beside_another(bureau: Bureau, typed: dict[str, Any]) -> None:
    browser = bureau.at("caseworker-1")
    of_one = fields_of(browser.get(f"{HERS}?enquiry=E-1")) | {"text": CANARY}
    ended(browser).post(f"{HERS}?enquiry=E-1", of_one)

    assert "" == fields_of(browser.get(HERS))["text"]
    assert "" == fields_of(browser.get(f"{HERS}?enquiry=E-2"))["text"]
    assert CANARY == fields_of(browser.get(f"{HERS}?enquiry=E-1"))["text"]


def test_it_is_gone_once_it_was_sent_or_thrown_away(bureau: Bureau, typed: dict[str, Any], left: Client) -> None:
    left.post(HERS, typed)
    browser = again(bureau, "caseworker-1")
    faulty = browser.post(HERS, fields_of(browser.get(HERS)))
    assert (400, CANARY) == (faulty.status_code, fields_of(faulty)["text"])
    assert "" == fields_of(browser.get(HERS))["text"], "it stood on the page that answered"

    left.post(HERS, typed)
    thrown = browser.post("/forget", {"kept_for": fields_of(browser.get(HERS))["kept_for"]})
    assert (302, HERS) == (thrown.status_code, thrown.headers["Location"])
    assert "" == fields_of(browser.get(HERS))["text"]
    assert "/" == browser.post("/forget", {"kept_for": "x"}).headers["Location"]


def test_a_form_of_an_earlier_sign_in_comes_back_at_its_own_address(bureau: Bureau, typed: dict[str, Any]) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(bureau.staff_account("caseworker-1"), backend=BACKEND)
    page = strict.post(f"{HERS}?enquiry=E-1", typed | {"csrfmiddlewaretoken": "a" * 64})

    assert (302, f"{HERS}?enquiry=E-1") == (page.status_code, page.headers["Location"])
    assert CANARY == fields_of(strict.get(HERS))["text"]


def test_a_choice_that_is_not_offered_any_more_is_asked_again(
    bureau: Bureau, typed: dict[str, Any], left: Client
) -> None:
    left.post(HERS, typed | {"message_kind": "telegram"})
    shown = text_of(again(bureau, "caseworker-1").get(HERS))

    assert 'id="message_kind" class="has-fault"' in shown


LONG = (
    "write_hers", "receive_his", "open_interview", "open_release", "complete_release", "medical_decision", "care",
    "visited", "take_complaint", "record_incident", "draft_letter", "draft_paper_words", "propose_switch",
)  # fmt: skip


def _lost(whole: Whole, monkeypatch: pytest.MonkeyPatch, *, only: tuple[str, ...] = ()) -> tuple[int, list[str]]:
    """Every form, or these, sent with words in all its fields after the sign-in ended: how many, and which lost any."""
    monkeypatch.setattr(navigation, "counts_by", counting_once())
    monkeypatch.setattr(navigation, "_menu", lambda *_: [])
    asked, lost = 0, []
    for name, path in whole.paths().items():
        role = next(role for role in BY_ROLE if allowed(role, name))
        if (only and name not in only) or path.startswith("/own/"):
            continue
        browser = whole.at(BY_ROLE[role])
        page = browser.get(path)
        if page.status_code != 200 or not page.headers["Content-Type"].startswith("text/html"):
            continue
        text, fields = text_of(page), fields_of(page)
        words = {
            one: f"{CANARY} {one}" for one in fields if re.search(rf'<(?:textarea|input type="text") id="{one}"', text)
        }
        if "kept_for" not in fields or not words:
            continue
        asked += 1
        sent = ended(browser).post(path, fields | words)
        shown = fields_of(browser.get(path))
        lost += [f"{name}: {one}" for one, said in words.items() if sent.status_code != 302 or shown.get(one) != said]
    return asked, lost


def test_messages_releases_visits_and_the_long_forms_lose_no_word(
    whole: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, lost = _lost(whole, monkeypatch, only=LONG)

    assert (len(LONG), []) == (asked, lost)


@pytest.mark.whole
def test_no_form_of_the_desk_loses_a_word(whole: Whole, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, lost = _lost(whole, monkeypatch)

    assert lost == []
    assert asked > 150, asked
