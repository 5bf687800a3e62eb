"""A profile of the house's own, made on a page: what is refused, its versions, and lists that are read by it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from repatria.core.law.errors import StatementError
from repatria.core.vocabulary.errors import InputError
from repatria.doors.desk.frame.texts import say
from repatria.doors.jobs.importing import patterns
from repatria.doors.jobs.importing.errors import FaultyProfileError
from repatria.doors.jobs.importing.profile_reading import load_profile
from repatria.records.access.errors import RoleForbidsError
from repatria.records.ledger.verify import rebuild
from repatria.records.register.models import ListProfile
from repatria.records.register.selectors.list_profiles import list_profiles
from repatria.records.register.services.list_profiles import record_list_profile
from tests.doors.desk.bureau import Bureau, text_of, tree_size

pytestmark = pytest.mark.django_db
OWN = """
[profile]
title = "Camp 2, sheets without a header"

[file]
header = false

[source]
scope = "camp-2-sheets"
kind = "list"
reference = "sheet, line {1}"
grade = "C"
key = ["1"]

[[columns]]
parts = ["surname", "first_names", "patronymic"]
from = "2"

[columns]

[events]
always = "captured"
remarks = "3"
words = { "помер|умер" = "died" }
"""


@pytest.fixture
def registrar(bureau: Bureau) -> Client:
    return bureau.at("registrar")


def keeps(browser: Client, name: str, text: str):
    return browser.post("/lists/profiles/published-list", {"profile_name": name, "profile_text": text})


@pytest.mark.parametrize("who", ["caseworker-1", "interviewer", "head"])
def test_only_who_brings_lists_in_makes_one(bureau: Bureau, who: str) -> None:
    with pytest.raises(RoleForbidsError):
        record_list_profile(bureau.by(who), profile_name="camp-2-sheets", text=own())


@pytest.mark.parametrize("name", ["", "a", "Camp 2", "../etc", "camp@2", "x" * 41])
def test_refuses_a_name_that_is_none(bureau: Bureau, name: str) -> None:
    with pytest.raises(InputError):
        record_list_profile(bureau.by("registrar"), profile_name=name, text=own())


def test_refuses_a_quotation_and_an_empty_or_endless_text(bureau: Bureau) -> None:
    registrar = bureau.by("registrar")
    with pytest.raises(StatementError):
        record_list_profile(registrar, profile_name="x-1", text="# «я скажу вам усе сам»")
    for text in (" ", "#" * 20_001):
        with pytest.raises(InputError):
            record_list_profile(registrar, profile_name="x-1", text=text)
    assert not ListProfile.objects.exists()


def own() -> str:
    return OWN.replace("[columns]\n\n", "")


def test_a_faulty_one_is_not_kept_and_every_fault_is_named(registrar: Client) -> None:
    size = tree_size()
    page = keeps(registrar, "camp-2-sheets", own().replace('grade = "C"', 'grade = "Z"').replace('key = ["1"]', ""))
    said = text_of(page)
    assert (400, True, True) == (page.status_code, "[source] key" in said, "grade" in said)
    assert 400 == keeps(registrar, "plain-register", own()).status_code, "that one ships with the house"
    assert 400 == keeps(registrar, "camp-2-sheets", "[profile").status_code
    assert size == tree_size()


def test_a_list_comes_in_by_it_and_by_the_version_that_was_looked_at(bureau: Bureau, registrar: Client) -> None:
    assert 302 == keeps(registrar, "camp-2-sheets", own()).status_code
    assert "Camp 2, sheets without a header" in text_of(registrar.get("/lists/in"))
    rows = "1;Ґудзь Іван Левкович;\n2;Кізь Левко;помер у березні\n"
    sent = {"profile": "camp-2-sheets@1", "file": SimpleUploadedFile("sheet.csv", rows.encode())}
    looked = registrar.post("/lists/in", sent)
    assert 302 == looked.status_code, text_of(looked)
    shown = text_of(registrar.get(looked["Location"]))
    assert "Левкович" in shown and "Кізь" in shown
    assert 302 == keeps(registrar, "camp-2-sheets", own().replace("умер", "загинув")).status_code
    brought = text_of(registrar.post(looked["Location"]))
    assert "rejected" not in brought.lower()

    newest = load_profile("camp-2-sheets")
    assert newest.events is not None and "загинув" in newest.events.words[0][0].text
    first = load_profile("camp-2-sheets@1")
    assert first.events is not None and ("captured",) == first.events.always
    (only,) = list_profiles(bureau.by("registrar"))
    assert ("camp-2-sheets@2", 2) == (only.key, only.version)
    with pytest.raises(FaultyProfileError):
        load_profile("camp-2-sheets@3")
    rows_before = sorted(ListProfile.objects.values_list())
    rebuild()
    assert rows_before == sorted(ListProfile.objects.values_list())


def test_a_pattern_that_would_never_end_refuses_the_list_and_holds_nobody_up(registrar: Client, monkeypatch) -> None:
    monkeypatch.setattr(patterns, "SEARCH_SECONDS", 0.02)
    assert 302 == keeps(registrar, "camp-2-sheets", own().replace("помер|умер", "(x+x+)+y")).status_code
    content = f"1;Левкович Іван;{'x' * 3_000}\n".encode()
    size = tree_size()

    refused = registrar.post(
        "/lists/in", {"profile": "camp-2-sheets@1", "file": SimpleUploadedFile("own.csv", content)}
    )

    assert 400 == refused.status_code
    assert say("uk", "fault.slow_pattern") in text_of(refused) or say("en", "fault.slow_pattern") in text_of(refused)
    assert size == tree_size()
