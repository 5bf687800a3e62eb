"""Entering a man, a particular of him, and what happened to him."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from repatria.core.law.particulars_required import required_items
from repatria.core.vocabulary.particulars import Category, ParticularKind
from repatria.doors.desk.frame.texts import LANGUAGES, say
from repatria.doors.desk.register.forms import MUST
from repatria.records.register.selectors import person_for_room
from tests.doors.desk.bureau import (
    Bureau,
    enter,
    faults_on,
    fields_of,
    kinds_since,
    refusal_on,
    text_of,
    tree_size,
)

pytestmark = pytest.mark.django_db


FIVE = {"surname": "Шевченко", "first_names": "Сергій", "birth_date": "1999-04-12", "service_number": "PA-1",
        "rank_given": "declined"}  # fmt: skip


HE = {"category": "prisoner_of_war", "power": "PA", "card_number": "0417", "captured_on": "2026-03",
      "captured_at": "near the mill", **FIVE}  # fmt: skip


BIDI, RIGHT_TO_LEFT = "\u202e", "\u200f"


@pytest.fixture
def registrar(bureau: Bureau) -> Client:
    return bureau.at("registrar")


def number_of(page: HttpResponse) -> str:
    assert page.status_code == 302, (page.status_code, faults_on(page), refusal_on(page))
    return page.headers["Location"].rpartition("/")[2]


@pytest.mark.parametrize("missing", [(kind,) for kind in MUST] + [MUST, MUST[1:4]], ids=lambda kinds: "+".join(kinds))
def test_refuses_a_capture_whose_items_have_neither_value_nor_word_and_names_each(
    registrar: Client, missing: tuple[ParticularKind, ...]
) -> None:
    size = tree_size()
    without = {name: value for name, value in HE.items() if name.removesuffix("_given") not in missing}
    page = enter(registrar, "/capture", **without)

    assert page.status_code == 400
    assert set(missing) == set(faults_on(page))
    assert all(faults_on(page)[kind].endswith(say("en", "fault.unstated")) for kind in missing)
    assert size == tree_size()


@pytest.mark.parametrize("category", sorted(Category))
def test_refuses_an_empty_capture_of_every_category(registrar: Client, category: Category) -> None:
    page = enter(registrar, "/capture", category=category, power="PA")

    assert page.status_code == 400
    assert set(required_items(category)) == set(faults_on(page))


@pytest.mark.parametrize("word", ["declined", "not_asked", "unknown"])
def test_refuses_a_value_beside_a_word_for_none_and_the_word_given_without_a_value(
    registrar: Client, word: str
) -> None:
    page = enter(registrar, "/capture", **HE | {"surname_given": word, "religion_given": "given", "rank_given": ""})

    assert page.status_code == 400
    assert {"religion", "rank", *([] if word == "not_asked" else ["surname"])} == set(faults_on(page))
    if word != "not_asked":  # where it stands before anything is typed, what is typed is meant
        assert say("en", "fault.contradicts") in faults_on(page)["surname"]
    assert say("en", "fault.unstated") in faults_on(page)["religion"]
    assert say("en", "fault.unstated") in faults_on(page)["rank"]


def test_everything_entered_is_kept_when_one_thing_is_missing(registrar: Client) -> None:
    kinds = [kind for kind in ParticularKind if kind not in (ParticularKind.EVENT, ParticularKind.NOTE)]
    typed = {kind.value: f"<{kind.value}> & \"'«ї»" for kind in kinds}
    typed |= HE | {"surname": "", "source_kind": "document", "source_reference": "'\"><i>", "grade": "C"}
    page = enter(registrar, "/capture", **typed)
    kept = fields_of(page)

    assert {"surname", "rank"} == set(faults_on(page))
    assert typed == {name: "".join(kept[name]) for name in typed}  # a radio's field is a list
    assert "<i>" not in page.content.decode() and "<rank>" not in page.content.decode()
    assert (302, True) == ((again := registrar.post("/capture", kept | {"surname": "Ї", "rank": ""})).status_code, True)
    assert "'\"><i>" in text_of(registrar.get(again.headers["Location"]))


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [("category", "alien", "unknown"), ("grade", "Z", "unknown"), ("source_kind", "", "missing"),
     ("power", "", "missing"), ("power", "P" * 17, "length"), ("captured_on", "2026-13-01", "date"),
     ("captured_on", "вчора", "date"), ("captured_on", "2026-05-03x", "date"), ("captured_on", "0000", "date"),
     ("surname_given", "eaten", "unknown"), ("surname", "Ж" * 10_001, "length"), ("surname", "Ж" * 100_000, "length"),
     ("card_number", "9" * 25, "length"), ("holder", "CAMP-44", "unknown")],
)  # fmt: skip
def test_refuses_what_does_not_read_and_shows_it_again(registrar: Client, name: str, value: str, fault: str) -> None:
    size = tree_size()
    page = enter(registrar, "/capture", **HE | {name: value})

    assert page.status_code == 400
    assert {name} == set(faults_on(page))
    assert faults_on(page)[name].endswith(say("en", f"fault.{fault}"))
    if fault != "unknown" and name != "source_kind":  # a list shows what it has
        assert value == fields_of(page)[name]
    assert size == tree_size()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_request_too_large_or_of_too_many_parts_gets_a_page_and_no_failure(bureau: Bureau, language: str) -> None:
    browser = bureau.at("registrar", language)
    for typed in (HE | {"surname": "Ж" * 1_100_000}, {f"x{number}": "1" for number in range(600)}):
        page = browser.post("/capture", typed)
        assert page.status_code == 400
        assert say(language, "refusal.family.input") in text_of(page)


def test_the_page_of_a_man_just_captured_does_not_say_that_nobody_holds_him(registrar: Client) -> None:
    there = enter(registrar, "/capture", **HE | {"holder": "UNIT-7"}).headers["Location"]
    page = text_of(registrar.get(there))

    assert "UNIT-7" in page
    assert say("en", "page.no_entry") in page
    assert say("en", "page.no_custody") not in page


def test_refuses_a_card_number_that_another_man_has(registrar: Client) -> None:
    enter(registrar, "/capture", **HE)
    page = enter(registrar, "/capture", **HE | {"surname": "Інший"})

    assert page.status_code == 409
    assert {"card_number"} == set(faults_on(page))
    assert "Інший" == fields_of(page)["surname"]


def field_of(page: HttpResponse, name: str) -> str:
    """What stands between the label of a field and the end of its block."""
    return text_of(page).partition(f'<label for="{name}">')[2].partition("</div>")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_taken_card_is_said_at_its_field_and_leads_to_the_man_who_has_it(bureau: Bureau, language: str) -> None:
    registrar = bureau.at("registrar", language)
    first = number_of(enter(registrar, "/capture", **HE))
    asked = field_of(enter(registrar, "/capture", **HE | {"surname": "Інший"}), "card_number")

    assert say(language, "fault.taken") in asked
    assert f'<a href="/persons/{first}">{say(language, "page.see_him")}' in asked


@pytest.mark.parametrize(("camp", "is_told"), [("camp-1", True), ("camp-2", False)])
def test_a_camp_is_led_to_the_man_with_that_card_only_where_he_is_its_own(
    bureau: Bureau, camp: str, is_told: bool
) -> None:
    first = number_of(enter(bureau.at("registrar"), "/capture", **HE | {"holder": "CAMP-1"}))
    page = enter(bureau.at(camp), "/capture", **HE | {"holder": camp.upper()})

    assert {"card_number"} == set(faults_on(page))
    assert is_told == (f'href="/roll/{first}"' in text_of(page))
    assert is_told == (first in text_of(page))


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_place_than_the_camp_itself_is_refused_at_its_field(bureau: Bureau, language: str) -> None:
    page = enter(bureau.at("camp-1", language), "/capture", **HE | {"holder": "CAMP-2"})

    assert page.status_code == 400  # its own place is all that the form lets it choose
    assert say(language, "fault.unknown") in field_of(page, "holder")


def card_papers(registrar: Client, person_id: str) -> list[str]:
    """Where both copies of his card stand, once it is laid out for him."""
    registrar.post(f"/persons/{person_id}/cards/lay-out")
    page = text_of(registrar.get(f"/persons/{person_id}/cards"))
    found = re.findall(r'href="(/cards/[^"]+/(?:agency|family)\.pdf)"', page)
    assert ["agency.pdf", "family.pdf"] == [one.rpartition("/")[2] for one in found]
    return found


ODD = [
    ("Я", {"one_letter"}), ("Ж" * 10_000, {"very_long"}), ("Я" * 201, {"very_long"}),
    (f"Шев{BIDI}ченко", {"bidi_control"}), (f"{RIGHT_TO_LEFT}שמעון", {"bidi_control"}),
    ("О'Бр’яʼн", {"apostrophe_variant"}), ("Шевчeнко", {"mixed_script"}), ("Шев\u200bченко", {"zero_width"}),
    ("Шев\x07ченко", {"control_character"}), ("Сергій 2", {"digit_in_name"}), ("Сергій 🙂", {"emoji"}),
    ("=HYPERLINK(1)", {"digit_in_name", "formula_like"}), ("@Сергій", {"formula_like"}),
    ("Шевченко-Іваненко фон дер Ґолц", set()), ("Nguyễn", set()), ("王", {"one_letter"}),
    ("<script>alert('x')</script>", set()), ("{{ 7 * 7 }} {% debug %}", {"digit_in_name"}),
    ("' OR 1=1 --", {"digit_in_name"}),
    ("\\#eval(\"x\") $ _ * @ref", set()), ("%s%n{0}", {"digit_in_name"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "flags"), ODD, ids=[repr(name[:14]) for name, _ in ODD])
def test_an_odd_name_is_kept_as_it_is_and_flagged(registrar: Client, name: str, flags: set[str]) -> None:
    person_id = number_of(enter(registrar, "/capture", **HE | {"holder": "UNIT-7", "surname": name}))
    (kept,) = [one for one in person_for_room(person_id).particulars if one.kind == "surname"]

    assert name == kept.value
    assert flags == set(kept.flags)
    papers = card_papers(registrar, person_id)
    for path in (f"/persons/{person_id}", "/persons", "/persons?export=csv", *papers):
        page = registrar.get(path)
        assert page.status_code == 200, path
        if "html" in page.headers["Content-Type"]:
            assert "<script>alert" not in page.content.decode()
    page = text_of(registrar.get(f"/persons/{person_id}"))
    assert all(say("en", f"flag.{flag}") in page for flag in flags)


def test_a_man_whom_nobody_is_known_to_hold_has_no_card_laid_out(registrar: Client) -> None:
    person_id = number_of(enter(registrar, "/capture", **HE))
    size, lay_out = tree_size(), f"/persons/{person_id}/cards/lay-out"

    assert 409 == registrar.post(lay_out).status_code
    assert not [kind for kind in kinds_since(size) if kind != "access.reading_recorded"]
    assert lay_out not in text_of(registrar.get(f"/persons/{person_id}/cards"))


def test_a_null_is_taken_out_of_a_name_and_the_name_is_flagged(registrar: Client) -> None:
    person_id = number_of(enter(registrar, "/capture", **HE | {"surname": "Шев\0ченко", "unit": "7\0"}))
    found = {one.kind: one for one in person_for_room(person_id).particulars}

    assert ("Шевченко", ("control_character",)) == (found["surname"].value, found["surname"].flags)
    assert "7" == found["unit"].value


def test_a_null_alone_is_nothing(registrar: Client) -> None:
    assert {"surname"} == set(faults_on(enter(registrar, "/capture", **HE | {"surname": "\0"})))


@pytest.mark.parametrize(
    ("date", "flag"),
    [("1999-02-30", "impossible_date"), ("1999-02-31", "impossible_date"), ("1900-02-29", "impossible_date"),
     ("навесні 1999", "partly_read"), ("1999-13-01", "other_custom"), ("12.04.1999", ""), ("12 квітня 1999", ""),
     ("0000", "unknown_date"), ("н/д", "unknown_date"), ("12.04.99 р.н.", "two_digit_year"), ("~1999", ""),
     ("1999", ""), ("1999-04", "")],
)  # fmt: skip
def test_a_birth_is_kept_as_it_was_written_and_what_is_odd_is_flagged(registrar: Client, date: str, flag: str) -> None:
    sent_again = {"birth_date.kept": date} if flag == "impossible_date" else {}
    person_id = number_of(enter(registrar, "/capture", **HE | {"holder": "UNIT-7", "birth_date": date} | sent_again))
    (kept,) = [one for one in person_for_room(person_id).particulars if one.kind == "birth_date"]

    assert (date, tuple(filter(None, [flag]))) == (kept.value, kept.flags)
    for path in (f"/persons/{person_id}", "/persons", *card_papers(registrar, person_id)):
        assert registrar.get(path).status_code == 200, path


@pytest.mark.parametrize(
    ("language", "date", "day", "read"),
    [("uk", "31.02.1999", "31 лютого 1999", "лютий 1999"), ("ru", "31.02.1999", "31 февраля 1999", "февраль 1999"),
     ("en", "31.02.1999", "31 February 1999", "February 1999"), ("en", "32.02.1999", "32.02.1999", "February 1999"),
     ("en", "1999-13-32", "1999-13-32", "1999")],
)  # fmt: skip
def test_a_day_that_no_calendar_has_is_asked_about_and_kept_as_it_was_written(
    bureau: Bureau, language: str, date: str, day: str, read: str
) -> None:
    registrar, size = bureau.at("registrar", language), tree_size()
    asked = enter(registrar, "/capture", **HE | {"birth_date": date})

    assert (400, size) == (asked.status_code, tree_size())
    assert faults_on(asked)["birth_date"].endswith(say(language, "fault.no_such_day_read", day=day, read=read))
    assert (date, date) == (fields_of(asked)["birth_date"], fields_of(asked)["birth_date.kept"])
    sent = registrar.post("/capture", fields_of(asked))
    assert sent.status_code == 302
    (kept,) = [one for one in person_for_room(number_of(sent)).particulars if one.kind == "birth_date"]
    assert (date, True) == (kept.value, "impossible_date" in kept.flags)


@pytest.mark.parametrize("date", ["навесні", "9" * 5000, "²⁰²⁶", "36262", "12.04"])
def test_words_that_are_not_read_as_a_birth_are_told_at_once_and_kept_when_they_are_sent_again(
    registrar: Client, date: str
) -> None:
    size = tree_size()
    told = enter(registrar, "/capture", **HE | {"birth_date": date})

    assert told.status_code == 400
    assert size == tree_size()
    assert faults_on(told)["birth_date"].endswith(say("en", "fault.unread_kept"))
    assert (date, date) == (fields_of(told)["birth_date"], fields_of(told)["birth_date.kept"])

    again = enter(registrar, "/capture", **HE | {"birth_date": f"{date}x", "birth_date.kept": date})
    assert again.status_code == 400

    person_id = number_of(enter(registrar, "/capture", **HE | {"birth_date": date, "birth_date.kept": date}))
    (kept,) = [one for one in person_for_room(person_id).particulars if one.kind == "birth_date"]
    assert (date, ("unread_date",)) == (kept.value, kept.flags)


@pytest.mark.parametrize(
    ("chosen", "kept", "flags"),
    [("1999-04-03", "03/04/1999 (1999-04-03)", ()), ("1999-03-04", "03/04/1999 (1999-03-04)", ()),
     ("as_written", "03/04/1999", ("two_readings",))],
)  # fmt: skip
def test_a_birth_that_can_be_two_days_is_asked_and_the_answer_kept_behind_the_words(
    registrar: Client, chosen: str, kept: str, flags: tuple[str, ...]
) -> None:
    asked = enter(registrar, "/capture", **HE | {"birth_date": "03/04/1999"})

    assert asked.status_code == 400
    assert all(words in text_of(asked) for words in ("3 April 1999", "4 March 1999", say("en", "read.as_written")))

    typed = HE | {"birth_date": "03/04/1999", "birth_date.reading": chosen}
    person_id = number_of(enter(registrar, "/capture", **typed))
    (found,) = [one for one in person_for_room(person_id).particulars if one.kind == "birth_date"]
    assert (kept, flags) == (found.value, found.flags)


@pytest.mark.parametrize(
    ("written", "kept"),
    [("03/04/1999", "03/04/1999 (1999-04-03)"), ("25 років", "25 років (2000/2001)"), ("12.04.1999", "12.04.1999")],
)
def test_what_the_page_or_the_day_decided_is_kept_behind_the_words_of_a_particular(
    bureau: Bureau, written: str, kept: str
) -> None:
    registrar = bureau.at("registrar", "uk")
    person_id = number_of(enter(registrar, "/capture", **HE))
    path = f"/persons/{person_id}/particular"
    unread = enter(registrar, path, kind="birth_date", value="навесні", source_kind="agency", grade="B")
    enter(registrar, path, kind="birth_date", value=written, source_kind="agency", grade="B")
    enter(registrar, path, kind="religion", value="03/04/1999", source_kind="agency", grade="B")

    found = [one.value for one in person_for_room(person_id).particulars if one.kind in ("birth_date", "religion")]
    assert unread.status_code == 400
    assert [HE["birth_date"], kept, "03/04/1999"] == found


def test_an_impossible_day_of_capture_is_asked_about_and_kept(registrar: Client) -> None:
    asked = enter(registrar, "/capture", **HE | {"captured_on": "30.02.2026"})
    assert faults_on(asked)["captured_on"].endswith(say("en", "fault.no_such_day_kept", day="30 February 2026"))
    person_id = number_of(registrar.post("/capture", fields_of(asked)))

    assert "2026-02-30" == person_for_room(person_id).captured_on
    assert "30 February 2026" in text_of(registrar.get(f"/persons/{person_id}"))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("1 травня 2026", "2026-05-01"), ("05.2026", "2026-05"), ("2026", "2026"), ("1/5/26", "2026-05-01"),
     ("2026-05-01T00:00:00", "2026-05-01"), ("?", ""), ("？", "")],
)  # fmt: skip
def test_a_day_of_capture_is_read_as_people_write_it(bureau: Bureau, typed: str, kept: str) -> None:
    person_id = number_of(enter(bureau.at("registrar", "uk"), "/capture", **HE | {"captured_on": typed}))

    assert kept == person_for_room(person_id).captured_on


@pytest.mark.parametrize(
    ("typed", "fault"),
    [("c. 2026", "plain_date"), ("2025-2026", "plain_date"), ("2025/2026", "plain_date"), ("36262", "date"),
     ("45.04.2026", "no_such_day"), ("навесні 2026", "date"), ("03/04/2026", "which")],
)  # fmt: skip
def test_an_act_that_needs_one_day_asks_again_and_loses_nothing(registrar: Client, typed: str, fault: str) -> None:
    page = enter(registrar, "/capture", **HE | {"captured_on": typed})

    assert page.status_code == 400
    assert faults_on(page)["captured_on"].endswith(say("en", f"fault.{fault}"))
    assert (typed, HE["surname"]) == (fields_of(page)["captured_on"], fields_of(page)["surname"])


def test_a_day_of_capture_that_can_be_two_is_the_one_that_was_chosen(registrar: Client) -> None:
    typed = {"captured_on": "03/04/2026", "captured_on.reading": "2026-04-03"}

    assert "2026-04-03" == person_for_room(number_of(enter(registrar, "/capture", **HE | typed))).captured_on


@pytest.mark.parametrize(
    ("value", "given", "fault"),
    [("", "given", "missing"), ("x", "declined", "contradicts"), ("x", "unknown", "contradicts"),
     ("x", "eaten", "unknown")],
)  # fmt: skip
def test_refuses_a_particular_whose_value_and_word_contradict(
    registrar: Client, value: str, given: str, fault: str
) -> None:
    person_id = number_of(enter(registrar, "/capture", **HE))
    typed = {"kind": "religion", "value": value, "value_given": given}
    page = enter(registrar, f"/persons/{person_id}/particular", **typed)

    assert page.status_code == 400
    assert any(words.endswith(say("en", f"fault.{fault}")) for words in faults_on(page).values())


def test_a_particular_stands_beside_the_others(registrar: Client) -> None:
    person_id = number_of(enter(registrar, "/capture", **HE))
    path = f"/persons/{person_id}/particular"
    enter(registrar, path, kind="surname", value="Шев\0чeнко", source_kind="agency", grade="B")

    found = [one for one in person_for_room(person_id).particulars if one.kind == "surname"]
    assert ["Шевченко", "Шевчeнко"] == [one.value for one in found]
    assert ("control_character", "mixed_script") == found[1].flags


@pytest.mark.parametrize(
    "typed", ["26-05-03 14:30", "0026-05-03 14:30", "1899-12-31 23:59", "2026-02-30 10:00", "2026-05-03 25:00", "вчора",
              "0001-01-01T00:00+23:59", "9999-12-31T23:59-23:59", "²", "", "2026-05-03 14:30 і далі"],
)  # fmt: skip
def test_refuses_an_instant_that_no_log_could_hold(registrar: Client, bureau: Bureau, typed: str) -> None:
    bureau.capture()
    path = f"/persons/{bureau.person}/custody/hospitalised"
    page = enter(registrar, path, happened_at=typed, holder="HOSPITAL-1")

    assert page.status_code == 400
    assert {"happened_at"} == set(faults_on(page))
    assert typed == fields_of(page)["happened_at"]
    assert registrar.get(f"/persons/{bureau.person}").status_code == 200


def test_an_instant_is_taken_with_its_zone(registrar: Client, bureau: Bureau) -> None:
    bureau.capture()
    path = f"/persons/{bureau.person}/custody/hospitalised"
    enter(registrar, path, happened_at="2026-05-03T10:30+03:00", holder="HOSPITAL-1")

    assert "2026-05-03T07:30:00.000000Z" == person_for_room(bureau.person).timeline[-1].happened_at


@pytest.mark.parametrize("typed", ["-1", "1e5", "٣", "9" * 10, "x", "1.5"])
def test_refuses_a_count_that_is_none(registrar: Client, bureau: Bureau, typed: str) -> None:
    bureau.capture()
    path = f"/persons/{bureau.person}/custody/transfer_ordered"
    page = enter(registrar, path, counted=typed, listed="1", holder="CAMP-3", list_reference="L")

    assert {"counted"} == set(faults_on(page))
    assert typed == fields_of(page)["counted"]


def test_a_step_of_custody_that_cannot_follow_is_refused_with_its_provision(registrar: Client, bureau: Bureau) -> None:
    bureau.capture()
    size = tree_size()
    page = enter(registrar, f"/persons/{bureau.person}/custody/returned")

    assert page.status_code == 409
    assert "GC III" in refusal_on(page) and "law.E001" in refusal_on(page)
    assert {"access.reading_recorded"} == set(kinds_since(size)), "the form names him, and that is all"


def test_what_the_law_misses_for_an_event_is_named_with_its_provision(registrar: Client, bureau: Bureau) -> None:
    bureau.capture()
    page = enter(registrar, f"/persons/{bureau.person}/custody/transfer_ordered", holder="CAMP-3", list_reference="L")

    assert page.status_code == 409
    for what in ("told_new_address", "effects_go_with_him"):
        assert say("en", f"guard.{what}") in refusal_on(page)
    assert "GC III 4" in refusal_on(page)
    assert "CAMP-3" == fields_of(page)["holder"]
