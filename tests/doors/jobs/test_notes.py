"""Notes that there is a letter: to all who chose one, in an order that says nothing, whatever lies in their boxes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from repatria.core.law.contact import ContactAnswer
from repatria.core.law.enquiry import ClosingReason
from repatria.core.law.notes import MOST_BOUNCES, NoteWay, stands_in
from repatria.core.vocabulary.gateways import GatewayError
from repatria.doors.jobs.box_words import box_words
from repatria.doors.jobs.notes import AGAIN, Notes
from repatria.doors.jobs.rounds import hold_round
from repatria.records.access.errors import ApprovalsMissingError, RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.access.services import destroy_key, destroy_reference, record_approval
from repatria.records.enquiries.errors import UnknownEnquiryError
from repatria.records.enquiries.services import close_enquiry
from repatria.records.enquiries.services.later import record_later
from repatria.records.hotline.errors import AskedTooLittleError, EmptyCallError, NoteStateError
from repatria.records.hotline.models import Note, NoteChoice
from repatria.records.hotline.note_acts import NoteEnd
from repatria.records.hotline.selectors.notes import ALLOW, note_choice, note_troubles, wave_counts
from repatria.records.hotline.services.notes import allow_note, choose_note, end_note, open_wave, report_bounce
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.models import Entry
from repatria.records.ledger.reading import entries_since
from repatria.records.ledger.verify import verify
from repatria.records.vault.keyring import Purpose
from tests.doors.jobs.test_rounds import _ask, _letters
from tests.journeys.test_thread_in_the_records import Story
from tests.kept import built_once

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)
DAY = 86_400


@dataclass
class Carrier:
    """A gateway that keeps what it was told, and fails for whom it is told to."""

    now: object
    sent: list = field(default_factory=list)
    is_silent: bool = False
    tried: int = 0

    def send(self, to, text):
        if self.is_silent or to.startswith("nobody"):
            raise GatewayError("no", permanent=not self.is_silent)
        if to.startswith("full"):
            self.tried += 1
            raise GatewayError("a full mailbox", is_of_this_one=True)
        self.sent.append((self.now(), to, text))

    def probe(self):
        pass


@pytest.fixture
@built_once
def story(clock, randomness):
    return Story(clock, randomness).capture()


@pytest.fixture
def mail(clock):
    return Carrier(clock)


@pytest.fixture
def notes(story, mail):
    outside = replace(story.outside, gateways={NoteWay.MAIL: mail}, barred=("barred.invalid",))
    return Notes(outside, days=28, window_seconds=DAY)


def chose(story, number, to, way=NoteWay.MAIL):
    _ask(story, number, f"Коваль {number}")
    choose_note(story.outside.house(Role.COURIER), enquiry_id=story.enquiry, way=way, to=to)
    return story.enquiry


def through(notes, clock, hours=25):
    """Every quarter of an hour as the jobs' loop does."""
    for _ in range(hours * 4):
        notes.keep()
        clock.forward(minutes=15)


def test_refuses_who_may_not_what_is_no_contact_and_an_enquiry_that_is_not_open(story):
    _ask(story, 1, "Коваль Іван")
    for name in ("registrar", "reviewer-1", "interviewer"):
        with pytest.raises(RoleForbidsError):
            choose_note(story.by(name), enquiry_id=story.enquiry, way=NoteWay.NONE, to="")
    with pytest.raises(UnknownEnquiryError):
        choose_note(story.by("hotline"), enquiry_id="E-NONE", way=NoteWay.NONE, to="")
    with pytest.raises(NoteStateError):
        report_bounce(story.by("caseworker-1"), way=NoteWay.MAIL, to="mariia@there.invalid")
    with pytest.raises(NoteStateError):
        allow_note(story.by("caseworker-1"), enquiry_id=story.enquiry, reason="she knows")
    house = story.outside.house(Role.COURIER)
    with pytest.raises(NoteStateError):
        end_note(house, wave=1, enquiry_id=story.enquiry, choice_id="KM-NONE", end=NoteEnd.SENT)
    open_wave(house, wave=1, until=house.at)
    with pytest.raises(NoteStateError):
        open_wave(house, wave=1, until=house.at)


def test_a_number_serves_only_as_she_wrote_it_whole():
    hers = "+12345678901"
    for text in ("ring +1 (234) 567-89-01", "0012345678901, at 18:00", "+1\u00a0234 567 89 01\n18:00"):
        assert stands_in(NoteWay.SMS, hers, text)
    for text in ("", "+1 234 567 89 0", "+123456789012", "+1 234 567 89 01 2", "12345678901", "9+9"):
        assert not stands_in(NoteWay.SMS, hers, text)
    assert not stands_in(NoteWay.NONE, "", "no more")


def test_nobody_chooses_for_her_without_a_proof_that_it_is_she(story, clock):
    _ask(story, 1, "Коваль Іван")
    there = {"enquiry_id": story.enquiry, "way": NoteWay.MAIL, "to": "his@there.invalid"}
    with pytest.raises(AskedTooLittleError):
        choose_note(story.by("caseworker-1"), **there)  # who did not take her enquiry down
    choose_note(story.by("hotline"), **there)
    for asked in ((), ("words",), ("words", "sought_name"), ("words", "words")):
        with pytest.raises(AskedTooLittleError):
            choose_note(story.by("caseworker-1"), **there, asked=asked)
    with pytest.raises(RoleForbidsError):
        choose_note(story.by("hotline"), **there)  # a second time, though she took it down
    more = story.outside.house(Role.COURIER)
    hers = "write to his@there.invalid"
    for what, text, stand in (
        ("more", hers, True), ("reach", hers, False), ("reach", "x", True), ("reach", f"{hers}.example", True),
        ("reach", "write to not.his@there.invalid", True),
    ):  # fmt: skip
        word = record_later(more, enquiry_id=story.enquiry, what=what, text=text, received_on=clock().date(),
                            words_stood=stand)  # fmt: skip
        with pytest.raises(AskedTooLittleError):
            choose_note(story.by("caseworker-1"), **there, word_id=word)
    word = record_later(more, enquiry_id=story.enquiry, what="reach", text=f"{hers}.", received_on=clock().date())
    with pytest.raises(RoleForbidsError):
        choose_note(story.by("hotline"), **there, word_id=word)  # who cannot read it
    choose_note(story.by("caseworker-1"), **there, word_id=word)
    with pytest.raises(AskedTooLittleError):
        choose_note(story.by("caseworker-1"), **there, word_id=word)  # it served
    choose_note(story.by("hotline"), enquiry_id=story.enquiry, way=NoteWay.NONE, to="")

    _ask(story, 2, "Коваль Петро", helper="Оля")
    clock.forward(hours=3)
    with pytest.raises(RoleForbidsError):
        choose_note(story.by("hotline"), **there | {"enquiry_id": story.enquiry})  # she is there no more
    choose_note(story.by("caseworker-1"), **there | {"enquiry_id": story.enquiry}, asked=("words", "helper"))
    acts = [one.act for one in entries_since(0, kinds=["hotline.note_chosen"])]
    assert ["just_received", "said_later", "no_more", "answers"] == [one.proved_by.value for one in acts]
    assert [(), (word,), (), ("words", "helper")] == [one.rests_on for one in acts]


def test_whoever_chose_it_is_told_whatever_her_letter_in_an_order_that_says_nothing(story, notes, mail, clock):
    strangers = [chose(story, number, f"asker{number}@there.invalid") for number in range(2, 30)]
    hers = chose(story, 1, "mariia@there.invalid")
    story.link().he_says(ContactAnswer.YES).decide()
    _ask(story, 40, "Тиха")  # chose nothing
    gone = chose(story, 41, "gone@there.invalid")
    close_enquiry(
        story.by("caseworker-1"), enquiry_id=gone, reason=ClosingReason.WITHDRAWN, note="by telephone", duplicate_of=""
    )
    notes.keep()
    assert [] == mail.sent  # no round yet, no letter
    hold_round(story.outside)
    through(notes, clock)

    told = [to for _, to, _ in mail.sent]
    assert len(told) == len(set(told)) == len(strangers) + 1 and "mariia@there.invalid" in told
    assert {"Є лист."} == {text for _, _, text in mail.sent}
    assert told != sorted(told, key=lambda to: (len(to), to))
    hours = {at.hour for at, _, _ in mail.sent}
    assert len(hours) > 12  # over the window, not at once
    assert len(strangers) + 1 == wave_counts(1)["sent"] == Note.objects.filter(end="sent").count()
    assert hers in {row.enquiry_id for row in Note.objects.all()}

    hold_round(story.outside)
    through(notes, clock)
    assert len(told) == len(mail.sent)  # no wave for each round, and none because of news
    clock.forward(days=28)
    hold_round(story.outside)
    through(notes, clock)
    assert 2 * len(told) == len(mail.sent)
    assert [to for _, to, _ in mail.sent[len(told) :]] != told
    acts = b"".join(bytes(entry.frame) for entry in Entry.objects.filter(kind__startswith="hotline.note"))
    assert acts and b"there.invalid" not in acts
    assert verify(log_verifier()).is_equal


def test_a_silent_gateway_is_tried_again_and_given_up_with_the_wave(story, notes, mail, clock):
    chose(story, 1, "mariia@there.invalid")
    chose(story, 2, "+99912345678", NoteWay.SMS)
    hold_round(story.outside)
    mail.is_silent = True
    through(notes, clock, hours=24)
    assert [] == mail.sent and {"given_up": 1} == {k: v for k, v in wave_counts(1).items() if v}  # no SMS is set up
    clock.forward(hours=2)
    again = Notes(notes.outside, days=28, window_seconds=DAY)  # the process began anew
    again.keep()
    assert [] == mail.sent and 2 == wave_counts(1)["given_up"]

    clock.forward(days=28)
    hold_round(story.outside)
    again.keep()
    mail.is_silent, (at, _) = True, next(pair for pair in again._waiting if pair[1].way is NoteWay.MAIL)
    clock.at = at
    again.keep()
    mail.is_silent = False
    again.keep()
    assert [] == mail.sent
    clock.at = at + AGAIN
    again.keep()
    assert ["mariia@there.invalid"] == [to for _, to, _ in mail.sent]


def test_a_full_mailbox_holds_nobody_else_up(story, notes, mail, clock):
    for number in range(1, 4):
        chose(story, number, "full@there.invalid")  # three enquiries, one contact
        chose(story, 10 + number, f"asker{number}@there.invalid")
    hold_round(story.outside)
    clock.forward(days=2)  # the house stood still until all were due, and the wave is not over by its clock
    notes.window_seconds = 3 * DAY
    notes.keep()
    clock.forward(hours=70)
    notes.keep()
    assert {f"asker{number}@there.invalid" for number in range(1, 4)} == {to for _, to, _ in mail.sent}
    assert 1 == mail.tried
    clock.forward(hours=3)
    notes.keep()
    assert {"sent": 3, "given_up": 3} == {end: many for end, many in wave_counts(1).items() if many}
    assert 2 == mail.tried


def test_one_contact_has_one_note_a_wave_and_none_once_it_was_erased(story, notes, mail, clock):
    for number, to in ((1, "mariia@there.invalid"), (2, "Mariia@There.invalid"), (3, "gone@there.invalid")):
        gone = chose(story, number, to)
    hold_round(story.outside)
    notes.keep()
    assert 3 == len(notes._waiting) and "there.invalid" not in repr(notes).casefold()
    story.staff.hire("auditor", Role.AUDITOR)
    for name in ("head", "auditor"):
        record_approval(
            story.by(name), action="access.destroy_key", object_reference=destroy_reference(Purpose.KIN, gone)
        )
    destroy_key(story.by("head"), purpose=Purpose.KIN, subject=gone, reason="she asked for it")
    through(notes, clock)
    assert ["mariia@there.invalid"] == [to.casefold() for _, to, _ in mail.sent]
    assert {"sent": 2, "given_up": 1} == {end: many for end, many in wave_counts(1).items() if many}


def test_what_bounces_changes_no_round_and_is_owed_to_a_caseworker_after_some(story, notes, mail, clock):
    hers = chose(story, 1, "nobody@there.invalid")
    for wave in range(1, MOST_BOUNCES + 1):
        assert () == note_troubles(story.by("caseworker-1"))
        hold_round(story.outside)
        through(notes, clock)
        clock.forward(days=28)
        assert wave == NoteChoice.objects.get().bounces
    (trouble,) = note_troubles(story.by("caseworker-1"))
    assert (hers, False) == (trouble.enquiry_id, trouble.is_barred)

    choose_note(story.outside.house(Role.COURIER), enquiry_id=hers, way=NoteWay.MAIL, to="mariia@there.invalid")
    assert () == note_troubles(story.by("caseworker-1"))
    for _ in range(MOST_BOUNCES):
        assert 1 == report_bounce(story.by("caseworker-1"), way=NoteWay.MAIL, to="Mariia@there.invalid")
    assert 1 == len(note_troubles(story.by("head")))
    hold_round(story.outside)
    through(notes, clock)
    assert 1 == len(mail.sent) and () == note_troubles(story.by("head"))  # one that arrives begins anew


def test_a_bounce_of_one_contact_is_one_act_for_all_who_chose_it(story):
    for number in (1, 2):
        chose(story, number, "mariia@there.invalid")
    chose(story, 3, "other@there.invalid")
    with pytest.raises(NoteStateError):
        report_bounce(story.by("caseworker-1"), way=NoteWay.MAIL, to="who@there.invalid")
    assert 2 == report_bounce(story.by("caseworker-1"), way=NoteWay.MAIL, to="mariia@there.invalid")
    readings = [one.act for one in entries_since(0, kinds=["access.reading_recorded"])]
    read = [set(one.records) for one in readings if one.question == "hotline.?notes"]
    chosen = {row.enquiry_id for row in NoteChoice.objects.all()}
    assert [chosen, chosen] == read, "also for a contact that nobody chose"
    assert [1, 1, 0] == [row.bounces for row in NoteChoice.objects.order_by("recorded_index")]
    assert 1 == Entry.objects.filter(kind__startswith="hotline.note_bounce").count()
    assert verify(log_verifier()).is_equal


def test_none_goes_to_a_barred_operator_unless_two_let_it_through(story, notes, mail, clock):
    hers = chose(story, 1, "mariia@x.Barred.invalid")
    hold_round(story.outside)
    through(notes, clock)
    (trouble,) = note_troubles(story.by("caseworker-1"))
    assert [] == mail.sent and trouble.is_barred
    record_approval(story.by("caseworker-1"), action=ALLOW, object_reference=trouble.choice_id)
    for reason, refused in ((" ", EmptyCallError), ("she asked for it", ApprovalsMissingError)):
        with pytest.raises(refused):
            allow_note(story.by("caseworker-1"), enquiry_id=hers, reason=reason)
    record_approval(story.by("head"), action=ALLOW, object_reference=trouble.choice_id)
    allow_note(story.by("caseworker-1"), enquiry_id=hers, reason="she asked for it")

    clock.forward(days=28)
    hold_round(story.outside)
    through(notes, clock)
    assert 1 == len(mail.sent) and () == note_troubles(story.by("head"))
    choose_note(story.by("hotline"), enquiry_id=hers, way=NoteWay.NONE, to="")
    assert NoteWay.NONE is note_choice(story.by("caseworker-1"), hers).way
    clock.forward(days=28)
    hold_round(story.outside)
    through(notes, clock)
    assert 1 == len(mail.sent)


def test_once_a_year_whoever_chose_it_is_asked_whether_her_contact_holds(story, clock):
    other = _ask(story, 2, "Інший Іван")
    hers = _ask(story, 1, "Коваль Іван")
    courier = story.outside.house(Role.COURIER)
    choose_note(courier, enquiry_id=story.enquiry, way=NoteWay.MAIL, to="mariia@there.invalid")
    silent = _ask(story, 3, "Третій Іван")
    choose_note(story.by("caseworker-1"), enquiry_id=story.enquiry, way=NoteWay.NONE, to="")  # "not at all"
    asked = []
    for days in (200, 165, 27, 5):
        clock.forward(days=days)
        hold_round(story.outside)
        asked.append(box_words()["contact.asks"]["uk"] in _letters(hers)[0].paragraphs)
        for one in (other, silent):
            assert not any("сповіщати" in line for line in _letters(one)[0].paragraphs)
    assert [False, True, True, False] == asked
