"""The whole thread through the services: from capture and words to a hand-over, and the ways it ends otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from repatria.core.law.contact import ContactAbout, ContactAnswer, InterviewFacts
from repatria.core.law.custody import CustodyAttested, CustodyEvent
from repatria.core.law.disclosure import DisclosureVerdict
from repatria.core.law.enquiry import KinshipEvidenceKind
from repatria.core.law.handover import ATTESTATIONS, HandoverEvent, ReleaseBasis, Signatory, StatedBasis
from repatria.core.law.handover_asking import AskedPerson, AskingFacts, RenewedAnswer
from repatria.core.law.judgement import JudgementConclusion, JudgementKind
from repatria.core.vocabulary.errors import RuleError
from repatria.core.vocabulary.paper_codes import paper_code
from repatria.core.vocabulary.particulars import Category, Given, Particular, ParticularKind, Source
from repatria.doors.jobs.consequences import draw_consequences
from repatria.records.access.role_table import Role
from repatria.records.access.services import record_approval
from repatria.records.disclosure.selectors import answer
from repatria.records.disclosure.services import DECIDE, decide_answer
from repatria.records.enquiries.acts import Asked
from repatria.records.enquiries.selectors import kinship_level_of
from repatria.records.enquiries.services import receive_enquiry, record_kinship_evidence
from repatria.records.handover.acts import MeetingWords
from repatria.records.handover.asking import record_asked_again_alone
from repatria.records.handover.plans import record_plan
from repatria.records.handover.selectors import handover
from repatria.records.handover.services import (
    AUTHORISE,
    SWITCH_ON,
    open_handover,
    record_step,
    switch_on,
    switch_reference,
)
from repatria.records.ledger.checkpoints import log_verifier, make_checkpoint
from repatria.records.ledger.reading import consumer_distances
from repatria.records.ledger.verify import rebuild, verify
from repatria.records.matching.acts import ProposedPair
from repatria.records.matching.selectors import links_of_enquiry
from repatria.records.matching.services import pair_number, propose_candidates, record_judgement
from repatria.records.notices.acts import LetterKind, LetterText
from repatria.records.notices.errors import NoDecisionError
from repatria.records.notices.models import StatutoryNotice
from repatria.records.notices.services import issue_letter
from repatria.records.register.acts import HisWords
from repatria.records.register.selectors import custody_of, latest_decision
from repatria.records.register.services import (
    record_capture,
    record_contact_decision,
    record_custody,
    record_fitness,
)
from tests.cast import proved
from tests.kept import built_once
from tests.records.staff import Staff, outside

pytestmark = pytest.mark.django_db

ALONE = InterviewFacts(language="uk", is_interviewer_outside_camp=True, is_guard_present=False)
POINT = "Meeting House at the Old Bridge"


class Story:
    """One bureau with its staff, one man and one enquiry, and the steps of the thread."""

    def __init__(self, clock, randomness):
        self.clock = clock
        self.outside = outside(clock, randomness)
        self.staff = Staff(clock, randomness).found()
        for name, role in (
            ("registrar", Role.REGISTRAR), ("interviewer", Role.INTERVIEWER), ("reviewer-1", Role.REVIEWER),
            ("reviewer-2", Role.REVIEWER), ("caseworker-1", Role.CASEWORKER), ("caseworker-2", Role.CASEWORKER),
            ("head", Role.HEAD_OF_BUREAU), ("officer", Role.HANDOVER_OFFICER), ("hotline", Role.HOTLINE_OPERATOR),
            ("doctor", Role.MEDICAL), ("officer-2", Role.HANDOVER_OFFICER),
        ):  # fmt: skip
            self.staff.on_call(name, role)

    def by(self, name):
        return self.staff.acting(name)

    def passes(self, *, minutes):
        self.clock.forward(minutes=minutes)

    def capture(self, *, born="1999-04-12", card="0417"):
        source = Source(kind="capture_form", reference="card 0417")
        particulars = [
            Particular(kind=ParticularKind.SURNAME, value="Шевченко", source=source),
            Particular(kind=ParticularKind.FIRST_NAMES, value="Сергій", source=source),
            Particular(kind=ParticularKind.BIRTH_DATE, value=born, source=source),
            Particular(kind=ParticularKind.SERVICE_NUMBER, value="PA-417417", source=source),
            Particular(kind=ParticularKind.RANK, value=None, given=Given.DECLINED, source=source),
            Particular(kind=ParticularKind.MOTHER_MAIDEN_NAME, value="Коваль", source=source),
        ]
        self.person = record_capture(
            self.by("registrar"), category=Category.PRISONER_OF_WAR, power="PA", card_number=card, captured_on=None,
            captured_at="near the mill", holder="UNIT-3", particulars=particulars,
        )  # fmt: skip
        attested = CustodyAttested(list_reference="L-14", counted=31, listed=31)
        record_custody(
            self.by("registrar"), person_id=self.person, event=CustodyEvent.EVACUATED, happened_at=self.clock(),
            attested=attested,
        )  # fmt: skip
        record_custody(
            self.by("registrar"), person_id=self.person, event=CustodyEvent.ARRIVED, happened_at=self.clock(),
            holder="CAMP-2", attested=CustodyAttested(received_by="officer of the gate"),
        )  # fmt: skip
        return self

    def ask(self, name="Шевчинко Сережа", locator="a" * 64, *, born="1999", language="ru", by="hotline", **more):
        self.enquiry = receive_enquiry(
            self.by(by), locator=locator, letter_identity="ab" * 32, received_on=date(2026, 5, 3),
            language=language,
            asked=Asked(sought_name=name, sought_birth=born, enquirer_name="Мария", relation="mother",
                        words="Рыжий кот ждет тебя", **more),
        )  # fmt: skip
        return self

    def link(self):
        pair = ProposedPair(
            pair_id=pair_number(self.enquiry, self.person), person_id=self.person, millibits=17000,
            probability_ppm=970000, equally_good=1, lines=(),
        )  # fmt: skip
        propose_candidates(self.outside.house(Role.MATCHER), enquiry_id=self.enquiry, pairs=[pair])
        for reviewer in ("reviewer-1", "reviewer-2"):
            concluded = record_judgement(self.by(reviewer), pair_id=pair.pair_id, judgement=JudgementKind.POSITIVE)
        assert JudgementConclusion.CONFIRMED == concluded
        (self.link_view,) = links_of_enquiry(self.enquiry)
        return self

    def asked_openly(self, reply=ContactAnswer.YES):
        if latest_decision(self.person, "open", None) is None:
            record_contact_decision(
                self.by("interviewer"), person_id=self.person, about=ContactAbout.OPEN, link_index=None, answer=reply,
                is_her=None, facts=ALONE,
            )  # fmt: skip
        return self

    def he_says(self, reply, about=ContactAbout.ENQUIRY, is_her=True):
        self.asked_openly()
        record_contact_decision(
            self.by("interviewer"), person_id=self.person, about=about, link_index=self.link_view.link_index,
            answer=reply, is_her=is_her, facts=ALONE, words=HisWords(private_question="Як звали кота?"),
            was_asked_twice=is_her is False,
        )  # fmt: skip
        draw_consequences(self.outside)
        return self

    def decide(self):
        reference = answer(self.by("caseworker-1"), self.enquiry).approval_reference
        for name in ("caseworker-1", "head"):
            record_approval(self.by(name), action=DECIDE, object_reference=reference)
        self.verdict, self.decision_index = decide_answer(self.by("caseworker-2"), enquiry_id=self.enquiry)
        return self

    def letter(self, kind, decision_index):
        return issue_letter(
            self.outside.house(Role.COURIER), enquiry_id=self.enquiry, letter_kind=kind, decision_index=decision_index,
            language="ru", dated=date(2026, 5, 24),
            text=LetterText(title="t", paragraphs=("p",), code=paper_code(bytes(13)), check_word="вишня"),
        )  # fmt: skip

    def level_three(self):
        for kind in (
            KinshipEvidenceKind.PAPERS_CHECKED, KinshipEvidenceKind.PRIVATE_QUESTION_ANSWERED,
            KinshipEvidenceKind.RECOGNISED_ON_CALL,
        ):  # fmt: skip
            record_kinship_evidence(self.by("caseworker-1"), enquiry_id=self.enquiry, **proved(kind))
        return self

    def switched_on(self):
        basis = StatedBasis(basis=ReleaseBasis.UNILATERAL)
        ground = ("Order 7 of the invented ministry", [POINT], ["Invented transit State: yes"])
        for name in ("caseworker-1", "caseworker-2"):
            record_approval(self.by(name), action=SWITCH_ON, object_reference=switch_reference(basis, *ground, ""))
        self.switch = switch_on(
            self.by("head"), basis=basis, legal_basis=ground[0], points=ground[1], transit_consents=ground[2],
            conditions="", is_invented=True,
        )  # fmt: skip
        return self

    def opened(self):
        self.handover = open_handover(
            self.by("caseworker-1"), enquiry_id=self.enquiry, switch_id=self.switch, point=POINT,
            meeting=MeetingWords(recipient_name="Мария", recipient_paper="passport"),
        )  # fmt: skip
        return self

    def step(self, name, event, **more):
        """A step with all that it attests, some minutes after the one before it."""
        self.passes(minutes=5)
        more.setdefault("attested", [a for a, _ in ATTESTATIONS.get(event, ())])
        if event is HandoverEvent.SIGNED:
            more.setdefault("met_at", self.clock())
        more.setdefault("happened_at", self.clock())
        if event is HandoverEvent.FOLLOWED_UP:
            more = {"reference": "the caseworker called", "text": "both are well"} | more
        return record_step(self.by(name), handover_id=self.handover, event=event, **more)

    def asked_alone(self, who, answer=RenewedAnswer.YES, name="interviewer", **changed):
        conditions = AskingFacts(
            room=f"room of {who}", language="uk", is_understood=True, is_guard_in_hearing=False,
            is_other_in_hearing=False, is_officer_in_hearing=False,
        )  # fmt: skip
        self.passes(minutes=5)
        return record_asked_again_alone(
            self.by(name), handover_id=self.handover, who=who, answer=answer, asked_at=self.clock(),
            conditions=replace(conditions, **changed),
        )  # fmt: skip

    def both_asked_alone(self):
        for who in AskedPerson:
            self.asked_alone(who)
        return self

    def found_fit(self, is_fit=True):
        record_fitness(self.by("doctor"), person_id=self.person, is_fit=is_fit, examined_at=self.clock())
        return self

    def planned(self, **changed):
        given = {
            "meets_on": (self.clock() + timedelta(days=1)).date(), "his_room": "room 1", "her_room": "room 2",
            "telephones": [("the bureau", "555 0100")], "way_back": "the bus of the post",
            "her_journey": "paid both ways",
        }  # fmt: skip
        record_plan(self.by("officer"), handover_id=self.handover, **given | changed)
        return self

    def up_to_the_point(self):
        self.found_fit().planned()
        self.step("caseworker-1", HandoverEvent.ACCEPTED)
        self.step("officer", HandoverEvent.RISK_CLEARED)
        self.step("officer", HandoverEvent.ROUTE_AGREED)
        for name in ("head", "caseworker-2"):
            record_approval(self.by(name), action=AUTHORISE, object_reference=self.handover)
        self.step("head", HandoverEvent.AUTHORISED)
        draw_consequences(self.outside)
        for event in (
            HandoverEvent.KIN_DEPARTED, HandoverEvent.KIN_ARRIVED, HandoverEvent.PRISONER_ARRIVED,
            HandoverEvent.IDENTITY_CHECKED,
        ):  # fmt: skip
            self.step("officer", event)
        return self


@pytest.fixture
@built_once
def story(clock, randomness):
    return Story(clock, randomness)


def told(story):
    return story.capture().ask().link().he_says(ContactAnswer.YES).decide()


def test_the_whole_thread_from_capture_to_follow_up(story):
    told(story)
    assert DisclosureVerdict.TELL_ALIVE_AND_HELD == story.verdict
    story.letter(LetterKind.ALIVE_AND_HELD, story.decision_index)
    story.level_three().switched_on().he_says(ContactAnswer.YES, about=ContactAbout.HANDOVER).opened()
    story.letter(LetterKind.MEETING, _last_index("handover.handover_opened"))
    story.up_to_the_point()
    assert "release_pending" == custody_of(story.person).custody_state

    story.both_asked_alone()
    story.step("officer", HandoverEvent.ASKED_AGAIN)
    story.step("officer-2", HandoverEvent.SIGNED, signed_by=list(Signatory))
    story.step("officer", HandoverEvent.COMPLETED)
    draw_consequences(story.outside)
    story.step("officer", HandoverEvent.FOLLOWED_UP)

    custody = custody_of(story.person)
    assert ("released", "") == (custody.custody_state, custody.holder)
    assert "followed_up" == handover(story.by("officer"), story.handover).state
    make_checkpoint(at=story.clock(), growth=64, filler=bytes(96))
    report = verify(log_verifier())
    assert report.is_equal, report.first
    rebuild()
    assert verify(log_verifier()).is_equal


def _last_index(kind):
    from repatria.records.ledger.reading import entries_since

    return entries_since(0, kinds=[kind])[-1].index


def test_every_capture_and_change_makes_a_notice_to_the_agency_and_the_power(story):
    story.capture()
    draw_consequences(story.outside)
    draw_consequences(story.outside)

    rows = sorted(StatutoryNotice.objects.values_list("recipient", "reason"))

    # Evacuation from the unit is no change of address; capture and arrival in a camp are.
    assert [
        ("central_tracing_agency", "arrived"), ("central_tracing_agency", "capture_reported"),
        ("power_concerned", "arrived"), ("power_concerned", "capture_reported"),
    ] == rows  # fmt: skip
    # Each notice is an act that stands behind the consumers; within one more round nothing is left to read.
    assert 0 == draw_consequences(story.outside)
    assert {0} == set(consumer_distances().values())


def test_he_refuses_and_she_gets_the_letter_all_get(story):
    story.capture().ask().link().he_says(ContactAnswer.NO, is_her=True).decide()

    assert DisclosureVerdict.NO_INFORMATION == story.verdict
    with pytest.raises(NoDecisionError):
        story.letter(LetterKind.ALIVE_AND_HELD, story.decision_index)
    story.letter(LetterKind.NO_INFORMATION, None)


def test_a_stranger_whose_words_he_does_not_know_is_told_nothing(story):
    story.capture().ask().link().he_says(ContactAnswer.YES, is_her=False).decide()

    assert 0 == kinship_level_of(story.enquiry)
    assert DisclosureVerdict.NO_INFORMATION == story.verdict


def test_he_changes_his_mind_at_the_meeting_point_and_stays(story):
    told(story).level_three().switched_on().he_says(ContactAnswer.YES, about=ContactAbout.HANDOVER).opened()
    story.up_to_the_point()
    story.asked_alone(AskedPerson.SHE)
    story.asked_alone(AskedPerson.HE, RenewedAnswer.NO)

    with pytest.raises(RuleError):
        story.step("officer", HandoverEvent.ASKED_AGAIN)
    draw_consequences(story.outside)

    custody = custody_of(story.person)
    assert ("in_camp", "CAMP-2") == (custody.custody_state, custody.holder)
    assert "stopped_by_prisoner" == handover(story.by("officer"), story.handover).state
    assert verify(log_verifier()).is_equal


def test_an_old_approval_does_not_carry_a_new_ground(story):
    told(story)
    story.he_says(ContactAnswer.LATER)

    verdict, _ = decide_answer(story.by("caseworker-2"), enquiry_id=story.enquiry)

    assert DisclosureVerdict.NO_INFORMATION == verdict
    assert ContactAnswer.LATER == latest_decision(story.person, "enquiry", story.link_view.link_index).answer


def test_a_person_whom_only_a_list_names_can_be_linked_but_not_asked_nor_told(story):
    from repatria.records.register.services import record_listed

    story.person = record_listed(
        story.outside.house(Role.CLERKWORK), source_key="list 1 line 1", raw="Bizjak;Johann",
        particulars=[Particular(kind=ParticularKind.SURNAME, value="Bizjak", source=Source(kind="list"))], events=[],
    )  # fmt: skip
    story.ask("Bizjak Johann").link()

    with pytest.raises(RuleError):
        story.he_says(ContactAnswer.YES)
    story.decide()
    assert DisclosureVerdict.NO_INFORMATION == story.verdict
