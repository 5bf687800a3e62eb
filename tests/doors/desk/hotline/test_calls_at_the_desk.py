"""Calls at the desk: what the hotline may see, lost words by two, a warning by three, and what is said of nothing."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from repatria.core.vocabulary.receipts import CALLER_ROWS, caller_answer, caller_secret_of
from repatria.doors.desk.frame.texts import LANGUAGES, say
from repatria.records.enquiries.models import Enquiry
from repatria.records.hotline.models import CallBack, LetterWarning, PaperForm, Recovery, RecoveryFailure
from tests.doors.desk.bureau import Bureau, enter, faults_on, fields_of, main_of, refusal_on, text_of
from tests.doors.desk.enquiries.test_telephone import SHE, shown_receipt

pytestmark = pytest.mark.django_db
SAID = SHE | {
    "telephone": "+380 44 000", "lost_words": "call_back", "sought_place": "біля млина", "by_telephone": "1",
}  # fmt: skip
TWO = {"recovery_how": "call_back", "was_asked": ["words", "sought_place"], "was_said": "yes"}


def took(bureau: Bureau) -> tuple[str, str, str]:
    """An enquiry that was taken thirty days ago: its number at the bureau, its receipt's number, its telephone code."""
    page = enter(bureau.at("hotline"), "/telephone", **SAID)
    code = re.search(r'<b class="fit" dir="ltr">(\d{8})</b>', text_of(page))
    assert code
    bureau.clock.at += timedelta(days=31)
    bureau._browsers.clear()  # a sign-in lasts no month
    return Enquiry.objects.get().pk, shown_receipt(page)[0], code[1]


def test_a_wrong_code_and_no_letter_are_one_page_and_the_fourth_error_leads_to_a_call_back(bureau: Bureau) -> None:
    _, number, code = took(bureau)
    hotline = bureau.at("hotline")
    pages = [
        main_of(enter(hotline, "/calls/letters", receipt_number=number, phone_code=one)).partition("<main")[2]
        for one in (code, "00000000", "00000001")
    ]
    assert 1 == len(set(pages)) and say("en", "call_says.nothing") in pages[0]

    closed = enter(hotline, "/calls/letters", receipt_number=number, phone_code=code)
    assert closed.status_code == 409 or closed.status_code == 403
    assert say("en", "refusal.hotline.E002") in refusal_on(closed)


def test_whoever_waits_behind_a_page_of_call_backs_stands_on_the_next(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("repatria.records.hotline.selectors.calls.PAGE", 2)
    hotline = bureau.at("hotline")
    for number in range(3):
        enter(hotline, "/calls/new", telephone=f"+380 11{number}", language="uk")
    first, second, beyond = (text_of(hotline.get(f"/calls{more}")) for more in ("", "?after=2", "?after=9"))

    assert "+380 110" in first and "+380 111" in first and "+380 112" not in first
    assert 'href="?after=2" rel="next"' in first
    assert "+380 112" in second and "+380 110" not in second and 'rel="next"' not in second
    assert "+380" not in beyond.partition("<main")[2]


def test_who_is_rung_back_is_seen_with_the_hours_that_are_safe(bureau: Bureau) -> None:
    hotline = bureau.at("hotline")
    enter(hotline, "/calls/new", telephone="+380 11", safe_when="після дев’ятої", language="uk")
    (row,) = CallBack.objects.all()
    assert "після дев’ятої" in text_of(hotline.get("/calls"))
    enter(hotline, f"/calls/{row.pk}/rang", call_end="reached")
    assert "+380 11" not in text_of(hotline.get("/calls"))
    line = text_of(bureau.at("head").get("/line"))
    assert [] == [one for one in LANGUAGES if say(one, "recorded.message") not in line]


def test_lost_words_take_two_persons_and_the_code_is_shown_once(bureau: Bureau) -> None:
    enquiry, _, _ = took(bureau)
    path, caseworker = f"/enquiries/{enquiry}/lost-words", bureau.at("caseworker-1")
    assert bureau.at("hotline").get(path).status_code == 403
    assert "кіт Мурчик" in text_of(caseworker.get(path))
    enter(caseworker, f"{path}/code", **TWO | {"was_said": "no"})
    assert 1 == RecoveryFailure.objects.count() and 0 == Recovery.objects.count()

    bureau.at("caseworker-2").post(f"{path}/approve/call_back")
    shown = enter(caseworker, f"{path}/code", **TWO)
    code = re.search(r"KC-[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]", text_of(shown))
    assert code and 1 == Recovery.objects.count()
    assert code[0] not in text_of(caseworker.get(path))


def test_whoever_rings_is_shown_the_word_of_one_row_once(bureau: Bureau) -> None:
    form = fields_of(bureau.at("hotline").get("/telephone")) | SAID
    bureau.at("hotline").post("/telephone", form)
    path = f"/enquiries/{Enquiry.objects.get().pk}/row"
    page = main_of(enter(bureau.at("caseworker-1"), path, caller_row="2"))

    secret = caller_secret_of(bytes.fromhex(form["form_id"]))
    words = {row: caller_answer(secret, row, "uk") for row in range(1, CALLER_ROWS + 1)}
    assert [2] == [row for row, word in words.items() if f">{word}<" in page]
    again = enter(bureau.at("caseworker-2"), path, caller_row="2")
    assert say("en", "refusal.hotline.E008") in refusal_on(again)


def test_a_warning_is_switched_by_one_after_two_others_agreed(bureau: Bureau) -> None:
    said = {"warning_uk": "Не платіть.", "warning_ru": "Не платите.", "warning_en": "Do not pay."}
    enter(bureau.at("head"), "/warning/new", **said, warning_is_on="yes")
    approve = re.findall(r'action="(/warning/[0-9a-f]+/approve)"', text_of(bureau.at("caseworker-1").get("/warning")))
    for name in ("caseworker-1", "caseworker-2"):
        assert 302 == bureau.at(name).post(approve[0]).status_code
    switch = re.findall(r'action="(/warning/[0-9a-f]+/switch)"', text_of(bureau.at("head").get("/warning")))
    bureau.at("head").post(switch[0])

    assert ["Do not pay."] == [one.en for one in LetterWarning.objects.filter(is_on=True)]


def test_a_blank_form_is_typed_in_against_its_number_once_and_has_the_receipt_that_was_printed(bureau: Bureau) -> None:
    hotline = bureau.at("hotline")
    sheet = enter(hotline, "/forms", letter_language="ru")
    form = PaperForm.objects.get()
    assert b"%PDF" == sheet.content[:4] and form.pk in "".join(
        one.extract_text() for one in PdfReader(BytesIO(sheet.content)).pages
    )
    said = {"sought_name": "Шевчинко Сережа", "lost_words": "never"}
    strange = enter(hotline, "/forms/typed", paper_form_id="KP-0", **said)
    assert (400, ["paper_form_id"]) == (strange.status_code, list(faults_on(strange)))
    for _ in range(2):
        assert 302 == enter(hotline, "/forms/typed", paper_form_id=form.pk.lower(), **said).status_code

    (enquiry,) = Enquiry.objects.all()
    assert ("paper", "ru", form.locator, form.number_index) == (
        enquiry.channel, enquiry.language, enquiry.locator, enquiry.number_index,
    )  # fmt: skip
    assert 200 == enter(bureau.at("caseworker-1"), f"/enquiries/{enquiry.pk}/row", caller_row="1").status_code
