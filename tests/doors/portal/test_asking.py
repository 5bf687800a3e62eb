"""Asking: what is refused, that faults come all at once and cost no answer, that sending twice is sending once."""

from __future__ import annotations

import base64
from dataclasses import fields
from datetime import timedelta
from typing import Any

import pyrage
import pytest
from django.test import Client

from repatria.core.vocabulary.receipts import locator_of
from repatria.core.vocabulary.written_dates import reading
from repatria.doors.portal.form import LONGEST, SAID_FIELDS, STEPS, fresh_state, open_state, seal_state
from repatria.doors.portal.pages import date_in_words, texts, today
from repatria.records.enquiries.acts import Asked
from repatria.records.intake.errors import UnsealedError
from repatria.records.intake.keys import PortalKeys, current, is_promise
from repatria.records.intake.sealing import open_at_bureau, seal_page
from repatria.records.intake.selectors import sealed_since
from repatria.records.vault.keyring import Keyring
from tests.doors.portal.family import ANSWERS, Family, fields_of, receipt_on, text_of

pytestmark = pytest.mark.django_db(databases=["default", "intake"])
UK = texts()["uk"]


def _changed(sealed: str, place: int) -> str:
    opened = bytearray(base64.urlsafe_b64decode(sealed))
    opened[place % len(opened)] ^= 1
    return base64.urlsafe_b64encode(bytes(opened)).decode()


@pytest.mark.parametrize("place", [0, 11, 12, 40, -1])
def test_refuses_a_sealed_field_of_which_one_bit_was_changed(family: Family, place: int) -> None:
    family.go_to(2)
    page = family.press(state=_changed(str(fields_of(family.page)["state"]), place))

    assert page.status_code == 400
    assert UK["error_state"] in text_of(page)


@pytest.mark.parametrize("sealed", ["", "a", "ab=", "%%%", "кирилиця", "\x00", "A" * 64, "-_" * 40, "A" * 100_000])
def test_refuses_a_sealed_field_that_is_not_ours(client: Client, sealed: str) -> None:
    page = client.post("/uk/form", {"state": sealed, "step": "0", "sought_name": "Іван"})

    assert page.status_code == 400
    assert sealed_since(0) == ()


def test_refuses_a_sealed_field_of_another_form_and_of_another_portal(client: Client) -> None:
    content = {"form_id": "00" * 32, "language": "uk", "said": {}}
    of_another_form = seal_page(current().page_key, content, "another form")
    of_another_portal = seal_page(b"k" * 32, content, "enquiry form, version 1")

    for sealed in (of_another_form, of_another_portal):
        with pytest.raises(UnsealedError):
            open_state(base64.urlsafe_b64encode(sealed).decode())


@pytest.mark.parametrize("missing", ["form_id", "language", "said"])
def test_refuses_a_sealed_field_of_an_older_form(missing: str) -> None:
    content = {"form_id": "00" * 32, "language": "uk", "said": {}}
    del content[missing]
    sealed = seal_page(current().page_key, content, "enquiry form, version 1")

    with pytest.raises(UnsealedError):
        open_state(base64.urlsafe_b64encode(sealed).decode())


def test_refuses_to_send_without_a_name_or_a_birth_and_asks_for_it(client: Client) -> None:
    empty = seal_state(fresh_state("uk"))
    named = seal_state(fresh_state("uk").saying({"sought_name": "Іван"}))

    for state, step in ((empty, "0"), (named, "1")):
        page = client.post("/uk/form", {"state": state, "go": "send"})
        assert fields_of(page)["step"] == step
    assert sealed_since(0) == ()


@pytest.mark.parametrize("field", ["step", "go"])
@pytest.mark.parametrize("number", ["7", "99", "-1", "²", "٣", "x", "9" * 5000])
def test_a_page_number_that_is_none_sends_nothing_and_is_no_failure(client: Client, field: str, number: str) -> None:
    sent = {"step": number} if field == "step" else {"go": f"to-{number}"}
    page = client.post("/uk/form", {"state": seal_state(fresh_state("uk")), "sought_name": "Іван", **sent})

    assert page.status_code == 200
    assert fields_of(page)["step"] == "0"
    assert sealed_since(0) == ()


@pytest.mark.parametrize(
    ("step", "typed", "faults"),
    [
        (0, {"sought_name": " \t "}, {"fault_missing"}),
        (0, {"sought_name": "Я" * (LONGEST + 1)}, {"fault_long"}),
        (1, {"sought_birth": " "}, {"fault_year"}),
        (1, {"sought_birth": "навесні"}, {"fault_birth_unread"}),
        (1, {"sought_birth": "2011/12"}, {"fault_birth_two"}),
        (1, {"sought_birth": "в" * (LONGEST + 1)}, {"fault_long", "fault_birth_unread"}),
        (2, {"enquirer_name": "О" * (LONGEST + 1), "relation": "mother"}, {"fault_long"}),
        (3, {"reach": "way", "reach_by": "", "reach_when": "к" * (LONGEST + 1)}, {"fault_long", "fault_reach"}),
        (4, {"words": "м" * (LONGEST + 1)}, {"fault_long"}),
        (
            5,
            {"last_contact": "на відео: https://t.me/x", "sought_unit": "він сказав: нас кинули тут"},
            {"fault_statement"},
        ),
        (6, {"helper": "с" * (LONGEST + 1), "shares": ["icrc"]}, {"fault_long"}),
    ],
)
def test_shows_every_fault_of_a_page_at_once_and_loses_nothing(
    family: Family, step: int, typed: dict[str, object], faults: set[str]
) -> None:
    family.go_to(step)
    page = family.press(**typed)

    assert page.status_code == 400
    assert {key for key in UK if key.startswith("fault_") and UK[key] in text_of(page)} == faults
    kept = fields_of(page)
    assert {name: kept[name] for name in typed} == {n: v.strip() if isinstance(v, str) else v for n, v in typed.items()}
    assert dict(open_state(str(kept["state"])).said) == {
        name: value for one in STEPS[:step] for name in one.fields if (value := ANSWERS[name])
    }


@pytest.mark.parametrize(("language", "read"), [("uk", "лютий 1999"), ("ru", "февраль 1999"), ("en", "February 1999")])
def test_a_day_that_no_calendar_has_is_asked_about_once_and_her_words_are_kept(
    client: Client, language: str, read: str
) -> None:
    family = Family(client, language)
    family.go_to(1)
    asked = family.press(sought_birth="31.02.1999")

    assert asked.status_code == 400
    assert texts()[language]["fault_birth_day"] % {"what": read} in text_of(asked)
    assert "31.02.1999" == fields_of(asked)["sought_birth"]
    following = family.press()
    assert (200, "2") == (following.status_code, fields_of(following)["step"])
    assert "31.02.1999" == open_state(str(fields_of(following)["state"])).said["sought_birth"]


def test_three_answers_too_long_on_one_page_are_three_faults(family: Family) -> None:
    family.go_to(5)
    typed = {name: "д" * (LONGEST + n) for n, name in enumerate(STEPS[5].fields, start=1)}
    page = family.press(**typed)

    assert [f'id="fault-{name}"' in text_of(page) for name in typed] == [True] * 3
    assert {name: fields_of(page)[name] for name in typed} == typed


def test_an_answer_far_too_long_can_be_shortened_and_going_back_does_not_hide_it(family: Family) -> None:
    family.go_to(4)
    for go in ("next", "back"):
        assert family.press(go, words="x" * 400_000).status_code == 400
        assert fields_of(family.page)["step"] == "4"
    page = family.press(words="кіт")

    assert page.status_code == 200
    assert fields_of(page)["step"] == "5"


def test_going_back_keeps_what_was_just_written(family: Family) -> None:
    family.go_to(4)
    family.press("back", words="лава")
    family.press()

    assert fields_of(family.page)["words"] == "лава"


def test_another_language_asks_the_same_page_with_the_same_answers(family: Family) -> None:
    family.go_to(2)
    page = family.press("here", language="ru", enquirer_name="Оксана", relation="wife")

    assert texts()["ru"]["ask_who"] in text_of(page)
    assert fields_of(page).items() >= {"step": "2", "enquirer_name": "Оксана", "relation": "wife"}.items()
    assert open_state(str(fields_of(page)["state"])).said["sought_name"] == ANSWERS["sought_name"]


def test_words_that_are_not_read_as_a_birth_are_said_at_once_and_kept_when_she_goes_on(family: Family) -> None:
    family.go_to(1)
    told = family.press(sought_birth="навесні, на Юрія")
    assert (400, "навесні, на Юрія") == (told.status_code, fields_of(told)["sought_birth"])

    on = family.press()

    assert "2" == fields_of(on)["step"]
    assert "навесні, на Юрія" == open_state(str(fields_of(on)["state"])).said["sought_birth"]


@pytest.mark.parametrize(
    ("chosen", "kept"),
    [
        ("1999-04-03", "03/04/1999 (1999-04-03)"),
        ("1999-03-04", "03/04/1999 (1999-03-04)"),
        ("as_written", "03/04/1999"),
    ],
)
def test_a_birth_that_can_be_two_days_on_an_english_page_is_asked_and_never_guessed(
    client: Client, chosen: str, kept: str
) -> None:
    family = Family(client, "en")
    family.go_to(1)
    asked = family.press(sought_birth="03/04/1999")
    page = asked.content.decode()
    assert 400 == asked.status_code
    assert "3 April 1999" in page and "4 March 1999" in page

    on = family.press(birth_reading=chosen)

    assert kept == open_state(str(fields_of(on)["state"])).said["sought_birth"]


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("uk", "12.04.91 р.н.", "12.04.91 р.н. — прочитано: 12 квітня 1991"),
        ("uk", "12/04/1999", "прочитано: 12 квітня 1999"),
        ("ru", "около 1999", "около 1999"), ("ru", "12 апреля 1999 г.", "прочитано: 12 апреля 1999"),
        ("en", "12.IV.1999", "12.IV.1999 — we read: 12 April 1999"), ("en", "1999", "1999"),
    ],
)  # fmt: skip
def test_what_was_read_is_said_back_on_the_check_page(client: Client, language: str, written: str, said: str) -> None:
    family = Family(client, language)
    page = family.answer({**ANSWERS, "sought_birth": written}).content.decode()

    assert 200 == family.page.status_code
    assert f"{said}<" in page


def test_nothing_that_she_wrote_for_a_birth_stays_in_memory(client: Client) -> None:
    reading._remembered.cache_clear()
    for written in ("12.04.1991", "near Lyman, spring", "12.04.1991 (he is 35)", "9" * LONGEST):
        family = Family(client, "uk")
        family.go_to(1)
        family.press(sought_birth=written)
        family.answer({**ANSWERS, "sought_birth": "03/04/1999 (1999-04-03)"})

    assert 0 == reading._remembered.cache_info().currsize


def test_a_year_is_read_in_digits_of_any_script_and_may_be_unknown(family: Family) -> None:
    family.go_to(1)
    assert fields_of(family.press(sought_birth="١٩٩٩"))["step"] == "2"
    family.press("back")
    family.press(sought_birth="", birth_unknown="1")

    assert fields_of(family.page)["step"] == "2"
    family.press("back")
    assert fields_of(family.page)["birth_unknown"] == "1"


def test_who_comes_back_herself_leaves_no_address(family: Family) -> None:
    family.answer(ANSWERS | {"reach": "self"})
    said = open_state(str(fields_of(family.page)["state"])).said

    assert (said["reach_by"], said["reach_when"]) == ("", "")


def test_choices_that_are_not_ours_are_left_out(family: Family) -> None:
    family.answer(ANSWERS | {"relation": "police", "shares": ["icrc", "everybody"]})
    said = open_state(str(fields_of(family.page)["state"])).said

    assert (said["relation"], said["shares"]) == ("", ["icrc"])


def test_the_check_page_shows_every_answer_and_leads_back_to_each(family: Family) -> None:
    page = family.answer()
    text = text_of(page)

    assert [value for name in SAID_FIELDS if (value := ANSWERS[name]) and isinstance(value, str)
            and value not in text and name != "relation"] == []  # fmt: skip
    assert UK["relation_mother"] in text and UK["shares_icrc"] in text
    for number in range(len(STEPS)):
        assert f'value="to-{number}"' in text
        changed = family.client.post("/uk/form", {"state": fields_of(page)["state"], "go": f"to-{number}"})
        assert fields_of(changed)["step"] == str(number)


def test_the_form_asks_what_the_enquiries_room_reads() -> None:
    read = {field.name for field in fields(Asked)}

    later = {"private_answer", "lost_words", "telephone", "post_to", "phone_code", "caller_secret"}
    assert read - later == set(SAID_FIELDS)  # that one is asked later, about one enquiry, by a person
    assert len(SAID_FIELDS) == len(set(SAID_FIELDS))


def test_what_is_sent_opens_with_the_bureaus_identity_alone(family: Family, keyring: Keyring) -> None:
    family.answer()
    receipt = receipt_on(family.send())
    (row,) = sealed_since(0)

    header, content = open_at_bureau(keyring.bureau_identity, row.ciphertext)
    assert (header["item"], header["channel"], header["language"], content) == ("enquiry", "web", "uk", b"")
    assert header["locator"] == locator_of(receipt)
    assert header["said"] == {name: ANSWERS[name] for name in SAID_FIELDS}
    with pytest.raises(UnsealedError):
        open_at_bureau(str(pyrage.x25519.Identity.generate()), row.ciphertext)
    assert "Шевченко".encode() not in row.ciphertext


def test_sending_twice_gives_the_same_receipt_and_one_row(family: Family) -> None:
    check = family.answer()
    first = receipt_on(family.send())
    family.page = check
    second = receipt_on(family.send())

    assert (first.number, first.words, first.language) == (second.number, second.words, second.language)
    assert len(sealed_since(0)) == 1


def test_a_receipt_shown_in_another_language_is_one_that_opens(family: Family, keyring: Keyring) -> None:
    check = family.answer()
    shown = {locator_of(receipt_on(family.send()))}
    family.page = check
    family.press("here", language="en")
    family.page = family.client.post("/en/form", {"state": fields_of(family.page)["state"], "go": "send"})
    shown.add(locator_of(receipt_on(family.page)))
    family.page = check
    family.page = family.client.post("/ru/form", {"state": fields_of(check)["state"], "go": "send"})
    shown.add(locator_of(receipt_on(family.page)))

    kept = {open_at_bureau(keyring.bureau_identity, row.ciphertext)[0]["locator"] for row in sealed_since(0)}
    assert shown == kept


def test_two_enquiries_have_two_receipts(client: Client) -> None:
    pages = [Family(client, "uk") for _ in range(2)]
    for one in pages:
        one.answer()

    assert len({receipt_on(one.send()).number for one in pages}) == 2
    assert len(sealed_since(0)) == 2


def test_the_receipt_says_the_day_the_first_letter_and_keeps_a_signed_promise(family: Family, settings: Any) -> None:
    settings.FIRST_LETTER_DAY = 21
    family.answer()
    page = family.send()
    text, on = text_of(page), today()

    assert UK["receipt_received"] % {"date": date_in_words(on, "uk")} in text
    assert date_in_words(on + timedelta(days=21), "uk") in text
    promise = base64.b64decode(text.partition('<p class="promise">')[2].partition("<")[0])
    locator = locator_of(receipt_on(page))
    keys: PortalKeys = current()
    assert is_promise(keys.public_key, locator=locator, received_on=on.isoformat(), promise=promise)
    assert not is_promise(keys.public_key, locator=locator, received_on="2020-01-01", promise=promise)
