"""The picture of a sheet that came back: drawn anew, sealed as its words, for whoever looks and until then."""

from __future__ import annotations

import pytest

from repatria.core.law.messages import MessageOrderError
from repatria.core.vocabulary.pictures import PictureRefusedError, refuse_picture
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.access.services import destroy_key, destroy_reference, record_approval
from repatria.records.contact.errors import AnsweredPaperError, UnknownCodeError, UnknownMessageError
from repatria.records.contact.models import MessageScan
from repatria.records.contact.selectors.boxes import post_for_round
from repatria.records.contact.selectors.scans import scans_kept, scans_of
from repatria.records.contact.selectors.whole import message
from repatria.records.contact.services.scans import MOST_SCANS, keep_scan
from repatria.records.enquiries.drawing import papers_drawn_by
from repatria.records.vault.keyring import Purpose

pytestmark = pytest.mark.django_db
RAW, DRAWN = b"\xff\xd8\xff with a place in it", b"\xff\xd8\xff drawn"


def _draw(content):
    if not content.startswith(b"\xff\xd8"):
        raise refuse_picture("no_picture")
    return DRAWN


@pytest.fixture
def answered(willing):
    """His answer came back on the sheet, and nobody has looked at it."""
    papers_drawn_by(_draw)
    willing.hers()
    willing.looks()
    willing.prints()
    willing.answer = willing.his("the cat!", code=willing.code)
    yield willing
    papers_drawn_by(None)


def keeps(story, by="camp", picture=RAW, **more):
    return keep_scan(story.by(by), **{"message_id": story.answer, "picture": picture} | more)


def test_refuses_a_scan_that_is_none_of_hers_of_another_camp_and_by_whom_the_table_does_not_let(answered):
    for picture in (b"", b"<svg/>"):
        with pytest.raises(PictureRefusedError):
            keeps(answered, picture=picture)
    for by, refusal in (("other-camp", UnknownMessageError), ("censor", RoleForbidsError)):
        with pytest.raises(refusal):
            keeps(answered, by)
    for number in (answered.message, "CM-NONE"):
        with pytest.raises(UnknownMessageError):
            keeps(answered, message_id=number)
    assert not MessageScan.objects.exists()


def test_a_sheet_without_a_code_or_one_that_came_twice_is_refused_with_a_word_and_its_first_words_stand(answered):
    keeps(answered)
    with pytest.raises(UnknownCodeError):
        answered.his("x", code="7K2M-93QF-0000-0000-0000")
    with pytest.raises(AnsweredPaperError):
        answered.his("once more", code=answered.code)
    assert "the cat!" == message(answered.by("head"), answered.answer).text and 1 == scans_kept(answered.answer)


def test_who_looks_sees_the_pixels_and_nobody_does_afterwards(answered):
    keeps(answered)
    (view,) = scans_of(answered.by("censor"), answered.answer)
    assert DRAWN == view.content and 1 == scans_kept(answered.answer)
    for by in ("caseworker-1", "camp", "head", "interviewer"):
        with pytest.raises(RoleForbidsError):
            scans_of(answered.by(by), answered.answer)
    answered.looks(message=answered.answer)
    with pytest.raises(UnknownMessageError):
        scans_of(answered.by("censor"), answered.answer)
    with pytest.raises(MessageOrderError):
        keeps(answered)


def test_so_many_sheets_are_kept_and_not_one_more(answered):
    for _ in range(MOST_SCANS):
        keeps(answered)
    with pytest.raises(MessageOrderError):
        keeps(answered)


def test_it_lies_under_its_writers_key_goes_with_the_words_and_never_into_a_box(answered):
    keeps(answered)
    held = post_for_round(answered.outside.house(Role.COURIER))
    assert held and not any("drawn" in str(one) or "the cat!" in str(one) for one in held.values())
    subject = answered.person
    assert MessageScan.objects.get().writer_id == subject
    for by, role in (("head-2", Role.HEAD_OF_BUREAU), ("auditor-2", Role.AUDITOR)):
        answered.staff.on_call(by, role)
        record_approval(
            answered.by(by), action="access.destroy_key", object_reference=destroy_reference(Purpose.KIN, subject)
        )
    destroy_key(answered.by("head"), purpose=Purpose.KIN, subject=subject, reason="the law says so")
    assert "" == message(answered.by("head"), answered.answer).text and 0 == scans_kept(answered.answer)
    assert () == scans_of(answered.by("censor"), answered.answer)
