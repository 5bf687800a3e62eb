"""A round is for all: no single enquiry, however it was written, keeps the others from their letters."""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from datetime import date

import pytest

from repatria.core.law.clocks import ClockRule
from repatria.core.law.contact import ContactAnswer
from repatria.core.law.custody import CustodyEvent
from repatria.core.law.enquiry import ClosingReason
from repatria.core.law.sighting import SightingKind
from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.core.vocabulary.paper_codes import paper_code
from repatria.core.vocabulary.particulars import Grade, Particular, ParticularKind, Source
from repatria.core.vocabulary.receipts import letter_identity_of, letter_key_of, locator_of, receipt_from_form_id
from repatria.doors.jobs import rounds
from repatria.doors.jobs.boxes import LETTERS_IN_A_BOX
from repatria.doors.jobs.clocks import keep_clocks
from repatria.doors.jobs.consequences import draw_consequences
from repatria.doors.jobs.rounds import LONGEST_NAME, hold_round
from repatria.records.access.role_table import Role
from repatria.records.access.services import destroy_key, destroy_reference, record_approval
from repatria.records.clocks.selectors import owed_counts
from repatria.records.consequences.selectors import open_consequences, open_count
from repatria.records.disclosure.selectors import answers_waiting
from repatria.records.enquiries.acts import Asked
from repatria.records.enquiries.selectors import enquiry_at
from repatria.records.enquiries.services import CLOSE_ABUSIVE, close_enquiry, receive_enquiry
from repatria.records.intake.sealing import LETTER_BLOB_BYTES, LetterInBox, open_letters, seal_letters
from repatria.records.intake.selectors import letter_for
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.matching.acts import ProposedPair
from repatria.records.matching.services import pair_number, propose_candidates
from repatria.records.notices.acts import LetterKind
from repatria.records.notices.models import StatutoryNotice
from repatria.records.notices.selectors import newest_letters
from repatria.records.notices.services import deliver_notice, issue_notice
from repatria.records.register.selectors import latest_decision, person
from repatria.records.register.services import AssertedEvent, record_custody, record_listed, record_withdrawal
from repatria.records.roll.services import record_sighting
from repatria.records.vault.keyring import Purpose
from tests.journeys.test_thread_in_the_records import Story
from tests.kept import built_once
from tests.records.disclosure.deciding import Deciding

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)


def _incompressible(length):
    return "".join(map(chr, random.Random(length).choices(range(0x4E00, 0x9FA5), k=length)))


@pytest.fixture
@built_once
def story(clock, randomness):
    return Story(clock, randomness).capture()


def _ask(story, number, name, **said):
    receipt = receipt_from_form_id(hashlib.sha256(bytes([number])).digest(), "uk")
    asked = Asked(sought_name=name, sought_birth="1999", relation="mother", words="Рудий кіт", **said)
    story.enquiry = receive_enquiry(
        story.by("hotline"), asked=asked, locator=locator_of(receipt), letter_identity=letter_identity_of(receipt),
        received_on=date(2026, 5, 3), language="uk", first_letter_day=0,
    )  # fmt: skip
    return receipt


def _letters(receipt):
    return open_letters(letter_key_of(receipt), letter_for(locator_of(receipt)))


def test_a_name_that_nothing_shortens_stops_nobodys_letter(story):
    long = _incompressible(10_000)
    other = _ask(story, 2, "Інший Іван")
    hers = _ask(story, 1, long)
    story.link().he_says(ContactAnswer.YES).decide()

    assert 1 == hold_round(story.outside)

    told = " ".join(_letters(hers)[0].paragraphs)
    assert f"{long[:LONGEST_NAME]}…" in told
    assert long[: LONGEST_NAME + 1] not in told
    assert 1 == len(_letters(other))


def test_a_letter_names_the_bureau_the_red_cross_who_calls_whom_and_never_the_number_of_his_card(story):
    hers = _ask(story, 1, "Шевчинко Сережа")
    story.link().he_says(ContactAnswer.YES).decide()
    hold_round(story.outside)

    (letter,) = _letters(hers)
    under = story.outside.letterhead.whom["uk"]
    assert under == letter.paragraphs[-len(under) :] and 3 == len(under)
    card = person(story.by("registrar"), story.person).card_number
    assert card and not any(card in line for line in letter.paragraphs)
    assert any(f"№ {story.person}" in line for line in letter.paragraphs)


def test_a_full_box_of_longest_names_still_fits(story):
    receipt = _ask(story, 1, _incompressible(10_000))
    story.link().he_says(ContactAnswer.YES).decide()
    hold_round(story.outside)
    (letter,) = _letters(receipt)
    # The name in one is like no name in another, so that the box cannot squeeze them together.
    letters = tuple(
        LetterInBox(
            title=letter.title, paragraphs=(*letter.paragraphs, _incompressible(LONGEST_NAME + number)),
            dated=letter.dated, code=letter.code, check_word=letter.check_word, language=letter.language,
        )
        for number in range(LETTERS_IN_A_BOX)
    )  # fmt: skip

    assert LETTER_BLOB_BYTES == len(seal_letters(letter_identity_of(receipt), letters))


def test_a_letter_that_cannot_be_issued_stops_nobodys_and_is_owed_till_it_can(story, monkeypatch):
    hers, other = _ask(story, 1, "Коваль Іван"), _ask(story, 2, "Інший Іван")
    issued = rounds.issue_letter

    def broken(acting, *, enquiry_id, **more):
        if enquiry_id != story.enquiry:
            raise ValueError("Коваль Іван")
        return issued(acting, enquiry_id=enquiry_id, **more)

    with monkeypatch.context() as faulty:
        faulty.setattr(rounds, "issue_letter", broken)
        assert 1 == hold_round(story.outside)
        assert 2 == hold_round(story.outside)

    assert (0, 1) == (len(_letters(hers)), len(_letters(other)))
    (line,) = open_consequences()
    assert ("letters", Role.CASEWORKER, "ValueError", "") == (line.consumer, line.concerns, line.code, line.reason)

    assert 3 == hold_round(story.outside)
    assert (1, 1) == (len(_letters(hers)), len(_letters(other)))
    assert 0 == open_count()


def test_a_letter_that_is_due_no_more_is_owed_no_more(story, monkeypatch):
    _ask(story, 1, "Коваль Іван")
    with monkeypatch.context() as faulty:
        faulty.setattr(rounds, "issue_letter", lambda *_, **__: {}["x"])
        hold_round(story.outside)
    assert 1 == open_count()
    monkeypatch.setattr(rounds, "letter_addresses", lambda: ())

    hold_round(story.outside)

    assert 0 == open_count()


def test_an_enquiry_that_was_erased_gets_a_box_like_all_and_keeps_nobody_from_a_letter(story):
    hers, other = _ask(story, 1, "Коваль Іван"), _ask(story, 2, "Інший Іван")
    story.staff.hire("auditor", Role.AUDITOR)
    erased = enquiry_at(locator_of(hers))
    for name in ("head", "auditor"):
        reference = destroy_reference(Purpose.KIN, erased)
        record_approval(story.by(name), action="access.destroy_key", object_reference=reference)
    destroy_key(story.by("head"), purpose=Purpose.KIN, subject=erased, reason="she asked for it")

    assert 1 == hold_round(story.outside)

    assert (0, 1) == (len(_letters(hers)), len(_letters(other)))
    assert LETTER_BLOB_BYTES == len(letter_for(locator_of(hers)))
    assert 0 == open_count()


def test_the_letter_that_all_get_is_said_again_before_ninety_days_are_over_and_no_clock_is_late(story, clock):
    clock.at = clock.at.replace(month=5, day=3)
    hers = _ask(story, 1, "Інший Іван")
    counts = []
    for _day in range(200):
        hold_round(story.outside)
        keep_clocks(story.outside)
        counts.append(len(_letters(hers)))
        late = [c for c in owed_counts(story.by("caseworker-1")) if c.rule is ClockRule.ENQ_REVIEW]
        assert [] == late
        clock.forward(days=1)

    assert (1, 2, 3) == (counts[81], counts[82], counts[199])


def test_a_letter_that_told_something_is_not_said_again_by_itself_and_reaches_a_caseworker(story, clock):
    clock.at = clock.at.replace(month=5, day=3)
    hers = _ask(story, 1, "Шевчинко Сережа")
    story.link().he_says(ContactAnswer.YES).decide()
    hold_round(story.outside)
    clock.forward(days=91)
    hold_round(story.outside)
    keep_clocks(story.outside)

    assert 1 == len(_letters(hers))
    (count,) = [c for c in owed_counts(story.by("caseworker-1")) if c.rule is ClockRule.ENQ_REVIEW]
    assert (0, 1) == (count.due, count.late)
    story.decide()
    keep_clocks(story.outside)
    assert [] == [c for c in owed_counts(story.by("caseworker-1")) if c.rule is ClockRule.ENQ_REVIEW]


@pytest.mark.parametrize("is_told_before", [False, True])
def test_whoever_was_shut_out_as_abusive_is_told_nothing_more(story, is_told_before):
    receipt = _ask(story, 1, "Шевчинко Сережа")
    story.link().he_says(ContactAnswer.YES)
    if is_told_before:
        story.decide()
        hold_round(story.outside)
    else:
        hold_round(story.outside)
        story.decide()
    before = [letter.title for letter in _letters(receipt)]
    record_approval(story.by("head"), action=CLOSE_ABUSIVE, object_reference=story.enquiry)
    close_enquiry(story.by("caseworker-1"), enquiry_id=story.enquiry, reason=ClosingReason.ABUSIVE)

    hold_round(story.outside)

    assert before == [letter.title for letter in _letters(receipt)]


def _takes_back(story):
    story.he_says(ContactAnswer.LATER)


def _withdraws(story):
    said = latest_decision(story.person, "enquiry", story.link_view.link_index)
    record_withdrawal(story.by("interviewer"), decision_index=said.act_index)


def _dies(story):
    record_custody(story.by("registrar"), person_id=story.person, event=CustodyEvent.DIED, happened_at=story.clock())


def _escapes(story):
    record_custody(story.by("registrar"), person_id=story.person, event=CustodyEvent.ESCAPED, happened_at=story.clock())


def _is_lost(story):
    record_custody(
        story.by("registrar"), person_id=story.person, event=CustodyEvent.UNACCOUNTED, happened_at=story.clock()
    )  # fmt: skip


def _dead_candidate(story):
    """A list names one who is dead, and the matcher lays him before reviewers for the same enquiry."""
    dead = AssertedEvent(
        kind="dead", certainty="asserted", on="1915", place="", detail="", source_kind="loss_list",
        source_reference="list 1", grade=Grade.MEDIA,
    )  # fmt: skip
    person = record_listed(
        story.outside.house(Role.CLERKWORK), source_key="list 1 line 7", raw="", events=[dead],
        particulars=[Particular(kind=ParticularKind.SURNAME, value="Шевченко", source=Source(kind="loss_list"))],
    )  # fmt: skip
    pair = ProposedPair(
        pair_id=pair_number(story.enquiry, person), person_id=person, millibits=9000, probability_ppm=70000,
        equally_good=1, lines=(),
    )  # fmt: skip
    propose_candidates(story.outside.house(Role.MATCHER), enquiry_id=story.enquiry, pairs=[pair])


EMBARGOES = [_dies, _is_lost, _dead_candidate]


@pytest.mark.parametrize("happens", [_takes_back, _withdraws, _escapes, *EMBARGOES])
@pytest.mark.parametrize("rounds_before", [0, 1])
def test_what_was_decided_is_not_told_when_its_ground_is_gone_before_the_round(story, happens, rounds_before):
    hers = _ask(story, 1, "Шевчинко Сережа")
    story.link().he_says(ContactAnswer.YES)
    for _ in range(rounds_before):
        hold_round(story.outside)
    story.decide()
    happens(story)

    hold_round(story.outside)

    assert LetterKind.NO_INFORMATION is newest_letters()[story.enquiry].kind
    assert 1 == len(_letters(hers))


def _boxes(*receipts):
    """What lies in the boxes: how large each is, and the words of its letters but for the enquiry and the code."""
    letters = [_letters(receipt) for receipt in receipts]
    sizes = {len(letter_for(locator_of(receipt))) for receipt in receipts}
    return sizes, [[(one.title, len(one.paragraphs), one.dated) for one in those] for those in letters]


@pytest.mark.parametrize("happens", EMBARGOES)
def test_what_was_decided_yesterday_does_not_go_out_and_nothing_tells_a_hit_from_a_miss(story, clock, happens):
    nobody, hers = _ask(story, 2, "Інший Іван"), _ask(story, 1, "Шевчинко Сережа")
    story.link().he_says(ContactAnswer.YES).decide()
    clock.forward(days=1)
    happens(story)
    hold_round(story.outside)

    sizes, (hers_now, others) = _boxes(hers, nobody)
    assert hers_now == others and 1 == len(others)
    assert {LETTER_BLOB_BYTES} == sizes
    clock.forward(days=1)
    hold_round(story.outside)
    assert hers_now == _boxes(hers)[1][0], "the next round brings no news either"


@pytest.mark.parametrize("happens", EMBARGOES)
def test_a_letter_of_a_round_that_was_cut_off_stays_in_the_house_and_is_never_read(story, clock, monkeypatch, happens):
    nobody, hers = _ask(story, 2, "Інший Іван"), _ask(story, 1, "Шевчинко Сережа")
    story.link().he_says(ContactAnswer.YES).decide()
    with monkeypatch.context() as cut:
        cut.setattr(rounds, "replace_letterbox", lambda **_: {}["the plug was pulled"])
        with pytest.raises(KeyError):
            hold_round(story.outside)
    assert LetterKind.ALIVE_AND_HELD is newest_letters()[story.enquiry].kind
    happens(story)

    hold_round(story.outside)

    sizes, (hers_now, others) = _boxes(hers, nobody)
    assert hers_now == others and 1 == len(others)
    assert {LETTER_BLOB_BYTES} == sizes
    assert LetterKind.NO_INFORMATION is newest_letters()[story.enquiry].kind
    assert verify(log_verifier()).is_equal


def test_what_she_read_before_is_not_taken_out_of_her_box(story):
    hers = _ask(story, 1, "Шевчинко Сережа")
    story.link().he_says(ContactAnswer.YES).decide()
    hold_round(story.outside)
    before = _boxes(hers)
    _dies(story)
    hold_round(story.outside)

    assert before == _boxes(hers)


@pytest.mark.parametrize("happens", EMBARGOES)
def test_a_statutory_notice_is_never_under_the_embargo(story, happens):
    _ask(story, 1, "Шевчинко Сережа")
    story.link()
    draw_consequences(story.outside)
    happens(story)
    before = StatutoryNotice.objects.count()
    registrar = story.by("registrar")
    issued = issue_notice(
        story.outside.house(Role.CLERKWORK), person_id=story.person,
        recipient=NoticeRecipient.CENTRAL_TRACING_AGENCY, reason="capture_reported", basis_index=0,
        known_at=story.clock(), happened="", items={"surname": "Шевченко"}, without={},
            code=paper_code(bytes(13)), check_word="вишня",
    )  # fmt: skip
    deliver_notice(registrar, notice_id=issued, reference="bag 1")

    assert before + 1 == StatutoryNotice.objects.count()
    draw_consequences(story.outside)
    deaths = StatutoryNotice.objects.filter(reason="died").count()
    assert (2 if happens is _dies else 0) == deaths


def test_a_no_before_the_round_asks_for_new_approvals_though_he_says_yes_again(story):
    _ask(story, 1, "Шевчинко Сережа")
    story.link().he_says(ContactAnswer.YES).decide()
    story.he_says(ContactAnswer.NO).he_says(ContactAnswer.YES)
    hold_round(story.outside)
    assert LetterKind.NO_INFORMATION is newest_letters()[story.enquiry].kind

    story.decide()
    hold_round(story.outside)

    assert LetterKind.ALIVE_AND_HELD is newest_letters()[story.enquiry].kind


@pytest.mark.parametrize(
    "goes_on", [lambda story: None, Story.level_three, lambda story: story.he_says(ContactAnswer.ONLY_THIS_PERSON)]
)
def test_what_was_decided_and_still_stands_is_told(story, goes_on):
    hers = _ask(story, 1, "Шевчинко Сережа")
    story.link().he_says(ContactAnswer.YES)
    hold_round(story.outside)
    story.decide()
    goes_on(story)

    hold_round(story.outside)

    assert LetterKind.ALIVE_AND_HELD is newest_letters()[story.enquiry].kind
    assert 2 == len(_letters(hers))


@pytest.mark.parametrize(("kind", "is_told"), [(SightingKind.ROLL_CALL, False), (SightingKind.OWN_SIGNATURE, True)])
def test_nobody_is_told_of_a_man_whom_nobody_saw_beyond_doubt_for_thirty_days(story, clock, kind, is_told):
    nobody, hers = _ask(story, 2, "Інший Іван"), _ask(story, 1, "Шевчинко Сережа")
    story.link().he_says(ContactAnswer.YES).decide()
    clock.forward(days=31)
    hold_round(story.outside)
    assert _boxes(hers)[1] == _boxes(nobody)[1], "the letter that all get"
    (waiting,) = answers_waiting(clock())
    assert (("seen_lately",), story.enquiry) == (waiting.missing, waiting.enquiry_id)
    record_sighting(
        story.by("registrar"), person_id=story.person, kind=kind, seen_by="the camp", seen_at=clock(), place="CAMP-2",
        reference="receipt 4",
    )  # fmt: skip
    hold_round(story.outside)
    assert is_told is (LetterKind.ALIVE_AND_HELD is newest_letters()[story.enquiry].kind)
    assert is_told is (not answers_waiting(clock()))


def test_where_he_could_not_be_asked_her_letter_does_not_say_that_he_was(clock, randomness):
    her = Deciding(clock, randomness).capture()
    hers = _ask(her, 1, "Шевчинко Сережа")
    her.link().unable().level_three().approve("caseworker-1", "head").tell_unasked("doctor", "head").decided()

    hold_round(her.outside)

    text = " ".join(_letters(hers)[0].paragraphs)
    assert "жива" in text and "Бюро вирішило" in text
    assert "запитали" not in text


def test_what_holds_is_asked_of_nobody_whose_first_letter_waits(clock, story, monkeypatch):
    """A bureau has thousands who wait three weeks for it, and a round every day."""
    asked = []
    monkeypatch.setattr(rounds, "still_tells", lambda enquiry_id, at: asked.append(enquiry_id))
    _ask(story, 1, "Шевчинко Сережа")
    story.link()
    story.he_says(ContactAnswer.YES)
    story.decide()
    waiting = tuple(replace(one, first_letter_on="2026-12-31") for one in rounds.letter_addresses())
    with monkeypatch.context() as patched:
        patched.setattr(rounds, "letter_addresses", lambda: waiting)
        hold_round(story.outside)
    assert asked == []

    hold_round(story.outside)

    assert asked == [story.enquiry]
