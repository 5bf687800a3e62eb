"""Invariants 5 and 6 as a machine over the services: from the field to the family, in whatever order it is tried.

What leads on is tried as often as what does not; what the house takes is read by an onlooker of the log.
"""

from __future__ import annotations

import random
from datetime import timedelta
from types import SimpleNamespace

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from repatria.core.law.custody_facts import DeathCause
from repatria.core.law.enquiry import ClosingReason, KinshipEvidenceKind
from repatria.core.law.identification_board import Method, ReviewVerdict, Weighs
from repatria.core.law.remains import RemainsKind
from repatria.core.law.remains_graves import AshesGround
from repatria.core.law.remains_path import ItemStep
from repatria.core.law.remains_samples import SampleStep
from repatria.core.law.return_list import LabelsRead
from repatria.core.law.telling import DeathKnown, VisitEnd
from repatria.core.vocabulary.paper_codes import paper_code
from repatria.core.vocabulary.remains_codes import remains_code
from repatria.records.access.role_table import Role
from repatria.records.access.services import record_approval
from repatria.records.enquiries.services import close_enquiry, record_kinship_evidence
from repatria.records.identification.finding_models import Hypothesis, PartsLink
from repatria.records.identification.services.board import annul_conclusion, sign_conclusion, uphold_conclusion
from repatria.records.identification.services.hypotheses import (
    agree_parts,
    lay_evidence,
    open_hypothesis,
    propose_parts,
    record_review,
    undo_parts,
    withdraw_hypothesis,
)
from repatria.records.ledger.reading import entries_since, tree_size
from repatria.records.notices import services as notices
from repatria.records.notices.acts import LetterKind, LetterText
from repatria.records.notices.services import issue_letter
from repatria.records.remains.correction_models import Correction
from repatria.records.remains.cremation_models import CremationOrder
from repatria.records.remains.models import Item, ItemStepRow
from repatria.records.remains.sample_models import Sample
from repatria.records.remains.services import graves
from repatria.records.remains.services.correcting import agree_correction, propose_step_back
from repatria.records.remains.services.cremating import agree_cremation, cremate, propose_cremation
from repatria.records.remains.services.leaving import read_labels_again
from repatria.records.remains.services.samples import record_sample_step
from repatria.records.remains.services.steps import open_store
from repatria.records.returns.release_models import RemainsRelease
from repatria.records.returns.services import release
from repatria.records.telling.models import TellingAsker, Visit
from repatria.records.telling.selectors.standing import acts_of_telling
from repatria.records.telling.services import visits
from repatria.records.telling.services.approving import ATTEST_CERTIFICATE, certificate_reference
from repatria.records.telling.services.opening import open_telling, record_visitor
from repatria.records.telling.services.visits import confirm_visit, end_visit, plan_visit
from tests.cast import proved
from tests.kept import kept
from tests.records.machines import InTheStore, goes_on, is_caught, on_one_database
from tests.records.remains.field import buried, examine, exhumed, step
from tests.records.returns.crossing import TWO, Crossing
from tests.records.returns.onlooker import Onlooker

pytestmark = [pytest.mark.django_db, on_one_database, pytest.mark.timeout(1800)]
KINDS = (RemainsKind.WHOLE, RemainsKind.PART, RemainsKind.PART)
ITEMS = len(KINDS)
EXPERTS = ("expert-1", "expert-2", "expert-3", "expert-4")
ANYBODY = ("registrar", "doctor", "doctor-2", "caseworker-1", "head", "liaison", "liaison-2", *EXPERTS)


def _stands(clock, randomness):
    """Three who were found, two families who ask, and everybody who has to do with them."""
    house = Crossing(clock, randomness)
    for name in ("liaison", "liaison-2"):
        house.staff.hire(name, Role.FAMILY_LIAISON)
    for name in (*ANYBODY, "hotline"):
        house.by(name)
    house.families = (house.mother, house.stranger)
    house.reported().recovered()
    house.codes = [house.item(count, kind=kind) for count, kind in enumerate(KINDS, 1)]
    open_store(house.by("registrar"), store_code="cold-1", capacity=9, kept_at="4 degrees")
    on = clock().date() - timedelta(days=30)
    house.pair = tuple(
        record_visitor(house.by("head"), name=name, office="liaison", trained_on=on, trained_by="a course",
                       languages="uk") for name in ("Bondar Olha", "Koval Petro")
    )  # fmt: skip
    house.since = tree_size()
    return house


LIFE = (
    "pictured", "recovered", "received", "stored", "examined", "sampled", "proved", "proved2", "opened", "laid",
    "reviewed", "reviewed2", "signed", "signed2", "case", "planned", "ended", "confirmed", "labels", "proposed",
    "released",
)  # fmt: skip
ASIDE = (
    "moved", "buried", "burnt", "exhumed", "destroyed", "used_up", "back", "agreed_back", "withdrawn", "annulled",
    "upheld", "contradicted", "closed", "letter", "other_labels",
)  # fmt: skip


class TheDead(InTheStore):
    """Each of the found by the same long way, with all that is beside it."""

    def __init__(self, house):
        super().__init__()
        self.house, self.codes = house, list(house.codes)
        house.staff.randomness = random.Random(6).randbytes
        self.reached = dict.fromkeys(self.codes, 0)
        self.read, self.onlooker = 0, Onlooker()

    def family(self, code):
        return self.house.families[self.codes.index(code) % 2]

    def name(self, code):
        rows = Hypothesis.objects.filter(items__contains=code).order_by("-recorded_index")
        return rows[0].pk if rows else "RJ-NONE"

    def visit(self, code):
        rows = Visit.objects.filter(enquiry_id=self.family(code)).order_by("-recorded_index")
        return rows[0].pk if rows else "TV-NONE"

    def acts(self, what, code, who=""):
        """What is done of an item, by whom it may be."""
        house, at, enquiry = self.house, self.house.clock(), self.family(code)
        of, by = {"hypothesis_id": self.name(code)}, house.by
        match what:
            case "pictured":
                return house.pictured(code)
            case "recovered" | "received" | "stored" | "moved" | "sampled":
                return step(house, ItemStep(what), code)
            case "examined":
                return examine(house, code, cause=DeathCause.NATURAL, reason="looked at again")
            case "labels" | "other_labels":
                bag = code if what == "labels" else self.codes[0 if code != self.codes[0] else 1]
                return read_labels_again(by(who or "doctor"), item_code=code, happened_at=at, on_body=code, on_bag=bag,
                                         on_paper=code, **TWO)  # fmt: skip
            case "buried":
                return buried(house, code, who or "registrar", authority="the head", why="moved")
            case "burnt":
                self.does(propose_cremation, by("doctor-2"), item_code=code, ground=AshesGround.HYGIENE,
                          said_by="a doctor", reason="a fever")  # fmt: skip
                waits = CremationOrder.objects.filter(item_code=code, state="proposed").first()
                self.does(agree_cremation, by("head"), cremation_id=waits.pk if waits else "none")
                return cremate(by(who or "doctor-2"), item_code=code, happened_at=at, by="one", second="another",
                               urn="U-1")  # fmt: skip
            case "exhumed":
                return exhumed(house, code)
            case "destroyed" | "used_up":
                rows = Sample.objects.filter(item_code=code).order_by("-recorded_index")
                return record_sample_step(
                    by(who or "doctor"), sample_code=rows[0].pk if rows else "none", step=SampleStep(what),
                    happened_at=at, by="one", second="another", reference="report 1", reason="no use",
                )  # fmt: skip
            case "back":
                last = ItemStepRow.objects.filter(item_code=code).order_by("-recorded_index").first()
                return propose_step_back(by("registrar"), item_code=code, reason="a slip of the pen",
                                         step_index=last.recorded_index if last else 0)  # fmt: skip
            case "agreed_back":
                waits = Correction.objects.filter(item_code=code, state="proposed").first()
                return agree_correction(by(who or "head"), correction_id=waits.pk if waits else "none")
            case "opened":
                return open_hypothesis(by(who or "expert-3"), items=(code,), enquiry_id=enquiry, said="by his post")
            case "laid" | "contradicted":
                weighs = Weighs.SUPPORTS if what == "laid" else Weighs.CONTRADICTS
                return lay_evidence(by(who or "expert-3"), method=Method.DENTAL, weighs=weighs, reference="D-4",
                                    said="three fillings", **of)  # fmt: skip
            case "reviewed" | "reviewed2":
                name = who or {"reviewed": "expert-1", "reviewed2": "expert-2"}[what]
                return record_review(by(name), verdict=ReviewVerdict.SUPPORTED, said="all looked at", **of)
            case "signed" | "signed2":
                return sign_conclusion(by(who or {"signed": "expert-1", "signed2": "expert-4"}[what]), said="he", **of)
            case "withdrawn":
                return withdraw_hypothesis(by(who or "expert-3"), said="no longer", **of)
            case "annulled":
                return annul_conclusion(by(who or "expert-2"), said="labels", **of)
            case "upheld":
                return uphold_conclusion(by(who or "head"), said="read again", **of)
        return self.acts_of_telling(what, code, who)

    def acts_of_telling(self, what, code, who):
        house, at, enquiry, by = self.house, self.house.clock(), self.family(code), self.house.by
        match what:
            case "case":
                self.does(record_approval, by("head"), action=ATTEST_CERTIFICATE,
                          object_reference=certificate_reference(enquiry, "C 1"))  # fmt: skip
                return open_telling(by(who or "caseworker-1"), known=DeathKnown.PROVEN, enquiry_id=enquiry,
                                    certificate="C 1", visit_by=at.date() + timedelta(days=5))  # fmt: skip
            case "planned":
                asked = TellingAsker.objects.filter(enquiry_id=enquiry).order_by("-telling_id")
                return plan_visit(
                    by(who or "liaison"), telling_id=asked[0].telling_id if asked else "none", enquiry_id=enquiry,
                    visitors=house.pair, on=at.date(), meets_at="at her sister's", language="uk",
                )  # fmt: skip
            case "ended":
                return end_visit(by(who or "liaison"), visit_id=self.visit(code), end=VisitEnd.TOLD, happened_at=at,
                                 told="that he is dead")  # fmt: skip
            case "confirmed":
                return confirm_visit(by(who or "liaison-2"), visit_id=self.visit(code), heard_from="Koval Petro")
            case "closed":
                return close_enquiry(by(who or "caseworker-1"), enquiry_id=enquiry, reason=ClosingReason.DEAD_NOTIFIED,
                                     rests_on=acts_of_telling(enquiry))  # fmt: skip
            case "letter":
                text = LetterText(title="t", paragraphs=("p",), code=paper_code(bytes(13)), check_word="вишня")
                return issue_letter(
                    house.house(Role.COURIER), enquiry_id=enquiry, letter_kind=LetterKind.ALIVE_AND_HELD,
                    decision_index=tree_size() - 1, language="uk", dated=at.date(), text=text,
                )  # fmt: skip
            case "proved" | "proved2":
                kind = KinshipEvidenceKind.PAPERS_CHECKED if what == "proved" else KinshipEvidenceKind.SECOND_RELATIVE
                return record_kinship_evidence(by(who or "caseworker-1"), enquiry_id=enquiry, note="seen",
                                               **proved(kind))  # fmt: skip
            case "proposed":
                return release.propose_release(by(who or "caseworker-1"), enquiry_id=enquiry, receiver="a mother",
                                               relation="mother", is_herself=True)  # fmt: skip
            case "released":
                return gives(house, who or "registrar", code, enquiry)
        raise AssertionError(what)

    @rule(item=st.integers(0, ITEMS - 1), times=st.integers(1, 9))
    def leads_on(self, item, times):
        """The next steps of one, each as soon as the one before it was taken."""
        code = self.codes[item]
        for _ in range(times):
            if self.reached[code] == len(LIFE) or not self.does(self.acts, LIFE[self.reached[code]], code):
                return
            self.reached[code] += 1

    @rule(item=st.integers(0, ITEMS - 1), what=st.sampled_from((*LIFE, *ASIDE)), who=st.sampled_from(("", *ANYBODY)))
    def tries(self, item, what, who):
        self.does(self.acts, what, self.codes[item], who)

    @rule(item=st.integers(0, ITEMS - 1), what=st.sampled_from(ASIDE))
    def goes_aside(self, item, what):
        self.does(self.acts, what, self.codes[item])

    @rule(count=st.integers(1, 6), team=st.sampled_from(("T2", "T3")))
    def takes_up(self, count, team):
        self.does(self.house.item, count, item_code=remains_code("KHR", team, count))

    @rule(first=st.integers(0, ITEMS - 1), second=st.integers(0, ITEMS - 1))
    def belong_together(self, first, second):
        self.does(propose_parts, self.house.by("expert-1"), first_code=self.codes[first],
                  second_code=self.codes[second], reason="all loci")  # fmt: skip

    @rule(number=st.integers(0, 5), what=st.sampled_from((agree_parts, agree_parts, undo_parts)))
    def links(self, number, what):
        rows = PartsLink.objects.order_by("recorded_index")
        if rows:
            more = {"reason": "two left femora"} if what is undo_parts else {}
            self.does(what, self.house.by("expert-2"), parts_id=rows[number % len(rows)].pk, **more)

    @invariant()
    def the_onlooker_finds_nothing(self):
        for one in entries_since(self.read, at_most=5000):
            self.onlooker.reads(one)
            self.read = one.index + 1
        rows = Item.objects.values_list("pk", "place_code", "team", "count")
        assert {code: tuple(said) for code, *said in rows} == self.onlooker.codes, "a code was renamed"


def gives(house, name, code, enquiry):
    """Remains go to the family as it was proposed."""
    waits = RemainsRelease.objects.filter(enquiry_id=enquiry, state="proposed").first()
    return release.release_remains(
        house.by(name), given_id=waits.pk if waits else "none", happened_at=house.clock(), by="our officer",
        labels=[LabelsRead(on_body=code, on_bag=code, on_paper=code)], document="passport AB", place="the morgue",
        receipt="receipt 4",
    )  # fmt: skip


def test_whatever_is_tried_nobody_is_told_or_given_the_dead_before_it_may_be(clock, randomness):
    house = kept(_stands, clock, randomness)
    goes_on(lambda: TheDead(house), few=(8, 25), many=(150, 50))


def walked(house, *steps):
    """One example by hand: the way to a step, or one step beside it."""
    machine = TheDead(house)
    try:
        for what in steps:
            if what in LIFE:
                machine.leads_on(0, LIFE.index(what) + 1 - machine.reached[machine.codes[0]])
                assert what == LIFE[machine.reached[machine.codes[0]] - 1], what
            else:
                assert what(machine), what
        machine.the_onlooker_finds_nothing()
        return machine.onlooker
    finally:
        machine.teardown()


def does(what):
    return lambda machine: machine.does(machine.acts, what, machine.codes[0])


def test_the_way_that_the_machine_goes_reaches_its_end(clock, randomness):
    house = kept(_stands, clock, randomness)
    assert walked(house, LIFE[-1]).released == {house.codes[0]}


def test_two_whole_bodies_are_caught_where_they_are_linked():
    onlooker = Onlooker(whole={"A", "B"})
    onlooker.proposed = {"RM-1": frozenset("AC"), "RM-2": frozenset("BC")}
    onlooker._partslinkagreed(SimpleNamespace(parts_id="RM-1"), "")
    with pytest.raises(AssertionError, match="two whole bodies"):
        onlooker._partslinkagreed(SimpleNamespace(parts_id="RM-2"), "")


def test_remains_given_on_one_line_of_kinship_are_caught():
    named = {"hypothesis": {"enquiry": "E-1", "items": {"A"}}}
    onlooker = Onlooker(visits={"V": {"enquiry": "E-1", "confirmed_by": "x"}}, proofs={"E-1": {"papers_checked"}})
    onlooker._named = lambda enquiry_id: list(named.values())
    gives = SimpleNamespace(enquiry_id="E-1", items=("A",))
    with pytest.raises(AssertionError, match="fewer than two lines"):
        onlooker._remainsreleased(gives, "")
    onlooker.proofs["E-1"].add("second_relative")
    onlooker._remainsreleased(gives, "")


def test_three_proposals_of_three_parts_are_two_links_and_no_circle(clock, randomness):
    machine = TheDead(kept(_stands, clock, randomness))
    try:
        for first, second in ((0, 1), (1, 2), (0, 2)):
            machine.belong_together(first, second)
        for number in range(3):
            machine.links(number, agree_parts)
        machine.the_onlooker_finds_nothing()
        assert 2 == len(machine.onlooker.links)
    finally:
        machine.teardown()


FAULTS = {
    "told before the board named him": (visits, ["refuse_open"], ("planned", does("annulled"), does("ended"))),
    "a letter told under the embargo": (notices, ["_require_decision"], ("opened", does("letter"))),
    "given to a family that nobody told": (
        release, ["is_item_told", "is_nearest_told"], ("signed2", does("labels"), does("proposed"), does("released")),
    ),
}  # fmt: skip


@pytest.mark.parametrize("said", FAULTS)
def test_the_same_onlooker_names_what_a_house_without_a_guard_lets_pass(clock, randomness, monkeypatch, said):
    house = kept(_stands, clock, randomness)
    room, guards, steps = FAULTS[said]
    for guard in guards:
        monkeypatch.setattr(room, guard, lambda *_, **__: True)
    with pytest.raises(AssertionError, match=said):
        walked(house, *steps)


def test_the_machine_itself_finds_a_burial_that_nobody_asked_about(clock, randomness, monkeypatch):
    house = kept(_stands, clock, randomness)
    monkeypatch.setattr(graves, "check_burial", lambda *_: None)
    assert "buried without" in is_caught(lambda: TheDead(house), examples=200, steps=30)
