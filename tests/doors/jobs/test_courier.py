"""The courier among items that somebody wrote to do harm: each is set aside by an act, and all others arrive."""

from __future__ import annotations

import hashlib

import pytest
from django.db import OperationalError

from repatria.config.install import portal_keys_of
from repatria.core.law.enquiry import ClosingReason
from repatria.core.vocabulary.receipts import letter_identity_of, letter_key_of, locator_of, receipt_from_form_id
from repatria.doors.jobs import courier
from repatria.doors.jobs.consequences import NOTICE_CONSUMERS, draw_consequences
from repatria.doors.jobs.courier import INBOX, fetch_enquiries, fetch_what_was_set_aside, items_waiting
from repatria.doors.jobs.rounds import hold_round
from repatria.doors.jobs.verifying import let_everybody_read_again, verify_house
from repatria.records.access.role_table import Role
from repatria.records.consequences.selectors import open_consequences, open_count
from repatria.records.enquiries import drawing
from repatria.records.enquiries.models import Enquiry, PaperOfKinship
from repatria.records.enquiries.services import close_enquiry, receive_enquiry
from repatria.records.intake.sealing import open_letters, seal_to_bureau
from repatria.records.intake.selectors import letter_for
from repatria.records.intake.services import receive_sealed
from repatria.records.ledger.reading import entries_since, tree_size
from repatria.records.ledger.services import move_cursor
from tests.journeys.test_thread_in_the_records import Story
from tests.records.staff import outside

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)


def _receipt(number):
    return receipt_from_form_id(hashlib.sha256(b"courier %d" % number).digest(), "uk")


def _header(number, **changed):
    receipt = _receipt(number)
    said = {"sought_name": f"Коваль {number}", "sought_birth": "1999", "relation": "mother"}
    return {
        "item": "enquiry", "said": said, "locator": locator_of(receipt), "language": "uk", "channel": "web",
        "letter_identity": letter_identity_of(receipt), **changed,
    }  # fmt: skip


@pytest.fixture
def portal(keyring):
    return portal_keys_of(keyring)


@pytest.fixture
def send(portal, clock):
    def lay(number, header, content=b"", ciphertext=None):
        receive_sealed(
            form_id_sha256=hashlib.sha256(b"form %d" % number).digest(), on=clock().date(), mac_key=portal.mac_key,
            ciphertext=ciphertext or seal_to_bureau(portal.bureau_recipient, header, content),
        )  # fmt: skip

    return lay


HARM = {
    "a field that no form has": {"said": {"sought_name": "Коваль", "rank_of_the_king": "x"}},
    "no said at all": {"said": None},
    "said as a list": {"said": ["Коваль"]},
    "shares as a number": {"said": {"sought_name": "Коваль", "shares": 7}},
    "an identity that is no key": {"letter_identity": "z" * 64},
    "an identity in capitals": {"letter_identity": "AB" * 32},
    "a number as an identity": {"letter_identity": 12},
    "a short locator": {"locator": "short"},
    "a language nobody writes": {"language": "xx"},
    "a channel of the bureau's own": {"channel": "desk"},
    "an item of no kind": {"item": None, "said": {}},
    "papers for nobody": {"item": "papers", "media_type": "image/png"},
    "an empty name": {"said": {"sought_name": "  "}},
}


@pytest.mark.parametrize("what", HARM)
def test_what_was_written_to_do_harm_is_set_aside_and_the_next_item_arrives(send, clock, randomness, portal, what):
    house = outside(clock, randomness)
    send(1, _header(1, **HARM[what]))
    send(2, _header(2))

    assert 2 == fetch_enquiries(house, 0)

    (aside,) = entries_since(0, kinds=["enquiries.item_set_aside"])
    assert aside.act.inbox.startswith("1:")
    assert aside.act.reason
    owed = [] if what == "papers for nobody" else [("inbox", "1", Role.CASEWORKER)]
    assert owed == [(one.consumer, one.matter, one.concerns) for one in open_consequences()]
    assert 1 == Enquiry.objects.count()
    assert 1 == hold_round(house)
    receipt = _receipt(2)
    assert 1 == len(open_letters(letter_key_of(receipt), letter_for(locator_of(receipt))))
    report = verify_house(portal.mac_key, lambda *_: None)
    assert report.is_equal, report.first


def test_a_long_item_without_a_header_is_set_aside_and_stops_nobody(send, clock, randomness):
    send(1, [], b"x" * 20_000)
    send(2, _header(2, note={"way": "mail", "to": "x@b..com"}))

    assert 2 == fetch_enquiries(outside(clock, randomness), 0)

    assert ["intake.E901"] == [one.act.reason for one in entries_since(0, kinds=["enquiries.item_set_aside"])]
    assert 1 == Enquiry.objects.count()


def test_no_picture_is_drawn_for_nobodys_receipt_and_pictures_leave_a_turn_to_others(
    send, clock, randomness, monkeypatch
):
    house, drawn = outside(clock, randomness), []
    monkeypatch.setattr(drawing, "_drawers", [bytes])
    passed = iter(range(0, 10_000, 15))
    monkeypatch.setattr(courier, "draw_ahead", lambda paper: drawn.append(paper))
    monkeypatch.setattr(courier, "monotonic", lambda: next(passed))
    send(1, _header(1))
    for number, of in ((2, 9), (3, 1), (4, 1)):
        paper = {"item": "papers", "locator": locator_of(_receipt(of)), "media_type": "application/pdf"}
        send(number, paper, b"%%PDF- %d " % number + b"x" * 20_000)

    assert 2 == fetch_enquiries(house, 0)  # by this clock each takes 15 seconds
    assert [] == drawn
    assert 2 == fetch_enquiries(house, 0)
    assert (2, 2, 0) == (len(drawn), PaperOfKinship.objects.count(), items_waiting())


def test_no_picture_is_drawn_for_who_asks_no_more_however_often_it_is_tried(clock, randomness, send, monkeypatch):
    story, drawn = Story(clock, randomness), []
    send(1, _header(1))
    fetch_enquiries(story.outside, 0)
    close_enquiry(
        story.by("caseworker-1"), enquiry_id=Enquiry.objects.get().pk, reason=ClosingReason.WITHDRAWN, note="she rang",
        duplicate_of="",
    )  # fmt: skip
    monkeypatch.setattr(drawing, "_drawers", [lambda content: drawn.append(content) or content])
    paper = {"item": "papers", "locator": locator_of(_receipt(1)), "media_type": "image/jpeg"}
    send(2, paper, b"x" * 20_000)

    assert 1 == fetch_enquiries(story.outside, 0)
    assert 0 == fetch_what_was_set_aside(story.outside, 0)
    assert ([], 0, 1) == (drawn, PaperOfKinship.objects.count(), open_count())


def test_bytes_that_open_to_nothing_are_set_aside(send, clock, randomness):
    send(1, None, ciphertext=b"noise " * 100)

    fetch_enquiries(outside(clock, randomness), 0)

    assert ["intake.E901"] == [one.act.reason for one in entries_since(0, kinds=["enquiries.item_set_aside"])]
    assert 0 == open_count()


def test_an_item_that_a_newer_release_can_take_is_taken_after_all(send, clock, randomness, portal, monkeypatch):
    house = outside(clock, randomness)
    send(1, _header(1))
    send(2, _header(2))
    with monkeypatch.context() as old:
        old.setattr(courier, "asked_of", lambda said: {}["a field of the newer portal"])
        assert 2 == fetch_enquiries(house, 0)
    assert (0, 2) == (Enquiry.objects.count(), open_count())
    assert verify_house(portal.mac_key, lambda *_: None).is_equal

    assert 2 == fetch_what_was_set_aside(house, 0)

    assert (2, 0) == (Enquiry.objects.count(), open_count())
    assert 0 == fetch_what_was_set_aside(house, 0)
    assert verify_house(portal.mac_key, lambda *_: None).is_equal


def test_a_store_that_does_not_answer_sets_nothing_aside(send, clock, randomness, monkeypatch):
    house = outside(clock, randomness)
    send(1, _header(1))

    def silent(_):
        raise OperationalError("database is locked")

    with monkeypatch.context() as away:
        away.setattr(courier, "asked_of", silent)
        with pytest.raises(OperationalError):
            fetch_enquiries(house, 0)

    assert 1 == items_waiting()
    assert 1 == fetch_enquiries(house, 0)
    assert (1, 0) == (Enquiry.objects.count(), open_count())


def test_the_same_receipt_twice_is_one_enquiry_and_the_second_is_set_aside(send, clock, randomness, portal):
    send(1, _header(1))
    send(2, _header(1))

    fetch_enquiries(outside(clock, randomness), 0)

    assert 1 == Enquiry.objects.count()
    assert 0 == items_waiting()
    assert verify_house(portal.mac_key, lambda *_: None).is_equal


def test_two_couriers_and_one_that_reads_again_keep_each_paper_once(send, clock, randomness, portal, monkeypatch):
    house = outside(clock, randomness)
    monkeypatch.setattr(drawing, "_drawers", [bytes])
    send(1, _header(1))
    paper = {"item": "papers", "locator": locator_of(_receipt(1)), "media_type": "application/pdf"}
    send(2, paper, b"%PDF- her passport")
    beside, read = courier.sealed_since, []

    def another_was_faster(sequence, *, limit=500):
        rows = beside(sequence, limit=limit)
        if not read:
            read.append(rows)
            assert 2 == fetch_enquiries(house, 0)
        return rows

    monkeypatch.setattr(courier, "sealed_since", another_was_faster)
    before = tree_size()
    fetch_enquiries(house, 0)
    assert 2 == tree_size() - before, "one act for each item, whoever fetched it"

    move_cursor(INBOX, 0)
    fetch_enquiries(house, 0)
    assert 1 == PaperOfKinship.objects.count()
    aside = entries_since(before + 2, kinds=["enquiries.item_set_aside"])
    assert ["enquiries.E003", "enquiries.E009"] == [one.act.reason for one in aside]


def test_a_box_whose_key_is_no_curve_point_stops_nobodys_round(clock, randomness, send):
    house = outside(clock, randomness)
    send(1, _header(1, letter_identity="00" * 32))  # the point of low order, to which nothing can be sealed
    send(2, _header(2))
    fetch_enquiries(house, 0)

    assert 1 == hold_round(house)

    boxes = [letter_for(locator_of(_receipt(number))) for number in (1, 2)]
    assert len(boxes[0]) == len(boxes[1])
    assert 1 == len(open_letters(letter_key_of(_receipt(2)), boxes[1]))


def test_a_cursor_moved_over_an_item_is_named(send, clock, randomness, portal):
    send(1, _header(1))
    fetch_enquiries(outside(clock, randomness), 0)
    send(2, _header(2))
    move_cursor(INBOX, 100_000)

    assert 0 == fetch_enquiries(outside(clock, randomness), 0)
    first = verify_house(portal.mac_key, lambda *_: None).first
    assert ("intake_sealedenquiry", "2") == (first.table, first.row)
    assert "no act holds it" in first.reason

    let_everybody_read_again()
    assert 1 == fetch_enquiries(outside(clock, randomness), 0)
    assert 2 == Enquiry.objects.count()
    assert verify_house(portal.mac_key, lambda *_: None).is_equal


def test_a_cursor_moved_over_a_capture_is_named_with_the_act_that_has_no_notice(clock, randomness, portal):
    story = Story(clock, randomness)
    story.staff.called("registrar")
    before = tree_size()
    move_cursor(NOTICE_CONSUMERS[0].name, before + 1)
    story.capture()
    draw_consequences(story.outside)

    report = verify_house(portal.mac_key, lambda *_: None)
    assert [before] == [one.act_index for one in report.passed_over]
    assert "notices_agency" == report.first.row

    let_everybody_read_again()
    while draw_consequences(story.outside):
        pass
    assert verify_house(portal.mac_key, lambda *_: None).is_equal

    move_cursor(NOTICE_CONSUMERS[1].name, 100_000)
    assert "log's end" in verify_house(portal.mac_key, lambda *_: None).first.reason


def test_the_telephone_refuses_what_no_receipt_gives(clock, randomness):
    from repatria.records.enquiries.acts import Asked
    from repatria.records.enquiries.errors import MalformedEnquiryError

    with pytest.raises(MalformedEnquiryError) as refused:
        receive_enquiry(
            Story(clock, randomness).by("hotline"), asked=Asked(sought_name="Коваль"), locator="x", channel="pigeon",
            letter_identity="y", received_on=clock().date(), language="tlh",
        )  # fmt: skip
    assert {"locator", "letter_identity", "language", "channel"} == {name for name, _ in refused.value.faults}
