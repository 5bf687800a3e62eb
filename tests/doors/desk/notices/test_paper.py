"""A notice as a sheet: its event is the law's word for what happened, and nothing stands in for one that is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from repatria.core.vocabulary.papers import NoticeEvent, PaperInputError
from repatria.doors.desk.notices.papers import notice_paper
from repatria.doors.jobs.consequences import draw_consequences
from repatria.records.notices.selectors import NoticeView, notice, notices
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
