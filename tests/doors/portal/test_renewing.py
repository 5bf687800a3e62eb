"""Lost words to their end: a code, new words at the portal, the round; and reports of fraud."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from repatria.core.law.contact import ContactAnswer
from repatria.core.law.notes import NoteWay
from repatria.core.vocabulary.paper_codes import code_hash
from repatria.core.vocabulary.receipts import letter_key_of, locator_of, read_receipt
from repatria.doors.jobs.box_words import box_words
from repatria.doors.jobs.courier import fetch_enquiries
from repatria.doors.jobs.old_boxes import old_boxes
from repatria.doors.jobs.rounds import _to_all, hold_round
from repatria.doors.jobs.verifying import verify_house
from repatria.records.access.role_table import Role
from repatria.records.access.services import record_approval
from repatria.records.enquiries import drawing
from repatria.records.enquiries.selectors import enquiry_for_room, letter_addresses
from repatria.records.hotline.acts import RecoveryHow
from repatria.records.hotline.selectors.fraud import fraud_report, fraud_reports
from repatria.records.hotline.services.fraud import WARN, switch_warning, warning_reference
from repatria.records.hotline.services.notes import choose_note
from repatria.records.hotline.services.recovery import EARLIER, GIVE, give_recovery_code, open_earlier_letters
from repatria.records.intake.keys import current
from repatria.records.intake.models import SealedEnquiry
from repatria.records.intake.papers import open_entry
from repatria.records.intake.sealing import LETTER_BLOB_BYTES, open_letters
from repatria.records.intake.selectors import letter_for, paper_entry_of, sealed_since
from repatria.records.notices.selectors import letters_for_round
from tests.cast import Cast
from tests.doors.portal.family import fields_of
from tests.journeys.test_thread_in_the_records import Story
from tests.records.hotline.test_recovery import NEW, OLD, TWO, agrees, asks
from tests.records.notices.test_letter_words import Writing

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)
WARNING = {"uk": "Ми не просимо грошей.", "ru": "Мы не просим денег.", "en": "We ask no money."}


@pytest.fixture
def story(clock: Any, randomness: Any, portal_keys: Any) -> Story:
    return Story(clock, randomness)


def made(client: Client, code: str, number: str = OLD.number, **typed: str) -> Any:
    """The new pair that the page shows."""
    form = fields_of(client.get("/uk/new"))
    page = client.post("/uk/new", form | {"code": code, "number": number} | typed)
    assert page.status_code == 200, page.content.decode()
    text = page.content.decode()
    words = re.findall("<li>(.*?)</li>", text.partition('class="receipt slips"')[2].partition("</ol>")[0])
    return read_receipt(re.findall(r'class="number" dir="ltr">([\d ]+)<', text)[0], " ".join(words))


def titles(receipt: Any) -> list[str]:
    blob = letter_for(locator_of(receipt))
    assert blob is not None and len(blob) == LETTER_BLOB_BYTES
    return [one.title for one in open_letters(letter_key_of(receipt), blob)]


def letters_in(receipt: Any) -> Any:
    blob = letter_for(locator_of(receipt))
    assert blob is not None
    return open_letters(letter_key_of(receipt), blob)


def carried(story: Story) -> int:
    fetch_enquiries(story.outside, 0)
    return hold_round(story.outside)


@pytest.mark.parametrize("how", list(RecoveryHow))
def test_lost_words_are_made_anew_and_the_old_pair_says_what_it_should(story: Story, client: Client, how: Any) -> None:
    hers = asks(story)
    hold_round(story.outside)
    (first,) = titles(OLD)
    agrees(story, GIVE, hers)
    code = give_recovery_code(story.by("caseworker-1"), enquiry_id=hers, how=how, asked=TWO)
    new = made(client, code)
    carried(story)

    anew = box_words()["new_words.title"]["uk"]
    assert [] == titles(new)  # later ones only, until two decide otherwise
    assert [first if how is RecoveryHow.IN_PERSON else anew] == titles(OLD)
    (line,) = [one for one in _given(story, hers) if one.is_replaced]
    agrees(story, EARLIER, line.recovery_id)
    open_earlier_letters(story.by("caseworker-1"), recovery_id=line.recovery_id)
    hold_round(story.outside)
    assert [first] == titles(new)
    report = verify_house(current().mac_key, lambda *_: None)
    assert (True, ()) == (report.bureau.is_equal, report.intake)  # each item of the inbox is held by an act


def test_an_old_box_asks_once_a_year_as_the_others_do_whatever_she_chose_since(story: Story, client: Client) -> None:
    like_all, courier = Cast.receipt("stranger"), story.outside.house(Role.COURIER)
    hers = asks(story, lost_words="in_person")
    other = asks(story, receipt=like_all, number=like_all.number)
    for one in (hers, other):
        choose_note(courier, enquiry_id=one, way=NoteWay.MAIL, to="one@there.invalid")
    hold_round(story.outside)
    agrees(story, GIVE, hers)
    code = give_recovery_code(story.by("caseworker-1"), enquiry_id=hers, how=RecoveryHow.IN_PERSON, asked=())
    new = made(client, code)
    carried(story)
    choose_note(story.by("caseworker-1"), enquiry_id=hers, way=NoteWay.NONE, to="")
    line, asked = box_words()["contact.asks"]["uk"], []
    for days in (300, 70, 40):
        story.clock.at += timedelta(days=days)
        hold_round(story.outside)
        asked.append([any(line in one.paragraphs for one in letters_in(box)) for box in (OLD, like_all, new)])

    assert [[False, False, False], [True, True, False], [False, False, False]] == asked


def test_an_old_pair_after_a_recovery_in_person_goes_on_as_ever_once_she_was_told(story: Story, client: Client) -> None:
    """A husband holds it: what it shows is what the box of any family shows that is told nothing."""
    recovered, like_all = OLD, Cast.receipt("stranger")
    story.capture()
    hers = asks(story, lost_words="in_person", sought_name="Шевчинко Сережа")
    asks(story, receipt=like_all, number=like_all.number, sought_name="Шевчинко Сережа")
    story.enquiry = hers
    hold_round(story.outside)
    agrees(story, GIVE, hers)
    code = give_recovery_code(story.by("caseworker-1"), enquiry_id=hers, how=RecoveryHow.IN_PERSON, asked=())
    new = made(client, code)
    carried(story)
    story.link().he_says(ContactAnswer.YES).decide()
    seen = []
    for days in (1, 40, 40, 40, 40):
        story.clock.at += timedelta(days=days)
        if len(seen) == 2:
            Writing(story).adopted()  # other words for all: an old box that kept hers would tell
        hold_round(story.outside)
        seen.append((letters_in(recovered), letters_in(like_all)))

    assert letters_in(new)[-1].paragraphs not in [one.paragraphs for one in seen[-1][1]], "she was told"
    for old, others in seen:
        assert [(one.title, one.dated, one.paragraphs) for one in others] == [
            (one.title, one.dated, one.paragraphs) for one in old
        ]
    assert len(seen[-1][0]) == 2, "the words that all get were said again"
    assert seen[-1][0][0].paragraphs != seen[-1][0][1].paragraphs
    alone = {hers: letters_for_round(story.outside.house(Role.COURIER))[hers]}  # nobody else got one that day
    boxes = old_boxes(letter_addresses(), alone, story.clock.at.date(), partial(_to_all, story.outside))
    assert seen[-1][1][0].paragraphs == boxes[locator_of(recovered)][0].text.paragraphs
    codes = [{one.dated: one.code for one in old} for old, _ in seen]
    assert all(
        later[day] == code for earlier, later in pairwise(codes) for day, code in earlier.items() if day in later
    )
    first = seen[-1][0][0]
    entry = paper_entry_of(code_hash(first.code, first.check_word))
    assert entry is not None, "it is checked like any letter"
    assert open_entry(code=first.code, word=first.check_word, entry=entry).dated.isoformat() == first.dated


def test_what_is_sent_with_replaced_words_is_marked_where_it_is_read(
    story: Story, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "_drawers", [bytes])
    hers = asks(story)
    agrees(story, GIVE, hers)
    code = give_recovery_code(story.by("caseworker-1"), enquiry_id=hers, how=RecoveryHow.CALL_BACK, asked=TWO)
    new = made(client, code)
    carried(story)
    for receipt in (OLD, new):
        said = {"number": receipt.number, "words": " ".join(receipt.words)}
        assert 200 == client.post("/uk/more", said | {"what": "reach", "text": "ring +7"}).status_code
        paper = SimpleUploadedFile("a.pdf", b"%PDF-1.4 " + receipt.number.encode())
        assert 200 == client.post("/uk/add", said | {"paper": paper}).status_code
    carried(story)

    view = enquiry_for_room(hers)
    assert [False, True] == [one.line.words_stood for one in view.later] == [one.words_stood for one in view.papers]


def _given(story: Story, enquiry: str) -> Any:
    from repatria.records.hotline.selectors.recovery import recovery

    return recovery(story.by("caseworker-1"), enquiry).given


def test_a_number_that_is_mended_on_the_same_page_is_not_lost(story: Story, client: Client) -> None:
    hers = asks(story)
    agrees(story, GIVE, hers)
    code = give_recovery_code(story.by("caseworker-1"), enquiry_id=hers, how=RecoveryHow.CALL_BACK, asked=TWO)
    form = fields_of(client.get("/uk/new")) | {"code": code}
    before = SealedEnquiry.objects.using("intake").count()
    for number in (
        NEW.number,
        NEW.number,
        OLD.number,
    ):  # another of her numbers, sent twice; then Back, and the right one
        page = client.post("/uk/new", form | {"number": number}).content.decode()
    assert 2 == SealedEnquiry.objects.using("intake").count() - before
    carried(story)
    (line,) = _given(story, hers)
    number = re.findall(r'class="number" dir="ltr">([\d ]+)<', page)[0]
    words = re.findall("<li>(.*?)</li>", page.partition('class="receipt slips"')[2].partition("</ol>")[0])
    assert line.is_replaced
    assert 1 == len(titles(read_receipt(number, " ".join(words)))), "the words that she saw open her first letter"


def test_a_wrong_code_is_answered_as_a_right_one_and_its_words_open_nothing(story: Story, client: Client) -> None:
    hers = asks(story)
    agrees(story, GIVE, hers)
    code = give_recovery_code(story.by("caseworker-1"), enquiry_id=hers, how=RecoveryHow.CALL_BACK, asked=TWO)
    strange = made(client, "KC-00000-00000-0")
    guessed = made(client, code, number=strange.number)  # the code, heard by a clerk, without her number
    carried(story)

    assert letter_for(locator_of(strange)) is None and letter_for(locator_of(guessed)) is None
    assert 1 == len(titles(OLD))
    new = made(client, code)
    carried(story)
    assert [] == titles(new)


def test_the_form_sent_twice_is_one_item_and_shows_one_pair(story: Story, client: Client) -> None:
    form = fields_of(client.get("/uk/new")) | {"code": "KC-00000-00000-0", "number": OLD.number}
    assert client.post("/uk/new", form).content == client.post("/uk/new", form).content
    assert 1 == len(sealed_since(0))


@pytest.mark.parametrize(("typed", "field"), [
    ({"code": "KC-00000-00000-1"}, "code"), ({"code": ""}, "code"),
    ({"code": "KC-00000-00000-0", "number": "1"}, "number"),
])  # fmt: skip
def test_refuses_what_no_code_and_no_number_looks_like_and_keeps_what_was_typed(
    portal_keys: Any, client: Client, typed: dict[str, str], field: str
) -> None:
    form = fields_of(client.get("/uk/new")) | {"number": OLD.number} | typed
    page = client.post("/uk/new", form)

    assert 400 == page.status_code and f'href="#{field}"' in page.content.decode()
    assert form["number"] == fields_of(page)["number"] and () == sealed_since(0)


def test_a_report_of_fraud_is_sealed_and_reaches_whoever_settles_it(story: Story, client: Client) -> None:
    empty = client.post("/uk/tell", fields_of(client.get("/uk/tell")))
    assert 400 == empty.status_code and () == sealed_since(0)
    form = fields_of(client.get("/uk/tell")) | {"kind": "site", "told": "zubr-7783", "where": "bureau.invalid"}
    assert client.post("/uk/tell", form).content == client.post("/uk/tell", form).content
    fetch_enquiries(story.outside, 0)

    (one,) = fraud_reports(story.by("caseworker-1"))
    assert ("site", "web") == (one.kind, one.channel)
    assert () == verify_house(current().mac_key, lambda *_: None).intake
    assert "zubr-7783" == fraud_report(story.by("caseworker-1"), one.report_id).told


def test_a_warning_stands_in_the_newest_letter_of_every_box_alike(story: Story, client: Client) -> None:
    asks(story)
    hold_round(story.outside)
    for name in ("caseworker-1", "caseworker-2"):
        record_approval(story.by(name), action=WARN, object_reference=warning_reference(**WARNING, is_on=True))
    switch_warning(story.by("head"), **WARNING, is_on=True)
    hold_round(story.outside)

    (letter,) = open_letters(letter_key_of(OLD), letter_for(locator_of(OLD)) or b"")
    assert WARNING["uk"] == letter.paragraphs[-1]
