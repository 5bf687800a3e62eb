"""The demonstration's enquiries on their way: judged, asked about, decided, one of them up to a hand-over.

They stop at different steps, so that everybody who signs in finds something that waits for her.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from repatria.core.law.contact import ContactAbout, ContactAnswer, InterviewFacts
from repatria.core.law.custody import CustodyState, is_held
from repatria.core.law.enquiry import KinshipEvidenceKind
from repatria.core.law.handover import ATTESTATIONS, HandoverEvent, ReleaseBasis, StatedBasis
from repatria.core.law.judgement import JudgementKind
from repatria.core.law.kinship_proof import ProofPaper, SeenAs
from repatria.core.vocabulary.errors import InputError, RuleError
from repatria.doors.jobs.demo.sign_ins import Staff
from repatria.doors.jobs.ports import Outside
from repatria.records.access.acting import Acting
from repatria.records.access.approvals import approvers_of
from repatria.records.access.services import record_approval
from repatria.records.disclosure.selectors import answer
from repatria.records.disclosure.services import DECIDE, decide_answer
from repatria.records.enquiries.kinship_acts import PaperSeen
from repatria.records.enquiries.selectors import evidence_of
from repatria.records.enquiries.services import record_kinship_evidence
from repatria.records.handover.acts import MeetingWords
from repatria.records.handover.selectors import handovers, switches
from repatria.records.handover.services import SWITCH_ON, open_handover, record_step, switch_on, switch_reference
from repatria.records.ledger.services import bulk_acts
from repatria.records.matching.reopening import reopen_pair
from repatria.records.matching.selectors import links_of_enquiry
from repatria.records.matching.services import pair_number, record_judgement
from repatria.records.matching.wrong_links import annul_link, doubt_link, judged_since
from repatria.records.register.acts import HisWords
from repatria.records.register.selectors import custody_of, latest_decision
from repatria.records.register.selectors.decisions import was_asked_openly
from repatria.records.register.services import record_contact_decision

POINT = "Пункт зустрічі 3 у вигаданій нейтральній державі"
LEGAL_BASIS = "Вигадане рішення однієї Сторони № 7, для показу"
CONDITIONS = "Усе в ній вигадане."
CONSENTS = ("Вигадана держава транзиту: згода від 1 березня",)
_PROOFS = (
    KinshipEvidenceKind.PAPERS_CHECKED, KinshipEvidenceKind.PRIVATE_QUESTION_ANSWERED,
    KinshipEvidenceKind.RECOGNISED_ON_CALL,
)  # fmt: skip

PAPER = PaperSeen(
    kind=ProofPaper.BIRTH, number="I-ЖС 000417, вигаданий", issued_by="вигаданий відділ реєстрації",
    seen_by="бюро, кімната прийому", seen_as=SeenAs.ORIGINAL,
)  # fmt: skip


class Stage(StrEnum):
    """How far an enquiry goes."""

    MEETING = "meeting"
    READY_TO_OPEN = "ready_to_open"
    TOLD = "told"
    TO_BE_DECIDED = "to_be_decided"
    SECOND_APPROVAL_WAITS = "second_approval_waits"
    REFUSED = "refused"
    LATER = "later"
    TO_BE_ASKED = "to_be_asked"
    ONE_JUDGEMENT = "one_judgement"
    REOPENED = "reopened"
    TO_BE_JUDGED = "to_be_judged"


_CYCLE = (
    Stage.TOLD, Stage.SECOND_APPROVAL_WAITS, Stage.REFUSED, Stage.TO_BE_ASKED, Stage.TOLD, Stage.ONE_JUDGEMENT,
    Stage.LATER, Stage.TO_BE_JUDGED, Stage.TO_BE_DECIDED, Stage.TO_BE_ASKED,
)  # fmt: skip
_REOPENED = 13
"""Of those about whom somebody asks: her link was annulled before he was asked, and the pair waits to be judged."""
_ANSWERS = {
    Stage.REFUSED: ContactAnswer.NO, Stage.LATER: ContactAnswer.LATER, Stage.TO_BE_ASKED: None,
}  # fmt: skip


class Answering:
    """Brings each enquiry about a registered person to its stage."""

    def __init__(
        self, outside: Outside, staff: Staff, draw: Callable[[], None], progress: Callable[[str, int, int], None]
    ) -> None:
        self.outside, self.staff, self.draw, self.progress = outside, staff, draw, progress
        self.links = 0
        self._special = [Stage.MEETING, Stage.READY_TO_OPEN]

    def by(self, name: str) -> Acting:
        return self.staff.by(name, self.outside.now())

    def answer_all(self, asked: list[tuple[str, str, bool]]) -> list[Stage]:
        """Brings every enquiry to its stage.

        Given:    enquiry, person, and whether she gave words by which he would know her.
        Returns:  the stage reached by each.
        """
        reached = []
        for number, (enquiry_id, person_id, has_words) in enumerate(asked):
            self.progress("answers", number, len(asked))
            stage = Stage.REOPENED if number == _REOPENED else _CYCLE[number % len(_CYCLE)]
            reached.append(self._bring(enquiry_id, person_id, has_words, stage))
        self.progress("answers", len(asked), len(asked))
        return reached

    def _bring(self, enquiry_id: str, person_id: str, has_words: bool, stage: Stage) -> Stage:
        if stage is Stage.TO_BE_JUDGED or not is_held_here(person_id):
            return Stage.TO_BE_JUDGED
        if judged_since(pair_number(enquiry_id, person_id)) >= 0:
            return Stage.REOPENED  # in an earlier run
        if not self._judge(enquiry_id, person_id, reviewers=1 if stage is Stage.ONE_JUDGEMENT else 2):
            return Stage.ONE_JUDGEMENT if stage is Stage.ONE_JUDGEMENT else Stage.TO_BE_JUDGED
        if stage is Stage.REOPENED:
            self._reopen(pair_number(enquiry_id, person_id))
            return stage
        if stage is Stage.TOLD and has_words and self._special:
            stage = self._special.pop(0)
        link_index = links_of_enquiry(enquiry_id)[0].link_index
        his_answer = _ANSWERS.get(stage, ContactAnswer.YES)
        if his_answer is None:
            return stage
        self._interview(person_id, link_index, ContactAbout.ENQUIRY, his_answer, has_words or None)
        if his_answer is not ContactAnswer.YES:
            return stage
        self._prove(enquiry_id, [] if has_words else [KinshipEvidenceKind.PAPERS_CHECKED])
        if stage in (Stage.MEETING, Stage.READY_TO_OPEN):
            self._prove(enquiry_id, list(_PROOFS))
        self._decide(enquiry_id, stage)
        if stage in (Stage.MEETING, Stage.READY_TO_OPEN):
            self._interview(person_id, link_index, ContactAbout.HANDOVER, ContactAnswer.YES, None)
        if stage is Stage.MEETING:
            self._hand_over(enquiry_id)
        return stage

    def _judge(self, enquiry_id: str, person_id: str, reviewers: int) -> bool:
        for reviewer in ("reviewer-1", "reviewer-2")[:reviewers]:
            pair_id = pair_number(enquiry_id, person_id)
            try:
                record_judgement(self.by(reviewer), pair_id=pair_id, judgement=JudgementKind.POSITIVE)
            except InputError:
                return False  # the matcher did not propose this pair: it waits for a person who searches
            except RuleError:
                continue  # judged in an earlier run
        is_linked = len(links_of_enquiry(enquiry_id)) == 1
        self.links += is_linked
        return is_linked

    def _reopen(self, pair_id: str) -> None:
        """Two take the link away again, and a third lays the pair before reviewers anew."""
        with bulk_acts():
            doubt_id = doubt_link(self.by("caseworker-1"), pair_id=pair_id, reason="у заяві інший рік народження")
            annul_link(self.by("head-of-bureau-1"), doubt_id=doubt_id)
            reopen_pair(self.by("caseworker-2"), pair_id=pair_id, reason="рік виправила сама заявниця")
        self.links -= 1
        self.draw()

    def _interview(
        self, person_id: str, link_index: int, about: ContactAbout, his_answer: ContactAnswer, is_her: bool | None
    ) -> None:
        if latest_decision(person_id, about.value, link_index) is not None:
            return
        facts = InterviewFacts(
            language="uk", is_interviewer_outside_camp=True, is_guard_present=False, is_interviewer_interrogator=False
        )
        if not was_asked_openly(person_id):
            record_contact_decision(
                self.by("interviewer-1"), person_id=person_id, about=ContactAbout.OPEN, link_index=None,
                answer=ContactAnswer.YES, is_her=None, facts=facts,
            )  # fmt: skip
        words = HisWords(private_question="Що ми посадили біля криниці?", private_answer="Вишню")
        record_contact_decision(
            self.by("interviewer-1"), person_id=person_id, about=about, link_index=link_index, answer=his_answer,
            is_her=is_her, facts=facts, words=words if about is ContactAbout.ENQUIRY and is_her else None,
        )  # fmt: skip
        self.draw()

    def _prove(self, enquiry_id: str, kinds: list[KinshipEvidenceKind]) -> None:
        held = {kind for kind, holds, _ in evidence_of(enquiry_id) if holds}
        for kind in kinds:
            if kind.value not in held:
                record_kinship_evidence(
                    self.by("caseworker-1"), enquiry_id=enquiry_id, evidence=kind, holds=True,
                    note="бачили в бюро, для показу",
                    paper=PAPER if kind is KinshipEvidenceKind.PAPERS_CHECKED else None,
                )  # fmt: skip

    def _decide(self, enquiry_id: str, stage: Stage) -> None:
        stands = answer(self.by("caseworker-1"), enquiry_id)
        if stands.latest_verdict:
            return
        names = ("caseworker-1",) if stage is Stage.SECOND_APPROVAL_WAITS else ("caseworker-1", "head-of-bureau-1")
        for name in names:
            if self.staff.numbers[name] not in stands.approvers:
                record_approval(self.by(name), action=DECIDE, object_reference=stands.approval_reference)
        if stage not in (Stage.SECOND_APPROVAL_WAITS, Stage.TO_BE_DECIDED):
            decide_answer(self.by("caseworker-2"), enquiry_id=enquiry_id)

    def _switch(self) -> str:
        """The invented agreement's switch; approved by two and switched on by the head of the bureau."""
        found = [s.switch_id for s in switches() if s.is_invented]
        if found:
            return found[0]
        basis = StatedBasis(basis=ReleaseBasis.UNILATERAL)
        reference = switch_reference(basis, LEGAL_BASIS, [POINT], list(CONSENTS), CONDITIONS)
        approved = approvers_of(SWITCH_ON, reference, at=self.outside.now())
        for name in ("caseworker-1", "caseworker-2"):
            if self.staff.numbers[name] not in approved:
                record_approval(self.by(name), action=SWITCH_ON, object_reference=reference)
        return switch_on(
            self.by("head-of-bureau-1"), basis=basis, legal_basis=LEGAL_BASIS, points=[POINT],
            transit_consents=list(CONSENTS), conditions=CONDITIONS, is_invented=True,
        )  # fmt: skip

    def _hand_over(self, enquiry_id: str) -> None:
        if any(h.enquiry_id == enquiry_id for h in handovers(self.by("caseworker-1"), open_only=False)):
            return
        handover_id = open_handover(
            self.by("caseworker-1"), enquiry_id=enquiry_id, switch_id=self._switch(), point=POINT,
            meeting=MeetingWords(recipient_name="як у її паспорті (вигадано)", recipient_paper="паспорт, показано"),
        )  # fmt: skip
        record_step(
            self.by("caseworker-1"), handover_id=handover_id, event=HandoverEvent.ACCEPTED,
            happened_at=self.outside.now(),
            attested=[a for a, _ in ATTESTATIONS[HandoverEvent.ACCEPTED]],
        )  # fmt: skip


def is_held_here(person_id: str) -> bool:
    """Whether he can be asked at all."""
    state = custody_of(person_id).custody_state
    return state is not None and is_held(CustodyState(state))
