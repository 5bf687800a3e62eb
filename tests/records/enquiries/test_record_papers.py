"""Papers of hers: what is refused, that a picture is drawn anew before anybody looks, and what cannot be drawn."""

from __future__ import annotations

import pytest

from repatria.core.vocabulary.pictures import PictureRefusedError, refuse_picture
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.enquiries import selectors
from repatria.records.enquiries.acts import Paper
from repatria.records.enquiries.drawing import draw_ahead, papers_drawn_by
from repatria.records.enquiries.errors import KnownPaperError, UnknownEnquiryError
from repatria.records.enquiries.selectors import enquiry_for_room, paper_content
from repatria.records.enquiries.services.papers import record_papers
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import verify
from tests.journeys.test_thread_in_the_records import Story

pytestmark = pytest.mark.django_db
RAW = b"\xff\xd8\xff with a place in it"
_asked: list[bytes] = []


def _draw(content: bytes) -> bytes:
    _asked.append(content)
    if b"PK" in content or content.endswith(b"locked"):
        raise refuse_picture("other_file_inside")
    return b"\xff\xd8\xff drawn"


@pytest.fixture
def story(clock, randomness):
    _asked.clear()
    papers_drawn_by(_draw)
    yield Story(clock, randomness).capture().ask()
    papers_drawn_by(None)


def add(story, content=RAW, role=Role.COURIER, kind="image/jpeg", **more):
    given = {"enquiry_id": story.enquiry, "received_on": story.outside.now().date(), "inbox": "7:aa"} | more
    return record_papers(story.outside.house(role), paper=Paper(media_type=kind, content=content), **given)


def test_refuses_without_a_receipt_a_drawer_or_a_place_where_what_came_still_lies(story):
    size = tree_size()
    with pytest.raises(UnknownEnquiryError):
        add(story, enquiry_id="E-NONE")
    with pytest.raises(RoleForbidsError):
        add(story, role=Role.MATCHER)
    with pytest.raises(PictureRefusedError):
        add(story, RAW + b"PK", inbox="")
    papers_drawn_by(None)
    with pytest.raises(RuntimeError):
        add(story)
    assert size == tree_size()


def test_what_staff_see_is_drawn_anew_and_what_cannot_be_drawn_says_why(story):
    story.staff.called("caseworker-1")
    acting = story.staff.acting("caseworker-1")
    drawn, refused = add(story), add(story, RAW + b"PK", inbox="8:bb")
    pdf = add(story, b"%PDF-1.4 hers", inbox="9:cc", kind="application/pdf")
    with pytest.raises(KnownPaperError):
        add(story)

    lines = {one.paper_id: one.word for one in enquiry_for_room(story.enquiry).papers}
    assert {drawn: "", refused: "other_file_inside", pdf: ""} == lines
    assert ("image/jpeg", b"\xff\xd8\xff drawn") == paper_content(acting, drawn)
    assert ("", b"") == paper_content(acting, refused)
    assert ("image/jpeg", b"\xff\xd8\xff drawn") == paper_content(acting, pdf), "nobody opens hers"
    assert verify(log_verifier()).is_equal


def test_a_pdf_kept_as_it_came_before_is_drawn_when_it_is_opened_or_refused_with_a_word(story, monkeypatch):
    story.staff.called("caseworker-1")
    acting = story.staff.acting("caseworker-1")
    papers_drawn_by(lambda content: content)  # as an earlier release kept it
    whole = add(story, b"%PDF-1.4 hers", kind="application/pdf")
    locked = add(story, b"%PDF-1.4 locked", inbox="8:bb", kind="application/pdf")
    papers_drawn_by(_draw)

    assert ("image/jpeg", b"\xff\xd8\xff drawn") == paper_content(acting, whole)
    with pytest.raises(PictureRefusedError):
        paper_content(acting, locked)


def test_a_courier_draws_before_it_takes_the_lock_and_once(story):
    draw_ahead(Paper(media_type="image/jpeg", content=RAW))
    papers_drawn_by(None)
    add(story)

    assert [RAW] == _asked


def test_a_picture_kept_as_it_came_by_an_earlier_version_is_drawn_when_it_is_opened(story, monkeypatch):
    story.staff.called("caseworker-1")
    acting = story.staff.acting("caseworker-1")
    paper_id = add(story)
    monkeypatch.setattr(selectors, "_DRAWN_FROM", 4)

    assert ("image/jpeg", b"\xff\xd8\xff drawn") == paper_content(acting, paper_id)
    assert [RAW, b"\xff\xd8\xff drawn"] == _asked
