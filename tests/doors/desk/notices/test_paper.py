"""A notice as a sheet: its event is the law's word for what happened, and nothing stands in for one that is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.papers import NoticeEvent, NoticeItem, PaperInputError
from repatria.core.vocabulary.particulars import Given
from repatria.core.vocabulary.written_times import BureauZone
from repatria.doors.desk.frame.papers import pair_of
from repatria.doors.desk.notices.papers import notice_paper
from repatria.doors.jobs.consequences import draw_consequences
from repatria.records.notices.selectors import NoticeView, notice, notices
from tests.adapters.test_printing import text_of, words_of
from tests.doors.desk.bureau import Bureau

pytestmark = pytest.mark.django_db


@pytest.fixture
def a_notice(bureau: Bureau) -> NoticeView:
    bureau.capture()
    draw_consequences(bureau.outside)
    registrar = bureau.by("registrar")
    return notice(registrar, notices(registrar)[0].notice_id)


def saying(view: NoticeView, reason: str, *, is_correction: bool = False) -> NoticeView:
    return replace(view, line=replace(view.line, reason=reason, is_correction=is_correction))


@pytest.mark.parametrize("reason", ["signed_out", "returned", "something_else", ""])
def test_refuses_an_event_of_which_no_notice_is_due(a_notice: NoticeView, reason: str) -> None:
    with pytest.raises(PaperInputError):
        notice_paper(saying(a_notice, reason))


@pytest.mark.parametrize(("reason", "event"), [
    ("capture_reported", NoticeEvent.CAPTURE), ("recaptured", NoticeEvent.CAPTURE), ("died", NoticeEvent.DEATH),
    ("hospitalised", NoticeEvent.HOSPITAL_ADMISSION), ("annulled", NoticeEvent.CORRECTION),
])  # fmt: skip
def test_says_what_happened_in_the_words_of_the_article(a_notice: NoticeView, reason: str, event: NoticeEvent) -> None:
    assert event is notice_paper(saying(a_notice, reason)).event


def test_a_correction_says_so_whatever_it_corrects(a_notice: NoticeView) -> None:
    assert NoticeEvent.CORRECTION is notice_paper(saying(a_notice, "arrived", is_correction=True)).event


@pytest.mark.parametrize(("happened", "printed"), [
    ("2026-05-02", PartialDate(2026, 5, 2)), ("2026-05", PartialDate(2026, 5)), ("", ""), (None, None),
    ("about Easter", "about Easter"), ("2026-05-02T22:30:00.000000Z", PartialDate(2026, 5, 3)),
])  # fmt: skip
def test_its_event_has_the_day_of_the_bureaus_clock_or_what_was_written(
    a_notice: NoticeView, happened: str | None, printed: object, outside: Callable[..., object]
) -> None:
    outside(zone=BureauZone(name="Europe/Kyiv", rules=ZoneInfo("Europe/Kyiv")))
    assert printed == notice_paper(replace(a_notice, happened=happened)).event_on


def test_an_item_without_a_value_says_what_became_of_the_question(a_notice: NoticeView) -> None:
    lines = {one.item: one.given for one in notice_paper(a_notice).lines}
    of_version_1 = {one.given for one in notice_paper(replace(a_notice, without={})).lines if not one.value}

    assert (Given.DECLINED, Given.NOT_ASKED) == (lines[NoticeItem.RANK], lines[NoticeItem.FATHER_FIRST_NAME])
    assert {None} == of_version_1


def test_letters_go_to_the_bureau_under_his_number_while_somebody_holds_him(a_notice: NoticeView) -> None:
    lines = {one.item: one.value for one in notice_paper(a_notice).lines}

    assert "Bureau, № 0417" == lines[NoticeItem.CORRESPONDENCE_ADDRESS]


def test_names_stand_as_they_were_taken_down_and_in_latin_letters_beside(a_notice: NoticeView) -> None:
    items = {"surname": "Щербак", "first_names": "Юрій", "mother_maiden_name": "Miller", "birth_place": "Суми"}
    lines = {one.item: one.value for one in notice_paper(replace(a_notice, items=items, without={})).lines}

    assert ("Щербак (Shcherbak)", "Юрій (Yurii)") == (lines[NoticeItem.SURNAME], lines[NoticeItem.FIRST_NAMES])
    assert ("Miller", "Суми (Sumy)") == (lines[NoticeItem.MOTHER_MAIDEN_NAME], lines[NoticeItem.BIRTH_PLACE])


def test_leaves_the_house_in_the_receivers_language_and_the_houses(bureau: Bureau, a_notice: NoticeView) -> None:
    def sheet(query: str = "") -> str:
        return text_of(bureau.at("registrar").get(f"/notices/{a_notice.line.notice_id}/notice.pdf{query}").content)

    first = sheet("?language=en&second=uk")
    for said in ("To the Central Tracing Agency", "До Центрального агентства з розшуку", "Maiden name of the mother"):
        assert words_of(said) in first
    russian = sheet("?language=ru&second=uk")
    assert words_of("В Центральное агентство по розыску") in russian and words_of("To the") not in russian
    assert sheet() == sheet("?language=xx&second=xx") and words_of("To the Central") in sheet()


@pytest.mark.parametrize(("asked", "languages"), [
    (("", "", "uk"), ("en", "uk")), (("", "", "ru"), ("en", "ru")), (("", "", "en"), ("en", "uk")),
    (("uk", "", "uk"), ("uk", "en")), (("", "", "en", "ru"), ("ru", "en")), (("", "", "en", "en"), ("en", "uk")),
    (("ru", "uk", "en"), ("ru", "uk")), (("en", "en", "uk"), ("en",)),
])  # fmt: skip
def test_a_pair_is_the_receivers_language_first(asked: tuple[str, str, str], languages: tuple[str, ...]) -> None:
    assert languages == pair_of(*asked)
