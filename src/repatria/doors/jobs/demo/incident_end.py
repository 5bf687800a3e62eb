"""How the larger incident goes on: from findings to three names, a telling, a release, and what goes back.

Three get a name of the board, each of two parts that lay in two batches. Of one the family was told and has him; of
one two will go there; to the third family none of ours can go, and the Agency goes. Of two brothers the second review
is undecided: their mother's samples were one woman's, by two. What is the other side's is to go as a batch of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from repatria.core.law.certificates import SendingStep
from repatria.core.law.enquiry import KinshipEvidenceKind
from repatria.core.law.identification import ProfileFlag
from repatria.core.law.identification_board import Method, ReviewVerdict, Weighs
from repatria.core.law.return_batch import BatchEvent, BatchWay
from repatria.core.law.return_list import LabelsRead
from repatria.core.law.telling import DeathKnown, TellingWay, VisitEnd
from repatria.core.vocabulary.certificates import CertificateField
from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.doors.jobs.demo.answering import PAPER
from repatria.doors.jobs.demo.incident_families import BROTHERS, OTHERS, PERSONS, POWER
from repatria.doors.jobs.demo.sign_ins import Staff
from repatria.records.access.acting import Acting
from repatria.records.access.services import record_approval
from repatria.records.certificates.services.certifying import draw_certificate, send_death_paper, sign_certificate
from repatria.records.enquiries.services import record_kinship_evidence
from repatria.records.identification.selectors.findings import findings
from repatria.records.identification.services.board import sign_conclusion
from repatria.records.identification.services.hypotheses import (
    agree_parts,
    lay_evidence,
    open_hypothesis,
    propose_parts,
    record_review,
)
from repatria.records.identification.services.results import settle_flag
from repatria.records.remains.services.leaving import read_labels_again
from repatria.records.returns.services.batches import plan_batch, put_in
from repatria.records.returns.services.power import assert_power, review_power
from repatria.records.returns.services.release import propose_release, release_remains
from repatria.records.returns.services.steps import record_batch_step
from repatria.records.telling.services.approving import ALLOW_OTHER_WAY, other_way_reference
from repatria.records.telling.services.opening import open_telling, record_visitor
from repatria.records.telling.services.visits import (
    allow_other_way,
    confirm_visit,
    end_visit,
    plan_visit,
)

TOLD, PLANNED, ELSEWHERE = 2, 4, 6
"""Whose family was told, to whose two will go, and to whose none of ours can go."""
NAMED = (TOLD, PLANNED, ELSEWHERE)
_DAY = timedelta(days=1)
_HANDS = ("Дрозд Олена, санітарка", "д-р Кельнер")
_PARTS_SAID = "усі локуси однакові, суглоби сходяться"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentEnd:
    """The steps from the findings on, each by who may.

    Given:    `items` in the order of their codes; `enquiries` of the families in theirs; `gave_twice` both samples of
              the brothers' mother; `origin` the batch in which the other side's own dead lay; `compare` lays what came
              against everything open.
    """

    staff: Staff
    at: datetime
    items: Sequence[str]
    enquiries: Sequence[str]
    gave_twice: Sequence[str]
    origin: str
    compare: Callable[[], object]
    examine: Callable[[int, str], None]
    progress: Callable[[str, int, int], None]

    def go_on(self) -> None:
        """Goes on to its end."""
        self._free_the_mother()
        self.compare()
        self.progress("incident: compared", 1, 4)
        for person in NAMED:
            self._name(person)
        self._leave_brothers_undecided()
        self.progress("incident: named", 2, 4)
        self._tell()
        self._release(TOLD)
        self.progress("incident: told and given", 3, 4)
        self._send_back()
        self.progress("incident: agreed to go back", 4, 4)

    def _by(self, name: str) -> Acting:
        return self.staff.by(name, self.at)

    def _free_the_mother(self) -> None:
        """Two say that two samples are of one mother, who gave for each of her sons."""
        self.compare()
        for code in self.gave_twice:
            for name in ("laboratory-1", "board-expert-2"):
                settle_flag(
                    self._by(name), sample_code=code, flag=ProfileFlag.EQUALS_ANOTHER, is_free=True,
                    reason="одна мати двох: спитали в неї",
                )  # fmt: skip

    def _finding(self, item: str, enquiry: str) -> str:
        (one, *_) = findings(self._by("board-expert-3"), item, enquiry_id=enquiry)
        return one.finding_id

    def _hypothesis(self, person: int, verdicts: tuple[ReviewVerdict, ReviewVerdict]) -> str:
        """From a finding: opened by one, DNA laid beside it, reviewed by two others.  Returns: its number."""
        opener, item, enquiry = self._by("board-expert-3"), self.items[person], self.enquiries[person]
        found = self._finding(item, enquiry)
        number = open_hypothesis(
            opener, items=(item,), enquiry_id=enquiry, finding_id=found, said="знахідка й місце сходяться"
        )  # fmt: skip
        lay_evidence(
            opener, hypothesis_id=number, method=Method.DNA, weighs=Weighs.SUPPORTS, finding_id=found, said="локуси"
        )  # fmt: skip
        for expert, verdict in zip((1, 2), verdicts, strict=True):
            record_review(
                self._by(f"board-expert-{expert}"), hypothesis_id=number, verdict=verdict,
                said="усі локуси переглянуто" if verdict is ReviewVerdict.SUPPORTED else "брат так само близький",
            )  # fmt: skip
        return number

    def _name(self, person: int) -> None:
        """Two parts are linked by two, two of the board sign whose they are, and a certificate goes out."""
        first, second = self.items[person], self.items[PERSONS + person]
        self.examine(PERSONS + person, second)
        link = propose_parts(self._by("laboratory-1"), first_code=first, second_code=second, reason=_PARTS_SAID)
        agree_parts(self._by("board-expert-2"), parts_id=link)
        number = self._hypothesis(person, (ReviewVerdict.SUPPORTED, ReviewVerdict.SUPPORTED))
        for expert in (1, 4):
            sign_conclusion(self._by(f"board-expert-{expert}"), hypothesis_id=number, said="це він")
        certificate = draw_certificate(
            self._by("registrar-1"), item_code=first, attested={CertificateField.POWER: POWER},
            told_by="реєстраторка, за списком частини",
        )  # fmt: skip
        for signer in ("medical-1", "head-of-bureau-1"):
            sign_certificate(self._by(signer), certificate_id=certificate)
        for step in (SendingStep.SENT, SendingStep.RECEIPTED):
            send_death_paper(
                self._by("registrar-1"), document_id=certificate, recipient=NoticeRecipient.CENTRAL_TRACING_AGENCY,
                step=step, reference="лист 31", happened_at=self.at,
            )  # fmt: skip

    def _leave_brothers_undecided(self) -> None:
        """A hypothesis of each brother, supported by one reviewer and left open by the other."""
        for person in BROTHERS:
            self._hypothesis(person, (ReviewVerdict.SUPPORTED, ReviewVerdict.UNDECIDED))

    def _tell(self) -> None:
        """One family was told at home, to one two will go tomorrow, to one the Agency goes."""
        pair = tuple(
            record_visitor(
                self._by("head-of-bureau-1"), name=name, office="супровід родин", trained_on=self.at.date() - 30 * _DAY,
                trained_by="вигаданий курс", languages="uk, ru",
            )
            for name in ("Бондар Ольга", "Коваль Петро")
        )  # fmt: skip
        cases = {
            person: open_telling(
                self._by("caseworker-1"), known=DeathKnown.PROVEN, enquiry_id=self.enquiries[person],
                visit_by=self.at.date() + 5 * _DAY,
            )
            for person in NAMED
        }  # fmt: skip
        liaison = self._by("family-liaison-1")
        visits = {
            person: plan_visit(
                liaison, telling_id=cases[person], enquiry_id=self.enquiries[person], visitors=pair, on=on,
                meets_at="у сестри", language="українська",
            )
            for person, on in ((TOLD, self.at.date()), (PLANNED, self.at.date() + _DAY))
        }  # fmt: skip
        end_visit(
            liaison, visit_id=visits[TOLD], end=VisitEnd.TOLD, happened_at=self.at,
            told="що він загинув, і звідки це відомо", with_her="сестра",
        )  # fmt: skip
        confirm_visit(self._by("family-liaison-2"), visit_id=visits[TOLD], heard_from="Коваль Петро")
        case, enquiry = cases[ELSEWHERE], self.enquiries[ELSEWHERE]
        record_approval(
            self._by("head-of-bureau-1"), action=ALLOW_OTHER_WAY,
            object_reference=other_way_reference(case, enquiry, TellingWay.SOCIETY),
        )  # fmt: skip
        allow_other_way(
            liaison, telling_id=case, enquiry_id=enquiry, way=TellingWay.SOCIETY,
            reason="вона живе там, куди наші люди не можуть поїхати",
        )  # fmt: skip

    def _labels(self, item: str) -> None:
        read_labels_again(
            self._by("mortuary-1"), item_code=item, happened_at=self.at, on_body=item, on_bag=item, on_paper=item,
            by=_HANDS[0], second=_HANDS[1],
        )  # fmt: skip

    def _release(self, person: int) -> None:
        """Both parts go to his mother: proposed by one, given by another account."""
        codes = (self.items[person], self.items[PERSONS + person])
        for code in codes:
            self._labels(code)
        record_kinship_evidence(
            self._by("caseworker-1"), enquiry_id=self.enquiries[person], evidence=KinshipEvidenceKind.PAPERS_CHECKED,
            holds=True, note="показала, коли приїхала", paper=PAPER,
        )  # fmt: skip
        given_id = propose_release(
            self._by("caseworker-1"), enquiry_id=self.enquiries[person], receiver="мати", relation="мати",
            is_herself=True,
        )  # fmt: skip
        release_remains(
            self._by("mortuary-1"), given_id=given_id, happened_at=self.at, by=_HANDS[0], document="паспорт, вигаданий",
            labels=[LabelsRead(on_body=code, on_bag=code, on_paper=code) for code in codes],
            place="морг", receipt="розписка 7",
        )  # fmt: skip

    def _send_back(self) -> None:
        """One said whose he is by his disc, two reviewed it; he stands on a batch of his own, on which both agreed."""
        item, registrar = self.items[OTHERS], self._by("registrar-1")
        claim = assert_power(registrar, item_code=item, power="PB", grounds="жетон PB-220914 на шиї")
        for name in ("head-of-bureau-1", "medical-1"):
            review_power(self._by(name), claim_id=claim, agrees=True)
        self.examine(OTHERS, item)
        self._labels(item)
        batch_id = plan_batch(
            registrar, way=BatchWay.SENT, power="PB", title="Один, що є їхнім", origin_id=self.origin, is_theirs=True
        )  # fmt: skip
        put_in(registrar, batch_id=batch_id, codes=[item])
        step = partial(record_batch_step, registrar, batch_id=batch_id, happened_at=self.at)
        step(event=BatchEvent.LIST_EXCHANGED, by="наш уповноважений", reference="лист 32")
        step(
            event=BatchEvent.AGREED, place="міст L", window="з восьмої до полудня", participants="по двоє",
            reference="протокол 33", agreed_on=self.at.date(),
        )  # fmt: skip
