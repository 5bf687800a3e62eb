"""Asking: what is refused, that faults come all at once and cost no answer, that sending twice is sending once."""

from __future__ import annotations

import base64
import csv
import re
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyrage
import pytest
from django.http import HttpResponse
from django.test import Client

from repatria.core.vocabulary.receipts import locator_of
from repatria.core.vocabulary.relations import LOST_WORDS
from repatria.core.vocabulary.written_dates import reading
from repatria.doors.portal.form import (
    CARRIED,
    FIELDS,
    LONGEST,
    NAMES,
    PURPOSE,
    SAID_FIELDS,
    State,
    open_state,
    seal_state,
)
from repatria.doors.portal.pages import date_in_words, texts, today
from repatria.records.enquiries.acts import Asked, LostWords
from repatria.records.intake.errors import UnsealedError
from repatria.records.intake.keys import PortalKeys, current, is_promise
from repatria.records.intake.sealing import open_at_bureau, seal_page
from repatria.records.intake.selectors import sealed_since
from repatria.records.vault.keyring import Keyring
from tests.doors.portal.family import ANSWERS, SAID, Family, fields_of, receipt_on, text_of

pytestmark = pytest.mark.django_db(databases=["default", "intake"])
UK = texts()["uk"]
DATES = Path(__file__).resolve().parents[4] / "shared" / "data" / "lists" / "dates.tsv"


def _said(page: HttpResponse) -> dict[str, Any]:
    """What the check page holds sealed."""
    return dict(open_state(str(fields_of(page)["state"])).said)


def _changed(sealed: str, place: int) -> str:
    opened = bytearray(base64.urlsafe_b64decode(sealed))
    opened[place % len(opened)] ^= 1
    return base64.urlsafe_b64encode(bytes(opened)).decode()


@pytest.mark.parametrize("place", [0, 11, 12, 40, -1])
def test_refuses_a_sealed_field_of_which_one_bit_was_changed(family: Family, place: int) -> None:
    family.answer()
    page = family.press("send", state=_changed(str(fields_of(family.page)["state"]), place))

    assert page.status_code == 400
    assert UK["error_state"] in text_of(page)


@pytest.mark.parametrize("sealed", ["", "a", "ab=", "%%%", "кирилиця", "\x00", "A" * 64, "-_" * 40, "A" * 100_000])
def test_refuses_a_sealed_field_that_is_not_ours(client: Client, sealed: str) -> None:
    page = client.post("/uk/form", {"state": sealed, "form": "1", "sought_name": "Іван"})

    assert page.status_code == 400
    assert sealed_since(0) == ()


def test_refuses_a_sealed_field_of_another_form_and_of_another_portal(client: Client) -> None:
    content = {"form_id": "00" * 32, "said": {}}
    of_another_form = seal_page(current().page_key, content, "another form")
    of_another_portal = seal_page(b"k" * 32, content, PURPOSE)

    for sealed in (of_another_form, of_another_portal):
        with pytest.raises(UnsealedError):
            open_state(base64.urlsafe_b64encode(sealed).decode())


@pytest.mark.parametrize("missing", ["form_id", "said"])
def test_refuses_a_sealed_field_of_an_older_form(missing: str) -> None:
    content = {"form_id": "00" * 32, "said": {}}
    del content[missing]
    sealed = seal_page(current().page_key, content, PURPOSE)

    with pytest.raises(UnsealedError):
        open_state(base64.urlsafe_b64encode(sealed).decode())


REQUIRED = {"sought_name": "Іван", "born_year": "1999", "reach": "self"}


@pytest.mark.parametrize(
    ("missing", "fault"),
    [("sought_name", "fault_missing"), ("born_year", "fault_year"), ("reach", "fault_reach_none")],
)
def test_refuses_to_send_without_a_name_a_birth_or_a_way_back_and_asks_for_it(
    client: Client, missing: str, fault: str
) -> None:
    said = {name: value for name, value in REQUIRED.items() if name != missing}
    asked = client.post("/uk/form", {"state": seal_state(State()), "form": "1", "go": "check", **said})
    forced = client.post("/uk/form", {"state": seal_state(State(said=said)), "go": "send"})

    for page in (asked, forced):
        assert page.status_code == 400
        assert {key for key in UK if key.startswith("fault_") and UK[key] in text_of(page)} == {fault}
        assert fields_of(page).items() >= said.items()
    assert sealed_since(0) == ()


def test_name_year_and_a_way_back_are_enough(client: Client) -> None:
    family = Family(client, "uk")
    assert family.answer(REQUIRED).status_code == 200
    assert receipt_on(family.send()).number


@pytest.mark.parametrize("go", ["", "to-7", "to-none", "to-", "2", "\x00", "to-" + "9" * 5000])
def test_a_button_that_is_none_sends_nothing_and_is_no_failure(family: Family, go: str) -> None:
    family.answer()

    assert family.press(go).status_code == 200
    assert sealed_since(0) == ()


def test_nothing_is_chosen_for_her(client: Client) -> None:
    page = text_of(client.get("/uk/form"))

    assert " checked" not in page
    assert {name: value for name, value in fields_of(client.get("/uk/form")).items() if value}.keys() == {
        "state",
        "form",
    }


@pytest.mark.parametrize(
    ("typed", "faults"),
    [
        ({"sought_name": " \t "}, {"fault_missing"}),
        ({"sought_name": "Я" * (LONGEST + 1)}, {"fault_long"}),
        ({"born_words": " "}, {"fault_year"}),
        ({"born_words": "навесні"}, {"fault_birth_unread"}),
        ({"born_words": "2011/12"}, {"fault_birth_two"}),
        ({"born_words": "", "born_day": "31", "born_year": "1999"}, {"fault_birth_box"}),
        ({"born_words": "", "born_day": "5", "born_month": "13", "born_year": "1999"}, {"fault_birth_day_box"}),
        ({"born_words": "", "born_month": "травень"}, {"fault_birth_box"}),
        ({"born_year": "1999"}, {"fault_birth_both"}),
        ({"born_age": "25"}, {"fault_birth_both"}),
        ({"born_unknown": "1"}, {"fault_birth_both"}),
        ({"born_words": "в" * (LONGEST + 1)}, {"fault_long", "fault_birth_unread"}),
        ({"enquirer_name": "О" * (LONGEST + 1), "relation": "mother"}, {"fault_long"}),
        ({"reach": "way", "reach_by": "", "reach_when": "к" * (LONGEST + 1)}, {"fault_long", "fault_reach"}),
        ({"reach": "self", "reach_by": "+380 00"}, {"fault_reach_both"}),
        ({"reach": "self", "reach_by": "", "reach_when": "увечері"}, {"fault_reach_both"}),
        ({"words": "м" * (LONGEST + 1)}, {"fault_long"}),
        (
            {"last_contact": "на відео: https://t.me/x", "sought_unit": "він сказав: нас кинули тут"},
            {"fault_statement"},
        ),
        ({"helper": "с" * (LONGEST + 1), "shares": ["icrc"], "sought_name": ""}, {"fault_long", "fault_missing"}),
    ],
)
def test_shows_every_fault_at_once_and_loses_nothing(
    family: Family, typed: dict[str, object], faults: set[str]
) -> None:
    page = family.answer(ANSWERS, **typed)

    assert page.status_code == 400
    assert {key for key in UK if key.startswith("fault_") and UK[key] in text_of(page)} == faults
    wrote = ANSWERS | {n: v.strip() if isinstance(v, str) else v for n, v in typed.items()}
    kept = fields_of(page)
    assert {name: kept.get(name, "") for name in wrote if wrote[name] and (name, wrote[name]) != ("reach", "self")} == {
        name: value for name, value in wrote.items() if value and (name, value) != ("reach", "self")
    }


def test_only_the_parts_with_faults_are_shown_first(family: Family) -> None:
    page = text_of(family.answer(ANSWERS, sought_name="", reach="self"))

    assert re.findall(r'<section class="part p-(\w+) now">', page) == ["name", "reach"]
    assert len(re.findall(r'<section class="part', page)) == len(NAMES)


def test_who_wants_to_be_called_back_says_where(family: Family) -> None:
    page = family.answer(ANSWERS, telephone="")
    assert (page.status_code, UK["fault_telephone"] in text_of(page)) == (400, True)
    family.press(lost_words="in_person")
    assert UK["receipt_lost_in_person"] in text_of(family.send())


def test_a_number_beside_not_at_all_is_asked_about_until_she_says_which_is_right(family: Family) -> None:
    family.answer(ANSWERS, reach="self")
    assert UK["reach_forget"] in text_of(family.page)
    assert "reach" not in fields_of(family.page)  # chosen once more, by her
    family.press()
    assert family.page.status_code == 400
    family.press(reach="way")
    assert (_said(family.page)["reach"], _said(family.page)["reach_by"]) == ("way", ANSWERS["reach_by"])
    family.change("reach", reach="self")
    assert fields_of(family.page)["reach_by"] == ANSWERS["reach_by"]
    family.press(reach="forget")

    assert {name: _said(family.page)[name] for name in ("reach", "reach_by", "reach_when")} == {
        "reach": "self", "reach_by": "", "reach_when": "",
    }  # fmt: skip
    assert UK["reach_self"] in text_of(family.page)


BOXES = ("born_day", "born_month", "born_year")


@pytest.mark.parametrize(
    ("boxes", "more", "language", "kept", "said"),
    [
        (("12", "4", "1999"), {}, "uk", "12.4.1999", "прочитано: 12 квітня 1999"),
        (("12", "квітень", "1999"), {}, "uk", "12 квітень 1999", "прочитано: 12 квітня 1999"),
        (("3", "4", "1999"), {}, "en", "3.4.1999", "we read: 3 April 1999"),
        (("", "4", "1999"), {}, "ru", "4.1999", "прочитано: апрель 1999"),
        (("", "", "1999"), {}, "en", "1999", "1999"),
        (("", "", " 1999\n"), {"born_about": "1"}, "ru", "около 1999", "около 1999"),
        (("", "", ""), {"born_age": "27"}, "uk", "близько 27 років", "прочитано: близько "),
        (("", "", ""), {"born_age": "21"}, "en", "about 21 years", "we read: about "),
        (("", "", ""), {"born_unknown": "1"}, "en", "unknown", "not even roughly"),
    ],
)
def test_boxes_an_age_or_not_knowing_become_one_text_and_are_said_back(
    client: Client,
    keyring: Keyring,
    boxes: tuple[str, str, str],
    more: dict[str, str],
    language: str,
    kept: str,
    said: str,
) -> None:
    family = Family(client, language)
    page = family.answer(REQUIRED | dict(zip(BOXES, boxes, strict=True)) | more)

    assert page.status_code == 200
    assert said in text_of(page)
    family.send()
    (row,) = sealed_since(0)
    assert open_at_bureau(keyring.bureau_identity, row.ciphertext)[0]["said"]["sought_birth"] == kept


@pytest.mark.parametrize(("language", "read"), [("uk", "лютий 1999"), ("ru", "февраль 1999"), ("en", "February 1999")])
def test_a_day_that_no_calendar_has_is_asked_about_once_and_her_words_are_kept(
    client: Client, language: str, read: str
) -> None:
    family = Family(client, language)
    asked = family.answer(REQUIRED | dict(zip(BOXES, ("31", "2", "1999"), strict=True)))

    assert asked.status_code == 400
    assert texts()[language]["fault_birth_day"] % {"what": read} in text_of(asked)
    assert [fields_of(asked)[name] for name in BOXES] == ["31", "2", "1999"]
    following = family.press()
    assert following.status_code == 200
    assert f"31.2.1999 — {texts()[language]['birth_read'] % {'what': read}}" in text_of(following)


@pytest.mark.parametrize("year", ["1850", "2099"])
def test_an_impossible_year_is_asked_about_once_and_kept_when_she_goes_on(client: Client, year: str) -> None:
    family = Family(client, "en")
    asked = family.answer(REQUIRED | {"born_year": year})

    assert asked.status_code == 400
    assert texts()["en"]["fault_birth_year"] % {"what": year} in text_of(asked)
    assert family.press().status_code == 200
    assert _said(family.page)["born_year"] == year
    assert family.change("born", born_year="1849").status_code == 400  # another one is asked about anew


def test_an_answer_far_too_long_can_be_shortened(family: Family) -> None:
    assert family.answer(ANSWERS, words="x" * 400_000).status_code == 400
    page = family.press(words="кіт")

    assert page.status_code == 200
    assert _said(page)["words"] == "кіт"


@pytest.mark.parametrize("part", NAMES)
def test_each_part_is_changed_in_one_step_and_all_else_stays(family: Family, part: str) -> None:
    family.answer()
    before = _said(family.page)
    page = family.change(part)

    assert page.status_code == 200
    assert re.findall(r'<section class="part p-(\w+) now">', text_of(page)) == [part]
    assert _said(family.press()) == before


def test_another_language_keeps_every_answer_on_form_and_check_page(family: Family) -> None:
    family.press("here", language="ru", **ANSWERS)
    assert texts()["ru"]["ask_born"] in text_of(family.page)
    family.press(language="ru")
    said = _said(family.page)
    family.press("here", language="en")

    assert texts()["en"]["check_title"] in text_of(family.page)
    assert _said(family.page) == said
    assert {name: said[name] for name in ANSWERS} == ANSWERS


def test_words_that_are_not_read_as_a_birth_are_said_at_once_and_kept_when_she_goes_on(family: Family) -> None:
    told = family.answer(ANSWERS, born_words="навесні, на Юрія")
    assert (400, "навесні, на Юрія") == (told.status_code, fields_of(told)["born_words"])

    on = family.press()

    assert f"навесні, на Юрія — {UK['birth_unread']}" in text_of(on)


@pytest.mark.parametrize(
    ("chosen", "kept"),
    [
        ("1999-04-03", "03/04/1999 (1999-04-03)"),
        ("1999-03-04", "03/04/1999 (1999-03-04)"),
        ("as_written", "03/04/1999"),
    ],
)
def test_a_birth_that_can_be_two_days_on_an_english_page_is_asked_and_never_guessed(
    client: Client, keyring: Keyring, chosen: str, kept: str
) -> None:
    family = Family(client, "en")
    asked = family.answer(ANSWERS, born_words="03/04/1999")
    page = asked.content.decode()
    assert 400 == asked.status_code
    assert "3 April 1999" in page and "4 March 1999" in page

    family.press(birth_reading=chosen)
    assert fields_of(family.change("born"))["birth_reading"] == chosen
    family.press()
    family.send()

    (row,) = sealed_since(0)
    assert kept == open_at_bureau(keyring.bureau_identity, row.ciphertext)[0]["said"]["sought_birth"]


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
    page = family.answer(ANSWERS, born_words=written).content.decode()

    assert 200 == family.page.status_code
    assert f"{said}<" in page


def _spellings() -> list[tuple[str, str]]:
    if not DATES.exists():
        return []
    with DATES.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    # Of the portal's pages: neither of a list's column nor of a day at which nobody writes here.
    return [
        (row["written"], row["should be read as"]) for row in rows
        if re.fullmatch(r"\d{4}(-\d\d){0,2}", row["should be read as"])
        and row["where"] in ("any", "uk, ru, de, pl page")
    ]  # fmt: skip


@pytest.mark.skipif(not DATES.exists(), reason="the list of spellings is not on this machine")
def test_every_spelling_of_the_list_is_read_on_the_check_page_as_the_list_says(client: Client) -> None:
    told = {}
    for written, wanted in _spellings():
        family = Family(client, "uk")
        page = family.answer(ANSWERS, born_words=written)
        day = date_in_words_of(wanted)
        told[written] = page.status_code == 200 and day in text_of(page)

    assert len(told) > 25
    assert [written for written, is_read in told.items() if not is_read] == []


def date_in_words_of(wanted: str) -> str:
    """As the page says a day, a month or a year of the list."""
    from repatria.core.vocabulary.dates import PartialDate
    from repatria.core.vocabulary.written_dates import date_in_words as in_words

    return str(in_words(PartialDate(*map(int, wanted.split("-"))), "uk"))


def test_nothing_that_she_wrote_for_a_birth_stays_in_memory(client: Client) -> None:
    reading._remembered.cache_clear()
    for written in ("12.04.1991", "near Lyman, spring", "12.04.1991 (he is 35)", "9" * LONGEST):
        family = Family(client, "uk")
        family.answer(ANSWERS, born_words=written)
        family.press(born_words="03/04/1999 (1999-04-03)")

    assert 0 == reading._remembered.cache_info().currsize


def test_a_year_is_read_in_digits_of_any_script(family: Family) -> None:
    assert family.answer(ANSWERS, born_words="", born_year="١٩٩٩").status_code == 200


def test_choices_that_are_not_ours_are_left_out_and_an_empty_relation_is_said(family: Family) -> None:
    page = family.answer(ANSWERS, relation="police", meeting="perhaps", shares=["icrc", "everybody"])
    said = _said(page)

    assert (said["relation"], said["meeting"], said["shares"]) == ("", "", ["icrc"])
    assert UK["relation_missing"] in text_of(page)


def test_whether_she_is_told_of_letters_is_asked_with_its_warning_and_nothing_chosen(
    family: Family, settings: Any
) -> None:
    page = text_of(family.client.get("/uk/form"))
    assert UK["note_hint"] in page and not re.search(r'name="note_by"[^>]*checked', page)
    for way, wrong in (("mail", "mariia"), ("sms", "050 123"), ("sms", "")):
        asked = Family(family.client, "uk").answer(note_by=way, note_to=wrong)
        assert asked.status_code == 400 and UK[f"fault_note_{way}"] in text_of(asked)
        assert wrong in text_of(asked)
    said = text_of(family.answer(note_by="mail", note_to="mariia@there.invalid"))
    assert UK["note_mail"] in said and "mariia@there.invalid" in said
    settings.NOTE_WAYS = ()
    assert UK["note_hint"] not in text_of(family.client.get("/uk/form"))


def test_the_check_page_shows_every_answer_and_leads_back_to_each(family: Family) -> None:
    text = text_of(family.answer())

    assert [value for name, value in ANSWERS.items() if isinstance(value, str) and value not in text
            and name not in ("relation", "reach", "meeting", "lost_words", "note_by")] == []  # fmt: skip
    for key in ("relation_mother", "shares_icrc", "meeting_named", "check_military"):
        assert UK[key] in text
    assert re.findall(r'value="to-(\w+)"', text) == list(NAMES)


def test_the_form_asks_what_the_enquiries_room_reads() -> None:
    read = {field.name for field in fields(Asked)}

    # One is asked later, about one enquiry; the others by telephone, at the counter or on paper: by a person.
    later = {"private_answer", "post_to", "phone_code", "caller_secret"}
    assert read - later == set(SAID_FIELDS)
    assert len(SAID_FIELDS) == len(set(SAID_FIELDS))
    assert set(LOST_WORDS) == set(LostWords)
    assert set(CARRIED) < set(FIELDS)


def test_what_is_sent_opens_with_the_bureaus_identity_alone(family: Family, keyring: Keyring) -> None:
    family.answer()
    receipt = receipt_on(family.send())
    (row,) = sealed_since(0)

    header, content = open_at_bureau(keyring.bureau_identity, row.ciphertext)
    assert (header["item"], header["channel"], header["language"], content) == ("enquiry", "web", "uk", b"")
    assert header["locator"] == locator_of(receipt)
    assert len(header["said"].pop("caller_secret")) == 32 and header["said"].pop("phone_code") == ""
    assert header["said"] == SAID
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


def test_the_same_form_that_she_goes_back_to_gives_the_same_receipt_and_a_mended_one_is_not_lost(
    family: Family, keyring: Keyring
) -> None:
    document = family.page
    numbers = []
    for name in ("Шевченко", "Шевченко", "Шевчук"):
        family.page = document  # Back, to the document as the browser kept it
        family.answer(ANSWERS, sought_name=name)
        numbers.append(receipt_on(family.send()).number)

    assert numbers[0] == numbers[1] != numbers[2]
    sent = [
        open_at_bureau(keyring.bureau_identity, row.ciphertext)[0]["said"]["sought_name"] for row in sealed_since(0)
    ]
    assert sent == ["Шевченко", "Шевчук"]


def test_one_more_person_takes_along_what_is_hers_and_nothing_of_the_first(family: Family, keyring: Keyring) -> None:
    family.answer()
    first = receipt_on(family.send())
    family.press("again")

    typed = {name: value for name, value in fields_of(family.page).items() if value and name not in ("state", "form")}
    assert typed == {name: ANSWERS[name] for name in CARRIED if name in ANSWERS}
    family.press(sought_name="Шевченко Іван", born_year="2001", relation="mother")
    second = receipt_on(family.send())
    assert first.number != second.number
    headers = [open_at_bureau(keyring.bureau_identity, row.ciphertext)[0] for row in sealed_since(0)]
    assert headers[1]["said"]["words"] == headers[1]["said"]["sought_unit"] == ""
    assert headers[1]["said"]["reach_by"] == ANSWERS["reach_by"]


def test_a_receipt_shown_in_another_language_is_one_that_opens(family: Family, keyring: Keyring) -> None:
    check = family.answer()
    shown = {locator_of(receipt_on(family.send()))}
    for language in ("en", "ru"):
        family.page = check
        family.press("here", language=language)
        shown.add(locator_of(receipt_on(family.press("send", language=language))))

    kept = {open_at_bureau(keyring.bureau_identity, row.ciphertext)[0]["locator"] for row in sealed_since(0)}
    assert shown == kept
    assert len(kept) == 3


def test_a_browser_may_go_back_to_form_and_check_page_and_keeps_no_receipt(family: Family) -> None:
    pages = (family.page, family.answer(ANSWERS, sought_name=""), family.press(sought_name="Іван"), family.send())

    assert [page["Cache-Control"] for page in pages] == ["private, no-cache"] * 3 + ["no-store"]


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
