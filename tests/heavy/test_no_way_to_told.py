"""From "unverified" or "no decision of his" no path leads to "told": walked at random, with a judge of its own.

A tenth by default; REPATRIA_HEAVY=full makes it whole: 100,000 walks over the pure machines, 2,000 through
the services.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from repatria.core.law.contact import ContactAbout, ContactAnswer, ContactDecision
from repatria.core.law.custody_facts import CustodyState
from repatria.core.law.disclosure import DisclosureFacts, DisclosureVerdict, decide_answer
from repatria.core.law.enquiry import (
    EnquiryEvent,
    EnquiryFacts,
    EnquiryState,
    KinshipEvidenceKind,
    kinship_level,
    next_enquiry,
)
from repatria.core.law.judgement import JudgementKind
from repatria.core.vocabulary.errors import RepatriaError, RuleError
from repatria.core.vocabulary.particulars import Grade
from repatria.records.access.role_table import Role
from repatria.records.access.services import record_approval
from repatria.records.disclosure.selectors import answer, still_tells
from repatria.records.disclosure.services import DECIDE
from repatria.records.disclosure.services import decide_answer as decide
from repatria.records.enquiries.services import record_kinship_evidence
from repatria.records.matching.acts import ProposedPair
from repatria.records.matching.selectors import links_of_enquiry
from repatria.records.matching.services import pair_number, propose_candidates, record_judgement
from repatria.records.notices.acts import LetterKind
from repatria.records.register.services import record_contact_decision
from tests.cast import proved
from tests.journeys.test_thread_in_the_records import ALONE, Story

pytestmark = [pytest.mark.slow, pytest.mark.timeout(7200)]
IS_WHOLE = os.environ.get("REPATRIA_HEAVY") == "full"
PURE, THROUGH_SERVICES = (100_000, 2_000) if IS_WHOLE else (10_000, 100)
PERMITTING = (ContactAnswer.YES, ContactAnswer.ONLY_THIS_PERSON)
DAY = datetime(2026, 5, 3, 9, tzinfo=UTC)


_ANY = tuple(EnquiryEvent)
_S, _E = EnquiryState, EnquiryEvent
_LEADS_ON = {
    _S.RECEIVED: _E.SEARCHED, _S.SEARCHING: _E.CANDIDATE_FOUND, _S.CANDIDATE: _E.LINK_CONFIRMED,
    _S.LINK_CONFIRMED: _E.HE_WAS_ASKED, _S.ASKED: _E.HE_AGREED, _S.DISCLOSABLE: _E.ANSWERED,
    _S.STANDING: _E.SEARCHED,
}  # fmt: skip


def say(capsys: pytest.CaptureFixture[str], text: str) -> None:
    with capsys.disabled():
        print(f"\n  {text}", end="")


@dataclass
class World:
    """What happened, as an onlooker keeps it who knows nothing of the house's code."""

    judged: set[str] = field(default_factory=set)
    his: ContactAnswer | None = None
    is_her: bool | None = None
    proofs: set[KinshipEvidenceKind] = field(default_factory=set)
    approved: set[str] = field(default_factory=set)
    is_decided: bool = False  # by two, to tell; whatever he took back since asks for two anew
    is_lost: bool = False

    def may_be_told(self) -> bool:
        """The onlooker's own reading of the rules: two judged, he said yes, she is known, two others approved."""
        is_known = bool(self.proofs & {KinshipEvidenceKind.WORDS_RECOGNISED, KinshipEvidenceKind.PAPERS_CHECKED})
        is_approved = self.is_decided or len(self.approved - self.judged) >= 2
        return (
            len(self.judged) >= 2 and self.his in PERMITTING and self.is_her is not False
            and is_known and is_approved and not self.is_lost
        )  # fmt: skip


def facts_of(world: World) -> DisclosureFacts:
    said = None
    if world.his is not None:
        said = ContactDecision(about=ContactAbout.ENQUIRY, answer=world.his, decided_at=DAY)
    return DisclosureFacts(
        at=DAY + timedelta(days=1), is_link_confirmed=len(world.judged) >= 2, reviewers=tuple(sorted(world.judged)),
        kinship_level=kinship_level(world.proofs), his_decision=said, last_said=world.his, is_her=world.is_her,
        approvers=tuple(sorted(world.approved)), evidence_grade=Grade.OWN_CUSTODY,
        custody_state=CustodyState.UNACCOUNTED if world.is_lost else CustodyState.IN_CAMP, seen_at=DAY,
    )  # fmt: skip


def test_of_random_walks_over_the_pure_machines_none_reaches_told_without_him(capsys) -> None:
    chance, told, refused = random.Random(417), 0, Counter[str]()
    for _ in range(PURE):
        world, state = World(), EnquiryState.RECEIVED
        for _ in range(chance.randint(8, 40)):
            leads_on = _LEADS_ON.get(state)
            event = leads_on if leads_on and chance.random() < 0.6 else chance.choice(_ANY)
            happens(world, chance)
            is_decided = decide_answer(facts_of(world)) is DisclosureVerdict.TELL_ALIVE_AND_HELD
            assert not is_decided or world.may_be_told(), world  # the law asks more than the onlooker
            try:
                state = next_enquiry(state, event, EnquiryFacts(is_telling_decided=is_decided))
            except RuleError as refusal:
                assert refusal.provision, (state, event)
                refused[type(refusal).__name__] += 1
                continue
            if event is EnquiryEvent.ANSWERED:
                told += 1
                assert world.may_be_told(), world
    say(capsys, f"{PURE} walks: {told} told, refused {dict(refused)}")
    assert told


def happens(world: World, chance: random.Random) -> None:
    """Something happens, and mostly what leads on: a walk that meets every guard by luck alone would be rare."""
    match chance.choice(("judge", "judge", "he", "he", "proof", "proof", "approve", "approve", "lost", "taken")):
        case "judge":
            world.judged.add(chance.choice(("r1", "r2")))
        case "he":
            world.his = chance.choice((*ContactAnswer, ContactAnswer.YES, ContactAnswer.YES))
            if world.his is ContactAnswer.CANNOT_BE_ASKED:
                world.his = ContactAnswer.LATER  # others decide for him: told apart, in the services
            world.is_her = chance.choice((True, True, None, False))
        case "proof":
            world.proofs.add(chance.choice(list(KinshipEvidenceKind)))
        case "approve":
            world.approved.add(chance.choice(("c1", "h", "c2", "r1")))
        case "lost":
            world.is_lost = chance.random() < 0.2
        case "taken":
            world.proofs.clear()


class Walk:
    """One walk through the services, and the onlooker beside it."""

    def __init__(self, story: Story, chance: random.Random) -> None:
        self.story, self.chance, self.world = story, chance, World()
        self.decision: int | None = None
        self.approved_on: dict[str, set[str]] = {}  # by the grounds: what two approved stands when these come back

    def judge(self, name: str) -> None:
        pair_id = pair_number(self.story.enquiry, self.story.person)
        record_judgement(self.story.by(name), pair_id=pair_id, judgement=JudgementKind.POSITIVE)
        self.world.judged.add(name)
        if links := links_of_enquiry(self.story.enquiry):
            self.story.link_view = links[0]

    def he_says(self) -> None:
        reply = self.chance.choice((
            ContactAnswer.YES, ContactAnswer.YES, ContactAnswer.NO, ContactAnswer.LATER,
            ContactAnswer.ONLY_THIS_PERSON, ContactAnswer.CANNOT_BE_ASKED,
        ))  # fmt: skip
        is_her = self.chance.choice((True, True, None, False))
        if not hasattr(self.story, "link_view"):  # nobody linked him with her yet: nobody may be named to him
            record_contact_decision(
                self.story.by("interviewer"), person_id=self.story.person, about=ContactAbout.ENQUIRY, link_index=0,
                answer=reply, is_her=is_her, facts=ALONE,
            )  # fmt: skip
            raise AssertionError("he was asked about somebody with whom nobody linked him")
        self.story.he_says(reply, is_her=is_her)
        self.world.his = reply
        self.world.is_decided &= reply in PERMITTING
        if is_her is not None:  # not asked: what he said of her words before still stands
            self.world.is_her = is_her
            words = KinshipEvidenceKind.WORDS_RECOGNISED
            (self.world.proofs.add if is_her else self.world.proofs.discard)(words)

    def proves(self) -> None:
        kind, holds = KinshipEvidenceKind.PAPERS_CHECKED, self.chance.random() < 0.7
        record_kinship_evidence(
            self.story.by("caseworker-1"),
            enquiry_id=self.story.enquiry,
            **(proved(kind) if holds else {"evidence": kind, "holds": False}),
        )
        (self.world.proofs.add if holds else self.world.proofs.discard)(kind)

    def approve(self, name: str) -> None:
        reference = answer(self.story.by("caseworker-1"), self.story.enquiry).approval_reference
        record_approval(self.story.by(name), action=DECIDE, object_reference=reference)
        self.approved_on.setdefault(reference, set()).add(name)

    def decides(self) -> None:
        verdict, self.decision = decide(self.story.by("caseworker-2"), enquiry_id=self.story.enquiry)
        if verdict is DisclosureVerdict.TELL_ALIVE_AND_HELD:
            now = answer(self.story.by("caseworker-1"), self.story.enquiry).approval_reference
            self.world.approved = self.approved_on.get(now, set())
            self.world.is_decided = False  # whoever decided before: this decision has two of its own
            assert self.world.may_be_told(), self.world
            self.world.is_decided = True

    def tells(self) -> bool:
        """What a round does: asks whether all holds still, and makes the letter ready; whether it was made."""
        if not still_tells(self.story.enquiry, self.story.clock()):
            return False
        self.story.letter(LetterKind.ALIVE_AND_HELD, self.decision)
        return True

    def step(self) -> bool:
        """One step, mostly one that leads on.  Returns: whether she was told."""
        match self.chance.choice("jjjjhhppabbbddddtttt"):
            case "j":
                self.judge(self.chance.choice(("reviewer-1", "reviewer-2")))
            case "h":
                self.he_says()
            case "p":
                self.proves()
            case "a":
                self.approve(self.chance.choice(("caseworker-1", "head")))
            case "b":
                self.approve("caseworker-1")
                self.approve("head")
            case "d":
                self.decides()
            case "t":
                return self.tells()
        return False


@pytest.mark.skipif(connection.vendor != "sqlite", reason="what the law lets pass is no database's")
@pytest.mark.django_db
def test_of_random_walks_through_the_services_none_reaches_told_without_him(clock, randomness, capsys) -> None:
    story = Story(clock, randomness).capture().ask()
    pair = ProposedPair(
        pair_id=pair_number(story.enquiry, story.person), person_id=story.person, millibits=17000,
        probability_ppm=970000, equally_good=1, lines=(),
    )  # fmt: skip
    propose_candidates(story.outside.house(Role.MATCHER), enquiry_id=story.enquiry, pairs=[pair])
    for name in ("interviewer", "reviewer-1", "reviewer-2", "caseworker-1", "caseworker-2", "head"):
        story.by(name)  # hired before the savepoint
    chance, told, refused = random.Random(417), 0, Counter[str]()
    for _ in range(THROUGH_SERVICES):
        kept, walk = transaction.savepoint(), Walk(story, chance)
        for _ in range(chance.randint(12, 40)):
            try:
                with transaction.atomic():
                    was_told = walk.step()
            except RepatriaError as refusal:
                refused[type(refusal).__name__] += 1
                continue
            if was_told:
                told += 1
                assert walk.world.may_be_told(), walk.world
        transaction.savepoint_rollback(kept)
        story.__dict__.pop("link_view", None)
    say(capsys, f"{THROUGH_SERVICES} walks: {told} told, refused {dict(refused)}")
    assert told
