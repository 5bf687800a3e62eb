"""Parcels, money and relief: to him after his yes alone, opened before two, given with his mark."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.clocks import ClockRule
from repatria.core.law.contact import ContactAnswer
from repatria.core.law.custody import CustodyEvent
from repatria.core.law.errors import (
    OpenGuardError,
    SecondPersonError,
    UnstatedParticularsError,
    UnstatedReasonError,
)
from repatria.core.law.parcels import (
    Mark,
    ParcelEvent,
    ParcelKind,
    ParcelNotGiven,
    ParcelOrderError,
    PartBecame,
    PartWhy,
    Present,
)
from repatria.core.vocabulary.errors import InputError
from repatria.doors.jobs import post
from repatria.doors.jobs.clocks import follow_clocks
from repatria.doors.jobs.post import carry_post, with_post
from repatria.records.access.errors import OutOfScopeError, RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.clocks.selectors import owed_clocks
from repatria.records.contact.errors import ParcelWordsError, UnknownParcelError
from repatria.records.contact.models import Parcel
from repatria.records.contact.parcel_acts import ParcelsShown
from repatria.records.contact.selectors.boxes import before_replacement, enquiries_with_parcels, post_for_round
from repatria.records.contact.selectors.parcels import camp_parcel, parcel, parcels, parcels_in_camp
from repatria.records.contact.services.parcel_giving import (
    credit_money,
    give_parcel,
    refuse_part,
    say_opening,
    settle_opening,
)
from repatria.records.contact.services.parcel_second import ask_parcel_back, settle_parcel
from repatria.records.contact.services.parcels import (
    announce_parcel,
    move_parcel,
    moved_parcels,
    register_arrival,
    show_parcels,
    waiting_of,
)
from repatria.records.intake.sealing import LetterInBox
from repatria.records.ledger.reading import entries_before
from repatria.records.register.services import record_custody
from tests.records.contact.letters import Letters
from tests.records.contact.test_calls_abused import guards_of

pytestmark = pytest.mark.django_db
SOCKS, SALVE = "six pairs of socks", "a salve"


class Parcels(Letters):
    """The same family and camp, and what she sends."""

    def __init__(self, clock, randomness):
        super().__init__(clock, randomness)
        self.staff.on_call("camp-too", Role.CAMP_OFFICER, branch="CAMP-2")

    def sends(self, kind=ParcelKind.PARCEL, by="hotline", **more):
        given = {"declared": "socks and a salve", "said_on": self.clock().date(), "carrier": "the Society"} | more
        self.parcel = announce_parcel(self.by(by), enquiry_id=self.enquiry, kind=kind, **given)
        return self.parcel

    def moves(self, event, by="caseworker-1", **more):
        return move_parcel(
            self.by(by), parcel_id=self.parcel, event=event, happened_at=self.clock(), **more
        )  # fmt: skip

    def reaches(self, kind=ParcelKind.PARCEL):
        """It lies in his camp."""
        self.sends(kind)
        self.moves(ParcelEvent.RECEIVED)
        self.moves(ParcelEvent.SENT)
        self.moves(ParcelEvent.ARRIVED, "camp")
        return self

    def opens(self, by="camp", **more):
        given = {"opened_at": self.clock(), "contents": [SOCKS, SALVE], "present": Present.HIMSELF} | more
        return say_opening(self.by(by), parcel_id=self.parcel, **given)

    def settles(self, by="camp-too", says=True, **more):
        return settle_opening(self.by(by), parcel_id=self.parcel, agrees=says, **more)

    def opened(self):
        self.opens()
        self.settles()
        return self

    def gives(self, by="camp", **more):
        given = {"given_at": self.clock(), "given_to": "himself", "mark": Mark.SIGNED, "is_by_hand": True} | more
        return give_parcel(self.by(by), parcel_id=self.parcel, **given)

    def credits(self, by="camp", **more):
        given = {
            "credited_at": self.clock(), "amount": "200", "currency": "EUR", "entry": "entry 9", "receipt": "R-9",
            "signed_by": "the paymaster", "countersigned_by": Present.HIMSELF,
        } | more  # fmt: skip
        return credit_money(self.by(by), parcel_id=self.parcel, **given)

    def agreed(self, by="camp-too", says=True, **more):
        """Another agrees to what was said of it and waits."""
        target = waiting_of(self.parcel)[0].pk
        return settle_parcel(self.by(by), parcel_id=self.parcel, target_id=target, agrees=says, **more)

    def asks_back(self, by="caseworker-2", **more):
        given = {"said_on": self.clock().date(), "back_to": "her sister, Kyiv"} | more
        return ask_parcel_back(self.by(by), parcel_id=self.parcel, **given)

    def state(self):
        return Parcel.objects.get(pk=self.parcel).state

    def dies(self):
        record_custody(
            self.by("registrar"), person_id=self.person, event=CustodyEvent.DIED, happened_at=self.clock(),
        )  # fmt: skip

    def shows(self):
        if moved_parcels(self.enquiry, self.clock()):
            show_parcels(self.outside.house(Role.COURIER), enquiry_id=self.enquiry)
        return Parcel.objects.get(pk=self.parcel).shown


@pytest.fixture
def asked(clock, randomness):
    return Parcels(clock, randomness).capture().ask()


@pytest.fixture
def willing(asked):
    return asked.link().says_yes().told()


def test_refuses_a_parcel_of_which_nothing_is_said_and_relief_that_one_family_sends(asked):
    for given in ({"declared": " "}, {"declared": "x" * 2001}, {"kind": ParcelKind.RELIEF}):
        with pytest.raises(ParcelWordsError):
            asked.sends(**given)
    with pytest.raises(InputError):
        asked.sends(said_on=asked.clock().date() + timedelta(days=1))
    for by in ("camp", "censor", "interviewer"):
        with pytest.raises(RoleForbidsError):
            asked.sends(by=by)
    assert not Parcel.objects.exists()


def test_it_goes_to_him_only_after_his_yes_and_no_camp_sends_it_or_learns_why(asked):
    asked.sends()
    with pytest.raises(ParcelOrderError):
        asked.moves(ParcelEvent.SENT)
    asked.moves(ParcelEvent.RECEIVED)
    with pytest.raises(OpenGuardError):
        asked.moves(ParcelEvent.SENT)
    asked.link()
    with pytest.raises(OpenGuardError):
        asked.moves(ParcelEvent.SENT)
    asked.says_yes()
    with pytest.raises(UnknownParcelError):
        asked.moves(ParcelEvent.ARRIVED, "camp")
    assert not parcels_in_camp(asked.by("camp"))
    asked.moves(ParcelEvent.SENT)
    for event in (ParcelEvent.RETURNED, ParcelEvent.LOST):
        with pytest.raises(OutOfScopeError):
            asked.moves(event, "camp")
    with pytest.raises(UnknownParcelError):
        asked.moves(ParcelEvent.ARRIVED, "other-camp")
    assert [(asked.parcel, asked.person, "CAMP-2")] == [
        (one.parcel_id, one.person_id, one.place) for one in parcels_in_camp(asked.by("camp"))
    ]
    asked.moves(ParcelEvent.ARRIVED, "camp")
    asked.passes(minutes=5)
    asked.he_says(ContactAnswer.NO)
    assert [True] == [one.waits for one in parcels_in_camp(asked.by("camp"))]
    assert camp_parcel(asked.by("camp"), asked.parcel).waits
    with pytest.raises(OpenGuardError) as refused:
        asked.opens()
    assert {"word_of_bureau"} == guards_of(refused), "a camp learns no more"


def test_refuses_an_opening_by_one_without_him_or_without_a_list(willing):
    willing.reaches()
    for given in ({"contents": [" "]}, {"present": Present.DELEGATED}):
        with pytest.raises(UnstatedParticularsError):
            willing.opens(**given)
    for given, refusal in (
        ({"present": Present.REPRESENTATIVE, "present_name": "one"}, OpenGuardError),
        ({"contents": ["x" * 2001]}, InputError), ({"by": "other-camp"}, UnknownParcelError),
        ({"opened_at": willing.clock() + timedelta(days=1)}, InputError),
    ):  # fmt: skip
        with pytest.raises(refusal):
            willing.opens(**given)
    with pytest.raises(ParcelOrderError):
        willing.settles()
    willing.opens()
    with pytest.raises(ParcelOrderError):
        willing.opens("camp-too")
    with pytest.raises(SecondPersonError):
        willing.settles("camp")
    with pytest.raises(InputError):
        willing.settles(says=False)
    willing.settles(says=False, why="the salve was not there")
    assert "at_place" == willing.state()
    willing.opens(contents=[SOCKS])
    willing.settles()
    view = camp_parcel(willing.by("camp"), willing.parcel)
    assert ((SOCKS,), "opened", "Мария") == (view.contents, view.state, view.from_whom)
    assert not (view.enquiry_id or view.carrier or view.shown or view.back_to)


def test_refuses_a_thing_kept_from_him_without_a_reason_that_the_law_knows(willing):
    willing.reaches()
    given = {"parcel_id": willing.parcel, "thing": SALVE, "why": PartWhy.MEDICINE, "became": PartBecame.TO_DOCTOR}
    with pytest.raises(ParcelOrderError):
        refuse_part(willing.by("camp"), **given)
    willing.opened()
    for other, refusal in (
        ({"thing": "a book"}, OpenGuardError), ({"became": PartBecame.DESTROYED}, OpenGuardError),
        ({"why": PartWhy.LIMIT, "became": PartBecame.KEPT_FOR_HIM}, UnstatedReasonError),
        ({"why": PartWhy.DANGEROUS, "became": PartBecame.KEPT_FOR_HIM}, UnstatedReasonError),
    ):  # fmt: skip
        with pytest.raises(refusal):
            refuse_part(willing.by("camp"), **given | other)
    refuse_part(willing.by("camp"), **given)
    willing.gives()
    (part,) = parcel(willing.by("caseworker-1"), willing.parcel).parts
    assert (SALVE, "medicine", "to_doctor") == (part.thing, part.why, part.became)


def test_refuses_what_is_not_given_by_hand_with_his_mark(willing):
    willing.reaches()
    with pytest.raises(ParcelOrderError):
        willing.gives()
    willing.opened()
    for given, refusal in (
        ({"given_to": " "}, UnstatedParticularsError), ({"is_by_hand": False}, OpenGuardError),
        ({"mark": Mark.WITNESSED}, UnstatedParticularsError), ({"heads": -1}, InputError),
    ):  # fmt: skip
        with pytest.raises(refusal):
            willing.gives(**given)
    willing.passes(minutes=5)
    willing.he_says(ContactAnswer.NO)
    with pytest.raises(OpenGuardError):
        willing.gives()
    willing.passes(minutes=5)
    willing.says_yes()
    willing.gives(mark=Mark.MARKED)
    with pytest.raises(ParcelOrderError):
        willing.gives()
    assert "given" == willing.state() and not parcels(willing.by("caseworker-1"))


def test_money_stands_to_his_credit_with_an_entry_that_he_countersigned(willing):
    willing.reaches(ParcelKind.MONEY)
    with pytest.raises(ParcelOrderError):
        willing.opens()
    for given, refusal in (
        ({"amount": " "}, UnstatedParticularsError), ({"amount": "0"}, UnstatedParticularsError),
        ({"amount": "a lot"}, UnstatedParticularsError), ({"currency": "XXX"}, UnstatedParticularsError),
        ({"currency": "euro"}, UnstatedParticularsError), ({"entry": " "}, UnstatedParticularsError),
        ({"receipt": " "}, UnstatedParticularsError), ({"signed_by": " "}, UnstatedParticularsError),
        ({"countersigned_by": Present.DELEGATED}, OpenGuardError),
    ):  # fmt: skip
        with pytest.raises(refusal):
            willing.credits(**given)
    willing.credits()
    willing.agreed()
    line = parcel(willing.by("head"), willing.parcel).trace[-1]
    assert ("credited", "200 EUR", "R-9") == (line.what, line.amount, line.receipt)
    willing.reaches()
    with pytest.raises(ParcelOrderError):
        willing.credits()


def test_refuses_to_send_back_what_would_tell(asked):
    asked.sends()
    asked.moves(ParcelEvent.RECEIVED)
    with pytest.raises(OpenGuardError):
        asked.moves(ParcelEvent.RETURNED)
    asked.link().says_yes().told()
    asked.dies()
    asked.asks_back()
    with pytest.raises(OpenGuardError):
        asked.moves(ParcelEvent.RETURNED, to_whom="her")
    assert "here" == asked.state(), "under an embargo nothing goes back, whoever asks"


def test_one_that_she_asks_back_before_anything_is_known_goes_back_to_her(asked):
    asked.sends()
    asked.moves(ParcelEvent.RECEIVED)
    with pytest.raises(ParcelWordsError):
        asked.asks_back(back_to=" ")
    with pytest.raises(RoleForbidsError):
        asked.asks_back("hotline")
    asked.asks_back("caseworker-1")
    with pytest.raises(ParcelOrderError):
        asked.asks_back()
    with pytest.raises(SecondPersonError):
        asked.moves(ParcelEvent.RETURNED, to_whom="her sister")
    with pytest.raises(UnstatedParticularsError):
        asked.moves(ParcelEvent.RETURNED, "head")
    asked.moves(ParcelEvent.RETURNED, "head", to_whom="her sister")
    assert "returned" == asked.state()
    assert "her sister" == parcel(asked.by("head"), asked.parcel).trace[-1].given_to


def test_what_she_reads_of_it_moves_in_rounds_alone_and_stands_under_an_embargo(asked):
    asked.sends()
    asked.moves(ParcelEvent.RECEIVED)
    asked.link().says_yes()
    asked.moves(ParcelEvent.SENT)
    assert "received" == asked.shows(), "no letter has told her of him"
    with pytest.raises(ParcelOrderError):
        show_parcels(asked.outside.house(Role.COURIER), enquiry_id=asked.enquiry)
    asked.told()
    assert "sent" == asked.shows()
    asked.moves(ParcelEvent.ARRIVED, "camp")
    asked.opened().gives()
    asked.passes(minutes=5)
    asked.dies()
    assert "sent" == asked.shows(), "the last step stands"


def test_that_it_was_not_given_is_shown_after_a_while_and_it_goes_on_to_where_he_is(willing):
    willing.reaches()
    with pytest.raises(UnstatedReasonError):
        willing.moves(ParcelEvent.NOT_GIVEN, "camp")
    assert "sent" == willing.shows()
    willing.moves(ParcelEvent.NOT_GIVEN, "camp", why_not=ParcelNotGiven.NOT_FOUND)
    assert "sent" == willing.shows()
    willing.clock.forward(days=28)
    assert "not_given" == willing.shows()
    willing.moves(ParcelEvent.SENT)
    assert "sent" == willing.shows()


def test_relief_is_taken_over_by_the_representative_and_shared_out(willing):
    given = {"kind": ParcelKind.RELIEF, "place": "CAMP-2", "arrived_at": willing.clock(), "from_whom": "a Society"}
    for other, refusal in (
        ({"from_whom": " "}, ParcelWordsError), ({"person_id": willing.person}, ParcelWordsError),
        ({"kind": ParcelKind.PARCEL}, ParcelWordsError), ({"place": "CAMP-7"}, OutOfScopeError),
    ):  # fmt: skip
        with pytest.raises(refusal):
            register_arrival(willing.by("camp"), **given | other)
    willing.parcel = register_arrival(willing.by("camp"), **given)
    assert [willing.parcel] == [one.parcel_id for one in parcels_in_camp(willing.by("camp"))]
    with pytest.raises(OpenGuardError):
        willing.opens()
    willing.opens(present=Present.REPRESENTATIVE, present_name="the elected one")
    willing.settles()
    with pytest.raises(UnstatedParticularsError):
        willing.gives()
    willing.gives(given_to="the elected one", heads=31)
    assert "given" == willing.state()


def test_what_comes_to_a_camp_without_a_word_before_is_his_and_owed_within_two_weeks(willing):
    willing.parcel = register_arrival(
        willing.by("camp"), kind=ParcelKind.PARCEL, place="CAMP-2", arrived_at=willing.clock(),
        person_id=willing.person, from_whom="an aunt, at home",
    )  # fmt: skip
    willing.clock.forward(days=4)
    follow_clocks(willing.outside)
    owed = [one.subject for one in owed_clocks(willing.by("camp"), at_most=99) if one.rule is ClockRule.PARCEL]
    assert [willing.parcel] == owed
    willing.moves(ParcelEvent.NOT_GIVEN, "camp", why_not=ParcelNotGiven.REFUSED)
    willing.clock.forward(days=8)
    follow_clocks(willing.outside)
    rules = {one.rule for one in owed_clocks(willing.by("caseworker-1"), at_most=99) if one.subject == willing.parcel}
    assert {ClockRule.PARCEL_LIES} == rules


LETTER = LetterInBox(title="t", paragraphs=("p",), dated="2026-05-24", code="c", check_word="w", language="en")


def lines_of(story):
    """What her box says after a round."""
    carry_post(story.outside)
    found = post_for_round(story.outside.house(Role.COURIER))[story.enquiry]
    return [line.partition(": ")[2] for one in with_post((LETTER,), found, -1, "en")[1:] for line in one.paragraphs]


def test_her_box_says_received_until_a_letter_told_her_then_what_became_of_it(asked):
    asked.sends()
    money = asked.sends(ParcelKind.MONEY)
    before = ["your word of money is received.", "your word of a parcel is received."]
    assert before == lines_of(asked)
    asked.link().says_yes()
    asked.parcel = Parcel.objects.exclude(pk=money).get().pk
    asked.moves(ParcelEvent.RECEIVED)
    asked.moves(ParcelEvent.SENT)
    assert before == lines_of(asked), "no letter has told her of him"
    asked.told()
    assert ["your word of money is received.", "the parcel is sent on."] == lines_of(asked)
    assert () == enquiries_with_parcels()
    (replaced_at,) = (entry.index for entry in entries_before(None, kind=ParcelsShown.KIND, at_most=1))
    asked.moves(ParcelEvent.ARRIVED, "camp")
    asked.opened().gives()
    assert "the parcel is handed over." == lines_of(asked)[1]
    held = post_for_round(asked.outside.house(Role.COURIER))[asked.enquiry]
    old = before_replacement(held, asked.enquiry, replaced_at + 1)
    assert ["sent", "received"] == [one.step for one in old.hers]


def test_one_parcel_that_makes_something_go_wrong_stops_nobodys_round(asked, monkeypatch):
    asked.sends()
    asked.moves(ParcelEvent.RECEIVED)
    asked.link().says_yes().told()
    asked.moves(ParcelEvent.SENT)
    monkeypatch.setattr(post, "moved_parcels", lambda *given: 1 / 0)
    assert ["your word of a parcel is received."] == lines_of(asked)
