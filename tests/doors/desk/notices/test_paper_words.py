"""The words of papers at the desk: written beside the house's own, seen as the sheet, adopted, and what is printed."""

from __future__ import annotations

import pytest

from repatria.core.vocabulary.paper_words import PaperClass
from repatria.doors.desk.frame.texts import say
from repatria.doors.jobs.consequences import draw_consequences
from repatria.records.notices.models import PaperVersion
from repatria.records.notices.paper_word_selectors import standing_paper_version, words_on_papers
from repatria.records.notices.selectors import notices
from tests.adapters.test_printing import text_of, words_of
from tests.doors.desk.bureau import Bureau, enter, faults_on, fields_of, main_of, refusal_on

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)

NEW = "/paper-words/statutory_notice/en/new"
KEY = "statutory_notice-event"


def test_other_words_are_looked_at_approved_by_two_others_and_printed(bureau: Bureau) -> None:
    bureau.capture()
    draw_consequences(bureau.outside)
    before = f"/notices/{notices(bureau.by('registrar'))[0].notice_id}/notice.pdf?language=en"
    browser = bureau.at("caseworker-1")
    shown = browser.get(NEW)
    filled = fields_of(shown)
    assert "Event" == filled[KEY] and "statutory_notice-fear" not in filled  # this one stands word for word
    page = enter(browser, NEW, **filled | {KEY: "Event of 1949", "why": "plainer"})
    assert page.status_code == 409 and "statutory_notice.event en: - «1949»" in refusal_on(page)
    said = filled | {KEY: "What happened"}
    page = browser.post(NEW, said | {"look": "1"})
    assert "<del>Event</del>" in page.content.decode() and not PaperVersion.objects.exists()
    sheet = browser.post(NEW, said | {"sheet": "1"})
    assert "application/pdf" == sheet["Content-Type"] and words_of("What happened") in text_of(sheet.content)
    assert {"why"} == set(faults_on(enter(browser, NEW, **said | {"why": ""})))
    for none in ("/paper-words/letter/en/new", "/paper-words/statutory_notice/de/new"):
        assert browser.get(none).status_code == 404

    version = enter(browser, NEW, **said | {"why": "plainer"}).headers["Location"]
    owed = [bureau.at(name).get("/").content.decode() for name in ("caseworker-1", "adviser")]
    assert [False, True] == [f'href="{version}' in page for page in owed]
    shown = bureau.at("adviser").get(version)
    assert "What happened" in main_of(shown) and say("en", "paper_says.fields_stay") in main_of(shown)
    assert words_of("What happened") in text_of(bureau.at("adviser").get(f"{version}/sample.pdf?language=en").content)
    number = version.rpartition("/")[2]
    reference = f"{number}:{standing_paper_version(PaperClass.STATUTORY_NOTICE)}"
    assert bureau.at("head").post(f"{version}/approve", {"reference": "x"}).status_code == 409
    for name in ("caseworker-1", "head"):
        bureau.at(name).post(f"{version}/approve", {"reference": reference})
    assert bureau.at("head").post(f"{version}/adopt").status_code == 409
    bureau.at("adviser").post(f"{version}/approve", {"reference": reference})
    assert bureau.at("head").post(f"{version}/adopt").status_code == 302

    again = text_of(bureau.at("registrar").get(before).content)  # issued before: printed again as it was
    assert words_of("What happened") not in again and "TP-" not in again
    listed = main_of(browser.get("/paper-words"))
    assert f"{say('en', 'paper_says.replaced')}: 1" in listed
    assert "What happened" in main_of(browser.get("/paper-words/statutory_notice"))
    page = enter(bureau.at("adviser"), f"{version}/withdraw", reason="misread")
    assert page.status_code == 302 and () == words_on_papers().texts
    assert "misread" in main_of(bureau.at("auditor").get(version))
