"""Every edge that a graph declares, and every one that it does not, tried by a line of a file of calls.

Enquiry, claim of kinship, his decision, hand-over, line of an exchange list: from each state each event is tried, as
`repatria apply` does it. What is declared leads where it is declared to lead; all else is refused, and the refusal
names its provision.
"""

from __future__ import annotations

import io
import json
from collections import Counter
from itertools import chain, combinations

import msgspec
import pytest
from django.db import connection

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.enquiry import EDGES as ENQUIRY_EDGES
from repatria.core.law.enquiry import EnquiryState, KinshipEvidenceKind, kinship_level
from repatria.core.law.exchange_list import EDGES as LINE_EDGES
from repatria.core.law.exchange_list import LineEvent, LineState
from repatria.core.law.handover import ATTESTATIONS, PATH, HandoverEvent, HandoverState, Signatory, edges_of
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import RuleError
from repatria.core.vocabulary.paper_codes import paper_code
from repatria.doors.jobs.applying.callers import AnyAccount
from repatria.doors.jobs.applying.lines import facts_of, raw_lines
from repatria.doors.jobs.applying.running import FileOfCalls
from repatria.records.access.files_of_calls import begin_file
from repatria.records.disclosure.selectors import enquiry_standing
from repatria.records.enquiries.models import Enquiry
from repatria.records.enquiries.selectors import kinship_level_of
from repatria.records.exchanges.models import ListLine
from repatria.records.ledger.reading import tree_size
from repatria.records.matching.services import pair_number
from repatria.records.matching.wrong_links import doubt_link
from repatria.records.notices.acts import LetterKind
from repatria.records.register.selectors import latest_decision
from tests.cast import proved
from tests.journeys.test_thread_in_the_records import Story
from tests.records.exchanges.talks import Talks
from tests.records.handover.meeting import DOES, Meeting, tried

pytestmark = [
    pytest.mark.django_db, pytest.mark.whole, pytest.mark.timeout(1800),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="each act is asked there by its room"),
]  # fmt: skip
E, S = HandoverEvent, HandoverState
ALONE = {"language": "uk", "is_interviewer_outside_camp": True, "is_guard_present": False}


def codes_of(error):
    """The codes of an error and of all that are of its kind."""
    return {error.code} | {code for one in error.__subclasses__() for code in codes_of(one)}


RULES = codes_of(RuleError)
"""What law, procedure or role forbids; beside it: records that are not there, acts that were recorded before."""
STAFF = (
    "registrar", "interviewer", "doctor", "caseworker-1", "caseworker-2", "reviewer-1", "reviewer-2", "hotline", "head",
)  # fmt: skip


class Applied:
    """Lines of files of calls, each a file of its own, at the time of a story; and what they came to."""

    def __init__(self, story, *names):
        self.story, self.number, self.refused = story, 0, Counter()
        for name in names:
            story.by(name)  # hired before anything is tried

    def __call__(self, do, by, /, **given):
        """Does one line.  Returns: its result; a refusal names its provision and leaves no act."""
        self.number += 1
        line = {"do": do, "as": by, "with": given, "save": f"n{self.number}"}
        file, written, size = io.BytesIO(json.dumps(line).encode() + b"\n"), [], tree_size()
        reached = begin_file(facts_of(file).digest, by="", at=self.story.clock())
        callers = AnyAccount(self.story.outside.randomness)
        FileOfCalls(reached, raw_lines(file), callers, None, written.append, now=self.story.clock).go(
            lambda: False, lambda _: None
        )
        (result,) = map(json.loads, written)
        if not result["ok"]:
            assert result["provision"] or result["code"] not in RULES, (line, result)
            assert size == tree_size(), (line, result)
            self.refused[result["provision"] or "no such record, or known already"] += 1
        return result


def told(capsys, what, applied, tries, declared, stayed=0, *, is_one_call=True):
    """Says what the tries came to; none is left out.

    Given:    `is_one_call` unless a try takes calls that prepare it: those are refused too, and counted.
    """
    assert not is_one_call or tries == declared + stayed + applied.refused.total()
    refused = ", ".join(f"{rule} {count}" for rule, count in applied.refused.most_common())
    with capsys.disabled():
        print(f"\n  {what}: {tries} tries, {declared} lead on as declared, {applied.refused.total()} refused", end="")
        print(f", {stayed} were done and moved nothing" if stayed else "", end="")
        print(f": {refused}", end="")


def step(applied, meeting, event):
    """Tries one event with all that any event asks for, so that nothing but the order can refuse it."""
    now = instant_text(meeting.clock())
    return applied(
        "handover.record_step", DOES.get(event, "officer"), handover_id=meeting.handover, event=event.value,
        happened_at=now, attested=[one.value for one, _ in ATTESTATIONS.get(event, ())],
        signed_by=[one.value for one in Signatory], authority="the ministry", reason="said later",
        provision="GC III 115", reference="the caseworker", text="both are well", met_at=now,
    )  # fmt: skip


def tries_at(applied, meeting, before=None):
    """Tries every event from where the hand-over stands.  Returns: where each that was done led."""
    state, found = S(meeting.state), set()
    for event in HandoverEvent:
        with tried():
            result = step(applied, meeting, event)
            after = S(meeting.state)
            assert (after != state) is result["ok"] or (event is E.RESUMED and result["ok"]), (state, event, result)
            if result["ok"]:
                found.add((event, after))
    assert {(event, after) for event, after in edges_of(state, before=before)} == found, state
    return len(found)


def test_from_every_state_of_a_hand_over_every_event_is_tried(clock, randomness, capsys):
    meeting = Meeting(clock, randomness)
    applied = Applied(meeting, "caseworker-1", "officer", "officer-2", "interviewer", "doctor", "head", "caseworker-2")
    meeting.ready().open()
    meeting.incident()
    declared, seen = 0, {S.PROPOSED}
    for event, _ in (*PATH[1:], (None, None)):
        if event is E.AUTHORISED:
            meeting.found_fit().authorisers("head", "caseworker-2")
        if event is E.KIN_DEPARTED:
            meeting.planned()
        if event is E.ASKED_AGAIN:
            meeting.both_asked_alone()
        meeting.passes(minutes=5)
        declared += tries_at(applied, meeting)
        here = S(meeting.state)
        for aside, after in edges_of(here):
            if (aside, after) not in PATH:
                seen.add(after)
                with tried():
                    assert step(applied, meeting, aside)["ok"]
                    declared += tries_at(applied, meeting, before=here)
        if event is not None:
            meeting.take(event)
            seen.add(S(meeting.state))
    assert set(HandoverState) == seen
    again = applied(
        "handover.open_handover", "caseworker-1", enquiry_id=meeting.enquiry, switch_id="S-NOBODY", point="nowhere",
        meeting={"recipient_name": "m", "recipient_paper": "p"},
    )  # fmt: skip
    assert not again["ok"]
    told(capsys, "hand-over", applied, declared + applied.refused.total(), declared)


def test_from_every_answer_of_his_every_other_is_tried(clock, randomness, capsys):
    """He may say anything at any time and take it back; that he still cannot be asked a doctor alone says."""
    story = Story(clock, randomness)
    applied = Applied(story, *STAFF)
    story.capture().ask().link().asked_openly()
    unable, declared, tries = ContactAnswer.CANNOT_BE_ASKED, 0, 0

    def says(answer):
        return applied(
            "register.record_contact_decision", "interviewer", person_id=story.person, about="enquiry",
            link_index=story.link_view.link_index, answer=answer.value, is_her=None, facts=ALONE,
        )  # fmt: skip

    def stands():
        found = latest_decision(story.person, ContactAbout.ENQUIRY.value, story.link_view.link_index)
        return found and ContactAnswer(found.answer)

    def index():
        found = latest_decision(story.person, ContactAbout.ENQUIRY.value, story.link_view.link_index)
        return found.act_index if found else 0

    for state in (None, *ContactAnswer):
        leads = {
            ("says", answer): answer for answer in ContactAnswer
            if not answer is state is unable
            and not (answer is ContactAnswer.NOT_ASKED and state not in (None, ContactAnswer.NOT_ASKED))
        }  # fmt: skip
        if state is not None:
            leads[("takes back", None)] = ContactAnswer.NO
        if state is unable:
            leads |= {("tried again", True): ContactAnswer.NOT_ASKED, ("tried again", False): unable}
        events = [*(("says", one) for one in ContactAnswer), ("takes back", None), ("tried again", True),
                  ("tried again", False)]  # fmt: skip
        with tried():
            assert state is None or says(state)["ok"]
            for what, said in events:
                tries += 1
                with tried():
                    if what == "says":
                        result = says(said)
                    elif what == "takes back":
                        result = applied("register.record_withdrawal", "interviewer", decision_index=index())
                    else:
                        result = applied(
                            "register.record_asked_again", "doctor", decision_index=index(), can_be_asked=said
                        )
                    assert ((what, said) in leads) is result["ok"], (state, what, said, result)
                    assert leads.get((what, said), state) is stands()
                    declared += result["ok"]
    told(capsys, "his decision", applied, tries, declared)


def test_from_every_state_of_a_claim_every_proof_is_tried_and_taken_back(clock, randomness, capsys):
    """Level by level: a proof that rests on an act of another room is taken on that act alone."""
    story = Story(clock, randomness)
    applied = Applied(story, *STAFF)
    story.capture().ask().link()
    kinds, resting = list(KinshipEvidenceKind), {
        KinshipEvidenceKind.WORDS_RECOGNISED, KinshipEvidenceKind.FACE_TO_FACE,
    }  # fmt: skip
    plain, declared, tries, levels = [one for one in kinds if one not in resting], 0, 0, set()

    def weigh(kind, holds):
        return applied(
            "enquiries.record_kinship_evidence", "caseworker-1", enquiry_id=story.enquiry,
            **(msgspec.to_builtins(proved(kind)) if holds else {"evidence": kind.value, "holds": False}),
        )  # fmt: skip

    for held in chain.from_iterable(combinations(plain, count) for count in range(len(plain) + 1)):
        with tried():
            for one in held:
                assert weigh(one, holds=True)["ok"]
            level = kinship_level_of(story.enquiry)
            levels.add(level)
            for kind in kinds:
                for holds in (True, False):
                    tries += 1
                    with tried():
                        result = weigh(kind, holds=holds)
                        assert (kind not in resting) is result["ok"], (held, kind, result)
                        after = set(held) | {kind} if holds else set(held) - {kind}
                        reached = kinship_level(after) if result["ok"] else level
                        assert reached == kinship_level_of(story.enquiry)
                        declared += result["ok"]
    assert {0, 1, 2, 3} == levels
    told(capsys, "claim of kinship", applied, tries, declared)


NEEDS_MORE = {
    ("received", "more_asked"), ("refused_by_him", "answered"), ("standing", "searched"),
    ("standing", "candidate_found"),
}  # fmt: skip
"""Edges that no single line walks: no act asks more yet; doctor and head decide for him; another man is proposed."""

MOVES_NOTHING = {
    *((state, "no_information") for state in (
        "received", "candidate", "link_confirmed", "disclosable", "standing", "closed",
    )),
    *(("answered", what) for what in ("yes", "no", "later", "alive_and_held")),
    ("disclosable", "yes"), ("standing", "alive_and_held"),
}  # fmt: skip
"""What is done and leaves her enquiry where it stood: a letter that tells nothing, or what she was told before; his
word said again, or after she was told.
"""


class Asked:
    """An enquiry on its way, and one line for each thing that may happen to it."""

    def __init__(self, clock, randomness):
        self.story = Story(clock, randomness)
        self.applied = Applied(self.story, *STAFF)
        self.story.capture().asked_openly().ask()
        self.pair = pair_number(self.story.enquiry, self.story.person)

    @property
    def state(self):
        if Enquiry.objects.get(pk=self.story.enquiry).closed_for:
            return EnquiryState.CLOSED
        return EnquiryState(enquiry_standing(self.story.enquiry).state)

    @property
    def link(self):
        return getattr(getattr(self.story, "link_view", None), "link_index", 0)

    def reach(self, state):
        story = self.story
        if state in (EnquiryState.SEARCHING,):
            self.searched([])
        if state is EnquiryState.CANDIDATE:
            self.searched()
        if state in (EnquiryState.LINK_CONFIRMED, EnquiryState.DISCLOSABLE, EnquiryState.REFUSED_BY_HIM,
                     EnquiryState.ANSWERED, EnquiryState.STANDING):  # fmt: skip
            story.link()
        if state in (EnquiryState.DISCLOSABLE, EnquiryState.ANSWERED, EnquiryState.STANDING):
            story.he_says(ContactAnswer.YES)
        if state is EnquiryState.REFUSED_BY_HIM:
            story.he_says(ContactAnswer.NO)
        if state in (EnquiryState.DISCLOSABLE, EnquiryState.ANSWERED, EnquiryState.STANDING):
            story.decide()
        if state in (EnquiryState.ANSWERED, EnquiryState.STANDING):
            story.letter(LetterKind.ALIVE_AND_HELD, story.decision_index)
        if state is EnquiryState.STANDING:
            story.letter(LetterKind.NO_INFORMATION, None)
        if state is EnquiryState.CLOSED:
            self.closes("withdrawn")
        assert state is self.state

    def searched(self, pairs=None):
        pair = {"pair_id": self.pair, "person_id": self.story.person, "millibits": 17000, "probability_ppm": 970000,
                "equally_good": 1, "lines": []}  # fmt: skip
        return self.applied(
            "matching.propose_candidates", "matcher", enquiry_id=self.story.enquiry,
            pairs=[pair] if pairs is None else pairs,
        )  # fmt: skip

    def judged(self, name, judgement):
        return self.applied("matching.record_judgement", name, pair_id=self.pair, judgement=judgement)

    def judged_by_two(self, judgement):
        first = self.judged("reviewer-1", judgement)
        return self.judged("reviewer-2", judgement) if first["ok"] else first

    def answers(self, answer):
        return self.applied(
            "register.record_contact_decision", "interviewer", person_id=self.story.person, about="enquiry",
            link_index=self.link, answer=answer, is_her=True, facts=ALONE,
        )  # fmt: skip

    def tells(self, kind):
        text = {"title": "t", "paragraphs": ["p"], "code": paper_code(bytes(13)), "check_word": "вишня"}
        return self.applied(
            "notices.issue_letter", "courier", enquiry_id=self.story.enquiry, letter_kind=kind,
            decision_index=getattr(self.story, "decision_index", None), language="ru", dated="2026-05-24", text=text,
        )  # fmt: skip

    def closes(self, reason, **more):
        rests_on = enquiry_standing(self.story.enquiry).rests_on
        return self.applied(
            "enquiries.close_enquiry", "caseworker-1", enquiry_id=self.story.enquiry, reason=reason,
            rests_on=list(rests_on), **more,
        )  # fmt: skip

    def annulled(self):
        doubt = "JD-NOBODY"
        if self.link:
            doubt = doubt_link(self.story.by("caseworker-1"), pair_id=self.pair, reason="another year of birth")
        return self.applied("matching.annul_link", "head", doubt_id=doubt)

    def happenings(self):
        yield "searched", lambda: self.searched([])
        yield "candidate", self.searched
        for judgement in ("positive", "negative"):
            yield judgement, lambda said=judgement: self.judged_by_two(said)
        for answer in ("yes", "no", "later"):
            yield answer, lambda said=answer: self.answers(said)
        for kind in (LetterKind.ALIVE_AND_HELD.value, LetterKind.NO_INFORMATION.value):
            yield kind, lambda said=kind: self.tells(said)
        for reason in ("found", "reunited", "dead_notified", "withdrawn", "duplicate", "abusive"):
            yield f"closed {reason}", lambda said=reason: self.closes(said)
        yield "annulled", self.annulled


def test_from_every_state_of_an_enquiry_everything_is_tried_that_may_happen_to_one(clock, randomness, capsys):
    """It stands where the acts leave it: each step between two states is a declared edge, or nothing moved."""
    asked = Asked(clock, randomness)
    edges = {(state, event): after for state, event, after in ENQUIRY_EDGES}
    passing = {EnquiryState.DRAFT, EnquiryState.NEEDS_INFO, EnquiryState.ASKED}  # no act leaves an enquiry there
    walked, moved, stayed, tries = set(), 0, Counter(), 0
    for state in (one for one in EnquiryState if one not in passing):
        with tried():
            asked.story.__dict__.pop("link_view", None)
            asked.story.__dict__.pop("decision_index", None)
            asked.reach(state)
            before = enquiry_standing(asked.story.enquiry).steps
            for what, happen in asked.happenings():
                tries += 1
                with tried():
                    result, after = happen(), enquiry_standing(asked.story.enquiry).steps
                    kept = before
                    if what == "annulled" and result["ok"]:  # what he said about her goes with the link
                        kept = after[: [event for event, _ in after].index("link_annulled")]
                    assert kept == after[: len(kept)]
                    at = EnquiryState(enquiry_standing(asked.story.enquiry).state)
                    is_moved = after != before or what.startswith("closed")
                    moved += result["ok"] and is_moved
                    if result["ok"] and not is_moved:
                        stayed[state.value, what] += 1
                    stood = state if state is not EnquiryState.CLOSED else EnquiryState.RECEIVED
                    for event, _ in after[len(kept) :]:
                        assert (stood, event) in edges, (state, what, event)
                        walked.add((stood, event))
                        stood = edges[stood, event]
                    assert stood is at
                    if what.startswith("closed") and result["ok"]:
                        assert EnquiryState.CLOSED is asked.state is edges[state, "closed"]
                        walked.add((state, "closed"))
                    if state is EnquiryState.CLOSED and what.startswith("closed"):
                        assert not result["ok"]
    never = {(state.value, event.value) for state, event in edges if state not in passing} - {
        (state.value, str(event)) for state, event in walked
    }
    assert NEEDS_MORE == never
    assert MOVES_NOTHING == stayed.keys()
    told(capsys, "enquiry", asked.applied, tries, moved, stayed.total())


def test_from_every_state_of_a_line_every_event_is_tried(clock, randomness, capsys):
    talks = Talks(clock, randomness)
    applied = Applied(talks, "registrar", "adviser")
    talks.agreed()
    at = instant_text(talks.clock())
    talks.list = applied(
        "exchanges.open_list", "registrar", agreement_id=talks.agreement, direction="coming", power="PB", title="theirs"
    )["returned"]
    rows = [{"name": f"Наш {one}", "their_number": one.value} for one in LineState]
    assert applied(
        "exchanges.record_version", "registrar", list_id=talks.list, side="theirs", came_at=at,
        supplied_by="their bureau", rows=rows,
    )["ok"]  # fmt: skip
    lines = {one.their_number: one.line_id for one in talks.all_lines()}

    def line(line_id, event):
        given = {
            LineEvent.AGREED: {"agreed_on": "2026-05-02", "reference": "protocol 4"},
            LineEvent.VERIFIED: {"reference": "their paper"}, LineEvent.RELEASED: {}, LineEvent.PROPOSED: {},
            LineEvent.REFUSED: {"ground": "not_agreed", "said": "why"}, LineEvent.WITHDRAWN: {"said": "why"},
        }[event]  # fmt: skip
        return applied("exchanges.record_line", "registrar", line_id=line_id, event=event.value, **given)

    def crossed(*came):
        return applied(
            "exchanges.record_crossing", "registrar", list_id=talks.list, crossed_at=at, point="a bridge",
            came=list(came),
        )  # fmt: skip

    way = (LineEvent.AGREED, LineEvent.VERIFIED, LineEvent.RELEASED)
    for state, line_id in lines.items():
        before = way[: way.index(LineEvent(state)) + 1] if state in way else ()
        for event in before if before or state == "proposed" else (LineEvent(state),):
            if event is LineEvent.RELEASED:
                assert crossed(line_id)["ok"]
            assert line(line_id, event)["ok"]
    assert crossed(*(line_id for state, line_id in lines.items() if state != "released"))["ok"]
    found, tries = set(), 0
    for state, line_id in lines.items():
        for event in LineEvent:
            tries += 1
            with tried():
                result = line(line_id, event)
                if result["ok"]:
                    found.add((LineState(state), event, LineState(ListLine.objects.get(pk=line_id).state)))
    assert {edge for edge in LINE_EDGES if edge[0] is not None} == found
    told(capsys, "line of an exchange list", applied, tries, len(found))
